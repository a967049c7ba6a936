package main

import (
	"fmt"
	"io"
	"math"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/sim/replicate"
)

// checkFlags are those of check.
type checkFlags struct {
	options
	out, format, jobs        once
	twice, allowInconclusive bool
	coverage                 bool
}

// newCheck runs scenarios and prints verdicts only.
func newCheck(t *tool) *cobra.Command {
	f := &checkFlags{}
	cmd := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Run every scenario found: verdicts only",
		Long: `Run scenarios and print a verdict on each claim: what was claimed, what was measured, and
how far the claim is from failing. PATH is a file, a directory (every .yaml and .yml below it,
but nothing in testdata or behind a dot) or the name of a built-in scenario; without PATH the
built-in suite is run.

With --coverage it also names every row of the state machines that no scenario took, and every
reason and code that no client was told. Nothing would fail if these were wrong, so one of them
makes the exit code 1.`,
		Example: `  roomsim check
  roomsim check mine.yaml scenarios/
  roomsim check --quiet                  failures and the summary only
  roomsim check --twice                  run everything twice and compare every record
  roomsim check --shuffle-ties 3         does a verdict hang on the order of one instant?
  roomsim check --coverage               and what of the state machines no scenario tried
  roomsim check --format json | jq .summary`,
		Args:              wants(0, -1, ""),
		ValidArgsFunction: scenariosAndFiles,
		RunE:              func(_ *cobra.Command, args []string) error { return t.check(args, f) },
	}
	addOptions(cmd, &f.options)
	addFormat(cmd, &f.format, "text", "json")
	addOutput(cmd, &f.out)
	f.jobs = once{kind: "N", check: wholeNumber(1, math.MaxInt32)}
	cmd.Flags().Var(&f.jobs, "jobs", "scenarios run at a time; default: the number of processors")
	cmd.Flags().BoolVar(&f.twice, "twice", false,
		"run everything twice and fail where two runs differ")
	cmd.Flags().BoolVar(&f.coverage, "coverage", false,
		"name the rows, reasons and codes that no scenario reached, and fail if there are any")
	cmd.Flags().BoolVar(&f.allowInconclusive, "allow-inconclusive", false,
		"exit 0 although a claim was never put to the test")
	addQuiet(t, cmd, "leave out warnings and the claims that passed")
	return cmd
}

// check is the command.
func (t *tool) check(paths []string, f *checkFlags) error {
	start := time.Now()
	words, err := suite(paths)
	if err != nil {
		return err
	}
	if len(words) == 0 {
		return wrongInput("nothing to check: no scenario in %s; expected .yaml or .yml files",
			timeline.Show(listed(paths, "or")))
	}
	list, err := t.load(words, &f.options)
	if err != nil {
		return err
	}
	if wrong := sameNames(list); wrong != nil {
		return t.refuse(wrong)
	}
	return t.checkAll(list, f, start)
}

// checkAll runs the entries and reports on them.
func (t *tool) checkAll(list []*entry, f *checkFlags, start time.Time) error {
	o, err := t.open(f.out.value, files(list, &f.options)...)
	if err != nil {
		return err
	}
	defer o.drop()
	t.watch()
	v, err := t.judge(list, f)
	if err != nil {
		return err
	}
	if f.format.value == "json" {
		err = v.writeJSON(o)
	} else {
		err = v.writeText(o, o.paint(), t.quiet)
	}
	if err != nil {
		return t.cutShort(o, err)
	}
	if err := o.done(); err != nil {
		return err
	}
	if !t.quiet && v.err == nil && terminal(t.stderr) {
		took := time.Since(start).Round(time.Millisecond)
		fmt.Fprintln(t.stderr, t.paint(t.stderr).of(dim, "in "+took.String()))
	}
	return v.end(t, f.allowInconclusive)
}

// judgement is what came of checking entries, as far as it came.
type judgement struct {
	list   []*entry
	trials []trial
	sum    tallied   // of those that were finished
	reach  *coverage // by those; nil: nobody asked
	err    error     // a signal
}

// judge runs the entries, some at a time; results are in their order.
func (t *tool) judge(list []*entry, f *checkFlags) (v *judgement, err error) {
	v = &judgement{list: list}
	if f.coverage {
		if v.reach, err = newCoverage(); err != nil {
			return nil, err
		}
	}
	jobs := int(f.jobs.number(uint64(runtime.GOMAXPROCS(0))))
	reached := make([]*coverage, len(list))
	v.trials, v.err = replicate.Run(t.ctx, len(list), jobs, func(_, i int) trial {
		run := fresh
		if f.coverage {
			reached[i] = v.reach.anew()
			run = reached[i].count
		}
		if f.twice {
			run = twice(run)
		}
		r := t.try(list[i], run, list[i].speech())
		r.timeline = nil // findings outlive it
		return r
	})
	for i := range v.trials {
		if v.trials[i].err != nil {
			continue
		}
		v.sum.add(v.trials[i].findings)
		if f.coverage {
			v.reach.add(reached[i])
		}
	}
	return v, nil
}

// end says what broke and returns the quit for the whole.
func (v *judgement) end(t *tool, allowInconclusive bool) error {
	worst := max(v.sum.status(allowInconclusive), v.reach.status())
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
	if rest := len(v.list) - v.sum.scenarios; rest > 0 {
		line += "; " + p.of(red+bold, many(rest, "scenario")+" not finished")
	}
	return line
}

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
