package expect_test

import (
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// Ids of the cast: clients, users, rooms.
const (
	clientA, clientB, crowd1 = 1, 2, 3
	alice, bob               = 1, 2
	lobby                    = 1
)

// cast has A (alice), B (bob) and a crowd of three in one room.
func cast() *timeline.Cast {
	c := &timeline.Cast{}
	c.Clients.Add("A", 0)
	c.Clients.Add("B", 0)
	c.Clients.Add("crowd", 3)
	c.Users.Add("alice", 0)
	c.Users.Add("bob", 0)
	c.Rooms.Add("lobby", 0)
	return c
}

// put appends a record and numbers it.
func put(tl *timeline.Timeline, r timeline.Record) *timeline.Record {
	r.N = uint32(len(tl.Records)) + 1
	tl.Records = append(tl.Records, r)
	return &tl.Records[r.N-1]
}

// story writes a timeline record by record.
type story struct{ *timeline.Timeline }

func newStory(end time.Duration) story {
	return story{&timeline.Timeline{Cast: cast(), End: sim.Time(end)}}
}

// at appends a record at an instant, with a cause (0: none), and returns its number.
func (s story) at(when time.Duration, cause uint32, r timeline.Record) uint32 {
	r.At, r.Cause = sim.Time(when), cause
	return put(s.Timeline, r).N
}

// mark names a record.
func (s story) mark(name string, n uint32) {
	s.Marks = append(s.Marks, timeline.Mark{Name: name, N: n})
}

// state is a client's onRoomStateChanged.
func state(who timeline.Node, reason timeline.Reason, code uint32) timeline.Record {
	return timeline.Record{Kind: timeline.Callback, Name: timeline.OnRoomStateChanged, Who: who,
		Room:   lobby,
		Reason: reason, Arg: code}
}

// roomUpdate is a client's onRoomUserUpdate about one user.
func roomUpdate(who timeline.Node, change timeline.Flag, user uint32) timeline.Record {
	return timeline.Record{Kind: timeline.Callback, Name: timeline.OnRoomUserUpdate, Who: who,
		Room: lobby,
		Flag: change, User: user}
}

func call(who timeline.Node) timeline.Record {
	return timeline.Record{Kind: timeline.Call, Name: timeline.LoginRoom, Who: who, Room: lobby}
}

func server(did timeline.Name, user uint32) timeline.Record {
	return timeline.Record{Kind: timeline.ServerDid, Name: did, User: user, Room: lobby}
}

func wire(kind timeline.Kind, name timeline.Name) timeline.Record {
	return timeline.Record{Kind: kind, Name: name, Who: clientA, Peer: timeline.Server}
}

func network(who timeline.Node, name timeline.Name) timeline.Record {
	return timeline.Record{Kind: timeline.Network, Name: name, Who: who}
}

// case2 is Case 2 with the seat expiring after 80s, shortened to what matters.
func case2() (*timeline.Timeline, []timeline.MarkRule) {
	s := newStory(480 * time.Second)
	const ms = time.Millisecond
	s.mark("T0", s.at(5000*ms, 0, call(clientA)))
	login := s.at(5070*ms, s.at(5000*ms, 1, wire(timeline.Sent, timeline.MsgLogin)),
		server(timeline.ServerLogin, alice))
	logined := s.at(5120*ms, login, state(clientA, timeline.Logined, 0))
	s.mark("T1", logined)
	s.mark("T2", s.at(5220*ms, login, roomUpdate(clientB, timeline.Add, alice)))
	sent := s.at(65120*ms, logined, wire(timeline.Sent, timeline.MsgBeat))
	come := s.at(65170*ms, sent, wire(timeline.Delivered, timeline.MsgBeat))
	beat := s.at(65170*ms, come, server(timeline.ServerBeat, alice))
	cut := s.at(65500*ms, 0, network(clientA, timeline.NetworkDown))
	s.mark("cut", cut)
	s.mark("T3", s.at(65500*ms, cut, state(clientA, timeline.Reconnecting, 1002051)))
	expired := s.at(145170*ms, beat, server(timeline.ServerExpire, alice))
	notice := s.at(145270*ms, expired, wire(timeline.Sent, timeline.MsgNotice))
	come = s.at(145320*ms, notice, wire(timeline.Delivered, timeline.MsgNotice))
	s.mark("T4'", s.at(145320*ms, come, roomUpdate(clientB, timeline.Delete, alice)))
	return s.Timeline, case2Rules()
}

func case2Rules() []timeline.MarkRule {
	a, b := timeline.Span{First: clientA, Last: clientA}, timeline.Span{First: clientB,
		Last: clientB}
	users := timeline.Span{First: alice, Last: alice}
	state := func(r timeline.Reason) timeline.Pattern {
		return timeline.Pattern{Kind: timeline.Callback, Name: timeline.OnRoomStateChanged,
			Who: a, Reason: r}
	}
	update := func(f timeline.Flag) timeline.Pattern {
		return timeline.Pattern{Kind: timeline.Callback, Name: timeline.OnRoomUserUpdate,
			Who: b, Update: f,
			User: users}
	}
	return []timeline.MarkRule{
		{Name: "cut", After: -1, Action: true},
		{Name: "heal", After: -1, Action: true},
		{Name: "T0", After: -1, Nth: 1,
			Pattern: timeline.Pattern{Kind: timeline.Call, Name: timeline.LoginRoom, Who: a}},
		{Name: "T1", After: -1, Nth: 1, Pattern: state(timeline.Logined)},
		{Name: "T2", After: 3, Nth: 1, Pattern: update(timeline.Add)},
		{Name: "T3", After: -1, Nth: 1, Pattern: state(timeline.Reconnecting)},
		{Name: "T4'", After: 5, Nth: 1, Pattern: update(timeline.Delete)},
		{Name: "T5'", After: 5, Nth: 1, Pattern: state(timeline.Reconnected)},
		{Name: "T6'", After: 7, Nth: 2, Pattern: update(timeline.Add)},
	}
}
