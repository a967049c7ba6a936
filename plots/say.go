package plots

import (
	"strconv"

	"roomsim/model/timeline"
)

// in names a room where the run has more than one.
func (s *story) in(before string, room uint32) string {
	if room == 0 || s.tl.Cast.Rooms.Len() < 2 {
		return ""
	}
	return before + s.room(room)
}

// say is the text of a tag, with the callback's name or without it.
func (s *story) say(r *timeline.Record, long bool) string {
	callback := ""
	if long {
		callback = s.tl.Cast.NameOf(r) + " "
	}
	switch r.Kind {
	case timeline.Call:
		text := "calls " + s.tl.Cast.NameOf(r) + s.in(" ", r.Room)
		if more := s.tl.Words(r); more != "" {
			text += " " + show(more)
		}
		return text
	case timeline.Network:
		return "network " + networkWords[r.Name]
	case timeline.Note:
		return noteWords[r.Name]
	}
	number := strconv.FormatUint(uint64(r.Arg), 10)
	switch r.Name {
	case timeline.OnNotice:
		return s.tl.Cast.NameOf(r) + s.in(" in ", r.Room)
	case timeline.OnRoomStateChanged:
		return callback + s.tl.Cast.Labels.Reason(r.Reason) + "(" + number + ")" + s.in(" ", r.Room)
	case timeline.OnRoomOnlineUserCountUpdate:
		return callback + number + " online" + s.in(" in ", r.Room)
	case timeline.OnRoomTokenWillExpire:
		if !long {
			callback = "token ends "
		}
		return callback + "in " + number + "s" + s.in(" in ", r.Room)
	}
	return callback + r.Flag.Update() + s.users(r) + s.in(" in ", r.Room)
}

var networkWords = [...]string{timeline.NetworkDown: "goes down", timeline.NetworkUp: "comes up",
	timeline.NetworkSwitch: "switches"}

var noteWords = [...]string{timeline.ProcessKill: "app killed", timeline.ProcessStart: "app starts",
	timeline.ProcessSuspend: "app asleep", timeline.ProcessResume: "app awake"}

// sum is what records like r are called when they are counted: without the users, and without the
// room, which may differ.
func (s *story) sum(r *timeline.Record) string {
	if r.Name == timeline.OnRoomUserUpdate {
		return r.Flag.Update()
	}
	anywhere := *r
	anywhere.Room = 0
	return s.say(&anywhere, false)
}

// users names up to three users.
func (s *story) users(r *timeline.Record) string {
	users := s.tl.Users(r)
	text := ""
	for i, u := range users {
		switch {
		case i == 0:
			text = " " + s.user(u)
		case i == 2 && len(users) > 3:
			return text + " and " + thousands(len(users)-2) + " more"
		default:
			text += ", " + s.user(u)
		}
	}
	return text
}

// look paints the dot of a tag.
func look(r *timeline.Record) paint {
	switch {
	case r.Kind == timeline.Note:
		return dead
	case r.Kind != timeline.Callback:
		return grey
	case r.Name == timeline.OnRoomStateChanged:
		return states[r.Reason]
	case r.Name == timeline.OnNotice:
		return orange
	case r.Flag&timeline.Delete != 0:
		return red
	}
	return green
}

// call names a message: "login", "notice DELETE alice".
func (s *story) call(r *timeline.Record) string {
	text := r.Name.String()
	if code, ok := r.Code(); ok && code != 0 {
		text += " " + strconv.FormatUint(uint64(code), 10)
	}
	if r.Flag&(timeline.Add|timeline.Delete) != 0 {
		text += " " + r.Flag.Update() + s.users(r)
	}
	return text
}

// sortOf names the sort of a message, for bundles: "notice DELETE".
func sortOf(r *timeline.Record) string {
	if u := r.Flag.Update(); u != "" {
		return r.Name.String() + " " + u
	}
	return r.Name.String()
}

// thousands writes a number with a comma between groups of three digits.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// longest is how many characters of a text are taken in; no chart has room for more.
const longest = 300

// show makes a text from a scenario fit to be drawn.
func show(s string) string {
	if len(s) > longest {
		runes := []rune(s[:min(len(s), 4*longest)])
		if len(runes) > longest {
			s = string(runes[:longest]) + "…"
		}
	}
	return timeline.Show(s)
}
