package plots

import "slices"

// layInstants words the instants between the folds.
func (s *sequence) layInstants() {
	s.instants = nil
	stops := s.stops()
	top, done := s.top-actorHeight/2, 0
	for i := range s.axis.legs {
		l := &s.axis.legs[i]
		if !l.fold {
			continue
		}
		n := done
		for n < len(stops) && s.axis.x(stops[n].at) <= l.x0 {
			n++
		}
		words := s.foldWords(l)
		s.settleInstants(stops, done, n, shaft{top: top, end: words.y0})
		top, done = words.y1, n
	}
	s.settleInstants(stops, done, len(stops), shaft{top: top, end: s.end + actorHeight})
}

// settleInstants words the stops from one up to another.
func (s *sequence) settleInstants(stops []stop, from, to int, f shaft) {
	f.lean = 20 * pt
	var ys []int
	for _, p := range stops[from:to] {
		ys = append(ys, s.axis.x(p.at))
	}
	s.instants = append(s.instants, f.settle(ys, func(g group) []line {
		list := stops[from+g.from : from+g.to]
		lines, _ := stopLines(list, before(stops[:from+g.from]))
		return fitted(lines, instantMost)
	})...)
}

// instantWidth is what the words at the left edge take.
func (s *sequence) instantWidth() int {
	w := 0
	for i := range s.instants {
		wide, _ := (&block{lines: s.instants[i].lines}).size()
		w = max(w, wide)
	}
	for i := range s.axis.legs {
		if l := &s.axis.legs[i]; l.fold {
			w = max(w, foldStyle.width(s.hidden(l)))
		}
	}
	return w
}

// hidden says how much time a fold hides.
func (s *sequence) hidden(l *leg) string {
	from, to := s.around(l)
	return roughly(to.Sub(from)) + " folded"
}

// foldWords is where it says how much a fold hides.
func (s *sequence) foldWords(l *leg) box {
	text := s.hidden(l)
	right, y := s.axisX-8*pt, (l.x0+l.x1-foldStyle.height())/2
	return foldStyle.at(right-foldStyle.width(text), y, text)
}

// drawInstants draws the axis, the folds and the instants.
func (s *sequence) drawInstants() {
	s.pic.line(guideLayer, point{s.axisX, s.top}, point{s.axisX, s.end}, muted, medium)
	for i := range s.axis.legs {
		if l := &s.axis.legs[i]; l.fold {
			s.pic.fill(backLayer, box{margin / 2, l.x0, s.pic.w - margin/2, l.x1}, band)
			s.pic.cutAcross((l.x0+l.x1)/2, s.axisX-3*pt, s.axisX+3*pt, band)
			s.pic.write(s.foldWords(l), s.hidden(l), foldStyle)
		}
	}
	for _, p := range s.stops() {
		y := s.axis.x(p.at)
		s.pic.line(barLayer, point{s.axisX - 3*pt, y}, point{s.axisX, y}, muted, medium)
		if len(p.names) > 0 {
			s.rules = append(s.rules, rule{y, s.axisX, s.pic.w - margin - s.claspDepth, hair, false})
		}
	}
	for i := range s.instants {
		s.writeInstant(&s.instants[i])
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
