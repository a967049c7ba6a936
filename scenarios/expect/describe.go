package expect

import (
	"strings"

	"roomsim/model/timeline"
)

// Describe says what a pattern picks out, in the words of Timeline.Say: "B onRoomUserUpdate DELETE
// alice", "A onRoomStateChanged Reconnected", "A calls loginRoom", "server: alice's seat expired".
func Describe(p *timeline.Pattern, cast *timeline.Cast) string {
	who := nameOf(&cast.Clients, p.Who)
	if p.Who.Any() {
		who = "any client"
	}
	text := ""
	switch p.Kind {
	case timeline.Call:
		text = who + " calls " + orAny(p, cast, "anything")
	case timeline.Callback:
		text = who + " " + callback(p, cast)
	case timeline.ServerDid:
		text = "server: " + serverDid(p, cast)
	case timeline.Network:
		text = who + "'s network " + orAny(p, cast, "changes")
	case timeline.Note:
		text = who + "'s " + orAny(p, cast, "note")
	default:
		text = who + " " + strings.TrimSpace(p.Kind.String()+" "+p.Name.String())
	}
	if !p.Room.Any() && cast.Rooms.Len() > 1 {
		text += " in " + nameOf(&cast.Rooms, p.Room)
	}
	return text
}

func orAny(p *timeline.Pattern, cast *timeline.Cast, any string) string {
	if p.Name == 0 {
		return any
	}
	return cast.NameOf(&timeline.Record{Name: p.Name, Arg: p.Notice})
}

func callback(p *timeline.Pattern, cast *timeline.Cast) string {
	text := orAny(p, cast, "any callback")
	if p.Reason != 0 {
		text += " " + cast.Labels.Reason(p.Reason)
	}
	if p.HasCode {
		text += "(" + decimals(p.Code) + ")"
	}
	if p.Update != 0 {
		text += " " + p.Update.Update()
	}
	if !p.User.Any() {
		text += " " + nameOf(&cast.Users, p.User)
	}
	return text
}

func serverDid(p *timeline.Pattern, cast *timeline.Cast) string {
	user, seat := nameOf(&cast.Users, p.User), ""
	if p.User.Any() {
		user, seat = "any user", "any"
	} else {
		seat = user + "'s"
	}
	switch p.Name {
	case timeline.ServerLogin:
		return user + " logs in"
	case timeline.ServerLogout:
		return user + " logs out"
	case timeline.ServerExpire:
		return seat + " seat expired"
	case timeline.ServerBeat:
		return "beat from " + user
	case timeline.ServerDisplace:
		return seat + " seat goes to another device"
	case timeline.ServerClosed:
		return seat + " connection is closed"
	case timeline.ServerCreate:
		return "creates a room"
	case timeline.ServerClose:
		return "closes a room"
	case timeline.BackendKick:
		return "is told to kick " + user
	case timeline.BackendClose:
		return "is told to close a room"
	case timeline.BackendRefuse:
		return "is told to refuse a login"
	case timeline.BackendBan, timeline.BackendUnban:
		return "is told to " + p.Name.String() + " " + user
	case timeline.ServerStop, timeline.ServerStart, timeline.ServerRestart:
		return p.Name.String() + "s"
	}
	return strings.TrimSpace(p.Name.String() + " " + user)
}

// nameOf names a span of ids: one by its name, a crowd by the crowd's. Names that could be mistaken
// for more than a name stand in quotes.
func nameOf(names *timeline.Names, ids timeline.Span) string {
	if ids.Any() {
		return ""
	}
	name, all, _ := names.GroupOf(ids.First)
	if ids.First == ids.Last && all != ids {
		name = names.Name(ids.First)
	}
	shown := timeline.Show(name)
	if name != "" && !strings.ContainsAny(shown, ` ,"'()`) {
		return shown
	}
	return `"` + strings.ReplaceAll(shown, `"`, `\"`) + `"`
}
