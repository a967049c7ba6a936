package model

import "roomsim/model/timeline"

// receive takes a message that has reached the server; n is the record of its delivery.
func (w *World) receive(m *parcel, n uint32) {
	i := w.stays[m.stay].seat
	s := &w.seats[i]
	w.sessions[m.session].path = m.path
	if w.lanes != nil {
		w.conns[m.session] = m.conn
	}
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
		if fate := w.sessions[m.session].fate; !known && fate.ended() {
			on, m.code = BeatEnded, fateCodes[fate]
		}
		w.stepSeat(i, on, m, n)
	case timeline.MsgRenew:
		if known {
			w.stepSeat(i, TokenRenewed, m, n)
		}
	case timeline.MsgClosed:
		known = known || s.state == Present && m.prev != 0 && s.session == m.prev
		if known {
			grace := w.cfg.Settings.OnClose == CloseGrace
			w.stepSeat(i, either(grace, ConnectionDoubtful, ConnectionClosed), m, n)
		}
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

// stepSeat gives a seat an input. m is the message that brought it, nil for none; cause the record
// that led here.
func (w *World) stepSeat(i uint32, on SeatInput, m *parcel, cause uint32) {
	s := &w.seats[i]
	row := w.seatRow[s.state][on]
	if row == nil {
		return
	}
	if w.hits != nil {
		w.hitSeat(s, on)
	}
	s.state = row.To
	const ofBeats = RenewSeat | LeaveRecord | Answer
	if row.Do&^ofBeats == 0 {
		w.renewSeat(i, s, row.Do)
		w.replyTo(s, row.Do, m, w.leaveRecord(s, on, row.Do, cause))
		return
	}
	w.doSeat(i, s, row.Do, on, m, cause)
}

// doSeat does what a row says that does more than a beat's.
func (w *World) doSeat(i uint32, s *seat, do SeatDo, on SeatInput, m *parcel, cause uint32) {
	r := &w.rooms[s.room]
	fresh := s.reply != 0 // the reply that admits the session, and the news of it, are to leave yet
	if do&(GiveSeat|TakeSeat) != 0 {
		w.movedSeat = i
	}
	if do&KickHolder != 0 {
		w.kickHolder(s, on, cause)
	}
	if do&GiveSeat != 0 {
		came := s.session == 0
		if w.giveSeat(i, s, m); came {
			w.opened(r, s.room, cause)
		}
	}
	w.renewSeat(i, s, do)
	if on == SeatExpired {
		w.expired(s.session)
	}
	if do&ShortenSeat != 0 {
		w.shortenSeat(i, s)
	}
	if do&TakeSeat != 0 {
		w.takeSeat(i, s)
	}
	if do&TakeToken != 0 {
		w.takeToken(i, m, cause)
	}
	cause = w.leaveRecord(s, on, do, cause)
	w.replyTo(s, do, m, cause)
	if do&Announce != 0 {
		w.announce(s, m != nil || fresh, cause)
	}
	if do&TakeSeat != 0 && do&LeaveRecord != 0 {
		w.emptied(r, s.room, leaving[on], cause)
	}
}

func (w *World) renewSeat(i uint32, s *seat, do SeatDo) {
	if do&RenewSeat != 0 {
		w.agenda.Arm(&s.expiry, w.seatEnds(), w.rankTimer, event(evExpire, i))
	}
}

// leaveRecord returns the record of what happened to a seat, or the cause if none is left.
func (w *World) leaveRecord(s *seat, on SeatInput, do SeatDo, cause uint32) uint32 {
	if do&LeaveRecord != 0 {
		return w.recordSeat(s, on, cause)
	}
	return cause
}

// giveSeat seats the message's session, at the end of the order of logins; a user who was absent
// changes the roster.
func (w *World) giveSeat(i uint32, s *seat, m *parcel) {
	r := &w.rooms[s.room]
	if s.session != 0 {
		w.unlink(r, i)
	} else {
		most := w.cfg.Settings.NotifyUsers
		s.late = most > 0 && r.taken >= most
		r.taken++
		w.live[s.user] = i
		w.changeRoster(i, s)
	}
	w.link(r, i)
	w.sessions[m.session].fate = met
	s.session, s.stay = m.session, m.stay
	s.notices, s.since, s.reply = 0, uint32(len(w.changes)), 0
	if w.numbers != nil {
		s.notices = w.numbers[m.session]
	}
}

// takeSeat leaves the seat empty. Should a late login of its session take it once more, the session
// has missed what came between: a number is left out, so that it fetches the roster.
func (w *World) takeSeat(i uint32, s *seat) {
	w.agenda.Disarm(&s.expiry)
	w.unlink(&w.rooms[s.room], i)
	if w.numbers != nil && w.rooms[s.room].words() > 0 {
		w.numbers[s.session] = s.notices + 1
	}
	w.rooms[s.room].taken--
	w.live[s.user] = 0
	s.session, s.reply = 0, 0
	w.changeRoster(i, s)
}

// shortenSeat leaves the seat no more than the grace.
func (w *World) shortenSeat(i uint32, s *seat) {
	end := w.now.Add(w.cfg.Settings.CloseGrace)
	if due, _ := s.expiry.Due(); end < due {
		w.agenda.Arm(&s.expiry, end, w.rankTimer, event(evExpire, i))
	}
}

// kickHolder tells the session that holds the seat that it has lost it: after server.process to
// another device, at once otherwise.
func (w *World) kickHolder(s *seat, on SeatInput, cause uint32) {
	ends := displaced
	switch on {
	case KickedOut:
		ends = kickedOut
	case TokenOver:
		ends = tokenOver
	}
	w.sessions[s.session].fate = ends
	p := parcel{name: timeline.MsgKick, stay: s.stay, session: s.session, code: fateCodes[ends],
		cause: cause}
	if ends != displaced {
		w.sendDown(&p)
		return
	}
	p.cause = w.emit(timeline.Record{Kind: timeline.ServerDid, Name: timeline.ServerDisplace,
		User: s.user, Room: s.room, Cause: cause})
	w.leaveLater(&p)
}

// leaving is why a user leaves, where it is not by their own will.
var leaving = [seatInputs]timeline.Leave{SeatExpired: timeline.LeaveTimeout,
	MovedToOther: timeline.LeaveKicked, KickedOut: timeline.LeaveKicked,
	TokenOver: timeline.LeaveToken, ConnectionClosed: timeline.LeaveConnection}

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
	case LogoutKnown, MovedAway, MovedToOther, KickedOut, TokenOver, ConnectionClosed:
		r.Name = timeline.ServerLogout
	case ConnectionDoubtful:
		r.Name = timeline.ServerClosed
	default:
		r.Name = timeline.ServerLogin
		if on != LoginFirst {
			r.Flag = timeline.Again
		}
	}
	if on != BeatKnown && on != ConnectionDoubtful {
		w.rooms[s.room].seq++
		r.Arg = timeline.Counted(w.rooms[s.room].seq, leaving[on])
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
		p.name, p.code = timeline.MsgKick, m.code
	case do&Refuse != 0:
		p.name = timeline.MsgRefuse
	case do&Answer != 0:
		p.name = timeline.MsgAlive
	case do&SendRoster != 0:
		p.name, p.roster, p.number = timeline.MsgRoster, w.rooms[s.room].last, s.notices
	}
	if w.counts != nil {
		p.change = w.rooms[s.room].taken
	}
	slot := w.leaveLater(&p)
	if do&GiveSeat != 0 {
		s.reply = slot
	}
}

// leaveLater has a reply leave the server after server.process.
func (w *World) leaveLater(p *parcel) uint32 {
	p.path = w.epoch
	slot := w.put(p)
	w.agenda.At(w.now.Add(w.cfg.Settings.Process), w.rankTimer, event(evReply, slot))
	return slot
}

// replyLeaves sends a reply, and behind the one that admits a session the notices held for it.
//
// It reports whether the parcel stays where it is, as a message on its link.
func (w *World) replyLeaves(slot uint32) (sent bool) {
	p := &w.parcels[slot]
	s := &w.seats[w.stays[p.stay].seat]
	current := s.state == Present && s.session == p.session
	if current && p.name == timeline.MsgAlive {
		p.number = s.notices
	}
	held := p.held
	if p.path != w.epoch {
		w.freeChain(held)
		return false
	}
	p.held, p.path = 0, w.sessions[p.session].path
	sent = w.post(p, slot)
	if current && s.reply == slot {
		s.reply = 0
		for held != 0 {
			n := w.parcels[held]
			w.free(held)
			held = n.held
			w.notify(s, &n)
		}
	}
	return sent
}
