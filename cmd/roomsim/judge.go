package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/sim/replicate"
)

// judgement is what came of checking entries, as far as it came.
type judgement struct {
	list   []*entry
	trials []trial
	sum    tallied   // of those that were finished
	reach  *coverage // by those; nil: nobody asked
	ranks  ranks
	drift  *drift // from a baseline; nil: nobody asked
	err    error  // a signal
}

// judge runs the entries, some at a time; results are in their order.
func (t *tool) judge(list []*entry, f *checkFlags) (v *judgement, err error) {
	v = &judgement{list: list, ranks: f.ranks}
	if f.coverage {
		if v.reach, err = newCoverage(); err != nil {
			return nil, err
		}
	}
	jobs := int(f.jobs.number(uint64(runtime.GOMAXPROCS(0))))
	reached := make([]*coverage, len(list))
	memories := make([]memory, min(jobs, len(list)))
	v.trials, v.err = replicate.Until(t.ctx, len(list), jobs, func(worker, i int) (trial, bool) {
		run := memories[worker].fresh
		if f.coverage {
			reached[i] = v.reach.anew()
			run = reached[i].count
		}
		if f.twice {
			run = twice(run)
		}
		r := t.try(list[i], run, list[i].speech())
		r.timeline = nil // findings outlive it
		stop := f.failFast && t.ctx.Err() == nil
		return r, stop && !r.passed(ofOneRun(r.findings), f.allowInconclusive)
	})
	for i := range v.trials {
		r := &v.trials[i]
		t.many(list[i], r, jobs, f.twice)
		switch {
		case r.err == nil:
			v.sum.add(r.findings)
			if f.coverage {
				v.reach.add(reached[i])
			}
		case v.err == nil && stopped(t.ctx) != nil:
			v.err = r.err
		}
		if stop := f.failFast && t.ctx.Err() == nil; stop && !v.passed(i, f.allowInconclusive) {
			v.trials = v.trials[:i+1]
			break
		}
	}
	return v, nil
}

// passed reports whether there is nothing to say against trial i.
func (v *judgement) passed(i int, allowInconclusive bool) bool {
	r := &v.trials[i]
	return r.err == nil && r.passed(r.findings, allowInconclusive)
}

// end says what broke and returns the quit for the whole.
func (v *judgement) end(t *tool, allowInconclusive bool) error {
	worst := max(v.sum.status(allowInconclusive), v.reach.status(), v.drift.status())
	for i := range v.trials {
		err := v.trials[i].err
		if err == nil && len(v.list[i].Claims) == 0 {
			err = wrongInput("%s: has no claims; expected something to check",
				timeline.LineStart(v.list[i].File))
		}
		if err != nil && v.err == nil {
			worst = max(worst, t.end("", "", err))
		}
	}
	if err := stopped(t.ctx); err != nil { // also one that came while the last scenario was in hand
		var q *quit
		if errors.As(v.err, &q) {
			return q // it says how far it came
		}
		return err
	}
	if worst != statusOK {
		return ended(worst)
	}
	return nil
}

// writeText writes the findings for people, scenario by scenario, and a summary.
func (v *judgement) writeText(w io.Writer, p paint, quiet bool) error {
	for i := range v.trials {
		r := &v.trials[i]
		if r.err != nil || len(r.findings) == 0 || quiet && allPassed(r.findings) {
			continue
		}
		fmt.Fprintln(w, title(p, v.list[i]))
		err := (&report{w: w, paint: p, indent: "  ", quiet: quiet}).write(r.findings, v.list[i].again)
		if err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	_, err := fmt.Fprintln(w, v.summary(p))
	if err == nil && v.reach != nil {
		err = v.reach.writeText(w, p)
	}
	if err == nil {
		err = v.drift.writeText(w, p)
	}
	if err == nil {
		err = v.writeRanks(w, p)
	}
	return err
}

// summary is the last line: "61 claims in 24 scenarios: 61 passed".
func (v *judgement) summary(p paint) string {
	line := many(v.sum.claims, "claim") + " in " + many(v.sum.scenarios, "scenario")
	if outcome := v.sum.outcome(p); outcome != "" {
		line += ": " + outcome
	}
	if n := v.claimless(); n > 0 {
		line += "; " + p.of(red+bold, many(n, "scenario")+" without claims")
	}
	if n := v.unfinished(); n > 0 {
		line += "; " + p.of(red+bold, many(n, "scenario")+" not finished")
	}
	if n := v.notRun(); n > 0 {
		line += "; " + p.of(yellow+bold, many(n, "scenario")+" not run")
	}
	return line
}

// notRun counts the scenarios behind the one at which the check was to stop.
func (v *judgement) notRun() int {
	if v.err != nil {
		return 0
	}
	return len(v.list) - len(v.trials)
}

// unfinished counts the scenarios that broke, and those that a signal kept from being run.
func (v *judgement) unfinished() int { return len(v.list) - v.notRun() - v.sum.scenarios }

// claimless counts the scenarios that were run and have no claims.
func (v *judgement) claimless() (n int) {
	for i := range v.trials {
		if v.trials[i].err == nil && len(v.list[i].Claims) == 0 {
			n++
		}
	}
	return n
}

func allPassed(findings []expect.Finding) bool {
	for i := range findings {
		if findings[i].Verdict != expect.Pass {
			return false
		}
	}
	return true
}
