package main

import (
	"math"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

// diffFlags are those of diff: for both runs, and over these for the second.
type diffFlags struct {
	both, second options
	out, format  once
}

// newDiff compares two runs.
func newDiff(t *tool) *cobra.Command {
	f := &diffFlags{}
	cmd := &cobra.Command{
		Use:   "diff A B",
		Short: "Compare two runs: where they part, and what has moved",
		Long: `Compare two runs. A and B are each a scenario, which is run, or a timeline that
run --format jsonl has written: a file whose name ends with .jsonl. It prints the first record
that differs, as each run has it and with what led to it, then every mark that has moved, and
of two scenarios the claims whose verdicts differ. Records are compared by what they say, not
by their numbers, and messages on links only if both runs have them.

The exit code is 0 if nothing differs and 1 if something does.`,
		Example: `  roomsim diff case1 case2
  roomsim diff case2 case2 --set-b server.heartbeat.timeout=100s
  roomsim diff case2 mine.yaml --profile zego-web
  roomsim diff old.jsonl new.jsonl
  roomsim diff login-rate login-rate --shuffle-ties-b 3
  roomsim diff case1 case2 --format json | jq '.marks[] | select(.shift_ns != 0)'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return wrongUsage("nothing to compare %s with; expected a second scenario or .jsonl file",
					quoted(args[0]))
			}
			return wants(2, 2, "two runs: a scenario or a .jsonl file each")(cmd, args)
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, typed string) (
			[]string, cobra.ShellCompDirective) {
			if len(args) > 1 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return scenariosAndFiles(cmd, args, typed)
		},
		RunE: func(_ *cobra.Command, args []string) error { return t.diff(args, f) },
	}
	addOptions(cmd, &f.both)
	addSecond(cmd, &f.second)
	addFormat(cmd, &f.format, "text", "json")
	addOutput(cmd, &f.out)
	addQuiet(t, cmd, "leave out warnings, and that nothing differs")
	return cmd
}

// addSecond adds the flags for the second of two runs.
func addSecond(cmd *cobra.Command, o *options) {
	o.seed = once{kind: "N", check: wholeNumber(0, math.MaxUint64)}
	o.profile = once{kind: "NAME|FILE"}
	o.ties = once{kind: "N", check: wholeNumber(0, math.MaxUint64)}
	fs := cmd.Flags()
	fs.Var(&o.seed, "seed-b", "--seed for B alone")
	fs.Var(&o.profile, "profile-b", "--profile for B alone")
	fs.Var(&o.sets, "set-b", "--set for B alone; may be repeated")
	fs.Var(&o.ties, "shuffle-ties-b", "--shuffle-ties for B alone")
	completeWith(cmd, "profile-b", profilesAndFiles)
	completeWith(cmd, "set-b", settingKeys)
}

// over gives the options with others, which are stronger.
func (o *options) over(by *options) *options {
	all := *o
	all.sets = append(all.sets[:len(all.sets):len(all.sets)], by.sets...)
	for _, f := range []struct{ is, by *once }{{&all.seed, &by.seed}, {&all.profile, &by.profile},
		{&all.ties, &by.ties}} {
		if f.by.given {
			*f.is = *f.by
		}
	}
	return &all
}

// any reports whether some option is given.
func (o *options) any() bool {
	return o.seed.given || o.profile.given || o.maxEvents.given || o.ties.given || len(o.sets) > 0
}

// recorded reports whether a word names a timeline.
func recorded(word string) bool { return strings.HasSuffix(word, ".jsonl") }

// agree checks flags against what is compared.
func (f *diffFlags) agree(words []string) error {
	switch {
	case words[0] == spec.Stdin && words[1] == spec.Stdin:
		return wrongUsage("both runs from standard input; expected one of them in a file")
	case recorded(words[1]) && f.second.any():
		return wrongUsage("a flag for B changes how it runs, but %s was recorded before",
			quoted(words[1]))
	case recorded(words[0]) && recorded(words[1]) && f.both.any():
		return wrongUsage("--seed, --profile, --set and the like change how a scenario runs; " +
			"both of these were recorded before")
	}
	return nil
}

// diff is the command.
func (t *tool) diff(words []string, f *diffFlags) error {
	if err := f.agree(words); err != nil {
		return err
	}
	second := f.both.over(&f.second)
	a, err := t.runOf(words[0], "a", &f.both)
	if err != nil {
		return err
	}
	b, err := t.runOf(words[1], "b", second)
	if err != nil {
		return err
	}
	o, err := t.open(f.out.value, append(a.inputs, b.inputs...)...)
	if err != nil {
		return err
	}
	defer o.drop()
	d := compareRuns(a.party, b.party)
	same := !d.any()
	switch {
	case f.format.value == "json":
		err = d.writeJSON(o)
	case !same:
		err = d.writeText(o, o.paint())
	}
	if err != nil {
		return t.cutShort(o, err)
	}
	return t.compared(o, same, a.timeline)
}

// sourced is one of the runs that diff compares, with the files that it was read from.
type sourced struct {
	party
	inputs []string
}

// runOf reads the timeline that a word names, or runs the scenario.
func (t *tool) runOf(word, label string, opt *options) (*sourced, error) {
	c := &sourced{party: party{label: label, from: timeline.Show(word)}}
	if recorded(word) {
		tl, err := t.readTimeline(word)
		c.timeline, c.inputs = tl, []string{word}
		return c, err
	}
	list, err := t.load([]string{word}, opt)
	if err != nil {
		return nil, err
	}
	r := t.tryAlone(list[0], model.Everything)
	t.many(list[0], &r, runtime.GOMAXPROCS(0), false)
	c.timeline, c.findings, c.inputs = r.timeline, r.findings, files(list, opt)
	c.from = strings.TrimPrefix(opt.again(word), "roomsim run ")
	return c, r.err
}
