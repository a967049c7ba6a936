package main

import (
	"fmt"
	"math"
	"time"

	"github.com/spf13/cobra"

	"roomsim/model/timeline"
)

// checkFlags are those of check.
type checkFlags struct {
	options
	out, format, jobs, only  once
	reports                  reportFlags
	twice, allowInconclusive bool
	coverage, failFast       bool
	explain                  once
	ranks                    ranks
	drift                    driftFlags
}

const (
	checkHelp = `Run scenarios and print a verdict on each claim: what was claimed, what was measured, and
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
makes the exit code 1.

With --explain it tells one claim only: what it rests on and what led to each of these records, in
words. ID is scenario/id, scenario/3 for the third claim, or an id that one scenario alone has.
The exit code is that of the claim.

With --baseline it compares every measured value and margin with those that were last accepted in
FILE, and tells what moved, by how much, though no claim failed. A claim that moved, is new or is
gone makes the exit code 1. Scenarios of FILE that are not part of this check are left alone, also
by --accept, which writes what is measured now; delete their lines by hand. --accept refuses while
a documented claim is red: one that cites a source, or whose scenario does, and did not pass. FILE
holds for one choice of --seed, --profile, --set and --shuffle-ties.`

	checkExamples = `  roomsim check
  roomsim check mine.yaml scenarios/
  roomsim check --quiet                  failures and the summary only
  roomsim check --twice                  run everything twice and compare every record
  roomsim check --run 'case2/T4'         one claim, or some
  roomsim check 'tests/**/*.yaml' --fail-fast
  roomsim check --report junit=junit.xml --report html=report.html
  roomsim check --shuffle-ties 3         does a verdict hang on the order of one instant?
  roomsim check --coverage               and what of the state machines no scenario tried
  roomsim check --explain case2/T4       what decides the claim T4 of case2
  roomsim check --tightest 10            the claims nearest to failing
  roomsim check --baseline suite.txt     what moved since suite.txt was accepted
  roomsim check --format json | jq .summary`
)

// newCheck runs scenarios and prints verdicts only.
func newCheck(t *tool) *cobra.Command {
	f := &checkFlags{}
	cmd := &cobra.Command{
		Use:               "check [PATH…]",
		Short:             "Run every scenario found: verdicts only",
		Long:              checkHelp,
		Example:           checkExamples,
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
		"run everything twice and fail where two runs differ, or what many runs come to")
	cmd.Flags().BoolVar(&f.coverage, "coverage", false,
		"name the rows, reasons and codes that no scenario reached, and fail if there are any")
	f.explain = once{kind: "ID", check: notEmpty}
	cmd.Flags().Var(&f.explain, "explain", "tell what decides one claim, such as case2/T4, instead")
	addRanks(cmd, &f.ranks)
	addDrift(cmd, &f.drift)
	cmd.Flags().BoolVar(&f.allowInconclusive, "allow-inconclusive", false,
		"exit 0 although a claim was never put to the test")
	addQuiet(t, cmd, "leave out warnings and the claims that passed")
	return cmd
}

// check is the command.
func (t *tool) check(paths []string, f *checkFlags) error {
	start := time.Now()
	if err := f.agree(); err != nil {
		return err
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
	if f.explain.given {
		return t.explainClaim(list, f)
	}
	return t.checkAll(list, f, start)
}

// agree checks flags against each other.
func (f *checkFlags) agree() error {
	alone := f.format.given || f.twice || f.coverage || f.failFast || f.only.given ||
		len(f.reports) > 0 || f.ranks.tightest.given || f.ranks.slowest.given
	switch {
	case f.only.given && f.coverage:
		return wrongUsage("--coverage is about the whole suite; expected no --run with it")
	case f.only.given && f.drift.baseline.given:
		return wrongUsage("--baseline is about whole scenarios; expected no --run with it")
	case f.explain.given && (alone || f.drift.baseline.given):
		return wrongUsage("--explain tells one claim in words; expected none of --format, --report, " +
			"--run, --twice, --coverage, --fail-fast, --tightest, --slowest and --baseline with it")
	}
	return f.drift.agree()
}

// checkAll runs the entries that are asked for and reports on them.
func (t *tool) checkAll(list []*entry, f *checkFlags, start time.Time) error {
	inputs := files(list, &f.options)
	list, err := f.selected(list)
	if err == nil {
		err = f.reports.agree(f.out.value,
			place{"--baseline", f.drift.baseline.value, "the baseline stands there"}, inputs)
	}
	if err != nil {
		return err
	}
	d, err := t.baseline(inputs, f)
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
	v.drift = d
	unkept := d.compare(t, v, f.drift.accept)
	unwritten := t.deliver(v, f, o, to)
	if unkept != nil {
		return unkept
	}
	if !t.quiet && unwritten == nil && v.err == nil && terminal(t.stderr) {
		took := time.Since(start).Round(time.Millisecond)
		fmt.Fprintln(t.stderr, t.paint(t.stderr).of(dim, "in "+took.String()))
	}
	if err := v.end(t, f.allowInconclusive); unwritten == nil {
		return err
	}
	return unwritten
}
