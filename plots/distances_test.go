package plots

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// The statistics against what they mean, counted one by one.
func TestQuantileIsTheLeastThatSoManyDoNotExceed(t *testing.T) {
	luck := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		s := Sample{Spans: make([]time.Duration, 1+luck.IntN(60))}
		for i := range s.Spans {
			s.Spans[i] = time.Duration(luck.IntN(20))
		}
		slices.Sort(s.Spans)
		for _, percent := range []int{0, 5, 50, 95, 100} {
			want := s.Spans[0]
			for _, candidate := range s.Spans {
				below := 0
				for _, span := range s.Spans {
					if span <= candidate {
						below++
					}
				}
				if want = candidate; below*100 >= percent*len(s.Spans) {
					break
				}
			}
			if got := s.quantile(percent); got != want {
				t.Fatalf("%d%% of %v: got %d, want %d", percent, s.Spans, got, want)
			}
		}
	}
}

func TestBinsHoldWhatLiesInThem(t *testing.T) {
	luck := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		spans := make([]time.Duration, luck.IntN(40))
		for i := range spans {
			spans[i] = time.Duration(luck.IntN(100) - 50)
		}
		slices.Sort(spans)
		wide := time.Duration(1 + luck.IntN(12))
		total := 0
		for _, b := range bins(spans, wide) {
			count := 0
			for _, span := range spans {
				if b.from <= span && span < b.from+wide {
					count++
				}
			}
			if total += b.count; b.count != count || b.from%wide != 0 || count == 0 {
				t.Fatalf("%v by %d: got %d from %d, want %d", spans, wide, b.count, b.from, count)
			}
		}
		if total != len(spans) {
			t.Fatalf("%v by %d: got %d in all bins, want %d", spans, wide, total, len(spans))
		}
	}
}

func TestPerCentSaysNeitherNoneNorAllOfSome(t *testing.T) {
	for _, c := range []struct {
		n, all int
		want   string
	}{
		{0, 0, "0%"}, {0, 7, "0%"}, {7, 7, "100%"}, {1, 10_000, "<0.1%"}, {9999, 10_000, ">99.9%"},
		{34, 1000, "3.4%"}, {126, 400, "32%"}, {39, 40, "97.5%"}, {1, 2, "50%"},
	} {
		if got := inPercent(c.n, c.all); got != c.want {
			t.Errorf("%d of %d: got %s, want %s", c.n, c.all, got, c.want)
		}
	}
}

func TestTicksAreRoundAndOnTheScale(t *testing.T) {
	for _, c := range []struct{ lo, hi time.Duration }{
		{0, 1}, {-time.Second, time.Second}, {90 * time.Second, 90*time.Second + 10},
		{0, 30 * 24 * time.Hour},
		{59 * time.Second, 91 * time.Second}, {119 * time.Millisecond, 121 * time.Millisecond},
	} {
		s := scale{c.lo, c.hi, 1000, 8000}
		list := s.ticks(tickStyle)
		if len(list) == 0 || len(list) > 14 {
			t.Errorf("%s to %s: got %d ticks, want some", c.lo, c.hi, len(list))
		}
		for _, tick := range list {
			if tick < c.lo || tick > c.hi || s.x(tick) < 1000 || s.x(tick) > 8000 {
				t.Errorf("%s to %s: got a tick at %s", c.lo, c.hi, tick)
			}
		}
	}
}

// Dashes lie on the line, in its order.
func TestDashesAreCutFromTheLine(t *testing.T) {
	line := []point{{0, 0}, {100, 0}, {100, -50}, {130, -80}, {131, -80}}
	long := 0
	for _, dash := range dashed(line, []int{30, 20}) {
		for i := 1; i < len(dash); i++ {
			dx, dy := dash[i].x-dash[i-1].x, dash[i-1].y-dash[i].y
			if dx < 0 || dy < 0 {
				t.Errorf("got a dash %v that goes back", dash)
			}
			long += dx + dy
		}
	}
	if long < 110 || long > 150 {
		t.Errorf("got dashes of %d in all, want 3 of 5 parts of 211", long)
	}
	if got := dashed(line, nil); len(got) != 1 || !slices.Equal(got[0], line) {
		t.Errorf("got %v, want the line", got)
	}
}

// sampled makes n spans around a middle.
func sampled(seed uint64, n int, from, width time.Duration) []time.Duration {
	luck := rand.New(rand.NewPCG(seed, 0))
	list := make([]time.Duration, n)
	for i := range list {
		list[i] = from + time.Duration(luck.Int64N(int64(width)))
	}
	slices.Sort(list)
	return list
}

// distanceCases are charts that are hard to lay out, by what is hard.
func distanceCases() map[string]*Distances {
	all := map[string]*Distances{}
	add := func(name string, low, high Limit, samples ...Sample) *Distances {
		d := &Distances{Title: "How long " + name, About: "T4' - T3 in many runs", Measure: "T4' - T3",
			Low: low, High: high, Samples: samples}
		if low.Set || high.Set {
			d.Claim = "T4' ≈ T3 + 90s ± 1s"
			for i := range samples {
				s := &samples[i]
				s.Failed = len(s.Spans)
				for _, span := range s.Spans {
					if (!low.Set || span >= low.At) && (!high.Set || span <= high.At) {
						s.Passed, s.Failed = s.Passed+1, s.Failed-1
					}
				}
			}
		}
		all[name] = d
		return d
	}
	at := func(d time.Duration) Limit { return Limit{At: d, Set: true} }
	sec := time.Second
	add("one of one", at(89*sec), at(91*sec),
		Sample{Spans: sampled(1, 1000, 60*sec, 30*sec), Runs: 1000})
	add("single run", at(89*sec), at(91*sec), Sample{Spans: []time.Duration{90 * sec}, Runs: 1})
	add("all equal", Limit{}, Limit{},
		Sample{Spans: slices.Repeat([]time.Duration{89820 * time.Millisecond}, 500), Runs: 500})
	add("all zero", at(0), at(0), Sample{Spans: make([]time.Duration, 50), Runs: 50})
	add("never came", at(89*sec), Limit{}, Sample{Runs: 30, Never: "T4' never came in 30"})
	add("never, without a claim", Limit{}, Limit{}, Sample{Runs: 30, Never: "T4' never came in 30"})
	add("thirty days", Limit{}, at(720*time.Hour),
		Sample{Spans: sampled(2, 99, 0, 720*time.Hour), Runs: 100})
	add("nanoseconds", at(90*sec), at(90*sec+5),
		Sample{Spans: sampled(3, 200, 90*sec, 9), Runs: 200})
	add("before", at(-5*sec), Limit{}, Sample{Spans: sampled(4, 200, -3*sec, 2*sec), Runs: 200})
	add("far to the right", at(time.Hour), at(2*time.Hour),
		Sample{Spans: sampled(5, 200, sec, sec), Runs: 200})
	add("far to the left", Limit{}, at(sec),
		Sample{Spans: sampled(5, 200, time.Hour, sec), Runs: 200})
	long := strings.Repeat("a very long name ", 20)
	for _, n := range []int{2, 8} {
		var apart, same, named []Sample
		for i := range n {
			s := Sample{Name: fmt.Sprintf("%ds", 70+5*i), Runs: 500,
				Spans: sampled(uint64(i), 400+i, time.Duration(40+5*i)*sec, 30*sec),
				Never: "T4' never came in 100"}
			apart = append(apart, s)
			s.Spans = apart[0].Spans
			same = append(same, s)
			s.Name = long
			named = append(named, s)
		}
		add(fmt.Sprint(n, " apart"), at(60*sec), at(91*sec), apart...).Varied = "timeout"
		add(fmt.Sprint(n, " alike"), Limit{}, at(60*sec), same...).Varied = "timeout"
		d := add(fmt.Sprint(n, " with long names"), Limit{}, at(60*sec), named...)
		d.Title, d.About, d.Measure, d.Claim, d.Varied = long, long, long, long, long
	}
	return all
}

// distanceKinds are the kinds of charts of distances.
var distanceKinds = map[string]struct {
	body func(*frame)
	draw func(io.Writer, *Distances, Format, Options) error
}{
	"cdf":       {(*frame).cdf, CDF},
	"histogram": {(*frame).histogram, Histogram},
	"strip":     {(*frame).strip, Strip},
}

func TestNoTextMeetsAnotherInChartsOfDistances(t *testing.T) {
	for name, d := range distanceCases() {
		for kind, k := range distanceKinds {
			for _, width := range []int{LeastWidth, 820, MostWidth} {
				p := newFrame(d, Options{Width: width}, k.body).pic
				checkTexts(t, fmt.Sprint(kind, " of ", name, ", ", width), p)
				for _, l := range p.labels {
					if l.size < smallest {
						t.Errorf("%s of %s: %q is too small", kind, name, l.text)
					}
				}
			}
		}
	}
}

// What is said of a claim has the colour of its verdict, and no page is too narrow for that.
func TestVerdictOnAShareIsSaidAndColoured(t *testing.T) {
	for v, ink := range map[Verdict]tone{Held: Held.ink(), Broken: loss, Undecided: ink} {
		d := distanceCases()["one of one"]
		d.Claim = strings.Repeat("a long claim ", 20)
		d.Samples[0].Passed = 980
		d.Judge = func(*Sample) Verdict { return v }
		for _, width := range []int{LeastWidth, MostWidth} {
			said := false
			for _, l := range newFrame(d, Options{Width: width}, (*frame).cdf).pic.labels {
				if strings.HasSuffix(l.text, ": so in 980 of 1,000 runs, 98.0%: "+v.String()) {
					said = l.ink == ink
				}
			}
			if !said {
				t.Errorf("%d wide: nothing says %s in its colour", width, v)
			}
		}
		d.Samples = append(d.Samples, d.Samples[0])
		if row := newFrame(d, Options{}, (*frame).cdf).table()[2]; row[7] != "98.0% (980): "+v.String() {
			t.Errorf("got %q in the table, want the verdict", row[7])
		}
	}
}

func TestScaleOfOneDistanceDoesNotDependOnItsSign(t *testing.T) {
	for _, span := range []time.Duration{90 * time.Second, 7, time.Hour} {
		at := func(span time.Duration) scale {
			d := &Distances{Samples: []Sample{{Spans: []time.Duration{span}}}}
			return d.scale(0, 1000)
		}
		if a, b := at(span), at(-span); a.hi-a.lo != b.hi-b.lo {
			t.Errorf("%s: got a scale of %s, of the negative one %s", span, a.hi-a.lo, b.hi-b.lo)
		}
	}
}

// Shapes stay on the page too.
func TestNothingLeavesThePageInChartsOfDistances(t *testing.T) {
	for name, d := range distanceCases() {
		for kind, k := range distanceKinds {
			p := newFrame(d, Options{}, k.body).pic
			for _, layer := range p.shapes {
				for _, s := range layer {
					for _, q := range corners(s) {
						if q.x < 0 || q.y < 0 || q.x > p.w || q.y > p.h {
							t.Fatalf("%s of %s: %v of %T leaves the page", kind, name, q, s)
						}
					}
				}
			}
		}
	}
}

func corners(s shape) []point {
	switch s := s.(type) {
	case area:
		return s.pts
	case stroke:
		return s.pts
	case disc:
		return box{s.at.x, s.at.y, s.at.x, s.at.y}.grown(s.r).corners()
	}
	return nil
}

func TestCurvesWithoutRoomForNamesHaveNumbers(t *testing.T) {
	all := distanceCases()
	for name, want := range map[string]bool{"8 apart": false, "8 alike": true} {
		f := newFrame(all[name], Options{}, (*frame).cdf)
		if f.numbered != want {
			t.Errorf("%s: got numbers %v, want %v", name, f.numbered, want)
		}
	}
}

func TestChartsOfDistancesRefuse(t *testing.T) {
	for want, d := range map[string]*Distances{
		"a chart of 0 samples; expected 1 to 8": {},
		"a chart of 9 samples; expected 1 to 8": {Samples: make([]Sample, 9)},
	} {
		if err := Strip(io.Discard, d, SVG, Options{}); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// checkGolden holds a chart against what it was when somebody looked at it.
func checkGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := "testdata/" + name + ".svg"
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what is drawn any more; look at both, then -update", file)
	}
}

func TestGoldenChartsOfDistances(t *testing.T) {
	all := distanceCases()
	for kind, k := range distanceKinds {
		for _, name := range []string{"one of one", "2 apart"} {
			var got bytes.Buffer
			if err := k.draw(&got, all[name], SVG, Options{}); err != nil {
				t.Fatal(err)
			}
			checkGolden(t, kind+"-"+strings.ReplaceAll(name, " ", "-"), got.Bytes())
		}
	}
}
