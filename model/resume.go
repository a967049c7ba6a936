package model

import "roomsim/sim"

// late reports whether a return takes up a session whose seat expired too long ago. Rule: the last
// instant of server.resume.window is in time.
func (w *World) late(m *parcel) bool {
	back := m.prev
	if back != 0 && w.sessions[m.session].fate == met { // the reply was lost, and H passed since
		back = m.session
	}
	return int(back) < len(w.over) && w.over[back] != 0 &&
		w.now > w.over[back].Add(w.cfg.Settings.ResumeWindow)
}

// expired remembers when the seat of a session did, where anybody asks for it.
func (w *World) expired(session uint32) {
	if w.over == nil {
		return
	}
	for len(w.over) <= int(session) {
		w.over = append(w.over, 0)
	}
	w.over[session] = w.now
}

// seatEnds is when a seat expires that is renewed now.
func (w *World) seatEnds() sim.Time {
	end := w.now.Add(w.cfg.Settings.ServerTimeout)
	if w.cfg.Settings.CountFromReply {
		end = end.Add(w.cfg.Settings.Process)
	}
	return end
}
