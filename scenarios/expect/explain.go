package expect

import (
	"cmp"
	"math"
	"slices"

	"roomsim/model/timeline"
)

// Ground is one thing that a claim rests on: a mark, or what the claim looked for.
type Ground struct {
	Name   string           // "T4'", "step 2", "the last one counted"; "" of what a stretch lacks
	What   string           // what it stands for: "B onRoomUserUpdate DELETE alice"
	Record *timeline.Record // nil: it never came
	Absent []string         // then: why not, as far as the records tell
}

// Explain puts one claim to a timeline, as Check does, and says what the finding rests on: the
// marks in the order of their coming, then the record that decides or, without one, the last that
// has to do with it. What never came stands last.
func Explain(claim *Claim, rules []timeline.MarkRule, tl *timeline.Timeline) (Finding, []Ground) {
	c := checker{rules: rules, tl: tl, ref: ref}
	f := c.check(claim)
	var list []Ground
	switch {
	case claim.Relation != nil:
		list = c.grounds(claim.Relation.Marks())
	case claim.Never != nil:
		list = append(c.grounds(ends(claim.Never.From, claim.Never.Until)),
			c.groundOfNever(&f, claim.Never))
	case claim.Count != nil:
		list = append(c.grounds(ends(claim.Count.From, claim.Count.Until)),
			c.groundOfCount(&f, claim.Count))
	case claim.Order != nil:
		list = c.groundsOfOrder(claim.Order)
	case claim.Sequence != nil:
		list = []Ground{c.groundOfSequence(&f, claim.Sequence)}
	}
	return f, list
}

// ends lists the marks that a stretch of records begins and ends with.
func ends(from, until string) []string {
	if until == "end" {
		until = ""
	}
	return with(with(nil, from), until)
}

// grounds gives marks in the order of their coming, those that never came last.
func (c *checker) grounds(marks []string) []Ground {
	list := make([]Ground, len(marks))
	for i, mark := range marks {
		list[i] = c.groundOf(mark)
	}
	number := func(g *Ground) uint32 {
		if g.Record == nil {
			return math.MaxUint32
		}
		return g.Record.N
	}
	slices.SortStableFunc(list, func(a, b Ground) int { return cmp.Compare(number(&a), number(&b)) })
	return list
}

func (c *checker) groundOf(mark string) Ground {
	g := Ground{Name: mark, What: c.describeMark(mark), Record: c.mark(mark)}
	if g.Record == nil {
		g.Absent = c.absent(mark)
	}
	return g
}

// absent says why a mark never came: the mark that it waits for never came either, its record came
// too seldom, or before it was looked for.
func (c *checker) absent(mark string) []string {
	rule := c.rule(mark)
	if rule == nil || rule.Action || rule.Pattern.Kind == 0 {
		return append([]string{"the action that it marks never ran"}, c.remarks()...)
	}
	behind := uint32(0)
	var lines []string
	if rule.After >= 0 {
		after := &c.rules[rule.After]
		r := c.mark(after.Name)
		if r == nil {
			lines = append(lines, "it is looked for behind "+after.Name+", which never came: "+
				c.describeMark(after.Name))
			return append(lines, c.absent(after.Name)...)
		}
		behind = r.N
	}
	return append(lines, c.unseen(&rule.Pattern, behind, rule.Nth)...)
}

// mostRemarks bounds the notes that are given for a mark.
const mostRemarks = 5

// remarks are the notes of the run: they tell of actions that never ran.
func (c *checker) remarks() (lines []string) {
	for i := range c.tl.Records {
		r := &c.tl.Records[i]
		if r.Kind == timeline.Note && r.Name == timeline.Remark && len(lines) < mostRemarks {
			lines = append(lines, c.step(r))
		}
	}
	return lines
}

// unseen says what came instead of a record behind another, and the last that is known of the
// pattern's client or user.
func (c *checker) unseen(p *timeline.Pattern, behind, nth uint32) (lines []string) {
	var early, late *timeline.Record
	seen := uint32(0)
	for i := range c.tl.Records {
		r := &c.tl.Records[i]
		switch {
		case !p.Match(c.tl, r):
		case r.N <= behind:
			early = r
		default:
			late = r
			seen++
		}
	}
	switch {
	case late != nil:
		lines = append(lines, "only "+decimals(seen)+" of "+decimals(nth)+" came, the last is "+
			c.step(late))
	case early != nil:
		lines = append(lines, "the last one came before it was looked for: "+c.step(early))
	default:
		lines = append(lines, nothingLike)
	}
	return c.withLast(lines, p)
}

const nothingLike = "nothing like it came in the whole run"

// withLast adds the last that is known of a pattern's client or user.
func (c *checker) withLast(lines []string, p *timeline.Pattern) []string {
	c.clue = nil
	if c.lastOf(p); c.clue != nil {
		lines = append(lines, c.causes(c.clueName+": "+c.step(c.clue), c.clue))
	}
	return lines
}

// groundOfNever is the record that must not be there, or what is nearest to one.
func (c *checker) groundOfNever(f *Finding, n *Never) Ground {
	g := Ground{What: c.words(n.PatternText, &n.Pattern)}
	if f.Record != 0 {
		g.Name, g.Record = "the first of them", c.tl.ByN(f.Record)
		return g
	}
	g.Absent = c.around(&n.Pattern, n.From, n.Until)
	return g
}

// groundOfCount is the first record too many, or the last one counted.
func (c *checker) groundOfCount(f *Finding, n *Count) Ground {
	g := Ground{What: c.words(n.PatternText, &n.Pattern)}
	switch {
	case f.Record != 0:
		g.Name, g.Record = "the first one too many", c.tl.ByN(f.Record)
	case f.Verdict != Inconclusive && c.clueName == lastCounted:
		g.Name, g.Record = "the last one counted", c.clue
	default:
		g.Absent = c.around(&n.Pattern, n.From, n.Until)
	}
	return g
}

// around says what is nearest to a stretch in which nothing fits a pattern.
func (c *checker) around(p *timeline.Pattern, from, until string) (lines []string) {
	first, last := uint32(0), c.tl.Total+1
	if r := c.mark(from); r != nil {
		first = r.N
	}
	if r := c.mark(until); r != nil {
		last = r.N
	}
	var before, after *timeline.Record
	for i := range c.tl.Records {
		r := &c.tl.Records[i]
		switch {
		case !p.Match(c.tl, r):
		case r.N <= first:
			before = r
		case r.N >= last && after == nil:
			after = r
		}
	}
	if before != nil {
		lines = append(lines, "the last one before "+from+": "+c.step(before))
	}
	if after != nil {
		lines = append(lines, "the first one after "+until+": "+c.step(after))
	}
	if before == nil && after == nil {
		lines = append(lines, nothingLike)
	}
	return c.withLast(lines, p)
}

// groundsOfOrder are the records of the steps, as far as they came, and the first that did not.
func (c *checker) groundsOfOrder(o *Order) (list []Ground) {
	var before *timeline.Record
	for i := range o.Steps {
		step := &o.Steps[i]
		g := Ground{Name: "step " + decimals(uint32(i+1)), What: c.stepWords(step),
			Record: c.next(step, before)}
		switch {
		case step.Mark != "":
			g = c.groundOf(step.Mark)
		case g.Record == nil && before != nil:
			g.Absent = c.unseen(&step.Pattern, before.N, 1)
		case g.Record == nil:
			g.Absent = c.unseen(&step.Pattern, 0, 1)
		}
		list = append(list, g)
		if g.Record == nil {
			break
		}
		before = g.Record
	}
	return list
}

// groundOfSequence is the reason that decides, or the last one heard.
func (c *checker) groundOfSequence(f *Finding, s *Sequence) Ground {
	g := Ground{Name: "the last reason", Record: c.tl.ByN(f.Record)}
	p := timeline.Pattern{Kind: timeline.Callback, Name: timeline.OnRoomStateChanged, Who: s.Who,
		Room: s.Room}
	g.What = Describe(&p, c.tl.Cast)
	if f.Record != 0 {
		g.Name = "the first reason that differs"
		return g
	}
	for i := range c.tl.Records {
		if r := &c.tl.Records[i]; p.Match(c.tl, r) {
			g.Record = r
		}
	}
	if g.Record == nil {
		g.Absent = c.unseen(&p, 0, 1)
	}
	return g
}
