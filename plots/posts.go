package plots

import (
	"slices"
)

// post carries the messages between an actor and the server.
type post struct {
	*sequence
	actor          *actor
	client, server int // x of its ends
	reach          int // x of the end, beside the server, of the room for its texts
	inner          int // x of the next actor on its way to the server
}

// drawPosts draws the messages of all actors: in clusters as arrows, in folds as counts.
func (s *sequence) drawPosts() {
	server := slices.IndexFunc(s.actors, func(a *actor) bool { return a.lane == nil })
	if server < 0 {
		return
	}
	var words []*addressed
	for i, a := range s.actors {
		if a.lane == nil || len(a.lane.mail) == 0 {
			continue
		}
		p := &post{sequence: s, actor: a, client: a.port(), server: s.actors[server].x1}
		p.reach, p.inner = s.actors[min(server+1, len(s.actors)-1)].port(), s.actors[max(i-1, 0)].x1
		if a.above {
			p.inner = s.actors[i+1].x0
			p.server, p.reach = s.actors[server].x0, s.actors[max(server-1, 0)].port()
		}
		for _, t := range s.deliver(a.lane, p) {
			words = address(words, p, t)
		}
	}
	slices.SortStableFunc(words, func(a, b *addressed) int { return a.rank - b.rank })
	for i := range s.folds {
		s.folds[i].write()
	}
	for _, w := range words {
		w.write()
	}
}

// ends places a message: where it is sent, and where it arrives.
func (p *post) ends(m *message) (a, b point) {
	a, b = point{p.client, p.axis.x(m.from)}, point{p.server, p.axis.x(m.to)}
	if !m.up() {
		a.x, b.x = b.x, a.x
	}
	a, b = p.cutOff(m, a.turned(), b.turned())
	return a.turned(), b.turned()
}

// arrow draws the line of a message, without a head if it arrives behind the end of the chart.
func (p *post) arrow(m *message, l way, look tone, width int) {
	if m.to > p.until {
		p.pic.line(arrowLayer, l[0], l[1], look, width)
	} else {
		p.pic.arrow(l[0], l[1], look, width)
	}
}

func (p *post) message(m *message, look tone, width int) wireText {
	a, b := p.ends(m)
	switch {
	case m.lost():
		look = loss
		b = p.drawLoss(m, a, b)
	case m.again > 0:
		p.arrow(m, way{a, b}, look, min(width, thin+2))
	default:
		p.arrow(m, way{a, b}, look, width)
	}
	switch {
	case m.again > 0:
		p.pic.again(start(a, b), look)
	case m.copy:
		p.pic.twin(start(a, b), look)
	}
	p.lines = append(p.lines, way{a, b})
	return wireText{a: a, b: b, ways: []way{{a, b}}, style: wireStyle}
}

func (p *post) mostWritten() int { return mostArrows }

// start is where the sign of a message's sending stands: on its line, near its sender.
func start(a, b point) point {
	return foot(a.turned(), b.turned()).turned()
}

// drawLoss draws a message that dies.
func (p *post) drawLoss(m *message, a, b point) point {
	end := p.death(a, b, m.dies())
	p.pic.line(arrowLayer, a, end, loss, medium, 30, 20)
	p.pic.cross(end, 24)
	return end
}

// death is where a message dies that comes so far, in per cent, or near by where no text stands:
// beside its own actor, never at another one.
func (p *post) death(a, b point, share int) point {
	low, high := min(p.client, p.inner)+lossGap, max(p.client, p.inner)-lossGap
	var end point
	for _, off := range [...]int{0, -8, 8, -16, 16, -24, 24, -32, 32, -40} {
		at := min(max(share+off, 4), 96)
		x := min(max(a.x+(b.x-a.x)*at/100, low), high)
		end = point{x, way{a, b}.height(x)}
		if p.pic.free(box{end.x, end.y, end.x, end.y}.grown(26)) {
			return end
		}
	}
	return end
}

// bundle draws messages of one kind as one slanted band with their number.
func (p *post) bundle(b *bundle) wireText {
	a0, b0 := p.ends(&b.first)
	last := b.last
	last.to = b.lastTo
	a1, b1 := p.ends(&last)
	text, s := b.words()
	if b.lost {
		b0, b1 = p.death(a0, b0, 45), p.death(a1, b1, 45)
	}
	p.pic.add(guideLayer, area{[]point{a0, b0, b1, a1}, faint(s.ink, 9)})
	edges := []way{{a0, b0}, {a1, b1}}
	for i, m := range [...]*message{&b.first, &last} {
		if b.lost {
			p.pic.line(arrowLayer, edges[i][0], edges[i][1], loss, thin, 30, 20)
		} else {
			p.arrow(m, edges[i], s.ink, thin)
		}
	}
	p.lines = append(p.lines, edges...)
	if b.lost {
		p.pic.cross(b1, 22)
	}
	mid := way{{a0.x, (a0.y + a1.y) / 2}, {b0.x, (b0.y + b1.y) / 2}}
	return wireText{a: mid[0], b: mid[1], ways: append([]way{mid}, edges...), band: true,
		texts: []string{text}, style: s, rank: b.rank()}
}

// foldCount is one count of messages that a fold hides.
type foldCount struct {
	*post
	counted
	y int
}

// folded counts the messages of a folded stretch, to be written beside the lifeline.
func (p *post) folded(leg int, mail []message) {
	fold := p.axis.legs[leg]
	mail, again, copies := apart(mail)
	list := tallies(bundles(mail), again, copies)
	y := (fold.x0 + fold.x1 - len(list)*noteStyle.leading()) / 2
	for _, n := range list {
		p.folds = append(p.folds, foldCount{p, n, y})
		y += noteStyle.leading()
	}
}

// write writes a count, between the lifeline and the server if it is the next one, else on the
// other side: as near as no message goes through it. Losses get the sign of one.
func (f *foldCount) write() {
	s, text := noteStyle, thousands(f.n)+" × "+f.text
	s.ink = f.ink
	mid, inward := f.y+s.leading()/2, 1
	if !f.actor.above {
		inward = -1
	}
	x, end, out := f.client+inward*(stub+5*pt), f.server, inward
	if !f.actor.near {
		x, end, out = f.actor.t0+tagIndent, f.actor.t1, 1
		if f.actor.above {
			x, end, out = f.actor.t1-tagIndent, f.actor.t0, -1
		}
	}
	width, y := s.width(text), f.y+(s.leading()-s.height())/2
	for ; (end-x)*out > width; x += out * foldStep {
		at := s.at(min(x, x+out*width), y, text)
		if f.pic.free(at) && !slices.ContainsFunc(f.lines, func(l way) bool { return l.crosses(at) }) {
			f.pic.write(at, text, s)
			break
		}
	}
	if f.ink == loss && f.actor.near {
		end := point{f.client + inward*stub, mid}
		f.pic.line(arrowLayer, point{f.client, mid}, end, loss, medium, 30, 20)
		f.pic.cross(end, 24)
	}
}

// foldStep is how far a count is moved at a time.
const foldStep = 10 * pt
