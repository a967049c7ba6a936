package model_test

import (
	"roomsim/model/timeline"
	"roomsim/sim"
)

// way is one direction of a client's connection in a room.
type way struct {
	place
	up bool
}

// wayOf is the way that a message takes.
func wayOf(r *timeline.Record) way {
	up := r.Name.Up()
	client := r.Who
	if up == (r.Kind == timeline.Delivered) {
		client = r.Peer
	}
	return way{place{client, r.Room}, up}
}

// why is what became of a dropped message.
func why(r *timeline.Record) timeline.Flag {
	return r.Flag &^ (timeline.Add | timeline.Delete | timeline.Listed)
}

// again reports whether a message was put on its link once more: it was lost before, or the link
// made a copy of it.
func again(r *timeline.Record) bool {
	return r.Kind == timeline.Sent && r.Flag&timeline.Again != 0
}

// first sees through resending and copying: it returns the record of a message's first sending.
func (run *observed) first(sent *timeline.Record) *timeline.Record {
	for again(sent) {
		by := run.tl.ByN(sent.Cause)
		if by != nil && by.Kind == timeline.Dropped {
			by = run.tl.ByN(by.Cause)
		}
		if by == nil {
			return &timeline.Record{}
		}
		sent = by
	}
	return sent
}

// copied reports whether the link made that message of another.
func (run *observed) copied(sent *timeline.Record) bool {
	by := run.tl.ByN(sent.Cause)
	return again(sent) && by != nil && by.Kind == timeline.Sent
}

// resent is how often a message had been sent before.
func (run *observed) resent(sent *timeline.Record) (n int) {
	for ; again(sent) && !run.copied(sent); n++ {
		sent = run.tl.ByN(run.tl.ByN(sent.Cause).Cause)
	}
	return n
}

// sending is the number of the first sending of a message that was delivered or dropped.
func (run *observed) sending(r *timeline.Record) uint32 {
	if by := run.tl.ByN(r.Cause); by != nil {
		return run.first(by).N
	}
	return 0
}

// chain is the records from r back to its first cause, each message as if sent once.
func (run *observed) chain(r *timeline.Record) []*timeline.Record {
	var chain []*timeline.Record
	for ; r != nil; r = run.tl.ByN(r.Cause) {
		if r.Kind == timeline.Sent {
			r = run.first(r)
		}
		chain = append(chain, r)
	}
	return chain
}

// streams is what the records tell of the connections so far.
type streams struct {
	conn  map[place]int            // counts a client's connections in a room
	now   map[place]uint32         // a client's session: record of its Logining or Reconnecting
	of    map[uint32]uint32        // by first sending, up: its session
	holds map[place]uint32         // by client: the session that last had the seat
	heard map[place]uint32         // by client: the session that the server last heard of
	met   map[uint32]int           // by session: the connection by which the server last heard
	lost  map[way]*timeline.Record // what is to be sent again, the first of its way
	from  map[way]sim.Time         // when that was first sent
	on    map[uint32]int           // by first sending: its connection, 0 for none
	last  *timeline.Record         // the last message that was sent, if nothing else happened since
	begun map[place]bool           // something was sent by the present connection
	opens map[uint32]bool          // by first sending: it is the first of its connection
	broke map[place]int            // the connection that broke for the server
	along bool                     // it was sent again, or waited behind one that was
}

func newStreams() *streams {
	return &streams{conn: map[place]int{}, now: map[place]uint32{}, of: map[uint32]uint32{},
		holds: map[place]uint32{}, heard: map[place]uint32{}, met: map[uint32]int{},
		lost: map[way]*timeline.Record{},
		from: map[way]sim.Time{}, on: map[uint32]int{},
		broke: map[place]int{}, begun: map[place]bool{}, opens: map[uint32]bool{}}
}

// end ends a connection.
func (s *streams) end(at place) {
	s.conn[at]++
	s.begun[at] = false
	delete(s.lost, way{at, true})
	delete(s.lost, way{at, false})
}

// endAll ends the connections of a client, or with Nobody of all.
func (s *status) endAll(client uint32) {
	for at := range s.conn {
		if at.who == client || client == timeline.Nobody {
			s.end(at)
		}
	}
}

// waited reports whether a message that is sent now had to wait behind one that is sent again.
func (s *status) waited(r *timeline.Record) bool {
	return s.last != nil && s.along && !again(r) && s.last.At == r.At && wayOf(s.last) == wayOf(r)
}

// held reports whether what is sent on a way now has to wait, or cannot be sent.
func (s *status) held(w way) bool {
	return s.lost[w] != nil || !w.up && s.broke[w.place] > 0 && s.broke[w.place] == s.conn[w.place]
}

// breaks ends the connections by which a message did not get through for transport.timeout before
// an instant.
func (s *status) breaks(before sim.Time) {
	most := s.run.cfg.Settings.TransportTimeout
	for w, lost := range s.lost {
		over := s.from[w].Add(most)
		switch {
		case most == 0, before <= over, s.run.due(lost) < over, w.up && s.asleep[w.who]:
		case w.up:
			s.end(w.place)
		default:
			s.broke[w.place] = s.conn[w.place]
			delete(s.lost, w)
		}
	}
}

// applyStream takes a record in, where sessions ride on streams.
func (s *status) applyStream(r *timeline.Record) {
	if !s.run.cfg.Settings.Stream {
		return
	}
	at := place{r.Who, r.Room}
	switch {
	case r.Kind.Wire():
		s.applyWire(r)
		return
	case r.Flag&timeline.Ineffective != 0:
	case r.Name == timeline.NetworkSwitch, r.Name == timeline.ProcessKill:
		s.endAll(r.Who)
	case r.Name == timeline.ServerStop, r.Name == timeline.ServerRestart:
		s.endAll(timeline.Nobody)
	case r.Name == timeline.DestroyEngine:
		for at := range s.conn {
			if at.who == r.Who {
				s.dropLogin(at)
			}
		}
	case isState(r) && trying(r.Reason):
		s.now[at] = r.N
		s.end(at)
	case r.Name == timeline.ServerLogin, r.Name == timeline.ServerBeat:
		if by := s.run.by(r); by.Kind == timeline.Delivered {
			s.holds[place{by.Peer, r.Room}] = s.of[s.run.sending(by)]
		}
	case isState(r) && !inside(r.Reason):
		s.dropLogin(at)
	}
	s.last = nil
}

// dropLogin gives up the connection of a login that did not get through.
func (s *status) dropLogin(at place) {
	if lost := s.lost[way{at, true}]; lost != nil && lost.Name == timeline.MsgLogin {
		s.end(at)
	}
}

func (s *status) applyWire(r *timeline.Record) {
	w := wayOf(r)
	switch {
	case r.Kind == timeline.Sent:
		if r.Name == timeline.MsgLogin && !again(r) {
			s.end(w.place)
		}
		s.along = again(r) && !s.run.copied(r) || s.waited(r) || s.along && s.run.copied(r)
		s.last = r
		if s.along && s.lost[w] != nil {
			delete(s.lost, w)
		}
		if !again(r) && s.rides(r) {
			s.on[r.N] = s.conn[w.place]
		}
		if !again(r) && w.up {
			s.of[r.N] = s.now[w.place]
			s.opens[r.N], s.begun[w.place] = !s.begun[w.place], true
		}
		return
	case r.Kind == timeline.Delivered:
		if s.last = nil; w.up && r.Name != timeline.MsgLogout && r.Name != timeline.MsgClosed {
			// a goodbye is of the session before, if the client sought another
			n := s.run.sending(r)
			s.met[s.of[n]], s.heard[w.place] = s.on[n], s.of[n]
		}
		return
	}
	s.drop(r, w)
}

// rides reports whether a message goes by the present connection: every one of the client, and of
// the server's those of a session that it last heard of by that one.
func (s *status) rides(sent *timeline.Record) bool {
	w := wayOf(sent)
	if w.up {
		return true
	}
	session := s.holds[w.place]
	if from := s.run.origin(sent); from.Who == w.who && sent.Name != timeline.MsgNotice {
		session = s.of[from.N]
	} else if sent.Name == timeline.MsgReject { // the backend's will caused it
		session = s.heard[w.place]
	}
	return s.met[session] == s.conn[w.place]
}

// drop notes a loss that is to be made good.
func (s *status) drop(r *timeline.Record, w way) {
	sent := s.run.tl.ByN(r.Cause)
	was := s.lost[w]
	refused := why(r) == timeline.Gone && s.on[s.run.sending(r)] == s.conn[w.place]
	if refused || s.unopened(r) {
		s.end(w.place)
		return
	}
	if !s.repairs(r) || was != nil && s.run.sending(was) < s.run.sending(r) {
		return
	}
	if was != nil || s.run.resent(sent) == 0 {
		s.from[w] = sent.At
	}
	s.lost[w] = r
}

// unopened reports whether a loss ends a connection that its device could not open.
func (s *status) unopened(r *timeline.Record) bool {
	n := s.run.sending(r)
	return why(r) != timeline.Doubled && s.opens[n] && s.on[n] == s.conn[wayOf(r).place] &&
		s.down[r.Who] &&
		!s.run.copied(s.run.tl.ByN(r.Cause))
}

// repairs reports whether a stream makes a loss good.
func (s *status) repairs(r *timeline.Record) bool {
	switch why(r) {
	case timeline.DeviceDown, timeline.Lost, timeline.Corrupt, timeline.QueueFull, timeline.OutOfOrder:
	default:
		return false
	}
	w := wayOf(r)
	sent := s.run.tl.ByN(r.Cause)
	conn := s.on[s.run.sending(r)]
	return conn != 0 && conn == s.conn[w.place] && !s.unopened(r) && !s.run.copied(sent)
}
