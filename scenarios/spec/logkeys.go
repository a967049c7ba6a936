package spec

// The keys of a log mapping.
var mappingKeys = [...]Key{
	{Name: "roomsim", Kind: "1", Required: true, Meaning: "the version of the format; first"},
	{Name: "log", Words: logForms, Required: true,
		Meaning: "the form of the log; roomsim is our own JSON Lines"},
	{Name: "separator", Kind: "text", Least: 1, Most: 1, Default: ",", With: onlyCSV,
		Meaning: "what stands between columns"},
	{Name: "lines", Kind: "list of regular expressions or mappings", Holds: levelLogLine, Least: 1,
		With:    onlyText,
		Meaning: "regular expressions with named groups; the first that fits a line reads it"},
	{Name: "only", Kind: "list of regular expressions", Least: 1,
		Meaning: "a line that fits none of them is left out"},
	{Name: "skip", Kind: "list of regular expressions", Least: 1,
		Meaning: "a line that fits one of them is left out"},
	{Name: "time", Kind: "mapping", Holds: levelLogTime, With: foreign,
		Meaning: "when it was, and how that is written"},
	{Name: "who", Kind: "text or mapping", Holds: levelSource, Least: 1, With: foreign,
		Meaning: "the client; without it the one given as CLIENT=LOG"},
	{Name: "what", Kind: "text or mapping", Holds: levelSource, Least: 1, With: foreign,
		Meaning: "what was called or heard: loginRoom, onRoomStateChanged, network down, …"},
	{Name: "room", Kind: "text or mapping", Holds: levelSource, Least: 1, With: foreign,
		Meaning: "the room; without it the scenario's only one"},
	{Name: "reason", Kind: "text or mapping", Holds: levelSource, Least: 1, With: foreign,
		Meaning: "of onRoomStateChanged: its name, or the vendor's number from 0"},
	{Name: "code", Kind: "text or mapping", Holds: levelSource, Least: 1, With: foreign,
		Meaning: "of onRoomStateChanged; without it 0"},
	{Name: "update", Kind: "text or mapping", Holds: levelSource, Least: 1, With: foreign,
		Meaning: "of onRoomUserUpdate: ADD or DELETE, or the vendor's 0 or 1"},
	{Name: "users", Kind: "text or mapping", Holds: levelLogUsers, Least: 1, With: foreign,
		Meaning: "of onRoomUserUpdate: a list, or a text that is split"},
	{Name: "clocks", Kind: "clocks",
		Meaning: "by client, how far its clock is ahead: {A: 120ms, B: -35ms}"},
	{Name: "zero", Kind: "text or mapping", Holds: levelLogZero,
		Meaning: "the record, or the time, from which virtual time counts; default the first record"},
	{Name: "marks", Kind: "pins", Holds: levelLogPattern,
		Meaning: "marks of the script's actions: the record that stands for one, or its virtual time"},
	{Name: "end", Kind: "duration", Least: 1,
		Meaning: "the virtual time up to which the log tells everything; default its last record's"},
}

// The keys of a place where something stands in a line.
var sourceKeys = [...]Key{
	{Name: "field", Kind: "text", Least: 1,
		Meaning: "of an object (a.b is b in a), the column, or the group; default the key's own name"},
	{Name: "names", Kind: "names",
		Meaning: "what the log calls it: what it is here; null leaves it out"},
}

// The keys of the place of a time.
var logTimeKeys = [...]Key{
	{Name: "field", Kind: "text", Least: 1, Meaning: "as of the others"},
	{Name: "format", Words: timeFormats, Kind: "a layout", Required: true,
		Meaning: "RFC 3339, a number of units since 1970 or the start, a duration such as 1m5.5s, or " +
			"a layout of Go's such as 2006-01-02 15:04:05.000"},
	{Name: "zone", Words: zones, Kind: "offset", Default: "UTC",
		Meaning: "of a layout without a zone: UTC, or an offset such as +02:00"},
}

// The keys of the place of users.
var logUsersKeys = [...]Key{sourceKeys[0], sourceKeys[1],
	{Name: "split", Kind: "text", Least: 1,
		Meaning: "what stands between users in a text; default: one user"},
}

// The keys of a line of text. Behind a field's name stands what its names may stand for, too.
var logLineKeys = [...]Key{
	{Name: "line", Kind: "a regular expression", Required: true,
		Meaning: "with groups named time, who, what, …"},
	{Name: "who", Kind: "client", Meaning: "where the line does not say it; the others likewise"},
	{Name: "what", Kind: "callback's name", Words: logWords, Meaning: "such as onRoomStateChanged"},
	{Name: "room", Kind: "text", Least: 1, Meaning: "a room of the script"},
	{Name: "reason", Words: reasons, Meaning: "such as Reconnecting"},
	{Name: "code", Kind: "whole number", Most: maxCode, Meaning: "such as 1002051"},
	{Name: "update", Words: updates, Meaning: "what happened to the users"},
	{Name: "users", Kind: "text", Least: 1, Meaning: "one user"},
}

// The keys of a pattern that picks a record of a log; the last one only zero has.
var logPatternKeys = [...]Key{
	{Name: "client", Kind: "client", Meaning: "who calls or hears",
		With: []string{"call", "state", "update", "callback", "network", "process"}},
	{Name: "call", Words: calls, Verb: true, Meaning: "a call of the SDK"},
	{Name: "state", Words: reasons, Verb: true,
		Meaning: "an onRoomStateChanged with that reason"},
	{Name: "update", Words: updates, Verb: true, Meaning: "an onRoomUserUpdate"},
	{Name: "callback", Kind: "callback's name", Words: callbacks, Verb: true,
		Meaning: "any callback of that name, also a notice of the profile"},
	{Name: "server", Words: deeds, Verb: true, Meaning: "what the server did"},
	{Name: "network", Words: networks, Verb: true, Meaning: "the device's network changes"},
	{Name: "process", Words: processes, Verb: true, Meaning: "the app dies, or sleeps"},
	{Name: "code", Kind: "whole number", Most: maxCode, With: []string{"state"},
		Meaning: "the code that comes along"},
	{Name: "user", Kind: "text", Least: 1, With: []string{"update", "server"},
		Meaning: "who is concerned"},
	{Name: "room", Kind: "text", Least: 1, Meaning: "a room of the script"},
	{Name: "nth", Kind: "whole number", Least: 1, Most: maxNth, Default: "1",
		Meaning: "the n-th match"},
	{Name: "at", Kind: "duration", Default: "0s", Meaning: "the virtual time of that record"},
}

// Sets of forms of a log.
var (
	onlyCSV  = []string{"csv"}
	onlyText = []string{"text"}
	foreign  = []string{"jsonl", "csv", "text"}
)
