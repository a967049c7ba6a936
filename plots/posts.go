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
	return a, b
}

func (p *post) message(m *message, look tone, width int) wireText {
	a, b := p.ends(m)
	switch {
	case m.lost():
		look = loss
		b = p.drawLoss(m, a, b)
	case m.again > 0:
		p.pic.arrow(a, b, look, min(width, thin+2))
	default:
		p.pic.arrow(a, b, look, width)
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
	q := foot(point{a.y, a.x}, point{b.y, b.x})
	return point{q.y, q.x}
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
	for _, edge := range edges {
		p.lines = append(p.lines, edge)
		if b.lost {
			p.pic.line(arrowLayer, edge[0], edge[1], loss, thin, 30, 20)
		} else {
			p.pic.arrow(edge[0], edge[1], s.ink, thin)
		}
	}
	if b.lost {
		p.pic.cross(b1, 22)
	}
	mid := way{{a0.x, (a0.y + a1.y) / 2}, {b0.x, (b0.y + b1.y) / 2}}
	return wireText{a: mid[0], b: mid[1], ways: append([]way{mid}, edges...), band: true,
		texts: []string{text}, style: s, rank: b.rank()}
}

// folded counts the messages of a folded stretch, in words beside the lifeline. Losses get the sign
// of one.
func (p *post) folded(leg int, mail []message) {
	fold := p.axis.legs[leg]
	mail, again, copies := apart(mail)
	list := tallies(bundles(mail), again, copies)
	y := (fold.x0 + fold.x1 - len(list)*noteStyle.leading()) / 2
	for _, n := range list {
		p.writeFolded(n, y)
		y += noteStyle.leading()
	}
}

// writeFolded writes one count, between the lifeline and the server if it is the next one, else on
// the other side.
func (p *post) writeFolded(n counted, y int) {
	s, text := noteStyle, thousands(n.n)+" × "+n.text
	s.ink = n.ink
	mid, inward := y+s.leading()/2, 1
	if !p.actor.above {
		inward = -1
	}
	x, out := p.client+inward*(stub+5*pt), inward
	if !p.actor.near {
		x, out = p.actor.t0+tagIndent, 1
		if p.actor.above {
			x, out = p.actor.t1-tagIndent, -1
		}
	}
	if out < 0 {
		x -= s.width(text)
	}
	at := s.at(x, y+(s.leading()-s.height())/2, text)
	if !p.pic.free(at) {
		return
	}
	p.pic.write(at, text, s)
	if n.ink == loss && p.actor.near {
		end := point{p.client + inward*stub, mid}
		p.pic.line(arrowLayer, point{p.client, mid}, end, loss, medium, 30, 20)
		p.pic.cross(end, 24)
	}
}
