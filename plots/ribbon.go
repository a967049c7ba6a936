package plots

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// ribbons is the area of a line so wide and dashed.
func ribbons(p vg.Path, width vg.Length, dash []vg.Length) vg.Path {
	pts := make([]vg.Point, len(p))
	for i := range p {
		pts[i] = p[i].Pos
	}
	if len(dash) == 0 {
		return ribbon(nil, pts, width)
	}
	var area vg.Path
	for i := range pts[1:] {
		way, length := toward(pts[i], pts[i+1])
		for at, k := vg.Length(0), 0; at < length; k++ {
			end := at + dash[k%len(dash)]
			if k%2 == 0 {
				area = ribbon(area, []vg.Point{pts[i].Add(way.Scale(at)),
					pts[i].Add(way.Scale(min(end, length)))}, width)
			}
			at = end
		}
	}
	return area
}

// ribbon adds the area of a line: one edge of it forth, the other back.
func ribbon(area vg.Path, pts []vg.Point, width vg.Length) vg.Path {
	if len(pts) < 2 {
		return area
	}
	for i := range pts {
		if q := pts[i].Add(aside(pts, i).Scale(width / 2)); i == 0 {
			area.Move(q)
		} else {
			area.Line(q)
		}
	}
	for i := len(pts) - 1; i >= 0; i-- {
		area.Line(pts[i].Sub(aside(pts, i).Scale(width / 2)))
	}
	area.Close()
	return area
}

// aside leads from a point of a line to the edge of its ribbon if that is two wide. Where the line
// turns the edges meet in a corner, as in an SVG.
func aside(pts []vg.Point, i int) vg.Point {
	before, _ := toward(pts[max(i-1, 0)], pts[max(i, 1)])
	behind, _ := toward(pts[min(i, len(pts)-2)], pts[min(i+1, len(pts)-1)])
	both := before.Add(behind)
	if bend := before.Dot(both); bend > sharpest {
		return vg.Point{X: -both.Y / bend, Y: both.X / bend}
	}
	return vg.Point{X: -behind.Y, Y: behind.X}
}

// sharpest bounds how far a corner sticks out.
const sharpest = 0.125

// toward gives the way from one point to another, one long, and how far it is.
func toward(from, to vg.Point) (way vg.Point, length vg.Length) {
	d := to.Sub(from)
	if length = vg.Length(math.Sqrt(float64(d.Dot(d)))); length == 0 {
		return vg.Point{}, 0
	}
	return d.Scale(1 / length), length
}
