package plots

import "strconv"

// chainStepLeading is the distance of the steps of a chain under a chart.
const chainStepLeading = 14 * pt

// stepColumns is in how many columns the steps of a chain stand.
func (c *chart) stepColumns() int {
	if len(c.chain.links) > 6 && c.pic.w >= 2*columnWidth {
		return 2
	}
	return 1
}

// columnWidth is enough for most steps.
const columnWidth = 390 * pt

// layChain says how much room the steps of a chain take.
func (c *chart) layChain() int {
	n := len(c.chain.links)
	if n == 0 {
		return 0
	}
	k := c.stepColumns()
	return chainStepLeading*((n+k-1)/k+1) + 6*pt
}

// drawSteps tells the chain in words, step by step, from y down.
func (c *chart) drawSteps(y int) {
	n := len(c.chain.links)
	title := c.chain.title
	if c.chain.earlier > 0 {
		title += "; without the first " + thousands(c.chain.earlier) + " steps"
	}
	title = c.fit(markStyle, title)
	c.pic.write(markStyle.at(margin, y, title), title, markStyle)
	y += chainStepLeading + 2*pt
	k := c.stepColumns()
	rows := (n + k - 1) / k
	width := (c.pic.w - 2*margin) / k
	for i := range c.chain.links {
		l := &c.chain.links[i]
		x, top := margin+i/rows*width, y+i%rows*chainStepLeading
		c.pic.badge(point{x + badgeRadius, top + chainStepStyle.height()/2},
			strconv.Itoa(i+1+c.chain.earlier), l.beside)
		s := chainStepStyle
		if l.beside {
			s.ink = muted
		}
		text := fonts().fit(s.face, s.size, l.line(), width-24*pt)
		c.pic.write(s.at(x+16*pt, top, text), text, s)
	}
}
