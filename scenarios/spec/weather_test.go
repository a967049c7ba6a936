package spec

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/sim"
)

const ms = time.Millisecond

// read parses a scenario whose files lie in testdata/files.
func read(t testing.TB, text string) *Scenario {
	t.Helper()
	s, err := parse(&report{}, "test.yaml", []byte(text), newFolder("testdata/files", false),
		Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// linkCases are link keys, what they mean to the model, and what people are told.
var linkCases = []struct {
	keys string
	sets model.WeatherKeys
	make func(*model.Weather)
	text string
}{
	{"delay: 50ms", model.SetsDelay, func(w *model.Weather) {
		w.Delay = sim.ConstantLaw(50 * ms)
	}, "delay 50ms"},
	{"delay: {law: constant, value: 50ms}", model.SetsDelay, func(w *model.Weather) {
		w.Delay = sim.ConstantLaw(50 * ms)
	}, "delay 50ms"},
	{"delay: {law: uniform, min: 10ms, max: 50ms, floor: 20ms}", model.SetsDelay,
		func(w *model.Weather) {
			w.Delay = sim.UniformLaw(10*ms, 50*ms).WithFloor(20 * ms)
		}, "delay 10ms..50ms, at least 20ms"},
	{"delay: {law: normal, mean: 50ms, sd: 10ms, correlation: 25%}", model.SetsDelay,
		func(w *model.Weather) {
			w.Delay = sim.NormalLaw(50*ms, 10*ms)
			w.Correlation = sim.CorrelationOf(sim.NewRatio(1, 4))
		}, "delay normal 50ms ±10ms"},
	{"delay: {law: lognormal, mean: 50ms, sd: 20ms, floor: 5ms}", model.SetsDelay,
		func(w *model.Weather) {
			w.Delay = sim.LognormalLaw(50*ms, 20*ms).WithFloor(5 * ms)
		}, "delay lognormal 50ms ±20ms, at least 5ms"},
	{"delay: {law: pareto, min: 20ms, alpha: 1.5}", model.SetsDelay, func(w *model.Weather) {
		w.Delay = sim.ParetoLaw(20*ms, 1500)
	}, "delay pareto from 20ms alpha 1.5"},
	{"delay: {law: exponential, mean: 50ms}", model.SetsDelay, func(w *model.Weather) {
		w.Delay = sim.ExponentialLaw(50 * ms)
	}, "delay exponential 50ms"},

	{"order: fifo", model.SetsOrder, func(w *model.Weather) { w.InOrder = true }, "order fifo"},
	{"order: free", model.SetsOrder, func(*model.Weather) {}, "order free"},

	{"loss: 2.5%", model.SetsLoss, func(w *model.Weather) {
		w.Loss.Good = sim.NewRatio(1, 40)
	}, "loss 2.5%"},
	{"loss: 20%, burst: 8", model.SetsLoss, func(w *model.Weather) {
		w.Loss = model.Loss{Bad: certain(), Enter: sim.NewRatio(1, 32), Leave: sim.NewRatio(1000, 8000)}
	}, "loss 20% in bursts of 8"},
	{"loss: 50%, burst: 1.001", model.SetsLoss, func(w *model.Weather) {
		w.Loss = model.Loss{Bad: certain(), Enter: sim.NewRatio(1000, 1001),
			Leave: sim.NewRatio(1000, 1001)}
	}, "loss 50% in bursts of 1.001"},
	{"loss: 0.1, burst: 2.5", model.SetsLoss, func(w *model.Weather) {
		w.Loss = model.Loss{Bad: certain(), Enter: sim.NewRatio(2, 45), Leave: sim.NewRatio(1000, 2500)}
	}, "loss 10% in bursts of 2.5"},
	{"loss: {p: 1%, r: 20%}", model.SetsLoss, func(w *model.Weather) {
		w.Loss = model.Loss{Bad: certain(), Enter: sim.NewRatio(1, 100), Leave: sim.NewRatio(1, 5)}
	}, "loss p 1% r 20%"},
	{"loss: {p: 1%, r: 20%, good: 1%, bad: 50%, step: 10ms}", model.SetsLoss,
		func(w *model.Weather) {
			w.Loss = model.Loss{Good: sim.NewRatio(1, 100), Bad: sim.NewRatio(1, 2),
				Enter: sim.NewRatio(1, 100), Leave: sim.NewRatio(1, 5), Step: 10 * ms}
		}, "loss p 1% r 20% good 1% bad 50% a step of 10ms"},
	{"loss: {p: 1%, r: 20%, step: message}", model.SetsLoss, func(w *model.Weather) {
		w.Loss = model.Loss{Bad: certain(), Enter: sim.NewRatio(1, 100), Leave: sim.NewRatio(1, 5)}
	}, "loss p 1% r 20%"},

	{"drop: [3, 4, 9]", model.SetsDrop, func(w *model.Weather) {
		w.Drop = &model.Pattern{At: []uint32{3, 4, 9}}
	}, "drop 3,4,9"},
	{"drop: [1, 2, 3, 4, 5, 6, 7, 8, 9]", model.SetsDrop, func(w *model.Weather) {
		w.Drop = &model.Pattern{At: []uint32{1, 2, 3, 4, 5, 6, 7, 8, 9}}
	}, "drop 1,2,3,4,5,6,7,8,…"},
	{"drop: {every: 5}", model.SetsDrop, func(w *model.Weather) {
		w.Drop = &model.Pattern{Every: 5}
	}, "drop every 5"},

	{"corrupt: 1%, duplicate: 50%", model.SetsCorrupt | model.SetsDuplicate,
		func(w *model.Weather) {
			w.Corrupt, w.Duplicate = sim.NewRatio(1, 100), sim.NewRatio(1, 2)
		}, "corrupt 1% duplicate 50%"},
	{"reorder: {share: 5%, by: 20ms}", model.SetsReorder, func(w *model.Weather) {
		w.Reorder, w.HeldBack = sim.NewRatio(1, 20), 20*ms
	}, "reorder 5% by 20ms"},

	{"rate: 64kbit", model.SetsNeck, func(w *model.Weather) { w.Neck.Rate = 64_000 }, "rate 64kbit"},
	{"rate: 1.5Mbit, queue: 10", model.SetsNeck, func(w *model.Weather) {
		w.Neck = model.Neck{Rate: 1_500_000, Queue: 10}
	}, "rate 1.5Mbit queue 10"},
	{"rate: 10Gbit, queue: 64kB, load: 11Gbit", model.SetsNeck, func(w *model.Weather) {
		w.Neck = model.Neck{Rate: 10e9, Bytes: 64_000, Load: 11e9}
	}, "rate 10Gbit queue 64kB load 11Gbit"},
	{"rate: 1Tbit, queue: 1.5MB", model.SetsNeck, func(w *model.Weather) {
		w.Neck = model.Neck{Rate: 1e12, Bytes: 1_500_000}
	}, "rate 1Tbit queue 1.5MB"},
	{"rate: 800bit, queue: 3000B, load: 0.001kbit", model.SetsNeck, func(w *model.Weather) {
		w.Neck = model.Neck{Rate: 800, Bytes: 3000, Load: 1}
	}, "rate 800bit queue 3kB load 1bit"},
	{"rate: 1234567bit", model.SetsNeck, func(w *model.Weather) {
		w.Neck.Rate = 1_234_567
	}, "rate 1234.567kbit"},
	{"trace: five.trace", model.SetsNeck, func(w *model.Weather) {
		w.Neck.Trace = &model.Trace{Name: "five", Ms: []uint32{0, 1, 1, 7, 20}}
	}, "trace five"},
	{"trace: five.trace, queue: 3", model.SetsNeck, func(w *model.Weather) {
		w.Neck = model.Neck{Trace: &model.Trace{Name: "five", Ms: []uint32{0, 1, 1, 7, 20}}, Queue: 3}
	}, "trace five queue 3"},
	{"trace: sub/../five.trace, queue: 0", model.SetsNeck, func(w *model.Weather) {
		w.Neck = model.Neck{Trace: &model.Trace{Name: "five", Ms: []uint32{0, 1, 1, 7, 20}},
			Sharp: true}
	}, "trace five queue 0"},

	{"loss: 1%, delay: 5ms, queue: 2, rate: 1kbit, order: fifo",
		model.SetsLoss | model.SetsDelay | model.SetsNeck | model.SetsOrder, func(w *model.Weather) {
			w.Loss.Good, w.Delay, w.InOrder = sim.NewRatio(1, 100), sim.ConstantLaw(5*ms), true
			w.Neck = model.Neck{Rate: 1000, Queue: 2}
		}, "delay 5ms order fifo loss 1% rate 1kbit queue 2"},
}

// Each key of a link becomes its field of the model's weather, both under links: and in a link
// action, whose record says it for people.
func TestLinkKeys(t *testing.T) {
	for _, c := range linkCases {
		s := read(t, smallest+"links: {A.up: {"+c.keys+"}}\n"+
			"script: [{at: 1s, link: A.up, set: {"+c.keys+"}}]\n")
		var want model.Weather
		c.make(&want)
		link, action := s.Config.Links[0], s.Config.Actions[0]
		for _, got := range []model.LinkChange{link, action.Link} {
			if !reflect.DeepEqual(got.To, want) || got.Keys != c.sets || got.Dirs != model.Up ||
				got.Phases != nil {
				t.Errorf("%s:\ngot  %+v\nwant %+v", c.keys, got, want)
			}
		}
		if want := "A.up " + c.text; action.Text != want {
			t.Errorf("%s: got %q, want %q", c.keys, action.Text, want)
		}
		if len(s.Warnings) > 0 {
			t.Errorf("%s: got %v, want no warning", c.keys, s.Warnings)
		}
	}
}

// One file is one table and one trace, however often it is named, so that the laws are equal.
func TestFilesAreReadOnce(t *testing.T) {
	const keys = "{delay: {law: table, file: five.dist, mean: 50ms, sd: 5ms}, trace: five.trace}"
	s := read(t, smallest+"links: {A.up: "+keys+", A.down: "+keys+"}\n")
	up, down := s.Config.Links[0].To, s.Config.Links[1].To
	if up != down || up.Neck.Trace == nil || up.Delay.String() != "table five 50ms ±5ms" {
		t.Errorf("got %+v and %+v", up, down)
	}
	want := []string{"testdata/files/five.dist", "testdata/files/five.trace"}
	if !reflect.DeepEqual(s.Inputs, want) {
		t.Errorf("got %q, want %q", s.Inputs, want)
	}
}

// What is wrong with a table is said with its own line.
func TestABadTable(t *testing.T) {
	_, err := parse(&report{}, "test.yaml", []byte(smallest+
		"links: {A: {delay: {law: table, file: words.dist, mean: 50ms, sd: 5ms}}}\n"),
		newFolder("testdata/files", false), Options{})
	if err == nil || !strings.HasPrefix(err.Error(), `testdata/files/words.dist:3:1: "many"`) {
		t.Errorf("got %v, want line 3 of the table", err)
	}
}

// Settings take all laws of a delay, but no file: a profile has no folder.
func TestDelayOfAProfile(t *testing.T) {
	s := mustParse(t, smallest+"set: {link.delay: {law: normal, mean: 50ms, sd: 5ms, "+
		"floor: 10ms, correlation: 0.5}}\n", Options{})
	link := s.Config.Settings.Link
	if link.Delay != sim.NormalLaw(50*ms, 5*ms).WithFloor(10*ms) ||
		link.Correlation != sim.CorrelationOf(sim.NewRatio(1, 2)) {
		t.Errorf("got %+v", link)
	}
	_, err := Parse("f", []byte(smallest), Options{Sets: []string{
		"link.delay={law: table, file: a.dist, mean: 50ms, sd: 5ms}"}})
	if err == nil || !strings.Contains(err.Error(), "a file can be named only in a scenario") {
		t.Errorf("got %v", err)
	}
}
