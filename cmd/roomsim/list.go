package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/spec"
)

// newList lists the built-in scenarios.
func newList(t *tool) *cobra.Command {
	var out once
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the built-in scenarios",
		Long: `List the built-in scenarios, with their titles. Each name can stand wherever a command
takes a SCENARIO.`,
		Example: "  roomsim list",
		Args:    wants(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			return t.put(out.value, nil, func(w io.Writer, p paint) error {
				return writeTitles(w, p, scenarios.Names(), scenarioTitle)
			})
		},
	}
	addOutput(cmd, &out)
	return cmd
}

// scenarioTitle is the title of a built-in scenario.
func scenarioTitle(name string) string {
	s, err := spec.Load(name, spec.Options{})
	if err != nil {
		return ""
	}
	return s.Title
}

// profileTitle is the title of a built-in profile.
func profileTitle(name string) string {
	p, err := spec.LoadProfile(name)
	if err != nil {
		return ""
	}
	return p.Title
}

// writeTitles writes names and titles in two columns.
func writeTitles(w io.Writer, p paint, names []string, title func(name string) string) error {
	width := 0
	for _, name := range names {
		width = max(width, len(name))
	}
	for _, name := range names {
		_, err := fmt.Fprintf(w, "%s%*s  %s\n", p.of(bold, name), width-len(name), "",
			timeline.Show(title(name)))
		if err != nil {
			return err
		}
	}
	return nil
}
