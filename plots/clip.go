package plots

import (
	"slices"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// clip takes out of the story what happens outside of what is drawn. What lasts keeps its true
// ends: the axis cuts it, and the words about it stay right.
func (s *story) clip() {
	if s.from == 0 && s.until == s.tl.End {
		return
	}
	outside := func(t sim.Time) bool { return t < s.from || t > s.until }
	apart := func(from, to sim.Time) bool { return from > s.until || 0 <= to && to < s.from }
	s.anchors = append(slices.DeleteFunc(s.anchors, outside), s.from, s.until)
	s.marks = slices.DeleteFunc(s.marks, func(m mark) bool { return outside(m.at) })
	beyond := func(w shade) bool { return apart(w.from, w.to) }
	s.weather = slices.DeleteFunc(s.weather, beyond)
	s.server.moves = slices.DeleteFunc(s.server.moves, func(m seatMove) bool { return m.at > s.until })
	for _, l := range s.lanes {
		l.tags = slices.DeleteFunc(l.tags, func(r *timeline.Record) bool { return outside(r.At) })
		l.tokens = slices.DeleteFunc(l.tokens, func(k token) bool { return outside(k.until) })
		l.mail = slices.DeleteFunc(l.mail, func(m message) bool { return apart(m.from, m.to) })
		l.shades = slices.DeleteFunc(l.shades, beyond)
		l.counts.clip(s.until)
		l.sight.clip(s.until)
		l.bars, l.views = clipped(l.bars, apart), clipped(l.views, apart)
		for _, p := range l.skies {
			p.clip(s.from, s.until)
		}
	}
}

// clipped keeps of bars the pieces that are drawn, and the bars that have any.
func clipped(bars []*bar, apart func(from, to sim.Time) bool) []*bar {
	return slices.DeleteFunc(bars, func(b *bar) bool {
		b.pieces = slices.DeleteFunc(b.pieces, func(p piece) bool { return apart(p.from, p.to) })
		return !slices.ContainsFunc(b.pieces, func(p piece) bool { return p.state != none })
	})
}

// clip forgets what comes behind an instant.
func (c *census) clip(until sim.Time) {
	c.moves = slices.DeleteFunc(c.moves, func(m move) bool { return m.at > until })
}

// clip cuts the spells at two instants.
func (p *sky) clip(from, until sim.Time) {
	p.list = slices.DeleteFunc(slices.Clone(p.list), func(w spell) bool {
		return w.from >= until || w.to <= from
	})
	for i := range p.list {
		p.list[i].from, p.list[i].to = max(p.list[i].from, from), min(p.list[i].to, until)
	}
}

// cutOff ends the line of a message where the edge of what is drawn cuts it.
func (s *story) cutOff(m *message, a, b point) (point, point) {
	at := func(t sim.Time) int {
		if b.y < a.y {
			return a.y - part(t-m.from, m.to-m.from, a.y-b.y)
		}
		return a.y + part(t-m.from, m.to-m.from, b.y-a.y)
	}
	from, to := a, b
	if m.from < s.from {
		from.y = at(s.from)
	}
	if m.to > s.until {
		to.y = at(s.until)
	}
	return from, to
}
