package main

import (
	"io"

	"github.com/spf13/cobra"

	"roomsim/scenarios"
)

// newShow prints a built-in scenario.
func newShow(t *tool) *cobra.Command {
	var out once
	cmd := &cobra.Command{
		Use:   "show NAME",
		Short: "Print a built-in scenario",
		Long:  "Print the file of a built-in scenario, as it is: a good start for one of your own.",
		Example: `  roomsim show case2
  roomsim show case2 -o mine.yaml`,
		Args:              wants(1, 1, "the name of a built-in scenario"),
		ValidArgsFunction: first(scenarioNames),
		RunE: func(_ *cobra.Command, args []string) error {
			text, ok := scenarios.Read(args[0])
			if !ok {
				return wrongInput("no built-in scenario %q%s; roomsim list shows all", args[0],
					near(args[0], scenarios.Names()))
			}
			return t.put(out.value, nil, writeBytes(text))
		},
	}
	addOutput(cmd, &out)
	return cmd
}

// writeBytes writes a text as it is.
func writeBytes(text []byte) func(io.Writer, paint) error {
	return func(w io.Writer, _ paint) error {
		_, err := w.Write(text)
		return err
	}
}
