package plots

import (
	"cmp"
	"slices"
	"strconv"

	"roomsim/sim"
)

// chart is a story being laid out and drawn.
type chart struct {
	*story
	pic  *picture
	axis *axis
	rows []*row // from top to bottom

	starts       []sim.Time // its first anchor in each cluster of the axis that it has one in
	left, right  int        // edges of the plot
	axisEnd      int        // of the line
	titles       []string
	subtitle     string
	weatherFlags []flag
	weatherTop   int // of the words about the weather on all links
	foldTop      int // of the words about the folds
	guideTop     int // of the lines that mark the marks
	axisY        int
	markFlags    []flag
	claims       Claims
	claimRows    []*claimRow
	claimTop     int
	restTop      int // of the words about the claims that are left out
	claimBottom  int
	stepsTop     int // of the words about a chain of causes
	footTop      int
	details      []detail
	patterns     []meaning // of bars without words
	footer       []string
	moreKeys     []key // of the legend, besides the usual ones
}

// row is a lane on the page, with its labels.
type row struct {
	lane       *lane // nil: the server's
	above      bool  // the server, so its labels stand above it
	tags       []flag
	shades     []flag
	tagDepth   int
	shadeDepth int

	top, bottom int // of everything
	y0, y1      int // of the bars and strips
	door        int // what strips of weather take of that, on the side next to the server
}

// Styles of text.
var (
	titleStyle = style{bold, titleSize, ink}
	subStyle   = style{sans, 9 * pt, muted}
	nameStyle  = style{bold, nameSize, ink}
	userStyle  = style{sans, codeSize, muted}
	codeStyle  = style{mono, codeSize, ink}
	foldStyle  = style{sans, codeSize, muted}
	noteStyle  = style{sans, noteSize, muted}
	wireStyle  = style{sans, codeSize, wire}
	lossStyle  = style{sans, codeSize, loss}
	markStyle  = style{bold, nameSize - pt, ink}
	stateStyle = style{bold, barSize, white}
	seatStyle  = style{sans, barSize, white}
	timeStyle  = style{sans, markSize, ink}
)

// layOut gives everything its place.
func (c *chart) layOut(opt Options) {
	c.makeRows()
	c.left = margin + c.gutter()
	c.use(opt.axis(c.anchors, c.left))
	c.pic.w = c.right + margin
	y := c.layBody(c.layHead(margin))
	c.footer = c.footNotes()
	c.details = numbered(c.details)
	c.stepsTop = y + 10*pt
	c.footTop = y + c.layChain() + 8*pt
	c.pic.h = c.layFoot(c.footTop) + margin
}

// use gives the chart its axis.
func (c *chart) use(a *axis) {
	c.axis, c.right, c.axisEnd = a, a.x1, a.x1
	before := -1
	for _, t := range c.anchors {
		if i := a.index(t); i != before {
			c.starts = append(c.starts, t)
			before = i
		}
	}
}

// layBody places the lanes from y down, the axis, the marks and the claims under it, and returns
// where they end.
func (c *chart) layBody(y int) int {
	c.guideTop = y
	c.axisY = c.layLanes(y) + 10*pt
	c.patterns = c.wordless()
	c.claimBottom = c.layClaims(c.layMarks(c.axisY + 6*pt))
	return c.claimBottom
}

// makeRows puts the server into the middle of the lanes: behind the first of two, so that no arrow
// crosses a lane if it need not.
func (c *chart) makeRows() {
	half := (len(c.lanes) + 1) / 2
	if len(c.lanes) == 3 {
		half = 1
	}
	for i, l := range c.lanes {
		c.rows = append(c.rows, &row{lane: l, above: i < half})
	}
	if c.server.silent() && !c.anyMail() {
		return
	}
	c.rows = slices.Insert(c.rows, half, &row{})
}

func (v *seating) silent() bool { return len(v.bars)+len(v.groups) == 0 }

func (c *chart) anyMail() bool {
	return slices.ContainsFunc(c.lanes, func(l *lane) bool { return len(l.mail) > 0 })
}

// mostName is how wide the names of lanes may be. Longer ones lose their middle, as names of many
// often differ at their ends.
const mostName = 120 * pt

// names are the two lines before a lane.
func (c *chart) names(r *row) (name, under string) {
	switch {
	case r.lane == nil:
		return "Server", c.onlyRoom()
	case r.lane.crowd:
		return r.lane.name, cmp.Or(r.lane.user, thousands(r.lane.size())+" clients")
	case r.lane.user != "":
		return r.lane.name, "user " + r.lane.user
	}
	return r.lane.name, ""
}

func (c *chart) onlyRoom() string {
	switch {
	case c.story.rooms == 1 && c.tl.Cast.Rooms.Len() == 1:
		return "room " + c.room(1)
	case c.story.rooms > 1:
		return thousands(c.story.rooms) + " rooms"
	}
	return ""
}

// gutter is how much width the names take.
func (c *chart) gutter() int {
	w := 40 * pt
	for _, r := range c.rows {
		name, under := c.names(r)
		w = max(w, min(nameStyle.width(name), mostName), min(userStyle.width(under), mostName))
	}
	return max(w, c.claimsGutter()) + 8*pt
}

// layHead places title, subtitle, the weather on all links, and the line about folds.
func (c *chart) layHead(y int) int {
	c.setTitles()
	y += len(c.titles)*titleStyle.leading() + subStyle.leading() + 8*pt
	c.foldTop = c.layWeather(y) + pt
	return c.belowFolds()
}

// setTitles words title and subtitle for the width of the page.
func (c *chart) setTitles() {
	title := show(c.tl.Title)
	if title == "" {
		title = show(c.tl.Scenario)
	}
	c.titles = titleStyle.wrap(title, c.pic.w-2*margin, 2)
	c.pic.title = title
	c.subtitle = c.fit(subStyle, "scenario "+show(c.tl.Scenario)+" · "+c.settings()+c.stretch())
}

// settings says how a scenario was run.
func (c *chart) settings() string {
	s := "seed " + strconv.FormatUint(c.tl.Seed, 10)
	if c.tl.Profile != "" {
		s = "profile " + show(c.tl.Profile) + " · " + s
	}
	return s
}

// stretch says what of a run is drawn if that is not all.
func (s *story) stretch() string {
	if s.from == 0 && s.until == s.tl.End {
		return ""
	}
	return " · " + clock(s.from) + " to " + clock(s.until) + " of " + clock(s.tl.End)
}

// fit shortens a text to the width of the page.
func (c *chart) fit(s style, text string) string {
	return fonts().fit(s.face, s.size, text, c.pic.w-2*margin)
}

// layWeather places the words about the weather on all links, from y down.
func (c *chart) layWeather(y int) int {
	c.weatherTop = y
	g := &ground{x0: c.left, x1: c.right, depth: 40 * pt, loose: true}
	var depth int
	c.weatherFlags, depth = flagged(g, c.shadeItems(c.weather), noteStyle)
	return y + depth
}

// belowFolds is where the words about the folds end, or about the ticks.
func (c *chart) belowFolds() int {
	switch {
	case c.axis.even:
		return c.foldTop + foldStyle.leading() + 4*pt
	case len(c.axis.starts) < 2:
		return c.foldTop
	}
	return c.foldTop + 2*foldStyle.leading() + 4*pt
}

// wrap breaks a text at blanks into at most so many lines; the last one may end in ….
func (s style) wrap(text string, width, most int) []string {
	var lines []string
	for len(lines) < most-1 && s.width(text) > width {
		cut := 0
		for i, r := range text {
			if r == ' ' && s.width(text[:i]) <= width {
				cut = i
			}
		}
		if cut == 0 {
			break
		}
		lines = append(lines, text[:cut])
		text = text[cut+1:]
	}
	return append(lines, fonts().fit(s.face, s.size, text, width))
}
