package plots

import (
	"time"

	"roomsim/sim"
)

// scale is a straight axis of spans.
type scale struct {
	lo, hi time.Duration // lo < hi
	x0, x1 int
}

// x places a span that lies on the scale.
func (s *scale) x(d time.Duration) int {
	return s.x0 + part(sim.Time(d-s.lo), sim.Time(s.hi-s.lo), s.x1-s.x0)
}

// clamp brings a span onto the scale.
func (s *scale) clamp(d time.Duration) time.Duration { return min(max(d, s.lo), s.hi) }

// scale chooses what to show: all distances, and the ends of the window unless they are far off.
func (d *Distances) scale(x0, x1 int) scale {
	lo, hi, ok := d.extremes()
	ends := [...]Limit{d.Low, d.High}
	if !ok {
		for _, end := range ends {
			if end.Set {
				lo, hi = end.At, end.At
			}
		}
	}
	far := max(4*(hi-lo), hi.Abs()/3, lo.Abs()/3, 4)
	least, most := lo, hi
	for _, end := range ends {
		if end.Set && end.At >= least-far && end.At <= most+far {
			lo, hi = min(lo, end.At), max(hi, end.At)
		}
	}
	if lo == hi && lo != 0 {
		lo, hi = lo-max(lo.Abs()/50, 10), hi+max(hi.Abs()/50, 10)
	} else if lo == hi {
		lo, hi = -time.Second, time.Second
	}
	pad := max((hi-lo)/24, 1)
	if lo >= 0 && lo < pad {
		pad = max(lo, 1)
	}
	return scale{lo - pad, hi + max((hi-lo)/24, 1), x0, x1}
}

// roundSpans are the seconds between ticks from a second on; below, 1, 2 and 5 times a power of
// ten.
var roundSpans = [...]time.Duration{1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600,
	2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600, 2 * 24 * 3600, 5 * 24 * 3600,
	10 * 24 * 3600, 30 * 24 * 3600}

// roundSpan is the least round span of at least least.
func roundSpan(least time.Duration) time.Duration {
	for unit := time.Duration(1); unit < time.Second; unit *= 10 {
		for _, k := range [...]time.Duration{1, 2, 5} {
			if unit*k >= least {
				return unit * k
			}
		}
	}
	for _, s := range roundSpans {
		if s*time.Second >= least {
			return s * time.Second
		}
	}
	return (least/(30*24*time.Hour) + 1) * 30 * 24 * time.Hour
}

// ticks lists round spans along the scale, as many as leave room for their names.
func (s *scale) ticks(look style) []time.Duration {
	width := s.x1 - s.x0
	for least := (s.hi - s.lo) / 12; ; least = roundSpan(least + 1) {
		by := roundSpan(max(least, 1))
		list, widest := []time.Duration(nil), 0
		for t := ceil(s.lo, by); t <= s.hi; t += by {
			list = append(list, t)
			widest = max(widest, look.width(sim.FormatSpan(t)))
		}
		if len(list) <= 1 || (len(list)+1)*(widest+12*pt) <= width {
			return list
		}
	}
}

// ceil rounds a span up to a multiple of another.
func ceil(d, by time.Duration) time.Duration {
	if d < 0 {
		return d / by * by
	}
	return (d + by - 1) / by * by
}
