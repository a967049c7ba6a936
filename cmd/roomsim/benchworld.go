package main

import (
	"context"
	"fmt"
	"math"
	"runtime/debug"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
	"roomsim/sim/replicate"
)

func seconds(n int) sim.Time { return sim.Time(n) * sim.Time(time.Second) }

// benchSettings are those of the profile zego.
func benchSettings() model.Settings {
	return model.Settings{
		Link:          model.Weather{Delay: sim.ConstantLaw(50 * time.Millisecond)},
		Process:       20 * time.Millisecond,
		Fanout:        100 * time.Millisecond,
		ServerTimeout: 90 * time.Second,
		BeatInterval:  30 * time.Second, SilenceTimeout: 90 * time.Second,
		RetryWaits: []time.Duration{2 * time.Second, 2 * time.Second, 3 * time.Second,
			3 * time.Second, 4 * time.Second},
		RetryTail: 12 * time.Second, RetryFactor: model.Decimal{Milli: 1000},
		RetryWindow: 20 * time.Minute,
	}
}

// benchBeats measures clients that log in, each to a room of its own, and beat. The events that are
// counted are the workload's: three a beat.
func benchBeats(args []string) (string, error) {
	fs := benchFlags("hb")
	m := fs.Int("m", 1000, "clients")
	dur := fs.Int("dur", 1200, "virtual seconds")
	jitter := fs.Bool("jitter", false, "latency 50 ms + U(0, 50 ms)")
	loss := fs.Float64("loss", 0, "share of messages lost")
	if err := parseBench(fs, args, m, dur); err != nil {
		return "", err
	}
	if *loss < 0 || *loss > 1 || *m > model.MaxClients || *dur > 2_592_000 {
		return "", fmt.Errorf("loss %g, m %d or dur %d is out of bounds", *loss, *m, *dur)
	}
	defer useCores(1)()
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	watch := startWatch()
	cfg := beatsConfig(*m, *dur)
	if *jitter {
		cfg.Settings.Link.Delay = sim.UniformLaw(50*time.Millisecond, 100*time.Millisecond)
	}
	cfg.Settings.Link.Loss.Good = sim.NewRatio(uint64(math.Round(*loss*1e6)), 1e6)
	w, err := model.New(cfg)
	if err != nil {
		return "", err
	}
	tl, err := w.Run(1, 0)
	if err != nil {
		return "", err
	}
	wall, cpu := watch.read()
	extra := fmt.Sprintf("p=1 w=%d records=%d", tl.Events, tl.Total)
	return benchLine("hb", *m, *m**dur/10, wall, cpu, extra), nil
}

// beatsConfig is a crowd whose members log in at random times within one interval.
func beatsConfig(m, dur int) model.Config {
	cast := new(timeline.Cast)
	count := uint32(m)
	clients := cast.Clients.Add("c", count)
	cast.Users.Add("u", count)
	rooms := cast.Rooms.Add("r", count)
	return model.Config{Scenario: "hb", Profile: "zego", Cast: cast, Settings: benchSettings(),
		End: seconds(dur), Record: model.Nothing,
		Actions: []model.Action{{Verb: model.DoLoginRoom, Clients: clients, Room: rooms.First,
			Rooms: count, Anchor: -1, Mark: -1, Spread: 30 * time.Second, Luck: "login"}}}
}

// benchSmall measures a short scenario with an outage, many times: each worker builds one world.
func benchSmall(args []string) (string, error) {
	fs := benchFlags("small")
	runs := fs.Int("runs", 10000, "runs")
	p := fs.Int("p", 1, "workers")
	if err := parseBench(fs, args, runs, p); err != nil {
		return "", err
	}
	defer useCores(*p)()
	worlds := make([]*model.World, *p)
	watch := startWatch()
	tallies, err := replicate.Run(context.Background(), *runs, *p, func(worker, i int) tally {
		if worlds[worker] == nil {
			w, err := model.New(smallConfig())
			if err != nil {
				panic("roomsim: " + err.Error())
			}
			worlds[worker] = w
		}
		return count(worlds[worker], uint64(i))
	})
	if err != nil {
		return "", err
	}
	wall, cpu := watch.read()
	return smallLine(*runs, *p, tallies, wall, cpu), nil
}

// tally is what came of runs.
type tally struct{ events, lost, back, notices, failed uint64 }

// count runs a replication and counts what came of it.
func count(w *model.World, replication uint64) tally {
	tl, err := w.Run(1, replication)
	if err != nil {
		panic("roomsim: " + err.Error())
	}
	c := tally{events: tl.Events}
	for i := range tl.Records {
		switch r := &tl.Records[i]; {
		case r.Name == timeline.OnRoomUserUpdate:
			c.notices++
		case r.Reason == timeline.Reconnecting:
			c.lost++
		case r.Reason == timeline.Reconnected:
			c.back++
		case r.Reason == timeline.ReconnectFailed:
			c.failed++
		}
	}
	return c
}

func smallLine(runs, p int, tallies []tally, wall, cpu time.Duration) string {
	var all tally
	for _, c := range tallies {
		all.events += c.events
		all.lost += c.lost
		all.back += c.back
		all.notices += c.notices
		all.failed += c.failed
	}
	each := float64(runs)
	return fmt.Sprintf("small runs=%d p=%d wall=%.4fs cpu=%.4fs runs/s=%.0f us/run=%.2f "+
		"cpu-us/run=%.2f cpu-ns/ev=%.2f ev=%.1f events=%d lost=%d back=%d notices=%d failed=%d rssMB=%s",
		runs, p, wall.Seconds(), cpu.Seconds(), each/wall.Seconds(), wall.Seconds()*1e6/each,
		cpu.Seconds()*1e6/each, cpu.Seconds()*1e9/float64(all.events), float64(all.events)/each,
		all.events, all.lost, all.back, all.notices, all.failed, peakMB())
}

// smallConfig is two clients in a room; one is cut off for a random while.
func smallConfig() model.Config {
	cast := new(timeline.Cast)
	a, b := cast.Clients.Add("A", 0), cast.Clients.Add("B", 0)
	cast.Users.Add("alice", 0)
	cast.Users.Add("bob", 0)
	room := cast.Rooms.Add("lobby", 0).First
	s := benchSettings()
	s.Link = model.Weather{Delay: sim.UniformLaw(50*time.Millisecond, 100*time.Millisecond),
		Loss: model.Loss{Good: sim.NewRatio(1, 100)}}
	s.SilenceTimeout, s.Detect = 40*time.Second, model.DetectOff
	s.RetryWaits = []time.Duration{1 * time.Second, 2 * time.Second, 4 * time.Second,
		8 * time.Second, 16 * time.Second}
	s.RetryTail = 30 * time.Second
	return model.Config{Scenario: "small", Profile: "zego", Cast: cast, UserOf: []uint32{1, 2},
		Settings: s, End: seconds(1500), Record: model.Callbacks,
		Marks: []timeline.MarkRule{{Name: "cut", After: -1, Action: true}},
		Actions: []model.Action{
			{Verb: model.DoLoginRoom, Clients: b, Room: room, Anchor: -1, Mark: -1},
			{Verb: model.DoLoginRoom, Clients: a, Room: room, Anchor: -1, Mark: -1},
			{Verb: model.DoNetworkDown, Clients: a, At: seconds(200), Anchor: -1, Mark: 0,
				Spread: 200 * time.Second, Luck: "cut"},
			{Verb: model.DoNetworkUp, Clients: a, At: seconds(60), Anchor: 0, Mark: -1,
				Spread: 540 * time.Second, Luck: "heal"},
		}}
}
