package sim

import (
	"math"
	"math/big"
	"testing"
)

// ulps is by how many units in the last place two floats differ.
func ulps(a, b float64) int64 {
	order := func(x float64) int64 {
		i := int64(math.Float64bits(x))
		if i < 0 {
			i = math.MinInt64 - i
		}
		return i
	}
	d := order(a) - order(b)
	return max(d, -d)
}

// uniform is a float from 0 to 1.
func uniform(s *Stream) float64 { return float64(s.Uint64()>>11) * 0x1p-53 }

func TestExpAndLogAgreeWithMath(t *testing.T) {
	s := Seed(1, NameOf("explog"), 0)
	var wide, subnormal, log, near int64
	for range 300_000 {
		x := (uniform(&s) - 0.5) * 1410
		wide = max(wide, ulps(Exp(x), math.Exp(x)))
		x = -708 - 37*uniform(&s)
		subnormal = max(subnormal, ulps(Exp(x), math.Exp(x)))
		y := math.Float64frombits(s.Uint64() % (0x7ff << 52))
		log = max(log, ulps(Log(max(y, 5e-308)), math.Log(max(y, 5e-308))))
		y = 0.99 + 0.02*uniform(&s)
		near = max(near, ulps(Log(y), math.Log(y)))
	}
	if wide > 2 || subnormal > 2 || log > 2 || near > 2 {
		t.Errorf("got Exp %d ulp, %d in subnormals, Log %d, near 1 %d; want at most 2", wide, subnormal,
			log, near)
	}
	t.Logf("ulps from math: Exp %d, subnormal %d, Log %d, near 1 %d", wide, subnormal, log, near)
}

// Against exact arithmetic, in 1/1000 of a unit in the last place.
func TestExpAndLogAreRightToALastPlace(t *testing.T) {
	s := Seed(2, NameOf("explog"), 0)
	off := func(got float64, want *big.Float) float64 {
		unit := math.Nextafter(math.Abs(got), math.Inf(1)) - math.Abs(got)
		d, _ := over(minus(num(bits300, got), want), num(bits300, unit)).Float64()
		return math.Abs(d)
	}
	var exp, log, near float64
	for range 300 {
		x := (uniform(&s) - 0.5) * 1400
		exp = max(exp, off(Exp(x), bigExp(num(bits300, x))))
		y := math.Exp((uniform(&s) - 0.5) * 90)
		log = max(log, off(Log(y), bigLog(num(bits300, y))))
		y = 0.98 + 0.04*uniform(&s)
		near = max(near, off(Log(y), bigLog(num(bits300, y))))
	}
	if exp > 0.75 || log > 0.75 || near > 0.75 {
		t.Errorf("got Exp %.3f ulp, Log %.3f, near 1 %.3f", exp, log, near)
	}
	t.Logf("ulps from exact: Exp %.3f, Log %.3f, near 1 %.3f", exp, log, near)
}

func TestExpAndLogAtTheirEnds(t *testing.T) {
	inf := math.Inf(1)
	for _, tt := range []struct {
		what      string
		got, want float64
	}{
		{"e^0", Exp(0), 1}, {"e^-0", Exp(math.Copysign(0, -1)), 1}, {"e^1", Exp(1), math.E},
		{"e^tiny", Exp(1e-300), 1}, {"e^-inf", Exp(-inf), 0}, {"e^inf", Exp(inf), math.MaxFloat64},
		{"too much", Exp(709.79), math.MaxFloat64}, {"too little", Exp(-745.3), 0},
		{"the least", Exp(-745), 5e-324},
		{"ln 1", Log(1), 0}, {"ln 2", Log(2), math.Ln2}, {"ln e", Log(math.E), 1},
		{"ln ½", Log(0.5), -math.Ln2}, {"ln of the greatest", Log(math.MaxFloat64), 709.782712893384},
		{"ln of the least", Log(5e-324), -744.4400719213812},
		{"ln(1+0)", log1p(0), 0}, {"ln(1+tiny)", log1p(1e-30), 1e-30},
		{"ln(1+small)", log1p(1e-10), math.Log1p(1e-10)}, {"ln(1+1)", log1p(1), math.Ln2},
	} {
		if ulps(tt.got, tt.want) > 1 {
			t.Errorf("%s: got %v, want %v", tt.what, tt.got, tt.want)
		}
	}
	for name, f := range map[string]func(){
		"Exp(NaN)": func() { Exp(math.NaN()) }, "Log(NaN)": func() { Log(math.NaN()) },
		"Log(0)": func() { Log(0) }, "Log(-1)": func() { Log(-1) }, "Log(inf)": func() { Log(inf) },
		"Phi(NaN)": func() { Phi(math.NaN()) },
	} {
		if !panics(f) {
			t.Errorf("%s: no panic", name)
		}
	}
}

func panics(f func()) (did bool) {
	defer func() { did = recover() != nil }()
	f()
	return
}

func TestPhiIsRightInBothTails(t *testing.T) {
	var worst float64
	for z := -37.4; z < 9; z += 0.0137 {
		want := 0.5 * math.Erfc(-z/math.Sqrt2)
		worst = max(worst, math.Abs(Phi(z)/want-1))
	}
	exact := 0.0
	for z := 0.0; z < 37; z += 0.937 {
		b := num(1500, z)
		want, _ := times(tailShare(b), bell(b)).Float64()
		exact = max(exact, math.Abs(Phi(-z)/want-1))
	}
	t.Logf("relative error of Phi: %.2g from math, %.2g from exact", worst, exact)
	if worst > 1e-12 || exact > 1e-12 {
		t.Errorf("got %g from math, %g from exact, want at most 1e-12", worst, exact)
	}
	for _, tt := range [][2]float64{{0, 0.5}, {-38, 0}, {math.Inf(-1), 0}, {math.Inf(1), 1}, {10, 1}} {
		if got := Phi(tt[0]); got != tt[1] {
			t.Errorf("Phi(%v): got %v, want %v", tt[0], got, tt[1])
		}
	}
	last := 0.0
	for i := range 100_000 {
		p := Phi(-12 + 0.0002*float64(i))
		if p < last*(1-1e-14) {
			t.Fatalf("Phi falls from %v to %v at step %d", last, p, i)
		}
		last = p
	}
}

func TestNegLogIsRightAndNeverRises(t *testing.T) {
	exact := func(u uint64) *big.Float {
		b := plus(new(big.Float).SetPrec(bits300).SetUint64(u), num(bits300, 0.5))
		return shift(new(big.Float).SetPrec(bits300).Neg(bigLog(shift(b, -64))), 58)
	}
	edges := []uint64{0, 1, 2, 3, 1<<63 - 1, 1 << 63, 1<<64 - 2, 1<<64 - 1}
	for i := range uint64(256) {
		edges = append(edges, (256+i)<<55, (256+i)<<55-1, (256+i)<<54+1<<53)
	}
	s := Seed(3, NameOf("neglog"), 0)
	for range 200 {
		edges = append(edges, s.Uint64(), s.Uint64()>>(s.Uint64()%64))
	}
	var least, worst float64
	for _, u := range edges {
		off, _ := minus(new(big.Float).SetPrec(bits300).SetUint64(negLog(u)), exact(u)).Float64()
		least, worst = min(least, off), max(worst, off)
		if u > 0 && negLog(u-1) < negLog(u) {
			t.Errorf("-ln rises at %#x", u)
		}
	}
	t.Logf("-ln U is off by %.0f to %.0f of 2⁻⁵⁸", least, worst)
	if least < -64 || worst > 1<<16 {
		t.Errorf("got %.0f to %.0f of 2⁻⁵⁸ off, want -64 to 65536", least, worst)
	}
}
