package spec

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/sim"
)

// maxPhases bounds the stretches of weather that a file leads to. [README, Bounds]
const maxPhases = 100_000

// changes makes the changes that a weather is on some links: one or, where a weather file parts the
// directions, two. Only the first says what it does.
func (s *scenario) changes(link *yaml.Node, on model.LinkChange, w *weather) []model.LinkChange {
	if w.named == nil {
		on.To, on.Keys = w.to, w.keys
		return []model.LinkChange{on}
	}
	ways := []model.Directions{on.Dirs}
	if w.named.parted && on.Dirs == model.Both {
		ways = []model.Directions{model.Up, model.Down}
	}
	most := len(ways) * len(w.named.phases)
	if !s.room(link, most) {
		return nil
	}
	s.phases -= most // they are counted with all others
	var list []model.LinkChange
	for i, dirs := range ways {
		c := on
		c.Dirs, c.Keys, c.To = dirs, model.SetsAll, w.named.up
		if dirs == model.Down {
			c.To = w.named.down
		}
		c.To.Overlay(w.keys, &w.to)
		c.Loops = !w.named.once
		if n := len(w.named.phases); n > 0 {
			c.Phases = make([]model.Phase, 0, n)
		}
		for _, p := range w.named.phases {
			if p.Text != "" {
				p.Text = link.Value + " " + p.Text
			}
			if i > 0 {
				p.Text = ""
			}
			c.Phases = append(c.Phases, p)
		}
		list = append(list, c)
	}
	return list
}

// luck names the streams of changes that have phases: by their link, and how many of its actions
// have had some before; those of links: are its number 0.
func luck(link string, changes []model.LinkChange, nth int) {
	for i := range changes {
		if changes[i].Phases != nil {
			changes[i].Luck = link + "/weather/" + strconv.Itoa(nth)
		}
	}
}

// room reports whether so many more phases are within the bound.
func (s *scenario) room(n *yaml.Node, phases int) bool {
	before := s.phases
	s.phases = min(s.phases+phases, maxPhases+1)
	if s.phases > maxPhases && before <= maxPhases {
		s.d.wrong(n, fmt.Sprintf("weather changes more than %d times in this file (the bound)",
			maxPhases), "")
	}
	return s.phases <= maxPhases
}

// weatherChange reads a change of a link's weather: a set, a schedule or a ramp.
func (s *scenario) weatherChange(a *action) {
	a.Verb, a.what = model.DoWeather, "link"
	n := a.f.get("link")
	on, _, ok := s.link(n)
	a.Clients = on.Clients
	before := s.rep.errs
	var changes []model.LinkChange
	switch way := s.way(a); way {
	case "set":
		changes = s.setWeather(a, n, on)
	case "schedule":
		changes = s.schedule(a, on)
	case "ramp":
		changes = s.ramp(a, on)
	}
	if !ok || s.rep.errs > before || len(changes) == 0 || !s.room(n, phasesOf(changes)) {
		a.good = false
		return
	}
	if changes[0].Phases != nil {
		s.spells[n.Value]++
		luck(n.Value, changes, s.spells[n.Value])
	}
	a.Link = changes[0]
	for _, c := range changes[1:] {
		twin := *a
		twin.Link, twin.Text = c, ""
		s.actions = append(s.actions, &twin)
	}
}

func phasesOf(changes []model.LinkChange) (n int) {
	for i := range changes {
		n += len(changes[i].Phases)
	}
	return n
}

// way finds which of set, schedule and ramp a change of weather is, and reports keys that mean
// nothing then.
func (s *scenario) way(a *action) string {
	var has []string
	for _, p := range a.f.pairs {
		if key := p.key.Value; key == "set" || key == "schedule" || key == "ramp" {
			has = append(has, key)
		}
	}
	switch len(has) {
	case 0:
		s.d.wrong(a.f.node, fmt.Sprintf("link needs %q", "set"),
			"expected set: {loss: 100%}, or schedule, or ramp")
		return ""
	case 1:
	default:
		s.d.wrong(a.f.keyNode(has[1]), "choose one of "+strings.Join(has, " and "), "")
		return ""
	}
	for _, key := range []string{"over", "step", "every"} {
		if a.f.get(key) != nil && (key == "every") != (has[0] == "set") ||
			a.f.get(key) != nil && has[0] == "schedule" {
			s.d.wrong(a.f.keyNode(key), fmt.Sprintf("%q has no meaning for a %s", key, has[0]), "")
		}
	}
	return has[0]
}

// setWeather reads keys that hold for good, for some time, or again and again.
func (s *scenario) setWeather(a *action, link *yaml.Node, on model.LinkChange) []model.LinkChange {
	w := s.d.weather(a.f.get("set"), "set")
	a.Text = link.Value + " " + w.text
	changes := s.changes(link, on, &w)
	every, lasts := a.f.get("every"), a.f.get("for")
	var length, gap sim.Law
	if lasts != nil {
		length = s.d.length(lasts, `"for"`)
	}
	switch {
	case every != nil:
		length, gap = s.every(a, length)
	case lasts == nil:
		return changes
	default:
		if span, ok := length.Constant(); ok {
			a.For = span
			return changes
		}
	}
	if w.named != nil && w.named.phases != nil {
		n := every
		if n == nil {
			n = lasts
		}
		s.d.wrong(n, "weather "+show(w.named.Name)+" changes by itself already",
			"expected no every, and one duration for it")
		return nil
	}
	for i := range changes {
		c := &changes[i]
		set := model.Phase{Lasts: length, Keys: c.Keys, To: c.To}
		if i == 0 {
			set.Text = a.Text
		}
		c.Phases, c.Loops = []model.Phase{set, {Lasts: gap}}, every != nil
		c.Keys, c.To = 0, model.Weather{}
	}
	return changes
}

// every reads how weather comes again: how long it lasts each time, and the time between. length is
// what the key for says.
func (s *scenario) every(a *action, length sim.Law) (lasts, gap sim.Law) {
	n, given := a.f.get("every"), a.f.get("for")
	if n.Kind == yaml.MappingNode {
		f := s.d.form(n, levelEvery)
		f.require()
		if given != nil {
			s.d.wrong(a.f.keyNode("for"), `"for" has no effect with every: {gap: …, length: …}`,
				"length says how long it lasts")
		}
		if v := f.get("length"); v != nil {
			lasts = s.d.length(v, "length")
		}
		if v := f.get("gap"); v != nil {
			gap = s.d.length(v, "gap")
		}
		return lasts, gap
	}
	period, ok := s.d.positive(n, "every", `"every"`)
	span, constant := length.Constant()
	switch {
	case given == nil:
		s.d.wrong(a.f.keyNode("every"), `"every" needs "for"`, "expected how long it lasts each time")
	case !constant:
		s.d.wrong(given, `"for" must be one duration with "every"`,
			"expected every: {gap: …, length: …} for random ones")
	case ok && length != (sim.Law{}) && span >= period:
		s.d.wrong(given, fmt.Sprintf(`"for" must be shorter than "every" (%s)`,
			sim.FormatSpan(period)), "")
	}
	return length, sim.ConstantLaw(max(period-span, 0))
}

// holds reads how long a schedule or ramp holds in all; least is how long it takes to get to its
// end.
func (s *scenario) holds(a *action, what string, least time.Duration) {
	n := a.f.get("for")
	if n == nil {
		return
	}
	law := s.d.length(n, `"for"`)
	span, constant := law.Constant()
	switch {
	case law == sim.Law{}:
	case !constant:
		s.d.wrong(n, `"for" must be one duration with "`+what+`"`, "")
	case span <= least:
		s.d.wrong(n, fmt.Sprintf(`"for" ends the %s before its end (%s)`, what,
			sim.FormatSpan(least)), "")
	}
	a.For = span
}

// steady makes a change of phases alone.
func steady(on model.LinkChange, phases []model.Phase) []model.LinkChange {
	on.Phases = slices.Clip(phases)
	return []model.LinkChange{on}
}
