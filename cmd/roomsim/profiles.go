package main

import (
	"io"

	"github.com/spf13/cobra"

	"roomsim/scenarios"
)

// newProfiles lists the built-in profiles or prints one.
func newProfiles(t *tool) *cobra.Command {
	var out once
	cmd := &cobra.Command{
		Use:   "profiles [NAME]",
		Short: "List the built-in profiles, or print one",
		Long: `List the built-in profiles with their titles, or print the file of one. A profile is a
named table of timings; --profile takes its name, or a file of your own.`,
		Example: `  roomsim profiles
  roomsim profiles zego
  roomsim run case2 --profile zego-2026`,
		Args:              wants(0, 1, "the name of a built-in profile"),
		ValidArgsFunction: first(profileNames),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return t.put(out.value, nil, func(w io.Writer, p paint) error {
					return writeTitles(w, p, scenarios.Profiles(), profileTitle)
				})
			}
			text, ok := scenarios.ReadProfile(args[0])
			if !ok {
				return wrongInput("no built-in profile %q%s; roomsim profiles shows all", args[0],
					near(args[0], scenarios.Profiles()))
			}
			return t.put(out.value, nil, writeBytes(text))
		},
	}
	addOutput(cmd, &out)
	return cmd
}
