package sim

import "math"

// The functions of package math differ in the last bits from processor to processor, for they are
// written in assembly for some and fuse products with sums on others. So these are written here,
// with every product rounded by an explicit conversion before it meets a sum, which the language
// says nothing may be fused across; and their tables are computed with exact arithmetic.

// The ends of Exp: below expLeast e^x is 0 to the nearest, above expMost more than the greatest
// float64.
const (
	expLeast = -745.2
	expMost  = 709.782712893384
)

// Exp returns e^x, to within a unit in the last place. For an x above 709.78 it is the greatest
// float64, not infinite. It panics if x is not a number.
func Exp(x float64) float64 {
	if !(x > expLeast && x < expMost) {
		return expBeyond(x)
	}
	// x = k·ln2/64 + r with |r| ≤ ln2/128; k = 64e + j.
	const lift = 1 << 17 // makes what is truncated positive
	k := int64(float64(x*expSteps)+(lift+0.5)) - lift
	kf := float64(k)
	r := (x - float64(kf*expStepHi)) - float64(kf*expStepLo)
	rr := float64(r * r)
	p := 0.5 + float64(r*(1.0/6)) + float64(rr*(1.0/24+float64(r*(1.0/120))))
	p = r + float64(rr*p)
	row := &expTable[k&63]
	y := row[0] + (row[1] + float64(row[0]*p))
	e := k >> 6
	if e < -1021 { // the result may be subnormal: it is rounded once, in the last product
		return float64(math.Float64frombits(math.Float64bits(y)+uint64(e+1000)<<52) * 0x1p-1000)
	}
	return math.Float64frombits(math.Float64bits(y) + uint64(e)<<52)
}

func expBeyond(x float64) float64 {
	switch {
	case x >= expMost:
		return math.MaxFloat64
	case x <= expLeast:
		return 0
	}
	panic("sim: e to the power of what is not a number")
}

// logFirst is the bits of 0.6875, with which the rows of logTable begin.
const logFirst = 0x3fe6 << 48

// Log returns the natural logarithm of x, to within a unit in the last place. It panics unless x is
// positive and finite.
func Log(x float64) float64 {
	b := math.Float64bits(x)
	k := int64(0)
	if b-1<<52 >= 0x7fe<<52 {
		if !(x > 0 && x <= math.MaxFloat64) {
			panic("sim: logarithm of what is not positive and finite")
		}
		b, k = math.Float64bits(float64(x*0x1p54)), -54 // it was subnormal
	}
	// x = 2^k·m with 0.6875 ≤ m < 1.375; m·c = 1 + r with |r| < 2⁻⁷.
	b -= logFirst
	k += int64(b) >> 52
	row := &logTable[b>>45&127]
	b = b&(1<<52-1) + logFirst
	high := math.Float64frombits(b &^ (1<<32 - 1))
	low := math.Float64frombits(b) - high
	r := (float64(high*row[0]) - 1) + float64(low*row[0]) // both products are exact
	// ln(1+r) - r by its series
	rr := float64(r * r)
	p := float64(r*(1.0/3)) - 0.5
	q := float64(r*(1.0/5)) - 1.0/4
	s := float64(r*(1.0/7)) - 1.0/6 - float64(rr*(1.0/8))
	p = p + float64(rr*(q+float64(rr*s)))
	kf := float64(k)
	sum := float64(kf*ln2Hi) + row[1] // exact
	y := sum + r
	rest := (sum - y) + r // what y lacks: sum is 0, or more than r
	return y + (rest + ((float64(kf*ln2Lo) + row[2]) + float64(rr*p)))
}

// log1p returns ln(1+x) for x ≥ 0, also where 1+x loses most of x: W. Kahan's way.
func log1p(x float64) float64 {
	u := 1 + x
	if u == 1 {
		return x
	}
	return float64(Log(u)*x) / (u - 1)
}
