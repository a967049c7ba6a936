package spec

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"roomsim/scenarios"
)

// sorts are the files that have a schema: the level at their top, the shipped ones and how many
// there are at least.
var sorts = []struct {
	name  string
	top   int
	files string
	many  int
}{
	{"scenario", levelScenario, "../*.yaml", 100},
	{"profile", levelProfile, "../profiles/*.yaml", 8},
	{"weather", levelWeatherFile, "../weather/*.yaml", 9},
	{"log", levelMapping, "../logs/[^c]*.yaml", 3},
	{"scenario", levelScenario, "../logs/c*.yaml", 1},
}

// The schemas that ship are those of the tables. With -update they are written.
func TestSchemaIsOfTheTables(t *testing.T) {
	for _, sort := range sorts {
		want := schemaOf(sort.top)
		file := filepath.Join("..", filepath.FromSlash(strings.TrimPrefix(
			scenarios.SchemaFile(sort.name), "scenarios/")))
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if !bytes.Equal(scenarios.Schema(sort.name), want) {
			t.Errorf("%s is not of the tables; write it with go test ./scenarios/spec -run Schema -update",
				file)
		}
	}
}

// compiled are the schemas of the tables, by sort. The library checks them against the draft.
var compiled = sync.OnceValue(func() map[string]*jsonschema.Schema {
	m := map[string]*jsonschema.Schema{}
	for _, sort := range sorts {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaOf(sort.top)))
		if err != nil {
			panic(err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(sort.name, doc); err != nil {
			panic(err)
		}
		m[sort.name] = c.MustCompile(sort.name)
	}
	return m
})

// validate holds a file against the schema of its sort; ok is false if it is not YAML that a
// scenario may use.
func validate(sort, text string) (err error, ok bool) {
	src := &source{text: text, rep: &report{}}
	top := src.read()
	if top == nil || src.rep.errs > 0 {
		return nil, false
	}
	return compiled()[sort].Validate(asJSON(top)), true
}

// accepts demands that the schema takes what the decoder takes.
func accepts(t testing.TB, sort, text string) {
	t.Helper()
	if err, ok := validate(sort, text); err != nil || !ok {
		t.Errorf("the schema of a %s refuses what the decoder takes: %v", sort, err)
	}
}

func TestSchemaTakesWhatIsShipped(t *testing.T) {
	modeline := "# yaml-language-server: $schema="
	for _, sort := range sorts {
		files, _ := filepath.Glob(sort.files)
		if len(files) < sort.many {
			t.Errorf("got %d files of sort %s, want all", len(files), sort.name)
		}
		schema := strings.TrimPrefix(scenarios.SchemaFile(sort.name), "scenarios/")
		schema, err := filepath.Rel(filepath.Dir(sort.files), filepath.Join("..", schema))
		if err != nil {
			t.Fatal(err)
		}
		schema = filepath.ToSlash(schema)
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			t.Run(filepath.Base(file), func(t *testing.T) { accepts(t, sort.name, string(text)) })
			if first, _, _ := strings.Cut(string(text), "\n"); first != modeline+schema {
				t.Errorf("%s:1: got %q, want %q", file, first, modeline+schema)
			}
		}
	}
	accepts(t, "scenario", every)
	accepts(t, "scenario", everyWeather)
	for _, text := range everyMapping {
		accepts(t, "log", text)
	}
}

// Most bad files are wrong in a way that an editor can tell; unknown marks and the like are not.
func TestSchemaRefusesWhatIsBad(t *testing.T) {
	refuses(t, "scenario", "testdata/bad/*.yaml", 100, func(file string, text []byte) error {
		_, err := Parse(file, text, Options{})
		return err
	})
	refuses(t, "log", "testdata/badmaps/*.yaml", 12, func(file string, text []byte) error {
		_, err := ParseMapping(file, text, nil)
		return err
	})
}

// refuses demands that the schema refuses most of the files that the decoder refuses, of which
// there are at least so many.
func refuses(t *testing.T, sort, pattern string, many int, decode func(string, []byte) error) {
	t.Helper()
	const floor = 75 // percent of the files that can be read as YAML
	files, _ := filepath.Glob(pattern)
	var refused, all int
	var taken []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		err = decode(file, text)
		fault, ok := validate(sort, string(text))
		if err == nil || !ok { // flags, other files or nothing at all are wrong with it; or YAML
			continue
		}
		if all++; fault != nil {
			refused++
		} else {
			taken = append(taken, filepath.Base(file))
		}
	}
	t.Logf("refused %d of %d files; not %s", refused, all, strings.Join(taken, " "))
	if all < many || refused*100 < floor*all {
		t.Errorf("the schema of a %s refuses %d of %d bad files, want %d%%", sort, refused, all, floor)
	}
}

// Numbers and truths as YAML 1.2 writes them.
var (
	wholeYAML = regexp.MustCompile(`^[-+]?[0-9]+$`)
	pointYAML = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
	basedYAML = regexp.MustCompile(`^(0x[0-9a-fA-F]+|0o[0-7]+)$`)
)

func scalarAsJSON(n *yaml.Node) any {
	s := n.Value
	switch {
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|
		yaml.FoldedStyle) != 0:
		return s
	case isNull(n):
		return nil
	case s == "true" || s == "True" || s == "TRUE":
		return true
	case s == "false" || s == "False" || s == "FALSE":
		return false
	case wholeYAML.MatchString(s):
		sign, digits := "", strings.TrimLeft(strings.TrimLeft(s, "+-"), "0")
		if s[0] == '-' {
			sign = "-"
		}
		if digits == "" {
			digits = "0"
		}
		return json.Number(sign + digits)
	case basedYAML.MatchString(s):
		u, _ := strconv.ParseUint(s, 0, 64)
		return json.Number(strconv.FormatUint(u, 10))
	case pointYAML.MatchString(s):
		f, err := strconv.ParseFloat(s, 64)
		if err == nil {
			return json.Number(strconv.FormatFloat(f, 'f', -1, 64))
		}
	}
	return s
}
