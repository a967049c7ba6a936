package model

import (
	"slices"

	"roomsim/model/timeline"
)

// actWeather begins an action's weather, or ends it when its time is over.
func (w *World) actWeather(index int, a *Action) {
	r := timeline.Record{Kind: timeline.Link, Name: timeline.WeatherSet, Arg: w.tl.Text(a.Text)}
	if a.Link.Clients.First == a.Link.Clients.Last {
		r.Who = a.Link.Clients.First
	}
	if w.script.progress[index] != 0 {
		k := slices.Index(w.script.weather, index)
		w.script.weather = slices.Delete(w.script.weather, k, k+1)
		r.Name = timeline.WeatherEnd
		w.emit(r)
		w.applyWeather(a.Link)
		return
	}
	w.script.progress[index] = 1
	w.script.weather = append(w.script.weather, index)
	w.did(a, r, true)
	w.applyWeather(a.Link)
	if over := w.now.Add(a.For); a.For > 0 && over <= w.cfg.End {
		w.agenda.AtOrder(over, rankScript, w.script.orders[index]+1, event(evScript, uint32(index)))
	}
}

// applyWeather works out the weather of the links that a change concerns.
func (w *World) applyWeather(c LinkChange) {
	span := c.Clients
	if span.Any() {
		span = timeline.Span{First: 1, Last: uint32(len(w.clients) - 1)}
	}
	for id := span.First; id <= span.Last; id++ {
		if c.Dirs&Up != 0 {
			w.clients[id].upLaw = w.lawOf(id, Up)
		}
		if c.Dirs&Down != 0 {
			w.clients[id].downLaw = w.lawOf(id, Down)
		}
	}
}

// lawOf works out the law of a link: the profile's, over it the file's links, over them the sets
// that hold, the latest begun the strongest.
func (w *World) lawOf(id uint32, dir Directions) uint32 {
	to := w.cfg.Settings.Link
	for i := range w.cfg.Links {
		w.cfg.Links[i].apply(id, dir, &to)
	}
	for _, i := range w.script.weather {
		w.cfg.Actions[i].Link.apply(id, dir, &to)
	}
	return w.intern(to)
}

func (c *LinkChange) apply(id uint32, dir Directions, to *Weather) {
	if !c.Clients.Has(id) || c.Dirs&dir == 0 {
		return
	}
	if c.Keys&SetsDelay != 0 {
		to.Delay, to.Spread = c.To.Delay, c.To.Spread
	}
	if c.Keys&SetsLoss != 0 {
		to.Loss = c.To.Loss
	}
}

// intern returns the law of a weather; links of one weather share it.
func (w *World) intern(of Weather) uint32 {
	for i := len(w.laws) - 1; i >= 0; i-- {
		if w.laws[i].of == of {
			return uint32(i)
		}
	}
	cut, all := of.Loss.Cut()
	w.laws = append(w.laws, law{of: of, cut: cut, all: all, luck: all || cut > 0 || of.Spread > 0})
	return uint32(len(w.laws) - 1)
}
