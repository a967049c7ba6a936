package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"roomsim/model"
	"roomsim/plots"
)

// plotFlags are those of plot.
type plotFlags struct {
	options
	out, kind, theme, width, dpi once
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
			draw: (*tool).drawSwimlane},
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
FILE chooses the format: .svg, .png or .pdf.`,
		Example: `  roomsim plot case2 -o case2.svg
  roomsim plot mine.yaml -o mine.png --set server.heartbeat.timeout=80s
  roomsim plot case1 case2 case3 -o cases.pdf`,
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
	f.out = once{kind: "FILE"}
	cmd.Flags().VarP(&f.out, "output", "o", "the chart's file: .svg, .png or .pdf; required")
	addQuiet(t, cmd, "leave out warnings")
}

// look gives the flags as charts take them.
func (f *plotFlags) look() plots.Options {
	return plots.Options{Theme: plots.Theme(f.theme.value), Width: int(f.width.number(0)),
		DPI: int(f.dpi.number(0))}
}

// plot is the command.
func (t *tool) plot(words []string, f *plotFlags, given *pflag.FlagSet) error {
	if !f.out.given {
		return wrongUsage("no file to draw to; expected -o FILE, for example -o chart.svg")
	}
	format, err := plots.FormatOf(f.out.value)
	if err != nil {
		return wrongUsage("-o: %s", err)
	}
	kind, err := f.agree(words, format, given)
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
	var panels []plots.Panel
	for _, e := range list {
		r := t.tryAlone(e, model.Everything)
		if r.err != nil {
			return r.err
		}
		panels = append(panels, plots.Panel{Timeline: r.timeline})
	}
	if len(panels) == 1 {
		return plots.Swimlane(w, panels[0].Timeline, format, f.look())
	}
	return plots.Compare(w, panels, format, f.look())
}
