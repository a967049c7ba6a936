package model

import (
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// stepClient gives a stay an input: its row says and does. m is the message that brought it, nil
// for none; cause the record that led here, 0 to take it from the stay.
func (w *World) stepClient(i uint32, on ClientInput, m *parcel, cause uint32) {
	st := &w.stays[i]
	row := w.clientRow[st.state][on]
	if row == nil {
		return
	}
	if w.hits != nil {
		w.hitClient(st, on)
	}
	if st.state != row.To {
		st.state = row.To
		w.movedStay = i
	}
	do := row.Do.Do
	if row.Do.Says != 0 {
		code := row.Do.Code
		if code == CodeOfMessage {
			code = m.code
		}
		n := w.say(st, row.Do.Says, code, cause)
		if st.state != row.From || st.state == Out {
			st.since = n
		}
	}
	switch do {
	case SendBeat:
		w.beat(i, st)
	case HearServer:
		w.hearServer(i, st, m, cause)
	default:
		w.doClient(i, st, do, m, cause)
	}
}

// say records an onRoomStateChanged, with the profile's number for the code.
func (w *World) say(st *stay, reason timeline.Reason, code, cause uint32) uint32 {
	return w.emit(timeline.Record{Kind: timeline.Callback, Name: timeline.OnRoomStateChanged,
		Who: st.client, Room: w.seats[st.seat].room, Reason: reason, Arg: w.cfg.Codes.Of(code),
		Cause: cause})
}

// doClient does what a row says, in the order of the set's members.
func (w *World) doClient(i uint32, st *stay, do ClientDo, m *parcel, cause uint32) {
	for ; do != 0; do &= do - 1 {
		switch do & -do {
		case StopTimers:
			w.agenda.Disarm(&st.work)
			w.agenda.Disarm(&st.limit)
		case NewSession:
			if !w.newSession(i, st) {
				return
			}
		case RewindWaits:
			st.tries = 0
		case SendLogin:
			w.attempt(i, st, cause)
		case AwaitRetry:
			w.awaitRetry(i, st)
		case SendLogout:
			w.dropLogin(i)
			w.sendUp(i, st, &parcel{name: timeline.MsgLogout, session: st.session, prev: st.trying},
				st.since)
		case SendUnwanted:
			w.sendUp(i, st, &parcel{name: timeline.MsgLogout, session: m.session}, cause)
		case SendRenew:
			w.sendRenew(i, st, cause)
		case LeaveRoom:
			st.session, st.trying = 0, 0
			w.dropLogin(i)
			w.clearView(i, st)
		case EnterRoom:
			w.enter(i, st, m, cause)
		case ReportRoster:
			w.reportRoster(i, st, m, cause)
		case SendBeat:
			w.beat(i, st)
		case HearServer:
			w.hearServer(i, st, m, cause)
		case TakeNotice:
			w.takeNotice(i, st, m, cause)
		}
	}
}

// newSession begins the attempts of a login or a loss and opens their window. It reports false if
// the window closed at once: retry.window 0.
func (w *World) newSession(i uint32, st *stay) bool {
	w.sessions = append(w.sessions, session{})
	if w.numbers != nil {
		w.numbers = append(w.numbers, 0)
	}
	if w.lanes != nil {
		w.conns = append(w.conns, 0)
		w.endStream(i)
	}
	st.trying = uint32(len(w.sessions) - 1)
	st.tries = 0
	if w.logins != nil {
		w.logins[i] = 0
	}
	window := w.cfg.Settings.RetryWindow
	switch {
	case window == Endless:
		return true
	case window == 0 && st.state == Rejoining:
		w.stepClient(i, WindowClosed, nil, st.since)
		return false
	case window == 0:
		window = w.drawWait(st)
	}
	// Every attempt looks at it again.
	w.agenda.ArmFor(&st.limit, w.now.Add(window), w.rankTimer, event(evLimit, i), w.now)
	return true
}

// attempt sends a login and arms the wait for the next. Rule: nothing is attempted in the instant
// of the give-up, nor after the last try.
func (w *World) attempt(i uint32, st *stay, cause uint32) {
	if end, armed := st.limit.Due(); armed && end <= w.now || w.exhausted(i) {
		return
	}
	if w.logins != nil {
		w.logins[i]++
	}
	if cause == 0 {
		cause = st.since
	}
	p := parcel{name: timeline.MsgLogin, session: st.trying, prev: st.session}
	if w.passes != nil {
		p.show(w.passes[i])
	}
	w.sendUp(i, st, &p, cause)
	w.awaitRetry(i, st)
}

// exhausted reports whether a client has sent all the logins that client.retry.tries allows.
func (w *World) exhausted(i uint32) bool {
	return w.logins != nil && w.logins[i] >= w.cfg.Settings.RetryTries
}

// drawWait gives the next wait, before its jitter.
func (w *World) drawWait(st *stay) time.Duration {
	if k, draws := int(st.tries), w.cfg.Settings.RetryDraws; k < len(draws) && draws[k] != nil {
		return draws[k][w.luck.picks[st.client].Upto(time.Duration(len(draws[k])-1))]
	}
	return w.waits[st.tries]
}

// awaitRetry arms the next attempt, unless the window closes before it or with it. After the last
// try the window closes when the next one would leave.
func (w *World) awaitRetry(i uint32, st *stay) {
	wait := w.drawWait(st)
	if int(st.tries) < len(w.waits)-1 {
		st.tries++
	}
	next := w.now.Add(w.luck.jitter(wait, st.client))
	end, closes := st.limit.Due()
	if closes && (end <= next || w.cfg.Settings.RetryWindow == 0) {
		w.agenda.Disarm(&st.work)
		w.agenda.Keep(&st.limit, end, event(evLimit, i))
		return
	}
	if w.exhausted(i) {
		w.agenda.Disarm(&st.work)
		w.agenda.Arm(&st.limit, next, w.rankTimer, event(evLimit, i))
		return
	}
	w.agenda.Arm(&st.work, next, w.rankTimer, event(evWork, i))
}

// enter takes up the session that was sought.
func (w *World) enter(i uint32, st *stay, m *parcel, cause uint32) {
	st.session, st.trying = st.trying, 0
	st.heard = cause
	first := w.luck.firstBeat(w.cfg.Settings.BeatInterval, st.client)
	w.agenda.Arm(&st.work, w.now.Add(first), w.rankTimer, event(evWork, i))
	w.listen(i, st)
	w.heardCount(i, m)
	w.countLater(i, st)
	w.warn(i, st, cause)
}

// listen begins a silence.
func (w *World) listen(i uint32, st *stay) {
	span := w.cfg.Settings.SilenceTimeout
	if w.warned != nil {
		w.warned[i] = 0
		span = w.stage(i)
	}
	w.listenFor(i, st, span)
}

// listenFor waits for the end of a silence. Every beat looks at it again.
func (w *World) listenFor(i uint32, st *stay, span time.Duration) {
	beat, _ := st.work.Due()
	w.agenda.ArmFor(&st.limit, w.now.Add(span), w.rankTimer, event(evLimit, i), beat)
}

func (w *World) beat(i uint32, st *stay) {
	w.sendUp(i, st, &parcel{name: timeline.MsgBeat, session: st.session}, st.since)
	next := w.now.Add(w.cfg.Settings.BeatInterval)
	w.agenda.Keep(&st.limit, next, event(evLimit, i))
	w.agenda.Arm(&st.work, next, w.rankTimer, event(evWork, i))
}

// hearServer takes the reply to a beat. Its number tells of a notice that left and never came; a
// roster fetched for that and lost is fetched again.
func (w *World) hearServer(i uint32, st *stay, m *parcel, cause uint32) {
	st.heard = cause
	w.listen(i, st)
	w.heardCount(i, m)
	if st.fetches || m.number > st.seen {
		w.fetch(i, st, cause)
	}
}

// fetch asks for the roster, because of a gap in the notices.
func (w *World) fetch(i uint32, st *stay, cause uint32) {
	if !st.fetches {
		st.fetches = true
		w.sights[i].gap++
	}
	p := parcel{name: timeline.MsgFetch, session: st.session, prev: w.sights[i].gap}
	w.sendUp(i, st, &p, cause)
}

// luck is the randomness of clients that is not their links'.
type luck struct {
	share   sim.Ratio
	retries []sim.Stream // by client id; nil: no jitter
	picks   []sim.Stream // by client id; nil: no wait is drawn
	beats   []sim.Stream // by client id; nil: the first beat comes after one interval
}

// jitter moves a wait by up to the share of it, to either side.
func (l *luck) jitter(wait time.Duration, client uint32) time.Duration {
	if l.retries == nil {
		return wait
	}
	most := time.Duration(l.share.Of(int64(wait)))
	return wait - most + l.retries[client].Upto(2*most)
}

func (l *luck) firstBeat(interval time.Duration, client uint32) time.Duration {
	if l.beats == nil {
		return interval
	}
	return l.beats[client].Upto(interval - 1)
}
