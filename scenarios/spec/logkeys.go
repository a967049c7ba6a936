package spec

// The keys of a log mapping.
var mappingKeys = [...]Key{
	{Name: "roomsim", Kind: "1", Required: true, Meaning: "the version of the format; first"},
	{Name: "log", Kind: "roomsim, jsonl, csv or text", Required: true,
		Meaning: "the form of the log; roomsim is our own JSON Lines"},
	{Name: "separator", Kind: "a character", With: onlyCSV,
		Meaning: "what stands between columns; default a comma"},
	{Name: "lines", Kind: "list", With: onlyText,
		Meaning: "regular expressions with named groups; the first that fits a line reads it"},
	{Name: "only", Kind: "list of regular expressions",
		Meaning: "a line that fits none of them is left out"},
	{Name: "skip", Kind: "list of regular expressions",
		Meaning: "a line that fits one of them is left out"},
	{Name: "time", Kind: "mapping", With: foreign, Meaning: "when it was, and how that is written"},
	{Name: "who", Kind: "field or mapping", With: foreign,
		Meaning: "the client; without it the one given as CLIENT=LOG"},
	{Name: "what", Kind: "field or mapping", With: foreign,
		Meaning: "what was called or heard: loginRoom, onRoomStateChanged, network down, …"},
	{Name: "room", Kind: "field or mapping", With: foreign,
		Meaning: "the room; without it the scenario's only one"},
	{Name: "reason", Kind: "field or mapping", With: foreign,
		Meaning: "of onRoomStateChanged: its name, or the vendor's number from 0"},
	{Name: "code", Kind: "field or mapping", With: foreign,
		Meaning: "of onRoomStateChanged; without it 0"},
	{Name: "update", Kind: "field or mapping", With: foreign,
		Meaning: "of onRoomUserUpdate: ADD or DELETE, or the vendor's 0 or 1"},
	{Name: "users", Kind: "field or mapping", With: foreign,
		Meaning: "of onRoomUserUpdate: a list, or a text that is split"},
	{Name: "clocks", Kind: "mapping",
		Meaning: "by client, how far its clock is ahead: {A: 120ms, B: -35ms}"},
	{Name: "zero", Kind: "pattern or time",
		Meaning: "the record, or the time, from which virtual time counts; default the first record"},
	{Name: "marks", Kind: "mapping",
		Meaning: "marks of the script's actions: the record that stands for one, or its virtual time"},
	{Name: "end", Kind: "duration",
		Meaning: "the virtual time up to which the log tells everything; default its last record's"},
}

// The keys of a place where something stands in a line.
var sourceKeys = [...]Key{
	{Name: "field", Kind: "text",
		Meaning: "of an object (a.b is b in a), the column, or the group; default the key's own name"},
	{Name: "names", Kind: "mapping",
		Meaning: "what the log calls it: what it is here; null leaves it out"},
}

// The keys of the place of a time.
var logTimeKeys = [...]Key{
	{Name: "field", Kind: "text", Meaning: "as of the others"},
	{Name: "format", Kind: "rfc3339, s, ms, us, ns, duration or a layout", Required: true,
		Meaning: "RFC 3339, a number of units since 1970 or the start, a duration such as 1m5.5s, or " +
			"a layout of Go's such as 2006-01-02 15:04:05.000"},
	{Name: "zone", Kind: "UTC or an offset",
		Meaning: "of a layout without a zone: UTC, the default, or +02:00"},
}

// The keys of the place of users.
var logUsersKeys = [...]Key{sourceKeys[0], sourceKeys[1],
	{Name: "split", Kind: "text", Meaning: "what stands between users in a text; default: one user"},
}

// The keys of a line of text.
var logLineKeys = [...]Key{
	{Name: "line", Kind: "a regular expression", Required: true,
		Meaning: "with groups named time, who, what, …"},
	{Name: "who", Kind: "client", Meaning: "where the line does not say it; the others likewise"},
	{Name: "what", Kind: "text", Meaning: "such as onRoomStateChanged"},
	{Name: "room", Kind: "text", Meaning: "a room of the script"},
	{Name: "reason", Kind: "reason", Meaning: "such as Reconnecting"},
	{Name: "code", Kind: "error code", Meaning: "such as 1002051"},
	{Name: "update", Kind: "ADD or DELETE", Meaning: "what happened to the users"},
	{Name: "users", Kind: "user", Meaning: "one user"},
}

// The keys of a pattern that picks a record of a log; the last one only zero has.
var logPatternKeys = [...]Key{
	{Name: "client", Kind: "client", Meaning: "who calls or hears",
		With: []string{"call", "state", "update", "callback", "network", "process"}},
	{Name: "call", Kind: "call", Verb: true, Meaning: "a call of the SDK"},
	{Name: "state", Kind: "reason", Verb: true, Meaning: "an onRoomStateChanged with that reason"},
	{Name: "update", Kind: "ADD or DELETE", Verb: true, Meaning: "an onRoomUserUpdate"},
	{Name: "callback", Kind: "callback", Verb: true, Meaning: "any callback of that name"},
	{Name: "server", Kind: "what the server did", Verb: true, Meaning: "login, logout, expire, …"},
	{Name: "network", Kind: "down, up or switch", Verb: true, Meaning: "the device's network changes"},
	{Name: "process", Kind: "kill, start, suspend or resume", Verb: true,
		Meaning: "the app dies, or sleeps"},
	{Name: "code", Kind: "error code", With: []string{"state"},
		Meaning: "the code that comes along"},
	{Name: "user", Kind: "user", With: []string{"update", "server"}, Meaning: "who is concerned"},
	{Name: "room", Kind: "text", Meaning: "a room of the script"},
	{Name: "nth", Kind: "whole number", Meaning: "the n-th match; default 1"},
	{Name: "at", Kind: "duration", Meaning: "the virtual time of that record; default 0s"},
}

// Sets of forms of a log.
var (
	onlyCSV  = []string{"csv"}
	onlyText = []string{"text"}
	foreign  = []string{"jsonl", "csv", "text"}
)
