package plots

import "roomsim/sim"

// layMarks places the marks under the axis, from y down, and returns where they end. Clusters
// without a mark, the run's start and its end say their time there too.
func (c *chart) layMarks(y int) int {
	g := &ground{x0: margin, x1: c.pic.w - margin, depth: mostMarkDepth, centred: true}
	stops := c.stops()
	xs := make([]int, len(stops))
	for i := range stops {
		xs[i] = c.axis.x(stops[i].at)
	}
	var depth int
	c.markFlags, depth = g.settle(xs, func(gr group) []block {
		return []block{{lines: stopLines(stops[gr.from:gr.to], before(stops[:gr.from]))}}
	})
	for i := range c.markFlags {
		f := &c.markFlags[i]
		f.ns = []uint32{stops[f.from].n}
	}
	return y + depth
}

const mostMarkDepth = 120 * pt

// stop is an instant named under the axis.
type stop struct {
	at    sim.Time
	names []string
	n     uint32 // the record of the first mark, 0 without any
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
	add(c.tl.End, 0, "end")
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

// stopLines are the lines of one stop or of several: names, time, distance from the mark before.
func stopLines(stops []stop, since *sim.Time) []line {
	first, last := stops[0], stops[len(stops)-1]
	var names []string
	for _, s := range stops {
		names = append(names, s.names...)
	}
	if len(names) == 0 {
		return []line{{clock(first.at), noteStyle}}
	}
	name := names[0]
	switch {
	case len(names) <= 3:
		for _, n := range names[1:] {
			name += ", " + n
		}
	default:
		name += " … " + names[len(names)-1] + " (" + thousands(len(names)) + ")"
	}
	look := markStyle
	if name == "end" {
		look = style{bold, markSize, muted}
	}
	name = fonts().fit(look.face, look.size, name, longestText)
	lines := []line{{name, look}, {clock(first.at), timeStyle}}
	if last.at != first.at {
		lines[1].text += " … " + clock(last.at)
	}
	if since != nil {
		lines = append(lines, line{"+" + sim.FormatSpan(first.at.Sub(*since)), noteStyle})
	}
	return lines
}
