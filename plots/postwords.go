package plots

import "slices"

// way is the line of a message from its sender to its receiver.
type way [2]point

// height is where the line is at x.
func (w way) height(x int) int {
	return between(w[0].turned(), w[1].turned(), x)
}

// crosses reports whether the line goes through a box.
func (w way) crosses(b box) bool { return b.crossed(w[0], w[1]) }

// addressed is the text of a message with the post that carries it. Several messages of one text
// that part at one place share it, and so do several texts of one line.
type addressed struct {
	*post
	wireText
	times int
}

// address adds the text of a message.
func address(list []*addressed, p *post, t wireText) []*addressed {
	for _, w := range list {
		same := slices.Equal(w.texts, t.texts)
		switch {
		case w.a != t.a || w.style != t.style:
		case w.b == t.b && !same:
			w.texts = []string{w.texts[0] + ", " + t.texts[0]}
			return list
		case w.b == t.b:
			return list
		case same && !t.band:
			w.times++
			w.ways = append(w.ways, t.ways...)
			return list
		}
	}
	return append(list, &addressed{p, t, 1})
}

// write looks for a place beside the line where no other line is near, then for one upon it. A text
// that finds none stands under the chart, and its number on the line; only if there is no room for
// that it is worded shorter.
func (w *addressed) write() {
	if w.written(w.texts[0]) || !w.band && w.key() {
		return
	}
	for _, text := range w.texts[1:] {
		if w.written(text) {
			return
		}
	}
}

// written writes one wording if it finds a place. Bands lie over each other anyway, and so may
// texts about them.
func (w *addressed) written(text string) bool {
	if w.times > 1 {
		text = thousands(w.times) + " × " + text
	}
	hows := []placing{ownSide, onLine}
	if w.band {
		hows[1] = anySide
	}
	for _, how := range hows {
		if b, found := w.place(text, how); found {
			w.pic.fill(haloLayer, b.grown(6), faint(paper, 225))
			w.pic.write(b, text, w.style)
			return true
		}
	}
	return false
}

// placing is how a text stands to the lines.
type placing uint8

const (
	ownSide placing = iota // its own is the next one
	onLine                 // it covers its own and no other
	anySide                // beside its own, whatever others are there
)

// shares are where on its line a text may stand, in per cent, the best first.
func shares() []int { return []int{50, 38, 62, 26, 74, 14, 86} }

// room is where the texts about a line may stand: between the server and the next actor, or beside
// its own actor if it does not come so far.
func (p *post) room(l way) span {
	low, high := min(p.server, p.reach), max(p.server, p.reach)
	if x0, x1 := min(l[0].x, l[1].x), max(l[0].x, l[1].x); x1 <= low || x0 >= high {
		return span{min(p.client, p.inner), max(p.client, p.inner)}
	}
	return span{low, high}
}

// in is the stretch of a line within a room.
func (l way) in(room span) span {
	return span{max(min(l[0].x, l[1].x), room.x0), min(max(l[0].x, l[1].x), room.x1)}
}

// place finds the place of one wording.
func (w *addressed) place(text string, how placing) (b box, found bool) {
	wide, tall := w.style.width(text), w.style.height()
	ways := w.ways
	if how == anySide {
		ways = ways[:1]
	}
	for _, l := range ways {
		room := w.room(l)
		if room.x0+wide+8*pt > room.x1 {
			continue
		}
		in := l.in(room)
		for _, share := range shares() {
			left := in.x0 + (in.x1-in.x0)*share/100 - wide/2
			left = max(room.x0+4*pt, min(left, room.x1-4*pt-wide))
			y0, y1 := l.height(left), l.height(left+wide)
			above, below := min(y0, y1)-tall, max(y0, y1)
			tops, gap := []int{above - ownGap, below + ownGap, above - crossGap,
				below + crossGap}, 3*pt
			if how == onLine {
				tops, gap = []int{(y0 + y1 - tall) / 2}, pt
			}
			for _, top := range tops {
				b := w.style.at(left, top, text)
				if w.pic.free(b.grown(gap)) && w.pic.bare(b) && w.alone(b, how) {
					return b, true
				}
			}
		}
	}
	return box{}, false
}

// How far a text keeps from its own line, from one with a cross at its end, and from those of other
// messages.
const (
	ownGap   = 12
	crossGap = 28
	lineGap  = 4 * pt
)

// alone reports whether no line is so near a box that the text in it could be taken for its own. A
// text that stands upon its line covers it.
func (w *addressed) alone(b box, how placing) bool {
	far := box{b.x0, b.y0 - lineGap, b.x1, b.y1 + lineGap}
	return !slices.ContainsFunc(w.lines, func(l way) bool {
		switch own := slices.Contains(w.ways, l); {
		case how == anySide, own && how == onLine:
			return false
		case own:
			return l.crosses(b)
		case how == onLine:
			return l.crosses(b.grown(pt))
		}
		return l.crosses(far)
	})
}

// key puts a number on the line, if there is room, and what it stands for under the chart: texts
// that are the same have one number.
func (w *addressed) key() bool {
	text := w.texts[0]
	i := slices.IndexFunc(w.details, func(d detail) bool { return d.text == text })
	if i < 0 && len(w.details) == mostDetails {
		return false
	}
	for _, l := range w.ways {
		in := l.in(w.room(l))
		for _, share := range shares() {
			x := in.x0 + (in.x1-in.x0)*share/100
			at := point{x, l.height(x)}
			spot := box{at.x, at.y, at.x, at.y}
			b := spot.grown(numberRadius)
			if !w.pic.free(b) || !w.pic.bare(b) || !w.alone(spot.grown(pt), onLine) {
				continue
			}
			if i < 0 {
				i = len(w.details)
				w.details = append(w.details, detail{&flag{number: i + 1}, text})
			}
			w.pic.number(at, i+1)
			return true
		}
	}
	return false
}
