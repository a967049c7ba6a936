package model_test

import (
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// ofRecords are the properties of time and record.
var ofRecords = []property{
	{id: "P01", text: "times never decrease; numbers have no gap", check: numbered},
	{id: "P02", text: "every record but the script's has an earlier cause", check: caused},
	{id: "P03", text: "no record is later than the end", check: endsInTime},
	{id: "P04", text: "no message is faster than its link, nor slower", needs: awake,
		check: noFaster},
	{id: "P05", text: "sent = delivered + dropped + in flight, message by message",
		needs: awake, check: conserved},
	{id: "P05b", text: "what is under way dies with its path, its device and its process",
		check: pathsDie},
	{id: "P09", text: "a second run of a world equals the first", check: leavesNothing},
}

func numbered(t failer, run *observed) {
	for i := range run.tl.Records {
		r := &run.tl.Records[i]
		if int(r.N) != i+1 {
			t.Errorf("record %d is number %d", i+1, r.N)
		}
		if i > 0 && r.At < run.tl.Records[i-1].At {
			t.Errorf("%s is earlier than the one before", run.say(r))
		}
	}
}

func caused(t failer, run *observed) {
	for i := range run.tl.Records {
		r := &run.tl.Records[i]
		scripted := r.Kind == timeline.Call || r.Kind == timeline.Network || r.Kind == timeline.Link ||
			r.Kind == timeline.Note || r.Name >= timeline.BackendKick && r.Name <= timeline.ServerRestart
		if (r.Cause == 0) != scripted || r.Cause >= r.N {
			t.Errorf("%s has cause %d", run.say(r), r.Cause)
		}
	}
}

func endsInTime(t failer, run *observed) {
	for i := range run.tl.Records {
		if r := &run.tl.Records[i]; r.At > run.cfg.End {
			t.Errorf("%s", run.say(r))
		}
	}
}

// spansOf gives the least and the most that any link of a scenario takes.
func spansOf(cfg *model.Config) (least, most time.Duration) {
	least = sim.Longest
	held, neck := time.Duration(0), time.Duration(0)
	take := func(to *model.Weather, keys model.WeatherKeys) {
		if keys&model.SetsDelay != 0 {
			low, high := bounds(to.Delay)
			least, most = min(least, low), max(most, high)
		}
		if keys&model.SetsReorder != 0 && lossy(to.Reorder) {
			held = max(held, to.HeldBack)
		}
		if keys&model.SetsNeck != 0 && to.Neck != (model.Neck{}) {
			neck = mostAtNeck
		}
	}
	take(&cfg.Settings.Link, model.SetsAll)
	weathers(cfg, func(c *model.LinkChange, _ bool) {
		take(&c.To, c.Keys)
		for i := range c.Phases {
			take(&c.Phases[i].To, c.Phases[i].Keys)
		}
	})
	return least, most + held + neck
}

// mostAtNeck is longer than a drawn scenario ever has a message wait at a neck.
const mostAtNeck = 5 * time.Minute

// bounds are the least and the most that a law gives, the latter but for once in 10²³ draws.
func bounds(law sim.Law) (least, most time.Duration) {
	if least, spread, plain := law.Plain(); plain {
		return least, least + spread
	}
	return law.At(-37), law.At(10)
}

func noFaster(t failer, run *observed) {
	least, most := spansOf(&run.cfg)
	for i := range run.tl.Records {
		r := &run.tl.Records[i]
		if took := r.At.Sub(run.by(r).At); r.Kind == timeline.Delivered &&
			(took < least || took > most) {
			t.Errorf("%s took %s", run.say(r), took)
		}
	}
}

func conserved(t failer, run *observed) {
	_, most := spansOf(&run.cfg)
	ends := map[uint32]int{}
	for i := range run.tl.Records {
		if r := &run.tl.Records[i]; r.Kind == timeline.Delivered || r.Kind == timeline.Dropped {
			ends[r.Cause]++
			if c := run.by(r); c.Kind != timeline.Sent || c.Name != r.Name {
				t.Errorf("%s was not sent", run.say(r))
			}
		}
	}
	for i := range run.tl.Records {
		r := &run.tl.Records[i]
		switch {
		case r.Kind != timeline.Sent:
		case ends[r.N] > 1:
			t.Errorf("%s ends %d times", run.say(r), ends[r.N])
		case ends[r.N] == 0 && run.broken == "" && r.At.Add(most) < run.cfg.End:
			t.Errorf("%s never ends", run.say(r))
		}
	}
}

// leavesNothing runs the scenario twice in one world.
func leavesNothing(t failer, run *observed) {
	if run.broken != "" {
		return
	}
	w, err := run.make(run.cfg)
	for range 2 {
		if err == nil {
			_, err = w.Run(runSeed, 0)
		}
	}
	if err != nil {
		t.Errorf("%v", err)
		return
	}
	if n, what := timeline.Diff(run.tl, w.Left()); what != "" {
		t.Errorf("record %d differs: %s", n, what)
	}
}

// pathsDie checks that nothing sent before a switch or a new start of the process arrives down
// after it, and nothing sent before a switch up; nothing reaches a device that is down.
func pathsDie(t failer, run *observed) {
	switched, started := map[uint32]uint32{}, map[uint32]uint32{}
	run.walk(func(r *timeline.Record, s *status) {
		switch {
		case r.Flag&timeline.Ineffective != 0 && !r.Kind.Wire():
		case r.Name == timeline.NetworkSwitch:
			switched[r.Who] = r.N
		case r.Name == timeline.ProcessStart:
			started[r.Who] = r.N
		case r.Kind != timeline.Delivered:
		case r.Who == timeline.Server:
			if r.Cause < switched[r.Peer] {
				t.Errorf("%s by a path that is gone", run.say(r))
			}
		case r.Cause < max(switched[r.Who], started[r.Who]) || s.down[r.Who]:
			t.Errorf("%s by a path that is gone", run.say(r))
		}
	})
}

// crossing is the least that a link of a delay takes.
func crossing(delay sim.Law) time.Duration {
	least, _, _ := delay.Plain()
	return least
}
