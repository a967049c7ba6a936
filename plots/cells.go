package plots

import (
	"time"

	"roomsim/sim"
)

// cell is a piece of a strip on the page: of one weather, or of several that change too fast to be
// told apart there. Then it has their mean.
type cell struct {
	x0, x1 int
	weather
	off   bool
	few   bool          // it is one spell, which a text may name
	lasts time.Duration // then: of that one
	all   bounds        // of the spells in it
}

// bounds is the least and the most of several weathers.
type bounds struct {
	least, most weather
}

func (r *bounds) add(w *weather) {
	r.least.loss, r.most.loss = min(r.least.loss, w.loss), max(r.most.loss, w.loss)
	r.least.delay, r.most.delay = min(r.least.delay, w.delay), max(r.most.delay, w.delay)
	r.least.rate, r.most.rate = min(r.least.rate, w.rate), max(r.most.rate, w.rate)
}

func boundsOf(w *weather) bounds { return bounds{*w, *w} }

// grain is the least width of a cell. What is narrower is mixed with its neighbours.
const grain = 2 * pt

// cells lays the spells of a strip on the page.
func (c *chart) cells(list []spell) []cell {
	var cells []cell
	for i := 0; i < len(list); i++ {
		x0, x1 := c.axis.x(list[i].from), c.axis.x(list[i].to)
		if x1-x0 >= grain {
			w := &list[i].weather
			cells = append(cells, cell{x0, x1, *w, list[i].off, true, list[i].lasts, boundsOf(w)})
			continue
		}
		from := i
		for i+1 < len(list) && c.axis.x(list[i+1].to)-c.axis.x(list[i+1].from) < grain {
			i++
			x1 = c.axis.x(list[i].to)
		}
		if x1 > x0 || from == i {
			cells = append(cells, c.mixed(list[from:i+1], x0, max(x1, x0+pt))...)
			if from == i {
				cells[len(cells)-1].few, cells[len(cells)-1].lasts = true, list[i].lasts
			}
		}
	}
	for i := range cells {
		if i > 0 {
			cells[i].x0 = max(cells[i].x0, cells[i-1].x1)
		}
	}
	return cells
}

// mixed lays many short spells on the page: in each column their mean.
func (c *chart) mixed(list []spell, x0, x1 int) []cell {
	n := max(1, (x1-x0)/grain)
	cells := make([]cell, 0, n)
	for k := range n {
		a, b := x0+(x1-x0)*k/n, x0+(x1-x0)*(k+1)/n
		from, to := c.axis.time(a), c.axis.time(b)
		if n == 1 {
			from, to = list[0].from, list[len(list)-1].to
		}
		for len(list) > 1 && list[0].to <= from {
			list = list[1:]
		}
		cells = append(cells, mean(list, from, to))
		cells[k].x0, cells[k].x1 = a, b
	}
	return cells
}

// mean is what it was like between two instants; the first spell begins before the second.
func mean(list []spell, from, to sim.Time) cell {
	const whole = 1 << 16
	c := cell{weather: list[0].weather, off: list[0].off, all: boundsOf(&list[0].weather)}
	if to <= from {
		return c
	}
	var shares, loss, delay uint64
	for i := range list {
		s := &list[i]
		if s.from >= to {
			break
		}
		c.all.add(&s.weather)
		c.off = c.off && s.off
		share := uint64(part(max(min(s.to, to)-max(s.from, from), 0), to-from, whole))
		shares += share
		loss += share * uint64(s.loss)
		delay += share * uint64(min(s.delay, longestMeant)/time.Microsecond)
	}
	if shares > 0 {
		c.loss = uint32(loss / shares)
		c.delay = time.Duration(delay/shares) * time.Microsecond
	}
	return c
}

// longestMeant bounds the delays in a mean, so that their sum does not overflow.
const longestMeant = 1000 * time.Hour

// without returns the spells with those times taken out in which the device has no network.
func without(list []spell, shades []shade, end sim.Time) []spell {
	for i := range shades {
		if s := &shades[i]; s.brief == "down" {
			to := s.to
			if to < 0 {
				to = end
			}
			list = cutOut(list, s.from, to)
		}
	}
	return list
}

// cutOut marks the spells between two instants.
func cutOut(list []spell, from, to sim.Time) []spell {
	var out []spell
	for _, s := range list {
		a, b := max(s.from, from), min(s.to, to)
		if a >= b {
			out = append(out, s)
			continue
		}
		before, within, behind := s, s, s
		before.to, within.from, within.to, behind.from = a, a, b, b
		within.off = true
		for _, t := range [...]spell{before, within, behind} {
			if t.from < t.to {
				out = append(out, t)
			}
		}
	}
	return out
}
