package model_test

import (
	"slices"
	"strings"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// loss is what came of A's cut.
type loss struct {
	run      *observed
	t3       *timeline.Record // A's Reconnecting; nil: A noticed nothing
	expires  sim.Time         // e: when A's seat runs out if nobody renews it any more
	first    *timeline.Record // the first login of A's that reached the server after T3
	accepted *timeline.Record // by the server
	told     *timeline.Record // the reply's delivery
	reasons  []*timeline.Record
	updates  []*timeline.Record // of A, at B, from the cut on
}

// onCut puts a check to a tale of a cut that A noticed.
func onCut(check func(t failer, l *loss)) func(failer, *observed) {
	return func(t failer, run *observed) {
		if l := lossOf(run); l.t3 != nil && run.broken == "" {
			check(t, l)
		}
	}
}

// lossOf reads the timeline from the cut on.
func lossOf(run *observed) *loss {
	l := &loss{run: run}
	for i := range run.tl.Records {
		r := &run.tl.Records[i]
		mine := r.Kind == timeline.ServerDid && r.User == ann
		renews := mine && (r.Name == timeline.ServerLogin || r.Name == timeline.ServerBeat)
		after := l.t3 != nil
		switch {
		case renews && (!after || r.Name == timeline.ServerBeat && l.first == nil): // or under way
			l.expires = r.At.Add(run.cfg.Settings.ServerTimeout)
		case renews && r.Name == timeline.ServerLogin && l.accepted == nil:
			l.accepted = r
		case after && r.Kind == timeline.Delivered && r.Peer == ann && r.Name == timeline.MsgLogin &&
			l.first == nil:
			l.first = r
		case after && r.Kind == timeline.Delivered && r.Who == ann && l.told == nil &&
			(r.Name == timeline.MsgAccept || r.Name == timeline.MsgReject):
			l.told = r
		}
		if r.At < run.tale.lost {
			continue
		}
		if r.Who == ann && r.Name == timeline.OnRoomStateChanged {
			if l.reasons = append(l.reasons, r); r.Reason == timeline.Reconnecting && l.t3 == nil {
				l.t3 = r
			}
		}
		if r.Who == ben && r.Name == timeline.OnRoomUserUpdate &&
			slices.Contains(run.tl.Users(r), ann) {
			l.updates = append(l.updates, r)
		}
	}
	return l
}

// closes is T3 + R; far behind the end where there is none.
func (l *loss) closes() sim.Time {
	if r := l.run.cfg.Settings.RetryWindow; r != model.Endless {
		return l.t3.At.Add(r)
	}
	return sim.Time(2 * sim.Longest)
}

// meets reports whether a message at that instant comes before a timer.
func (l *loss) meets(message *timeline.Record, timer sim.Time) bool {
	return message != nil && (message.At < timer ||
		message.At == timer && !l.run.cfg.Settings.TimersFirst)
}

func (l *loss) kept() bool { return l.meets(l.first, l.expires) && l.meets(l.told, l.closes()) }

func (l *loss) lost() bool { return !l.meets(l.first, l.expires) && l.meets(l.told, l.closes()) }

// heard gives reasons or updates in words: "Reconnecting Reconnected", "DELETE ADD".
func heard(list []*timeline.Record) string {
	var words []string
	for _, r := range list {
		words = append(words, r.Reason.String()+r.Flag.Update())
	}
	return strings.Join(words, " ")
}

// want checks what A and B heard from the cut on.
func (l *loss) want(t failer, reasons, updates string) {
	if got := heard(l.reasons); got != reasons {
		t.Errorf("A hears %s, want %s", got, reasons)
	}
	if got := heard(l.updates); got != updates {
		t.Errorf("B sees %q, want %q", got, updates)
	}
}
