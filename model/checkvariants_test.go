package model_test

import (
	"slices"
	"strings"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// ofVariants are the properties that compare a run with that of a changed scenario.
var ofVariants = []property{
	{id: "P07", text: "a run that ends early is a prefix of the longer one", check: cutShort},
	{id: "P42", text: "every duration times three gives the timeline times three", check: scaled},
	{id: "P43", text: "moving the script moves every record", check: moved},
	{id: "P57", text: "rooms are independent", check: roomsApart},
	{id: "P58", text: "names are only names", check: renamed},
}

// unluck takes all randomness out of a scenario, and shares no memory with it.
func unluck(cfg model.Config) model.Config {
	cfg.Settings.RetryWaits = slices.Clone(cfg.Settings.RetryWaits)
	cfg.Links, cfg.Actions = slices.Clone(cfg.Links), slices.Clone(cfg.Actions)
	cfg.Settings.RetryJitter, cfg.Settings.FirstBeatUniform = sim.Ratio{}, false
	cfg.Settings.LoginRate = 0 // counts by the second of the clock
	calmed(&cfg.Settings.Link)
	for i := range cfg.Links {
		calmedPhases(&cfg.Links[i])
	}
	for i := range cfg.Actions {
		a := &cfg.Actions[i]
		calmedPhases(&a.Link)
		a.Spread = 0
	}
	return cfg
}

// calmed takes the luck out of a weather, and what does not scale: other traffic at a neck, whose
// share is rounded, and the millisecond of a sharp trace.
func calmed(w *model.Weather) {
	if _, fixed := w.Delay.Constant(); !fixed {
		w.Delay = sim.ConstantLaw(w.Delay.Typical())
	}
	if _, all := w.Loss.Good.Cut(); !all || lossy(w.Loss.Enter) {
		w.Loss = model.Loss{}
	}
	for _, r := range []*sim.Ratio{&w.Corrupt, &w.Duplicate, &w.Reorder} {
		if _, all := r.Cut(); !all {
			*r = sim.Ratio{}
		}
	}
	w.Correlation, w.Neck.Load, w.Neck.Sharp = sim.Correlation{}, 0, false
}

func calmedPhases(c *model.LinkChange) {
	calmed(&c.To)
	c.Phases = slices.Clone(c.Phases)
	for i := range c.Phases {
		p := &c.Phases[i]
		if _, fixed := p.Lasts.Constant(); !fixed {
			p.Lasts = sim.ConstantLaw(p.Lasts.Typical())
		}
		calmed(&p.To)
	}
}

// slowing makes calmed weather a number of times as slow; a trace stays one.
type slowing struct {
	k      int
	traces map[*model.Trace]*model.Trace
}

func (s *slowing) slow(w *model.Weather) {
	k := s.k
	if d, _ := w.Delay.Constant(); w.Delay != (sim.Law{}) {
		w.Delay = sim.ConstantLaw(d * time.Duration(k))
	}
	w.HeldBack *= time.Duration(k)
	w.Neck.Rate /= uint64(k)
	if w.Neck.Trace != nil {
		if s.traces[w.Neck.Trace] == nil {
			long := *w.Neck.Trace
			long.Ms = slices.Clone(long.Ms)
			for i := range long.Ms {
				long.Ms[i] *= uint32(k)
			}
			s.traces[w.Neck.Trace] = &long
		}
		w.Neck.Trace = s.traces[w.Neck.Trace]
	}
}

func (s *slowing) slowAll(c *model.LinkChange) {
	s.slow(&c.To)
	for i := range c.Phases {
		p := &c.Phases[i]
		if d, _ := p.Lasts.Constant(); d > 0 {
			p.Lasts = sim.ConstantLaw(d * time.Duration(s.k))
		}
		s.slow(&p.To)
	}
}

// sameBut checks that two runs have the same records but for a change of each.
func sameBut(t failer, want, got *observed, change func(*timeline.Record)) {
	if want == nil || got == nil {
		return
	}
	if len(want.tl.Records) != len(got.tl.Records) {
		t.Errorf("%d records, want %d", len(got.tl.Records), len(want.tl.Records))
		return
	}
	for i, r := range want.tl.Records {
		if r.Name == timeline.OnRoomTokenWillExpire {
			r.Arg = got.tl.Records[i].Arg // whole seconds
		}
		if change(&r); r != got.tl.Records[i] {
			t.Errorf("%s, want %s", got.say(&got.tl.Records[i]), want.say(&r))
			return
		}
	}
}

func scaled(t failer, run *observed) {
	const k = 3
	cfg := unluck(run.cfg)
	was := run.again(t, cfg)
	cfg = unluck(cfg)
	s := &cfg.Settings
	spans := []*time.Duration{&s.Process, &s.Fanout, &s.ServerTimeout, &s.BeatInterval,
		&s.SilenceTimeout, &s.RetryTail, &s.RetryCap, &s.CountInterval, &s.TokenWarning, &s.RoomLinger,
		&s.CloseGrace, &s.Resend, &s.ResendMost, &s.TransportTimeout}
	for _, d := range []*time.Duration{&s.Detect, &s.RetryWindow, &s.ResumeWindow} {
		if *d > 0 {
			spans = append(spans, d)
		}
	}
	slow := &slowing{k, map[*model.Trace]*model.Trace{}}
	slow.slow(&s.Link)
	for i := range s.RetryWaits {
		spans = append(spans, &s.RetryWaits[i])
	}
	for i := range cfg.Links {
		slow.slowAll(&cfg.Links[i])
	}
	for i := range cfg.Actions {
		a := &cfg.Actions[i]
		spans = append(spans, (*time.Duration)(&a.At), &a.For, &a.Stagger, &a.Token.Lifetime)
		slow.slowAll(&a.Link)
	}
	for _, d := range append(spans, (*time.Duration)(&cfg.End)) {
		*d *= k
	}
	sameBut(t, was, run.again(t, cfg), func(r *timeline.Record) { r.At *= k })
}

// moved moves a script; weather of links: that goes through phases begins at 0 all the same, so it
// is left out. With a trace the way is a number of its rounds, and does not begin at 0: before that
// there is none.
func moved(t failer, run *observed) {
	by := sim.Time(12345)
	cfg := unluck(run.cfg)
	for i := range cfg.Links {
		cfg.Links[i].Phases = nil
	}
	if cfg.Settings.Sizes != (model.Sizes{}) {
		by = sim.Time(seconds(7))
		cfg = later(cfg, by)
	}
	was := run.again(t, cfg)
	cfg = later(unluck(cfg), by)
	sameBut(t, was, run.again(t, cfg), func(r *timeline.Record) { r.At += by })
}

// later has a script run later.
func later(cfg model.Config, by sim.Time) model.Config {
	for i := range cfg.Actions {
		if cfg.Actions[i].Anchor < 0 {
			cfg.Actions[i].At += by
		}
	}
	cfg.End += by
	return cfg
}

func renamed(t failer, run *observed) {
	cfg := unluck(run.cfg)
	was := run.again(t, cfg)
	cast := &timeline.Cast{}
	for from, to := range map[*timeline.Names]*timeline.Names{&cfg.Cast.Clients: &cast.Clients,
		&cfg.Cast.Users: &cast.Users, &cfg.Cast.Rooms: &cast.Rooms} {
		from.Groups(func(name string, ids timeline.Span, crowd bool) bool {
			count := 0
			if crowd {
				count = ids.Len()
			}
			to.Add("z"+strings.Repeat("y", int(ids.First))+name, uint32(count))
			return true
		})
	}
	cfg.Cast = cast
	sameBut(t, was, run.again(t, cfg), func(*timeline.Record) {})
}

// roomsApart gives each user a room of its own choice among the first two, and takes the second
// room's clients away: the first room must not notice. Luck may play.
func roomsApart(t failer, run *observed) {
	cfg := run.cfg
	if cfg.Cast.Rooms.Len() < 2 {
		return
	}
	cfg.Actions = slices.Clone(cfg.Actions)
	for i := range cfg.Actions {
		a := &cfg.Actions[i]
		a.Rooms = 0
		who := a.Users.First
		if !a.Clients.Any() {
			who = run.userOf(a.Clients.First)
		}
		switch {
		case who == 0 && a.Verb == model.DoRefuse:
			a.Room = max(a.Room, 1) // whoever comes next may be of either room
		case who != 0 && a.Room != 0:
			a.Room = 1 + run.sideOf(who)
		}
		if a.To != 0 {
			a.To = a.Room
		}
	}
	both := run.again(t, cfg)
	cfg.Actions = slices.Clone(cfg.Actions)
	for i := range cfg.Actions {
		if a := &cfg.Actions[i]; !a.Clients.Any() && a.Verb != model.DoWeather &&
			run.side(a.Clients.First) == 1 {
			a.At = cfg.End + 1 // never runs, and keeps its place in the file
		}
	}
	alone := run.again(t, cfg)
	if both == nil || alone == nil {
		return
	}
	want, got := run.firstRoom(both.tl), run.firstRoom(alone.tl)
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			t.Errorf("%s, with company in the other room %s", got[i], want[i])
			return
		}
	}
	if len(want) != len(got) {
		t.Errorf("%d records, with company in the other room %d", len(got), len(want))
	}
}

// side is the room, from 0, that roomsApart sends a client's user to. A crowd goes together.
func (run *observed) side(client uint32) uint32 { return run.sideOf(run.userOf(client)) }

func (run *observed) sideOf(user uint32) uint32 {
	_, ids, _ := run.cfg.Cast.Users.GroupOf(user)
	return ids.First % 2
}

// firstRoom lists what concerns the clients of the first room.
func (run *observed) firstRoom(tl *timeline.Timeline) []string {
	var list []string
	for i := range tl.Records {
		r := &tl.Records[i]
		who := max(r.Who, r.Peer)
		if who == timeline.Server {
			who = min(r.Who, r.Peer)
		}
		if who != 0 && run.side(who) == 1 || r.Kind == timeline.ServerDid && r.Room == 2 {
			continue
		}
		list = append(list, r.At.String()+" "+tl.Say(r))
	}
	return list
}
