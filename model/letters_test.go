package model_test

import (
	"strings"
	"testing"

	"roomsim/scenarios/spec"
)

// lettersFile is a scenario with luck on a link, for changes that touch one thing at a time.
const lettersFile = `roomsim: 1
name: letters
seed: 4
end: 4m
clients:
  A: {user: alice}
  B: {user: bob}
links:
  A: {delay: 50ms}
script:
  - {at: 0s, client: B, call: loginRoom, room: lobby}
  - {at: 5s, client: A, call: loginRoom, room: lobby}
  - {at: 65.5s, client: A, network: down}
`

// TestFingerprintLetters: each letter changes where it must, and survives what it must.
func TestFingerprintLetters(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, old, new string
		want           string // letters that change
	}{
		{"nothing", "", "", ""},
		{"a comment", "script:", "# the script\nscript:", ""},
		{"a user's name", "user: alice", "user: ann", "d"},
		{"a room's name", "lobby", "hall", "d"},
		{"the scenario's name", "name: letters", "name: others", ""},
		{"a mark", "network: down}", "network: down, mark: cut}", ""},
		{"a record that is no callback",
			"script:", "script:\n  - {at: 1s, client: A, network: up}", "d"},
		{"a delay", "50ms", "60ms", "d t"},
		{"a delay that is drawn and decides nothing but times",
			"50ms", "{law: uniform, min: 50ms, max: 60ms}", "d t"},
		{"another seed, where luck decides nothing", "seed: 4", "seed: 5", "r"},
		{"a time-out", "clients:", "set: {server.heartbeat.timeout: 100s}\nclients:", "d t"},
		{"another message", "clients:", "set: {client.heartbeat.interval: 29s}\nclients:", "d t r"},
		{"another callback", "end: 4m", "end: 150s", "d t o r"},
		{"an idle client", "  B: {user: bob}\n", "  B: {user: bob}\n  C: {user: carol}\n", ""},
	} {
		changed := strings.ReplaceAll(lettersFile, test.old, test.new)
		if test.old == "" {
			changed = lettersFile
		}
		got, _ := printOf(t, lettersFile).letters(printOf(t, changed))
		if got != test.want {
			t.Errorf("%s: got %q changed, want %q", test.name, got, test.want)
		}
	}
}

func printOf(t *testing.T, file string) fingerprint {
	t.Helper()
	s, err := spec.Parse("letters.yaml", []byte(file), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := take(s, s.Seed)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestFingerprintReport: a change names its letters, and what has held.
func TestFingerprintReport(t *testing.T) {
	t.Parallel()
	was := []printed{{"case1 1", fingerprint{"a", "b", "c", "d"}},
		{"case2 1", fingerprint{"e", "f", "g", "h"}}, {"rain 7", fingerprint{"i", "j", "k", "l"}},
		{"gone 1", fingerprint{"m", "n", "o", "p"}}}
	is := []printed{{"case1 1", fingerprint{"A", "B", "c", "d"}},
		{"case2 1", fingerprint{"E", "F", "g", "h"}}, {"rain 7", fingerprint{"I", "J", "K", "L"}},
		{"new 1", fingerprint{"m", "n", "o", "p"}}}
	if got := changed(written(was), was); len(got) > 0 {
		t.Errorf("the same: got %q, want nothing", got)
	}
	got := strings.Join(changed(written(was), is), "\n")
	want := "d t changed, o r held in 2: case1 1, case2 1\nd t o r changed in 1: rain 7\n" +
		"in the file only in 1: gone 1\nnot in the file in 1: new 1"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
