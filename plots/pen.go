package plots

import (
	"gonum.org/v1/plot/vg"
)

// canvas is a page of a format of picture. It measures in points, from the top left corner, y down.
type canvas interface {
	SetTone(tone)
	SetLineWidth(vg.Length)
	SetLineDash([]vg.Length)
	Stroke(vg.Path)
	Fill(vg.Path)
	FillDisc(at vg.Point, r vg.Length)
	FillString(at vg.Point, l *label)
}

// paint draws a picture from the lowest layer to the texts.
func (p *picture) paint(c canvas) {
	area{box{0, 0, p.w, p.h}.corners(), paper}.paint(c)
	for _, layer := range p.shapes {
		for _, s := range layer {
			s.paint(c)
		}
	}
	for i := range p.labels {
		p.labels[i].paint(c)
	}
}

// spot turns a place on the page into one of a canvas.
func spot(q point) vg.Point { return vg.Point{X: long(q.x), Y: long(q.y)} }

// long turns tenths of a point into a length. Divided once, so it is the same number everywhere.
func long(n int) vg.Length { return vg.Length(n) / pt }

func path(pts []point) vg.Path {
	path := make(vg.Path, 0, len(pts)+1)
	path.Move(spot(pts[0]))
	for _, q := range pts[1:] {
		path.Line(spot(q))
	}
	return path
}

func (a area) paint(c canvas) {
	edge := path(a.pts)
	edge.Close()
	c.SetTone(a.fill)
	c.Fill(edge)
}

func (s stroke) paint(c canvas) {
	dash := make([]vg.Length, len(s.dash))
	for i, d := range s.dash {
		dash[i] = long(d)
	}
	c.SetTone(s.ink)
	c.SetLineWidth(long(s.width))
	c.SetLineDash(dash)
	c.Stroke(path(s.pts))
}

func (a arrow) paint(c canvas) {
	if len(a.head) == 0 {
		stroke{[]point{a.from, a.to}, a.ink, a.width, nil}.paint(c)
		return
	}
	stroke{[]point{a.from, a.neck}, a.ink, a.width, nil}.paint(c)
	area{a.head, a.ink}.paint(c)
}

func (d ringed) paint(c canvas) {
	disc{d.at, dotRadius, ink}.paint(c)
	disc{d.at, dotRadius - 6, paper}.paint(c)
	disc{d.at, dotRadius - 6 - ringWidth, d.fill}.paint(c)
}

func (d cross) paint(c canvas) {
	for _, side := range [...]int{d.r, -d.r} {
		stroke{[]point{{d.at.x - d.r, d.at.y - side}, {d.at.x + d.r, d.at.y + side}}, loss, strong,
			nil}.paint(c)
	}
}

func (d slash) paint(c canvas) {
	for _, s := range d.parts() {
		s.paint(c)
	}
}

// parts are the shapes that make a cut.
func (d slash) parts() []shape {
	const half, lean = 28, 22
	x, y0, y1 := d.at.x, d.at.y, d.at.y+d.height
	parts := []shape{area{[]point{{x - half + lean, y0}, {x + half + lean, y0},
		{x + half - lean, y1}, {x - half - lean, y1}}, d.back}}
	for _, side := range [...]int{-half, half} {
		parts = append(parts, stroke{[]point{{x + side + lean, y0}, {x + side - lean, y1}}, muted,
			medium, nil})
	}
	return parts
}

func (d disc) paint(c canvas) {
	c.SetTone(d.fill)
	c.FillDisc(spot(d.at), long(d.r))
}

func (l *label) paint(c canvas) {
	c.SetTone(l.ink)
	c.FillString(spot(l.at), l)
}

// round is the outline of a disc: four curves; 0.5523 makes them round. The conversion keeps
// processors from fusing the product with the sums.
func round(at vg.Point, r vg.Length) vg.Path {
	k := vg.Length(float64(r * 0.5523))
	by := func(x, y vg.Length) vg.Point { return vg.Point{X: at.X + x, Y: at.Y + y} }
	var path vg.Path
	path.Move(by(r, 0))
	path.CubeTo(by(r, k), by(k, r), by(0, r))
	path.CubeTo(by(-k, r), by(-r, k), by(-r, 0))
	path.CubeTo(by(-r, -k), by(-k, -r), by(0, -r))
	path.CubeTo(by(k, -r), by(r, -k), by(r, 0))
	path.Close()
	return path
}

// dot draws a callback: a disc with a white ring.
func (p *picture) dot(at point, c tone) {
	p.signs = append(p.signs, box{at.x, at.y, at.x, at.y}.grown(dotRadius))
	p.add(dotLayer, ringed{at, c})
}

// cross draws the end of a lost message.
func (p *picture) cross(at point, r int) {
	p.signs = append(p.signs, box{at.x, at.y, at.x, at.y}.grown(r))
	p.add(dotLayer, cross{at, r})
}
