package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	reports "roomsim/scenarios/report"
	"roomsim/sim"
)

// ranks says how many claims and scenarios are to be listed.
type ranks struct{ tightest, slowest once }

// addRanks adds the flags to a command.
func addRanks(cmd *cobra.Command, r *ranks) {
	number := once{kind: "N", check: wholeNumber(1, math.MaxInt32)}
	r.tightest, r.slowest = number, number
	cmd.Flags().Var(&r.tightest, "tightest",
		"list the N claims nearest to failing: by the share of their room that is used up")
	cmd.Flags().Var(&r.slowest, "slowest",
		"list the N scenarios with most events, which is what costs time")
}

// size is how much a run was.
type size struct {
	events  uint64
	records uint32
	end     sim.Time
}

func sizeOf(tl *timeline.Timeline) size { return size{tl.Events, tl.Total, tl.End} }

// ranked is a claim with its finding, by how near it is to failing.
type ranked struct {
	name string
	f    *expect.Finding
}

// tight lists the n claims nearest to failing: those that fail; then those that have used up most
// of their room, of equal ones the least margin first; then those without room, by their margin.
// An exact claim that holds cannot come nearer and is left out.
func (v *judgement) tight(n int) []ranked {
	var list []ranked
	if n == 0 { // nobody asks
		return nil
	}
	for i := range v.trials {
		for k := range v.trials[i].findings {
			f := &v.trials[i].findings[k]
			if f.HasMargin && !(f.Verdict == expect.Pass && exact(f.Claim.Relation)) {
				list = append(list, ranked{claimName(v.list[i], k), f})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b ranked) int {
		sa, roomA := a.f.Share()
		sb, roomB := b.f.Share()
		return cmp.Or(cmp.Compare(yes(a.f.Verdict == expect.Pass), yes(b.f.Verdict == expect.Pass)),
			cmp.Compare(yes(roomB), yes(roomA)), cmp.Compare(sb, sa), cmp.Compare(a.f.Margin, b.f.Margin))
	})
	return list[:min(len(list), n)]
}

// yes orders false before true.
func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

// exact reports whether a relation has no room at all.
func exact(r *expect.Relation) bool {
	return !slices.ContainsFunc(r.Ops, func(op expect.Op) bool { return op != expect.Equal })
}

// slow lists the indices of the n scenarios with most events; equal ones keep their order.
func (v *judgement) slow(n int) []int {
	var list []int
	for i := range v.trials {
		if v.trials[i].err == nil {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int {
		return cmp.Compare(v.trials[b].size.events, v.trials[a].size.events)
	})
	return list[:min(len(list), n)]
}

// writeRanks writes the lists that were asked for.
func (v *judgement) writeRanks(w io.Writer, p paint) error {
	var claims, scenarios columns
	for _, r := range v.tight(int(v.ranks.tightest.number(0))) {
		claims.add(right("", shareText(r.f)), right("", "margin "+sim.FormatSigned(r.f.Margin)),
			left("", timeline.Show(r.name)), left("", r.f.Measured),
			left("", timeline.Show(r.f.Claim.Text)))
	}
	for _, i := range v.slow(int(v.ranks.slowest.number(0))) {
		s := v.trials[i].size
		scenarios.add(right("", fmt.Sprint(s.events)+" events"),
			right("", fmt.Sprint(s.records)+" records"), right("", s.end.String()),
			left("", v.list[i].Name))
	}
	err := claims.under(w, p, "nearest to failing", ": room used up, margin, claim")
	if err == nil {
		err = scenarios.under(w, p, "most events", ": handled, recorded, virtual time")
	}
	return err
}

// under writes rows under a heading, nothing without rows.
func (rows columns) under(w io.Writer, p paint, head, more string) error {
	if len(rows) == 0 {
		return nil
	}
	if _, err := fmt.Fprintf(w, "\n%s%s\n", p.of(bold, head), more); err != nil {
		return err
	}
	return rows.write(w, p, "  ")
}

// shareText gives the share of a finding's room that is used up: "18.0%", "-" without room.
func shareText(f *expect.Finding) string {
	share, ok := f.Share()
	if !ok {
		return "-"
	}
	return fmt.Sprintf("%d.%d%%", share/10, share%10)
}

// rankDocuments gives the lists as reports have them.
func (v *judgement) rankDocuments() (tight []reports.Tight, slow []reports.Slow) {
	for _, r := range v.tight(int(v.ranks.tightest.number(0))) {
		scenario, claim, _ := strings.Cut(r.name, "/")
		tight = append(tight, reports.Tight{Scenario: scenario, Claim: claim,
			Margin: int64(r.f.Margin), Used: int64(r.f.Used), Room: int64(r.f.Room)})
	}
	for _, i := range v.slow(int(v.ranks.slowest.number(0))) {
		s := v.trials[i].size
		slow = append(slow, reports.Slow{Scenario: v.list[i].Name, Events: s.events, Records: s.records,
			End: int64(s.end)})
	}
	return tight, slow
}
