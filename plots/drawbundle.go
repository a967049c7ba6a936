package plots

import (
	"slices"

	"roomsim/model/timeline"
)

// drawBundle draws messages of one kind as one slanted band with their number. Between other lanes
// only its edges go on.
func (c *chart) drawBundle(d road, b *bundle) wireText {
	first := [2]point{{c.axis.x(b.first.from), d.client}, {c.axis.x(b.first.to), d.server}}
	last := [2]point{{c.axis.x(b.last.from), d.client}, {c.axis.x(b.lastTo), d.server}}
	if !b.up {
		for _, edge := range [...]*[2]point{&first, &last} {
			edge[0].y, edge[1].y = d.server, d.client
		}
	}
	text, s := b.words()
	if b.lost {
		first, last = shortened(d, first), shortened(d, last)
	}
	c.pic.about(b.first.r.N)
	defer c.pic.about(0)
	c.fillRoad(d, first, last, s.ink)
	if b.lost {
		c.pic.line(arrowLayer, first[0], first[1], loss, thin, 30, 20)
		c.pic.line(arrowLayer, last[0], last[1], loss, thin, 30, 20)
		c.pic.cross(last[1], 22)
	} else {
		c.pic.arrow(first[0], first[1], s.ink, thin)
		c.pic.arrow(last[0], last[1], s.ink, thin)
	}
	return wireText{a: point{(first[0].x + last[0].x) / 2, first[0].y},
		b: point{(first[1].x + last[1].x) / 2, first[1].y}, road: d,
		texts: []string{text}, band: b.count > mostArrows, style: s, rank: b.rank(), of: c.pic.now}
}

// sort names what a bundle holds.
func (b *bundle) sort() string {
	switch {
	case b.copy:
		return sortOf(b.first.r) + " copied"
	case b.again:
		return sortOf(b.first.r) + " again"
	}
	return sortOf(b.first.r)
}

// words say how many there are of what, in their style.
func (b *bundle) words() (string, style) {
	text := thousands(b.count) + " × " + b.sort()
	if b.lost {
		return text + " lost", lossStyle
	}
	return text, wireStyle
}

// rank orders the texts of bundles: losses first, beats last.
func (b *bundle) rank() int {
	switch {
	case b.lost:
		return 1
	case b.first.beat():
		return 3
	}
	return 2
}

// shortened lets a message die on its way.
func shortened(d road, edge [2]point) [2]point {
	return [2]point{edge[0], d.death(edge[0], edge[1], 45)}
}

// fillRoad colours what lies between two lines, as far as the road is the lane's own.
func (c *chart) fillRoad(d road, first, last [2]point, look tone) {
	y0, y1 := min(first[0].y, first[1].y), max(first[0].y, first[1].y)
	y0, y1 = max(y0, d.low()), min(y1, d.high())
	c.pic.add(guideLayer, area{[]point{
		{between(first[0], first[1], y0), y0},
		{between(last[0], last[1], y0), y0},
		{between(last[0], last[1], y1), y1},
		{between(first[0], first[1], y1), y1},
	}, faint(look, 16)})
}

// stub is how long the sign of a loss is that stands in a fold for many.
const stub = 17 * pt

// foldText is the counts of a folded stretch, which would like to stand beside the lane.
type foldText struct {
	road road
	list []counted
	at   point // where the first one begins
	out  int   // −1: the next one stands above it, 1: below
}

// drawFolded counts the messages of a folded stretch. Losses get the sign of one.
func (c *chart) drawFolded(d road, leg int, mail []message) foldText {
	fold := c.axis.legs[leg]
	mid, out := (fold.x0+fold.x1)/2, 1
	if !d.row.above {
		out = -1
	}
	y := d.client + out*4*pt
	mail, again, copies := apart(mail)
	kinds := bundles(mail)
	for i := range kinds {
		if b := &kinds[i]; b.lost && b.up {
			end := point{mid, d.client + out*stub}
			c.pic.line(arrowLayer, point{mid, d.client}, end, loss, medium, 30, 20)
			c.pic.cross(end, 24)
			y = end.y + out*5*pt
		}
	}
	return foldText{d, tallies(kinds, again, copies), point{mid, y}, out}
}

// mostTallies is how many counts stand in a fold before all losses are one of them.
const mostTallies = 3

// tallies are the counts that stand in a fold.
func tallies(kinds []bundle, again, copies int) []counted {
	var list []counted
	lost, losses := 0, 0
	for i := range kinds {
		b := &kinds[i]
		switch {
		case b.lost:
			list = append(list, counted{text: sortOf(b.first.r) + " lost", n: b.count, ink: loss})
			lost += b.count
			losses++
		case b.name != timeline.MsgAlive: // a beat that was answered is one event to the reader
			list = append(list, counted{text: sortOf(b.first.r), n: b.count, ink: noteStyle.ink})
		}
	}
	if again+copies == 0 {
		return list
	}
	if losses > 1 && len(list)+min(again, 1)+min(copies, 1) > mostTallies {
		isLost := func(n counted) bool { return n.ink == loss }
		at := slices.IndexFunc(list, isLost)
		list = slices.Insert(slices.DeleteFunc(list, isLost), at,
			counted{text: "lost", n: lost, ink: loss})
	}
	for _, n := range [...]counted{{text: "sent again", n: again, ink: noteStyle.ink},
		{text: "copied", n: copies, ink: noteStyle.ink}} {
		if n.n > 0 {
			list = append(list, n)
		}
	}
	return list
}

// apart counts what was sent again, and copies. What stays is each message once, as it was lost
// first or as it arrived.
func apart(mail []message) (once []message, again, copies int) {
	for _, m := range mail {
		switch {
		case m.copy:
			copies++
			continue
		case m.again > 0:
			again++
		}
		if !m.vain {
			m.again = 0
			once = append(once, m)
		}
	}
	return once, again, copies
}

// writeFolded writes counts, as far as there is room.
func (c *chart) writeFolded(f *foldText) {
	y := f.at.y
	for _, n := range f.list {
		s, text := noteStyle, thousands(n.n)+" × "+n.text
		s.ink = n.ink
		top := y
		if f.out < 0 {
			top = y - s.height()
		}
		b := s.at(f.at.x-s.width(text)/2, top, text)
		if !c.pic.free(apartBy(b)) || !c.pic.bare(b) || b.y0 < f.road.low() || b.y1 > f.road.high() {
			continue
		}
		c.pic.write(b, text, s)
		y += f.out * s.leading()
	}
}
