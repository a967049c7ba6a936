package plots

import (
	"slices"
	"time"

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
	own         bool   // the chart's own words, not those of the SDK or the app
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

// mostLines is how many lines a flag has at most, and fewLines if there is little room.
const (
	mostLines = 4
	fewLines  = 3
)

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
	sums := tally(items, func(it *item) string { return it.sum })
	cut := len(short) > mostLines
	if cut {
		short = sums
	}
	list := []block{{lines: s.lines(short, mostLines), cut: cut}}
	if len(short) > fewLines {
		list = append(list, block{lines: s.lines(sums, fewLines), cut: true})
	}
	if cut || len(long) > mostLines || items[len(items)-1].x-items[0].x > onePlace {
		return list
	}
	return append([]block{{lines: s.lines(long, mostLines)}}, list...)
}

// counted is a text and how often it comes.
type counted struct {
	text string
	n    int
	ink  tone
	own  bool          // the chart's own words
	over time.Duration // from the first to the last of a crowd's
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
			list = append(list, counted{text: t, ink: items[i].ink, own: items[i].own})
		}
		list[k].n += items[i].count
		if it := &items[i]; it.last > 0 {
			list[k].over = it.last.Sub(it.at)
		}
	}
	return list
}

// lines writes counted texts, at most so many of them.
func (s style) lines(list []counted, most int) []line {
	var lines []line
	for i, c := range list {
		if i == most-1 && len(list) > most {
			rest := 0
			for _, other := range list[i:] {
				rest += other.n
			}
			return append(lines, line{"+ " + thousands(rest) + " more", s})
		}
		own := s
		if own.ink = c.ink; c.own {
			own.face = sans
		}
		text := fonts().fit(own.face, s.size, c.text, longestText)
		if c.n > 1 {
			text += " ×" + thousands(c.n)
		}
		if c.over >= time.Second {
			text += " in " + roughly(c.over)
		}
		lines = append(lines, line{text, own})
	}
	return lines
}

// longestText is how wide a line of a flag may be.
const longestText = 230 * pt
