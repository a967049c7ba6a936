package sim

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"
)

// truth is what draws are held to: the share of spans that are at most d, and moments where they
// are finite (else 0). Kurtosis is that of the normal at 3.
type truth struct {
	below              func(d float64) float64
	mean, sd, kurtosis float64
}

// sigmas is the bound of every statistical test: chance exceeds it once in 150,000 tests, and seeds
// are fixed.
const sigmas = 4.5

// ksBound is the Kolmogorov-Smirnov statistic √n·D that chance exceeds as rarely:
// 2e^(-2x²) = 6.8e-6.
const ksBound = 2.51

// misfit says by what draws are not of the law, "" if they are.
func misfit(draws []time.Duration, want truth) string {
	slices.Sort(draws)
	n := float64(len(draws))
	sum, far := 0.0, 0.0
	for i := 0; i < len(draws); {
		from, d := i, draws[i]
		for i < len(draws) && draws[i] == d {
			i++
		}
		far = max(far, float64(i)/n-want.below(float64(d)), want.below(float64(d)-1)-float64(from)/n)
		sum += float64(d) * float64(i-from)
	}
	if ks := far * math.Sqrt(n); ks > ksBound {
		return fmt.Sprintf("√n·D = %.2f", ks)
	}
	mean := sum / n
	if want.mean > 0 && math.Abs(mean-want.mean) > sigmas*want.sd/math.Sqrt(n) {
		return fmt.Sprintf("mean %.0f, want %.0f", mean, want.mean)
	}
	squares := 0.0
	for _, d := range draws {
		squares += (float64(d) - mean) * (float64(d) - mean)
	}
	if want.kurtosis > 0 {
		off := squares/n/(want.sd*want.sd) - 1
		if math.Abs(off) > sigmas*math.Sqrt((want.kurtosis-1)/n) {
			return fmt.Sprintf("variance off by %.2f %%", 100*off)
		}
	}
	return ""
}

// Closed forms of the laws; spans are rounded to the nearest ns, so that of at most d come those
// below d + ½.

func normalTruth(mean, sd float64) truth {
	return truth{func(d float64) float64 { return math.Erfc((mean-d-0.5)/sd/math.Sqrt2) / 2 }, mean,
		sd, 3}
}

func exponentialTruth(mean float64) truth {
	return truth{func(d float64) float64 { return -math.Expm1(-max(d+0.5, 0) / mean) }, mean, mean, 9}
}

func paretoTruth(least, alpha float64) truth {
	t := truth{below: func(d float64) float64 { return 1 - math.Pow(min(least/(d+0.5), 1), alpha) }}
	if alpha > 2 {
		t.mean = least * alpha / (alpha - 1)
		t.sd = t.mean / math.Sqrt(alpha*(alpha-2))
	}
	if alpha > 4 {
		t.kurtosis = 3 * (alpha - 2) * (3*alpha*alpha + alpha + 2) / (alpha * (alpha - 3) * (alpha - 4))
	}
	return t
}

func lognormalTruth(mean, sd float64) truth {
	w := 1 + sd*sd/mean/mean
	mu, sigma := math.Log(mean/math.Sqrt(w)), math.Sqrt(math.Log(w))
	return truth{func(d float64) float64 {
		return math.Erfc((mu-math.Log(max(d, 0)+0.5))/sigma/math.Sqrt2) / 2
	}, mean, sd, w*w*w*w + 2*w*w*w + 3*w*w - 3}
}

func uniformTruth(least, most float64) truth {
	n := most - least + 1
	return truth{func(d float64) float64 { return min(max((d-least+1)/n, 0), 1) }, (least + most) / 2,
		math.Sqrt((n*n - 1) / 12), 1.8}
}

// tableTruth holds draws to the entries of testTable.
func tableTruth(mean, sd float64) truth {
	values := []float64{-9000, -8000, -7000, -5000, -2000, 0, 1000, 30000}
	t := truth{below: func(d float64) float64 {
		n := 0.0
		for _, v := range values {
			if mean+math.Round(sd*v/8192) <= d { // halves away from the mean, as in netem
				n++
			}
		}
		return n / 8
	}}
	t.mean = mean
	var two, four float64
	for _, v := range values {
		two += v * v / 8
		four += v * v * v * v / 8
	}
	t.sd, t.kurtosis = sd*math.Sqrt(two)/8192, four/two/two
	return t
}

// floored is the truth with what is below least raised to it.
func floored(t truth, least float64) truth {
	return truth{below: func(d float64) float64 {
		if d < least {
			return 0
		}
		return t.below(d)
	}}
}

// fits are laws beside their closed forms; each has mutants, closed forms that must not fit.
var fits = []struct {
	law     Law
	n       int // draws
	want    truth
	mutants []truth
}{
	{UniformLaw(50e6, 100e6), 200_000, uniformTruth(50e6, 100e6),
		[]truth{uniformTruth(50e6, 101e6), uniformTruth(49e6, 100e6)}},
	{UniformLaw(2, 5), 50_000, uniformTruth(2, 5), []truth{uniformTruth(2, 6), uniformTruth(1, 5)}},
	{NormalLaw(50e6, 5e6), 200_000, normalTruth(50e6, 5e6),
		[]truth{normalTruth(50.1e6, 5e6), normalTruth(50e6, 5.1e6)}},
	{NormalLaw(50e6, 40e6).WithFloor(20e6), 100_000, floored(normalTruth(50e6, 40e6), 20e6),
		[]truth{normalTruth(50e6, 40e6), floored(normalTruth(50e6, 40e6), 22e6)}},
	{LognormalLaw(50e6, 20e6), 200_000, lognormalTruth(50e6, 20e6),
		[]truth{lognormalTruth(51e6, 20e6), lognormalTruth(50e6, 21e6), normalTruth(50e6, 20e6)}},
	{LognormalLaw(10e6, 100e6), 100_000, lognormalBody(10e6, 100e6),
		[]truth{lognormalBody(10.5e6, 100e6), lognormalBody(10e6, 120e6)}},
	{ParetoLaw(20e6, 1500), 200_000, paretoTruth(20e6, 1.5), // planted bug B32: alpha inverted
		[]truth{paretoTruth(20e6, 1/1.5), paretoTruth(20e6, 1.53), paretoTruth(20.5e6, 1.5)}},
	{ParetoLaw(20e6, 9000), 200_000, paretoTruth(20e6, 9), []truth{paretoTruth(20e6, 1.0/9),
		paretoTruth(20e6, 9.2)}},
	{ExponentialLaw(50e6), 1_000_000, exponentialTruth(50e6), // planted bug B32: mean off by 1 %
		[]truth{exponentialTruth(50.5e6), exponentialTruth(49.5e6)}},
	{ExponentialLaw(4), 50_000, floored(exponentialTruth(4), 1), []truth{exponentialTruth(4)}},
	{TableLaw(testTable(), 50e6, 20e6), 100_000, tableTruth(50e6, 20e6),
		[]truth{tableTruth(50e6, 20.2e6), normalTruth(50e6, 20e6)}},
}

// lognormalBody leaves out the moments, which a few draws of so long a tail decide.
func lognormalBody(mean, sd float64) truth { return truth{below: lognormalTruth(mean, sd).below} }

func TestDrawsFollowTheirLaw(t *testing.T) {
	if testing.Short() {
		t.Skip("a million draws")
	}
	for i, f := range fits {
		t.Run(f.law.String(), func(t *testing.T) {
			draws, luck := make([]time.Duration, f.n), Seed(uint64(i), NameOf("fit"), 0)
			for k := range draws {
				draws[k] = f.law.Draw(&luck)
			}
			if got := misfit(draws, f.want); got != "" {
				t.Error(got)
			}
			for k, mutant := range f.mutants {
				if misfit(draws, mutant) == "" {
					t.Errorf("mutant %d is not found", k)
				}
			}
		})
	}
}

// A draw by score follows the law as one by luck does, also in a row of correlated ones.
func TestScoresFollowTheLaw(t *testing.T) {
	for i, f := range fits {
		for _, percent := range []uint64{0, 30, 90, 100} {
			rho := CorrelationOf(NewRatio(percent, 100))
			draws, luck := make([]time.Duration, 20_000), Seed(uint64(i), NameOf("score"), percent)
			for k := range draws { // each the fourth of a row of its own
				var c Correlated
				for range 4 {
					draws[k] = c.Next(&f.law, rho, &luck)
				}
			}
			if got := misfit(draws, f.want); got != "" {
				t.Errorf("%v, correlation %d %%: %s", f.law, percent, got)
			}
		}
	}
}

func TestStreamsNormalIsNormal(t *testing.T) {
	if testing.Short() {
		t.Skip("a million draws")
	}
	s := Seed(5, NameOf("normal"), 0)
	draws := make([]time.Duration, 1_000_000)
	tail, forms := 0, [4]float64{}
	for i := range draws {
		z := s.Normal()
		draws[i] = time.Duration(z * 1e12)
		if math.Abs(z) > normalEdge {
			tail++
		}
		for k := range forms {
			forms[k] += math.Pow(z, float64(k+1)) / float64(len(draws))
		}
	}
	if got := misfit(draws, truth{below: normalTruth(0, 1e12).below}); got != "" {
		t.Error(got)
	}
	// the variances of z, z², z³ and z⁴ are 1, 2, 15 and 96
	for k, v := range [4][2]float64{{0, 1}, {1, 2}, {0, 15}, {3, 96}} {
		if math.Abs(forms[k]-v[0]) > sigmas*math.Sqrt(v[1]/1e6) {
			t.Errorf("moment %d: got %.4f, want %.0f", k+1, forms[k], v[0])
		}
	}
	if want := 2e6 * Phi(-normalEdge); math.Abs(float64(tail)-want) > sigmas*math.Sqrt(want) {
		t.Errorf("%d draws in the tails, want about %.0f", tail, want)
	}
}
