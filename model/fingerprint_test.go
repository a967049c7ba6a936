package model_test

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"hash"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/spec"
	"roomsim/sim/replicate"
)

var accept = flag.Bool("accept", false, "write the fingerprints anew; say why they change")

// fingerprint is a run in four hashes, so that a change says what it changes.
type fingerprint struct {
	d string // every byte of the full record
	t string // calls and callbacks: when, who, what, reason and code
	o string // the same without when
	r string // of each stream how often it was drawn from, and the last value
}

// letters names the hashes in which two fingerprints differ, and those in which they do not.
func (f fingerprint) letters(g fingerprint) (changed, held string) {
	for _, l := range []struct{ letter, was, is string }{{"d", f.d, g.d}, {"t", f.t, g.t},
		{"o", f.o, g.o}, {"r", f.r, g.r}} {
		if l.was == l.is {
			held += " " + l.letter
		} else {
			changed += " " + l.letter
		}
	}
	return strings.TrimSpace(changed), strings.TrimSpace(held)
}

// take runs a scenario and takes its fingerprint.
func take(s *spec.Scenario, seed uint64) (f fingerprint, err error) {
	w, err := model.New(s.Config)
	if err != nil {
		return f, err
	}
	tl, err := w.Run(seed, 0)
	if err != nil {
		return f, err
	}
	when, order, luck := sha256.New(), sha256.New(), sha256.New()
	for i := range tl.Records {
		if r := &tl.Records[i]; r.Kind == timeline.Call || r.Kind == timeline.Callback {
			code, _ := r.Code()
			what := fmt.Sprintln(r.Who, r.Kind, r.Name, r.Flag.Update(), r.Reason, code)
			fmt.Fprint(when, r.At, " ", what)
			fmt.Fprint(order, what)
		}
	}
	w.Drawn(func(draws, last uint64) { fmt.Fprintln(luck, draws, last) })
	digest := strings.TrimPrefix(tl.Digest(), "sha256:")
	return fingerprint{digest[:16], hexOf(when), hexOf(order), hexOf(luck)}, nil
}

func hexOf(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil))[:16] }

// printed is the fingerprint of a scenario with a seed: "case2 1".
type printed struct {
	key string
	fingerprint
}

// prints takes the fingerprints of a built-in scenario: of its own seed and, if calls and callbacks
// hang on it, of the next one.
func prints(name string) (list []printed, err error) {
	s, err := spec.Load(name, spec.Options{})
	if err != nil {
		return nil, err
	}
	for _, seed := range []uint64{s.Seed, s.Seed + 1} {
		f, err := take(s, seed)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 || list[0].t != f.t {
			list = append(list, printed{fmt.Sprint(name, " ", seed), f})
		}
	}
	return list, nil
}

const (
	fingerprintFile = "testdata/fingerprints.txt"
	fingerprintHead = `# A run in four hashes, by scenario and seed.
# go test ./model -run Fingerprint -accept writes them anew.
# d: every byte of the record. t: calls and callbacks. o: the same without their times.
# r: the draws of each random stream.
`
)

// TestFingerprints: no change of a run goes unseen, and it is seen what it changes.
func TestFingerprints(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("short")
	}
	type result struct {
		list []printed
		err  error
	}
	names := scenarios.Names()
	all, err := replicate.Run(t.Context(), len(names), runtime.GOMAXPROCS(0), func(_, i int) result {
		list, err := prints(names[i])
		return result{list, err}
	})
	if err != nil {
		t.Fatal(err)
	}
	var list []printed
	for _, r := range all {
		if r.err != nil {
			t.Fatal(r.err)
		}
		list = append(list, r.list...)
	}
	if *accept {
		if err := os.WriteFile(fingerprintFile, []byte(written(list)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(fingerprintFile)
	if err != nil {
		t.Fatal(err)
	}
	if changes := changed(string(text), list); len(changes) > 0 {
		t.Errorf("the built-in suite runs otherwise; if it is meant to, say why in the commit with\n"+
			"go test ./model -run Fingerprint -accept\n%s", strings.Join(changes, "\n"))
	}
}

// written gives fingerprints as they stand in the file.
func written(list []printed) string {
	width := 0
	for _, p := range list {
		width = max(width, len(p.key))
	}
	var b strings.Builder
	b.WriteString(fingerprintHead)
	fmt.Fprintf(&b, "%-*s  %-16s  %-16s  %-16s  %s\n", width, "#", "d", "t", "o", "r")
	for _, p := range list {
		fmt.Fprintf(&b, "%-*s  %s  %s  %s  %s\n", width, p.key, p.d, p.t, p.o, p.r)
	}
	return b.String()
}

// changed says in which letters runs differ from the file, a line for each set of letters.
func changed(file string, list []printed) (report []string) {
	before := map[string]fingerprint{}
	for line := range strings.Lines(file) {
		if f := strings.Fields(line); len(f) == 6 && f[0] != "#" {
			before[f[0]+" "+f[1]] = fingerprint{f[2], f[3], f[4], f[5]}
		}
	}
	groups := map[string][]string{}
	for _, p := range list {
		was, known := before[p.key]
		delete(before, p.key)
		letters, held := was.letters(p.fingerprint)
		switch {
		case !known:
			groups["not in the file"] = append(groups["not in the file"], p.key)
		case letters != "":
			what := letters + " changed"
			if held != "" {
				what += ", " + held + " held"
			}
			groups[what] = append(groups[what], p.key)
		}
	}
	for key := range before {
		groups["in the file only"] = append(groups["in the file only"], key)
	}
	for what, keys := range groups {
		slices.Sort(keys)
		line := fmt.Sprintf("%s in %d: %s", what, len(keys), strings.Join(keys, ", "))
		report = append(report, line)
	}
	slices.Sort(report)
	return report
}
