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
		{From: Absent, On: LoginFirst, To: Present, Do: GiveSeat | RenewSeat | LeaveRecord | Accept | Announce, Fact: "T2"},
		{From: Present, On: LoginRepeated, To: Present, Do: RenewSeat | LeaveRecord | Accept, Fact: "A3"},
		{From: Present, On: LoginAgain, To: Present, Do: GiveSeat | RenewSeat | LeaveRecord | Accept, Fact: "T5"},
		{From: Present, On: LoginElsewhere, To: Present, Do: KickHolder | GiveSeat | RenewSeat | LeaveRecord | Accept, Fact: "S7"},
		{From: Absent, On: ReturnTaken, To: Absent, Do: Reject, Fact: "A12"},
		{From: Present, On: ReturnTaken, To: Present, Do: Reject, Fact: "A12"},
		{From: Absent, On: ReturnEnded, To: Absent, Do: KickSender, Fact: "A13"},
		{From: Present, On: ReturnEnded, To: Present, Do: KickSender, Fact: "A13"},
		{From: Present, On: BeatKnown, To: Present, Do: RenewSeat | LeaveRecord | Answer, Fact: "C3"},
		{From: Absent, On: BeatUnknown, To: Absent, Do: Refuse, Fact: "A4"},
		{From: Present, On: BeatUnknown, To: Present, Do: Refuse, Fact: "A4"},
		{From: Absent, On: BeatEnded, To: Absent, Do: KickSender, Fact: "A13"},
		{From: Present, On: BeatEnded, To: Present, Do: KickSender, Fact: "A13"},
		{From: Present, On: FetchKnown, To: Present, Do: SendRoster, Fact: "A9"},
		{From: Absent, On: FetchUnknown, To: Absent, Do: Refuse, Fact: "A4"},
		{From: Present, On: FetchUnknown, To: Present, Do: Refuse, Fact: "A4"},
		{From: Present, On: LogoutKnown, To: Absent, Do: TakeSeat | LeaveRecord | Announce, Fact: "S8"},
		{From: Present, On: SeatExpired, To: Absent, Do: TakeSeat | LeaveRecord | Announce, Fact: "T4"},
		{From: Present, On: MovedAway, To: Absent, Do: TakeSeat | LeaveRecord | Announce, Fact: "C19"},
		{From: Present, On: MovedToOther, To: Absent, Do: KickHolder | TakeSeat | LeaveRecord | Announce, Fact: "S7"},
	}
}
