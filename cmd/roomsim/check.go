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
	out, format, jobs, only  once
	reports                  reportFlags
	twice, allowInconclusive bool
	coverage, failFast       bool
}

// newCheck runs scenarios and prints verdicts only.
func newCheck(t *tool) *cobra.Command {
	f := &checkFlags{}
	cmd := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Run every scenario found: verdicts only",
		Long: `Run scenarios and print a verdict on each claim: what was claimed, what was measured, and
how far the claim is from failing. PATH is a file, a directory (every .yaml and .yml below it,
but nothing in testdata or behind a dot), a pattern with * ? [ or ** in it, the name of a
built-in scenario, or - for the standard input; without PATH the built-in suite is run.

--report writes what others read, beside the verdicts: junit for CI servers, json for programs,
github for annotations, markdown for a job's summary, html for people. Each file appears whole
or not at all. In a workflow of GitHub (GITHUB_ACTIONS=true) annotations follow the text, and
the summary is appended to GITHUB_STEP_SUMMARY, by themselves.

--run keeps the claims in which a regular expression is found: it is looked for in SCENARIO/ID
and in SCENARIO/TEXT.

With --coverage it also names every row of the state machines that no scenario took, and every
reason and code that no client was told. Nothing would fail if these were wrong, so one of them
makes the exit code 1.`,
		Example: `  roomsim check
  roomsim check mine.yaml scenarios/
  roomsim check --quiet                  failures and the summary only
  roomsim check --twice                  run everything twice and compare every record
  roomsim check --run 'case2/T4'         one claim, or some
  roomsim check 'tests/**/*.yaml' --fail-fast
  roomsim check --report junit=junit.xml --report html=report.html
  roomsim check --coverage               and what of the state machines no scenario tried
  roomsim check --format json | jq .summary`,
		Args:              wants(0, -1, ""),
		ValidArgsFunction: scenariosAndFiles,
		RunE:              func(_ *cobra.Command, args []string) error { return t.check(args, f) },
	}
	addOptions(cmd, &f.options)
	addFormat(cmd, &f.format, "text", "json")
	addOutput(cmd, &f.out)
	addReports(cmd, &f.reports)
	f.only = once{kind: "REGEX", check: regularExpression}
	cmd.Flags().Var(&f.only, "run", "only the claims in which REGEX is found")
	cmd.Flags().BoolVar(&f.failFast, "fail-fast", false,
		"stop after the first scenario that does not pass")
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
	if f.only.given && f.coverage {
		return wrongUsage("--coverage is about the whole suite; expected no --run with it")
	}
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

// checkAll runs the entries that are asked for and reports on them.
func (t *tool) checkAll(list []*entry, f *checkFlags, start time.Time) error {
	inputs := files(list, &f.options)
	list, err := f.selected(list)
	if err == nil {
		err = f.reports.agree(f.out.value, inputs)
	}
	if err != nil {
		return err
	}
	o, err := t.open(f.out.value, inputs...)
	if err != nil {
		return err
	}
	defer o.drop()
	to, err := t.openAll(f.reports)
	if err != nil {
		return err
	}
	t.watch()
	v, err := t.judge(list, f)
	if err != nil {
		return err
	}
	unwritten := t.deliver(v, f, o, to)
	if !t.quiet && unwritten == nil && v.err == nil && terminal(t.stderr) {
		took := time.Since(start).Round(time.Millisecond)
		fmt.Fprintln(t.stderr, t.paint(t.stderr).of(dim, "in "+took.String()))
	}
	if err := v.end(t, f.allowInconclusive); unwritten == nil {
		return err
	}
	return unwritten
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
	v.trials, v.err = replicate.Until(t.ctx, len(list), jobs, func(_, i int) (trial, bool) {
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
		return r, f.failFast && t.ctx.Err() == nil && !r.passed(f.allowInconclusive)
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
