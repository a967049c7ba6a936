package model_test

import (
	"math/bits"
	"slices"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// ofViews are the properties of what members are told of each other.
var ofViews = []property{
	{id: "P47", text: "the updates of a stay alternate ADD, DELETE, beginning with ADD",
		check: alternate},
	{id: "P48", text: "every ADD comes of a login, every DELETE of a departure, or of a roster",
		check: updatesHaveReasons},
	{id: "P49", text: "a notice is sent once to each member, of a change of the roster only",
		check: noticesOnce},
	{id: "P49b", text: "each member that can hear is told of each change exactly once, in time",
		needs: lossless | steady | awake | stands | complete, check: toldInTime},
	{id: "P50", text: "the list after Logined is one ADD of all who are there; after Reconnected " +
		"it is the difference", needs: complete, check: firstLists},
	{id: "P40", text: "after B's return its view is the roster, whoever left meanwhile",
		needs: complete, check: returnsToRoster},
	{id: "P51", text: "logoutRoom gives Logout(0), no update, and one logout of the seat",
		check: logouts},
	{id: "P51b", text: "the logout of a member that arrives takes its seat",
		needs: lossless | steady | admits, check: logoutsArrive},
}

func alternate(t failer, run *observed) {
	run.walk(func(r *timeline.Record, s *status) {
		if r.Name != timeline.OnRoomUserUpdate {
			return
		}
		for _, u := range run.tl.Users(r) {
			if s.view[place{r.Who, r.Room}].has(u) == (r.Flag&timeline.Add != 0) {
				t.Errorf("%s tells twice of %s", run.say(r), run.cfg.Cast.Users.Name(u))
			}
		}
	})
}

// changes reports what a server's record does to the roster: Add, Delete or nothing.
func changes(r *timeline.Record) timeline.Flag {
	switch {
	case r.Kind != timeline.ServerDid:
	case r.Name == timeline.ServerLogin && !r.Relogin():
		return timeline.Add
	case r.Name == timeline.ServerLogout, r.Name == timeline.ServerExpire:
		return timeline.Delete
	}
	return 0
}

func updatesHaveReasons(t failer, run *observed) {
	run.walk(func(r *timeline.Record, _ *status) {
		if r.Name != timeline.OnRoomUserUpdate {
			return
		}
		chain := run.chain(r)
		ok := false
		switch by := run.by(r); {
		case by.Kind != timeline.Delivered || len(chain) < 5:
		case by.Name == timeline.MsgNotice:
			did := chain[3]
			ok = changes(did) == r.Flag && did.User == r.User && did.Room == r.Room
		case by.Name == timeline.MsgAccept:
			did := chain[3]
			ok = did.Name == timeline.ServerLogin && run.sender(did) == r.Who && did.Room == r.Room
		case by.Name == timeline.MsgRoster:
			ok = chain[3].Name == timeline.MsgFetch && chain[3].Peer == r.Who
		}
		if !ok {
			t.Errorf("%s for no reason", run.say(r))
		}
	})
}

// noticesOnce looks at the wire: what is sent, and to whom.
func noticesOnce(t failer, run *observed) {
	type told struct{ who, of uint32 }
	sent := map[told]bool{}
	run.walk(func(r *timeline.Record, s *status) {
		if r.Kind != timeline.Sent || r.Name != timeline.MsgNotice || again(r) {
			return
		}
		did := run.by(r)
		if f := changes(did); f == 0 || r.Flag&f == 0 || did.User != r.User || sent[told{r.Peer, did.N}] {
			t.Errorf("%s tells %s of %s", run.say(r), run.cfg.Cast.Who(r.Peer), run.say(did))
		}
		sent[told{r.Peer, did.N}] = true
		if seat := s.seat[place{run.userOf(r.Peer), r.Room}]; seat.holder != r.Peer && !s.waited(r) {
			t.Errorf("%s to one who is not there", run.say(r))
		}
	})
}

// toldInTime follows each change to every member that is in the room from the change to the hour
// of its notice, for the server and by itself, with its device up and untouched.
func toldInTime(t failer, run *observed) {
	type news struct {
		who place
		of  uint32
	}
	cfg := &run.cfg.Settings
	due := map[news]sim.Time{}
	heard := map[news]sim.Time{}
	run.walk(func(r *timeline.Record, s *status) {
		for n, at := range due {
			seat := s.seat[place{run.userOf(n.who.who), n.who.room}]
			disturbed := seat.holder != n.who.who || r.Who == n.who.who && (isState(r) ||
				r.Kind == timeline.Network || r.Name == timeline.ProcessKill ||
				r.Name == timeline.DestroyEngine)
			if r.At <= at && !disturbed {
				continue
			}
			if when, ok := heard[n]; ok && when != at || !ok && r.At > at {
				t.Errorf("%s of %s: heard %t at %s, want %s", run.cfg.Cast.Who(n.who.who),
					run.say(run.tl.ByN(n.of)), ok, when, at)
			}
			delete(due, n)
		}
		if r.Name == timeline.OnRoomUserUpdate && run.by(r).Name == timeline.MsgNotice {
			heard[news{place{r.Who, r.Room}, run.chain(r)[3].N}] = r.At
		}
		by := run.by(r).Kind == timeline.Delivered
		if changes(r) == 0 || !by && r.At <= s.seat[place{r.User, r.Room}].renewed.Add(cfg.Process) {
			return // nothing, or what must wait for its own session's reply
		}
		wait := cfg.Fanout + crossing(cfg.Link.Delay)
		if by {
			wait += cfg.Process
		}
		for of, seat := range s.seat {
			who := place{seat.holder, r.Room}
			if of.room == r.Room && of.who != r.User && inside(s.reason[who]) && !s.down[who.who] &&
				s.calm(seat) && r.At.Add(wait) <= run.cfg.End {
				due[news{who, r.N}] = r.At.Add(wait)
			}
		}
	})
	for n, at := range due {
		if when, ok := heard[n]; run.broken == "" && (!ok || when != at) {
			t.Errorf("%s of %s: heard %t at %s, want %s", run.cfg.Cast.Who(n.who.who),
				run.say(run.tl.ByN(n.of)), ok, when, at)
		}
	}
}

// calm reports whether the server knows a member's present path: its device has not been touched
// since the last message that renewed the seat left; and nothing holds up what it is sent.
func (s *status) calm(seat seated) bool {
	by := s.run.tl.ByN(seat.by)
	if s.held(way{place{seat.holder, by.Room}, false}) {
		return false
	}
	return s.stirred[seat.holder] < s.run.origin(by).N
}

// firstLists compares what a client is told as it enters with the roster of that moment.
func firstLists(t failer, run *observed) {
	entries(t, run, func(r *timeline.Record, before, after, roster users, told []timeline.Flag) {
		left, came := before&^roster, roster&^before
		var want []timeline.Flag
		if left != 0 {
			want = append(want, timeline.Delete)
		}
		if came != 0 {
			want = append(want, timeline.Add)
		}
		if after != roster || !slices.Equal(told, want) {
			t.Errorf("%s is told %v of %b, want %v of %b", run.say(r), told, after, want, roster)
		}
		if r.Reason == timeline.Logined && bits.OnesCount64(uint64(before)) > 0 {
			t.Errorf("%s has a view before", run.say(r))
		}
	})
}

// returnsToRoster is the part of firstLists that Reconnected must meet.
func returnsToRoster(t failer, run *observed) {
	entries(t, run, func(r *timeline.Record, _, after, roster users, _ []timeline.Flag) {
		if r.Reason == timeline.Reconnected && after != roster {
			t.Errorf("%s sees %b, the roster is %b", run.say(r), after, roster)
		}
	})
}

// entries shows each Logined and Reconnected with the client's view before and after, the roster
// when the login was accepted, and the updates that came with it.
func entries(_ failer, run *observed,
	see func(r *timeline.Record, before, after, roster users, told []timeline.Flag)) {
	rosters := map[uint32]users{} // by the server's record of a login
	var in *timeline.Record
	var before users
	var told []timeline.Flag
	end := run.walk(func(r *timeline.Record, s *status) {
		if in != nil && r.Cause != in.Cause {
			at := place{in.Who, in.Room}
			see(in, before, s.view[at], rosters[run.accepted(in)]&^(1<<run.userOf(in.Who)), told)
			in, told = nil, nil
		}
		switch {
		case r.Name == timeline.ServerLogin:
			rosters[r.N] = s.roster[r.Room] | 1<<r.User
		case isState(r) && inside(r.Reason):
			in, before = r, s.view[place{r.Who, r.Room}]
		case in != nil && r.Name == timeline.OnRoomUserUpdate:
			told = append(told, r.Flag&^timeline.Listed)
		}
	})
	if in != nil && run.broken == "" {
		at := place{in.Who, in.Room}
		see(in, before, end.view[at], rosters[run.accepted(in)]&^(1<<run.userOf(in.Who)), told)
	}
}

// accepted is the number of the server's record of the login that led to a Logined or Reconnected.
func (run *observed) accepted(r *timeline.Record) uint32 {
	for _, by := range run.chain(r) {
		if by.Name == timeline.ServerLogin {
			return by.N
		}
	}
	return 0
}

// logouts checks what a member's logoutRoom leads to.
func logouts(t failer, run *observed) {
	var call *timeline.Record
	heard := 0
	run.walk(func(r *timeline.Record, s *status) {
		if call != nil && (r.Cause != call.N || r.Kind != timeline.Callback) && heard == 0 {
			t.Errorf("%s is followed by %s", run.say(call), run.say(r))
			call = nil
		}
		switch was := s.reason[place{r.Who, r.Room}]; {
		case r.Name == timeline.LogoutRoom && r.Flag&timeline.Ineffective == 0 &&
			(inside(was) || trying(was)):
			call, heard = r, 0
		case call != nil && r.Cause == call.N && r.Kind == timeline.Callback:
			failed := run.cfg.Settings.LogoutOfflineFails && r.Reason == timeline.LogoutFailed
			if heard++; r.Reason != timeline.Logout && !failed || r.Arg != 0 || heard > 1 {
				t.Errorf("%s leads to %s", run.say(call), run.say(r))
			}
		}
	})
}

// logoutsArrive checks that what logoutRoom sends ends the seat that the client holds.
func logoutsArrive(t failer, run *observed) {
	var bye *timeline.Record
	run.walk(func(r *timeline.Record, s *status) {
		if bye != nil && (r.Name != timeline.ServerLogout || r.Cause != bye.N) {
			t.Errorf("%s is followed by %s", run.say(bye), run.say(r))
		}
		bye = nil
		if r.Kind == timeline.Delivered && r.Name == timeline.MsgLogout {
			chain := run.chain(r)
			seat := s.seat[place{run.userOf(r.Peer), r.Room}]
			if chain[len(chain)-1].Name == timeline.LogoutRoom && seat.holder == r.Peer {
				bye = r
			}
		}
	})
}
