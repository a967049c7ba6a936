package plots

import (
	"bytes"
	"fmt"
	"html"
	"image/color"
	"io"
	"strconv"

	"gonum.org/v1/plot/vg"
)

// svg writes the picture as an SVG file. It is drawn by hand: gonum's canvas makes each start of
// the command pay for reading fonts and TeX, and names fonts that few machines have.
func (p *picture) svg(w io.Writer, look *palette) error {
	c := &svgCanvas{look: look}
	width, height := number(long(p.w)), number(long(p.h))
	c.put(`<?xml version="1.0"?>`+"\n", `<svg xmlns="http://www.w3.org/2000/svg" width="`, width,
		`pt" height="`, height, `pt" viewBox="0 0 `, width, ` `, height, `" font-family="`,
		families[sans], `">`+"\n<title>", html.EscapeString(p.title), "</title>\n<desc>",
		html.EscapeString(p.desc), "</desc>\n")
	p.paint(c)
	c.put("</svg>\n")
	_, err := c.out.WriteTo(w)
	return err
}

// families are the fonts of the faces, and which to take where Liberation is not installed: Arial's
// and Courier's letters are as wide.
var families = [faces]string{
	sans: "'Liberation Sans',Arial,Helvetica,sans-serif",
	bold: "'Liberation Sans',Arial,Helvetica,sans-serif",
	mono: "'Liberation Mono','Courier New',Courier,monospace",
}

// svgCanvas collects the elements of a file. Texts stay texts.
type svgCanvas struct {
	out   bytes.Buffer
	look  *palette
	ink   color.NRGBA
	width vg.Length
	dash  []vg.Length
}

func (c *svgCanvas) SetTone(t tone) { c.ink = c.look.colour(t) }

func (c *svgCanvas) SetLineWidth(w vg.Length) { c.width = w }

func (c *svgCanvas) SetLineDash(lengths []vg.Length) { c.dash = lengths }

func (c *svgCanvas) Fill(p vg.Path) {
	c.put(`<path d="`)
	c.path(p)
	c.put(`"`)
	c.colour("fill")
	c.put("/>\n")
}

func (c *svgCanvas) Stroke(p vg.Path) {
	c.put(`<path d="`)
	c.path(p)
	c.put(`" fill="none"`)
	c.colour("stroke")
	if c.width != 1 {
		c.put(` stroke-width="`, number(c.width), `"`)
	}
	for i, l := range c.dash {
		c.put([]string{` stroke-dasharray="`, ","}[min(i, 1)], number(l))
	}
	if len(c.dash) > 0 {
		c.put(`"`)
	}
	c.put("/>\n")
}

func (c *svgCanvas) FillDisc(at vg.Point, r vg.Length) {
	c.put(`<circle cx="`, number(at.X), `" cy="`, number(at.Y), `" r="`, number(r), `"`)
	c.colour("fill")
	c.put("/>\n")
}

func (c *svgCanvas) FillString(at vg.Point, l *label) {
	c.put(`<text x="`, number(at.X), `" y="`, number(at.Y), `" font-size="`, number(long(l.size)), `"`)
	switch l.face {
	case bold:
		c.put(` font-weight="bold"`)
	case mono:
		c.put(` font-family="`, families[mono], `"`)
	}
	c.colour("fill")
	c.put(">", html.EscapeString(l.text), "</text>\n")
}

func (c *svgCanvas) put(texts ...string) {
	for _, s := range texts {
		c.out.WriteString(s)
	}
}

// colour writes the colour as an attribute, and its alpha as another.
func (c *svgCanvas) colour(attribute string) {
	fmt.Fprintf(&c.out, ` %s="#%02x%02x%02x"`, attribute, c.ink.R, c.ink.G, c.ink.B)
	if c.ink.A < 255 {
		c.put(" ", attribute, `-opacity="`, number(vg.Length(c.ink.A)/255), `"`)
	}
}

// path writes lines; level and upright ones have one number. What is round is a disc or a letter.
func (c *svgCanvas) path(p vg.Path) {
	var at vg.Point
	for _, s := range p {
		x, y := number(s.Pos.X), number(s.Pos.Y)
		switch {
		case s.Type == vg.CloseComp:
			c.put("Z")
		case s.Type == vg.MoveComp:
			c.put("M", x, ",", y)
		case s.Pos.Y == at.Y:
			c.put("H", x)
		case s.Pos.X == at.X:
			c.put("V", y)
		default:
			c.put("L", x, ",", y)
		}
		at = s.Pos
	}
}

// number writes a length with at most three places and no zeros at the end.
func number(x vg.Length) string { return string(appendNumber(nil, x)) }

func appendNumber(b []byte, x vg.Length) []byte {
	b = strconv.AppendFloat(b, float64(x), 'f', 3, 64)
	return bytes.TrimSuffix(bytes.TrimRight(b, "0"), []byte("."))
}
