package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"roomsim/model/timeline"
	reports "roomsim/scenarios/report"
	"roomsim/scenarios/spec"
)

// wanted is a report that --report asks for.
type wanted struct{ format, file string }

// reportFlags is --report, which may be given many times.
type reportFlags []wanted

// String implements pflag.Value.
func (r *reportFlags) String() string {
	var words []string
	for _, w := range *r {
		words = append(words, w.format+"="+w.file)
	}
	return strings.Join(words, " ")
}

// Type implements pflag.Value.
func (r *reportFlags) Type() string { return "FORMAT=FILE" }

// Set implements pflag.Value.
func (r *reportFlags) Set(text string) error {
	format, file, ok := strings.Cut(text, "=")
	if err := oneOf(reports.Formats()...)(format); err != nil {
		return fmt.Errorf("format %s", err)
	}
	if !ok || file == "" {
		return fmt.Errorf("%q names no file; expected FORMAT=FILE such as %s=FILE", text, format)
	}
	*r = append(*r, wanted{format, file})
	return nil
}

// addReports adds --report.
func addReports(cmd *cobra.Command, r *reportFlags) {
	cmd.Flags().Var(r, "report", "also write a report: "+listed(reports.Formats(), "or")+
		"; may be repeated")
	completeWith(cmd, "report", func(_ *cobra.Command, _ []string, typed string) (
		[]string, cobra.ShellCompDirective) {
		if strings.Contains(typed, "=") {
			return nil, cobra.ShellCompDirectiveDefault
		}
		var list []string
		for _, format := range reports.Formats() {
			list = append(list, format+"=")
		}
		return list, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
	})
}

// place is a file that another flag names, "" if it was not given, and what is there.
type place struct{ flag, file, taken string }

// agree checks the reports against each other and against what else is read and written: out is the
// file of -o, inputs are what no output may overwrite.
func (r reportFlags) agree(out string, also place, inputs []string) error {
	taken := map[string]string{resolved(out): "-o writes there"}
	if out == "" || out == spec.Stdin {
		taken = map[string]string{spec.Stdin: "the verdicts stand there"}
	}
	if also.file != "" {
		at := resolved(also.file)
		if taken[at] != "" {
			return wrongUsage("-o and %s name one file, %s", also.flag, timeline.Show(also.file))
		}
		taken[at] = also.taken
	}
	for _, w := range r {
		flag := "--report " + w.format + "=" + timeline.Show(w.file)
		at := resolved(w.file)
		if other := taken[at]; other != "" {
			return wrongUsage("%s: %s already; expected a place of its own", flag, other)
		}
		taken[at] = "--report " + w.format + " writes there"
		if overwrites(inputs, w.file) {
			return wrongInput("%s would overwrite the scenario", flag)
		}
	}
	return nil
}

// overwrites reports whether a file that is to be written is one of those that are read.
func overwrites(inputs []string, file string) bool {
	return slices.ContainsFunc(inputs, func(input string) bool { return sameFile(input, file) })
}

// resolved gives a path by which two ways to one name are found to be the same.
func resolved(path string) string {
	if path == spec.Stdin {
		return path
	}
	dir, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return path
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	return filepath.Join(dir, filepath.Base(path))
}

// openAll opens what the reports are written to.
func (t *tool) openAll(r reportFlags) ([]*output, error) {
	var outputs []*output
	for _, w := range r {
		o, err := t.open(w.file)
		if err != nil {
			return nil, err
		}
		outputs = append(outputs, o)
	}
	return outputs, nil
}

// deliver writes the verdicts and all reports. One that cannot be written does not keep the others
// from it; each is told of.
func (t *tool) deliver(v *judgement, f *checkFlags, o *output, to []*output) error {
	var d delivery
	suite := sync.OnceValue(func() *reports.Suite { return v.suite(f.allowInconclusive) })
	d.finish(t, o, t.writeVerdicts(v, f, o, suite))
	if onGitHub() && f.format.value == "text" && !f.onStdout() {
		free := t.stream(t.stdout, "standard output")
		d.finish(t, free, suite().Write(free, "github"))
	}
	for i, w := range f.reports {
		d.finish(t, to[i], suite().Write(to[i], w.format))
	}
	t.summarize(suite)
	return d.end()
}

// delivery is the writing of several outputs, which remembers the worst that came of it.
type delivery struct{ worst status }

// finish finishes an output that was written with an error, or nil; what went wrong is told.
func (d *delivery) finish(t *tool, o *output, err error) {
	if err != nil {
		err = t.cutShort(o, err)
	} else {
		err = o.done()
	}
	if err != nil {
		if s := t.end("", "", err); d.worst != statusOutput {
			d.worst = s
		}
	}
}

// end gives the quit of what went wrong, nil if nothing did.
func (d *delivery) end() error {
	if d.worst == statusOK {
		return nil
	}
	return ended(d.worst)
}

// onStdout reports whether the verdicts go to standard output.
func (f *checkFlags) onStdout() bool { return f.out.value == "" || f.out.value == spec.Stdin }

// writeVerdicts writes what check itself writes: on GitHub, text is followed by annotations.
func (t *tool) writeVerdicts(v *judgement, f *checkFlags, o *output,
	suite func() *reports.Suite) error {
	if f.format.value == "json" {
		return suite().Write(o, "json")
	}
	err := v.writeText(o, o.paint(), t.quiet)
	if err == nil && onGitHub() && f.onStdout() {
		err = suite().Write(o, "github")
	}
	return err
}

// suite gives the judgement as reports have it.
func (v *judgement) suite(lenient bool) *reports.Suite {
	s := &reports.Suite{Lenient: lenient, Coverage: v.reach.document(), Baseline: v.drift.document()}
	s.Tightest, s.Slowest = v.rankDocuments()
	s.Totals = reports.Totals{Scenarios: v.sum.scenarios, Claims: v.sum.claims, Passed: v.sum.passed,
		Failed: v.sum.failed, Inconclusive: v.sum.inconclusive, Unfinished: v.unfinished(),
		NotRun: v.notRun(), Claimless: v.claimless()}
	here := repository()
	for i, e := range v.list[:len(v.list)-v.notRun()] {
		c := reports.Scenario{Name: e.Name, Title: e.Title, File: e.File, Path: here.path(e),
			Seed: e.Seed, Profile: e.Config.Profile, Again: e.again}
		switch {
		case i >= len(v.trials):
			c.Problem = v.err.Error()
		case v.trials[i].err != nil:
			c.Problem = v.trials[i].err.Error()
		default:
			c.Findings = v.trials[i].findings
		}
		s.Scenarios = append(s.Scenarios, c)
	}
	return s
}
