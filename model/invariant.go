package model

import "fmt"

// check holds the invariants of what the event just handled has changed; an event that changes no
// state cannot break one. It panics: a broken one is a bug.
func (w *World) check() {
	if w.movedStay != 0 {
		w.checkStay(w.movedStay)
		w.movedStay = 0
	}
	if w.movedSeat != 0 {
		w.checkSeat(w.movedSeat)
		w.movedSeat = 0
	}
}

// checkStay. Invariant: a client in a room has a session, one that seeks the room a session it
// seeks, and one outside none. In a room it beats and listens; outside nothing is armed; it is in
// one room only.
func (w *World) checkStay(i uint32) {
	st := &w.stays[i]
	inside := st.state == In || st.state == Rejoining
	seeking := st.state == Joining || st.state == Rejoining
	_, works := st.work.Due()
	_, limits := st.limit.Due()
	switch {
	case (st.session != 0) != inside || (st.trying != 0) != seeking:
		w.broken("%s in state %d has session %d and seeks %d", w.cfg.Cast.Who(st.client), st.state,
			st.session, st.trying)
	case st.state == In && !(works && limits):
		w.broken("%s is in the room but does not beat or listen", w.cfg.Cast.Who(st.client))
	case st.state == Out && (works || limits):
		w.broken("%s is out of the room with a timer armed", w.cfg.Cast.Who(st.client))
	case seeking && !limits && w.cfg.Settings.RetryWindow != Endless:
		w.broken("%s seeks the room without an end", w.cfg.Cast.Who(st.client))
	case st.state != Out && !w.cfg.Settings.MultiRoom && w.busy(st.client) != i:
		w.broken("%s is in two rooms", w.cfg.Cast.Who(st.client))
	}
}

// checkSeat. Invariant: a seat that is taken has a session, will expire and is its user's only one;
// the roster and the order of logins say the same.
func (w *World) checkSeat(i uint32) {
	s := &w.seats[i]
	r := &w.rooms[s.room]
	_, expires := s.expiry.Due()
	taken := s.state == Present
	switch {
	case (s.session != 0) != taken || expires != taken:
		w.broken("the seat of %s in state %d: session %d, expires %t",
			w.cfg.Cast.Users.Name(s.user), s.state, s.session, expires)
	case !w.cfg.Settings.MultiRoom && (w.live[s.user] == i) != taken:
		w.broken("%s has seat %d, and %d lives", w.cfg.Cast.Users.Name(s.user), i, w.live[s.user])
	case r.words() > 0 && has(w.set(r.roster, r.words()), i-r.firstSeat) != (taken && !s.late):
		w.broken("the roster of %s disagrees with a seat", w.cfg.Cast.Rooms.Name(s.room))
	case (r.head == 0) != (r.tail == 0) || r.head == 0 && taken:
		w.broken("the room %s has lost its order of logins", w.cfg.Cast.Rooms.Name(s.room))
	}
}

// audit holds the invariants of the whole world, at the end of a run.
func (w *World) audit() {
	for i := uint32(1); i < uint32(len(w.stays)); i++ {
		w.checkStay(i)
	}
	for i := uint32(1); i < uint32(len(w.seats)); i++ {
		w.checkSeat(i)
	}
	for k := range w.rooms {
		r := &w.rooms[k]
		linked, taken := 0, 0
		for i := r.head; i != 0; i = w.seats[i].next {
			linked++
		}
		for i := r.firstSeat; i < r.firstSeat+r.seats; i++ {
			taken += int(w.seats[i].state)
		}
		if linked != taken || taken != int(r.taken) {
			w.broken("the room %s has %d seats taken and %d linked", w.cfg.Cast.Rooms.Name(uint32(k)),
				taken, linked)
		}
	}
}

func (w *World) broken(format string, args ...any) {
	panic(fmt.Sprintf("model: at %s, record %d: ", w.now, w.tl.Total) + fmt.Sprintf(format, args...))
}
