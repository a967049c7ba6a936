package expect_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// drawnMarks are those that a drawn run has or has not.
var drawnMarks = []string{"T0", "T1", "T2", "T3"}

// drawRun makes a small run: marks that came or did not, on calls, and callbacks among them.
func drawRun(t *rapid.T) *timeline.Timeline { return drawRunWith(t, 1) }

// drawRunWith is drawRun with so many marks of four missing.
func drawRunWith(t *rapid.T, missing int) *timeline.Timeline {
	tl := &timeline.Timeline{Cast: cast(), End: sim.Time(rapid.IntRange(0, 16).Draw(t, "end"))}
	instant := func() sim.Time { return sim.Time(rapid.IntRange(0, int(tl.End)).Draw(t, "at")) }
	for _, name := range drawnMarks {
		if rapid.IntRange(0, 3).Draw(t, name) >= missing {
			r := call(clientA)
			r.At = instant()
			tl.Marks = append(tl.Marks, timeline.Mark{Name: name, N: put(tl, r).N})
		}
	}
	for range rapid.IntRange(0, 6).Draw(t, "callbacks") {
		r := rapid.SampledFrom([]timeline.Record{state(clientA, timeline.Logining, 0),
			state(clientA, timeline.Logined, 0), roomUpdate(clientB, timeline.Add, alice)}).Draw(t, "r")
		r.At = instant()
		put(tl, r)
	}
	sortByTime(tl)
	return tl
}

// drawRelation makes a claim of any form of relation: two or three different marks, spans beside
// them, or a difference against a span.
func drawRelation(t *rapid.T) *expect.Relation {
	names := rapid.Permutation(drawnMarks).Draw(t, "marks")
	span := rapid.Custom(func(t *rapid.T) time.Duration {
		return time.Duration(rapid.IntRange(-8, 8).Draw(t, "span"))
	})
	op := rapid.SampledFrom([]expect.Op{expect.Less, expect.LessEqual, expect.Equal,
		expect.GreaterEqual, expect.Greater})
	r := &expect.Relation{Ops: []expect.Op{op.Draw(t, "op")},
		Terms: []expect.Term{{Mark: names[0], Span: span.Draw(t, "left")},
			{Mark: names[1], Span: span.Draw(t, "right")}}}
	switch rapid.IntRange(0, 3).Draw(t, "form") {
	case 0:
		r.Ops = append(r.Ops, op.Draw(t, "op"))
		r.Terms = append(r.Terms, expect.Term{Mark: names[2], Span: span.Draw(t, "last")})
	case 1:
		r.Ops[0] = expect.Approx
		r.Below = time.Duration(rapid.IntRange(0, 6).Draw(t, "below"))
		r.Above = time.Duration(rapid.IntRange(0, 6).Draw(t, "above"))
	case 2:
		r.Terms = []expect.Term{{Mark: names[0], Minus: names[1]}, {Span: span.Draw(t, "span")}}
	}
	return r
}

// half is how many of the definition's instants a nanosecond has: time is no number of steps.
const half = 2

// instantsOf gives the marks that came.
func instantsOf(tl *timeline.Timeline) map[string]sim.Time {
	at := map[string]sim.Time{}
	for _, m := range tl.Marks {
		at[m.Name] = half * tl.Mark(m.Name).At
	}
	return at
}

// sound reports whether a relation holds between instants, by the definition.
func sound(r *expect.Relation, at map[string]sim.Time) bool {
	value := func(t *expect.Term) sim.Time {
		return at[t.Mark] - at[t.Minus] + half*sim.Time(t.Span) // "" is at 0
	}
	for i, op := range r.Ops {
		a, b := value(&r.Terms[i]), value(&r.Terms[i+1])
		if op == expect.Approx {
			if a < b-half*sim.Time(r.Below) || a > b+half*sim.Time(r.Above) {
				return false
			}
		} else if !holds(a, op, b) {
			return false
		}
	}
	return true
}

// due is the verdict on a relation by the definition: without a reference there is none; the
// expected mark, if it did not come, may still come at any instant behind the end.
func due(r *expect.Relation, tl *timeline.Timeline) expect.Verdict {
	at := instantsOf(tl)
	expected := min(len(r.Terms)-2, 1)
	for _, mark := range r.Marks() {
		if _, came := at[mark]; !came && mark != r.Terms[expected].Mark {
			return expect.Inconclusive
		}
	}
	mark := r.Terms[expected].Mark
	if _, came := at[mark]; came {
		if sound(r, at) {
			return expect.Pass
		}
		return expect.Fail
	}
	for later := half*tl.End + 1; later < half*tl.End+100; later++ {
		if at[mark] = later; sound(r, at) {
			return expect.Inconclusive
		}
	}
	return expect.Fail
}

// one puts one claim to a run.
func one(c expect.Claim, tl *timeline.Timeline) expect.Finding {
	return expect.Check([]expect.Claim{c}, nil, tl)[0]
}

// P66: no pass without every mark; no verdict without the references; a failure only where the
// window of what did not come has closed by the end.
func TestP66RelationsByTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tl, r := drawRun(t), drawRelation(t)
		f := one(expect.Claim{Relation: r}, tl)
		if want := due(r, tl); f.Verdict != want {
			t.Errorf("%s with %v until %d: got %s, want %s", r, instantsOf(tl), tl.End, f.Verdict, want)
		}
		if f.Verdict == expect.Pass && !f.HasMargin {
			t.Errorf("%s: passes without a margin", r)
		}
	})
}

// drawPattern draws what claims about records look for.
func drawPattern(t *rapid.T) timeline.Pattern {
	return rapid.SampledFrom([]timeline.Pattern{adds, logineds,
		{Kind: timeline.Call, Name: timeline.LoginRoom}}).Draw(t, "pattern")
}

// drawClaim makes a claim of any form, and the marks without which it says nothing.
func drawClaim(t *rapid.T) (c expect.Claim, rests []string) {
	ends := func() (from, until string) {
		from = rapid.SampledFrom(drawnMarks).Draw(t, "from")
		until = rapid.SampledFrom(append(drawnMarks, "end")).Draw(t, "until")
		if rests = []string{from}; until != "end" {
			rests = append(rests, until)
		}
		return from, until
	}
	switch rapid.SampledFrom([]string{"relation", "never", "count", "order", "sequence"}).Draw(t,
		"form") {
	case "never":
		from, until := ends()
		c = never(drawPattern(t), from, until)
	case "count":
		from, until := ends()
		c = count(drawPattern(t), rapid.SampledFrom([]expect.Op{expect.Equal, expect.LessEqual,
			expect.GreaterEqual}).Draw(t, "op"), rapid.Uint32Range(0, 4).Draw(t, "n"), from, until)
	case "order":
		names := rapid.Permutation(drawnMarks).Draw(t, "marks")
		c = order(names[0], drawPattern(t), names[1])
		rests = names[:1]
	case "sequence":
		c = sequence(timeline.Span{First: clientA, Last: clientA},
			rapid.SliceOfN(rapid.SampledFrom([]timeline.Reason{timeline.Logining,
				timeline.Logined}), 0, 4).Draw(t, "is")...)
	default:
		c.Relation = drawRelation(t)
		expected := c.Relation.Terms[min(len(c.Relation.Terms)-2, 1)].Mark
		rests = slices.DeleteFunc(c.Relation.Marks(), func(m string) bool { return m == expected })
	}
	return c, rests
}

// P66: a claim of whatever form is inconclusive as long as a mark did not come on which it rests.
func TestP66NoClaimOfAnyFormWithoutItsMarks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tl := drawRun(t)
		c, rests := drawClaim(t)
		f := one(c, tl)
		for _, mark := range rests {
			if tl.Mark(mark) == nil && f.Verdict != expect.Inconclusive {
				t.Errorf("without %s: got %s, %s", mark, f.Verdict, f.Measured)
			}
		}
		if f.Verdict != expect.Pass && (f.Got == "" || f.Why == "") {
			t.Errorf("%s says neither what came nor why: %+v", f.Verdict, f)
		}
	})
}

// P66: claims about records, by the definition, where all their marks came.
func TestP66RecordsByTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tl := drawRunWith(t, 0)
		p, n := drawPattern(t), rapid.Uint32Range(0, 4).Draw(t, "n")
		names := []string{"T0", "T1"}
		if tl.Mark("T0").N > tl.Mark("T1").N {
			slices.Reverse(names)
		}
		from, until := tl.Mark(names[0]), tl.Mark(names[1])
		seen := uint32(0)
		for i := range tl.Records {
			if r := &tl.Records[i]; from.N < r.N && r.N < until.N && p.Match(tl, r) {
				seen++
			}
		}
		for _, c := range []struct {
			claim expect.Claim
			want  bool
		}{
			{never(p, names[0], names[1]), seen == 0},
			{count(p, expect.Equal, n, names[0], names[1]), seen == n},
			{count(p, expect.LessEqual, n, names[0], names[1]), seen <= n},
			{count(p, expect.GreaterEqual, n, names[0], names[1]), seen >= n},
		} {
			if f := one(c.claim, tl); (f.Verdict == expect.Pass) != c.want ||
				f.Verdict == expect.Inconclusive {
				t.Errorf("%s: got %s with %d there", f.Want, f.Verdict, seen)
			}
		}
	})
}

// P66: an order is inconclusive without its first step, and fails without a later one; a sequence
// is never inconclusive.
func TestP66OrdersByTheDefinition(t *testing.T) {
	a := timeline.Span{First: clientA, Last: clientA}
	rapid.Check(t, func(t *rapid.T) {
		tl, p := drawRun(t), drawPattern(t)
		var first, second uint32 // of the steps, 0 for none
		if r := tl.Mark("T0"); r != nil {
			first = r.N
		}
		var heard []timeline.Reason
		for i := range tl.Records {
			r := &tl.Records[i]
			if first > 0 && second == 0 && r.N > first && p.Match(tl, r) {
				second = r.N
			}
			if r.Reason != 0 {
				heard = append(heard, r.Reason)
			}
		}
		want := expect.Fail
		if third := tl.Mark("T1"); first == 0 {
			want = expect.Inconclusive
		} else if second > 0 && third != nil && third.N > second {
			want = expect.Pass
		}
		if f := one(order("T0", p, "T1"), tl); f.Verdict != want {
			t.Errorf("order: got %s, %s; want %s", f.Verdict, f.Measured, want)
		}
		if f := one(sequence(a, heard...), tl); f.Verdict != expect.Pass {
			t.Errorf("sequence of what was heard: got %s, %s", f.Verdict, f.Measured)
		}
		if f := one(sequence(a, append(heard, timeline.KickOut)...), tl); f.Verdict != expect.Fail {
			t.Errorf("sequence of one more: got %s", f.Verdict)
		}
		if len(heard) > 0 {
			if f := one(sequence(a, heard[1:]...), tl); f.Verdict != expect.Fail {
				t.Errorf("sequence without the first: got %s", f.Verdict)
			}
		}
	})
}

// P67: the margin is how far the expected mark may move: by as much it stands at the bound, which
// is inside only where closed; by 1 ns more it fails, by 1 ns less it passes.
func TestP67TheMarginLeadsToTheBound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		op := rapid.SampledFrom([]expect.Op{expect.Less, expect.LessEqual, expect.GreaterEqual,
			expect.Greater}).Draw(t, "op")
		away := sim.Time(1) // the way that leads to the bound
		if op == expect.GreaterEqual || op == expect.Greater {
			away = -1
		}
		at := sim.Time(rapid.IntRange(200, 300).Draw(t, "at"))
		r := expect.Relation{Ops: []expect.Op{op}, Terms: []expect.Term{{Mark: "T1"}, {Mark: "T0",
			Span: time.Duration(rapid.IntRange(-50, 150).Draw(t, "span"))}}}
		run := func(at sim.Time) expect.Finding {
			tl := &timeline.Timeline{Cast: cast(), End: 1000}
			for name, when := range map[string]sim.Time{"T0": 200, "T1": at} {
				login := call(clientA)
				login.At = when
				tl.Marks = append(tl.Marks, timeline.Mark{Name: name, N: put(tl, login).N})
			}
			sortByTime(tl)
			return one(expect.Claim{Relation: &r}, tl)
		}
		margin := sim.Time(run(at).Margin)
		for _, off := range []sim.Time{-1, 0, 1} {
			f := run(at + away*(margin-off))
			want := off > 0 || off == 0 && (op == expect.LessEqual || op == expect.GreaterEqual)
			if f.Margin != time.Duration(off) || (f.Verdict == expect.Pass) != want {
				t.Errorf("%s, %d ns from the bound: got %s with margin %d", &r, off, f.Verdict,
					f.Margin)
			}
		}
	})
}

// P67: a chain's margin is the least of its parts' and it passes if they all do.
func TestP67AChainIsAsNearToFailingAsItsParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tl, r := drawRunWith(t, 0), rapid.Custom(drawRelation).Filter(func(r *expect.Relation) bool {
			return len(r.Ops) > 1
		}).Draw(t, "chain")
		f := one(expect.Claim{Relation: r}, tl)
		least, all := time.Duration(1<<62), true
		for i, op := range r.Ops {
			part := one(expect.Claim{Relation: &expect.Relation{Ops: []expect.Op{op},
				Terms: r.Terms[i : i+2]}}, tl)
			least, all = min(least, part.Margin), all && part.Verdict == expect.Pass
		}
		if f.Margin != least || (f.Verdict == expect.Pass) != all {
			t.Errorf("%s: got %s, margin %d; its parts pass: %t, margin %d", r, f.Verdict, f.Margin,
				all, least)
		}
	})
}

// P68: what asks for less never fails where the other passed.
func TestP68AskingForLessNeverFails(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tl := drawRun(t)
		c, _ := drawClaim(t)
		less := c
		more := func() time.Duration { return time.Duration(rapid.IntRange(0, 9).Draw(t, "more")) }
		switch {
		case c.Relation != nil:
			looser := *c.Relation
			looser.Terms = slices.Clone(looser.Terms)
			looser.Below += more()
			looser.Above += more()
			for i, op := range looser.Ops {
				switch op { // the last term moves away; what is in the middle stays
				case expect.Less, expect.LessEqual:
					looser.Terms[i+1].Span += more() * time.Duration(i+2-len(looser.Ops))
				case expect.Greater, expect.GreaterEqual:
					looser.Terms[i+1].Span -= more() * time.Duration(i+2-len(looser.Ops))
				}
			}
			less.Relation = &looser
		case c.Count != nil && c.Count.Op == expect.LessEqual:
			n := *c.Count
			n.N += uint32(more())
			less.Count = &n
		case c.Count != nil && c.Count.Op == expect.GreaterEqual:
			n := *c.Count
			n.N -= min(n.N, uint32(more()))
			less.Count = &n
		}
		if a, b := one(c, tl), one(less, tl); a.Verdict == expect.Pass && b.Verdict != expect.Pass {
			t.Errorf("%s passes; %s: %s", a.Want, b.Want, b.Verdict)
		}
	})
}

// P68: records that match none of its patterns change no claim.
func TestP68ForeignRecordsChangeNoClaim(t *testing.T) {
	foreign := []timeline.Record{network(clientB, timeline.NetworkUp),
		wire(timeline.Sent, timeline.MsgBeat), server(timeline.ServerBeat, alice),
		roomUpdate(clientB, timeline.Delete, alice), state(clientB, timeline.KickOut, 1)}
	rapid.Check(t, func(t *rapid.T) {
		tl := drawRun(t)
		c, _ := drawClaim(t)
		before := one(c, tl)
		for range rapid.IntRange(1, 5).Draw(t, "foreign") {
			r := rapid.SampledFrom(foreign).Draw(t, "r")
			r.At = sim.Time(rapid.IntRange(0, int(tl.End)).Draw(t, "at"))
			put(tl, r)
		}
		sortByTime(tl)
		if f := one(c, tl); f.Verdict != before.Verdict || f.Margin != before.Margin ||
			f.At != before.At {
			t.Errorf("%s: got %s, margin %d; before %s, margin %d", f.Want, f.Verdict, f.Margin,
				before.Verdict, before.Margin)
		}
	})
}
