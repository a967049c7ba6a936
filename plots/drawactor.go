package plots

import (
	"roomsim/model/timeline"
	"roomsim/sim"
)

// drawActor draws a lifeline: its name at both ends, its troubles, its states, its texts.
func (s *sequence) drawActor(a *actor) {
	mid := (a.bars[0].x0 + a.bars[0].x1) / 2
	if a.lane != nil {
		s.pic.line(guideLayer, point{mid, s.top}, point{mid, s.end}, pale, thin, 30, 25)
	}
	s.drawActorName(a, s.headTop)
	s.drawActorName(a, s.end+actorGap)
	switch {
	case a.lane == nil:
		s.drawSeats(a)
	case a.lane.crowd:
		s.drawTroubles(a)
		s.drawCensus(a.bars[0], &a.lane.counts, a.lane.size(), "")
		s.writeTags(a)
	default:
		s.drawTroubles(a)
		s.drawDots(a) // names keep clear of them
		for i := range min(len(a.bars), len(a.lane.bars)) {
			s.drawStates(a.bars[i], a.lane.bars[i], style{bold, smallest, paper}, len(a.bars) > 1)
		}
		s.writeTags(a)
	}
	s.cutActor(a)
}

// drawActorName writes who it is above or below a lifeline.
func (s *sequence) drawActorName(a *actor, y int) {
	name, under := s.names(a.row)
	if a.lane != nil && a.lane.crowd {
		name, under = name+" ("+thousands(a.lane.size())+")", "crowd"
	}
	room := max(a.x1-a.x0, oneBar) + elbowRoom/2
	name = fonts().fit(nameStyle.face, nameStyle.size, name, room)
	under = fonts().fit(userStyle.face, userStyle.size, under, room)
	mid, half := (a.x0+a.x1)/2, max(nameStyle.width(name), userStyle.width(under), a.x1-a.x0)/2
	s.pic.fill(barLayer, box{mid - half - 2*pt, y, mid + half + 2*pt, y + actorHeight}, hair)
	high := nameStyle.leading()
	if under != "" {
		high += userStyle.leading()
	}
	y += (actorHeight - high) / 2
	s.pic.write(nameStyle.at(mid-nameStyle.width(name)/2, y+pt, name), name, nameStyle)
	if under != "" {
		at := userStyle.at(mid-userStyle.width(under)/2, y+nameStyle.leading(), under)
		s.pic.write(at, under, userStyle)
	}
}

// drawTroubles shades the times in which a device's network is down, and the like, and draws the
// weather of its link.
func (s *sequence) drawTroubles(a *actor) {
	x0, x1 := min(a.t0, a.x0)-4*pt, max(a.t1, a.x1)+4*pt
	for _, t := range a.lane.shades {
		b := box{x0, s.axis.x(t.from), x1, s.ends(t.to)}
		b.y1 = max(b.y1, b.y0+pt)
		s.pic.fill(backLayer, b, faint(t.look.fill, 150))
		if t.from >= s.from {
			s.rules = append(s.rules, rule{b.y0, x0, x1, faint(t.look.text, 120), false})
		}
		if t.to >= 0 && t.to <= s.until {
			s.rules = append(s.rules, rule{b.y1, x0, x1, faint(t.look.text, 120), false})
		}
	}
	for i, p := range a.lane.skies {
		list := p.list
		if !a.lane.crowd {
			list = without(list, a.lane.shades, s.until)
		}
		x := a.inside(pt + i*skyWidth)
		for _, w := range s.cells(list) {
			s.pic.fill(barLayer, box{min(x, a.inside(pt+(i+1)*skyWidth)), w.x0,
				max(x, a.inside(pt+(i+1)*skyWidth)), w.x1}, w.tint())
		}
	}
}

const skyWidth = 5 * pt

// inside is a place so far from an actor's bars, on its side next to the server.
func (a *actor) inside(d int) int {
	if a.above {
		return a.x1 + d
	}
	return a.x0 - d
}

// port is the edge of a client that messages leave from.
func (a *actor) port() int {
	if a.lane != nil && len(a.lane.skies) > 0 {
		return a.inside(2*pt + len(a.lane.skies)*skyWidth)
	}
	return a.inside(0)
}

// ends is where a stretch that lasts until t ends; −1 stands for the end of the run.
func (s *sequence) ends(t sim.Time) int { return s.chart.end(t) }

// drawStates draws the pieces of one bar, each with its name at its start, and with the bar's if it
// is one of several.
func (s *sequence) drawStates(at box, b *bar, look style, several bool) {
	for _, p := range b.pieces {
		at.y0, at.y1 = s.axis.x(p.from), s.ends(p.to)
		if at.y1 <= at.y0 || p.state == none {
			continue
		}
		s.pic.fill(barLayer, at, p.look.fill)
		s.pic.line(barLayer, point{at.x0, at.y0}, point{at.x1, at.y0}, paper, thin)
		look.ink = p.look.text
		var names [][]string
		for _, t := range p.texts {
			if several {
				names = append(names, []string{t, b.name})
			}
			names = append(names, []string{t})
		}
		s.barNames(at, look, names...)
	}
}

// barNames writes the first wording, of one line or more, that fits at the beginning of a bar.
func (s *sequence) barNames(b box, look style, wordings ...[]string) {
	for _, lines := range wordings {
		if at, fits := s.barLines(b, look, lines); fits {
			for i, t := range lines {
				s.pic.write(at[i], t, look)
			}
			return
		}
	}
}

// barLines gives lines their places at the beginning of a bar, if they fit.
func (s *sequence) barLines(b box, look style, lines []string) (list []box, fits bool) {
	y := b.y0 + dotRadius + 2 // clear of the dot at its beginning
	for _, t := range lines {
		w := look.width(t)
		at := look.at((b.x0+b.x1-w)/2, y, t)
		if w > b.x1-b.x0-2*pt || at.y1+pt > b.y1 || !s.pic.free(at) || !s.pic.bare(at) ||
			s.cuts(at) {
			return nil, false
		}
		list = append(list, at)
		y += look.leading()
	}
	return list, true
}

// cuts reports whether a box meets the cut of a fold.
func (s *sequence) cuts(b box) bool {
	for _, l := range s.axis.legs {
		mid := (l.x0 + l.x1) / 2
		if l.fold && b.y0 < mid+7*pt && mid-7*pt < b.y1 {
			return true
		}
	}
	return false
}

// drawSeats draws who is in the room, as the server has it, on ground with an edge: messages come
// to it and leave from it whoever has a seat.
func (s *sequence) drawSeats(a *actor) {
	ground := box{a.x0, s.top, a.x1, s.end}
	s.pic.fill(guideLayer, ground, pure(hGone))
	s.pic.add(guideLayer, stroke{append(ground.corners(), point{a.x0, s.top}), pale, medium, nil})
	n := len(s.server.bars)
	for i, b := range s.server.bars {
		s.drawStates(a.bars[i], b, style{sans, barSize - 5, paper}, false)
	}
	for i, g := range s.server.groups {
		_, most := g.all.levels(s.axis.x, columns)
		if most > 0 {
			s.drawCensus(a.bars[n+i], &g.all, most, g.what)
		}
	}
}

// drawDots draws what a client heard and did at the outer edge of the bar of the room.
func (s *sequence) drawDots(a *actor) {
	last := -closest
	for _, tag := range a.lane.tags {
		i, shown := rowOf(a.lane.bars, tag.Room, len(a.bars))
		if !shown && tag.Room != 0 && len(a.lane.bars) > len(a.bars) {
			continue
		}
		at := point{a.bars[i].x1, s.axis.x(tag.At)}
		if a.above {
			at.x = a.bars[i].x0
		}
		switch {
		case !isCallback(tag):
			s.pic.fill(cutLayer, box{at.x - 9*pt, at.y - 8, at.x + 9*pt, at.y + 8}, ink)
		case at.y == last || at.y-last >= closest || tag.Name == timeline.OnRoomStateChanged:
			s.pic.dot(at, look(tag).fill)
			last = at.y
		}
	}
}

// writeTags writes the texts of an actor, each tied to its instant.
func (s *sequence) writeTags(a *actor) {
	for i := range a.tags {
		r := &a.tags[i]
		from, edge, x, toward := a.bars[0].x1, a.x1, a.t0+tagIndent, 3*pt
		if a.above {
			from, edge, x, toward = a.bars[0].x0, a.x0, a.t1-tagIndent, -toward
		}
		y := r.top
		tie := y + r.lines[0].leading()/2
		if r.to > r.y {
			s.pic.line(guideLayer, point{edge + toward, r.y}, point{edge + toward, r.to}, muted, medium)
			s.pic.line(guideLayer, point{edge, r.to}, point{edge + toward, r.to}, muted, medium)
		}
		s.pic.line(guideLayer, point{from, r.y}, point{edge + 2*toward, r.y}, pale, medium)
		s.pic.line(guideLayer, point{edge + 2*toward, r.y}, point{x - toward/2, tie}, pale, medium)
		for _, l := range r.lines {
			left := x
			if a.above {
				left = x - l.width(l.text)
			}
			at := l.at(left, y+(l.leading()-l.height())/2, l.text)
			if !a.alone {
				s.pic.fill(haloLayer, at.grown(8), faint(paper, 225))
			}
			s.pic.write(at, l.text, l.style)
			y += l.leading()
		}
	}
}

// cutActor draws // across what is there of an actor at each fold.
func (s *sequence) cutActor(a *actor) {
	for _, l := range s.axis.legs {
		if !l.fold || l.t0 >= s.until {
			continue
		}
		for _, b := range s.standing(a, l.t0) {
			s.pic.cutAcross((l.x0+l.x1)/2, b.x0, b.x1, band)
		}
	}
}

// standing are the bars of an actor that show something at t: only what is there can be cut.
func (s *sequence) standing(a *actor, t sim.Time) []box {
	switch {
	case a.lane != nil && a.lane.crowd && !a.lane.counts.began(t):
		return nil
	case a.lane != nil && a.lane.crowd:
		return a.bars
	case a.lane != nil:
		return shown(a.bars, a.lane.bars, t)
	}
	list := shown(a.bars, s.server.bars, t)
	for i, g := range s.server.groups {
		if g.all.began(t) {
			list = append(list, a.bars[len(s.server.bars)+i])
		}
	}
	return list
}

// cutAcross draws // over something that goes down and lasts longer than it looks.
func (p *picture) cutAcross(y, x0, x1 int, back tone) {
	const half, lean, over = 28, 22, 20
	x0, x1 = x0-over, x1+over
	p.add(cutLayer, area{[]point{{x0, y - half + lean}, {x0, y + half + lean},
		{x1, y + half - lean}, {x1, y - half - lean}}, back})
	for _, side := range [...]int{-half, half} {
		p.line(cutLayer, point{x0, y + side + lean}, point{x1, y + side - lean}, muted, medium)
	}
}
