package plots

// flag is a text of one line or more that a leader ties to a place on an edge: a lane's or the
// axis's. Distances from the edge grow outwards, whichever way that is on the page.
type flag struct {
	x      int
	texts  []block  // alternatives, the longest first
	flyer           // where it was placed
	of     group    // of the items that it stands for
	ns     []uint32 // their records
	number int      // of its detail under the chart; 0: none
}

// block is lines of text, one below the other.
type block struct {
	lines []line
	cut   bool // it leaves out something, for which a detail may stand under the chart
}

// line is a text in its style.
type line struct {
	text string
	style
}

// flyer is a placed text: its box, y being the distance from the edge, and how far its leader goes.
type flyer struct {
	block
	box    box
	leader int
	cost   int // what it is worse than another place, in distance
}

// ground is where flags are placed.
type ground struct {
	x0, x1  int  // the page between its margins
	depth   int  // room outwards
	centred bool // texts stand under their place if they can
	loose   bool // without leaders: a text may stand anywhere right of its place
	tall    bool // all leaders go to the full depth
}

// Distances around flags.
const (
	flagStep  = 5 * pt
	flagSide  = 3 * pt  // between a leader and its text
	flagGap   = 3 * pt  // between texts
	shortCost = 12 * pt // a shorter wording says less
	leftCost  = 26 * pt // a text left of its leader is harder to read
)

func (b *block) size() (w, h int) {
	for i, l := range b.lines {
		w = max(w, b.width(i))
		h += l.leading()
	}
	return w, h
}

// width is that of a line; the last one has room for a number behind it if something was cut.
func (b *block) width(i int) int {
	w := b.lines[i].width(b.lines[i].text)
	if b.cut && i == len(b.lines)-1 {
		w += numberWidth
	}
	return w
}

// place finds a place for every flag, from right to left, each as near to the edge as its right
// neighbours leave room. It returns how deep they go, and the index of a flag without a place, −1
// if all have one.
func (g *ground) place(flags []flag) (depth, stuck int) {
	for i := len(flags) - 1; i >= 0; i-- {
		if !g.placeOne(flags, i) {
			return 0, i
		}
		depth = max(depth, flags[i].box.y1)
	}
	return depth, -1
}

func (g *ground) placeOne(flags []flag, i int) bool {
	f := &flags[i]
	best := 1 << 30
	for k, b := range f.texts {
		w, h := b.size()
		for y := 0; y+h <= g.depth; y += flagStep {
			for _, fly := range g.tries(f.x, y, w, h) {
				cost := y + fly.cost + k*shortCost
				inside := fly.box.x0 >= g.x0 && fly.box.x1 <= g.x1
				if cost < best && inside && g.fits(flags, i, fly) {
					best = cost
					fly.block = b
					f.flyer = fly
				}
			}
		}
	}
	return best < 1<<30
}

// tries lists the places at one distance, the best first.
func (g *ground) tries(x, y, w, h int) []flyer {
	leader := y + h
	if g.tall {
		leader = g.depth
	}
	right := flyer{box: box{x + flagSide, y, x + flagSide + w, y + h}, leader: leader}
	left := flyer{box: box{x - flagSide - w, y, x - flagSide, y + h}, leader: leader, cost: leftCost}
	if g.loose {
		x0 := min(x+flagSide, g.x1-w)
		return []flyer{{box: box{x0, y, x0 + w, y + h}}}
	}
	if !g.centred {
		return []flyer{right, left}
	}
	x0 := min(max(x-w/2, g.x0), g.x1-w)
	return []flyer{{box: box{x0, y, x0 + w, y + h}, leader: y}, right, left}
}

// fits reports whether a place for flag i meets none of the flags to its right, and blocks no
// leader.
func (g *ground) fits(flags []flag, i int, fly flyer) bool {
	own := box{flags[i].x - pt, 0, flags[i].x + pt, fly.leader}
	wide := box{fly.box.x0 - flagGap, fly.box.y0, fly.box.x1 + flagGap, fly.box.y1}
	for j := range flags {
		f := &flags[j]
		switch {
		case j < i && !g.loose:
			if fly.box.x0-pt < f.x && f.x < fly.box.x1+pt && f.x < flags[i].x {
				return false
			}
		case j > i:
			if wide.overlaps(f.box) || fly.leader > 0 && own.overlaps(f.box) ||
				f.leader > 0 && wide.overlaps(box{f.x - pt, 0, f.x + pt, f.leader}) {
				return false
			}
		}
	}
	return true
}

// draw writes placed flags: outwards is −1 for up, +1 for down, from the edge at y. The leaders
// begin at from.
func (p *picture) flags(flags []flag, y, from, outwards int, c tone) {
	for i := range flags {
		f := &flags[i]
		unpin := p.pin(f.x)
		p.about(f.record(0))
		if f.leader > 0 {
			end := y + outwards*f.leader
			p.line(guideLayer, point{f.x, from}, point{f.x, end}, c, medium)
		}
		top := y + f.box.y0
		if outwards < 0 {
			top = y - f.box.y1
		}
		for k, l := range f.lines {
			p.about(f.record(k))
			x := f.box.x0
			switch w := f.width(k); {
			case f.leader == f.box.y0 && f.leader >= 0 && f.box.x0 < f.x && f.x < f.box.x1:
				x += (f.box.x1 - f.box.x0 - w) / 2
			case f.box.x1 <= f.x:
				x = f.box.x1 - w
			}
			p.write(l.at(x, top+(l.leading()-l.height())/2, l.text), l.text, l.style)
			if f.number > 0 && k == len(f.lines)-1 {
				p.number(point{x + l.width(l.text) + numberWidth/2 + pt, top + l.leading()/2}, f.number)
			}
			top += l.leading()
		}
		unpin()
	}
	p.about(0)
}

// record is the one that a line of a flag tells of: each has its own, or all tell of the first.
func (f *flag) record(line int) uint32 {
	switch {
	case len(f.ns) == 0:
		return 0
	case len(f.ns) != len(f.lines):
		return f.ns[0]
	}
	return f.ns[line]
}
