package model

// Error codes that onRoomStateChanged carries, as rows and messages name them; a profile may give
// each another number: see Roles. [facts, section 4]
const (
	CodeRooms           = 1002001 // loginRoom while in a room, single-room mode
	CodeWrongRoom       = 1002002 // logoutRoom of a room the client is not in
	CodeKickedElsewhere = 1002050 // the same user logged in on another device
	CodeLost            = 1002051 // the connection is lost for now
	CodeSessionOver     = 1002052 // on return: the session's seat expired too long ago
	CodeTimeout         = 1002053 // the retry window is over
	CodeLoginOther      = 1002086 // on return: the user is logged in on another device
)
