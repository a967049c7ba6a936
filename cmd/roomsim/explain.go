package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
	"roomsim/sim"
)

// claimName gives a claim as --explain finds it: the scenario's name and the claim's id or, without
// one, its number from 1.
func claimName(e *entry, i int) string {
	c := &e.Claims[i]
	if c.ID != "" {
		return e.Name + "/" + c.ID
	}
	return e.Name + "/" + strconv.Itoa(c.Number)
}

// choice is a claim of an entry.
type choice struct {
	e     *entry
	claim int
}

// choose finds the claim that a word names: scenario/id, scenario/3 for the third, or an id that
// one scenario alone has.
func choose(word string, list []*entry) (choice, error) {
	name, id, slash := strings.Cut(word, "/")
	var fits, known []string
	var found choice
	for _, e := range list {
		for i := range e.Claims {
			full := claimName(e, i)
			byNumber := e.Name == name && id == strconv.Itoa(i+1) && !hasID(e, id)
			switch own := e.Claims[i].ID; {
			case own != "" && full == word, byNumber:
				return choice{e, i}, nil
			case own == word:
				fits, found = append(fits, full), choice{e, i}
			}
			if !slash && !slices.Contains(known, e.Claims[i].ID) {
				known = append(known, e.Claims[i].ID)
			}
		}
		if slash {
			known = append(known, e.Name)
		}
	}
	switch len(fits) {
	case 0:
		return choice{}, noClaim(word, list, known)
	case 1:
		return found, nil
	}
	return choice{}, wrongInput("claim %q stands in %s: %s; expected one of them", word,
		many(len(fits), "scenario"), some(fits))
}

// noClaim says that a word names no claim of a list, and which it may mean: known are the names of
// scenarios if the word has a slash, otherwise ids.
func noClaim(word string, list []*entry, known []string) error {
	name, id, slash := strings.Cut(word, "/")
	for _, e := range list {
		switch {
		case e.Name == name && slash:
			return wrongInput("scenario %s has no claim %q; its claims are %s", name, id, names(e))
		case e.Name == name:
			return wrongInput("%q is a scenario; expected one of its claims, %s/… with %s", name, name,
				names(e))
		}
	}
	hint := near(word, known)
	if close := spec.Near(name, known); slash && close != "" {
		hint = near(word, []string{close + "/" + id})
	}
	return wrongInput("no claim %q; expected scenario/id, or scenario/3 for its third%s", word, hint)
}

func hasID(e *entry, id string) bool {
	for i := range e.Claims {
		if e.Claims[i].ID == id {
			return true
		}
	}
	return false
}

// names lists the claims of a scenario.
func names(e *entry) string {
	var list []string
	for i := range e.Claims {
		list = append(list, strings.TrimPrefix(claimName(e, i), e.Name+"/"))
	}
	if len(list) == 0 {
		return "none"
	}
	return some(list)
}

// some lists words, of many the first ones.
func some(words []string) string {
	const most = 12
	shown := make([]string, 0, most)
	for _, w := range words[:min(len(words), most)] {
		shown = append(shown, timeline.Show(w))
	}
	text := strings.Join(shown, ", ")
	if rest := len(words) - most; rest > 0 {
		text += fmt.Sprintf(" and %d more", rest)
	}
	return text
}

// explainClaim runs the scenario of one claim and tells what decides it.
func (t *tool) explainClaim(list []*entry, f *checkFlags) error {
	c, err := choose(f.explain.value, list)
	if err != nil {
		return err
	}
	o, err := t.open(f.out.value, files(list, &f.options)...)
	if err != nil {
		return err
	}
	defer o.drop()
	r := t.tryAlone(c.e, model.Everything)
	if t.many(c.e, &r, int(f.jobs.number(uint64(runtime.GOMAXPROCS(0)))), false); r.err != nil {
		return r.err
	}
	finding := r.findings[c.claim]
	x := explanation{w: o, paint: o.paint(), e: c.e, tl: r.timeline}
	x.head(claimName(c.e, c.claim), &finding)
	if finding.Many != nil {
		if r = x.oneOf(t, finding.Many); r.err != nil {
			return r.err
		}
	}
	_, grounds := expect.Explain(&c.e.Claims[c.claim], c.e.Config.Marks, x.tl)
	for i := range grounds {
		x.ground(&grounds[i])
	}
	if x.err != nil {
		return t.cutShort(o, x.err)
	}
	if err := o.done(); err != nil {
		return err
	}
	var sum tallied
	sum.add([]expect.Finding{finding})
	if s := sum.status(f.allowInconclusive); s != statusOK {
		return ended(s)
	}
	return nil
}

// oneOf goes on with one of many runs: the first that did not pass, or else the scenario's own.
func (x *explanation) oneOf(t *tool, m *expect.Many) (r trial) {
	verdict := ""
	if m.First != nil {
		verdict = ", " + m.First.Verdict.String()
		x.e = x.e.seeded(m.Seeds[0])
		if r = t.tryAlone(x.e, model.Everything); r.err != nil {
			return r
		}
		x.tl = r.timeline
	}
	x.line("\nthe run with seed %d%s:", x.e.Seed, verdict)
	return r
}

// explanation writes what decides a claim.
type explanation struct {
	w     io.Writer
	paint paint
	e     *entry
	tl    *timeline.Timeline
	err   error
}

func (x *explanation) line(format string, args ...any) {
	if x.err == nil {
		_, x.err = fmt.Fprintf(x.w, format+"\n", args...)
	}
}

// head tells the claim, where it comes from, and its verdict.
func (x *explanation) head(name string, f *expect.Finding) {
	c := f.Claim
	x.line("%s  %s", x.paint.of(bold, timeline.Show(name)), timeline.Show(c.Text))
	verdict := f.Verdict.String()
	if f.HasMargin {
		verdict += ", margin " + sim.FormatSigned(f.Margin)
	}
	if _, ok := f.Share(); ok {
		verdict += ", " + shareText(f) + " of its room used up"
	}
	for _, field := range [...]struct{ name, text, colour string }{
		{"at", timeline.Show(c.Place.File) + ":" + strconv.Itoa(c.Place.Line) + ":" +
			strconv.Itoa(c.Place.Col), ""},
		{"source", timeline.Show(orElse(c.Source, x.e.Source)), ""},
		{"because", timeline.Show(c.Why), ""},
		{"verdict", verdict, colourOfVerdict(f.Verdict)},
		{"want", two(f.Want, f.When), ""},
		{"got", two(f.Got, f.Off), ""},
		{"measured", f.Measured, ""},
	} {
		if field.text != "" {
			x.line("  %s %s", x.paint.of(cyan, fmt.Sprintf("%-8s", field.name)),
				x.paint.of(field.colour, field.text))
		}
	}
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func two(a, b string) string { return strings.TrimSpace(a + "  " + b) }

// mostSteps bounds a chain in an explanation; run --why prints all of it.
const mostSteps = 40

// ground tells of one thing that the claim rests on, with the chain of its causes.
func (x *explanation) ground(g *expect.Ground) {
	name := x.paint.of(bold, timeline.Show(g.Name))
	if g.Record == nil {
		if g.Name == "" {
			name = "none"
		} else {
			name += " never"
		}
		x.line("\n%s came: %s", name, g.What)
		for _, line := range g.Absent {
			x.line("  %s", line)
		}
		return
	}
	x.line("\n%s is %s at %s: %s", name, ref(g.Record.N), g.Record.At, g.What)
	steps := x.tl.Tell(g.Record, x.e.Config.Settings.Waits())
	if rest := len(steps) - mostSteps; rest > 0 {
		x.line("… %s before; %s --why %d tells all", many(rest, "step"), x.e.again, g.Record.N)
		steps = steps[rest:]
	}
	if x.err == nil {
		x.err = writeSteps(x.w, x.paint, x.tl, steps)
	}
}
