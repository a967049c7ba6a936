package plots

import (
	"sort"
	"strings"
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// film makes timelines by hand, the way the model would.
type film struct {
	tl    *timeline.Timeline
	scene []scene
	marks []timeline.Mark // N: index of a scene until cut
}

// scene is a record; its cause is the index of a scene, −1 for none.
type scene struct {
	timeline.Record
	cause int
}

const ms = time.Millisecond

func newFilm(name, title string, clients ...string) *film {
	f := &film{tl: &timeline.Timeline{Scenario: name, Title: title, Profile: "zego", Seed: 1,
		Cast: new(timeline.Cast)}}
	for _, c := range clients {
		client, user, _ := strings.Cut(c, "=")
		f.tl.Cast.Clients.Add(client, 0)
		f.tl.Cast.Users.Add(user, 0)
	}
	f.tl.Cast.Rooms.Add("lobby", 0)
	return f
}

func (f *film) crowd(name string, count uint32) timeline.Span {
	f.tl.Cast.Users.Add(name, count)
	return f.tl.Cast.Clients.Add(name, count)
}

func (f *film) add(t time.Duration, cause int, r timeline.Record) int {
	r.At = sim.Time(t)
	f.scene = append(f.scene, scene{r, cause})
	return len(f.scene) - 1
}

func (f *film) mark(name string, i int) {
	f.marks = append(f.marks, timeline.Mark{Name: name, N: uint32(i)})
}

// cut sorts the scenes and returns the timeline.
func (f *film) cut(end time.Duration) *timeline.Timeline {
	order := make([]int, len(f.scene))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool {
		return f.scene[order[a]].At < f.scene[order[b]].At
	})
	n := make([]uint32, len(f.scene))
	for k, i := range order {
		n[i] = uint32(k) + 1
	}
	for _, i := range order {
		if sim.Time(end) < f.scene[i].At {
			break
		}
		r := f.scene[i].Record
		r.N = n[i]
		if c := f.scene[i].cause; c >= 0 {
			r.Cause = n[c]
		}
		f.tl.Records = append(f.tl.Records, r)
	}
	for _, m := range f.marks {
		f.tl.Marks = append(f.tl.Marks, timeline.Mark{Name: m.Name, N: n[m.N]})
	}
	f.tl.End = sim.Time(end)
	f.tl.Total = uint32(len(f.tl.Records))
	return f.tl
}

func (f *film) state(t time.Duration, cause int, who timeline.Node, r timeline.Reason,
	code uint32) int {
	return f.add(t, cause, timeline.Record{Kind: timeline.Callback,
		Name: timeline.OnRoomStateChanged, Who: who, Room: 1, Reason: r, Arg: code})
}

func (f *film) update(t time.Duration, cause int, who timeline.Node, flag timeline.Flag,
	user uint32) int {
	return f.add(t, cause, timeline.Record{Kind: timeline.Callback, Name: timeline.OnRoomUserUpdate,
		Who: who, Room: 1, Flag: flag, User: user})
}

func (f *film) server(t time.Duration, cause int, name timeline.Name, user uint32,
	flag timeline.Flag) int {
	return f.add(t, cause, timeline.Record{Kind: timeline.ServerDid, Name: name, User: user,
		Room: 1, Flag: flag})
}

// up and down send a message that takes 50 ms; they return its delivery.
func (f *film) up(t time.Duration, cause int, who timeline.Node, name timeline.Name) int {
	r := timeline.Record{Kind: timeline.Sent, Name: name, Who: who, Peer: timeline.Server, Room: 1}
	s := f.add(t, cause, r)
	r.Kind, r.Who, r.Peer = timeline.Delivered, timeline.Server, who
	return f.add(t+50*ms, s, r)
}

func (f *film) down(t time.Duration, cause int, who timeline.Node, name timeline.Name,
	flag timeline.Flag, user uint32) int {
	r := timeline.Record{Kind: timeline.Sent, Name: name, Who: timeline.Server, Peer: who, Room: 1,
		Flag: flag, User: user}
	s := f.add(t, cause, r)
	r.Kind, r.Who, r.Peer = timeline.Delivered, who, timeline.Server
	return f.add(t+50*ms, s, r)
}

// lost sends a message that dies after a while.
func (f *film) lost(t, after time.Duration, from, to timeline.Node, name timeline.Name,
	flag timeline.Flag) int {
	r := timeline.Record{Kind: timeline.Sent, Name: name, Who: from, Peer: to, Room: 1,
		Flag: flag &^ (timeline.DeviceDown | timeline.Lost)}
	s := f.add(t, -1, r)
	r.Kind, r.Flag = timeline.Dropped, flag
	return f.add(t+after, s, r)
}

// enter logs a client in, for the first time or again, and tells the others; its user has its
// number.
func (f *film) enter(t time.Duration, cause int, who timeline.Node, back, announce bool,
	others ...timeline.Node) (entered, seen int) {
	d := f.up(t, cause, who, timeline.MsgLogin)
	flag := timeline.Flag(0)
	if !announce {
		flag = timeline.Again
	}
	s := f.server(t+50*ms, d, timeline.ServerLogin, who, flag)
	a := f.down(t+70*ms, s, who, timeline.MsgAccept, 0, 0)
	reason := timeline.Logined
	if back {
		reason = timeline.Reconnected
	}
	entered = f.state(t+120*ms, a, who, reason, 0)
	if announce {
		seen = f.tell(t+170*ms, s, timeline.Add, who, others...)
	}
	return entered, seen
}

// tell has notices of a user leave the server.
func (f *film) tell(t time.Duration, cause int, flag timeline.Flag, user uint32,
	others ...timeline.Node) int {
	seen := -1
	for _, o := range others {
		n := f.down(t, cause, o, timeline.MsgNotice, flag, user)
		seen = f.update(t+50*ms, n, o, flag, user)
	}
	return seen
}

func (f *film) call(t time.Duration, who timeline.Node) int {
	c := f.add(t, -1,
		timeline.Record{Kind: timeline.Call, Name: timeline.LoginRoom, Who: who, Room: 1})
	f.state(t, c, who, timeline.Logining, 0)
	return c
}

// beats has a client beat every 30 s and returns the server's record of the last one.
func (f *film) beats(from, to time.Duration, who timeline.Node) int {
	last := -1
	for t := from + 30*time.Second; t < to; t += 30 * time.Second {
		d := f.up(t, -1, who, timeline.MsgBeat)
		last = f.server(t+50*ms, d, timeline.ServerBeat, who, 0)
		f.down(t+70*ms, last, who, timeline.MsgAlive, 0, 0)
	}
	return last
}

func (f *film) network(t time.Duration, who timeline.Node, name timeline.Name) int {
	return f.add(t, -1, timeline.Record{Kind: timeline.Network, Name: name, Who: who})
}

func (f *film) note(t time.Duration, who timeline.Node, name timeline.Name, text string) int {
	return f.add(t, -1, timeline.Record{Kind: timeline.Note, Name: name, Who: who,
		Arg: f.tl.Text(text)})
}

// retries are the attempts in vain of a client without a network.
func (f *film) retries(from, to time.Duration, who timeline.Node) {
	waits := []time.Duration{2, 2, 3, 3, 4}
	for i, t := 0, from; ; i++ {
		wait := 12 * time.Second
		if i < len(waits) {
			wait = waits[i] * time.Second
		}
		if t += wait; t >= to {
			return
		}
		f.lost(t, 0, who, timeline.Server, timeline.MsgLogin, timeline.DeviceDown)
	}
}
