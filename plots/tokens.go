package plots

import (
	"slices"
	"strings"
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// token is one that a client took with a call. Its end leaves no record unless the server acts on
// it, and is an instant of the run all the same.
type token struct {
	room  uint32
	until sim.Time
	n     uint32 // of the call
	old   bool   // the client has another one by then
}

// takeToken gives a client the token of a call, in place of the one that it has for that room.
func (s *story) takeToken(r *timeline.Record, l *lane) {
	before, word, given := strings.Cut(s.tl.Words(r), "with a token")
	if l.crowd || r.Name != timeline.RenewToken && r.Name != timeline.LoginRoom &&
		r.Name != timeline.SwitchRoom {
		return
	}
	room, in := r.Room, l.in(r.Room)
	if name, to := strings.CutPrefix(strings.TrimSpace(before), "to "); to {
		if ids, ok := s.tl.Cast.Rooms.Find(name); ok {
			room, in = ids.First, l.in(ids.First)
		}
	}
	if in != (r.Name == timeline.RenewToken) {
		return // it was in vain
	}
	for i := range l.tokens {
		if t := &l.tokens[i]; t.room == room && t.until > r.At {
			t.old = true
		}
	}
	if lasts, ok := lifetime(word); given && ok {
		l.tokens = append(l.tokens, token{room: room, until: r.At.Add(lasts), n: r.N})
	}
}

// lifetime reads how long a token is good, as the words of its call say it: " for 1d12h".
func lifetime(word string) (lasts time.Duration, ok bool) {
	word, ok = strings.CutPrefix(word, " for ")
	word, _, _ = strings.Cut(word, " ")
	if days, rest, long := strings.Cut(word, "d"); ok && long {
		d, err := time.ParseDuration(days + "h")
		if err != nil || rest == "" {
			return 24 * d, err == nil
		}
		lasts, word = 24*d, rest
	}
	d, err := time.ParseDuration(word)
	return lasts + d, ok && err == nil && d > 0
}

// in reports whether a client is in a room, or about to be.
func (l *lane) in(room uint32) bool {
	for _, b := range l.bars {
		switch b.state() {
		case timeline.Logining, timeline.Logined, timeline.Reconnecting, timeline.Reconnected:
			if b.id == room {
				return true
			}
		}
	}
	return false
}

// dropTokens forgets the tokens of a room, 0 for all rooms, that have not ended by t.
func (l *lane) dropTokens(t sim.Time, room uint32) {
	l.tokens = slices.DeleteFunc(l.tokens, func(k token) bool {
		return k.until > t && (room == 0 || k.room == room)
	})
}

// nameTokenEnds makes marks of the ends of tokens, at instants that have none.
func (s *story) nameTokenEnds() {
	for _, l := range s.lanes {
		l.tokens = slices.DeleteFunc(l.tokens, func(k token) bool { return k.until > s.tl.End })
		for i := range l.tokens {
			k := &l.tokens[i]
			at := slices.IndexFunc(s.marks, func(m mark) bool { return m.at >= k.until })
			switch {
			case at < 0:
				at = len(s.marks)
			case s.marks[at].at == k.until:
				continue
			}
			s.marks = slices.Insert(s.marks, at, mark{at: k.until, name: l.name + "'s " + k.ends()})
		}
	}
}

// ends says that a token ends.
func (k *token) ends() string {
	if k.old {
		return "old token ends"
	}
	return "token ends"
}

// tokenItems are the ends of a client's tokens, as its flags tell of them.
func (c *chart) tokenItems(l *lane) []item {
	var list []item
	for i := range l.tokens {
		k := &l.tokens[i]
		text := k.ends()
		list = append(list, item{at: k.until, x: c.axis.x(k.until), long: text + c.in(" in ", k.room),
			short: text, sum: text, count: 1, ink: muted, n: k.n})
	}
	return list
}

// tokenEnd is the end of the token that a warning is about, and whether it is known.
func (l *lane) tokenEnd(r *timeline.Record) (end sim.Time, ok bool) {
	for i := range l.tokens {
		if k := &l.tokens[i]; k.room == r.Room && !k.old && k.until >= r.At {
			return k.until, true
		}
	}
	return 0, false
}
