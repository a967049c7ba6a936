package model_test

import (
	"math/bits"
	"strings"

	"roomsim/model"
	"roomsim/model/timeline"
)

// ofRooms are the properties of tokens, kicks, switches, sleep, and of a server that stops.
var ofRooms = []property{
	{id: "P19b", text: "a wrong token gives LoginFailed(1002033) and no seat; no other does",
		check: wrongTokens},
	{id: "P29", text: "destroyEngine ends everything but the 1000001 that answers a later call",
		check: destroyed},
	{id: "P52", text: "a kick takes one seat, the closing of a room all", check: kickTakes},
	{id: "P52b", text: "no later packet of a session that the server ended changes anything",
		check: endedForGood},
	{id: "P54", text: "switchRoom: Logout(from), then Logining(to), in one instant",
		check: switchesInOrder},
	{id: "P54b", text: "in single-room mode a client is never in two rooms", check: inOneRoom},
	{id: "P56", text: "when the server has lost its memory, nobody stays in a room as before",
		needs: healed, check: allBeginAnew},
	{id: "P21b", text: "logoutRoom without a room leaves every room", check: leavesAll},
	{id: "P51c", text: "who leaves a room tells the server", check: leavingIsTold},
	{id: "A21", text: "a server that is stopped says and hears nothing", check: stoppedIsSilent},
	{id: "A22", text: "a suspended app says and hears nothing", check: asleepAreSilent},
	{id: "reply first", text: "no notice leaves before the reply that admits its session",
		needs: stands, check: replyFirst},
}

// shown is the token that a call's record speaks of.
func (run *observed) shown(call *timeline.Record) string {
	words := run.tl.Words(call)
	if i := strings.LastIndex(words, "token"); i >= 0 {
		return strings.TrimPrefix(strings.TrimPrefix(words[i:], "token"), ": ")
	}
	return ""
}

// wrongTokens follows each login's token from the call that showed it to the server's answer.
func wrongTokens(t failer, run *observed) {
	last := map[place]string{}
	with := map[uint32]string{} // by record of a login's sending
	run.walk(func(r *timeline.Record, s *status) {
		at := place{r.Who, r.Room}
		by := run.by(r)
		switch {
		case r.Reason == timeline.Logining:
			last[at] = run.shown(by)
		case r.Name == timeline.RenewToken && r.Flag&timeline.Ineffective == 0 &&
			(trying(s.reason[at]) || inside(s.reason[at])):
			last[at] = run.shown(r)
		case r.Kind == timeline.Sent && r.Name == timeline.MsgLogin:
			if !again(r) {
				with[r.N] = last[at]
			}
		case r.Name == timeline.ServerLogin && !r.Relogin() && with[run.sending(by)] == "wrong":
			t.Errorf("%s with a wrong token", run.say(r))
		case r.Kind == timeline.Sent && r.Name == timeline.MsgReject:
			token := with[run.sending(by)]
			if r.Arg == model.CodeToken != (token == "wrong") && (token != "wrong" ||
				r.Arg == model.CodeTokenExpired || r.Arg == model.CodeNoToken) {
				t.Errorf("%s, the token was %q", run.say(r), token)
			}
		}
	})
}

func destroyed(t failer, run *observed) {
	since := map[uint32]uint32{} // by client: record of its call
	run.walk(func(r *timeline.Record, s *status) {
		if r.Name == timeline.DestroyEngine && !s.ended[r.Who] && r.Flag&timeline.Ineffective == 0 {
			since[r.Who] = r.N
		}
		if !s.ended[r.Who] {
			return
		}
		answer := r.Arg == model.CodeNoEngine && run.by(r).Kind == timeline.Call &&
			(r.Reason == timeline.LoginFailed || r.Reason == timeline.LogoutFailed)
		sought := r.Kind == timeline.Sent && r.Name != timeline.MsgLogout &&
			r.Name != timeline.MsgClosed && !s.owed(r, since[r.Who])
		if r.Kind == timeline.Callback && !answer || sought {
			t.Errorf("%s after destroyEngine", run.say(r))
		}
	})
}

func kickTakes(t failer, run *observed) {
	left, want := map[uint32]int{}, map[uint32]int{}
	run.walk(func(r *timeline.Record, s *status) {
		switch {
		case r.Name == timeline.BackendKick:
			if want[r.N] = int(s.roster[r.Room] >> r.User & 1); s.stopped {
				want[r.N] = 0
			}
		case r.Name == timeline.BackendClose && !s.stopped:
			want[r.N] = bits.OnesCount64(uint64(s.roster[r.Room]))
		case r.Name == timeline.ServerLogout:
			left[r.Cause]++
			if _, ok := want[r.Cause]; ok && r.Left() != timeline.LeaveKicked {
				t.Errorf("%s, caused by %s", run.say(r), run.say(run.by(r)))
			}
		}
	})
	for n, seats := range want {
		if left[n] != seats && run.broken == "" {
			t.Errorf("%s takes %d seats, want %d", run.say(run.tl.ByN(n)), left[n], seats)
		}
	}
}

// stretch is a client's time in a room from one Logining to the next.
type stretch struct {
	of    place
	began uint32 // record of its Logining
}

// endedForGood checks that no message of a stretch that a kick ended renews or takes a seat.
func endedForGood(t failer, run *observed) {
	began := map[place]uint32{}
	of := map[uint32]stretch{} // by record of a message's sending
	over := map[stretch]*timeline.Record{}
	run.walk(func(r *timeline.Record, s *status) {
		at := place{r.Who, r.Room}
		switch by := run.by(r); {
		case r.Reason == timeline.Logining:
			began[at] = r.N
		case r.Kind == timeline.Sent && r.Who != timeline.Server:
			if !again(r) {
				of[r.N] = stretch{at, began[at]}
			}
		case run.forgets(r):
			clear(over)
		case r.Name == timeline.ServerDisplace,
			r.Name == timeline.ServerLogout && (r.Left() == timeline.LeaveKicked ||
				r.Left() == timeline.LeaveToken):
			seat := s.seat[place{r.User, r.Room}]
			over[of[run.origin(run.tl.ByN(seat.by)).N]] = r
		case r.Name == timeline.ServerLogin, r.Name == timeline.ServerBeat:
			if end := over[of[run.sending(by)]]; end != nil {
				t.Errorf("%s, although %s", run.say(r), run.say(end))
			}
		}
	})
}

// switchesInOrder checks what follows a switchRoom from a room that the client is in.
func switchesInOrder(t failer, run *observed) {
	var call *timeline.Record
	var was timeline.Reason
	var heard []string
	judge := func() {
		if call == nil || !inside(was) && !trying(was) {
			return
		}
		switch got := strings.Join(heard, " "); got {
		case "Logout from Logining", "Logout from LoginFailed":
		case "LogoutFailed from Logining", "LogoutFailed from LoginFailed":
			if !run.cfg.Settings.LogoutOfflineFails {
				t.Errorf("%s leads to %s", run.say(call), got)
			}
		default:
			t.Errorf("%s leads to %s", run.say(call), got)
		}
	}
	run.walk(func(r *timeline.Record, s *status) {
		switch {
		case r.Name == timeline.SwitchRoom && r.Flag&timeline.Ineffective == 0:
			judge()
			call, was, heard = r, s.reason[place{r.Who, r.Room}], nil
		case call == nil || r.Kind != timeline.Callback || r.Cause != call.N:
		default:
			if r.At != call.At {
				t.Errorf("%s, long after %s", run.say(r), run.say(call))
			}
			word := r.Reason.String()
			if len(heard) == 0 && r.Room == call.Room {
				word += " from"
			}
			heard = append(heard, word)
		}
	})
	if run.broken == "" {
		judge()
	}
}
