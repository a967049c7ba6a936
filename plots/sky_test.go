package plots

import (
	"slices"
	"strings"
	"testing"
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// links says which strips the lanes have: "A uplink, B link".
func links(tl *timeline.Timeline) string {
	var list []string
	for _, l := range tell(tl, Options{}).lanes {
		for _, p := range l.skies {
			list = append(list, l.name+" "+p.name)
		}
	}
	return strings.Join(list, ", ")
}

func TestStripsAreOfWeatherThatIsNotPlain(t *testing.T) {
	second := time.Second
	for _, tt := range []struct {
		what string
		of   func(f *film)
		want string
	}{
		{"the profile's weather all the time", func(*film) {}, ""},
		{"one direction loses", func(f *film) { f.sky(second, 1, true, 5, 50*ms, 0) }, "A uplink"},
		{"the other one is slow", func(f *film) { f.sky(second, 2, false, 0, 90*ms, 0) },
			"B downlink"},
		{"both are alike", func(f *film) { f.both(second, 1, 5, 50*ms) }, "A link"},
		{"both are bad, each in its way", func(f *film) {
			f.sky(second, 2, true, 5, 50*ms, 0)
			f.sky(second, 2, false, 6, 50*ms, 0)
		}, "B uplink, B downlink"},
		{"another delay than the profile's, all the time", func(f *film) {
			f.both(0, 1, 0, 51*ms)
		}, "A link"},
		{"a loss all the time", func(f *film) { f.sky(0, 1, false, 1, 50*ms, 0) }, "A downlink"},
		{"a neck", func(f *film) { f.sky(0, 1, false, 0, 50*ms, 64_000) }, "A downlink"},
		{"weather that lasted no time", func(f *film) {
			f.both(second, 1, 5, 50*ms)
			f.both(second, 1, 0, 50*ms)
		}, ""},
		{"weather after the end", func(f *film) { f.both(time.Hour, 1, 5, 50*ms) }, ""},
		{"a crowd in one weather", func(f *film) {
			for id := timeline.Node(3); id <= 5; id++ {
				f.both(second, id, 5, 50*ms)
			}
		}, "crowd link"},
		{"a crowd with a member in another one", func(f *film) { f.both(second, 4, 5, 50*ms) }, ""},
	} {
		f := newFilm("strips", "", "A=alice", "B=bob")
		f.crowd("crowd", 3)
		f.usually(5)
		for who := range timeline.Node(5) {
			f.call(0, who+1)
		}
		tt.of(f)
		if got := links(f.cut(time.Minute)); got != tt.want {
			t.Errorf("%s: got strips %q, want %q", tt.what, got, tt.want)
		}
	}
}

// Of a crowd larger than the sky the first members speak for the others, unless a record says that
// one has weather of its own.
func TestOfALargeCrowdTheFirstMembersSpeakForTheOthers(t *testing.T) {
	for _, tt := range []struct {
		who  timeline.Node
		want string
	}{{timeline.Nobody, "crowd link"}, {9, ""}} {
		f := newFilm("large", "")
		f.crowd("crowd", 20)
		f.usually(4)
		f.call(0, 1)
		for id := timeline.Node(1); id <= 4; id++ {
			f.both(time.Second, id, 5, 50*ms)
		}
		f.weather(time.Second, tt.who, timeline.WeatherSet, "crowd loss 5%")
		if got := links(f.cut(time.Minute)); got != tt.want {
			t.Errorf("record of %d: got strips %q, want %q", tt.who, got, tt.want)
		}
	}
}

// A chart without bad weather is what it is without a sky.
func TestPlainWeatherChangesNothing(t *testing.T) {
	for _, name := range []string{"case1", "case2", "case3"} {
		tl := builtIn(t, name)
		if len(tl.Sky) == 0 {
			t.Fatalf("%s has no sky", name)
		}
		with := svg(t, tl)
		tl.Sky = nil
		if svg(t, tl) != with {
			t.Errorf("%s: the sky changes the chart", name)
		}
	}
}

func TestBuiltInWeatherHasItsStrips(t *testing.T) {
	for name, want := range map[string]string{"rain": "A link", "lost-notice": "A downlink",
		"forgotten": "A uplink", "web-five-minutes": "D uplink", "cell-outage": ""} {
		if got := links(builtIn(t, name)); got != want {
			t.Errorf("%s: got strips %q, want %q", name, got, want)
		}
	}
}

func TestAStripReplacesTheShade(t *testing.T) {
	tl := builtIn(t, "lost-notice")
	got := svg(t, tl)
	if strings.Contains(got, ">weather:") || !strings.Contains(got, ">loss 100% for 3s<") {
		t.Error("the weather is not on the strip alone")
	}
	tl.Sky = nil
	if got = svg(t, tl); !strings.Contains(got, ">weather: A.down loss 100%, 3s<") {
		t.Error("without a sky there is no shade")
	}
}

func TestChartOfBadWeatherSaysWhatHappens(t *testing.T) {
	got := svg(t, badWeather())
	for _, want := range []string{">uplink<", ">downlink<", ">link<", ">loss 100% for 20s<",
		">400ms for 15s<", ">loss 20% · 64kbit/s<", ">loss 0…100%<", ">logout again ×7<",
		">notice DELETE again<", ">notice ADD lost: corrupt<", ">notice ADD lost: queue full<",
		">loss on a link: none to all<", ">a link&#39;s delay, the higher the longer<",
		">a lost message sent again<", ">a link&#39;s copy of a message<",
		"Weather of: A uplink, A downlink, B link."} {
		if !strings.Contains(got, want) {
			t.Errorf("the chart has no %q", want)
		}
	}
	plain := svg(t, case3())
	for _, never := range []string{"on a link", "again", "copy", ">uplink<"} {
		if strings.Contains(plain, never) {
			t.Errorf("the chart of case 3 explains %q", never)
		}
	}
}

func TestWeatherInWords(t *testing.T) {
	for loss, want := range map[uint32]string{1: "0.0001%", 1234: "0.12%", 10_000: "1%",
		25_000: "2.5%", 33_333: "3.3%", 200_000: "20%", 999_999: "99.9%", 1_000_000: "100%"} {
		if got := percent(loss); got != want {
			t.Errorf("%d millionths: got %q, want %q", loss, got, want)
		}
	}
	for rate, want := range map[uint64]string{0: "unlimited", 800: "800bit/s", 64_000: "64kbit/s",
		1_500_000: "1.5Mbit/s", 250_300_000: "250Mbit/s", 2e9: "2Gbit/s"} {
		if got := bitrate(rate); got != want {
			t.Errorf("%d bits per second: got %q, want %q", rate, got, want)
		}
	}
}

func TestTintsAreSteplessAndGrowWithTheLoss(t *testing.T) {
	for theme, look := range map[Theme]*palette{Light: &light, Dark: &dark} {
		before := look.colour(new(cell).tint())
		if before != look.colour(pure(hClear)) {
			t.Errorf("%s, without loss: got %v", theme, before)
		}
		tints := 1
		for loss := uint32(0); loss <= all; loss += 1000 {
			w := cell{weather: weather{loss: loss}}
			is := look.colour(w.tint())
			if int(is.R)-int(is.G) < int(before.R)-int(before.G)-1 { // each is rounded
				t.Fatalf("%s: loss of %d millionths is paler than less", theme, loss)
			}
			if is != before {
				tints++
			}
			before = is
		}
		if before != look.colour(pure(hSevere)) || tints < 50 {
			t.Errorf("%s: got %d tints up to %v, want 50 or more", theme, tints, before)
		}
	}
}

func TestRoot(t *testing.T) {
	for n, want := range map[uint32]int{0: 0, 1: 1, 3: 1, 4: 2, 999_999: 999, 1_000_000: 1000,
		1<<32 - 1: 1<<16 - 1} {
		if got := root(n); got != want {
			t.Errorf("root of %d: got %d, want %d", n, got, want)
		}
	}
}

// Weather that changes faster than the page can show is its mean; none of it is lost.
func TestShortSpellsAreMixed(t *testing.T) {
	const n, step = 400, sim.Time(10 * time.Millisecond)
	var list []spell
	for i := range sim.Time(n) {
		list = append(list, spell{from: i * step, to: (i + 1) * step,
			weather: weather{loss: uint32(i%4/3) * all, delay: 50 * ms}})
	}
	end := n * step
	c := &chart{axis: &axis{legs: []leg{{t1: end, x1: 100 * pt}}}}
	cells := c.cells(list)
	if len(cells) < 40 || len(cells) > 50 {
		t.Errorf("got %d cells, want 40 to 50", len(cells))
	}
	x := 0
	for _, w := range cells {
		if w.x0 != x || w.few || w.loss < all/5 || w.loss > all/3 || w.delay != 50*ms {
			t.Fatalf("got %+v behind %d, want a quarter of loss", w, x)
		}
		x = w.x1
	}
	if x != 100*pt {
		t.Errorf("the strip ends at %d, want %d", x, 100*pt)
	}
}

// An outage too short for the page is a line on it.
func TestAShortOutageStaysVisible(t *testing.T) {
	end := sim.Time(time.Hour)
	at := end / 2
	c := &chart{axis: &axis{legs: []leg{{t1: end, x1: 100 * pt}}}}
	cells := c.cells([]spell{{from: 0, to: at}, {from: at, to: at + 1, weather: weather{loss: all}},
		{from: at + 1, to: end}})
	if len(cells) != 3 || cells[1].loss != all || !cells[1].few || cells[1].x1-cells[1].x0 != pt ||
		cells[2].x0 != cells[1].x1 {
		t.Errorf("got %+v, want a cell of a point between two", cells)
	}
}

func TestAxisTellsTheTimeAtAPlace(t *testing.T) {
	for _, s := range samples() {
		a := newAxis(tell(s.tl, Options{}).anchors, 0, usual, widest)
		before := sim.Time(0)
		for x := a.x0; x <= a.x1; x += 7 {
			at := a.time(x)
			if at < before || at > s.tl.End {
				t.Fatalf("%s: at %d it is %s, after %s", s.name, x, at, before)
			}
			if back := a.x(at); back > x && x >= a.legs[0].x0 {
				t.Fatalf("%s: %s, which is at %d, stands at %d", s.name, at, x, back)
			}
			before = at
		}
	}
}

// Of many changes in a row, which nobody notices, the axis keeps the first and the last apart.
func TestManyChangesDoNotCrowdTheAxis(t *testing.T) {
	f := newFilm("changes", "", "A=alice", "B=bob")
	f.usually(2)
	f.call(0, 1)
	for i := range 200 {
		f.weather(time.Duration(10+i)*time.Second, 1, timeline.WeatherSet, "A loss")
		f.both(time.Duration(10+i)*time.Second, 1, uint32(i%2), 50*ms)
		if i < mostWeather {
			f.weather(time.Duration(10+i)*1100*ms, 2, timeline.WeatherSet, "B loss")
		}
	}
	tl := f.cut(time.Hour)
	if got := len(tell(tl, Options{}).anchors); got != 2+2+mostWeather {
		t.Errorf("got %d anchors, want %d", got, 2+2+mostWeather)
	}
	tl.Sky = nil
	if got := len(tell(tl, Options{}).anchors); got < 200 {
		t.Errorf("without a sky: got %d anchors, want all", got)
	}
}

func TestMessagesSentAgainAreFolded(t *testing.T) {
	f := newFilm("again", "", "A=alice")
	once := f.lost(time.Second, 0, 1, timeline.Server, timeline.MsgBeat, timeline.Lost)
	f.again(once, 1)
	often := f.lost(20*time.Second, 0, 1, timeline.Server, timeline.MsgLogin, timeline.Lost)
	f.again(often, 5)
	f.copyOf(f.up(40*time.Second, -1, 1, timeline.MsgBeat), 60*ms, timeline.Dropped,
		timeline.Doubled)
	s := tell(f.cut(time.Hour), Options{})
	mail := s.lanes[0].mail
	var got []string
	for _, m := range folded(mail) {
		words := s.wordsOf(&m)
		got = append(got, words[0])
	}
	want := []string{"beat lost", "beat lost again", "beat again ×2", "login lost",
		"login again ×6", "beat", "beat, a copy"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	once2, again, copies := apart(mail)
	if len(once2) != 5 || again != 8 || copies != 1 {
		t.Errorf("got %d messages, %d sent again, %d copies, want 5, 8, 1", len(once2), again, copies)
	}
}
