package expect

import (
	"math/big"

	"roomsim/sim"
)

// tail is the probability that k or more of n runs pass if each of them does with probability p.
type tail struct {
	n, k int
	p    sim.Ratio
}

// firstPlaces are the binary places that nearly always tell which of two numbers is larger.
const firstPlaces = 64

// against compares the tail with x/y, which is more than 0 and less than 1: −1 if it is less, 0 if
// equal, 1 if more. The answer is exact. It is sought in whole numbers of so many binary places,
// with a bound on all that was rounded off. As long as it is in doubt there are twice as many,
// until the tail, a multiple of 1/denⁿ, could not be so near to x/y without being equal.
func (t tail) against(x, y *big.Int) int {
	pass, den := t.p.Parts()
	switch {
	case t.k <= 0 || pass == den:
		return 1
	case t.k > t.n || pass == 0:
		return -1
	}
	slack := new(big.Int).Mul(big.NewInt(int64(t.n)), big.NewInt(int64(t.n)+1))
	enough := t.n*new(big.Int).SetUint64(den).BitLen() + y.BitLen() + slack.BitLen() + 1
	for places := firstPlaces; ; places *= 2 {
		part, all := t.weigh(uint(places))
		if compare(new(big.Int).Add(part, slack), all, x, y) < 0 {
			return -1
		}
		if compare(part, new(big.Int).Add(all, slack), x, y) > 0 {
			return 1
		}
		if places >= enough {
			return 0
		}
	}
}

// compare compares a/b with x/y.
func compare(a, b, x, y *big.Int) int {
	return new(big.Int).Mul(a, y).Cmp(new(big.Int).Mul(x, b))
}

// weigh adds up the weights of j of n runs passing: of all j from k on, and of all j. The most
// likely j weighs 2 to the places; from there on either side each weight is the last one times a
// factor of at most 1, rounded down. So after i steps a weight lacks less than i, all of them
// together less than n·(n+1), and those that are rounded down to nothing need not be visited.
func (t tail) weigh(places uint) (part, all *big.Int) {
	pass, den := t.p.Parts()
	miss, n := den-pass, uint64(t.n)
	mode := uint64(t.p.Of(int64(t.n) + 1))
	part, all = new(big.Int), new(big.Int)
	add := func(j uint64, w *big.Int) {
		if all.Add(all, w); j >= uint64(t.k) {
			part.Add(part, w)
		}
	}
	var s scaler
	w := new(big.Int).Lsh(big.NewInt(1), places)
	for j := mode; w.Sign() > 0; j++ {
		add(j, w)
		s.scale(w, n-j, pass, j+1, miss)
	}
	w.Lsh(w.SetUint64(1), places)
	for j := mode; ; j-- {
		if s.scale(w, j, miss, n-j+1, pass); w.Sign() == 0 {
			return part, all
		}
		add(j-1, w)
	}
}

// scaler scales numbers without new ones for each.
type scaler struct{ up, down, factor big.Int }

// scale turns w into w·a·b / (c·d), rounded down.
func (s *scaler) scale(w *big.Int, a, b, c, d uint64) {
	s.up.Mul(s.up.SetUint64(a), s.factor.SetUint64(b))
	s.down.Mul(s.down.SetUint64(c), s.factor.SetUint64(d))
	w.Quo(w.Mul(w, &s.up), &s.down)
}
