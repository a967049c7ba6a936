package plots

import (
	"strconv"
	"strings"
)

// detail tells under the chart what a flag had no room for. Both bear its number.
type detail struct {
	flag *flag
	text string
}

// Bounds of details. A chart that would need more of them keeps to the counts in its flags.
const (
	mostDetails   = 24
	mostTold      = 16 // items of one detail
	mostDetailed  = 5  // lines of one
	detailLeading = 11 * pt
	numberWidth   = 13 * pt
	numberRadius  = 5 * pt
)

// unbroken is a blank at which no line is broken.
const unbroken = "\u00a0"

var detailStyle = style{bold, smallest, ink}

// detail notes what the items of flags say that had to be cut.
func (c *chart) detail(flags []flag, who string, items []item) {
	for i := range flags {
		f := &flags[i]
		if !f.cut || f.of.to-f.of.from > mostTold {
			continue
		}
		text, between := "", ""
		if who != "" {
			between = who + ": "
		}
		for _, it := range items[f.of.from:f.of.to] {
			say := about(it.at) + " " + it.short
			if it.count > 1 {
				say += " ×" + thousands(it.count)
			}
			text += between + strings.ReplaceAll(say, " ", unbroken)
			between = unbroken + "· "
		}
		c.details = append(c.details, detail{f, text})
	}
}

// numbered gives details their numbers; too many get none and are left out.
func numbered(list []detail) []detail {
	if len(list) > mostDetails {
		return nil
	}
	for i := range list {
		list[i].flag.number = i + 1
	}
	return list
}

// detailLines breaks a detail into lines.
func (c *chart) detailLines(d *detail) []string {
	return noteStyle.wrap(d.text, c.pic.w-2*margin-keyWidth, mostDetailed)
}

// drawDetail writes a detail from y down and returns where it ends.
func (c *chart) drawDetail(d *detail, y int) int {
	c.pic.number(point{margin + keyWidth/2 - 2*pt, y + detailLeading/2}, d.flag.number)
	for _, t := range c.detailLines(d) {
		c.pic.write(noteStyle.at(margin+keyWidth, y+(detailLeading-noteSize)/2, t), t, noteStyle)
		y += detailLeading
	}
	return y
}

// number writes the number of a detail into a ring.
func (p *picture) number(at point, n int) {
	p.add(haloLayer, disc{at, numberRadius, muted})
	p.add(haloLayer, disc{at, numberRadius - 6, paper})
	text, s := strconv.Itoa(n), detailStyle
	p.write(s.at(at.x-s.width(text)/2, at.y-s.height()/2, text), text, s)
}
