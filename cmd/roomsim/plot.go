package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/plots"
)

// plotFlags are those of plot.
type plotFlags struct {
	options
	viewing
	out, kind, theme, width, dpi, axis, why once
	collapse                                bool

	vary                           variations
	runs, measureOf, claim, of, by once
}

// chartKind is a value of --kind.
type chartKind struct {
	name, short string
	most        int      // scenarios that it takes
	flags       []string // that it understands, besides those of all kinds
	draw        func(t *tool, w io.Writer, list []*entry, f *plotFlags, format plots.Format) error
}

// chartKinds lists the kinds of charts, the usual one first.
func chartKinds() []chartKind {
	return []chartKind{
		{name: "swimlane", short: "a lane for each client", most: plots.MostPanels,
			flags: []string{"only", "from", "until", "collapse", "axis", "why", "vary"},
			draw:  (*tool).drawSwimlane},
		{name: "cdf", short: "how far a mark is from another in many runs, as a curve", most: 1,
			flags: ofDistances(), draw: (*tool).drawCDF},
		{name: "histogram", short: "the same, as bars", most: 1, flags: ofDistances(),
			draw: (*tool).drawHistogram},
		{name: "strip", short: "the same, as dots", most: 1, flags: ofDistances(),
			draw: (*tool).drawStrip},
		{name: "outcomes", short: "what a client sees of a user, over two settings", most: 1,
			flags: append(ofDistances(), "of", "by"), draw: (*tool).drawOutcomes},
	}
}

// newPlot draws runs.
func newPlot(t *tool) *cobra.Command {
	f := new(plotFlags)
	cmd := &cobra.Command{
		Use:   "plot SCENARIO… -o FILE",
		Short: "Draw runs: a lane for each client, messages, callbacks, marks",
		Long: `Run a scenario and draw what happened: a lane for each client and one for the server,
messages as arrows, callbacks as dots, marks under the axis. Several scenarios are drawn under
each other on one time axis, with lines between their marks that say what moved. The ending of
FILE chooses the format: .svg, .png or .pdf.

A chart has room for 12 lanes; who is left out is named at its foot. --only chooses clients, crowds
and members of crowds, in the order of the scenario. --collapse leaves nobody out: a lane each for
those that a mark names (or --only), and one lane for all others that counts how many are in which
state. --from and --until choose a stretch; what was going on before goes on from its edge.

--why brings out how a record came about: the chain of its causes as one thick line with numbered
steps, from the first call to the callback, and what silenced whom meanwhile. The steps stand under
the chart in words.

With --kind cdf, histogram or strip a scenario is run many times, and the chart shows how far a
mark is from another, with the window of the claim about them. With --kind outcomes it is a map
over one setting or two of what a client sees of a user: nothing, DELETE and ADD, or DELETE for
good; --of and --by say whose view of whom, and default to what the claims are about.

--vary KEY=A,B,… runs a variant with each value: of a setting, of seed or profile, or of the time
of an action that has a mark, such as heal.at or tunnel.for. Lanes are drawn under each other.`,
		Example: `  roomsim plot case2 -o case2.svg
  roomsim plot mine.yaml -o mine.png --set server.heartbeat.timeout=80s
  roomsim plot case1 case2 case3 -o cases.pdf
  roomsim plot case2 --why "T4'" -o why.svg          what led to B's DELETE, step by step
  roomsim plot case2 --from "T3 - 1s" --until "T3 + 2m" -o cut.svg
  roomsim plot case3 --axis linear -o true.svg       one scale: how long 20 min really are
  roomsim plot cell-outage --only near-1,far-7 -o seven.svg
  roomsim plot notify-limit --collapse -o few.svg    who has no mark shares a lane of counts
  roomsim plot case2 --vary server.heartbeat.timeout=80s,90s,100s -o panels.svg
  roomsim plot cut-at-any-moment --kind cdf --runs 400 -o curve.svg
  roomsim plot case2 --kind strip --measure "T4' - T3" --vary client.heartbeat.interval=10s,30s \
    -o strip.svg
  roomsim plot case2 --kind outcomes --vary 'heal.at=cut + 1m,cut + 2m,cut + 5m' \
    --vary server.heartbeat.timeout=30s,90s,3m -o map.svg`,
		Args: wants(1, plots.MostPanels,
			fmt.Sprintf("1 to %d scenarios: files or names of built-in ones", plots.MostPanels)),
		ValidArgsFunction: scenariosAndFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.plot(args, f, cmd.Flags())
		},
	}
	f.add(t, cmd)
	return cmd
}

// add adds the flags to the command.
func (f *plotFlags) add(t *tool, cmd *cobra.Command) {
	addOptions(cmd, &f.options)
	var names []string
	for _, k := range chartKinds() {
		names = append(names, k.name)
	}
	addChoice(cmd, &f.kind, "kind", "what to draw: "+listed(names, "or"), names)
	addChoice(cmd, &f.theme, "theme", "light or dark", plots.Themes())
	f.width = once{kind: "PT", check: wholeNumber(plots.LeastWidth, plots.MostWidth)}
	cmd.Flags().Var(&f.width, "width", fmt.Sprintf("the least width of the page in points, %d to %d",
		plots.LeastWidth, plots.MostWidth))
	f.dpi = once{kind: "N", check: wholeNumber(plots.LeastDPI, plots.MostDPI)}
	cmd.Flags().Var(&f.dpi, "dpi", "dots per inch of a .png; default 144")
	f.viewing.add(cmd)
	cmd.Flags().BoolVar(&f.collapse, "collapse", false,
		"clients that no mark names, or not --only, share one lane that counts them")
	addChoice(cmd, &f.axis, "axis", "folded: silence takes little room; linear: one scale for all",
		plots.Axes())
	f.why = once{kind: "N", check: recordOrMark}
	cmd.Flags().Var(&f.why, "why", "bring out the chain of causes of record N, or of a mark")
	f.out = once{kind: "FILE"}
	cmd.Flags().VarP(&f.out, "output", "o", "the chart's file: .svg, .png or .pdf; required")
	f.addMany(cmd)
	addQuiet(t, cmd, "leave out warnings")
}

// look gives the flags as charts take them.
func (f *plotFlags) look() plots.Options {
	return plots.Options{Theme: plots.Theme(f.theme.value), Width: int(f.width.number(0)),
		DPI: int(f.dpi.number(0)), Axis: plots.Axis(f.axis.value), Collapse: f.collapse}
}

// plot is the command.
func (t *tool) plot(words []string, f *plotFlags, given *pflag.FlagSet) error {
	if !f.out.given {
		return wrongUsage("no file to draw to; expected -o FILE, for example -o chart.svg")
	}
	format, err := plots.FormatOf(f.out.value)
	if err != nil {
		return notDrawn(err, words[0], f.out.value)
	}
	kind, err := f.agree(words, format, given)
	if err == nil {
		err = f.vary.agree(&f.options)
	}
	if err != nil {
		return err
	}
	list, err := t.load(words, &f.options)
	if err != nil {
		return err
	}
	o, err := t.open(f.out.value, files(list, &f.options)...)
	if err != nil {
		return err
	}
	defer o.drop()
	if err := kind.draw(t, o, list, f, format); err != nil {
		if seen := o.failed(); seen != nil {
			return seen
		}
		return err
	}
	return o.done()
}

// agree checks the flags against each other, the kind and the number of scenarios.
func (f *plotFlags) agree(words []string, format plots.Format, given *pflag.FlagSet) (chartKind,
	error) {
	kinds := chartKinds()
	kind := kinds[slices.IndexFunc(kinds, func(k chartKind) bool { return k.name == f.kind.value })]
	switch {
	case f.dpi.given && format != plots.PNG:
		return kind, wrongUsage("--dpi is about the dots of a .png; got -o %s", f.out.value)
	case f.why.given && len(f.vary) > 0:
		return kind, wrongUsage("--why asks for a record of one run; expected no --vary with it")
	case f.why.given && len(words) > 1:
		return kind, wrongUsage("--why asks for a record of one scenario; got %d scenarios", len(words))
	case len(words) > kind.most:
		return kind, wrongUsage("--kind %s draws at most %s; got %d", kind.name,
			many(kind.most, "scenario"), len(words))
	}
	var err error
	given.Visit(func(flag *pflag.Flag) {
		var of []string
		for _, k := range kinds {
			if slices.Contains(k.flags, flag.Name) {
				of = append(of, k.name)
			}
		}
		if len(of) > 0 && !slices.Contains(of, kind.name) && err == nil {
			err = wrongUsage("--%s does not go with --kind %s; expected --kind %s with it", flag.Name,
				kind.name, strings.Join(of, ", "))
		}
	})
	return kind, err
}

// drawSwimlane draws one run, or several under each other.
func (t *tool) drawSwimlane(w io.Writer, list []*entry, f *plotFlags, format plots.Format) error {
	if len(f.vary) > 0 {
		return t.drawVariants(w, list, f, format)
	}
	var panels []plots.Panel
	var runs []*timeline.Timeline
	for _, e := range list {
		r := t.tryAlone(e, model.Everything)
		if r.err != nil {
			return r.err
		}
		runs = append(runs, r.timeline)
		panels = append(panels, plots.Panel{Timeline: r.timeline})
	}
	opt := f.look()
	if err := f.aim(list, runs, &opt); err != nil {
		return err
	}
	if f.why.given {
		r, err := list[0].wanted(runs[0], f.why.value)
		if err != nil {
			return err
		}
		opt.Why = runs[0].Tell(r, list[0].Config.Settings.Waits())
	}
	if len(panels) == 1 {
		return plots.Swimlane(w, runs[0], format, opt)
	}
	return plots.Compare(w, panels, format, opt)
}
