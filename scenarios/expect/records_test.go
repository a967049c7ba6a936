package expect_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// steps is a run that the tests below look at: its numbers are those of the comments.
func steps() (*timeline.Timeline, []timeline.MarkRule) {
	s := newStory(100 * time.Second)
	s.mark("T0", s.at(1*time.Second, 0, call(clientA)))                                 // #1
	s.at(1*time.Second, 1, state(clientA, timeline.Logining, 0))                        // #2
	s.mark("T1", s.at(2*time.Second, 2, state(clientA, timeline.Logined, 0)))           // #3
	s.mark("T2", s.at(3*time.Second, 3, roomUpdate(clientB, timeline.Add, alice)))      // #4
	s.mark("T4'", s.at(50*time.Second, 0, roomUpdate(clientB, timeline.Delete, alice))) // #5
	s.at(60*time.Second, 0, roomUpdate(clientB, timeline.Add, alice))                   // #6
	s.at(60*time.Second, 0, state(crowd1, timeline.Logining, 0))                        // #7
	s.at(60*time.Second, 0, state(crowd1+2, timeline.Logining, 0))                      // #8
	s.at(61*time.Second, 0, state(crowd1, timeline.Logined, 0))                         // #9
	s.at(62*time.Second, 0, state(crowd1+1, timeline.Logining, 0))                      // #10
	s.at(100*time.Second, 0, state(crowd1+1, timeline.Logined, 0))                      // #11
	users := timeline.Span{First: alice, Last: alice}
	return s.Timeline, append(case2Rules(),
		timeline.MarkRule{Name: "gone", After: -1, Nth: 1, Pattern: timeline.Pattern{
			Kind: timeline.ServerDid, Name: timeline.ServerExpire, User: users}},
		timeline.MarkRule{Name: "beat", After: -1, Nth: 1, Pattern: timeline.Pattern{
			Kind: timeline.ServerDid, Name: timeline.ServerBeat}})
}

var (
	adds = timeline.Pattern{Kind: timeline.Callback, Name: timeline.OnRoomUserUpdate,
		Update: timeline.Add, Who: timeline.Span{First: clientB, Last: clientB}}
	deletes = timeline.Pattern{Kind: timeline.Callback, Name: timeline.OnRoomUserUpdate,
		Update: timeline.Delete, User: timeline.Span{First: alice, Last: alice}}
	logineds = timeline.Pattern{Kind: timeline.Callback, Name: timeline.OnRoomStateChanged,
		Reason: timeline.Logined}
	kicks = timeline.Pattern{Kind: timeline.Callback, Name: timeline.OnRoomStateChanged,
		Reason: timeline.KickOut, Who: timeline.Span{First: clientA, Last: clientA}}
)

func never(p timeline.Pattern, from, until string) expect.Claim {
	return expect.Claim{Never: &expect.Never{Pattern: p, From: from, Until: until}}
}

func count(p timeline.Pattern, op expect.Op, n uint32, from, until string) expect.Claim {
	return expect.Claim{Count: &expect.Count{Pattern: p, Op: op, N: n, From: from, Until: until}}
}

// order takes marks and patterns.
func order(list ...any) expect.Claim {
	o := &expect.Order{}
	for _, item := range list {
		switch item := item.(type) {
		case string:
			o.Steps = append(o.Steps, expect.Step{Mark: item})
		case timeline.Pattern:
			o.Steps = append(o.Steps, expect.Step{Pattern: item})
		}
	}
	return expect.Claim{Order: o}
}

func sequence(who timeline.Span, is ...timeline.Reason) expect.Claim {
	return expect.Claim{Sequence: &expect.Sequence{Who: who, Is: is}}
}

// What each claim gives is in the golden file. [README, Claims; P66]
func TestVerdictsOfRecords(t *testing.T) {
	a := timeline.Span{First: clientA, Last: clientA}
	b := timeline.Span{First: clientB, Last: clientB}
	crowd := timeline.Span{First: crowd1, Last: crowd1 + 2}
	inRoom2 := sequence(a, timeline.Logining)
	inRoom2.Sequence.Room = timeline.Span{First: 2, Last: 2}
	tests := []struct {
		name  string
		claim expect.Claim
	}{
		{"never: none between", never(deletes, "T1", "T4'")},
		{"never: the ends do not count", never(deletes, "T4'", "end")},
		{"never: one between", never(deletes, "T2", "end")},
		{"never: by number, not by time", never(adds, "T0", "T1")},
		{"never: end takes the last record in", never(logineds, "T1", "end")},
		{"never: P66, no from", never(deletes, "T6'", "end")},
		{"never: P66, no until", never(deletes, "T0", "T5'")},
		{"never: P66, no from of the server", never(deletes, "gone", "end")},
		{"never: P66, no from of anybody", never(deletes, "beat", "end")},
		{"never: from later than until", never(deletes, "T4'", "T1")},
		{"never: from and until are one record", never(deletes, "T1", "T1")},
		{"count: exactly", count(adds, expect.Equal, 2, "", "")},
		{"count: too many", count(adds, expect.Equal, 1, "", "")},
		{"count: too few", count(adds, expect.Equal, 3, "", "")},
		{"count: at least", count(adds, expect.GreaterEqual, 2, "", "")},
		{"count: not at least", count(adds, expect.GreaterEqual, 2, "T2", "")},
		{"count: at most", count(adds, expect.LessEqual, 2, "", "end")},
		{"count: not at most 0", count(adds, expect.LessEqual, 0, "T1", "T4'")},
		{"count: P66, no from", count(adds, expect.Equal, 0, "T6'", "")},
		{"count: P66, no until", count(adds, expect.Equal, 9, "", "heal")},
		{"order: patterns and marks", order("T0", logineds, adds, "T4'", adds)},
		{"order: one record is not two steps", order(adds, adds, adds)},
		{"order: a mark that lies before", order(adds, "T1")},
		{"order: a mark twice", order("T1", "T1")},
		{"order: P66, the first step is absent", order(kicks, adds)},
		{"order: P66, the first mark is absent", order("T5'", adds)},
		{"order: a later mark is absent", order("T0", "T5'")},
		{"sequence: these and no others", sequence(a, timeline.Logining, timeline.Logined)},
		{"sequence: one instead of another", sequence(a, timeline.Logining, timeline.LoginFailed)},
		{"sequence: one too many", sequence(a, timeline.Logining)},
		{"sequence: one too few", sequence(a, timeline.Logining, timeline.Logined,
			timeline.Logout)},
		{"sequence: none, as wanted", sequence(b)},
		{"sequence: in another room", inRoom2},
		{"sequence: of each member of a crowd", sequence(crowd, timeline.Logining,
			timeline.Logined)},
		{"sequence: of two members of a crowd", sequence(timeline.Span{First: crowd1,
			Last: crowd1 + 1}, timeline.Logining, timeline.Logined)},
		{"sequence: of any client", sequence(timeline.Span{})},
		{"sequence: the first that differs decides", sequence(crowd, timeline.Logining)},
	}
	var got strings.Builder
	for _, tt := range tests {
		tl, rules := steps()
		f := expect.Check([]expect.Claim{tt.claim}, rules, tl)[0]
		_, lines, _ := strings.Cut(expect.Failure(&f, ""), "\n")
		fmt.Fprintf(&got, "%s\n  %s: %s\n%s\n", tt.name, f.Verdict, f.Measured, lines)
		if f.HasMargin || (f.Why == "") != (f.Verdict == expect.Pass) {
			t.Errorf("%s: got margin %v, why %q", tt.name, f.HasMargin, f.Why)
		}
		if r := tl.ByN(f.Record); r != nil && r.At != f.At {
			t.Errorf("%s: got #%d at %s, want %s", tt.name, f.Record, f.At, r.At)
		}
	}
	golden(t, "testdata/records.golden", got.String())
}

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares a text with a file; -update writes the file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: -want +got:\n%s", file, diff)
	}
}

// A text for the pattern may stand in the place of Describe's; it comes from a scenario.
func TestAPatternsOwnTextIsShownEscaped(t *testing.T) {
	claim := never(deletes, "T2", "end")
	claim.Never.PatternText = "anybody onRoomUserUpdate DELETE \x1b[31m"
	tl, rules := steps()
	f := expect.Check([]expect.Claim{claim}, rules, tl)[0]
	if want := `never anybody onRoomUserUpdate DELETE \x1b[31m`; f.Want != want {
		t.Errorf("got %q, want %q", f.Want, want)
	}
}

func TestCheckPanicsOnBugs(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(tl *timeline.Timeline, c *expect.Claim)
	}{
		{"a claim without a form", func(_ *timeline.Timeline,
			c *expect.Claim) {
			*c = expect.Claim{}
		}},
		{"a mark without its record", func(tl *timeline.Timeline,
			_ *expect.Claim) {
			tl.Marks[0].N = 99
		}},
		{"a count that is near", func(_ *timeline.Timeline,
			c *expect.Claim) {
			c.Count.Op = expect.Approx
		}},
	}
	for _, tt := range tests {
		tl, rules := steps()
		claim := count(adds, expect.Equal, 1, "T0", "")
		tt.spoil(tl, &claim)
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: got no panic", tt.name)
				}
			}()
			expect.Check([]expect.Claim{claim}, rules, tl)
		}()
	}
}
