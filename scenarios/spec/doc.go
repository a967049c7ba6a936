// Package spec turns scenario and profile files into a checked model.Config and claims.
//
// It is strict, and says everything that is wrong with a file at once, each problem with its place:
// "file:line:col: what is wrong; what was expected". A file is a stranger's: its bytes are checked
// before the YAML library sees them, the library reads it into nodes only, the walk over the nodes
// holds the bounds (depth, nodes, aliases, keys), and every scalar is read here from its text, so
// that 010 never becomes 8, nor 1.5 one.
//
// Two tables drive it: Keys, for the keys of every mapping, and model.SettingList, for the settings
// of a profile. What is in a table can be read, is hinted at when misspelt, is listed for help and
// stands in the JSON Schema; what is not is an error.
//
// Log mappings, which say how a real product's log is to be read, are files of the same kind; the
// package applog reads logs by them.
//
// Settings come in layers, the later the stronger: defaults, a profile's base, the profile, set: of
// the scenario, --set of the command line.
package spec
