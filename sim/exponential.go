package sim

import (
	"math/bits"
	"time"
)

// Exponential returns a draw of the exponential distribution rounded to nanoseconds, from 0 to
// Longest; 0 < mean ≤ Longest. It draws once and computes with integers only.
func (s *Stream) Exponential(mean time.Duration) time.Duration {
	hi, lo := bits.Mul64(negLog(s.Uint64()), uint64(mean))
	lo, carry := bits.Add64(lo, 1<<57, 0)
	return min(time.Duration((hi+carry)<<6|lo>>58), Longest)
}

// negLog returns -ln U in units of 2⁻⁵⁸ for the middle U = (u + ½)/2⁶⁴ of the 2⁻⁶⁴ that u stands
// for. It is at most 65 ln 2, about 45, and too much by at most 2⁻⁴²: half a nanosecond for a mean
// of half an hour. It never rises with u.
func negLog(u uint64) uint64 {
	// U = (1 + t/2⁶⁴)/2^(zeros+1); t is 8 bits that choose a row, then its part f of the row.
	zeros := bits.LeadingZeros64(u)
	t := (u<<1 | 1) << zeros
	i, f := t>>56, t<<8
	// ln(1 + t/2⁶⁴) = ln(1 + i/256) + ln(1 + x) with x = f/(256 + i) < 2⁻⁸, and
	// ln(1 + x) = x - x²(1/2 - x/3 + x²/4) + …, all in units of 2⁻⁶⁴.
	x, _ := bits.Mul64(f, lnWidth[i])
	xx, _ := bits.Mul64(x, x)
	third, _ := bits.Mul64(x, 1<<64/3)
	less, _ := bits.Mul64(xx, 1<<63-third+xx>>2)
	ln := (lnLeft[i] + x - less) >> 6
	whole := uint64(zeros+1) * ln2Q58
	if ln >= whole {
		return 0
	}
	return whole - ln
}

// negLogFloat is negLog in units of 1.
func negLogFloat(u uint64) float64 { return float64(float64(int64(negLog(u)>>1)) * 0x1p-57) }
