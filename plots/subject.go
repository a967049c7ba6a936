package plots

// subject is what a shape or a label is about, for pages that answer questions about it.
type subject struct {
	n      uint32 // the record that it tells of, of a message its end; 0: none
	row    int    // the row it belongs to, from 1; 0: none
	pinned bool   // it keeps its form where time is stretched, and goes with at
	at     int
}

// nowhere is the row of what belongs to none.
const nowhere = -1

// onto says which row is being drawn.
func (p *picture) onto(row int) { p.now = subject{row: row + 1} }

// about says which record is being told of, 0 for none.
func (p *picture) about(n uint32) { p.now.n = n }

// pin ties what is drawn to a place on the axis, until the function that it returns is called.
func (p *picture) pin(x int) (unpin func()) {
	before := p.now
	p.now.pinned, p.now.at = true, x
	return func() { p.now.pinned, p.now.at = before.pinned, before.at }
}

// anchor is the place on the axis that a text goes with.
func (l *label) anchor() int {
	if l.of.pinned {
		return l.of.at
	}
	return (l.box.x0 + l.box.x1) / 2
}

// untangle ties texts to their own edges where what they go with stands in another order than they
// do: they would meet when time is stretched. Texts left of the axis stay where they are.
func (p *picture) untangle(left int) {
	for again := true; again; {
		again = false
		for i := range p.labels {
			for j := range p.labels {
				a, b := &p.labels[i], &p.labels[j]
				beside := a.box.y0 < b.box.y1 && b.box.y0 < a.box.y1 && a.box.x1 <= b.box.x0
				if beside && a.box.x1 > left && a.anchor() > b.anchor() {
					a.tie()
					b.tie()
					again = true
				}
			}
		}
	}
}

// tie makes a text go with its own edge if what it goes with stands outside.
func (l *label) tie() {
	l.of.pinned, l.of.at = true, min(max(l.anchor(), l.box.x0), l.box.x1)
}
