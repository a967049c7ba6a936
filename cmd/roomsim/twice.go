package main

import (
	"fmt"

	"roomsim/model"
	"roomsim/model/timeline"
)

// twice is a method that runs an entry by another one, then in a world that was built from the file
// read anew and has run another replication before. It fails at the first record that differs,
// whatever kind it is.
func twice(run method) method {
	return func(e *entry, _ model.Recording) (*timeline.Timeline, error) {
		first, err := run(e, model.Everything)
		if err != nil {
			return nil, err
		}
		return first, again(e, first)
	}
}

// again runs an entry once more and compares.
func again(e *entry, first *timeline.Timeline) error {
	s, err := e.Again(e.options.spec())
	if err != nil {
		return wrongInput("%s: read again: %s", e.Name, err)
	}
	w := s.World(model.Everything)
	if _, err := w.Run(s.Seed, 1); err != nil {
		return err
	}
	second, err := w.Run(s.Seed, 0)
	if err != nil {
		return err
	}
	if n, what := timeline.Diff(first, second); what != "" {
		panic(difference{n, what})
	}
	return nil
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
