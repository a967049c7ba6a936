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
	var rows, more [][]string
	for _, r := range v.tight(int(v.ranks.tightest.number(0))) {
		rows = append(rows, []string{shareText(r.f), "margin " + signed(r.f.Margin), timeline.Show(r.name),
			r.f.Measured, timeline.Show(r.f.Claim.Text)})
	}
	for _, i := range v.slow(int(v.ranks.slowest.number(0))) {
		s := v.trials[i].size
		more = append(more, []string{fmt.Sprint(s.events) + " events", fmt.Sprint(s.records) + " records",
			s.end.String(), v.list[i].Name})
	}
	err := writeRows(w, p.of(bold, "nearest to failing")+": room used up, margin, claim", rows, 2)
	if err == nil {
		err = writeRows(w, p.of(bold, "most events")+": handled, recorded, virtual time", more, 3)
	}
	return err
}

// writeRows writes rows in columns, the first ones flush right, under a line; nothing without rows.
func writeRows(w io.Writer, head string, rows [][]string, right int) error {
	if len(rows) == 0 {
		return nil
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for c, cell := range row {
			if n := widthOf(cell); n <= mostColumn {
				widths[c] = max(widths[c], n)
			}
		}
	}
	var b strings.Builder
	b.WriteString("\n" + head + "\n")
	for _, row := range rows {
		line := ""
		for c, cell := range row {
			pad := strings.Repeat(" ", max(0, widths[c]-widthOf(cell)))
			if c < right {
				line += "  " + pad + cell
			} else {
				line += "  " + cell + pad
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
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
