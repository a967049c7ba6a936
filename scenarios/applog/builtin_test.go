package applog

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"roomsim/model"
	"roomsim/scenarios"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
)

// Every built-in scenario verifies its own run: to its record the claims say what they say to the
// run itself. Claims over many runs say nothing of one. The largest crowds are left out.
func TestOwnRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("short: every built-in scenario is run twice, written and read")
	}
	const most = 16 << 20 // bytes of a record; more takes too long
	for _, name := range scenarios.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := spec.Load(name, spec.Options{})
			if err != nil {
				t.Fatal(err)
			}
			s.Claims = slices.DeleteFunc(s.Claims, func(c expect.Claim) bool { return c.Chance != nil })
			w, err := model.New(s.Config)
			if err != nil {
				t.Fatal(err)
			}
			tl, err := w.Run(s.Seed, 0)
			if err != nil {
				t.Fatal(err)
			}
			want := verdicts(expect.Check(s.Claims, s.Config.Marks, tl))
			for _, wire := range []bool{false, true} {
				var text bytes.Buffer
				if err := tl.WriteJSONL(&text, wire); err != nil {
					t.Fatal(err)
				}
				if text.Len() > most {
					break
				}
				src := Source{Name: "own.jsonl", Text: text.Bytes()}
				l, err := Read([]Source{src}, Options{Scenario: s})
				if err != nil {
					t.Fatal(err)
				}
				if got := verdicts(l.Check(s.Claims)); got != want {
					t.Errorf("wire %t: got\n%swant\n%s", wire, got, want)
				}
				if len(l.Untold)+len(l.Steps)+len(l.Warnings) > 0 || l.Timeline.End != tl.End {
					t.Errorf("wire %t: got %q, %v, %v, end %s, want end %s and nothing else", wire, l.Untold,
						l.Steps, l.Warnings, l.Timeline.End, tl.End)
				}
			}
		})
	}
}

// verdicts lists what claims came to, and what was measured where it names no record.
func verdicts(findings []expect.Finding) string {
	var b strings.Builder
	for i := range findings {
		f := &findings[i]
		measured := f.Measured
		if f.Claim.Order != nil {
			measured = ""
		}
		fmt.Fprintf(&b, "%s: %s: %s\n", f.Claim.Text, f.Verdict, measured)
	}
	return b.String()
}
