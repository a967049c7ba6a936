package model

import (
	"fmt"
	"slices"

	"roomsim/model/timeline"
)

// Saying is a reason with its code, as an onRoomStateChanged carries them.
type Saying struct {
	Reason timeline.Reason
	Code   uint32
}

// String spells it as charts and timelines do: "KickOut(1002050)".
func (s Saying) String() string { return fmt.Sprintf("%s(%d)", s.Reason, s.Code) }

// given lists the codes that messages of the server carry, each with the reasons that a client can
// report it for. A new code of the server is one line here. Rule: a reason stands here only if a
// row says it with CodeOfMessage.
var given = [...]struct {
	code uint32
	as   []timeline.Reason
}{
	{CodeKickedElsewhere, kicks},
	{CodeKicked, kicks},
	{CodeTokenKicked, kicks},
	{CodeLoginOther, refusals},
	{CodeSessionOver, []timeline.Reason{timeline.ReconnectFailed}},
	{CodeToken, refusals},
	{CodeRoomFull, refusals},
	{CodeNoMultiRoom, refusals},
	{CodeTooManyRooms, refusals},
	{CodeBanned, refusals},
	{CodeNoToken, []timeline.Reason{timeline.LoginFailed}}, // who has none is never in
	{CodeTokenExpired, refusals},
}

// kicks is what the loss of a seat can be; ReconnectFailed where server.kicked_return says so.
var kicks = []timeline.Reason{timeline.LoginFailed, timeline.KickOut, timeline.ReconnectFailed}

// refusals is what a login that is refused can be.
var refusals = []timeline.Reason{timeline.LoginFailed, timeline.ReconnectFailed}

// Sayings lists every reason and code that the rows of a client's machine can say, each once, in
// the order of the rows. A row that says the code of a message counts for every code that the
// server gives for its reason.
func Sayings(rows []ClientRow) []Saying {
	var list []Saying
	add := func(s Saying) {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	for i := range rows {
		says, code := rows[i].Do.Says, rows[i].Do.Code
		switch {
		case says == 0:
		case code != CodeOfMessage:
			add(Saying{says, code})
		default:
			for k := range given {
				if slices.Contains(given[k].as, says) {
					add(Saying{says, given[k].code})
				}
			}
		}
	}
	return list
}

// SayingOf returns what a record says; false unless it is an onRoomStateChanged.
func SayingOf(r *timeline.Record) (s Saying, ok bool) {
	if r.Kind != timeline.Callback || r.Name != timeline.OnRoomStateChanged {
		return Saying{}, false
	}
	return Saying{r.Reason, r.Arg}, true
}

// Among finds which of some sayings stands behind one that was said with a profile's numbers.
func (c Codes) Among(list []Saying, said Saying) (Saying, bool) {
	for _, s := range list {
		if s.Reason == said.Reason && c.Of(s.Code) == said.Code {
			return s, true
		}
	}
	return said, false
}
