package model

import "cmp"

// receiveLogin tells the logins apart. Rule: a first login takes the user's seat wherever another
// session holds it; a return never does.
func (w *World) receiveLogin(i uint32, m *parcel, n uint32) {
	s := &w.seats[i]
	holder, elsewhere := w.holder(i, s, m)
	mine, before := w.sessions[m.session].fate, w.sessions[m.prev].fate
	first := m.prev == 0 && mine == unseen
	switch {
	case mine == loggedOut:
		w.stepSeat(i, LoginOutdated, m, n)
	case mine.ended() && !elsewhere:
		m.code = fateCodes[mine]
		w.stepSeat(i, either(w.cfg.Settings.KickedFails, LoginRefused, ReturnEnded), m, n)
	case before.ended() && !elsewhere:
		m.code = fateCodes[before]
		w.stepSeat(i, either(w.cfg.Settings.KickedFails, LoginRefused, ReturnEnded), m, n)
	case elsewhere && !first:
		m.code = CodeLoginOther
		w.stepSeat(i, ReturnTaken, m, n)
	case holder == i && s.session == m.session:
		w.stepSeat(i, LoginRepeated, m, n)
	case holder != 0 && !elsewhere && m.session < w.seats[holder].session:
		w.stepSeat(i, LoginOutdated, m, n)
	case holder == 0 && w.late(m):
		m.code = CodeSessionOver
		w.stepSeat(i, ReturnLate, m, n)
	case w.crowded(s.room):
		w.stepSeat(i, LoginCrowded, m, n)
	default:
		var order uint32
		if m.code, order = w.refused(s, m); m.code != 0 {
			w.stepSeat(i, LoginRefused, m, cmp.Or(order, n))
			return
		}
		w.admit(i, s, m, holder, elsewhere, n)
	}
}

// admit lets a login in; the user's seats elsewhere go.
func (w *World) admit(i uint32, s *seat, m *parcel, holder uint32, elsewhere bool, n uint32) {
	switch {
	case w.cfg.Settings.MultiRoom && elsewhere:
		for k := range w.seatsOf(s.user) {
			if k != i || w.cfg.Settings.SameAnnounced {
				w.stepSeat(k, MovedToOther, m, n)
			}
		}
	case holder != 0 && (holder != i || elsewhere && w.cfg.Settings.SameAnnounced):
		w.stepSeat(holder, either(elsewhere, MovedToOther, MovedAway), m, n)
	}
	switch {
	case s.state == Absent:
		w.stepSeat(i, LoginFirst, m, n)
	case elsewhere:
		w.stepSeat(i, LoginElsewhere, m, n)
	default:
		w.stepSeat(i, LoginAgain, m, n)
	}
}

// holder finds the seat that stands in a login's way: the user's only one, with several rooms at
// once one in this room or one of another device. It is elsewhere if another device has it.
func (w *World) holder(i uint32, s *seat, m *parcel) (holder uint32, elsewhere bool) {
	switch {
	case !w.cfg.Settings.MultiRoom:
		holder = w.live[s.user]
		return holder, holder != 0 && w.elsewhere(holder, m)
	case s.state == Present:
		return i, w.elsewhere(i, m)
	}
	for k := range w.seatsOf(s.user) {
		if w.elsewhere(k, m) {
			return k, true
		}
	}
	return 0, false
}
