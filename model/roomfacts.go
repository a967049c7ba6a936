package model

const (
	faqKick  = "FAQ kick-user"
	faqToken = "using token authentication"
	apiNotes = "API reference of the SDK"
	limits   = "restrictions"
	serverCB = "server callbacks, room"
)

// rooming is the settings of what goes on in rooms beside beats and retries.
var rooming = [...]Setting{
	{Name: "client.rooms", Kind: KindChoice, Words: []string{"single", "multi"}, Default: "single",
		Label: Documented, Source: "FAQ 1002001", ReadBy: "client",
		Meaning: "how many rooms a client may be in: one, or several (setRoomMode)"},
	{Name: "client.logout.offline", Kind: KindChoice, Words: []string{"logout", "fail"},
		Default: "logout", Label: Assumed, Source: ours, ReadBy: "client",
		Meaning: "logoutRoom while Reconnecting: Logout(0), or LogoutFailed and no message"},
	{Name: "client.late_accept", Kind: KindChoice, Words: []string{"logout", "ignore"},
		Default: "logout", Label: Assumed, Source: ours, ReadBy: "client",
		Meaning: "an accepted login that is no longer wanted: log it out, or leave it to expire"},
	{Name: "client.online_count", Kind: KindSpan, Words: []string{"off"}, Default: "off",
		Label: Assumed, Source: ours + "; the SDK's is 30s", ReadBy: "client",
		Meaning: "onRoomOnlineUserCountUpdate comes so often; off by default, for quiet timelines"},
	{Name: "client.token.warning", Kind: KindSpan, Default: "30s",
		Label: Documented, Source: faqToken, ReadBy: "client",
		Meaning: "onRoomTokenWillExpire comes so long before a token's end"},
	{Name: "server.room.capacity", Kind: KindWhole, Words: []string{"none"}, Default: "none",
		Label: Documented, Source: apiNotes, ReadBy: "server",
		Meaning: "users that a room takes; one more is refused with 1002034"},
	{Name: "server.room.linger", Kind: KindSpan, Default: "0s",
		Label: Documented, Source: "FAQ empty-room-destruction", ReadBy: "server",
		Meaning: "an empty room is closed after this long; at most 30 min can be had"},
	{Name: "server.rooms", Kind: KindWhole, Default: "5",
		Label: Documented, Source: "multi-room login", ReadBy: "server",
		Meaning: "rooms a user may be in at once (1002037 beyond); 1: switched off (1002036)"},
	{Name: "server.login.rate", Kind: KindWhole, Words: []string{"none"}, Default: "none",
		Label: Documented, Source: limits + "; the vendor's is 200", ReadBy: "server",
		Meaning: "logins a second and room; those beyond are not answered, and come again"},
	{Name: "server.notify.users", Kind: KindWhole, Words: []string{"none"}, Default: "500",
		Label: Documented, Source: "FAQ audience-room-events", ReadBy: "server",
		Meaning: "who comes when so many are there hears of nobody, and nobody hears of it"},
	{Name: "server.token.required", Kind: KindChoice, Words: []string{"no", "yes"}, Default: "no",
		Label: Documented, Source: faqToken, ReadBy: "server",
		Meaning: "whether a login without a token is refused with 1002067"},
	{Name: "server.token.on_expiry", Kind: KindChoice, Words: []string{"stay", "kick"},
		Default: "stay", Label: Documented, Source: faqToken, ReadBy: "server",
		Meaning: "a token that expires: its user stays, or is kicked out with 1002056"},
	{Name: "server.on_transport_close", Kind: KindChoice, Words: []string{"keep", "grace", "evict"},
		Default: "keep", Label: Assumed, Source: ours, ReadBy: "server",
		Meaning: "a killed app's closed connection: keep the seat for H, for a grace, or take it"},
	{Name: "server.same_user", Kind: KindChoice, Words: []string{"silent", "announce"},
		Default: "silent", Label: Assumed, Source: ours, ReadBy: "server",
		Meaning: "the user's second device in the same room: the others hear nothing, or DELETE and ADD"},
	{Name: "server.kicked_return", Kind: KindChoice, Words: []string{"kick", "fail"},
		Default: "kick", Label: Assumed, Source: ours, ReadBy: "server",
		Meaning: "the return of who was kicked while away: KickOut, or ReconnectFailed, with that code"},
	{Name: "server.close_grace", Kind: KindSpan, Default: "15s",
		Label: Assumed, Source: ours, ReadBy: "server",
		Meaning: "the grace of on_transport_close: grace"},
}

// roomFacts are the facts that these settings and the machines' further rows rest on.
var roomFacts = [...]Fact{
	{"C13", Documented, apiNotes, "onRoomOnlineUserCountUpdate comes every 30 s"},
	{"C14", Documented, faqToken,
		"onRoomTokenWillExpire comes 30 s before the token's end; renewToken replaces it"},
	{"C15", Documented, "FAQ audience-room-events",
		"notices are complete for up to 500 users in a room; later ones hear of nobody, and nobody " +
			"hears of them"},
	{"C16", Documented, limits, "200 logins a second and room, of all users together"},
	{"C18", Documented, "multi-room login",
		"5 rooms at once, once several are switched on for the project"},
	{"C23", Documented, "FAQ empty-room-destruction",
		"an empty room is closed at once, or after a delay of up to 30 min"},
	{"A16", Assumed, ours,
		"switchRoom from a room that the client is not in: LoginFailed(1002002) for the new room"},
	{"A17", Assumed, ours,
		"destroyEngine logs out and is silent; later calls are answered with 1000001, until the " +
			"process starts anew"},
	{"A18", Documented, faqToken,
		"kick mode: the user of an expired token is put out, KickOut(1002056)"},
	{"A19", Assumed, ours,
		"a kick leaves the server at once; a user who is offline loses the seat at once too"},
	{"A20", Assumed, ours,
		"a killed app's system closes its connection, a device without power or network does not"},
	{"A21", Assumed, ours,
		"a server that stops tells nobody: clients find it out by silence, or when a beat is " +
			"refused; what fell due meanwhile happens at its start"},
	{"A26", Assumed, ours,
		"a stopped server is not reached by kicks and closings; bans and refusals wait for it"},
	{"A22", Assumed, ours,
		"a suspended app handles what fell due and what arrived on waking; slept time counts for R"},
	{"A23", Assumed, ours,
		"logins beyond the rate are not answered; the SDK's waits bring them again"},
	{"A25", Assumed, ours,
		"a return that is refused leaves the seat to expire: the others see the user until then"},
	{"A24", Assumed, ours, "CloseRoom kicks everybody out with the backend's code, 1002055"},
	{"S-KICK", Documented, faqKick, "KickoutUser of an absent user succeeds and does nothing"},
	{"CB-OUT", Documented, serverCB,
		"a logout's reason: 0 normal, 1 timeout, 2 connection, 3 kicked or elsewhere, 4 token"},
}
