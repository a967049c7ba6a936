package model_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"roomsim/model"
	"roomsim/scenarios"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
)

// hangOnTies are the built-in scenarios with claims that hang on the order of one instant, and why.
var hangOnTies = map[string]string{
	"login-rate": "two log in at once, and the rate has room for the first",
}

// TestTies: the order of what falls into one instant, with one rank, decides no claim of the
// built-in suite but those that are about it. [P10]
func TestTies(t *testing.T) {
	t.Parallel()
	for _, name := range scenarios.Names() {
		s, err := spec.Load(name, spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		crowd := s.Config.Cast.Clients.Len() > 10
		if crowd && testing.Short() {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seeds := uint64(20)
			if crowd {
				seeds = 2
			}
			want := verdicts(t, s, 0)
			changed := ""
			for seed := uint64(1); seed <= seeds && changed == ""; seed++ {
				changed = firstOther(want, verdicts(t, s, seed))
			}
			if hangs := hangOnTies[name]; (changed != "") != (hangs != "") {
				t.Errorf("hangs on the order of one instant: got %q, want %q", changed, hangs)
			}
		})
	}
}

// verdicts runs a scenario, its ties shuffled by a seed, and lists its claims with their verdicts.
func verdicts(t *testing.T, s *spec.Scenario, ties uint64) (list []string) {
	t.Helper()
	cfg := s.Config
	cfg.ShuffleTies = ties
	w, err := model.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	tl, err := w.Run(s.Seed, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range expect.Check(s.Claims, cfg.Marks, tl) {
		list = append(list, f.Claim.Text+": "+f.Verdict.String())
	}
	return list
}

// firstOther returns the first of list that is not in want at the same place, "" if there is none.
func firstOther(want, list []string) string {
	for i := range list {
		if list[i] != want[i] {
			return list[i]
		}
	}
	return ""
}

// TestPropertiesWhateverTheTies holds drawn scenarios to all properties of a run while its ties are
// shuffled. Only those that compare two runs have no say: other ties come in another order.
func TestPropertiesWhateverTheTies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg := drawConfig(t)
		cfg.ShuffleTies = rapid.Uint64Range(1, 100).Draw(t, "ties")
		run, err := observe(cfg, model.New)
		if err != nil {
			t.Fatal(err)
		}
		var wrong breaches
		if run.broken != "" {
			wrong.Errorf("%s", run.broken)
		}
		for _, p := range properties() {
			compares := slices.ContainsFunc(ofVariants, func(v property) bool { return v.id == p.id })
			if !p.slow && !compares {
				p.put(&wrong, run)
			}
		}
		if len(wrong) > 0 {
			t.Fatalf("%s\n\n%s", strings.Join(wrong, "\n"), asYAML(&run.cfg, runSeed))
		}
	})
}

// TestLines: what somebody promises to keep in order keeps it, however ties are shuffled.
func TestLines(t *testing.T) {
	const head = "roomsim: 1\nname: x\nend: 2m\nclients: {A: {}, B: {}}\nscript:\n" +
		"  - {at: 0s, client: B, call: loginRoom, room: lobby}\n" +
		"  - {at: 5s, client: A, call: loginRoom, room: lobby}\n"
	for _, test := range []struct{ name, script, marks, claim string }{
		{"messages of a client: it leaves, and comes again",
			"{at: 20s, client: A, call: logoutRoom}, {at: 20s, client: A, call: loginRoom, room: lobby}",
			"gone: {server: logout, user: A}, in: {server: login, user: A, after: gone}",
			"in = gone"},
		{"messages to a client: the news of it too",
			"{at: 20s, client: A, call: logoutRoom}, {at: 20s, client: A, call: loginRoom, room: lobby}",
			"gone: {client: B, update: DELETE, user: A}, in: {client: B, update: ADD, after: gone}",
			"in = gone"},
		{"changes of a network: down, and up again",
			"{at: 20s, client: A, network: down}, {at: 20s, client: A, network: up}",
			"lost: {client: A, state: Reconnecting}, in: {client: A, state: Reconnected}",
			"in = lost + 120ms"},
	} {
		file := head + "  - " + strings.ReplaceAll(test.script, "}, {", "}\n  - {") +
			"\nmarks: {" + test.marks + "}\nset: {client.detect.network_change: 1s}\n" +
			"claims: [" + test.claim + "]\n"
		s, err := spec.Parse("x.yaml", []byte(file), spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(20) {
			if got, want := verdicts(t, s, seed)[0], test.claim+": pass"; got != want {
				t.Errorf("%s, ties %d: got %s, want %s", test.name, seed, got, want)
			}
		}
	}
}
