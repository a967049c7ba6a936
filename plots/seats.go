package plots

import (
	"cmp"
	"slices"
	"strings"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// Most rows of one lane.
const (
	mostSeats = 4
	mostViews = 3
	mostBars  = 6 // a client may be in five rooms, and be refused a sixth
)

// seating is the server's lane: who is in the room, by user and room.
type seating struct {
	moves  []seatMove
	places []place
	bars   []*bar    // of the users that have a bar of their own
	groups []*counts // of crowds, and of the other users together
}

// place is a user in a room.
type place struct{ user, room uint32 }

// seatMove is a change of a seat.
type seatMove struct {
	at sim.Time
	place
	what  timeline.Name
	since sim.Time // of an expiry: the last sign of life; −1 unknown
	n     uint32   // of its record, 0 if the server forgot the seat
}

// counts is a row that says how many users of a group are in the room.
type counts struct {
	what string
	ids  timeline.Span
	all  census
}

// readServer takes in what the server does with a seat. What it hears again and again is no reason
// to keep an instant on the axis.
func (s *story) readServer(i int, r *timeline.Record) {
	switch r.Name {
	case timeline.ServerCreate, timeline.ServerClose, timeline.ServerClosed:
		return
	case timeline.ServerLogin, timeline.ServerLogout, timeline.ServerExpire, timeline.ServerBeat,
		timeline.ServerDisplace:
	default: // the backend's will, or the server's own fate
		s.anchor(r.At)
		s.notes = append(s.notes, r.At.String()+" "+s.tl.Say(r))
		if strings.HasSuffix(s.tl.Words(r), "lost") && r.Flag&timeline.Ineffective == 0 {
			s.server.forget(r.At)
		}
		return
	}
	repeated := r.Name == timeline.ServerBeat || r.Flag&timeline.Again != 0
	if !repeated || s.matters[i] {
		s.anchor(r.At)
	}
	if repeated || r.Name == timeline.ServerDisplace {
		return
	}
	since := sim.Time(-1)
	if cause := s.tl.ByN(r.Cause); cause != nil && r.Name == timeline.ServerExpire {
		since = cause.At
	}
	s.server.moves = append(s.server.moves, seatMove{r.At, place{r.User, r.Room}, r.Name, since, r.N})
}

// forget empties all seats: the server has lost its memory.
func (v *seating) forget(t sim.Time) {
	there := make(map[place]bool)
	moves := v.moves
	for _, m := range moves {
		there[m.place] = m.what == timeline.ServerLogin
	}
	for _, m := range moves {
		if there[m.place] {
			there[m.place] = false
			v.moves = append(v.moves, seatMove{t, m.place, timeline.ServerRestart, -1, 0})
		}
	}
}

// settle makes rows of the moves: one for each of a few users, counts of crowds and of the others.
func (v *seating) settle(s *story) {
	var singles []place
	expires := make(map[place]bool)
	for _, m := range v.moves {
		if _, ids, crowd := s.tl.Cast.Users.GroupOf(m.user); crowd {
			v.group(s, ids)
			continue
		}
		if _, ok := expires[m.place]; !ok {
			singles = append(singles, m.place)
		}
		expires[m.place] = expires[m.place] || m.what == timeline.ServerExpire
	}
	slices.SortStableFunc(singles, func(a, b place) int {
		return cmp.Or(cmp.Compare(s.standing(a.user), s.standing(b.user)),
			cmp.Compare(a.user, b.user), cmp.Compare(a.room, b.room))
	})
	v.places = pick(singles, expires)
	if len(v.places) < len(singles) {
		others := "other users"
		if s.tl.Cast.Rooms.Len() > 1 {
			others = "other seats" // a user has one in each of its rooms
		}
		v.groups = append(v.groups, &counts{what: others})
	}
	for i, p := range v.places {
		barOf(&v.bars, uint32(i+1), s.user(p.user))
	}
	for _, m := range v.moves {
		v.take(s, m)
	}
}

// standing is the place of a user's lane among the lanes, so that the server's rows stand in their
// order.
func (s *story) standing(user uint32) int {
	name := s.user(user)
	i := slices.IndexFunc(s.lanes, func(l *lane) bool { return l.user == name })
	if i < 0 {
		return len(s.lanes)
	}
	return i
}

// pick chooses the places that get a bar: all if they are few, else those that expire first.
func pick(all []place, expires map[place]bool) []place {
	if len(all) <= mostSeats {
		return all
	}
	var list []place
	for _, first := range []bool{true, false} {
		for _, p := range all {
			if expires[p] == first && len(list) < mostSeats-1 {
				list = append(list, p)
			}
		}
	}
	return list
}

// group returns the row of a crowd.
func (v *seating) group(s *story, ids timeline.Span) *counts {
	for _, g := range v.groups {
		if g.ids == ids {
			return g
		}
	}
	name, _, _ := s.tl.Cast.Users.GroupOf(ids.First)
	g := &counts{what: show(name), ids: ids}
	v.groups = append(v.groups, g)
	return g
}

// take draws one move into its row.
func (v *seating) take(s *story, m seatMove) {
	in := m.what == timeline.ServerLogin
	_, ids, crowd := s.tl.Cast.Users.GroupOf(m.user)
	switch i := slices.Index(v.places, m.place); {
	case crowd:
		v.group(s, ids).all.tell(m.at, m.place, in)
	case i < 0:
		v.groups[len(v.groups)-1].all.tell(m.at, m.place, in)
	default:
		name := s.user(m.user)
		p := seatPiece(name, s.in("", m.room), m)
		p.n = m.n
		barOf(&v.bars, uint32(i+1), name).set(m.at, p)
	}
}

func seatPiece(name, room string, m seatMove) piece {
	where := cmp.Or(room, "the room")
	switch m.what {
	case timeline.ServerLogin:
		return piece{state: timeline.Logined, look: green,
			texts: []string{name + " is in " + where, name + " in", name}}
	case timeline.ServerRestart:
		return piece{state: timeline.Logout, look: gone,
			texts: []string{"the server forgot " + name, name + " forgotten", "forgotten"}}
	case timeline.ServerExpire:
		texts := []string{name + "'s seat expired", name + " expired", "expired"}
		if m.since >= 0 {
			silent := roughly(m.at.Sub(m.since)) + " without a beat"
			texts = append([]string{texts[0] + ", " + silent}, texts...)
		}
		return piece{state: timeline.Logout, look: lapsed, texts: texts}
	}
	return piece{state: timeline.Logout, look: gone,
		texts: []string{name + " has left " + where, name + " left", "left"}}
}
