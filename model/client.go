package model

import "roomsim/model/timeline"

// ClientState is where one client stands with one room.
type ClientState uint8

// The states of a client in a room. [Room Status Description]
const (
	Out       ClientState = iota // Logout, LoginFailed, ReconnectFailed, KickOut: not in the room
	Joining                      // loginRoom was called, no answer yet: Logining
	In                           // Logined or Reconnected
	Rejoining                    // the connection is lost and being sought: Reconnecting
	clientStates
)

// ClientInput is what happens to a client in a room.
type ClientInput uint8

// The inputs of a client, already told apart: rows need no conditions.
const (
	CallLogin       ClientInput = iota // loginRoom, while the client is in no room
	CallLoginBusy                      // loginRoom, while the client is in a room or trying to be
	CallLoginOther                     // loginRoom as another user than in the rooms it is in
	CallLogout                         // logoutRoom
	CallLogoutAway                     // logoutRoom while offline, where that fails
	CallSwitchWrong                    // switchRoom from a room the client is not in
	CallRenew                          // renewToken
	CallDestroy                        // destroyEngine
	CallLoginDead                      // loginRoom after destroyEngine
	CallLogoutDead                     // logoutRoom after destroyEngine
	LoginAccepted                      // the server accepts the login that is being tried
	LoginUnwanted                      // the server accepts a login that is no longer wanted
	LoginRejected                      // the server rejects the login that is being tried
	Kicked                             // the server has ended the session, with a code
	SessionUnknown                     // the server does not know the session
	ConnectionLost                     // the device's notice, or silence
	PathChanged                        // the device went over to another network
	NetworkBack                        // the SDK hears that the network is back, and may use it
	RetryDue
	WindowClosed // R is over
	BeatDue
	BeatAnswered
	NoticeCame
	RosterCame
	AppKilled
	clientInputs
)

// ClientDo is what a client does, a set; the members run in this order.
type ClientDo uint32

// What a client can do.
const (
	StopTimers   ClientDo = 1 << iota
	NewSession            // a new nonce for the attempts to come; the window opens
	RewindWaits           // the retry waits begin anew
	SendLogin             // an attempt, and the wait for the next
	AwaitRetry            // the wait alone
	SendLogout            // names the session and the one being tried
	SendUnwanted          // a logout of the unwanted session only
	SendRenew             // the new token
	LeaveRoom             // forget sessions and view
	EnterRoom             // take the session up; beats and silence begin
	ReportRoster          // report the difference between the roster and the view
	SendBeat
	HearServer // silence begins anew; a missed notice is found out
	TakeNotice
)

// CodeOfMessage as a row's code stands for the code that the server's message carries.
const CodeOfMessage = 1<<32 - 1

// ClientEffect is what a row has a client say and do; the saying comes first.
type ClientEffect struct {
	Says timeline.Reason // 0: nothing
	Code uint32
	Do   ClientDo
}

// ClientRow is one row of the client's machine.
type ClientRow = row[ClientState, ClientInput, ClientEffect]

// says and does make a row's effect readable.
func says(r timeline.Reason, code uint32, do ClientDo) ClientEffect {
	return ClientEffect{Says: r, Code: code, Do: do}
}

func does(do ClientDo) ClientEffect { return ClientEffect{Do: do} }

// What rows do together.
const (
	arrive = StopTimers | EnterRoom | ReportRoster
	lose   = StopTimers | NewSession
	leave  = StopTimers | LeaveRoom
)

// ClientRows is the machine of a client in a room. Facts: facts.go.
func ClientRows() []ClientRow {
	return []ClientRow{
		step(Out, CallLogin, Joining, "T0", says(timeline.Logining, 0, NewSession|SendLogin)),
		step(Out, CallLoginBusy, Out, "C19", says(timeline.LoginFailed, CodeRooms, 0)),
		step(Out, CallLogout, Out, "S9", says(timeline.LogoutFailed, CodeWrongRoom, 0)),
		step(Out, LoginUnwanted, Out, "A8", does(SendUnwanted)),
		step(Out, CallSwitchWrong, Out, "A16", says(timeline.LoginFailed, CodeWrongRoom, 0)),
		step(Out, CallLoginOther, Out, "C18", says(timeline.LoginFailed, CodeOtherUser, 0)),
		step(Out, CallLoginDead, Out, "A17", says(timeline.LoginFailed, CodeNoEngine, 0)),
		step(Out, CallLogoutDead, Out, "S9", says(timeline.LogoutFailed, CodeNoEngine, 0)),

		step(Joining, CallLoginBusy, Joining, "C19", says(timeline.LoginFailed, CodeRooms, 0)),
		aside(step(Joining, CallLogout, Out, "A7", says(timeline.Logout, 0, SendLogout|leave))),
		step(Joining, LoginAccepted, In, "T1", says(timeline.Logined, 0, arrive)),
		step(Joining, LoginRejected, Out, "A12", says(timeline.LoginFailed, CodeOfMessage, leave)),
		step(Joining, Kicked, Out, "A12", says(timeline.LoginFailed, CodeOfMessage, leave)),
		step(Joining, NetworkBack, Joining, "A5", does(RewindWaits|SendLogin)),
		step(Joining, RetryDue, Joining, "C5", does(SendLogin)),
		step(Joining, WindowClosed, Out, "S3", says(timeline.LoginFailed, CodeTimeout, leave)),
		step(Joining, LoginUnwanted, Joining, "A8", does(SendUnwanted)),
		aside(step(Joining, CallDestroy, Out, "A17", does(SendLogout|leave))),
		step(Joining, AppKilled, Out, "A10", does(leave)),

		aside(step(In, CallLoginBusy, In, "C19", says(timeline.LoginFailed, CodeRooms, 0))),
		step(In, CallLogout, Out, "S8", says(timeline.Logout, 0, SendLogout|leave)),
		step(In, ConnectionLost, Rejoining, "T3", says(timeline.Reconnecting, CodeLost, lose|AwaitRetry)),
		step(In, PathChanged, Rejoining, "A6", says(timeline.Reconnecting, CodeLost, lose|SendLogin)),
		step(In, SessionUnknown, Rejoining, "A4", says(timeline.Reconnecting, CodeLost, lose|SendLogin)),
		step(In, Kicked, Out, "S7", says(timeline.KickOut, CodeOfMessage, leave)),
		step(In, BeatDue, In, "C11", does(SendBeat)),
		step(In, BeatAnswered, In, "C12", does(HearServer)),
		step(In, NoticeCame, In, "T2", does(TakeNotice)),
		step(In, RosterCame, In, "A9", does(ReportRoster)),
		step(In, LoginUnwanted, In, "A8", does(SendUnwanted)),
		step(In, CallRenew, In, "C14", does(SendRenew)),
		aside(step(In, CallDestroy, Out, "A17", does(SendLogout|leave))),
		step(In, AppKilled, Out, "A10", does(leave)),

		aside(step(Rejoining, CallLoginBusy, Rejoining, "C19", says(timeline.LoginFailed, CodeRooms, 0))),
		aside(step(Rejoining, CallLogout, Out, "A7", says(timeline.Logout, 0, SendLogout|leave))),
		step(Rejoining, LoginAccepted, In, "T5", says(timeline.Reconnected, 0, arrive)),
		step(Rejoining, LoginRejected, Out, "A12", says(timeline.ReconnectFailed, CodeOfMessage, leave)),
		aside(step(Rejoining, Kicked, Out, "A13", says(timeline.KickOut, CodeOfMessage, leave))),
		step(Rejoining, NetworkBack, Rejoining, "A5", does(RewindWaits|SendLogin)),
		step(Rejoining, RetryDue, Rejoining, "C5", does(SendLogin)),
		step(Rejoining, WindowClosed, Out, "T5''", says(timeline.ReconnectFailed, CodeTimeout, leave)),
		step(Rejoining, LoginUnwanted, Rejoining, "A8", does(SendUnwanted)),
		aside(step(Rejoining, CallLogoutAway, Out, "A7", says(timeline.LogoutFailed, 0, leave))),
		aside(step(Rejoining, CallDestroy, Out, "A17", does(SendLogout|leave))),
		step(Rejoining, AppKilled, Out, "A10", does(leave)),
	}
}
