package model_test

import (
	"slices"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// streamPlants are bugs in what carries messages: streams and links.
var streamPlants = []plant{
	{id: "L1", bug: "a stream's waits do not double",
		wire:   func(cfg *model.Config) { cfg.Settings.ResendMost = max(1, cfg.Settings.Resend) },
		breaks: []string{"stream again"}},
	{id: "L2", bug: "a stream's waits grow beyond transport.rto_max",
		wire:   func(cfg *model.Config) { cfg.Settings.ResendMost += time.Hour },
		breaks: []string{"stream again"}},
	{id: "L3", bug: "what a stream lost is not sent again",
		wire:   func(cfg *model.Config) { cfg.Settings.Stream = false },
		breaks: []string{"stream again"}},
	{id: "L4", bug: "a later message jumps the queue", spoil: jumps, breaks: []string{"stream order"}},
	{id: "L5", bug: "a copy is taken as another message of the stream", spoil: copiesTaken,
		breaks: []string{"stream order"}},
	{id: "L6", bug: "a login is sent again after the give-up", spoil: lateLogin,
		breaks: []string{"P22", "P24", "stream again"}},
	{id: "L7", bug: "a stream survives a switch", spoil: survives(timeline.NetworkSwitch),
		breaks: []string{"stream again"}},
	{id: "L8", bug: "a stream survives the server's fall", spoil: survives(timeline.ServerStart),
		breaks: []string{"stream again"}},
	{id: "L9", bug: "the transport never gives up",
		wire:   func(cfg *model.Config) { cfg.Settings.TransportTimeout = 0 },
		breaks: []string{"stream again"}},
	{id: "L10", bug: "messages overtake each other on a link in order",
		wire:   func(cfg *model.Config) { cfg.Settings.Link.InOrder = false },
		breaks: []string{"P06"}},
	{id: "L11", bug: "p and r of Gilbert and Elliott are swapped", wire: func(cfg *model.Config) {
		l := &cfg.Settings.Link.Loss
		l.Enter, l.Leave = l.Leave, l.Enter
	}, breaks: []string{"chain"}},
	{id: "L12", bug: "a chain's losses are independent", wire: func(cfg *model.Config) {
		if l := &cfg.Settings.Link.Loss; lossy(l.Enter) {
			*l = model.Loss{Good: sim.NewRatio(1, 6)}
		}
	}, breaks: []string{"chain"}},
	{id: "L13", bug: "a queue has place for one more", wire: neckWith(func(n *model.Neck) {
		if n.Queue > 0 {
			n.Queue++
		}
	}), breaks: []string{"neck"}},
	{id: "L14", bug: "a queue has place for a byte less", wire: neckWith(func(n *model.Neck) {
		if n.Bytes > 0 {
			n.Bytes--
		}
	}), breaks: []string{"neck"}},
	{id: "L15", bug: "a trace does not begin anew", wire: neckWith(func(n *model.Neck) {
		if n.Trace != nil {
			n.Trace = &model.Trace{Name: "once", Ms: append(slices.Clone(n.Trace.Ms), 1<<31)}
		}
	}), breaks: []string{"neck"}},
	{id: "L16", bug: "a pattern counts from 0", wire: func(cfg *model.Config) {
		if by := cfg.Settings.Link.Drop; by != nil && by.Every == 0 {
			late := &model.Pattern{}
			for _, k := range by.At {
				late.At = append(late.At, k+1)
			}
			cfg.Settings.Link.Drop = late
		}
	}, breaks: []string{"drops"}},
	{id: "B24", bug: "a link forgets its state on a switch of the network", wire: forgetful,
		breaks: []string{"drops"}},
	{id: "L17", bug: "the first phase of weather never ends", wire: func(cfg *model.Config) {
		for i := range cfg.Actions {
			l := &cfg.Actions[i].Link
			if l.Phases = slices.Clone(l.Phases); len(l.Phases) > 0 {
				l.Phases[0].Lasts = sim.Law{}
			}
		}
	}, breaks: []string{"phases"}},
	{id: "L18", bug: "a copy is counted as a new notice", spoil: copyIsNews,
		breaks: []string{"P49"}},
	{id: "L19", bug: "the law of the delay changes the losses", wire: func(cfg *model.Config) {
		if _, fixed := cfg.Settings.Link.Delay.Constant(); !fixed {
			cfg.Settings.Link.Loss.Good = sim.NewRatio(1, 2)
		}
	}, breaks: []string{"P72"}},
}

// neckWith edits the profile's neck.
func neckWith(edit func(*model.Neck)) func(*model.Config) {
	return func(cfg *model.Config) { edit(&cfg.Settings.Link.Neck) }
}

// forgetful sets the profile's pattern anew at each switch.
func forgetful(cfg *model.Config) {
	by := cfg.Settings.Link.Drop
	if by == nil {
		return
	}
	for _, a := range cfg.Actions {
		if a.Verb == model.DoNetworkSwitch {
			anew := does(model.DoWeather, a.Clients.First, a.At)
			anew.Link = model.LinkChange{Clients: a.Clients, Dirs: model.Both, Keys: model.SetsDrop,
				To: model.Weather{Drop: &model.Pattern{At: by.At, Every: by.Every}}}
			cfg.Actions = append(cfg.Actions, anew)
		}
	}
}

// jumps has of two messages that arrive together the second come first.
func jumps(run *observed) {
	var held *timeline.Record
	for i := range run.tl.Records {
		r := &run.tl.Records[i]
		if r.Kind != timeline.Delivered {
			continue
		}
		if held != nil && held.At == r.At && wayOf(held) == wayOf(r) {
			held.Cause, r.Cause = r.Cause, held.Cause
			held.Name, r.Name = r.Name, held.Name
		}
		held = r
	}
}

// copiesTaken has the copies that streams drop arrive.
func copiesTaken(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Kind == timeline.Dropped && why(&r) == timeline.Doubled {
			r.Kind, r.Flag = timeline.Delivered, r.Flag&^timeline.Doubled
			r.Who, r.Peer = r.Peer, r.Who
		}
		return []timeline.Record{r}
	})
}

// lateLogin has the last login that was lost be sent again behind each give-up.
func lateLogin(run *observed) {
	lost := map[place]timeline.Record{}
	forge(run, func(r timeline.Record) []timeline.Record {
		at := place{r.Who, r.Room}
		if r.Kind == timeline.Dropped && r.Name == timeline.MsgLogin {
			lost[at] = r
		}
		if d, ok := lost[at]; ok && isState(&r) && r.Arg == model.CodeTimeout {
			late := d
			late.At, late.Kind, late.Flag, late.Cause = r.At, timeline.Sent, timeline.Again, d.N
			return []timeline.Record{r, late}
		}
		return []timeline.Record{r}
	})
}

// survives has the last message that was lost be sent again behind an action.
func survives(name timeline.Name) func(run *observed) {
	return func(run *observed) {
		if !run.cfg.Settings.Stream {
			return
		}
		var lost *timeline.Record
		forge(run, func(r timeline.Record) []timeline.Record {
			if r.Kind == timeline.Dropped {
				lost = &r
			}
			if lost != nil && r.Name == name && r.Flag == 0 {
				late := *lost
				late.At, late.Kind, late.Flag, late.Cause = r.At, timeline.Sent, timeline.Again, lost.N
				return []timeline.Record{r, late}
			}
			return []timeline.Record{r}
		})
	}
}

// copyIsNews has the copies of notices look like others.
func copyIsNews(run *observed) {
	for i := range run.tl.Records {
		r := &run.tl.Records[i]
		if r.Name == timeline.MsgNotice && run.copied(r) {
			first := run.first(r)
			r.Flag, r.Cause = r.Flag&^timeline.Again, first.Cause
		}
	}
}
