package plots

import (
	"cmp"
	"slices"

	"roomsim/model/timeline"
)

// mostArrows is how many messages of one kind in one cluster get an arrow each.
const mostArrows = 8

// mostWritten is how many arrows of one kind in one cluster say what they are.
const mostWritten = 3

// drawMail draws the messages of all lanes: in clusters as arrows, in folds as counts.
func (c *chart) drawMail() {
	defer c.pic.onto(nowhere)
	server := slices.IndexFunc(c.rows, func(r *row) bool { return r.lane == nil })
	if server < 0 {
		return
	}
	var texts []wireText
	for i, r := range c.rows {
		if i == server || len(r.lane.mail) == 0 {
			continue
		}
		c.pic.onto(i)
		road := road{row: r, client: r.inner(), server: c.rows[server].y0}
		road.near = i == server-1 || i == server+1
		if !r.above {
			road.server = c.rows[server].y1
		}
		texts = append(texts, c.drawRoad(road)...)
	}
	c.writeMail(texts)
}

// road is the way between a lane and the server.
type road struct {
	row            *row
	client, server int // y of its ends
	near           bool
}

// low and high bound the texts about a lane's messages: the room between the lane and the next one.
func (d *road) low() int { return min(d.client, d.reach()) }

func (d *road) high() int { return max(d.client, d.reach()) }

func (d *road) reach() int {
	if d.near {
		return d.server
	}
	if d.row.above {
		return d.client + outerGap - 4*pt
	}
	return d.client - outerGap + 4*pt
}

// wireText is a text that would like to stand beside a line.
type wireText struct {
	a, b  point
	texts []string
	style style
	rank  int  // lower ones are placed first
	road  road // it stays on
	of    subject
}

// drawRoad draws a lane's messages, leg by leg, and returns the texts that they want.
func (c *chart) drawRoad(d road) []wireText {
	var texts []wireText
	mail := d.row.lane.mail
	slices.SortStableFunc(mail, func(a, b message) int { return cmp.Compare(a.from, b.from) })
	for i := 0; i < len(mail); {
		leg, j := c.place(&mail[i]), i
		var plain []message
		for ; j < len(mail) && c.place(&mail[j]) == leg; j++ {
			if mail[j].matters && !d.row.lane.crowd {
				continue
			}
			plain = append(plain, mail[j])
		}
		texts = append(texts, c.drawMatters(d, mail[i:j])...)
		if c.axis.legs[leg].gap {
			c.drawFolded(d, leg, plain)
		} else {
			texts = append(texts, c.drawPlain(d, folded(plain))...)
		}
		i = j
	}
	return texts
}

// place is the leg that a message counts to: all three of a gap are one.
func (c *chart) place(m *message) int {
	i := c.axis.index(m.from)
	if i > 0 && c.axis.legs[i].gap && !c.axis.legs[i].fold {
		if c.axis.legs[i-1].fold {
			return i - 1
		}
		return i + 1
	}
	return i
}

// drawMatters draws the messages that led to a callback. Many of one kind become a bundle.
func (c *chart) drawMatters(d road, mail []message) []wireText {
	if d.row.lane.crowd {
		return nil
	}
	var important []message
	for _, m := range mail {
		if m.matters {
			important = append(important, m)
		}
	}
	var texts []wireText
	for _, b := range bundles(important) {
		if b.count > mostArrows {
			texts = append(texts, c.drawBundle(d, &b))
			continue
		}
		written := 0
		for i := range important {
			if m := &important[i]; m.kind() == b.kind {
				t := c.drawMessage(d, m, wire, medium)
				if written++; written > mostWritten {
					continue
				}
				texts = append(texts, c.worded(t, m))
			}
		}
	}
	return texts
}

// drawPlain draws messages that led to nothing that anybody sees: thin, lost ones in red.
func (c *chart) drawPlain(d road, mail []message) []wireText {
	var texts []wireText
	for _, b := range bundles(mail) {
		if b.first.beat() && !b.lost && (d.row.lane.crowd || b.count > mostArrows && !b.up) {
			continue
		}
		if b.count > mostArrows || d.row.lane.crowd {
			texts = append(texts, c.drawBundle(d, &b))
			continue
		}
		said := ""
		for i := range mail {
			m := &mail[i]
			if m.kind() != b.kind {
				continue
			}
			t := c.drawMessage(d, m, pale, thin)
			words := c.wordsOf(m)
			fate := words[len(words)-1]
			if (m.lost() || m.again > 0 || m.copy) && (said == "" || m.lost() && fate != said) {
				texts = append(texts, c.worded(t, m))
			}
			said = fate
		}
	}
	return texts
}

// worded gives a text its words.
func (c *chart) worded(t wireText, m *message) wireText {
	t.texts = c.wordsOf(m)
	if m.lost() {
		t.style, t.rank = lossStyle, 1
	}
	return t
}

// drawMessage draws one message and returns where its text may stand.
func (c *chart) drawMessage(d road, m *message, look tone, width int) wireText {
	a, b := point{c.axis.x(m.from), d.client}, point{c.axis.x(m.to), d.server}
	c.pic.about(m.r.N)
	defer c.pic.about(0)
	if !m.up() {
		a.y, b.y = b.y, a.y
	}
	switch {
	case m.lost():
		look = loss
		b = c.drawLoss(m, a, b)
	case m.again > 0:
		c.pic.arrow(a, b, look, min(width, thin+2))
	default:
		c.pic.arrow(a, b, look, width)
	}
	switch {
	case m.again > 0:
		c.pic.again(foot(a, b), look)
	case m.copy:
		c.pic.twin(foot(a, b), look)
	}
	return wireText{a: a, b: b, style: wireStyle, road: d, of: c.pic.now}
}

// drawLoss draws a message that dies: beside a sender that is off, half way in bad weather, or at a
// receiver that does not hear it.
func (c *chart) drawLoss(m *message, a, b point) point {
	share := 55
	switch {
	case m.arrived():
		share = 82
	case m.r.Flag&timeline.DeviceDown != 0:
		share = 30
	}
	end := point{a.x + (b.x-a.x)*share/100, a.y + (b.y-a.y)*share/100}
	if !m.arrived() {
		end.x = a.x + 6*pt
	}
	c.pic.line(arrowLayer, a, end, loss, medium, 30, 20)
	c.pic.cross(end, 24)
	return end
}

// writeMail places texts beside their lines, where nothing else is written. One that finds no place
// is left out: arrows are labelled sparingly.
func (c *chart) writeMail(texts []wireText) {
	slices.SortStableFunc(texts, func(a, b wireText) int { return a.rank - b.rank })
	for _, t := range texts {
		c.writeBeside(&t)
	}
}

// writeBeside looks for a place to the right or left of a line, between the lane and the next one.
func (c *chart) writeBeside(t *wireText) {
	y0, y1 := max(min(t.a.y, t.b.y), t.road.low()), min(max(t.a.y, t.b.y), t.road.high())
	for _, text := range t.texts {
		w := t.style.width(text)
		for _, share := range [...]int{50, 34, 66, 20, 80} {
			y := y0 + (y1-y0)*share/100
			x := t.at(y)
			for _, left := range [...]int{x + 4*pt, x - 4*pt - w} {
				b := t.style.at(left, y-t.style.height()/2, text)
				if b.y0 < t.road.low() || b.y1 > t.road.high() || !c.pic.free(b.grown(pt)) ||
					!c.pic.bare(b) ||
					b.x0 < c.left-4*pt || b.x1 > c.right+4*pt {
					continue
				}
				c.pic.now = t.of
				unpin := c.pic.pin(x)
				c.pic.fill(haloLayer, b.grown(haloEdge), faint(paper, 170))
				c.pic.write(b, text, t.style)
				unpin()
				return
			}
		}
	}
}

// haloEdge is how far a halo stands out.
const haloEdge = 8

// at is where the line is at height y.
func (t *wireText) at(y int) int { return between(t.a, t.b, y) }

// between is x at height y on the line through two points.
func between(a, b point, y int) int {
	if a.y == b.y {
		return a.x
	}
	return a.x + (b.x-a.x)*(y-a.y)/(b.y-a.y)
}
