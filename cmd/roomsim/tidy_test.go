package main_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// home is a package's place in the house.
type home struct {
	dir   string
	level int
	may   []string // packages of roomsim that it may import; "*" all
	mods  []string // modules from outside that it may import
}

// house is the table of the design: who may import what. A test may import what its package may,
// all packages of its level and below, scenarios/spec to run the
// built-in scenarios, and testLibs.
var house = []home{
	{"sim", 0, nil, nil},
	{"sim/replicate", 0, nil, nil},
	{"model/fsm", 0, nil, nil},
	{"model/timeline", 1, []string{"sim"}, nil},
	{"model/timeline/export", 2, []string{"sim", "model/timeline"}, nil},
	{"model", 2, []string{"sim", "model/fsm", "model/timeline"}, nil},
	{"scenarios/expect", 2, []string{"sim", "model/timeline"}, nil},
	{"scenarios/baseline", 3, []string{"sim", "scenarios/expect"}, nil},
	{"plots", 2, []string{"sim", "model/timeline"}, []string{"gonum.org/v1/plot",
		"golang.org/x/image"}},
	{"plots/page", 3, []string{"sim", "model/timeline", "plots"}, nil},
	{"scenarios", 0, nil, nil},
	{"scenarios/spec", 3, []string{"sim", "model", "model/timeline", "scenarios",
		"scenarios/expect"}, []string{"gopkg.in/yaml.v3"}},
	{"scenarios/study", 4, []string{"sim", "sim/replicate", "model/fsm", "model/timeline", "model",
		"scenarios", "scenarios/expect", "scenarios/spec"}, nil},
	{"scenarios/report", 4, []string{"sim", "model/timeline", "scenarios/expect"},
		[]string{"github.com/jstemmer/go-junit-report/v2"}},
	{"scenarios/applog", 4, []string{"sim", "model/timeline", "model", "scenarios/expect",
		"scenarios/spec"}, nil},
	{"cmd/roomsim", 5, []string{"*"}, []string{"github.com/spf13/cobra", "github.com/spf13/pflag",
		"github.com/google/renameio/v2", "golang.org/x/term"}},
}

// modules are what go.mod may require directly, each with its reason.
var modules = map[string]string{
	"github.com/spf13/cobra":          "words and flags of the command",
	"github.com/spf13/pflag":          "flags with values of their own",
	"github.com/google/renameio/v2":   "-o never leaves half a file",
	"golang.org/x/term":               "is it a terminal, and how wide",
	"gopkg.in/yaml.v3":                "scenarios, with line and column",
	"gonum.org/v1/plot":               "charts",
	"golang.org/x/image":              "fonts, and newer than gonum/plot asks: GO-2026-4962",
	"golang.org/x/text":               "newer than gonum/plot asks: GO-2026-4815",
	"github.com/google/go-cmp":        "tests: readable differences",
	"github.com/rogpeppe/go-internal": "tests: testscript",
	"pgregory.net/rapid":              "tests: properties",

	"github.com/jstemmer/go-junit-report/v2":   "the elements of JUnit's reports",
	"github.com/santhosh-tekuri/jsonschema/v6": "tests: what the JSON Schema takes",
	"github.com/chromedp/chromedp":             "tests: pages in a real browser",
	"github.com/chromedp/cdproto":              "tests: what that browser does and says",
	"golang.org/x/net":                         "tests: HTML as browsers read it",
}

var testLibs = []string{"github.com/google/go-cmp", "github.com/rogpeppe/go-internal",
	"pgregory.net/rapid", "github.com/santhosh-tekuri/jsonschema/v6", "gopkg.in/yaml.v3",
	"github.com/chromedp/chromedp", "github.com/chromedp/cdproto", "golang.org/x/net/html"}

// core is where the same input must give the same bytes everywhere.
var core = []string{"sim", "sim/replicate", "model", "model/timeline", "model/timeline/export",
	"model/fsm", "scenarios/expect", "scenarios/baseline"}

// floatFiles may compute with float64, and use these functions of math: they are exact, so the
// same on every processor.
var floatFiles = []string{"sim/correlated.go", "sim/draw.go", "sim/exponential.go", "sim/explog.go",
	"sim/explogtables.go", "sim/law.go", "sim/normal.go", "sim/normaltables.go"}

var exactMath = []string{"Sqrt", "Floor", "Ceil", "Abs", "Float64bits", "Float64frombits"}

// The limits of style.
const (
	maxFile     = 300
	maxTestFile = 500
	maxFunc     = 60
	maxTestFunc = 120 // tables of cases
	maxColumns  = 100 // a tab is one
)

// source is a file of roomsim under inspection.
type source struct {
	path string // slashes, from the top: "sim/time.go"
	dir  string
	test bool
	text string
	set  *token.FileSet
	file *ast.File
	info *types.Info // nil of tests and of files for other systems
}

func (s *source) core() bool { return !s.test && slices.Contains(core, s.dir) }

// report takes what is wrong at a position, and what to use instead.
type report func(at token.Pos, what, instead string)

// rules are all checks of a file.
var rules = []func(*source, report){imports, bannedImports, bannedCalls, bannedSyntax, mapOrder,
	floats, changingVariables, longFunctions, longFile, longLines, docComments, promises}

// findings runs all rules over a file; one line of it is named once for each thing wrong.
func findings(s *source) []string {
	var list []string
	for _, rule := range rules {
		rule(s, func(at token.Pos, what, instead string) {
			list = append(list, fmt.Sprintf("%s:%d: %s: %s", s.path, s.set.Position(at).Line, what,
				instead))
		})
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// place finds a package in the table.
func place(dir string) *home {
	for i := range house {
		if house[i].dir == dir {
			return &house[i]
		}
	}
	return nil
}

// within reports whether an import path is one of the modules or below it.
func within(pkg string, modules []string) bool {
	return slices.ContainsFunc(modules, func(m string) bool {
		return pkg == m || strings.HasPrefix(pkg, m+"/")
	})
}

// top is the project's folder, seen from this package.
const top = "../.."

// TestTidy holds every Go file to the design and to the style.
func TestTidy(t *testing.T) {
	set := token.NewFileSet()
	sources := load(t, set)
	look := compiled(t, set)
	for _, h := range house {
		var files []*source
		for _, s := range sources {
			if s.dir == h.dir && !s.test && fits(t, s) {
				files = append(files, s)
			}
		}
		if err := check(set, look, files); err != nil {
			t.Errorf("%s: types are not known: %v", h.dir, err)
		}
	}
	for _, s := range sources {
		for _, f := range findings(s) {
			t.Error(f)
		}
	}
	for _, dir := range undocumented(sources) {
		t.Errorf("%s/doc.go:1: no package comment: a paragraph that a newcomer can follow", dir)
	}
}

// load parses all Go files below top.
func load(t *testing.T, set *token.FileSet) []*source {
	t.Helper()
	var sources []*source
	err := fs.WalkDir(os.DirFS(top), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || p != "." && strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(p, ".go"):
			return nil
		}
		text, err := os.ReadFile(filepath.Join(top, p))
		if err != nil {
			return err
		}
		s, err := parse(set, p, string(text))
		sources = append(sources, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

func parse(set *token.FileSet, p, text string) (*source, error) {
	file, err := parser.ParseFile(set, p, text, parser.ParseComments|parser.SkipObjectResolution)
	return &source{path: p, dir: path.Dir(p), test: strings.HasSuffix(p, "_test.go"), text: text,
		set: set, file: file}, err
}

// fits reports whether a file is compiled on this system.
func fits(t *testing.T, s *source) bool {
	t.Helper()
	ok, err := build.Default.MatchFile(filepath.Join(top, s.dir), path.Base(s.path))
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

// compiled imports packages from what the go command has compiled.
func compiled(t *testing.T, set *token.FileSet) types.Importer {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-pgo=off", "-export", "-deps", "-f",
		"{{.ImportPath}}={{.Export}}", "./...")
	cmd.Dir = top
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	files := map[string]string{}
	for line := range strings.Lines(string(out)) {
		pkg, file, _ := strings.Cut(strings.TrimSpace(line), "=")
		files[pkg] = file
	}
	return importer.ForCompiler(set, "gc", func(pkg string) (io.ReadCloser, error) {
		if files[pkg] == "" {
			return nil, errors.New(pkg + " does not compile")
		}
		return os.Open(files[pkg])
	})
}

// check finds the types of a package's files.
func check(set *token.FileSet, look types.Importer, sources []*source) error {
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{},
		Uses: map[*ast.Ident]types.Object{}}
	var files []*ast.File
	for _, s := range sources {
		s.info = info
		files = append(files, s.file)
	}
	if len(files) == 0 {
		return nil
	}
	conf := types.Config{Importer: look, Error: func(error) {}}
	_, err := conf.Check("roomsim/"+sources[0].dir, set, files, info)
	return err
}

// undocumented lists the packages without a doc.go that has the package comment.
func undocumented(sources []*source) []string {
	documented := map[string]bool{}
	var dirs []string
	for _, s := range sources {
		dirs = append(dirs, s.dir)
		if path.Base(s.path) == "doc.go" && s.file.Doc != nil {
			documented[s.dir] = true
		}
	}
	slices.Sort(dirs)
	return slices.DeleteFunc(slices.Compact(dirs), func(dir string) bool { return documented[dir] })
}

func TestTopLevelFolders(t *testing.T) {
	entries, err := os.ReadDir(top)
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{"go.mod", "go.sum", "cmd", "model", "plots", "scenarios", "sim", "README.md"}
	for _, e := range entries {
		if name := e.Name(); name[0] != '.' && !slices.Contains(allowed, name) {
			t.Errorf("%s:1: stands at the top: put it below %s", name, strings.Join(allowed[2:7], ", "))
		}
	}
}

// directModules lists what go.mod requires directly, with the line.
func directModules(gomod string) map[string]int {
	direct := map[string]int{}
	n := 0
	for line := range strings.Lines(gomod) {
		n++
		fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(fields) >= 2 && strings.Contains(fields[0], ".") && fields[1][0] == 'v' &&
			!strings.Contains(line, "// indirect") {
			direct[fields[0]] = n
		}
	}
	return direct
}

func TestModules(t *testing.T) {
	gomod, err := os.ReadFile(filepath.Join(top, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for module, line := range directModules(string(gomod)) {
		if modules[module] == "" {
			t.Errorf("go.mod:%d: %s: do without, or give a reason in tidy_test.go", line, module)
		}
	}
	const sample = "module x\n\nrequire a.b/c v1.0.0\n\n" +
		"require (\n\td.e v2.0.0\n\tf.g v0.1.0 // indirect\n)\n"
	if got := directModules(sample); len(got) != 2 || got["a.b/c"] != 3 || got["d.e"] != 6 {
		t.Errorf("got %v, want a.b/c in line 3 and d.e in line 6", got)
	}
}

// Each rule can fail.
func TestTidyFindsWhatItLooksFor(t *testing.T) {
	long := strings.Repeat("\n", maxFunc)
	tests := []struct{ what, path, code, want string }{
		{"nothing", "sim/x.go", "// F is fine.\nfunc F(n int64) int64 { return n * 2 }", ""},
		{"a package upwards", "sim/x.go", `import _ "roomsim/model"`,
			"sim/x.go:2: sim imports model: data goes down the table only"},
		{"a test of the same level", "plots/x_test.go", `import _ "roomsim/model"`, ""},
		{"a test of the built-in scenarios", "plots/x_test.go",
			`import _ "roomsim/scenarios/spec"`, ""},
		{"a test upwards", "plots/x_test.go", `import _ "roomsim/scenarios/study"`,
			"plots imports scenarios/study"},
		{"a module elsewhere", "model/x.go", `import _ "gopkg.in/yaml.v3"`,
			"model imports gopkg.in/yaml.v3"},
		{"a dot import", "plots/x.go", `import . "fmt"`, "dot import of fmt: name the package"},
		{"a package without a place", "util/x.go", "", "util/x.go:1: package util is not in the table"},
		{"plot itself", "plots/x.go", `import _ "gonum.org/v1/plot"`,
			"import of gonum.org/v1/plot: its vg"},
		{"plot's canvases", "plots/x.go", `import _ "gonum.org/v1/plot/vg/vgsvg"`,
			"import of gonum.org/v1/plot/vg/vgsvg: its vg"},
		{"the network", "cmd/roomsim/x.go", `import _ "net/http"`, "import of net/http: nothing here"},
		{"a child process in a test", "cmd/roomsim/x_test.go", `import _ "os/exec"`, ""},
		{"luck", "model/x.go", `import _ "math/rand/v2"`, "import of math/rand/v2: sim.Stream"},
		{"the clock", "model/x.go", "import clock \"time\"\nvar _ = clock.Now",
			"x.go:3: time.Now: the agenda's time"},
		{"a map's keys", "sim/x.go", "import \"maps\"\nvar _ = maps.Keys(map[int]int{})",
			"maps.Keys: slices.Sorted"},
		{"a map's keys, sorted", "sim/x.go",
			"import (\n\"maps\"\n\"slices\"\n)\nvar _ = slices.Sorted(maps.Keys(map[int]int{}))", ""},
		{"a goroutine", "sim/x.go", "func f() { go f() }", "x.go:2: go statement: sim/replicate"},
		{"a goroutine where they live", "sim/replicate/x.go", "func f() { go f() }", ""},
		{"a select", "sim/x.go", "func f() { select {} }", "select: results by index"},
		{"a map's order", "sim/x.go", "type m map[int]int\nfunc f(x m) { for range x {} }",
			"x.go:3: range over a map: a slice, or sorted keys"},
		{"a map's order elsewhere", "plots/x.go", "func f(x map[int]int) { for range x {} }", ""},
		{"a float", "sim/x.go", "func f(x float64) {}", "x.go:2: float64: integers"},
		{"a float that is inferred", "sim/x.go",
			"var a = 2\nfunc f() int { b := 0.5; return a * int(b*2) }",
			"x.go:3: float64: integers"},
		{"a float in a law", "sim/law.go", "import \"math\"\nfunc f(x float64) float64 {\n" +
			"return math.Sqrt(x) + math.MaxFloat64 }", ""},
		{"a float in a law's test", "sim/law_test.go", "import \"math\"\nvar _ = math.Exp(1)", ""},
		{"a function that differs", "sim/law.go", "import \"math\"\nvar f = math.Exp",
			"law.go:3: math.Exp: Sqrt, Floor, Ceil, Abs, Float64bits, Float64frombits, or sim.Exp"},
		{"a function that differs, renamed", "sim/law.go", "import m \"math\"\nvar x = m.Pow(2, 3)",
			"math.Pow: Sqrt"},
		{"a short float in a law", "sim/law.go", "func f(x float32) {}", "float32: float64"},
		{"a complex number in a law", "sim/law.go", "func f(x complex128) {}", "complex128: float64"},
		{"a law of mathematics elsewhere", "sim/x.go", "import \"math\"\nvar x = math.Float64bits(1)",
			"math.Float64bits: integers"},
		{"a float in a lawless file", "model/law.go", "func f(x float64) {}", "float64: integers"},
		{"an exact constant", "sim/x.go", "const k = 1.5 * 2\nvar _ int64 = 1e9 * k", ""},
		{"a changing variable", "plots/x.go", "var v []struct{ n int }\nfunc f() { v[0].n++ }",
			"x.go:3: package variable v changes: a field, or an argument"},
		{"a variable set by init", "plots/x.go", "var v int\nfunc init() { v = 1 }", ""},
		{"a shadow", "plots/x.go", "var v int\nfunc f() { v := 1; v++; _ = v }", ""},
		{"a long function", "plots/x.go", "func f() {" + long + "}",
			"x.go:2: func f has 61 lines: at most 60"},
		{"a long test", "plots/x_test.go", "func f() {" + long + "}", ""},
		{"a long file", "plots/x.go", strings.Repeat("\n", maxFile),
			"x.go:1: 302 lines: at most 300 in a file"},
		{"a long line", "plots/x.go", "//" + strings.Repeat("é", 99), "x.go:2: 101 columns: at most 100"},
		{"a long raw string", "plots/x.go", "const _ = `\n" + strings.Repeat("x", 101) + "\n`", ""},
		{"no doc comment", "plots/x.go", "type T struct{}\nfunc (T) M() {}",
			"x.go:3: M has no doc comment"},
		{"a group's comment", "plots/x.go", "// Both.\nconst (\nA = 1\nB = 2\n)", ""},
		{"a promise", "plots/x.go", "// TO" + "DO: later", "x.go:2: TO" + "DO: do it, or leave it out"},
	}
	set := token.NewFileSet()
	look := compiled(t, set)
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			s, err := parse(set, tt.path, "package x\n"+tt.code+"\n")
			if err != nil {
				t.Fatal(err)
			}
			if !s.test {
				_ = check(set, look, []*source{s}) // not all can be compiled
			}
			got := strings.Join(findings(s), "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	s, _ := parse(token.NewFileSet(), "sim/x.go", "// Package x.\npackage x\n")
	if got := undocumented([]*source{s}); !slices.Equal(got, []string{"sim"}) {
		t.Errorf("got %q, want sim: its comment is not in doc.go", got)
	}
}
