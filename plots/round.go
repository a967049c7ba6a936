package plots

// A pill is the number of a step in a round box.
const (
	pillHeight = 105
	pillGap    = 2 * pt
)

func pillWidth(number string) int {
	return max(pillHeight, numberStyle.width(number)+5*pt)
}

// pill draws a number; at is the middle of its left side.
func (p *picture) pill(at point, number string) {
	w := pillWidth(number)
	b := box{at.x, at.y - pillHeight/2, at.x + w, at.y - pillHeight/2 + pillHeight}
	p.roundBox(cutLayer, b, pillHeight/2, wire)
	x := at.x + (w-numberStyle.width(number))/2
	p.write(numberStyle.at(x, at.y-numberStyle.height()/2, number), number, numberStyle)
}

// quarter are the cosines from 0° to 90° in steps of 15°, in thousandths; backwards the sines.
var quarter = [...]int{1000, 966, 866, 707, 500, 259, 0}

// turn adds the points of a round corner at c of a line that comes in one direction and goes on in
// another, both along the axes and one long.
func turn(pts []point, c, in, out point, r int) []point {
	for k := range quarter {
		cos, sin := quarter[k], quarter[len(quarter)-1-k]
		back, on := r-r*sin/1000, r-r*cos/1000
		pts = append(pts, point{c.x - in.x*back + out.x*on, c.y - in.y*back + out.y*on})
	}
	return pts
}

// rounded makes the corners of a line along the axes round.
func rounded(way []point, r int) []point {
	pts := []point{way[0]}
	for i := 1; i < len(way)-1; i++ {
		in, long := heading(way[i-1], way[i])
		out, further := heading(way[i], way[i+1])
		pts = turn(pts, way[i], in, out, min(r, long/2, further/2))
	}
	return append(pts, way[len(way)-1])
}

// heading is the direction along an axis from one point to another, one long, and how far it is.
func heading(a, b point) (way point, long int) {
	switch {
	case a.x < b.x:
		return point{1, 0}, b.x - a.x
	case a.x > b.x:
		return point{-1, 0}, a.x - b.x
	case a.y < b.y:
		return point{0, 1}, b.y - a.y
	}
	return point{0, -1}, a.y - b.y
}

// rim is the outline of a box with round corners.
func rim(b box, r int) []point {
	corners := b.corners()
	var pts []point
	for i, c := range corners {
		in, _ := heading(corners[(i+3)%4], c)
		out, _ := heading(c, corners[(i+1)%4])
		pts = turn(pts, c, in, out, r)
	}
	return pts
}

func (p *picture) roundBox(l layer, b box, r int, fill tone) {
	p.add(l, area{pts: rim(b, r), fill: fill})
}

func (p *picture) roundFrame(l layer, b box, r int, ink tone, width int) {
	pts := rim(b, r)
	p.add(l, stroke{pts: append(pts, pts[0]), ink: ink, width: width})
}

// track draws an arrow along a way with round corners.
func (p *picture) track(l layer, way []point, ink tone, width, head int) {
	end := way[len(way)-1]
	on, _ := heading(way[len(way)-2], end)
	neck := point{end.x - on.x*head, end.y - on.y*head}
	half := head * 2 / 5
	way = append(append([]point(nil), way[:len(way)-1]...), neck)
	p.add(l, stroke{pts: rounded(way, 7*pt), ink: ink, width: width})
	p.add(l, area{pts: []point{end, {neck.x - on.y*half, neck.y + on.x*half},
		{neck.x + on.y*half, neck.y - on.x*half}}, fill: ink})
}
