package plots

import (
	"slices"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// item is something to be flagged: a tag, a mark, an outage; or several of one sort at one place.
type item struct {
	at, last    sim.Time // of several the first and the last instant; last 0: of one
	x           int
	long, short string
	sum         string // what several are called
	count       int
	ink         tone
	n           uint32 // of its record; of several the first one's
}

// tagItems lists what a lane's client heard and did; of a crowd's tags those of one sort in one
// cluster are one item.
func (c *chart) tagItems(l *lane) []item {
	if l.crowd {
		return c.crowdItems(l)
	}
	var list []item
	for _, r := range l.tags {
		list = append(list, item{at: r.At, x: c.axis.x(r.At), long: c.say(r, true),
			short: c.say(r, false),
			sum:   c.sum(r), count: 1, ink: c.tagInk(r), n: r.N})
	}
	return append(list, c.tokenItems(l)...)
}

func (c *chart) crowdItems(l *lane) []item {
	type sort struct {
		leg    *leg
		name   timeline.Name
		reason timeline.Reason
		flag   timeline.Flag
		code   uint32
	}
	index := make(map[sort]int)
	var list []item
	for _, r := range l.tags {
		k := sort{c.axis.leg(r.At), r.Name, r.Reason, r.Flag & (timeline.Add | timeline.Delete), 0}
		if r.Name == timeline.OnRoomStateChanged || r.Name == timeline.OnNotice {
			k.code = r.Arg
		}
		i, ok := index[k]
		if !ok {
			i = len(list)
			index[k] = i
			sum := c.sum(r)
			if r.Name == timeline.OnRoomUserUpdate {
				sum = c.tl.Cast.NameOf(r) + " " + sum
			}
			list = append(list,
				item{at: r.At, x: c.axis.x(r.At), long: sum, short: sum, sum: sum, ink: c.tagInk(r),
					n: r.N})
		}
		list[i].count++
		list[i].last = r.At
	}
	return list
}

func (s *story) tagInk(r *timeline.Record) tone {
	if s.chain.has(r.N) {
		return accent
	}
	if r.Kind == timeline.Callback {
		return ink
	}
	return muted
}

// mostLines is how many lines a flag has at most.
const mostLines = 3

// flagged gathers items into flags until all have a place on the ground, and returns how deep these
// go.
func flagged(g *ground, items []item, s style) ([]flag, int) {
	slices.SortStableFunc(items, func(a, b item) int { return a.x - b.x })
	xs := make([]int, len(items))
	for i := range items {
		xs[i] = items[i].x
	}
	flags, depth := g.settle(xs, func(gr group) []block { return wordings(items[gr.from:gr.to], s) })
	for i := range flags {
		for _, it := range items[flags[i].of.from:flags[i].of.to] {
			flags[i].ns = append(flags[i].ns, it.n)
		}
	}
	return flags, depth
}

// wordings are the ways to word a flag, the longest first.
func wordings(items []item, s style) []block {
	long := tally(items, func(it *item) string { return it.long })
	short := tally(items, func(it *item) string { return it.short })
	cut := len(short) > mostLines
	if cut {
		short = tally(items, func(it *item) string { return it.sum })
		long = short
	}
	brief := block{lines: s.lines(short), cut: cut}
	if len(long) > mostLines || items[0].x != items[len(items)-1].x {
		return []block{brief}
	}
	return []block{{lines: s.lines(long), cut: cut}, brief}
}

// counted is a text and how often it comes.
type counted struct {
	text string
	n    int
	ink  tone
}

// tally counts equal texts, in the order of their first.
func tally(items []item, text func(*item) string) []counted {
	var list []counted
	index := make(map[string]int)
	for i := range items {
		t := text(&items[i])
		k, ok := index[t]
		if !ok {
			k = len(list)
			index[t] = k
			list = append(list, counted{text: t, ink: items[i].ink})
		}
		list[k].n += items[i].count
	}
	return list
}

// lines writes counted texts, at most mostLines of them.
func (s style) lines(list []counted) []line {
	var lines []line
	for i, c := range list {
		if i == mostLines-1 && len(list) > mostLines {
			rest := 0
			for _, other := range list[i:] {
				rest += other.n
			}
			return append(lines, line{"+ " + thousands(rest) + " more", s})
		}
		text := fonts().fit(s.face, s.size, c.text, longestText)
		if c.n > 1 {
			text += " ×" + thousands(c.n)
		}
		own := s
		own.ink = c.ink
		lines = append(lines, line{text, own})
	}
	return lines
}

// longestText is how wide a line of a flag may be.
const longestText = 230 * pt
