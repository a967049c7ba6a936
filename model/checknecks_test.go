package model_test

import (
	"math"
	"math/bits"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// bottle is a neck as the test computes it: without luck, message by message.
type bottle struct {
	of     model.Neck
	delay  time.Duration
	leaves []sim.Time // of all messages that got in
	turn   int        // of a trace: opportunities taken or past
}

// bottleOf is the neck of a link that has one all the time, behind it a constant delay; nil of any
// other.
func bottleOf(cfg *model.Config, client uint32, dir model.Directions) *bottle {
	to, always := cfg.Settings.Link, true
	weathers(cfg, func(c *model.LinkChange, scripted bool) {
		if c.Dirs&dir == 0 || !c.Clients.Has(client) {
			return
		}
		always = always && !scripted && c.Phases == nil
		if c.Keys&model.SetsDelay != 0 {
			to.Delay = c.To.Delay
		}
		if c.Keys&model.SetsReorder != 0 {
			to.Reorder = c.To.Reorder
		}
		if c.Keys&model.SetsNeck != 0 {
			to.Neck = c.To.Neck
		}
	})
	delay, fixed := to.Delay.Constant()
	if !always || !fixed || lossy(to.Reorder) || to.Neck == (model.Neck{}) || to.Neck.Load > 0 {
		return nil
	}
	return &bottle{of: to.Neck, delay: delay}
}

// pass lets a message in and returns when it is out, false if there is no place for it.
func (b *bottle) pass(now sim.Time, size uint32) (sim.Time, bool) {
	inside, last := uint32(0), now
	for _, at := range b.leaves {
		if at > now {
			inside++
			last = max(last, at)
		}
	}
	if b.of.Queue > 0 && inside >= b.of.Queue {
		return 0, false
	}
	out := sim.Time(0)
	if b.of.Trace != nil {
		out = b.opportunity(now)
		if b.of.Sharp && out >= now.Add(time.Millisecond) {
			return 0, false
		}
		b.turn++
	} else {
		out = last.Add(b.takes(uint64(size)))
		if b.of.Bytes > 0 && out.Sub(now) > b.takes(b.of.Bytes) {
			return 0, false
		}
	}
	b.leaves = append(b.leaves, out)
	return out, true
}

func (b *bottle) takes(bytes uint64) time.Duration {
	return time.Duration(math.Ceil(float64(bytes) * 8e9 / float64(b.of.Rate)))
}

// opportunity goes through the trace, round after round, to the first one that is not past.
func (b *bottle) opportunity(now sim.Time) sim.Time {
	ms := b.of.Trace.Ms
	for ; ; b.turn++ {
		round := b.turn / len(ms) * int(ms[len(ms)-1])
		at := sim.Time(round+int(ms[b.turn%len(ms)])) * sim.Time(time.Millisecond)
		if at >= now {
			return at
		}
	}
}

// necks follows every message of links with a neck.
func necks(t failer, run *observed) {
	for id := range uint32(run.cfg.Cast.Clients.Len()) {
		for _, dir := range []model.Directions{model.Up, model.Down} {
			if b := bottleOf(&run.cfg, id+1, dir); b != nil {
				run.follow(t, b, id+1, dir == model.Up)
			}
		}
	}
}

func (run *observed) follow(t failer, b *bottle, client uint32, up bool) {
	due := map[uint32]sim.Time{}                     // by record of the sending
	plain := !run.cfg.Settings.Stream && run.awake() // it is read as soon as it is there
	run.walk(func(r *timeline.Record, s *status) {
		w := wayOf(r)
		if !r.Kind.Wire() || w.who != client || w.up != up {
			return
		}
		at, ok := due[r.Cause]
		if r.Kind != timeline.Sent {
			delete(due, r.Cause)
		}
		switch {
		case r.Kind == timeline.Delivered && ok && (r.At < at || r.At > at && plain):
			t.Errorf("%s, want it at %s", run.say(r), at)
		case r.Kind != timeline.Sent || run.copied(r) || run.fate(r) == timeline.DeviceDown:
		default:
			out, in := b.pass(r.At, run.sizeOf(r, s))
			if full := run.fate(r) == timeline.QueueFull; full == in {
				t.Errorf("%s finds a full queue: %t", run.say(r), full)
			}
			if in {
				due[r.N] = out.Add(b.delay)
			}
		}
	})
	for n, at := range due {
		if at <= run.cfg.End && plain && run.broken == "" {
			t.Errorf("%s never arrives, want it at %s", run.say(run.tl.ByN(n)), at)
		}
	}
}

// awake reports whether no app of a scenario sleeps: what sleeps reads its mail late.
func (run *observed) awake() bool { return traits(&run.cfg)&awake != 0 }

// sizeOf is a message's size in bytes.
func (run *observed) sizeOf(r *timeline.Record, s *status) uint32 {
	size := &run.cfg.Settings.Sizes
	switch r.Name {
	case timeline.MsgLogin:
		return size.Login
	case timeline.MsgAccept, timeline.MsgRoster:
		return size.Accept + size.User*uint32(bits.OnesCount64(uint64(s.roster[r.Room])))
	case timeline.MsgBeat:
		return size.Beat
	case timeline.MsgAlive:
		return size.Alive
	case timeline.MsgNotice:
		return size.Notice + size.User
	}
	return size.Other
}

// chains holds A's up-link in a tale of a chain to the closed forms of Gilbert and Elliott: what
// is lost in the long run, and how long it stays bad. [validation, 5]
func chains(t failer, run *observed) {
	l := &run.cfg.Settings.Link.Loss
	p, r := float64(l.Enter.Of(1e9))/1e9, float64(l.Leave.Of(1e9))/1e9
	n, lost, bursts, was := 0, 0, 0, false
	for i := range run.tl.Records {
		m := &run.tl.Records[i]
		if m.Kind != timeline.Sent || m.Who != ann || run.copied(m) {
			continue
		}
		n++
		is := run.fate(m) == timeline.Lost
		if is {
			lost++
		}
		if is && !was {
			bursts++
		}
		was = is
	}
	const z = 4.5
	share, lambda := p/(p+r), 1-p-r
	sd := math.Sqrt(share * (1 - share) * (1 + lambda) / (1 - lambda) / float64(n))
	if got := float64(lost) / float64(n); math.Abs(got-share) > z*sd {
		t.Errorf("%.4f of %d messages are lost, want %.4f ± %.4f", got, n, share, z*sd)
	}
	mean, bound := 1/r, z*math.Sqrt(1-r)/r/math.Sqrt(float64(max(bursts, 1)))
	if got := float64(lost) / float64(max(bursts, 1)); math.Abs(got-mean) > bound {
		t.Errorf("a loss lasts %.3f messages, want %.3f ± %.3f", got, mean, bound)
	}
}
