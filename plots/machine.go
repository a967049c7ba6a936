package plots

import (
	"fmt"
	"io"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// Machine is a state machine and the path that one client, or one seat, took through it.
type Machine struct {
	Of     string // whose path it is: "client A in room lobby"
	States []string
	Start  int     // index in States
	Rows   []Row   // of the machine's table, in its order
	Path   []Taken // in the order of time
}

// Row is a row of a machine's table, as an arrow shows it.
type Row struct {
	From, To int    // indices in States
	On       string // the input
	Says     string // what someone is told: "Reconnecting(1002051)"; "": nothing
	Outside  bool   // not in the published diagram
	Counted  bool   // the path says how often it was taken, not when
}

// Taken is a row that was taken.
type Taken struct {
	At   sim.Time
	Row  int    // index in Rows
	N    uint32 // of the record that it left; 0: none
	Says string // what someone was told
}

// StateDiagram draws a machine and the path through it: states that were passed in full colour with
// the time spent in them, steps numbered on their arrows and listed below. The timeline is that of
// the path's run. The errors are a state that has no place in the diagram, a path that is none, an
// unknown format, and those of w.
func StateDiagram(w io.Writer, tl *timeline.Timeline, m Machine, format Format, opt Options) error {
	p, err := stateDiagram(tl, m, opt)
	if err != nil {
		return err
	}
	return p.output(w, format, opt)
}

func stateDiagram(tl *timeline.Timeline, m Machine, opt Options) (*picture, error) {
	b, err := newBoard(tl, m, opt)
	if err != nil {
		return nil, err
	}
	b.draw()
	return b.pic, nil
}

// newBoard is a diagram in which everything has its place.
func newBoard(tl *timeline.Timeline, m Machine, opt Options) (*board, error) {
	w, err := follow(m, tl.End)
	if err != nil {
		return nil, err
	}
	b := &board{chart: &chart{story: &story{tl: tl}, pic: new(picture)}, walk: w}
	if err := b.siteStates(); err != nil {
		return nil, err
	}
	b.layOut(opt.width())
	return b, nil
}

// site is where a state stands in the diagram, and its colours there.
type site struct {
	state       string
	column, row int
	look        paint
}

// sites is the diagrams' table of sites. States of one machine are neighbours where arrows join
// them: beside each other, above each other, or across a corner.
func sites() []site {
	return []site{
		{"Joining", 0, 0, blue}, {"In", 1, 0, green},
		{"Out", 0, 1, grey}, {"Rejoining", 1, 1, orange},

		{"Absent", 0, 0, grey}, {"Present", 1, 0, green},
	}
}

// siteOf finds the place of a state.
func siteOf(state string) (site, error) {
	for _, p := range sites() {
		if p.state == state {
			return p, nil
		}
	}
	return site{}, fmt.Errorf("state %q has no place in the diagram", state)
}
