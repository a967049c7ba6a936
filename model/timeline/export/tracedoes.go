package export

import (
	"strconv"
	"strings"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// mostMembers is how many members of a crowd have rows.
const mostMembers = 20

// take takes a record in.
func (tr *trace) take(r *timeline.Record) {
	if r.Kind.Wire() {
		tr.wire(r)
		return
	}
	tr.count(r)
	process, shown := serverProcess, true
	if r.Kind != timeline.ServerDid {
		process, shown = tr.processOf(r.Who)
	}
	if !shown || r.Name == timeline.ServerBeat { // a beat's receipt tells it
		return
	}
	tr.instant(tr.own(process, r, rows[r.Kind]), tr.t.SayWhat(r), r, "t")
	switch r.Kind {
	case timeline.Link:
		tr.weather(process, r)
	case timeline.ServerDid:
		tr.serve(r)
	case timeline.Network, timeline.Note, timeline.Call:
		tr.device(process, r)
	case timeline.Callback:
		tr.hear(process, r)
	}
}

// rows are the names of the tracks for instants.
var rows = [...]string{timeline.Call: "calls and callbacks",
	timeline.Callback: "calls and callbacks", timeline.Network: "device", timeline.Link: "links",
	timeline.ServerDid: "does", timeline.Note: "device"}

// own returns a track of the client's own that a record is about, with its name if it is a crowd's
// member.
func (tr *trace) own(process int, r *timeline.Record, name string) *track {
	if r.Kind != timeline.ServerDid && r.Who != timeline.Nobody {
		if _, _, crowd := tr.t.Cast.Clients.GroupOf(r.Who); crowd {
			name = tr.t.Cast.Who(r.Who) + " " + name
		}
	}
	return tr.on(process, name)
}

// turn ends the slice of a track and begins another one.
func (tr *trace) turn(k *track, name string, r *timeline.Record) {
	tr.end(k, r.At)
	tr.begin(k, name, r)
}

// hear takes in what a callback says about the client's state, or about whom it sees.
func (tr *trace) hear(process int, r *timeline.Record) {
	switch {
	case r.Name == timeline.OnRoomUserUpdate:
		for _, u := range tr.t.Users(r) {
			tr.see(process, r, u)
		}
	case r.Name == timeline.OnRoomStateChanged && !tr.aside(r):
		k := tr.own(process, r, "state in "+tr.t.Cast.Rooms.Name(r.Room))
		k.tells, k.place = state, place{r.Who, r.Room}
		tr.turn(k, tr.t.Cast.Labels.Reason(r.Reason), r)
		switch r.Reason {
		case timeline.LoginFailed, timeline.ReconnectFailed, timeline.KickOut, timeline.Logout:
			tr.stop(sight, k.place, r.At)
		}
	}
}

// aside reports whether a callback says what failed and leaves the state as it is.
func (tr *trace) aside(r *timeline.Record) bool {
	cause := tr.t.ByN(r.Cause)
	return r.Reason == timeline.LogoutFailed ||
		r.Reason == timeline.LoginFailed && cause != nil && cause.Kind == timeline.Call
}

// see begins or ends the slice of a user that a client sees. Members of crowds have none.
func (tr *trace) see(process int, r *timeline.Record, user uint32) {
	_, _, crowd := tr.t.Cast.Clients.GroupOf(r.Who)
	if crowd || !tr.hasRow(user) {
		return
	}
	name := tr.inRoom(user, r.Room)
	k := tr.on(process, "sees "+name)
	k.tells, k.place = sight, place{r.Who, r.Room}
	tr.end(k, r.At)
	if r.Flag&timeline.Add != 0 {
		tr.begin(k, name, r)
	}
}

// stop ends the slices that tell something of a place; room 0 stands for all rooms, and who 0 for
// everybody.
func (tr *trace) stop(what tells, p place, t sim.Time) {
	for _, k := range tr.list {
		if k.tells == what && (p.who == 0 || k.who == p.who) && (p.room == 0 || k.room == p.room) {
			tr.end(k, t)
		}
	}
}

// serve takes in what the server does with a seat.
func (tr *trace) serve(r *timeline.Record) {
	switch r.Name {
	case timeline.ServerLogin, timeline.ServerLogout, timeline.ServerExpire:
	case timeline.ServerStop, timeline.ServerStart, timeline.ServerRestart:
		if strings.HasSuffix(tr.t.Words(r), "lost") && r.Flag&timeline.Ineffective == 0 {
			tr.stop(seat, place{}, r.At)
		}
		return
	default:
		return
	}
	if !tr.hasRow(r.User) {
		return
	}
	k := tr.on(serverProcess, "seat of "+tr.inRoom(r.User, r.Room))
	k.tells, k.place = seat, place{r.User, r.Room}
	switch {
	case r.Name != timeline.ServerLogin:
		tr.end(k, r.At)
	case !k.open:
		tr.begin(k, tr.t.Cast.Users.Name(r.User), r)
	}
}

// device takes in what happens to a client's network and to its app.
func (tr *trace) device(process int, r *timeline.Record) {
	if r.Flag&timeline.Ineffective != 0 {
		return
	}
	net, app := "network", "app"
	switch r.Name {
	case timeline.NetworkDown:
		tr.turn(tr.own(process, r, net), "network down", r)
	case timeline.NetworkUp, timeline.NetworkSwitch:
		tr.end(tr.own(process, r, net), r.At)
	case timeline.ProcessSuspend:
		tr.turn(tr.own(process, r, app), "asleep", r)
	case timeline.ProcessKill:
		tr.turn(tr.own(process, r, app), "killed", r)
	case timeline.ProcessResume, timeline.ProcessStart:
		tr.end(tr.own(process, r, app), r.At)
	}
	if r.Name == timeline.ProcessKill || r.Name == timeline.DestroyEngine {
		tr.stop(state, place{who: r.Who}, r.At)
		tr.stop(sight, place{who: r.Who}, r.At)
	}
}

// weather shows a change of links while it lasts, each in a row of its own words.
func (tr *trace) weather(process int, r *timeline.Record) {
	k := tr.own(process, r, "weather "+tr.t.Words(r))
	tr.end(k, r.At)
	if r.Name == timeline.WeatherSet {
		tr.begin(k, tr.t.Words(r), r)
	}
}

// hasRow reports whether a user has rows of its own.
func (tr *trace) hasRow(user uint32) bool {
	_, ids, _ := tr.t.Cast.Users.GroupOf(user)
	return user-ids.First < mostMembers
}

// inRoom names a user, and the room too where the run has more than one.
func (tr *trace) inRoom(user, room uint32) string {
	name := tr.t.Cast.Users.Name(user)
	if tr.t.Cast.Rooms.Len() > 1 {
		name += " in " + tr.t.Cast.Rooms.Name(room)
	}
	return name
}

// census counts the members of a crowd by state; 0 is none.
type census [timeline.LogoutFailed + 1]int

// count writes how many members of a crowd are in each state, when one of them changes its state.
func (tr *trace) count(r *timeline.Record) {
	to := r.Reason
	switch {
	case r.Name == timeline.OnRoomStateChanged && !tr.aside(r):
	case r.Name == timeline.ProcessKill && r.Flag&timeline.Ineffective == 0:
	case r.Name == timeline.DestroyEngine && r.Flag&timeline.Ineffective == 0:
	default:
		return
	}
	_, ids, crowd := tr.t.Cast.Clients.GroupOf(r.Who)
	if !crowd {
		return
	}
	c := tr.crowds[ids.First]
	if c == nil {
		c = &census{}
		tr.crowds[ids.First] = c
	}
	from := tr.of[r.Who]
	if tr.of[r.Who] = to; from == to {
		return
	}
	c[from]--
	c[to]++
	tr.event(&track{process: tr.homes[ids.First]}, "C", r.At, "members by state")
	tr.out = append(tr.out, `,"args":{`...)
	for i, reason := range timeline.Reasons() {
		if i > 0 {
			tr.out = append(tr.out, ',')
		}
		tr.out = timeline.AppendQuoted(tr.out, reason.String())
		tr.out = strconv.AppendInt(append(tr.out, ':'), int64(c[reason]), 10)
	}
	tr.out = append(tr.out, `}}`...)
}
