package model_test

import (
	"slices"

	"roomsim/model"
	"roomsim/model/timeline"
)

// codesOf are the codes that a reason may carry now.
var codesOf = map[timeline.Reason][]uint32{
	timeline.Logining:     {0},
	timeline.Logined:      {0},
	timeline.Reconnected:  {0},
	timeline.Logout:       {0},
	timeline.Reconnecting: {model.CodeLost},
	timeline.ReconnectFailed: {model.CodeTimeout, model.CodeLoginOther,
		model.CodeKickedElsewhere, model.CodeKicked, model.CodeTokenKicked, model.CodeSessionOver,
		model.CodeToken, model.CodeRoomFull, model.CodeNoMultiRoom, model.CodeTooManyRooms,
		model.CodeBanned, model.CodeTokenExpired},
	timeline.LoginFailed: {model.CodeTimeout, model.CodeRooms, model.CodeLoginOther,
		model.CodeKickedElsewhere, model.CodeKicked, model.CodeTokenKicked, model.CodeNoEngine,
		model.CodeWrongRoom, model.CodeToken, model.CodeRoomFull, model.CodeNoMultiRoom,
		model.CodeTooManyRooms, model.CodeBanned, model.CodeNoToken, model.CodeTokenExpired},
	timeline.KickOut:      {model.CodeKickedElsewhere, model.CodeKicked, model.CodeTokenKicked},
	timeline.LogoutFailed: {0, model.CodeWrongRoom, model.CodeNoEngine},
}

// ordered reports whether the backend ordered a failure with a code of its own.
func (run *observed) ordered(r *timeline.Record) bool {
	return (r.Reason == timeline.LoginFailed || r.Reason == timeline.ReconnectFailed) &&
		slices.ContainsFunc(run.cfg.Actions, func(a model.Action) bool {
			return a.Verb == model.DoRefuse && a.Code == r.Arg
		})
}

func codes(t failer, run *observed) {
	run.walk(func(r *timeline.Record, _ *status) {
		if r.Name == timeline.OnRoomStateChanged && !slices.Contains(codesOf[r.Reason], r.Arg) &&
			!run.ordered(r) {
			t.Errorf("%s", run.say(r))
		}
	})
}

func listed(t failer, run *observed) {
	known := model.Sayings(model.ClientRows())
	for i := range run.tl.Records {
		r := &run.tl.Records[i]
		if s, ok := model.SayingOf(r); ok && !slices.Contains(known, s) && !run.ordered(r) {
			t.Errorf("record %d: %s is not listed", r.N, s)
		}
	}
}

// kicks checks each kick against what ended the session, and each KickOut against its kick.
func kicks(t failer, run *observed) {
	type end struct {
		who  place
		code uint32
	}
	ends := map[end]bool{} // what ended a session that the client may yet return with
	run.walk(func(r *timeline.Record, s *status) {
		seat := s.seat[place{r.User, r.Room}]
		switch by := run.by(r); {
		case run.forgets(r):
			clear(ends)
		case r.Kind == timeline.ServerDid && (r.Name == timeline.ServerLogout ||
			r.Name == timeline.ServerDisplace):
			ends[end{place{seat.holder, r.Room}, run.endCode(r)}] = true
		case r.Kind == timeline.Sent && r.Name == timeline.MsgKick:
			code := run.kickCode(by)
			if code != 0 && code != r.Arg || code == 0 && !ends[end{place{r.Peer, r.Room}, r.Arg}] {
				t.Errorf("%s, caused by %s", run.say(r), run.say(by))
			}
		case r.Reason == timeline.KickOut && (by.Name != timeline.MsgKick || r.Arg != by.Arg):
			t.Errorf("%s, caused by %s", run.say(r), run.say(by))
		case by.Name == timeline.MsgKick && r.Kind == timeline.Callback &&
			r.Reason != timeline.KickOut && s.reason[place{r.Who, r.Room}] != timeline.Logining:
			t.Errorf("%s, caused by %s", run.say(r), run.say(by))
		}
	})
}

// endCode is the code that belongs to the end of a seat.
func (run *observed) endCode(r *timeline.Record) uint32 {
	switch run.by(r).Name {
	case timeline.BackendKick, timeline.BackendClose:
		return model.CodeKicked
	case timeline.ServerLogin, timeline.ServerBeat:
		return model.CodeTokenKicked
	}
	return model.CodeKickedElsewhere
}

// kickCode is the code that a kick must have by what caused it; 0: it repeats an earlier one.
func (run *observed) kickCode(by *timeline.Record) uint32 {
	switch by.Name {
	case timeline.ServerDisplace:
		return model.CodeKickedElsewhere
	case timeline.BackendKick, timeline.BackendClose:
		return model.CodeKicked
	case timeline.ServerLogin, timeline.ServerBeat:
		return model.CodeTokenKicked
	}
	return 0
}

// logoutsFail checks that a logoutRoom fails if and only if there is nothing to leave, or no way.
func logoutsFail(t failer, run *observed) {
	var call *timeline.Record
	var was timeline.Reason
	run.walk(func(r *timeline.Record, s *status) {
		if r.Name == timeline.LogoutRoom {
			call, was = r, s.reason[place{r.Who, r.Room}]
			return
		}
		if call == nil || call.Room == 0 || call.Flag&timeline.Ineffective != 0 {
			offline := r.Arg == 0 && run.cfg.Settings.LogoutOfflineFails // of a switch, or of all rooms
			if r.Reason == timeline.LogoutFailed && !(offline && run.by(r).Kind == timeline.Call) {
				t.Errorf("%s for no call", run.say(r))
			}
			return
		}
		out, code := !inside(was) && !trying(was), uint32(model.CodeWrongRoom)
		if s.ended[call.Who] {
			code = model.CodeNoEngine
		}
		if want := r.Cause == call.N && r.Reason == timeline.LogoutFailed && r.Arg == code; out != want &&
			!(was == timeline.Reconnecting && run.cfg.Settings.LogoutOfflineFails && r.Arg == 0) {
			t.Errorf("%s, after %s while %s", run.say(r), run.say(call), was)
		}
		call = nil
	})
}
