package sim

import (
	"slices"
	"time"
)

// Shuffle says how NextShuffled chooses among the events of one instant and rank.
type Shuffle struct {
	Luck Stream
	From Rank // events of the ranks below keep the order of scheduling

	// Line tells in which line an event stands, 0 for none: events of one line keep their order.
	Line func(Event) uint32
}

// NextShuffled is Next, but takes any of the events that are pending for the next instant and rank,
// each with the same probability, to show what hangs on the order of scheduling. An event that
// stands in a line lets those of its line go first that were scheduled before it. None comes before
// the event that scheduled it.
func (a *Agenda) NextShuffled(end Time, s *Shuffle) (Event, bool) {
	if a.head == len(a.run) && !a.refill(end) {
		return 0, false
	}
	rest := a.run[a.head:] // it has all events of its first key
	if first := rest[0].key; Time(first>>rankBits) <= end && Rank(first&sameRank) >= s.From {
		ties, _ := slices.BinarySearchFunc(rest, entry{key: first + 1}, compareEntries)
		k := s.choose(rest[:ties])
		e := rest[k]
		copy(rest[1:k+1], rest[:k])
		rest[0] = e
	}
	return a.Next(end)
}

// choose returns the index of the event to take.
func (s *Shuffle) choose(ties []entry) int {
	if len(ties) == 1 {
		return 0
	}
	line := func(e entry) uint32 { return s.Line(Event(e.tail & eventMask)) }
	k := int(s.Luck.Upto(time.Duration(len(ties) - 1)))
	mine := line(ties[k])
	if mine == 0 {
		return k
	}
	return slices.IndexFunc(ties[:k+1], func(e entry) bool { return line(e) == mine })
}
