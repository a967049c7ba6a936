package model_test

import (
	"fmt"
	"slices"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// failer is what a check reports to: a test, or a list of what a planted bug breaks.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
}

// observed is a run, and what is known of the scenario that led to it.
type observed struct {
	cfg     model.Config
	tl      *timeline.Timeline
	tale    tale   // what a directed scenario is about; zero of any other
	broken  string // the invariant that broke the run off, "" for none
	make    maker  // builds worlds like the one that ran
	pending int    // events in the agenda at the end
}

// maker builds a world: model.New, or one with a bug planted.
type maker func(model.Config) (*model.World, error)

// runSeed is the seed of all runs, as `roomsim run` would have it without the replication.
const runSeed = 7

// observe runs a scenario in a new world and keeps what it leaves. The error is New's.
func observe(cfg model.Config, build maker) (run *observed, err error) {
	return observeFrom(runSeed, cfg, build)
}

// observeFrom is observe with another seed.
func observeFrom(seed uint64, cfg model.Config, build maker) (run *observed, err error) {
	w, err := build(cfg)
	if err != nil {
		return nil, err
	}
	run = &observed{cfg: cfg, make: build}
	defer func() {
		if v := recover(); v != nil {
			run.broken = fmt.Sprint(v)
			run.tl = w.Left().Clone()
		}
	}()
	tl, err := w.Run(seed, 0)
	if err != nil {
		return nil, err
	}
	run.tl, run.pending = tl.Clone(), w.Pending()
	return run, nil
}

// again runs another scenario in the same kind of world.
func (run *observed) again(t failer, cfg model.Config) *observed {
	t.Helper()
	other, err := observe(cfg, run.make)
	switch {
	case err != nil:
		t.Errorf("%v", err)
		return nil
	case other.broken != "":
		t.Errorf("%s", other.broken)
		return nil
	}
	return other
}

// userOf is the user of a client.
func (run *observed) userOf(client uint32) uint32 {
	if run.cfg.UserOf == nil {
		return client
	}
	return run.cfg.UserOf[client-1]
}

// by returns the record that led to r, an empty one if there is none. What led to a message led to
// its being sent again.
func (run *observed) by(r *timeline.Record) *timeline.Record {
	if again(r) {
		r = run.first(r)
	}
	if c := run.tl.ByN(r.Cause); c != nil {
		return c
	}
	return &timeline.Record{}
}

// sender is the client whose message led to a server's record, Nobody if none did.
func (run *observed) sender(r *timeline.Record) timeline.Node {
	if c := run.by(r); c.Kind == timeline.Delivered && c.Who == timeline.Server {
		return c.Peer
	}
	return timeline.Nobody
}

// say gives a record for a message.
func (run *observed) say(r *timeline.Record) string {
	return fmt.Sprintf("#%d %s %s", r.N, r.At, run.tl.Say(r))
}

// users is a set of users, bit by id.
type users uint64

func (s users) has(u uint32) bool { return s>>u&1 != 0 }

// place is a client or a user in a room.
type place struct{ who, room uint32 }

// seated is how the server keeps a user in a room.
type seated struct {
	holder  timeline.Node
	renewed sim.Time // by the last login or beat
	by      uint32   // record of it
}

// status is what the records up to some moment add up to.
type status struct {
	run     *observed
	reason  map[place]timeline.Reason // of clients; of a killed app none
	since   map[place]uint32          // record of that reason
	view    map[place]users           // of clients in a room
	roster  map[uint32]users          // by room
	seat    map[place]seated          // of users
	down    map[uint32]bool           // by client: its network
	dead    map[uint32]bool           // by client: its process
	asleep  map[uint32]bool           // by client: its app
	ended   map[uint32]bool           // by client: its engine is destroyed
	stopped bool                      // the server
	stirred map[uint32]uint32         // by client: record of its device's last change
	*streams
}

// walk shows each record together with the status just before it.
func (run *observed) walk(see func(r *timeline.Record, s *status)) *status {
	s := &status{run: run, reason: map[place]timeline.Reason{}, since: map[place]uint32{},
		view: map[place]users{}, roster: map[uint32]users{}, seat: map[place]seated{},
		down: map[uint32]bool{}, dead: map[uint32]bool{}, stirred: map[uint32]uint32{},
		asleep: map[uint32]bool{}, ended: map[uint32]bool{}, streams: newStreams()}
	for i := range run.tl.Records {
		r := &run.tl.Records[i]
		s.breaks(r.At)
		see(r, s)
		s.apply(r)
	}
	return s
}

// apply takes a record in.
func (s *status) apply(r *timeline.Record) {
	at := place{r.Who, r.Room}
	s.applyStream(r)
	switch {
	case r.Kind.Wire():
	case r.Name == timeline.OnRoomStateChanged && !isAnswer(r):
		s.reason[at], s.since[at] = r.Reason, r.N
		if !inside(r.Reason) && r.Reason != timeline.Reconnecting || r.Reason == timeline.Logined {
			delete(s.view, at)
		}
	case r.Name == timeline.OnRoomUserUpdate:
		for _, u := range s.run.tl.Users(r) {
			s.view[at] = s.view[at]&^(1<<u) | users(r.Flag&timeline.Add)<<u
		}
	case r.Flag&timeline.Ineffective != 0:
	case r.Kind == timeline.ServerDid:
		s.applySeat(r)
	case r.Kind == timeline.Network:
		s.down[r.Who], s.stirred[r.Who] = r.Name == timeline.NetworkDown, r.N
	case r.Name == timeline.ProcessKill:
		s.dead[r.Who], s.asleep[r.Who], s.stirred[r.Who] = true, false, r.N
		s.gone(r.Who)
	case r.Name == timeline.ProcessStart:
		s.dead[r.Who], s.ended[r.Who], s.stirred[r.Who] = false, false, r.N
	case r.Name == timeline.ProcessSuspend, r.Name == timeline.ProcessResume:
		s.asleep[r.Who] = r.Name == timeline.ProcessSuspend
	case r.Name == timeline.DestroyEngine:
		s.ended[r.Who] = true
		s.gone(r.Who)
	}
}

// gone forgets a client that left all its rooms without a word.
func (s *status) gone(client uint32) {
	for room := range s.run.cfg.Cast.Rooms.Len() {
		delete(s.reason, place{client, uint32(room + 1)})
		delete(s.view, place{client, uint32(room + 1)})
	}
}

// applySeat takes a server's record in.
func (s *status) applySeat(r *timeline.Record) {
	of := place{r.User, r.Room}
	switch r.Name {
	case timeline.ServerLogin, timeline.ServerBeat:
		s.roster[r.Room] |= 1 << r.User
		s.seat[of] = seated{s.run.sender(r), r.At, r.N}
	case timeline.ServerLogout, timeline.ServerExpire:
		s.roster[r.Room] &^= 1 << r.User
		delete(s.seat, of)
	case timeline.ServerStop:
		s.stopped = true
	case timeline.ServerStart, timeline.ServerRestart:
		s.stopped = false
		if s.run.forgets(r) {
			clear(s.roster)
			clear(s.seat)
		}
	}
}

// forgets reports whether a record is of a server that begins without its memory.
func (run *observed) forgets(r *timeline.Record) bool {
	return r.Flag&timeline.Ineffective == 0 && r.Kind == timeline.ServerDid &&
		(r.Name == timeline.ServerStart || r.Name == timeline.ServerRestart) &&
		run.tl.Words(r) == memoryLost
}

// inside reports whether a client with that reason is in the room, as far as it knows.
func inside(r timeline.Reason) bool {
	return r == timeline.Logined || r == timeline.Reconnected
}

// trying reports whether it seeks the room.
func trying(r timeline.Reason) bool {
	return r == timeline.Logining || r == timeline.Reconnecting
}

// isAnswer reports whether a callback answers a call out of turn and changes no state.
func isAnswer(r *timeline.Record) bool {
	switch r.Reason {
	case timeline.LogoutFailed:
		return r.Arg != 0 // 0: it left the room for lack of a connection
	case timeline.LoginFailed:
		return slices.Contains([]uint32{model.CodeNoEngine, model.CodeRooms, model.CodeWrongRoom,
			model.CodeOtherUser}, r.Arg)
	}
	return false
}

// isState reports whether r tells a client of a new state.
func isState(r *timeline.Record) bool {
	return r.Name == timeline.OnRoomStateChanged && !isAnswer(r)
}
