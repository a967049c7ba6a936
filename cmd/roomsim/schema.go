package main

import (
	"bytes"
	"path"

	"github.com/spf13/cobra"

	"roomsim/scenarios"
)

// newSchema prints the JSON Schema of a sort of files.
func newSchema(t *tool) *cobra.Command {
	var out once
	sorts := scenarios.Sorts()
	cmd := &cobra.Command{
		Use:   "schema [scenario | profile | weather | log]",
		Short: "Print the JSON Schema of scenarios, profiles, weather or log mappings",
		Long: `Print the JSON Schema (draft 2020-12) of scenarios, or of profiles, weather files or log
mappings: what keys there are, what they mean, their units and defaults. An editor with
yaml-language-server, such as VS Code with the YAML extension, completes and checks a file by it.
It must lie beside the file, whose first line names it:

  # yaml-language-server: $schema=roomsim.schema.json

roomsim init does both for a new scenario. Some mistakes only roomsim lint can see: a mark that
nothing defines, a claim that compares a mark with itself.`,
		Example: `  roomsim schema -o roomsim.schema.json
  roomsim schema profile -o roomsim-profile.schema.json
  roomsim schema weather -o roomsim-weather.schema.json
  roomsim schema log -o roomsim-log.schema.json`,
		Args:              wants(0, 1, listed(sorts, "or")),
		ValidArgsFunction: first(func() []string { return sorts }),
		RunE: func(_ *cobra.Command, args []string) error {
			sort := sorts[0]
			if len(args) > 0 {
				if err := oneOf(sorts...)(args[0]); err != nil {
					return wrongUsage("schema %s", err)
				}
				sort = args[0]
			}
			return t.put(out.value, nil, writeBytes(scenarios.Schema(sort)))
		},
	}
	addOutput(cmd, &out)
	return cmd
}

// modeline is how the first line of a file begins that names its schema.
const modeline = "# yaml-language-server: $schema="

// apart is the text of a built-in file for somewhere else, where its schema does not lie beside it:
// an editor would miss it. Rule: lines keep their numbers.
func apart(text []byte) []byte {
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	if !bytes.HasPrefix(first, []byte(modeline)) {
		return text
	}
	return append([]byte("# for help in an editor: roomsim schema --help\n"), rest...)
}

// schemaName is the name of a sort's schema, beside the files of the sort.
func schemaName(sort string) string { return path.Base(scenarios.SchemaFile(sort)) }
