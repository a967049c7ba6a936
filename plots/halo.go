package plots

// haloEdge is how far a patch stands out.
const haloEdge = 8

// halos lays a patch of paper under each text that a message's line or a leader crosses. Texts on
// bars need none: bars cover the lines.
func (p *picture) halos() {
	var bars []box
	for _, s := range p.shapes[barLayer] {
		if a, ok := s.(area); ok {
			bars = append(bars, around(a.pts))
		}
	}
	for i := range p.labels {
		if b := p.labels[i].box; !overlapsAny(b, bars) && !p.onSign(b) &&
			p.crossed(b.grown(haloEdge)) {
			p.fill(haloLayer, b.grown(haloEdge), faint(paper, 190))
		}
	}
}

// onSign reports whether a text stands on a sign: a number does on its badge.
func (p *picture) onSign(b box) bool {
	x, y := (b.x0+b.x1)/2, (b.y0+b.y1)/2
	return !p.bare(box{x, y, x + 1, y + 1})
}

func overlapsAny(b box, list []box) bool {
	for _, o := range list {
		if b.overlaps(o) {
			return true
		}
	}
	return false
}

// crossed reports whether the line of a message or a leader goes through a box.
func (p *picture) crossed(b box) bool {
	for _, l := range [...]layer{guideLayer, arrowLayer} {
		for _, s := range p.shapes[l] {
			switch s := s.(type) {
			case arrow:
				if b.crossed(s.from, s.to) {
					return true
				}
			case stroke:
				if len(s.pts) == 2 && b.crossed(s.pts[0], s.pts[1]) {
					return true
				}
			}
		}
	}
	return false
}

// apartBy is a text's box with what keeps it from being read as one with others on its line.
func apartBy(b box) box { return box{b.x0 - 5*pt, b.y0 - pt, b.x1 + 5*pt, b.y1 + pt} }

// ways are the lines of the messages that are drawn.
func (p *picture) ways() (list []way) {
	for _, s := range p.shapes[arrowLayer] {
		switch s := s.(type) {
		case arrow:
			list = append(list, way{s.from, s.to})
		case stroke:
			if len(s.pts) == 2 {
				list = append(list, way{s.pts[0], s.pts[1]})
			}
		}
	}
	return list
}

// crossed reports whether the line between two points goes through the box.
func (b box) crossed(from, to point) bool {
	if from.y > to.y {
		from, to = to, from
	}
	if to.y <= b.y0 || from.y >= b.y1 {
		return false
	}
	x0, x1 := from.x, to.x
	if from.y != to.y {
		x0, x1 = between(from, to, max(from.y, b.y0)), between(from, to, min(to.y, b.y1))
	}
	return min(x0, x1) < b.x1 && max(x0, x1) > b.x0
}
