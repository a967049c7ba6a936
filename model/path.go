package model

import (
	"slices"

	"roomsim/model/timeline"
)

// Path follows what a client is told of a room, by reasons alone, and knows what its machine can
// say next. It begins outside the room.
type Path struct {
	rows []ClientRow
	at   [clientStates]bool // where the client may be
}

// NewPath returns a path along the rows of a client's machine.
func NewPath(rows []ClientRow) *Path {
	p := &Path{rows: rows}
	p.at[Out] = true
	p.settle()
	return p
}

// Say goes on with a reason and reports whether a row that says it leads on from here. If none
// does, the path goes on behind all rows that say it.
func (p *Path) Say(r timeline.Reason) bool {
	here := p.at
	ok := slices.Contains(p.Next(), r)
	p.at = [clientStates]bool{}
	for i := range p.rows {
		row := &p.rows[i]
		if row.Do.Says == r && (!ok || here[row.From]) {
			p.at[row.To] = true
		}
	}
	p.settle()
	return ok
}

// Next lists the reasons that rows can say from here, in the vendor's order.
func (p *Path) Next() []timeline.Reason {
	var list []timeline.Reason
	for i := range p.rows {
		says := p.rows[i].Do.Says
		if says != 0 && p.at[p.rows[i].From] && !slices.Contains(list, says) {
			list = append(list, says)
		}
	}
	slices.Sort(list)
	return list
}

// Take goes on with an input that an observer sees and that leaves without a word: AppKilled,
// CallDestroy.
func (p *Path) Take(on ClientInput) {
	there := p.at
	for i := range p.rows {
		if row := &p.rows[i]; row.On == on && row.Do.Says == 0 && p.at[row.From] {
			there[row.From], there[row.To] = false, true
		}
	}
	p.at = there
	p.settle()
}

// settle adds where silent rows lead to from here, those that Take is told of left out.
func (p *Path) settle() {
	for again := true; again; {
		again = false
		for i := range p.rows {
			row := &p.rows[i]
			seen := row.On == AppKilled || row.On == CallDestroy
			if row.Do.Says == 0 && !seen && p.at[row.From] && !p.at[row.To] {
				p.at[row.To], again = true, true
			}
		}
	}
}
