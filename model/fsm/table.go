package fsm

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Row is one transition.
type Row[S, I ~uint8, E any] struct {
	From    S
	On      I
	To      S
	Do      E
	Fact    string // what it rests on; for people
	Outside bool   // not in the published diagram that the machine follows; marked in each drawing
}

// Pair is an input in a state.
type Pair[S, I ~uint8] struct {
	From S
	On   I
}

// Machine describes a machine for New to check.
type Machine[S, I ~uint8, E any] struct {
	Start   S
	States  []string // the name of each state, by its value
	Inputs  []string // the name of each input, by its value
	Rows    []Row[S, I, E]
	Ignored []Pair[S, I]   // the pairs that have no row on purpose
	Does    func(E) string // puts an effect into words; nil: drawings leave it out
}

// Table is a checked machine. It does not change, so worlds may share it.
type Table[S, I ~uint8, E any] struct {
	m    Machine[S, I, E]
	next []int16 // row by state·inputs + input; ignored or missing
}

// Values of Table.next that are no row.
const (
	missing int16 = -1 - iota
	ignored
)

// New checks a machine: rows and names within bounds, no pair twice, no pair without a row or a
// word that it is ignored, no state out of reach. It reports everything that is wrong at once.
func New[S, I ~uint8, E any](m Machine[S, I, E]) (*Table[S, I, E], error) {
	m.Rows, m.Ignored = slices.Clone(m.Rows), slices.Clone(m.Ignored)
	t := &Table[S, I, E]{m: m}
	if err := t.bounds(); err != nil {
		return nil, err
	}
	t.next = slices.Repeat([]int16{missing}, len(m.States)*len(m.Inputs))
	if err := errors.Join(append(append(t.fill(), t.gaps()...), t.unreachable()...)...); err != nil {
		return nil, err
	}
	return t, nil
}

// Step returns the row of an input in a state and the row's index, or false if the input is ignored
// there.
func (t *Table[S, I, E]) Step(s S, i I) (row *Row[S, I, E], index int, ok bool) {
	if int(i) >= len(t.m.Inputs) {
		panic("fsm: no input " + strconv.Itoa(int(i)))
	}
	k := t.next[int(s)*len(t.m.Inputs)+int(i)]
	if k < 0 {
		return nil, 0, false
	}
	return &t.m.Rows[k], int(k), true
}

// Len is the number of rows; Step's indices are below it.
func (t *Table[S, I, E]) Len() int { return len(t.m.Rows) }

// Row returns a row by its index.
func (t *Table[S, I, E]) Row(index int) Row[S, I, E] { return t.m.Rows[index] }

// State names a state.
func (t *Table[S, I, E]) State(s S) string { return t.m.States[s] }

// States names all states, by their values.
func (t *Table[S, I, E]) States() []string { return slices.Clone(t.m.States) }

// Input names an input.
func (t *Table[S, I, E]) Input(i I) string { return t.m.Inputs[i] }

// Label names a row by what leads to it: "In on BeatDue".
func (t *Table[S, I, E]) Label(index int) string {
	r := &t.m.Rows[index]
	return t.pair(r.From, r.On)
}

// Unused names the rows with a count of 0: hits has one count for each row, kept by who calls Step.
func (t *Table[S, I, E]) Unused(hits []uint64) []string {
	var list []string
	for k := range t.m.Rows {
		if hits[k] == 0 {
			list = append(list, t.Label(k))
		}
	}
	return list
}

// bounds checks all values against the names.
func (t *Table[S, I, E]) bounds() error {
	var errs []error
	m := &t.m
	switch {
	case len(m.States) == 0 || len(m.States) > 256 || len(m.Inputs) == 0 || len(m.Inputs) > 256:
		return fmt.Errorf("%d states, %d inputs; expected 1 to 256 of each", len(m.States), len(m.Inputs))
	case len(m.Rows) > math.MaxInt16:
		return fmt.Errorf("%d rows; expected at most %d", len(m.Rows), math.MaxInt16)
	case int(m.Start) >= len(m.States):
		return fmt.Errorf("the start is state %d; expected less than %d", m.Start, len(m.States))
	}
	for k, r := range m.Rows {
		if int(r.From) >= len(m.States) || int(r.To) >= len(m.States) || int(r.On) >= len(m.Inputs) {
			errs = append(errs,
				fmt.Errorf("row %d: state %d on input %d to state %d; there are %d states, %d inputs",
					k, r.From, r.On, r.To, len(m.States), len(m.Inputs)))
		}
	}
	for _, p := range m.Ignored {
		if int(p.From) >= len(m.States) || int(p.On) >= len(m.Inputs) {
			errs = append(errs, fmt.Errorf("ignored: state %d on input %d; there are %d states, %d inputs",
				p.From, p.On, len(m.States), len(m.Inputs)))
		}
	}
	return errors.Join(errs...)
}

// fill enters rows and ignored pairs, and reports what stands twice.
func (t *Table[S, I, E]) fill() (errs []error) {
	for k, r := range t.m.Rows {
		at := &t.next[int(r.From)*len(t.m.Inputs)+int(r.On)]
		if *at >= 0 {
			errs = append(errs, fmt.Errorf("rows %d and %d: both %s", *at, k, t.pair(r.From, r.On)))
			continue
		}
		*at = int16(k)
	}
	for _, p := range t.m.Ignored {
		at := &t.next[int(p.From)*len(t.m.Inputs)+int(p.On)]
		switch {
		case *at >= 0:
			errs = append(errs, fmt.Errorf("row %d: %s is also declared ignored", *at, t.pair(p.From, p.On)))
		case *at == ignored:
			errs = append(errs, fmt.Errorf("%s is declared ignored twice", t.pair(p.From, p.On)))
		default:
			*at = ignored
		}
	}
	return errs
}

// gaps reports the pairs that nothing was said about.
func (t *Table[S, I, E]) gaps() (errs []error) {
	for k, next := range t.next {
		if next == missing {
			from, on := S(k/len(t.m.Inputs)), I(k%len(t.m.Inputs))
			errs = append(errs, fmt.Errorf("%s: no row, and not declared ignored", t.pair(from, on)))
		}
	}
	return errs
}

// unreachable reports the states that no rows lead to from the start.
func (t *Table[S, I, E]) unreachable() (errs []error) {
	reached := make([]bool, len(t.m.States))
	reached[t.m.Start] = true
	for again := true; again; {
		again = false
		for _, r := range t.m.Rows {
			if reached[r.From] && !reached[r.To] {
				reached[r.To], again = true, true
			}
		}
	}
	for s, ok := range reached {
		if !ok {
			errs = append(errs, fmt.Errorf("state %s: no rows lead to it from %s",
				t.m.States[s], t.m.States[t.m.Start]))
		}
	}
	return errs
}

func (t *Table[S, I, E]) pair(s S, i I) string { return t.m.States[s] + " on " + t.m.Inputs[i] }
