package plots

import (
	"image/color"
	"strings"

	"roomsim/model/timeline"
)

// mostNotes is how many notes stand under a chart.
const mostNotes = 5

// layFoot places the legend and the notes from y down, and returns where they end.
func (c *chart) layFoot(y int) int {
	c.footer = c.footNotes()
	y += len(c.keyRows()) * keyLeading
	return y + len(c.footer)*noteStyle.leading() + 2*pt
}

// footNotes says what the chart left out, and what the run remarked.
func (c *chart) footNotes() []string {
	var list []string
	if n := len(c.leftOut); n > 0 {
		names := c.leftOut
		if n > 6 {
			names = append(append([]string(nil), names[:5]...), "…")
		}
		list = append(list, "Left out: "+thousands(n)+" more, "+strings.Join(names, ", "))
	}
	for i, text := range c.story.notes {
		if len(list) == mostNotes-1 && i+1 < len(c.story.notes) {
			list = append(list, "… and "+thousands(len(c.story.notes)-i)+" more notes")
			break
		}
		list = append(list, "Note: "+text)
	}
	return list
}

const keyLeading = 13 * pt

// key is an entry of the legend: a sign and what it means.
type key struct {
	text string
	sign func(p *picture, at point) // around at, keyWidth wide
}

const (
	keyWidth = 24 * pt
	keyGap   = 14 * pt
)

// keys lists what the legend explains: what the chart has.
func (c *chart) keys() []key {
	var tags, calls, mail, lost, shades, storms bool
	for _, l := range c.lanes {
		for _, t := range l.tags {
			tags = tags || isCallback(t)
			calls = calls || t.Kind == timeline.Call && !l.crowd
		}
		mail = mail || len(l.mail) > 0
		for i := range l.mail {
			lost = lost || l.mail[i].lost()
		}
		for _, s := range l.shades {
			shades = shades || s.look.fill == outage
			storms = storms || s.look.fill == storm
		}
	}
	list := []key{
		{"callback of the SDK: onRoomStateChanged reason(code), onRoomUserUpdate", signDot},
		{"the app calls the SDK", signTick}, {"message", signArrow}, {"lost message", signLost},
		{"the device's network is down", signBox(outage)}, {"weather on the path", signBox(storm)},
		{"time folded away", signCut},
	}
	storms = storms || len(c.weather) > 0
	has := []bool{tags, calls, mail, lost, shades, storms, len(c.axis.starts) > 1}
	var shown []key
	for i, k := range list {
		if has[i] {
			shown = append(shown, k)
		}
	}
	return shown
}

// keyRows breaks the legend into rows.
func (c *chart) keyRows() [][]key {
	var rows [][]key
	x := c.pic.w
	for _, k := range c.keys() {
		w := keyWidth + noteStyle.width(k.text) + keyGap
		if x+w > c.pic.w-margin+keyGap {
			rows = append(rows, nil)
			x = margin
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], k)
		x += w
	}
	return rows
}

func (c *chart) drawFoot() {
	y := c.footTop
	for _, row := range c.keyRows() {
		x := margin
		for _, k := range row {
			k.sign(c.pic, point{x + keyWidth/2 - 2*pt, y + keyLeading/2})
			at := noteStyle.at(x+keyWidth, y+(keyLeading-noteSize)/2, k.text)
			c.pic.write(at, k.text, noteStyle)
			x += keyWidth + noteStyle.width(k.text) + keyGap
		}
		y += keyLeading
	}
	for _, n := range c.footer {
		n = fonts().fit(noteStyle.face, noteStyle.size, n, c.pic.w-2*margin)
		c.pic.write(noteStyle.at(margin, y, n), n, noteStyle)
		y += noteStyle.leading()
	}
}

func signDot(p *picture, at point) { p.dot(at, green.fill) }

func signTick(p *picture, at point) {
	p.fill(barLayer, box{at.x - 9*pt, at.y - 3*pt, at.x + 9*pt, at.y + 3*pt}, grey.fill)
	p.fill(cutLayer, box{at.x - 8, at.y - 5*pt, at.x + 8, at.y + 5*pt}, ink)
}

func signArrow(p *picture, at point) {
	p.arrow(point{at.x - 9*pt, at.y + 2*pt}, point{at.x + 9*pt, at.y - 2*pt}, wire, medium)
}

func signLost(p *picture, at point) {
	p.line(arrowLayer, point{at.x - 9*pt, at.y}, point{at.x + 5*pt, at.y}, loss, medium, 30, 20)
	p.cross(point{at.x + 6*pt, at.y}, 22)
}

func signCut(p *picture, at point) {
	p.fill(barLayer, box{at.x - 9*pt, at.y - 3*pt, at.x + 9*pt, at.y + 3*pt}, grey.fill)
	p.cut(at.x, at.y-3*pt, at.y+3*pt, white)
}

func signBox(fill color.NRGBA) func(*picture, point) {
	return func(p *picture, at point) {
		p.fill(barLayer, box{at.x - 9*pt, at.y - 4*pt, at.x + 9*pt, at.y + 4*pt}, fill)
	}
}
