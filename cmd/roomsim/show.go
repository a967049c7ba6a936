package main

import (
	"io"

	"github.com/spf13/cobra"

	"roomsim/scenarios"
)

// newShow prints a built-in scenario or weather.
func newShow(t *tool) *cobra.Command {
	var out once
	cmd := &cobra.Command{
		Use:   "show NAME",
		Short: "Print a built-in scenario or weather",
		Long: `Print the file of a built-in scenario: a good start for one of your own; or that of a
weather, with the sources of its numbers. It is as it is, but for the first line, which names a
schema that lies beside the file.`,
		Example: `  roomsim show case2
  roomsim show case2 -o mine.yaml
  roomsim show tunnel`,
		Args:              wants(1, 1, "the name of a built-in scenario or weather"),
		ValidArgsFunction: first(func() []string { return append(scenarioNames(), weatherNames()...) }),
		RunE: func(_ *cobra.Command, args []string) error {
			text, ok := scenarios.Read(args[0])
			if !ok {
				text, ok = scenarios.ReadWeather(args[0])
			}
			if !ok {
				return wrongInput("no built-in scenario or weather %q%s; roomsim list shows all",
					args[0], near(args[0], append(scenarios.Names(), scenarios.Weathers()...)))
			}
			return t.put(out.value, nil, writeBytes(apart(text)))
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
