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
