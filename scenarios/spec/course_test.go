package spec

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/sim"
)

// everyWeather uses the keys of weather.
const everyWeather = `roomsim: 1
name: every-weather
end: 8m
clients: {A: {}, B: {}, crowd: {count: 3}}
links:
  all: {delay: {law: lognormal, mean: 50ms, sd: 20ms, floor: 5ms, correlation: 25%}, order: fifo}
  A.up: {loss: {p: 1%, r: 20%, good: 1%, bad: 90%, step: 10ms}, drop: [3, 4, 9], corrupt: 1%}
  A.down: {loss: 20%, burst: 8, drop: {every: 5}, duplicate: 1%, reorder: {share: 5%, by: 20ms}}
  B.up: {rate: 64kbit, queue: 64kB, load: 70kbit}
  B.down: {trace: five.trace, delay: {law: table, file: five.dist, mean: 50ms, sd: 5ms}}
  crowd: {weather: tunnel, delay: {law: pareto, min: 20ms, alpha: 1.5}}
script:
  - {at: 1s, link: A, set: {loss: 100%}, for: {law: exponential, mean: 5s}}
  - {at: 1s, link: A, set: {loss: 100%}, for: 5s, every: 60s}
  - {at: 1s, link: B, set: {delay: 1s}, every: {gap: {law: exponential, mean: 1m}, length: 5s}}
  - {at: 1s, link: A.up, schedule: [{after: 0s, delay: 50ms, loss: 1%}, {after: 5s, loss: 2%}]}
  - {at: 1s, link: A.up, schedule: walk.csv, for: 1m, mark: walk}
  - {at: 1s, link: A.up, ramp: {from: {delay: 50ms, rate: 64kbit, queue: 5kB, load: 1kbit},
      to: {delay: 2s, rate: 8kbit, queue: 5kB, load: 7kbit}}, over: 30s, step: 10s}
  - {at: walk + 1s, link: crowd-2, set: {weather: tunnel, loss: 1%}, for: 1m}
`

// stretches writes down the phases of a change: how long, what, and what people are told.
func stretches(c *model.LinkChange) (list []string) {
	for _, p := range c.Phases {
		lasts := "for good"
		if p.Lasts != (sim.Law{}) {
			lasts = p.Lasts.String()
		}
		var says []string
		if p.Keys&model.SetsDelay != 0 {
			says = append(says, "delay "+p.To.Delay.String())
		}
		if p.Keys&model.SetsLoss != 0 {
			says = append(says, "loss "+p.To.Loss.Good.String())
		}
		if p.Keys&model.SetsNeck != 0 {
			says = append(says, fmt.Sprintf("rate %d queue %d %d load %d", p.To.Neck.Rate,
				p.To.Neck.Queue, p.To.Neck.Bytes, p.To.Neck.Load))
		}
		list = append(list, fmt.Sprintf("%s: %s (%s)", lasts, strings.Join(says, " "), p.Text))
	}
	return list
}

// courses are link actions and the phases that they become.
var courses = []struct {
	action string
	text   string
	loops  bool
	lasts  time.Duration // Action.For
	phases []string
}{
	{"set: {loss: 100%}, for: 5s", "A.up loss 100%", false, 5 * time.Second, nil},
	{"set: {loss: 100%}, for: {law: constant, value: 5s}", "A.up loss 100%", false, 5 * time.Second,
		nil},
	{"set: {loss: 100%}, for: {law: exponential, mean: 5s}", "A.up loss 100%", false, 0,
		[]string{"exponential 5s: loss 100% (A.up loss 100%)", "for good:  ()"}},
	{"set: {loss: 100%}, for: 5s, every: 60s", "A.up loss 100%", true, 0,
		[]string{"5s: loss 100% (A.up loss 100%)", "55s:  ()"}},
	{"set: {delay: 1s}, every: {gap: {law: uniform, min: 1s, max: 9s}, length: 2s}",
		"A.up delay 1s", true, 0, []string{"2s: delay 1s (A.up delay 1s)", "1s..9s:  ()"}},
	{"schedule: [{after: 0s, delay: 50ms, rate: 8kbit, queue: 5}, {after: 5s, loss: 2%}, " +
		"{after: 7s, rate: 9kbit}]", "A.up schedule: delay 50ms rate 8kbit queue 5", false, 0,
		[]string{"5s: delay 50ms rate 8000 queue 5 0 load 0 (A.up delay 50ms rate 8kbit queue 5)",
			"2s: delay 50ms loss 2% rate 8000 queue 5 0 load 0 " +
				"(A.up delay 50ms loss 2% rate 8kbit queue 5)",
			"for good: delay 50ms loss 2% rate 9000 queue 0 0 load 0 " +
				"(A.up delay 50ms loss 2% rate 9kbit)"}},
	{"schedule: [{after: 0s, loss: 20%, burst: 8}, {after: 5s, delay: 5ms}, {after: 9s, loss: 50%}]",
		"A.up schedule: loss 20% in bursts of 8", false, 0,
		[]string{"5s: loss 0% (A.up loss 20% in bursts of 8)",
			"4s: delay 5ms loss 0% (A.up delay 5ms loss 20% in bursts of 8)",
			"for good: delay 5ms loss 50% (A.up delay 5ms loss 50%)"}},
	{"schedule: [{after: 0s, rate: 8kbit, queue: 5kB, load: 1kbit}, {after: 1s, trace: five.trace}, " +
		"{after: 2s, rate: 8kbit}], for: 3s", "A.up schedule: rate 8kbit queue 5kB load 1kbit",
		false, 3 * time.Second,
		[]string{"1s: rate 8000 queue 0 5000 load 1000 (A.up rate 8kbit queue 5kB load 1kbit)",
			"1s: rate 0 queue 0 0 load 0 (A.up trace five)",
			"for good: rate 8000 queue 0 0 load 0 (A.up rate 8kbit)"}},
	{"schedule: [{after: 0s, drop: [3]}, {after: 5s, loss: 2%}]", "A.up schedule: drop 3", false, 0,
		[]string{"5s:  (A.up drop 3)", "for good: loss 2% (A.up loss 2% drop 3)"}},
	{"schedule: walk.csv", "A.up schedule walk: delay 20ms loss 0% rate 20Mbit", false, 0,
		[]string{"10s: delay 20ms loss 0% rate 20000000 queue 0 0 load 0 " +
			"(A.up delay 20ms loss 0% rate 20Mbit)",
			"10s: delay 80ms loss 0% rate 2000000 queue 0 0 load 0 " +
				"(A.up delay 80ms loss 10% in bursts of 3 rate 2Mbit)",
			"for good: delay 45ms loss 0% rate 12000000 queue 0 0 load 0 " +
				"(A.up delay 45ms loss 0% rate 12Mbit)"}},
	{"ramp: {from: {delay: 50ms, loss: 0%}, to: {delay: 110ms, loss: 10%}}, over: 6s, step: 2s",
		"A.up from delay 50ms loss 0% to delay 110ms loss 10% over 6s", false, 0,
		[]string{"2s: delay 50ms loss 0% ()", "2s: delay 70ms loss 3.33333333333333333333% ()",
			"2s: delay 90ms loss 6.66666666666666666666% ()",
			"for good: delay 110ms loss 10% (A.up delay 110ms loss 10%)"}},
	{"ramp: {from: {rate: 10kbit, queue: 5}, to: {rate: 1kbit, queue: 5}}, over: 5s, step: 2s, " +
		"for: 1m",
		"A.up from rate 10kbit queue 5 to rate 1kbit queue 5 over 5s", false, time.Minute,
		[]string{"2s: rate 10000 queue 5 0 load 0 ()", "2s: rate 6400 queue 5 0 load 0 ()",
			"1s: rate 2800 queue 5 0 load 0 ()",
			"for good: rate 1000 queue 5 0 load 0 (A.up rate 1kbit queue 5)"}},
}

func TestCourses(t *testing.T) {
	for _, c := range courses {
		s := read(t, smallest+"script: [{at: 1s, link: A.up, "+c.action+"}]\n")
		a := &s.Config.Actions[0]
		if got := stretches(&a.Link); !reflect.DeepEqual(got, c.phases) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.action, got, c.phases)
		}
		luck := ""
		if c.phases != nil {
			luck = "A.up/weather/1"
		}
		if a.Text != c.text || a.Link.Loops != c.loops || a.For != c.lasts || a.Link.Luck != luck {
			t.Errorf("%s: got %q, loops %v, for %s, luck %q", c.action, a.Text, a.Link.Loops, a.For,
				a.Link.Luck)
		}
		if (c.phases != nil) != (a.Link.Keys == 0) {
			t.Errorf("%s: got keys %b beside the phases", c.action, a.Link.Keys)
		}
	}
}

// A pattern that a row keeps goes on counting.
func TestKeptPattern(t *testing.T) {
	phases := read(t, smallest+"script: [{at: 1s, link: A, schedule: [{after: 0s, drop: [3]}, "+
		"{after: 5s, loss: 2%}, {after: 6s, drop: [3]}]}]\n").Config.Actions[0].Link.Phases
	if phases[0].To.Drop != phases[1].To.Drop || phases[1].To.Drop == phases[2].To.Drop {
		t.Error("got another pattern, or the same one where it was set anew")
	}
}

// A ramp has thirty steps unless it says otherwise, none shorter than a millisecond, and its steps
// are equal to the nanosecond.
func TestStepsOfARamp(t *testing.T) {
	for over, want := range map[string]int{"30s": 30, "1s": 30, "30ms": 30, "10ms": 10, "1ms": 1,
		"7us": 1, "30d": 30} {
		s := read(t, smallest+"script: [{at: 1s, link: A, over: "+over+
			", ramp: {from: {loss: 0%}, to: {loss: 100%}}}]\n")
		phases := s.Config.Actions[0].Link.Phases
		var sum, least, most time.Duration
		for i, p := range phases[:len(phases)-1] {
			d, _ := p.Lasts.Constant()
			if sum += d; i == 0 {
				least, most = d, d
			}
			least, most = min(least, d), max(most, d)
		}
		if total, _ := (&decoder{rep: &report{}}).span(flagNode(over), ""); len(phases)-1 != want ||
			sum != total || most-least > 1 {
			t.Errorf("over %s: got %d steps of %s to %s, %s in all", over, len(phases)-1, least, most, sum)
		}
	}
}

// The streams of weather are named by the link: an action on another one changes nothing.
func TestLuckOfWeather(t *testing.T) {
	const random = ", set: {loss: 100%}, for: {law: exponential, mean: 5s}}"
	s := read(t, smallest[:len(smallest)-len("clients: {A: {}}\n")]+"clients: {A: {}, B: {}}\n"+
		"links: {A: {weather: tunnel}}\nscript:\n"+
		"  - {at: 1s, link: A"+random+"\n  - {at: 1s, link: B"+random+"\n"+
		"  - {at: 1s, link: A, set: {loss: 1%}}\n  - {at: 1s, link: A"+random+"\n")
	got := []string{s.Config.Links[0].Luck}
	for i := range s.Config.Actions {
		got = append(got, s.Config.Actions[i].Link.Luck)
	}
	want := []string{"A/weather/0", "A/weather/1", "B/weather/1", "", "A/weather/2"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What is built of it can be run.
func TestWeatherRuns(t *testing.T) {
	w, err := model.New(read(t, everyWeather).Config)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Run(1, 0); err != nil {
		t.Fatal(err)
	}
}
