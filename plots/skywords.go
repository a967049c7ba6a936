package plots

import "slices"

// writeSky words the cells of a strip where there is room: first of many short cells in a row what
// they lie between, then weather that is new, inside its cell or else beside it, then the other.
func (c *chart) writeSky(at box, p *sky, cells []cell) {
	grouped := make([]bool, len(cells))
	for i := 0; i < len(cells); {
		j := i
		for j < len(cells) && cells[j].small() {
			j++
		}
		if j-i >= 3 || j > i && !cells[i].few {
			c.writeGroup(at, p, cells, i, j)
			for k := i; k < j; k++ {
				grouped[k] = true
			}
		}
		i = max(j, i+1)
	}
	said := make(map[string][]int)
	if i := roomiestOf(cells, grouped, p.most); i >= 0 && !p.calm(&p.most) {
		c.writeQuiet(at, p, &cells[i], said)
	}
	for i := range cells {
		if w := &cells[i]; !grouped[i] && !w.off && !p.quiet(&w.weather) {
			c.writeCell(at, p, cells, i)
		}
	}
	for i := range cells {
		if w := &cells[i]; !grouped[i] && !w.off && p.quiet(&w.weather) {
			c.writeQuiet(at, p, w, said)
		}
	}
}

// roomiestOf is the cell of a weather that has most room, −1 if none has.
func roomiestOf(cells []cell, grouped []bool, of weather) int {
	best := -1
	for i := range cells {
		if w := &cells[i]; grouped[i] || w.off || w.weather != of {
			continue
		}
		if best < 0 || cells[i].x1-cells[i].x0 > cells[best].x1-cells[best].x0 {
			best = i
		}
	}
	return best
}

// writeQuiet words weather that is nothing new, but not near where the same words stand; said is
// where they do.
func (c *chart) writeQuiet(at box, p *sky, w *cell, said map[string][]int) {
	long, short := joined(p.words(&w.weather))
	mid := (w.x0 + w.x1) / 2
	for _, x := range said[long] {
		if max(x-mid, mid-x) < seldom {
			return
		}
	}
	b := box{w.x0, at.y0, w.x1, at.y1}
	if b, done := c.skyText(b, []string{long, short}, nil); done {
		said[long] = append(said[long], (b.x0+b.x1)/2)
	}
}

// seldom is how far apart the same words stand about weather that is nothing new.
const seldom = 200 * pt

// writeGroup words the cells from one up to another as a whole, or aside.
func (c *chart) writeGroup(at box, p *sky, cells []cell, from, to int) {
	reach := cells[from].all
	for i := from; i < to; i++ {
		reach.add(&cells[i].all.least)
		reach.add(&cells[i].all.most)
	}
	texts := p.between(&reach)
	if len(texts) == 0 {
		return
	}
	in := box{cells[from].x0, at.y0, cells[to-1].x1, at.y1}
	much := in.x1-in.x0 > 3*style{sans, smallest, ink}.width(texts[0])
	if !much && c.writeAside(at, p, cells, from, to, texts) {
		return
	}
	if b, done := c.skyText(in, texts, nil); done {
		unpin := c.pic.pin((b.x0 + b.x1) / 2)
		c.pic.fill(barLayer, b.grown(5), faint(paper, 140))
		unpin()
	}
}

// roomy is the least width of a cell that is worded by itself.
const roomy = 20 * pt

func (w *cell) small() bool { return !w.off && (!w.few || w.x1-w.x0 < roomy) }

// writeCell words a cell as a whole, or aside, or else what finds room.
func (c *chart) writeCell(at box, p *sky, cells []cell, i int) {
	w := &cells[i]
	words := p.words(&w.weather)
	long, short := joined(words)
	texts := []string{long, short}
	if w.lasts > 0 {
		texts = slices.Insert(texts, 0, long+" for "+roughly(w.lasts))
	}
	b := box{w.x0, at.y0, w.x1, at.y1}
	if _, done := c.skyText(b, texts, nil); done || c.writeAside(at, p, cells, i, i+1, texts) {
		return
	}
	var taken []span
	for _, word := range words {
		if at, done := c.skyText(b, []string{word.long, word.short}, taken); done {
			taken = append(taken, span{at.x0 - 2*pt, at.x1 + 2*pt})
			slices.SortFunc(taken, func(a, b span) int { return a.x0 - b.x0 })
		}
	}
}

// skyText writes the longest wording that fits into a box, and tells where, if one did.
func (c *chart) skyText(b box, texts []string, taken []span) (at box, done bool) {
	before := len(c.pic.labels)
	c.barText(b, texts, style{sans, smallest, ink}, taken)
	if len(c.pic.labels) == before {
		return box{}, false
	}
	return c.pic.labels[before].box, true
}

// writeAside words cells that are too narrow for it in the quiet weather behind them, or before.
func (c *chart) writeAside(at box, p *sky, cells []cell, from, to int, texts []string) bool {
	s := style{sans, smallest, loss}
	for _, t := range texts {
		for _, k := range [...]int{to, from - 1} {
			if k < 0 || k >= len(cells) || !cells[k].few || cells[k].off ||
				!p.quiet(&cells[k].weather) {
				continue
			}
			w := s.width(t)
			x := cells[k].x0 + 2*pt
			if k < from {
				x = cells[k].x1 - 2*pt - w
			}
			b := s.at(x, (at.y0+at.y1-s.height())/2, t)
			if b.x0 >= cells[k].x0 && b.x1 <= cells[k].x1 && c.pic.free(b.grown(pt)) {
				c.pic.write(b, t, s)
				return true
			}
		}
	}
	return false
}
