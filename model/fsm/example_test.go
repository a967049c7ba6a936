package fsm_test

import (
	"fmt"
	"os"

	"roomsim/model/fsm"
)

type light uint8

const (
	off light = iota
	on
)

type finger uint8

const press finger = 0

// A switch: two states, one input. A row is left out first, by mistake.
func Example() {
	m := fsm.Machine[light, finger, string]{
		States: []string{"Off", "On"},
		Inputs: []string{"Press"},
		Rows:   []fsm.Row[light, finger, string]{{From: off, On: press, To: on, Do: "shine", Fact: "L1"}},
		Does:   func(s string) string { return s },
	}
	_, err := fsm.New(m)
	fmt.Println(err)

	m.Rows = append(m.Rows, fsm.Row[light, finger, string]{From: on, On: press, To: off, Fact: "L2"})
	table, err := fsm.New(m)
	if err != nil {
		fmt.Println(err)
		return
	}
	row, _, _ := table.Step(off, press)
	fmt.Println(row.Do)
	if err := table.WriteText(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// On on Press: no row, and not declared ignored
	// shine
	// in state  on input  goes to  does   fact
	// ────────  ────────  ───────  ─────  ────
	// Off       Press     On       shine  L1
	// On        Press     Off             L2
}
