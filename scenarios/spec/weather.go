package spec

import (
	"fmt"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/sim"
)

// delay reads a delay: a span, or a law.
func (d *decoder) delay(n *yaml.Node) (law sim.Law) {
	if n.Kind != yaml.MappingNode {
		least, _ := d.positive(n, "delay", "delay")
		return sim.ConstantLaw(least)
	}
	f := d.form(n, levelLaw)
	f.require()
	if f.get("law") == nil {
		return law
	}
	kind, ok := d.choice(f.get("law"), "law", laws)
	if !ok {
		return law
	}
	for _, p := range f.pairs {
		if key := p.key.Value; key != "law" && (key == "value") != (kind == 0) {
			d.wrong(p.key, fmt.Sprintf("%q has no meaning for %s", key, laws[kind]), "")
			return law
		}
	}
	if kind == 0 {
		return sim.ConstantLaw(f.lawSpan("constant", "value"))
	}
	least, most := f.lawSpan("uniform", "min"), f.lawSpan("uniform", "max")
	if least > most && most > 0 {
		d.wrong(f.get("min"), "uniform: min must not be more than max", "")
		return law
	}
	return sim.UniformLaw(least, max(least, most))
}

var laws = []string{"constant", "uniform"}

// lawSpan reads a required span of a law, more than 0.
func (f *form) lawSpan(law, key string) time.Duration {
	n := f.get(key)
	if n == nil {
		f.d.wrong(f.node, fmt.Sprintf("%s needs %q", law, key), "expected a duration such as 50ms")
		return 0
	}
	span, _ := f.d.positive(n, key, law+": "+key)
	return span
}

// weather reads the keys of a link.
func (d *decoder) weather(n *yaml.Node, what string) (to model.Weather, keys model.WeatherKeys) {
	if n.Kind != yaml.MappingNode {
		d.expected(n, what, "a mapping such as {delay: 50ms, loss: 2.5%}")
		return to, 0
	}
	f := d.form(n, levelWeather)
	if v := f.get("delay"); v != nil {
		to.Delay = d.delay(v)
		keys |= model.SetsDelay
	}
	if v := f.get("loss"); v != nil {
		to.Loss.Good, _ = d.share(v, "loss")
		keys |= model.SetsLoss
	}
	if len(n.Content) == 0 {
		d.wrong(n, "nothing is set", "expected delay or loss")
	}
	return to, keys
}

// weatherText says a change of weather for people: "A.up delay 50ms..100ms loss 2.5%".
func weatherText(link string, c *model.LinkChange) string {
	var b strings.Builder
	b.WriteString(link)
	if c.Keys&model.SetsDelay != 0 {
		b.WriteString(" delay " + c.To.Delay.String())
	}
	if c.Keys&model.SetsLoss != 0 {
		b.WriteString(" loss " + c.To.Loss.Good.String())
	}
	return b.String()
}

// link reads the selector of links: all, a client, X.up, X.down. rank says how special it is, for
// the order of links:, where all < crowd < client < direction.
func (s *scenario) link(n *yaml.Node) (change model.LinkChange, rank int, ok bool) {
	text, isText := word(n)
	if !isText {
		s.d.expected(n, "link", "all, a client, or one direction such as A.up")
		return change, 0, false
	}
	change.Dirs = model.Both
	name, dir, dotted := strings.Cut(text, ".")
	switch {
	case !dotted:
	case dir == "up":
		change.Dirs = model.Up
	case dir == "down":
		change.Dirs = model.Down
	default:
		if _, known := s.clients.find(name); !known && name != "all" {
			name = "A"
		}
		s.d.wrong(n, fmt.Sprintf("link %s: expected %s, %[2]s.up or %[2]s.down",
			show(text), name), "")
		return change, 0, false
	}
	if dotted {
		rank = 4
	}
	if name == "all" {
		return change, rank, true
	}
	change.Clients, ok = s.client(n, name)
	if change.Clients.First == change.Clients.Last {
		rank++
	}
	return change, rank + 1, ok
}

// links reads the links: mapping, from the least to the most special selector.
func (s *scenario) links(n *yaml.Node) {
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		s.d.expected(n, "links", "a mapping such as {all: {delay: 50ms}}")
		return
	}
	var byRank [8][]model.LinkChange
	for _, p := range pairs(n) {
		change, rank, ok := s.link(p.key)
		change.To, change.Keys = s.d.weather(p.value, "link "+show(p.key.Value))
		if !ok {
			continue
		}
		byRank[rank] = append(byRank[rank], change)
	}
	for _, changes := range byRank {
		s.config.Links = append(s.config.Links, changes...)
	}
}
