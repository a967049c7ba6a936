package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"strings"
	"testing"

	"roomsim/scenarios"
)

var update = flag.Bool("update", false, "write the golden files anew; read the difference")

// roomsim runs the command in a process of its own: this test's program under another name.
func roomsim(t *testing.T, env []string, words ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.Command("roomsim", words...)
	cmd.Env = append(append(os.Environ(), "GITHUB_ACTIONS="), env...)
	var out, speech bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &speech
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), speech.String(), cmd.ProcessState.ExitCode()
}

// TestGolden: what case 2 prints, for people and for programs, is part of the contract.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		file  string
		words []string
	}{
		{"case2.txt", []string{"run", "case2"}},
		{"case2.jsonl", []string{"run", "case2", "--format", "jsonl"}},
		{"case2.wire.csv", []string{"run", "case2", "--format", "csv", "--wire"}},
		{"case2.mmd", []string{"run", "case2", "--format", "mermaid"}},
		{"case2.trace.json", []string{"run", "case2", "--format", "trace"}},
		{"case2.why.txt", []string{"run", "case2", "--why", "83"}},
		{"fail.txt", []string{"check", "case2", "--quiet", "--set", "server.heartbeat.timeout=80s"}},
	} {
		t.Run(c.file, func(t *testing.T) {
			got, stderr, _ := roomsim(t, nil, c.words...)
			path := "testdata/golden/" + c.file
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("roomsim %s: got\n%s\nwant\n%s", strings.Join(c.words, " "), got, want)
			}
			if stderr != "" {
				t.Errorf("got %q on standard error, want nothing", stderr)
			}
		})
	}
}

// TestSameBytes: the number of processors and the process do not matter, for any built-in scenario.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	for _, name := range scenarios.Names() {
		if testing.Short() && !strings.HasPrefix(name, "case") {
			continue // -short is for the race detector, which makes runs slow
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := ""
			for _, procs := range []string{"1", "2", "8", "1"} {
				out, stderr, code := roomsim(t, []string{"GOMAXPROCS=" + procs}, "run", name,
					"--format", "jsonl")
				if code != 0 || stderr != "" {
					t.Fatalf("got exit code %d and %q, want 0 and nothing", code, stderr)
				}
				got := digestOf(t, out)
				if want == "" {
					want = got
				}
				if got != want {
					t.Errorf("GOMAXPROCS=%s: got digest %s, want %s", procs, got, want)
				}
			}
		})
	}
}

// digestOf returns the digest in the last line of a run, and holds every line to JSON.
func digestOf(t *testing.T, jsonl string) string {
	t.Helper()
	var last struct{ Kind, Digest string }
	for line := range strings.Lines(jsonl) {
		last.Digest = ""
		if err := json.Unmarshal([]byte(line), &last); err != nil {
			t.Fatalf("%s: %s", line, err)
		}
	}
	if last.Kind != "end" || !strings.HasPrefix(last.Digest, "sha256:") {
		t.Fatalf("got %+v at the end, want an end with a digest", last)
	}
	return last.Digest
}

// builtIns loads the built-in suite.
func builtIns(t *testing.T) []*entry {
	t.Helper()
	tool := &tool{ctx: t.Context(), stderr: os.Stderr}
	list, err := tool.load(scenarios.Names(), &options{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestSpeechOfLess: what people read is the same whether messages were recorded or not.
func TestSpeechOfLess(t *testing.T) {
	t.Parallel()
	for _, e := range builtIns(t) {
		less, all := attempt(e, fresh, e.speech()), attempt(e, fresh, 0)
		if less.err != nil || all.err != nil {
			t.Fatal(less.err, all.err)
		}
		if got, want := speechOf(t, less), speechOf(t, all); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", e.Name, got, want)
		}
	}
}

func speechOf(t *testing.T, r trial) string {
	t.Helper()
	var b strings.Builder
	text := &runFlags{format: once{value: "text"}}
	if err := text.writeTimeline(outputTo(&b), r.timeline); err != nil {
		t.Fatal(err)
	}
	if err := (&report{w: &b}).write(ofOneRun(r.findings), "again"); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
