package plots

import (
	"roomsim/model/timeline"
	"roomsim/sim"
)

// read takes one record into the story; i is its index.
func (s *story) read(i int, r *timeline.Record) {
	l := s.lane(r.Who)
	switch r.Kind {
	case timeline.ServerDid:
		s.readServer(i, r)
	case timeline.Link:
		s.readWeather(i, r, l)
	case timeline.Sent, timeline.Delivered, timeline.Dropped:
		s.readWire(i, r)
	case timeline.Note:
		s.readNote(r, l)
	}
	if l == nil {
		return
	}
	switch r.Kind {
	case timeline.Call:
		s.anchor(r.At)
		l.tags = append(l.tags, r)
		s.takeToken(r, l)
		switch ends := r.Name == timeline.DestroyEngine && r.Flag&timeline.Ineffective == 0; {
		case ends && l.crowd:
			l.counts.move(r.At, s.member(r.Who), none)
		case ends:
			l.end(r.At)
		}
	case timeline.Network:
		s.readNetwork(r, l)
	case timeline.Callback:
		s.anchor(r.At)
		l.tags = append(l.tags, r)
		switch r.Name {
		case timeline.OnRoomStateChanged:
			s.readState(r, l)
		case timeline.OnRoomUserUpdate:
			s.readUpdate(r, l)
		}
	}
}

// busy reports whether r answers a loginRoom while in a room: it fails at once, and the session
// goes on. Any other failure has another cause than the call.
func (s *story) busy(r *timeline.Record) bool {
	cause := s.tl.ByN(r.Cause)
	return r.Reason == timeline.LoginFailed && cause != nil && cause.Kind == timeline.Call
}

func (s *story) readState(r *timeline.Record, l *lane) {
	if r.Reason == timeline.LogoutFailed || s.busy(r) {
		return
	}
	if l.crowd {
		l.counts.move(r.At, s.member(r.Who), r.Reason)
		return
	}
	b := barOf(&l.bars, r.Room, s.room(r.Room))
	reason := s.tl.Cast.Labels.Reason(r.Reason)
	texts := []string{reason}
	if s.tl.Cast.Rooms.Len() > 1 {
		texts = []string{reason + " in " + b.name, reason}
	}
	b.set(r.At, piece{n: r.N, state: r.Reason, look: states[r.Reason], texts: texts})
	switch r.Reason {
	case timeline.LoginFailed, timeline.ReconnectFailed, timeline.KickOut, timeline.Logout:
		l.forget(r.At, r.Room)
	}
}

// forget empties what a client sees in a room that it is out of, 0 for all rooms. Its token goes
// with the room.
func (l *lane) forget(t sim.Time, room uint32) {
	l.dropTokens(t, room)
	for _, v := range l.views {
		if v.state() != none && (room == 0 || v.room == room) {
			v.set(t, piece{})
			l.sight.tell(t, place{user: v.id}, false)
		}
	}
	if room == 0 || len(l.bars) < 2 {
		l.sight.empty(t)
	}
}

func (s *story) readUpdate(r *timeline.Record, l *lane) {
	if l.crowd {
		return
	}
	for _, u := range s.tl.Users(r) {
		s.see(l, r, u)
	}
}

// see changes what a client sees of a user. States: Logined for sees, Logout for gone.
func (s *story) see(l *lane, r *timeline.Record, user uint32) {
	t, there := r.At, r.Flag&timeline.Add != 0
	l.sight.tell(t, place{user: user}, there)
	if len(l.views) > mostViews {
		return
	}
	name := s.user(user)
	v := barOf(&l.views, user, name)
	v.room = r.Room
	if there {
		v.set(t, piece{n: r.N, state: timeline.Logined, look: seen,
			texts: []string{"sees " + name, name}})
	} else {
		v.set(t, piece{n: r.N, state: timeline.Logout, look: gone,
			texts: []string{name + " gone", "gone"}})
	}
}

func (s *story) readNetwork(r *timeline.Record, l *lane) {
	s.anchor(r.At)
	open := l.outage()
	switch {
	case r.Flag&timeline.Ineffective != 0:
	case l.crowd && r.Name == timeline.NetworkSwitch:
		l.tags = append(l.tags, r)
	case l.crowd:
		l.cutOff(r)
	case r.Name == timeline.NetworkDown && open == nil:
		l.shades = append(l.shades, shade{r.At, -1, l.name + "'s network is down",
			"down", paint{outage, loss}, r.N})
	case r.Name == timeline.NetworkUp && open != nil:
		open.to = r.At
	case r.Name == timeline.NetworkSwitch:
		if open != nil {
			open.to = r.At
		}
		l.tags = append(l.tags, r)
	}
}

// outage returns the shade of the client's network being down, nil while it is up. Weather and the
// app's death have shades of their own, which a network's change does not end.
func (l *lane) outage() *shade {
	for i := len(l.shades) - 1; i >= 0; i-- {
		if s := &l.shades[i]; s.to < 0 && s.brief == "down" {
			return s
		}
	}
	return nil
}

// cutOff counts the members of a crowd whose network is down, and shades the time from the first to
// the last.
func (l *lane) cutOff(r *timeline.Record) {
	if r.Name == timeline.NetworkUp {
		if l.down = max(l.down-1, 0); l.down == 0 && len(l.shades) > 0 {
			l.shades[len(l.shades)-1].to = r.At
		}
		return
	}
	if l.down++; l.down == 1 {
		l.shades = append(l.shades, shade{from: r.At, look: paint{outage, loss}, n: r.N})
		l.worst = 0
	}
	l.worst = max(l.worst, l.down)
	s := &l.shades[len(l.shades)-1]
	s.to, s.text, s.brief = -1, "network down at "+thousands(l.worst)+" of "+l.name, "down"
}

// readWeather opens and closes stretches of weather on links: on the lane of one client, or on all.
func (s *story) readWeather(i int, r *timeline.Record, l *lane) {
	if !s.crowded(i) {
		s.anchor(r.At)
	}
	if s.told(r, l) {
		return
	}
	list := &s.weather
	if l != nil && !l.crowd {
		list = &l.shades
	}
	text := "weather: " + show(s.tl.Words(r))
	if r.Name == timeline.WeatherSet {
		*list = append(*list, shade{r.At, -1, text, text, paint{storm, ink}, r.N})
		return
	}
	for i := len(*list) - 1; i >= 0; i-- {
		if w := &(*list)[i]; w.to < 0 && w.text == text {
			w.to = r.At
			return
		}
	}
}

func (s *story) readNote(r *timeline.Record, l *lane) {
	if r.Name == timeline.Remark {
		s.notes = append(s.notes, show(s.tl.Words(r)))
		return
	}
	if l == nil || r.Flag&timeline.Ineffective != 0 {
		return
	}
	s.anchor(r.At)
	l.tags = append(l.tags, r)
	if l.crowd {
		switch r.Name {
		case timeline.ProcessKill:
			l.counts.move(r.At, s.member(r.Who), killed)
		case timeline.ProcessStart:
			l.counts.move(r.At, s.member(r.Who), none)
		}
		return
	}
	switch r.Name {
	case timeline.ProcessSuspend:
		l.shades = append(l.shades, shade{r.At, -1, l.name + "'s app is asleep", "asleep",
			paint{night, ink}, r.N})
	case timeline.ProcessResume:
		l.wake(r.At)
	default:
		l.wake(r.At) // dead or new, it does not sleep
		s.die(r, l)
	}
}

// wake ends the shade of a sleeping app.
func (l *lane) wake(t sim.Time) {
	for i := range l.shades {
		if w := &l.shades[i]; w.to < 0 && w.brief == "asleep" {
			w.to = t
		}
	}
}

// end blanks a client's bars: it is in no room, and nobody tells it so.
func (l *lane) end(t sim.Time) {
	l.forget(t, 0)
	for _, b := range l.bars {
		if b.state() != none {
			b.set(t, piece{})
		}
	}
}

// die ends a client's bars when its app is killed, and lets them go on blank when it starts.
func (s *story) die(r *timeline.Record, l *lane) {
	if r.Name == timeline.ProcessKill {
		if len(l.bars) == 0 {
			barOf(&l.bars, 0, "")
		}
		l.forget(r.At, 0)
	}
	for _, b := range l.bars {
		switch {
		case r.Name == timeline.ProcessKill:
			b.set(r.At, piece{n: r.N, state: killed, look: dead, texts: []string{"app killed"}})
		case b.state() == killed:
			b.set(r.At, piece{})
		}
	}
}
