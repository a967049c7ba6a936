package model

// Error codes that onRoomStateChanged carries. [facts, section 4]
const (
	CodeNoEngine        = 1000001 // a call after destroyEngine
	CodeRooms           = 1002001 // loginRoom while in a room, single-room mode
	CodeWrongRoom       = 1002002 // logoutRoom of a room the client is not in
	CodeToken           = 1002033 // the token is wrong
	CodeRoomFull        = 1002034 // the room is full
	CodeNoMultiRoom     = 1002036 // several rooms at once, where that is not switched on
	CodeTooManyRooms    = 1002037 // more rooms at once than allowed
	CodeKickedElsewhere = 1002050 // the same user logged in on another device
	CodeLost            = 1002051 // the connection is lost for now
	CodeTimeout         = 1002053 // the retry window is over
	CodeKicked          = 1002055 // the backend kicked the user out
	CodeTokenKicked     = 1002056 // the token expired, in kick mode
	CodeBanned          = 1002066 // the backend has banned the user
	CodeNoToken         = 1002067 // no token, where one is required
	CodeTokenExpired    = 1002078 // login with a token that has expired
	CodeLoginOther      = 1002086 // on return: the user is logged in on another device
)
