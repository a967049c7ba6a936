package expect_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// instants makes a timeline of calls, each with a mark, from "T0 at 0s, T3 at 65.5s, end at 480s".
func instants(t *testing.T, text string) (*timeline.Timeline, []timeline.MarkRule) {
	t.Helper()
	tl := &timeline.Timeline{Cast: cast()}
	var rules []timeline.MarkRule
	for _, item := range strings.Split(text, ", ") {
		name, when, _ := strings.Cut(item, " at ")
		d, err := expect.ParseDuration(when)
		if err != nil {
			t.Fatalf("%q: %v", item, err)
		}
		if name == "end" {
			tl.End = sim.Time(d)
			continue
		}
		put(tl, timeline.Record{At: sim.Time(d), Kind: timeline.Call, Name: timeline.LoginRoom,
			Who: 1})
		tl.Marks = append(tl.Marks, timeline.Mark{Name: name, N: uint32(len(tl.Records))})
	}
	sortByTime(tl)
	for _, name := range []string{"T0", "T1", "T2", "T3", "T4'", "T5", "T6"} {
		rules = append(rules, timeline.MarkRule{Name: name, After: -1, Nth: 1,
			Pattern: timeline.Pattern{
				Kind: timeline.Call, Name: timeline.LoginRoom, Who: timeline.Span{First: 1,
					Last: 1}}})
	}
	return tl, rules
}

// sortByTime brings records into order and renumbers them, with their marks.
func sortByTime(tl *timeline.Timeline) {
	slices.SortStableFunc(tl.Records, func(a, b timeline.Record) int {
		return int(min(1, max(-1,
			a.At-b.At)))
	})
	for i := range tl.Marks {
		n := slices.IndexFunc(tl.Records,
			func(r timeline.Record) bool { return r.N == tl.Marks[i].N })
		tl.Marks[i].N = uint32(n + 1)
	}
	for i := range tl.Records {
		tl.Records[i].N = uint32(i + 1)
	}
}

// relation reads a claim.
func relation(t *testing.T, text string) expect.Claim {
	t.Helper()
	r, err := expect.ParseRelation(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return expect.Claim{Text: text, Relation: r}
}

// The verdict, the margin ("-" without one) and the measured text of relations. [README, Claims;
// P66, P67]
func TestVerdictsOfRelations(t *testing.T) {
	const run = "T0 at 5s, T1 at 5.12s, T3 at 65.5s, T4' at 155.5s, T5 at 365.5s, end at 480s"
	tests := []struct{ name, run, claim, want string }{
		{"in the middle of its window", run, "T4' ≈ T3 + 90s ± 1s", "pass 1s T4' = T3 + 90.000s"},
		{"at the upper end of ≈, which is closed", run, "T4' ≈ T3 + 89s ± 1s", "pass 0s T4' = " +
			"T3 + 90.000s"},
		{"1 ns behind the upper end", run, "T4' ≈ T3 + 89s ± 999999999ns", "fail -1ns T4' = T3 " +
			"+ 90.000s"},
		{"1 ns before the upper end", run, "T4' ≈ T3 + 89s ± 1.000000001s", "pass 1ns T4' = T3 " +
			"+ 90.000s"},
		{"at the lower end of ≈, which is closed", run, "T4' ≈ T3 + 91s ± 1s", "pass 0s T4' = " +
			"T3 + 90.000s"},
		{"1 ns before the lower end", run, "T4' ≈ T3 + 91s ± 999999999ns", "fail -1ns T4' = T3 " +
			"+ 90.000s"},
		{"one-sided, on the open side", run, "T4' ≈ T3 + 89s (+1s)", "pass 0s T4' = T3 + 90.000s"},
		{"one-sided, on the closed side", run, "T4' ≈ T3 + 89s (-60s)", "fail -1s T4' = T3 + " +
			"90.000s"},
		{"B35: a share is of the span, not of the time", run, "T4' ≈ T3 + 89s ± 1%",
			"fail -110ms T4' = T3 + 90.000s"},
		{"a share that is enough", run, "T4' ≈ T3 + 89s ± 2%", "pass 780ms T4' = T3 + 90.000s"},
		{"exactly at a strict bound", run, "T4' < T3 + 90s", "fail 0s T4' = T3 + 90.000s"},
		{"1 ns before a strict bound", run, "T4' < T3 + 90.000000001s", "pass 1ns T4' = T3 + " +
			"90.000s"},
		{"1 ns behind a strict bound", run, "T4' < T3 + 89.999999999s", "fail -1ns T4' = T3 + " +
			"90.000s"},
		{"exactly at a closed bound", run, "T4' <= T3 + 90s", "pass 0s T4' = T3 + 90.000s"},
		{"1 ns behind a closed bound", run, "T4' <= T3 + 89.999999999s", "fail -1ns T4' = T3 + " +
			"90.000s"},
		{"strict from below, at the bound", run, "T4' > T3 + 90s", "fail 0s T4' = T3 + 90.000s"},
		{"closed from below, at the bound", run, "T4' >= T3 + 90s", "pass 0s T4' = T3 + 90.000s"},
		{"equal", run, "T4' = T3 + 90s", "pass 0s T4' = T3 + 90.000s"},
		{"equal but for 1 ns above", run, "T4' = T3 + 89.999999999s", "fail -1ns T4' = T3 + " +
			"90.000s"},
		{"equal but for 1 ns below", run, "T4' = T3 + 90.000000001s", "fail -1ns T4' = T3 + " +
			"90.000s"},
		{"a difference", run, "T4' - T3 < 91s", "pass 1s T4' - T3 = 90.000s"},
		{"a difference that is negative", run, "T3 - T4' < 1s", "pass 91s T3 - T4' = -90.000s"},
		{"a difference, near", run, "T4' - T3 ≈ 100s ± 10%", "pass 0s T4' - T3 = 90.000s"},
		{"before its reference", run, "T3 < T4'", "pass 90s T3 = T4' - 90.000s"},
		{"a span taken away", run, "T3 ≈ T4' - 90s ± 1ms", "pass 1ms T3 = T4' - 90.000s"},
		{"a chain gives the least margin, left", run, "T3 + 89s < T4' < T3 + 20m", "pass 1s T4' " +
			"= T3 + 90.000s"},
		{"a chain gives the least margin, right", run, "T3 < T4' < T3 + 91s", "pass 1s T4' = T3 " +
			"+ 90.000s"},
		{"a chain at its strict end", run, "T3 < T4' < T3 + 90s", "fail 0s T4' = T3 + 90.000s"},
		{"a closed and a strict end at once", run, "T3 + 90s <= T4' < T3 + 90s", "fail 0s T4' = " +
			"T3 + 90.000s"},
		{"a chain at its closed end", run, "T3 < T4' <= T3 + 90s", "pass 0s T4' = T3 + 90.000s"},
		{"a chain that fails by more than it passes", run, "T3 < T4' < T3 + 80s",
			"fail -10s T4' = T3 + 90.000s"},
		{"a chain of four", run, "T0 < T1 < T3 < T4'", "pass 120ms T1 = T0 + 0.120s"},
		{"a difference in a chain", run, "80s < T4' - T3 < 100s", "pass 10s T4' - T3 = 90.000s"},

		{"P66: no reference", run, "T4' < T6 + 1s", "inconclusive - T6 never came"},
		{"P66: no reference in a difference", run, "T4' - T6 < 1s", "inconclusive - T6 never came"},
		{"P66: no reference at the end of a chain", run, "T3 < T4' < T6", "inconclusive - T6 " +
			"never came"},
		{"P66: neither expected nor reference", run, "T2 < T6", "inconclusive - T6 never came"},
		{"P66: the mark on the left is expected, the right one is not", run, "T3 + 90s < T6",
			"inconclusive - T6 never came"},
		{"B34: missing, window closed", run, "T6 < T5 + 1s", "fail - T6 never came"},
		{"missing, window closes exactly at the end", run, "T6 < T5 + 114.5s", "fail - T6 never " +
			"came"},
		{"missing, window closes 1 ns after the end", run, "T6 < T5 + 114.500000001s",
			"inconclusive - T6 may still come, until 480.000000001s"},
		{"missing near, window closes exactly at the end", run, "T6 ≈ T5 + 113.5s ± 1s",
			"fail - T6 never came"},
		{"missing near, window closes 1 ns after the end", run, "T6 ≈ T5 + 113.5s ± 1.000000001s",
			"inconclusive - T6 may still come, until 480.000000001s"},
		{"missing, window has no end", run, "T6 > T5", "inconclusive - T6 may still come"},
		{"missing, in a closed chain", run, "T5 < T6 < T5 + 1s", "fail - T6 never came"},
		{"missing, in an open chain", run, "T3 + 90s < T6 < T3 + 20m",
			"inconclusive - T6 may still come, until 1265.500s"},
		{"missing, in a window that leaves no instant", run, "T3 + 20m < T6 < T4' + 15m",
			"fail - T6 never came"},
		{"missing, in a chain the other way", run, "T5 + 1s > T6 >= T5", "fail - T6 never came"},
		{"missing, equal", run, "T6 = T5 + 1s", "fail - T6 never came"},
		{"missing, a difference closed", run, "T6 - T5 < 1s", "fail - T6 never came"},
		{"missing, a difference open", run, "T6 - T5 <= 2m",
			"inconclusive - T6 may still come, until 485.500s"},
		{"missing, a span taken away on the left", run, "T6 - 10s < T5", "fail - T6 never came"},
		{"missing, the same 1 ns too far", run, "T6 - 114.500000001s < T5",
			"inconclusive - T6 may still come, until 480.000000001s"},
		{"two missing, closed through the other", run, "T0 < T2 < T6 < T5", "fail - T2 never came"},
		{"two missing, open through the other", run, "T0 < T2 < T6 < T5 + 10m",
			"inconclusive - T2 may still come, until 965.500s"},
		{"missing, before one that came", run, "T0 < T6 < T4' < T5 + 10m", "fail - T6 never came"},
		{"missing, behind one that came", run, "T0 < T4' < T6 < T5 + 10m",
			"inconclusive - T6 may still come, until 965.500s"},
		{"missing, and another side fails", run, "T5 < T4' < T6 < T5 + 10m", "fail -3m30s T4' = " +
			"T5 - 210.000s"},
		{"missing, and the side behind it fails", run, "T0 < T6 < T4' < T3",
			"fail -90s T4' = T0 + 150.500s"},
		{"nothing came at all", "end at 8m", "T1 < T0", "inconclusive - T0 never came"},
	}
	for _, tt := range tests {
		tl, rules := instants(t, tt.run)
		f := expect.Check([]expect.Claim{relation(t, tt.claim)}, rules, tl)[0]
		margin := "-"
		if f.HasMargin {
			margin = sim.FormatSpan(f.Margin)
		}
		if got := fmt.Sprint(f.Verdict, " ", margin, " ", f.Measured); got != tt.want {
			t.Errorf("%s: %s\n got %s\nwant %s", tt.name, tt.claim, got, tt.want)
		}
	}
}

// P66: never a pass without the expected record and every reference.
func TestP66NoMarkNoPass(t *testing.T) {
	claims := []string{"T1 < T0 + 1s", "T1 > T0", "T1 = T0", "T1 ≈ T0 ± 1s", "T1 - T0 < 1s",
		"T0 <= T1 < T0 + 1s"}
	for _, run := range []string{"end at 8m", "T0 at 1s, end at 8m", "T1 at 1s, end at 8m"} {
		for _, text := range claims {
			tl, rules := instants(t, run)
			f := expect.Check([]expect.Claim{relation(t, text)}, rules, tl)[0]
			if f.Verdict == expect.Pass || f.HasMargin || f.Got == "" || f.Why == "" {
				t.Errorf("%s in a run with %s: got %+v", text, run, f)
			}
		}
	}
}

// P67: the margin is 0 exactly at the bound and has the sign of the verdict.
func TestP67MarginHasTheSignOfTheVerdict(t *testing.T) {
	ops := []string{"<", "<=", "=", ">=", ">", "≈"}
	for _, op := range ops {
		for d := -3; d <= 3; d++ {
			text := "T1 " + op + " T0 + 1s"
			if op == "≈" {
				text += " ± 2ns"
			}
			tl, rules := instants(t, fmt.Sprintf("T0 at 1s, T1 at %dns, end at 8m",
				2_000_000_000+d))
			f := expect.Check([]expect.Claim{relation(t, text)}, rules, tl)[0]
			strict := op == "<" || op == ">"
			pass := f.Margin > 0 || f.Margin == 0 && !strict
			if !f.HasMargin || pass != (f.Verdict == expect.Pass) ||
				f.Verdict == expect.Inconclusive {
				t.Errorf("%s, %d ns off: got %s with margin %d ns", text, d, f.Verdict, f.Margin)
			}
			if d == 0 && op != "≈" && f.Margin != 0 {
				t.Errorf("%s at the bound: got margin %d ns, want 0", text, f.Margin)
			}
			if (f.Off == "") != pass {
				t.Errorf("%s, %d ns off: got %s and %q", text, d, f.Verdict, f.Off)
			}
		}
	}
}
