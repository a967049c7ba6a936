package model

import "roomsim/sim"

// onWaking is the deadline of a timer that fell due while its owner slept: no run lasts so long.
// Whoever wakes arms it for that instant.
const onWaking = sim.Time(sim.Longest) * 2

// workDue handles a stay's next beat or attempt.
func (w *World) workDue(i uint32, st *stay) {
	switch {
	case w.sleepers > 0 && w.clients[st.client].is&asleep != 0:
		w.agenda.Arm(&st.work, onWaking, w.rankTimer, event(evWork, i))
	case st.state == In:
		w.stepClient(i, BeatDue, nil, 0)
	default:
		w.stepClient(i, RetryDue, nil, 0)
	}
}

// limitDue handles the end of a stay's silence or window.
func (w *World) limitDue(i uint32, st *stay) {
	switch {
	case w.sleepers > 0 && w.clients[st.client].is&asleep != 0:
		w.agenda.Arm(&st.limit, onWaking, w.rankTimer, event(evLimit, i))
	case st.state == In:
		w.silent(i, st)
	default:
		w.stepClient(i, WindowClosed, nil, st.since)
	}
}

// expiryDue handles a seat's end.
func (w *World) expiryDue(i uint32, s *seat) {
	if w.down {
		w.agenda.Arm(&s.expiry, onWaking, w.rankTimer, event(evExpire, i))
		return
	}
	w.stepSeat(i, SeatExpired, nil, s.renewed)
}

// overdue reports whether a timer fell due while its owner slept.
func (w *World) overdue(tm *sim.Timer) bool {
	at, armed := tm.Due()
	return armed && (at <= w.now || at == onWaking)
}

// Waits: parcels that are no messages. Their names lie behind those of the timeline.
const (
	waitTokenSoon = 200 + iota // stay, session, and the instant of the token's end
	waitTokenOver              // the same
	waitCount                  // stay, session
	waitRoomClose              // room in stay, its life in number
	waitPhase                  // change of weather in stay, its turn in number
	waitAgain                  // lane in stay, its turn in number
)

// later handles a parcel that is no message.
func (w *World) later(slot uint32) {
	p := &w.parcels[slot]
	switch p.name {
	case waitAgain:
		w.sendAgain(slot)
		return
	case waitPhase:
	case waitTokenSoon, waitCount:
		if w.clients[w.stays[p.stay].client].is&asleep != 0 {
			w.hold(w.stays[p.stay].client, event(evLater, slot))
			return
		}
	case waitTokenOver, waitRoomClose:
		if w.down {
			w.hold(server, event(evLater, slot))
			return
		}
	default:
		if w.clients[p.stay].is&asleep != 0 {
			w.hold(p.stay, event(evLater, slot))
			return
		}
	}
	now := *p
	w.free(slot)
	switch now.name {
	case waitPhase:
		w.nextPhase(&now)
	case waitTokenSoon:
		w.tokenSoon(&now)
	case waitTokenOver:
		w.tokenOver(&now)
	case waitCount:
		w.countDue(&now)
	case waitRoomClose:
		w.lingered(&now)
	default:
		w.told(&now)
	}
}
