package model

import (
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// Left returns what a run has left so far, also one that an invariant broke off.
func (w *World) Left() *timeline.Timeline { return &w.tl }

// Pending returns how many events the agenda holds.
func (w *World) Pending() int { return w.agenda.Len() }

// Narrow lets fewer messages be under way at once than an event's index could tell apart.
func (w *World) Narrow(most int) { w.most = most }

// Queue is a link's neck by itself, for tests that no scenario can say.
type Queue struct {
	of *Neck
	n  neck
}

// NewQueue returns an empty neck.
func NewQueue(of *Neck) *Queue { return &Queue{of: of} }

// Pass takes a message of so many bytes through at an instant.
func (q *Queue) Pass(now sim.Time, bytes uint32, u uint64) (time.Duration, bool) {
	return q.n.pass(q.of, now, bytes, u)
}

// Drawn tells of each stream that the last run has drawn from how often it has, and the last value:
// those of the clients, then those of weather that comes and goes. Streams that a spread action
// uses for one draw are gone by then.
func (w *World) Drawn(tell func(draws, last uint64)) {
	see := func(s, end sim.Stream) {
		draws, last := uint64(0), uint64(0)
		for ; s != end; draws++ {
			last = s.Uint64()
		}
		if draws > 0 {
			tell(draws, last)
		}
	}
	for id := uint32(1); id < uint32(len(w.clients)); id++ {
		name := w.clientName(id)
		see(w.stream(name.With(".up")), w.clients[id].upLuck)
		see(w.stream(name.With(".down")), w.clients[id].downLuck)
		for _, own := range []struct {
			name    string
			streams []sim.Stream
		}{{"/retry", w.luck.retries}, {"/pick", w.luck.picks}, {"/beat", w.luck.beats}} {
			if own.streams != nil {
				see(w.stream(name.With(own.name)), own.streams[id])
			}
		}
	}
	for k := range w.spells {
		if w.spells[k].turn > 0 {
			see(w.stream(sim.NameOf(w.change(k).Luck)), w.spells[k].luck)
		}
	}
}
