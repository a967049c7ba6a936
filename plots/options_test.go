package plots

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/spec"
	"roomsim/sim"
)

// whyMark is the chain of causes of a mark's record, "" of the last record.
func whyMark(tl *timeline.Timeline, mark string) []timeline.Step {
	r := tl.Mark(mark)
	if mark == "" && len(tl.Records) > 0 {
		r = &tl.Records[len(tl.Records)-1]
	}
	if r == nil {
		return nil
	}
	return tl.Tell(r, nil)
}

// ways are ways to draw a timeline.
func ways(tl *timeline.Timeline) map[string]Options {
	all := map[string]Options{
		"linear":    {Axis: Linear},
		"collapsed": {Collapse: true, Lanes: 3},
		"a stretch": {From: tl.End / 5, Until: tl.End / 2},
		"linear stretch": {From: tl.End / 3, Until: tl.End/3 + sim.Time(time.Second), Axis: Linear,
			Width: 500},
		"why the end": {Why: whyMark(tl, "")},
	}
	for i, m := range tl.Marks {
		if i%3 == 2 || i == len(tl.Marks)-1 {
			all["why "+m.Name] = Options{Why: whyMark(tl, m.Name)}
			all["why, a stretch, linear"] = Options{Why: whyMark(tl, m.Name), From: tl.End / 5,
				Axis: Linear, Collapse: true}
		}
	}
	return all
}

func TestNoTextMeetsAnotherHoweverItIsDrawn(t *testing.T) {
	for _, s := range samples() {
		for way, opt := range ways(s.tl) {
			checkTexts(t, s.name+", "+way, swimlane(s.tl, opt))
		}
	}
}

func TestNoTextMeetsAnotherInAnyBuiltInScenarioHoweverItIsDrawn(t *testing.T) {
	for i, name := range scenarios.Names() {
		if testing.Short() && i%7 > 0 {
			continue // -short is for the race detector, which makes drawing slow
		}
		tl := builtIn(t, name)
		if len(tl.Records) > 100_000 {
			continue // each way alone takes a second
		}
		for way, opt := range ways(tl) {
			checkTexts(t, name+", "+way, swimlane(tl, opt))
		}
	}
}

// arrowFrom finds the arrow that begins at a place.
func arrowFrom(p *picture, l layer, at point) (arrow, bool) {
	for _, s := range p.shapes[l] {
		if a, ok := plainly(s).(arrow); ok && a.from == at {
			return a, true
		}
	}
	return arrow{}, false
}

// plainly is a shape as it was before the rest was dimmed.
func plainly(s shape) shape {
	if f, ok := s.(faded); ok {
		return f.shape
	}
	return s
}

// The arrow to B begins in the server when the notice leaves it, 100 ms behind the expiry, and ends
// when B has it.
func TestNoticeLeavesTheServerWhenTheModelSays(t *testing.T) {
	tl := builtIn(t, "case2")
	for _, mark := range []string{"T2", "T4'", "T6'"} {
		chain := tl.Chain(tl.Mark(mark))
		got, sent := chain[1], chain[2]
		for way, layer := range map[string]layer{"": arrowLayer, "why": dotLayer} {
			opt := Options{}
			if way != "" {
				opt.Why = tl.Tell(chain[0], nil)
			}
			c := &chart{story: tell(tl, opt), pic: new(picture)}
			c.layOut(opt)
			c.draw()
			server, b := c.rowFor(timeline.Server), c.rowFor(2)
			line, ok := arrowFrom(c.pic, layer, point{c.axis.x(sent.At), server.y1})
			if !ok {
				t.Errorf("%s %s: no arrow begins at %d, where the server stands at %s", way, mark,
					c.axis.x(sent.At), sent.At)
				continue
			}
			end := line.neck
			if end.x >= c.axis.x(got.At) || end.x <= c.axis.x(sent.At) || end.y >= b.y0 {
				t.Errorf("%s %s: the arrow's neck is at %v, want just before (%d, %d)", way, mark, end,
					c.axis.x(got.At), b.y0)
			}
		}
	}
}

// The server's three instants stand apart: the expiry, the notice's leaving, its arrival.
func TestInstantsOfAChainAreToldApart(t *testing.T) {
	tl := builtIn(t, "case2")
	opt := Options{Why: whyMark(tl, "T4'")}
	c := &chart{story: tell(tl, opt), pic: new(picture)}
	c.layOut(opt)
	links := c.chain.links
	for i := 1; i < len(links); i++ {
		before, now := c.axis.x(links[i-1].at), c.axis.x(links[i].at)
		if !links[i].beside && now-before < 10*pt {
			t.Errorf("link %d stands %d behind the one before, want 100", i+1, now-before)
		}
	}
}

func TestWhyTellsStepsInWordsAndDimsTheRest(t *testing.T) {
	tl := builtIn(t, "case2")
	p := swimlane(tl, Options{Why: whyMark(tl, "T4'")})
	texts := make(map[string]label)
	for _, l := range p.labels {
		texts[l.text] = l
	}
	for _, want := range []string{"90s after the last beat", "notice DELETE alice",
		"onRoomUserUpdate DELETE alice"} {
		if l, ok := texts[want]; !ok || l.ink != accent {
			t.Errorf("got %+v for %q, want it in the accent", l, want)
		}
	}
	if l := texts["onRoomStateChanged Reconnected(0)"]; l.ink != ink.dimmed(dimText) {
		t.Errorf("got %+v for what is no part of the chain, want it dimmed", l.ink)
	}
	for _, want := range []string{"meanwhile: A's network goes down", "server: alice's seat"} {
		says := func(l label) bool { return strings.Contains(l.text, want) }
		if !slices.ContainsFunc(p.labels, says) {
			t.Errorf("no step says %q", want)
		}
	}
}

func TestOnlyTheseHaveLanes(t *testing.T) {
	crowds := outageOf(20, 30)
	for _, c := range []struct {
		what string
		opt  Options
		want string
		left int
	}{
		{"all", Options{}, "B, cell, others", 0},
		{"a client", Options{Only: []string{"B"}}, "B", 2},
		{"cast's order", Options{Only: []string{"others", "B"}}, "B, others", 1},
		{"a member", Options{Only: []string{"cell-7"}}, "cell-7", 3},
		{"a member and its crowd", Options{Only: []string{"cell-7", "cell"}}, "cell-7, cell", 2},
		{"the others in one lane", Options{Only: []string{"B"}, Collapse: true}, "B, 50 others", 0},
		{"whom marks name, the others in one lane", Options{Collapse: true}, "B, cell, others", 0},
		{"a chain has its clients", Options{Only: []string{"others"}, Why: whyMark(crowds, "first")},
			"B, others", 1},
	} {
		s := tell(crowds, c.opt)
		var names []string
		for _, l := range s.lanes {
			names = append(names, l.name)
		}
		if got := strings.Join(names, ", "); got != c.want || len(s.leftOut) != c.left {
			t.Errorf("%s: got %s and %d left out, want %s and %d", c.what, got, len(s.leftOut), c.want,
				c.left)
		}
	}
}

// A member that stands for itself is not counted in its crowd.
func TestMembersAreCountedOnce(t *testing.T) {
	s := tell(outageOf(20, 30), Options{Only: []string{"cell-7", "cell"}})
	sizes := fmt.Sprint(s.lanes[0].size(), s.lanes[1].size())
	levels, most := s.lanes[1].counts.levels(func(sim.Time) int { return 0 }, 1)
	if sizes != "1 19" || most != 19 || len(levels) != 1 {
		t.Errorf("got lanes of %s and %d counted, want 1 19 and 19", sizes, most)
	}
}

func TestAStretchShowsNothingOutside(t *testing.T) {
	tl := case2()
	from, until := sim.Time(64500*ms), sim.Time(186*time.Second)
	c := &chart{story: tell(tl, Options{From: from, Until: until}), pic: new(picture)}
	c.layOut(Options{})
	for _, m := range c.marks {
		if m.at < from || m.at > until {
			t.Errorf("mark %s at %s is outside", m.name, m.at)
		}
	}
	if len(c.marks) != 3 {
		t.Errorf("got %d marks, want cut, T3 and T4'", len(c.marks))
	}
	if got := c.lanes[0].bars[0].at(from); got != timeline.Logined {
		t.Errorf("A is %v at the edge, want Logined, as before", got)
	}
	if x0, x1 := c.axis.x(0), c.axis.x(tl.End); x0 != c.axis.x(from) || x1 != c.axis.x(until) {
		t.Errorf("what is outside stands at %d and %d, want the edges", x0, x1)
	}
}

// A message that is under way at an edge is cut there, and keeps its slope.
func TestAMessageIsCutAtTheEdge(t *testing.T) {
	s := &story{from: 25, until: 75}
	m := &message{from: 0, to: 100}
	a, b := s.cutOff(m, point{0, 0}, point{50, 1000})
	if a != (point{0, 250}) || b != (point{50, 750}) {
		t.Errorf("got %v to %v, want 0,250 to 50,750", a, b)
	}
	a, b = s.cutOff(m, point{0, 1000}, point{50, 0})
	if a != (point{0, 750}) || b != (point{50, 250}) {
		t.Errorf("upwards: got %v to %v, want 0,750 to 50,250", a, b)
	}
}

func TestALinearAxisHasOneScaleAndRoundTicks(t *testing.T) {
	for _, c := range []struct {
		from, until time.Duration
		want        string
	}{
		{0, 8 * time.Minute, "0s 1m 2m 3m 4m 5m 6m 7m 8m"},
		{0, 25 * time.Minute, "0s 2m 4m 6m"},
		{0, 3 * time.Minute, "0s 20s 40s 1m 1m20s 1m40s 2m 2m20s"},
		{0, 30 * 24 * time.Hour, "0s 2d 4d 6d"},
		{64500 * ms, 66 * time.Second, "64.5s 64.6s 64.7s"},
		{0, ms, "0s 100us 200us"},
	} {
		a := evenAxis(sim.Time(c.from), sim.Time(c.until), 0, 500*pt)
		var texts []string
		for i, t0 := range a.ticks {
			texts = append(texts, a.tickText(t0))
			if i > 1 && max(a.x(t0)-2*a.x(a.ticks[i-1])+a.x(a.ticks[i-2]), 0) > 1 {
				t.Errorf("%s: tick %s is out of scale", c.until, t0)
			}
		}
		if got := strings.Join(texts, " "); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s to %s: got %s, want %s", c.from, c.until, got, c.want)
		}
	}
}

func TestGoldenOfOptions(t *testing.T) {
	scenario, err := spec.Load("case2", spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tl := builtIn(t, "case2")
	t3 := tl.Mark("T3").At
	for _, c := range []struct {
		name string
		tl   *timeline.Timeline
		opt  Options
	}{
		{"case2-why", tl, Options{Why: tl.Tell(tl.Mark("T4'"), scenario.Config.Settings.Waits())}},
		{"case2-stretch", tl, Options{From: t3 - sim.Time(time.Second),
			Until: t3 + sim.Time(2*time.Minute)}},
		{"case3-linear", builtIn(t, "case3"), Options{Axis: Linear}},
	} {
		var got bytes.Buffer
		if err := Swimlane(&got, c.tl, SVG, c.opt); err != nil {
			t.Fatal(err)
		}
		file := "testdata/" + c.name + ".svg"
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s: the chart is not %s any more; look at both, then -update", c.name, file)
		}
	}
}

// A notice that is under way at the end of a stretch has no head, and nothing is drawn at B.
func TestAChainEndsAtTheEdge(t *testing.T) {
	tl := builtIn(t, "case2")
	opt := Options{Why: whyMark(tl, "T4'"), Until: tl.Mark("T4'").At - sim.Time(20*ms)}
	c := &chart{story: tell(tl, opt), pic: new(picture)}
	c.layOut(opt)
	c.draw()
	b := c.rowFor(2)
	for _, s := range c.pic.shapes[dotLayer] {
		if s, ok := plainly(s).(stroke); ok && s.ink == accent && s.pts[1].y > b.y0 {
			t.Errorf("a line goes from %v to %v, into B's lane at %d", s.pts[0], s.pts[1], b.y0)
		}
	}
}

// No patch of paper hides the number of a step.
func TestNothingLiesOnTheNumbersOfSteps(t *testing.T) {
	tl := builtIn(t, "case2")
	p := swimlane(tl, Options{Why: whyMark(tl, "T4'")})
	numbers := 0
	for i := range p.labels {
		l := &p.labels[i]
		if _, err := strconv.Atoi(l.text); err != nil {
			continue
		}
		numbers++
		for _, s := range p.shapes[haloLayer] {
			if f, ok := s.(faded); ok {
				s = f.shape
			}
			if a, ok := s.(area); ok && around(a.pts).overlaps(l.box) {
				t.Errorf("a patch lies on the number %s at %v", l.text, l.box)
			}
		}
	}
	if numbers < 11 {
		t.Errorf("got %d numbers, want 11 and more", numbers)
	}
}
