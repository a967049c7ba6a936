package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"roomsim/model/timeline"
	"roomsim/plots"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/study"
)

// usualRuns is how many runs a distribution is made of unless told otherwise.
const usualRuns = 1000

// measured is what is read off each run, and what claims it.
type measured struct {
	expect.Distance
	claim *expect.Claim // nil: nothing is claimed of it
}

// text gives the distance: "T4' - T3".
func (m *measured) text() string { return m.Of + " - " + m.From }

// measure finds what --measure and --claim ask for, or else the claim about two marks that promises
// most of a distribution: that with the largest share of many runs, or else the first that leaves
// room for luck.
func (f *plotFlags) measure(e *entry) (*measured, error) {
	switch {
	case f.measureOf.given && f.claim.given:
		return nil, wrongUsage("--measure and --claim both say what to measure; expected one of them")
	case f.measureOf.given:
		return f.given(e)
	case f.claim.given:
		return claimed(e, f.claim.value)
	}
	var best *measured
	for i := range e.Claims {
		if m := ofClaim(&e.Claims[i]); m != nil && (best == nil || m.tells(best)) {
			best = m
		}
	}
	if best != nil {
		return best, nil
	}
	marks := e.markNames()
	if len(marks) < 2 {
		return nil, wrongUsage("%s has fewer than two marks; expected two, whose distance can be drawn",
			e.Name)
	}
	return nil, wrongUsage("%s claims nothing of two marks; expected --measure, such as --measure %q",
		e.Name, marks[1]+" - "+marks[0])
}

// tells reports whether m promises more of a distribution than another does.
func (m *measured) tells(other *measured) bool {
	a, b := m.claim.Chance, other.claim.Chance
	switch {
	case a != nil && b != nil:
		x, _ := a.In.Cut() // neither is 1
		y, _ := b.In.Cut()
		return x > y
	case a != nil || b != nil:
		return a != nil
	}
	return !exact(m.claim.Relation) && exact(other.claim.Relation)
}

// ofClaim is what a claim measures, nil if it is not about two marks.
func ofClaim(c *expect.Claim) *measured {
	if c.Relation == nil {
		return nil
	}
	d, ok := c.Relation.Distance()
	if !ok {
		return nil
	}
	return &measured{d, c}
}

// given reads --measure. A claim about the same distance gives it a window.
func (f *plotFlags) given(e *entry) (*measured, error) {
	d, wrong := expect.ParseDistance(f.measureOf.value)
	if wrong != nil {
		return nil, wrongUsage("--measure %q: %s", f.measureOf.value, wrong)
	}
	marks := e.markNames()
	for _, mark := range [...]string{d.Of, d.From} {
		if !slices.Contains(marks, mark) {
			return nil, wrongUsage("--measure %q: %s has no mark %q%s", f.measureOf.value, e.Name, mark,
				nearOr(mark, marks))
		}
	}
	best := &measured{d, nil}
	for i := range e.Claims {
		m := ofClaim(&e.Claims[i])
		if m != nil && m.Of == d.Of && m.From == d.From && (best.claim == nil || m.tells(best)) {
			best = m
		}
	}
	return best, nil
}

// read reads off a run of a variant how far the marks are apart, and what check makes of the claim.
func (m *measured) read(e *entry, tl *timeline.Timeline) study.Reading {
	r := study.Measure(&m.Distance, tl)
	if m.claim != nil {
		r.Verdict = expect.Check([]expect.Claim{*m.claim}, e.Config.Marks, tl)[0].Verdict
	}
	return r
}

// claimed finds the claim that --claim names by its id or number.
func claimed(e *entry, name string) (*measured, error) {
	var names []string
	for i := range e.Claims {
		c := &e.Claims[i]
		m := ofClaim(c)
		if m != nil {
			names = append(names, shortName(c))
		}
		switch {
		case name != c.ID && name != strconv.Itoa(c.Number):
		case m == nil:
			return nil, wrongUsage("--claim %q: %q is not about the distance of two marks", name, c.Text)
		default:
			return m, nil
		}
	}
	return nil, wrongUsage("--claim: %s has no claim %q about two marks%s", e.Name, name,
		nearOr(name, names))
}

// shortName is a claim's id, or its number.
func shortName(c *expect.Claim) string {
	if c.ID != "" {
		return c.ID
	}
	return strconv.Itoa(c.Number)
}

// grid makes a study of variants. One run is enough for what nobody asks more of.
func grid(list []*entry, runs uint64) *study.Grid {
	g := &study.Grid{Runs: int(runs), Record: list[0].speech(), Workers: runtime.GOMAXPROCS(0)}
	for _, e := range list {
		g.Variants = append(g.Variants, e.Scenario)
	}
	return g
}

// drawCDF, drawHistogram and drawStrip draw distributions.
func (t *tool) drawCDF(w io.Writer, l []*entry, f *plotFlags, to plots.Format) error {
	return t.distances(w, l[0], f, to, plots.CDF)
}

func (t *tool) drawHistogram(w io.Writer, l []*entry, f *plotFlags, to plots.Format) error {
	return t.distances(w, l[0], f, to, plots.Histogram)
}

func (t *tool) drawStrip(w io.Writer, l []*entry, f *plotFlags, to plots.Format) error {
	return t.distances(w, l[0], f, to, plots.Strip)
}

// distances runs an entry, or variants of it, and draws how far two marks are from each other.
func (t *tool) distances(w io.Writer, e *entry, f *plotFlags, format plots.Format,
	draw func(io.Writer, *plots.Distances, plots.Format, plots.Options) error) error {
	switch n := f.vary.points(); {
	case len(f.vary) > 1:
		return wrongUsage("--kind %s varies one thing; got %d times --vary", f.kind.value, len(f.vary))
	case n > plots.MostSamples:
		return wrongUsage("--kind %s shows at most %d samples; --vary %s has %d values", f.kind.value,
			plots.MostSamples, f.vary[0].key, n)
	}
	m, err := f.measure(e)
	if err != nil {
		return err
	}
	list, err := t.vary(e, f.vary)
	if err != nil {
		return err
	}
	g := grid(list, f.runs.number(usualRuns))
	all, err := readAll(t, list, g, func(variant int, tl *timeline.Timeline) study.Reading {
		return m.read(list[variant], tl)
	})
	if err != nil {
		return err
	}
	return draw(w, f.chartOf(e, m, g, all), format, f.look())
}

// chartOf gathers what a chart of distances needs.
func (f *plotFlags) chartOf(e *entry, m *measured, g *study.Grid, all []study.Reading,
) *plots.Distances {
	d := &plots.Distances{Title: e.Title, Measure: m.text(), Low: plots.Limit(m.Low),
		High: plots.Limit(m.High), About: m.text() + " in " + runsWord(g, f) + profileWord(e, f)}
	if d.Title == "" {
		d.Title = e.Name
	}
	if m.claim != nil {
		d.Claim = m.claim.Relation.String()
		if chance := m.claim.Chance; chance != nil {
			d.Claim += " " + chance.String()
			d.Judge = func(s *plots.Sample) plots.Verdict {
				return verdictOf(chance.Verdict(expect.Tally{Runs: s.Runs, Passed: s.Passed,
					Failed: s.Failed}))
			}
		}
	}
	values := []string{""}
	if len(f.vary) > 0 {
		d.Varied, values = f.vary[0].key, f.vary[0].values
	}
	for i, value := range values {
		s := study.NewSample(all[i*g.Runs : (i+1)*g.Runs])
		one := plots.Sample{Name: value, Spans: s.Spans, Runs: s.Runs, Passed: s.Passed,
			Failed: s.Failed}
		for k, lack := range s.Lack {
			if k > 0 {
				one.Never += ", "
			}
			one.Never += fmt.Sprintf("%s never came in %d", lack.Mark, lack.Runs)
		}
		d.Samples = append(d.Samples, one)
	}
	return d
}

// runsWord says how many runs there were and which: "400 runs, seeds 1 to 400".
func runsWord(g *study.Grid, f *plotFlags) string {
	text := thousands(g.Runs) + strings.TrimPrefix(many(g.Runs, "run"), strconv.Itoa(g.Runs))
	if len(f.vary) > 0 {
		text += " of each variant"
	}
	for _, one := range f.vary {
		if one.key == "seed" {
			return text
		}
	}
	if g.Runs == 1 {
		return fmt.Sprintf("%s, seed %d", text, g.Seed(0))
	}
	return fmt.Sprintf("%s, seeds %d to %d", text, g.Seed(0), g.Seed(g.Runs-1))
}

// profileWord names the profile, unless it differs.
func profileWord(e *entry, f *plotFlags) string {
	for _, one := range f.vary {
		if one.key == "profile" {
			return ""
		}
	}
	return ", profile " + e.Config.Profile
}

// thousands writes a number with a comma between groups of three digits.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
