package model

import (
	"slices"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// heldMail is an event that waits for a client to wake, or for the server to start.
type heldMail struct {
	who uint32
	ev  sim.Event
}

// server stands for the server among those that sleep; no client has the id.
const server = 0

// hold keeps an event for one who cannot see to it now.
func (w *World) hold(who uint32, ev sim.Event) { w.held = append(w.held, heldMail{who, ev}) }

// release hands out again what was held for one who is back: deliveries before timers, each in the
// order of their coming. Without keep it is thrown away.
func (w *World) release(who uint32, keep bool) {
	for _, h := range w.held {
		switch kind := uint32(h.ev) >> indexBits; {
		case h.who != who:
		case !keep:
			slot := uint32(h.ev) & (1<<indexBits - 1)
			if p := &w.parcels[slot]; kind == evDeliver {
				w.onWire(timeline.Dropped, p, p.sent, timeline.Dead)
			}
			w.free(slot)
		case kind == evDeliver:
			w.agenda.At(w.now, w.rankDelivery, h.ev)
		default:
			w.agenda.At(w.now, w.rankTimer, h.ev)
		}
	}
	w.held = slices.DeleteFunc(w.held, func(h heldMail) bool { return h.who == who })
}

// changeSleep suspends the app or has it go on. What falls due for a sleeping app happens on its
// waking; what reaches its device is read then. [facts, 6.5]
func (w *World) changeSleep(a *Action, id uint32) {
	c := &w.clients[id]
	r := timeline.Record{Kind: timeline.Note, Name: timeline.ProcessSuspend, Who: id}
	down := a.Verb == DoSuspend
	if !down {
		r.Name = timeline.ProcessResume
	}
	effect := c.is&dead == 0 && (c.is&asleep != 0) != down
	w.did(a, r, effect)
	if !effect {
		return
	}
	c.set(asleep, down)
	if down {
		w.sleepers++
		return
	}
	w.sleepers--
	w.release(id, true)
	for i := range w.active(c) {
		st := &w.stays[i]
		if w.overdue(&st.work) {
			w.agenda.Arm(&st.work, w.now, w.rankTimer, event(evWork, i))
		}
		if w.overdue(&st.limit) {
			w.agenda.Arm(&st.limit, w.now, w.rankTimer, event(evLimit, i))
		}
	}
}

// changeServer stops the server, starts it, or both. What it was about to send is lost; clients
// hear nothing of it until a message goes unanswered or is refused.
func (w *World) changeServer(a *Action) {
	r := timeline.Record{Kind: timeline.ServerDid, Name: timeline.ServerStop}
	effect := !w.down
	switch a.Verb {
	case DoServerStart:
		r.Name, effect = timeline.ServerStart, w.down
	case DoServerRestart:
		r.Name, effect = timeline.ServerRestart, true
	}
	if a.Verb != DoServerStop {
		r.Arg = w.tl.Text(a.Text)
	}
	n := w.did(a, r, effect)
	if !effect {
		return
	}
	if !w.down {
		w.down = true
		w.epoch++
		for i := range w.clients {
			w.endStreams(&w.clients[i])
		}
	}
	if a.Verb == DoServerStop {
		return
	}
	w.down = false
	w.release(server, !a.Forget)
	if a.Forget {
		w.forget(n)
	}
	for i := range w.seats {
		s := &w.seats[i]
		s.reply = 0
		if w.rooms[s.room].words() > 0 {
			s.notices++ // one may have been lost: the next beat's reply has the roster fetched
		}
		if s.state == Present && w.overdue(&s.expiry) {
			w.agenda.Arm(&s.expiry, w.now, w.rankTimer, event(evExpire, uint32(i)))
		}
	}
}

// forget empties the server's memory: of seats, sessions and rooms. What the backend told it is
// kept elsewhere and holds on.
func (w *World) forget(cause uint32) {
	for i := range w.seats {
		if w.seats[i].state == Present {
			w.stepSeat(uint32(i), Forgotten, nil, cause)
		}
	}
	for i := range w.sessions {
		w.sessions[i].fate = unseen
	}
	for i := range w.rooms {
		w.rooms[i].seq = 0
	}
	for i := range w.lives {
		w.lives[i].open = false
		w.lives[i].life++
	}
}
