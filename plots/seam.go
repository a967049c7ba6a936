package plots

import (
	"cmp"
	"slices"
	"time"

	"roomsim/sim"
)

// seam is the strip between two panels, in which lines join their marks.
type seam struct {
	joints []joint // from left to right of the lower panel
	flags  []flag  // their words, upwards from the bottom
	x0, x1 int     // its edges
	axisY  int     // of the upper panel: there the lines begin
	top    int     // where they begin to lean
	bend   int     // where they stand upright again
	bottom int
}

// joint joins marks that stand together in both panels.
type joint struct {
	names    string
	from, to int // x above and below
	shift    time.Duration
}

// Heights in a seam.
const (
	slant     = 26 * pt // of lines that lean
	plainSeam = 10 * pt // without any
	wordDepth = 44 * pt // of words, at most
)

// sew finds the marks that two panels share.
func sew(upper, lower *panel) *seam {
	s := &seam{x0: lower.left, x1: lower.right, axisY: upper.axisY}
	for _, m := range lower.marks {
		k := slices.IndexFunc(upper.marks, func(u mark) bool { return u.name == m.name })
		if k < 0 {
			continue
		}
		j := joint{m.name, upper.axis.x(upper.marks[k].at), lower.axis.x(m.at),
			m.at.Sub(upper.marks[k].at)}
		twin := func(o joint) bool {
			return o.from == j.from && o.to == j.to && o.shift == j.shift
		}
		if i := slices.IndexFunc(s.joints, twin); i >= 0 {
			s.joints[i].names += ", " + j.names
		} else {
			s.joints = append(s.joints, j)
		}
	}
	slices.SortStableFunc(s.joints, func(a, b joint) int { return cmp.Compare(a.to, b.to) })
	return s
}

// layOut places the seam from y down and returns where it ends.
func (s *seam) layOut(y int) int {
	g := &ground{x0: s.x0, x1: s.x1, depth: wordDepth, tall: true}
	xs := make([]int, len(s.joints))
	s.top, s.bend = y+2*pt, y+2*pt
	for i, j := range s.joints {
		xs[i] = j.to
		if j.from != j.to {
			s.bend = s.top + slant
		}
	}
	var depth int
	if len(s.joints) > 0 {
		s.flags, depth = g.settle(xs, func(gr group) []block { return shifts(s.joints[gr.from:gr.to]) })
	}
	for i := range s.flags {
		s.flags[i].leader = 0 // the joint is one
	}
	s.bottom = max(s.bend+depth+3*pt, s.top+plainSeam)
	return s.bottom
}

// shifts words how much later marks come, the longest wording first; those that keep their time
// need no words.
func shifts(joints []joint) []block {
	var moved []joint
	var each block
	for _, j := range joints {
		if j.shift != 0 {
			moved = append(moved, j)
			each.lines = append(each.lines, shiftLine(j.names+" "+later(j.shift)))
		}
	}
	if len(moved) == 0 {
		return []block{{}}
	}
	bySize := func(a, b joint) int { return cmp.Compare(a.shift, b.shift) }
	least, most := slices.MinFunc(moved, bySize), slices.MaxFunc(moved, bySize)
	names, shift := moved[0].names, later(least.shift)
	if len(moved) > 1 {
		names += " … " + moved[len(moved)-1].names
	}
	if most.shift != least.shift {
		shift += " … " + later(most.shift)
	}
	if len(moved) > 3 {
		each.lines = []line{shiftLine(names + ": " + shift)}
	}
	return []block{each, {lines: []line{shiftLine(names), shiftLine(shift)}},
		{lines: []line{shiftLine(shift)}}}
}

func shiftLine(text string) line {
	return line{fonts().fit(wireStyle.face, wireStyle.size, text, longestText), wireStyle}
}

// later writes a shift with its sign, to the millisecond if it is long.
func later(d time.Duration) string {
	sign := "+"
	if d < 0 {
		sign, d = "−", -d
	}
	if d < time.Second {
		return sign + roughly(d)
	}
	return sign + sim.FormatSpan(d.Round(time.Millisecond))
}

// draw draws the lines, each from the axis above to the heading below, and the words.
func (s *seam) draw(p *picture) {
	p.flags(s.flags, s.bottom-2*pt, s.bottom-2*pt, -1, wire)
	for _, j := range s.joints {
		look := pale
		if j.shift != 0 {
			look = wire
		}
		p.thread(j.from, s.axisY+3*pt, s.top, look)
		p.line(backLayer, point{j.from, s.top}, point{j.to, s.bend}, look, thin)
		p.thread(j.to, s.bend, s.bottom, look)
	}
}

// thread draws an upright line that leaves out the texts in its way, and what is too short between
// them.
func (p *picture) thread(x, y0, y1 int, look tone) {
	var inWay []span
	for i := range p.labels {
		if b := p.labels[i].box.grown(pt); b.overlaps(box{x, y0, x + 1, y1}) {
			inWay = append(inWay, span{b.y0, b.y1})
		}
	}
	slices.SortFunc(inWay, func(a, b span) int { return a.x0 - b.x0 })
	for _, s := range append(inWay, span{y1, y1}) {
		if s.x0 > y0+2*pt {
			p.line(backLayer, point{x, y0}, point{x, s.x0}, look, thin)
		}
		y0 = max(y0, s.x1)
	}
}

// describe names the marks that moved.
func (s *seam) describe() string {
	text := ""
	for _, j := range s.joints {
		if j.shift != 0 {
			text += ", " + j.names + " " + later(j.shift)
		}
	}
	if text == "" {
		return ""
	}
	return " Against the panel above: " + text[2:] + "."
}
