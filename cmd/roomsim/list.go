package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/spec"
)

// newList lists the built-in scenarios and weather.
func newList(t *tool) *cobra.Command {
	var out once
	kinds := []string{"scenarios", "weather"}
	cmd := &cobra.Command{
		Use:   "list [scenarios | weather]",
		Short: "List the built-in scenarios and weather",
		Long: `List the built-in scenarios, then the weather that their links may have, with titles; or
only one of the two, without a heading. The name of a scenario can stand wherever a command
takes a SCENARIO, that of a weather in a scenario: links: {A: {weather: NAME}}.`,
		Example: `  roomsim list
  roomsim list scenarios
  roomsim list weather`,
		Args:              wants(0, 1, listed(kinds, "or")),
		ValidArgsFunction: first(func() []string { return kinds }),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				if err := oneOf(kinds...)(args[0]); err != nil {
					return wrongUsage("list %s", err)
				}
			}
			return t.put(out.value, nil, func(w io.Writer, p paint) error {
				return writeList(w, p, strings.Join(args, ""))
			})
		},
	}
	addOutput(cmd, &out)
	return cmd
}

// writeList lists the built-in scenarios or weather, or both, the weather with a heading.
func writeList(w io.Writer, p paint, kind string) error {
	switch kind {
	case "scenarios":
		return writeTitles(w, p, scenarios.Names(), scenarioTitle)
	case "weather":
		return writeTitles(w, p, scenarios.Weathers(), weatherTitle)
	}
	if err := writeList(w, p, "scenarios"); err != nil {
		return err
	}
	heading := p.of(dim, "weather, for links: {A: {weather: NAME}}")
	if _, err := fmt.Fprintf(w, "\n%s\n", heading); err != nil {
		return err
	}
	return writeList(w, p, "weather")
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

// weatherTitle is the title of a built-in weather.
func weatherTitle(name string) string {
	w, err := spec.LoadWeather(name)
	if err != nil {
		return ""
	}
	return w.Title
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
