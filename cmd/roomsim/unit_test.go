package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
	"roomsim/sim"
)

// outputTo is an output without colours whose bytes go straight to w.
func outputTo(w io.Writer) *output {
	return &output{Writer: bufio.NewWriterSize(w, 0), tool: &tool{color: once{value: "never"}}}
}

// TestCommandsExplainThemselves: each command says what it is for and shows how.
func TestCommandsExplainThemselves(t *testing.T) {
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		if c.Short == "" || c.Long == "" || c.Example == "" {
			t.Errorf("%s: short %q, long %q, example %q: want all three", c.CommandPath(), c.Short, c.Long,
				c.Example)
		}
		if len(c.Short) > 72 || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: short text %q, want one short line without a full stop", c.CommandPath(), c.Short)
		}
		for _, text := range []string{c.Long, c.Example} {
			for line := range strings.Lines(text) {
				if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 100 {
					t.Errorf("%s: %d columns: %s", c.CommandPath(), n, line)
				}
			}
		}
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit(newRoot(&tool{stdout: os.Stdout, stderr: os.Stderr}, nil))
}

// A command is made alone if the first word names it: under that name, and no other is made.
func TestOneCommandIsMade(t *testing.T) {
	for _, c := range commands {
		made := newRoot(&tool{stdout: os.Stdout, stderr: os.Stderr}, []string{c.name, "x"}).Commands()
		if len(made) != 1 || made[0].Name() != c.name {
			t.Errorf("%s: made %v", c.name, made)
		}
	}
	for _, words := range [][]string{nil, {""}, {"--color", "never", "run"}, {"help"}, {"rum"}} {
		made := newRoot(&tool{stdout: os.Stdout, stderr: os.Stderr}, words).Commands()
		if len(made) != len(commands) {
			t.Errorf("%q: made %d commands, want all %d", words, len(made), len(commands))
		}
	}
}

// TestQuoted: the command that a report ends with can be pasted into a shell.
func TestQuoted(t *testing.T) {
	for word, want := range map[string]string{
		"case2":                        "case2",
		"a/b-c_d.yaml":                 "a/b-c_d.yaml",
		"server.heartbeat.timeout=80s": "server.heartbeat.timeout=80s",
		"my file.yaml":                 "'my file.yaml'",
		"a;rm -rf x":                   "'a;rm -rf x'",
		"it's":                         `'it'\''s'`,
		"":                             "''",
		"client.retry.waits=[1s, 2s]":  "'client.retry.waits=[1s, 2s]'",
		"dir\x1b[2J/x\n.yaml":          `$'dir\x1b[2J/x\n.yaml'`,
		"l'\u202eoops":                 `$'l\'\u202eoops'`,
		"grüße.yaml":                   "'grüße.yaml'",
		"$HOME":                        "'$HOME'",
		"a###[error]b":                 "'a#''#''#[error]b'",
		"a##\x1b":                      `$'a\x23\x23\x1b'`,
	} {
		if got := quoted(word); got != want {
			t.Errorf("quoted(%q): got %s, want %s", word, got, want)
		}
	}
}

// TestAgain: all flags that change a run are in the command that repeats it.
func TestAgain(t *testing.T) {
	o := options{seed: once{value: "7", given: true}, profile: once{value: "my p.yaml", given: true},
		maxEvents: once{value: "99", given: true}, ties: once{value: "3", given: true},
		sets: settings{"server.process=1s", "kernel.ties=x"}}
	got := o.again("-x.yaml")
	want := "roomsim run ./-x.yaml --seed 7 --profile 'my p.yaml' --set server.process=1s " +
		"--set kernel.ties=x --shuffle-ties 3 --max-events 99"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestFactsKnowEverySetting: the table of facts spells every setting as a profile would.
func TestFactsKnowEverySetting(t *testing.T) {
	p, err := spec.LoadProfile(spec.DefaultProfile)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range model.SettingList() {
		if got, ok := settingValue(&p.Settings, s.Name); !ok || got != s.Default {
			t.Errorf("%s: got %q, want %q", s.Name, got, s.Default)
		}
	}
	delay := sim.UniformLaw(time.Millisecond, 1001*time.Millisecond)
	other := model.Settings{Link: model.Weather{Delay: delay},
		Detect: model.DetectOff, RetryFactor: model.Decimal{Milli: 1250}, RetryCap: time.Minute,
		RetryWindow: model.Endless, TimersFirst: true, RetryOnNetworkUpWaits: true,
		FirstBeatUniform: true, CountFromReply: true, ResumeWindow: model.ResumeNever, RetryTries: 7,
		RetryWaits: []time.Duration{2e9, 4e9}, RetryDraws: [][]time.Duration{{1e9, 2e9}, nil},
		Notices: []model.Notice{{After: 8e9, Name: "onLost"}, {After: 9e9, Name: "onGone"}}}
	for name, want := range map[string]string{
		"link.delay":                   "{law: uniform, min: 1ms, max: 1.001s}",
		"client.detect.network_change": "off",
		"client.retry.factor":          "1.25",
		"client.retry.cap":             "60s",
		"client.retry.window":          "never",
		"client.retry.waits":           "[[1s, 2s], 4s]",
		"client.retry.tries":           "7",
		"server.heartbeat.count_from":  "reply",
		"server.resume.window":         "0s",
		"client.silence.notices":       "[{after: 8s, name: onLost}, {after: 9s, name: onGone}]",
		"client.retry.on_network_up":   "wait",
		"client.heartbeat.first":       "uniform",
		"kernel.ties":                  "timers-first",
	} {
		if got, _ := settingValue(&other, name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if got, ok := settingValue(&other, "no.such"); ok {
		t.Errorf("no.such: got %q, want nothing", got)
	}
}

// TestBroken: what is wrong with the simulator is exit 3, with the command to repeat it.
func TestBroken(t *testing.T) {
	var opt options
	list, err := (&tool{ctx: t.Context(), stderr: os.Stderr}).load([]string{"case2"}, &opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		with  any
		wants []string
	}{
		{"model: at 5.000s, record 9: A is busy elsewhere", []string{"A is busy elsewhere"}},
		{difference{53, "a or b"}, []string{"two runs differ first at record #53: a or b"}},
		{difference{0, "marks"}, []string{"two runs differ: marks"}},
		{errors.New("index out of range"), []string{"index out of range", "goroutine", "unit_test.go"}},
	} {
		panics := func(*entry, model.Recording) (*timeline.Timeline, error) { panic(c.with) }
		r := attempt(list[0], panics, 0)
		var q *quit
		if !errors.As(r.err, &q) || q.status != statusSimulator {
			t.Fatalf("%v: got %v, want exit 3", c.with, r.err)
		}
		wants := append(c.wants, "the simulator is wrong", "scenario case2, seed 1",
			"again roomsim run case2")
		for _, want := range wants {
			if !strings.Contains(q.text, want) {
				t.Errorf("got %q, want %q in it", q.text, want)
			}
		}
	}
}

// TestSweep: what a killed process left is removed an hour later; nothing else is.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-2 * time.Hour)
	for name, age := range map[string]time.Time{
		".x.svg5577006791": old, ".x.svg5577006792": time.Now(), ".x.svg": old, "x.svg5577006791": old,
		".x.svg55770067ab": old, ".y.svg5577006791": old, ".x.svg12": old,
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, age, age); err != nil {
			t.Fatal(err)
		}
	}
	sweep(filepath.Join(dir, "x.svg"))
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 6 {
		t.Errorf("got %d files left, want 6", len(left))
	}
	if _, err := os.Stat(filepath.Join(dir, ".x.svg5577006791")); err == nil {
		t.Error("the old temporary file is still there")
	}
}

// TestProblemsOfManyFiles: fifty problems are said of all files together, and those of a flag once.
func TestProblemsOfManyFiles(t *testing.T) {
	var all spec.Problems
	flag := spec.Problem{Msg: "--set x: unknown"}
	for file := range 30 {
		list := []spec.Problem{flag}
		for line := range 3 {
			list = append(list, spec.Problem{File: string(rune('a' + file)), Line: line + 1, Msg: "wrong"})
		}
		gather(&all, &spec.Problems{List: list, More: 1})
	}
	if len(all.List) != 50 || all.More != 90-49+30 {
		t.Errorf("got %d problems and %d more, want 50 and %d", len(all.List), all.More, 90-49+30)
	}
}
