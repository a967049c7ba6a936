package sim

import (
	"testing"
	"time"
)

// sampleLaws are one law of each kind.
func sampleLaws() []Law {
	const ms = time.Millisecond
	return []Law{ConstantLaw(50 * ms), UniformLaw(50*ms, 100*ms), NormalLaw(50*ms, 10*ms),
		LognormalLaw(50*ms, 20*ms), ParetoLaw(20*ms, 1500), ExponentialLaw(50 * ms),
		TableLaw(testTable(), 50*ms, 20*ms)}
}

// testTable is a small skewed table.
func testTable() *Table {
	t, err := ParseTable("wifi", []byte("# by hand\n-9000 -8000 -7000 -5000\n-2000 0 1000 30000\n"))
	if err != nil {
		panic(err)
	}
	return t
}

func BenchmarkDraw(b *testing.B) {
	for _, l := range sampleLaws() {
		b.Run(l.String(), func(b *testing.B) {
			s := Seed(1, NameOf("bench"), 0)
			b.ReportAllocs()
			var sum time.Duration
			for range b.N {
				sum += l.Draw(&s)
			}
			sink = uint64(sum)
		})
	}
	rho := CorrelationOf(NewRatio(1, 2))
	for _, l := range sampleLaws()[1:] {
		b.Run("correlated "+l.String(), func(b *testing.B) {
			s, c := Seed(1, NameOf("bench"), 0), Correlated{}
			b.ReportAllocs()
			var sum time.Duration
			for range b.N {
				sum += c.Next(&l, rho, &s)
			}
			sink = uint64(sum)
		})
	}
}

func BenchmarkForkedDraw(b *testing.B) {
	l, luck := LognormalLaw(50*time.Millisecond, 20*time.Millisecond), Seed(1, NameOf("bench"), 0)
	b.ReportAllocs()
	var sum time.Duration
	for range b.N {
		s := Fork(luck.Uint64(), 1)
		sum += l.Draw(&s)
	}
	sink = uint64(sum)
}

func BenchmarkStreamDraws(b *testing.B) {
	s := Seed(1, NameOf("bench"), 0)
	b.Run("Exponential", func(b *testing.B) {
		var sum time.Duration
		for range b.N {
			sum += s.Exponential(time.Second)
		}
		sink = uint64(sum)
	})
	b.Run("Normal", func(b *testing.B) {
		n := 0
		for range b.N {
			if s.Normal() < 0 {
				n++
			}
		}
		sink = uint64(n)
	})
	b.Run("Exp", func(b *testing.B) { benchFloat(b, Exp, -20, 20) })
	b.Run("Log", func(b *testing.B) { benchFloat(b, Log, 0.001, 1) })
	b.Run("Phi", func(b *testing.B) { benchFloat(b, Phi, -3, 3) })
}

func benchFloat(b *testing.B, f func(float64) float64, from, to float64) {
	var args [1024]float64
	s := Seed(1, NameOf("bench"), 0)
	for i := range args {
		args[i] = from + (to-from)*uniform(&s)
	}
	sum := 0.0
	b.ResetTimer()
	for i := range b.N {
		sum += f(args[i%len(args)])
	}
	sink = uint64(int64(sum / 1e12))
}

var sink uint64
