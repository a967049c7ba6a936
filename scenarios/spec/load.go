package spec

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"roomsim/model"
	"roomsim/scenarios"
	"roomsim/scenarios/expect"
)

// Options are what the command line says over a file.
type Options struct {
	Profile     string   // --profile: the name or file of a profile; "": the file's own
	Sets        []string // --set key=value, stronger than anything
	Seed        *uint64  // --seed; nil: the file's own
	MaxEvents   uint64   // --max-events; 0: the default
	ShuffleTies uint64   // --shuffle-ties; 0: no
}

// Scenario is a checked scenario: a run can begin, and claims can be put to what it leaves.
type Scenario struct {
	File     string // as messages name it
	Name     string
	Title    string
	Source   string // what document it reproduces
	Seed     uint64
	BuiltIn  bool
	Config   model.Config
	Claims   []expect.Claim
	Warnings []Problem
	Text     []byte   // of the file
	Times    []string // what --set may change in the script: "heal.at"
	Inputs   []string // paths of the files that it names, for schedules, traces and tables
	beside   *folder  // where these lie; nil: it may name none
}

// Stdin is the argument that stands for the standard input, StdinName what messages call it.
const (
	Stdin     = "-"
	StdinName = "<stdin>"
)

// Load reads a scenario: a file, the name of a built-in one, or "-" for the standard input. The
// error is a *Problems that names everything that is wrong.
func Load(arg string, opt Options) (*Scenario, error) {
	rep := &report{}
	switch {
	case arg == Stdin:
		text, err := io.ReadAll(io.LimitReader(os.Stdin, maxBytes+1))
		if err != nil {
			rep.add(Problem{File: StdinName, Msg: "cannot be read"})
			return nil, rep.failed()
		}
		return parse(rep, StdinName, text, newFolder("", false), opt)
	case !looksLikeFile(arg):
		if text, ok := scenarios.Read(arg); ok {
			file := scenarios.File(arg)
			s, err := parse(rep, file, text, newFolder(path.Dir(file), true), opt)
			if s != nil {
				s.BuiltIn = true
			}
			return s, err
		}
	}
	text, ok := readFile(rep, arg, scenarios.Names(), "a scenario file")
	if !ok {
		rep.otherSort(arg)
		return nil, rep.failed()
	}
	return parse(rep, arg, text, newFolder(filepath.Dir(arg), false), opt)
}

// Parse reads a scenario from the text of a file that has no folder: it can name no other files.
// The error is a *Problems.
func Parse(file string, text []byte, opt Options) (*Scenario, error) {
	return parse(&report{}, file, text, nil, opt)
}

// Again reads the scenario's text once more, and the files that it names.
func (s *Scenario) Again(opt Options) (*Scenario, error) {
	var beside *folder
	if s.beside != nil {
		beside = newFolder(s.beside.dir, s.beside.builtIn)
	}
	return parse(&report{}, s.File, s.Text, beside, opt)
}

// World makes a world of the scenario. What the model refuses is a bug: input was checked when it
// was read.
func (s *Scenario) World(record model.Recording) *model.World {
	cfg := s.Config
	cfg.Record = record
	w, err := model.New(cfg)
	if err != nil {
		panic("model: " + err.Error())
	}
	return w
}

// looksLikeFile reports whether an argument can only be a file, not a name.
func looksLikeFile(arg string) bool {
	return strings.ContainsAny(arg, `/\`) || IsYAML(arg)
}

// IsYAML reports whether a name is that of a YAML file.
func IsYAML(name string) bool {
	return strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml")
}

// readFile reads a regular file, at most one byte more than the bound, and reports why it cannot.
func readFile(rep *report, path string, names []string, what string) ([]byte, bool) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		rep.add(Problem{File: path, Msg: "is not a regular file", Expected: "expected " + what})
		return nil, false
	}
	var text []byte
	if err == nil {
		text, err = readBounded(path)
	}
	switch {
	case err == nil:
		return text, true
	case errors.Is(err, fs.ErrNotExist):
		p := Problem{Msg: "open " + path + ": no such file"}
		if near := nearFile(path, names); near != "" {
			p.Expected = "did you mean " + show(near) + "?"
		}
		rep.add(p)
	case errors.Is(err, fs.ErrPermission):
		rep.add(Problem{File: path, Msg: "permission denied"})
	default:
		rep.add(Problem{File: path, Msg: "cannot be read"})
	}
	return nil, false
}

func readBounded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxBytes+1))
}

// nearFile finds what was meant by the path of a file that does not exist: a built-in name, a file
// beside it, a name like a built-in's. What looks like a path means a file.
func nearFile(path string, names []string) string {
	base := filepath.Base(path)
	stem := strings.TrimSuffix(strings.TrimSuffix(base, ".yaml"), ".yml")
	if slices.Contains(names, stem) {
		return stem
	}
	near := Near(stem, names)
	if file := fileBeside(path, base); near == "" || file != "" && looksLikeFile(path) {
		return file
	}
	return near
}

// fileBeside finds a file with a name like base in the folder of a path.
func fileBeside(path, base string) string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return ""
	}
	var files []string
	for _, e := range entries {
		if name := e.Name(); IsYAML(name) {
			files = append(files, name)
		}
	}
	if near := Near(base, files); near != "" {
		return filepath.Join(filepath.Dir(path), near)
	}
	return ""
}
