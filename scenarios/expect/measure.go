package expect

import (
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// relation puts a relation to the test.
func (c *checker) relation(f *Finding, r *Relation) {
	first, last := r.expected()
	f.Want = c.describeMark(r.Terms[first].Mark)
	for _, mark := range r.references() {
		if c.mark(mark) == nil {
			c.noReference(f, mark)
			return
		}
	}
	sides := c.sides(r)
	confine(r, sides)
	least := c.least(f, r, sides)
	if f.Verdict == Fail {
		c.measured(f, r, sides, least)
		return
	}
	for i := first; i <= last; i++ {
		if !sides[i].known && c.closed(&sides[i]) {
			f.Verdict = Fail
			c.missing(f, r, &sides[i])
			return
		}
	}
	for i := first; i <= last; i++ {
		if !sides[i].known {
			f.Verdict = Inconclusive
			c.missing(f, r, &sides[i])
			return
		}
	}
	c.measured(f, r, sides, least)
}

// sides fills in the terms; all references came.
func (c *checker) sides(r *Relation) []side {
	sides := make([]side, len(r.Terms))
	for i := range sides {
		s := &sides[i]
		s.term = &r.Terms[i]
		s.shift = s.term.Span
		if s.term.Mark == "" {
			s.value, s.known = s.shift, true
			continue
		}
		if s.term.Minus != "" {
			s.shift -= time.Duration(c.mark(s.term.Minus).At)
		}
		if s.rec = c.mark(s.term.Mark); s.rec != nil {
			s.value, s.known = time.Duration(s.rec.At)+s.shift, true
		}
	}
	return sides
}

// least finds the operator with the least margin among those whose sides are known, of equal ones
// one that does not hold, and sets the verdict and the margin.
func (c *checker) least(f *Finding, r *Relation, sides []side) (op int) {
	f.Verdict = Pass
	for i := range r.Ops {
		if !sides[i].known || !sides[i+1].known {
			continue
		}
		margin, holds := r.margin(r.Ops[i], sides[i].value, sides[i+1].value)
		if !f.HasMargin || margin < f.Margin || margin == f.Margin && !holds && f.Verdict == Pass {
			op, f.Margin, f.HasMargin = i, margin, true
		}
		if !holds {
			f.Verdict = Fail
		}
	}
	return op
}

// closed reports whether the window of a mark that did not come ended within the run, whose end
// belongs to it, or never was: what bounds it leaves no instant.
func (c *checker) closed(s *side) bool {
	lo, hi := s.window()
	return hi.set && (hi.at <= time.Duration(c.tl.End) || nowhere(lo, hi))
}

// measured says what came and how far it is off, at the operator that decides.
func (c *checker) measured(f *Finding, r *Relation, sides []side, op int) {
	first, last := r.expected()
	i := min(max(op+1, first), last)
	s := &sides[i]
	c.side = s
	lo, hi := s.window()
	at := time.Duration(s.rec.At)
	f.Want, f.When = c.describeMark(s.term.Mark), inWords(lo, hi)
	f.Got = c.nameAt(s.rec)
	f.Off = off(at, lo, hi)
	f.Record, f.At = s.rec.N, s.rec.At
	f.Measured = c.inTerms(r, sides, i)
	for k := first; k <= last; k++ {
		if sides[k].known {
			f.Value = add(f.Value, ", ", c.inTerms(r, sides, k))
		}
	}
	f.Used, f.Room = r.room(s, f.Margin)
}

// inTerms gives side i's mark in terms of its reference: "T4' = T3 + 89.820s".
func (c *checker) inTerms(r *Relation, sides []side, i int) string {
	s := &sides[i]
	if s.term.Minus != "" {
		return s.term.String() + " = " + sim.Time(s.value).String()
	}
	ref := &sides[max(i-1, 0)]
	switch {
	case i == 0:
		ref = &sides[1]
	case ref.rec == nil:
		ref = &sides[0]
	}
	text := s.term.Mark + " = " + ref.term.Mark
	d := s.rec.At - ref.rec.At
	if d < 0 {
		return text + " - " + (-d).String()
	}
	return text + " + " + d.String()
}

// missing says that an expected record did not come, and what is known instead.
func (c *checker) missing(f *Finding, r *Relation, s *side) {
	c.side = s
	lo, hi := s.window()
	f.Want, f.When = c.describeMark(s.term.Mark), inWords(lo, hi)
	f.Got = c.nothing()
	f.Margin, f.HasMargin = 0, false
	switch {
	case f.Verdict == Fail:
		f.Measured = s.term.Mark + " never came"
	case hi.set:
		f.Off = "the window is open until " + sim.Time(hi.at).String()
		f.Measured = s.term.Mark + " may still come, until " + sim.Time(hi.at).String()
	default:
		f.Off = "the window never closes"
		f.Measured = s.term.Mark + " may still come"
	}
	var latest *timeline.Record
	for _, mark := range r.references() {
		if rec := c.mark(mark); latest == nil || rec.N > latest.N {
			latest, c.clueName = rec, mark
		}
	}
	c.clue = latest
}
