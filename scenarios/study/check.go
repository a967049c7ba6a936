package study

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
	"roomsim/sim/replicate"
)

// Batch is the runs of a scenario that its claims over many runs ask for. They share them: each
// counts as many of the first ones as it asks for.
type Batch struct {
	Scenario *spec.Scenario
	Record   model.Recording // of each run: enough for the claims
	Workers  int
	Done     *atomic.Int64 // counts the runs that are done, for others to watch; nil: nobody does
	Events   uint64        // handled by all runs of the last Check

	claims []expect.Claim // those over many runs
	at     []int          // their indices in the scenario
}

// Of returns the batch that a scenario asks for, nil if none of its claims is over many runs.
func Of(s *spec.Scenario) *Batch {
	b := &Batch{Scenario: s}
	for i := range s.Claims {
		if s.Claims[i].Chance != nil {
			b.claims, b.at = append(b.claims, s.Claims[i]), append(b.at, i)
		}
	}
	if b.claims == nil {
		return nil
	}
	return b
}

// Runs is how many runs there are.
func (b *Batch) Runs() (most int) {
	for i := range b.claims {
		most = max(most, b.claims[i].Chance.Runs)
	}
	return most
}

// Seed is that of run i.
func (b *Batch) Seed(i int) uint64 { return b.Scenario.Seed + uint64(i) }

// RunError is the error of a run that would not end.
type RunError struct {
	Seed uint64
	Err  error // a *model.Overrun
}

// Error gives the seed and what ran over.
func (e *RunError) Error() string { return fmt.Sprintf("with seed %d: %s", e.Seed, e.Err) }

// Unwrap returns what ran over.
func (e *RunError) Unwrap() error { return e.Err }

// Check runs the batch and returns a finding for each of the scenario's claims over many runs, in
// their order; what came of the first run that a finding names is told with the whole why. The
// error is the *RunError of the first run that would not end, or the cause of ctx if that ended
// first. When a run panics, Check panics with a *replicate.Panic.
func (b *Batch) Check(ctx context.Context) ([]expect.Finding, error) {
	runs := b.Runs()
	workers := make([]*worker, max(1, min(b.Workers, runs)))
	faults, err := replicate.Until(ctx, runs, len(workers), func(k, i int) (error, bool) {
		if workers[k] == nil {
			workers[k] = b.worker()
		}
		err := workers[k].run(i)
		if b.Done != nil {
			b.Done.Add(1)
		}
		return err, err != nil
	})
	if err != nil {
		return nil, err
	}
	if fault := faults[len(faults)-1]; fault != nil {
		return nil, fault
	}
	b.Events = 0
	for _, w := range workers {
		if w != nil {
			b.Events += w.events
		}
	}
	return b.judge(workers)
}

// worker runs some of the runs and counts what comes of them.
type worker struct {
	batch *Batch
	world *model.World
	sums  []sum // by claim

	events uint64
}

// sum is what came of a claim in the runs of one worker, or of all.
type sum struct {
	tally        expect.Tally
	failed, open []int // the first runs that failed or were inconclusive, in order
}

func (b *Batch) worker() *worker {
	return &worker{batch: b, world: b.Scenario.World(b.Record), sums: make([]sum, len(b.claims))}
}

// run runs run i and counts what came of it.
func (w *worker) run(i int) error {
	tl, err := w.world.Run(w.batch.Seed(i), 0)
	if err != nil {
		return &RunError{w.batch.Seed(i), err}
	}
	w.events += tl.Events
	for c, f := range w.batch.check(tl) {
		if i < w.batch.claims[c].Chance.Runs {
			w.sums[c].count(i, f.Verdict)
		}
	}
	return nil
}

func (b *Batch) check(tl *timeline.Timeline) []expect.Finding {
	return expect.Check(b.claims, b.Scenario.Config.Marks, tl)
}

// count counts the verdict of run i, which is later than those before.
func (s *sum) count(i int, v expect.Verdict) {
	s.tally.Runs++
	switch v {
	case expect.Pass:
		s.tally.Passed++
	case expect.Fail:
		s.tally.Failed++
		s.failed = first(append(s.failed, i))
	case expect.Inconclusive:
		s.open = first(append(s.open, i))
	}
}

// first keeps as many runs as a finding names.
func first(runs []int) []int { return runs[:min(len(runs), expect.MaxSeeds)] }

// add adds the runs of another worker.
func (s *sum) add(o *sum) {
	s.tally.Runs += o.tally.Runs
	s.tally.Passed += o.tally.Passed
	s.tally.Failed += o.tally.Failed
	s.failed, s.open = merged(s.failed, o.failed), merged(s.open, o.open)
}

func merged(a, b []int) []int {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return first(all)
}

// judge judges what came of all runs.
func (b *Batch) judge(workers []*worker) ([]expect.Finding, error) {
	findings := make([]expect.Finding, len(b.claims))
	var again *model.World
	for c := range findings {
		many := b.many(c, workers)
		if claim := &b.Scenario.Claims[b.at[c]]; claim.Chance.Verdict(many.Tally) != expect.Pass &&
			len(many.Seeds) > 0 {
			if again == nil {
				again = b.Scenario.World(model.Everything)
			}
			tl, err := again.Run(many.Seeds[0], 0)
			if err != nil {
				return nil, &RunError{many.Seeds[0], err}
			}
			many.First = &b.check(tl)[c]
		}
		findings[c] = b.Scenario.Claims[b.at[c]].Judge(many)
	}
	return findings, nil
}

// many adds up what came of a claim.
func (b *Batch) many(c int, workers []*worker) *expect.Many {
	var all sum
	for _, w := range workers {
		if w != nil { // else the others were faster
			all.add(&w.sums[c])
		}
	}
	runs := all.failed
	if len(runs) == 0 {
		runs = all.open
	}
	many := &expect.Many{Tally: all.tally}
	for _, i := range runs {
		many.Seeds = append(many.Seeds, b.Seed(i))
	}
	return many
}
