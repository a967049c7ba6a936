package timeline

// Leave says why a user left a room, as the server's callbacks number it. [Server, logged out]
type Leave uint8

// The reasons of a server's logout, with the vendor's numbers.
const (
	LeaveNormal     Leave = iota
	LeaveTimeout          // no heartbeat
	LeaveConnection       // the connection was closed
	LeaveKicked           // by the backend, or by a login elsewhere
	LeaveToken            // the token expired, in kick mode
	leaves
)

var leaveWords = [...]string{"", "timeout", "connection", "kicked", "token"}

// String gives the reason as JSON Lines spell it, "" for the normal one.
func (l Leave) String() string { return leaveWords[l] }

// Counted packs what a server's login, logout or expire record says: the room's user_update_seq,
// and why the user left.
func Counted(seq uint32, why Leave) uint32 { return seq<<3 | uint32(why) }

// Seq returns the user_update_seq of a server's login, logout or expire; other records have none.
func (r *Record) Seq() (seq uint32, ok bool) {
	switch {
	case r.Kind != ServerDid:
	case r.Name == ServerLogin, r.Name == ServerLogout, r.Name == ServerExpire:
		return r.Arg >> 3, true
	}
	return 0, false
}

// Left returns why the user of a server's logout or expire left, or the last one of a room that was
// closed.
func (r *Record) Left() Leave {
	if _, ok := r.Seq(); ok || r.Name == ServerClose {
		return Leave(r.Arg & 7)
	}
	return LeaveNormal
}

// Number returns the number that a record carries besides a code, and what JSON Lines call it:
// "seq", the "count" of users online, the "remain"ing seconds of a token. "" stands for none.
func (r *Record) Number() (what string, n uint32) {
	if seq, _ := r.Seq(); seq > 0 {
		return "seq", seq
	}
	switch r.Name {
	case OnRoomOnlineUserCountUpdate:
		return "count", r.Arg
	case OnRoomTokenWillExpire:
		return "remain", r.Arg
	}
	return "", 0
}
