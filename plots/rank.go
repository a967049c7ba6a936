package plots

import (
	"slices"

	"roomsim/model/timeline"
)

// Ranks of a lane.
const (
	idle = iota
	acts
	cutOff
	marked
	asked   // for by its name
	chained // of the clients that a chain of causes leads through
)

// rank judges every lane by what its client does.
func (s *story) rank(lanes []*lane) []int {
	rank := make([]int, len(lanes))
	place := make(map[*lane]int, len(lanes))
	for i, l := range lanes {
		place[l] = i
		if l.asked {
			rank[i] = asked
		}
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
	for _, n := range s.chain.clients {
		raise(n, chained)
	}
	return rank
}

// choose returns the indexes of at most limit lanes of at least a rank, in order, the highest ranks
// first.
func choose(rank []int, least, limit int) []int {
	var list []int
	for want := chained; want >= least; want-- {
		for i := range rank {
			if rank[i] == want && len(list) < limit {
				list = append(list, i)
			}
		}
	}
	slices.Sort(list)
	return list
}
