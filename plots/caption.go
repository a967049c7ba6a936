package plots

import (
	"slices"
	"strconv"
)

// caption lists the rows of an arrow, one a line: the numbers of the steps that took it, the input,
// what someone is told.
type caption struct {
	rows  []int // all rows of the arrow
	lines []captionLine
	more  int  // rows that it leaves out
	taken bool // the path took some of these
	w, h  int
	on    int // where the inputs stand, from the left edge
	says  int
	at    point
}

// captionLine is a row in words.
type captionLine struct {
	numbers  []string
	tail     string // behind the numbers: what has none
	on, says string
	passed   bool
}

const (
	captionLeading = 13 * pt
	captionGap     = 6 * pt // between columns
	mostRows       = 9      // that a caption lists
	mostNumbers    = 3      // of a row
	longestSaying  = 175 * pt
)

// Styles of text in diagrams. What the path did not reach is pale, but dark enough to be read.
var (
	farTone     = mixed(hMuted, hPaper, 800)
	onStyle     = style{bold, 8 * pt, ink}
	saysStyle   = style{mono, 75, ink}
	farOn       = style{sans, 8 * pt, farTone}
	farSays     = style{mono, 75, farTone}
	numberStyle = style{bold, smallest, paper}
	timesStyle  = style{bold, 75, wire}
)

// styles are those of a line's input and of what it says.
func (l *captionLine) styles() (on, says style) {
	if l.passed {
		return onStyle, saysStyle
	}
	return farOn, farSays
}

// measure words the rows and finds how much room they take.
func (c *caption) measure(w *walk) {
	list := c.chosen(w)
	for _, row := range list {
		c.lines = append(c.lines, lineOf(w, row))
	}
	c.more = len(c.rows) - len(list)
	c.taken = slices.ContainsFunc(c.rows, func(row int) bool {
		return w.passed(row) && !slices.Contains(list, row)
	})
	marks, on, says := 0, 0, 0
	for i := range c.lines {
		l := &c.lines[i]
		first, second := l.styles()
		marks = max(marks, l.marks())
		on = max(on, first.width(l.on))
		says = max(says, second.width(l.says))
	}
	if marks > 0 {
		c.on = marks + captionGap
	}
	c.w = c.on + on
	if says > 0 {
		c.says = c.w + captionGap
		c.w = c.says + says
	}
	c.h = len(c.lines) * captionLeading
	if c.more > 0 {
		c.w = max(c.w, c.on+farOn.width(c.moreText()))
		c.h += captionLeading
	}
}

// chosen are the rows that have a line, in the table's order: those that were passed before others.
func (c *caption) chosen(w *walk) []int {
	if len(c.rows) <= mostRows {
		return c.rows
	}
	left := mostRows - 1
	for _, row := range c.rows {
		if w.passed(row) {
			left--
		}
	}
	var list []int
	for _, row := range c.rows {
		switch {
		case w.passed(row):
		case left <= 0:
			continue
		default:
			left--
		}
		if len(list) < mostRows-1 {
			list = append(list, row)
		}
	}
	return list
}

func (c *caption) moreText() string {
	text := "+ " + strconv.Itoa(c.more) + " more"
	if !c.taken {
		text += ", not taken"
	}
	return text
}

// lineOf words a row.
func lineOf(w *walk, row int) captionLine {
	r := &w.Rows[row]
	l := captionLine{on: fonts().fit(bold, onStyle.size, show(r.On), longestName),
		passed: w.passed(row)}
	l.says = fonts().fit(mono, saysStyle.size, show(w.says(row)), longestSaying)
	if r.Outside {
		l.on += " *"
	}
	for i, n := range w.numbers[row] {
		if i == mostNumbers {
			l.tail = "+ " + strconv.Itoa(len(w.numbers[row])-mostNumbers)
			break
		}
		l.numbers = append(l.numbers, strconv.Itoa(n))
	}
	if n := w.counts[row]; n > 0 {
		l.tail = thousands(n) + " ×"
	}
	return l
}

// marks is how wide the numbers and what follows them are.
func (l *captionLine) marks() int {
	w := 0
	for _, n := range l.numbers {
		w += pillWidth(n) + pillGap
	}
	if l.tail != "" {
		return w + timesStyle.width(l.tail)
	}
	return max(w-pillGap, 0)
}

// draw writes the caption.
func (c *caption) draw(p *picture) {
	y := c.at.y
	for i := range c.lines {
		l := &c.lines[i]
		x := c.at.x
		for _, n := range l.numbers {
			p.pill(point{x, y + captionLeading/2}, n)
			x += pillWidth(n) + pillGap
		}
		if l.tail != "" {
			p.writeAt(x, y, l.tail, timesStyle)
		}
		on, says := l.styles()
		p.writeAt(c.at.x+c.on, y, l.on, on)
		if l.says != "" {
			p.writeAt(c.at.x+c.says, y, l.says, says)
		}
		y += captionLeading
	}
	if c.more > 0 {
		p.writeAt(c.at.x+c.on, y, c.moreText(), farOn)
	}
}

// writeAt puts a text into the middle of a line that begins at y.
func (p *picture) writeAt(x, y int, text string, s style) {
	p.write(s.at(x, y+(captionLeading-s.height())/2, text), text, s)
}
