package plots

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// canvas is what shapes need of a vg.Canvas.
type canvas interface {
	SetColor(color.Color)
	SetLineWidth(vg.Length)
	SetLineDash(lengths []vg.Length, offset vg.Length)
	Stroke(vg.Path)
	Fill(vg.Path)
}

// pen paints shapes on a canvas, whose y goes up.
type pen struct {
	c canvas
	h int
}

// paint draws a picture from the lowest layer to the texts.
func (p *picture) paint(c canvas, text func(at vg.Point, l *label)) {
	pen := &pen{c, p.h}
	area{box{0, 0, p.w, p.h}.corners(), white}.paint(pen)
	for _, layer := range p.shapes {
		for _, s := range layer {
			s.paint(pen)
		}
	}
	for i := range p.labels {
		l := &p.labels[i]
		c.SetColor(l.ink)
		text(pen.at(l.at), l)
	}
}

// at turns a place on the page into one of the canvas.
func (p *pen) at(q point) vg.Point { return vg.Point{X: long(q.x), Y: long(p.h - q.y)} }

// long turns tenths of a point into a length. Divided once, so it is the same number everywhere.
func long(n int) vg.Length { return vg.Length(n) / pt }

func (p *pen) path(pts []point) vg.Path {
	path := make(vg.Path, 0, len(pts)+1)
	path.Move(p.at(pts[0]))
	for _, q := range pts[1:] {
		path.Line(p.at(q))
	}
	return path
}

func (a area) paint(p *pen) {
	path := p.path(a.pts)
	path.Close()
	p.c.SetColor(a.fill)
	p.c.Fill(path)
}

func (s stroke) paint(p *pen) {
	dash := make([]vg.Length, len(s.dash))
	for i, d := range s.dash {
		dash[i] = long(d)
	}
	p.c.SetColor(s.ink)
	p.c.SetLineWidth(long(s.width))
	p.c.SetLineDash(dash, 0)
	p.c.Stroke(p.path(s.pts))
}

func (d disc) paint(p *pen) {
	p.c.SetColor(d.fill)
	p.c.Fill(p.circle(d.at, d.r))
}

// circle is four curves; 0.5523 makes them round.
func (p *pen) circle(at point, r int) vg.Path {
	k := (r*5523 + 5000) / 10000
	quarter := func(path *vg.Path, a, b, end point) {
		path.CubeTo(p.at(point{at.x + a.x, at.y + a.y}), p.at(point{at.x + b.x, at.y + b.y}),
			p.at(point{at.x + end.x, at.y + end.y}))
	}
	var path vg.Path
	path.Move(p.at(point{at.x + r, at.y}))
	quarter(&path, point{r, k}, point{k, r}, point{0, r})
	quarter(&path, point{-k, r}, point{-r, k}, point{-r, 0})
	quarter(&path, point{-r, -k}, point{-k, -r}, point{0, -r})
	quarter(&path, point{k, -r}, point{r, -k}, point{r, 0})
	path.Close()
	return path
}

// dot draws a callback: a disc with a white ring.
func (p *picture) dot(at point, c color.NRGBA) {
	p.add(dotLayer, disc{at, dotRadius, ink})
	p.add(dotLayer, disc{at, dotRadius - 6, white})
	p.add(dotLayer, disc{at, dotRadius - 6 - ringWidth, c})
}

// cross draws the end of a lost message.
func (p *picture) cross(at point, r int) {
	p.line(dotLayer, point{at.x - r, at.y - r}, point{at.x + r, at.y + r}, loss, strong)
	p.line(dotLayer, point{at.x - r, at.y + r}, point{at.x + r, at.y - r}, loss, strong)
}
