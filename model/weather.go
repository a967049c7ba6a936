package model

import (
	"slices"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// spell is how far weather that changes by itself has come.
type spell struct {
	phase int        // −1: it does not hold
	turn  uint32     // counts the waits for the next phase, so that a wait knows that it is over
	luck  sim.Stream // of the lengths
}

// change returns a change of weather by its number: those of links: come first, then the actions'.
func (w *World) change(k int) *LinkChange {
	if n := len(w.cfg.Links); k >= n {
		return &w.cfg.Actions[k-n].Link
	}
	return &w.cfg.Links[k]
}

// placeSpells makes room for weather that changes by itself, if there is any.
func (w *World) placeSpells() {
	n := len(w.cfg.Links) + len(w.cfg.Actions)
	for k := range n {
		if w.change(k).Phases != nil {
			w.spells = make([]spell, n)
			return
		}
	}
}

// resetSpells ends all weather but that of links:, which begins.
func (w *World) resetSpells() {
	for k := range w.spells {
		w.spells[k] = spell{phase: -1}
	}
	for k := range w.cfg.Links {
		w.beginSpell(k)
	}
}

// beginSpell begins the first phase of a change.
func (w *World) beginSpell(k int) {
	if w.spells == nil || w.change(k).Phases == nil {
		return
	}
	w.spells[k].phase = 0
	w.spells[k].luck = w.stream(sim.NameOf(w.change(k).Luck))
	w.awaitPhase(k)
}

// awaitPhase waits for the end of the present phase. It ranks as a script action.
func (w *World) awaitPhase(k int) {
	c, s := w.change(k), &w.spells[k]
	lasts := &c.Phases[s.phase].Lasts
	s.turn++
	if *lasts == (sim.Law{}) || !c.Loops && s.phase == len(c.Phases)-1 {
		return
	}
	order := uint64(k)
	if n := len(w.cfg.Links); k >= n {
		order = w.script.orders[k-n] + 2
	}
	if at := w.now.Add(lasts.Draw(&s.luck)); at <= w.cfg.End {
		w.agenda.AtOrder(at, rankScript, order, event(evLater, w.put(&parcel{name: waitPhase,
			stay: uint32(k), number: s.turn})))
	}
}

// nextPhase begins the next phase of a change. A phase without a text has no record but the end of
// the one before.
func (w *World) nextPhase(p *parcel) {
	k := int(p.stay)
	c, s := w.change(k), &w.spells[k]
	if s.turn != p.number {
		return
	}
	was := c.Phases[s.phase].Text
	s.phase = (s.phase + 1) % len(c.Phases)
	w.recur(k, c)
	changed := w.applyWeather(c)
	name, text := timeline.WeatherSet, c.Phases[s.phase].Text
	if text == "" {
		name, text = timeline.WeatherEnd, was
	}
	if text != "" {
		r := w.weatherRecord(c, name, text)
		if !changed { // stronger weather lies over it
			r.Flag |= timeline.Ineffective
		}
		w.emit(r)
	}
	w.awaitPhase(k)
}

// recur puts an action over those begun before, if it comes and goes and has come again: each time
// counts as begun anew.
func (w *World) recur(k int, c *LinkChange) {
	index := k - len(w.cfg.Links)
	if index < 0 || c.Keys != 0 || !c.Loops || c.Phases[w.spells[k].phase].Keys == 0 {
		return
	}
	at := slices.Index(w.script.weather, index)
	w.script.weather = append(slices.Delete(w.script.weather, at, at+1), index)
}

func (w *World) weatherRecord(c *LinkChange, name timeline.Name, text string) timeline.Record {
	r := timeline.Record{Kind: timeline.Link, Name: name, Arg: w.tl.Text(text)}
	if c.Clients.First == c.Clients.Last {
		r.Who = c.Clients.First
	}
	return r
}

// actWeather begins an action's weather, or ends it when its time is over.
func (w *World) actWeather(index int, a *Action) {
	k := len(w.cfg.Links) + index
	if w.script.progress[index] != 0 {
		at := slices.Index(w.script.weather, index)
		w.script.weather = slices.Delete(w.script.weather, at, at+1)
		if w.spells != nil {
			w.spells[k] = spell{phase: -1, turn: w.spells[k].turn + 1}
		}
		if a.Text != "" {
			w.emit(w.weatherRecord(&a.Link, timeline.WeatherEnd, a.Text))
		}
		w.applyWeather(&a.Link)
		return
	}
	w.script.progress[index] = 1
	w.script.weather = append(w.script.weather, index)
	if a.Text != "" {
		w.did(a, w.weatherRecord(&a.Link, timeline.WeatherSet, a.Text), true)
	}
	w.beginSpell(k)
	w.applyWeather(&a.Link)
	if over := w.now.Add(a.For); a.For > 0 && over <= w.cfg.End {
		w.agenda.AtOrder(over, rankScript, w.script.orders[index]+1, event(evScript, uint32(index)))
	}
}

// applyWeather works out the weather of the links that a change concerns. It reports whether that
// of any is another one.
func (w *World) applyWeather(c *LinkChange) (changed bool) {
	span := c.Clients
	if span.Any() {
		span = timeline.Span{First: 1, Last: uint32(len(w.clients) - 1)}
	}
	for id := span.First; id <= span.Last; id++ {
		if c.Dirs&Up != 0 && w.turnWeather(id, Up) {
			changed = true
		}
		if c.Dirs&Down != 0 && w.turnWeather(id, Down) {
			changed = true
		}
	}
	return changed
}

// turnWeather works out the law of a link anew, and reports whether it is another one.
func (w *World) turnWeather(id uint32, dir Directions) bool {
	law, m := &w.clients[id].upLaw, 2*id
	if dir == Down {
		law, m = &w.clients[id].downLaw, 2*id+1
	}
	before := *law
	*law = w.lawOf(id, dir)
	if before == *law {
		return false
	}
	if w.pipes != nil {
		w.adapt(&w.pipes[m], &w.laws[before], &w.laws[*law])
	}
	w.seeSky(id, dir, *law)
	return true
}

// Bounds of what charts show of the weather: clients, and changes.
const (
	inSky   = 64
	mostSky = 1_000_000
)

// seeSky notes the weather of a link, for charts.
func (w *World) seeSky(id uint32, dir Directions, law uint32) {
	if w.cfg.Record == Nothing || len(w.tl.Sky) >= mostSky || id > inSky && !w.firstOfCrowd(id) {
		return
	}
	w.tl.Sky = append(w.tl.Sky, w.laws[law].of.sky(w.now, id, dir == Up))
}

// firstOfCrowd reports whether a client is the first of its crowd, whose weather stands for it.
func (w *World) firstOfCrowd(id uint32) bool {
	_, crowd, _ := w.cfg.Cast.Clients.GroupOf(id)
	return crowd.First == id
}

// seeUsual notes the profile's weather, which charts need not show.
func (w *World) seeUsual() {
	if w.cfg.Record != Nothing {
		w.tl.Sky = append(w.tl.Sky, w.cfg.Settings.Link.sky(w.now, timeline.Nobody, true))
	}
}

// sky is a weather as charts show it.
func (of *Weather) sky(at sim.Time, who timeline.Node, up bool) timeline.Sky {
	return timeline.Sky{At: at, Who: who, Up: up, Loss: of.share(), Delay: of.Delay.Typical(),
		Rate: of.Neck.Rate}
}

// lawOf works out the law of a link: the profile's, over it the file's links, over them the sets
// that hold, the latest begun the strongest.
func (w *World) lawOf(id uint32, dir Directions) uint32 {
	to := w.cfg.Settings.Link
	for k := range w.cfg.Links {
		w.applyChange(k, id, dir, &to)
	}
	for _, i := range w.script.weather {
		w.applyChange(len(w.cfg.Links)+i, id, dir, &to)
	}
	return w.intern(&to)
}

// applyChange puts a change, with its present phase, over a link's weather.
func (w *World) applyChange(k int, id uint32, dir Directions, to *Weather) {
	c := w.change(k)
	if !c.Clients.Has(id) || c.Dirs&dir == 0 {
		return
	}
	to.Overlay(c.Keys, &c.To)
	if w.spells != nil && w.spells[k].phase >= 0 {
		p := &c.Phases[w.spells[k].phase]
		to.Overlay(p.Keys, &p.To)
	}
}

// intern returns the law of a weather; links of one weather share it.
func (w *World) intern(of *Weather) uint32 {
	for i := len(w.laws) - 1; i >= 0; i-- {
		if w.laws[i].of == *of {
			return uint32(i)
		}
	}
	cut, all := of.Loss.Good.Cut()
	l := law{of: *of, cut: cut, all: all, traits: of.traits()}
	var plain bool
	l.least, l.spread, plain = of.Delay.Plain()
	l.drawn = !plain
	l.luck = all || cut > 0 || l.spread > 0 || l.drawn
	w.laws = append(w.laws, l)
	return uint32(len(w.laws) - 1)
}

// share is the share that a link loses in the long run, in millionths, but for what finds no place
// at its neck.
func (of *Weather) share() uint32 {
	const million = 1_000_000
	left := uint64(million-of.Loss.mean()) * uint64(million-of.Corrupt.Of(million)) / million
	if of.Drop != nil && of.Drop.Every > 0 {
		left -= left / uint64(of.Drop.Every)
	}
	return million - uint32(left)
}

// Sizes are those of messages in bytes, for links with a rate. [size.*]
type Sizes struct {
	Login, Accept, User, Beat, Alive, Notice, Other uint32
}

// size is a message's, in bytes. One that carries a roster grows with it.
func (w *World) size(p *parcel) uint32 {
	s := &w.cfg.Settings.Sizes
	switch p.name {
	case timeline.MsgLogin:
		return s.Login
	case timeline.MsgAccept, timeline.MsgRoster:
		return s.Accept + s.User*w.rooms[w.seats[w.stays[p.stay].seat].room].taken
	case timeline.MsgBeat:
		return s.Beat
	case timeline.MsgAlive:
		return s.Alive
	case timeline.MsgNotice:
		return s.Notice + s.User
	}
	return s.Other
}
