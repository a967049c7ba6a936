package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// workflow is what the test below looks at in a workflow of GitHub's.
type workflow struct {
	On          map[string]trigger `yaml:"on"`
	Permissions map[string]string
	Jobs        map[string]struct {
		Uses  string
		With  map[string]string
		Steps []struct{ Uses, Run string }
	}
}

type trigger struct {
	Inputs map[string]yaml.Node
}

// hook is one of a repository's for pre-commit.
type hook struct {
	ID, Language, Entry, Files, Exclude string
	Args                                []string
}

// ready reads a YAML file of the project's top.
func ready(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// Workflows read only what they must, and take others' actions by commit.
func TestWorkflowsAreCareful(t *testing.T) {
	t.Parallel()
	pinned := regexp.MustCompile(`^[^@]+@[0-9a-f]{40}$`)
	var reusable workflow
	ready(t, ".github/workflows/roomsim.yml", &reusable)
	for _, file := range []string{".github/workflows/roomsim.yml", ".github/workflows/ci.yml"} {
		var w workflow
		ready(t, file, &w)
		if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" {
			t.Errorf("%s: got permissions %v, want to read contents only", file, w.Permissions)
		}
		for _, job := range w.Jobs {
			if job.Uses != "" && job.Uses != "./.github/workflows/roomsim.yml" {
				t.Errorf("%s: uses %s, want the workflow beside it", file, job.Uses)
			}
			for key := range job.With {
				if _, ok := reusable.On["workflow_call"].Inputs[key]; !ok {
					t.Errorf("%s: %s has no input %q", file, job.Uses, key)
				}
			}
			for _, step := range job.Steps {
				if step.Uses != "" && !pinned.MatchString(step.Uses) {
					t.Errorf("%s: uses %s, want a commit", file, step.Uses)
				}
				if strings.Contains(step.Run, "${{") {
					t.Errorf("%s: an expression within a script may be read as its code: %s", file,
						step.Run)
				}
				holdCommands(t, file, step.Run)
			}
		}
	}
}

// Hooks look at scenarios, and at nothing that is none on purpose.
func TestHooksLookAtScenarios(t *testing.T) {
	t.Parallel()
	var hooks []hook
	ready(t, ".pre-commit-hooks.yaml", &hooks)
	if len(hooks) != 2 {
		t.Errorf("got %d hooks, want 2", len(hooks))
	}
	for _, h := range hooks {
		if h.Language != "golang" {
			t.Errorf("%s: got language %s, want golang, which builds roomsim", h.ID, h.Language)
		}
		holdCommands(t, h.ID, strings.Join(append([]string{h.Entry}, h.Args...), " "))
		files := regexp.MustCompile(h.Files)
		for file, want := range map[string]bool{"scenarios/case2.yaml": true,
			"a/scenarios/profiles/b.yml": true, "scenarios.yaml": false, "src/main.go": false} {
			if files.MatchString(file) != want {
				t.Errorf("%s: %s is looked at: %t", h.ID, file, !want)
			}
		}
		if h.Exclude != "" && !regexp.MustCompile(h.Exclude).MatchString("scenarios/testdata/a.yaml") {
			t.Errorf("%s: %s excludes no testdata", h.ID, h.Exclude)
		}
	}
}

// holdCommands holds what a script has roomsim do: the command exists, and has these flags.
func holdCommands(t *testing.T, where, script string) {
	t.Helper()
	script = strings.ReplaceAll(script, "\\\n", " ")
	for line := range strings.Lines(script) {
		words := strings.Fields(line)
		at := slices.IndexFunc(words, func(w string) bool {
			return w == "roomsim" || strings.HasSuffix(w, `/roomsim"`)
		})
		if at < 0 || words[0] == "go" {
			continue
		}
		help, speech, code := roomsim(t, nil, words[at+1], "--help")
		if code != 0 {
			t.Errorf("%s: %s: %s", where, words[at+1], speech)
			continue
		}
		for _, w := range words[at+2:] {
			flag, _, _ := strings.Cut(w, "=")
			if len(flag) > 2 && strings.HasPrefix(flag, "--") && !strings.Contains(help, flag+" ") {
				t.Errorf("%s: roomsim %s has no flag %s", where, words[at+1], flag)
			}
		}
	}
}
