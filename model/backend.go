package model

import "roomsim/model/timeline"

// refusal is a login's answer that the backend ordered. Zero: of any user, to any room.
type refusal struct {
	users      timeline.Span
	room, code uint32
	order      uint32 // its record
}

// actBackend does what the developer's backend asks of the room service.
func (w *World) actBackend(a *Action) {
	r := timeline.Record{Kind: timeline.ServerDid, Room: a.Room, User: a.Users.First}
	switch a.Verb {
	case DoKickUser:
		w.kickUsers(a, r)
	case DoCloseRoom:
		r.Name = timeline.BackendClose
		w.closeRoom(a, r)
	case DoRefuse:
		r.Name, r.Arg = timeline.BackendRefuse, a.Code
		for u := a.Users.First; u <= a.Users.Last; u++ {
			r.User = u
			n := w.did(a, r, true)
			w.refusals = append(w.refusals, refusal{timeline.Span{First: u, Last: u}, a.Room, a.Code, n})
		}
	case DoBan, DoUnban:
		r.Name = timeline.BackendBan
		if a.Verb == DoUnban {
			r.Name = timeline.BackendUnban
		}
		for u := a.Users.First; u <= a.Users.Last; u++ {
			r.User = u
			n := w.did(a, r, (w.banned[u] != 0) == (a.Verb == DoUnban))
			switch {
			case a.Verb == DoUnban:
				w.banned[u] = 0
			case w.banned[u] == 0:
				w.banned[u] = n
			}
		}
	}
}

// kickUsers puts users out of a room; a kick of an absent user succeeds and does nothing.
func (w *World) kickUsers(a *Action, r timeline.Record) {
	r.Name = timeline.BackendKick
	for u := a.Users.First; u <= a.Users.Last; u++ {
		r.User, r.Arg = u, 0
		if a.Text != "" {
			r.Arg = w.tl.Text(a.Text)
		}
		i := w.seatOf(a.Room, u)
		there := !w.down && i != 0 && w.seats[i].state == Present
		if n := w.did(a, r, there); there {
			w.stepSeat(i, KickedOut, nil, n)
		}
	}
}

// closeRoom puts everybody out of a room.
func (w *World) closeRoom(a *Action, r timeline.Record) {
	room := &w.rooms[a.Room]
	there := !w.down && room.head != 0
	n := w.did(a, r, there)
	for there && room.head != 0 {
		w.stepSeat(room.head, KickedOut, nil, n)
	}
}

// crowded reports whether a login comes beyond the room's logins of this second.
func (w *World) crowded(room uint32) bool {
	most := w.cfg.Settings.LoginRate
	if most == 0 {
		return false
	}
	r := &w.lives[room]
	if second := uint32(w.now / 1e9); second != r.second {
		r.second, r.logins = second, 0
	}
	r.logins++
	return r.logins > most
}

// refused returns the code with which the server refuses a login, 0 if it does not, and the record
// of the backend's order that it follows, 0 for none.
func (w *World) refused(s *seat, m *parcel) (code, order uint32) {
	for i, f := range w.refusals {
		if f.users.Has(s.user) && (f.room == 0 || f.room == s.room) {
			w.refusals = append(w.refusals[:i], w.refusals[i+1:]...)
			return f.code, f.order
		}
	}
	set, r := &w.cfg.Settings, &w.rooms[s.room]
	switch {
	case w.banned != nil && w.banned[s.user] != 0:
		return CodeBanned, w.banned[s.user]
	case s.state == Absent && set.RoomCapacity > 0 && r.taken >= set.RoomCapacity:
		return CodeRoomFull, 0
	case set.MultiRoom && s.state == Absent:
		switch rooms := w.roomsOf(s.user, m); {
		case rooms > 0 && set.RoomsOpen == 1:
			return CodeNoMultiRoom, 0
		case rooms >= set.RoomsOpen:
			return CodeTooManyRooms, 0
		}
	}
	return w.refusedToken(m), 0
}

// roomsOf counts the rooms that a user is in on the device of a message.
func (w *World) roomsOf(user uint32, m *parcel) (n uint32) {
	for i := range w.seatsOf(user) {
		if !w.elsewhere(i, m) {
			n++
		}
	}
	return n
}

// opened notes the creation of a room by its first login.
func (w *World) opened(r *room, id, cause uint32) {
	if r.taken != 1 {
		return
	}
	if w.lives != nil {
		life := &w.lives[id]
		life.life++
		if life.open {
			return
		}
		life.open = true
	}
	w.emit(timeline.Record{Kind: timeline.ServerDid, Name: timeline.ServerCreate, Room: id,
		Cause: cause})
}

// emptied closes a room that nobody is in, after server.room.linger.
func (w *World) emptied(r *room, id uint32, why timeline.Leave, cause uint32) {
	if r.taken != 0 {
		return
	}
	p := parcel{name: waitRoomClose, stay: id, code: uint32(why), cause: cause}
	if w.cfg.Settings.RoomLinger == 0 {
		w.lingered(&p)
		return
	}
	p.number = w.lives[id].life
	w.agenda.At(w.now.Add(w.cfg.Settings.RoomLinger), w.rankTimer, event(evLater, w.put(&p)))
}

// lingered closes a room unless somebody came meanwhile.
func (w *World) lingered(p *parcel) {
	r := &w.rooms[p.stay]
	if w.cfg.Settings.RoomLinger > 0 && (r.taken > 0 || w.lives[p.stay].life != p.number) {
		return
	}
	if w.lives != nil {
		w.lives[p.stay].open = false
	}
	r.seq = 0
	w.emit(timeline.Record{Kind: timeline.ServerDid, Name: timeline.ServerClose, Room: p.stay,
		Arg: p.code, Cause: p.cause})
}
