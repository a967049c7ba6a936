package plots

import (
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// wait is a time-out, or another stretch that tells: from the record that began it to the one that
// ended it.
type wait struct {
	from, to sim.Time
	rank     int // those of lower ones are shown first
	what     string
	how      string // what it is long for, behind the length
	crowd    string // it is the first of so many there
	count    int
	look     tone
}

// Ranks of waits.
const (
	runsOut = iota // somebody is out for it
	returns
	lingers
)

// waiting finds the waits of a run.
type waiting struct {
	*story
	list   []wait
	since  map[stay]*timeline.Record // the callback that a client in a room heard last
	warned map[holder]sim.Time       // that a token ends
	down   sim.Time                  // since when the server is, −1 while it is up
}

// stay is a client in a room.
type stay struct {
	who  timeline.Node
	room uint32
}

// holder is a user in a room, with a token.
type holder struct {
	user string
	room uint32
}

// waits lists the waits of a run, in the order of their ends.
func (s *story) waits() []wait {
	w := &waiting{story: s, since: make(map[stay]*timeline.Record),
		warned: make(map[holder]sim.Time), down: -1}
	for i := range s.tl.Records {
		switch r := &s.tl.Records[i]; r.Kind {
		case timeline.Callback:
			w.readCallback(r)
		case timeline.ServerDid:
			w.readServer(r)
		}
	}
	return w.list
}

// began returns what a timer that led to r was set by, nil if r is no timer's doing.
func (w *waiting) began(r *timeline.Record) *timeline.Record {
	if c := w.tl.ByN(r.Cause); c != nil && r.At-c.At >= silence {
		return c
	}
	return nil
}

// readServer finds seats that expire, rooms that linger, and stops of the server.
func (w *waiting) readServer(r *timeline.Record) {
	c := w.began(r)
	switch {
	case r.Name == timeline.ServerStop && w.down < 0 && r.Flag&timeline.Ineffective == 0:
		w.down = r.At
	case r.Name == timeline.ServerStart && w.down >= 0:
		w.add(wait{from: w.down, to: r.At, what: "the server is down", look: loss})
		w.down = -1
	case r.Name == timeline.ServerExpire && c != nil:
		name, ids, crowd := w.tl.Cast.Users.GroupOf(r.User)
		is := wait{from: c.At, to: r.At, what: w.user(r.User) + "'s seat expires", how: after(c),
			look: loss}
		if crowd && ids.Len() > 1 {
			is.crowd = show(name)
		}
		w.add(is)
	case r.Name == timeline.ServerLogout && r.Left() == timeline.LeaveToken:
		user := w.user(r.User)
		if at, ok := w.warned[holder{user, r.Room}]; ok {
			w.add(wait{from: at, to: r.At, what: user + "'s token ends", how: " after the warning",
				look: loss})
		}
	case r.Name == timeline.ServerClose && c != nil:
		w.add(wait{from: c.At, to: r.At, rank: lingers, how: " empty", look: wire,
			what: "room " + w.room(r.Room) + " is closed"})
	}
}

// after words what a seat's time-out is counted from.
func after(c *timeline.Record) string {
	switch c.Name {
	case timeline.ServerBeat:
		return " after the last beat"
	case timeline.ServerLogin:
		return " after the login"
	case timeline.ServerClosed:
		return " after its connection"
	}
	return ""
}

// readCallback finds losses noticed in silence, give-ups, returns, and tokens that end.
func (w *waiting) readCallback(r *timeline.Record) {
	l, at := w.lane(r.Who), stay{r.Who, r.Room}
	switch {
	case l == nil:
		return
	case r.Name == timeline.OnRoomTokenWillExpire:
		if end, known := l.tokenEnd(r); known {
			w.add(wait{from: r.At, to: end, what: l.name + "'s token ends", how: " after the warning",
				look: loss})
		} else {
			w.warned[holder{l.user, r.Room}] = r.At
		}
	}
	if r.Name != timeline.OnRoomStateChanged || w.busy(r) {
		return
	}
	before := w.since[at]
	w.since[at] = r
	is := wait{to: r.At, look: loss}
	if l.crowd {
		is.crowd = l.name
	}
	who := show(w.tl.Cast.Clients.Name(r.Who)) + w.in(" in ", r.Room)
	label := func(r *timeline.Record) string { return w.tl.Cast.Labels.Reason(r.Reason) }
	switch c := w.began(r); {
	case r.Reason == timeline.Reconnecting && c != nil:
		is.from, is.what, is.how = c.At, who+" notices the loss", " after the last answer"
	case before == nil || before.Reason != timeline.Reconnecting && before.Reason != timeline.Logining:
		return
	case r.Reason == timeline.Reconnected:
		is.from, is.what, is.rank, is.look = before.At, who+" is back", returns, wire
		is.how = " after " + label(before)
	case (r.Reason == timeline.ReconnectFailed || r.Reason == timeline.LoginFailed) && c != nil:
		is.from, is.what, is.how = before.At, who+" gives up", " after "+label(before)
	case r.Reason == timeline.ReconnectFailed:
		is.from, is.what, is.rank = before.At, who+" is refused", returns
		is.how = " after " + label(before)
	default:
		return
	}
	w.add(is)
}

// add takes a wait in; of those alike in a crowd only the first.
func (w *waiting) add(is wait) {
	is.count = 1
	if is.crowd != "" {
		for i := range w.list {
			if o := &w.list[i]; o.crowd == is.crowd && o.how == is.how && o.rank == is.rank {
				o.count++
				return
			}
		}
	}
	w.list = append(w.list, is)
}

// lasts is how long it takes.
func (w *wait) lasts() time.Duration { return w.to.Sub(w.from) }

// lines word a wait.
func (w *wait) lines() []line {
	what, how := codeStyle, noteStyle
	what.face, what.ink = bold, w.look
	list := []line{{roughly(w.lasts()) + w.how, what}, {w.what, how}}
	if w.count > 1 {
		list = append(list, line{"the first of " + thousands(w.count) + " in " + w.crowd, how})
	}
	return fitted(list, longestWait)
}

// longestWait is how wide the words about a wait are at most.
const longestWait = 130 * pt
