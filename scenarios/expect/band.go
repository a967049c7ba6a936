package expect

import (
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// Band is a claim on the axis of time: the window that it allows, and the instants that it speaks
// of. A window may begin before the run and end behind it.
type Band struct {
	Window bool // false: there is none, or no instant is in it
	Lo, Hi Bound
	Came   []sim.Time // in the order of the records
	Wrong  []sim.Time // of them those that should not have come, or not then
	InTurn bool       // they are steps, one behind the other
}

// Bound is one end of a window. The zero Bound is none.
type Bound struct {
	At     sim.Time
	Strict bool // the end itself is outside
	Set    bool
}

func (b bound) instant() Bound { return Bound{sim.Time(b.at), b.strict, b.set} }

// Draft puts one claim to a timeline, as Check does, and says what a chart can show of it. The
// window of a relation is that of the mark that decides: T4' in T4' ≈ T3 + 90s ± 1s.
func Draft(claim *Claim, rules []timeline.MarkRule, tl *timeline.Timeline) Band {
	c := checker{rules: rules, tl: tl, ref: ref}
	f := c.check(claim)
	switch {
	case claim.Relation != nil && c.side != nil:
		return c.side.band(f.Verdict)
	case claim.Never != nil:
		b := c.band(claim.Never.From, claim.Never.Until, &claim.Never.Pattern)
		b.Wrong = b.Came
		return b
	case claim.Count != nil:
		b := c.band(claim.Count.From, claim.Count.Until, &claim.Count.Pattern)
		if n := int64(claim.Count.N); f.Record != 0 && int64(len(b.Came)) > n {
			b.Wrong = b.Came[n:]
		}
		return b
	case claim.Order != nil:
		return c.bandOfOrder(claim.Order)
	case claim.Sequence != nil:
		return c.bandOfSequence(&f, claim.Sequence)
	}
	return Band{}
}

// band gives the window of the side's mark, and the mark's instant if it came.
func (s *side) band(v Verdict) Band {
	lo, hi := s.window()
	b := Band{Window: !nowhere(lo, hi), Lo: lo.instant(), Hi: hi.instant()}
	if s.rec == nil {
		return b
	}
	b.Came = []sim.Time{s.rec.At}
	if v == Fail {
		b.Wrong = b.Came
	}
	return b
}

// nowhere reports whether two ends leave no instant between them.
func nowhere(lo, hi bound) bool {
	return lo.set && hi.set && (lo.at > hi.at || lo.at == hi.at && (lo.strict || hi.strict))
}

// band gives a stretch, and the records in it that fit a pattern.
func (c *checker) band(from, until string, p *timeline.Pattern) Band {
	var f Finding
	s, ok := c.stretch(&f, from, until)
	if !ok {
		return Band{}
	}
	lo, hi := bound{set: true}, bound{at: time.Duration(c.tl.End), set: true}
	if s.from != nil {
		lo.at = time.Duration(s.from.At)
	}
	if r := c.mark(until); r != nil {
		hi.at = time.Duration(r.At)
	}
	b := Band{Window: true, Lo: lo.instant(), Hi: hi.instant()}
	for i := range s.records {
		if r := &s.records[i]; p.Match(c.tl, r) {
			b.Came = append(b.Came, r.At)
		}
	}
	return b
}

// bandOfOrder gives the steps as far as they came one behind the other.
func (c *checker) bandOfOrder(o *Order) Band {
	b := Band{InTurn: true}
	var before *timeline.Record
	for i := range o.Steps {
		r := c.next(&o.Steps[i], before)
		if r == nil {
			break
		}
		b.Came = append(b.Came, r.At)
		if before != nil && r.N <= before.N {
			b.Wrong = []sim.Time{r.At}
			break
		}
		before = r
	}
	return b
}

// bandOfSequence gives the reasons that one client heard, up to the first that differs; of a crowd
// only that one.
func (c *checker) bandOfSequence(f *Finding, s *Sequence) Band {
	b := Band{InTurn: true}
	p := timeline.Pattern{Kind: timeline.Callback, Name: timeline.OnRoomStateChanged, Who: s.Who,
		Room: s.Room}
	for i := range c.tl.Records {
		r := &c.tl.Records[i]
		if wrong := r.N == f.Record; wrong || !s.Who.Any() && s.Who.Len() == 1 && p.Match(c.tl, r) {
			b.Came = append(b.Came, r.At)
			if wrong {
				b.Wrong = []sim.Time{r.At}
				break
			}
		}
	}
	return b
}
