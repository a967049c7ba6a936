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

// P68: records that match none of its patterns change no claim.
func TestP68ForeignRecordsChangeNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(68, 2))
	logins := timeline.Pattern{Kind: timeline.Call, Name: timeline.LoginRoom}
	claims := []expect.Claim{
		relation(t, "T1 ≈ T0 + 5ns ± 3ns"), relation(t, "T0 < T1 <= T0 + 9ns"), relation(t,
			"T1 - T0 < 7ns"),
		{Never: &expect.Never{Pattern: logins, From: "T0", Until: "end"}},
		{Never: &expect.Never{Pattern: logins, From: "T0", Until: "T1"}},
		{Count: &expect.Count{Pattern: logins, From: "T0", Op: expect.Equal, N: 1}},
		{Order: &expect.Order{Steps: []expect.Step{{Mark: "T0"}, {Pattern: logins}, {Mark: "T1"}}}},
		{Sequence: &expect.Sequence{Who: timeline.Span{First: 1, Last: 1}}},
	}
	for range 2_000 {
		tl := random(rng)
		before := expect.Check(claims, nil, tl)
		for range 1 + rng.IntN(5) {
			at := sim.Time(rng.IntN(int(tl.End) + 1))
			put(tl, timeline.Record{At: at, Kind: timeline.Network, Name: timeline.NetworkUp,
				Who: 2})
		}
		sortByTime(tl)
		for i, f := range expect.Check(claims, nil, tl) {
			if f.Verdict != before[i].Verdict || f.Margin != before[i].Margin {
				t.Fatalf("claim %d: got %s, margin %d, before %s, margin %d", i, f.Verdict,
					f.Margin,
					before[i].Verdict, before[i].Margin)
			}
		}
	}
}

// A relation between marks that one run has is judged by the same numbers as by hand.
func TestRandomChainsAgreeWithTheDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(67, 1))
	for range 20_000 {
		tl := random(rng)
		if len(tl.Marks) < 3 {
			continue
		}
		a, b := expect.Op(1+rng.IntN(5)), expect.Op(1+rng.IntN(5))
		r := expect.Relation{Ops: []expect.Op{a, b}, Terms: []expect.Term{{Mark: "T0"},
			{Mark: "T1"}, {Mark: "T2"}}}
		f := expect.Check([]expect.Claim{{Relation: &r}}, nil, tl)[0]
		t0, t1, t2 := tl.Mark("T0").At, tl.Mark("T1").At, tl.Mark("T2").At
		if want := holds(t0, a, t1) && holds(t1, b, t2); want != (f.Verdict == expect.Pass) {
			t.Fatalf("%d %s %d %s %d: got %s", t0, a, t1, b, t2, f.Verdict)
		}
	}
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
