package main

import (
	"github.com/spf13/cobra"

	"roomsim/model"
	"roomsim/plots"
)

// newPlot draws a run.
func newPlot(t *tool) *cobra.Command {
	var opt options
	var out once
	cmd := &cobra.Command{
		Use:   "plot SCENARIO -o FILE",
		Short: "Draw a run: a lane for each client, messages, callbacks, marks",
		Long: `Run a scenario and draw what happened: a lane for each client and one for the server,
messages as arrows, callbacks as dots, marks under the axis. The ending of FILE chooses the
format: .svg, .png or .pdf.`,
		Example: `  roomsim plot case2 -o case2.svg
  roomsim plot mine.yaml -o mine.png --set server.heartbeat.timeout=80s`,
		Args:              wants(1, 1, "a scenario: a file or the name of a built-in one"),
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
		return wrongUsage("-o: %s", err)
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
	r := t.tryAlone(list[0], model.Everything)
	if r.err != nil {
		return r.err
	}
	if err := plots.Swimlane(o, r.timeline, format, plots.Options{}); err != nil {
		if seen := o.failed(); seen != nil {
			return seen
		}
		return err
	}
	return o.done()
}
