package plots

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
)

// fillOutlines draws a text as the outlines of its letters.
func fillOutlines(c canvas, at vg.Point, l *label) {
	t := fonts()
	w := &outliner{c: c, font: t.faces[l.face].Face, perEm: t.perEm[l.face], size: l.size, at: at}
	for _, r := range l.text {
		w.letter(r)
		w.units += t.advance(l.face, r)
	}
}

// outliner draws letters one after the other.
type outliner struct {
	c     canvas
	font  *sfnt.Font
	buf   sfnt.Buffer
	perEm int
	size  int
	at    vg.Point
	units int // what was written so far, in font units
}

func (w *outliner) letter(r rune) {
	i, err := w.font.GlyphIndex(&w.buf, r)
	if err != nil {
		return
	}
	segments, err := w.font.LoadGlyph(&w.buf, i, fixed.Int26_6(w.perEm), nil)
	if err != nil || len(segments) == 0 {
		return
	}
	var path vg.Path
	for k, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if k > 0 {
				path.Close()
			}
			path.Move(w.place(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(w.place(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(w.place(s.Args[0]), w.place(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(w.place(s.Args[0]), w.place(s.Args[1]), w.place(s.Args[2]))
		}
	}
	path.Close()
	w.c.Fill(path)
}

// place turns a point of a glyph, in font units with y down, into one of the canvas.
func (w *outliner) place(q fixed.Point26_6) vg.Point {
	scale := vg.Length(w.size) / vg.Length(pt*w.perEm)
	return vg.Point{
		X: w.at.X + vg.Length(float64(vg.Length(w.units+int(q.X))*scale)),
		Y: w.at.Y + vg.Length(float64(vg.Length(q.Y)*scale)),
	}
}
