package plots

import (
	"slices"
	"strconv"
)

// draw fills the page: what was passed lies over what was not.
func (b *board) draw() {
	b.drawHead()
	for _, passed := range []bool{false, true} {
		for _, t := range b.tracks {
			if t.passed == passed {
				b.drawTrack(t)
			}
		}
	}
	for s := range b.nodes {
		b.drawNode(s)
	}
	b.drawStart()
	b.drawKeys()
	b.list.draw(b.pic, b.sites)
	b.pic.desc = "State diagram. " + b.subtitle + ". " + b.describe()
}

const (
	passedHead = 7 * pt
	farHead    = 5 * pt
	nodeRound  = 9 * pt
)

func (b *board) drawTrack(t *track) {
	if t.passed {
		b.pic.track(arrowLayer, t.way, wire, 17, passedHead)
	} else {
		b.pic.track(guideLayer, t.way, pale, 7, farHead)
	}
	t.caption.draw(b.pic)
}

// drawNode draws a state: its name, how often the path was there and how long in sum.
func (b *board) drawNode(s int) {
	n, look, v := b.nodes[s], b.sites[s].look, b.visits[s]
	name := style{bold, nameSize + pt, look.text}
	said := style{sans, 8 * pt, look.text}
	if v.times == 0 {
		b.pic.roundBox(barLayer, n, nodeRound, band)
		b.pic.roundFrame(cutLayer, n, nodeRound, pale, 7)
		name.ink = farTone
		b.centre(n, (n.y0+n.y1-name.height())/2, show(b.States[s]), name)
		return
	}
	b.pic.roundBox(barLayer, n, nodeRound, look.fill)
	if s == b.walk.end {
		b.pic.roundFrame(cutLayer, n.grown(-endInset), nodeRound-endInset, look.text, medium)
	}
	top := (n.y0 + n.y1 - name.height() - said.leading()) / 2
	b.centre(n, top, show(b.States[s]), name)
	text := thousands(v.times) + " ×, " + roughly(v.long)
	b.centre(n, top+name.height()+(said.leading()-said.height()), text, said)
}

// endInset is how far inside its box the line runs that marks the last state.
const endInset = 3 * pt

// centre writes a text into the middle of a box, its top at y.
func (b *board) centre(n box, y int, text string, s style) {
	text = fonts().fit(s.face, s.size, text, n.x1-n.x0-8*pt)
	b.pic.write(s.at((n.x0+n.x1-s.width(text))/2, y, text), text, s)
}

// drawStart draws where the path begins.
func (b *board) drawStart() {
	n := b.nodes[b.Start]
	y := (n.y0 + n.y1) / 2
	b.pic.track(arrowLayer, []point{{n.x0 - startRoom + 8*pt, y}, {n.x0, y}}, wire, 17, passedHead)
	b.pic.add(dotLayer, disc{at: point{n.x0 - startRoom + 6*pt, y}, r: 45, fill: wire})
}

// describe puts the path into words, for those who cannot see it.
func (b *board) describe() string {
	text := "It begins in " + show(b.States[b.Start])
	for i := range b.list.lines {
		line := &b.list.lines[i]
		if line.step == nil {
			text += "; " + strconv.Itoa(line.cut) + " more steps"
			continue
		}
		text += "; " + line.number + ": " + line.cells[0] + " " + line.cells[onColumn] + ", to " +
			line.cells[stateColumn]
	}
	return text + "."
}

// keys lists what the legend explains: what the diagram has.
func (b *board) keys() []key {
	far := false
	for i := range b.Rows {
		far = far || !b.passed(i)
	}
	outside := slices.ContainsFunc(b.Rows, func(r Row) bool { return r.Outside })
	counted := slices.ContainsFunc(b.counts, func(n int) bool { return n > 0 })
	var list []key
	for _, k := range []struct {
		key
		has bool
	}{
		{key{"where it begins", signStart}, true},
		{key{"a step of the path, in order of time", signPill}, len(b.steps) > 0},
		{key{"taken so often, not listed as a step", signTimes}, counted},
		{key{"where it is at the end", signEnd}, true},
		{key{"possible, not taken here", signFar}, far},
		{key{"not in the vendor's published diagram", signOutside}, outside},
	} {
		if k.has {
			list = append(list, k.key)
		}
	}
	return list
}

// keyRows breaks the legend into rows.
func (b *board) keyRows() [][]key {
	var rows [][]key
	x := b.pic.w
	for _, k := range b.keys() {
		w := keyWidth + noteStyle.width(k.text) + keyGap
		if x+w > b.pic.w-margin+keyGap {
			rows = append(rows, nil)
			x = margin
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], k)
		x += w
	}
	return rows
}

// drawKeys draws the legend, each row in the middle of the page.
func (b *board) drawKeys() {
	y := b.keyTop
	for _, row := range b.keyRows() {
		wide := -keyGap
		for _, k := range row {
			wide += keyWidth + noteStyle.width(k.text) + keyGap
		}
		x := (b.pic.w - wide) / 2
		for _, k := range row {
			k.sign(b.pic, point{x + keyWidth/2 - 2*pt, y + keyLeading/2})
			b.pic.writeAt(x+keyWidth, y, k.text, noteStyle)
			x += keyWidth + noteStyle.width(k.text) + keyGap
		}
		y += keyLeading
	}
}

func signStart(p *picture, at point) {
	p.track(arrowLayer, []point{{at.x - 5*pt, at.y}, {at.x + 9*pt, at.y}}, wire, 17, passedHead)
	p.add(dotLayer, disc{at: point{at.x - 5*pt, at.y}, r: 45, fill: wire})
}

func signPill(p *picture, at point) { p.pill(point{at.x - pillHeight/2, at.y}, "1") }

func signTimes(p *picture, at point) {
	p.writeAt(at.x-timesStyle.width("3 ×")/2, at.y-captionLeading/2, "3 ×", timesStyle)
}

func signEnd(p *picture, at point) {
	b := box{at.x - 9*pt, at.y - 5*pt, at.x + 9*pt, at.y + 5*pt}
	p.roundBox(barLayer, b, 3*pt, grey.fill)
	p.roundFrame(cutLayer, b.grown(-2*pt), 2*pt, grey.text, thin+2)
}

func signFar(p *picture, at point) {
	p.track(guideLayer, []point{{at.x - 9*pt, at.y}, {at.x + 9*pt, at.y}}, pale, 7, farHead)
}

func signOutside(p *picture, at point) {
	p.writeAt(at.x-onStyle.width("*")/2, at.y-captionLeading/2, "*", onStyle)
}
