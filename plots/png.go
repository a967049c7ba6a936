package plots

import (
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/vector"
	"gonum.org/v1/plot/vg"
)

// MostDots is how many dots a PNG may have: they take four bytes each while it is drawn.
const MostDots = 100_000_000

// ErrTooManyDots is about a PNG of more than MostDots.
var ErrTooManyDots = errors.New("too many dots")

// png writes the picture as a PNG file. It is drawn by hand, like the SVG and for the same reason.
func (p *picture) png(w io.Writer, look *palette, dpi int) error {
	size := func(n int) int { return int(math.Round(long(n).Dots(float64(dpi)))) }
	page := image.Rect(0, 0, size(p.w), size(p.h))
	if int64(page.Dx())*int64(page.Dy()) > MostDots {
		return fmt.Errorf("a PNG of %s by %s: %w, at most %s", thousands(page.Dx()),
			thousands(page.Dy()), ErrTooManyDots, thousands(MostDots))
	}
	c := &pngCanvas{look: look, dpi: float64(dpi), img: image.NewRGBA(page)}
	// A page may end within a dot, which the paper of paint would cover in part.
	draw.Draw(c.img, page, image.NewUniform(look.colour(paper)), image.Point{}, draw.Src)
	p.paint(c)
	return png.Encode(w, c.img)
}

// pngCanvas is a page of dots. Texts become outlines, as smooth as all else.
type pngCanvas struct {
	img   *image.RGBA
	look  *palette
	dpi   float64
	pen   vector.Rasterizer
	ink   image.Uniform
	width vg.Length
	dash  []vg.Length
}

func (c *pngCanvas) SetTone(t tone) { c.ink.C = c.look.colour(t) }

func (c *pngCanvas) SetLineWidth(w vg.Length) { c.width = w }

func (c *pngCanvas) SetLineDash(lengths []vg.Length) { c.dash = lengths }

func (c *pngCanvas) Stroke(p vg.Path) { c.Fill(ribbons(p, c.width, c.dash)) }

func (c *pngCanvas) FillDisc(at vg.Point, r vg.Length) { c.Fill(round(at, r)) }

func (c *pngCanvas) FillString(at vg.Point, l *label) { fillOutlines(c, at, l) }

// Fill draws a path in the part of the page that it may touch, strip by strip: the pen needs eight
// bytes for each dot of a strip.
func (c *pngCanvas) Fill(p vg.Path) {
	part := c.reach(p).Intersect(c.img.Rect)
	for y := part.Min.Y; y < part.Max.Y; y += strip {
		c.fill(p, image.Rect(part.Min.X, y, part.Max.X, min(y+strip, part.Max.Y)))
	}
}

// strip is how many dots high a strip is.
const strip = 64

func (c *pngCanvas) fill(p vg.Path, part image.Rectangle) {
	c.pen.Reset(part.Dx(), part.Dy())
	at := func(q vg.Point) (x, y float32) {
		x = float32(q.X.Dots(c.dpi) - float64(part.Min.X))
		return x, float32(q.Y.Dots(c.dpi) - float64(part.Min.Y))
	}
	for _, s := range p {
		x, y := at(s.Pos)
		switch {
		case s.Type == vg.MoveComp:
			c.pen.MoveTo(x, y)
		case s.Type == vg.LineComp:
			c.pen.LineTo(x, y)
		case s.Type == vg.CurveComp && len(s.Control) == 1:
			x1, y1 := at(s.Control[0])
			c.pen.QuadTo(x1, y1, x, y)
		case s.Type == vg.CurveComp:
			x1, y1 := at(s.Control[0])
			x2, y2 := at(s.Control[1])
			c.pen.CubeTo(x1, y1, x2, y2, x, y)
		case s.Type == vg.CloseComp:
			c.pen.ClosePath()
		}
	}
	c.pen.Draw(c.img, part, &c.ink, image.Point{})
}

// reach is the least rectangle of dots that holds all points of a path.
func (c *pngCanvas) reach(p vg.Path) image.Rectangle {
	var r image.Rectangle
	see := func(q vg.Point) {
		x, y := int(math.Floor(q.X.Dots(c.dpi))), int(math.Floor(q.Y.Dots(c.dpi)))
		r = r.Union(image.Rect(x, y, x+1, y+1))
	}
	for _, s := range p {
		if s.Type != vg.CloseComp {
			see(s.Pos)
		}
		for _, q := range s.Control {
			see(q)
		}
	}
	return r
}
