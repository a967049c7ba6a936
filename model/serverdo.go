package model

import "roomsim/model/timeline"

// receive takes a message that has reached the server; n is the record of its delivery.
func (w *World) receive(m *parcel, n uint32) {
	i := w.stays[m.stay].seat
	s := &w.seats[i]
	w.sessions[m.session].path = m.path
	known := s.state == Present && s.session == m.session
	switch m.name {
	case timeline.MsgLogin:
		w.receiveLogin(i, m, n)
	case timeline.MsgLogout:
		known = known || s.state == Present && m.prev != 0 && s.session == m.prev
		if known {
			w.sessions[s.session].fate = loggedOut
		}
		w.stepSeat(i, either(known, LogoutKnown, LogoutUnknown), m, n)
	case timeline.MsgBeat:
		on := either(known, BeatKnown, BeatUnknown)
		if !known && w.sessions[m.session].fate == displaced {
			on = BeatEnded
		}
		w.stepSeat(i, on, m, n)
	case timeline.MsgFetch:
		w.stepSeat(i, either(known, FetchKnown, FetchUnknown), m, n)
	}
}

func either(yes bool, a, b SeatInput) SeatInput {
	if yes {
		return a
	}
	return b
}

// receiveLogin tells the logins apart. Rule: a first login takes the user's seat wherever another
// session holds it; a return never does.
func (w *World) receiveLogin(i uint32, m *parcel, n uint32) {
	s := &w.seats[i]
	holder := w.live[s.user]
	elsewhere := holder != 0 && w.stays[w.seats[holder].stay].client != w.stays[m.stay].client
	mine, before := w.sessions[m.session].fate, w.sessions[m.prev].fate
	first := m.prev == 0 && mine == unseen
	ended := mine == displaced || before == displaced
	switch {
	case mine == loggedOut:
		w.stepSeat(i, LoginOutdated, m, n)
	case ended && !elsewhere:
		w.stepSeat(i, ReturnEnded, m, n)
	case elsewhere && !first:
		m.code = CodeLoginOther
		w.stepSeat(i, ReturnTaken, m, n)
	case holder == i && s.session == m.session:
		w.stepSeat(i, LoginRepeated, m, n)
	case holder != 0 && !elsewhere && m.session < w.seats[holder].session:
		w.stepSeat(i, LoginOutdated, m, n)
	case holder == i && elsewhere:
		w.stepSeat(i, LoginElsewhere, m, n)
	case holder == i:
		w.stepSeat(i, LoginAgain, m, n)
	case holder == 0 && w.late(m):
		m.code = CodeSessionOver
		w.stepSeat(i, ReturnLate, m, n)
	default:
		if holder != 0 {
			w.stepSeat(holder, either(elsewhere, MovedToOther, MovedAway), m, n)
		}
		w.stepSeat(i, LoginFirst, m, n)
	}
}

// stepSeat gives a seat an input. m is the message that brought it, nil for none; cause the record
// that led here.
func (w *World) stepSeat(i uint32, on SeatInput, m *parcel, cause uint32) {
	s := &w.seats[i]
	row := w.seatRow[s.state][on]
	if row == nil {
		return
	}
	if w.hits != nil {
		_, k, _ := w.seat.Step(s.state, on)
		w.hits.Seat[k]++
	}
	s.state = row.To
	do := row.Do
	if do&(GiveSeat|TakeSeat) != 0 {
		w.movedSeat = i
	}
	if do&KickHolder != 0 {
		w.kickHolder(s, cause)
	}
	if do&GiveSeat != 0 {
		w.giveSeat(i, s, m)
	}
	if do&RenewSeat != 0 {
		w.agenda.Arm(&s.expiry, w.seatEnds(), w.rankTimer, event(evExpire, i))
	}
	if on == SeatExpired {
		w.expired(s.session)
	}
	if do&TakeSeat != 0 {
		w.takeSeat(i, s)
	}
	if do&LeaveRecord != 0 {
		cause = w.recordSeat(s, on, cause)
	}
	w.replyTo(s, do, m, cause)
	if do&Announce != 0 {
		w.announce(s, on, cause)
	}
}

// giveSeat seats the message's session, at the end of the order of logins; a user who was absent
// changes the roster.
func (w *World) giveSeat(i uint32, s *seat, m *parcel) {
	r := &w.rooms[s.room]
	if w.live[s.user] == i {
		w.unlink(r, i)
	} else {
		w.live[s.user] = i
		w.changeRoster(i, s)
	}
	w.link(r, i)
	w.sessions[m.session].fate = met
	s.session, s.stay = m.session, m.stay
	s.notices, s.since, s.reply = 0, uint32(len(w.changes)), 0
}

// takeSeat leaves the seat empty.
func (w *World) takeSeat(i uint32, s *seat) {
	w.agenda.Disarm(&s.expiry)
	w.unlink(&w.rooms[s.room], i)
	w.live[s.user] = 0
	s.session, s.reply = 0, 0
	w.changeRoster(i, s)
}

// kickHolder tells the session that holds the seat that another device has taken it.
func (w *World) kickHolder(s *seat, cause uint32) {
	w.sessions[s.session].fate = displaced
	n := w.emit(timeline.Record{Kind: timeline.ServerDid, Name: timeline.ServerDisplace, User: s.user,
		Room: s.room, Cause: cause})
	w.leaveLater(&parcel{name: timeline.MsgKick, stay: s.stay, session: s.session,
		code: CodeKickedElsewhere, cause: n})
}

// recordSeat leaves the record of what happened to a seat, and remembers the last sign of life.
func (w *World) recordSeat(s *seat, on SeatInput, cause uint32) uint32 {
	if on == BeatKnown && w.deaf {
		w.tl.Total++
		s.renewed = w.tl.Total
		return s.renewed
	}
	r := timeline.Record{Kind: timeline.ServerDid, User: s.user, Room: s.room, Cause: cause}
	switch on {
	case BeatKnown:
		r.Name = timeline.ServerBeat
	case SeatExpired:
		r.Name = timeline.ServerExpire
	case LogoutKnown, MovedAway, MovedToOther:
		r.Name = timeline.ServerLogout
	default:
		r.Name = timeline.ServerLogin
		if on != LoginFirst {
			r.Flag = timeline.Again
		}
	}
	n := w.emit(r)
	if s.state == Present {
		s.renewed = n
	}
	return n
}

// replyTo sends the replies of a row on their way: they leave after server.process, on the path of
// the session's last message.
func (w *World) replyTo(s *seat, do SeatDo, m *parcel, cause uint32) {
	if do&(Accept|Reject|KickSender|Refuse|Answer|SendRoster) == 0 {
		return
	}
	p := parcel{stay: m.stay, session: m.session, prev: m.prev, cause: cause}
	switch {
	case do&Accept != 0:
		p.name, p.roster, p.number = timeline.MsgAccept, w.rooms[s.room].last, s.notices
	case do&Reject != 0:
		p.name, p.code = timeline.MsgReject, m.code
	case do&KickSender != 0:
		p.name, p.code = timeline.MsgKick, CodeKickedElsewhere
	case do&Refuse != 0:
		p.name = timeline.MsgRefuse
	case do&Answer != 0:
		p.name = timeline.MsgAlive
	case do&SendRoster != 0:
		p.name, p.roster, p.number = timeline.MsgRoster, w.rooms[s.room].last, s.notices
	}
	slot := w.leaveLater(&p)
	if do&GiveSeat != 0 {
		s.reply = slot
	}
}

// leaveLater has a reply leave the server after server.process.
func (w *World) leaveLater(p *parcel) uint32 {
	slot := w.put(p)
	w.agenda.At(w.now.Add(w.cfg.Settings.Process), w.rankTimer, event(evReply, slot))
	return slot
}

// replyLeaves sends a reply, and behind the one that admits a session the notices held for it.
func (w *World) replyLeaves(slot uint32) {
	p := &w.parcels[slot]
	s := &w.seats[w.stays[p.stay].seat]
	current := s.state == Present && s.session == p.session
	if current && p.name == timeline.MsgAlive {
		p.number = s.notices
	}
	held := p.held
	w.sendDown(p)
	if current && s.reply == slot {
		s.reply = 0
		for held != 0 {
			n := w.parcels[held]
			w.free(held)
			held = n.held
			w.notify(s, &n)
		}
	}
}
