package model

// SeatState is a user's place in a room, as the server keeps it.
type SeatState uint8

// The states of a seat.
const (
	Absent SeatState = iota
	Present
	seatStates
)

// SeatInput is what happens to a seat.
type SeatInput uint8

// The inputs of a seat, already told apart: rows need no conditions.
const (
	LoginFirst     SeatInput = iota // of a user without a live seat, also one whose seat expired
	LoginRepeated                   // once more by the session that holds the seat
	LoginAgain                      // a new session on the device that holds the seat
	LoginElsewhere                  // a first login on another device
	LoginOutdated                   // of a session older than the one that holds the seat
	ReturnTaken                     // a session comes back while another device holds the user's seat
	ReturnEnded                     // a session comes back that was displaced
	BeatKnown                       // of the session that holds the seat
	BeatUnknown
	BeatEnded // of a session that was displaced
	FetchKnown
	FetchUnknown
	LogoutKnown
	LogoutUnknown
	SeatExpired  // H without a login or beat
	MovedAway    // the user logs in to another room on the same device
	MovedToOther // the user logs in to another room on another device
	ReturnLate   // of a session whose seat expired more than server.resume.window ago
	seatInputs
)

// SeatDo is what the server does, a set; the members run in this order.
type SeatDo uint32

// What the server can do.
const (
	KickHolder  SeatDo = 1 << iota // tell the session that holds the seat that it has lost it
	GiveSeat                       // to the session that asks
	RenewSeat                      // H from now
	TakeSeat                       // from the session that holds it
	LeaveRecord                    // of the login, logout, beat, expiry
	Accept                         // replies leave after server.process
	Reject
	KickSender
	Refuse
	Answer
	SendRoster
	Announce // the change, to the others, after server.fanout
)

// SeatRow is one row of the server's machine.
type SeatRow = row[SeatState, SeatInput, SeatDo]

// SeatRows is the machine of a seat. Cases 1 and 2 differ by its first and third row: a login of an
// absent user is announced, of a present one it is not.
func SeatRows() []SeatRow {
	return []SeatRow{
		step(Absent, LoginFirst, Present, "T2", GiveSeat|RenewSeat|LeaveRecord|Accept|Announce),
		step(Present, LoginRepeated, Present, "A3", RenewSeat|LeaveRecord|Accept),
		step(Present, LoginAgain, Present, "T5", GiveSeat|RenewSeat|LeaveRecord|Accept),
		step(Present, LoginElsewhere, Present, "S7", KickHolder|GiveSeat|RenewSeat|LeaveRecord|Accept),
		step(Absent, ReturnTaken, Absent, "A12", Reject),
		step(Present, ReturnTaken, Present, "A12", Reject),
		step(Absent, ReturnLate, Absent, "P2", Reject),
		step(Absent, ReturnEnded, Absent, "A13", KickSender),
		step(Present, ReturnEnded, Present, "A13", KickSender),
		step(Present, BeatKnown, Present, "C3", RenewSeat|LeaveRecord|Answer),
		step(Absent, BeatUnknown, Absent, "A4", Refuse),
		step(Present, BeatUnknown, Present, "A4", Refuse),
		step(Absent, BeatEnded, Absent, "A13", KickSender),
		step(Present, BeatEnded, Present, "A13", KickSender),
		step(Present, FetchKnown, Present, "A9", SendRoster),
		step(Absent, FetchUnknown, Absent, "A4", Refuse),
		step(Present, FetchUnknown, Present, "A4", Refuse),
		step(Present, LogoutKnown, Absent, "S8", TakeSeat|LeaveRecord|Announce),
		step(Present, SeatExpired, Absent, "T4", TakeSeat|LeaveRecord|Announce),
		step(Present, MovedAway, Absent, "C19", TakeSeat|LeaveRecord|Announce),
		step(Present, MovedToOther, Absent, "S7", KickHolder|TakeSeat|LeaveRecord|Announce),
	}
}
