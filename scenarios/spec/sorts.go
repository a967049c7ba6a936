package spec

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"gopkg.in/yaml.v3"

	"roomsim/scenarios"
)

// ownKeys are the keys at the top of a file that only its sort has; a name is easily given to a
// file of another sort too.
var ownKeys = [...]struct {
	sort, called string
	keys         []string
}{
	{"scenario", "a scenario", []string{"name", "clients", "links", "script", "claims", "end",
		"marks"}}, // the last two a log mapping has too
	{"weather", "a weather file", []string{"weather"}},
	{"profile", "a profile", []string{"profile"}},
	{"mapping", "a log mapping", []string{"log"}},
}

// mistaken reports a file that has no key of the wanted sort but one of another: instead of all
// that would be wrong with it otherwise.
func (d *decoder) mistaken(top *yaml.Node, want string) bool {
	var is, expected string
	at := top
	for _, s := range ownKeys {
		keys := s.keys
		if s.sort == "scenario" && keyOf(top, ownKeys[3].keys) != nil {
			keys = keys[:len(keys)-2]
		}
		key := keyOf(top, keys)
		if s.sort != want && key != nil && key.Value == "name" {
			key = keyOf(top, s.keys[1:])
		}
		switch {
		case s.sort == want && key != nil:
			return false
		case s.sort == want:
			expected = "expected " + s.called
		case key != nil && is == "":
			is, at = s.called, key
		}
	}
	if is == "" {
		return false
	}
	if want == "scenario" && d.src.file != StdinName {
		name := filepath.Base(d.src.file)
		switch is {
		case ownKeys[1].called:
			expected += "; name it in links: {all: {weather: " + name + "}}"
		case ownKeys[2].called:
			expected += "; run one with --profile " + name
		default:
			expected += "; hold a log against one with --map " + name
		}
	}
	d.wrong(at, "this is "+is, expected)
	return true
}

// keyOf finds the first key of a mapping that is one of some.
func keyOf(n *yaml.Node, keys []string) *yaml.Node {
	for _, p := range pairs(n) {
		if slices.Contains(keys, p.key.Value) {
			return p.key
		}
	}
	return nil
}

// otherSort says it of a name that is no scenario's but a weather's or a profile's.
func (r *report) otherSort(name string) {
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return
	}
	p := Problem{}
	switch {
	case slices.Contains(scenarios.Weathers(), name):
		p.Msg = show(name) + " is a weather, not a scenario"
		p.Expected = "name it in links: {all: {weather: " + name + "}}; roomsim show " + name +
			" prints it"
	case slices.Contains(scenarios.Profiles(), name):
		p.Msg = show(name) + " is a profile, not a scenario"
		p.Expected = "run a scenario with --profile " + name
	default:
		return
	}
	r.list[len(r.list)-1] = p
}
