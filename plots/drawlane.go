package plots

import (
	"slices"
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// span is a stretch of a row, from x0 to x1.
type span struct{ x0, x1 int }

// taken lists the stretches of a row that no text may cover: cuts, dots and leaders.
func (c *chart) taken(xs []int) []span {
	var list []span
	for _, l := range c.axis.legs {
		if l.fold {
			mid := (l.x0 + l.x1) / 2
			list = append(list, span{mid - 7*pt, mid + 7*pt})
		}
	}
	for _, x := range xs {
		list = append(list, span{x - 5*pt, x + 5*pt})
	}
	for _, t := range c.chain.instants() {
		x := c.axis.x(t)
		list = append(list, span{x - badgeRadius - pt, x + badgeRadius + pt})
	}
	slices.SortFunc(list, func(a, b span) int { return a.x0 - b.x0 })
	return list
}

// roomiest is the widest stretch between x0 and x1 that nothing takes.
func roomiest(x0, x1 int, taken []span) span {
	best := span{x0, x0}
	x := x0
	for _, t := range append(slices.Clip(taken), span{x1, x1}) {
		if end := min(t.x0, x1); end-x > best.x1-best.x0 {
			best = span{x, end}
		}
		x = max(x, t.x1)
	}
	return best
}

// barText writes the longest wording that fits into a bar.
func (c *chart) barText(b box, texts []string, s style, taken []span) {
	room := roomiest(b.x0, b.x1, taken)
	for _, t := range texts {
		w := s.width(t)
		if w+6*pt > room.x1-room.x0 {
			continue
		}
		at := s.at(room.x0+(room.x1-room.x0-w)/2, (b.y0+b.y1-s.height())/2, t)
		if c.pic.free(at) {
			c.pic.write(at, t, s)
			c.pic.labels[len(c.pic.labels)-1].in = span{b.x0, b.x1}
			return
		}
	}
}

// heights of a client's rows: bars of its rooms, then strips of the users it sees.
func (r *row) heights() (bars, views int, heights []int) {
	l := r.lane
	bars = max(1, min(len(l.bars), mostBars))
	for range bars {
		heights = append(heights, barHeight)
	}
	if len(l.views) > mostViews {
		return bars, 0, append(heights, countHeight)
	}
	for range l.views {
		heights = append(heights, stripHeight)
	}
	return bars, len(l.views), heights
}

// bodies are the boxes that a lane is drawn in, without their x.
func (c *chart) bodies(r *row) []box {
	switch {
	case r.lane == nil:
		var heights []int
		for range c.server.bars {
			heights = append(heights, seatHeight)
		}
		for range c.server.groups {
			heights = append(heights, countHeight)
		}
		return r.stack(heights...)
	case r.lane.crowd:
		y0, y1 := r.core()
		return []box{{y0: y0, y1: y1}}
	}
	_, _, heights := r.heights()
	return r.stack(heights...)
}

// drawn are the bodies of a lane that show something at t: only what is there can be cut.
func (c *chart) drawn(r *row, t sim.Time) []box {
	bodies := c.bodies(r)
	if r.lane == nil {
		list := shown(bodies, c.server.bars, t)
		for i, g := range c.server.groups {
			if g.all.began(t) {
				list = append(list, bodies[len(c.server.bars)+i])
			}
		}
		return list
	}
	if r.lane.crowd && r.lane.counts.began(t) {
		return bodies
	}
	if r.lane.crowd {
		return nil
	}
	bars, views, _ := r.heights()
	list := shown(bodies[:bars], r.lane.bars, t)
	if views > 0 {
		return append(list, shown(bodies[bars:], r.lane.views, t)...)
	}
	if r.lane.sight.began(t) {
		return append(list, bodies[bars:]...)
	}
	return list
}

// shown keeps the boxes of the bars that have a piece at t.
func shown(boxes []box, bars []*bar, t sim.Time) []box {
	var list []box
	for i, b := range boxes {
		if i < len(bars) && bars[i].at(t) != none {
			list = append(list, b)
		}
	}
	return list
}

func (c *chart) drawClient(r *row) {
	bars, views, heights := r.heights()
	boxes := r.stack(heights...)
	xs, updates := c.dots(r, boxes, bars, views)
	var leaders []int
	for i := range r.tags {
		leaders = append(leaders, r.tags[i].x)
	}
	for i := range min(bars, len(r.lane.bars)) {
		c.drawBar(boxes[i], r.lane.bars[i], stateStyle, c.taken(xs))
	}
	if views == 0 && len(boxes) > bars {
		c.drawSight(boxes[bars], r.lane, updates)
	}
	strip := style{sans, barSize - 5, ink}
	for i := range views {
		c.drawBar(boxes[bars+i], r.lane.views[i], strip, c.taken(slices.Concat(updates, leaders)))
	}
}

// drawBar draws the pieces of a bar and their texts.
func (c *chart) drawBar(at box, b *bar, s style, taken []span) {
	for _, p := range b.pieces {
		at.x0, at.x1 = c.axis.x(p.from), c.end(p.to)
		if at.x1 <= at.x0 || p.state == none {
			continue
		}
		c.pic.about(p.n)
		c.pic.fill(barLayer, at, p.look.fill)
		s.ink = p.look.text
		if c.narrow(&p, s) {
			c.pic.pattern(at, p.look)
		}
		texts := c.wording(p)
		part := fonts().middle(s.face, s.size, texts[len(texts)-1], readable)
		c.barText(at, append(slices.Clip(texts), part), s, taken)
	}
	c.pic.about(0)
	for _, p := range b.pieces {
		if x := c.axis.x(p.from); p.state != none {
			c.pic.line(barLayer, point{x, at.y0}, point{x, at.y1}, paper, thin)
		}
	}
}

// readable is how wide a bar's text is when it is shortened.
const readable = 80 * pt

// wording says how long a client has been trying to come back, besides the texts of a piece.
func (c *chart) wording(p piece) []string {
	to := p.to
	if to < 0 {
		to = c.tl.End
	}
	if lasts := to.Sub(p.from); p.state == timeline.Reconnecting && lasts >= time.Second {
		return append([]string{p.texts[0] + " for " + roughly(lasts)}, p.texts...)
	}
	return p.texts
}

// closest is how near to each other dots of a row are drawn, and ticks; between them they are left
// out.
const closest = 3 * pt

// dots draws a lane's callbacks: states on the bar of their room, updates on the strip of their
// user. It returns where.
func (c *chart) dots(r *row, boxes []box, bars, views int) (states, updates []int) {
	var dots, ticks [2]int // the last of the states and of the updates
	for _, tag := range r.lane.tags {
		x := c.axis.x(tag.At)
		row, shown := rowOf(r.lane.bars, tag.Room, bars)
		list, at, k := &states, boxes[row], 0
		if isUpdate(tag) {
			strip, _ := rowOf(r.lane.views, c.firstUser(tag), views)
			list, at, k = &updates, boxes[min(bars+strip, len(boxes)-1)], 1
		} else if !shown && tag.Room != 0 && len(r.lane.bars) > bars {
			continue // its room is one too many; the tag says what it is
		}
		last := &ticks[k]
		if isCallback(tag) {
			last = &dots[k]
		}
		if x-*last < closest && x != *last {
			continue
		}
		*last = x
		*list = append(*list, x)
		mid := point{x, (at.y0 + at.y1) / 2}
		c.pic.about(tag.N)
		if isCallback(tag) {
			c.pic.dot(mid, look(tag).fill)
		} else {
			c.pic.tick(mid)
		}
	}
	c.pic.about(0)
	return states, updates
}

// rowOf is the row of an id among the first n bars; the first row if it has none.
func rowOf(bars []*bar, id uint32, n int) (row int, shown bool) {
	for i := range min(n, len(bars)) {
		if bars[i].id == id {
			return i, true
		}
	}
	return 0, false
}

func (c *chart) firstUser(r *timeline.Record) uint32 {
	if users := c.tl.Users(r); len(users) > 0 {
		return users[0]
	}
	return 0
}

// tick draws a call: a small upright bar under the dots.
func (p *picture) tick(at point) {
	defer p.pin(at.x)()
	p.fill(cutLayer, box{at.x - 8, at.y - barHeight/2 - 15, at.x + 8, at.y + barHeight/2 + 15}, ink)
}

// drawServer draws who is in the room.
func (c *chart) drawServer(r *row) {
	boxes := c.bodies(r)
	taken := c.taken(nil)
	for i, b := range c.server.bars {
		c.drawBar(boxes[i], b, seatStyle, taken)
	}
	in := " in the room"
	if c.tl.Cast.Rooms.Len() > 1 {
		in = " in rooms"
	}
	for i, g := range c.server.groups {
		c.drawCounts(boxes[len(c.server.bars)+i], &g.all, wording{g.what + ": ", in, in}, green,
			nil)
	}
}
