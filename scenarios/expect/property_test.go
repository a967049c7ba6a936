package expect_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// P68: a looser tolerance never turns pass into fail, and its margin is no smaller.
func TestP68LooseningNeverTurnsPassIntoFail(t *testing.T) {
	rng := rand.New(rand.NewPCG(68, 1))
	span := func() time.Duration { return time.Duration(rng.IntN(8)) }
	seen := [4]int{}
	for range 20_000 {
		tl := random(rng)
		tight := expect.Relation{Terms: []expect.Term{{Mark: "T1"}, {Mark: "T0", Span: span()}},
			Ops: []expect.Op{expect.Approx}, Below: span(), Above: span()}
		loose := tight
		loose.Below += span()
		loose.Above += span()
		f := expect.Check([]expect.Claim{{Relation: &tight}, {Relation: &loose}}, nil, tl)
		seen[f[0].Verdict]++
		if f[0].Verdict == expect.Pass && (f[1].Verdict != expect.Pass ||
			f[1].Margin < f[0].Margin) {
			t.Fatalf("%s: %s, margin %d; %s: %s, margin %d", &tight, f[0].Verdict, f[0].Margin,
				&loose, f[1].Verdict, f[1].Margin)
		}
	}
	if seen[expect.Pass] < 100 || seen[expect.Fail] < 100 || seen[expect.Inconclusive] < 100 {
		t.Errorf("the runs are too much alike: %v", seen)
	}
}

// random makes a small timeline in which the marks T0, T1, T2 came or did not.
func random(rng *rand.Rand) *timeline.Timeline {
	tl := &timeline.Timeline{Cast: cast(), End: sim.Time(rng.IntN(24))}
	for _, name := range []string{"T0", "T1", "T2"} {
		if rng.IntN(4) == 0 {
			continue
		}
		at := sim.Time(rng.IntN(int(tl.End) + 1))
		put(tl, timeline.Record{At: at, Kind: timeline.Call, Name: timeline.LoginRoom, Who: 1})
		tl.Marks = append(tl.Marks, timeline.Mark{Name: name, N: uint32(len(tl.Records))})
	}
	sortByTime(tl)
	return tl
}

func holds(a sim.Time, op expect.Op, b sim.Time) bool {
	switch op {
	case expect.Less:
		return a < b
	case expect.LessEqual:
		return a <= b
	case expect.Equal:
		return a == b
	case expect.GreaterEqual:
		return a >= b
	}
	return a > b
}
