package plots

import "roomsim/model/timeline"

// columns is the finest step of a stacked area.
const columns = pt

// bandOrder is the order of states in a crowd's lane, from the bottom up: those in the room lowest.
var bandOrder = [...]timeline.Reason{timeline.Logined, timeline.Reconnected, timeline.Logining,
	timeline.Reconnecting, timeline.LoginFailed, timeline.ReconnectFailed, timeline.KickOut, killed,
	timeline.Logout}

// drawCrowd draws how many members are in which state: bands one upon the other, with numbers.
func (c *chart) drawCrowd(r *row) {
	y0, y1 := r.core()
	at := box{c.left, y0, c.end(-1), y1}
	levels, _ := r.lane.counts.levels(c.axis.x, columns)
	all := r.lane.size()
	c.pic.fill(guideLayer, box{c.left, at.y0, c.end(-1), at.y0 + 3}, hair)
	base := make([]int, len(levels))
	for _, state := range bandOrder {
		top := make([]int, len(levels))
		for i := range levels {
			top[i] = base[i] + levels[i].stand[state]
		}
		c.drawBand(at, levels, base, top, all, state)
		base = top
	}
}

// drawBand draws one band between two heights given in members, and numbers it where it stays the
// same for long enough.
func (c *chart) drawBand(at box, levels []level, base, top []int, all int, state timeline.Reason) {
	y := func(n int) int { return at.y1 - share(at.y1-at.y0, n, all) }
	look := states[state]
	for i := 0; i < len(levels); {
		if top[i] == base[i] {
			i++
			continue
		}
		j := i
		var upper, lower []point
		for j < len(levels) && top[j] > base[j] {
			x0, x1 := levels[j].x, c.next(levels, j)
			upper = append(upper, point{x0, y(top[j])}, point{x1, y(top[j])})
			lower = append(lower, point{x0, y(base[j])}, point{x1, y(base[j])})
			j++
		}
		outline := tidy(upper)
		lower = tidy(lower)
		for k := len(lower) - 1; k >= 0; k-- {
			outline = append(outline, lower[k])
		}
		c.pic.add(barLayer, area{outline, look.fill})
		i = j
	}
	c.numberBand(levels, base, top, y, c.stateName(state), look)
}

// share is whole·n/of, for numbers of members too large for an int of 32 bits to multiply.
func share(whole, n, of int) int { return int(int64(whole) * int64(n) / int64(of)) }

// next is where a level ends.
func (c *chart) next(levels []level, i int) int {
	if i+1 < len(levels) {
		return levels[i+1].x
	}
	return c.end(-1)
}

// tidy leaves out points on a line between their neighbours.
func tidy(pts []point) []point {
	var list []point
	for _, p := range pts {
		for n := len(list); n >= 2 && list[n-1].y == p.y && list[n-2].y == p.y; n = len(list) {
			list = list[:n-1]
		}
		if n := len(list); n > 0 && list[n-1] == p {
			continue
		}
		list = append(list, p)
	}
	return list
}

// numberBand writes the counts of a band into it: in each cluster and gap once, where the number
// holds for longest.
func (c *chart) numberBand(levels []level, base, top []int, y func(int) int, name string,
	look paint) {
	s := crowdStyle(look.text)
	taken := c.taken(nil)
	for i := 0; i < len(levels); i++ {
		n := top[i] - base[i]
		b := box{levels[i].x, y(top[i]), c.next(levels, i), y(base[i])}
		// The same number may go on at another height.
		for i+1 < len(levels) && top[i+1]-base[i+1] == n {
			i++
			b.x1 = c.next(levels, i)
			b.y0, b.y1 = max(b.y0, y(top[i])), min(b.y1, y(base[i]))
		}
		if n > 0 && b.y1-b.y0 >= s.height() {
			c.barText(b, wordsOf(n, name, b), s, taken)
		}
	}
}

func crowdStyle(c tone) style { return style{bold, barSize - 5, c} }

// wordsOf are the texts of a number in a band: without words only where it holds for long.
func wordsOf(n int, name string, b box) []string {
	texts := []string{thousands(n) + " " + name}
	if b.x1-b.x0 > clearly {
		texts = append(texts, thousands(n))
	}
	return texts
}

// wording is what stands before a number, and behind 1 and any other one.
type wording struct{ before, one, many string }

// drawCounts draws one number over time, as a step line above ground. Words leave room for dots.
func (c *chart) drawCounts(at box, all *census, say wording, look paint, dots []int) {
	levels, most := all.levels(c.axis.x, columns)
	if most == 0 {
		return
	}
	at.x0, at.x1 = c.left, c.end(-1)
	top := make([]int, len(levels))
	for i := range levels {
		top[i] = levels[i].total()
	}
	y := func(n int) int { return at.y1 - share(at.y1-at.y0, n, most) }
	var pts []point
	for i := range levels {
		pts = append(pts, point{levels[i].x, y(top[i])}, point{c.next(levels, i), y(top[i])})
	}
	pts = append(tidy(pts), point{c.end(-1), at.y1}, point{levels[0].x, at.y1})
	c.pic.add(barLayer, area{pts, faint(look.fill, 90)})
	c.pic.add(barLayer, stroke{pts: tidy(pts[:len(pts)-2]), ink: look.fill, width: medium})
	c.numberCounts(at, levels, top, y, say, dots)
}

// numberCounts writes a number where it holds for long enough: under the line, or above it while it
// is low.
func (c *chart) numberCounts(at box, levels []level, top []int, y func(int) int, say wording,
	dots []int) {
	s := style{sans, barSize - 5, ink}
	taken := c.taken(dots)
	for i := range levels {
		n := thousands(top[i])
		b := box{levels[i].x, y(top[i]), c.next(levels, i), at.y1}
		if b.y1-b.y0 < s.height() {
			b.y0, b.y1 = at.y0, b.y0
		}
		if top[i] == 0 || b.y1-b.y0 < s.height() {
			continue
		}
		after := say.many
		if top[i] == 1 {
			after = say.one
		}
		texts := []string{say.before + n + after, say.before + n}
		if b.x1-b.x0 > clearly {
			texts = append(texts, n)
		}
		c.barText(b, texts, s, taken)
	}
}

// clearly is how long a number must hold to be written without words.
const clearly = 36 * pt

// drawSight draws how many users a client sees.
func (c *chart) drawSight(at box, l *lane, dots []int) {
	c.drawCounts(at, &l.sight, wording{"sees ", " user", " users"}, paint{green.fill, ink},
		dots)
}
