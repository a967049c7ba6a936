package main

import (
	"fmt"
	"testing"
	"time"

	"roomsim/scenarios/expect"
)

// findingsOf makes findings: p is one that passed with its room used up by the number behind it in
// tenths, f failed, i was inconclusive, e is an exact one, m is about many runs.
func findingsOf(t *testing.T, text string) (list []expect.Finding) {
	t.Helper()
	for _, c := range text {
		f := expect.Finding{Claim: &expect.Claim{}, Verdict: expect.Pass}
		switch {
		case '0' <= c && c <= '9':
			f.Used, f.Room = time.Duration(c-'0'), 10
		case c == 'f':
			f.Verdict = expect.Fail
		case c == 'i':
			f.Verdict = expect.Inconclusive
		case c == 'm':
			f.Verdict, f.Claim.Chance = expect.Inconclusive, &expect.Chance{}
		case c != 'e':
			t.Fatalf("got %q", c)
		}
		list = append(list, f)
	}
	return list
}

func TestChosenClaims(t *testing.T) {
	for _, c := range []struct{ name, findings, which, want string }{
		{"few are all shown", "123456fei", "", "[0 1 2 3 4 5 6 7 8]  1 of 9 failed"},
		{"of many the tightest", "1234567890", "",
			"[1 2 3 4 5 6 7 8] and 2 more that passed all 10 passed"},
		{"of many all that failed", "1f2f3f4f5f6f7f8fi9", "",
			"[1 3 5 7 9 11 13 15 16] and 9 more that passed 8 of 18 failed"},
		{"the tightest beside those that failed", "11f111i1e9m", "",
			"[0 1 2 3 4 5 6 9] and 2 more that passed, 1 more about many runs 1 of 10 failed"},
		{"only what failed", "1f2i", "failed", "[1 3] and 2 more that passed 1 of 4 failed"},
		{"nothing failed", "12", "failed", "[] and 2 more that passed all 2 passed"},
		{"all", "1234567890e", "all", "[0 1 2 3 4 5 6 7 8 9 10]  all 11 passed"},
		{"none", "1f", "none", "[] and 1 more that failed, 1 more that passed 1 of 2 failed"},
		{"one claim", "1", "", "[0]  passed"},
		{"a claim about many runs", "m", "", "[0]  of many runs"},
		{"none that failed, one that is open", "1i", "", "[0 1]  1 of 2 open"},
	} {
		list := findingsOf(t, c.findings)
		shown := chosen(list, c.which)
		got := fmt.Sprintf("%v %s %s", shown, restOf(list, shown), headOf(ofOneRun(list)))
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestNoChartHasMoreThanAHundredClaims(t *testing.T) {
	list := make([]expect.Finding, 300)
	for i := range list {
		list[i] = findingsOf(t, "f")[0]
	}
	for _, which := range []string{"", "all", "failed"} {
		if n := len(chosen(list, which)); n != mostClaims {
			t.Errorf("%q: got %d claims, want %d", which, n, mostClaims)
		}
	}
}
