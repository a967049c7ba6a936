package model_test

import (
	"slices"

	"roomsim/model"
	"roomsim/model/timeline"
)

func inOneRoom(t failer, run *observed) {
	if run.cfg.Settings.MultiRoom {
		return
	}
	run.walk(func(r *timeline.Record, s *status) {
		if !isState(r) || !inside(r.Reason) && !trying(r.Reason) {
			return
		}
		for room := range uint32(run.cfg.Cast.Rooms.Len()) {
			was := s.reason[place{r.Who, room + 1}]
			if room+1 != r.Room && (inside(was) || trying(was)) {
				t.Errorf("%s, %s in %s", run.say(r), was, run.cfg.Cast.Rooms.Name(room+1))
			}
		}
	})
}

// allBeginAnew checks that who was in a room when the server forgot it has heard of it by the end.
func allBeginAnew(t failer, run *observed) {
	lost := map[place]uint32{}
	end := run.walk(func(r *timeline.Record, s *status) {
		if !run.forgets(r) {
			return
		}
		for at, reason := range s.reason {
			if inside(reason) {
				lost[at] = r.N
			}
		}
	})
	for at, n := range lost {
		if inside(end.reason[at]) && end.since[at] < n && run.broken == "" {
			t.Errorf("%s is %s since before %s", run.cfg.Cast.Who(at.who), end.reason[at],
				run.say(run.tl.ByN(n)))
		}
	}
}

func stoppedIsSilent(t failer, run *observed) {
	run.walk(func(r *timeline.Record, s *status) {
		did := r.Kind == timeline.ServerDid && r.Name < timeline.BackendKick
		heard := r.Kind == timeline.Delivered && r.Who == timeline.Server
		said := r.Kind == timeline.Sent && r.Who == timeline.Server
		if s.stopped && (did || heard || said) {
			t.Errorf("%s, while the server is stopped", run.say(r))
		}
	})
}

func asleepAreSilent(t failer, run *observed) {
	run.walk(func(r *timeline.Record, s *status) {
		said := r.Kind == timeline.Sent && r.Name != timeline.MsgClosed && !again(r) && !s.waited(r)
		if s.asleep[r.Who] && (said || r.Kind == timeline.Callback || r.Kind == timeline.Delivered) {
			t.Errorf("%s of a suspended app", run.say(r))
		}
	})
}

// replyFirst looks at the wire: between the login that gives a session its seat and the leaving of
// its accept no notice leaves for it. The attempts of one login or loss are one session.
func replyFirst(t failer, run *observed) {
	session := map[uint32]uint32{} // by record of a login's sending: the record that it began with
	holds := map[place]uint32{}    // by user: the session with the seat
	waits := map[place]uint32{}    // by user: the login whose accept has not left
	run.walk(func(r *timeline.Record, s *status) {
		of := place{r.User, r.Room}
		to := place{run.userOfNode(r.Peer), r.Room}
		switch {
		case again(r):
		case r.Kind == timeline.Sent && r.Name == timeline.MsgLogin:
			session[r.N] = s.since[place{r.Who, r.Room}]
		case r.Name == timeline.ServerLogin:
			if now := session[run.sending(run.by(r))]; holds[of] != now {
				holds[of], waits[of] = now, r.N
			}
		case r.Name == timeline.ServerLogout, r.Name == timeline.ServerExpire:
			delete(holds, of)
			delete(waits, of)
		case r.Kind != timeline.Sent:
		case r.Name == timeline.MsgAccept && r.Cause == waits[to]:
			delete(waits, to)
		case r.Name == timeline.MsgNotice && waits[to] != 0:
			t.Errorf("%s before the reply to %s", run.say(r), run.say(run.tl.ByN(waits[to])))
		}
	})
}

// userOfNode is the user of a client, 0 of the server or nobody.
func (run *observed) userOfNode(n timeline.Node) uint32 {
	if n == timeline.Nobody || n == timeline.Server {
		return 0
	}
	return run.userOf(n)
}

// leavesAll checks that nobody is in a room behind a call of logoutRoom that names none.
func leavesAll(t failer, run *observed) {
	calls := slices.DeleteFunc(slices.Clone(run.cfg.Actions), func(a model.Action) bool {
		others := 0 // of the same client in the same instant
		for _, b := range run.cfg.Actions {
			if b.At == a.At && b.Clients.Has(a.Clients.First) {
				others++
			}
		}
		return a.Verb != model.DoLogoutRoom || a.Room != 0 || others > 1
	})
	run.walk(func(r *timeline.Record, s *status) {
		for i := 0; i < len(calls); i++ {
			a := &calls[i]
			if r.At <= a.At || s.dead[a.Clients.First] || s.asleep[a.Clients.First] {
				continue
			}
			for at, reason := range s.reason {
				since := run.tl.ByN(s.since[at])
				if at.who == a.Clients.First && (inside(reason) || trying(reason)) && since.At < a.At {
					t.Errorf("%s is %s in %s after logoutRoom of all rooms at %s",
						run.cfg.Cast.Who(at.who), reason, run.cfg.Cast.Rooms.Name(at.room), a.At)
				}
			}
			calls = slices.Delete(calls, i, i+1)
			i--
		}
	})
}

// leavingIsTold checks that every Logout is followed by its message, on a stream behind those that
// are to be sent again.
func leavingIsTold(t failer, run *observed) {
	var out *timeline.Record
	run.walk(func(r *timeline.Record, s *status) {
		if out != nil && (r.Kind != timeline.Sent || r.Name != timeline.MsgLogout || r.Who != out.Who ||
			r.Room != out.Room) {
			t.Errorf("%s is followed by %s", run.say(out), run.say(r))
		}
		up := way{place{r.Who, r.Room}, true}
		lost := s.lost[up]
		if out = nil; r.Reason == timeline.Logout && (!s.held(up) || lost.Name == timeline.MsgLogin) {
			out = r
		}
	})
}
