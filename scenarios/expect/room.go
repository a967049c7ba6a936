package expect

import "time"

// room says how far the expected instant may be from where it should be, and how far it is. Of ≈
// with a tolerance on both sides it should be at the right side's value, and may go as far as the
// tolerance on its side. Otherwise it should be in the middle of its window or, of one that is open
// on one side, at the mark that the bound is counted from. An exact claim has no room, and neither
// has a window without a span.
func (r *Relation) room(s *side, margin time.Duration) (used, room time.Duration) {
	lo, hi := s.window()
	at := time.Duration(s.rec.At)
	switch {
	case r.Ops[0] == Approx && r.Below > 0 && r.Above > 0:
		if used = at - (lo.at + r.Below); used < 0 {
			return -used, r.Below
		}
		return used, r.Above
	case lo.set && hi.set:
		room = (hi.at - lo.at) / 2
	case lo.set || hi.set:
		room = r.span()
	}
	return max(0, room-margin), room
}

// span is the span of the term on the right side, or on the left without one there.
func (r *Relation) span() time.Duration {
	span := r.Terms[len(r.Terms)-1].Span
	if span == 0 {
		span = r.Terms[0].Span
	}
	return max(span, -span)
}

// Share is how much of its room a finding has used up, in thousandths: 1000 is at the bound, more
// is beyond; false without room.
func (f *Finding) Share() (thousandths int64, ok bool) {
	if f.Room == 0 {
		return 0, false
	}
	return int64(f.Used) * 1000 / int64(f.Room), true
}
