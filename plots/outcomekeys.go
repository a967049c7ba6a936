package plots

// outcomeLooks paint the outcomes; the hatches repeat what the colours say.
var outcomeLooks = [nOutcome]struct {
	fill, ink tone
	hatch     func(p *picture, b box, ink tone)
}{
	Unseen: {seen.fill, seen.text, nil},
	Back:   {pure(hOrange), faint(black, 110), (*picture).rising},
	Gone:   {pure(hRed), faint(white, 150), (*picture).bothWays},
	Never:  {gone.fill, pale, (*picture).level},
}

// outcome paints an area with the look of an outcome.
func (p *picture) outcome(o Outcome, b box) {
	look := &outcomeLooks[o]
	p.fill(barLayer, b, look.fill)
	if look.hatch != nil {
		look.hatch(p, b, look.ink)
	}
}

// hatchStep is how far the lines of a hatch are apart.
const hatchStep = 75

// rising hatches a box with lines that rise to the right.
func (p *picture) rising(b box, c tone) { p.slanted(b, c, hatchStep, false) }

// bothWays hatches a box with lines that rise and lines that fall.
func (p *picture) bothWays(b box, c tone) {
	p.slanted(b, c, hatchStep, false)
	p.slanted(b, c, hatchStep, true)
}

// level hatches a box with level lines.
func (p *picture) level(b box, c tone) {
	for y := b.y1 - hatchStep/2; y > b.y0; y -= hatchStep {
		p.line(barLayer, point{b.x0, y}, point{b.x1, y}, c, thin+2)
	}
}

// frame draws the edges of a box.
func (p *picture) frame(b box, c tone, width int) {
	p.add(cutLayer, stroke{append(b.corners(), point{b.x0, b.y0}, point{b.x1, b.y0}), c, width, nil})
}

// says puts an outcome into words.
func (a *atlas) says(o Outcome) string {
	by, of := show(a.By), show(a.Of)
	switch o {
	case Unseen:
		return by + " sees nothing of " + of
	case Back:
		return by + " sees DELETE and ADD of " + of
	case Gone:
		return by + " sees DELETE of " + of + " for good"
	}
	return by + " never sees " + of
}

// drawKeys writes the legend, which counts, and returns where it ends.
func (a *atlas) drawKeys(y int) int {
	all := 0
	for _, n := range a.total {
		all += n
	}
	for o := range nOutcome {
		n := a.total[o]
		if n == 0 && o == Never {
			continue
		}
		a.pic.outcome(o, box{margin, y - pt, margin + 20*pt, y + 9*pt})
		text := a.says(o) + ": " + thousands(n) + " of " + thousands(all) + " (" + inPercent(n, all) + ")"
		a.key(y, text)
		y += rowLeading
	}
	if a.outline {
		a.pic.frame(box{margin, y - pt, margin + 20*pt, y + 9*pt}.grown(-8), ink, 20)
		a.key(y, "the scenario's own values")
		y += rowLeading
	}
	for _, text := range a.inCells() {
		text = fonts().fit(noteStyle.face, noteStyle.size, text, a.pic.w-2*margin)
		a.pic.write(noteStyle.at(margin, y+2*pt, text), text, noteStyle)
		y += noteStyle.leading()
	}
	return y
}

func (a *atlas) key(y int, text string) {
	text = fonts().fit(cellStyle.face, cellStyle.size, text, a.pic.w-2*margin-27*pt)
	a.pic.write(cellStyle.at(margin+27*pt, y, text), text, cellStyle)
}

// inCells explains the texts of cells.
func (a *atlas) inCells() (list []string) {
	if a.mixed {
		list = append(list, "In a cell, per cent: how often "+show(a.By)+" sees DELETE of "+show(a.Of)+
			"; the colours fill it in proportion.")
	}
	if a.Measure != "" {
		list = append(list, "In a cell, a time: "+show(a.Measure)+", the median.")
	}
	return list
}

// describe puts the map into words, for those who cannot see it.
func (a *atlas) describe() string {
	text := "Outcome map over " + show(a.X.Name)
	if a.Y.Name != "" {
		text += " and " + show(a.Y.Name)
	}
	text += ". " + show(a.About) + "."
	for i := range a.Cells {
		c := &a.Cells[i]
		text += " " + show(a.X.Values[i%len(a.X.Values)])
		if a.Y.Name != "" {
			text += ", " + show(a.Y.Values[i/len(a.X.Values)])
		}
		sep := ": "
		for o, n := range c.Counts {
			if n > 0 {
				text += sep + thousands(n) + " " + outcomeWords[o]
				sep = ", "
			}
		}
		if c.HasSpan {
			text += sep + toUnit(c.Span, a.fine)
		}
		text += "."
	}
	return text
}

var outcomeWords = [nOutcome]string{"nothing", "DELETE and ADD", "DELETE for good", "never there"}

var outcomeShort = [nOutcome]string{"nothing", "DELETE, ADD", "DELETE", "never there"}
