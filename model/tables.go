package model

import (
	"strconv"
	"strings"

	"roomsim/model/fsm"
)

// row is a transition of either machine.
type row[S, I ~uint8, E any] = fsm.Row[S, I, E]

// step is one row, as the tables write it.
func step[S, I ~uint8, E any](from S, on I, to S, fact string, do E) row[S, I, E] {
	return row[S, I, E]{From: from, On: on, To: to, Do: do, Fact: fact}
}

// aside marks a row that is not in the published diagram.
func aside[S, I ~uint8, E any](r row[S, I, E]) row[S, I, E] {
	r.Outside = true
	return r
}

// ClientTable and SeatTable are the machines, checked.
type (
	ClientTable = fsm.Table[ClientState, ClientInput, ClientEffect]
	SeatTable   = fsm.Table[SeatState, SeatInput, SeatDo]
)

// NewClientTable checks the rows of a client's machine.
func NewClientTable(rows []ClientRow) (*ClientTable, error) {
	return fsm.New(fsm.Machine[ClientState, ClientInput, ClientEffect]{
		Start:  Out,
		States: []string{"Out", "Joining", "In", "Rejoining"},
		Inputs: []string{"CallLogin", "CallLoginBusy", "CallLoginOther", "CallLogout", "CallLogoutAway",
			"CallSwitchWrong", "CallRenew", "CallDestroy", "CallLoginDead", "CallLogoutDead",
			"LoginAccepted", "LoginUnwanted", "LoginRejected", "Kicked", "SessionUnknown",
			"ConnectionLost", "PathChanged", "NetworkBack", "RetryDue", "WindowClosed", "BeatDue",
			"BeatAnswered", "NoticeCame", "RosterCame", "AppKilled"},
		Rows: rows,
		Ignored: ignore(map[ClientState][]ClientInput{
			Out: {CallLogoutAway, CallRenew, CallDestroy, LoginAccepted, LoginRejected, Kicked,
				SessionUnknown, ConnectionLost, PathChanged, NetworkBack, RetryDue, WindowClosed, BeatDue,
				BeatAnswered, NoticeCame, RosterCame, AppKilled},
			Joining: {CallLogin, CallLoginOther, CallLogoutAway, CallSwitchWrong, CallRenew, CallLoginDead,
				CallLogoutDead, SessionUnknown, ConnectionLost, PathChanged, BeatDue, BeatAnswered,
				NoticeCame, RosterCame},
			In: {CallLogin, CallLoginOther, CallLogoutAway, CallSwitchWrong, CallLoginDead, CallLogoutDead,
				LoginAccepted, LoginRejected, NetworkBack, RetryDue, WindowClosed},
			Rejoining: {CallLogin, CallLoginOther, CallSwitchWrong, CallRenew, CallLoginDead, CallLogoutDead,
				SessionUnknown, ConnectionLost, PathChanged, BeatDue, BeatAnswered, NoticeCame,
				RosterCame},
		}, int(clientStates)),
		Does: ClientEffect.String,
	})
}

// NewSeatTable checks the rows of the server's machine.
func NewSeatTable(rows []SeatRow) (*SeatTable, error) {
	return fsm.New(fsm.Machine[SeatState, SeatInput, SeatDo]{
		Start:  Absent,
		States: []string{"Absent", "Present"},
		Inputs: []string{"LoginFirst", "LoginRepeated", "LoginAgain", "LoginElsewhere", "LoginOutdated",
			"ReturnTaken", "ReturnEnded", "LoginRefused", "LoginCrowded", "TokenRenewed", "BeatKnown",
			"BeatUnknown", "BeatEnded", "FetchKnown", "FetchUnknown", "LogoutKnown", "LogoutUnknown",
			"SeatExpired", "MovedAway",
			"MovedToOther", "KickedOut", "TokenOver", "ConnectionClosed", "ConnectionDoubtful", "Forgotten",
			"ReturnLate"},
		Rows: rows,
		Ignored: ignore(map[SeatState][]SeatInput{
			Absent: {LoginRepeated, LoginAgain, LoginElsewhere, LoginOutdated, BeatKnown, FetchKnown,
				LogoutKnown, LogoutUnknown, SeatExpired, MovedAway, MovedToOther, TokenRenewed,
				KickedOut, TokenOver, ConnectionClosed, ConnectionDoubtful, Forgotten},
			Present: {LoginFirst, LoginOutdated, LogoutUnknown, ReturnLate},
		}, int(seatStates)),
		Does: SeatDo.String,
	})
}

// ignore lists the pairs that have no row on purpose: the input means nothing in the state, or
// cannot come there.
func ignore[S, I ~uint8](inputs map[S][]I, states int) []fsm.Pair[S, I] {
	var pairs []fsm.Pair[S, I]
	for s := range states {
		for _, on := range inputs[S(s)] {
			pairs = append(pairs, fsm.Pair[S, I]{From: S(s), On: on})
		}
	}
	return pairs
}

var clientDoes = [...]string{"stop timers", "new session", "rewind waits", "send login",
	"await retry", "send logout", "send logout of the unwanted session", "send new token",
	"leave room", "enter room", "report roster", "send beat", "hear server", "take notice"}

var seatDoes = [...]string{"kick holder", "give seat", "renew seat", "shorten seat", "take seat",
	"take token", "record", "accept", "reject", "kick sender", "refuse", "answer", "send roster",
	"announce"}

// String puts the effect into words: "Reconnecting(1002051); stop timers, new session, await
// retry".
func (e ClientEffect) String() string {
	var said []string
	if e.Says != 0 {
		code := strconv.FormatUint(uint64(e.Code), 10)
		if e.Code == CodeOfMessage {
			code = "code given"
		}
		said = append(said, e.Says.String()+"("+code+")")
	}
	if e.Do != 0 {
		said = append(said, members(uint32(e.Do), clientDoes[:]))
	}
	return strings.Join(said, "; ")
}

// String puts the set into words: "renew seat, record, accept".
func (d SeatDo) String() string { return members(uint32(d), seatDoes[:]) }

func members(set uint32, names []string) string {
	var list []string
	for k, name := range names {
		if set>>k&1 != 0 {
			list = append(list, name)
		}
	}
	return strings.Join(list, ", ")
}
