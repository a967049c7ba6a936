package sim

import (
	"math"
	"testing"
	"time"
)

func TestCorrelationIsThatOfTheScores(t *testing.T) {
	const n = 200_000
	for _, percent := range []uint64{0, 1, 25, 50, 90, 99} {
		rho := float64(percent) / 100
		z := scores(CorrelationOf(NewRatio(percent, 100)), n)
		variance := product(z, 0)
		if bound := sigmas * math.Sqrt(2*(1+rho*rho)/(1-rho*rho)/n); math.Abs(variance-1) > bound {
			t.Errorf("%d %%: variance %.4f, want 1", percent, variance)
		}
		for _, lag := range []int{1, 3} {
			got, want := product(z, lag)/variance, math.Pow(rho, float64(lag))
			bound := sigmas * lagError(rho, lag, n)
			if math.Abs(got-want) > bound {
				t.Errorf("%d %%: lag %d correlates by %.4f, want %.4f", percent, lag, got, want)
			}
			if mutant := math.Abs(rho - 0.03); lag == 1 && math.Abs(got-mutant) < bound {
				t.Errorf("%d %% is not told from %.0f %%", percent, 100*mutant)
			}
		}
	}
}

// scores is a row of them.
func scores(rho Correlation, n int) []float64 {
	s, z := Seed(2, NameOf("scores"), 0), make([]float64, n)
	var c Correlated
	for i := range z {
		z[i] = c.score(rho, &s)
	}
	return z
}

// product is the mean product of numbers lag apart.
func product(z []float64, lag int) float64 {
	sum := 0.0
	for i := lag; i < len(z); i++ {
		sum += z[i] * z[i-lag]
	}
	return sum / float64(len(z)-lag)
}

// lagError is the standard error of the correlation at a lag of an autoregression (M. S. Bartlett,
// On the theoretical specification and sampling properties of autocorrelated time-series, 1946).
func lagError(rho float64, lag, n int) float64 {
	q, k := rho*rho, float64(lag)
	return math.Sqrt(((1+q)*(1-math.Pow(q, k))/(1-q) - 2*k*math.Pow(q, k)) / float64(n))
}

func TestFullCorrelationKeepsTheLuckWhenTheLawChanges(t *testing.T) {
	s, c := Seed(3, NameOf("full"), 0), Correlated{}
	slow, fast := NormalLaw(time.Second, time.Millisecond), ExponentialLaw(time.Millisecond)
	first := c.Next(&slow, CorrelationOf(NewRatio(1, 1)), &s)
	share := Phi(float64(first-time.Second) / 1e6)
	d := c.Next(&fast, CorrelationOf(NewRatio(3, 3)), &s)
	if got := -math.Expm1(-float64(d) / 1e6); math.Abs(got-share) > 1e-5 {
		t.Errorf("the share of shorter spans goes from %.6f to %.6f", share, got)
	}
	if again := c.Next(&slow, CorrelationOf(NewRatio(1, 1)), &s); again != first {
		t.Errorf("got %v, want %v again", again, first)
	}
}

func TestNoCorrelationIsTheZeroOne(t *testing.T) {
	if CorrelationOf(NewRatio(0, 5)) != (Correlation{}) || CorrelationOf(Ratio{}) != (Correlation{}) {
		t.Error("a share of 0 is another value")
	}
	if CorrelationOf(NewRatio(1, 2)) != CorrelationOf(NewRatio(2, 4)) {
		t.Error("equal shares give other values")
	}
}

// Each draw takes one normal draw, whatever the law and the correlation.
func TestCorrelatedDrawsTakeTheSameLuck(t *testing.T) {
	for _, l := range sampleLaws() {
		s, twin := Seed(4, NameOf("twin"), 0), Seed(4, NameOf("twin"), 0)
		var c Correlated
		for range 1000 {
			c.Next(&l, CorrelationOf(NewRatio(1, 3)), &s)
			twin.Normal()
		}
		if s != twin {
			t.Errorf("%v takes other luck", l)
		}
	}
}
