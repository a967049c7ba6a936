package plots

import (
	"cmp"
	"slices"

	"roomsim/model/timeline"
)

// mostArrows is how many messages of one kind in one cluster get an arrow each.
const mostArrows = 8

// drawMail draws the messages of all lanes: in clusters as arrows, in folds as counts.
func (c *chart) drawMail() { c.writeWords(c.drawArrows()) }

// drawArrows draws the messages and returns the words about them and about what folds hide.
func (c *chart) drawArrows() (texts []wireText, sums []foldText) {
	defer c.pic.onto(nowhere)
	server := slices.IndexFunc(c.rows, func(r *row) bool { return r.lane == nil })
	if server < 0 {
		return nil, nil
	}
	for i, r := range c.rows {
		if i == server || len(r.lane.mail) == 0 {
			continue
		}
		c.pic.onto(i)
		road := road{chart: c, row: r, client: r.inner(), server: c.rows[server].y0}
		road.near = i == server-1 || i == server+1
		if !r.above {
			road.server = c.rows[server].y1
		}
		texts = append(texts, c.deliver(r.lane, &road)...)
		sums = append(sums, road.sums...)
	}
	return texts, sums
}

// writeWords writes the words about messages where there is room.
func (c *chart) writeWords(texts []wireText, sums []foldText) {
	for i := range sums {
		c.writeFolded(&sums[i])
	}
	c.writeMail(texts)
}

// courier draws the messages of a lane, in one kind of chart. What it returns are the texts that
// these want.
type courier interface {
	message(m *message, look tone, width int) wireText
	bundle(b *bundle) wireText
	folded(leg int, mail []message)
	mostWritten() int // how many arrows of one kind in one cluster say what they are
}

// wireText is a text that would like to stand beside a line.
type wireText struct {
	a, b  point
	ways  []way // in a sequence diagram: the lines that it may stand beside
	band  bool  // it is about messages drawn as one
	texts []string
	style style
	rank  int  // lower ones are placed first
	road  road // it stays on
	of    subject
}

// deliver draws a lane's messages, leg by leg, and returns the texts that they want.
func (c *chart) deliver(l *lane, d courier) []wireText {
	var texts []wireText
	mail := l.mail
	slices.SortStableFunc(mail, func(a, b message) int { return cmp.Compare(a.from, b.from) })
	for i := 0; i < len(mail); {
		leg, j := c.place(&mail[i]), i
		var plain []message
		for ; j < len(mail) && c.place(&mail[j]) == leg; j++ {
			if (mail[j].matters || c.chain.leads(&mail[j])) && !l.crowd {
				continue
			}
			plain = append(plain, mail[j])
		}
		texts = append(texts, c.drawMatters(l, d, mail[i:j])...)
		if c.axis.legs[leg].gap {
			d.folded(leg, plain)
		} else {
			texts = append(texts, c.drawPlain(l, d, folded(plain))...)
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
func (c *chart) drawMatters(l *lane, d courier, mail []message) []wireText {
	if l.crowd {
		return nil
	}
	var texts []wireText
	var important []message
	for _, m := range mail {
		switch {
		case c.chain.leads(&m):
			texts = append(texts, c.drawLed(*d.(*road), &m))
		case m.matters:
			important = append(important, m)
		}
	}
	for _, b := range bundles(important) {
		if b.count > mostArrows {
			texts = append(texts, d.bundle(&b))
			continue
		}
		written := 0
		for i := range important {
			if m := &important[i]; m.kind() == b.kind {
				t := d.message(m, wire, medium)
				if written++; written > d.mostWritten() {
					continue
				}
				texts = append(texts, c.worded(t, m))
			}
		}
	}
	return texts
}

// drawPlain draws messages that led to nothing that anybody sees: thin, lost ones in red.
func (c *chart) drawPlain(l *lane, d courier, mail []message) []wireText {
	var texts []wireText
	for _, b := range bundles(mail) {
		if b.first.beat() && !b.lost && (l.crowd || b.count > mostArrows && !b.up) {
			continue
		}
		if b.count > mostArrows || l.crowd {
			texts = append(texts, d.bundle(&b))
			continue
		}
		said := ""
		for i := range mail {
			m := &mail[i]
			if m.kind() != b.kind {
				continue
			}
			t := d.message(m, pale, thin)
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
	a, b := c.ends(d, m)
	c.pic.about(m.r.N)
	defer c.pic.about(0)
	switch {
	case m.lost():
		look = loss
		b = c.drawLoss(d, m, a, b)
	case m.to > c.until:
		c.pic.line(arrowLayer, a, b, look, width)
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

// ends are where the line of a message begins and ends.
func (c *chart) ends(d road, m *message) (a, b point) {
	a, b = point{c.axis.x(m.from), d.client}, point{c.axis.x(m.to), d.server}
	if !m.up() {
		a.y, b.y = b.y, a.y
	}
	return c.cutOff(m, a, b)
}

// drawLoss draws a message that dies: beside a sender that is off, half way in bad weather, or at a
// receiver that does not hear it.
func (c *chart) drawLoss(d road, m *message, a, b point) point {
	end := d.death(a, b, m.dies())
	if !m.arrived() {
		end.x = a.x + 6*pt
	}
	c.pic.line(arrowLayer, a, end, loss, medium, 30, 20)
	c.pic.cross(end, 24)
	return end
}

// dies is how far along its way a lost message is drawn, in per cent.
func (m *message) dies() int {
	switch {
	case m.arrived():
		return 82
	case m.r.Flag&timeline.DeviceDown != 0:
		return 30
	}
	return 55
}

// writeMail places texts beside their lines, where nothing else is written. One that finds no place
// is left out: arrows are labelled sparingly.
func (c *chart) writeMail(texts []wireText) {
	slices.SortStableFunc(texts, func(a, b wireText) int { return a.rank - b.rank })
	ways := c.pic.ways()
	for _, t := range texts {
		if !c.writeBeside(&t, ways) && t.band {
			c.writeBeside(&t, nil) // bands lie over each other anyway
		}
	}
}

// writeBeside looks for a place to the right or left of a line, between the lane and the next one,
// that no line of another message goes through.
func (c *chart) writeBeside(t *wireText, ways []way) (done bool) {
	foreign := func(b box) bool {
		return slices.ContainsFunc(ways, func(w way) bool {
			return w != way{t.a, t.b} && w.crosses(b)
		})
	}
	y0, y1 := max(min(t.a.y, t.b.y), t.road.low()), min(max(t.a.y, t.b.y), t.road.high())
	for _, text := range t.texts {
		w := t.style.width(text)
		for _, share := range [...]int{50, 34, 66, 20, 80} {
			y := y0 + (y1-y0)*share/100
			x := t.at(y)
			for _, left := range [...]int{x + 4*pt, x - 4*pt - w} {
				b := t.style.at(left, y-t.style.height()/2, text)
				if b.y0 < t.road.low() || b.y1 > t.road.high() || !c.pic.free(apartBy(b)) ||
					!c.pic.bare(b) || b.x0 < c.left-4*pt || b.x1 > c.right+4*pt ||
					foreign(b.grown(pt)) {
					continue
				}
				c.pic.now = t.of
				unpin := c.pic.pin(x)
				c.pic.write(b, text, t.style)
				unpin()
				return true
			}
		}
	}
	return false
}

// at is where the line is at height y.
func (t *wireText) at(y int) int { return between(t.a, t.b, y) }

// between is x at height y on the line through two points.
func between(a, b point, y int) int {
	if a.y == b.y {
		return a.x
	}
	return a.x + (b.x-a.x)*(y-a.y)/(b.y-a.y)
}
