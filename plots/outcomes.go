package plots

import (
	"fmt"
	"io"
	"time"
)

// Outcome is what a client sees of a user in a run.
type Outcome uint8

// The outcomes.
const (
	Unseen Outcome = iota // nothing: the user is there all the time
	Back                  // DELETE, and ADD in the end
	Gone                  // DELETE for good
	Never                 // the user never was there
	nOutcome
)

// Map is what an outcome map shows: for each pair of values how often each outcome came.
type Map struct {
	Title, About string // of the page, and the line below it
	By, Of       string // who looks, and at whom
	X, Y         Side   // Y has one value at least, and no name if nothing varies along it
	Measure      string // what Spans of cells are, "" if they have none
	Cells        []Cell // row by row, of the first value of Y first
}

// Side is what varies along a side of a map.
type Side struct {
	Name   string
	Values []string
}

// Cell is a field of a map.
type Cell struct {
	Counts  [nOutcome]int
	Span    time.Duration // the median of what is measured
	HasSpan bool
	Own     bool // the values are those of the scenario itself
}

// MostCells is how many values a side of a map may have.
const MostCells = 40

// Outcomes draws an outcome map. The errors are a side without values or with too many, cells that
// do not fit the sides, an unknown format and those of w.
func Outcomes(w io.Writer, m *Map, format Format, opt Options) error {
	nx, ny := len(m.X.Values), len(m.Y.Values)
	if nx < 1 || ny < 1 || nx > MostCells || ny > MostCells || len(m.Cells) != nx*ny {
		return fmt.Errorf("a map of %d by %d with %d cells; expected 1 to %d values a side", nx, ny,
			len(m.Cells), MostCells)
	}
	return newAtlas(m, opt).pic.output(w, format, opt)
}

// atlas is an outcome map on a page.
type atlas struct {
	*Map
	pic     *picture
	grid    box
	cw, ch  int           // of a cell
	mixed   bool          // some cell has several outcomes
	worded  bool          // cells have room for the name of their only one
	fine    time.Duration // to which spans are said
	total   [nOutcome]int
	outline bool // some cell is the scenario's own
}

// Sizes of cells.
const (
	cellLeast = 26 * pt
	cellMost  = 170 * pt
	cellHigh  = 36 * pt
)

func newAtlas(m *Map, opt Options) *atlas {
	a := &atlas{Map: m, pic: new(picture)}
	a.sum()
	gutter := 0
	for _, v := range m.Y.Values {
		gutter = max(gutter, min(headStyle.width(show(v)), nameMost))
	}
	nx, ny := len(m.X.Values), len(m.Y.Values)
	left := margin + gutter + 10*pt
	a.cw = min(max((opt.width()-margin-left)/nx, cellLeast, a.widestText()+8*pt), cellMost)
	a.worded = a.cw >= headStyle.width(outcomeShort[Back])+14*pt
	a.pic.w, a.pic.h = max(opt.width(), left+nx*a.cw+margin), tall
	a.pic.title = show(m.Title)
	y := a.pic.head(a.pic.title, show(m.About))
	if m.Y.Name != "" {
		name := fonts().fit(bold, codeSize, show(m.Y.Name), a.pic.w-2*margin)
		a.pic.write(headStyle.at(margin, y, name), name, headStyle)
		y += headStyle.leading() + 4*pt
	}
	a.ch = cellHigh
	a.grid = box{left, y, left + nx*a.cw, y + ny*a.ch}
	a.drawCells()
	a.pic.h = a.drawKeys(a.drawSides()) + margin
	a.pic.desc = a.describe()
	return a
}

// sum adds the cells up.
func (a *atlas) sum() {
	lo, hi, any := time.Duration(0), time.Duration(0), false
	for i := range a.Cells {
		c := &a.Cells[i]
		several := 0
		for o, n := range c.Counts {
			a.total[o] += n
			if n > 0 {
				several++
			}
		}
		a.mixed = a.mixed || several > 1
		a.outline = a.outline || c.Own
		if c.HasSpan {
			if !any {
				lo, hi, any = c.Span, c.Span, true
			}
			lo, hi = min(lo, c.Span), max(hi, c.Span)
		}
	}
	a.fine = max(fineness(hi-lo), 10*time.Millisecond)
	if hi-lo > 10*time.Second {
		a.fine = 100 * time.Millisecond
	}
}

// texts are what stands in a cell: the share of users that were seen leaving, and what is measured.
func (a *atlas) texts(c *Cell) (list []line) {
	all := 0
	for _, n := range c.Counts {
		all += n
	}
	if a.mixed {
		left := c.Counts[Back] + c.Counts[Gone]
		list = append(list, line{inPercent(left, all), headStyle})
	}
	switch {
	case a.Measure == "" && !a.mixed && a.worded:
		list = append(list, line{a.only(c), headStyle})
	case a.Measure == "":
	case c.HasSpan:
		list = append(list, line{rounded(c.Span, a.fine), tickStyle})
	default:
		list = append(list, line{"–", tickStyle})
	}
	return list
}

// only names the outcome of a cell that has but one.
func (a *atlas) only(c *Cell) string {
	for o, n := range c.Counts {
		if n > 0 {
			return outcomeShort[o]
		}
	}
	return "–"
}

func (a *atlas) widestText() (widest int) {
	for i := range a.Cells {
		for _, l := range a.texts(&a.Cells[i]) {
			widest = max(widest, l.width(l.text))
		}
	}
	return widest
}

// cell is where a cell lies: the values of Y go up.
func (a *atlas) cell(i int) box {
	x, y := i%len(a.X.Values), i/len(a.X.Values)
	x0, y1 := a.grid.x0+x*a.cw, a.grid.y1-y*a.ch
	return box{x0, y1 - a.ch, x0 + a.cw, y1}
}

func (a *atlas) drawCells() {
	for i := range a.Cells {
		c, b := &a.Cells[i], a.cell(i)
		in := b.grown(-8)
		a.fillShares(c, in)
		if c.Own {
			a.pic.frame(in.grown(-6), ink, 20)
		}
		lines := a.texts(c)
		high, wide := 0, 0
		for _, l := range lines {
			high += l.leading()
			wide = max(wide, l.width(l.text))
		}
		if len(lines) == 0 {
			continue
		}
		mid, y := (b.x0+b.x1)/2, (b.y0+b.y1-high)/2
		a.pic.fill(haloLayer, box{mid - wide/2 - 3*pt, y - pt, mid + wide/2 + 3*pt, y + high},
			faint(paper, 225))
		for _, l := range lines {
			a.pic.write(l.at(mid-l.width(l.text)/2, y+pt/2, l.text), l.text, l.style)
			y += l.leading()
		}
	}
}

// fillShares fills a cell from below: the worst at the bottom.
func (a *atlas) fillShares(c *Cell, b box) {
	all, below := 0, 0
	for _, n := range c.Counts {
		all += n
	}
	for _, o := range [...]Outcome{Never, Gone, Back, Unseen} {
		if n := c.Counts[o]; n > 0 {
			y1 := b.y1 - (b.y1-b.y0)*below/all
			below += n
			a.pic.outcome(o, box{b.x0, b.y1 - (b.y1-b.y0)*below/all, b.x1, y1})
		}
	}
}

// drawSides writes the values along the sides and returns where they end.
func (a *atlas) drawSides() int {
	for i, v := range a.Y.Values {
		text := fonts().fit(bold, codeSize, show(v), nameMost)
		y := a.grid.y1 - i*a.ch - a.ch/2 - headStyle.height()/2
		a.pic.write(headStyle.at(a.grid.x0-6*pt-headStyle.width(text), y, text), text, headStyle)
	}
	y, lines := a.grid.y1+5*pt, 1
	for i, v := range a.X.Values {
		rows := headStyle.wrap(show(v), a.cw-4*pt, 3)
		lines = max(lines, len(rows))
		for k, text := range rows {
			x := a.grid.x0 + i*a.cw + (a.cw-headStyle.width(text))/2
			if text != "" {
				a.pic.write(headStyle.at(x, y+k*headStyle.leading(), text), text, headStyle)
			}
		}
	}
	y += lines*headStyle.leading() + 2*pt
	name := fonts().fit(bold, codeSize, show(a.X.Name), a.pic.w-2*margin)
	w := headStyle.width(name)
	x := max(margin, min((a.grid.x0+a.grid.x1-w)/2, a.pic.w-margin-w))
	a.pic.write(headStyle.at(x, y, name), name, headStyle)
	return y + headStyle.leading() + 10*pt
}
