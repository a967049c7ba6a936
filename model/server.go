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
	LoginRefused                    // with a code: full, banned, a bad token, the backend's will
	LoginCrowded                    // beyond server.login.rate
	TokenRenewed                    // by the session that holds the seat
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
	KickedOut    // by the backend
	TokenOver    // the token expired, in kick mode
	ConnectionClosed
	ConnectionDoubtful // closed, with a grace
	Forgotten          // the server lost its memory
	ReturnLate         // of a session whose seat expired more than server.resume.window ago
	seatInputs
)

// SeatDo is what the server does, a set; the members run in this order.
type SeatDo uint32

// What the server can do.
const (
	Ignore      SeatDo = 0
	KickHolder  SeatDo = 1 << (iota - 1) // tell the session that holds the seat that it has lost it
	GiveSeat                             // to the session that asks
	RenewSeat                            // H from now
	ShortenSeat                          // the grace from now, unless H ends before
	TakeSeat                             // from the session that holds it
	TakeToken                            // the message's, in place of the one before
	LeaveRecord                          // of the login, logout, beat, expiry
	Accept                               // replies leave after server.process
	Reject
	KickSender
	Refuse
	Answer
	SendRoster
	Announce // the change, to the others, after server.fanout
)

// SeatRow is one row of the server's machine.
type SeatRow = row[SeatState, SeatInput, SeatDo]

// What rows do together.
const (
	admit = RenewSeat | TakeToken | LeaveRecord | Accept
	empty = TakeSeat | LeaveRecord | Announce
)

// SeatRows is the machine of a seat. Cases 1 and 2 differ by its first and third row: a login of an
// absent user is announced, of a present one it is not.
func SeatRows() []SeatRow {
	return []SeatRow{
		step(Absent, LoginFirst, Present, "T2", GiveSeat|admit|Announce),
		step(Present, LoginRepeated, Present, "A3", admit),
		step(Present, LoginAgain, Present, "T5", GiveSeat|admit),
		step(Present, LoginElsewhere, Present, "S7", KickHolder|GiveSeat|admit),
		step(Absent, ReturnTaken, Absent, "A12", Reject),
		step(Present, ReturnTaken, Present, "A12", Reject),
		step(Absent, ReturnLate, Absent, "P2", Reject),
		step(Absent, ReturnEnded, Absent, "A13", KickSender),
		step(Present, ReturnEnded, Present, "A13", KickSender),
		step(Absent, LoginRefused, Absent, "S3", Reject),
		step(Present, LoginRefused, Present, "S3", Reject),
		step(Absent, LoginCrowded, Absent, "C16", Ignore),
		step(Present, LoginCrowded, Present, "C16", Ignore),
		step(Present, TokenRenewed, Present, "C14", TakeToken),
		step(Present, BeatKnown, Present, "C3", RenewSeat|LeaveRecord|Answer),
		step(Absent, BeatUnknown, Absent, "A4", Refuse),
		step(Present, BeatUnknown, Present, "A4", Refuse),
		step(Absent, BeatEnded, Absent, "A13", KickSender),
		step(Present, BeatEnded, Present, "A13", KickSender),
		step(Present, FetchKnown, Present, "A9", SendRoster),
		step(Absent, FetchUnknown, Absent, "A4", Refuse),
		step(Present, FetchUnknown, Present, "A4", Refuse),
		step(Present, LogoutKnown, Absent, "S8", empty),
		step(Present, SeatExpired, Absent, "T4", empty),
		step(Present, MovedAway, Absent, "C19", empty),
		step(Present, MovedToOther, Absent, "S7", KickHolder|empty),
		step(Present, KickedOut, Absent, "S7", KickHolder|empty),
		step(Present, TokenOver, Absent, "A18", KickHolder|empty),
		step(Present, ConnectionClosed, Absent, "A20", empty),
		step(Present, ConnectionDoubtful, Present, "A20", ShortenSeat|LeaveRecord),
		step(Present, Forgotten, Absent, "A21", TakeSeat),
	}
}
