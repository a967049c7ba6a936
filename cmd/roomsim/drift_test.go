package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"roomsim/scenarios/baseline"
)

// measuredWith gives what the three cases measure with some settings.
func measuredWith(t *testing.T, sets ...string) []baseline.Page {
	t.Helper()
	tool := &tool{ctx: t.Context(), stderr: os.Stderr}
	list, err := tool.load([]string{"case1", "case2", "case3"}, &options{sets: sets})
	if err != nil {
		t.Fatal(err)
	}
	v, err := tool.judge(list, &checkFlags{})
	if err != nil {
		t.Fatal(err)
	}
	return v.pages()
}

// TestOneMillisecondIsSeen: a setting that changes by 1 ms fails no claim of the three cases, and
// is seen in the claims that rest on it and in no other.
func TestOneMillisecondIsSeen(t *testing.T) {
	t.Parallel()
	book := &baseline.Book{}
	book.Accept(measuredWith(t))
	for _, c := range []struct{ set, want string }{
		{"server.fanout=100ms", ""},
		{"server.fanout=101ms", "case1/T2 +0.001s, case2/T2 +0.001s, case2/T4 +0.001s, " +
			"case2/T6 +0.001s, case3/T2 +0.001s, case3/T4 +0.001s"},
		{"server.heartbeat.timeout=90.001s", "case2/T4 +0.001s, case3/T4 +0.001s"},
		{"server.process=21ms", "case1/T1 +0.001s, case1/T5 +0.001s, case2/T1 +0.001s, " +
			"case2/T4 +0.001s, case2/T5 +0.001s, case3/T1 +0.001s, case3/T4 +0.001s"},
		{"client.heartbeat.interval=30.001s", "case2/T4 +0.002s, case3/T4 +0.002s"},
		{"client.detect.network_change=1ms", "case1/T3 +0.001s, case2/T3 +0.001s, " +
			"case2/T4 -0.001s, case3/T3 +0.001s, case3/T4 -0.001s"},
		{"client.retry.window=1200.001s", "case3/T5 +0.001s"},
		{"client.retry.tail=12.001s", ""},
	} {
		var got []string
		for _, change := range book.Compare(measuredWith(t, c.set)) {
			got = append(got, change.Scenario+"/"+change.Claim+" "+change.By)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: got %s, want %s", c.set, strings.Join(got, ", "), c.want)
		}
	}
}

// TestBaselineOfTheSuite: what the built-in suite measures can be read back.
func TestBaselineOfTheSuite(t *testing.T) {
	t.Parallel()
	tool := &tool{ctx: t.Context(), stderr: os.Stderr}
	v, err := tool.judge(builtIns(t), &checkFlags{})
	if err != nil {
		t.Fatal(err)
	}
	book := &baseline.Book{}
	book.Accept(v.pages())
	again, damage := baseline.Read(book.String())
	if damage != nil {
		t.Fatal(damage)
	}
	if changes := again.Compare(v.pages()); len(changes) > 0 {
		t.Errorf("got %v, want nothing moved", changes)
	}
	if !slices.IsSortedFunc(again.Pages, func(a, b baseline.Page) int {
		return strings.Compare(a.Scenario, b.Scenario)
	}) {
		t.Error("got scenarios out of order")
	}
}
