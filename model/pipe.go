package model

import (
	"slices"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// pipe is what one direction of a link remembers from one message to the next.
type pipe struct {
	pattern *Pattern // in force
	count   uint32   // messages since it came into force
	chain   sim.Chain
	delays  sim.Correlated
	last    sim.Time // when the last message arrives, of a link in order
	neck    neck
}

// placePipes makes room for what links remember, if any of them does.
func (w *World) placePipes() {
	all := w.cfg.Settings.Link.traits()
	look := func(c *LinkChange) {
		all |= c.To.traits()
		for k := range c.Phases {
			all |= c.Phases[k].To.traits()
		}
	}
	for i := range w.cfg.Links {
		look(&w.cfg.Links[i])
	}
	for i := range w.cfg.Actions {
		look(&w.cfg.Actions[i].Link)
	}
	if all&remembering != 0 {
		w.pipes = make([]pipe, 2*len(w.clients))
	}
}

// traits says what a link does beside delay and independent loss.
func (of *Weather) traits() (t traits) {
	with := func(so bool, is traits) {
		if so {
			t |= is
		}
	}
	with(of.Loss.Enter != sim.Ratio{}, bursty)
	with(of.Drop != nil, patterned)
	with(of.Corrupt != sim.Ratio{}, corrupts)
	with(of.Duplicate != sim.Ratio{}, duplicates)
	with(of.Reorder != sim.Ratio{}, reorders)
	with(of.Correlation != sim.Correlation{}, correlated)
	with(of.InOrder, ordered)
	with(of.Neck != Neck{}, narrow)
	return t
}

// pipeOf returns the pipe that a message takes.
func (w *World) pipeOf(p *parcel) *pipe {
	k := 2 * w.stays[p.stay].client
	if !p.name.Up() {
		k++
	}
	return &w.pipes[k]
}

// roughly decides the fate of a message, from one draw of its link's luck: when it arrives, or why
// it does not. First it waits at the neck; what is lost behind has taken its turn there.
func (w *World) roughly(l *law, u uint64, p *parcel) (at sim.Time, why timeline.Flag) {
	cut, all := l.cut, l.all
	of := &l.of
	var mind *pipe
	at = w.now
	if l.traits&remembering != 0 {
		mind = w.pipeOf(p)
		if l.traits&narrow != 0 {
			wait, ok := mind.neck.pass(&of.Neck, w.now, w.size(p), sim.Mix(u^queueLuck))
			if !ok {
				return 0, timeline.QueueFull
			}
			at = at.Add(wait)
		}
		if l.traits&patterned != 0 && mind.dropped(of.Drop) {
			return 0, timeline.Lost
		}
		if l.traits&bursty != 0 && mind.bad(&of.Loss, w.now, u) {
			cut, all = of.Loss.Bad.Cut()
		}
	}
	if all || u < cut {
		return 0, timeline.Lost
	}
	if l.traits&corrupts != 0 && chance(u, corruptLuck, of.Corrupt) {
		return 0, timeline.Corrupt
	}
	luck := sim.Fork(u, spreadLuck)
	if l.traits&correlated != 0 {
		at = at.Add(mind.delays.Next(&of.Delay, of.Correlation, &luck))
	} else {
		at = at.Add(of.Delay.Draw(&luck))
	}
	if l.traits&reorders != 0 && chance(u, reorderLuck, of.Reorder) {
		at = at.Add(of.HeldBack)
	}
	if l.traits&ordered != 0 {
		at = mind.inTurn(at)
	}
	return at, 0
}

// inTurn is when a message of a link in order arrives that would arrive at an instant by itself.
func (m *pipe) inTurn(at sim.Time) sim.Time {
	m.last = max(m.last, at)
	return m.last
}

// chance reports true with probability r, from a message's luck and the salt of a purpose.
func chance(u, salt uint64, r sim.Ratio) bool {
	luck := sim.Fork(u, salt)
	return luck.Chance(r)
}

// dropped counts a message and reports whether the pattern drops it.
func (m *pipe) dropped(by *Pattern) bool {
	if m.pattern != by {
		m.pattern, m.count = by, 0
	}
	m.count++
	if by.Every > 0 {
		return m.count%by.Every == 0
	}
	_, found := slices.BinarySearch(by.At, m.count)
	return found
}

// bad steps the chain and reports whether it is in the bad state. It steps with each message, or
// with time; then its state is drawn from what it was at the last message and how long ago that is.
func (m *pipe) bad(of *Loss, now sim.Time, u uint64) bool {
	step := int64(m.chain.At() + 1)
	if of.Step > 0 {
		step = int64(now) / int64(of.Step)
	}
	return m.chain.Bad(of.Enter, of.Leave, step, sim.Mix(u^chainLuck))
}

// duplicate sends a second copy of a message that is under way, with a delay of its own. The neck
// lets it pass.
func (w *World) duplicate(l *law, u uint64, slot uint32) {
	if !chance(u, duplicateLuck, l.of.Duplicate) {
		return
	}
	p := w.parcels[slot]
	p.copied = true
	p.sent = w.onWire(timeline.Sent, &p, p.sent, timeline.Again|timeline.Copied)
	luck := sim.Fork(u, copyLuck)
	at := w.now.Add(l.of.Delay.Draw(&luck))
	if l.traits&ordered != 0 {
		at = w.pipeOf(&p).inTurn(at)
	}
	w.agenda.At(at, w.rankDelivery, event(evDeliver, w.put(&p)))
}
