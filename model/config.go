package model

import (
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// Config is everything that a run depends on besides its seed. New checks it.
type Config struct {
	Scenario, Title, Profile string // for the timeline's head only
	Cast                     *timeline.Cast
	UserOf                   []uint32 // by client id − 1: its user; nil: of the same id
	Settings                 Settings
	Codes                    Codes           // the profile's numbers; nil: those of Roles
	Links                    []LinkChange    // over Settings.Link, the later the stronger
	Actions                  []Action        // in the file's order
	Deaf, Hidden             []timeline.Span // clients that hear no updates, or are in none
	Marks                    []timeline.MarkRule
	End                      sim.Time // inclusive; more than 0, at most sim.Longest
	Record                   Recording
	MaxEvents                uint64 // 0: DefaultMaxEvents
	ShuffleTies              uint64 // seed of the order within an instant and rank; 0: as scheduled
}

// DefaultMaxEvents bounds the events of a run unless told otherwise.
const DefaultMaxEvents = 1_000_000_000

// Recording says which records a run stores. All are counted and numbered in any case.
type Recording uint8

// The recordings.
const (
	Everything Recording = iota // wire records too
	Callbacks                   // neither the wire nor beats
	Nothing
)

// Settings are the numbers of a profile. [README, The mechanism; facts.go]
type Settings struct {
	Link                  Weather       // link.delay, link.loss
	Stream                bool          // transport.kind: stream
	Resend                time.Duration // transport.rto
	ResendMost            time.Duration // transport.rto_max
	TransportTimeout      time.Duration // transport.timeout; 0: never
	Sizes                 Sizes
	Process               time.Duration     // server.process
	Fanout                time.Duration     // server.fanout
	ServerTimeout         time.Duration     // server.heartbeat.timeout, H
	CountFromReply        bool              // server.heartbeat.count_from: reply
	ResumeWindow          time.Duration     // server.resume.window; 0: always; ResumeNever
	BeatInterval          time.Duration     // client.heartbeat.interval, h
	FirstBeatUniform      bool              // client.heartbeat.first: uniform
	SilenceTimeout        time.Duration     // client.heartbeat.timeout
	Notices               []Notice          // client.silence.notices; names are in Cast.Notices
	Detect                time.Duration     // client.detect.network_change; DetectOff
	RetryWaits            []time.Duration   // client.retry.waits; of a drawn one the longest
	RetryDraws            [][]time.Duration // by index in RetryWaits: drawn from; nil: fixed
	RetryTries            uint32            // client.retry.tries; 0: no bound
	RetryTail             time.Duration
	RetryFactor           Decimal       // 1 or more
	RetryCap              time.Duration // 0: none
	RetryJitter           sim.Ratio
	RetryOnNetworkUpWaits bool          // client.retry.on_network_up: wait
	RetryWindow           time.Duration // R; Endless; 0: no retry
	TimersFirst           bool          // kernel.ties: timers-first

	LogoutOfflineFails bool          // client.logout.offline: fail
	LateAcceptIgnored  bool          // client.late_accept: ignore
	MultiRoom          bool          // client.rooms: multi
	CountInterval      time.Duration // client.online_count; 0: off
	TokenWarning       time.Duration // client.token.warning

	RoomCapacity  uint32        // server.room.capacity; 0: none
	RoomLinger    time.Duration // server.room.linger
	LoginRate     uint32        // server.login.rate, a second and room; 0: none
	NotifyUsers   uint32        // server.notify.users; 0: none
	RoomsOpen     uint32        // server.rooms: how many a user may be in at once; 1: no multi-room
	TokenRequired bool          // server.token.required
	TokenKicks    bool          // server.token.on_expiry: kick
	OnClose       OnClose       // server.on_transport_close
	CloseGrace    time.Duration // server.close_grace
	SameAnnounced bool          // server.same_user: announce
	KickedFails   bool          // server.kicked_return: fail
}

// OnClose is what the server does when a client's connection is closed.
type OnClose uint8

// The ways.
const (
	CloseKeeps  OnClose = iota // nothing: the seat lasts H
	CloseGrace                 // the seat lasts CloseGrace
	CloseEvicts                // the seat is taken at once
)

// TokenKind is what a call's token is worth.
type TokenKind uint8

// The kinds. Without a token the app's signature stands in for it.
const (
	NoToken TokenKind = iota
	ValidToken
	WrongToken
	ExpiredToken
)

// Token is what a call shows the server. [Using token authentication]
type Token struct {
	Kind     TokenKind
	Lifetime time.Duration // of a valid one, from the call; 0: for good
}

// Values of Settings that are no span.
const (
	DetectOff time.Duration = -1 // the SDK is never told of its device's network
	Endless   time.Duration = -1 // the SDK never gives up

	ResumeNever time.Duration = -1 // a session is over when its seat expires
)

// Notice is a callback of the SDK's own, told to the app after a silence: no reply to any beat.
type Notice struct {
	After time.Duration // more than 0, at most Settings.SilenceTimeout
	Name  string        // in Cast.Notices
}

// Decimal is an exact decimal number with three places.
type Decimal struct {
	Milli uint32 // thousandths
}

// Verb is what a script action does.
type Verb uint8

// The verbs.
const (
	DoLoginRoom Verb = iota + 1
	DoLogoutRoom
	DoSwitchRoom
	DoRenewToken
	DoDestroyEngine
	DoNetworkDown
	DoNetworkUp
	DoNetworkSwitch
	DoKill
	DoStart
	DoSuspend
	DoResume
	DoWeather
	DoKickUser // the developer's backend
	DoCloseRoom
	DoRefuse
	DoBan
	DoUnban
	DoServerStop
	DoServerStart
	DoServerRestart
)

// Action is one line of a script.
type Action struct {
	Verb    Verb
	Clients timeline.Span // who does it, one after the other in this order; DoWeather: see Link
	Room    uint32        // of a call: the room, or the first of Rooms consecutive ones
	Rooms   uint32        // 0 or 1: all go to Room; N: member i goes to Room + (i−1) mod N
	At      sim.Time      // with Anchor < 0; else the span after the mark's record
	Anchor  int           // index in Config.Marks; -1: none
	Stagger time.Duration // member i acts (i−1)·Stagger later
	Spread  time.Duration // each member acts at a random time in [0, Spread) later
	Luck    string        // names the streams of Spread: "<client>/<Luck>"
	Mark    int           // index in Config.Marks of the mark that names the first record; -1: none
	Link    LinkChange    // DoWeather
	For     time.Duration // DoWeather: 0: for good
	Text    string        // of the record: a token, a reason, the weather, which without has none
	To      uint32        // DoSwitchRoom: the room to enter
	As      uint32        // DoLoginRoom: the user to be; 0: the client's own
	Token   Token         // of DoLoginRoom, DoSwitchRoom, DoRenewToken
	Users   timeline.Span // of the backend's actions; zero: any
	Code    uint32        // DoRefuse
	Forget  bool          // DoServerStart, DoServerRestart: without its memory
}
