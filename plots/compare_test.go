package plots

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// logged is what the apps of a run would have logged: calls, callbacks and their networks, and what
// else is asked for, each a little late.
func logged(tl *timeline.Timeline, late time.Duration, also ...timeline.Kind) *timeline.Timeline {
	told := append(also, timeline.Call, timeline.Callback, timeline.Network)
	luck := rand.New(rand.NewPCG(1, 2))
	log := &timeline.Timeline{Scenario: tl.Scenario, Title: tl.Title, Cast: tl.Cast, End: tl.End}
	for _, r := range tl.Records {
		if !slices.Contains(told, r.Kind) {
			continue
		}
		for _, m := range tl.Marks {
			if m.N == r.N {
				log.Marks = append(log.Marks,
					timeline.Mark{Name: m.Name, N: uint32(len(log.Records) + 1)})
			}
		}
		r.N, r.Cause = uint32(len(log.Records)+1), 0
		r.At += sim.Time(luck.Int64N(int64(late)))
		if n := len(log.Records); n > 0 {
			r.At = max(r.At, log.Records[n-1].At)
		}
		r.At = min(r.At, log.End)
		log.Records = append(log.Records, r)
	}
	log.Total = uint32(len(log.Records))
	return log
}

// others is a run with more clients than a case and other marks, but for T0.
func others() *timeline.Timeline {
	f := newFilm("others", "Three others and a crowd", "C=carol", "D=dave", "E=eve")
	crowd := f.crowd("crowd", 30)
	f.mark("T0", f.call(2*time.Second, 1))
	f.enter(2*time.Second, -1, 1, false, true)
	in, _ := f.enter(3*time.Second, f.call(3*time.Second, 2), 2, false, true, 1)
	f.mark("D is in", in)
	for id := crowd.First; id <= crowd.Last; id++ {
		t := 70*time.Second + time.Duration(id)*15*ms
		f.enter(t, f.call(t, id), id, false, true, 1)
	}
	f.add(80*time.Second, -1, timeline.Record{Kind: timeline.Link, Name: timeline.WeatherSet,
		Arg: f.tl.Text("all loss 3%")})
	f.mark("dark", f.network(90*time.Second, 3, timeline.NetworkDown))
	f.note(100*time.Second, 0, timeline.Remark, "the action at never + 5s was not run")
	return f.cut(2 * time.Minute)
}

// begun is a run that ends as it begins.
func begun() *timeline.Timeline {
	f := newFilm("begun", "A calls", "A=alice")
	f.mark("T0", f.call(0, 1))
	return f.cut(0)
}

// moved is a run with each record so much later.
func moved(tl *timeline.Timeline, name string, by time.Duration) *timeline.Timeline {
	tl.Scenario, tl.End = name, tl.End.Add(by)
	for i := range tl.Records {
		tl.Records[i].At = tl.Records[i].At.Add(by)
	}
	return tl
}

type page struct {
	name   string
	panels []Panel
}

// comparisons are the pages that are tested and looked at.
func comparisons() []page {
	two, long := case2(), strings.Repeat("a-rather-long-name-of-a-panel-", 8)
	return []page{
		{"cases", []Panel{{Timeline: case1()}, {Timeline: case2()}, {Timeline: case3()}}},
		{"measured", []Panel{{Timeline: two},
			{Timeline: logged(two, 40*ms), Title: "measured: app.jsonl", Measured: true}}},
		{"strangers", []Panel{{Timeline: case2()}, {Timeline: others()}}},
		{"long", []Panel{{Timeline: twenty(), Title: long},
			{Timeline: moved(twenty(), long, 3*time.Second)},
			{Timeline: hostile()}, {Timeline: logged(twenty(), time.Hour), Measured: true}}},
		{"busy", []Panel{{Timeline: burst()}, {Timeline: moved(burst(), "later", 3*ms)},
			{Timeline: logged(burst(), 7*ms), Measured: true}, {Timeline: instant()}}},
		{"names", []Panel{{Timeline: twenty()}, {Timeline: burst()}}},
		{"month", []Panel{{Timeline: month()}, {Timeline: moved(month(), "later", time.Minute)}}},
		{"crowds", []Panel{{Timeline: outageOf(20, 30)}, {Timeline: outageOf(10, 40)},
			{Timeline: badWeather()}}},
		{"same", []Panel{{Timeline: case1()}, {Timeline: case1()}}},
		{"logs", []Panel{{Timeline: logged(case1(), 50*ms), Title: "phone.csv", Measured: true},
			{Timeline: logged(case1(), 90*ms), Measured: true}}},
		{"log first", []Panel{{Timeline: logged(two, 90*ms), Measured: true}, {Timeline: two}}},
		{"whole log", []Panel{{Timeline: two},
			{Timeline: logged(two, ms, timeline.ServerDid), Measured: true}}},
		{"at once", []Panel{{Timeline: newFilm("at once", "", "A").cut(0)},
			{Timeline: logged(begun(), ms), Measured: true}}},
		{"eight", []Panel{{Timeline: twenty()}, {Timeline: burst()}, {Timeline: longNames()},
			{Timeline: month()}, {Timeline: instant()}, {Timeline: hostile()},
			{Timeline: outageOf(20, 30)}, {Timeline: logged(burst(), 7*ms), Measured: true}}},
		{"alone", []Panel{{Timeline: case3()}}},
		{"empty", []Panel{{Timeline: empty()}, {Timeline: empty(), Measured: true}}},
	}
}

// TestComparisonsInGolden draws those whose bytes are kept.
func TestComparisonsInGolden(t *testing.T) {
	for _, p := range comparisons()[:3] {
		file := filepath.Join("testdata", "compare-"+p.name+".svg")
		got := compared(t, p.panels)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: the chart is not %s any more; look at both, then -update", p.name, file)
		}
	}
}

func compared(t *testing.T, panels []Panel) string {
	t.Helper()
	var b strings.Builder
	if err := Compare(&b, panels, SVG, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestNoTextMeetsAnotherInAComparison(t *testing.T) {
	for _, p := range comparisons() {
		for _, width := range []int{0, 500, 2000} {
			pic := compare(p.panels, Options{Width: width})
			name := fmt.Sprintf("%s, %d wide", p.name, width)
			checkTexts(t, name, pic)
			checkLines(t, name, pic)
			for _, l := range pic.labels {
				if l.size < smallest {
					t.Errorf("%s: got %q in size %d, want %d", name, l.text, l.size, smallest)
				}
			}
			if pic.w < narrowest || pic.w > widest {
				t.Errorf("%s: %d tenths of a point wide, want %d to %d", name, pic.w, narrowest, widest)
			}
		}
	}
}

func TestNoTextMeetsAnotherInComparedNonsense(t *testing.T) {
	for seed := range uint64(50) {
		var panels []Panel
		for i := range 2 + seed%3 {
			tl := nonsense(rand.New(rand.NewPCG(seed, i)))
			panels = append(panels, Panel{Timeline: tl, Measured: i == 1})
		}
		pic := compare(panels, Options{})
		checkTexts(t, fmt.Sprintf("nonsense %d", seed), pic)
		checkLines(t, fmt.Sprintf("nonsense %d", seed), pic)
	}
}

// checkLines reports lines of seams that run through a text.
func checkLines(t *testing.T, name string, p *picture) {
	t.Helper()
	for _, s := range p.shapes[backLayer] {
		l, ok := s.(stroke)
		if !ok || l.ink != pale && l.ink != wire {
			continue
		}
		a, b := l.pts[0], l.pts[len(l.pts)-1]
		reach := box{min(a.x, b.x), min(a.y, b.y), max(a.x, b.x) + 1, max(a.y, b.y) + 1}
		for _, text := range p.labels {
			if text.box.overlaps(reach) {
				t.Errorf("%s: a line from %v to %v runs through %q at %v", name, a, b, text.text, text.box)
			}
		}
	}
}

func TestComparisonOfBuiltInScenarios(t *testing.T) {
	for _, names := range [][]string{{"case1", "case2", "case3"}, {"case2", "case2-2026"},
		{"tunnel-80s", "tunnel-84s", "backoff-trap"}, {"lost-notice", "two-devices"},
		{"cell-outage", "server-forgets"}} {
		var panels []Panel
		for _, name := range names {
			panels = append(panels, Panel{Timeline: builtIn(t, name)})
		}
		pic := compare(panels, Options{})
		checkTexts(t, strings.Join(names, ", "), pic)
		checkLines(t, strings.Join(names, ", "), pic)
	}
}

func TestComparisonHoldsWhatIsLookedFor(t *testing.T) {
	pages := make(map[string]string)
	for _, p := range comparisons() {
		pages[p.name] = compared(t, p.panels)
	}
	for _, tt := range []struct {
		page, what, text string
		times            int
	}{
		{"cases", "title of the page", ">case1, case2 and case3<", 2},
		{"cases", "title of a panel", ">A never comes back · profile zego · seed 1<", 1},
		{"cases", "mark that came later", ">heal +4m30s<", 1},
		{"cases", "mark that kept its time", ">T3 +0s<", 0},
		{"cases", "mark, once under each panel", ">T1<", 3},
		{"cases", "fold, said once for all panels", ">4.88s<", 1},
		{"cases", "server of each", ">Server<", 3},
		{"cases", "description", "Against the panel above: heal +4m30s.", 1},
		{"measured", "title of the one scenario", ">" + case2().Title + "<", 2},
		{"measured", "heading", ">measured: app.jsonl<", 1},
		{"measured", "what a log lacks", ">" + noServer + "<", 1},
		{"whole log", "what a log lacks that tells of the server", ">" + noMail + "<", 1},
		{"measured", "server of the run alone", ">Server<", 1},
		{"measured", "user, known from the run", ">user alice<", 2},
		{"measured", "two marks of one instant that parted", ">T3 +7.35ms<", 1},
		{"strangers", "mark that came earlier", ">T0 −3s<", 1},
		{"strangers", "instant of the other panel", ">70.060s<", 1},
		{"strangers", "note with its panel", ">others: Note: the action at never + 5s was not run<", 1},
		{"busy", "shifts too close together for a name each", "m0 … m96: −", 1},
		{"logs", "title of logs alone", ">phone.csv and measured<", 2},
		{"log first", "title of what was run", ">" + case2().Title + "<", 2},
		{"log first", "log without a title", ">measured<", 1},
		{"empty", "how to read lines that are not there", "a line joins", 0},
	} {
		if n := strings.Count(pages[tt.page], tt.text); n != tt.times {
			t.Errorf("%s: %s: %q comes %d times, want %d", tt.page, tt.what, tt.text, n, tt.times)
		}
	}
}

// Every instant stands at one place, whichever panel it is in.
func TestPanelsShareOneAxis(t *testing.T) {
	for _, p := range comparisons() {
		c := newComparison(p.panels, Options{})
		for _, q := range c.panels {
			if q.axis != c.axis || q.left != c.left || q.axisEnd > c.right {
				t.Errorf("%s: the axis of %s is another one", p.name, q.name())
			}
		}
		all := blend(c.panels)
		for i := range all[1:] {
			if c.axis.x(all[i]) > c.axis.x(all[i+1]) {
				t.Errorf("%s: %s stands behind %s", p.name, all[i], all[i+1])
			}
		}
	}
}

// A run that ends before the others has no bars and no cuts behind its end.
func TestNothingIsDrawnBehindAPanelsEnd(t *testing.T) {
	for _, p := range comparisons() {
		c := newComparison(p.panels, Options{})
		c.draw()
		for _, layer := range [...]layer{barLayer, cutLayer} {
			for _, s := range c.pic.shapes[layer] {
				var pts []point
				switch s := s.(type) {
				case area:
					pts = s.pts
				case stroke:
					pts = s.pts
				}
				for _, q := range c.panels {
					for _, at := range pts {
						if q.headTop < at.y && at.y <= q.axisY && at.x > q.axisEnd {
							t.Errorf("%s: %s is drawn at %v, behind its end at %d", p.name, q.name(),
								at, q.axisEnd)
						}
					}
				}
			}
		}
	}
}

// A log that is a little late does not stretch the axis of its run.
func TestJitterAddsNoFolds(t *testing.T) {
	run := case2()
	alone := newComparison([]Panel{{Timeline: run}}, Options{}).axis
	both := newComparison([]Panel{{Timeline: run}, {Timeline: moved(case2(), "log", 3*ms)}}, Options{})
	if got, want := len(both.axis.starts), len(alone.starts); got != want {
		t.Errorf("clusters begin at %v beside a log, want %d", both.axis.starts, want)
	}
}

func TestThinned(t *testing.T) {
	for _, tt := range []struct {
		what       string
		list, want []sim.Time
		closest    sim.Time
	}{
		{"one stays", []sim.Time{5}, []sim.Time{5}, 9},
		{"first and last stay", []sim.Time{5, 6}, []sim.Time{5, 6}, 9},
		{"what follows closely goes", []sim.Time{0, 3, 50, 52, 90}, []sim.Time{0, 50, 90}, 10},
		{"the last takes the place of one close by", []sim.Time{0, 50, 52}, []sim.Time{0, 52}, 10},
		{"as far apart as allowed", []sim.Time{0, 10, 20}, []sim.Time{0, 10, 20}, 10},
		{"nothing is too close", []sim.Time{0, 1, 2}, []sim.Time{0, 1, 2}, 0},
	} {
		if got := thinned(tt.list, tt.closest); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.what, got, tt.want)
		}
	}
}

func TestLater(t *testing.T) {
	for _, tt := range []struct {
		shift time.Duration
		want  string
	}{
		{17 * ms, "+17ms"}, {-9180 * ms, "−9.18s"}, {4*time.Minute + 30*time.Second, "+4m30s"},
		{1_234_567, "+1.23ms"}, {90_000_400_000, "+90s"}, {-1, "−1ns"},
	} {
		if got := later(tt.shift); got != tt.want {
			t.Errorf("%d: got %s, want %s", tt.shift, got, tt.want)
		}
	}
}

func TestComparisonRefuses(t *testing.T) {
	one := Panel{Timeline: case1()}
	for _, tt := range []struct {
		what   string
		panels []Panel
		format Format
		w      io.Writer
		want   string
	}{
		{"nothing", nil, SVG, io.Discard, "a comparison of 0 timelines; expected 1 to 8"},
		{"too many", slices.Repeat([]Panel{one}, 9), SVG, io.Discard, "of 9 timelines"},
		{"a format", []Panel{one}, "gif", io.Discard, `"gif"; expected svg, png or pdf`},
		{"a full disk", []Panel{one, one}, PDF, full{}, errFull.Error()},
	} {
		if err := Compare(tt.w, tt.panels, tt.format, Options{}); err == nil ||
			!strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.what, err, tt.want)
		}
	}
}
