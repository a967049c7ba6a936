package plots

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"gonum.org/v1/plot/vg"
)

// pdf writes the picture as a PDF file of one page: objects, then a table of where they begin, as
// ISO 32000 has it. It is drawn by hand: gonum's canvas finds no bold faces, knows cp1252 only,
// darkens pale colours and dates the file.
func (p *picture) pdf(w io.Writer, look *palette) error {
	c := &pdfCanvas{look: look}
	c.op("cm", 1, 0, 0, -1, 0, long(p.h)) // y down
	p.paint(c)
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	z.Write(c.ops) // to memory
	z.Close()
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s %s] /Contents 4 0 R"+
			" /Resources << /ExtGState << %s>> >> >>", number(long(p.w)), number(long(p.h)),
			c.states()),
		fmt.Sprintf("<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream", packed.Len(),
			packed.String()),
		fmt.Sprintf("<< /Title %s /Subject %s >>", pdfText(p.title), pdfText(p.desc)),
	}
	var starts strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&starts, "%010d 00000 n \n", out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table, size := out.Len(), len(objects)+1
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n%s", size, starts.String())
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\n", size)
	fmt.Fprintf(&out, "startxref\n%d\n%%%%EOF\n", table)
	_, err := out.WriteTo(w)
	return err
}

// pdfText is a string of a PDF file, in UTF-16 as it must be beyond Latin letters.
func pdfText(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}

// pdfCanvas collects the drawing operators of a page.
type pdfCanvas struct {
	look   *palette
	ops    []byte
	alphas []uint8 // that were used
}

// states are the graphics states that colours with an alpha refer to.
func (c *pdfCanvas) states() string {
	var b strings.Builder
	slices.Sort(c.alphas)
	for _, a := range c.alphas {
		alpha := number(vg.Length(a) / 255)
		fmt.Fprintf(&b, "/A%d << /ca %s /CA %s >> ", a, alpha, alpha)
	}
	return b.String()
}

// op writes an operator behind its numbers.
func (c *pdfCanvas) op(name string, args ...vg.Length) {
	for _, x := range args {
		c.ops = append(appendNumber(c.ops, x), ' ')
	}
	c.ops = append(append(c.ops, name...), '\n')
}

func (c *pdfCanvas) SetLineWidth(w vg.Length) { c.op("w", w) }

func (c *pdfCanvas) SetLineDash(lengths []vg.Length) {
	c.ops = append(c.ops, '[')
	for _, l := range lengths {
		c.ops = append(appendNumber(c.ops, l), ' ')
	}
	c.ops = append(c.ops, "] "...)
	c.op("d", 0)
}

func (c *pdfCanvas) SetTone(t tone) {
	ink := c.look.colour(t)
	if !slices.Contains(c.alphas, ink.A) {
		c.alphas = append(c.alphas, ink.A)
	}
	c.op("/A" + strconv.Itoa(int(ink.A)) + " gs")
	r, g, b := vg.Length(ink.R)/255, vg.Length(ink.G)/255, vg.Length(ink.B)/255
	c.op("rg", r, g, b)
	c.op("RG", r, g, b)
}

func (c *pdfCanvas) Stroke(p vg.Path) { c.path(p); c.op("S") }

func (c *pdfCanvas) Fill(p vg.Path) { c.path(p); c.op("f") }

func (c *pdfCanvas) FillDisc(at vg.Point, r vg.Length) { c.Fill(round(at, r)) }

func (c *pdfCanvas) FillString(at vg.Point, l *label) { fillOutlines(c, at, l) }

// path writes lines and curves. A curve of one control point becomes one of two.
func (c *pdfCanvas) path(p vg.Path) {
	var at vg.Point
	for _, s := range p {
		switch s.Type {
		case vg.MoveComp:
			c.op("m", s.Pos.X, s.Pos.Y)
		case vg.LineComp:
			c.op("l", s.Pos.X, s.Pos.Y)
		case vg.CurveComp:
			a, b := s.Control[0], s.Control[len(s.Control)-1]
			if len(s.Control) == 1 {
				a, b = third(at, a), third(s.Pos, b)
			}
			c.op("c", a.X, a.Y, b.X, b.Y, s.Pos.X, s.Pos.Y)
		case vg.CloseComp:
			c.op("h")
		}
		at = s.Pos
	}
}

// third is the point two thirds of the way to another. The conversions keep processors from fusing
// the products with the sums.
func third(from, to vg.Point) vg.Point {
	way := func(a, b vg.Length) vg.Length { return a + vg.Length(float64((b-a)*2/3)) }
	return vg.Point{X: way(from.X, to.X), Y: way(from.Y, to.Y)}
}
