package model

import (
	"time"

	"roomsim/model/timeline"
)

// adapt turns the neck of a link into another one: what waits keeps its order and goes at the new
// rate, at once if there is none. Rule: the opportunities of a trace that were given stay given.
func (w *World) adapt(m *pipe, before, after *law) {
	from, to := &before.of.Neck, &after.of.Neck
	if *from == *to {
		return
	}
	n := &m.neck
	n.forget(w.now)
	if from.Rate > 0 {
		n.drain(from, w.now)
	} else if k := len(n.waiting); k > 0 {
		n.backlog = n.waiting[k-1].goes.Sub(w.now)
	}
	n.looked, n.turn = w.now, 0
	if from.Rate == 0 || to.Trace != nil {
		n.passed = max(n.passed, m.last)
		return
	}
	n.backlog = rescaled(n.backlog, from, to)
	for i := range n.waiting {
		if v := &n.waiting[i]; v.slot != 0 {
			if p := &w.parcels[v.slot]; p.conn != 0 {
				w.lanes[w.laneOf(p)].last = n.passed
			}
		}
	}
	m.last = min(m.last, n.passed)
	for i := range n.waiting {
		v := &n.waiting[i]
		goes := w.now.Add(rescaled(v.goes.Sub(w.now), from, to))
		v.comes += goes - v.goes
		v.goes = goes
		if v.slot == 0 {
			continue
		}
		if after.traits&ordered != 0 {
			v.comes = m.inTurn(v.comes)
		}
		w.move(v)
	}
}

// rescaled is how long something takes at another neck.
func rescaled(d time.Duration, from, to *Neck) time.Duration {
	if to.Rate == 0 {
		return 0
	}
	return scaled(d, from.Rate, to.Rate)
}

// move has a message arrive at another time: it goes on in another parcel, and the old one's event
// finds an empty one.
func (w *World) move(v *waiter) {
	p := w.parcels[v.slot]
	w.parcels[v.slot].name = timeline.Name(0)
	if p.conn != 0 {
		l := &w.lanes[w.laneOf(&p)]
		v.comes = max(v.comes, l.last)
		l.last = v.comes
	}
	v.slot = w.put(&p)
	w.agenda.At(v.comes, w.rankDelivery, event(evDeliver, v.slot))
}
