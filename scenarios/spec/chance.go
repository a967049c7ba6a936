package spec

import (
	"fmt"

	"gopkg.in/yaml.v3"

	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// Bounds of claims over many runs, and how many runs these are unless told otherwise.
const (
	maxRuns    = 100_000
	maxChances = 100
	usualRuns  = 1000
)

// chance reads what makes a claim one about many runs.
func (s *scenario) chance(f *form, c *expect.Claim) {
	in, runs, confidence := f.get("in"), f.get("runs"), f.get("confidence")
	if in == nil {
		for _, key := range []string{"runs", "confidence"} {
			if f.get(key) != nil {
				s.d.wrong(f.keyNode(key), fmt.Sprintf("%q has no effect without \"in\"", key), "")
			}
		}
		return
	}
	if s.chances++; s.chances == maxChances+1 {
		s.d.wrong(f.keyNode("in"),
			fmt.Sprintf("more than %d claims over many runs (the bound)", maxChances), "")
	}
	chance := &expect.Chance{Runs: usualRuns, Confidence: expect.Usual()}
	share, good := s.proper(in, "in", "99%")
	chance.In = share
	if confidence != nil {
		share, ok := s.proper(confidence, "confidence", "95%")
		chance.Confidence, good = share, good && ok
	}
	if runs != nil {
		u, ok := s.d.whole(runs, "runs", 1, maxRuns)
		chance.Runs, good = int(u), good && ok
	}
	if !good || s.chances > maxChances {
		return
	}
	c.Chance = chance
	c.Text += " " + chance.String()
	s.enough(f, chance)
}

// proper reads a share that is neither none nor all.
func (s *scenario) proper(n *yaml.Node, key, example string) (sim.Ratio, bool) {
	share, ok := s.d.share(n, key)
	if !ok {
		return share, false
	}
	msg := ""
	switch num, den := share.Parts(); {
	case num == 0 && key == "in":
		msg = "in " + n.Value + " is always so"
	case num == den && key == "in":
		msg = "in " + n.Value + " is what no number of runs can show"
	case num == 0 || num == den:
		msg = key + " " + n.Value + " is none that an interval can have"
	default:
		return share, true
	}
	s.d.wrong(n, msg, "expected more than 0% and less than 100%, such as "+example)
	return share, false
}

// enough reports a claim that could not pass even if all its runs did.
func (s *scenario) enough(f *form, c *expect.Chance) {
	if c.Verdict(expect.Tally{Runs: c.Runs, Passed: c.Runs}) == expect.Pass {
		return
	}
	n := f.get("in")
	if f.get("runs") != nil {
		n = f.get("runs")
	}
	msg := fmt.Sprintf("%d runs are too few to show %s at %s confidence", c.Runs, c.In, c.Confidence)
	if least := c.Fewest(maxRuns); least > 0 {
		s.d.wrong(n, msg, fmt.Sprintf("expected runs: %d or more", least))
		return
	}
	s.d.wrong(n, msg, fmt.Sprintf("so are %d, the bound", maxRuns))
}
