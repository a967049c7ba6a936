package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
)

// chancy is a scenario with a claim over many runs, about a link that loses messages.
func chancy(t *testing.T, runs int) *entry {
	t.Helper()
	text := fmt.Sprintf(`roomsim: 1
name: chancy
seed: 17
set: {transport.kind: datagram}
end: 10m
clients: {A: {}}
links: {all: {loss: 10%%}}
script:
  - {at: 0s, client: A, call: loginRoom, room: lobby, mark: T0}
marks:
  T1: {client: A, state: Logined}
claims:
  - {claim: T1 < T0 + 300ms, in: 75%%, runs: %d}
`, runs)
	path := filepath.Join(t.TempDir(), "chancy.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := spec.Load(path, spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	opt := &options{sets: settings{"server.process=20ms"}}
	return &entry{s, path, opt.again(path), opt}
}

// What breaks in a batch is told with the seed of the run, so that it can be seen again alone.
func TestBrokenAmongMany(t *testing.T) {
	e := chancy(t, 100)
	e.Config.End = 0 // no world can be made of that
	r := trial{findings: make([]expect.Finding, 1)}
	(&tool{ctx: t.Context(), stderr: os.Stderr}).many(e, &r, 2, false)
	var q *quit
	if !errors.As(r.err, &q) || q.status != statusSimulator || r.findings != nil {
		t.Fatalf("got %v and %v, want a quit with %d and no findings", r.err, r.findings,
			statusSimulator)
	}
	for _, want := range []string{"the simulator is wrong: model: ", "scenario chancy, seed 17",
		"again roomsim run " + e.word + " --seed 17 --set server.process=20ms"} {
		if !strings.Contains(q.text, want) {
			t.Errorf("got %q, want %q in it", q.text, want)
		}
	}
}

// Two batches of the same runs that differ are a bug of the simulator.
func TestSameFindings(t *testing.T) {
	e := chancy(t, 100)
	claim := &e.Claims[0]
	finding := func(passed int, seed uint64) []expect.Finding {
		return []expect.Finding{claim.Judge(&expect.Many{Seeds: []uint64{seed},
			Tally: expect.Tally{Runs: 100, Passed: passed, Failed: 100 - passed}})}
	}
	differ := func(a, b []expect.Finding) (found bool) {
		defer func() { _, found = recover().(difference) }()
		sameFindings(a, b)
		return false
	}
	if differ(finding(60, 5), finding(60, 5)) {
		t.Error("the same findings: got a difference")
	}
	if !differ(finding(60, 5), finding(61, 5)) || !differ(finding(60, 5), finding(60, 6)) {
		t.Error("findings that differ: got no difference")
	}
}
