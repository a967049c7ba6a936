package model_test

import (
	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// forge rewrites a run's records, each as none, one or several, keeps numbers and causes whole and
// finds the marks again.
func forge(run *observed, rewrite func(r timeline.Record) []timeline.Record) {
	moved := make([]uint32, len(run.tl.Records)+1)
	bound := map[uint32][]int{} // marks of actions, by the record that they named and name now
	for i, rule := range run.cfg.Marks {
		if r := run.tl.Mark(rule.Name); rule.Action && r != nil {
			bound[r.N] = append(bound[r.N], i)
		}
	}
	marks := timeline.NewMatcher(run.cfg.Marks)
	run.tl.Marks = nil
	found := func(rule int) {
		run.tl.Marks = append(run.tl.Marks,
			timeline.Mark{Name: run.cfg.Marks[rule].Name, N: marks.Found(rule)})
	}
	var out []timeline.Record
	for i, r := range run.tl.Records {
		list := rewrite(r)
		moved[i+1] = uint32(len(out)) + 1
		for _, r := range list {
			r.Cause = moved[r.Cause]
			r.N = uint32(len(out)) + 1
			out = append(out, r)
			for _, rule := range bound[uint32(i+1)] {
				if marks.Bind(rule, r.N) {
					found(rule)
				}
			}
			marks.Feed(run.tl, &r, found)
		}
	}
	run.tl.Records, run.tl.Total = out, uint32(len(out))
}

// stillTrying has a client say Logout and go on seeking.
func stillTrying(r *model.ClientRow) { r.To, r.Do.Do = r.From, model.SendLogout }

// twiceDeleted has every notice of an expiry heard twice.
func twiceDeleted(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Name == timeline.OnRoomUserUpdate && r.Flag == timeline.Delete {
			return []timeline.Record{r, r}
		}
		return []timeline.Record{r}
	})
}

// oneClock has a client that lost its room before give up R after its first loss.
func oneClock(run *observed) {
	window := run.cfg.Settings.RetryWindow
	first := map[timeline.Node]sim.Time{}
	last := map[timeline.Node]uint32{}
	gone := map[timeline.Node]bool{}
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Kind != timeline.Callback {
			return []timeline.Record{r}
		}
		began, lost := first[r.Who]
		switch {
		case gone[r.Who]:
			return nil
		case r.Reason == timeline.Reconnecting:
			if last[r.Who] = r.N; !lost {
				first[r.Who] = r.At
			}
		case r.Reason == timeline.Reconnected && r.At > began.Add(window):
			gone[r.Who] = true
			r.Reason, r.Arg, r.Cause = timeline.ReconnectFailed, model.CodeTimeout, last[r.Who]
		}
		return []timeline.Record{r}
	})
}

// toldOfItself has everybody who is told of others told of itself too.
func toldOfItself(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Name == timeline.OnRoomUserUpdate && r.Flag == timeline.Add {
			own := r
			own.User = run.userOf(r.Who)
			return []timeline.Record{r, own}
		}
		return []timeline.Record{r}
	})
}

// lateAfterAll has every message that the weather took arrive all the same.
func lateAfterAll(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Kind == timeline.Dropped && r.Flag&timeline.Lost != 0 {
			late := r
			late.Kind, late.Flag = timeline.Delivered, 0
			late.Who, late.Peer = r.Peer, r.Who
			return []timeline.Record{r, late}
		}
		return []timeline.Record{r}
	})
}

// riseAgain has every user who left come back at once.
func riseAgain(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Name == timeline.OnRoomUserUpdate && r.Flag == timeline.Delete {
			back := r
			back.Flag = timeline.Add
			return []timeline.Record{r, back}
		}
		return []timeline.Record{r}
	})
}

// tooEarly takes half a link's time from each message.
func tooEarly(run *observed) {
	delay, _, _ := run.cfg.Settings.Link.Delay.Plain()
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Kind == timeline.Delivered {
			r.At -= sim.Time(delay / 2)
		}
		return []timeline.Record{r}
	})
}

// lastTry has a login leave just before each time-out.
func lastTry(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Reason == timeline.ReconnectFailed && r.Arg == model.CodeTimeout {
			try := timeline.Record{At: r.At, Cause: r.Cause, Who: r.Who, Peer: timeline.Server,
				Room: r.Room, Kind: timeline.Sent, Name: timeline.MsgLogin}
			return []timeline.Record{try, r}
		}
		return []timeline.Record{r}
	})
}

// oldPathsLive has what was on an old path arrive.
func oldPathsLive(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Kind == timeline.Dropped && r.Flag&timeline.Stale != 0 {
			r.Kind, r.Flag = timeline.Delivered, 0
			r.Who, r.Peer = r.Peer, r.Who
		}
		return []timeline.Record{r}
	})
}
