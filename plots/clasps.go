package plots

import (
	"cmp"
	"slices"

	"roomsim/sim"
)

// clasp is a wait on the page: a bracket with its words at its right.
type clasp struct {
	wait
	lines  []line
	column int
	x      int
}

// mostColumns is how many brackets stand beside each other, if there are few actors.
const mostColumns = 3

// columns is how many there are: actors come first.
func (s *sequence) columns() int { return max(1, mostColumns-max(0, len(s.lanes)-fewActors+1)/2) }

// shortest is the least height of a bracket.
const shortest = 9 * pt

// layClasps gives each wait a column in which nothing is at its height; the most telling ones
// first, of those the shortest.
func (s *sequence) layClasps() {
	list := slices.DeleteFunc(s.waits(), func(w wait) bool {
		return w.to <= s.from || w.from >= s.until
	})
	for _, w := range s.weather {
		end := w.to
		if end < 0 {
			end = s.until
		}
		list = append(list, wait{from: w.from, to: end, rank: lingers, what: w.text, count: 1,
			look: wire})
	}
	slices.SortStableFunc(list, func(a, b wait) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.lasts(), b.lasts()))
	})
	taken := make([][]span, s.columns())
	for _, w := range list {
		c := &clasp{wait: w, lines: w.lines()}
		y0, y1 := s.extent(c)
		c.column = slices.IndexFunc(taken, func(list []span) bool {
			return !slices.ContainsFunc(list, func(t span) bool { return t.x0 < y1 && y0 < t.x1 })
		})
		if s.axis.x(w.to)-s.axis.x(w.from) < shortest || c.column < 0 {
			s.unclasped++
			continue
		}
		taken[c.column] = append(taken[c.column], span{y0, y1})
		s.clasps = append(s.clasps, c)
	}
	s.spreadClasps()
}

// spreadClasps places the columns of brackets, counted from the lifelines.
func (s *sequence) spreadClasps() {
	var widths [mostColumns]int
	for _, c := range s.clasps {
		w, _ := (&block{lines: c.lines}).size()
		widths[c.column] = max(widths[c.column], w+2*claspIndent)
	}
	for _, w := range widths {
		s.claspDepth += w
	}
	for _, c := range s.clasps {
		for _, w := range widths[:c.column] {
			c.x += w
		}
	}
}

// extent is what a bracket and its words take down the page.
func (s *sequence) extent(c *clasp) (y0, y1 int) {
	y0, y1 = s.axis.x(c.from), s.axis.x(c.to)
	_, h := (&block{lines: c.lines}).size()
	top := s.claspTop(c, h)
	return min(y0, top) - 4*pt, max(y1, top+h) + 4*pt
}

// claspTop is where the words of a bracket begin: in the middle, but on the page.
func (s *sequence) claspTop(c *clasp, h int) int {
	mid := (s.axis.x(c.from) + s.axis.x(c.to)) / 2
	return max(s.axis.x0, min(mid-h/2, s.axis.x1-h))
}

// drawClasps draws the brackets, and pale lines to where they begin and end.
func (s *sequence) drawClasps() {
	left := s.pic.w - margin - s.claspDepth
	from := s.axisX
	for _, a := range s.actors {
		if a.lane == nil {
			from = a.x1
		}
	}
	for _, c := range s.clasps {
		x, y0, y1 := left+c.x+claspIndent, s.axis.x(c.from), s.axis.x(c.to)
		for _, t := range [...]sim.Time{c.from, c.to} {
			if t < s.from || t > s.until {
				continue // it goes on behind the edge
			}
			y := s.axis.x(t)
			s.rules = append(s.rules, rule{y, from, x - 5*pt, c.look, true})
			s.pic.line(barLayer, point{x - 5*pt, y}, point{x, y}, c.look, strong)
		}
		s.pic.line(barLayer, point{x, y0}, point{x, y1}, c.look, strong)
		_, h := (&block{lines: c.lines}).size()
		y := s.claspTop(c, h)
		for _, l := range c.lines {
			s.pic.write(l.at(x+8*pt, y+(l.leading()-l.height())/2, l.text), l.text, l.style)
			y += l.leading()
		}
		for _, fold := range s.axis.legs {
			mid := (fold.x0 + fold.x1) / 2
			if fold.fold && mid-6*pt > y0 && mid+6*pt < y1 {
				s.pic.cutAcross(mid, x-3*pt, x+3*pt, band)
			}
		}
	}
}

// claspKeys is the entry of the legend about brackets.
func (s *sequence) claspKeys() []key {
	if len(s.clasps) == 0 {
		return nil
	}
	return []key{{"how long it took, or was waited", signClasp}}
}
