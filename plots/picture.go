package plots

// point is a place on the page: x to the right, y down.
type point struct{ x, y int }

// turned is the place on a page that lies on its side.
func (q point) turned() point { return point{q.y, q.x} }

// box is a rectangle; x0 < x1 and y0 < y1.
type box struct{ x0, y0, x1, y1 int }

func (b box) overlaps(o box) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

// grown returns the box with d more on every side.
func (b box) grown(d int) box { return box{b.x0 - d, b.y0 - d, b.x1 + d, b.y1 + d} }

func (b box) corners() []point {
	return []point{{b.x0, b.y0}, {b.x1, b.y0}, {b.x1, b.y1}, {b.x0, b.y1}}
}

// around is the least box that holds some points.
func around(pts []point) box {
	b := box{pts[0].x, pts[0].y, pts[0].x, pts[0].y}
	for _, q := range pts {
		b = box{min(b.x0, q.x), min(b.y0, q.y), max(b.x1, q.x), max(b.y1, q.y)}
	}
	return b
}

// layer orders what lies over what.
type layer uint8

// The layers, from the bottom up.
const (
	backLayer layer = iota
	guideLayer
	arrowLayer
	barLayer
	cutLayer
	dotLayer
	haloLayer
	layers
)

// shape is something to paint: an area, a stroke or a disc.
type shape interface{ paint(c canvas) }

// area is a filled polygon.
type area struct {
	pts  []point
	fill tone
}

// stroke is a line through points; dash alternates lengths of line and gap.
type stroke struct {
	pts   []point
	ink   tone
	width int
	dash  []int
}

// disc is a filled circle.
type disc struct {
	at   point
	r    int
	fill tone
}

// ringed is a disc with a ring, for a callback.
type ringed struct {
	at   point
	fill tone
}

// cross is the end of a lost message.
type cross struct {
	at point
	r  int
}

// slash cuts something that lasts longer than it looks; at is the middle of its top.
type slash struct {
	at     point
	height int
	back   tone
}

// arrow is a line with a head at its end, unless it is too short for one.
type arrow struct {
	from, to point
	neck     point // where the head begins
	head     []point
	ink      tone
	width    int
}

// label is a text on one line; at is the left end of its baseline.
type label struct {
	at   point
	text string
	face face
	size int
	ink  tone
	box  box
	of   subject
	in   span // the bar that it stands in; empty: it stands in none
}

// picture is a chart ready to be painted.
type picture struct {
	w, h        int
	title, desc string
	shapes      [layers][]shape
	subjects    [layers][]subject // of the shapes
	labels      []label           // above all shapes
	signs       []box             // of events: dots, heads of arrows, crosses; no text may cover them
	now         subject           // of what is being drawn
}

func (p *picture) add(l layer, s shape) {
	p.shapes[l] = append(p.shapes[l], s)
	p.subjects[l] = append(p.subjects[l], p.now)
}

func (p *picture) fill(l layer, b box, c tone) { p.add(l, area{b.corners(), c}) }

func (p *picture) line(l layer, a, b point, c tone, width int, dash ...int) {
	p.add(l, stroke{[]point{a, b}, c, width, dash})
}

// style is how a text looks.
type style struct {
	face face
	size int
	ink  tone
}

func (s style) width(text string) int { return fonts().width(s.face, s.size, text) }

// height is what a line of text takes from the tops of its capitals to the ends of its descenders.
func (s style) height() int { return s.size }

// leading is the distance of baselines.
func (s style) leading() int { return s.size * lineSpacing / 100 }

// rise is how far capitals and ascenders stand above the baseline.
func (s style) rise() int { return s.size * 76 / 100 }

// at returns the box of a text whose box begins at a corner.
func (s style) at(x, y int, text string) box {
	return box{x, y, x + s.width(text), y + s.height()}
}

// write puts a text into a box that at returned.
func (p *picture) write(b box, text string, s style) {
	p.labels = append(p.labels,
		label{at: point{b.x0, b.y0 + s.rise()}, text: text, face: s.face, size: s.size, ink: s.ink,
			box: b, of: p.now})
}

// bare reports whether a box meets no sign.
func (p *picture) bare(b box) bool {
	for _, s := range p.signs {
		if s.overlaps(b) {
			return false
		}
	}
	return true
}

// free reports whether a box meets no text and stays on the page.
func (p *picture) free(b box) bool {
	for i := range p.labels {
		if p.labels[i].box.overlaps(b) {
			return false
		}
	}
	return b.x0 >= 0 && b.y0 >= 0 && b.x1 <= p.w && b.y1 <= p.h
}
