package model_test

import (
	"fmt"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// BenchmarkBeats runs clients that beat, each in a room of its own, with jitter and loss, in one
// global order; ns/beat is a beat with its journey, the server's work and the reply.
func BenchmarkBeats(b *testing.B) {
	for _, n := range []uint32{1_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			cast := &timeline.Cast{}
			crowd := cast.Clients.Add("crowd", n)
			cast.Users.Add("crowd", n)
			cast.Rooms.Add("lobby", n)
			users := make([]uint32, n)
			for i := range users {
				users[i] = uint32(i + 1)
			}
			s := zego()
			s.Link.Delay, s.Link.Loss.Good = jittery(50*time.Millisecond), sim.NewRatio(1, 100)
			w, err := model.New(model.Config{Cast: cast, UserOf: users, Settings: s,
				End:    sim.Time(10 * time.Minute),
				Record: model.Nothing, Actions: []model.Action{{Verb: model.DoLoginRoom, Clients: crowd,
					Room:  1,
					Rooms: n, Anchor: -1, Mark: -1, Spread: 30 * time.Second, Luck: "spread"}}})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			events := uint64(0)
			for b.Loop() {
				tl, err := w.Run(1, 0)
				if err != nil {
					b.Fatal(err)
				}
				events += tl.Events
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(events), "ns/event")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*int(n)*20), "ns/beat")
		})
	}
}

// BenchmarkLinks has 100 clients beat over links of several kinds; ns/delivery is a message's way
// over its link with all that it brings about. What a kind of link costs is the difference to the
// first one.
func BenchmarkLinks(b *testing.B) {
	lognormal := sim.LognormalLaw(50*time.Millisecond, 20*time.Millisecond)
	bursts := model.Loss{Bad: percent(100), Enter: percent(1), Leave: percent(25)}
	for _, c := range []struct {
		name string
		set  func(s *model.Settings)
	}{
		{"constant", func(s *model.Settings) {}},
		{"loss", func(s *model.Settings) { s.Link.Loss.Good = percent(1) }},
		{"lognormal+loss", func(s *model.Settings) {
			s.Link.Delay, s.Link.Loss.Good = lognormal, percent(1)
		}},
		{"lognormal+bursts", func(s *model.Settings) { s.Link.Delay, s.Link.Loss = lognormal, bursts }},
		{"rate", func(s *model.Settings) {
			s.Link.Neck = model.Neck{Rate: 1_000_000, Bytes: 64_000}
			s.Sizes.Beat, s.Sizes.Alive = 60, 60
		}},
		{"stream", func(s *model.Settings) {
			s.Stream, s.Resend, s.ResendMost = true, 200*time.Millisecond, time.Minute
		}},
		{"stream lognormal+loss", func(s *model.Settings) {
			s.Stream, s.Resend, s.ResendMost = true, 200*time.Millisecond, time.Minute
			s.Link.Delay, s.Link.Loss.Good = lognormal, percent(1)
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			cfg := crowdOf(100, 2*time.Hour)
			cfg.Record = model.Nothing
			cfg.Actions[0].Stagger = 301 * time.Millisecond
			c.set(&cfg.Settings)
			w, err := model.New(cfg)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := w.Run(1, 0); err != nil {
					b.Fatal(err)
				}
			}
			deliveries := b.N * 100 * 2 * 240
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(deliveries), "ns/delivery")
		})
	}
}

// BenchmarkSmall runs two clients through an outage on a bad link, on a world used again and again.
func BenchmarkSmall(b *testing.B) {
	w := small(b, model.Callbacks)
	b.ReportAllocs()
	events, rep := uint64(0), uint64(0)
	for b.Loop() {
		tl, err := w.Run(1, rep)
		if err != nil {
			b.Fatal(err)
		}
		events += tl.Events
		rep++
	}
	b.ReportMetric(float64(events)/float64(b.N), "events/run")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(events), "ns/event")
}

// small is a world of two clients and an outage at a random time, of a random length.
func small(tb testing.TB, record model.Recording) *model.World {
	cast := &timeline.Cast{}
	a, b := cast.Clients.Add("A", 0), cast.Clients.Add("B", 0)
	cast.Users.Add("alice", 0)
	cast.Users.Add("bob", 0)
	cast.Rooms.Add("lobby", 0)
	s := zego()
	s.Link.Delay, s.Link.Loss.Good = jittery(50*time.Millisecond), sim.NewRatio(1, 100)
	s.SilenceTimeout = 40 * time.Second
	s.RetryWaits = []time.Duration{1e9, 2e9, 4e9, 8e9, 16e9}
	s.RetryTail = 30 * time.Second
	w, err := model.New(model.Config{Cast: cast, UserOf: []uint32{1, 2}, Settings: s,
		End: sim.Time(1500 * time.Second), Record: record,
		Marks: []timeline.MarkRule{{Name: "cut", After: -1, Nth: 1, Action: true}},
		Actions: []model.Action{
			{Verb: model.DoLoginRoom, Clients: b, Room: 1, Anchor: -1, Mark: -1},
			{Verb: model.DoLoginRoom, Clients: a, Room: 1, Anchor: -1, Mark: -1},
			{Verb: model.DoNetworkDown, Clients: a, At: sim.Time(200 * time.Second), Anchor: -1, Mark: 0,
				Spread: 200 * time.Second, Luck: "down"},
			{Verb: model.DoNetworkUp, Clients: a, At: sim.Time(60 * time.Second), Anchor: 0, Mark: -1,
				Spread: 540 * time.Second, Luck: "up"},
		}})
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

// zego is the profile of the documented cases.
func zego() model.Settings {
	return model.Settings{Link: model.Weather{Delay: sim.ConstantLaw(50 * time.Millisecond)},
		Process: 20 * time.Millisecond,
		Fanout:  100 * time.Millisecond, ServerTimeout: 90 * time.Second, BeatInterval: 30 * time.Second,
		SilenceTimeout: 90 * time.Second, RetryTail: 12 * time.Second,
		RetryWaits:  []time.Duration{2e9, 2e9, 3e9, 3e9, 4e9},
		RetryFactor: model.Decimal{Milli: 1000}, RetryWindow: 20 * time.Minute,
		TokenWarning: 30 * time.Second, RoomsOpen: 5, NotifyUsers: 500, CloseGrace: 15 * time.Second}
}
