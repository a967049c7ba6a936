package plots

import (
	"slices"

	"roomsim/sim"
)

// misleads reports whether a reader would take a bracket for one to scale that is not: between what
// came as claimed, or the other end if nothing did, and an end of it the scale changes without a
// cut.
func (c *chart) misleads(r *claimRow) bool {
	lo, hi := r.bracket.x0, r.bracket.x1
	switch {
	case !r.shown:
		return false
	case hi-lo < leastBracket:
		return true
	case len(r.came) == len(r.wrong):
		return r.begin != onward && r.stop != onward && c.bends(r, r.Lo.At, r.Hi.At)
	}
	return r.begin != onward && lo <= r.came[0] && c.bends(r, r.Lo.At, r.Came[0]) ||
		r.stop != onward && r.came[len(r.came)-1] <= hi && c.bends(r, r.Came[len(r.Came)-1], r.Hi.At)
}

// bends reports whether the scale changes between two instants where no fold is cut across.
func (c *chart) bends(r *claimRow, from, to sim.Time) bool {
	a, b := c.axis.index(from), c.axis.index(to)
	if a == b {
		return c.axis.legs[a].fold
	}
	return !slices.ContainsFunc(c.axis.legs[a:b+1], func(l leg) bool { return c.cuts(r, &l) })
}

// rescale gives a bracket a scale of its own, so that what came stands in it where it should: that
// of the stretch that has one of its ends if there is room, else any.
func (c *chart) rescale(r *claimRow) {
	all := r.Hi.At - r.Lo.At
	r.loose = true
	if len(r.came) != 1 || len(r.wrong) > 0 || r.begin == onward || r.stop == onward || all <= 0 ||
		r.Came[0] < r.Lo.At || r.Came[0] > r.Hi.At {
		return
	}
	x, width := r.came[0], ownBracket
	for _, w := range [...]int{c.stretched(r.Lo.At, r.Came[0], all),
		c.stretched(r.Came[0], r.Hi.At, all)} {
		if ownBracket <= w && w <= mostBracket {
			width = w
		}
	}
	before := part(r.Came[0]-r.Lo.At, all, width)
	x0, x1 := max(x-before, c.left), min(x-before+width, c.axisEnd)
	width = min(width, width*(x-x0)/max(before, 1), width*(x1-x)/max(width-before, 1))
	if width < leastBracket {
		return
	}
	r.own, r.loose = true, false
	before = part(r.Came[0]-r.Lo.At, all, width)
	r.bracket = span{x - before, x - before + width}
}

// stretched is how wide a span of time would be on the scale between two instants, 0 if these are
// not on one scale.
func (c *chart) stretched(from, to, all sim.Time) int {
	l := c.axis.leg(to)
	if l.gap || from < l.t0 || to > l.t1 || from == to || all/(to-from) > 1000 {
		return 0
	}
	return part(all, to-from, c.axis.x(to)-c.axis.x(from))
}
