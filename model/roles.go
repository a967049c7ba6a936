package model

import "slices"

// Role is what a code stands for, whatever number a product gives it. The number here, that of the
// profile zego, is the one that the model's rows and messages carry; a profile may give another.
type Role struct {
	Name    string // as a profile's codes: names it
	Code    uint32
	Meaning string
	Label   Label  // of the number
	Source  string // of the number
}

var roles = [...]Role{
	{"no_engine", CodeNoEngine, "a call after destroyEngine", Documented, errorCodes},
	{"rooms", CodeRooms, "loginRoom while in a room, single-room mode", Documented, errorCodes},
	{"wrong_room", CodeWrongRoom, "logoutRoom of a room that the client is not in", Documented,
		errorCodes},
	{"other_user", CodeOtherUser, "several rooms at once with different users", Documented,
		errorCodes},
	{"token", CodeToken, "the token is wrong", Documented, errorCodes},
	{"room_full", CodeRoomFull, "the room is full", Documented, errorCodes},
	{"no_multi_room", CodeNoMultiRoom, "several rooms at once, where that is switched off",
		Documented, errorCodes},
	{"too_many_rooms", CodeTooManyRooms, "more rooms at once than allowed", Documented, errorCodes},
	{"kicked_elsewhere", CodeKickedElsewhere, "kicked: the same user logged in on another device",
		Documented, errorCodes},
	{"connection_lost", CodeLost, "the connection is lost for now, the SDK is trying", Documented,
		errorCodes},
	{"session_over", CodeSessionOver, "on return: the session's seat expired too long ago", Assumed,
		ours},
	{"timeout", CodeTimeout, "the retry window is over, or the tries are", Documented, errorCodes},
	{"kicked", CodeKicked, "kicked: by the developer's backend", Documented, errorCodes},
	{"token_kicked", CodeTokenKicked, "kicked: the token expired, in kick mode", Documented,
		errorCodes},
	{"banned", CodeBanned, "the user is banned", Documented, errorCodes},
	{"no_token", CodeNoToken, "no token, where one is required", Documented, errorCodes},
	{"token_expired", CodeTokenExpired, "the token has expired", Documented, errorCodes},
	{"login_other", CodeLoginOther, "on return: the user is logged in on another device", Documented,
		errorCodes},
}

// Roles lists every code that the model says, in the order of their numbers.
func Roles() []Role { return slices.Clone(roles[:]) }

// Codes gives numbers to roles: by index in Roles. nil stands for the numbers of Roles.
type Codes []uint32

// DefaultCodes are the numbers of Roles.
func DefaultCodes() Codes {
	list := make(Codes, len(roles))
	for i := range roles {
		list[i] = roles[i].Code
	}
	return list
}

// Of returns the number that stands for a code of the model.
func (c Codes) Of(code uint32) uint32 {
	for i := range c {
		if roles[i].Code == code {
			return c[i]
		}
	}
	return code
}

// profileFacts are rules that the profile zego leaves alone.
var profileFacts = [...]Fact{
	{"P1", Assumed, ours,
		"a local notice is told once in a silence, before a loss in the same instant; any reply " +
			"to a beat ends the silence"},
	{"P2", Assumed, ours,
		"a session whose seat expired longer ago than server.resume.window is not taken up: " +
			"ReconnectFailed(1002052)"},
	{"P3", Assumed, ours,
		"client.retry.tries counts logins, loginRoom's own too; the wait after the last one ends " +
			"the search"},
}
