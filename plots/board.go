package plots

// board is a state diagram being laid out and drawn: states as boxes on a grid, an arrow for all
// rows from one state to another, a caption beside it that lists the rows, and below the steps.
type board struct {
	*chart
	*walk
	sites  []site // by state
	nodes  []box  // by state: where it is drawn
	tracks []*track
	list   steps
	keyTop int
}

// track is the arrow from one state to another, or back to the same.
type track struct {
	from, to int
	way      []point // with sharp corners
	caption  caption
	passed   bool
}

// Sizes of the diagram.
const (
	nodeWidth    = 116 * pt
	nodeHeight   = 46 * pt
	laneWidth    = 10 * pt // of an arrow from the middle line between two states
	laneApart    = 18 * pt // the same, for upright arrows
	loopWidth    = 11 * pt // of an arrow to the same state, from its middle
	loopHeight   = 22 * pt
	beside       = 7 * pt  // between an upright arrow and its caption
	over         = 4 * pt  // between a level arrow and its caption
	loopGap      = 5 * pt  // between a box and the caption of its loop
	captionSpace = 14 * pt // between captions
	startRoom    = 30 * pt // for the sign where the path begins
)

// siteStates finds the places of the states.
func (b *board) siteStates() error {
	for _, name := range b.States {
		p, err := siteOf(name)
		if err != nil {
			return err
		}
		b.sites = append(b.sites, p)
	}
	return nil
}

// layOut gives everything its place; least is the least width of the page.
func (b *board) layOut(least int) {
	b.makeTracks()
	b.list.measure(b.walk, b.tl)
	g := b.measure()
	b.pic.w = whole(max(least, g.width()+2*margin, b.list.width()+2*margin))
	g.x[0] = (b.pic.w-g.width())/2 + g.left
	g.x[1] = g.x[0] + g.across
	g.y[0] = b.layTitle(margin) + g.above + nodeHeight/2
	g.y[1] = g.y[0] + g.down
	for _, p := range b.sites {
		x, y := g.x[p.column], g.y[p.row]
		b.nodes = append(b.nodes, box{x - nodeWidth/2, y - nodeHeight/2, x + nodeWidth/2,
			y + nodeHeight/2})
	}
	for _, t := range b.tracks {
		b.route(t, g)
	}
	b.keyTop = g.y[g.bottom] + nodeHeight/2 + g.below + 12*pt
	b.list.top = b.keyTop + len(b.keyRows())*keyLeading + 12*pt
	b.pic.h = whole(b.list.top + b.list.height() + margin)
}

// whole makes a length whole points: a page of dots then ends between two of them.
func whole(n int) int { return (n + pt - 1) / pt * pt }

// layTitle places the title of the run, and below it whose path it is, from y down.
func (b *board) layTitle(y int) int {
	title := show(b.tl.Title)
	if title == "" {
		title = show(b.tl.Scenario)
	}
	b.pic.title = title
	b.titles = titleStyle.wrap(title, b.pic.w-2*margin, 2)
	b.subtitle = b.fit(subStyle, "The path of "+show(b.Of)+" · scenario "+show(b.tl.Scenario)+" · "+
		b.settings())
	return y + len(b.titles)*titleStyle.leading() + subStyle.leading() + 14*pt
}

// makeTracks gathers the rows of each pair of states, in their order.
func (b *board) makeTracks() {
	for i, r := range b.Rows {
		t := b.track(r.From, r.To)
		if t == nil {
			t = &track{from: r.From, to: r.To}
			b.tracks = append(b.tracks, t)
		}
		t.caption.rows = append(t.caption.rows, i)
		t.passed = t.passed || b.passed(i)
	}
	for _, t := range b.tracks {
		t.caption.measure(b.walk)
	}
}

// track is the arrow between two states, nil if no row is.
func (b *board) track(from, to int) *track {
	for _, t := range b.tracks {
		if t.from == from && t.to == to {
			return t
		}
	}
	return nil
}
