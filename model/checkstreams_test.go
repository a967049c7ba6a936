package model_test

import (
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// ofStreams are the properties of what carries messages: streams and links.
var ofStreams = []property{
	{id: "P06", text: "a link in order delivers in the order sent", check: inOrder},
	{id: "stream again", text: "what a stream lost is sent again after transport.rto, doubled up " +
		"to transport.rto_max, while the connection stands; nothing else is", check: sentAgain},
	{id: "stream order", text: "a connection delivers each message once, in the order sent",
		check: streamsInOrder},
	{id: "drops", text: "a pattern drops the messages that it names, counted from 1, and no other",
		check: dropsAsTold},
	{id: "phases", text: "phases of weather follow each other in time", check: phasesFollow},
	{id: "neck", text: "a neck lets messages through at its rate or as its trace says, and " +
		"turns away what finds no place", check: necks},
	{id: "chain", text: "a Gilbert–Elliott link loses as much, and as long at a time, as its chain",
		of: aChain, check: chains},
	{id: "P72", text: "another delay on a link changes no loss there", slow: true, check: lossesStay},
}

// fifoLink reports whether the links of a client deliver in order all the time.
func fifoLink(cfg *model.Config, client uint32, dir model.Directions) bool {
	is, always := cfg.Settings.Link.InOrder, true
	weathers(cfg, func(c *model.LinkChange, scripted bool) {
		if c.Keys&model.SetsOrder == 0 || c.Dirs&dir == 0 || !c.Clients.Has(client) {
			return
		}
		is = c.To.InOrder
		always = always && !scripted
	})
	return is && always
}

// weathers shows each change of weather in a scenario, those of links: first.
func weathers(cfg *model.Config, see func(c *model.LinkChange, scripted bool)) {
	for i := range cfg.Links {
		see(&cfg.Links[i], false)
	}
	for i := range cfg.Actions {
		if a := &cfg.Actions[i]; a.Verb == model.DoWeather {
			see(&a.Link, true)
		}
	}
}

func inOrder(t failer, run *observed) {
	type link struct {
		client uint32
		up     bool
	}
	last := map[link]uint32{}
	fifo := map[link]bool{}
	for id := range uint32(run.cfg.Cast.Clients.Len()) {
		fifo[link{id + 1, true}] = fifoLink(&run.cfg, id+1, model.Up)
		fifo[link{id + 1, false}] = fifoLink(&run.cfg, id+1, model.Down)
	}
	run.walk(func(r *timeline.Record, s *status) {
		on := link{wayOf(r).who, r.Name.Up()}
		if r.Kind != timeline.Delivered || !fifo[on] {
			return
		}
		if r.Cause < last[on] {
			t.Errorf("%s, sent by #%d, after one sent by #%d", run.say(r), r.Cause, last[on])
		}
		last[on] = r.Cause
	})
}

// due is when a message that was lost is to be sent again.
func (run *observed) due(lost *timeline.Record) sim.Time {
	set := &run.cfg.Settings
	sent := run.tl.ByN(lost.Cause)
	wait := set.Resend
	for range run.resent(sent) {
		wait = min(2*wait, set.ResendMost)
	}
	return max(lost.At, sent.At.Add(wait))
}

func sentAgain(t failer, run *observed) {
	set := &run.cfg.Settings
	end := run.walk(func(r *timeline.Record, s *status) {
		for w, lost := range s.lost {
			held := set.TransportTimeout > 0 && w.up && s.asleep[w.who] &&
				run.due(lost) >= s.from[w].Add(set.TransportTimeout)
			if run.due(lost) < r.At && !held {
				t.Errorf("%s is not sent again at %s", run.say(lost), run.due(lost))
				delete(s.lost, w)
			}
		}
		if w := wayOf(r); r.Kind == timeline.Sent && !again(r) && set.Stream && !w.up && s.rides(r) &&
			s.broke[w.place] > 0 && s.broke[w.place] == s.conn[w.place] {
			t.Errorf("%s by a connection that broke", run.say(r))
		}
		if !again(r) || run.copied(r) {
			return
		}
		lost := run.tl.ByN(r.Cause)
		first := s.lost[wayOf(r)] == lost
		behind := s.along && s.last != nil && s.last.At == r.At && wayOf(s.last) == wayOf(r)
		switch {
		case !set.Stream, !first && !behind, first && r.At != run.due(lost):
			t.Errorf("%s, after %s", run.say(r), run.say(lost))
		}
	})
	end.breaks(run.cfg.End)
	for w, lost := range end.lost {
		if due := run.due(lost); due < run.cfg.End && run.broken == "" && !end.asleep[w.who] &&
			(set.TransportTimeout == 0 || due < end.from[w].Add(set.TransportTimeout)) {
			t.Errorf("%s is never sent again", run.say(lost))
		}
	}
}

func streamsInOrder(t failer, run *observed) {
	if !run.cfg.Settings.Stream {
		return
	}
	type track struct {
		way
		conn int
	}
	sent := map[track]int{}
	number := map[uint32]int{} // by first sending
	came := map[track]int{}
	run.walk(func(r *timeline.Record, s *status) {
		w := wayOf(r)
		switch {
		case r.Kind == timeline.Sent && !again(r):
			conn := s.conn[w.place]
			if r.Name == timeline.MsgLogin {
				conn++
			}
			if s.rides(r) {
				sent[track{w, conn}]++
				number[r.N] = sent[track{w, conn}]
			}
		case r.Kind == timeline.Delivered:
			n := run.sending(r)
			on := track{w, s.on[n]}
			if on.conn == 0 || on.conn != s.conn[w.place] {
				return
			}
			if number[n] != came[on]+1 {
				t.Errorf("%s is number %d of its connection, after %d", run.say(r), number[n], came[on])
			}
			came[on] = number[n]
		}
	})
}

// dropsAsTold counts the messages of links with a pattern that holds all the time.
func dropsAsTold(t failer, run *observed) {
	for id := range uint32(run.cfg.Cast.Clients.Len()) {
		for _, dir := range []model.Directions{model.Up, model.Down} {
			if by := patternOf(&run.cfg, id+1, dir); by != nil {
				run.countDrops(t, by, id+1, dir == model.Up)
			}
		}
	}
}

// patternOf is the pattern of a link, nil if it has none, or not all the time, or other losses too.
func patternOf(cfg *model.Config, client uint32, dir model.Directions) *model.Pattern {
	drop, loss, always := cfg.Settings.Link.Drop, cfg.Settings.Link.Loss, true
	weathers(cfg, func(c *model.LinkChange, scripted bool) {
		keys := c.Keys
		for i := range c.Phases {
			keys |= c.Phases[i].Keys
		}
		if keys&(model.SetsDrop|model.SetsLoss) == 0 || c.Dirs&dir == 0 || !c.Clients.Has(client) {
			return
		}
		always = always && !scripted && c.Phases == nil
		if keys&model.SetsDrop != 0 {
			drop = c.To.Drop
		}
		if keys&model.SetsLoss != 0 {
			loss = c.To.Loss
		}
	})
	if !always || loss != (model.Loss{}) {
		return nil
	}
	return drop
}

func (run *observed) countDrops(t failer, by *model.Pattern, client uint32, up bool) {
	count := uint32(0)
	for i := range run.tl.Records {
		r := &run.tl.Records[i]
		if w := wayOf(r); r.Kind != timeline.Sent || w.who != client || w.up != up || run.copied(r) {
			continue
		}
		fate := run.fate(r)
		if fate == timeline.DeviceDown || fate == timeline.QueueFull {
			continue
		}
		count++
		want := by.Every > 0 && count%by.Every == 0
		for _, k := range by.At {
			want = want || by.Every == 0 && k == count
		}
		if got := fate == timeline.Lost; got != want {
			t.Errorf("%s, the link's message %d: dropped %t, want %t", run.say(r), count, got, want)
		}
	}
}

// fate is why a message is lost as it leaves, 0 if it gets onto its way.
func (run *observed) fate(sent *timeline.Record) timeline.Flag {
	if next := run.tl.ByN(sent.N + 1); next != nil && next.Kind == timeline.Dropped &&
		next.Cause == sent.N && next.At == sent.At {
		return why(next)
	}
	return 0
}

// phasesFollow looks at scripted weather with phases of fixed lengths, all of which say something.
func phasesFollow(t failer, run *observed) {
	for i := range run.cfg.Actions {
		a := &run.cfg.Actions[i]
		if a.Verb != model.DoWeather || a.Link.Phases == nil {
			continue
		}
		want := phaseTimes(a, run.cfg.End)
		for n := range run.tl.Records {
			r := &run.tl.Records[n]
			if r.Kind != timeline.Link || len(want) == 0 || r.At < want[0].at {
				continue
			}
			if r.At == want[0].at && run.tl.Words(r) == want[0].text {
				want = want[1:]
			} else if r.At > want[0].at {
				break
			}
		}
		if len(want) > 0 && run.broken == "" {
			t.Errorf("%s: no phase %q at %s", a.Text, want[0].text, want[0].at)
		}
	}
}

type phaseTime struct {
	at   sim.Time
	text string
}

// phaseTimes lists when the phases of an action's weather begin, but for the first.
func phaseTimes(a *model.Action, end sim.Time) (list []phaseTime) {
	if a.For > 0 {
		end = min(end, a.At.Add(a.For)-1)
	}
	at := a.At
	for k := 0; ; k++ {
		p := &a.Link.Phases[k%len(a.Link.Phases)]
		lasts, fixed := p.Lasts.Constant()
		last := !a.Link.Loops && k == len(a.Link.Phases)-1
		if !fixed || lasts == 0 || last || p.Text == "" {
			return list
		}
		if at = at.Add(lasts); at > end || len(list) > 1000 {
			return list
		}
		list = append(list, phaseTime{at, a.Link.Phases[(k+1)%len(a.Link.Phases)].Text})
	}
}

// lossesStay gives the links losses of every sort, and compares what is lost, message by message,
// under one delay and another.
func lossesStay(t failer, run *observed) {
	want := run.fates(t, sim.ConstantLaw(50*time.Millisecond))
	got := run.fates(t, sim.LognormalLaw(80*time.Millisecond, 40*time.Millisecond))
	for w, list := range want {
		for i := range min(len(list), len(got[w])) {
			if list[i] != got[w][i] {
				t.Errorf("message %d of %s (up: %t) is lost: %t under one delay, %t under another", i+1,
					run.cfg.Cast.Who(w.who), w.up, list[i], got[w][i])
				return
			}
		}
	}
}

// fates runs the scenario under a weather and lists by link whether each message got lost on it.
func (run *observed) fates(t failer, delay sim.Law) map[way][]bool {
	cfg := run.cfg
	cfg.Links, cfg.Actions = nil, append([]model.Action(nil), cfg.Actions...)
	for i := range cfg.Actions {
		if cfg.Actions[i].Verb == model.DoWeather {
			cfg.Actions[i].At = cfg.End + 1
		}
	}
	cfg.Settings.Link = model.Weather{Delay: delay, Corrupt: sim.NewRatio(1, 20), Loss: model.Loss{
		Good: sim.NewRatio(1, 20), Bad: sim.NewRatio(9, 10), Enter: sim.NewRatio(1, 10),
		Leave: sim.NewRatio(1, 3)}}
	other := run.again(t, cfg)
	list := map[way][]bool{}
	if other == nil {
		return list
	}
	for i := range other.tl.Records {
		r := &other.tl.Records[i]
		if fate := other.fate(r); r.Kind == timeline.Sent && fate != timeline.DeviceDown {
			w := way{place{who: wayOf(r).who}, r.Name.Up()}
			list[w] = append(list[w], fate != 0)
		}
	}
	return list
}
