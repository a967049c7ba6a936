package sim

import "math/bits"

// Chain is a Gilbert–Elliott chain: a state, good or bad, that changes by chance at each step. It
// is looked at now and then; what it did between two looks is drawn at the second. The zero Chain
// has not begun: its first state is drawn from the stationary law.
type Chain struct {
	at    int64
	begun bool
	bad   bool
}

// At returns the step of the last look.
func (c *Chain) At() int64 { return c.at }

// Bad looks at the chain at a step, no earlier than the last, by one draw u. Each step leads from
// good to bad with probability enter, and back with probability leave; they are not both 0.
//
// With λ = 1 - enter - leave and π = enter/(enter + leave), the chain is bad n steps after it was
// good with probability π(1 - λⁿ), and good n steps after it was bad with (1 - π)(1 - λⁿ).
func (c *Chain) Bad(enter, leave Ratio, step int64, u uint64) bool {
	p, r := enter.bits64(), leave.bits64()
	stay := stationary(p, r)
	switch n := step - c.at; {
	case !c.begun:
		c.begun, c.bad = true, u < stay
	case n == 0:
	case n == 1 && c.bad:
		c.bad = u >= r
	case n == 1:
		c.bad = u < p
	case c.bad:
		c.bad = u >= change(p, r, ^stay, uint64(n))
	default:
		c.bad = u < change(p, r, stay, uint64(n))
	}
	c.at = step
	return c.bad
}

// bits64 is r·2⁶⁴, 2⁶⁴-1 for 1.
func (r Ratio) bits64() uint64 {
	cut, all := r.Cut()
	if all {
		return ^uint64(0)
	}
	return cut
}

// stationary is p/(p + r) in units of 2⁻⁶⁴.
func stationary(p, r uint64) uint64 {
	sum, carry := bits.Add64(p, r, 0)
	if carry != 0 {
		p, sum = p>>1, sum>>1|1<<63
	}
	if p >= sum {
		return ^uint64(0)
	}
	q, _ := bits.Div64(p, 0, sum)
	return q
}

// change is part·(1 - λⁿ) in units of 2⁻⁶⁴, where λ = 1 - p - r.
func change(p, r, part, n uint64) uint64 {
	sum, carry := bits.Add64(p, r, 0)
	size := -sum // of λ, below 2⁶⁴
	if carry != 0 {
		size = sum
	}
	power := ^uint64(0)
	for k := n; k > 0; k >>= 1 {
		if k&1 != 0 {
			power, _ = bits.Mul64(power, size)
		}
		size, _ = bits.Mul64(size, size)
	}
	share, _ := bits.Mul64(part, power)
	if carry != 0 && n%2 == 1 {
		if part += share; part < share {
			return ^uint64(0)
		}
		return part
	}
	return part - share
}
