package expect

import (
	"strconv"

	"roomsim/model/timeline"
)

// Check puts claims to a timeline and returns one finding for each, in their order. The rules are
// those by which the timeline's marks were found; they say what a mark stands for. A claim without
// a form and a mark whose record was not stored are bugs: Check panics. To a claim over many runs
// the timeline is one of them.
func Check(claims []Claim, rules []timeline.MarkRule, tl *timeline.Timeline) []Finding {
	return CheckNamed(claims, rules, tl, ref)
}

// CheckNamed is Check for records that people know by another name than their number: by their
// place in a log.
func CheckNamed(claims []Claim, rules []timeline.MarkRule, tl *timeline.Timeline,
	name func(n uint32) string) []Finding {
	c := checker{rules: rules, tl: tl, ref: name}
	findings := make([]Finding, len(claims))
	for i := range claims {
		findings[i] = c.check(&claims[i])
	}
	return findings
}

// checker puts one claim after the other to one timeline.
type checker struct {
	rules []timeline.MarkRule
	tl    *timeline.Timeline
	ref   func(n uint32) string // names a record

	// Of the present claim: what is known where no record decides, nil for nothing.
	clue     *timeline.Record
	clueName string // "T3", "the last of B"
	side     *side  // of a relation: the one that decides, nil if a reference did not come
}

func (c *checker) check(claim *Claim) Finding {
	f := Finding{Claim: claim}
	c.clue, c.clueName, c.side = nil, "", nil
	switch {
	case claim.Relation != nil:
		c.relation(&f, claim.Relation)
	case claim.Never != nil:
		c.never(&f, claim.Never)
	case claim.Count != nil:
		c.count(&f, claim.Count)
	case claim.Order != nil:
		c.order(&f, claim.Order)
	case claim.Sequence != nil:
		c.sequence(&f, claim.Sequence)
	default:
		panic("expect: a claim without a form")
	}
	if f.Value == "" {
		f.Value = f.Measured
	}
	if f.Verdict != Pass {
		f.Why = c.why(f.Record, claim.Relation != nil)
	}
	return f
}

// mark returns the record that a mark names, nil if it did not come.
func (c *checker) mark(name string) *timeline.Record {
	for i := range c.tl.Marks {
		if m := &c.tl.Marks[i]; m.Name == name {
			r := c.tl.ByN(m.N)
			if r == nil {
				panic("expect: mark " + name + " names a record that was not stored")
			}
			return r
		}
	}
	return nil
}

// rule returns the rule of a mark, nil if there is none.
func (c *checker) rule(mark string) *timeline.MarkRule {
	for i := range c.rules {
		if c.rules[i].Name == mark {
			return &c.rules[i]
		}
	}
	return nil
}

// describeMark says what a mark stands for.
func (c *checker) describeMark(mark string) string {
	rule := c.rule(mark)
	if rule == nil || rule.Pattern.Kind == 0 {
		return "the action marked " + timeline.Show(mark)
	}
	text := Describe(&rule.Pattern, c.tl.Cast)
	if rule.Nth > 1 {
		text += ", number " + decimals(rule.Nth)
	}
	return text
}

// noReference says that a mark did not come on which the claim rests.
func (c *checker) noReference(f *Finding, mark string) {
	f.Verdict = Inconclusive
	f.Got = "no " + mark
	f.Off = c.describeMark(mark) + " never came"
	f.Measured = mark + " never came"
	if rule := c.rule(mark); rule != nil {
		c.lastOf(&rule.Pattern)
	}
}

// lastOf takes the last record of a pattern's client, or of its user, for a clue.
func (c *checker) lastOf(p *timeline.Pattern) {
	if p.Who.Any() && p.User.Any() {
		return
	}
	for i := len(c.tl.Records) - 1; i >= 0; i-- {
		r := &c.tl.Records[i]
		if !r.Kind.Wire() && c.concerns(p, r) {
			c.clue, c.clueName = r, "the last of "+c.whose(p)
			return
		}
	}
}

// concerns reports whether a record is one of the pattern's client or, without one, its user.
func (c *checker) concerns(p *timeline.Pattern, r *timeline.Record) bool {
	if !p.Who.Any() {
		return p.Who.Has(r.Who)
	}
	for _, u := range c.tl.Users(r) {
		if p.User.Has(u) {
			return true
		}
	}
	return false
}

func (c *checker) whose(p *timeline.Pattern) string {
	if !p.Who.Any() {
		return nameOf(&c.tl.Cast.Clients, p.Who)
	}
	return nameOf(&c.tl.Cast.Users, p.User)
}

// nothing is what came when nothing came.
func (c *checker) nothing() string { return "nothing by " + c.tl.End.String() + ", the end" }

// ref gives a record as "#53".
func ref(n uint32) string { return "#" + decimals(n) }

func decimals(n uint32) string { return strconv.FormatUint(uint64(n), 10) }

// nameAt gives a record as "#53 at 145.320s".
func (c *checker) nameAt(r *timeline.Record) string { return c.ref(r.N) + " at " + r.At.String() }
