package plots

// grid is where the states of a diagram stand: in two columns at most, and two rows. The distances
// follow from the captions, so that none meets another.
type grid struct {
	x, y        [2]int // the middles of the columns and rows
	left, right int    // from the first column to the left edge, from the last to the right one
	across      int    // between the columns
	above       int    // over the boxes of the first row
	below       int    // under the boxes of the last row
	down        int    // between the rows
	bottom      int    // the last row
	inner       inner
}

// inner are the captions between the columns and between the rows: beside the upright arrows of
// either column, and in the middle.
type inner struct{ left, middle, right int }

func (n inner) width() int {
	return laneApart + beside + n.left + captionSpace + beside + n.middle + captionSpace +
		n.right + beside + laneApart
}

func (g *grid) width() int { return g.left + g.across + g.right }

// measure finds how far apart everything must be.
func (b *board) measure() *grid {
	g := &grid{left: nodeWidth/2 + startRoom, right: nodeWidth / 2, above: loopHeight,
		below: loopHeight}
	for _, p := range b.sites {
		g.bottom = max(g.bottom, p.row)
	}
	for _, t := range b.tracks {
		switch from, to := b.sites[t.from], b.sites[t.to]; {
		case t.from == t.to:
			b.measureLoop(g, t, from)
		case from.row == to.row:
			b.measureLevel(g, t, from, to)
		case from.column == to.column:
			g.measureUpright(&t.caption, from, to)
		default:
			g.inner.middle = max(g.inner.middle, t.caption.w)
			g.down = max(g.down, t.caption.h)
		}
	}
	if g.bottom > 0 {
		g.across = max(g.across, g.inner.width())
		g.down += nodeHeight + 2*captionSpace
	}
	return g
}

// measureLoop makes room for the caption right of a loop.
func (b *board) measureLoop(g *grid, t *track, at site) {
	wide := loopWidth + beside + t.caption.w
	if at.column == 0 {
		g.across = max(g.across, wide+captionSpace+loopWidth)
	} else {
		g.right = max(g.right, wide)
	}
	if at.row == 0 {
		g.above = max(g.above, t.caption.h+loopGap)
	} else {
		g.below = max(g.below, t.caption.h+loopGap)
	}
}

// measureLevel makes room for the caption between two boxes side by side; one that is higher than
// they are must also leave room for the caption of the left one's loop.
func (b *board) measureLevel(g *grid, t *track, from, to site) {
	g.across = max(g.across, nodeWidth+t.caption.w+2*beside, b.besideLoop(t, from, to)+
		t.caption.w+beside+nodeWidth/2)
	high := t.caption.h + over - (nodeHeight/2 - laneWidth)
	if from.column > to.column && from.row == g.bottom {
		g.below = max(g.below, high)
	} else if from.column < to.column && from.row == 0 {
		g.above = max(g.above, high)
	}
}

// besideLoop is how far right of the left box's middle the caption of a level arrow may begin.
func (b *board) besideLoop(t *track, from, to site) int {
	left, up := t.from, from.column < to.column
	if !up {
		left = t.to
	}
	loop := b.track(left, left)
	if loop == nil || up != (from.row == 0) || t.caption.h <= captionLeading+pt {
		return nodeWidth/2 + beside
	}
	return max(nodeWidth/2+beside, loopWidth+beside+loop.caption.w+captionSpace)
}

// measureUpright makes room for the caption of an arrow between two boxes above each other: left of
// it if it leads up, else right.
func (g *grid) measureUpright(c *caption, from, to site) {
	switch up := from.row > to.row; {
	case up && from.column == 0:
		g.left = max(g.left, laneApart+beside+c.w)
	case up:
		g.inner.right = max(g.inner.right, c.w)
	case from.column == 0:
		g.inner.left = max(g.inner.left, c.w)
	default:
		g.right = max(g.right, laneApart+beside+c.w)
	}
	g.down = max(g.down, c.h)
}

// route gives an arrow its way and its caption a place.
func (b *board) route(t *track, g *grid) {
	from, to := b.sites[t.from], b.sites[t.to]
	switch {
	case t.from == t.to:
		b.routeLoop(t, from)
	case from.row == to.row:
		b.routeLevel(t, g, from, to)
	case from.column == to.column:
		b.routeUpright(t)
	default:
		b.routeSlant(t, g, from, to)
	}
}

func (b *board) routeLoop(t *track, at site) {
	n := b.nodes[t.from]
	x, y, high := (n.x0+n.x1)/2, n.y0, -loopHeight
	t.caption.at = point{x + loopWidth + beside, n.y0 - loopGap - t.caption.h}
	if at.row > 0 {
		y, high = n.y1, loopHeight
		t.caption.at.y = n.y1 + loopGap
	}
	t.way = []point{{x - loopWidth, y}, {x - loopWidth, y + high}, {x + loopWidth, y + high},
		{x + loopWidth, y}}
}

// routeLevel keeps to the upper lane to the right and to the lower lane to the left.
func (b *board) routeLevel(t *track, g *grid, from, to site) {
	f, n := b.nodes[t.from], b.nodes[t.to]
	y := (f.y0+f.y1)/2 - laneWidth
	a, z := f.x1, n.x0
	t.caption.at.y = y - over - t.caption.h
	if from.column > to.column {
		y += 2 * laneWidth
		a, z = f.x0, n.x1
		t.caption.at.y = y + over
	}
	t.way = []point{{a, y}, {z, y}}
	x0 := g.x[0] + b.besideLoop(t, from, to)
	t.caption.at.x = (x0 + max(a, z) - beside - t.caption.w) / 2
}

// routeUpright keeps to the left lane up and to the right lane down.
func (b *board) routeUpright(t *track) {
	f, n := b.nodes[t.from], b.nodes[t.to]
	x, a, z := (f.x0+f.x1)/2+laneApart, f.y1, n.y0
	t.caption.at.x = x + beside
	if f.y0 > n.y0 {
		x -= 2 * laneApart
		a, z = f.y0, n.y1
		t.caption.at.x = x - beside - t.caption.w
	}
	t.way = []point{{x, a}, {x, z}}
	t.caption.at.y = (a + z - t.caption.h) / 2
}

// routeSlant turns twice, between the columns.
func (b *board) routeSlant(t *track, g *grid, from, to site) {
	f, n := b.nodes[t.from], b.nodes[t.to]
	a, z := point{f.x0, (f.y0+f.y1)/2 + laneWidth}, point{n.x1, (n.y0+n.y1)/2 - laneWidth}
	if from.column < to.column {
		a.x, z.x = f.x1, n.x0
	}
	if from.row > to.row {
		a.y, z.y = a.y-2*laneWidth, z.y+2*laneWidth
	}
	spare := g.across - g.inner.width()
	x := g.x[0] + laneApart + beside + g.inner.left + captionSpace + spare/2
	t.way = []point{a, {x, a.y}, {x, z.y}, z}
	t.caption.at = point{x + beside, (a.y + z.y - t.caption.h) / 2}
}
