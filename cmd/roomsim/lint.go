package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/spec"
)

// newLint checks files without running them.
func newLint(t *tool) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lint PATH…",
		Short: "Check files without running them",
		Long: `Check scenarios, profiles, weather files and log mappings without running them. Everything
that is wrong is said at once, with its place. PATH is a file, a directory (every .yaml and .yml
below it, but nothing in testdata or behind a dot), a pattern with * ? [ or ** in it, the name of
a built-in scenario, or - for the standard input.`,
		Example: `  roomsim lint mine.yaml
  roomsim lint scenarios/`,
		Args:              wants(1, -1, "a file or a directory"),
		ValidArgsFunction: scenariosAndFiles,
		RunE:              func(_ *cobra.Command, args []string) error { return t.lint(args) },
	}
	addQuiet(t, cmd, "say nothing if nothing is wrong")
	return cmd
}

// lint is the command.
func (t *tool) lint(paths []string) error {
	words, err := spread(paths, func(string) bool { return true })
	if err != nil {
		return err
	}
	if len(words) == 0 {
		return wrongInput("nothing to check: no file in %s; expected .yaml or .yml files",
			timeline.Show(listed(paths, "or")))
	}
	var list []*entry
	var wrong, warnings spec.Problems
	for _, word := range words {
		e, warned, err := lintOne(word)
		switch {
		case err != nil:
			gather(&wrong, err)
		case e != nil:
			list = append(list, e)
		}
		warnings.List = append(warnings.List, warned...)
	}
	if same := sameNames(list); same != nil {
		gather(&wrong, same)
	}
	t.tell(warnings.List)
	if len(wrong.List) > 0 {
		return t.refuse(&wrong)
	}
	if !t.quiet {
		fmt.Fprintf(t.stderr, "%s: nothing wrong\n", many(len(words), "file"))
	}
	return nil
}

// lintOne reads a scenario; or a profile or weather, of which there is no entry.
func lintOne(word string) (*entry, []spec.Problem, error) {
	sort := "scenario"
	if _, builtIn := scenarios.Read(word); !builtIn {
		sort = sortOf(word)
	}
	switch sort {
	case "profile":
		p, err := spec.LoadProfile(word)
		if err != nil {
			return nil, nil, err
		}
		return nil, p.Warnings, nil
	case "weather":
		w, err := spec.LoadWeather(word)
		if err != nil {
			return nil, nil, err
		}
		return nil, w.Warnings, nil
	case "log":
		m, err := spec.LoadMapping(word, nil)
		if err != nil {
			return nil, nil, err
		}
		return nil, m.Warnings, nil
	}
	s, err := spec.Load(word, spec.Options{})
	if err != nil {
		return nil, nil, err
	}
	return &entry{Scenario: s, word: word}, s.Warnings, nil
}
