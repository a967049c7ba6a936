package plots

import (
	"slices"

	"roomsim/model/timeline"
)

// narrow reports whether a piece of a bar has no room for any of its texts: then a pattern repeats
// what its colour says, and the legend explains it.
func (c *chart) narrow(p *piece, s style) bool {
	if p.state == none {
		return false
	}
	x0, x1 := c.axis.x(p.from), c.end(p.to)
	least := min(s.width(p.texts[len(p.texts)-1]), readable)
	return x1 > x0 && x1-x0 < least+6*pt
}

// meaning is what a paint says on a bar without words.
type meaning struct {
	look paint
	text string
}

// wordless lists the meanings of the bars that are too narrow for words.
func (c *chart) wordless() []meaning {
	var seen []paint
	see := func(bars []*bar, s style) {
		for _, b := range bars {
			for i := range b.pieces {
				if p := &b.pieces[i]; c.narrow(p, s) {
					seen = append(seen, p.look)
				}
			}
		}
	}
	see(c.server.bars, seatStyle)
	for _, l := range c.lanes {
		see(l.bars[:min(len(l.bars), mostBars)], stateStyle)
	}
	for _, r := range c.rows {
		if r.lane != nil && r.lane.crowd {
			seen = append(seen, c.unnamed(r)...)
		}
	}
	say := c.stateName
	list := []meaning{
		{blue, say(timeline.Logining)},
		{green, say(timeline.Logined) + ", " + say(timeline.Reconnected) + ", in the room"},
		{orange, say(timeline.Reconnecting)}, {red, "failed or kicked out"},
		{grey, say(timeline.Logout)}, {dead, say(killed)}, {lapsed, "the seat expired"},
	}
	return slices.DeleteFunc(list, func(m meaning) bool { return !slices.Contains(seen, m.look) })
}

// unnamed are the looks of a crowd's bands that have no room for a name anywhere.
func (c *chart) unnamed(r *row) (list []paint) {
	levels, _ := r.lane.counts.levels(c.axis.x, columns)
	s := crowdStyle(ink)
	for _, state := range bandOrder {
		some, named := false, false
		for i, from := 0, 0; i < len(levels); i++ {
			n := levels[i].stand[state]
			if n != levels[from].stand[state] {
				from = i
			}
			some = some || n > 0
			tall := share(crowdHeight, n, r.lane.size()) >= s.height()
			wide := s.width(thousands(n)+" "+c.stateName(state))+6*pt <= c.next(levels, i)-levels[from].x
			named = named || tall && wide
		}
		if some && !named {
			list = append(list, states[state])
		}
	}
	return list
}

// patternKeys are the entries about bars without words.
func (c *chart) patternKeys() []key {
	var list []key
	for i, m := range c.patterns {
		if !slices.Contains(c.patterns[:i], m) {
			list = append(list, key{m.text, signPaint(m.look)})
		}
	}
	return list
}

func signPaint(look paint) func(*picture, point) {
	return func(p *picture, at point) {
		b := box{at.x - 9*pt, at.y - 4*pt, at.x + 9*pt, at.y + 4*pt}
		p.fill(barLayer, b, look.fill)
		p.pattern(b, look)
	}
}

// gapWidth is the distance of a pattern's lines and dots.
const gapWidth = 4 * pt

// pattern draws what tells a paint from others without its colour: nothing for green, dots for
// blue, slanted lines for orange, crossed ones for what failed, level and upright ones for the end.
func (p *picture) pattern(b box, look paint) {
	c := faint(look.text, 150)
	switch look {
	case blue:
		for x := b.x0 + gapWidth/2; x < b.x1-thin; x += gapWidth {
			for y := b.y0 + gapWidth/2; y < b.y1-thin; y += gapWidth {
				p.add(barLayer, disc{point{x, y}, 6, c})
			}
		}
	case orange:
		p.slanted(b, c, gapWidth, false)
	case red, lapsed:
		p.slanted(b, c, gapWidth, false)
		p.slanted(b, c, gapWidth, true)
	case grey:
		for y := b.y0 + gapWidth; y < b.y1; y += gapWidth {
			p.line(barLayer, point{b.x0, y}, point{b.x1, y}, c, thin)
		}
	case dead:
		for x := b.x0 + gapWidth/2; x < b.x1; x += gapWidth {
			p.line(barLayer, point{x, b.y0}, point{x, b.y1}, c, thin)
		}
	}
}

// slanted fills a box with parallel lines, so far apart along it, that rise to the right, or fall.
func (p *picture) slanted(b box, c tone, gap int, fall bool) {
	high := b.y1 - b.y0
	for x := b.x0 - high + gap; x < b.x1; x += gap {
		from, to := max(x, b.x0), min(x+high, b.x1)
		y0, y1 := b.y1-(from-x), b.y1-(to-x)
		if fall {
			y0, y1 = b.y0+b.y1-y0, b.y0+b.y1-y1
		}
		p.line(barLayer, point{from, y0}, point{to, y1}, c, thin)
	}
}
