package plots

import (
	"slices"
	"strings"
	"testing"
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// at is an instant in milliseconds.
func at(ms int) sim.Time { return sim.Time(ms) * sim.Time(time.Millisecond) }

// within is a claim about one instant, in milliseconds.
func within(v Verdict, lo, hi, came int) Claim {
	c := Claim{Text: "T4' ≈ T3 + 90s", Note: "as it came", Verdict: v, Window: true,
		Lo: End{At: at(lo)}, Hi: End{At: at(hi)}, Came: []sim.Time{at(came)}}
	if v == Broken {
		c.Wrong = c.Came
	}
	return c
}

// drawnWith draws a timeline with claims.
func drawnWith(tl *timeline.Timeline, list ...Claim) *chart {
	return drawnOn(usual, tl, Claims{list, "10 of 14 failed", "and 12 more that passed"})
}

// drawnOn draws a timeline with claims on a page of a least width.
func drawnOn(width int, tl *timeline.Timeline, claims Claims) *chart {
	c := &chart{story: tell(tl, Options{}), pic: new(picture), claims: claims}
	c.layOut(Options{Width: width / pt})
	c.draw()
	return c
}

func TestBracketStandsWhereItsWindowDoes(t *testing.T) {
	tl := case2()
	t1, t2 := tl.Mark("T1").At, tl.Mark("T2").At
	for _, c := range []struct {
		name       string
		lo, hi     End
		x0, x1     func(a *axis) int
		begin, end brim
	}{
		{"from mark to mark", End{At: t1}, End{At: t2}, func(a *axis) int { return a.x(t1) },
			func(a *axis) int { return a.x(t2) }, closed, closed},
		{"an end that is outside is round", End{At: t1, Free: true}, End{At: t2},
			func(a *axis) int { return a.x(t1) }, func(a *axis) int { return a.x(t2) }, free, closed},
		{"between marks, where no anchor is", End{At: t1 + at(30)}, End{At: t2 - at(30)},
			func(a *axis) int { return a.x(t1 + at(30)) },
			func(a *axis) int { return a.x(t2 - at(30)) }, closed, closed},
		{"without a beginning", End{Open: true}, End{At: t2}, func(a *axis) int { return a.x0 },
			func(a *axis) int { return a.x(t2) }, onward, closed},
		{"without an end", End{At: t1}, End{Open: true}, func(a *axis) int { return a.x(t1) },
			func(a *axis) int { return a.x1 }, closed, onward},
		{"before the run and behind it", End{At: -at(1000)}, End{At: tl.End + at(1000)},
			func(a *axis) int { return a.x0 }, func(a *axis) int { return a.x1 }, onward, onward},
	} {
		chart := drawnWith(tl, Claim{Text: "a claim", Verdict: Held, Window: true, Lo: c.lo, Hi: c.hi,
			Came: []sim.Time{t1}})
		r := chart.claimRows[0]
		if want := (span{c.x0(chart.axis), c.x1(chart.axis)}); r.bracket != want || r.loose {
			t.Errorf("%s: got %v, to scale %t, want %v to scale", c.name, r.bracket, !r.loose, want)
		}
		if r.begin != c.begin || r.stop != c.end {
			t.Errorf("%s: got ends %d and %d, want %d and %d", c.name, r.begin, r.stop, c.begin, c.end)
		}
		if want := chart.axis.x(t1); r.came[0] != want {
			t.Errorf("%s: what came stands at %d, want %d", c.name, r.came[0], want)
		}
	}
}

func TestNarrowWindowIsDrawnWiderAndSaysSo(t *testing.T) {
	tl := case2()
	t4 := tl.Mark("T4'").At
	ms := int(t4 / at(1))
	for name, c := range map[string]Claim{
		"that very instant": within(Held, ms, ms, ms),
		"1 ms too early":    within(Broken, ms+1, ms+3, ms),
		"1 ms too late":     within(Broken, ms-3, ms-1, ms),
		"on a bound outside": {Verdict: Broken, Window: true, Lo: End{At: t4, Free: true},
			Hi: End{At: t4 + 1}, Came: []sim.Time{t4}, Wrong: []sim.Time{t4}},
	} {
		chart := drawnWith(tl, c)
		r := chart.claimRows[0]
		x := chart.axis.x(t4)
		if b := r.bracket; !r.loose || b.x1-b.x0 < leastBracket {
			t.Errorf("%s: got %v, to scale %t, want it widened", name, b, !r.loose)
		}
		if in := r.bracket.x0 <= x && x <= r.bracket.x1; in != (c.Verdict == Held) || r.came[0] != x {
			t.Errorf("%s: it came at %d of %v, drawn at %d", name, x, r.bracket, r.came[0])
		}
		if !slices.ContainsFunc(chart.keys(), func(k key) bool {
			return k.text == "a window not to scale"
		}) {
			t.Errorf("%s: the legend does not say that it is not to scale", name)
		}
	}
}

// Wherever a window lies on a folded axis, what came stands in it where it should, or // says that
// the scale changes.
func TestBracketShowsHowMuchThereWasToSpare(t *testing.T) {
	tl := case2()
	t1, t2, t4 := tl.Mark("T1").At, tl.Mark("T2").At, tl.Mark("T4'").At
	for _, c := range []struct {
		name   string
		came   sim.Time
		lo, hi sim.Time
	}{
		{"both ends in folds", t4, t4 - at(820), t4 + at(1180)},
		{"1 ms around it", t4, t4 - at(1), t4 + at(1)},
		{"late in it", t4, t4 - at(1900), t4 + at(100)},
		{"one end in a fold", t2, t1, t2 + at(400)},
		{"near the left edge", t1, t1 - at(3000), t1 + at(100)},
	} {
		chart := drawnWith(tl, Claim{Text: "a claim", Verdict: Held, Window: true,
			Lo: End{At: c.lo}, Hi: End{At: c.hi}, Came: []sim.Time{c.came}})
		r := chart.claimRows[0]
		want := int(100 * (c.came - c.lo) / (c.hi - c.lo))
		got := 100 * (r.came[0] - r.bracket.x0) / (r.bracket.x1 - r.bracket.x0)
		if !r.own || max(got-want, want-got) > 1 || r.came[0] != chart.axis.x(c.came) {
			t.Errorf("%s: got %v with what came at %d, which is %d %%, want %d %% on a scale of its own",
				c.name, r.bracket, r.came[0], got, want)
		}
		if r.bracket.x0 < chart.left || r.bracket.x1 > chart.axisEnd {
			t.Errorf("%s: %v leaves the plot", c.name, r.bracket)
		}
		if !slices.ContainsFunc(chart.keys(), func(k key) bool {
			return k.text == "a window with a scale of its own"
		}) {
			t.Errorf("%s: the legend does not say so", c.name)
		}
	}
}

// strokesAt are the lines on a layer that pass through a point.
func strokesAt(p *picture, l layer, q point) (list []stroke) {
	for _, s := range p.shapes[l] {
		line, ok := s.(stroke)
		if !ok || len(line.pts) != 2 {
			continue
		}
		if a, b := line.pts[0], line.pts[1]; a.x+b.x == 2*q.x && a.y+b.y == 2*q.y {
			list = append(list, line)
		}
	}
	return list
}

func TestFailedClaimIsRedAndCrossed(t *testing.T) {
	tl := case2()
	chart := drawnWith(tl, within(Broken, 154_500, 156_500, int(tl.Mark("T2").At/at(1))))
	r := chart.claimRows[0]
	if x := r.came[0]; x >= r.bracket.x0 {
		t.Errorf("too early at %d, in the bracket %v", x, r.bracket)
	}
	for what, q := range map[string]point{"what came": {r.came[0], r.y}, "the sign": r.sign} {
		lines := strokesAt(chart.pic, dotLayer, q)
		if len(lines) != 2 || lines[0].ink != loss || lines[1].ink != loss {
			t.Errorf("%s: got %v, want a red cross", what, lines)
		}
	}
	for _, s := range chart.pic.shapes[barLayer] {
		line, ok := s.(stroke)
		if ok && line.pts[0].y > chart.claimTop && line.pts[0].y < chart.claimBottom &&
			line.ink != loss {
			t.Errorf("got a line in %v among failed claims, want red", line.ink)
		}
	}
}

func TestClaimsAreSaidInWords(t *testing.T) {
	chart := drawnWith(case2(), within(Held, 154_500, 156_500, 155_320),
		Claim{Text: "evil\x1b[31m\u202e", Note: "x\ny"},
		Claim{Text: strings.Repeat("long ", 100), Note: strings.Repeat("note ", 100)})
	for _, want := range []string{"Claim pass: T4' ≈ T3 + 90s, as it came.",
		"Claim inconclusive: evil"} {
		if !strings.Contains(chart.pic.desc, want) {
			t.Errorf("got %q, want %q in it", chart.pic.desc, want)
		}
	}
	checkTexts(t, "strange claims", chart.pic)
	for _, l := range chart.pic.labels {
		if strings.ContainsAny(l.text, "\x1b\n\u202e") {
			t.Errorf("got %q", l.text)
		}
	}
}

// However strange or crowded the run is, no words of its claims meet others.
func TestNoClaimMeetsAnotherText(t *testing.T) {
	long := strings.Repeat("mark_with_a_long_name", 9)
	for _, s := range samples() {
		half, end := s.tl.End/2, s.tl.End
		list := []Claim{
			{Text: "from the start", Verdict: Held, Window: true, Hi: End{At: half},
				Came: []sim.Time{0, half / 2, half}},
			{Text: long, Note: long, Verdict: Broken, Window: true, Lo: End{At: half, Free: true},
				Hi: End{At: end}, Came: []sim.Time{0}, Wrong: []sim.Time{0}},
			{Text: "the end", Note: long, Verdict: Held, Window: true, Lo: End{At: end},
				Hi: End{At: end}, Came: []sim.Time{end}},
			{Text: "late", Verdict: Broken, Window: true, Lo: End{Open: true}, Hi: End{At: -1},
				Came: []sim.Time{end}, Wrong: []sim.Time{end}},
			{Text: "steps", InTurn: true, Verdict: Held, Came: []sim.Time{0, 0, half, end}},
			{Text: "no place", Note: "never came"},
		}
		for _, width := range []int{narrowest, usual, widest} {
			checkTexts(t, s.name, drawnOn(width, s.tl, Claims{list, long, long}).pic)
		}
		checkTexts(t, s.name, drawnOn(narrowest, s.tl, Claims{Head: long, Rest: long}).pic)
	}
}

func TestPanelsHaveTheirOwnClaims(t *testing.T) {
	with := Claims{List: []Claim{within(Held, 5_100, 5_200, 5_120)}, Head: "passed"}
	p := compare([]Panel{{Timeline: case2(), Claims: with}, {Timeline: case3()}}, Options{})
	checkTexts(t, "panels", p)
	n := 0
	for _, l := range p.labels {
		if l.text == claimsName {
			n++
		}
	}
	if n != 1 || !strings.Contains(p.desc, "Claim pass: ") {
		t.Errorf("got claims in %d panels and %q, want one panel", n, p.desc)
	}
}

// Records as dense as a crowd's logins stay seen all along.
func TestDenseRecordsAreNotLeftOutAltogether(t *testing.T) {
	var xs []int
	for x := range 1000 {
		xs = append(xs, x)
	}
	if got := spaced(xs); len(got) != 1+999/closest || got[len(got)-1] < 1000-closest {
		t.Errorf("got %v", got)
	}
}
