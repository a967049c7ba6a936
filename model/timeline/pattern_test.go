package timeline

import (
	"fmt"
	"testing"
)

func TestPatternMatch(t *testing.T) {
	tl := handmade()
	everyone := tl.Records[10] // A hears of bob and the crowd
	if everyone.Flag&Listed == 0 {
		t.Fatal("not the record meant")
	}
	reconnecting := state(nodeA, Reconnecting, 1002051, 0)
	tests := []struct {
		what string
		p    Pattern
		r    Record
		want bool
	}{
		{"the kind alone", Pattern{Kind: Callback}, everyone, true},
		{"another kind", Pattern{Kind: Call}, everyone, false},
		{"a user of a list", Pattern{Kind: Callback, User: Span{502, 502}}, everyone, true},
		{"some user of a crowd", Pattern{Kind: Callback, User: Span{3, 502}}, everyone, true},
		{"a user not listed", Pattern{Kind: Callback, User: Span{alice, alice}}, everyone, false},
		{"a user of a record of none", Pattern{Kind: Callback, User: Span{1, 1}}, reconnecting, false},
		{"the update", Pattern{Kind: Callback, Update: Add}, everyone, true},
		{"the other update", Pattern{Kind: Callback, Update: Delete}, everyone, false},
		{"an update of none", Pattern{Kind: Callback, Update: Add}, reconnecting, false},
		{"a client", Pattern{Kind: Callback, Who: Span{nodeA, nodeA}}, reconnecting, true},
		{"another client", Pattern{Kind: Callback, Who: Span{nodeB, nodeB}}, reconnecting, false},
		{"a room", Pattern{Kind: Callback, Room: Span{lobby, lobby}}, reconnecting, true},
		{"another room", Pattern{Kind: Callback, Room: Span{2, 2}}, reconnecting, false},
		{"a reason", Pattern{Kind: Callback, Reason: Reconnecting}, reconnecting, true},
		{"another reason", Pattern{Kind: Callback, Reason: Logined}, reconnecting, false},
		{"a code", Pattern{Kind: Callback, HasCode: true, Code: 1002051}, reconnecting, true},
		{"code 0 is a code", Pattern{Kind: Callback, HasCode: true}, reconnecting, false},
		{"a code of a record without one", Pattern{Kind: Callback, HasCode: true}, everyone, false},
		{"a name", Pattern{Kind: Callback, Name: OnRoomUserUpdate}, everyone, true},
		{"another name", Pattern{Kind: Callback, Name: OnRoomUserUpdate}, reconnecting, false},
	}
	for _, tt := range tests {
		if got := tt.p.Match(tl, &tt.r); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.what, got, tt.want)
		}
	}
}

// feed runs rules over three states of A: Logining #1, Logined #2, Logining #3, Logined #4; bind is
// called before each record is fed.
func feed(m *Matcher, bind func(n uint32)) string {
	w := newWriter()
	found := ""
	for range 2 {
		for _, reason := range []Reason{Logining, Logined} {
			n := w.add(0, state(nodeA, reason, 0, 0))
			if bind != nil {
				bind(n)
			}
			m.Feed(w.Timeline, &w.Records[n-1], func(i int) { found += fmt.Sprintf("%d at #%d, ", i, n) })
		}
	}
	return found
}

func TestMatcher(t *testing.T) {
	is := func(reason Reason) Pattern { return Pattern{Kind: Callback, Reason: reason} }
	tests := []struct {
		what  string
		rules []MarkRule
		want  string
	}{
		{"the first", []MarkRule{{Pattern: is(Logined), After: -1, Nth: 1}}, "0 at #2, "},
		{"the second", []MarkRule{{Pattern: is(Logined), After: -1, Nth: 2}}, "0 at #4, "},
		{"nth 0 is 1", []MarkRule{{Pattern: is(Logined), After: -1}}, "0 at #2, "},
		{"one that does not come", []MarkRule{{Pattern: is(Logined), After: -1, Nth: 3}}, ""},
		{"after is strictly behind", []MarkRule{{Pattern: is(Logining), After: -1},
			{Pattern: is(Logining), After: 0}},
			"0 at #1, 1 at #3, "},
		{"after, whatever the order of the rules",
			[]MarkRule{{Pattern: is(Logining), After: 1}, {Pattern: is(Logining), After: -1}},
			"1 at #1, 0 at #3, "},
		{"nth counts from after", []MarkRule{{Pattern: is(Logining), After: -1},
			{Pattern: Pattern{Kind: Callback}, After: 0, Nth: 2}}, "0 at #1, 1 at #3, "},
		{"two rules on one record", []MarkRule{{Pattern: is(Logined), After: -1},
			{Pattern: Pattern{Kind: Callback}, After: -1, Nth: 2}}, "0 at #2, 1 at #2, "},
		{"after a mark that does not come", []MarkRule{{Pattern: is(KickOut), After: -1},
			{Pattern: is(Logined), After: 0}}, ""},
		{"after itself never comes", []MarkRule{{Pattern: is(Logined), After: 0}}, ""},
		{"an action's mark is not matched",
			[]MarkRule{{Pattern: is(Logined), After: -1, Action: true}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			m := NewMatcher(tt.rules)
			for range 2 {
				if got := feed(m, nil); got != tt.want {
					t.Errorf("got %q, want %q", got, tt.want)
				}
				m.Reset()
			}
		})
	}
}

func TestBind(t *testing.T) {
	rules := []MarkRule{{Action: true, After: -1}, {Pattern: Pattern{Kind: Callback}, After: 0}}
	m := NewMatcher(rules)
	got := feed(m, func(n uint32) {
		if n == 2 {
			if !m.Open() || !m.Bind(0, n) || m.Bind(0, n+1) {
				t.Error("want the first Bind to hold, and no other")
			}
		}
	})
	if want := "1 at #3, "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if m.Open() || m.Found(0) != 2 || m.Found(1) != 3 {
		t.Errorf("got open %v, #%d, #%d; want closed, #2, #3", m.Open(), m.Found(0), m.Found(1))
	}
	if m.Reset(); !m.Open() || m.Found(0) != 0 {
		t.Error("Reset does not forget")
	}
}

// The short cut of Feed must not change what is found.
func TestFeedDismissesOnlyWhatCannotMatch(t *testing.T) {
	tl := handmade()
	var rules []MarkRule
	for k := Call; k <= Dropped; k++ {
		rules = append(rules, MarkRule{Pattern: Pattern{Kind: k}, After: -1, Nth: 2})
		for _, n := range NamesOf(k) {
			rules = append(rules, MarkRule{Pattern: Pattern{Kind: k, Name: n}, After: -1, Nth: 1},
				MarkRule{Pattern: Pattern{Kind: k, Name: n}, After: len(rules), Nth: 1})
		}
	}
	short, long := NewMatcher(rules), NewMatcher(rules)
	for i := range tl.Records {
		short.Feed(tl, &tl.Records[i], func(int) {})
		long.feed(tl, &tl.Records[i], func(int) {})
	}
	for i := range rules {
		if short.Found(i) != long.Found(i) {
			t.Errorf("rule %d: got #%d, want #%d", i, short.Found(i), long.Found(i))
		}
	}
}

func TestFeedAllocatesNothing(t *testing.T) {
	tl := handmade()
	p := Pattern{Kind: Callback, User: Span{9, 9}}
	m := NewMatcher([]MarkRule{{Pattern: p, After: -1, Nth: 2}})
	found := func(int) {}
	n := testing.AllocsPerRun(10, func() {
		m.Reset()
		for i := range tl.Records {
			m.Feed(tl, &tl.Records[i], found)
		}
	})
	if n != 0 {
		t.Errorf("got %v allocations, want 0", n)
	}
}

func BenchmarkFeed(b *testing.B) {
	tl := benchTimeline()
	m := NewMatcher([]MarkRule{{Pattern: Pattern{Kind: Callback, Name: OnRoomUserUpdate}, After: -1}})
	found := func(int) {}
	for b.Loop() {
		for i := range tl.Records {
			m.Feed(tl, &tl.Records[i], found)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(len(tl.Records)*b.N), "ns/record")
}
