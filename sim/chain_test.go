package sim

import (
	"fmt"
	"math"
	"testing"
)

// TestChain holds the Gilbert–Elliott chain to its closed forms: the stationary share of the bad
// state, its mean stay there, and the state's autocorrelation (1 - p - r)ⁿ, for steps taken one by
// one and many at once. [validation, section 5]
func TestChain(t *testing.T) {
	chains := []struct{ p, r uint64 }{{2, 25}, {1, 1}, {50, 50}, {90, 80}, {100, 50}, {30, 100}}
	for _, c := range chains {
		enter, leave := NewRatio(c.p, 100), NewRatio(c.r, 100)
		for _, stride := range []int64{1, 2, 3, 17} {
			t.Run(fmt.Sprintf("p %d%% r %d%% every %d", c.p, c.r, stride), func(t *testing.T) {
				states := walk(enter, leave, stride, 200_000)
				checkChain(t, states, float64(c.p)/100, float64(c.r)/100, stride)
			})
		}
	}
}

// walk looks at a chain every so many steps: 1 where it is bad.
func walk(enter, leave Ratio, stride int64, n int) []float64 {
	luck := Seed(1, NameOf("chain"), uint64(stride))
	var c Chain
	states := make([]float64, n)
	for i := range states {
		if c.Bad(enter, leave, int64(i)*stride, luck.Uint64()) {
			states[i] = 1
		}
	}
	return states
}

func checkChain(t *testing.T, states []float64, p, r float64, stride int64) {
	n := float64(len(states))
	bad, same, bursts := 0.0, 0.0, 0.0
	pi, decay := p/(p+r), math.Pow(1-p-r, float64(stride))
	for i, s := range states {
		bad += s
		if i > 0 {
			same += (s - pi) * (states[i-1] - pi)
			if s > states[i-1] {
				bursts++
			}
		}
	}
	spread := math.Sqrt(pi * (1 - pi) / n * max(0, (1+decay)/(1-decay)))
	if got := bad / n; math.Abs(got-pi) > sigmas*spread+1e-9 {
		t.Errorf("bad %.5f of the time, want %.5f ± %.5f", got, pi, sigmas*spread)
	}
	if got := same / (n - 1) / (pi * (1 - pi)); math.Abs(got-decay) > sigmas*4/math.Sqrt(n) {
		t.Errorf("autocorrelation %.4f, want %.4f", got, decay)
	}
	if leave := (1 - pi) * (1 - decay); leave < 1 { // else each stay is one step
		stay, sd := 1/leave, math.Sqrt(1-leave)/leave/math.Sqrt(bursts)
		if got := bad / bursts; math.Abs(got-stay) > sigmas*sd*2 {
			t.Errorf("mean stay in bad %.4f, want %.4f", got, stay)
		}
	}
}

// TestChainAtOnce: a stride of no step leaves the state alone, and a long one forgets it.
func TestChainAtOnce(t *testing.T) {
	enter, leave := NewRatio(1, 1000), NewRatio(1, 100)
	luck := Seed(1, NameOf("once"), 0)
	for range 1000 {
		c := Chain{begun: true, bad: true}
		if !c.Bad(enter, leave, 0, luck.Uint64()) {
			t.Fatal("the state changed without a step")
		}
	}
	bad := 0
	for range 100_000 {
		c := Chain{begun: true, bad: true}
		if c.Bad(enter, leave, 1<<40, luck.Uint64()) {
			bad++
		}
	}
	if want := 1e5 / 11.0; math.Abs(float64(bad)-want) > sigmas*math.Sqrt(want) {
		t.Errorf("bad %d times long after, want about %.0f", bad, want)
	}
}

// TestAWrongChainIsSeen: exchanged chances, and one off by a tenth, fail the checks of TestChain.
func TestAWrongChainIsSeen(t *testing.T) {
	for _, wrong := range []struct{ p, r float64 }{{0.25, 0.02}, {0.022, 0.25}, {0.02, 0.275}} {
		probe := new(testing.T)
		checkChain(probe, walk(NewRatio(2, 100), NewRatio(25, 100), 1, 200_000), wrong.p, wrong.r, 1)
		if !probe.Failed() {
			t.Errorf("p %v, r %v pass for 0.02 and 0.25", wrong.p, wrong.r)
		}
	}
}

func BenchmarkChain(b *testing.B) {
	enter, leave := NewRatio(2, 100), NewRatio(25, 100)
	for _, stride := range []int64{1, 17} {
		b.Run(fmt.Sprint(stride), func(b *testing.B) {
			luck := Seed(1, NameOf("chain"), 0)
			var c Chain
			at := int64(0)
			for b.Loop() {
				at += stride
				c.Bad(enter, leave, at, luck.Uint64())
			}
		})
	}
}
