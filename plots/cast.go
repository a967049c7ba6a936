package plots

import (
	"slices"

	"roomsim/model/timeline"
)

// cast gives lanes to the clients and crowds that do something. If these are too many, those that a
// mark speaks of come first, then those whose network goes, then the cast's order.
func (s *story) cast(limit int) {
	var all []*lane
	s.tl.Cast.Clients.Groups(func(name string, ids timeline.Span, crowd bool) bool {
		all = append(all, &lane{name: show(name), ids: ids, crowd: crowd})
		return true
	})
	s.lanes = all
	rank := s.rank()
	s.lanes = nil
	for _, l := range choose(all, rank, limit) {
		s.lanes = append(s.lanes, all[l])
	}
	for i, l := range all {
		if rank[i] > 0 && s.lane(l.ids.First) == nil {
			s.leftOut = append(s.leftOut, l.name)
		}
	}
}

// Ranks of a lane.
const (
	idle = iota
	acts
	cutOff
	marked
)

// rank judges every lane by what its client does.
func (s *story) rank() []int {
	rank := make([]int, len(s.lanes))
	place := make(map[*lane]int, len(s.lanes))
	for i, l := range s.lanes {
		place[l] = i
	}
	raise := func(n timeline.Node, to int) {
		if l := s.lane(n); l != nil {
			rank[place[l]] = max(rank[place[l]], to)
		}
	}
	for i := range s.tl.Records {
		r := &s.tl.Records[i]
		switch r.Kind {
		case timeline.Call, timeline.Callback, timeline.Note, timeline.Sent, timeline.Dropped:
			raise(r.Who, acts)
		case timeline.Network:
			raise(r.Who, cutOff)
		}
	}
	for _, m := range s.tl.Marks {
		if r := s.tl.ByN(m.N); r != nil && r.Kind != timeline.Link {
			raise(r.Who, marked)
		}
	}
	return rank
}

// choose returns the indexes of at most limit lanes that are not idle, in order, the highest ranks
// first.
func choose(all []*lane, rank []int, limit int) []int {
	var list []int
	for want := marked; want > idle; want-- {
		for i := range all {
			if rank[i] == want && len(list) < limit {
				list = append(list, i)
			}
		}
	}
	slices.Sort(list)
	return list
}
