package plots

import (
	"roomsim/sim"
)

// Heights and depths of lanes.
const (
	mostDepth  = 80 * pt // of labels
	shadeDepth = 20 * pt
	labelGap   = 3 * pt // between a lane and its labels
	seatHeight = 14 * pt
	rowGap     = 2 * pt
	doorGap    = 4 * pt // between a lane's bars and its strips of weather
)

// layLanes stacks the lanes from y down and returns where they end.
func (c *chart) layLanes(y int) int {
	for i, r := range c.rows {
		r.top = y
		c.layRow(r)
		y = r.bottom
		if i+1 < len(c.rows) {
			y += c.gapBelow(i)
		}
	}
	return y
}

// layRow places a lane's labels on its side away from the server, and its body.
func (c *chart) layRow(r *row) {
	body := c.bodyHeight(r)
	if r.lane != nil {
		r.door = doorDepth(len(r.lane.skies))
		body += r.door
	}
	if r.lane == nil {
		r.y0, r.y1, r.bottom = r.top, r.top+body, r.top+body
		return
	}
	g := &ground{x0: c.left - 2*pt, x1: c.right + margin - 2*pt, depth: mostDepth}
	tags := c.tagItems(r.lane)
	r.tags, r.tagDepth = flagged(g, tags, codeStyle)
	c.detail(r.tags, r.lane.name, tags)
	g = &ground{x0: c.left, x1: c.right, depth: shadeDepth, loose: true}
	r.shades, r.shadeDepth = flagged(g, c.shadeItems(r.lane.shades), noteStyle)
	labels := r.tagDepth + r.shadeDepth + labelGap
	if r.shadeDepth > 0 {
		labels += labelGap
	}
	r.y0 = r.top
	if r.above {
		r.y0 += labels
	}
	r.y1 = r.y0 + body
	r.bottom = r.top + labels + body
}

// bodyHeight is what the bars and strips of a lane take.
func (c *chart) bodyHeight(r *row) int {
	if r.lane == nil {
		bars, groups := len(c.server.bars), len(c.server.groups)
		return max(bars*(seatHeight+rowGap)+groups*(countHeight+rowGap)-rowGap, barHeight)
	}
	l := r.lane
	if l.crowd {
		return crowdHeight
	}
	h := max(1, min(len(l.bars), mostBars)) * (barHeight + rowGap)
	switch {
	case len(l.views) > mostViews:
		h += countHeight + rowGap
	default:
		h += len(l.views) * (stripHeight + rowGap)
	}
	return h - rowGap
}

// gapBelow is the room for messages under a lane.
func (c *chart) gapBelow(i int) int {
	a, b := c.rows[i], c.rows[i+1]
	switch {
	case !c.anyMail():
		return bareGap
	case a.lane == nil || b.lane == nil:
		return innerGap
	}
	return outerGap
}

// stack returns the boxes of a lane's rows of so many heights, from its side next to the server
// outwards.
func (r *row) stack(heights ...int) []box {
	boxes := make([]box, len(heights))
	y := r.base()
	for i, h := range heights {
		if r.above {
			y -= h
			boxes[i] = box{y0: y, y1: y + h}
			y -= rowGap
		} else {
			boxes[i] = box{y0: y, y1: y + h}
			y += h + rowGap
		}
	}
	return boxes
}

// base is the edge of a lane's bars that is next to the server, without the strips of weather.
func (r *row) base() int {
	if r.above {
		return r.y1 - r.door
	}
	return r.y0 + r.door
}

// core is a lane without its strips of weather.
func (r *row) core() (y0, y1 int) {
	if r.above {
		return r.y0, r.base()
	}
	return r.base(), r.y1
}

// doorDepth is what so many strips of weather take.
func doorDepth(n int) int {
	if n == 0 {
		return 0
	}
	return n*(skyHeight+rowGap) - rowGap + doorGap
}

// doors are the boxes of a lane's strips of weather, from the top down, without their x.
func (r *row) doors() []box {
	if r.door == 0 {
		return nil
	}
	boxes := make([]box, len(r.lane.skies))
	y := r.y0
	if r.above {
		y = r.base() + doorGap
	}
	for i := range boxes {
		boxes[i] = box{y0: y, y1: y + skyHeight}
		y += skyHeight + rowGap
	}
	return boxes
}

// inner is the edge of a lane that messages leave from: the one next to the server.
func (r *row) inner() int {
	if r.above {
		return r.y1
	}
	return r.y0
}

// outer is the edge that labels stand at.
func (r *row) outer() (y, outwards int) {
	if r.above {
		return r.y0 - labelGap, -1
	}
	return r.y1 + labelGap, 1
}

// shadeItems words stretches of trouble: what, and for how long.
func (c *chart) shadeItems(shades []shade) []item {
	var list []item
	for _, s := range shades {
		lasts := ", " + c.lasting(s.from, s.to)
		list = append(list, item{at: s.from, x: c.axis.x(s.from), long: s.text + lasts,
			short: s.brief + lasts, sum: s.brief, count: 1, ink: s.look.text, own: true, n: s.n})
	}
	return list
}

func (c *chart) lasting(from, to sim.Time) string {
	if to < 0 {
		return "to the end"
	}
	return roughly(to.Sub(from))
}
