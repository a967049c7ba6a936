package plots

import (
	"slices"
	"strings"

	"roomsim/sim"
)

// Claims are what the run was asked to show, as rows under the axis.
type Claims struct {
	List []Claim
	Head string // how they came out: "1 of 5 fails"
	Rest string // of those that are not in the list: "and 12 more that passed"
}

// Claim is one row: the window that a claim allows, as a bracket, and what came.
type Claim struct {
	Text    string
	Note    string // what came of it: "0.820s to spare"
	Verdict Verdict
	Window  bool // whether it has one
	Lo, Hi  End
	Came    []sim.Time // what the claim speaks of
	Wrong   []sim.Time // of it what should not have come, or not then
	InTurn  bool       // what came are steps
}

// End is one end of a window. It may lie outside of the run.
type End struct {
	At   sim.Time
	Open bool // the window has no such end
	Free bool // the end itself is outside
}

// Verdict is how a claim came out.
type Verdict uint8

// The verdicts. Undecided: the claim was not put to the test.
const (
	Undecided Verdict = iota
	Held
	Broken
)

// String names the verdict as check does.
func (v Verdict) String() string {
	return [...]string{Undecided: "inconclusive", Held: "pass", Broken: "fail"}[v]
}

// ink is the tone of what is drawn for a verdict.
func (v Verdict) ink() tone {
	return [...]tone{Undecided: muted, Held: pure(hHeld), Broken: loss}[v]
}

// claimRow is a claim on the page.
type claimRow struct {
	*Claim
	y           int
	bracket     span
	shown       bool // the bracket
	begin, stop brim
	own         bool // the bracket has a scale of its own, on which what came is where it should be
	loose       bool // it has none
	came, wrong []int
	text, note  string
	sign        point
	textAt      box
	noteAt      box
}

// brim is how a bracket ends.
type brim uint8

// The brims.
const (
	closed brim = iota // the end is inside
	free               // it is not
	onward             // there is none on the page
)

// Sizes of the rows of claims.
const (
	claimHeight  = 14 * pt
	claimWord    = 11 * pt // a line of words above its bracket
	claimHead    = 6 * pt
	bracketRise  = 5 * pt  // half of a bracket's height
	leastBracket = 9 * pt  // of a bracket that would be narrower
	ownBracket   = 40 * pt // of one with a scale of its own
	mostBracket  = 120 * pt
	gemRadius    = 34     // of what came
	gemGap       = 2 * pt // between a bracket and what came outside of it
	wordGap      = 6 * pt // between a bracket and its words
	signRadius   = 26     // of a verdict's sign
	signWidth    = 10 * pt
	noteGap      = 6 * pt // between the words of a row
	longestClaim = 420 * pt
)

var (
	claimStyle = style{mono, noteSize, ink}
	restStyle  = style{sans, noteSize, muted}
)

// claimsGutter is how much width is taken by what stands before the claims.
func (c *chart) claimsGutter() int {
	if len(c.claims.List)+len(c.claims.Rest) == 0 {
		return 0
	}
	return max(nameStyle.width(claimsName), min(userStyle.width(c.claims.Head), mostName))
}

const claimsName = "Claims"

// layClaims places the claims from y down and returns where they end.
func (c *chart) layClaims(y int) int {
	c.claimTop = y
	if len(c.claims.List)+len(c.claims.Rest) == 0 {
		return y
	}
	y += claimHead
	list, others := c.claimsInside()
	if others > 0 {
		c.claims.Rest = strings.TrimPrefix(c.claims.Rest+", and "+thousands(others)+
			" about other times", ", ")
	}
	for i := range list {
		r := c.layClaim(&list[i])
		y = c.layWords(r, y)
		c.claimRows = append(c.claimRows, r)
	}
	c.restTop = y
	if c.claims.Rest != "" || len(c.claimRows) == 0 {
		y += claimHeight
	}
	return max(y, c.claimTop+claimHead+2*claimHeight)
}

// claimsInside are the claims about what is drawn, and how many others there are: what came to
// those came outside of the stretch.
func (c *chart) claimsInside() (list []Claim, others int) {
	outside := func(t sim.Time) bool { return !c.inside(t) }
	for _, claim := range c.claims.List {
		came := len(claim.Came)
		claim.Came = slices.DeleteFunc(slices.Clone(claim.Came), outside)
		claim.Wrong = slices.DeleteFunc(slices.Clone(claim.Wrong), outside)
		if came > 0 && len(claim.Came) == 0 {
			others++
			continue
		}
		list = append(list, claim)
	}
	return list, others
}

// layClaim places what came, which stands where its instant does, and the bracket around it.
func (c *chart) layClaim(claim *Claim) *claimRow {
	r := &claimRow{Claim: claim, shown: claim.Window}
	for _, t := range claim.Came {
		r.came = append(r.came, c.clamped(t))
	}
	for _, t := range claim.Wrong {
		r.wrong = append(r.wrong, c.clamped(t))
	}
	r.bracket.x0, r.begin = c.brim(claim.Lo, c.left)
	r.bracket.x1, r.stop = c.brim(claim.Hi, c.axisEnd)
	if c.misleads(r) {
		c.rescale(r)
	}
	r.widen()
	for k := range r.wrong {
		r.part(claim, k)
	}
	return r
}

// clamped places an instant between the edges of the plot.
func (c *chart) clamped(t sim.Time) int { return min(max(c.reach(t), c.left), c.axisEnd) }

// reach is where an instant stands, beyond the edges of the plot if it is not on the axis.
func (c *chart) reach(t sim.Time) int {
	legs := c.axis.legs
	switch {
	case t < legs[0].t0:
		return c.left - 1
	case t > max(legs[len(legs)-1].t1, c.until):
		return c.axisEnd + 1
	}
	return c.axis.x(t)
}

// brim places an end of a window; one that is not on the page is at the edge that is next to it.
func (c *chart) brim(e End, far int) (int, brim) {
	x := c.reach(e.At)
	switch {
	case e.Open:
		return far, onward
	case x < c.left || x > c.axisEnd:
		return min(max(x, c.left), c.axisEnd), onward
	case e.Free:
		return x, free
	}
	return x, closed
}

// widen gives a bracket its least width; where its ends are to scale it says so by its line.
func (r *claimRow) widen() {
	if lack := leastBracket - (r.bracket.x1 - r.bracket.x0); r.shown && !r.own && lack > 0 {
		r.bracket.x0 -= lack / 2
		r.bracket.x1 += lack - lack/2
		r.loose = true
	}
}

// part moves the bracket away from what came outside of it but too close to be seen there.
func (r *claimRow) part(claim *Claim, k int) {
	t, x := claim.Wrong[k], r.wrong[k]
	const apart = gemRadius + gemGap
	b := &r.bracket
	switch {
	case !r.shown:
	case !claim.Lo.Open && t <= claim.Lo.At && b.x0 < x+apart && !claim.Lo.inside(t):
		b.x0, r.loose = x+apart, true
		b.x1 = max(b.x1, b.x0+leastBracket)
	case !claim.Hi.Open && t >= claim.Hi.At && b.x1 > x-apart && !claim.Hi.inside(t):
		b.x1, r.loose = x-apart, true
		b.x0 = min(b.x0, b.x1-leastBracket)
	}
}

// inside reports whether an instant is the end and belongs to the window.
func (e End) inside(t sim.Time) bool { return t == e.At && !e.Free }

// extent is what a row's bracket and what came take of it.
func (r *claimRow) extent() (s span, any bool) {
	xs := r.came
	if r.shown {
		xs = append([]int{r.bracket.x0 + gemRadius, r.bracket.x1 - gemRadius}, xs...)
	}
	if len(xs) == 0 {
		return span{}, false
	}
	s = span{xs[0], xs[0]}
	for _, x := range xs {
		s = span{min(s.x0, x), max(s.x1, x)}
	}
	return span{s.x0 - gemRadius, s.x1 + gemRadius}, true
}

// layWords places a row from y down, its words beside the bracket if there is room or else above,
// and returns where the row ends.
func (c *chart) layWords(r *claimRow, y int) int {
	right := c.pic.w - margin
	most := min(longestClaim, right-c.left-signWidth-noteGap)
	r.text = fonts().fit(claimStyle.face, claimStyle.size, show(r.Claim.Text), most)
	room := right - c.left - signWidth - noteGap - claimStyle.width(r.text)
	r.note = fonts().fit(noteStyle.face, noteStyle.size, show(r.Claim.Note), room)
	wide := signWidth + claimStyle.width(r.text) + noteGap + noteStyle.width(r.note)
	s, any := r.extent()
	x, rowY := c.left, y
	switch {
	case !any:
	case s.x1+wordGap+wide <= right:
		x = s.x1 + wordGap
	case s.x0-wordGap-wide >= c.left:
		x = s.x0 - wordGap - wide
	default:
		x = min(max(s.x0, c.left), right-wide)
		rowY += claimWord
	}
	r.y = rowY + claimHeight/2
	mid := y + claimHeight/2
	r.sign = point{x + signRadius, mid}
	x += signWidth
	r.textAt = claimStyle.at(x, mid-claimStyle.height()/2, r.text)
	r.noteAt = noteStyle.at(r.textAt.x1+noteGap, mid-noteStyle.height()/2, r.note)
	return rowY + claimHeight
}
