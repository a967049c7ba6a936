package expect_test

import (
	"fmt"
	"testing"
	"time"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// drafted puts a band into one line: "[154.500s 156.500s] came 145.320s, 1 wrong".
func drafted(b expect.Band) string {
	text := "no window"
	if b.Window {
		text = end("[", "(", b.Lo) + " " + end("]", ")", b.Hi)
	}
	if len(b.Came) > 0 {
		text += " came"
	}
	for _, at := range b.Came {
		text += " " + at.String()
	}
	if n := len(b.Wrong); n > 0 {
		text += fmt.Sprintf(", %d wrong", n)
	}
	return text
}

func end(in, out string, b expect.Bound) string {
	switch {
	case !b.Set:
		return "…"
	case b.Strict:
		return out + b.At.String()
	}
	return in + b.At.String()
}

func TestBandOfARelation(t *testing.T) {
	tl, rules := case2()
	for text, want := range map[string]string{
		"T1 ≈ T0 + 120ms ± 5ms":     "[5.115s ]5.125s came 5.120s",
		"T4' ≈ T3 + 90s ± 1s":       "[154.500s ]156.500s came 145.320s, 1 wrong",
		"T3 + 70s < T4' < T3 + 20m": "(135.500s )1265.500s came 145.320s",
		"T4' - T3 < 90s":            "… )155.500s came 145.320s",
		"T4' - T3 >= 90s":           "[155.500s … came 145.320s, 1 wrong",
		"T4' = T3 + 79.82s":         "[145.320s ]145.320s came 145.320s",
		"T5' < T3 + 20m":            "… )1265.500s",
		"T5' < T3 + 2m":             "… )185.500s",
		"T4' ≈ T5' + 1s ± 1s":       "no window",
		"T3 + 20m < T4' < T3 + 90s": "no window came 145.320s, 1 wrong",
		"T0 - 10s < T1":             "… )15.120s came 5.000s",
	} {
		r, err := expect.ParseRelation(text)
		if err != nil {
			t.Fatal(err)
		}
		claim := expect.Claim{Text: text, Relation: r}
		if got := drafted(expect.Draft(&claim, rules, tl)); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestBandOfRecords(t *testing.T) {
	tl, rules := case2()
	a := timeline.Span{First: clientA, Last: clientA}
	b := timeline.Span{First: clientB, Last: clientB}
	updates := timeline.Pattern{Kind: timeline.Callback, Name: timeline.OnRoomUserUpdate, Who: b}
	for _, c := range []struct {
		name  string
		claim expect.Claim
		want  string
	}{
		{"none came in the stretch", expect.Claim{Never: &expect.Never{Pattern: updates, From: "T2",
			Until: "T3"}}, "[5.220s ]65.500s"},
		{"what must not come is wrong", expect.Claim{Never: &expect.Never{Pattern: updates,
			From: "T0", Until: "end"}}, "[5.000s ]480.000s came 5.220s 145.320s, 2 wrong"},
		{"as many as counted", expect.Claim{Count: &expect.Count{Pattern: updates, Op: expect.Equal,
			N: 2}}, "[0.000s ]480.000s came 5.220s 145.320s"},
		{"one too many", expect.Claim{Count: &expect.Count{Pattern: updates, Op: expect.LessEqual,
			N: 1}}, "[0.000s ]480.000s came 5.220s 145.320s, 1 wrong"},
		{"too few", expect.Claim{Count: &expect.Count{Pattern: updates, Op: expect.GreaterEqual,
			N: 3, Until: "T3"}}, "[0.000s ]65.500s came 5.220s"},
		{"no stretch", expect.Claim{Count: &expect.Count{Pattern: updates, Op: expect.Equal,
			From: "T5'"}}, "no window"},
		{"steps in their order", expect.Claim{Order: &expect.Order{Steps: []expect.Step{{Mark: "T1"},
			{Mark: "T2"}}}}, "no window came 5.120s 5.220s"},
		{"a step before the one before", expect.Claim{Order: &expect.Order{
			Steps: []expect.Step{{Mark: "T3"}, {Mark: "T2"}}}},
			"no window came 65.500s 5.220s, 1 wrong"},
		{"a step that did not come", expect.Claim{Order: &expect.Order{
			Steps: []expect.Step{{Mark: "T3"}, {Mark: "T5'"}}}}, "no window came 65.500s"},
		{"the reasons that came", expect.Claim{Sequence: &expect.Sequence{Who: a,
			Is: []timeline.Reason{timeline.Logined, timeline.Reconnecting}}},
			"no window came 5.120s 65.500s"},
		{"another reason", expect.Claim{Sequence: &expect.Sequence{Who: a,
			Is: []timeline.Reason{timeline.Logined, timeline.Logout}}},
			"no window came 5.120s 65.500s, 1 wrong"},
	} {
		if got := drafted(expect.Draft(&c.claim, rules, tl)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// A band may lie outside of the run.
func TestBandIsNotCutToTheRun(t *testing.T) {
	tl, rules := case2()
	r, err := expect.ParseRelation("T0 ≈ T1 ± 1h")
	if err != nil {
		t.Fatal(err)
	}
	b := expect.Draft(&expect.Claim{Relation: r}, rules, tl)
	at := sim.Time(5120 * time.Millisecond)
	if b.Lo.At != at-sim.Time(time.Hour) || b.Hi.At != at+sim.Time(time.Hour) {
		t.Errorf("got %s to %s", b.Lo.At, b.Hi.At)
	}
}
