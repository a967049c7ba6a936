package model_test

import (
	"bytes"
	"cmp"
	"errors"
	"reflect"
	"slices"
	"testing"

	"roomsim/model"
	"roomsim/scenarios"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
)

// Each claim of the built-in scenarios can fail: a planted bug fails it, in a run that goes on to
// its end. Inconclusive is not enough. [P70]
func TestEveryBuiltInClaimCanFail(t *testing.T) {
	for _, name := range scenarios.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := builtIn(t, name)
			if testing.Short() && s.Config.Cast.Clients.Len() > crowded {
				t.Skip("a crowd")
			}
			sound, err := (&plant{}).findings(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range spared(s, sound) {
				c := &s.Claims[i]
				t.Errorf("%s:%d: no planted bug fails the claim %q", s.File, c.Place.Line, called(c))
			}
		})
	}
}

// spared lists the claims of a scenario, by index, that no planted bug fails which do not fail
// without one.
func spared(s *spec.Scenario, sound []expect.Finding) []int {
	var left []int
	for i := range s.Claims {
		left = append(left, i)
	}
	for _, p := range planted() {
		if len(left) == 0 {
			break
		}
		if p.idle(s) {
			continue
		}
		findings, err := p.findings(s)
		if err != nil {
			continue
		}
		left = slices.DeleteFunc(left, func(i int) bool {
			return findings[i].Verdict == expect.Fail && sound[i].Verdict != expect.Fail
		})
	}
	return left
}

// crowded is the size of a scenario that a short test leaves out.
const crowded = 50

// idle reports whether the bug is one of wiring that a scenario has no part in.
func (p *plant) idle(s *spec.Scenario) bool {
	if p.wire == nil || p.client != nil || p.seat != nil || p.spoil != nil {
		return false
	}
	cfg := s.Config
	p.wired(&cfg)
	return reflect.DeepEqual(cfg, s.Config)
}

// findings runs a scenario with the bug in it and puts its claims to what came of it. It is an
// error if the run breaks off.
func (p *plant) findings(s *spec.Scenario) ([]expect.Finding, error) {
	cfg := s.Config
	cfg.MaxEvents = 3_000_000 // a few times what the largest needs
	if p.spoil == nil && !bytes.Contains(s.Text, []byte("beat")) {
		cfg.Record = model.Callbacks
	}
	run, err := observeFrom(s.Seed, cfg, p.build)
	switch {
	case err != nil:
		return nil, err
	case run.broken != "":
		return nil, errors.New(run.broken)
	case p.spoil != nil:
		p.spoil(run)
	}
	findings := expect.Check(s.Claims, cfg.Marks, run.tl)
	return findings, p.overMany(s, cfg, findings)
}

// overMany judges the claims over many runs.
func (p *plant) overMany(s *spec.Scenario, cfg model.Config, findings []expect.Finding) error {
	var w *model.World
	for i := range s.Claims {
		c := &s.Claims[i]
		if c.Chance == nil || p.spoil != nil {
			continue
		}
		var err error
		if w == nil {
			if w, err = p.build(cfg); err != nil {
				return err
			}
		}
		many := expect.Many{Tally: expect.Tally{Runs: c.Chance.Runs}}
		for n := range c.Chance.Runs {
			tl, err := w.Run(s.Seed+uint64(n), 0)
			if err != nil {
				return err
			}
			switch expect.Check(s.Claims[i:i+1], cfg.Marks, tl)[0].Verdict {
			case expect.Pass:
				many.Passed++
			case expect.Fail:
				many.Failed++
			}
		}
		findings[i] = c.Judge(&many)
	}
	return nil
}

// failedClaims runs a built-in scenario with the bug and lists the claims that fail, as plants name
// them.
func (p *plant) failedClaims(t *testing.T, name string) []string {
	s := builtIn(t, name)
	findings, err := p.findings(s)
	if err != nil {
		t.Fatal(err)
	}
	var failed []string
	for i := range findings {
		if findings[i].Verdict == expect.Fail {
			failed = append(failed, name+" "+called(findings[i].Claim))
		}
	}
	return failed
}

// called is the name of a claim, its text if it has none.
func called(c *expect.Claim) string { return cmp.Or(c.ID, c.Text) }

func builtIn(t *testing.T, name string) *spec.Scenario {
	t.Helper()
	s, err := spec.Load(name, spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
