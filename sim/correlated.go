package sim

import (
	"math"
	"time"
)

// Correlation is how much of a draw's luck the next one keeps: a comparable value made from a
// share. The zero Correlation is none.
type Correlation struct {
	keep, fresh float64 // ρ and √(1-ρ²)
}

// CorrelationOf makes the share ρ ready: 0 is independence, 1 the same luck for ever.
func CorrelationOf(r Ratio) Correlation {
	if r.num == 0 {
		return Correlation{}
	}
	rho := float64(r.num) / float64(r.den)
	return Correlation{rho, math.Sqrt(float64((1 - rho) * (1 + rho)))}
}

// Correlated is the memory of a row of correlated draws, as of one direction of one link. The zero
// Correlated remembers nothing.
//
// The normal scores of the draws are a stationary autoregression, z' = ρz + √(1-ρ²)e with standard
// normal e, and each draw is the law's quantile at its score (a Gaussian copula). So each draw by
// itself follows the law exactly, unlike netem's, whose mixture of uniform draws narrows the law;
// and the memory is of luck, not of a span, so it outlives a change of the law.
type Correlated struct {
	z     float64
	begun bool
}

// Next returns the next span of the law; scores n draws apart have correlation ρⁿ.
func (c *Correlated) Next(l *Law, rho Correlation, s *Stream) time.Duration {
	return l.At(c.score(rho, s))
}

// score steps the autoregression; it starts in its stationary law.
func (c *Correlated) score(rho Correlation, s *Stream) float64 {
	e := s.Normal()
	if c.begun && rho.keep > 0 {
		e = float64(rho.keep*c.z) + float64(rho.fresh*e)
	}
	c.z, c.begun = e, true
	return e
}
