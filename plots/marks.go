package plots

import (
	"slices"
	"strings"

	"roomsim/sim"
)

// layMarks places the marks under the axis, from y down, and returns where they end. Clusters
// without a mark, the run's start and its end say their time there too.
func (c *chart) layMarks(y int) int {
	g := &ground{x0: margin, x1: c.pic.w - margin, depth: mostMarkDepth, centred: true}
	stops := c.told()
	xs := make([]int, len(stops))
	for i := range stops {
		xs[i] = c.axis.x(stops[i].at)
	}
	var depth int
	c.markFlags, depth = g.settle(xs, func(gr group) []block {
		lines, cut := stopLines(stops[gr.from:gr.to], before(stops[:gr.from]))
		return []block{{lines, cut}}
	})
	c.detail(c.markFlags, "", stopItems(stops))
	for i := range c.markFlags {
		f := &c.markFlags[i]
		f.ns = []uint32{stops[f.of.from].n}
	}
	return y + depth
}

const mostMarkDepth = 120 * pt

// stop is an instant named under the axis.
type stop struct {
	at    sim.Time
	names []string
	n     uint32 // the record of the first of the scenario's marks, 0 without any
}

// stops are the instants to be named: marks, the first anchor of each cluster without any, the end.
func (c *chart) stops() []stop {
	var list []stop
	add := func(t sim.Time, n uint32, names ...string) {
		if n := len(list); n > 0 && list[n-1].at == t {
			list[n-1].names = append(list[n-1].names, names...)
			return
		}
		list = append(list, stop{t, names, n})
	}
	marks := c.marks
	for i, start := range c.starts {
		if len(marks) == 0 || start < marks[0].at &&
			(i == 0 || c.axis.leg(marks[0].at) != c.axis.leg(start)) {
			add(start, 0)
		}
		for len(marks) > 0 && (i+1 == len(c.starts) || marks[0].at < c.starts[i+1]) {
			add(marks[0].at, marks[0].n, marks[0].name)
			marks = marks[1:]
		}
	}
	if c.until < c.tl.End {
		add(c.until, 0)
	} else {
		add(c.until, 0, "end")
	}
	return list
}

// told are the stops without those whose place a mark's words take.
func (c *chart) told() []stop {
	all := c.stops()
	list := all[:0:0]
	for i, s := range all {
		if len(s.names) > 0 || i+1 == len(all) || len(all[i+1].names) == 0 ||
			c.axis.x(all[i+1].at)-c.axis.x(s.at) > onePlace {
			list = append(list, s)
		}
	}
	return list
}

// before is the last mark of some stops, nil without any.
func before(stops []stop) *sim.Time {
	for i := len(stops) - 1; i >= 0; i-- {
		if len(stops[i].names) > 0 {
			return &stops[i].at
		}
	}
	return nil
}

// mostNames is how many marks of one place are named there.
const mostNames = 4

// stopLines are the lines of one stop or of several: names, time, distance from the mark before.
// cut: some names are left out.
func stopLines(stops []stop, since *sim.Time) (lines []line, cut bool) {
	nameless := func(s stop) bool { return len(s.names) == 0 }
	named := slices.DeleteFunc(slices.Clone(stops), nameless)
	if len(named) == 0 {
		return []line{{about(stops[0].at), noteStyle}}, false
	}
	var names []string
	for _, s := range named {
		names = append(names, s.names...)
	}
	first, last := named[0], named[len(named)-1]
	name := names[0]
	switch {
	case len(names) <= mostNames:
		for _, n := range names[1:] {
			name += ", " + n
		}
	default:
		name += " … " + names[len(names)-1] + " (" + thousands(len(names)) + ")"
	}
	look := markStyle
	if first.n == 0 { // the chart's own words
		look = style{bold, markSize, muted}
	}
	name = fonts().fit(look.face, look.size, name, longestText)
	lines = []line{{name, look}, {clock(first.at), timeStyle}}
	if last.at != first.at {
		lines[1].text += " … " + clock(last.at)
	}
	if since != nil {
		lines = append(lines, line{"+" + sim.FormatSpan(Telling(first.at.Sub(*since))), noteStyle})
	}
	return lines, len(names) > mostNames
}

// stopItems are the stops as details tell of them.
func stopItems(stops []stop) []item {
	var list []item
	for _, s := range stops {
		list = append(list, item{at: s.at, short: strings.Join(s.names, ", ")})
	}
	return list
}
