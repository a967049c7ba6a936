package plots

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"roomsim/model/timeline"
)

// insetWriter writes one picture as an element of HTML, where attributes without blanks need no
// quotes.
type insetWriter struct {
	in   *Inset
	out  bytes.Buffer
	edge int // where the rows begin: what stands left of it stays
	row  int // of the group that is open, 0 without
	tl   *timeline.Timeline
	ns   []uint32
	halo map[box]bool // of texts that shine through what lies below
}

func (x *insetWriter) put(texts ...string) {
	for _, s := range texts {
		x.out.WriteString(s)
	}
}

// attribute writes one whose value is a whole number.
func (x *insetWriter) attribute(name string, n int) { x.put(" ", name, "=", strconv.Itoa(n)) }

// open begins the element.
func (x *insetWriter) open(c *chart, id string) {
	fmt.Fprintf(&x.out, `<svg id="%s-chart" class=chart tabindex=0 role=application `+
		`aria-roledescription=chart aria-label="%s" width=%spt height=%spt viewBox="0 0 %d %d" `+
		`data-left=%d>`, escaped(id), escaped(c.describe()), number(long(c.pic.w)),
		number(long(c.pic.h)), c.pic.w, c.pic.h, c.left)
	left := c.left - 4*pt
	fmt.Fprintf(&x.out, `<clipPath id="%s-clip"><path d="M%d,0H99999V%dH%dV%dH0V%dH%dZ"/></clipPath>`+
		"\n<g class=time clip-path=\"url(#%s-clip)\">\n", escaped(id), left, c.pic.h, left,
		c.claimTop, c.axisY, left, escaped(id))
}

// picture writes all layers and the texts, those that stay last. Halos are a matter of style.
func (x *insetWriter) picture(p *picture) {
	x.halo = make(map[box]bool)
	for _, s := range p.shapes[haloLayer] {
		pts := s.(area).pts
		x.halo[box{pts[0].x, pts[0].y, pts[2].x, pts[2].y}] = true
	}
	for l := range p.shapes[:haloLayer] {
		if layer(l) == barLayer {
			x.put("<g class=bars>")
		}
		x.layer(p.shapes[l], p.subjects[l])
		if layer(l) == barLayer {
			x.put("</g>")
		}
		x.put("\n")
	}
	for i := range p.labels {
		if l := &p.labels[i]; l.box.x1 > x.edge {
			x.onto(l.of.row)
			x.label(l)
		}
	}
	x.onto(0)
	x.put("</g>\n")
	for i := range p.labels {
		if l := &p.labels[i]; l.box.x1 <= x.edge {
			x.onto(l.of.row)
			x.still(l)
		}
	}
	x.onto(0)
	x.put("</svg>\n")
}

// layer writes shapes, those of one subject that go with one place as a group.
func (x *insetWriter) layer(shapes []shape, subjects []subject) {
	for i := 0; i < len(shapes); {
		of, j := subjects[i], i+1
		for j < len(shapes) && subjects[j] == of {
			j++
		}
		x.onto(of.row)
		if j == i+1 || !of.pinned {
			for ; i < j; i++ {
				x.shape(shapes[i], of)
			}
			continue
		}
		x.put("<g")
		x.about(of)
		x.put(">")
		for ; i < j; i++ {
			x.shape(shapes[i], subject{})
		}
		x.put("</g>")
	}
	x.onto(0)
}

// onto opens the group of a row, unless it is open.
func (x *insetWriter) onto(row int) {
	if row == x.row {
		return
	}
	if x.row > 0 {
		x.put("</g>")
	}
	if x.row = row; row > 0 {
		x.put("<g")
		x.attribute("data-w", row)
		x.put(">")
	}
}

// about writes what an element goes with, and what it tells of.
func (x *insetWriter) about(of subject) {
	if of.pinned {
		x.attribute("data-x", of.at)
	}
	if of.n == 0 {
		return
	}
	x.ns = append(x.ns, of.n)
	x.attribute("data-n", int(of.n))
}

// message writes a line that tells of a message's end, and of its sending.
func (x *insetWriter) message(g guise, of subject, pts ...point) {
	if of.n > 0 && !of.pinned {
		if r := x.tl.ByN(of.n); r.Kind.Wire() && r.Cause > 0 {
			x.ns = append(x.ns, of.n, r.Cause)
			fmt.Fprintf(&x.out, `<path class=%s data-n="%d %d"`, x.in.class(g), of.n, r.Cause)
			x.line(pts)
			return
		}
	}
	x.path(g, of, pts)
}

// told gives the records that were written of, in order.
func (x *insetWriter) told() []uint32 {
	slices.Sort(x.ns)
	return slices.Compact(x.ns)
}

// shape writes one shape.
func (x *insetWriter) shape(s shape, of subject) {
	switch s := s.(type) {
	case area:
		x.path(guise{means: filled, tone: s.fill}, of, append(s.pts[:len(s.pts):len(s.pts)], s.pts[0]))
	case stroke:
		g := guise{means: drawn, tone: s.ink, width: s.width}
		copy(g.dash[:], s.dash)
		x.message(g, of, s.pts...)
	case arrow:
		g := guise{means: headed, tone: s.ink, width: s.width}
		if len(s.head) == 0 {
			g.means = drawn
		}
		x.message(g, of, s.from, s.to)
	case disc:
		x.put("<circle class=", x.in.class(guise{means: filled, tone: s.fill}))
		x.attribute("cx", s.at.x)
		x.attribute("cy", s.at.y)
		x.attribute("r", s.r)
		x.about(of)
		x.put(" />")
	case ringed:
		x.use("dot", x.in.class(guise{means: filled, tone: s.fill}), s.at, of)
	case cross:
		x.use("cross", x.in.class(guise{means: drawn, tone: loss, width: strong}), s.at, of)
	case slash:
		x.use(x.in.cut(s), "", s.at, of)
	default:
		panic(fmt.Sprintf("plots: a page cannot show %T", s))
	}
}

// use writes one of the page's own signs.
func (x *insetWriter) use(sign, class string, at point, of subject) {
	x.put("<use href=#", sign)
	if class != "" {
		x.put(" class=", class)
	}
	x.place(at)
	x.about(of)
	x.put(" />")
}

// path writes a line.
func (x *insetWriter) path(g guise, of subject, pts []point) {
	x.put("<path class=", x.in.class(g))
	x.about(of)
	x.line(pts)
}

// line writes the rest of a path, which is closed if it ends where it began. Steps are relative:
// most are short.
func (x *insetWriter) line(pts []point) {
	fmt.Fprintf(&x.out, ` d="M%d,%d`, pts[0].x, pts[0].y)
	for i, q := range pts[1:] {
		switch {
		case i+2 == len(pts) && q == pts[0]:
			x.put("z")
		case q.y == pts[i].y:
			x.put("h", strconv.Itoa(q.x-pts[i].x))
		case q.x == pts[i].x:
			x.put("v", strconv.Itoa(q.y-pts[i].y))
		default:
			fmt.Fprintf(&x.out, "l%d,%d", q.x-pts[i].x, q.y-pts[i].y)
		}
	}
	x.put(`"/>`)
}

func (x *insetWriter) text(l *label, more textStyle) string {
	return x.in.class(guise{means: written, tone: l.ink, face: l.face, size: l.size, text: more})
}

func (x *insetWriter) place(at point) {
	x.attribute("x", at.x)
	x.attribute("y", at.y)
}

// still writes a text that stays where it is.
func (x *insetWriter) still(l *label) {
	x.put("<text class=", x.text(l, plain))
	x.place(l.at)
	x.put(">", escaped(l.text), "</text>")
}

// label writes a text that goes with time.
func (x *insetWriter) label(l *label) {
	switch {
	case x.halo[l.box.grown(haloEdge)]:
		l.of.pinned, l.of.at = true, l.anchor()
		x.put("<text class=", x.text(l, haloed))
		x.place(l.at)
	case l.of.pinned:
		x.put("<text class=", x.text(l, plain))
		x.place(l.at)
	default:
		x.put("<text class=", x.text(l, middle))
		x.place(point{(l.box.x0 + l.box.x1) / 2, l.at.y})
		if l.in.x1 > l.in.x0 {
			fmt.Fprintf(&x.out, ` data-in="%d %d %d"`, l.in.x0, l.in.x1, l.box.x1-l.box.x0)
		}
	}
	x.about(l.of)
	x.put(">", escaped(l.text), "</text>")
}
