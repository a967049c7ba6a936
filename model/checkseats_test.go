package model_test

import (
	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// ofSeats are the properties of the server: seats, expiry, other devices.
var ofSeats = []property{
	{id: "P34", text: "a seat expires H after the last login or beat, exactly",
		needs: stands | keeps, check: expiries},
	{id: "P35", text: "no session expires twice; between two DELETE of A at B there is an ADD",
		check: expireOnce},
	{id: "P36", text: "in one nanosecond the message wins, or with timers-first the timer",
		needs: awake | stands, check: ties},
	{id: "P45", text: "a user has one seat, and one session that holds it", check: oneSeat},
	{id: "P46", text: "the roster changes by what may change it only", check: rosterChanges},
	{id: "P53", text: "another device of the user displaces the first", check: displaces},
	{id: "P53b", text: "the displaced device hears KickOut(1002050) as soon as a message can come",
		needs: lossless | steady | awake | stands, check: kickedAtOnce},
	{id: "P55", text: "a killed process sends and hears nothing", check: deadAreSilent},
}

func expiries(t failer, run *observed) {
	patience := run.cfg.Settings.ServerTimeout
	end := run.walk(func(r *timeline.Record, s *status) {
		seat, taken := s.seat[place{r.User, r.Room}]
		if r.Kind != timeline.ServerDid || !taken {
			return
		}
		if age := r.At.Sub(seat.renewed); age > patience ||
			r.Name == timeline.ServerExpire && age != patience {
			t.Errorf("%s, %s after #%d renewed the seat", run.say(r), age, seat.by)
		}
	})
	for of, seat := range end.seat {
		if seat.renewed.Add(patience) <= run.cfg.End && run.broken == "" {
			t.Errorf("%s's seat of %s outlives its time", run.cfg.Cast.Users.Name(of.who), seat.renewed)
		}
	}
}

func expireOnce(t failer, run *observed) {
	type pair struct{ who, room, user uint32 }
	gone := map[pair]bool{}
	run.walk(func(r *timeline.Record, s *status) {
		if _, taken := s.seat[place{r.User, r.Room}]; r.Name == timeline.ServerExpire && !taken {
			t.Errorf("%s, without a seat", run.say(r))
		}
		if r.Name != timeline.OnRoomUserUpdate {
			return
		}
		for _, u := range run.tl.Users(r) {
			left := r.Flag&timeline.Delete != 0
			if left && gone[pair{r.Who, r.Room, u}] {
				t.Errorf("%s, the second DELETE", run.say(r))
			}
			gone[pair{r.Who, r.Room, u}] = left
		}
	})
}

// ties checks who wins where a message and a timer meet in one nanosecond.
func ties(t failer, run *observed) {
	cfg := &run.cfg.Settings
	last := map[place]*timeline.Record{} // of a seat that expired, or a client that gave up
	run.walk(func(r *timeline.Record, s *status) {
		of := place{r.User, r.Room}
		began := run.tl.ByN(s.since[place{r.Who, r.Room}])
		switch {
		case r.Name == timeline.ServerExpire:
			last[place{s.seat[of].holder, r.Room}] = r
		case r.Reason == timeline.ReconnectFailed && r.Arg == model.CodeTimeout:
			last[place{r.Who, r.Room}] = r
		case r.Name == timeline.ServerBeat, r.Relogin():
			if seat, ok := s.seat[of]; cfg.TimersFirst && ok &&
				seat.renewed.Add(cfg.ServerTimeout) == r.At {
				t.Errorf("%s, although timers come first", run.say(r))
			}
		case r.Reason == timeline.Reconnected:
			if cfg.TimersFirst && cfg.RetryWindow >= 0 && r.At.Sub(began.At) == cfg.RetryWindow {
				t.Errorf("%s, although timers come first", run.say(r))
			}
		case r.Kind == timeline.Delivered && r.Who == timeline.Server:
			over := last[place{r.Peer, r.Room}]
			if !cfg.TimersFirst && over != nil && over.At == r.At && over.Kind == timeline.ServerDid &&
				(r.Name == timeline.MsgBeat || r.Name == timeline.MsgLogin) {
				t.Errorf("%s comes before %s of the same instant", run.say(over), run.say(r))
			}
		case r.Kind == timeline.Delivered && r.Name == timeline.MsgAccept:
			over := last[place{r.Who, r.Room}]
			if !cfg.TimersFirst && over != nil && over.At == r.At && over.Kind == timeline.Callback {
				t.Errorf("%s comes before %s of the same instant", run.say(over), run.say(r))
			}
		}
	})
}

func oneSeat(t failer, run *observed) {
	run.walk(func(r *timeline.Record, s *status) {
		if r.Name != timeline.ServerLogin && r.Name != timeline.ServerBeat {
			return
		}
		for of := range s.seat {
			if of.who == r.User && of.room != r.Room &&
				(!run.cfg.Settings.MultiRoom || s.seat[of].holder != run.sender(r)) {
				t.Errorf("%s, with a seat in %s", run.say(r), run.cfg.Cast.Rooms.Name(of.room))
			}
		}
		if seat, ok := s.seat[place{r.User, r.Room}]; r.Name == timeline.ServerBeat &&
			ok && seat.holder != run.sender(r) {
			t.Errorf("%s, held by %s", run.say(r), run.cfg.Cast.Who(seat.holder))
		}
	})
}

// rosterChanges checks that each change of a seat fits the seat and has a cause that may change it.
func rosterChanges(t failer, run *observed) {
	run.walk(func(r *timeline.Record, s *status) {
		if r.Kind != timeline.ServerDid {
			return
		}
		seat, taken := s.seat[place{r.User, r.Room}]
		by, from := run.by(r), run.sender(r)
		own := from != timeline.Nobody && run.userOf(from) == r.User
		ok := false
		switch r.Name {
		default: // of rooms, not of seats
			return
		case timeline.ServerLogin:
			ok = own && by.Name == timeline.MsgLogin && by.Room == r.Room && taken == r.Relogin()
		case timeline.ServerBeat:
			ok = own && by.Name == timeline.MsgBeat && taken
		case timeline.ServerExpire:
			ok = taken && (by.N == seat.by || by.Name == timeline.ServerClosed)
		case timeline.ServerLogout:
			ok = taken && (own && run.departs(r, by, from, seat) || run.putsOut(r, by, seat))
		case timeline.ServerDisplace:
			ok = own && taken && by.Name == timeline.MsgLogin && from != seat.holder
		}
		if !ok {
			t.Errorf("%s, caused by %s, seat taken: %t", run.say(r), run.say(by), taken)
		}
	})
}

// departs reports whether a message of the seat's user may have ended the seat.
func (run *observed) departs(r, by *timeline.Record, from timeline.Node, seat seated) bool {
	switch by.Name {
	case timeline.MsgLogout:
		return by.Room == r.Room && from == seat.holder
	case timeline.MsgClosed:
		return by.Room == r.Room && from == seat.holder && run.cfg.Settings.OnClose == model.CloseEvicts
	case timeline.MsgLogin:
		set := &run.cfg.Settings
		return from != seat.holder && (by.Room != r.Room || set.SameAnnounced) ||
			by.Room != r.Room && !set.MultiRoom
	}
	return false
}

// putsOut reports whether the server may have ended the seat by itself or for the backend.
func (run *observed) putsOut(r, by *timeline.Record, seat seated) bool {
	switch {
	case by.Flag&timeline.Ineffective != 0:
		return false
	case by.Name == timeline.BackendKick:
		return by.Room == r.Room && by.User == r.User
	case by.Name == timeline.BackendClose:
		return by.Room == r.Room
	}
	return by.N == seat.by && run.cfg.Settings.TokenKicks && r.Left() == timeline.LeaveToken
}

// displaces checks that a login from another device tells the one that held the seat, and that only
// a return is refused.
func displaces(t failer, run *observed) {
	told := map[uint32]bool{} // by cause
	run.walk(func(r *timeline.Record, s *status) {
		seat, taken := s.seat[place{r.User, r.Room}]
		switch {
		case r.Name == timeline.ServerDisplace:
			told[r.Cause] = true
		case r.Name != timeline.ServerLogin && r.Name != timeline.ServerLogout || !taken:
		case run.by(r).Name == timeline.MsgLogin && run.sender(r) != seat.holder && !told[r.Cause]:
			t.Errorf("%s: %s is not told", run.say(r), run.cfg.Cast.Who(seat.holder))
		}
		if r.Name == timeline.OnRoomStateChanged && r.Arg == model.CodeLoginOther &&
			!run.shared(r.Who) {
			t.Errorf("%s, and the user has no other device", run.say(r))
		}
	})
}

// shared reports whether a client's user has other clients.
func (run *observed) shared(client uint32) bool {
	for id := range uint32(run.cfg.Cast.Clients.Len()) {
		if id+1 != client && run.userOf(id+1) == run.userOf(client) {
			return true
		}
	}
	return false
}

// kickedAtOnce checks that a device that can hear is told of its displacement, server.process and
// the link's delay later.
func kickedAtOnce(t failer, run *observed) {
	cfg := &run.cfg.Settings
	waits := map[place]sim.Time{}
	run.walk(func(r *timeline.Record, s *status) {
		at := place{r.Who, r.Room}
		for who, due := range waits {
			switch {
			case r.At > due:
				t.Errorf("%s was not kicked at %s", run.cfg.Cast.Who(who.who), due)
				delete(waits, who)
			case r.Who == who.who && (r.Kind == timeline.Network || r.Name == timeline.ProcessKill ||
				r.Name == timeline.DestroyEngine || isState(r) && at == who):
				if r.Reason == timeline.KickOut && r.Arg == model.CodeKickedElsewhere && r.At != due {
					t.Errorf("%s, expected at %s", run.say(r), due)
				}
				delete(waits, who)
			}
		}
		if r.Name != timeline.ServerDisplace {
			return
		}
		who := place{s.seat[place{r.User, r.Room}].holder, r.Room}
		due := r.At.Add(cfg.Process + crossing(cfg.Link.Delay))
		seat := s.seat[place{r.User, r.Room}]
		if inside(s.reason[who]) && !s.down[who.who] && s.calm(seat) && due <= run.cfg.End {
			waits[who] = due
		}
	})
}

func deadAreSilent(t failer, run *observed) {
	run.walk(func(r *timeline.Record, s *status) {
		closed := r.Name == timeline.MsgClosed && // the device's system says that
			run.cfg.Settings.OnClose != model.CloseKeeps
		if s.dead[r.Who] && (r.Kind == timeline.Sent && !closed || r.Kind == timeline.Callback ||
			r.Kind == timeline.Delivered) {
			t.Errorf("%s of a dead process", run.say(r))
		}
	})
}
