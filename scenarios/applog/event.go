package applog

import (
	"math"
	"strconv"

	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

// orLeaveOut is what can be done about a name that the scenario does not have.
const orLeaveOut = " (or map it to null to leave it out)"

// event reads what a line tells, and of whom.
func (r *reader) event(w *row, rec *timeline.Record) bool {
	word := w.texts[spec.LogWhat]
	e, ok := spec.FindLogEvent(r.cast, word)
	if !ok {
		expected := hint(word, spec.LogWords(r.cast), "they")
		if r.mapping != nil {
			expected += " (or map it, or leave its lines out with skip:)"
		}
		r.say(w, "no call or callback "+quote(word), expected)
		return false
	}
	rec.Kind, rec.Name = e.Kind, e.Name
	if e.Name == timeline.OnNotice {
		rec.Arg = e.Notice
	}
	ok = r.who(w, rec)
	ok = r.room(w, rec) && ok
	switch {
	case rec.Name == timeline.OnRoomStateChanged:
		ok = r.state(w, rec) && ok
	case rec.Name == timeline.OnRoomUserUpdate:
		ok = r.update(w, rec) && ok
	case rec.Kind == timeline.ServerDid && len(w.users) == 1:
		id, known := r.user(w, w.users[0])
		rec.User, ok = id, known && ok
	case rec.Name == timeline.OnRoomOnlineUserCountUpdate, rec.Name == timeline.OnRoomTokenWillExpire:
		rec.Arg = w.count
	}
	return ok
}

// who finds the client that calls or hears.
func (r *reader) who(w *row, rec *timeline.Record) bool {
	if rec.Kind == timeline.ServerDid {
		return true
	}
	if name := w.texts[spec.LogWho]; name != "" {
		id, ok := r.clients.find(name)
		if !ok {
			r.say(w, "no client "+quote(name), r.clients.hint(name, "clients")+r.leaveOut())
		}
		rec.Who = id
		return ok
	}
	if rec.Who = r.src.Client.First; rec.Who == timeline.Nobody {
		if !r.nobody { // once for the log
			r.say(w, "does not say whose it is", "expected CLIENT="+r.src.Name+", or a field for who")
			r.nobody = true
		}
		return false
	}
	return true
}

// room finds the room that a line is about; where it says none, it is the scenario's only one.
func (r *reader) room(w *row, rec *timeline.Record) bool {
	if name := w.texts[spec.LogRoom]; name != "" {
		id, ok := r.rooms.find(name)
		if !ok {
			r.say(w, "no room "+quote(name), r.rooms.hint(name, "rooms")+r.leaveOut())
		}
		rec.Room = id
		return ok
	}
	stated := rec.Name == timeline.OnRoomStateChanged || rec.Name == timeline.OnRoomUserUpdate
	entered := rec.Name == timeline.LoginRoom || rec.Name == timeline.LogoutRoom
	switch {
	case !stated && !entered:
	case r.cast.Rooms.Len() == 1:
		rec.Room = 1
	case stated:
		r.say(w, "does not say in which room", "expected a room: the scenario has several")
		return false
	}
	return true
}

// state reads the reason and the code of an onRoomStateChanged.
func (r *reader) state(w *row, rec *timeline.Record) bool {
	text := w.texts[spec.LogReason]
	reason, ok := spec.FindLogReason(r.cast, text)
	if !ok {
		var names []string
		for _, known := range timeline.Reasons() {
			names = append(names, known.String())
		}
		r.say(w, "no reason "+quote(text), hint(text, names, "reasons"))
	}
	rec.Reason = reason
	if text := w.texts[spec.LogCode]; text != "" {
		code, err := strconv.ParseUint(text, 10, 32)
		if err != nil || code > math.MaxInt32 {
			r.say(w, "code "+quote(text), "expected a number from 0 to 2147483647")
			return false
		}
		rec.Arg = uint32(code)
	}
	return ok
}

// update reads an onRoomUserUpdate: whether users came or left, and who.
func (r *reader) update(w *row, rec *timeline.Record) bool {
	text := w.texts[spec.LogUpdate]
	flag, ok := spec.FindLogUpdate(text)
	if !ok {
		r.say(w, "update "+quote(text), "expected ADD or DELETE")
	}
	rec.Flag = flag
	if len(w.users) == 0 {
		r.say(w, "names no users", "expected those who came or left")
		return false
	}
	ids := make([]uint32, 0, len(w.users))
	for _, name := range w.users {
		id, known := r.user(w, name)
		ids, ok = append(ids, id), known && ok
	}
	if len(ids) == 1 {
		rec.User = ids[0]
	} else if ok {
		rec.Flag |= timeline.Listed
		rec.Arg = r.log.Timeline.List(ids)
	}
	return ok
}

func (r *reader) user(w *row, name string) (id uint32, ok bool) {
	if id, ok = r.users.find(name); !ok {
		r.say(w, "no user "+quote(name), r.users.hint(name, "users")+r.leaveOut())
	}
	return id, ok
}

// leaveOut is orLeaveOut where there is a mapping to do it.
func (r *reader) leaveOut() string {
	if r.mapping == nil || r.mapping.Log == "roomsim" {
		return ""
	}
	return orLeaveOut
}
