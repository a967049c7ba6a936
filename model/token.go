package model

import (
	"roomsim/model/timeline"
	"roomsim/sim"
)

// pass is a token as somebody holds it; until is its end, 0 for none.
type pass struct {
	kind  TokenKind
	until sim.Time
}

// Of a parcel that carries a pass: number is its kind, roster and change are its end.
func (p *parcel) show(t pass) {
	p.number, p.roster, p.change = uint32(t.kind), uint32(t.until>>32), uint32(t.until)
}

func (p *parcel) pass() pass {
	return pass{TokenKind(p.number), sim.Time(p.roster)<<32 | sim.Time(p.change)}
}

// take gives a stay the token of a call.
func (w *World) take(i uint32, t Token) {
	if w.passes == nil {
		return
	}
	w.passes[i] = pass{kind: t.Kind}
	if t.Kind == ValidToken && t.Lifetime > 0 {
		w.passes[i].until = w.now.Add(t.Lifetime)
	}
}

// renew is renewToken. A client in its room tells the server; else the next login will.
func (w *World) renew(a *Action, c *client, room, n uint32) {
	i := w.stayIn(c, room)
	if w.stays[i].state == Out || c.is&engineless != 0 {
		return
	}
	w.take(i, a.Token)
	w.stepClient(i, CallRenew, nil, n)
	if w.stays[i].state == In {
		w.warn(i, &w.stays[i], n)
	}
}

// sendRenew sends the new token.
func (w *World) sendRenew(i uint32, st *stay, cause uint32) {
	p := parcel{name: timeline.MsgRenew, session: st.session}
	p.show(w.passes[i])
	w.sendUp(i, st, &p, cause)
}

// warn has the app told some time before its token's end. [C14]
func (w *World) warn(i uint32, st *stay, cause uint32) {
	if w.passes == nil {
		return
	}
	t := w.passes[i]
	if t.until <= w.now {
		return
	}
	p := parcel{name: waitTokenSoon, stay: i, session: st.session, cause: cause}
	p.show(t)
	at := max(w.now, t.until-sim.Time(w.cfg.Settings.TokenWarning))
	w.agenda.At(at, w.rankTimer, event(evLater, w.put(&p)))
}

// tokenSoon tells the app that its token will expire, unless it has another one by now.
func (w *World) tokenSoon(p *parcel) {
	st := &w.stays[p.stay]
	t := p.pass()
	if st.session != p.session || w.passes[p.stay] != t || t.until < w.now {
		return
	}
	w.emit(timeline.Record{Kind: timeline.Callback, Name: timeline.OnRoomTokenWillExpire,
		Who: st.client, Room: w.seats[st.seat].room, Arg: uint32((t.until - w.now) / 1e9),
		Cause: p.cause})
}

// refusedToken returns the code with which a login's token is refused, 0 if it is good.
func (w *World) refusedToken(m *parcel) uint32 {
	t := m.pass()
	if w.passes == nil {
		t = pass{}
	}
	switch {
	case t.kind == WrongToken:
		return CodeToken
	case t.kind == ExpiredToken, t.until != 0 && t.until <= w.now:
		return CodeTokenExpired
	case t.kind == NoToken && w.cfg.Settings.TokenRequired:
		return CodeNoToken
	}
	return 0
}

// takeToken keeps a login's token with the seat, and in kick mode watches its end.
func (w *World) takeToken(i uint32, m *parcel, cause uint32) {
	if w.seatPasses == nil {
		return
	}
	t := m.pass()
	w.seatPasses[i] = t
	if t.until > w.now && w.cfg.Settings.TokenKicks {
		p := parcel{name: waitTokenOver, stay: i, session: w.seats[i].session, cause: cause}
		p.show(t)
		w.agenda.At(t.until, w.rankTimer, event(evLater, w.put(&p)))
	}
}

// tokenOver puts the session out whose token has expired.
func (w *World) tokenOver(p *parcel) {
	s := &w.seats[p.stay]
	if s.state == Present && s.session == p.session && w.seatPasses[p.stay] == p.pass() {
		w.stepSeat(p.stay, TokenOver, nil, s.renewed)
	}
}
