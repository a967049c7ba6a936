package main

import (
	"fmt"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

// twice runs an entry in a new world, then in one that was built from the file read anew and has
// run another replication before. It fails at the first record that differs, whatever kind it is.
func twice(e *entry, _ model.Recording) (*timeline.Timeline, error) {
	first, err := fresh(e, model.Everything)
	if err != nil {
		return nil, err
	}
	s, err := spec.Parse(e.File, e.Text, e.options.spec())
	if err != nil {
		return nil, wrongInput("%s: read again: %s", e.Name, err)
	}
	w := build(s.Config, model.Everything)
	if _, err := w.Run(s.Seed, 1); err != nil {
		return nil, err
	}
	second, err := w.Run(s.Seed, 0)
	if err != nil {
		return nil, err
	}
	if n, what := timeline.Diff(first, second); what != "" {
		panic(difference{n, what})
	}
	return first, nil
}

// difference is what a comparison of two runs found.
type difference struct {
	n    uint32
	what string
}

// String says which record differs and how.
func (d difference) String() string {
	if d.n == 0 {
		return "two runs differ: " + d.what
	}
	return fmt.Sprintf("two runs differ first at record #%d: %s", d.n, d.what)
}
