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
}

// drawPosts draws the messages of all actors: in clusters as arrows, in folds as counts.
func (s *sequence) drawPosts() {
	server := slices.IndexFunc(s.actors, func(a *actor) bool { return a.lane == nil })
	if server < 0 {
		return
	}
	var words []addressed
	for _, a := range s.actors {
		if a.lane == nil || len(a.lane.mail) == 0 {
			continue
		}
		p := &post{sequence: s, actor: a, client: a.port(), server: s.actors[server].x1}
		p.reach = s.actors[min(server+1, len(s.actors)-1)].port()
		if a.above {
			p.server, p.reach = s.actors[server].x0, s.actors[max(server-1, 0)].port()
		}
		for _, t := range s.deliver(a.lane, p) {
			if !slices.ContainsFunc(words, t.twin) {
				words = append(words, addressed{p, t})
			}
		}
	}
	slices.SortStableFunc(words, func(a, b addressed) int { return a.rank - b.rank })
	for i := range words {
		words[i].write(&words[i].wireText)
	}
}

// addressed is the text of a message with the post that carries it.
type addressed struct {
	*post
	wireText
}

// twin reports whether a text says the same of the same line.
func (t *wireText) twin(o addressed) bool {
	return t.a == o.a && t.b == o.b && slices.Equal(t.texts, o.texts)
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
	p.lines = append(p.lines, [2]point{a, b})
	return wireText{a: a, b: b, style: wireStyle}
}

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

// death is where a message dies that comes so far, in per cent, or near by where no text stands.
func (p *post) death(a, b point, share int) point {
	var end point
	for _, off := range [...]int{0, -8, 8, -16, 16, -24, 24, -32, 32, -40} {
		at := min(max(share+off, 4), 96)
		end = point{a.x + (b.x-a.x)*at/100, a.y + (b.y-a.y)*at/100}
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
	for _, edge := range [...][2]point{{a0, b0}, {a1, b1}} {
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
	return wireText{a: point{a0.x, (a0.y + a1.y) / 2}, b: point{b0.x, (b0.y + b1.y) / 2},
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

// write looks for a place above or below a line, in the room beside the server, and first for one
// that no other line crosses. A text that finds none is left out: arrows are labelled sparingly.
func (p *post) write(t *wireText) {
	for _, crossed := range [...]bool{false, true} {
		for _, text := range t.texts {
			b, found := p.place(t, text, crossed)
			if found {
				p.pic.fill(haloLayer, b.grown(6), faint(paper, 170))
				p.pic.write(b, text, t.style)
				return
			}
		}
	}
}

// place finds the place of one wording.
func (p *post) place(t *wireText, text string, crossed bool) (b box, found bool) {
	low, high := min(p.server, p.reach), max(p.server, p.reach)
	x0, x1 := max(min(t.a.x, t.b.x), low), min(max(t.a.x, t.b.x), high)
	w := t.style.width(text)
	if low+w+8*pt > high {
		return box{}, false
	}
	for _, share := range [...]int{50, 38, 62, 26, 74, 14, 86} {
		left := x0 + (x1-x0)*share/100 - w/2
		left = max(low+4*pt, min(left, high-4*pt-w))
		y0, y1 := t.height(left), t.height(left+w)
		for _, top := range [...]int{min(y0, y1) - t.style.height() - 12, max(y0, y1) + 12} {
			b := t.style.at(left, top, text)
			if p.pic.free(b.grown(pt)) && p.pic.bare(b) && (crossed || !p.crossed(b)) {
				return b, true
			}
		}
	}
	return box{}, false
}

// crossed reports whether the line of a message goes through a box.
func (s *sequence) crossed(b box) bool {
	return slices.ContainsFunc(s.lines, func(l [2]point) bool {
		x0, x1 := max(b.x0, min(l[0].x, l[1].x)), min(b.x1, max(l[0].x, l[1].x))
		if x0 >= x1 {
			return false
		}
		t := wireText{a: l[0], b: l[1]}
		y0, y1 := t.height(x0), t.height(x1)
		return max(y0, y1) > b.y0 && min(y0, y1) < b.y1
	})
}

// height is where the line is at x.
func (t *wireText) height(x int) int {
	return between(point{t.a.y, t.a.x}, point{t.b.y, t.b.x}, x)
}
