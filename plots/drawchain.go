package plots

import (
	"slices"
	"strconv"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// Sizes of what brings a chain of causes out.
const (
	badgeRadius = 56
	chainWidth  = 20
	chainHalo   = 44
)

var (
	waitStyle      = style{bold, codeSize, accent}
	badgeStyle     = style{bold, smallest, paper}
	ringStyle      = style{bold, smallest, accent}
	chainStepStyle = style{sans, codeSize, ink}
)

// drawChain draws the chain along the lanes: from each link to the next one, with the time that
// passed; then the numbers.
func (c *chart) drawChain() {
	links := c.chain.links
	places := make([]point, len(links))
	placed := make([]bool, len(links))
	for i := range links {
		y, ok := c.height(&links[i])
		places[i] = point{c.axis.x(links[i].at), y}
		placed[i] = ok
	}
	for i := range links {
		j := c.chain.next(i)
		switch {
		case j < 0 || !placed[i] || !placed[j]:
		case links[i].beside:
			if i > 0 && !links[i-1].beside && c.inside(links[i].at) {
				c.drawSilence(places[i], places[j])
			}
		case c.inside(links[i].at) || c.inside(links[j].at):
			c.drawStep(&links[i], &links[j], places[i], places[j])
		}
	}
	for i := range links {
		if placed[i] && c.inside(links[i].at) {
			c.drawBadge(i, places[i])
		}
	}
	texts, sums := c.drawArrows()
	for i := range links {
		j := c.chain.next(i)
		if j > 0 && placed[i] && placed[j] && !links[i].beside && links[i].node == links[j].node {
			c.writeWait(&links[i], &links[j], places[i], places[j])
		}
	}
	c.writeWords(texts, sums)
}

func (s *story) inside(t sim.Time) bool { return s.from <= t && t <= s.until }

// rowFor is the row of a node, nil if it has none.
func (c *chart) rowFor(n timeline.Node) *row {
	var l *lane
	if n != timeline.Server {
		if l = c.lane(n); l == nil {
			return nil
		}
	}
	i := slices.IndexFunc(c.rows, func(r *row) bool { return r.lane == l })
	if i < 0 {
		return nil
	}
	return c.rows[i]
}

// height is where a link stands in its lane: on the bar of its room, on the strip of its user.
func (c *chart) height(l *link) (y int, ok bool) {
	r := c.rowFor(l.node)
	if r == nil {
		return 0, false
	}
	bodies := c.bodies(r)
	switch {
	case len(bodies) == 0:
		return (r.y0 + r.y1) / 2, true
	case r.lane == nil:
		i := c.seatRow(l)
		return (bodies[i].y0 + bodies[i].y1) / 2, true
	case r.lane.crowd:
		return (bodies[0].y0 + bodies[0].y1) / 2, true
	}
	bars, views, _ := r.heights()
	i, _ := rowOf(r.lane.bars, l.about.Room, bars)
	if isUpdate(l.about) {
		strip, _ := rowOf(r.lane.views, c.firstUser(l.about), views)
		i = min(bars+strip, len(bodies)-1)
	}
	return (bodies[i].y0 + bodies[i].y1) / 2, true
}

// seatRow is the server's row that a link is about: of its user's seat, else of its client's user,
// else of a crowd that the user is in.
func (c *chart) seatRow(l *link) int {
	user := l.about.User
	if i := slices.Index(c.server.places, place{user, l.about.Room}); i >= 0 {
		return i
	}
	peer := l.first.Peer
	if l.about.Kind == timeline.Sent {
		peer = l.about.Peer
	}
	if lane := c.lane(peer); lane != nil && lane.user != "" {
		i := slices.IndexFunc(c.server.places, func(p place) bool {
			return c.user(p.user) == lane.user && p.room == l.about.Room
		})
		if i >= 0 {
			return i
		}
	}
	for i, g := range c.server.groups {
		if !g.ids.Any() && g.ids.Has(user) {
			return len(c.server.bars) + i
		}
	}
	return max(0, len(c.bodies(c.rowFor(timeline.Server)))-1)
}

// drawStep leads from one link to the next: over a message, which is drawn as such, or along the
// lane and then upright.
func (c *chart) drawStep(from, to *link, a, b point) {
	if from.node == to.node || !from.last.Kind.Wire() {
		c.trail([]point{a, {b.x, a.y}, b}, chainWidth)
		return
	}
	if c.inside(from.at) {
		c.trail([]point{a, {a.x, c.edgeOf(from, to)}}, chainWidth)
	}
	if c.inside(to.at) {
		c.trail([]point{{b.x, c.edgeOf(to, from)}, b}, chainWidth)
	}
}

// edgeOf is the edge of a link's lane that messages to another one's lane leave from.
func (c *chart) edgeOf(l, other *link) int {
	r := c.rowFor(l.node)
	switch {
	case r.lane != nil:
		return r.inner()
	case c.rowFor(other.node).above:
		return r.y0
	}
	return r.y1
}

// drawSilence leads from what silenced someone to what came of the silence.
func (c *chart) drawSilence(a, b point) {
	c.trail([]point{a, {b.x, a.y}, b}, medium, 24, 20)
}

// trail draws a line of level and upright parts that leaves out the texts in its way.
func (c *chart) trail(pts []point, width int, dash ...int) {
	for i := range pts[1:] {
		a, b := pts[i], pts[i+1]
		for _, part := range c.pic.around(a, b) {
			if len(dash) == 0 {
				c.pic.line(cutLayer, part[0], part[1], paper, chainHalo)
			}
			c.pic.line(dotLayer, part[0], part[1], accent, width, dash...)
		}
	}
}

// around cuts a level or upright line where texts stand on it.
func (p *picture) around(a, b point) [][2]point {
	if a == b {
		return nil
	}
	level := a.y == b.y
	if level && a.x > b.x || !level && a.y > b.y {
		a, b = b, a
	}
	var inWay []span
	for i := range p.labels {
		t := p.labels[i].box.grown(2 * pt)
		if t.overlaps(box{a.x, a.y, b.x + 1, b.y + 1}) {
			if level {
				inWay = append(inWay, span{t.x0, t.x1})
			} else {
				inWay = append(inWay, span{t.y0, t.y1})
			}
		}
	}
	slices.SortFunc(inWay, func(a, b span) int { return a.x0 - b.x0 })
	var parts [][2]point
	at, end := a.y, b.y
	if level {
		at, end = a.x, b.x
	}
	for _, s := range append(inWay, span{end, end}) {
		if s.x0 = min(s.x0, end); s.x0 > at {
			part := [2]point{{a.x, at}, {a.x, s.x0}}
			if level {
				part = [2]point{{at, a.y}, {s.x0, a.y}}
			}
			parts = append(parts, part)
		}
		at = max(at, s.x1)
	}
	return parts
}

// drawBadge numbers a link where it stands, or as near as there is room; a ring says that it is no
// cause but came meanwhile.
func (c *chart) drawBadge(i int, at point) {
	text := strconv.Itoa(i + 1 + c.chain.earlier)
	for _, off := range badgePlaces {
		mid := point{at.x + off.x*pt, at.y + off.y*pt}
		all := box{mid.x, mid.y, mid.x, mid.y}.grown(badgeRadius)
		if !c.pic.free(all) || !c.pic.bare(all) {
			continue
		}
		c.pic.badge(mid, text, c.chain.links[i].beside)
		return
	}
}

// badgePlaces are distances of a number from its place in points, the best first.
var badgePlaces = [...]point{{0, 0}, {-12, 0}, {12, 0}, {0, -14}, {0, 14}, {-12, -14}, {12, -14},
	{-12, 14}, {12, 14}, {-24, 0}, {24, 0}, {0, -26}, {0, 26}, {24, 14}, {-24, 14}, {24, -14},
	{-24, -14}, {36, 0}, {-36, 0}}

// badge draws a number on a disc, or in a ring.
func (p *picture) badge(mid point, text string, ring bool) {
	s := badgeStyle
	p.signs = append(p.signs, box{mid.x, mid.y, mid.x, mid.y}.grown(badgeRadius))
	p.add(haloLayer, disc{mid, badgeRadius, paper})
	p.add(haloLayer, disc{mid, badgeRadius - 7, accent})
	if ring {
		p.add(haloLayer, disc{mid, badgeRadius - 17, paper})
		s = ringStyle
	}
	p.write(s.at(mid.x-s.width(text)/2, mid.y-s.height()/2-2, text), text, s)
}

// writeWait says beside the lane how long a link waited, where there is room.
func (c *chart) writeWait(cause, l *link, a, b point) {
	r := c.rowFor(l.node)
	s := waitStyle
	tops := []int{r.y0 - s.height() - 3*pt, r.y1 + 3*pt}
	if r.lane != nil && r.above { // rather next to the server, away from the callbacks
		slices.Reverse(tops)
	}
	for _, text := range c.chain.wait(cause, l) {
		w := s.width(text)
		if w > b.x-a.x {
			continue
		}
		for _, share := range [...]int{50, 35, 65, 20, 80} {
			x := a.x + (b.x-a.x)*share/100 - w/2
			for _, y := range tops {
				at := s.at(x, y, text)
				if at.x0 >= c.left && at.x1 <= c.right && c.pic.free(at.grown(pt)) && c.pic.bare(at) {
					c.pic.fill(haloLayer, at.grown(12), faint(paper, 210))
					c.pic.write(at, text, s)
					return
				}
			}
		}
	}
}

// drawLed draws a message of the chain and returns where its text may stand.
func (c *chart) drawLed(d road, m *message) wireText {
	a, b := c.ends(d, m)
	c.pic.line(cutLayer, a, b, paper, chainHalo)
	if m.lost() {
		b = c.drawLoss(d, m, a, b)
	}
	if m.to > c.until {
		c.pic.line(dotLayer, a, b, accent, chainWidth)
	} else {
		c.pic.pointer(dotLayer, a, b, accent, chainWidth, 90)
	}
	t := c.worded(wireText{a: a, b: b, road: d}, m)
	t.style = waitStyle
	return t
}
