package expect_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// grounds gives what a claim rests on, a line each: the name, and the record or why there is none.
func grounds(list []expect.Ground) string {
	var b strings.Builder
	for i := range list {
		g := &list[i]
		b.WriteString(g.Name + " (" + g.What + "): ")
		if g.Record != nil {
			b.WriteString(g.Record.At.String())
		}
		b.WriteString(strings.Join(g.Absent, "; ") + "\n")
	}
	return b.String()
}

func TestExplain(t *testing.T) {
	deleted := timeline.Pattern{Kind: timeline.Callback, Name: timeline.OnRoomUserUpdate,
		Update: timeline.Delete, Who: timeline.Span{First: clientB, Last: clientB}}
	added := deleted
	added.Update = timeline.Add
	expiries := timeline.Pattern{Kind: timeline.ServerDid, Name: timeline.ServerExpire}
	tests := []struct {
		name  string
		claim expect.Claim
		want  string
	}{
		{"a relation rests on its marks, in the order of their coming",
			relation(t, "T4' ≈ T3 + 90s ± 1s"),
			"T3 (A onRoomStateChanged Reconnecting): 65.500s\n" +
				"T4' (B onRoomUserUpdate DELETE alice): 145.320s\n"},
		{"what never came stands last", relation(t, "T5' > T4' + 1s"),
			"T4' (B onRoomUserUpdate DELETE alice): 145.320s\n" +
				"T5' (A onRoomStateChanged Reconnected): nothing like it came in the whole run; " +
				"the last of A: #33 65.500s A onRoomStateChanged Reconnecting(1002051) ← " +
				"#31 65.500s A's network goes down\n"},
		{"a mark that waits for one that never came", relation(t, "T6' ≈ T5' + 100ms ± 5ms"),
			"T6' (B onRoomUserUpdate ADD alice, number 2): it is looked for behind T5', which never came: " +
				"A onRoomStateChanged Reconnected; nothing like it came in the whole run; " +
				"the last of A: #33 65.500s A onRoomStateChanged Reconnecting(1002051) ← " +
				"#31 65.500s A's network goes down\n" +
				"T5' (A onRoomStateChanged Reconnected): nothing like it came in the whole run; " +
				"the last of A: #33 65.500s A onRoomStateChanged Reconnecting(1002051) ← " +
				"#31 65.500s A's network goes down\n"},
		{"never, and it came", expect.Claim{Never: &expect.Never{Pattern: deleted, From: "T3",
			Until: "end"}},
			"T3 (A onRoomStateChanged Reconnecting): 65.500s\n" +
				"the first of them (B onRoomUserUpdate DELETE): 145.320s\n"},
		{"never, and it came before", expect.Claim{Never: &expect.Never{Pattern: added, From: "T3",
			Until: "end"}},
			"T3 (A onRoomStateChanged Reconnecting): 65.500s\n" +
				" (B onRoomUserUpdate ADD): the last one before T3: #20 5.220s B onRoomUserUpdate ADD " +
				"alice; the last of B: #53 145.320s B onRoomUserUpdate DELETE alice ← #52 145.170s " +
				"server: alice's seat expired ← #30 65.170s server: beat from alice, the last\n"},
		{"a count", expect.Claim{Count: &expect.Count{Pattern: expiries, Op: expect.Equal, N: 1}},
			"the last one counted (server: any seat expired): 145.170s\n"},
		{"a count of too many", expect.Claim{Count: &expect.Count{Pattern: expiries, Op: expect.Equal}},
			"the first one too many (server: any seat expired): 145.170s\n"},
		{"a count of none", expect.Claim{Count: &expect.Count{Pattern: expiries, Until: "T3",
			Op: expect.Equal}},
			"T3 (A onRoomStateChanged Reconnecting): 65.500s\n" +
				" (server: any seat expired): the first one after T3: #52 145.170s server: alice's seat " +
				"expired\n"},
		{"an order rests on its steps", expect.Claim{Order: &expect.Order{Steps: []expect.Step{
			{Mark: "T3"}, {Pattern: deleted}}}},
			"T3 (A onRoomStateChanged Reconnecting): 65.500s\n" +
				"step 2 (B onRoomUserUpdate DELETE): 145.320s\n"},
		{"an order as far as it came", expect.Claim{Order: &expect.Order{Steps: []expect.Step{
			{Mark: "T3"}, {Pattern: added}, {Mark: "T4'"}}}},
			"T3 (A onRoomStateChanged Reconnecting): 65.500s\n" +
				"step 2 (B onRoomUserUpdate ADD): the last one came before it was looked for: #20 5.220s " +
				"B onRoomUserUpdate ADD alice; the last of B: #53 145.320s B onRoomUserUpdate DELETE " +
				"alice ← #52 145.170s server: alice's seat expired ← #30 65.170s server: beat from " +
				"alice, the last\n"},
		{"a sequence rests on its last reason", expect.Claim{Sequence: &expect.Sequence{
			Who: timeline.Span{First: clientA, Last: clientA},
			Is:  []timeline.Reason{timeline.Logined, timeline.Reconnecting}}},
			"the last reason (A onRoomStateChanged): 65.500s\n"},
		{"a sequence that differs", expect.Claim{Sequence: &expect.Sequence{
			Who: timeline.Span{First: clientA, Last: clientA},
			Is:  []timeline.Reason{timeline.Logining}}},
			"the first reason that differs (A onRoomStateChanged): 5.120s\n"},
		{"a sequence of nothing", expect.Claim{Sequence: &expect.Sequence{
			Who: timeline.Span{First: clientB, Last: clientB}}},
			"the last reason (B onRoomStateChanged): nothing like it came in the whole run; the last of " +
				"B: #53 145.320s B onRoomUserUpdate DELETE alice ← #52 145.170s server: alice's seat " +
				"expired ← #30 65.170s server: beat from alice, the last\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tl, rules := contractRun()
			tl.Total = 53
			finding, list := expect.Explain(&tt.claim, rules, tl)
			if diff := cmp.Diff(tt.want, grounds(list)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if diff := cmp.Diff(line(expect.Check([]expect.Claim{tt.claim}, rules, tl)[0]),
				line(finding)); diff != "" {
				t.Errorf("finding: -want +got:\n%s", diff)
			}
		})
	}
}

// A mark that is looked for behind a record does not find that record again.
func TestExplainDoesNotLookAtTheRecordItself(t *testing.T) {
	tl, rules := contractRun()
	for i := range rules {
		if rules[i].Name == "T3" {
			again := rules[i]
			again.Name, again.After = "again", i
			rules = append(rules, again)
		}
	}
	claim := relation(t, "again < T3 + 1s")
	_, list := expect.Explain(&claim, rules, tl)
	const reconnecting = "A onRoomStateChanged Reconnecting"
	want := "T3 (" + reconnecting + "): 65.500s\nagain (" + reconnecting + "): the last one came " +
		"before it was looked for: #33 65.500s " + reconnecting + "(1002051); the last of A: #33 " +
		"65.500s " + reconnecting + "(1002051) ← #31 65.500s A's network goes down\n"
	if diff := cmp.Diff(want, grounds(list)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func line(f expect.Finding) string { return expect.Line(&f) }
