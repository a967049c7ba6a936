package main

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

// magic are the characters that make a pattern of a path.
const magic = "*?["

// isPattern reports whether a path is a pattern, as a shell would have expanded it: a file of that
// very name comes first.
func isPattern(path string) bool {
	_, err := os.Lstat(path)
	return err != nil && strings.ContainsAny(path, magic)
}

// matching lists the YAML files that a pattern matches, or that lie below a directory it matches. A
// ** stands for any directories, also none; like a search through a directory it enters none called
// testdata or beginning with a dot.
func matching(pattern string) ([]string, error) {
	var list []string
	var err error
	elements := strings.Split(filepath.ToSlash(filepath.Clean(pattern)), "/")
	if _, wrong := path.Match(strings.Join(elements, "/"), ""); wrong != nil {
		return nil, wrongInput("%s: a bracket has no end or nothing in it; expected a pattern such as "+
			"dir/*.yaml", timeline.LineStart(pattern))
	}
	if strings.Contains(pattern, "**") {
		list, err = deep(elements)
	} else {
		list, err = flat(pattern)
	}
	if err == nil && len(list) == 0 {
		err = wrongInput("%s: matches no .yaml or .yml file", timeline.LineStart(pattern))
	}
	return list, err
}

// flat expands a pattern without **.
func flat(pattern string) (list []string, err error) {
	found, err := filepath.Glob(pattern)
	for _, name := range found {
		var files []string
		switch {
		case isDir(name):
			files, err = below(name)
		case spec.IsYAML(name) && !strings.HasPrefix(filepath.Base(name), "."):
			files = []string{name}
		}
		if err != nil {
			return nil, err
		}
		list = append(list, files...)
	}
	return list, err
}

// deep expands a pattern with **, given as its elements, from where its first magic is on.
func deep(elements []string) (list []string, err error) {
	n := 0
	for !strings.ContainsAny(elements[n], magic) {
		n++
	}
	top := filepath.FromSlash(strings.Join(elements[:n], "/"))
	switch {
	case n == 0:
		top = "."
	case top == "":
		top = string(filepath.Separator)
	}
	if !isDir(top) {
		return nil, nil
	}
	files, err := below(top)
	for _, file := range files {
		if fits(elements, strings.Split(filepath.ToSlash(file), "/")) {
			list = append(list, file)
		}
	}
	return list, err
}

// fits reports whether a pattern matches a path or a directory that it leads through.
func fits(pattern, names []string) bool {
	switch {
	case len(pattern) == 0:
		return true
	case pattern[0] == "**" && fits(pattern[1:], names):
		return true
	case len(names) == 0:
		return false
	case pattern[0] == "**":
		return fits(pattern, names[1:])
	}
	ok, err := path.Match(pattern[0], names[0])
	return ok && err == nil && fits(pattern[1:], names[1:])
}
