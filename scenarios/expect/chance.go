package expect

import (
	"math/big"
	"sort"
	"strconv"

	"roomsim/sim"
)

// Chance makes a claim one about many runs, each with a seed of its own: a share of them must pass.
// The share is estimated by its Clopper–Pearson interval, the two-sided one that is exact: each of
// its ends misses the true share with at most half of the probability that Confidence leaves.
type Chance struct {
	In         sim.Ratio // the share of runs that must pass; more than 0, less than 1
	Runs       int       // 1 or more
	Confidence sim.Ratio // of the interval; more than 0, less than 1
}

// Tally counts the verdicts of runs. Those that neither passed nor failed were inconclusive: they
// count against either verdict.
type Tally struct {
	Runs, Passed, Failed int
}

// Verdict judges a tally: pass if the interval's lower end reaches the share that is wanted, fail
// if its upper end misses it. The interval itself is not needed for that: its lower end reaches a
// share if so many passes would be as rare as Confidence asks with that very share, its upper end
// misses it if so many failures would be rarer.
func (c *Chance) Verdict(t Tally) Verdict {
	x, y := c.side()
	switch {
	case tail{t.Runs, t.Passed, c.In}.against(x, y) <= 0:
		return Pass
	case tail{t.Runs, t.Failed, other(c.In)}.against(x, y) < 0:
		return Fail
	}
	return Inconclusive
}

// Interval gives the ends of a tally's interval, rounded away from each other.
func (c *Chance) Interval(t Tally) (low, high Permyriad) {
	return c.lowest(t.Runs, t.Passed), whole - c.lowest(t.Runs, t.Failed)
}

// lowest is the lower end of the interval of k in n, rounded down.
func (c *Chance) lowest(n, k int) Permyriad {
	x, y := c.side()
	above := sort.Search(whole, func(i int) bool {
		return tail{n, k, sim.NewRatio(uint64(i), whole)}.against(x, y) > 0
	})
	return max(0, Permyriad(above)-1)
}

// Fewest is the least number of runs that can pass, all of them: up to a bound, 0 if more are
// needed.
func (c *Chance) Fewest(most int) int {
	x, y := c.side()
	n := 1 + sort.Search(most, func(i int) bool { return tail{i + 1, i + 1, c.In}.against(x, y) <= 0 })
	if n > most {
		return 0
	}
	return n
}

// side is half of what Confidence leaves, as a fraction.
func (c *Chance) side() (x, y *big.Int) {
	num, den := c.Confidence.Parts()
	x = new(big.Int).SetUint64(den - num)
	y = new(big.Int).SetUint64(den)
	return x, y.Lsh(y, 1)
}

// other is what a share leaves.
func other(r sim.Ratio) sim.Ratio {
	num, den := r.Parts()
	return sim.NewRatio(den-num, den)
}

// Permyriad is a share in hundredths of a percent, from 0 to 10000.
type Permyriad int

const whole = 10_000

// String gives the share in percent: "99.12%".
func (p Permyriad) String() string {
	return strconv.Itoa(int(p/100)) + "." + twoDigits(p%100) + "%"
}

// Decimal gives the share as a number from 0 to 1: "0.9912".
func (p Permyriad) Decimal() string {
	return strconv.Itoa(int(p/whole)) + "." + twoDigits(p/100%100) + twoDigits(p%100)
}

func twoDigits(p Permyriad) string { return string([]byte{'0' + byte(p/10), '0' + byte(p%10)}) }
