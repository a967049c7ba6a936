package expect_test

import (
	"testing"

	"roomsim/scenarios/expect"
)

func TestJudge(t *testing.T) {
	first := &expect.Finding{Got: "#53 at 145.320s", Off: "9.180s too early", Record: 53}
	tests := []struct {
		what, text, line string
		many             expect.Many
	}{
		{"enough passed", `pass: T4' ≈ T3 + 90s ± 1s in 97% of 1000 runs
  want  at least 97% of 1000 runs  at 95% confidence
  got   985 passed, 15 failed
  again roomsim run x
`, "pass  T4' ≈ T3 + 90s ± 1s in 97% of 1000 runs  985 of 1000: 97.53% to 99.16%",
			expect.Many{Tally: expect.Tally{Runs: 1000, Passed: 985, Failed: 15},
				Seeds: []uint64{3, 90, 91}}},
		{"too few passed", `fail: T4' ≈ T3 + 90s ± 1s in 97% of 1000 runs
  want  at least 97% of 1000 runs  at 95% confidence
  got   940 passed, 60 failed      92.34% to 95.40% is too few
  why   failed with seeds 17, 45, 88 and 57 more; the first: #53 at 145.320s, 9.180s too early
  again roomsim run x --seed 17 --why 53
`, "fail  T4' ≈ T3 + 90s ± 1s in 97% of 1000 runs  940 of 1000: 92.34% to 95.40%",
			expect.Many{Tally: expect.Tally{Runs: 1000, Passed: 940, Failed: 60}, First: first,
				Seeds: []uint64{17, 45, 88}, Again: "roomsim run x --seed 17"}},
		{"one failed, and more runs would tell",
			`inconclusive: T4' ≈ T3 + 90s ± 1s in 97% of 1000 runs
  want  at least 97% of 1000 runs              at 95% confidence
  got   975 passed, 1 failed, 24 inconclusive  96.33% to 100.00% leaves it open
  why   failed with seed 18446744073709551615: #53 at 145.320s, 9.180s too early
  again roomsim run x --seed 7 --why 53
`, "inconclusive  T4' ≈ T3 + 90s ± 1s in 97% of 1000 runs  975 of 1000: 96.33% to 100.00%", expect.Many{Tally: expect.Tally{Runs: 1000, Passed: 975, Failed: 1}, First: first,
				Seeds: []uint64{18446744073709551615}, Again: "roomsim run x --seed 7"}},
		{"all were inconclusive", `inconclusive: T4' ≈ T3 + 90s ± 1s in 97% of 1000 runs
  want  at least 97% of 1000 runs    at 95% confidence
  got   0 passed, 1000 inconclusive  0.00% to 100.00% leaves it open
  why   inconclusive with seeds 1, 2 and 998 more; the first: no T3, A never left
  again roomsim run x --seed 1
`, "inconclusive  T4' ≈ T3 + 90s ± 1s in 97% of 1000 runs  0 of 1000: 0.00% to 100.00%", expect.Many{Tally: expect.Tally{Runs: 1000},
			First: &expect.Finding{Got: "no T3", Off: "A never left"}, Seeds: []uint64{1, 2},
			Again: "roomsim run x --seed 1"}},
	}
	for _, tt := range tests {
		claim := expect.Claim{Chance: chance(t, "97%", 1000, "95%")}
		claim.Text = "T4' ≈ T3 + 90s ± 1s " + claim.Chance.String()
		f := claim.Judge(&tt.many)
		if got := expect.Failure(&f, "roomsim run x"); got != tt.text {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.what, got, tt.text)
		}
		if got := expect.Line(&f); got != tt.line {
			t.Errorf("%s: got %q, want %q", tt.what, got, tt.line)
		}
	}
	surer := chance(t, "99.9%", 5000, "99%").String()
	if want := "in 99.9% of 5000 runs at 99% confidence"; surer != want {
		t.Errorf("got %q, want %q", surer, want)
	}
}
