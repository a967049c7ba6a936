package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/plots"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// Numbers of claims under a chart.
const (
	usualClaims = 8   // beside words for the others; one more stands there instead of such words
	mostClaims  = 100 // whatever is asked for
)

// addClaims adds --claims.
func (f *plotFlags) addClaims(cmd *cobra.Command) {
	words := []string{"all", "failed", "none"}
	f.claims = once{kind: "WHICH", check: oneOf(words...)}
	cmd.Flags().Var(&f.claims, "claims", "claims to draw: "+listed(words, "or")+
		"; default: those that say most")
	complete(cmd, "claims", words)
}

// claimsOf gives the claims of a run as its chart shows them, those that --claims asks for; alone
// is whether it is the only run. A claim over many runs is judged only if they were run.
func claimsOf(e *entry, r *trial, asked once, alone bool) plots.Claims {
	findings := slices.Clone(r.findings)
	for i := range findings {
		if claim := findings[i].Claim; claim.Chance != nil && findings[i].Many == nil {
			findings[i] = claim.Unjudged()
		}
	}
	which := asked.value
	if which == "" && !alone {
		which = "failed"
	}
	shown := chosen(findings, which)
	if len(shown) == 0 && (which == "none" || !asked.given || len(findings) == 0) {
		return plots.Claims{}
	}
	c := plots.Claims{Head: headOf(ofOneRun(findings)), Rest: restOf(findings, shown)}
	for _, i := range shown {
		var band expect.Band
		if claim := findings[i].Claim; claim.Chance == nil {
			band = expect.Draft(claim, e.Config.Marks, r.timeline)
		}
		c.List = append(c.List, drafted(&findings[i], &band))
	}
	return c
}

// chosen gives the places of the findings to be shown, in their order. A claim over many runs has
// not failed in one.
func chosen(findings []expect.Finding, which string) []int {
	var failed, passed []int
	for i := range findings {
		if findings[i].Verdict == expect.Pass || findings[i].Claim.Chance != nil {
			passed = append(passed, i)
		} else {
			failed = append(failed, i)
		}
	}
	switch {
	case which == "none":
		return nil
	case which == "failed":
		passed = nil
	case which == "" && len(findings) > usualClaims+1:
		slices.SortStableFunc(passed, func(a, b int) int {
			return cmp.Compare(tightness(&findings[b]), tightness(&findings[a]))
		})
		passed = passed[:min(len(passed), max(0, usualClaims-len(failed)))]
	}
	shown := append(failed[:min(len(failed), mostClaims)], passed...)
	shown = shown[:min(len(shown), mostClaims)]
	slices.Sort(shown)
	return shown
}

// tightness is how close a finding is to failing, −1 if that is no question of how far.
func tightness(f *expect.Finding) int64 {
	if share, ok := f.Share(); ok {
		return share
	}
	return -1
}

// headOf counts verdicts: "1 of 5 failed".
func headOf(findings []expect.Finding) string {
	var sum tallied
	sum.add(findings)
	switch {
	case sum.failed > 0:
		return fmt.Sprintf("%d of %d failed", sum.failed, sum.claims)
	case sum.inconclusive > 0:
		return fmt.Sprintf("%d of %d open", sum.inconclusive, sum.claims)
	case sum.claims == 0:
		return "of many runs"
	case sum.claims == 1:
		return "passed"
	}
	return fmt.Sprintf("all %d passed", sum.claims)
}

// restOf counts the findings that are not shown: "and 12 more that passed".
func restOf(findings []expect.Finding, shown []int) string {
	var sum tallied
	over := 0
	for i := range findings {
		if _, found := slices.BinarySearch(shown, i); found {
			continue
		}
		if findings[i].Claim.Chance != nil {
			over++
		} else {
			sum.add(findings[i : i+1])
		}
	}
	var parts []string
	for _, p := range [...]struct {
		n    int
		word string
	}{{sum.failed, "that failed"}, {sum.inconclusive, "left open"}, {sum.passed, "that passed"},
		{over, "about many runs"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d more %s", p.n, p.word))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "and " + strings.Join(parts, ", ")
}

// verdictOf gives a verdict as a chart takes it.
func verdictOf(v expect.Verdict) plots.Verdict {
	return map[expect.Verdict]plots.Verdict{expect.Pass: plots.Held, expect.Fail: plots.Broken}[v]
}

// drafted gives a finding as a chart takes it.
func drafted(f *expect.Finding, b *expect.Band) plots.Claim {
	c := plots.Claim{Text: f.Claim.Text, Note: noteOf(f, b), Verdict: verdictOf(f.Verdict)}
	c.Window, c.Lo, c.Hi = b.Window, endOf(b.Lo), endOf(b.Hi)
	c.Came, c.Wrong, c.InTurn = b.Came, b.Wrong, b.InTurn
	return c
}

func endOf(b expect.Bound) plots.End { return plots.End{At: b.At, Open: !b.Set, Free: b.Strict} }

// noteOf says in a few words what came of a claim.
func noteOf(f *expect.Finding, b *expect.Band) string {
	switch claim := f.Claim; {
	case claim.Chance != nil:
		return f.Measured
	case f.Verdict != expect.Pass && (f.Off == "" || claim.Order != nil):
		return f.Measured
	case f.Verdict != expect.Pass:
		if n := len(b.Wrong); claim.Never != nil && n > 1 {
			return fmt.Sprintf("%d came, the first %s", n, f.Off)
		}
		return f.Off
	case f.HasMargin && f.Margin == 0:
		return "to the nanosecond"
	case f.HasMargin:
		return sim.Time(plots.Telling(f.Margin)).String() + " to spare"
	case claim.Never != nil:
		return "none came"
	case claim.Order != nil:
		return "in this order"
	}
	return f.Measured
}
