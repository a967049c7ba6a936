package plots

import (
	"strconv"
	"strings"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// steps is the list of a path's steps below its diagram.
type steps struct {
	walk   *walk
	tl     *timeline.Timeline // of the path's run
	lines  []stepLine
	widths [stepColumns]int
	top    int
}

// stepLine is a line of the list: of a step, or of so many that it leaves out.
type stepLine struct {
	*step
	number string
	cells  [stepColumns]string
	cut    int
}

// stepColumns are what the list says of a step, behind its number.
const stepColumns = 8

// stepHeads are what stands above the columns. The fourth has a patch of the state's colour.
func stepHeads() [stepColumns]string {
	return [...]string{"at", "mark", "on", "goes to", "told", "for", "meanwhile", "record"}
}

const (
	markColumn     = 1
	onColumn       = 2
	stateColumn    = 3
	toldColumn     = 4
	countColumn    = 6
	recordColumn   = 7
	stepLeading    = 14 * pt
	stepGap        = 14 * pt
	patch          = 8 * pt
	patchRoom      = patch + 5*pt
	mostSteps      = 24 // that are listed: the first ones and the last ones
	lastSteps      = 7
	longestTally   = 230 * pt
	longestName    = 110 * pt
	numberRoom     = 22 * pt
	stepHeadHeight = 13 * pt
)

// Styles of the list.
var (
	stepStyle    = style{sans, 8 * pt, ink}
	enteredStyle = style{bold, 8 * pt, ink}
	sideStyle    = style{sans, 75, muted}
)

func stepStyles() [stepColumns]style {
	return [...]style{stepStyle, enteredStyle, stepStyle, enteredStyle, saysStyle, stepStyle,
		sideStyle, sideStyle}
}

// measure words the steps and finds how wide the columns are.
func (l *steps) measure(w *walk, tl *timeline.Timeline) {
	l.walk, l.tl = w, tl
	for i := range w.steps {
		switch left := len(w.steps) - i; {
		case len(w.steps) <= mostSteps || i < mostSteps-lastSteps-1 || left <= lastSteps:
			l.lines = append(l.lines, l.lineOf(i))
		case i == mostSteps-lastSteps-1:
			l.lines = append(l.lines, stepLine{cut: left - lastSteps})
		}
	}
	styles := stepStyles()
	for c, head := range stepHeads() {
		for i := range l.lines {
			l.widths[c] = max(l.widths[c], styles[c].width(l.lines[i].cells[c]))
		}
		if l.widths[c] > 0 {
			l.widths[c] = max(l.widths[c], noteStyle.width(head))
		}
	}
	l.widths[stateColumn] += patchRoom
}

// lineOf words step i.
func (l *steps) lineOf(i int) stepLine {
	w := l.walk
	s := &w.steps[i]
	fit := func(text string, c, room int) string {
		look := stepStyles()[c]
		return fonts().fit(look.face, look.size, show(text), room)
	}
	line := stepLine{step: s, number: strconv.Itoa(i + 1)}
	line.cells = [...]string{clock(s.At), fit(l.marks(s), markColumn, longestName),
		fit(w.Rows[s.Row].On, onColumn, longestName), fit(w.States[s.to], stateColumn, longestName),
		fit(s.Says, toldColumn, longestSaying), l.lasts(i),
		fit(l.meanwhile(s), countColumn, longestTally), ""}
	if s.N > 0 {
		line.cells[recordColumn] = "#" + strconv.FormatUint(uint64(s.N), 10)
	}
	return line
}

// marks names those of the step's record, behind those of its cause if that is of the same instant.
func (l *steps) marks(s *step) string {
	r := l.tl.ByN(s.N)
	if r == nil {
		return ""
	}
	var names []string
	add := func(n uint32) {
		for _, m := range l.tl.Marks {
			if m.N == n {
				names = append(names, m.Name)
			}
		}
	}
	if c := l.tl.ByN(r.Cause); c != nil && c.At == r.At {
		add(c.N)
	}
	add(r.N)
	return strings.Join(names, ", ")
}

// lasts says how long it is from a step to the next one.
func (l *steps) lasts(i int) string {
	all := l.walk.steps
	if s := &all[i]; i+1 < len(all) {
		return sim.FormatSpan(Telling(all[i+1].At.Sub(s.At)))
	}
	end := l.tl.End
	for k := range all {
		if all[k].from != all[k].to {
			end = all[k].At + sim.Time(all[k].stays)
		}
	}
	return sim.FormatSpan(Telling(end.Sub(all[i].At))) + ", to the end"
}

// meanwhile counts what was taken until the next step.
func (l *steps) meanwhile(s *step) string {
	var list []string
	for _, t := range s.counts {
		list = append(list, thousands(t.times)+" × "+l.walk.Rows[t.row].On)
	}
	return strings.Join(list, ", ")
}

// left is where a column begins, from the left edge of the list.
func (l *steps) left(column int) int {
	x := numberRoom
	for _, w := range l.widths[:column] {
		if w > 0 {
			x += w + stepGap
		}
	}
	return x
}

func (l *steps) width() int { return max(l.left(stepColumns)-stepGap, noteStyle.width(noSteps)) }

func (l *steps) height() int { return stepHeadHeight + max(len(l.lines), 1)*stepLeading }

const noSteps = "Nothing took place here: no step to be listed."

// draw writes the list, in the middle of the page.
func (l *steps) draw(p *picture, sites []site) {
	x, y := (p.w-l.width())/2, l.top
	if len(l.lines) == 0 {
		p.writeAt(x, y, noSteps, sideStyle)
		return
	}
	for c, head := range stepHeads() {
		if l.widths[c] > 0 {
			p.write(noteStyle.at(x+l.left(c), y, head), head, noteStyle)
		}
	}
	y += stepHeadHeight
	for i := range l.lines {
		p.line(guideLayer, point{x, y}, point{x + l.width(), y}, hair, thin)
		l.drawLine(p, &l.lines[i], point{x, y}, sites)
		y += stepLeading
	}
}

func (l *steps) drawLine(p *picture, line *stepLine, at point, sites []site) {
	middle := at.y + stepLeading/2
	if line.step == nil {
		text := "… and " + thousands(line.cut) + " more steps …"
		p.write(sideStyle.at(at.x+numberRoom, middle-sideStyle.height()/2, text), text, sideStyle)
		return
	}
	p.pill(point{at.x + numberRoom - 5*pt - pillWidth(line.number), middle}, line.number)
	for c, text := range line.cells {
		x := at.x + l.left(c)
		if c == stateColumn {
			p.roundBox(barLayer, box{x, middle - patch/2, x + patch, middle + patch/2}, 2*pt,
				sites[line.to].look.fill)
			x += patchRoom
		}
		if text != "" {
			s := stepStyles()[c]
			p.write(s.at(x, middle-s.height()/2, text), text, s)
		}
	}
}
