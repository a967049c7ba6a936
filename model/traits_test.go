package model_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// needs says what a scenario must be like for a property to hold of it.
type needs uint16

const (
	lossless needs = 1 << iota // no link loses anything by chance or weather
	steady                     // every link's delay is the profile's, and constant
	oneEach                    // every user has one client
	healed                     // all is well again at the end, and has been for long
	awake                      // no app is suspended
	stands                     // the server neither stops nor restarts
	keeps                      // a killed app's seat lasts as long as any
	complete                   // everybody is told of everybody
	admits                     // the server refuses no login that it gets
)

// traits says which of the needs a scenario meets.
func traits(cfg *model.Config) needs {
	has := lossless | steady | oneEach | healed | roomTraits(cfg)
	weather := func(to *model.Weather, keys model.WeatherKeys) {
		if loses(to, keys) {
			has &^= lossless
		}
		if varies(to, keys) {
			has &^= steady
		}
	}
	weather(&cfg.Settings.Link, model.SetsAll)
	weathers(cfg, func(c *model.LinkChange, _ bool) {
		weather(&c.To, c.Keys)
		for i := range c.Phases {
			weather(&c.Phases[i].To, c.Phases[i].Keys)
		}
		if delays(c) { // another than the profile's
			has &^= steady
		}
	})
	seen := map[uint32]bool{}
	for _, u := range cfg.UserOf {
		if seen[u] {
			has &^= oneEach
		}
		seen[u] = true
	}
	if !heals(cfg) {
		has &^= healed
	}
	return has
}

// roomTraits are the traits that the server and the apps give.
func roomTraits(cfg *model.Config) needs {
	s := &cfg.Settings
	has := awake | stands | keeps | complete | admits
	users := uint32(cfg.Cast.Users.Len())
	without := func(not needs, so bool) {
		if so {
			has &^= not
		}
	}
	for i := range cfg.Actions {
		a := &cfg.Actions[i]
		without(awake, a.Verb == model.DoSuspend)
		without(stands, a.Verb >= model.DoServerStop)
		without(admits, a.Verb == model.DoRefuse || a.Verb == model.DoBan ||
			a.Token.Kind > model.ValidToken || a.Token.Lifetime > 0)
	}
	without(keeps, s.OnClose != model.CloseKeeps)
	without(complete, s.NotifyUsers > 0 && s.NotifyUsers < users || len(cfg.Deaf)+len(cfg.Hidden) > 0)
	without(admits, s.RoomCapacity > 0 && s.RoomCapacity < users || s.MultiRoom || s.TokenRequired ||
		s.LoginRate > 0 || s.ResumeWindow != 0)
	return has
}

// loses reports whether the keys of a weather that are set have a link lose messages.
func loses(to *model.Weather, keys model.WeatherKeys) bool {
	l, n := &to.Loss, &to.Neck
	return keys&model.SetsLoss != 0 && (lossy(l.Good) || lossy(l.Bad) && lossy(l.Enter)) ||
		keys&model.SetsDrop != 0 && to.Drop != nil ||
		keys&model.SetsCorrupt != 0 && lossy(to.Corrupt) ||
		keys&model.SetsNeck != 0 && (n.Queue > 0 || n.Bytes > 0 || n.Sharp)
}

// varies reports whether they have it take now less time, now more, or send one message twice.
func varies(to *model.Weather, keys model.WeatherKeys) bool {
	_, fixed := to.Delay.Constant()
	return keys&model.SetsDelay != 0 && !fixed ||
		keys&model.SetsReorder != 0 && lossy(to.Reorder) ||
		keys&model.SetsDuplicate != 0 && lossy(to.Duplicate) ||
		keys&model.SetsNeck != 0 && to.Neck != (model.Neck{})
}

// delays reports whether a change of weather sets a delay, now or in a phase.
func delays(c *model.LinkChange) bool {
	keys := c.Keys
	for i := range c.Phases {
		keys |= c.Phases[i].Keys
	}
	return keys&model.SetsDelay != 0
}

// lags reports whether they have one message in 10¹² take so long that a beat comes too late.
func lags(to *model.Weather, keys model.WeatherKeys) bool {
	return keys&model.SetsDelay != 0 && to.Delay.At(7) > seconds(30)
}

// storm reports whether a change of weather loses messages or brings some too late, now or in a
// phase.
func storm(c *model.LinkChange) bool {
	bad := loses(&c.To, c.Keys) || lags(&c.To, c.Keys)
	for i := range c.Phases {
		p := &c.Phases[i]
		bad = bad || loses(&p.To, p.Keys) || lags(&p.To, p.Keys)
	}
	return bad
}

func lossy(r sim.Ratio) bool {
	cut, all := r.Cut()
	return cut > 0 || all
}

// heals reports whether every device is up and alive, no link loses for ever, and the run goes on
// for twice as long as anybody's patience.
func heals(cfg *model.Config) bool {
	s := &cfg.Settings
	last := time.Duration(0)
	if loses(&s.Link, model.SetsAll) || lags(&s.Link, model.SetsAll) {
		return false
	}
	for i := range cfg.Links {
		if storm(&cfg.Links[i]) {
			return false
		}
	}
	stopped := false
	down, dead, asleep := map[uint32]bool{}, map[uint32]bool{}, map[uint32]bool{}
	for _, a := range inTime(cfg.Actions) {
		last = max(last, time.Duration(a.At)+a.For+a.Spread+a.Token.Lifetime+
			a.Stagger*time.Duration(a.Clients.Len()))
		stopped = a.Verb == model.DoServerStop || stopped && a.Verb < model.DoServerStop
		for id := a.Clients.First; id <= a.Clients.Last; id++ {
			switch a.Verb {
			case model.DoNetworkDown, model.DoNetworkUp:
				down[id] = a.Verb == model.DoNetworkDown
			case model.DoKill, model.DoStart:
				dead[id], asleep[id] = a.Verb == model.DoKill, false
			case model.DoSuspend, model.DoResume:
				asleep[id] = a.Verb == model.DoSuspend && !dead[id]
			}
		}
		if a.For == 0 && storm(&a.Link) {
			return false
		}
	}
	for id := range uint32(cfg.Cast.Clients.Len()) {
		if down[id+1] || dead[id+1] || asleep[id+1] || stopped {
			return false
		}
	}
	return s.RetryWindow != model.Endless &&
		time.Duration(cfg.End)-last >= 2*(s.ServerTimeout+s.RetryWindow)+s.RoomLinger
}

// inTime gives a script's actions in the order in which they run.
func inTime(actions []model.Action) []model.Action {
	return slices.SortedStableFunc(slices.Values(actions), func(a, b model.Action) int {
		return cmp.Compare(a.At, b.At)
	})
}

func TestTraits(t *testing.T) {
	cfg := drawing.Example(1)
	cfg.Actions = append(cfg.Actions, model.Action{Verb: model.DoKill, At: cfg.End - 1,
		Clients: timeline.Span{First: 1, Last: 1}})
	if traits(&cfg)&healed != 0 {
		t.Error("a scenario that ends with a kill is not healed")
	}
}
