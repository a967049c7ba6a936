package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"roomsim/model"
	"roomsim/plots"
)

// newPlot draws runs.
func newPlot(t *tool) *cobra.Command {
	var opt options
	var out once
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
		RunE: func(_ *cobra.Command, args []string) error {
			return t.plot(args, &opt, &out)
		},
	}
	addOptions(cmd, &opt)
	out = once{kind: "FILE"}
	addQuiet(t, cmd, "leave out warnings")
	cmd.Flags().VarP(&out, "output", "o", "the chart's file: .svg, .png or .pdf; required")
	return cmd
}

// plot is the command.
func (t *tool) plot(words []string, opt *options, out *once) error {
	if !out.given {
		return wrongUsage("no file to draw to; expected -o FILE, for example -o chart.svg")
	}
	format, err := plots.FormatOf(out.value)
	if err != nil {
		return notDrawn(err, words[0], out.value)
	}
	list, err := t.load(words, opt)
	if err != nil {
		return err
	}
	o, err := t.open(out.value, files(list, opt)...)
	if err != nil {
		return err
	}
	defer o.drop()
	var panels []plots.Panel
	for _, e := range list {
		r := t.tryAlone(e, model.Everything)
		if r.err != nil {
			return r.err
		}
		panels = append(panels, plots.Panel{Timeline: r.timeline})
	}
	if err := draw(o, panels, format); err != nil {
		if seen := o.failed(); seen != nil {
			return seen
		}
		return err
	}
	return o.done()
}

// draw draws one run, or several under each other.
func draw(w io.Writer, panels []plots.Panel, format plots.Format) error {
	if len(panels) == 1 {
		return plots.Swimlane(w, panels[0].Timeline, format, plots.Options{})
	}
	return plots.Compare(w, panels, format, plots.Options{})
}
