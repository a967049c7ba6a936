package plots

import (
	"slices"

	"roomsim/sim"
)

// instantLines are the lines at the left edge: of stops that stand together, since the mark before.
func (s *sequence) instantLines(stops []stop, since *sim.Time) []line {
	return fitted(stopLines(stops, since), instantMost)
}

// instantWidth is what the words at the left edge take.
func (s *sequence) instantWidth() int {
	w := 0
	stops := s.stops()
	for i := range stops {
		b := block{s.instantLines(stops[i:i+1], before(stops[:i]))}
		wide, _ := b.size()
		w = max(w, wide)
	}
	for _, l := range s.axis.legs {
		if l.fold {
			w = max(w, foldStyle.width(s.hidden(&l)))
		}
	}
	return min(2*w, instantMost) // two instants may share their words
}

// hidden says how much time a fold hides.
func (s *sequence) hidden(l *leg) string {
	from, to := s.around(l)
	return roughly(to.Sub(from)) + " folded"
}

// drawInstants draws the axis, the folds and, between these, the instants.
func (s *sequence) drawInstants() {
	s.pic.line(guideLayer, point{s.axisX, s.top}, point{s.axisX, s.end}, muted, medium)
	stops := s.stops()
	top, done := margin, 0
	for i := range s.axis.legs {
		l := &s.axis.legs[i]
		if !l.fold {
			continue
		}
		words := s.drawFold(l)
		n := done
		for n < len(stops) && s.axis.x(stops[n].at) <= l.x0 {
			n++
		}
		s.writeInstants(stops, done, n, shaft{top: top, end: words.y0})
		top, done = words.y1, n
	}
	s.writeInstants(stops, done, len(stops), shaft{top: top, end: s.end + actorHeight})
}

// drawFold lays a pale band across the page and says how much it hides.
func (s *sequence) drawFold(l *leg) box {
	s.pic.fill(backLayer, box{margin, l.x0, s.pic.w - margin, l.x1}, band)
	mid := (l.x0 + l.x1) / 2
	s.pic.cutAcross(mid, s.axisX-3*pt, s.axisX+3*pt, band)
	text := s.hidden(l)
	at := foldStyle.at(s.axisX-8*pt-foldStyle.width(text), mid-foldStyle.height()/2, text)
	s.pic.write(at, text, foldStyle)
	return at.grown(2 * pt)
}

// writeInstants writes the stops from one up to another at the left edge.
func (s *sequence) writeInstants(stops []stop, from, to int, f shaft) {
	f.lean = 20 * pt
	f.top = max(f.top, s.top-actorHeight/2)
	ys := make([]int, 0, to-from)
	for _, p := range stops[from:to] {
		y := s.axis.x(p.at)
		ys = append(ys, y)
		s.pic.line(barLayer, point{s.axisX - 3*pt, y}, point{s.axisX, y}, muted, medium)
		if len(p.names) > 0 {
			s.rules = append(s.rules, rule{y, s.axisX, s.pic.w - margin - s.claspDepth, hair, false})
		}
	}
	rungs := f.settle(ys, func(g group) []line {
		return s.instantLines(stops[from+g.from:from+g.to], before(stops[:from+g.from]))
	})
	for i := range rungs {
		s.writeInstant(&rungs[i])
	}
}

// writeInstant writes the words about one instant, and ties them to it.
func (s *sequence) writeInstant(r *rung) {
	right, y := s.axisX-8*pt, r.top
	tie := y + r.lines[0].leading()/2
	s.pic.line(guideLayer, point{s.axisX - 3*pt, r.y}, point{right + pt, tie}, pale, thin)
	for _, l := range r.lines {
		at := l.at(right-l.width(l.text), y+(l.leading()-l.height())/2, l.text)
		s.pic.write(at, l.text, l.style)
		y += l.leading()
	}
}

// rule is a level line across the page.
type rule struct {
	y, x0, x1 int
	ink       tone
	dashed    bool
}

// drawRules draws the level lines, but not through texts.
func (s *sequence) drawRules() {
	for _, r := range s.rules {
		var inWay []span
		for i := range s.pic.labels {
			if b := s.pic.labels[i].box.grown(2 * pt); b.overlaps(box{r.x0, r.y, r.x1, r.y + 1}) {
				inWay = append(inWay, span{b.x0, b.x1})
			}
		}
		slices.SortFunc(inWay, func(a, b span) int { return a.x0 - b.x0 })
		x := r.x0
		for _, w := range append(inWay, span{r.x1, r.x1}) {
			if w.x0 > x && r.dashed {
				s.pic.line(backLayer, point{x, r.y}, point{w.x0, r.y}, faint(r.ink, 110), thin, 15, 25)
			} else if w.x0 > x {
				s.pic.line(backLayer, point{x, r.y}, point{w.x0, r.y}, r.ink, thin)
			}
			x = max(x, w.x1)
		}
	}
}
