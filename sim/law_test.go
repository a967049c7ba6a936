package sim

import (
	"math"
	"math/bits"
	"reflect"
	"testing"
	"time"
)

const day = 24 * time.Hour

func TestLawsSayWhatTheyAre(t *testing.T) {
	const ms = time.Millisecond
	for _, tt := range []struct {
		law     Law
		text    string
		typical time.Duration
		mean    time.Duration // 0: infinite
	}{
		{ConstantLaw(50 * ms), "50ms", 50 * ms, 50 * ms},
		{UniformLaw(50*ms, 100*ms), "50ms..100ms", 75 * ms, 75 * ms},
		{UniformLaw(50*ms, 50*ms), "50ms", 50 * ms, 50 * ms},
		{NormalLaw(50*ms, 10*ms), "normal 50ms ±10ms", 50 * ms, 50 * ms},
		{NormalLaw(50*ms, 0), "50ms", 50 * ms, 50 * ms},
		{LognormalLaw(50*ms, 20*ms), "lognormal 50ms ±20ms", 46_423_835, 50 * ms},
		{ParetoLaw(20*ms, 1500), "pareto from 20ms alpha 1.5", 31_748_021, 60 * ms},
		{ParetoLaw(20*ms, 1000), "pareto from 20ms alpha 1", 40 * ms, 0},
		{ParetoLaw(20*ms, 7), "pareto from 20ms alpha 0.007", Longest, 0},
		{ExponentialLaw(50 * ms), "exponential 50ms", 34_657_359, 50 * ms},
		{TableLaw(testTable(), 50*ms, 20*ms), "table wifi 50ms ±20ms", 45_117_187, 50 * ms},
		{NormalLaw(50*ms, 20*ms).WithFloor(5 * ms), "normal 50ms ±20ms, at least 5ms", 50 * ms,
			50 * ms},
		{NormalLaw(50*ms, 20*ms).WithFloor(80 * ms), "normal 50ms ±20ms, at least 80ms", 80 * ms,
			50 * ms},
		{Law{}, "0s", 1, 0},
	} {
		if got := tt.law.String(); got != tt.text {
			t.Errorf("got %q, want %q", got, tt.text)
		}
		if got := tt.law.Typical(); got != tt.typical {
			t.Errorf("%v: median %d, want %d", tt.law, got, tt.typical)
		}
		if got, ok := tt.law.Mean(); got != tt.mean || ok != (tt.mean > 0 || tt.law == Law{}) {
			t.Errorf("%v: mean %d, %v, want %d", tt.law, got, ok, tt.mean)
		}
	}
	if got, _ := TableLaw(&Table{values: []int16{8192, 8192, -1}}, 30, 9).Mean(); got != 36 {
		t.Errorf("a table beside its mean: got %d, want 36", got)
	}
}

func TestLawsAreSmallValues(t *testing.T) {
	table := testTable()
	for i, l := range sampleLaws() {
		for k, m := range sampleLaws() {
			if i == len(sampleLaws())-1 {
				l, m = TableLaw(table, 3, 2), TableLaw(table, 3, time.Duration(2+(i-k)))
			}
			if (l == m) != (i == k) {
				t.Errorf("%v == %v is %v", l, m, l == m)
			}
		}
	}
	if size := reflect.TypeFor[Law]().Size(); size > 56 {
		t.Errorf("a law has %d bytes", size)
	}
}

func TestDrawsAllocateNothing(t *testing.T) {
	luck, rho := Seed(1, NameOf("alloc"), 0), CorrelationOf(NewRatio(1, 2))
	for _, l := range sampleLaws() {
		var c Correlated
		if n := testing.AllocsPerRun(100, func() {
			fork := Fork(luck.Uint64(), 1)
			l.Draw(&fork)
			c.Next(&l, rho, &fork)
		}); n != 0 {
			t.Errorf("%v: %v allocations", l, n)
		}
	}
}

func TestConstantLawsAreKnown(t *testing.T) {
	for i, l := range sampleLaws() {
		if d, ok := l.Constant(); ok != (i == 0) || ok && d != 50*time.Millisecond {
			t.Errorf("%v: got %v, %v", l, d, ok)
		}
	}
	if d, ok := ConstantLaw(0).Constant(); d != 1 || !ok {
		t.Errorf("got %v, %v, want 1ns", d, ok)
	}
	if d, ok := ConstantLaw(5).WithFloor(7).Constant(); d != 7 || !ok {
		t.Errorf("got %v, %v, want 7ns", d, ok)
	}
}

// unmix undoes Mix.
func unmix(z uint64) uint64 {
	inverse := func(m uint64) uint64 {
		x := m
		for range 5 {
			x *= 2 - m*x
		}
		return x
	}
	z ^= z>>31 ^ z>>62
	z *= inverse(0x94d049bb133111eb)
	z ^= z>>27 ^ z>>54
	z *= inverse(0xbf58476d1ce4e5b9)
	return z ^ z>>30 ^ z>>60
}

// luckOf is a stream whose first draw is u.
func luckOf(u uint64) *Stream {
	s := Fork(unmix(u), 0)
	return &s
}

func TestForkBeginsWithTheMixedDraw(t *testing.T) {
	s := Seed(1, NameOf("fork"), 0)
	for range 1000 {
		u, salt := s.Uint64(), s.Uint64()
		fork := Fork(u, salt)
		if got := fork.Uint64(); got != Mix(u^salt) {
			t.Fatalf("got %x, want %x", got, Mix(u^salt))
		}
		if got := luckOf(u).Uint64(); got != u {
			t.Fatalf("got %x, want %x", got, u)
		}
	}
}

func TestLawsAtTheEdgesOfLuck(t *testing.T) {
	const least, half, most = 0, 1 << 63, math.MaxUint64
	table := TableLaw(&Table{values: []int16{-32768, 32767}}, Longest, Longest)
	for _, tt := range []struct {
		law  Law
		u    uint64
		want time.Duration
	}{
		{UniformLaw(0, Longest), least, 1}, {UniformLaw(0, Longest), most, Longest},
		{UniformLaw(5, 6), half, 6}, {UniformLaw(5, 6), half - 1, 5},
		{ExponentialLaw(1), least, 45}, {ExponentialLaw(1), most, 1}, {ExponentialLaw(1), half, 1},
		{ExponentialLaw(100), half, 69}, {ExponentialLaw(100), least, 4505},
		{ExponentialLaw(Longest), least, Longest}, {ExponentialLaw(Longest), most, 15}, // of 30 d
		{ExponentialLaw(Longest), half, 1_796_637_492_011_378}, // 30 d · ln 2
		{ParetoLaw(20, 1), least, Longest}, {ParetoLaw(20, 1), most, 20},
		{ParetoLaw(20, 1_000_000), least, 21}, {ParetoLaw(20, math.MaxUint32), least, 20},
		{ParetoLaw(Longest, 1), most, Longest}, {ParetoLaw(Longest, 1_000_000), half, Longest},
		{ParetoLaw(1, 1000), half, 2}, {ParetoLaw(1000, 2000), 1 << 62, 2000},
		{table, least, 1}, {table, most, Longest},
		{NormalLaw(1, Longest), 7<<60 + 1, Longest}, {NormalLaw(1, Longest), 1 << 63, 1},
		{LognormalLaw(1, Longest), half, 1},
	} {
		if got := tt.law.Draw(luckOf(tt.u)); got < tt.want-1 || got > tt.want+1 ||
			tt.want < 100 && got != tt.want {
			t.Errorf("%v drawn with %#x: got %d, want %d", tt.law, tt.u, got, tt.want)
		}
	}
}

func TestSpansKeepTheirBounds(t *testing.T) {
	laws := []Law{{}, ConstantLaw(Longest), ParetoLaw(1, 1), ParetoLaw(Longest, 1e6),
		LognormalLaw(1, Longest), LognormalLaw(Longest, 1), LognormalLaw(Longest, Longest),
		NormalLaw(0, Longest), NormalLaw(Longest, Longest), NormalLaw(1, 1), ExponentialLaw(1),
		ExponentialLaw(Longest), UniformLaw(0, 1), TableLaw(testTable(), 0, 1),
		TableLaw(testTable(), Longest, Longest), NormalLaw(5, 3).WithFloor(Longest)}
	for i, l := range append(laws, sampleLaws()...) {
		for _, floored := range []Law{l, l.WithFloor(1 + l.floor/2), l.WithFloor(time.Hour)} {
			s, last := Seed(9, NameOf("bounds"), uint64(i)), time.Duration(0)
			for range 2000 {
				if d := floored.Draw(&s); d < max(floored.floor, 1) || d > Longest {
					t.Fatalf("%v gives %d", floored, d)
				}
			}
			for z := math.Inf(-1); z < 40; z = max(z, -40) + 0.25 {
				d := floored.At(z)
				if d < last || d < max(floored.floor, 1) || d > Longest {
					t.Fatalf("%v at %v gives %d after %d", floored, z, d, last)
				}
				last = d
			}
		}
		if l.kind != constantLaw && !panics(func() { l.At(math.NaN()) }) {
			t.Errorf("%v at NaN: no panic", l)
		}
	}
}

// Narrow laws keep their spread and wide ones their shape.
func TestLognormalOfExtremeParameters(t *testing.T) {
	narrow := LognormalLaw(10*day, 1000)
	if got := narrow.At(3) - narrow.At(-3); got < 5999 || got > 6001 {
		t.Errorf("3 sd on each side of 10 d ± 1000 ns: got %d ns, want 6000", got)
	}
	wide := LognormalLaw(1, Longest)
	if sigma := math.Sqrt(math.Log1p(math.Pow(float64(Longest), 2))); math.Abs(wide.sigma-sigma) >
		1e-12 || math.Abs(wide.median*float64(Longest)-1) > 1e-12 {
		t.Errorf("got median %v σ %v, want σ %v", wide.median, wide.sigma, sigma)
	}
}

func TestCutSpansAreKnown(t *testing.T) {
	s := Seed(1, NameOf("cut"), 0)
	heavy := ParetoLaw(time.Second, 100)
	cut := 0
	for range 100_000 {
		if d := heavy.Draw(&s); heavy.Cut(d) {
			cut++
		}
	}
	want := 1e5 * math.Pow(1/Longest.Seconds(), 0.1)
	if math.Abs(float64(cut)-want) > sigmas*math.Sqrt(want) {
		t.Errorf("%d of 100000 cut, want about %.0f", cut, want)
	}
	for _, l := range []Law{ConstantLaw(Longest), UniformLaw(0, Longest), heavy.WithFloor(Longest)} {
		if l.Cut(Longest) {
			t.Errorf("%v is cut", l)
		}
	}
}

func TestIllegalParametersPanic(t *testing.T) {
	for name, f := range map[string]func(){
		"constant below 0":      func() { ConstantLaw(-1) },
		"constant too long":     func() { ConstantLaw(Longest + 1) },
		"uniform turned":        func() { UniformLaw(2, 1) },
		"uniform below 0":       func() { UniformLaw(-1, 1) },
		"normal mean below 0":   func() { NormalLaw(-1, 1) },
		"normal sd below 0":     func() { NormalLaw(1, -1) },
		"lognormal of 0":        func() { LognormalLaw(0, 1) },
		"lognormal sd too long": func() { LognormalLaw(1, Longest+1) },
		"pareto of 0":           func() { ParetoLaw(0, 1000) },
		"pareto alpha 0":        func() { ParetoLaw(1, 0) },
		"exponential of 0":      func() { ExponentialLaw(0) },
		"no table":              func() { TableLaw(nil, 1, 1) },
		"floor below 0":         func() { ConstantLaw(1).WithFloor(-1) },
		"floor too long":        func() { ConstantLaw(1).WithFloor(31 * day) },
	} {
		if !panics(f) {
			t.Errorf("%s: no panic", name)
		}
	}
}

// The uniform law gives what links gave before there were laws.
func TestUniformLawIsScale(t *testing.T) {
	const least, most = 50 * time.Millisecond, 100 * time.Millisecond
	l, s := UniformLaw(least, most), Seed(1, NameOf("A.up"), 0)
	for range 1000 {
		u := s.Uint64()
		fork := Fork(u, 0xa0761d6478bd642f)
		hi, _ := bits.Mul64(Mix(u^0xa0761d6478bd642f), uint64(most-least+1))
		if got, want := l.Draw(&fork), least+time.Duration(hi); got != want {
			t.Fatalf("got %d, want %d", got, want)
		}
	}
}
