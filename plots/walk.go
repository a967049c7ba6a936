package plots

import (
	"fmt"
	"time"

	"roomsim/sim"
)

// walk is a path through a machine, as a reader follows it.
type walk struct {
	Machine
	steps   []step
	visits  []visit // by state
	numbers [][]int // by row: the numbers of its steps
	counts  []int   // by row: how often it was taken without a number
	end     int     // the state at the end of the run
}

// step is a numbered part of a path: its number is its index and one.
type step struct {
	Taken
	from, to int
	stays    time.Duration // in the state that it enters; 0: it enters none
	counts   []taking      // what was only counted until the next step
}

// taking is how often a row was taken.
type taking struct{ row, times int }

// visit sums up the stays in a state.
type visit struct {
	times int
	long  time.Duration
}

// follow follows a path to the end of its run.
func follow(m Machine, end sim.Time) (*walk, error) {
	w := &walk{Machine: m, visits: make([]visit, len(m.States)),
		numbers: make([][]int, len(m.Rows)), counts: make([]int, len(m.Rows)), end: m.Start}
	w.visits[m.Start].times = 1
	since, entry := sim.Time(0), -1 // when the state was entered, and by which step
	for _, t := range m.Path {
		r := m.Rows[t.Row]
		if r.From != w.end || t.At < since {
			return nil, fmt.Errorf("no path is in %s from %s on and leaves %s at %s",
				m.States[w.end], since, m.States[r.From], t.At)
		}
		if r.To != r.From {
			w.leave(entry, t.At.Sub(since))
			w.visits[r.To].times++
			w.end, since, entry = r.To, t.At, len(w.steps)
		}
		w.take(t, r)
	}
	w.leave(entry, end.Sub(since))
	return w, nil
}

// leave ends a stay in the state that the path is in; entry is the step that began it, −1 for none.
func (w *walk) leave(entry int, long time.Duration) {
	w.visits[w.end].long += long
	if entry >= 0 {
		w.steps[entry].stays = long
	}
}

// take numbers or counts a row that is taken.
func (w *walk) take(t Taken, r Row) {
	if !r.Counted || r.From != r.To {
		w.steps = append(w.steps, step{Taken: t, from: r.From, to: r.To})
		w.numbers[t.Row] = append(w.numbers[t.Row], len(w.steps))
		return
	}
	w.counts[t.Row]++
	if len(w.steps) == 0 {
		return
	}
	s := &w.steps[len(w.steps)-1]
	for i := range s.counts {
		if s.counts[i].row == t.Row {
			s.counts[i].times++
			return
		}
	}
	s.counts = append(s.counts, taking{t.Row, 1})
}

// passed reports whether the path takes a row.
func (w *walk) passed(row int) bool { return len(w.numbers[row]) > 0 || w.counts[row] > 0 }

// says is what a row has someone told: what all its steps said, or what the table says.
func (w *walk) says(row int) string {
	said := ""
	for i, n := range w.numbers[row] {
		switch s := w.steps[n-1].Says; {
		case i == 0:
			said = s
		case s != said:
			return w.Rows[row].Says
		}
	}
	if said == "" {
		return w.Rows[row].Says
	}
	return said
}
