package model_test

import (
	"slices"
	"strings"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// ofTales are the properties of a loss: the documented cases, and what lies between them.
var ofTales = []property{
	{id: "P30", text: "back before the seat expired: B sees nothing, A hears Reconnecting, " +
		"Reconnected", of: aCut, check: onCut(seatKept)},
	{id: "P31", text: "back after that: B sees one DELETE, then one ADD", of: aCut,
		check: onCut(seatLost)},
	{id: "P32", text: "never back in time: one DELETE, and ReconnectFailed at T3 + R", of: aCut,
		check: onCut(givenUp)},
	{id: "P32b", text: "accepted in time and told too late: ReconnectFailed, and the seat goes",
		of: aCut, check: onCut(toldTooLate)},
	{id: "P33", text: "A cannot tell a kept seat from a lost one", of: aCut, check: onCut(sameToA)},
	{id: "P34b", text: "B's DELETE comes between H − h and H after the loss, plus delays", of: aCut,
		check: onCut(deleteInTime)},
	{id: "P37", text: "losses that each end in time never add up", of: manyCuts,
		check: neverAddsUp},
	{id: "P38", text: "a window shorter than H: A gives up and B still sees it until the expiry",
		of: aCut, check: onCut(ghost)},
	{id: "P39", text: "a login by hand before the expiry is not seen, after it is", of: byHand,
		check: backByHand},
	{id: "P40b", text: "B, cut when A expires, sees no DELETE until its return", of: bothAway,
		check: seesLater},
	{id: "P41", text: "a dead up-link: the server expires A; A hears on, until its detector tells",
		of: oneWay, check: deadUplink},
	{id: "P44", text: "a longer cut never makes A's outcome better or B's DELETE earlier", of: aCut,
		check: monotone},
}

func seatKept(t failer, l *loss) {
	if l.kept() {
		l.want(t, "Reconnecting Reconnected", "")
	}
}

func seatLost(t failer, l *loss) {
	if l.lost() {
		l.want(t, "Reconnecting Reconnected", "DELETE ADD")
	}
}

// failsAt checks that A gives up when the window closes, and that B sees nothing but that.
func (l *loss) failsAt(t failer, updates string) {
	l.want(t, "Reconnecting ReconnectFailed", updates)
	if last := l.reasons[len(l.reasons)-1]; last.At != l.closes() || last.Arg != model.CodeTimeout {
		t.Errorf("%s, want it at %s", l.run.say(last), l.closes())
	}
}

// inVain reports whether no login was accepted before the window closed.
func (l *loss) inVain() bool { return !l.meets(l.accepted, l.closes()) }

func givenUp(t failer, l *loss) {
	if l.inVain() && l.accepted == nil && l.expires < l.closes() {
		l.failsAt(t, "DELETE")
	}
}

func ghost(t failer, l *loss) {
	if !l.inVain() || l.accepted != nil || l.expires <= l.closes() {
		return
	}
	l.failsAt(t, "DELETE")
	s := &l.run.cfg.Settings
	at := l.expires.Add(s.Fanout + crossing(s.Link.Delay))
	if len(l.updates) == 1 && l.updates[0].At != at {
		t.Errorf("%s, want it at %s", l.run.say(l.updates[0]), at)
	}
}

func toldTooLate(t failer, l *loss) {
	switch {
	case l.accepted == nil || l.meets(l.told, l.closes()):
	case l.meets(l.first, l.expires):
		l.failsAt(t, "DELETE")
	default:
		l.failsAt(t, "DELETE ADD DELETE")
	}
}

// sameToA checks all of A's reasons: they are the same whether its seat was kept or lost.
func sameToA(t failer, l *loss) {
	if !l.kept() && !l.lost() {
		return
	}
	var all []*timeline.Record
	for i := range l.run.tl.Records {
		if r := &l.run.tl.Records[i]; r.Who == ann && r.Name == timeline.OnRoomStateChanged {
			all = append(all, r)
		}
	}
	if got := heard(all); got != "Logining Logined Reconnecting Reconnected" {
		t.Errorf("A hears %s", got)
	}
}

func deleteInTime(t failer, l *loss) {
	if len(l.updates) == 0 || l.expires == 0 || l.accepted != nil && l.meets(l.first, l.expires) {
		return
	}
	s := &l.run.cfg.Settings
	if back := l.run.tale.back; s.Detect != 0 && back != 0 &&
		back <= l.run.tale.lost.Add(s.ServerTimeout+crossing(s.Link.Delay)) {
		return // A beat on before it noticed anything
	}
	relay := s.Fanout + crossing(s.Link.Delay)
	least := l.run.tale.lost.Add(s.ServerTimeout - s.BeatInterval + relay)
	most := l.run.tale.lost.Add(s.ServerTimeout + crossing(s.Link.Delay) + relay)
	if gone := l.updates[0]; gone.At < least || gone.At > most {
		t.Errorf("%s, want it between %s and %s", l.run.say(gone), least, most)
	} else if l.t3.At > most && gone.N > l.t3.N {
		t.Errorf("%s comes after %s", l.run.say(gone), l.run.say(l.t3))
	}
}

func neverAddsUp(t failer, run *observed) {
	l := lossOf(run)
	got, want := heard(l.reasons), "Reconnecting Reconnected"
	if strings.ReplaceAll(got, want, "") != strings.Repeat(" ", max(0, strings.Count(got, want)-1)) ||
		len(l.updates) > 0 {
		t.Errorf("A hears %s, B sees %s", got, heard(l.updates))
	}
}

func backByHand(t failer, run *observed) {
	l := lossOf(run)
	if run.broken != "" {
		return
	}
	reasons, updates := "Reconnecting ReconnectFailed Logining Logined", "DELETE ADD"
	if l.meets(l.first, l.expires) {
		updates = ""
	}
	l.want(t, reasons, updates)
}

// seesLater checks that B hears of an expiry that fell into its cut as it returns, and only then.
func seesLater(t failer, run *observed) {
	var gone, back *timeline.Record // A's expiry, B's return
	run.walk(func(r *timeline.Record, s *status) {
		switch {
		case r.Name == timeline.ServerExpire && r.User == ann:
			gone = r
		case r.Who != ben || r.At < run.tale.lost:
		case r.Reason == timeline.Reconnected:
			back = r
		case r.Name == timeline.OnRoomUserUpdate && s.down[ben]:
			t.Errorf("%s during B's cut", run.say(r))
		}
	})
	cfg := &run.cfg.Settings
	relay := cfg.Fanout + crossing(cfg.Link.Delay)
	if gone == nil || gone.At < run.tale.lost || gone.At.Add(relay) >= run.tale.back {
		return
	}
	l := lossOf(run)
	if back == nil || cfg.Detect != 0 { // a beat's reply may tell it first, or it may give up
		back = &timeline.Record{At: run.tale.back}
	} else if heard(l.updates) != "DELETE" {
		t.Errorf("%s, and B sees %q", run.say(back), heard(l.updates))
	}
	if len(l.updates) > 0 && l.updates[0].At < back.At {
		t.Errorf("%s, before B's return", run.say(l.updates[0]))
	}
}

func deadUplink(t failer, run *observed) {
	l := lossOf(run)
	s := &run.cfg.Settings
	if len(l.updates) == 0 || l.updates[0].Flag.Update() != "DELETE" || l.t3 == nil {
		t.Errorf("A hears %s, B sees %s", heard(l.reasons), heard(l.updates))
		return
	}
	var last *timeline.Record // the last that A heard of its beats
	came := false             // C, as A was told
	for i := range run.tl.Records[:l.t3.N-1] {
		r := &run.tl.Records[i]
		if r.Who == ann && (r.Reason == timeline.Logined ||
			r.Kind == timeline.Delivered && r.Name == timeline.MsgAlive) {
			last = r
		}
		came = came || r.Who == ann && r.Name == timeline.OnRoomUserUpdate && r.User == cat
	}
	if !came {
		t.Errorf("A was not told that C came, although its down-link lives")
	}
	if want := last.At.Add(s.SilenceTimeout); l.t3.At != want {
		t.Errorf("%s, want it at %s: %s after %s", run.say(l.t3), want, s.SilenceTimeout,
			run.say(last))
	}
}

// outcome ranks what came of a cut: 0 nobody noticed at B, 1 a DELETE, 2 A gave up.
func (l *loss) outcome() (rank int, gone sim.Time) {
	if len(l.updates) > 0 {
		rank, gone = 1, l.updates[0].At
	}
	if strings.Contains(heard(l.reasons), timeline.ReconnectFailed.String()) {
		rank = 2
	}
	return rank, gone
}

// monotone runs the tale with longer cuts, where no retry is triggered by the network's return.
func monotone(t failer, run *observed) {
	s := &run.cfg.Settings
	if run.tale.back == 0 || !s.RetryOnNetworkUpWaits && s.Detect != model.DetectOff {
		return
	}
	rank, gone := lossOf(run).outcome()
	for _, more := range []time.Duration{1, time.Second, s.BeatInterval, s.ServerTimeout} {
		cfg := run.cfg
		cfg.Actions = slices.Clone(cfg.Actions)
		cfg.Actions[3].At += sim.Time(more)
		longer := run.again(t, cfg)
		if longer == nil {
			return
		}
		longer.tale = run.tale
		rank2, gone2 := lossOf(longer).outcome()
		sooner := s.Detect == 0 && gone > 0 && gone2 > 0 && gone2 < gone // else beats slip in between
		if rank2 < rank || sooner {
			t.Errorf("a cut longer by %s: outcome %d after %d, DELETE at %s after %s", more, rank2, rank,
				gone2, gone)
		}
	}
}
