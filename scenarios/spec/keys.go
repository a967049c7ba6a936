package spec

import "slices"

// Key is one key that a mapping of a file may have.
type Key struct {
	Name     string
	Kind     string // "text", "duration", "mapping", …; for help
	Meaning  string
	Required bool
	Verb     bool     // a mapping has exactly one of its verbs
	With     []string // the verbs that the key has a meaning for; nil: all
}

// Level is a mapping that a file may hold, with its keys.
type Level struct {
	Name   string // "scenario", "client", "action", …
	Thing  string // in messages: "action"
	Under  string // in messages: `"at" belongs under script`
	Choice string // in messages: what its verbs are, "verb", "" without verbs
	Keys   []Key
}

// Indices of levels.
const (
	levelScenario = iota
	levelProfile
	levelClient
	levelWeather
	levelLaw
	levelAction
	levelMark
	levelPattern
	levelClaim
	levelSubject
	levelNotice
	levelLoss
	levelDrop
	levelReorder
	levelEvery
	levelRow
	levelRamp
	levelSlope
	levelWeatherFile
	levelChange
	levelMapping
	levelSource
	levelLogTime
	levelLogUsers
	levelLogLine
	levelLogPattern
	levelLogZero
)

// Keys gives every level of scenario, profile, weather and log mapping files, and each one's keys.
// The same table decodes them.
func Keys() []Level { return slices.Clone(levels[:]) }

var levels = [...]Level{
	levelScenario: {Name: "scenario", Thing: "scenario", Under: "at the top of a scenario",
		Keys: []Key{
			{Name: "roomsim", Kind: "1", Required: true,
				Meaning: "the version of the format; first"},
			{Name: "name", Kind: "a name", Required: true,
				Meaning: "unique in a suite: a-z, 0-9 and -"},
			{Name: "title", Kind: "text", Meaning: "one line for people"},
			{Name: "source", Kind: "text", Meaning: "what document this reproduces"},
			{Name: "profile", Kind: "name", Meaning: "the timing table; default zego"},
			{Name: "set", Kind: "settings", Meaning: "overrides of the profile by dotted name"},
			{Name: "seed", Kind: "whole number", Meaning: "root of all random numbers; default 1"},
			{Name: "end", Kind: "duration", Required: true,
				Meaning: "when the run stops, inclusive; at most 30d"},
			{Name: "clients", Kind: "mapping", Required: true, Meaning: "who takes part, by name"},
			{Name: "links", Kind: "mapping",
				Meaning: "weather over the profile's, by link: all, A, A.up, A.down"},
			{Name: "script", Kind: "list", Meaning: "timed actions"},
			{Name: "marks", Kind: "mapping", Meaning: "names for records, by mark"},
			{Name: "claims", Kind: "list", Meaning: "what a run must satisfy"},
		}},
	levelProfile: {Name: "profile", Thing: "profile", Under: "at the top of a profile",
		Keys: []Key{
			{Name: "roomsim", Kind: "1", Required: true,
				Meaning: "the version of the format; first"},
			{Name: "profile", Kind: "a name", Required: true, Meaning: "the profile's name"},
			{Name: "base", Kind: "name", Meaning: "the profile whose settings this one overrides"},
			{Name: "title", Kind: "text", Meaning: "one line for people"},
			{Name: "source", Kind: "text", Meaning: "where the numbers come from"},
			{Name: "set", Kind: "settings",
				Meaning: "settings by dotted name; others are the base's"},
			{Name: "codes", Kind: "codes",
				Meaning: "numbers of error codes by role; others are the base's"},
			{Name: "names", Kind: "labels",
				Meaning: "what people see of callbacks and reasons; others are the base's"},
		}},
	levelClient: {Name: "client", Thing: "client", Under: "under clients",
		Keys: []Key{
			{Name: "user", Kind: "text",
				Meaning: "user ID, under 64 bytes; default: the client's name"},
			{Name: "count", Kind: "whole number",
				Meaning: "makes a crowd of so many: NAME-1, …, with users USER-1, …"},
			{Name: "notify", Kind: "on, off, hear or tell",
				Meaning: "onRoomUserUpdate: hears of others and is told of (on, the default; the " +
					"vendor's is off), neither (off), or one of the two"},
		}},
	levelWeather: {Name: "weather", Thing: "link",
		Under: "under links, or in the set: of a link action", Keys: weatherKeys[:]},
	levelLaw: {Name: "law", Thing: "law", Under: "in the law of a delay", Keys: lawKeys[:]},
	levelAction: {Name: "action", Thing: "action", Under: "under script", Choice: "verb",
		Keys: []Key{
			{Name: "at", Kind: "instant", Required: true,
				Meaning: "time from the start, or a mark, or a mark + a duration"},
			{Name: "client", Kind: "client", With: device,
				Meaning: "a client, a crowd or one of it"},
			{Name: "call", Kind: "loginRoom, logoutRoom, switchRoom, renewToken or destroyEngine",
				Verb: true, Meaning: "the app calls the SDK"},
			{Name: "network", Kind: "down, up or switch", Verb: true,
				Meaning: "the device's network changes"},
			{Name: "process", Kind: "kill, start, suspend or resume", Verb: true,
				Meaning: "the app dies without a word, or sleeps"},
			{Name: "backend", Kind: "kickUser, closeRoom, refuse, ban or unban", Verb: true,
				Meaning: "the developer's backend calls the room service"},
			{Name: "server", Kind: "stop, start or restart", Verb: true,
				Meaning: "the room service itself"},
			{Name: "link", Kind: "link", Verb: true, Meaning: "the weather of a link changes"},
			{Name: "room", Kind: "text", With: roomed,
				Meaning: "room ID, under 128 bytes; logoutRoom without one leaves all rooms"},
			{Name: "to", Kind: "text", With: onlyCall, Meaning: "switchRoom: the room to enter"},
			{Name: "token", Kind: "valid, wrong, expired or a lifetime", With: onlyCall,
				Meaning: "what the call shows the server; without it the app's signature"},
			{Name: "user", Kind: "user", With: roomed,
				Meaning: "whom the backend means; loginRoom: whom to log in as"},
			{Name: "reason", Kind: "text", With: onlyBackend, Meaning: "kickUser: for the record"},
			{Name: "code", Kind: "error code", With: onlyBackend,
				Meaning: "refuse: the answer to the next login, of the user and to the room if given"},
			{Name: "memory", Kind: "keep or lose", With: onlyServer,
				Meaning: "start, restart: whether the server still knows seats and sessions"},
			{Name: "rooms", Kind: "whole number", With: onlyCall,
				Meaning: "deals a crowd out to ROOM-1 … ROOM-n"},
			{Name: "stagger", Kind: "duration", With: device,
				Meaning: "members of a crowd act so far apart"},
			{Name: "spread", Kind: "duration", With: device,
				Meaning: "members of a crowd act at random times within it"},
			{Name: "set", Kind: "mapping", With: onlyLink, Meaning: "the weather's new keys"},
			{Name: "schedule", Kind: "list or file name", With: onlyLink,
				Meaning: "in place of set: rows of keys, each holding until the next; or a CSV " +
					"file of them beside the scenario"},
			{Name: "ramp", Kind: "mapping", With: onlyLink,
				Meaning: "in place of set: keys that go from one value to another in steps"},
			{Name: "over", Kind: "duration", With: onlyLink, Meaning: "how long a ramp takes"},
			{Name: "step", Kind: "duration", With: onlyLink,
				Meaning: "of a ramp; default a thirtieth of it, at least 1ms"},
			{Name: "for", Kind: "duration or law", With: onlyLink,
				Meaning: "how long; without it: for good"},
			{Name: "every", Kind: "duration or mapping", With: onlyLink,
				Meaning: "it comes again: so long from start to start; or {gap: …, length: …}, " +
					"each a duration or a law"},
			{Name: "mark", Kind: "mark", Meaning: "a name for the action's record"},
		}},
	levelMark: {Name: "mark", Thing: "mark", Under: "under marks", Choice: "kind",
		Keys: patternKeys[:]},
	levelPattern: {Name: "pattern", Thing: "pattern", Under: "under claims", Choice: "kind",
		Keys: patternKeys[:len(patternKeys)-2]},
	levelClaim: {Name: "claim", Thing: "claim", Under: "under claims", Choice: "form",
		Keys: []Key{
			{Name: "claim", Kind: "relation", Verb: true, Meaning: "a relation between marks"},
			{Name: "never", Kind: "pattern", Verb: true, Meaning: "no match between two marks"},
			{Name: "count", Kind: "pattern", Verb: true, Meaning: "so many matches"},
			{Name: "order", Kind: "list", Verb: true,
				Meaning: "marks and patterns, each the first match after the one before"},
			{Name: "sequence", Kind: "mapping", Verb: true,
				Meaning: "whose reasons: {client: A, room: lobby}"},
			{Name: "is", Kind: "list of reasons", With: []string{"sequence"},
				Meaning: "exactly these reasons"},
			{Name: "from", Kind: "mark", With: between, Meaning: "where the search begins"},
			{Name: "until", Kind: "mark or end", With: between, Meaning: "where it ends"},
			{Name: "equals", Kind: "whole number", With: onlyCount, Meaning: "exactly so many"},
			{Name: "atLeast", Kind: "whole number", With: onlyCount, Meaning: "so many or more"},
			{Name: "atMost", Kind: "whole number", With: onlyCount, Meaning: "so many or fewer"},
			{Name: "in", Kind: "a share",
				Meaning: "of many runs, each with a seed of its own, in which the claim holds"},
			{Name: "runs", Kind: "whole number",
				Meaning: "how many: seeds SEED, SEED + 1, …; default 1000, at most 100000"},
			{Name: "confidence", Kind: "a share",
				Meaning: "of the interval in which the true share lies; default 95%"},
			{Name: "id", Kind: "text", Meaning: "a name for the claim, unique in the file"},
			{Name: "source", Kind: "text", Meaning: "the sentence that it puts to the test"},
			{Name: "why", Kind: "text", Meaning: "why it matters"},
		}},
	levelSubject: {Name: "subject", Thing: "sequence", Under: "under sequence",
		Keys: []Key{
			{Name: "client", Kind: "a client", Required: true, Meaning: "one client"},
			{Name: "room", Kind: "text", Meaning: "a room of the script"},
		}},
	levelNotice: {Name: "notice", Thing: "notice", Under: "under client.silence.notices",
		Keys: []Key{
			{Name: "after", Kind: "a duration", Required: true, Meaning: "how long a silence"},
			{Name: "name", Kind: "a name", Required: true, Meaning: "of the callback"},
		}},
	levelLoss: {Name: "loss", Thing: "loss", Under: "under loss", Keys: lossKeys[:]},
	levelDrop: {Name: "drop", Thing: "drop", Under: "under drop",
		Keys: []Key{
			{Name: "every", Kind: "a whole number", Required: true,
				Meaning: "every so many-th message"},
		}},
	levelReorder: {Name: "reorder", Thing: "reorder", Under: "under reorder",
		Keys: []Key{
			{Name: "share", Kind: "a share", Required: true, Meaning: "of messages held back"},
			{Name: "by", Kind: "a duration", Required: true, Meaning: "how long"},
		}},
	levelEvery: {Name: "every", Thing: "every", Under: "under every",
		Keys: []Key{
			{Name: "length", Kind: "a duration or law", Required: true,
				Meaning: "how long each lasts"},
			{Name: "gap", Kind: "a duration or law", Required: true,
				Meaning: "from its end to the next beginning"},
		}},
	levelRow: {Name: "row", Thing: "row of a schedule", Under: "in a row of a schedule",
		Keys: rowKeys()},
	levelRamp: {Name: "ramp", Thing: "ramp", Under: "under ramp",
		Keys: []Key{
			{Name: "from", Kind: "a mapping", Required: true, Meaning: "its beginning"},
			{Name: "to", Kind: "a mapping", Required: true, Meaning: "its end, which stays"},
		}},
	levelSlope: {Name: "slope", Thing: "end of a ramp", Under: "in a ramp", Keys: slopeKeys[:]},
	levelWeatherFile: {Name: "weather file", Thing: "weather",
		Under: "at the top of a weather file", Keys: weatherFileKeys[:]},
	levelChange: {Name: "change", Thing: "change", Under: "under changes",
		Keys: []Key{
			{Name: "lasts", Kind: "duration or law", Meaning: "how long"},
			{Name: "set", Kind: "mapping", Meaning: "keys over the others; none: as above"},
		}},
	levelMapping: {Name: "log mapping", Thing: "log mapping",
		Under: "at the top of a log mapping", Keys: mappingKeys[:]},
	levelSource: {Name: "field", Thing: "field", Under: "under a field of a log mapping",
		Keys: sourceKeys[:]},
	levelLogTime: {Name: "log time", Thing: "time", Under: "under time of a log mapping",
		Keys: logTimeKeys[:]},
	levelLogUsers: {Name: "log users", Thing: "users", Under: "under users of a log mapping",
		Keys: logUsersKeys[:]},
	levelLogLine: {Name: "log line", Thing: "line", Under: "under lines of a log mapping",
		Keys: logLineKeys[:]},
	levelLogPattern: {Name: "log pattern", Thing: "pattern", Under: "under marks of a log mapping",
		Choice: "kind", Keys: logPatternKeys[:len(logPatternKeys)-1]},
	levelLogZero: {Name: "log zero", Thing: "zero", Under: "under zero of a log mapping",
		Choice: "kind", Keys: logPatternKeys[:]},
}

// The keys of patterns; the last two only marks have.
var patternKeys = [...]Key{
	{Name: "client", Kind: "client", With: byClient, Meaning: "who calls or hears"},
	{Name: "call", Kind: "call", Verb: true, Meaning: "a call of the SDK"},
	{Name: "state", Kind: "reason", Verb: true, Meaning: "an onRoomStateChanged with that reason"},
	{Name: "update", Kind: "ADD or DELETE", Verb: true, Meaning: "an onRoomUserUpdate"},
	{Name: "callback", Kind: "callback", Verb: true,
		Meaning: "any callback of that name, also a notice of the profile"},
	{Name: "server", Kind: "what the server did", Verb: true,
		Meaning: "login, logout, expire, create, close, kickUser, …"},
	{Name: "code", Kind: "error code", With: []string{"state"},
		Meaning: "the code that comes along"},
	{Name: "user", Kind: "user", With: []string{"update", "server"}, Meaning: "who is concerned"},
	{Name: "room", Kind: "text", Meaning: "a room of the script"},
	{Name: "after", Kind: "mark", Meaning: "search behind that mark's record"},
	{Name: "nth", Kind: "whole number", Meaning: "the n-th match there; default 1"},
}

// Sets of verbs.
var (
	device   = []string{"call", "network", "process"}
	onlyCall = []string{"call"}
	roomed   = []string{"call", "backend"}
	onlyLink = []string{"link"}

	onlyBackend = []string{"backend"}
	onlyServer  = []string{"server"}

	between   = []string{"never", "count"}
	onlyCount = []string{"count"}
	byClient  = []string{"call", "state", "update", "callback"}
)
