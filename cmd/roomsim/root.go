package main

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"

	"roomsim/model/timeline"
)

// maker is a command that can be made.
type maker struct {
	name, group string
	make        func(*tool) *cobra.Command
}

// commands are all of them, by the group that help shows them in; the last two stand apart.
var commands = [...]maker{
	{"run", "runs", newRun}, {"check", "runs", newCheck}, {"verify", "runs", newVerify},
	{"diff", "runs", newDiff}, {"plot", "runs", newPlot}, {"report", "runs", newReport},
	{"lint", "runs", newLint}, {"init", "runs", newInit}, {"list", "reads", newList},
	{"show", "reads", newShow}, {"profiles", "reads", newProfiles}, {"states", "reads", newStates},
	{"facts", "reads", newFacts}, {"schema", "reads", newSchema}, {"completion", "", newCompletion},
	{"bench", "", newBench},
}

// needed is the command that the first word names, or else all: making the others would take a
// twentieth of a short run.
func needed(words []string) []maker {
	for i := range commands {
		if len(words) > 0 && words[0] == commands[i].name {
			return commands[i : i+1]
		}
	}
	return commands[:]
}

// newRoot returns the tree of commands, as far as the words of the command line need it.
func newRoot(t *tool, words []string) *cobra.Command {
	root := &cobra.Command{
		Use:   "roomsim",
		Short: "Simulate clients in rooms, and check what everybody hears",
		Long: `Roomsim runs scenarios of clients in rooms, on links that fail, in virtual time. It says
what every client is told and when, and checks that against claims. The same scenario and
seed give the same bytes everywhere.`,
		Example: `  roomsim check                          the built-in suite
  roomsim run case2                      what everybody hears, then the verdicts
  roomsim show case2 > mine.yaml         a scenario of your own begins as a copy
  roomsim run mine.yaml --set server.heartbeat.timeout=80s
  roomsim plot case2 -o case2.svg        a chart`,
		Args:          unknownCommand,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetErr(t.stderr)
	root.SetFlagErrorFunc(flagError)
	colours := []string{"auto", "always", "never"}
	t.color = once{value: colours[0], kind: "WHEN", check: oneOf(colours...)}
	root.PersistentFlags().Var(&t.color, "color",
		"colours: auto, always or never; auto heeds NO_COLOR")
	version := root.Flags().Bool("version", false, "print the version")
	root.AddGroup(&cobra.Group{ID: "runs", Title: "Running scenarios:"},
		&cobra.Group{ID: "reads", Title: "Reading what is built in:"})
	for _, c := range needed(words) {
		cmd := c.make(t)
		cmd.GroupID = c.group
		root.AddCommand(cmd)
	}
	root.RunE = func(cmd *cobra.Command, _ []string) error {
		if *version {
			return t.put("", nil, writeVersion)
		}
		return cmd.Help()
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(newHelp())
	complete(root, "color", colours)
	return root
}

// writeVersion writes the module's version and the format: runs of one format give the same bytes.
func writeVersion(w io.Writer, _ paint) error {
	version := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		version = info.Main.Version
	}
	_, err := fmt.Fprintf(w, "roomsim %s, format %d\n", version, timeline.Format)
	return err
}

// unknownCommand refuses words that are no command.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return wrongUsage("unknown command %q%s", args[0], near(args[0], commandNames(cmd)))
}

// wants checks the number of words behind a command: least to most, most −1 for any. What says what
// they are.
func wants(least, most int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return wrongUsage("nothing to work on; expected %s", what)
		case most == 0 && len(args) > 0:
			return wrongUsage("unexpected %q; expected no words here", args[0])
		case most >= 0 && len(args) > most:
			return wrongUsage("unexpected %q; expected %s", args[most], what)
		}
		return nil
	}
}
