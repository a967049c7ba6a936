package main

import (
	"path/filepath"
	"strings"
)

// The formats that other tools draw.
const (
	formatMermaid = "mermaid"
	formatTrace   = "trace"
)

// agreeOnExport checks the flags that go with those formats.
func (f *runFlags) agreeOnExport(words []string) error {
	format := f.format.value
	switch {
	case format != formatMermaid && format != formatTrace:
		return nil
	case f.wire:
		return wrongUsage("--format %s has the messages in any case; expected no --wire with it", format)
	case len(words) > 1:
		return wrongUsage("--format %s draws one run; got %d scenarios", format, len(words))
	}
	return nil
}

// notDrawn says that plot does not write a file of such a name, and which command does.
func notDrawn(err error, scenario, path string) error {
	format := ""
	switch strings.ToLower(filepath.Ext(path)) {
	case ".mmd", ".mermaid":
		format = formatMermaid
	case ".json":
		format = formatTrace
	default:
		return wrongUsage("-o: %s", err)
	}
	return wrongUsage("-o: %s; did you mean %s?", err,
		command([]string{"roomsim", "run", scenario, "--format", format, "-o", path}))
}
