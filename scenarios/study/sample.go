package study

import (
	"context"
	"fmt"
	"sync/atomic"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
	"roomsim/sim/replicate"
)

// Grid is points of a study: variants of a scenario, each of which is run so many times. Run i of a
// variant with seed s has the seed s + i.
type Grid struct {
	Variants []*spec.Scenario
	Runs     int             // of each variant; 1 or more
	Record   model.Recording // of each run: enough for what is to be read
	Workers  int
	Done     *atomic.Int64 // counts the runs that are done, for others to watch; nil: nobody does
}

// Size is how many runs there are.
func (g *Grid) Size() int { return len(g.Variants) * g.Runs }

// At splits the index of a run into those of its variant and of the run among the variant's.
func (g *Grid) At(i int) (variant, run int) { return i / g.Runs, i % g.Runs }

// Seed is that of a run.
func (g *Grid) Seed(i int) uint64 {
	variant, run := g.At(i)
	return g.Variants[variant].Seed + uint64(run)
}

// GridError is the error of a run that would not end.
type GridError struct {
	Run int // its index
	RunError
}

// Read runs the grid and returns what read makes of the timeline of each run, by its index: those
// of the first variant, then those of the next. A timeline is only lent. The error is the
// *GridError of the first run that would not end, or the cause of ctx if that ended first. When a
// run panics, Read panics with a *replicate.Panic.
func Read[T any](
	ctx context.Context, g *Grid, read func(variant int, tl *timeline.Timeline) T,
) ([]T, error) {
	type result struct {
		value T
		err   error
	}
	seats := make([]seat, max(1, min(g.Workers, g.Size())))
	all, err := replicate.Until(ctx, g.Size(), len(seats), func(k, i int) (r result, stop bool) {
		variant, _ := g.At(i)
		tl, err := seats[k].world(g, variant).Run(g.Seed(i), 0)
		if err != nil {
			r.err = &GridError{i, RunError{g.Seed(i), err}}
		} else {
			r.value = read(variant, tl)
		}
		if g.Done != nil {
			g.Done.Add(1)
		}
		return r, err != nil
	})
	if err != nil {
		return nil, err
	}
	values := make([]T, len(all))
	for i := range all {
		if all[i].err != nil {
			return nil, all[i].err
		}
		values[i] = all[i].value
	}
	return values, nil
}

// seat is where a worker sits: its world, and of which variant that is.
type seat struct {
	variant int
	held    *model.World
}

// world returns the world of a variant. A new one takes over the memory of the one before.
func (s *seat) world(g *Grid, variant int) *model.World {
	if s.held != nil && s.variant == variant {
		return s.held
	}
	w := g.Variants[variant].World(g.Record)
	if s.held != nil {
		w.TakeOver(s.held)
	}
	s.held, s.variant = w, variant
	return w
}

// Error gives the seed and what ran over.
func (e *GridError) Error() string { return fmt.Sprint(&e.RunError) }
