package timeline

import "roomsim/sim"

// Record is one thing that an observer of a run can see. It has a fixed size and no pointers: the
// records of a run are one slice. Ids are those of the run's Cast.
type Record struct {
	At     sim.Time
	N      uint32 // counts all records of the run from 1, stored or not
	Cause  uint32 // N of the record that led to this one; 0: the script, or a change of weather
	Who    Node   // who calls, hears, sends or, if Delivered, receives; Nobody if ServerDid
	Peer   Node   // wire records: the other end
	User   uint32 // the one user concerned: of a server record, an update, a notice
	Room   uint32
	Arg    uint32 // a code, a list (if Listed), a text, a number: by kind and name; 0: none
	Kind   Kind
	Name   Name
	Reason Reason // of an onRoomStateChanged
	Flag   Flag
}

// Kind says what sort of record it is.
type Kind uint8

// The kinds. Sent, Delivered and Dropped are the wire: messages on links.
const (
	Call Kind = iota + 1
	Callback
	Network
	Link
	ServerDid
	Note
	Sent
	Delivered
	Dropped
)

var kinds = [...]string{"", "call", "callback", "network", "link", "server", "note",
	"sent", "delivered", "dropped"}

// String gives the kind as JSON Lines spell it.
func (k Kind) String() string { return kinds[k] }

// FindKind returns the kind spelled s.
func FindKind(s string) (Kind, bool) {
	for k := Call; k <= Dropped; k++ {
		if kinds[k] == s {
			return k, true
		}
	}
	return 0, false
}

// Wire reports whether the kind is a message on a link.
func (k Kind) Wire() bool { return k >= Sent }

// Name says what was called, heard, done or sent. Vendor spellings stay as they are.
type Name uint8

// The names, by the kinds that use them.
const (
	LoginRoom Name = iota + 1 // calls
	LogoutRoom
	SwitchRoom
	RenewToken
	DestroyEngine
	OnRoomStateChanged // callbacks
	OnRoomUserUpdate
	OnRoomOnlineUserCountUpdate
	OnRoomTokenWillExpire
	OnNotice    // the SDK's own, named by the profile: see Cast.Notices
	NetworkDown // network
	NetworkUp
	NetworkSwitch
	WeatherSet // link
	WeatherEnd
	ServerLogin // server
	ServerLogout
	ServerExpire
	ServerBeat
	ServerDisplace
	ServerClosed // a connection: its seat lasts a grace
	ServerCreate // a room
	ServerClose  // a room
	BackendKick
	BackendClose
	BackendRefuse
	BackendBan
	BackendUnban
	ServerStop
	ServerStart
	ServerRestart
	ProcessKill // note
	ProcessStart
	ProcessSuspend
	ProcessResume
	Remark
	MsgLogin // wire, client to server
	MsgLogout
	MsgBeat
	MsgFetch
	MsgRenew
	MsgClosed // the connection: what the device's system says when a process dies
	MsgAccept // wire, server to client
	MsgReject
	MsgAlive
	MsgRefuse
	MsgRoster
	MsgNotice
	MsgKick
	lastName
)

var names = [...]string{"", "loginRoom", "logoutRoom", "switchRoom", "renewToken", "destroyEngine",
	"onRoomStateChanged", "onRoomUserUpdate", "onRoomOnlineUserCountUpdate", "onRoomTokenWillExpire",
	"", "down", "up", "switch", "set", "end",
	"login", "logout", "expire", "beat", "displace", "closed", "create", "close",
	"kickUser", "closeRoom", "refuse", "ban", "unban", "stop", "start", "restart",
	"process kill", "process start", "process suspend", "process resume", "note",
	"login", "logout", "beat", "fetch", "renew", "closed",
	"accept", "reject", "alive", "refuse", "roster", "notice", "kick"}

// String gives the name as JSON Lines spell it, "" of OnNotice, which has many.
func (n Name) String() string { return names[n] }

// FindName returns the name that a kind spells s: (Call, "loginRoom").
func FindName(k Kind, s string) (Name, bool) {
	if int(k) >= len(bounds) {
		return 0, false
	}
	for n := bounds[k].first; n < bounds[k].end; n++ {
		if names[n] == s && s != "" {
			return n, true
		}
	}
	return 0, false
}

// NamesOf lists the names that records of a kind use, without OnNotice.
func NamesOf(k Kind) []Name {
	var list []Name
	for n := bounds[k].first; n < bounds[k].end; n++ {
		if names[n] != "" {
			list = append(list, n)
		}
	}
	return list
}

// bounds gives the names of each kind: from first to before end.
var bounds = [...]struct{ first, end Name }{
	Call:      {LoginRoom, OnRoomStateChanged},
	Callback:  {OnRoomStateChanged, NetworkDown},
	Network:   {NetworkDown, WeatherSet},
	Link:      {WeatherSet, ServerLogin},
	ServerDid: {ServerLogin, ProcessKill},
	Note:      {ProcessKill, MsgLogin},
	Sent:      {MsgLogin, lastName},
	Delivered: {MsgLogin, lastName},
	Dropped:   {MsgLogin, lastName},
}

// Reason is a ZegoRoomStateChangedReason; the vendor's number is one less. [Room Status
// Description]
type Reason uint8

// The nine reasons.
const (
	Logining Reason = iota + 1
	Logined
	LoginFailed
	Reconnecting
	Reconnected
	ReconnectFailed
	KickOut
	Logout
	LogoutFailed
	lastReason
)

var reasons = [...]string{"", "Logining", "Logined", "LoginFailed", "Reconnecting", "Reconnected",
	"ReconnectFailed", "KickOut", "Logout", "LogoutFailed"}

// String gives the vendor's spelling.
func (r Reason) String() string { return reasons[r] }

// FindReason returns the reason spelled s.
func FindReason(s string) (Reason, bool) {
	for r := Logining; r < lastReason; r++ {
		if r.String() == s {
			return r, true
		}
	}
	return 0, false
}

// Reasons lists all nine, in the vendor's order.
func Reasons() []Reason {
	var list []Reason
	for r := Logining; r < lastReason; r++ {
		list = append(list, r)
	}
	return list
}

// Flag is a detail of a record; which ones apply depends on its kind.
type Flag uint8

// The flags. Add and Delete are exclusive, and so are the reasons of a drop.
const (
	Add         Flag = 1 << iota // an update or a notice that users came
	Delete                       // that users left
	Listed                       // Arg is a list of users, not User alone
	Again                        // a server's login: of a user whose seat was alive, so not announced
	Ineffective                  // a script action that changed nothing
	DeviceDown                   // dropped: the sender's device was down, or the receiver's
	Lost                         // dropped: the weather took it
	Stale                        // dropped: the path it was on is gone

	// Dead is Again on a dropped record: the process it was for is gone.
	Dead = Again
	// Gone is Ineffective on a dropped record: the server is down.
	Gone = Ineffective

	// Copied, with Again, is Stale on a sent record: the link made a second one of a message.
	Copied = Stale

	// Further reasons of a drop are pairs of flags.

	Corrupt    = Lost | Stale      // it arrived damaged
	QueueFull  = Lost | DeviceDown // it found no place at the link's neck
	OutOfOrder = Stale | DeviceDown
	Doubled    = Lost | Dead // a copy of one that has arrived

	whys = DeviceDown | Lost | Stale | Dead | Gone
)

// Up reports whether a wire record's message goes from a client to the server.
func (n Name) Up() bool { return MsgLogin <= n && n < MsgAccept }

// Update gives "ADD", "DELETE" or "".
func (f Flag) Update() string {
	switch {
	case f&Add != 0:
		return "ADD"
	case f&Delete != 0:
		return "DELETE"
	}
	return ""
}

// Why gives the reason of a drop; it means nothing for the flags of other records.
func (f Flag) Why() string {
	return drops[f&whys]
}

var drops = [whys + 1]string{DeviceDown: "device down", Lost: "lost", Stale: "old path",
	Dead: "process dead", Gone: "server down", Corrupt: "corrupt", QueueFull: "queue full",
	OutOfOrder: "out of order", Doubled: "copy"}

// Why gives the reason of a drop or of a leaving, "" for any other record.
func (r *Record) Why() string {
	switch {
	case r.Kind == Dropped:
		return r.Flag.Why()
	case r.Name == ServerLogout, r.Name == ServerClose:
		return r.Left().String()
	}
	return ""
}

// Resent reports whether r is a message that a stream sends again, and copied whether it is one
// that the link made a second one of.
func (r *Record) Resent() (resent, copied bool) {
	again, copied := r.Kind == Sent && r.Flag&Again != 0, r.Flag&Copied != 0
	return again && !copied, again && copied
}

// Relogin reports whether r is a server's login of a user whose seat was alive.
func (r *Record) Relogin() bool { return r.Name == ServerLogin && r.Flag&Again != 0 }
