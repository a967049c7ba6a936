package sim

import (
	"math"
	"time"
)

// Normal returns a draw of the standard normal distribution.
func (s *Stream) Normal() float64 {
	return math.Sqrt(2*s.negLog()) * math.Cos(2*math.Pi*float64(s.Uint64()>>11)*0x1p-53)
}

// Phi returns the probability that a standard normal draw is less than z.
func Phi(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }

func (s *Stream) negLog() float64 { return -math.Log((float64(s.Uint64()>>11) + 0.5) * 0x1p-53) }

// Exponential returns a draw of the exponential distribution, from 0 to Longest, rounded to the
// nearest nanosecond; 0 < mean ≤ Longest.
func (s *Stream) Exponential(mean time.Duration) time.Duration {
	return time.Duration(min(s.negLog()*float64(mean), float64(Longest)))
}
