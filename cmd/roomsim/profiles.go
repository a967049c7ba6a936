package main

import (
	"io"

	"github.com/spf13/cobra"

	"roomsim/scenarios"
)

// newProfiles lists the built-in profiles, prints one, or shows two side by side.
func newProfiles(t *tool) *cobra.Command {
	var out once
	var f compareFlags
	cmd := &cobra.Command{
		Use:   "profiles [NAME] | A B",
		Short: "List the built-in profiles, print one, or show two side by side",
		Long: `List the built-in profiles with their titles, print the file of one, or show what differs
between two, each a built-in name or a file. A profile is a named table of timings, codes and
names; --profile takes its name, or a file of your own.`,
		Example: `  roomsim profiles
  roomsim profiles zego
  roomsim profiles zego zego-web
  roomsim profiles zego mine.yaml --all
  roomsim run case2 --profile zego-2026`,
		Args:              wants(0, 2, "the name of a built-in profile, or two profiles"),
		ValidArgsFunction: profilesAndFiles,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 2 {
				return t.compare(args, out.value, &f)
			}
			if f.all || f.format.given {
				return wrongUsage("--all and --format say how two profiles are shown; expected two")
			}
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
			return t.put(out.value, nil, writeBytes(apart(text)))
		},
	}
	cmd.Flags().BoolVar(&f.all, "all", false, "two profiles: also what is the same in both")
	addFormat(cmd, &f.format, "text", "markdown")
	addOutput(cmd, &out)
	return cmd
}
