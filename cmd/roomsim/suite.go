package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/spec"
)

// suite gives the words for the scenarios that paths name: files, names of built-in ones, and what
// lies below directories. Without paths it is the built-in suite.
func suite(paths []string) ([]string, error) {
	if len(paths) == 0 {
		return scenarios.Names(), nil
	}
	return spread(paths, func(file string) bool { return sortOf(file) == "scenario" })
}

// spread gives the words for paths, each once: of directories and patterns the files that are
// wanted.
func spread(paths []string, wanted func(file string) bool) ([]string, error) {
	var words []string
	for i, path := range paths {
		if path == spec.Stdin && slices.Contains(paths[:i], path) {
			return nil, wrongUsage("- is given twice; standard input can be read once")
		}
		found, err := search(path)
		if err != nil {
			return nil, err
		}
		if found == nil {
			words = append(words, path)
		}
		for _, file := range found {
			if wanted(file) {
				words = append(words, file)
			}
		}
	}
	return distinct(words), nil
}

// search lists the files that a directory or a pattern stands for, nil for any other path.
func search(path string) ([]string, error) {
	_, builtIn := scenarios.Read(path)
	switch {
	case builtIn || path == spec.Stdin:
		return nil, nil
	case isDir(path):
		return below(path)
	case isPattern(path):
		return matching(path)
	}
	return nil, nil
}

// distinct drops words that name one thing again.
func distinct(words []string) []string {
	var list, seen []string
	for _, w := range words {
		clean := filepath.Clean(w)
		if clean == spec.Stdin && w != clean {
			clean = w // a file of that name
		}
		if !slices.Contains(seen, clean) {
			seen, list = append(seen, clean), append(list, w)
		}
	}
	return list
}

// below lists the YAML files below a directory in the order of their paths. It does not enter
// directories called testdata or beginning with a dot: these hold other things.
func below(dir string) ([]string, error) {
	list := []string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != dir && (strings.HasPrefix(name, ".") || name == "testdata"):
			return filepath.SkipDir
		case d.IsDir() || strings.HasPrefix(name, "."):
			return nil
		case spec.IsYAML(name):
			list = append(list, path)
		}
		return nil
	})
	if err != nil {
		return nil, wrongInput("%s: %s", timeline.LineStart(dir), reason(err))
	}
	return list, nil
}

// sortOf tells what a file is by the keys at its top: "profile", "weather", "log" for a log
// mapping, or "scenario", which also stands for what is none of them and will be refused as one.
func sortOf(file string) string {
	const scenario = "scenario"
	text, err := os.ReadFile(file)
	if err != nil {
		return scenario
	}
	sort := scenario
	for line := range strings.Lines(string(text)) {
		key, _, ok := strings.Cut(line, ":")
		switch {
		case !ok:
		case key == "profile" || key == "weather" || key == "log":
			sort = key
		case key == "name" || key == "clients" || key == "script" || key == "end" && sort != "log":
			return scenario
		}
	}
	return sort
}

// sameNames finds scenarios of one name.
func sameNames(list []*entry) *spec.Problems {
	var wrong spec.Problems
	first := make(map[string]*entry, len(list))
	for _, e := range list {
		before, again := first[e.Name]
		if !again {
			first[e.Name] = e
			continue
		}
		p := namePlace(e)
		there := namePlace(before)
		p.Msg = fmt.Sprintf("name %q is also in %s:%d:%d", e.Name, there.File, there.Line, there.Col)
		if there.File == p.File {
			p.Msg = fmt.Sprintf("scenario %q is given twice; expected it once", e.Name)
		}
		wrong.List = append(wrong.List, p)
	}
	if len(wrong.List) == 0 {
		return nil
	}
	return &wrong
}

// namePlace is the place of the name in a scenario's file.
func namePlace(e *entry) spec.Problem {
	number := 0
	for line := range strings.Lines(string(e.Text)) {
		number++
		if rest, ok := strings.CutPrefix(line, "name:"); ok {
			col := len(line) - len(strings.TrimLeft(rest, " ")) + 1
			return spec.Problem{File: e.File, Line: number, Col: col,
				Source: strings.TrimRight(line, "\r\n")}
		}
	}
	return spec.Problem{File: e.File, Line: 1, Col: 1}
}
