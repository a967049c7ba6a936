package sim

// Normal returns a draw of the standard normal distribution. It draws once in 98.8 % of all cases,
// else more often. None is beyond ±14.
//
// It is the ziggurat of Marsaglia and Tsang (The ziggurat method for generating random variables,
// Journal of Statistical Software 5, 2000) with 256 layers: the area under the bell is covered by
// layers of one area; a point in a layer is below the curve for sure if it is below the next layer.
func (s *Stream) Normal() float64 {
	for {
		u := s.Uint64()
		i := u & 255
		j := int64(u)>>10 | 1 // odd, so never 0 and as often positive as negative
		x := float64(float64(j) * normalWidth[i])
		if magnitude(j) < normalSure[i] {
			return x
		}
		if i == 0 {
			return s.normalTail(j)
		}
		low, high := normalHeight[i], normalHeight[i+1]
		v := float64(float64(int64(s.Uint64()>>11)) * 0x1p-53)
		if low+float64(v*(high-low)) < Exp(float64(float64(x*x)*-0.5)) {
			return x
		}
	}
}

func magnitude(j int64) uint64 {
	if j < 0 {
		j = -j
	}
	return uint64(j)
}

// normalTail draws from beyond normalEdge, on the side of sign (G. Marsaglia, Generating a variable
// from the tail of the normal distribution, Technometrics 6, 1964).
func (s *Stream) normalTail(sign int64) float64 {
	for {
		x := negLogFloat(s.Uint64()) / normalEdge
		y := negLogFloat(s.Uint64())
		if y+y > float64(x*x) {
			if sign < 0 {
				return -normalEdge - x
			}
			return normalEdge + x
		}
	}
}

// The pieces of Phi: w = phiBend/(phiBend + z) goes from 1 down to 1/8 as z goes from 0 to 38.5,
// and each sixteenth of it has a polynomial.
const (
	phiBend   = 5.5
	phiParts  = 16
	phiFirst  = 2 // the piece of phiTable[0]
	phiDegree = 9
	phiLeast  = -37.5
)

// Phi returns the probability that a standard normal draw is less than z, with a relative error
// below 10⁻¹². Below -37.5, where it leaves the normal floats, it is 0. It panics if z is not a
// number.
func Phi(z float64) float64 {
	if z > 0 {
		return 1 - Phi(-z)
	}
	if z < phiLeast {
		return 0
	}
	// Q(-z)·e^(z²/2) is smooth and never steep in w.
	w := phiBend / (phiBend - z)
	i := min(int(float64(w*phiParts))-phiFirst, len(phiTable)-1)
	d := w - phiMiddle(i)
	row := &phiTable[i]
	p := row[phiDegree]
	for k := phiDegree - 1; k >= 0; k-- {
		p = row[k] + float64(d*p)
	}
	return float64(p * Exp(float64(float64(z*z)*-0.5)))
}

// phiMiddle is the w in the middle of a piece.
func phiMiddle(i int) float64 {
	return float64((float64(i) + (phiFirst + 0.5)) / phiParts) // a product with 1/16 to the compiler
}
