package model_test

import (
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// ofRest are the properties of a world at rest: all is healed, and has been for long.
var ofRest = []property{
	{id: "P60", text: "what each member was told adds up to the server's roster",
		needs: healed | complete, check: viewsAddUp},
	{id: "P61", text: "nobody is left in Logining or Reconnecting", needs: healed,
		check: nobodySeeks},
	{id: "P62", text: "the members on the server are those who think so", needs: healed,
		check: membersAgree},
	{id: "P63", text: "the agenda holds a few timers for each member and no more",
		needs: healed | awake | stands, check: fewTimers},
	{id: "P64", text: "at rest each member sends its beats, and is answered, and that is all",
		needs: healed, check: onlyBeats},
	{id: "P65", text: "a further 24 h add no callback", needs: healed, slow: true,
		check: staysQuiet},
}

// atRest is the status at the end, nil if the run broke off.
func (run *observed) atRest() *status {
	if run.broken != "" {
		return nil
	}
	return run.walk(func(*timeline.Record, *status) {})
}

// members are the clients that the server has in a room.
func (s *status) members() map[place]bool {
	all := map[place]bool{}
	for of, seat := range s.seat {
		all[place{seat.holder, of.room}] = true
	}
	return all
}

func viewsAddUp(t failer, run *observed) {
	end := run.atRest()
	if end == nil {
		return
	}
	for at := range end.members() {
		want := end.roster[at.room] &^ (1 << run.userOf(at.who))
		if got := end.view[at]; got != want {
			t.Errorf("%s in %s sees users %b, the server's roster is %b", run.cfg.Cast.Who(at.who),
				run.cfg.Cast.Rooms.Name(at.room), got, want)
		}
	}
}

func nobodySeeks(t failer, run *observed) {
	if end := run.atRest(); end != nil {
		for at, reason := range end.reason {
			if trying(reason) {
				t.Errorf("%s is %s", run.cfg.Cast.Who(at.who), reason)
			}
		}
	}
}

func membersAgree(t failer, run *observed) {
	end := run.atRest()
	if end == nil {
		return
	}
	members := end.members()
	for at := range members {
		if !inside(end.reason[at]) {
			t.Errorf("%s has a seat in %s and is %s", run.cfg.Cast.Who(at.who),
				run.cfg.Cast.Rooms.Name(at.room), end.reason[at])
		}
	}
	for at, reason := range end.reason {
		if inside(reason) && !members[at] {
			t.Errorf("%s is %s in %s without a seat", run.cfg.Cast.Who(at.who), reason,
				run.cfg.Cast.Rooms.Name(at.room))
		}
	}
}

// timersEach bounds what the agenda holds of one member at rest: its beat, its silence, its seat's
// expiry, each perhaps once more where it was put off, a message, and the count of those online.
const timersEach = 8

func fewTimers(t failer, run *observed) {
	if end := run.atRest(); end != nil && run.pending > timersEach*len(end.seat) {
		t.Errorf("%d events pending, with %d members", run.pending, len(end.seat))
	}
}

// onlyBeats counts what is sent in the last ten beats' time.
func onlyBeats(t failer, run *observed) {
	end := run.atRest()
	if end == nil {
		return
	}
	const beats = 10
	from := run.cfg.End.Add(-beats * run.cfg.Settings.BeatInterval)
	type way struct {
		of   place
		down bool
	}
	sent := map[way]int{}
	answered := map[uint32]bool{} // beats
	for i := range run.tl.Records {
		r := &run.tl.Records[i]
		if r.Kind != timeline.Sent || r.At <= from || run.copied(r) {
			continue
		}
		switch r.Name {
		case timeline.MsgBeat:
			sent[way{place{r.Who, r.Room}, false}]++
		case timeline.MsgAlive:
			if beat := run.origin(r).N; !answered[beat] { // a copy is answered too
				answered[beat] = true
				sent[way{place{r.Peer, r.Room}, true}]++
			}
		default:
			t.Errorf("%s, at rest", run.say(r))
		}
	}
	for of, seat := range end.seat {
		for _, down := range []bool{false, true} {
			if n := sent[way{place{seat.holder, of.room}, down}]; n < beats-1 || n > beats+1 {
				t.Errorf("%s in %s: %d messages in the time of %d beats",
					run.cfg.Cast.Who(seat.holder), run.cfg.Cast.Rooms.Name(of.room), n, beats)
			}
		}
	}
}

func staysQuiet(t failer, run *observed) {
	cfg := run.cfg
	cfg.End, cfg.Record = cfg.End.Add(24*time.Hour), model.Callbacks
	longer := run.again(t, cfg)
	if longer == nil {
		return
	}
	for i := range longer.tl.Records {
		r := &longer.tl.Records[i]
		if r.At > run.cfg.End && r.Name != timeline.OnRoomOnlineUserCountUpdate &&
			r.Kind != timeline.Link {
			t.Errorf("%s", longer.say(r))
		}
	}
}

// cutShort checks that a run that ends early is a prefix of the longer one, and that a record at
// the end is there.
func cutShort(t failer, run *observed) {
	if run.broken != "" || len(run.tl.Records) == 0 {
		return
	}
	for _, i := range []int{0, len(run.tl.Records) / 3, len(run.tl.Records) * 3 / 4} {
		at := run.tl.Records[i].At
		for _, end := range []sim.Time{at, at - 1} {
			if end <= 0 {
				continue
			}
			cfg := run.cfg
			cfg.End = end
			short := run.again(t, cfg)
			if short == nil {
				return
			}
			want := 0
			for want < len(run.tl.Records) && run.tl.Records[want].At <= end {
				want++
			}
			if n := len(short.tl.Records); n != want {
				t.Errorf("an end at %s leaves %d records, want %d", end, n, want)
				return
			}
			for k := range want {
				if short.tl.Records[k] != run.tl.Records[k] {
					t.Errorf("with an end at %s: %s, want %s", end, short.say(&short.tl.Records[k]),
						run.say(&run.tl.Records[k]))
					return
				}
			}
		}
	}
}
