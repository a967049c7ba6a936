package plots

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/sim"
)

// sequencePages are the sequence diagrams of all samples, also with few actors and on narrow and
// wide pages.
func sequencePages() map[string]*picture {
	all := make(map[string]*picture)
	for _, s := range samples() {
		all[s.name] = newSequence(s.tl, Options{}).pic
		all[s.name+", narrow"] = newSequence(s.tl, Options{Lanes: 2, Width: 500}).pic
		all[s.name+", wide"] = newSequence(s.tl, Options{Lanes: 40, Width: 2000}).pic
	}
	return all
}

func TestNoTextMeetsAnotherInSequences(t *testing.T) {
	for name, p := range sequencePages() {
		checkTexts(t, name, p)
		checkPage(t, name, p)
	}
	for _, name := range scenarios.Names() {
		p := newSequence(builtIn(t, name), Options{}).pic
		checkTexts(t, name, p)
		checkPage(t, name, p)
	}
	for seed := range uint64(150) {
		p := newSequence(nonsense(rand.New(rand.NewPCG(seed, 0))), Options{}).pic
		checkTexts(t, fmt.Sprintf("nonsense %d", seed), p)
		checkPage(t, fmt.Sprintf("nonsense %d", seed), p)
	}
}

// checkPage holds the bounds of a page, 12,000 pixels high at most at 144 dots per inch, and of its
// texts.
func checkPage(t *testing.T, name string, p *picture) {
	t.Helper()
	if p.w < narrowest || p.w > widest || p.h > 6000*pt {
		t.Errorf("%s: a page of %d by %d", name, p.w, p.h)
	}
	for _, l := range p.labels {
		if l.size < smallest || l.box.x1-l.box.x0 < fonts().width(l.face, l.size, l.text) {
			t.Errorf("%s: %q of size %d in %v", name, l.text, l.size, l.box)
		}
		if strings.ContainsAny(l.text, "\n\x00\x1b\u202e") {
			t.Errorf("%s: %q would be drawn as it is", name, l.text)
		}
	}
}

func TestSequenceGolden(t *testing.T) {
	for _, s := range []sample{{"case1", case1()}, {"case2", case2()}, {"case3", case3()},
		{"outage", outageOf(20, 30)}} {
		for _, theme := range []Theme{Light, Dark} {
			name := "sequence-" + s.name + ".svg"
			if theme == Dark {
				name = "sequence-" + s.name + "-dark.svg"
			}
			var got bytes.Buffer
			if err := Sequence(&got, s.tl, SVG, Options{Theme: theme}); err != nil {
				t.Fatal(err)
			}
			compareGolden(t, filepath.Join("testdata", name), got.Bytes())
		}
	}
}

func compareGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the chart is not %s any more; look at both, then -update", file)
	}
}

// A message leans as its delay is: it begins where the axis has its sending and ends where it has
// its arrival.
func TestMessagesLeanByTheirDelay(t *testing.T) {
	s := newSequence(case2(), Options{})
	for _, m := range []struct{ from, to time.Duration }{
		{5000 * ms, 5050 * ms}, {5070 * ms, 5120 * ms}, {5170 * ms, 5220 * ms},
		{155270 * ms, 155320 * ms},
	} {
		y0, y1 := s.axis.x(sim.Time(m.from)), s.axis.x(sim.Time(m.to))
		found := slices.ContainsFunc(s.lines, func(l way) bool {
			return l[0].y == y0 && l[1].y == y1 && y0 < y1 && l[0].x != l[1].x
		})
		if !found {
			t.Errorf("no message goes from %s to %s", m.from, m.to)
		}
	}
}

// The notice leaves the server, to the right of A's own messages, when the model says so.
func TestMessagesEndAtTheirActors(t *testing.T) {
	s := newSequence(case2(), Options{})
	a, server, b := s.actors[0], s.actors[1], s.actors[2]
	at := func(d time.Duration) int { return s.axis.x(sim.Time(d)) }
	for _, want := range []way{
		{{a.x1, at(5000 * ms)}, {server.x0, at(5050 * ms)}},
		{{server.x0, at(5070 * ms)}, {a.x1, at(5120 * ms)}},
		{{server.x1, at(5170 * ms)}, {b.x0, at(5220 * ms)}},
	} {
		if !slices.Contains(s.lines, want) {
			t.Errorf("no message goes along %v", want)
		}
	}
}

// A chart of a stretch cuts messages and brackets at its edges, where they would go on.
func TestEdgesCutMessagesAndBrackets(t *testing.T) {
	from, until := sim.Time(5020*ms), sim.Time(155290*ms)
	s := newSequence(case2(), Options{From: from, Until: until})
	a, server, b := s.actors[0], s.actors[1], s.actors[2]
	at := func(d time.Duration) int { return s.axis.x(sim.Time(d)) }
	for _, want := range []way{
		{{a.x1 + (server.x0-a.x1)*2/5, at(5020 * ms)}, {server.x0, at(5050 * ms)}},
		{{server.x1, at(155270 * ms)}, {server.x1 + (b.x0-server.x1)*2/5, at(155290 * ms)}},
	} {
		near := func(l way) bool {
			return l[0].y == want[0].y && l[1].y == want[1].y &&
				max(l[0].x-want[0].x, want[0].x-l[0].x, l[1].x-want[1].x, want[1].x-l[1].x) <= 1
		}
		if !slices.ContainsFunc(s.lines, near) {
			t.Errorf("no message goes along %v: %v", want, s.lines)
		}
	}
	if n := len(s.clasps); n != 2 || s.unclasped != 0 {
		t.Errorf("%d brackets and %d without a place, want 2 and none", n, s.unclasped)
	}
	for _, r := range s.rules {
		if r.dashed && r.y >= at(155290*ms) {
			t.Errorf("a bracket ends at the edge: %v", r)
		}
	}
	if early := newSequence(case2(), Options{Until: sim.Time(10 * time.Second)}); early.unclasped > 0 {
		t.Errorf("%d brackets of what is not drawn have no place", early.unclasped)
	}
}

func TestBracketsSpanTheRecords(t *testing.T) {
	for _, test := range []struct {
		name     string
		tl       *timeline.Timeline
		from, to time.Duration
		says     string
	}{
		{"back in time", case1(), 65500 * ms, 95620 * ms, "30.1s after Reconnecting: A is back"},
		{"the seat", case2(), 65170 * ms, 155170 * ms, "90s after the last beat: alice's seat expires"},
		{"back too late", case2(), 65500 * ms, 365620 * ms, "5m after Reconnecting: A is back"},
		{"the give-up", case3(), 65500 * ms, 1265500 * ms, "20m after Reconnecting: A gives up"},
	} {
		s := newSequence(test.tl, Options{})
		var said []string
		found := false
		for _, c := range s.clasps {
			words := c.lines[0].text + ": " + c.lines[1].text
			said = append(said, words)
			found = found || words == test.says && c.from == sim.Time(test.from) &&
				c.to == sim.Time(test.to)
		}
		if !found {
			t.Errorf("%s: got %q, want %q from %s to %s", test.name, said, test.says, test.from,
				test.to)
		}
	}
}

func TestBracketsAreDrawnAtTheirInstants(t *testing.T) {
	s := newSequence(case3(), Options{})
	for _, c := range s.clasps {
		x := s.pic.w - margin - s.claspDepth + c.x + claspIndent
		want := stroke{[]point{{x, s.axis.x(c.from)}, {x, s.axis.x(c.to)}}, c.look, strong, nil}
		found := slices.ContainsFunc(s.pic.shapes[barLayer], func(p shape) bool {
			l, ok := p.(stroke)
			return ok && slices.Equal(l.pts, want.pts) && l.width == want.width
		})
		if !found {
			t.Errorf("%s: no line %v", c.what, want.pts)
		}
	}
	if len(s.clasps) != 2 {
		t.Errorf("got %d brackets, want 2", len(s.clasps))
	}
}

func TestSequenceSays(t *testing.T) {
	for _, test := range []struct {
		tl   *timeline.Timeline
		want []string
	}{
		{case3(), []string{"T0", "T4''", "+120ms", "18m30s folded", "onRoomStateChanged",
			"Reconnecting(1002051)", "onRoomUserUpdate DELETE alice", "alice in", "92 × login lost",
			"A's network is down, to the end", "ReconnectFailed", "login", "notice DELETE alice"}},
		{outageOf(200, 300), []string{"cell (200)", "others (300)", "200 Logined",
			"the first of 200 in cell"}},
	} {
		s := newSequence(test.tl, Options{})
		for _, want := range test.want {
			if !slices.ContainsFunc(s.pic.labels, func(l label) bool { return l.text == want }) {
				t.Errorf("the sequence of %s does not say %q", test.tl.Scenario, want)
			}
		}
	}
}

// Every fold says how much it hides, once.
func TestNoFoldOfASequenceIsSilent(t *testing.T) {
	for _, sample := range samples() {
		s := newSequence(sample.tl, Options{})
		folds, said := 0, 0
		for _, l := range s.axis.legs {
			if l.fold {
				folds++
			}
		}
		for _, l := range s.pic.labels {
			if strings.HasSuffix(l.text, " folded") {
				said++
			}
		}
		if said != folds {
			t.Errorf("%s: %d of %d folds say that they are", sample.name, said, folds)
		}
	}
}

func TestRungsKeepOrderAndDoNotTouch(t *testing.T) {
	luck := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		f := &shaft{top: 0, end: 1000 * pt, lean: 40 * pt}
		rungs := make([]rung, 1+luck.IntN(20))
		for i := range rungs {
			rungs[i] = rung{y: luck.IntN(1000 * pt), lines: make([]line, 1+luck.IntN(3))}
			for k := range rungs[i].lines {
				rungs[i].lines[k].style = noteStyle
			}
		}
		slices.SortFunc(rungs, func(a, b rung) int { return a.y - b.y })
		if f.place(rungs) >= 0 {
			continue
		}
		for i := range rungs {
			if i > 0 && rungs[i].top < rungs[i-1].top+rungs[i-1].height() {
				t.Fatalf("%+v meets %+v", rungs[i], rungs[i-1])
			}
		}
	}
}
