package main

import (
	"bytes"
	_ "embed" // the scenario that init writes
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/spec"
)

//go:embed init.yaml
var annotated []byte

// newInit writes a scenario to begin with.
func newInit(t *tool) *cobra.Command {
	const usual = "scenario.yaml"
	return &cobra.Command{
		Use:   "init [FILE]",
		Short: "Write an annotated scenario to begin with",
		Long: `Write a small scenario that passes, with a comment beside each part: what it is, its unit
and its default. FILE is scenario.yaml if you name none; it must not be there yet, and its name
becomes the scenario's. The JSON Schema that lets an editor help is put beside it, unless one is
there. With - the scenario goes to standard output, and nothing else is written.`,
		Example: `  roomsim init
  roomsim init reconnect.yaml
  roomsim check reconnect.yaml`,
		Args: wants(0, 1, "one file"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"yaml"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{usual}
			}
			return t.begin(args[0])
		},
	}
}

// begin writes a scenario to begin with, and its schema beside it.
func (t *tool) begin(file string) error {
	if file == "-" {
		return t.put("", nil, writeBytes(apart(annotated)))
	}
	shown := timeline.Show(file)
	if !spec.IsYAML(file) {
		return wrongInput("init %s: expected a name that ends in .yaml, such as %s", shown,
			timeline.Show(strings.TrimSuffix(file, filepath.Ext(file))+".yaml"))
	}
	switch _, err := os.Lstat(file); {
	case err == nil:
		return wrongInput("%s is there already; expected the name of a new file", shown)
	case !errors.Is(err, fs.ErrNotExist):
		return cannotWrite(file, err)
	}
	if err := t.put(file, nil, writeBytes(named(nameFor(file)))); err != nil {
		return err
	}
	fmt.Fprintf(t.stderr, "wrote %s\n", shown)
	schema := filepath.Join(filepath.Dir(file), schemaName("scenario"))
	if _, err := os.Lstat(schema); errors.Is(err, fs.ErrNotExist) {
		if err := t.put(schema, nil, writeBytes(scenarios.Schema("scenario"))); err != nil {
			return err
		}
		fmt.Fprintf(t.stderr, "wrote %s, which lets an editor help\n", timeline.Show(schema))
	}
	run := timeline.Show((&options{}).again(file))
	fmt.Fprintf(t.stderr, "next: %s     what everybody hears, then the verdicts\n"+
		"      %s   the verdicts alone\n", run, strings.Replace(run, "run", "check", 1))
	return nil
}

// named is the scenario to begin with under a name, its comments still in one column.
func named(name string) []byte {
	line := func(name string) []byte { return fmt.Appendf(nil, "\nname: %-23s #", name) }
	return bytes.Replace(annotated, line("scenario"), line(name), 1)
}

// nameFor makes the name of a scenario of that of its file, as far as it can.
func nameFor(file string) string {
	stem := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	name := strings.Trim(strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(stem)), "-")
	if !spec.IsName(name) {
		return "scenario"
	}
	return name
}
