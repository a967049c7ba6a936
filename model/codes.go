package model

import "slices"

// Error codes that onRoomStateChanged carries, as rows and messages name them; a profile may give
// each another number: see Roles. [facts, section 4]
const (
	CodeNoEngine        = 1000001 // a call after destroyEngine
	CodeRooms           = 1002001 // loginRoom while in a room, single-room mode
	CodeWrongRoom       = 1002002 // logoutRoom of a room the client is not in
	CodeOtherUser       = 1002018 // several rooms at once with different users
	CodeToken           = 1002033 // the token is wrong
	CodeRoomFull        = 1002034 // the room is full
	CodeNoMultiRoom     = 1002036 // several rooms at once, where that is not switched on
	CodeTooManyRooms    = 1002037 // more rooms at once than allowed
	CodeKickedElsewhere = 1002050 // the same user logged in on another device
	CodeLost            = 1002051 // the connection is lost for now
	CodeSessionOver     = 1002052 // on return: the session's seat expired too long ago
	CodeTimeout         = 1002053 // the retry window is over
	CodeKicked          = 1002055 // the backend kicked the user out
	CodeTokenKicked     = 1002056 // the token expired, in kick mode
	CodeBanned          = 1002066 // the backend has banned the user
	CodeNoToken         = 1002067 // no token, where one is required
	CodeTokenExpired    = 1002078 // login with a token that has expired
	CodeLoginOther      = 1002086 // on return: the user is logged in on another device
)

// Code is an error code of the vendor's native list.
type Code struct {
	Number  uint32
	Meaning string
}

// codes are those of the list that have to do with rooms, all of them, whether the model says them
// or not; behind them near relatives. [error codes, native]
var codes = [...]Code{
	{1002001, "loginRoom while in a main room, or of the same room again"},
	{1002002, "a call names a room that the client is not in: logout, switch, renew, extra info"},
	{1002005, "the user ID is empty"},
	{1002006, "the user ID has characters that are not allowed"},
	{1002007, "the user ID is too long: 64 bytes or more"},
	{1002008, "the user name is empty"},
	{1002009, "the user name has characters that are not allowed"},
	{1002010, "the user name is too long: 256 bytes or more"},
	{1002011, "the room ID is empty"},
	{1002012, "the room ID has characters that are not allowed"},
	{1002013, "the room ID is too long: 128 bytes or more"},
	{1002014, "the key of extra room information is empty"},
	{1002015, "the key of extra room information is too long: 128 bytes or more"},
	{1002016, "the value of extra room information is too long: 128 bytes or more"},
	{1002017, "extra room information has too many keys; one is allowed"},
	{1002018, "several rooms at once with different user IDs or names"},
	{1002019, "switchRoom where several rooms at once are allowed"},
	{1002030, "the login failed: the network is abnormal"},
	{1002031, "the login timed out: the network is slow"},
	{1002033, "the token is wrong or expired"},
	{1002034, "the room is full"},
	{1002035, "too many rooms at a time in the test environment: more than 10"},
	{1002036, "several rooms at once are not enabled for the project"},
	{1002037, "the client is in too many rooms at once: more than 5"},
	{1002050, "kicked: the same user logged in on another device"},
	{1002051, "the connection is lost for now, and the SDK is trying"},
	{1002052, "the room is disconnected by the network"},
	{1002053, "the retry window is over"},
	{1002055, "kicked: the developer's backend asked for it"},
	{1002056, "kicked: the token expired"},
	{1002057, "kicked: the session has an internal fault"},
	{1002061, "old calls for several rooms: the main room must be entered first"},
	{1002062, "old calls for several rooms: the main room must be left last"},
	{1002063, "old calls for several rooms: no permission"},
	{1002064, "the room ID is in use by another login call"},
	{1002065, "an old call for several rooms, gone since 2.9.0"},
	{1002066, "the user is banned by the server"},
	{1002067, "the login has neither a token nor an AppSign"},
	{1002071, "calls are too frequent: the limit of the app"},
	{1002072, "calls are too frequent: the limit of the room"},
	{1002073, "calls are too frequent: the limit of signalling"},
	{1002074, "the token has an unknown fault"},
	{1002075, "the token's payload is not JSON"},
	{1002076, "the token is for another AppID"},
	{1002077, "the token is for another user ID"},
	{1002078, "the token has expired, or its expiry has the wrong type"},
	{1002079, "the token's version is wrong"},
	{1002080, "the token's nonce has the wrong type"},
	{1002081, "the call needs the mode for several rooms"},
	{1002082, "the renewed token does not allow publishing"},
	{1002083, "the login's custom data are too long: more than 128 bytes"},
	{1002084, "no licence was found"},
	{1002085, "the licence has expired"},
	{1002086, "the user is already logged in elsewhere; on return"},
	{1002087, "the licence does not cover the feature"},
	{1002099, "an unknown internal fault"},

	{1000001, "the engine was not created, or is destroyed"},
	{1000002, "the client is not logged in to a room"},
	{1000037, "the AppID is offline"},
	{1000038, "the backend is configured wrongly"},
	{1000039, "access is denied to the region of the IP address"},
	{1001004, "the AppID is wrong, or of another environment"},
	{1001005, "the AppSign is wrong"},
	{1001020, "setRoomMode was called too late"},
}

// CodeList lists the documented codes in the order in which people read them.
func CodeList() []Code { return slices.Clone(codes[:]) }
