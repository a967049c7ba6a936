package main

import (
	"fmt"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// party is one of two runs that are compared.
type party struct {
	label    string // "a", "old"
	from     string // the words or the file that it came from
	timeline *timeline.Timeline
	findings []expect.Finding // of a scenario that was run
}

// run says what was run.
func (p *party) run() string {
	tl := p.timeline
	return fmt.Sprintf("%s, seed %d, profile %s", timeline.Show(tl.Scenario), tl.Seed,
		timeline.Show(tl.Profile))
}

// comparison is what two runs differ in.
type comparison struct {
	a, b    party
	parting timeline.Parting
	shifts  []timeline.Shift
	turned  []turned
	held    int // claims that both have, with the same verdict
}

// turned is a claim of two runs whose verdict differs.
type turned struct{ a, b *expect.Finding }

// compareRuns finds in what two runs differ.
func compareRuns(a, b party) *comparison {
	d := &comparison{a: a, b: b, parting: timeline.Compare(a.timeline, b.timeline),
		shifts: timeline.Shifts(a.timeline, b.timeline)}
	used := make([]bool, len(b.findings))
	for i := range a.findings {
		k := sameClaim(&a.findings[i], b.findings, used)
		switch {
		case k < 0:
			continue
		case a.findings[i].Verdict == b.findings[k].Verdict:
			d.held++
		default:
			d.turned = append(d.turned, turned{&a.findings[i], &b.findings[k]})
		}
		used[k] = true
	}
	return d
}

// sameClaim finds the claim of a finding in a list by its id or, if it has none, by its text.
func sameClaim(f *expect.Finding, list []expect.Finding, used []bool) int {
	for k := range list {
		same := f.Claim.ID == list[k].Claim.ID
		if f.Claim.ID == "" {
			same = same && f.Claim.Text == list[k].Claim.Text
		}
		if same && !used[k] {
			return k
		}
	}
	return -1
}

// ends reports whether the two runs end at different times.
func (d *comparison) ends() bool { return d.a.timeline.End != d.b.timeline.End }

// moved reports whether a mark is not where it was.
func moved(s *timeline.Shift) bool {
	return s.A == nil || s.B == nil || s.A.At != s.B.At
}

// any reports whether the two runs differ in anything that is compared.
func (d *comparison) any() bool {
	for i := range d.shifts {
		if moved(&d.shifts[i]) {
			return true
		}
	}
	return d.parting.Parted() || d.ends() || len(d.turned) > 0
}
