package model_test

import (
	"slices"

	"roomsim/model"
	"roomsim/model/timeline"
)

// ofReasons are the properties of reasons and codes.
var ofReasons = []property{
	{id: "P11", text: "before the first loginRoom only LogoutFailed is heard of a room",
		check: silentBefore},
	{id: "P12", text: "the reasons are a walk in the diagram", check: walks},
	{id: "coverage", text: "no reason and code that the tables do not list", check: listed},
	{id: "P13", text: "Logining is followed by Logined, LoginFailed or Logout", needs: healed,
		check: loginsEnd},
	{id: "P14", text: "Logined directly after Logining, once for each loginRoom",
		check: oncePerCall},
	{id: "P15", text: "Reconnecting only after Logined or Reconnected",
		check: onlyAfter(timeline.Reconnecting, timeline.Logined, timeline.Reconnected)},
	{id: "P16", text: "Reconnected and ReconnectFailed only directly after Reconnecting",
		check: func(t failer, run *observed) {
			onlyAfter(timeline.Reconnected, timeline.Reconnecting)(t, run)
			onlyAfter(timeline.ReconnectFailed, timeline.Reconnecting)(t, run)
		}},
	{id: "P17", text: "never two Reconnecting in a row", check: func(t failer, run *observed) {
		run.walk(func(r *timeline.Record, s *status) {
			if was := s.reason[place{r.Who, r.Room}]; r.Reason == timeline.Reconnecting &&
				was == timeline.Reconnecting {
				t.Errorf("%s", run.say(r))
			}
		})
	}},
	{id: "P18", text: "each reason has its code", check: codes},
	{id: "P19", text: "a login's time-out gives LoginFailed(1002053), a window after Logining",
		needs: awake, check: timesOut(timeline.LoginFailed)},
	{id: "P32c", text: "a loss is given up with 1002053, a window after its own Reconnecting",
		needs: awake, check: timesOut(timeline.ReconnectFailed)},
	{id: "P20", text: "KickOut carries 1002050 if and only if another device logged in, 1002055 if " +
		"and only if the backend kicked the user out, 1002056 if the token expired", check: kicks},
	{id: "P21", text: "LogoutFailed(1002002) if and only if logoutRoom is of a room the client is " +
		"not in, 1000001 if and only if the engine is destroyed", check: logoutsFail},
	{id: "P22", text: "ReconnectFailed is terminal", check: terminal(timeline.ReconnectFailed)},
	{id: "P22b", text: "nothing is attempted in the instant of the give-up", check: noLastTry},
	{id: "P23", text: "KickOut is terminal", check: terminal(timeline.KickOut)},
	{id: "P24", text: "LoginFailed is terminal", check: terminal(timeline.LoginFailed)},
	{id: "P25", text: "Logout is terminal", check: terminal(timeline.Logout)},
	{id: "P26", text: "nobody is told of its own user", check: notOfItself},
	{id: "P27", text: "updates only while Logined or Reconnected", check: updatesInside},
	{id: "P28", text: "replies to an earlier login or session are ignored", check: staleReplies},
}

func silentBefore(t failer, run *observed) {
	called := map[place]bool{}
	run.walk(func(r *timeline.Record, _ *status) {
		at := place{r.Who, r.Room}
		called[at] = called[at] || r.Name == timeline.LoginRoom ||
			run.by(r).Name == timeline.SwitchRoom
		if r.Kind == timeline.Callback && !called[at] && r.Reason != timeline.LogoutFailed {
			t.Errorf("%s", run.say(r))
		}
	})
}

// follows is the published diagram, with the steps outside it that the mechanism knows.
var follows = map[timeline.Reason][]timeline.Reason{
	0:                 {timeline.Logining},
	timeline.Logining: {timeline.Logined, timeline.LoginFailed, timeline.Logout},
	timeline.Logined:  {timeline.Reconnecting, timeline.Logout, timeline.KickOut},
	timeline.Reconnecting: {timeline.Reconnected, timeline.ReconnectFailed, timeline.Logout,
		timeline.KickOut, timeline.LogoutFailed},
	timeline.Reconnected:     {timeline.Reconnecting, timeline.Logout, timeline.KickOut},
	timeline.LoginFailed:     {timeline.Logining},
	timeline.Logout:          {timeline.Logining},
	timeline.KickOut:         {timeline.Logining},
	timeline.ReconnectFailed: {timeline.Logining},
	timeline.LogoutFailed:    {timeline.Logining},
}

func walks(t failer, run *observed) {
	run.walk(func(r *timeline.Record, s *status) {
		was := s.reason[place{r.Who, r.Room}]
		if isState(r) && !slices.Contains(follows[was], r.Reason) {
			t.Errorf("%s after %s", run.say(r), was)
		}
	})
}

func loginsEnd(t failer, run *observed) {
	end := run.walk(func(*timeline.Record, *status) {})
	for at, reason := range end.reason {
		if reason == timeline.Logining {
			t.Errorf("%s is still Logining", run.cfg.Cast.Who(at.who))
		}
	}
}

// oncePerCall checks that Logined ends a Logining, and that each of those begins with a call.
func oncePerCall(t failer, run *observed) {
	onlyAfter(timeline.Logined, timeline.Logining)(t, run)
	seen := map[uint32]bool{}
	run.walk(func(r *timeline.Record, _ *status) {
		if r.Reason != timeline.Logining {
			return
		}
		by := run.by(r).Name
		if by != timeline.LoginRoom && by != timeline.SwitchRoom || seen[r.Cause] {
			t.Errorf("%s, caused by %s", run.say(r), run.say(run.by(r)))
		}
		seen[r.Cause] = true
	})
}

// onlyAfter checks that a reason follows some others only.
func onlyAfter(reason timeline.Reason, before ...timeline.Reason) func(failer, *observed) {
	return func(t failer, run *observed) {
		run.walk(func(r *timeline.Record, s *status) {
			was := s.reason[place{r.Who, r.Room}]
			if isState(r) && r.Reason == reason && !slices.Contains(before, was) {
				t.Errorf("%s after %s", run.say(r), was)
			}
		})
	}
}

// timesOut checks that a failure that no message caused is a time-out, when the window is over.
func timesOut(reason timeline.Reason) func(failer, *observed) {
	return func(t failer, run *observed) {
		window := run.cfg.Settings.RetryWindow
		if window == 0 && reason == timeline.LoginFailed {
			window = run.cfg.Settings.RetryWaits[0]
		}
		run.walk(func(r *timeline.Record, s *status) {
			by := run.tl.ByN(s.since[place{r.Who, r.Room}])
			if !isState(r) || r.Reason != reason || by == nil {
				return
			}
			if late := r.At.Sub(by.At) == window && window >= 0; run.by(r).Kind != timeline.Delivered &&
				!(late && r.Arg == model.CodeTimeout) {
				t.Errorf("%s, %s after %s", run.say(r), r.At.Sub(by.At), by.Reason)
			}
		})
	}
}

// terminal checks that after a reason nothing is sought and nothing heard but what a call of the
// app leads to.
func terminal(reason timeline.Reason) func(failer, *observed) {
	return func(t failer, run *observed) {
		run.walk(func(r *timeline.Record, s *status) {
			if s.reason[place{r.Who, r.Room}] != reason {
				return
			}
			sought := r.Kind == timeline.Sent && !s.lagging(r) &&
				(r.Name == timeline.MsgLogin || r.Name == timeline.MsgBeat || r.Name == timeline.MsgFetch)
			heard := r.Kind == timeline.Callback && run.by(r).Kind != timeline.Call
			if sought || heard {
				t.Errorf("%s after %s", run.say(r), reason)
			}
		})
	}
}

// lagging reports whether a message is one that a stream owes since before the last reason.
func (s *status) lagging(r *timeline.Record) bool {
	return s.owed(r, s.since[place{r.Who, r.Room}])
}

// owed reports whether a message is one that a stream owes since before some record: sent again, or
// behind one that is. A login is never owed.
func (s *status) owed(r *timeline.Record, since uint32) bool {
	return r.Name != timeline.MsgLogin && (again(r) || s.waited(r)) && s.run.first(r).Cause < since
}

func notOfItself(t failer, run *observed) {
	run.walk(func(r *timeline.Record, _ *status) {
		if r.Name == timeline.OnRoomUserUpdate && slices.Contains(run.tl.Users(r), run.userOf(r.Who)) {
			t.Errorf("%s", run.say(r))
		}
	})
}

func updatesInside(t failer, run *observed) {
	run.walk(func(r *timeline.Record, s *status) {
		was := s.reason[place{r.Who, r.Room}]
		if r.Name == timeline.OnRoomUserUpdate && !inside(was) {
			t.Errorf("%s while %s", run.say(r), was)
		}
	})
}

// staleReplies checks that an accept is heard only if the login it answers left since the reason
// that holds, and that one that is not wanted outside the room is answered with a logout.
func staleReplies(t failer, run *observed) {
	stale, answered := map[uint32]bool{}, map[uint32]bool{}
	late := map[uint32]bool{} // the answer had to wait
	run.walk(func(r *timeline.Record, s *status) {
		at := place{r.Who, r.Room}
		switch {
		case r.Kind == timeline.Callback && stale[r.Cause]:
			t.Errorf("%s, caused by a stale reply", run.say(r))
		case r.Kind == timeline.Sent && r.Name == timeline.MsgLogout:
			answered[r.Cause] = true
		case r.Kind != timeline.Delivered || r.Name != timeline.MsgAccept:
		case !trying(s.reason[at]) || run.origin(r).N < s.since[at]:
			stale[r.N], late[r.N] = true, s.held(way{at, true})
		}
	})
	for n := range stale {
		if run.cfg.Settings.LateAcceptIgnored {
			break
		}
		if !answered[n] && !late[n] && !run.mine(n) && run.broken == "" {
			t.Errorf("%s is not wanted and not answered", run.say(run.tl.ByN(n)))
		}
	}
}

// origin is the message of the client that led to a reply.
func (run *observed) origin(reply *timeline.Record) *timeline.Record {
	for _, r := range run.chain(reply) {
		if r.Kind == timeline.Sent && r.Who != timeline.Server {
			return r
		}
	}
	return &timeline.Record{}
}

// mine reports whether an accept repeats the one by which its client is in the room: an answer to
// another attempt of the same login or loss.
func (run *observed) mine(accept uint32) bool {
	var entered, began uint32
	for i := range run.tl.Records[:accept-1] {
		r := &run.tl.Records[i]
		if a := run.tl.ByN(accept); !isState(r) || r.Who != a.Who || r.Room != a.Room {
			continue
		}
		switch {
		case inside(r.Reason):
			entered = began
		case r.Reason == timeline.Reconnecting: // the session goes on until another is accepted
			began = r.N
		case r.Reason == timeline.Logining:
			entered, began = 0, r.N
		default:
			entered = 0
		}
	}
	return entered != 0 && run.origin(run.tl.ByN(accept)).N > entered
}

func noLastTry(t failer, run *observed) {
	tried := map[place]*timeline.Record{}
	run.walk(func(r *timeline.Record, s *status) {
		at := place{r.Who, r.Room}
		if r.Kind == timeline.Sent && r.Name == timeline.MsgLogin && !again(r) {
			tried[at] = r
		}
		gaveUp := isState(r) && r.Arg == model.CodeTimeout
		if last := tried[at]; gaveUp && last != nil && last.At == r.At && last.N > s.since[at] {
			t.Errorf("%s in the instant of %s", run.say(last), run.say(r))
		}
	})
}
