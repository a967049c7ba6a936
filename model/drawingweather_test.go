package model_test

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"roomsim/model"
	"roomsim/sim"
)

// aspect is a side of a link's weather to draw.
type aspect struct {
	least mood
	keys  model.WeatherKeys
	draw  func(d *draft, to *model.Weather)
}

// aspects are the sides. Those of rain lose messages, those of wind do not.
var aspects = []aspect{
	{windy, model.SetsDelay, (*draft).oddDelay},
	{windy, model.SetsDelay, (*draft).oddDelay},
	{windy, model.SetsOrder, func(_ *draft, to *model.Weather) { to.InOrder = true }},
	{windy, model.SetsDuplicate, func(d *draft, to *model.Weather) {
		to.Duplicate = pick(d.t, "copies", sim.NewRatio(1, 4), sim.NewRatio(1, 1))
	}},
	{windy, model.SetsReorder, func(d *draft, to *model.Weather) {
		to.Reorder = pick(d.t, "reordered", sim.NewRatio(1, 4), sim.NewRatio(1, 1))
		to.HeldBack = pick(d.t, "held back", 1, 300*time.Millisecond, seconds(2))
	}},
	{windy, model.SetsNeck, (*draft).neck},
	{rainy, model.SetsNeck, (*draft).fullNeck},
	{rainy, model.SetsLoss, (*draft).burstyLoss},
	{rainy, model.SetsLoss, (*draft).burstyLoss},
	{rainy, model.SetsCorrupt, func(d *draft, to *model.Weather) {
		to.Corrupt = pick(d.t, "corrupt", sim.NewRatio(1, 10), sim.NewRatio(1, 1))
	}},
	{rainy, model.SetsDrop, func(d *draft, to *model.Weather) {
		to.Drop = &model.Pattern{At: []uint32{1, 3, 4, 9}}
		if rapid.Bool().Draw(d.t, "every") {
			to.Drop = &model.Pattern{Every: 3}
		}
	}},
}

// oddDelay draws a delay by another law than the uniform one, and perhaps that luck stays.
func (d *draft) oddDelay(to *model.Weather) {
	const ms = time.Millisecond
	to.Delay = pick(d.t, "law", sim.LognormalLaw(100*ms, 100*ms),
		sim.LognormalLaw(seconds(1), seconds(2)),
		sim.ExponentialLaw(200*ms), sim.NormalLaw(80*ms, 40*ms), sim.ParetoLaw(20*ms, 4000),
		jittery(400*ms), sim.ConstantLaw(70*ms))
	to.Correlation = pick(d.t, "correlation", sim.Correlation{},
		sim.CorrelationOf(sim.NewRatio(9, 10)))
}

// drawnSizes make every message take a whole number of nanoseconds at drawnRate, also three times
// slower.
var drawnSizes = model.Sizes{Login: 600, Accept: 300, User: 60, Beat: 60, Alive: 60, Notice: 240,
	Other: 120}

// drawnRate is that of all narrow links, in bits per second: a login takes 0.2 s.
const drawnRate = 24_000

// neck draws a bottleneck that everything gets through in the end.
func (d *draft) neck(to *model.Weather) {
	d.cfg.Settings.Sizes = drawnSizes
	to.Neck = pick(d.t, "neck", model.Neck{Rate: drawnRate},
		model.Neck{Rate: drawnRate, Load: drawnRate / 3},
		model.Neck{Trace: drawnTraces[0]}, model.Neck{Trace: drawnTraces[1]})
}

// drawnTraces are traces of half a second and of a second.
var drawnTraces = []*model.Trace{{Name: "even", Ms: []uint32{100, 200, 300, 500}},
	{Name: "bursts", Ms: []uint32{0, 0, 1, 2, 2, 2, 700, 1000}}}

// fullNeck draws one that turns messages away.
func (d *draft) fullNeck(to *model.Weather) {
	d.cfg.Settings.Sizes = drawnSizes
	to.Neck = pick(d.t, "full neck", model.Neck{Rate: drawnRate, Queue: 1},
		model.Neck{Rate: drawnRate, Queue: 2}, model.Neck{Rate: drawnRate, Bytes: 700},
		model.Neck{Rate: drawnRate, Bytes: 1000, Load: 2 * drawnRate},
		model.Neck{Trace: drawnTraces[1], Sharp: true}, model.Neck{Trace: drawnTraces[0], Queue: 1})
}

// burstyLoss draws a chain that steps with each message, or with time.
func (d *draft) burstyLoss(to *model.Weather) {
	to.Loss = model.Loss{Bad: pick(d.t, "bad", sim.NewRatio(1, 1), sim.NewRatio(1, 2)),
		Enter: pick(d.t, "enter", sim.NewRatio(1, 10), sim.NewRatio(1, 2)), Leave: sim.NewRatio(1, 3),
		Step: pick(d.t, "step", 0, seconds(1), 10*time.Millisecond)}
}

// rough draws one to three sides of weather, none worse than a mood.
func (d *draft) rough(most mood) (keys model.WeatherKeys, to model.Weather) {
	var list []aspect
	for _, a := range aspects {
		if a.least <= most {
			list = append(list, a)
		}
	}
	for range rapid.IntRange(1, 3).Draw(d.t, "sides") {
		a := list[rapid.IntRange(0, len(list)-1).Draw(d.t, "side")]
		a.draw(d, &to)
		keys |= a.keys
	}
	return keys, to
}

// roughWeather has a link be rough for a while.
func (d *draft) roughWeather(who uint32, at sim.Time) {
	a := d.weather(who, at)
	a.Link.Keys, a.Link.To = d.rough(d.mood)
	d.add(a)
}

// changingWeather has a link go through phases for a while.
func (d *draft) changingWeather(who uint32, at sim.Time) {
	a := d.weather(who, at)
	d.phases(&a.Link, d.mood, true)
	d.add(a)
}

// phases draws two or three phases, none worse than a mood.
func (d *draft) phases(c *model.LinkChange, most mood, ends bool) {
	c.Luck = fmt.Sprintf("phases/%d", len(d.cfg.Links)+len(d.cfg.Actions))
	c.Loops = rapid.Bool().Draw(d.t, "loops")
	for k := range rapid.IntRange(2, 3).Draw(d.t, "phases") {
		p := model.Phase{Text: fmt.Sprintf("%s %d", c.Luck, k+1)}
		p.Lasts = pick(d.t, "lasts", sim.ConstantLaw(seconds(7)), sim.ConstantLaw(seconds(20)),
			sim.ExponentialLaw(seconds(10)))
		p.Keys, p.To = d.rough(most)
		c.Phases = append(c.Phases, p)
	}
	if !ends && !c.Loops {
		c.Phases[len(c.Phases)-1].Lasts = sim.Law{}
	}
}

// roughLinks draws links that are rough all the time, in a way that everything gets through, and
// in rain one that loses by a pattern.
func (d *draft) roughLinks() {
	if d.mood < windy || rapid.IntRange(0, 2).Draw(d.t, "rough link") > 0 {
		return
	}
	c := model.LinkChange{Clients: only(d.client()), Dirs: d.directions()}
	switch rapid.IntRange(0, 3).Draw(d.t, "how rough") {
	case 0:
		d.phases(&c, windy, false)
	case 1:
		d.cfg.Settings.Link.InOrder = true
		c.Keys, c.To = d.rough(windy)
	case 2:
		c.Keys, c.To = d.rough(d.mood)
	default:
		c.Keys, c.To = d.rough(windy)
	}
	d.cfg.Links = append(d.cfg.Links, c)
}
