package sim

import "time"

// Draw returns one span of the law, at least the floor and 1 ns, at most Longest. How many numbers
// it draws depends on the law and on luck, so a draw that others must not notice gets a stream of
// its own: see Fork.
func (l *Law) Draw(s *Stream) time.Duration {
	switch l.kind {
	case uniformLaw:
		return l.raise(l.base + s.Upto(l.width))
	case normalLaw:
		return l.nearest(float64(l.base) + float64(float64(l.width)*s.Normal()))
	case lognormalLaw:
		return l.nearest(float64(l.median * Exp(float64(l.sigma*s.Normal()))))
	case paretoLaw:
		return l.pareto(negLogFloat(s.Uint64()))
	case exponentialLaw:
		return l.raise(s.Exponential(l.base))
	case tableLaw:
		return l.entry(s.Uint64())
	}
	return l.raise(l.base)
}

// At returns the law's quantile at the standard normal score z, the span that is longer than a
// share Phi(z) of all: At(0) is the median. Scores beyond ±37 count as ±37. It panics
// if z is not a number.
func (l *Law) At(z float64) time.Duration {
	switch {
	case z < -maxScore:
		z = -maxScore
	case z > maxScore:
		z = maxScore
	case z != z:
		panic("sim: the score is not a number")
	}
	switch l.kind {
	case uniformLaw:
		return l.raise(l.base + Scale(share64(Phi(z)), l.width))
	case normalLaw:
		return l.nearest(float64(l.base) + float64(float64(l.width)*z))
	case lognormalLaw:
		return l.nearest(float64(l.median * Exp(float64(l.sigma*z))))
	case paretoLaw:
		return l.pareto(-Log(Phi(-z)))
	case exponentialLaw:
		return l.nearest(float64(float64(l.base) * -Log(Phi(-z))))
	case tableLaw:
		return l.entry(share64(Phi(z)))
	}
	return l.raise(l.base)
}

// maxScore is the end of At; Phi(-37) is 6e-300.
const maxScore = 37

// share64 maps a share from 0 to 1 onto 64 bits.
func share64(p float64) uint64 {
	if p >= 1 {
		return ^uint64(0)
	}
	return uint64(int64(float64(p*0x1p63))) << 1
}

// pareto is least·e^(e/α), where e^-e is the probability of a longer span.
func (l *Law) pareto(e float64) time.Duration {
	e = float64(e*1000) / float64(l.alpha)
	if e > 36 { // e^36 ns are more than Longest
		return Longest
	}
	return l.nearest(float64(float64(l.base) * Exp(e)))
}

// entry is the table's value at a place in it, from 0 to 2⁶⁴-1, rounded like netem: halves away
// from the mean.
func (l *Law) entry(place uint64) time.Duration {
	v := l.table.values[Scale(place, time.Duration(len(l.table.values)-1))]
	rest := l.width % tableScale * time.Duration(v)
	if rest >= 0 {
		rest += tableScale / 2
	} else {
		rest -= tableScale / 2
	}
	return l.raise(min(l.base+l.width/tableScale*time.Duration(v)+rest/tableScale, Longest))
}

// nearest rounds x ns to a span within the bounds.
func (l *Law) nearest(x float64) time.Duration {
	switch {
	case x >= float64(Longest):
		return Longest
	case x < 1:
		return l.raise(1)
	}
	return l.raise(time.Duration(x + 0.5))
}

// raise lifts d to the floor.
func (l *Law) raise(d time.Duration) time.Duration { return max(d, l.floor, 1) }
