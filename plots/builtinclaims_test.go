package plots

import (
	"slices"
	"testing"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
)

// builtInClaims runs a built-in scenario with settings changed, and puts its claims to the run; nil
// if the settings do not go with it.
func builtInClaims(t *testing.T, name string, sets []string) (*timeline.Timeline, []Claim) {
	t.Helper()
	s, err := spec.Load(name, spec.Options{Sets: sets})
	if err != nil {
		return nil, nil
	}
	w, err := model.New(s.Config)
	if err != nil {
		t.Fatal(err)
	}
	tl, err := w.Run(s.Seed, 0)
	if err != nil {
		t.Fatal(err)
	}
	var list []Claim
	for i, f := range expect.Check(s.Claims, s.Config.Marks, tl) {
		b := expect.Draft(&s.Claims[i], s.Config.Marks, tl)
		c := Claim{Text: f.Claim.Text, Note: f.Measured, Window: b.Window,
			Lo:   End{b.Lo.At, !b.Lo.Set, b.Lo.Strict},
			Hi:   End{b.Hi.At, !b.Hi.Set, b.Hi.Strict},
			Came: b.Came, Wrong: b.Wrong, InTurn: b.InTurn}
		switch f.Verdict {
		case expect.Pass:
			c.Verdict = Held
		case expect.Fail:
			c.Verdict = Broken
		}
		list = append(list, c)
	}
	return tl, list
}

// What came of a relation stands where its mark does: in the bracket if the claim passed, outside
// of it if it failed. No text meets another.
func TestEveryBuiltInClaimShowsItsVerdict(t *testing.T) {
	if testing.Short() {
		t.Skip("-short is for the race detector, which makes runs slow")
	}
	verdicts := [...]int{Undecided: 0, Held: 0, Broken: 0}
	for _, sets := range [][]string{nil, {"server.heartbeat.timeout=80s"},
		{"client.retry.window=100s"}} {
		for _, name := range scenarios.Names() {
			tl, list := builtInClaims(t, name, sets)
			if tl == nil {
				continue
			}
			c := drawnWith(tl, list...)
			checkTexts(t, name, c.pic)
			for _, r := range c.claimRows {
				verdicts[r.Verdict]++
				c.checkRow(t, name, r)
			}
		}
	}
	if slices.Min(verdicts[:]) < 5 {
		t.Errorf("got %v claims undecided, passed and failed; too few of one sort", verdicts)
	}
}

func (c *chart) checkRow(t *testing.T, name string, r *claimRow) {
	t.Helper()
	for k, at := range r.Came {
		if want := c.axis.x(at); r.came[k] != want {
			t.Errorf("%s: %s: %s stands at %d, want %d", name, r.text, at, r.came[k], want)
		}
	}
	if !r.shown || len(r.came) != 1 {
		return
	}
	x, b := r.came[0], r.bracket
	switch in := b.x0 <= x && x <= b.x1; {
	case r.Verdict == Held && !in:
		t.Errorf("%s: %s passed at %d, outside of %v", name, r.text, x, b)
	case r.Verdict == Broken && in && !stretched(r):
		t.Errorf("%s: %s failed at %d, inside of %v", name, r.text, x, b)
	}
}

// stretched reports whether a row is about what came in a stretch, which is where it should be even
// if it should not be at all.
func stretched(r *claimRow) bool {
	return r.Came[0] >= r.Lo.At && r.Came[0] <= r.Hi.At && !r.Lo.Open && !r.Hi.Open &&
		!r.Lo.Free && !r.Hi.Free
}
