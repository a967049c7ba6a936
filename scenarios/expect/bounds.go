package expect

import (
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// bound is one end of a window. The zero bound is none.
type bound struct {
	at     time.Duration
	strict bool // the end itself is outside
	set    bool
}

// side is a term of a relation as one run filled it in.
type side struct {
	term  *Term
	rec   *timeline.Record // of the term's mark; nil if there is no mark or it did not come
	shift time.Duration    // value − the mark's instant
	value time.Duration    // a span, or an instant as the span since the start
	known bool
	lo    bound // of the value
	hi    bound
}

// window returns the ends of the window of the side's mark: those of the value, less the shift.
func (s *side) window() (lo, hi bound) {
	lo, hi = s.lo, s.hi
	lo.at -= s.shift
	hi.at -= s.shift
	return lo, hi
}

// low and high return what the side says about a neighbour that must not be below or above it.
func (s *side) low() bound  { return s.says(s.lo) }
func (s *side) high() bound { return s.says(s.hi) }

func (s *side) says(unknown bound) bound {
	if s.known {
		return bound{at: s.value, set: true}
	}
	return unknown
}

// raise gives the side a lower bound, if it is tighter than the one it has.
func (s *side) raise(b bound, strict bool) {
	b.strict = b.strict || strict
	if b.set && (!s.lo.set || b.at > s.lo.at || b.at == s.lo.at && b.strict) {
		s.lo = b
	}
}

// lower gives the side an upper bound, if it is tighter than the one it has.
func (s *side) lower(b bound, strict bool) {
	b.strict = b.strict || strict
	if b.set && (!s.hi.set || b.at < s.hi.at || b.at == s.hi.at && b.strict) {
		s.hi = b
	}
}

// confine finds the window of every side from what is known of the others: once to the right and
// once to the left, through the sides that are unknown.
func confine(r *Relation, sides []side) {
	if r.Ops[0] == Approx {
		right := sides[1].high()
		sides[0].raise(bound{at: right.at - r.Below, set: right.set}, false)
		sides[0].lower(bound{at: right.at + r.Above, set: right.set}, false)
		return
	}
	for i, op := range r.Ops {
		from, to := &sides[i], &sides[i+1]
		if op.upward() {
			to.raise(from.low(), op.strict())
		}
		if op.downward() {
			to.lower(from.high(), op.strict())
		}
	}
	for i := len(r.Ops) - 1; i >= 0; i-- {
		from, to, op := &sides[i+1], &sides[i], r.Ops[i]
		if op.upward() {
			to.lower(from.high(), op.strict())
		}
		if op.downward() {
			to.raise(from.low(), op.strict())
		}
	}
}

// margin returns how far a op b is from failing, and whether it holds. At the bound the margin is
// 0: a closed bound holds there, a strict one does not.
func (r *Relation) margin(op Op, a, b time.Duration) (margin time.Duration, holds bool) {
	switch op {
	case Less, LessEqual:
		margin = b - a
	case Greater, GreaterEqual:
		margin = a - b
	case Equal:
		margin = min(a-b, b-a)
	case Approx:
		margin = min(a-(b-r.Below), b+r.Above-a)
	}
	return margin, margin > 0 || margin == 0 && !op.strict()
}

// inWords puts a window into words, from the tightest form to the loosest.
func inWords(lo, hi bound) string {
	from, until := "from ", " until "
	if lo.strict {
		from = "after "
	}
	if hi.strict {
		until = " and before "
	}
	first, last := sim.Time(lo.at).String(), sim.Time(hi.at).String()
	switch {
	case lo.set && hi.set && lo.at == hi.at && !lo.strict && !hi.strict:
		return "at " + first
	case lo.set && hi.set && !lo.strict && !hi.strict:
		return "between " + first + " and " + last
	case lo.set && hi.set:
		return from + first + until + last
	case lo.set && lo.strict:
		return "after " + first
	case lo.set:
		return "at " + first + " or later"
	case hi.set && hi.strict:
		return "before " + last
	case hi.set:
		return "at " + last + " or before"
	}
	return ""
}

// off puts into words how far an instant lies outside of a window; "" inside.
func off(at time.Duration, lo, hi bound) string {
	switch {
	case lo.set && at < lo.at:
		return sim.Time(lo.at-at).String() + " too early"
	case hi.set && at > hi.at:
		return sim.Time(at-hi.at).String() + " too late"
	case lo.set && at == lo.at && lo.strict, hi.set && at == hi.at && hi.strict:
		return "on the bound, which is excluded"
	}
	return ""
}
