package main

import (
	"fmt"
	"math"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/model/timeline/export"
	"roomsim/scenarios/expect"
)

// runFlags are those of run.
type runFlags struct {
	options
	out, format, why, against once
	wire, raw                 bool
	allowInconclusive         bool
}

// newRun runs scenarios and prints what everybody heard.
func newRun(t *tool) *cobra.Command {
	f := &runFlags{}
	cmd := &cobra.Command{
		Use:   "run SCENARIO…",
		Short: "Run scenarios: what everybody hears, then the verdicts",
		Long: `Run scenarios and print what everybody calls and hears, with the marks named, then a
verdict on each claim. SCENARIO is a file, the name of a built-in scenario, or - for the
standard input.

With --format jsonl or csv, or with -o, the data stands alone and failures are told on
standard error. The exit code tells in any case.

--format mermaid is a sequence diagram for a document, --format trace a file for
https://ui.perfetto.dev: both of one scenario, both with its messages.

With --against the run is compared with one that was recorded before, by --format jsonl: it
prints the first record that differs, as it was and as it is, each with what led to it. The
exit code is 1 then, and 0 if every record is the same; claims have no say.`,
		Example: `  roomsim run case2
  roomsim run case2 --set server.heartbeat.timeout=80s
  roomsim run case2 --why 53             what led to record 53
  roomsim run case2 --why "T4'"          what led to the record of mark T4'
  roomsim run case2 --wire               with every message
  roomsim run case2 --shuffle-ties 3     what falls into one instant, in another order
  roomsim run case2 --format mermaid -o case2.mmd
  roomsim run case2 --format trace -o case2.json
  roomsim run case2 --format jsonl --wire -o old.jsonl
  roomsim run case2 --against old.jsonl  later: does it still run so?
  roomsim run mine.yaml --format jsonl | jq 'select(.kind == "callback")'`,
		Args:              wants(1, -1, "a scenario: a file or the name of a built-in one"),
		ValidArgsFunction: scenariosAndFiles,
		RunE:              func(_ *cobra.Command, args []string) error { return t.run(args, f) },
	}
	addOptions(cmd, &f.options)
	addFormat(cmd, &f.format, "text", "jsonl", "csv", formatMermaid, formatTrace)
	addOutput(cmd, &f.out)
	f.why = once{kind: "N", check: recordOrMark}
	cmd.Flags().Var(&f.why, "why", "print the chain of causes of record N, or of a mark, instead")
	f.against = once{kind: "FILE"}
	cmd.Flags().Var(&f.against, "against", "compare with the timeline in FILE, up to what differs")
	completeWith(cmd, "against", timelineFiles)
	cmd.Flags().BoolVar(&f.wire, "wire", false, "with the messages: sent, delivered, dropped")
	cmd.Flags().BoolVar(&f.raw, "csv-raw", false, "csv for programs: no quote before =, +, - and @")
	cmd.Flags().BoolVar(&f.allowInconclusive, "allow-inconclusive", false,
		"exit 0 although a claim was never put to the test")
	addQuiet(t, cmd, "leave out warnings and the claims that passed")
	return cmd
}

// recordNumber accepts 53 and #53.
func recordNumber(s string) error {
	return wholeNumber(1, math.MaxUint32)(strings.TrimPrefix(s, "#"))
}

// run is the command.
func (t *tool) run(words []string, f *runFlags) error {
	if err := f.agree(words); err != nil {
		return err
	}
	list, err := t.load(words, &f.options)
	if err != nil {
		return err
	}
	o, err := t.open(f.out.value, append(files(list, &f.options), f.against.value)...)
	if err != nil {
		return err
	}
	defer o.drop()
	switch {
	case f.why.given:
		return t.explain(o, list[0], f)
	case f.against.given:
		return t.against(o, list[0], f.against.value)
	}
	var sum tallied
	for i, e := range list {
		if f.format.value == "text" && len(list) > 1 {
			heading(o, e, i > 0)
		}
		if err := t.runOne(o, e, f, &sum); err != nil {
			return t.cutShort(o, err)
		}
	}
	if err := o.done(); err != nil {
		return err
	}
	if s := sum.status(f.allowInconclusive); s != statusOK {
		return ended(s)
	}
	return nil
}

// agree checks flags against each other and against the number of scenarios.
func (f *runFlags) agree(words []string) error {
	switch {
	case f.raw && f.format.value != "csv":
		return wrongUsage("--csv-raw says how to write csv; expected --format csv with it")
	case f.why.given && (f.format.given || f.wire):
		return wrongUsage("--why prints a chain of records and nothing else; " +
			"expected no --format or --wire with it")
	case f.against.given && (f.format.given || f.wire || f.why.given):
		return wrongUsage("--against prints what differs and nothing else; " +
			"expected no --format, --wire or --why with it")
	case f.allowInconclusive && (f.against.given || f.why.given):
		return wrongUsage("--allow-inconclusive is about verdicts; expected no --against or --why " +
			"with it")
	case len(words) > 1 && f.against.given:
		return wrongUsage("--against compares one scenario; got %d scenarios", len(words))
	case len(words) > 1 && f.why.given:
		return wrongUsage("--why asks for a record of one scenario; got %d scenarios", len(words))
	case len(words) > 1 && f.format.value == "csv":
		return wrongUsage("a csv table holds one run; got %d scenarios", len(words))
	}
	return f.agreeOnExport(words)
}

// cutShort writes what was finished before an error and returns the error.
func (t *tool) cutShort(o *output, err error) error {
	if seen := o.failed(); seen != nil {
		return seen
	}
	if o.stream != nil {
		if werr := o.done(); werr != nil {
			return werr
		}
	}
	return err
}

// runOne runs one of the scenarios and writes what came of it.
func (t *tool) runOne(o *output, e *entry, f *runFlags, sum *tallied) error {
	if err := o.Flush(); err != nil {
		return err
	}
	record := model.Everything // the digest speaks of all records, and csv has beats
	if f.format.value == "text" && !f.wire {
		record = e.speech()
	}
	r := t.tryAlone(e, record)
	if r.err != nil {
		return r.err
	}
	if err := f.writeTimeline(o, r.timeline); err != nil {
		return err
	}
	if err := o.Flush(); err != nil { // to be read while many runs are run
		return err
	}
	if t.many(e, &r, runtime.GOMAXPROCS(0), false); r.err != nil {
		return r.err
	}
	sum.add(r.findings)
	if len(r.findings) == 0 {
		return nil
	}
	if f.format.value == "text" && !f.out.given {
		fmt.Fprintln(o)
		return t.verdicts(o, e, r.findings)
	}
	var one tallied
	if one.add(r.findings); one.status(f.allowInconclusive) != statusOK {
		return (&report{w: t.stderr, paint: t.paint(t.stderr), quiet: true}).write(r.findings, e.again)
	}
	return nil
}

// writeTimeline writes what was recorded in the format that was asked for.
func (f *runFlags) writeTimeline(o *output, tl *timeline.Timeline) error {
	switch f.format.value {
	case "jsonl":
		return tl.WriteJSONL(o, f.wire)
	case "csv":
		return tl.WriteCSV(o, timeline.CSVOptions{Wire: f.wire, Raw: f.raw})
	case formatMermaid:
		return export.WriteMermaid(o, tl)
	case formatTrace:
		return export.WriteTrace(o, tl)
	}
	return tl.WriteText(o, timeline.TextOptions{Wire: f.wire, Style: o.paint().style()})
}

// verdicts writes the findings of one scenario and how many passed.
func (t *tool) verdicts(o *output, e *entry, findings []expect.Finding) error {
	p := o.paint()
	if err := (&report{w: o, paint: p, quiet: t.quiet}).write(findings, e.again); err != nil {
		return err
	}
	var one tallied
	one.add(findings)
	_, err := fmt.Fprintf(o, "%s: %s\n", many(one.claims, "claim"), one.outcome(p))
	return err
}

// heading parts one scenario from the others.
func heading(o *output, e *entry, further bool) {
	if further {
		fmt.Fprintln(o)
	}
	fmt.Fprintln(o, title(o.paint(), e))
}

// title gives the name and the title of a scenario.
func title(p paint, e *entry) string {
	if e.Title == "" {
		return p.of(bold, e.Name)
	}
	return p.of(bold, e.Name) + "  " + timeline.Show(e.Title)
}
