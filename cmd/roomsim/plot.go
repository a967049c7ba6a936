package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

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
	out, kind, theme, width, dpi, axis, why, claims once
	collapse                                        bool

	vary                       variations
	runs, measureOf, claim, by once
	seat, room                 once // of --kind states
	of                         once // of states and outcomes
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
			flags: []string{"only", "from", "until", "collapse", "axis", "why", "vary", "claims"},
			draw:  (*tool).drawSwimlane},
		{name: "sequence", short: "time downwards, an actor beside the other", most: 1,
			flags: []string{"only", "from", "until"}, draw: (*tool).drawSequence},
		{name: "states", short: "a state machine, and the path of one client through it", most: 1,
			flags: []string{"of", "seat", "room"}, draw: (*tool).drawStates},
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
		Use:     "plot SCENARIO… -o FILE",
		Short:   "Draw runs: a lane for each client, messages, callbacks, marks",
		Long:    plotLong,
		Example: plotExamples,
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
	f.addClaims(cmd)
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
	f.addStates(cmd)
	f.of = once{kind: "CLIENT", check: notEmpty}
	cmd.Flags().Var(&f.of, "of", "states: the client whose path it is; outcomes: the "+
		"client or crowd that is looked at")
	completeWith(cmd, "of", ofScenario(clientNames))
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
		if errors.Is(err, plots.ErrTooManyDots) {
			return wrongUsage("%s; expected a smaller --dpi or --width", err)
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
				kind.name, listed(of, "or"))
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
		panels = append(panels, plots.Panel{Timeline: r.timeline,
			Claims: claimsOf(e, &r, f.claims, len(list) == 1)})
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
		opt.Claims = panels[0].Claims
		return plots.Swimlane(w, runs[0], format, opt)
	}
	return plots.Compare(w, panels, format, opt)
}

// drawSequence draws one run as a sequence diagram.
func (t *tool) drawSequence(w io.Writer, list []*entry, f *plotFlags, format plots.Format) error {
	r := t.tryAlone(list[0], model.Everything)
	if r.err != nil {
		return r.err
	}
	opt := f.look()
	if err := f.aim(list, []*timeline.Timeline{r.timeline}, &opt); err != nil {
		return err
	}
	return plots.Sequence(w, r.timeline, format, opt)
}
