package model_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"roomsim/model"
	"roomsim/sim"
)

// roughStories are of links that remember something.
var roughStories = []story{
	{name: "a pattern counts on through a switch",
		set:    func(s *model.Settings) { s.Link.Drop = &model.Pattern{At: []uint32{3, 4, 7, 9}} },
		script: enter + "\n40s A switch\n100s A switch\n130s A logout lobby"},
	{name: "every third message is lost",
		set:    func(s *model.Settings) { s.Link.Drop = &model.Pattern{Every: 3} },
		script: enter + "\n40s C login lobby\n100s A logout lobby"},
	{name: "a link in order, with delays from 50 ms to 3 s",
		set: func(s *model.Settings) {
			s.Link.Delay, s.Link.InOrder = jittery(3*time.Second), true
		},
		script: enter + "\n40s C login lobby\n40.2s D login lobby\n41s C logout lobby"},
	{name: "three rooms by a narrow link with place for two messages", set: narrow(2, 0),
		script: "5s A login lobby\n5s A login den\n5s A login attic\n6s B login lobby"},
	{name: "three rooms by a narrow link with place for 1200 bytes", set: narrow(0, 1200),
		script: "5s A login lobby\n5s A login den\n5s A login attic\n6s B login lobby"},
	{name: "opportunities come again", set: func(s *model.Settings) {
		s.Sizes, s.Link.Neck, s.MultiRoom = drawnSizes, model.Neck{Trace: drawnTraces[0]}, true
	}, script: "5s A login lobby\n5s A login den\n5s A login attic\n6s B login lobby"},
	{name: "everything comes twice",
		set:    func(s *model.Settings) { s.Link.Duplicate = sim.NewRatio(1, 1) },
		script: enter + "\n40s C login lobby\n60s C logout lobby\n65.5s A down\n70s A up"},
	{name: "a copy of an ADD that comes behind the DELETE means nothing any more",
		script: enter + "\n40.1s A.down echo 3s 200ms\n40s C login lobby\n41s C logout lobby",
		want: entered + `
			40.000s C Logining(0)
			40.120s C Logined(0)
			40.120s C ADD alice,bob
			40.220s B ADD carol
			40.220s A ADD carol
			41.000s C Logout(0)
			41.220s B DELETE carol
			41.220s A DELETE carol`},
}

func TestRoughStories(t *testing.T) {
	for _, s := range roughStories {
		if s.want != "" {
			t.Run(s.name, s.run)
		}
	}
}

// narrow has all links be narrow, with a bounded queue.
func narrow(queue uint32, bytes uint64) func(*model.Settings) {
	return func(s *model.Settings) {
		s.Sizes, s.MultiRoom = drawnSizes, true
		s.Link.Neck = model.Neck{Rate: drawnRate, Queue: queue, Bytes: bytes}
	}
}

// roughTales are the directed scenarios of streams and links.
func roughTales() []told {
	var list []told
	add := func(s story, change func(*model.Config), about about) {
		cfg := s.config(nil)
		cfg.Scenario, cfg.Profile = "story", "zego"
		if change != nil {
			change(&cfg)
		}
		nameLuck(&cfg)
		list = append(list, told{name: s.name, cfg: cfg, tale: tale{about: about}})
	}
	for _, s := range streamStories {
		add(s.story, nil, 0)
	}
	for _, s := range roughStories {
		add(s, nil, 0)
		set := s.set
		s.name += ", on a stream"
		if s.set = onStream(s.set); set == nil {
			s.set = onStream()
		}
		add(s, nil, 0)
	}
	add(story{name: "weather in phases", script: enter}, func(cfg *model.Config) {
		a := does(model.DoWeather, ann, sim.Time(seconds(30)))
		a.For = seconds(100)
		a.Link = model.LinkChange{Clients: only(ann), Dirs: model.Both, Loops: true, Luck: "phases"}
		for _, text := range []string{"calm", "rain", "fog"} {
			a.Link.Phases = append(a.Link.Phases, model.Phase{Lasts: sim.ConstantLaw(seconds(7)), Text: text,
				Keys: model.SetsDelay, To: model.Weather{Delay: jittery(time.Second)}})
		}
		cfg.Actions = append(cfg.Actions, a)
	}, 0)
	add(story{name: "a chain", script: "5s A login lobby", set: chained}, func(cfg *model.Config) {
		cfg.End = sim.Time(seconds(3000))
	}, aChain)
	return list
}

// P59: copies and messages that overtake each other break none of the properties that the design
// names.
func TestCopiesAndOvertakingBreakNothing(t *testing.T) {
	var ids []string
	for _, span := range [][2]int{{11, 29}, {35, 35}, {45, 54}, {60, 62}} {
		for n := span[0]; n <= span[1]; n++ {
			ids = append(ids, fmt.Sprintf("P%d", n))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		cfg := drawConfig(t)
		link := &cfg.Settings.Link
		link.Duplicate, link.Reorder = sim.NewRatio(1, 2), sim.NewRatio(1, 3)
		link.HeldBack = pick(t, "held back", 300*time.Millisecond, seconds(3))
		run, err := observe(cfg, model.New)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range properties() {
			if slices.Contains(ids, p.id) {
				p.put(t, run)
			}
		}
	})
}

// What C's link is like moves nobody else. [P57, P72, D12]
func TestAnotherLinkMovesNobody(t *testing.T) {
	const ms = time.Millisecond
	heard := func(keys model.WeatherKeys, to model.Weather) string {
		s := story{script: outage + "\n7s C login den\n99s C down\n120s C up",
			set: func(s *model.Settings) {
				s.Stream, s.Resend, s.ResendMost = true, 200*ms, seconds(60)
				s.Link.Delay, s.Link.Loss.Good = jittery(50*ms), sim.NewRatio(1, 20)
				s.Sizes = drawnSizes
			}}
		cfg := s.config(t)
		cfg.Links = []model.LinkChange{{Clients: only(cat), Dirs: model.Both, Keys: keys, To: to}}
		tl := run(t, cfg)
		var lines []string
		for i := range tl.Records {
			if r := &tl.Records[i]; r.Room != 2 && r.Who != cat {
				lines = append(lines, r.At.String()+" "+tl.Say(r))
			}
		}
		return strings.Join(lines, "\n")
	}
	want := heard(0, model.Weather{})
	for name, c := range map[string]struct {
		keys model.WeatherKeys
		to   model.Weather
	}{
		"a lognormal delay": {model.SetsDelay, model.Weather{Delay: sim.LognormalLaw(100*ms, 100*ms)}},
		"luck that stays": {model.SetsDelay, model.Weather{Delay: sim.NormalLaw(100*ms, 30*ms),
			Correlation: sim.CorrelationOf(sim.NewRatio(1, 2))}},
		"a chain": {model.SetsLoss, model.Weather{Loss: model.Loss{Bad: sim.NewRatio(1, 1),
			Enter: sim.NewRatio(1, 5), Leave: sim.NewRatio(1, 2)}}},
		"copies":  {model.SetsDuplicate, model.Weather{Duplicate: sim.NewRatio(1, 2)}},
		"a neck":  {model.SetsNeck, model.Weather{Neck: model.Neck{Rate: drawnRate, Queue: 2}}},
		"a trace": {model.SetsNeck, model.Weather{Neck: model.Neck{Trace: drawnTraces[1]}}},
		"what is held": {model.SetsReorder,
			model.Weather{Reorder: sim.NewRatio(1, 2), HeldBack: seconds(1)}},
	} {
		if got := heard(c.keys, c.to); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

// chained has A beat every second over a link with bursts of loss, and nobody lose patience.
func chained(s *model.Settings) {
	s.BeatInterval, s.SilenceTimeout, s.ServerTimeout = seconds(1), time.Hour, time.Hour
	s.Link.Loss = model.Loss{Bad: sim.NewRatio(1, 1), Enter: sim.NewRatio(1, 20),
		Leave: sim.NewRatio(1, 4)}
}

func TestRoughTales(t *testing.T) {
	for _, d := range roughTales() {
		run, err := observe(d.cfg, model.New)
		if err != nil {
			t.Fatal(err)
		}
		run.tale = d.tale
		if wrong := breaks(run, true); wrong != "" {
			t.Errorf("%s: %s", d.name, wrong)
		}
	}
}
