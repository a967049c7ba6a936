package plots

// mostFlags is how many flags an edge has at most, before any is placed.
const mostFlags = 60

// group is the items from one index up to another, flagged together.
type group struct{ from, to int }

// settle gathers items, whose places are in order, into flags until all flags have a place on the
// ground. Of neighbours those are joined first that lie closest together. word gives the wordings
// of a group.
func (g *ground) settle(xs []int, word func(group) []block) (flags []flag, depth int) {
	groups := together(xs, onePlace)
	for len(groups) > mostFlags {
		groups = joinClosest(xs, groups, 0)
	}
	for {
		flags = flags[:0]
		for _, gr := range groups {
			flags = append(flags, flag{x: xs[gr.from], texts: word(gr), of: gr})
		}
		depth, stuck := g.place(flags)
		if stuck < 0 {
			return flags, depth
		}
		if len(groups) < 2 {
			return nil, 0
		}
		groups = joinClosest(xs, groups, stuck)
	}
}

// onePlace is how far apart things are whose flags would stand so close together that a reader
// could not tell which comes first.
const onePlace = 4 * pt

// together groups the items of one place, and so many as a flag has lines if they are not further
// apart than that.
func together(xs []int, within int) []group {
	var groups []group
	for i := range xs {
		n := len(groups) - 1
		if i > 0 && (xs[i] == xs[i-1] ||
			xs[i]-xs[groups[n].from] <= within && i-groups[n].from < mostLines) {
			groups[n].to++
		} else {
			groups = append(groups, group{i, i + 1})
		}
	}
	return groups
}

// joinClosest makes one of the two neighbours that take the least room together, of the groups from
// one index on: those before it are not in the way.
func joinClosest(xs []int, groups []group, from int) []group {
	from = min(from, len(groups)-2)
	best, least := from, 1<<30
	for i := from; i+1 < len(groups); i++ {
		if room := xs[groups[i+1].to-1] - xs[groups[i].from]; room < least {
			best, least = i, room
		}
	}
	groups[best].to = groups[best+1].to
	return append(groups[:best+1], groups[best+2:]...)
}
