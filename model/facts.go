package model

import "slices"

// Label says how well a rule or a number is known.
type Label string

// The labels. Observed: seen in public software or reports, promised by nobody.
const (
	Documented Label = "documented"
	Observed   Label = "observed"
	Assumed    Label = "assumed"
)

// Setting is one number or choice of a profile: a field of Settings, under the name that profiles,
// set: and --set use.
type Setting struct {
	Name    string
	Kind    SettingKind
	Words   []string // a choice: all of them; else what may stand in place of the value
	Default string   // as a file would spell it: the value of the profile zego
	Meaning string
	Label   Label  // of the default
	Source  string // of the default
	ReadBy  string // the part of the model that reads it: link, server, client, kernel
}

// SettingKind is the form of a setting's value.
type SettingKind string

// The kinds. A delay is a span or a mapping such as {law: uniform, min, max}.
const (
	KindSpan    SettingKind = "span"
	KindSpans   SettingKind = "list of spans"
	KindDelay   SettingKind = "delay"
	KindShare   SettingKind = "share"
	KindDecimal SettingKind = "decimal"
	KindChoice  SettingKind = "choice"
	KindWhole   SettingKind = "whole number"
	KindNotices SettingKind = "list of notices"
	KindBytes   SettingKind = "bytes"
)

const (
	page   = "Room Connection Status Description"
	ours   = "roomsim's choice"
	webSDK = "published web SDK"
)

var timing = [...]Setting{
	{Name: "link.delay", Kind: KindDelay, Default: "50ms",
		Label: Assumed, Source: ours, ReadBy: "link",
		Meaning: "how long a message is under way in one direction; more than 0"},
	{Name: "link.loss", Kind: KindShare, Default: "0%",
		Label: Assumed, Source: ours, ReadBy: "link",
		Meaning: "the share of messages that the link loses, decided when a message leaves"},
	{Name: "server.process", Kind: KindSpan, Default: "20ms",
		Label: Assumed, Source: ours, ReadBy: "server",
		Meaning: "between a message's arrival and the leaving of the reply"},
	{Name: "server.fanout", Kind: KindSpan, Default: "100ms",
		Label: Documented, Source: page + ", T2", ReadBy: "server",
		Meaning: "a notice to the other members waits this long in the server before it leaves"},
	{Name: "server.heartbeat.timeout", Kind: KindSpan, Default: "90s",
		Label: Documented, Source: page, ReadBy: "server",
		Meaning: "H: a seat lasts this long from the arrival of its session's last login or beat"},
	{Name: "server.heartbeat.count_from", Kind: KindChoice, Words: []string{"arrival", "reply"},
		Default: "arrival", Label: Assumed, Source: ours, ReadBy: "server",
		Meaning: "H begins when the login or beat arrives, or when the reply to it leaves"},
	{Name: "server.resume.window", Kind: KindSpan, Words: []string{"always"}, Default: "always",
		Label: Assumed, Source: ours, ReadBy: "server",
		Meaning: "how long after its seat expired a session may be taken up again; 0: never"},
	{Name: "client.heartbeat.interval", Kind: KindSpan, Default: "30s",
		Label: Observed, Source: webSDK, ReadBy: "client",
		Meaning: "h: from one beat to the next"},
	{Name: "client.heartbeat.first", Kind: KindChoice, Words: []string{"interval", "uniform"},
		Default: "interval", Label: Assumed, Source: ours, ReadBy: "client",
		Meaning: "first beat after Logined or Reconnected: a whole interval, or a random part"},
	{Name: "client.heartbeat.timeout", Kind: KindSpan, Default: "90s",
		Label: Documented, Source: "web error code 1102001", ReadBy: "client",
		Meaning: "no reply to any beat for this long means that the connection is lost"},
	{Name: "client.silence.notices", Kind: KindNotices, Default: "[]",
		Label: Assumed, Source: ours, ReadBy: "client",
		Meaning: "callbacks of the SDK's own, told after so long a silence: {after: 8s, name: NAME}"},
	{Name: "client.detect.network_change", Kind: KindSpan, Words: []string{"off"}, Default: "0s",
		Label: Assumed, Source: ours, ReadBy: "client",
		Meaning: "how soon the SDK hears of its device's network; off: never"},
	{Name: "client.retry.waits", Kind: KindSpans, Default: "[2s, 2s, 3s, 3s, 4s]",
		Label: Observed, Source: "older web SDK", ReadBy: "client",
		Meaning: "the waits before the first attempts; of a list in the list one is drawn each time"},
	{Name: "client.retry.tries", Kind: KindWhole, Words: []string{"none"}, Default: "none",
		Label: Assumed, Source: ours, ReadBy: "client",
		Meaning: "logins sent for one loginRoom or loss before giving up, one wait after the last"},
	{Name: "client.retry.tail", Kind: KindSpan, Default: "12s",
		Label: Observed, Source: "older web SDK", ReadBy: "client",
		Meaning: "every further wait; more than 0"},
	{Name: "client.retry.factor", Kind: KindDecimal, Default: "1",
		Label: Assumed, Source: ours, ReadBy: "client",
		Meaning: "each further wait is this many times the one before; 1 to 1000"},
	{Name: "client.retry.cap", Kind: KindSpan, Words: []string{"none"}, Default: "none",
		Label: Assumed, Source: ours, ReadBy: "client",
		Meaning: "the bound on further waits; none: no bound"},
	{Name: "client.retry.jitter", Kind: KindShare, Default: "0%",
		Label: Assumed, Source: ours, ReadBy: "client",
		Meaning: "each wait is longer or shorter at random, by up to this share of it"},
	{Name: "client.retry.on_network_up", Kind: KindChoice, Words: []string{"now", "wait"},
		Default: "now", Label: Assumed, Source: ours, ReadBy: "client",
		Meaning: "when the SDK hears that the network is back: try at once, or keep to the waits"},
	{Name: "client.retry.window", Kind: KindSpan, Words: []string{"never"}, Default: "20m",
		Label: Documented, Source: page, ReadBy: "client",
		Meaning: "R: from Reconnecting (or loginRoom) to giving up; 0: no retry, never: no end"},
	{Name: "kernel.ties", Kind: KindChoice, Words: []string{"deliveries-first", "timers-first"},
		Default: "deliveries-first", Label: Assumed, Source: ours, ReadBy: "kernel",
		Meaning: "what comes first when a delivery and a timer fall on one instant"},
}

var settings = slices.Concat(timing[:], carrying[:], rooming[:])

// SettingList gives every setting of a profile, in the order in which profiles list them.
func SettingList() []Setting { return slices.Clone(settings) }

// FindSetting returns the setting of a name.
func FindSetting(name string) (s Setting, ok bool) {
	for i := range settings {
		if settings[i].Name == name {
			return settings[i], true
		}
	}
	return Setting{}, false
}

// Fact is a rule or a number of the domain that the model rests on. Rows of the machines, tests,
// profiles and scenarios cite its ID.
type Fact struct {
	ID     string
	Label  Label
	Source string
	Text   string
}

// Sources of facts.
const (
	pageTable  = page + ", Room Status Description"
	pageCases  = page + ", Room Reconnection"
	errorCodes = "error codes, native"
)

// facts: T, instants of the documented cases; C, numbers; S, reasons; A, assumptions, where the
// vendor says nothing. P, what profiles of other products need: roles.go. Codes: codes.go.
var basics = [...]Fact{
	{"T0", Documented, pageCases, "loginRoom: Logining(0) in the same instant"},
	{"T1", Documented, pageCases, "Logined(0) about 120 ms after loginRoom"},
	{"T2", Documented, pageCases, "the others hear ADD about 100 ms after Logined"},
	{"T3", Documented, pageCases,
		"connection lost: Reconnecting(1002051), the SDK tries to come back"},
	{"T4", Documented, pageCases,
		"the seat expires: the others hear DELETE; the page's T3 + 90 s holds for a loss just " +
			"after a beat"},
	{"T5", Documented, pageCases,
		"Reconnected(0); inside the heartbeat timeout the others hear nothing"},
	{"T6", Documented, pageCases,
		"a return after the expiry is announced: the others hear ADD about 100 ms after " +
			"Reconnected"},
	{"T5''", Documented, pageCases,
		"20 min after Reconnecting: ReconnectFailed(1002053), and no attempt after it"},

	{"C1", Documented, pageCases, "loginRoom to Logined takes about 120 ms"},
	{"C2", Documented, pageCases, "Logined to the others' onRoomUserUpdate takes about 100 ms"},
	{"C3", Documented, pageCases,
		"server heartbeat timeout H: 90 s (English product pages), 100 s (Chinese pages and " +
			"FAQs since 2026-01-07)"},
	{"C5", Documented, pageCases, "the native SDK gives up 20 min after Reconnecting"},
	{"C7", Documented, "FAQ express-reconnect", "the engine's room_retry_time sets that window"},
	{"C8", Observed, "old LiveRoom SDK header", "room_retry_time 0: no retry"},
	{"C10", Observed, "published web SDK",
		"the heartbeat interval of Express is not documented; the server hands it to the web SDK"},
	{"C11", Observed, "published web SDK", "30 s is the interval when the server gives none"},
	{"C12", Documented, "web error code 1102001",
		"the client gives a connection up when no beat was answered for 90 s"},
	{"C19", Documented, "FAQ 1002001",
		"single-room mode: one room at a time; a second loginRoom fails with 1002001"},
	{"C25", Documented, errorCodes,
		"room IDs are shorter than 128 bytes, user IDs shorter than 64"},

	{"S1", Documented, pageTable, "Logining: loginRoom was called"},
	{"S2", Documented, pageTable, "Logined: the login succeeded"},
	{"S3", Documented, pageTable,
		"LoginFailed: the login failed; 1002053 if the network was the cause"},
	{"S4", Documented, pageTable, "Reconnecting: the connection is lost for now, and sought"},
	{"S5", Documented, pageTable, "Reconnected: it was found again"},
	{"S6", Documented, pageTable, "ReconnectFailed: it was not"},
	{"S7", Documented, pageTable,
		"KickOut: the server ended the session; a later login of the user on another device " +
			"wins"},
	{"S8", Documented, pageTable, "Logout: logoutRoom succeeded; also the state before any login"},
	{"S9", Documented, pageTable, "LogoutFailed: the client is not in the room it names"},

	{"A1", Assumed, ours,
		"the server decides when a message arrives; its replies leave after server.process"},
	{"A2", Assumed, ours,
		"a message is lost if the sender's device is down when it leaves, the receiver's when " +
			"it arrives, or if the weather takes it"},
	{"A3", Assumed, ours,
		"all attempts of one login or one loss are one session; a repeat renews it"},
	{"A4", Assumed, ours,
		"a message of a session that the server does not know is refused; the client reports " +
			"Reconnecting and logs in at once"},
	{"A5", Assumed, ours,
		"when the SDK hears that the network is back it tries at once and its waits begin " +
			"anew"},
	{"A6", Assumed, ours,
		"a change of network kills the old path; in a room the SDK reports Reconnecting and " +
			"logs in at once"},
	{"A7", Assumed, ours,
		"logoutRoom while Logining or Reconnecting: Logout(0) at once, whatever becomes of " +
			"the message"},
	{"A8", Assumed, ours,
		"an accepted login that is no longer wanted is answered with a logout of that session " +
			"only"},
	{"A9", Assumed, ours,
		"after Logined and Reconnected the client reports the difference between the roster " +
			"and its view; a missed notice makes it fetch the roster"},
	{"A10", Assumed, ours, "a killed process says nothing; its seat lives on until H is over"},
	{"A11", Assumed, ours,
		"the same user on another device takes the seat; in the same room the others hear " +
			"nothing"},
	{"A12", Assumed, ours,
		"a return never displaces: ReconnectFailed(1002086), LoginFailed while Logining"},
	{"A13", Assumed, ours,
		"who was displaced or kicked while away gets KickOut with that code on return, if nobody " +
			"holds the seat"},
	{"A14", Assumed, ours,
		"beats stop while Reconnecting; a reply to any attempt of the loss counts"},
	{"A15", Assumed, ours,
		"of a delivery and a timer in one instant the delivery comes first: a beat at the " +
			"very end of H saves the seat"},
}

// Facts gives the facts in the order in which people read them.
func Facts() []Fact { return slices.Concat(basics[:], linkFacts[:], roomFacts[:], profileFacts[:]) }
