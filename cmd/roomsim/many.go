package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/term"

	"roomsim/scenarios/expect"
	"roomsim/scenarios/study"
	"roomsim/sim/replicate"
)

// many runs an entry as often as its claims over many runs ask for, on so many workers, and sets
// their findings among those of its own run; twice means all of that twice, by different workers.
// What breaks becomes the trial's error, and then it has no findings.
func (t *tool) many(e *entry, r *trial, workers int, twice bool) {
	b := study.Of(e.Scenario)
	if b == nil || r.err != nil {
		return
	}
	defer func() {
		switch v := recover().(type) {
		case nil:
		case *replicate.Panic:
			r.err = broken(e.seeded(b.Seed(v.Index)), v)
		default:
			r.err = broken(e, v)
		}
		if r.err != nil {
			r.findings = nil
		}
	}()
	b.Record = e.speech()
	found, err := t.batch(e, b, workers)
	if err == nil && twice {
		var again []expect.Finding
		if again, err = t.batch(e, b, workers+1); err == nil {
			sameFindings(found, again)
		}
	}
	if r.err = err; err != nil {
		return
	}
	r.size.events += b.Events
	for i := range r.findings {
		if r.findings[i].Claim.Chance != nil {
			r.findings[i], found = found[0], found[1:]
		}
	}
}

// batch runs a batch. A finding tells how to see the first run that it names.
func (t *tool) batch(e *entry, b *study.Batch, workers int) ([]expect.Finding, error) {
	b.Workers, b.Done = workers, new(atomic.Int64)
	found, err := t.watched(e.Name, b)
	var run *study.RunError
	switch {
	case errors.As(err, &run):
		return nil, overrun(e, run)
	case err != nil:
		return nil, t.halfway(e, b.Done, b.Runs())
	}
	for i := range found {
		if m := found[i].Many; m.First != nil {
			m.Again = e.seeded(m.Seeds[0]).again
		}
	}
	return found, nil
}

// watched runs a batch and shows how far it is.
func (t *tool) watched(name string, b *study.Batch) ([]expect.Finding, error) {
	defer t.progress(name, b.Done, b.Runs())()
	return b.Check(t.ctx)
}

// halfway is the quit for many runs that a signal has ended.
func (t *tool) halfway(e *entry, done *atomic.Int64, runs int) error {
	var q *quit
	if !errors.As(stopped(t.ctx), &q) {
		panic("roomsim: runs ended and nobody knows why")
	}
	q.text += fmt.Sprintf(" after %d of %d runs of %s", done.Load(), runs, e.Name)
	return q
}

// ofOneRun are the findings of claims about one run.
func ofOneRun(findings []expect.Finding) (list []expect.Finding) {
	for _, f := range findings {
		if f.Claim.Chance == nil {
			list = append(list, f)
		}
	}
	return list
}

// seeded is the entry as --seed changes it.
func (e *entry) seeded(seed uint64) *entry {
	s, opt := *e.Scenario, *e.options
	s.Seed = seed
	opt.seed = once{value: strconv.FormatUint(seed, 10), given: true}
	return &entry{&s, e.word, opt.again(e.word), &opt}
}

// sameFindings holds what two batches of the same runs found against each other.
func sameFindings(first, second []expect.Finding) {
	for i := range first {
		one, other := expect.Line(&first[i]), expect.Line(&second[i])
		if one != other || first[i].Why != second[i].Why {
			panic(difference{0, fmt.Sprintf("%s %s, then %s %s", one, first[i].Why, other,
				second[i].Why)})
		}
	}
}

// Progress is shown when a batch takes longer than patience, and anew at each pace.
const (
	patience = 300 * time.Millisecond
	pace     = 100 * time.Millisecond
)

// progress shows on a terminal how many runs are done, until the function that it returns is
// called, which leaves nothing of it.
func (t *tool) progress(name string, done *atomic.Int64, runs int) (hide func()) {
	if t.quiet || !terminal(t.stderr) {
		return func() {}
	}
	enough, hidden := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(hidden)
		line, wait := "", patience
		for {
			select {
			case <-enough:
				fmt.Fprint(t.stderr, blank(line))
				return
			case <-time.After(wait):
			}
			last := line
			line, wait = fmt.Sprintf("%d of %d runs", done.Load(), runs), pace
			if whole := line + " of " + name; len(whole) < t.columns() {
				line = whole
			}
			fmt.Fprint(t.stderr, blank(last)+line)
		}
	}()
	return func() {
		close(enough)
		<-hidden
	}
}

// blank takes a line off a terminal, on which the cursor stands behind it.
func blank(line string) string {
	if line == "" {
		return ""
	}
	return "\r" + strings.Repeat(" ", len(line)) + "\r"
}

// columns is the width of the terminal that standard error is, 80 if it does not tell.
func (t *tool) columns() int {
	if width, _, err := term.GetSize(int(t.stderr.Fd())); err == nil && width > 0 {
		return width
	}
	return 80
}
