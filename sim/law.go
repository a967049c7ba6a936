package sim

import (
	"math"
	"math/bits"
	"strings"
	"time"
)

// Law is a distribution of spans, as of a link's delay. It is a small value: laws of the same
// parameters are equal, and laws of a table are if they hold the same *Table. The zero Law is the
// constant 0.
//
// A law has no upper end but Longest: what would be longer is cut there, see Cut. Its lower end is
// its floor, or 1 ns: no span that it gives is 0.
type Law struct {
	kind   lawKind
	alpha  uint32        // pareto: in thousandths
	base   time.Duration // constant: itself; uniform, pareto: the least; else the mean
	width  time.Duration // uniform: the most less the least; else the standard deviation
	floor  time.Duration
	median float64 // lognormal: in ns
	sigma  float64 // lognormal: standard deviation of the span's logarithm
	table  *Table
}

type lawKind uint8

const (
	constantLaw lawKind = iota
	uniformLaw
	normalLaw
	lognormalLaw
	paretoLaw
	exponentialLaw
	tableLaw
)

// ConstantLaw always gives d; 0 ≤ d ≤ Longest.
func ConstantLaw(d time.Duration) Law {
	legal(d >= 0 && d <= Longest, "constant")
	return Law{base: d}
}

// UniformLaw gives each span from least to most inclusive with the same probability;
// 0 ≤ least ≤ most ≤ Longest. One draw u gives least + Scale(u, most-least).
func UniformLaw(least, most time.Duration) Law {
	legal(least >= 0 && least <= most && most <= Longest, "uniform")
	if least == most {
		return ConstantLaw(least)
	}
	return Law{kind: uniformLaw, base: least, width: most - least}
}

// NormalLaw is the normal distribution, rounded to nanoseconds; what falls below the floor is
// raised to it, so the mean of the draws is more than the mean where the floor is within a few sd.
// 0 ≤ mean, sd ≤ Longest. Without sd it is constant.
func NormalLaw(mean, sd time.Duration) Law {
	legal(mean >= 0 && mean <= Longest && sd >= 0 && sd <= Longest, "normal")
	if sd == 0 {
		return ConstantLaw(mean)
	}
	return Law{kind: normalLaw, base: mean, width: sd}
}

// LognormalLaw is the lognormal distribution whose spans, not their logarithms, have this mean and
// standard deviation; 0 < mean ≤ Longest, 0 ≤ sd ≤ Longest. Without sd it is constant.
//
// The span is median·e^(σZ) with a standard normal Z: its logarithm is normal with the standard
// deviation σ = √ln(1 + (sd/mean)²) and the mean µ = ln(median), median = mean/√(1 + (sd/mean)²).
func LognormalLaw(mean, sd time.Duration) Law {
	legal(mean > 0 && mean <= Longest && sd >= 0 && sd <= Longest, "lognormal")
	if sd == 0 {
		return ConstantLaw(mean)
	}
	share := float64(sd) / float64(mean)
	square := float64(share * share)
	return Law{kind: lognormalLaw, base: mean, width: sd, sigma: math.Sqrt(log1p(square)),
		median: float64(mean) / math.Sqrt(1+square)}
}

// ParetoLaw gives spans of at least least, longer than d with probability (least/d)^alpha. Alpha
// comes in thousandths: 1500 is 1.5. 0 < least ≤ Longest, 0 < alpha. The mean is infinite unless
// alpha is more than 1, the variance unless alpha is more than 2.
func ParetoLaw(least time.Duration, alphaMilli uint32) Law {
	legal(least > 0 && least <= Longest && alphaMilli > 0, "pareto")
	return Law{kind: paretoLaw, base: least, alpha: alphaMilli}
}

// ExponentialLaw is the exponential distribution, longer than d with probability e^(-d/mean);
// 0 < mean ≤ Longest.
func ExponentialLaw(mean time.Duration) Law {
	legal(mean > 0 && mean <= Longest, "exponential")
	return Law{kind: exponentialLaw, base: mean}
}

// TableLaw is mean + sd·v for a value v of the table, each entry with the same probability, which
// is what netem of the Linux kernel does with a distribution (tabledist in net/sched/sch_netem.c);
// nothing between two entries is given. 0 ≤ mean, sd ≤ Longest. Without sd it is constant.
func TableLaw(t *Table, mean, sd time.Duration) Law {
	legal(t != nil && mean >= 0 && mean <= Longest && sd >= 0 && sd <= Longest, "table")
	if sd == 0 {
		return ConstantLaw(mean)
	}
	return Law{kind: tableLaw, base: mean, width: sd, table: t}
}

// legal stops a program that did not check what it read.
func legal(ok bool, law string) {
	if !ok {
		panic("sim: parameters outside the bounds of the " + law + " law")
	}
}

// WithFloor returns the law whose spans below least are raised to it; 0 ≤ least ≤ Longest. It
// replaces an earlier floor.
func (l Law) WithFloor(least time.Duration) Law {
	legal(least >= 0 && least <= Longest, "floor's")
	l.floor = least
	return l
}

// Constant reports whether the law gives always the same span, and which.
func (l Law) Constant() (d time.Duration, ok bool) {
	return l.raise(l.base), l.kind == constantLaw
}

// Cut reports whether a span that the law gave stands for a longer one: it is Longest, and the law
// goes on beyond.
func (l *Law) Cut(d time.Duration) bool {
	return d == Longest && l.kind != constantLaw && l.kind != uniformLaw && l.floor < Longest
}

// Mean returns the law's mean as if it had neither a floor nor an end at Longest, to the
// nanosecond. It is not finite for a pareto law whose alpha is at most 1.
func (l Law) Mean() (d time.Duration, finite bool) {
	switch l.kind {
	case uniformLaw:
		return l.base + l.width/2, true
	case paretoLaw:
		if l.alpha <= 1000 {
			return 0, false
		}
		hi, lo := bits.Mul64(uint64(l.base), uint64(l.alpha))
		mean, _ := bits.Div64(hi, lo, uint64(l.alpha-1000))
		return time.Duration(mean), true
	case tableLaw:
		sum := float64(0)
		for _, v := range l.table.values {
			sum += float64(v)
		}
		sum /= float64(len(l.table.values))
		more := float64(float64(l.width) * float64(sum/tableScale)) // at most 4 times Longest
		return l.base + time.Duration(math.Floor(more+0.5)), true
	}
	return l.base, true
}

// Typical returns the median, for charts. The floor counts.
func (l Law) Typical() time.Duration { return l.At(0) }

// String says the law for people: "50ms", "50ms..100ms", "normal 50ms ±10ms", "lognormal 50ms
// ±20ms", "pareto from 20ms alpha 1.5", "exponential 50ms", "table wifi 50ms ±20ms"; with a floor
// ", at least 5ms" follows.
func (l Law) String() string {
	base, width := FormatSpan(l.base), FormatSpan(l.width)
	var s string
	switch l.kind {
	case uniformLaw:
		s = base + ".." + FormatSpan(l.base+l.width)
	case normalLaw:
		s = "normal " + base + " ±" + width
	case lognormalLaw:
		s = "lognormal " + base + " ±" + width
	case paretoLaw:
		s = "pareto from " + base + " alpha " + decimal(uint64(l.alpha), 1000)
	case exponentialLaw:
		s = "exponential " + base
	case tableLaw:
		s = strings.TrimSuffix("table "+l.table.name, " ") + " " + base + " ±" + width
	default:
		s = base
	}
	if l.floor > 0 {
		s += ", at least " + FormatSpan(l.floor)
	}
	return s
}
