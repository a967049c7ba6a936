package plots

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"roomsim/model/timeline"
)

// cast gives lanes to the clients and crowds that do something, or to those that are asked for. If
// these are too many, those come first that a chain of causes leads through, then those that a mark
// speaks of, then those whose network goes, then the cast's order.
func (s *story) cast(opt Options) {
	all := s.candidates(opt.Only)
	s.own(all)
	rank := s.rank(all)
	least, limit := acts, opt.lanes()
	switch {
	case len(opt.Only) > 0:
		least, limit = asked, max(limit, min(len(opt.Only), mostAsked))
	case opt.Collapse:
		least = min(marked, slices.Max(append(rank, acts)))
	}
	if opt.Collapse {
		limit--
	}
	chosen := choose(rank, least, limit)
	var rest []*lane
	s.lanes = nil
	for i, l := range all {
		switch {
		case slices.Contains(chosen, i):
			s.lanes = append(s.lanes, l)
		case rank[i] > idle:
			rest = append(rest, l)
		}
	}
	if opt.Collapse && len(rest) > 0 {
		s.lanes = append(s.lanes, collapsed(rest))
		rest = nil
	}
	for _, l := range rest {
		name := l.name
		if l.crowd {
			name = thousands(l.size()) + " of " + name
		}
		s.leftOut = append(s.leftOut, name)
	}
	s.own(s.lanes)
}

// mostAsked is how many clients and crowds have a lane at most because they are asked for.
const mostAsked = 40

// candidates lists the clients and crowds of a cast. A member of a crowd that is asked for, or that
// a chain of causes leads through, stands for itself and not for the crowd.
func (s *story) candidates(only []string) []*lane {
	clients := &s.tl.Cast.Clients
	var apart []timeline.Node
	for _, name := range only {
		if ids, ok := clients.Find(name); ok && ids.Len() == 1 {
			apart = append(apart, ids.First)
		}
	}
	apart = append(apart, s.chain.clients...)
	slices.Sort(apart)
	apart = slices.Compact(apart)
	var all []*lane
	clients.Groups(func(name string, ids timeline.Span, crowd bool) bool {
		l := &lane{name: show(name), crowd: crowd, asked: slices.Contains(only, name)}
		for _, id := range apart {
			if !crowd || !ids.Has(id) {
				continue
			}
			member := clients.Name(id)
			all = append(all, &lane{name: show(member), ids: []timeline.Span{{First: id, Last: id}},
				asked: slices.Contains(only, member)})
			if id > ids.First {
				l.ids = append(l.ids, timeline.Span{First: ids.First, Last: id - 1})
			}
			ids.First = id + 1
		}
		if ids.First <= ids.Last {
			l.ids = append(l.ids, ids)
		}
		if len(l.ids) > 0 {
			all = append(all, l)
		}
		return true
	})
	return all
}

// collapsed makes one lane of several.
func collapsed(list []*lane) *lane {
	if len(list) == 1 {
		return list[0]
	}
	all := &lane{crowd: true}
	var names []string
	for _, l := range list {
		all.ids = append(all.ids, l.ids...)
		names = append(names, l.name)
	}
	slices.SortFunc(all.ids, func(a, b timeline.Span) int { return cmp.Compare(a.First, b.First) })
	all.name = thousands(all.size()) + " others"
	all.user = strings.Join(names, ", ")
	return all
}

// owned is a stretch of clients that share a lane.
type owned struct {
	timeline.Span
	lane   *lane
	before uint32 // members of the lane
}

// own gives lanes their clients.
func (s *story) own(lanes []*lane) {
	s.owned = nil
	for _, l := range lanes {
		before := uint32(0)
		for _, ids := range l.ids {
			s.owned = append(s.owned, owned{ids, l, before})
			before += uint32(ids.Len())
		}
	}
	slices.SortFunc(s.owned, func(a, b owned) int { return cmp.Compare(a.First, b.First) })
}

// owner returns the stretch that a node is in, nil if it has no lane.
func (s *story) owner(n timeline.Node) *owned {
	i := sort.Search(len(s.owned), func(i int) bool { return s.owned[i].Last >= n })
	if n == timeline.Nobody || i == len(s.owned) || s.owned[i].First > n {
		return nil
	}
	return &s.owned[i]
}

// lane returns the lane of a node, nil if it has none.
func (s *story) lane(n timeline.Node) *lane {
	if o := s.owner(n); o != nil {
		return o.lane
	}
	return nil
}

// member counts the members of a node's lane before it. The node has a lane.
func (s *story) member(n timeline.Node) uint32 {
	o := s.owner(n)
	return o.before + n - o.First
}

// size is how many clients share the lane.
func (l *lane) size() int {
	n := 0
	for _, ids := range l.ids {
		n += ids.Len()
	}
	return n
}
