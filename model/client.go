package model

import "roomsim/model/timeline"

// ClientState is where one client stands with one room.
type ClientState uint8

// The states of a client in a room. [Room Status Description]
const (
	Out       ClientState = iota // not in the room; the vendor's Logout, LoginFailed, ReconnectFailed, KickOut
	Joining                      // loginRoom was called, no answer yet: Logining
	In                           // Logined or Reconnected
	Rejoining                    // the connection is lost and being sought: Reconnecting
	clientStates
)

// ClientInput is what happens to a client in a room.
type ClientInput uint8

// The inputs of a client, already told apart: rows need no conditions.
const (
	CallLogin      ClientInput = iota // loginRoom, while the client is in no room
	CallLoginBusy                     // loginRoom, while the client is in a room or trying to be
	CallLogout                        // logoutRoom
	LoginAccepted                     // the server accepts the login that is being tried
	LoginUnwanted                     // the server accepts a login that is no longer wanted
	LoginRejected                     // the server rejects the login that is being tried
	Kicked                            // the server has ended the session, with a code
	SessionUnknown                    // the server does not know the session
	ConnectionLost                    // the device's notice, or silence
	PathChanged                       // the device went over to another network
	NetworkBack                       // the SDK hears that the network is back, and may use it at once
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

const leave = StopTimers | LeaveRoom

// ClientRows is the machine of a client in a room. Facts: facts.go.
func ClientRows() []ClientRow {
	return []ClientRow{
		{From: Out, On: CallLogin, To: Joining, Do: says(timeline.Logining, 0, NewSession|SendLogin), Fact: "T0"},
		{From: Out, On: CallLoginBusy, To: Out, Do: says(timeline.LoginFailed, CodeRoomCount, 0), Fact: "C19"},
		{From: Out, On: CallLogout, To: Out, Do: says(timeline.LogoutFailed, CodeWrongRoom, 0), Fact: "S9"},
		{From: Out, On: LoginUnwanted, To: Out, Do: does(SendUnwanted), Fact: "A8"},

		{From: Joining, On: CallLoginBusy, To: Joining, Do: says(timeline.LoginFailed, CodeRoomCount, 0), Fact: "C19"},
		{From: Joining, On: CallLogout, To: Out, Do: says(timeline.Logout, 0, SendLogout|leave), Fact: "A7", Outside: true},
		{From: Joining, On: LoginAccepted, To: In, Do: says(timeline.Logined, 0, StopTimers|EnterRoom|ReportRoster), Fact: "T1"},
		{From: Joining, On: LoginRejected, To: Out, Do: says(timeline.LoginFailed, CodeOfMessage, leave), Fact: "A12"},
		{From: Joining, On: Kicked, To: Out, Do: says(timeline.LoginFailed, CodeOfMessage, leave), Fact: "A12"},
		{From: Joining, On: NetworkBack, To: Joining, Do: does(RewindWaits | SendLogin), Fact: "A5"},
		{From: Joining, On: RetryDue, To: Joining, Do: does(SendLogin), Fact: "C5"},
		{From: Joining, On: WindowClosed, To: Out, Do: says(timeline.LoginFailed, CodeRetryTimeout, leave), Fact: "S3"},
		{From: Joining, On: LoginUnwanted, To: Joining, Do: does(SendUnwanted), Fact: "A8"},
		{From: Joining, On: AppKilled, To: Out, Do: does(leave), Fact: "A10"},

		{From: In, On: CallLoginBusy, To: In, Do: says(timeline.LoginFailed, CodeRoomCount, 0), Fact: "C19", Outside: true},
		{From: In, On: CallLogout, To: Out, Do: says(timeline.Logout, 0, SendLogout|leave), Fact: "S8"},
		{From: In, On: ConnectionLost, To: Rejoining,
			Do: says(timeline.Reconnecting, CodeBroken, StopTimers|NewSession|AwaitRetry), Fact: "T3"},
		{From: In, On: PathChanged, To: Rejoining,
			Do: says(timeline.Reconnecting, CodeBroken, StopTimers|NewSession|SendLogin), Fact: "A6"},
		{From: In, On: SessionUnknown, To: Rejoining,
			Do: says(timeline.Reconnecting, CodeBroken, StopTimers|NewSession|SendLogin), Fact: "A4"},
		{From: In, On: Kicked, To: Out, Do: says(timeline.KickOut, CodeOfMessage, leave), Fact: "S7"},
		{From: In, On: BeatDue, To: In, Do: does(SendBeat), Fact: "C11"},
		{From: In, On: BeatAnswered, To: In, Do: does(HearServer), Fact: "C12"},
		{From: In, On: NoticeCame, To: In, Do: does(TakeNotice), Fact: "T2"},
		{From: In, On: RosterCame, To: In, Do: does(ReportRoster), Fact: "A9"},
		{From: In, On: LoginUnwanted, To: In, Do: does(SendUnwanted), Fact: "A8"},
		{From: In, On: AppKilled, To: Out, Do: does(leave), Fact: "A10"},

		{From: Rejoining, On: CallLoginBusy, To: Rejoining,
			Do: says(timeline.LoginFailed, CodeRoomCount, 0), Fact: "C19", Outside: true},
		{From: Rejoining, On: CallLogout, To: Out, Do: says(timeline.Logout, 0, SendLogout|leave), Fact: "A7", Outside: true},
		{From: Rejoining, On: LoginAccepted, To: In,
			Do: says(timeline.Reconnected, 0, StopTimers|EnterRoom|ReportRoster), Fact: "T5"},
		{From: Rejoining, On: LoginRejected, To: Out, Do: says(timeline.ReconnectFailed, CodeOfMessage, leave), Fact: "A12"},
		{From: Rejoining, On: Kicked, To: Out, Do: says(timeline.KickOut, CodeOfMessage, leave), Fact: "A13", Outside: true},
		{From: Rejoining, On: NetworkBack, To: Rejoining, Do: does(RewindWaits | SendLogin), Fact: "A5"},
		{From: Rejoining, On: RetryDue, To: Rejoining, Do: does(SendLogin), Fact: "C5"},
		{From: Rejoining, On: WindowClosed, To: Out,
			Do: says(timeline.ReconnectFailed, CodeRetryTimeout, leave), Fact: "T5''"},
		{From: Rejoining, On: LoginUnwanted, To: Rejoining, Do: does(SendUnwanted), Fact: "A8"},
		{From: Rejoining, On: AppKilled, To: Out, Do: does(leave), Fact: "A10"},
	}
}
