package plots

import (
	"slices"
	"sort"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// story is what a timeline tells, sorted by lane. All names in it are fit to be shown.
type story struct {
	tl      *timeline.Timeline
	lanes   []*lane // of clients and crowds, in the cast's order
	owned   []owned // by lanes, in order
	server  seating
	marks   []mark
	weather []shade // on the links of all
	notes   []string
	anchors []sim.Time // in order, each once: instants that the axis must keep apart
	leftOut []string   // names of clients that do much but get no lane
	rooms   int        // that anybody was in

	from, until sim.Time // what is drawn of the run
	chain       chain    // of causes that is brought out

	passing  []int     // records of weather that the axis need not keep apart, in order
	sendings []sending // by record; nil: no message was sent again

	matters []bool // by record: it is in the chain of causes of a callback or a seat's end
}

// lane is what happens to one client, or to one crowd.
type lane struct {
	name, user  string
	ids         []timeline.Span // in order
	crowd       bool
	asked       bool               // for by its name
	bars        []*bar             // of a client: one for each room
	views       []*bar             // of a client: one for each user it sees, or has seen
	tags        []*timeline.Record // callbacks, calls, kills
	tokens      []token            // of one client, as long as it is in the room
	mail        []message
	shades      []shade // network down
	skies       []*sky
	known       bool   // its weather, which may be too plain for strips
	counts      census // of a crowd: states of its members
	down, worst int    // of a crowd: members without a network, now and at most in this outage
	sight       census // of a client that sees more users than fit: how many it sees
}

// bar is a row of pieces, one after the other; the last one lasts until the end.
type bar struct {
	room   uint32 // of what a client sees: where
	id     uint32 // of a room or a user
	name   string
	pieces []piece
}

// piece is a stretch of a bar in one state. Texts are alternatives, the longest first.
type piece struct {
	from, to sim.Time
	n        uint32          // of the record that began it
	state    timeline.Reason // of a client's bar
	look     paint
	texts    []string
}

// set begins a new piece at t, unless the bar's last one is in the same state already.
func (b *bar) set(t sim.Time, p piece) {
	if n := len(b.pieces); n > 0 {
		last := &b.pieces[n-1]
		last.to = t
		if last.from == t {
			b.pieces = b.pieces[:n-1]
		}
	}
	p.from, p.to = t, -1
	b.pieces = append(b.pieces, p)
}

// state is the one of the last piece.
func (b *bar) state() timeline.Reason {
	if len(b.pieces) == 0 {
		return none
	}
	return b.pieces[len(b.pieces)-1].state
}

// at is the state at t.
func (b *bar) at(t sim.Time) timeline.Reason {
	for _, p := range b.pieces {
		if p.from <= t && (t < p.to || p.to < 0) {
			return p.state
		}
	}
	return none
}

// barOf returns the bar of an id, a new one at the end if there is none.
func barOf(bars *[]*bar, id uint32, name string) *bar {
	for _, b := range *bars {
		if b.id == id {
			return b
		}
	}
	b := &bar{id: id, name: name}
	*bars = append(*bars, b)
	return b
}

// message is one that was sent by a client or to it.
type message struct {
	from, to sim.Time
	r        *timeline.Record // its end: Delivered or Dropped
	matters  bool
	sending
}

// mark is a name under the axis: the scenario's, or the chart's own with n 0.
type mark struct {
	at   sim.Time
	name string
	n    uint32
}

// shade is a stretch in which something is out of order.
type shade struct {
	from, to    sim.Time // to −1: until the end
	text, brief string
	look        paint
	n           uint32 // of the record that began it
}

// tell reads a timeline.
func tell(tl *timeline.Timeline, opt Options) *story {
	s := &story{tl: tl, from: opt.From, until: tl.End}
	if opt.Until > 0 {
		s.until = min(opt.Until, tl.End)
	}
	s.from = min(s.from, s.until)
	s.chain = newChain(tl, opt.Why)
	s.cast(opt)
	s.findCauses()
	s.findSendings()
	s.readSky()
	s.readMarks()
	seen := make([]bool, tl.Cast.Rooms.Len()+1)
	for i := range tl.Records {
		r := &tl.Records[i]
		if int(r.Room) < len(seen) && r.Room > 0 && !seen[r.Room] {
			seen[r.Room] = true
			s.rooms++
		}
		s.read(i, r)
	}
	s.nameTokenEnds()
	s.anchors = append(s.anchors, 0, tl.End)
	for _, m := range s.marks {
		s.anchors = append(s.anchors, m.at)
	}
	s.anchors = append(s.anchors, s.chain.instants()...)
	s.clip()
	slices.Sort(s.anchors)
	s.anchors = slices.Compact(s.anchors)
	s.server.settle(s)
	for _, l := range s.lanes {
		if n := len(l.bars); n > mostBars {
			s.notes = append(s.notes,
				l.name+" was in "+thousands(n)+" rooms; "+thousands(mostBars)+" are shown")
		}
	}
	return s
}

func (s *story) readMarks() {
	for _, m := range s.tl.Marks {
		if r := s.tl.ByN(m.N); r != nil {
			s.marks = append(s.marks, mark{r.At, show(m.Name), m.N})
		}
	}
	slices.SortStableFunc(s.marks, func(a, b mark) int { return int(min(max(a.at-b.at, -1), 1)) })
}

// anchor keeps an instant on the axis. Instants come in order.
func (s *story) anchor(t sim.Time) {
	if n := len(s.anchors); n == 0 || s.anchors[n-1] != t {
		s.anchors = append(s.anchors, t)
	}
}

// findCauses marks the records that led to a callback of a client with a lane of its own.
func (s *story) findCauses() {
	s.matters = make([]bool, len(s.tl.Records))
	for i := range s.tl.Records {
		r := &s.tl.Records[i]
		if r.Kind != timeline.Callback {
			continue
		}
		if l := s.lane(r.Who); l != nil && !l.crowd {
			s.follow(r)
		}
	}
}

// follow marks a record and its causes, up to one that is marked already.
func (s *story) follow(r *timeline.Record) {
	for r != nil {
		i := s.index(r)
		if s.matters[i] {
			return
		}
		s.matters[i] = true
		r = s.tl.ByN(r.Cause)
	}
}

// index is where a record stands.
func (s *story) index(r *timeline.Record) int {
	if i := int(r.N) - 1; i >= 0 && i < len(s.tl.Records) && s.tl.Records[i].N == r.N {
		return i
	}
	return sort.Search(len(s.tl.Records), func(i int) bool { return s.tl.Records[i].N >= r.N })
}

func (s *story) room(id uint32) string { return show(s.tl.Cast.Rooms.Name(id)) }

func (s *story) user(id uint32) string { return show(s.tl.Cast.Users.Name(id)) }
