package sim

import (
	"math/bits"
	"strconv"
	"strings"
)

// Ratio is an exact share from 0 to 1: "2.5%" is 25/1000. The zero Ratio is 0.
type Ratio struct {
	num, den uint64
}

// NewRatio returns num/den. It panics unless 0 < den and num ≤ den: a share is checked where it
// is read.
func NewRatio(num, den uint64) Ratio {
	if den == 0 || num > den {
		panic("sim: ratio outside 0 to 1")
	}
	return Ratio{num, den}
}

// Parts returns a numerator and a denominator of r; the denominator is not 0.
func (r Ratio) Parts() (num, den uint64) { return r.num, max(r.den, 1) }

// Cut returns the bound below which a uniform 64-bit draw falls with probability r, rounded down to
// a multiple of 2⁻⁶⁴, and whether r is 1, which no such bound can say.
func (r Ratio) Cut() (cut uint64, always bool) {
	if r.num == 0 {
		return 0, false
	}
	if r.num == r.den {
		return 0, true
	}
	cut, _ = bits.Div64(r.num, 0, r.den)
	return cut, false
}

// Of returns the share r of n, rounded down; n is not negative.
func (r Ratio) Of(n int64) int64 {
	if r.num == 0 {
		return 0
	}
	hi, lo := bits.Mul64(r.num, uint64(n))
	q, _ := bits.Div64(hi, lo, r.den)
	return int64(q)
}

// String gives r in percent, exactly where the denominator is a power of ten: "2.5%".
func (r Ratio) String() string {
	if r.num == 0 {
		return "0%"
	}
	hi, lo := bits.Mul64(r.num, 100)
	whole, rest := bits.Div64(hi, lo, r.den)
	s := strconv.FormatUint(whole, 10)
	var frac strings.Builder
	for i := 0; rest > 0 && i < 20; i++ {
		hi, lo = bits.Mul64(rest, 10)
		var digit uint64
		digit, rest = bits.Div64(hi, lo, r.den)
		frac.WriteByte(byte('0' + digit))
	}
	if frac.Len() > 0 {
		s += "." + frac.String()
	}
	return s + "%"
}
