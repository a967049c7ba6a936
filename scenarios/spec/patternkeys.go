package spec

// The keys of patterns; the last two only marks have.
var patternKeys = [...]Key{
	{Name: "client", Kind: "client", With: byClient, Meaning: "who calls or hears"},
	{Name: "call", Words: calls, Verb: true, Meaning: "a call of the SDK"},
	{Name: "state", Words: reasons, Verb: true,
		Meaning: "an onRoomStateChanged with that reason"},
	{Name: "update", Words: updates, Verb: true, Meaning: "an onRoomUserUpdate"},
	{Name: "callback", Kind: "callback's name", Words: callbacks, Verb: true,
		Meaning: "any callback of that name, also a notice of the profile"},
	{Name: "server", Words: deeds, Verb: true, Meaning: "what the server did"},
	{Name: "code", Kind: "whole number", Most: maxCode, With: []string{"state"},
		Meaning: "the code that comes along"},
	{Name: "user", Kind: "text", Least: 1, With: []string{"update", "server"},
		Meaning: "who is concerned"},
	{Name: "room", Kind: "text", Least: 1, Meaning: "a room of the script"},
	{Name: "after", Kind: "mark", Meaning: "search behind that mark's record"},
	{Name: "nth", Kind: "whole number", Least: 1, Most: maxNth, Default: "1",
		Meaning: "the n-th match there"},
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
