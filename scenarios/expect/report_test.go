package expect_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

const again = "roomsim run scenarios/case2.yaml --set server.heartbeat.timeout=80s"

// contractRun is the run of the contract's example, with its numbers.
func contractRun() (*timeline.Timeline, []timeline.MarkRule) {
	tl := &timeline.Timeline{Cast: cast(), End: sim.Time(480 * time.Second)}
	add := func(n, cause uint32, ms int64, mark string, r timeline.Record) {
		r.N, r.Cause, r.At = n, cause, sim.Time(ms*1_000_000)
		tl.Records = append(tl.Records, r)
		if mark != "" {
			tl.Marks = append(tl.Marks, timeline.Mark{Name: mark, N: n})
		}
	}
	add(9, 0, 5000, "T0", call(clientA))
	add(16, 9, 5070, "", server(timeline.ServerLogin, alice))
	add(17, 16, 5120, "T1", state(clientA, timeline.Logined, 0))
	add(20, 16, 5220, "T2", roomUpdate(clientB, timeline.Add, alice))
	add(28, 17, 65120, "", wire(timeline.Sent, timeline.MsgBeat))
	add(29, 28, 65170, "", wire(timeline.Delivered, timeline.MsgBeat))
	add(30, 29, 65170, "", server(timeline.ServerBeat, alice))
	add(31, 0, 65500, "cut", network(clientA, timeline.NetworkDown))
	add(33, 31, 65500, "T3", state(clientA, timeline.Reconnecting, 1002051))
	add(52, 30, 145170, "", server(timeline.ServerExpire, alice))
	add(53, 52, 145320, "T4'", roomUpdate(clientB, timeline.Delete, alice))
	return tl, case2Rules()
}

func failure(claim expect.Claim, tl *timeline.Timeline, rules []timeline.MarkRule) string {
	claim.Place = expect.Place{File: "scenarios/case2.yaml", Line: 37, Col: 5}
	f := expect.Check([]expect.Claim{claim}, rules, tl)[0]
	return expect.Failure(&f, again)
}

// The block of the contract, section 5, to the letter.
func TestAFailureReadsLikeTheContracts(t *testing.T) {
	tl, rules := contractRun()
	got := failure(relation(t, "T4' ≈ T3 + 90s ± 1s"), tl, rules)
	want := `scenarios/case2.yaml:37:5: fail: T4' ≈ T3 + 90s ± 1s
  want  B onRoomUserUpdate DELETE alice  between 154.500s and 156.500s
  got   #53 at 145.320s                  9.180s too early
  why   #53 ← #52 145.170s server: alice's seat expired ← #30 65.170s server: beat from alice, the last
  again roomsim run scenarios/case2.yaml --set server.heartbeat.timeout=80s --why 53
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestFailures(t *testing.T) {
	withID := relation(t, "T1 = T0 + 120.000001ms")
	withID.ID = "login"
	tests := []struct {
		name  string
		claim expect.Claim
		want  string
	}{
		{"too late, and times are never rounded", withID,
			`scenarios/case2.yaml:37:5: fail: login: T1 = T0 + 120.000001ms
  want  A onRoomStateChanged Logined  at 5.120000001s
  got   #17 at 5.120s                 0.000000001s too early
  why   #17 ← #16 5.070s server: alice logs in to lobby ← #9 5.000s A calls loginRoom lobby
  again ` + again + ` --why 17
`},
		{"on a strict bound", relation(t, "T3 < T2 + 60.28s"),
			`scenarios/case2.yaml:37:5: fail: T3 < T2 + 60.28s
  want  A onRoomStateChanged Reconnecting  before 65.500s
  got   #33 at 65.500s                     on the bound, which is excluded
  why   #33 ← #31 65.500s A's network goes down
  again ` + again + ` --why 33
`},
		{"a chain, too late", relation(t, "T3 < T4' <= T3 + 60s"),
			`scenarios/case2.yaml:37:5: fail: T3 < T4' <= T3 + 60s
  want  B onRoomUserUpdate DELETE alice  after 65.500s until 125.500s
  got   #53 at 145.320s                  19.820s too late
  why   #53 ← #52 145.170s server: alice's seat expired ← #30 65.170s server: beat from alice, the last
  again ` + again + ` --why 53
`},
		{"a record that did not come: the reference's chain", relation(t, "T3 + 90s < T5' < T3 "+
			"+ 4m"),
			`scenarios/case2.yaml:37:5: fail: T3 + 90s < T5' < T3 + 4m
  want  A onRoomStateChanged Reconnected  after 155.500s and before 305.500s
  got   nothing by 480.000s, the end
  why   T3: #33 65.500s A onRoomStateChanged Reconnecting(1002051) ← #31 65.500s A's network goes down
  again ` + again + `
`},
		{"a window still open", relation(t, "T3 + 90s < T5' < T3 + 20m"),
			`scenarios/case2.yaml:37:5: inconclusive: T3 + 90s < T5' < T3 + 20m
  want  A onRoomStateChanged Reconnected  after 155.500s and before 1265.500s
  got   nothing by 480.000s, the end      the window is open until 1265.500s
  why   T3: #33 65.500s A onRoomStateChanged Reconnecting(1002051) ← #31 65.500s A's network goes down
  again ` + again + `
`},
		{"a window without an end", relation(t, "T5' > T3"),
			`scenarios/case2.yaml:37:5: inconclusive: T5' > T3
  want  A onRoomStateChanged Reconnected  after 65.500s
  got   nothing by 480.000s, the end      the window never closes
  why   T3: #33 65.500s A onRoomStateChanged Reconnecting(1002051) ← #31 65.500s A's network goes down
  again ` + again + `
`},
		{"a closed window without an end", relation(t, "T5' >= T3"),
			`scenarios/case2.yaml:37:5: inconclusive: T5' >= T3
  want  A onRoomStateChanged Reconnected  at 65.500s or later
  got   nothing by 480.000s, the end      the window never closes
  why   T3: #33 65.500s A onRoomStateChanged Reconnecting(1002051) ← #31 65.500s A's network goes down
  again ` + again + `
`},
		{"a script's own record", relation(t, "T0 <= T2 - 1s"),
			`scenarios/case2.yaml:37:5: fail: T0 <= T2 - 1s
  want  A calls loginRoom  at 4.220s or before
  got   #9 at 5.000s       0.780s too late
  why   #9 5.000s A calls loginRoom lobby
  again ` + again + ` --why 9
`},
		{"a reference that never came: the last record of its client", relation(t, "T6' ≈ T5' + "+
			"100ms ± 5ms"),
			`scenarios/case2.yaml:37:5: inconclusive: T6' ≈ T5' + 100ms ± 5ms
  want  B onRoomUserUpdate ADD alice, number 2
  got   no T5'                                  A onRoomStateChanged Reconnected never came
  why   the last of A: #33 65.500s A onRoomStateChanged Reconnecting(1002051) ← #31 65.500s A's network goes down
  again ` + again + `
`},
		{"a reference of an action", relation(t, "T5' < heal + 1s"),
			`scenarios/case2.yaml:37:5: inconclusive: T5' < heal + 1s
  want  A onRoomStateChanged Reconnected
  got   no heal                           the action marked heal never came
  why   no record tells
  again ` + again + `
`},
		{"a count too low: the last that counted", count(adds, expect.Equal, 2, "T1", ""),
			`scenarios/case2.yaml:37:5: fail: 
  want  exactly 2 × B onRoomUserUpdate ADD  between T1 at 5.120s and the end
  got   1 in all                            1 too few
  why   the last: #20 5.220s B onRoomUserUpdate ADD alice ← #16 5.070s server: alice logs in to lobby` +
				` ← #9 5.000s A calls loginRoom lobby
  again ` + again + `
`},
	}
	for _, tt := range tests {
		tl, rules := contractRun()
		if diff := cmp.Diff(tt.want, failure(tt.claim, tl, rules)); diff != "" {
			t.Errorf("%s: -want +got:\n%s", tt.name, diff)
		}
	}
}

func TestTheChainOfCausesLeavesOutTheWire(t *testing.T) {
	tl, rules := case2()
	got := failure(relation(t, "T4' < T3"), tl, rules)
	want := "  why   #14 ← #11 145.170s server: alice's seat expired ← #8 65.170s server: beat " +
		"from alice, the last\n"
	if !strings.Contains(got, want) {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestTheChainOfCausesSaysWhatWasNotStored(t *testing.T) {
	tl, rules := contractRun()
	tl.Records = append(tl.Records[:6:6], tl.Records[7:]...) // without #30, the beat
	got := failure(relation(t, "T4' < T3"), tl, rules)
	want := "  why   #53 ← #52 145.170s server: alice's seat expired ← #30 (not stored)\n"
	if !strings.Contains(got, want) {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestTheChainOfCausesIsCutAfterEight(t *testing.T) {
	s := newStory(time.Minute)
	n := uint32(0)
	for range 12 {
		n = s.at(time.Second, n, state(clientA, timeline.Logining, 0))
	}
	s.mark("T0", 1)
	s.mark("T1", n)
	got := failure(relation(t, "T1 > T0"), s.Timeline, case2Rules())
	if !strings.Contains(got, "← #4 1.000s A onRoomStateChanged Logining(0) ← …\n") {
		t.Errorf("got\n%s", got)
	}
}

// What comes from a scenario or a command line cannot steer the terminal that shows it.
func TestAFailureEscapesForeignText(t *testing.T) {
	tl, rules := contractRun()
	claim := relation(t, "T4' < T3")
	claim.Text, claim.ID = "T4' < T3\n\x1b[2J", "id\u202e"
	claim.Place = expect.Place{File: "a\nb.yaml", Line: 1, Col: 2}
	f := expect.Check([]expect.Claim{claim}, rules, tl)[0]
	got, _, _ := strings.Cut(expect.Failure(&f, ""), "\n")
	if want := `a\x0ab.yaml:1:2: fail: id\u202e: T4' < T3\x0a\x1b[2J`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if n := strings.Count(expect.Failure(&f, ""), "\n"); n != 4 {
		t.Errorf("got %d lines without the command, want 4", n)
	}
}

func TestLines(t *testing.T) {
	tl, rules := contractRun()
	claims := []expect.Claim{relation(t, "T1 ≈ T0 + 120ms ± 5ms"), relation(t, "T4' ≈ T3 + 90s "+
		"± 1s"),
		relation(t, "T5' < T3 + 20m"), relation(t, "T1 <= T0 + 120ms")}
	want := []string{
		"pass  T1 ≈ T0 + 120ms ± 5ms  T1 = T0 + 0.120s  margin +0.005s",
		"fail  T4' ≈ T3 + 90s ± 1s  T4' = T3 + 79.820s  margin -9.180s",
		"inconclusive  T5' < T3 + 20m  T5' may still come, until 1265.500s",
		"pass  T1 <= T0 + 120ms  T1 = T0 + 0.120s  margin 0.000s",
	}
	for i, f := range expect.Check(claims, rules, tl) {
		if got := expect.Line(&f); got != want[i] {
			t.Errorf("got  %s\nwant %s", got, want[i])
		}
	}
}

func TestDescribe(t *testing.T) {
	a, users := timeline.Span{First: clientA, Last: clientA}, timeline.Span{First: alice,
		Last: alice}
	did := func(n timeline.Name, user timeline.Span) timeline.Pattern {
		return timeline.Pattern{Kind: timeline.ServerDid, Name: n, User: user}
	}
	callback := func(p timeline.Pattern) timeline.Pattern {
		p.Kind = timeline.Callback
		return p
	}
	tests := []struct {
		pattern timeline.Pattern
		want    string
	}{
		{timeline.Pattern{Kind: timeline.Call, Name: timeline.LoginRoom, Who: a},
			"A calls loginRoom"},
		{timeline.Pattern{Kind: timeline.Call}, "any client calls anything"},
		{callback(timeline.Pattern{Name: timeline.OnRoomStateChanged, Who: a,
			Reason: timeline.KickOut,
			Code:   1002050, HasCode: true}), "A onRoomStateChanged KickOut(1002050)"},
		{callback(timeline.Pattern{Name: timeline.OnRoomUserUpdate, Who: timeline.Span{First: 3,
			Last: 5},
			Update: timeline.Delete, User: users}), "crowd onRoomUserUpdate DELETE alice"},
		{callback(timeline.Pattern{Who: timeline.Span{First: 4, Last: 4}}), "crowd-2 any callback"},
		{callback(timeline.Pattern{Name: timeline.OnRoomUserUpdate,
			Room: timeline.Span{First: 2, Last: 2}}),
			`any client onRoomUserUpdate in "two words"`},
		{did(timeline.ServerLogin, users), "server: alice logs in"},
		{did(timeline.ServerLogout, users), "server: alice logs out"},
		{did(timeline.ServerExpire, users), "server: alice's seat expired"},
		{did(timeline.ServerBeat, users), "server: beat from alice"},
		{did(timeline.ServerDisplace, users), "server: alice's seat goes to another device"},
		{did(timeline.ServerExpire, timeline.Span{}), "server: any seat expired"},
		{did(timeline.ServerBeat, timeline.Span{}), "server: beat from any user"},
		{timeline.Pattern{Kind: timeline.Network, Name: timeline.NetworkDown, Who: a},
			"A's network down"},
		{timeline.Pattern{Kind: timeline.Note}, "any client's note"},
		{timeline.Pattern{Kind: timeline.Dropped, Name: timeline.MsgBeat, Who: a},
			"A dropped beat"},
	}
	c := cast()
	c.Rooms.Add("two words", 0)
	for _, tt := range tests {
		if got := expect.Describe(&tt.pattern, c); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

func TestAClaimWithoutAFileHasNoPlace(t *testing.T) {
	tl, rules := contractRun()
	f := expect.Check([]expect.Claim{relation(t, "T4' < T3")}, rules, tl)[0]
	if got, _, _ := strings.Cut(expect.Failure(&f, ""), "\n"); got != "fail: T4' < T3" {
		t.Errorf("got %s", got)
	}
}
