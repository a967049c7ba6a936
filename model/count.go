package model

import "roomsim/model/timeline"

// countLater has the app told how many users are online, one interval from now. [C13]
func (w *World) countLater(i uint32, st *stay) {
	if w.counts == nil {
		return
	}
	p := parcel{name: waitCount, stay: i, session: st.session}
	w.agenda.At(w.now.Add(w.cfg.Settings.CountInterval), w.rankTimer, event(evLater, w.put(&p)))
}

// countDue tells it, as the last accept or beat's reply said, and waits again.
func (w *World) countDue(p *parcel) {
	st := &w.stays[p.stay]
	if st.state != In || st.session != p.session {
		return
	}
	w.emit(timeline.Record{Kind: timeline.Callback, Name: timeline.OnRoomOnlineUserCountUpdate,
		Who: st.client, Room: w.seats[st.seat].room, Arg: w.counts[p.stay], Cause: st.heard})
	w.countLater(p.stay, st)
}

// heardCount keeps the count that a reply carries.
func (w *World) heardCount(i uint32, m *parcel) {
	if w.counts != nil {
		w.counts[i] = m.change
	}
}
