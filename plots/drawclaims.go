package plots

import "slices"

// drawClaims draws the claims under the marks. Folds and marks go on behind them.
func (c *chart) drawClaims() {
	if c.claimBottom == c.claimTop {
		return
	}
	for _, l := range c.axis.legs {
		if l.fold {
			c.pic.fill(backLayer, box{l.x0, c.claimTop, l.x1, c.claimBottom}, band)
		}
	}
	c.drawClaimsHead()
	for _, r := range c.claimRows {
		r.draw(c.pic)
		c.cutBracket(r)
	}
	for _, s := range c.stops() {
		if x := c.axis.x(s.at); len(s.names) > 0 {
			c.pic.thread(x, c.claimTop, c.claimBottom, hair)
		}
	}
}

// drawClaimsHead writes what the rows are, where lanes have their names.
func (c *chart) drawClaimsHead() {
	right, y := c.left-6*pt, c.claimTop+claimHead
	at := nameStyle.at(right-nameStyle.width(claimsName), y, claimsName)
	c.pic.write(at, claimsName, nameStyle)
	head := fonts().fit(userStyle.face, userStyle.size, c.claims.Head, right-margin)
	y += nameStyle.leading()
	c.pic.write(userStyle.at(right-userStyle.width(head), y, head), head, userStyle)
	rest := fonts().fit(restStyle.face, restStyle.size, c.claims.Rest, c.right-c.left)
	at = restStyle.at(c.left, c.restTop+(claimHeight-restStyle.height())/2, rest)
	defer c.pic.pin(c.left)()
	c.pic.write(at, rest, restStyle)
}

// draw draws a row: the bracket, what came, the verdict's sign and the words.
func (r *claimRow) draw(p *picture) {
	r.drawWindow(p)
	defer p.pin(r.anchor())()
	p.verdict(r.Verdict, r.sign)
	note := noteStyle
	if r.Verdict == Broken {
		note.ink = loss
	}
	p.write(r.textAt, r.text, claimStyle)
	p.write(r.noteAt, r.note, note)
}

// anchor is the place that the words go with: the nearest of what they tell of.
func (r *claimRow) anchor() int {
	x, xs := r.sign.x-signRadius, slices.Clone(r.came)
	if r.shown {
		xs = append(xs, r.hold(r.bracket.x0), r.hold(r.bracket.x1))
	}
	if len(xs) == 0 {
		return x
	}
	return min(max(x, slices.Min(xs)), slices.Max(xs))
}

// hold is the place that an end of the bracket goes with: its own, or what came if the bracket has
// a scale of its own or is narrow.
func (r *claimRow) hold(end int) int {
	switch b := r.bracket; {
	case !r.own && !r.narrow():
		return end
	case len(r.came) > 0 && b.has(r.came[0]):
		return r.came[0]
	default:
		return (b.x0 + b.x1) / 2
	}
}

// narrow reports whether a bracket is as narrow as one may be, whatever its window.
func (r *claimRow) narrow() bool {
	return r.loose && r.bracket.x1-r.bracket.x0 <= 2*leastBracket
}

// drawWindow draws the bracket and what came.
func (r *claimRow) drawWindow(p *picture) {
	ink := r.Verdict.ink()
	if r.shown {
		r.drawBracket(p, ink)
		r.drawMiss(p, ink)
	}
	if n := len(r.came); r.InTurn && n > 1 {
		p.line(barLayer, point{r.came[0], r.y}, point{r.came[n-1], r.y}, ink, medium)
	}
	r.drawCame(p, ink)
}

// drawBracket draws the window: its ends alone if it is narrow, its line broken if its scale is not
// that of the axis.
func (r *claimRow) drawBracket(p *picture, ink tone) {
	b := box{r.bracket.x0, r.y - bracketRise, r.bracket.x1, r.y + bracketRise}
	var dash []int
	if r.loose || r.own {
		dash = []int{30, 20}
	}
	unpin := p.pin(r.hold(b.x0))
	if !r.own {
		unpin()
	}
	if !r.narrow() {
		p.fill(guideLayer, b, faint(ink, 45))
		p.line(barLayer, point{b.x0, r.y}, point{b.x1, r.y}, ink, thin+2, dash...)
	}
	unpin()
	unpin = p.pin(r.hold(b.x0))
	p.bracketEnd(point{b.x0, r.y}, 1, r.begin, ink)
	unpin()
	defer p.pin(r.hold(b.x1))()
	p.bracketEnd(point{b.x1, r.y}, -1, r.stop, ink)
}

// bracketEnd draws one end of a bracket: [ if it belongs to the window, ( if not, an arrow where
// the window goes on. inwards is 1 for the left one, −1 for the right one.
func (p *picture) bracketEnd(at point, inwards int, b brim, ink tone) {
	const rise, serif, slope = bracketRise, 3 * pt, 2 * pt
	by := func(x, y int) point { return point{at.x + inwards*x, at.y + y} }
	var pts []point
	switch b {
	case onward:
		pts = []point{by(serif+slope, -serif), by(0, 0), by(serif+slope, serif)}
	case free:
		pts = []point{by(serif, -rise), by(pt, -rise+slope), by(0, -pt), by(0, pt),
			by(pt, rise-slope), by(serif, rise)}
	default:
		pts = []point{by(serif, -rise), by(0, -rise), by(0, rise), by(serif, rise)}
	}
	p.add(barLayer, stroke{pts: pts, ink: ink, width: strong})
}

// drawMiss joins a bracket to the one thing that should have been in it.
func (r *claimRow) drawMiss(p *picture, ink tone) {
	if len(r.came) != 1 || len(r.wrong) != 1 {
		return
	}
	x, b := r.wrong[0], r.bracket
	switch {
	case x < b.x0:
		p.line(barLayer, point{x, r.y}, point{b.x0, r.y}, ink, thin, 10, 20)
	case x > b.x1:
		p.line(barLayer, point{b.x1, r.y}, point{x, r.y}, ink, thin, 10, 20)
	}
}

// drawCame draws what came: a diamond, ticks for many, a cross for what should not have come. What
// is too close to its neighbour is left out.
func (r *claimRow) drawCame(p *picture, ink tone) {
	right := r.came[:len(r.came)-len(r.wrong)]
	for _, x := range spaced(right) {
		unpin := p.pin(x)
		if len(right) == 1 || r.InTurn {
			p.gem(point{x, r.y}, ink)
		} else {
			p.fill(dotLayer, box{x - 5, r.y - gemRadius, x + 5, r.y + gemRadius}, ink)
		}
		unpin()
	}
	for _, x := range spaced(r.wrong) {
		unpin := p.pin(x)
		p.wrong(point{x, r.y}, gemRadius-6, strong)
		unpin()
	}
}

// spaced leaves out places that are too close to the one before.
func spaced(xs []int) (list []int) {
	for _, x := range xs {
		if n := len(list); n == 0 || x-list[n-1] >= closest {
			list = append(list, x)
		}
	}
	return list
}

// cutBracket draws // over a bracket, or a line between steps, that goes through a fold.
func (c *chart) cutBracket(r *claimRow) {
	for i := range c.axis.legs {
		if l := &c.axis.legs[i]; !r.own && c.cuts(r, l) {
			c.pic.cut((l.x0+l.x1)/2, r.y-3*pt, r.y+3*pt, band)
		}
	}
}

// cuts reports whether a fold has room for // on a row.
func (c *chart) cuts(r *claimRow, l *leg) bool {
	reach, any := r.extent()
	if !any || !l.fold || !r.shown && !r.InTurn {
		return false
	}
	x := (l.x0 + l.x1) / 2
	room := span{x - 7*pt, x + 7*pt}
	ends := r.shown && (room.has(r.bracket.x0) || room.has(r.bracket.x1))
	return reach.x0 < room.x0 && room.x1 < reach.x1 && !ends
}

func (s span) has(x int) bool { return s.x0 <= x && x <= s.x1 }

// gem draws an instant that came: a diamond with a ring of paper.
func (p *picture) gem(at point, ink tone) {
	for _, g := range [...]struct {
		r    int
		fill tone
	}{{gemRadius + 10, paper}, {gemRadius, ink}} {
		p.add(dotLayer, area{[]point{{at.x - g.r, at.y}, {at.x, at.y - g.r}, {at.x + g.r, at.y},
			{at.x, at.y + g.r}}, g.fill})
	}
}

// wrong draws a cross.
func (p *picture) wrong(at point, r, width int) {
	p.line(dotLayer, point{at.x - r, at.y - r}, point{at.x + r, at.y + r}, loss, width)
	p.line(dotLayer, point{at.x - r, at.y + r}, point{at.x + r, at.y - r}, loss, width)
}

// verdict draws a verdict as a sign: ✓, ✗ or ?.
func (p *picture) verdict(v Verdict, at point) {
	const r = signRadius
	switch v {
	case Held:
		p.add(dotLayer, stroke{pts: []point{{at.x - r, at.y}, {at.x - r/3, at.y + r*2/3},
			{at.x + r, at.y - r}}, ink: v.ink(), width: strong})
	case Broken:
		p.wrong(at, r-4, strong+2)
	default:
		p.add(dotLayer, stroke{pts: []point{{at.x - 14, at.y - 18}, {at.x - 8, at.y - 26},
			{at.x + 8, at.y - 26}, {at.x + 15, at.y - 17}, {at.x + 13, at.y - 8}, {at.x, at.y + 2},
			{at.x, at.y + 10}}, ink: v.ink(), width: medium})
		p.add(dotLayer, disc{point{at.x, at.y + 24}, 7, v.ink()})
	}
}

// claimKeys are the entries of the legend about claims.
func (c *chart) claimKeys() []key {
	var held, broken, open, loose, own bool
	for _, r := range c.claimRows {
		held = held || r.Verdict == Held
		broken = broken || r.Verdict == Broken
		open = open || r.Verdict == Undecided
		loose = loose || r.shown && r.loose
		own = own || r.own
	}
	var list []key
	if held {
		list = append(list, key{"a claim that passed, in its window: [ end included, ( not",
			signClaim(Held)})
	}
	if broken {
		list = append(list, key{"a claim that failed", signClaim(Broken)})
	}
	if open {
		list = append(list, key{"a claim never put to the test", signClaim(Undecided)})
	}
	if own {
		list = append(list, key{"a window with a scale of its own", signOwn})
	}
	if loose {
		list = append(list, key{"a window not to scale", signLoose})
	}
	return list
}

// describeClaims puts the claims into words.
func (c *chart) describeClaims() string {
	text := ""
	for _, r := range c.claimRows {
		text += " Claim " + r.Verdict.String() + ": " + r.text + ", " + r.note + "."
	}
	return text
}
