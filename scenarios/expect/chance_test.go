package expect_test

import (
	"fmt"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"roomsim/scenarios/expect"
	"roomsim/sim"
)

func share(t testing.TB, text string) sim.Ratio {
	t.Helper()
	r, err := expect.ParseShare(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func chance(t testing.TB, in string, runs int, confidence string) *expect.Chance {
	t.Helper()
	return &expect.Chance{In: share(t, in), Runs: runs, Confidence: share(t, confidence)}
}

func TestChanceInterval(t *testing.T) {
	tests := []struct {
		what        string
		n, k        int
		confidence  string
		low, high   string
		open        int // runs that neither passed nor failed
		lowD, highD string
	}{
		{what: "half of ten, as in every table", n: 10, k: 5, confidence: "95%",
			low: "18.70%", high: "81.30%", lowD: "0.1870", highD: "0.8130"}, // 18.709 to 81.291
		{what: "one of ten", n: 10, k: 1, confidence: "95%",
			low: "0.25%", high: "44.51%", lowD: "0.0025", highD: "0.4451"}, // 0.2529 to 44.502
		{what: "eight of ten, at 90 %", n: 10, k: 8, confidence: "90%",
			low: "49.30%", high: "96.33%", lowD: "0.4930", highD: "0.9633"}, // 49.310 to 96.323
		{what: "four of twenty, at 99 %", n: 20, k: 4, confidence: "99%",
			low: "3.57%", high: "50.67%", lowD: "0.0357", highD: "0.5067"}, // 3.576 to 50.661
		{what: "no run at all", n: 0, k: 0, confidence: "95%",
			low: "0.00%", high: "100.00%", lowD: "0.0000", highD: "1.0000"},
		{what: "none of ten: 1 − 0.025^(1/10)", n: 10, k: 0, confidence: "95%",
			low: "0.00%", high: "30.85%", lowD: "0.0000", highD: "0.3085"}, // 30.8497
		{what: "all of ten: 0.025^(1/10)", n: 10, k: 10, confidence: "95%",
			low: "69.15%", high: "100.00%", lowD: "0.6915", highD: "1.0000"}, // 69.1503
		{what: "the rule of three: 3 in 1000 at one-sided 95 %", n: 1000, k: 0, confidence: "90%",
			low: "0.00%", high: "0.30%", lowD: "0.0000", highD: "0.0030"}, // 0.29912
		{what: "one run that passed: 0.025 itself, not rounded", n: 1, k: 1, confidence: "95%",
			low: "2.50%", high: "100.00%", lowD: "0.0250", highD: "1.0000"},
		{what: "one run that failed", n: 1, k: 0, confidence: "95%",
			low: "0.00%", high: "97.50%", lowD: "0.0000", highD: "0.9750"},
		{what: "inconclusive runs count against both sides", n: 10, k: 5, open: 5, confidence: "95%",
			low: "18.70%", high: "100.00%", lowD: "0.1870", highD: "1.0000"},
		{what: "the most runs", n: 100_000, k: 50_000, confidence: "95%",
			low: "49.68%", high: "50.32%", lowD: "0.4968", highD: "0.5032"},
	}
	for _, tt := range tests {
		c := chance(t, "50%", tt.n, tt.confidence)
		tally := expect.Tally{Runs: tt.n, Passed: tt.k, Failed: tt.n - tt.k - tt.open}
		low, high := c.Interval(tally)
		if low.String() != tt.low || high.String() != tt.high {
			t.Errorf("%s: got %s to %s, want %s to %s", tt.what, low, high, tt.low, tt.high)
		}
		if low.Decimal() != tt.lowD || high.Decimal() != tt.highD {
			t.Errorf("%s: got %s to %s, want %s to %s", tt.what, low.Decimal(), high.Decimal(),
				tt.lowD, tt.highD)
		}
	}
}

func TestChanceVerdict(t *testing.T) {
	const pass, fail, open = expect.Pass, expect.Fail, expect.Inconclusive
	tests := []struct {
		what                 string
		in                   string
		runs, passed, failed int
		confidence           string
		want                 expect.Verdict
	}{
		{"all of enough", "99%", 1000, 1000, 0, "95%", pass},
		{"none", "99%", 1000, 0, 1000, "95%", fail},
		{"367 runs cannot tell of 99 %", "99%", 367, 367, 0, "95%", open},
		{"368 can: 0.99^368 = 0.0248", "99%", 368, 368, 0, "95%", pass},
		{"exactly at the lower end: it reaches", "2.5%", 1, 1, 0, "95%", pass},
		{"a hair above it", "2.500000000000001%", 1, 1, 0, "95%", open},
		{"exactly at the upper end: it does not miss", "97.5%", 1, 0, 1, "95%", open},
		{"a hair above it", "97.500000000000001%", 1, 0, 1, "95%", fail},
		{"the lower end of 2 in 2 is the root of 1/16", "25%", 2, 2, 0, "87.5%", pass},
		{"a hair above", "25.0000000000000001%", 2, 2, 0, "87.5%", open},
		{"a fair coin, 10 of 10 at 2/1024", "50%", 10, 10, 0, "99.8046875%", pass},
		{"at more confidence", "50%", 10, 10, 0, "99.80468750000001%", open},
		{"a fair coin, none of 10 at 2/1024", "50%", 10, 0, 10, "99.8046875%", open},
		{"at less confidence", "50%", 10, 0, 10, "99.80468749999999%", fail},
		{"a rare thing", "0.1%", 1000, 5, 995, "95%", pass},
		{"inconclusive runs have not passed", "50%", 100, 50, 0, "95%", open},
		{"and have not failed", "50%", 100, 0, 62, "95%", fail},
		{"one failure fewer is not enough", "50%", 100, 0, 60, "95%", open},
		{"nothing was run", "50%", 0, 0, 0, "95%", open},
	}
	for _, tt := range tests {
		c := chance(t, tt.in, tt.runs, tt.confidence)
		got := c.Verdict(expect.Tally{Runs: tt.runs, Passed: tt.passed, Failed: tt.failed})
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.what, got, tt.want)
		}
	}
}

func TestChanceFewest(t *testing.T) {
	tests := []struct {
		in, confidence string
		want           int
	}{
		{"99%", "95%", 368}, {"90%", "95%", 36}, {"50%", "95%", 6}, {"2.5%", "95%", 1},
		{"25%", "87.5%", 2}, {"99.9%", "95%", 3688}, {"99.999%", "95%", 0},
	}
	for _, tt := range tests {
		if got := chance(t, tt.in, 1, tt.confidence).Fewest(100_000); got != tt.want {
			t.Errorf("%s at %s: got %d, want %d", tt.in, tt.confidence, got, tt.want)
		}
	}
}

// anyChance draws a chance and a tally with as many runs.
func anyChance(t *rapid.T) (*expect.Chance, expect.Tally) {
	portion := func(what string) sim.Ratio {
		den := rapid.Uint64Range(2, 1_000_000).Draw(t, what+" of")
		return sim.NewRatio(rapid.Uint64Range(1, den-1).Draw(t, what), den)
	}
	n := rapid.IntRange(1, 120).Draw(t, "runs")
	passed := rapid.IntRange(0, n).Draw(t, "passed")
	failed := rapid.IntRange(0, n-passed).Draw(t, "failed")
	return &expect.Chance{In: portion("in"), Runs: n, Confidence: portion("confidence")},
		expect.Tally{Runs: n, Passed: passed, Failed: failed}
}

// The verdict is that of the sum of all terms over their common denominator.
func TestChanceVerdictAgreesWithTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, tally := anyChance(t)
		want := expect.Inconclusive
		if left := leaves(c); atLeast(tally.Runs, tally.Passed, c.In).Cmp(left) <= 0 {
			want = expect.Pass
		} else if atLeast(tally.Runs, tally.Failed, rest(c.In)).Cmp(left) < 0 {
			want = expect.Fail
		}
		if got := c.Verdict(tally); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	})
}

func rest(r sim.Ratio) sim.Ratio {
	num, den := r.Parts()
	return sim.NewRatio(den-num, den)
}

// leaves is half of what the confidence leaves.
func leaves(c *expect.Chance) *big.Rat {
	num, den := rest(c.Confidence).Parts()
	half := new(big.Rat).SetFrac(new(big.Int).SetUint64(num), new(big.Int).SetUint64(den))
	return half.Mul(half, big.NewRat(1, 2))
}

// atLeast is the probability of k or more of n.
func atLeast(n, k int, p sim.Ratio) *big.Rat {
	num, den := p.Parts()
	pass, miss := new(big.Int).SetUint64(num), new(big.Int).SetUint64(den-num)
	sum := new(big.Int)
	for j := k; j <= n; j++ {
		term := new(big.Int).Binomial(int64(n), int64(j))
		term.Mul(term, new(big.Int).Exp(pass, big.NewInt(int64(j)), nil))
		sum.Add(sum, term.Mul(term, new(big.Int).Exp(miss, big.NewInt(int64(n-j)), nil)))
	}
	return new(big.Rat).SetFrac(sum, new(big.Int).Exp(new(big.Int).SetUint64(den),
		big.NewInt(int64(n)), nil))
}

// P68: more passes, fewer failures and a smaller share never make a verdict worse; less confidence
// never takes back a verdict.
func TestP68LooseningAChance(t *testing.T) {
	rank := map[expect.Verdict]int{expect.Fail: 0, expect.Inconclusive: 1, expect.Pass: 2}
	rapid.Check(t, func(t *rapid.T) {
		c, tally := anyChance(t)
		before := c.Verdict(tally)
		better, easier, surer := tally, *c, *c
		better.Failed -= rapid.IntRange(0, tally.Failed).Draw(t, "fewer failures")
		better.Passed += rapid.IntRange(0, tally.Runs-tally.Passed-better.Failed).Draw(t, "more passes")
		num, den := c.In.Parts()
		easier.In = sim.NewRatio(rapid.Uint64Range(1, num).Draw(t, "easier"), den)
		if got := c.Verdict(better); rank[got] < rank[before] {
			t.Fatalf("%v: got %s, before %s", better, got, before)
		}
		if got := easier.Verdict(tally); rank[got] < rank[before] {
			t.Fatalf("in %s: got %s, before %s", easier.In, got, before)
		}
		num, den = c.Confidence.Parts()
		surer.Confidence = sim.NewRatio(rapid.Uint64Range(num, den-1).Draw(t, "surer"), den)
		if got := surer.Verdict(tally); got != before && got != expect.Inconclusive {
			t.Fatalf("at %s: got %s, before %s", surer.Confidence, got, before)
		}
	})
}

// The verdict and the interval, which people see rounded, do not contradict each other.
func TestChanceVerdictAgreesWithTheInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, tally := anyChance(t)
		low, high := c.Interval(tally)
		num, den := c.In.Parts()
		in := new(big.Rat).SetFrac(new(big.Int).SetUint64(num), new(big.Int).SetUint64(den))
		above := in.Cmp(big.NewRat(int64(low), 10_000)) > 0
		below := in.Cmp(big.NewRat(int64(high), 10_000)) <= 0
		switch v := c.Verdict(tally); {
		case low > high, low < 0, high > 10_000:
			t.Fatalf("got %s to %s", low, high)
		case !above && v != expect.Pass:
			t.Fatalf("got %s, want pass: %s is not above %s", v, c.In, low)
		case !below && v != expect.Fail:
			t.Fatalf("got %s, want fail: %s is above %s", v, c.In, high)
		}
	})
}

// BenchmarkChance judges as many passes as are likely, and finds the interval.
func BenchmarkChance(b *testing.B) {
	for _, in := range []string{"99%", "50%", "50.000000000000001%"} {
		for _, n := range []int{1_000, 100_000} {
			c := chance(b, in, n, "95%")
			tally := expect.Tally{Runs: n, Passed: int(c.In.Of(int64(n)))}
			tally.Failed = n - tally.Passed
			b.Run(fmt.Sprintf("%s of %d", in, n), func(b *testing.B) {
				for b.Loop() {
					c.Verdict(tally)
					c.Interval(tally)
				}
			})
		}
	}
}
