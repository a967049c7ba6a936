package expect_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"roomsim/scenarios/expect"
)

func TestParseRelationReads(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"near, two-sided", "T1 ≈ T0 + 120ms ± 5ms", "T1 ≈ T0 + 120ms ± 5ms"},
		{"near, in ASCII and without blanks", "T1~T0+120ms+-5ms", "T1 ≈ T0 + 120ms ± 5ms"},
		{"near, of a bare mark", "T1 ≈ T0 ± 5ms", "T1 ≈ T0 ± 5ms"},
		{"near, of a bare mark in ASCII", "T1 ~ T0 +- 5ms", "T1 ≈ T0 ± 5ms"},
		{"near, one-sided", "T4' ≈ T3 + 90s (+1s -30s)", "T4' ≈ T3 + 90s (+1s -30s)"},
		{"near, minus first", "T4' ≈ T3 + 90s(-30s +1s)", "T4' ≈ T3 + 90s (+1s -30s)"},
		{"near, only above", "T4' ≈ T3 + 90s ( + 150ms )", "T4' ≈ T3 + 90s (+150ms)"},
		{"near, only below", "T4' ≈ T3 + 90s (-30s)", "T4' ≈ T3 + 90s (-30s)"},
		{"both sides alike are ±", "T4' ≈ T3 + 90s (+1s -1s)", "T4' ≈ T3 + 90s ± 1s"},
		{"a share is of the right side's duration", "T4' ≈ T3 + 90s ± 2%", "T4' ≈ T3 + 90s ± 1.8s"},
		{"a share of a span taken away", "T3 ≈ T4' - 90s ± 2%", "T3 ≈ T4' - 90s ± 1.8s"},
		{"a share one-sided", "T4' ≈ T3 + 100s (+1% -25%)", "T4' ≈ T3 + 100s (+1s -25s)"},
		{"a share of a difference's duration", "T5 - T3 ≈ 90s ± 10%", "T5 - T3 ≈ 90s ± 9s"},
		{"all of it", "T5 - T3 ≈ 90s ± 100%", "T5 - T3 ≈ 90s ± 90s"},
		{"the prime of typography", "T4′ < T3 + 1s", "T4' < T3 + 1s"},
		{"two primes of two kinds", "T5'′ = T3 + 20m", "T5'' = T3 + 20m"},
		{"a chain", "T3 + 90s < T5' < T3 + 20m", "T3 + 90s < T5' < T3 + 20m"},
		{"a chain the other way", "T9>=T2 >T1", "T9 >= T2 > T1"},
		{"a long chain", "T0 <= T1 = T2 < T3 < T4", "T0 <= T1 = T2 < T3 < T4"},
		{"a chain that turns", "T0 < T1 > T2", "T0 < T1 > T2"},
		{"a mark minus a span", "T5 > T3 - 0.5s", "T5 > T3 - 500ms"},
		{"nothing added", "T5 > T3 + 0", "T5 > T3"},
		{"a difference", "T5-T3<90s", "T5 - T3 < 90s"},
		{"a difference in a chain", "1s < T5 - T3 <= 1h30m", "1s < T5 - T3 <= 1h30m"},
		{"names with letters, digits and _", "cut_2 < Häl3' ", "cut_2 < Häl3'"},
		{"a reserved word as a part of a name", "ended < server2", "ended < server2"},
		{"blanks around, also new lines", "\t T1\n<\r\nT2 ", "T1 < T2"},
	}
	for _, tt := range tests {
		r, err := expect.ParseRelation(tt.text)
		if err != nil {
			t.Errorf("%s: %q: got %v at %d", tt.name, tt.text, err, err.Offset)
		} else if r.String() != tt.want {
			t.Errorf("%s: %q: got %s, want %s", tt.name, tt.text, r, tt.want)
		}
	}
}

func TestParseRelationSaysWhereTheMarksStand(t *testing.T) {
	r, err := expect.ParseRelation("T4′ - T3 < 90s")
	if err != nil {
		t.Fatal(err)
	}
	want := &expect.Relation{
		Terms: []expect.Term{{Mark: "T4'", Minus: "T3", MinusAt: 8}, {Span: 90 * time.Second}},
		Ops:   []expect.Op{expect.Less},
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	r, _ = expect.ParseRelation("T3 + 1s < T5' < T3 + 20m")
	if diff := cmp.Diff([]string{"T3", "T5'"}, r.Marks()); diff != "" {
		t.Errorf("marks: -want +got:\n%s", diff)
	}
}

// In each text a ¦ stands before the place that the error names. Rows are those of bad-input.md.
func TestParseRelationRefuses(t *testing.T) {
	const (
		ops      = "; expected < <= = >= > ≈"
		term     = "; expected a mark or a duration"
		duration = "; expected a duration such as 10s"
		near     = "; expected a tolerance such as ± 5ms"
		zero     = "tolerance must be more than 0"
		span     = "; expected a mark or a difference such as T5 - T3"
		either   = "; expected T3 + 90s or T5 - T3 on one side"
	)
	tests := []struct{ name, text, want string }{
		{"row 98: no tolerance", "T1 ¦≈ T0 + 120ms", "≈ needs a tolerance such as ± 5ms"},
		{"row 98: no tolerance, in ASCII", "T1 ¦~ T0 ", "≈ needs a tolerance such as ± 5ms"},
		{"row 99: == is no operator", "T1 ¦== T0", `cannot read "=="` + ops},
		{"row 99: => is no operator", "T1 ¦=> T0", `cannot read "=>"` + ops},
		{"row 99: != is no operator", "T1 ¦!= T0", `cannot read "!="` + ops},
		{"row 99: ≤ is no operator", "T1 ¦≤ T0", `cannot read "≤"` + ops},
		{"row 99: nothing behind <", "T1 < ¦", "ends too early" + term},
		{"row 99: a tolerance alone", "¦± 5ms", `cannot read "±"` + term},
		{"row 99: two marks added", "T0 + ¦T1 < 5s", "cannot add a mark to T0" + duration},
		{"row 99: an empty claim", "¦", "ends too early" + term},
		{"row 99: blanks", "  ¦", "ends too early" + term},
		{"row 99: a mark alone", "T1¦", "ends too early" + ops},
		{"row 99: a word for an operator", "T1 ¦before T2", `cannot read "before"` + ops},
		{"row 99: a comma", "T1¦, T2", `cannot read ","` + ops},
		{"row 99: a point in a mark", "T1¦.5 < T2", `cannot read ".5"` + ops},
		{"row 99: a control character", "T1 ¦\x1b[31m < T2", `cannot read "\x1b[31m"` + ops},
		{"row 99: no UTF-8", "T1 ¦\xff < T2", `cannot read "\xff"` + ops},
		{"row 99: rest behind a chain", "T1 < T2 ¦T3", `cannot read "T3"` + ops},
		{"row 99: a sum of spans", "T1 < T0 + 1s ¦+ 2s", `cannot read "+"` + ops},
		{"row 99: a bracket", "¦(T1) < T2", `cannot read "("` + term},
		{"row 99: nothing behind +", "T1 < T0 +¦", "ends too early" + duration},
		{"row 99: no span behind +", "T1 < T0 + ¦< T2", `cannot read "<"` + duration},
		{"row 45 in a claim", "T1 < T0 + ¦5 sec", "5 has no unit; expected a duration such as 5s"},
		{"row 46 in a claim", "T1 < T0 + ¦1e3s",
			`cannot read "1e3s" as a duration; units are ns us ms s m min h d`},
		{"row 46 in a claim, full-width", "T1 < T0 + ¦１０s",
			`cannot read "１０s" as a duration; units are ns us ms s m min h d`},
		{"row 46 in a claim, point first", "T1 < T0 + ¦.5s",
			`cannot read ".5s" as a duration; units are ns us ms s m min h d`},
		{"row 47 in a claim", "T1 < T0 + ¦31d", "duration is longer than 30 days"},
		{"row 48 in a claim", "T1 < T0 + ¦-5s", "a span cannot be negative"},
		{"row 48 alone", "¦-5s < T1 - T0", "a span cannot be negative"},
		{"row 50 in a claim", "T1 < T0 + ¦0.1ns", "finer than 1ns"},
		{"row 100: ± 0", "T1 ≈ T0 ± ¦0", zero},
		{"row 100: ± -5ms", "T1 ≈ T0 ± ¦-5ms", zero},
		{"row 100: ± 200%", "T1 ≈ T0 + 5s ± ¦200%", zero + "% and at most 100%"},
		{"row 100: ± 0%", "T1 ≈ T0 + 5s ± ¦0%", zero},
		{"row 100: a share that rounds to nothing", "T1 ≈ T0 + 1ns ± ¦2%", zero},
		{"row 100: one-sided 0", "T1 ≈ T0 (+¦0 -5s)", zero},
		{"a share of no duration", "T1 ≈ T0 ± ¦2%",
			"no duration on the right side to take 2% of" + near},
		{"a share that is none", "T1 ≈ T0 + 5s ± ¦2,5%", `cannot read "2,5%" as a share`},
		{"a bare number as tolerance", "T1 ≈ T0 ± ¦5", "5 has no unit; expected a duration such " +
			"as 5s"},
		{"no amount", "T1 ≈ T0 ±¦", "ends too early; expected a duration or a share such as 2%"},
		{"a mark as amount", "T1 ≈ T0 ± ¦T2",
			`cannot read "T2"; expected a duration or a share such as 2%`},
		{"a tolerance without ±", "T1 ≈ T0 + 120ms ¦5ms", `cannot read "5ms"` + near},
		{"a + for ±", "T1 ≈ T0 + 120ms ¦+ 5ms", `cannot read "+"` + near},
		{"two tolerances", "T1 ≈ T0 ± 5ms ¦± 5ms",
			`cannot read "±"; expected the end of the claim`},
		{"an open bracket", "T1 ≈ T0 (+5ms¦", "ends too early; expected )"},
		{"an empty bracket", "T1 ≈ T0 (¦)",
			`cannot read ")"; expected a tolerance such as (+150ms -30s)`},
		{"two above", "T1 ≈ T0 (+5ms ¦+6ms)", "a second tolerance with +; expected one + and " +
			"one - at most"},
		{"≈ in a chain", "T1 < T2 ¦≈ T3 ± 1s", "≈ cannot be chained; expected < <= = >= >"},
		{"≈ with a chain behind", "T1 ≈ T2 ¦< T3", "≈ cannot be chained" + near},
		{"a tolerance for =", "T1 = T0 ¦± 5ms", "only ≈ takes a tolerance; expected ≈ instead " +
			"of ="},
		{"a tolerance for <", "T1 < T0 ¦(+5ms)", "only ≈ takes a tolerance; expected ≈ instead " +
			"of <"},
		{"row 101: one mark twice", "T1 >= ¦T1", "compares T1 with itself"},
		{"row 101: one mark and a span", "T1 < ¦T1 + 5s", "compares T1 with itself"},
		{"row 101: in a chain", "T0 < T1 < ¦T1 < T2", "compares T1 with itself"},
		{"row 101: a difference", "T1 - ¦T1 < 5s", "compares T1 with itself"},
		{"row 101: a difference twice", "T1 - T0 < ¦T1 - T0", "compares T1 - T0 with itself"},
		{"row 101: two primes, one mark", "T1' < ¦T1′", "compares T1' with itself"},
		{"row 101: a span twice", "5s = ¦5s", "compares 5s with itself"},
		{"row 102: too long", "¦T1 < T" + strings.Repeat("1", 1000), "claim is longer than 1000 " +
			"characters"},
		{"row 102: 10,000 characters", "¦" + strings.Repeat("(", 5000) + strings.Repeat(")", 5000),
			"claim is longer than 1000 characters"},
		{"row 102: brackets below the bound", "¦" + strings.Repeat("(", 999),
			`cannot read "("` + term},
		{"an instant against a span", "T1 < ¦90s", "T1 is an instant and 90s a span" + either},
		{"a span against an instant", "90s > ¦T1", "T1 is an instant and 90s a span" + either},
		{"a difference against a mark", "T5 - T3 < ¦T2", "T2 is an instant and T5 - T3 a span" +
			either},
		{"a chain of both kinds", "T1 < T2 < ¦5s", "T1 is an instant and 5s a span" + either},
		{"two spans", "¦5s < 6s", "5s is a duration on the left side" + span},
		{"a difference on the right", "¦5s < T2 - T1", "5s is a duration on the left side" + span},
		{"two differences", "T5 - T3 < ¦T2 - T1",
			"T2 - T1 stands beside a difference; expected a duration such as 90s"},
		{"a chain without a mark in the middle", "1s < ¦2s < 3s", "2s is a duration in the " +
			"middle of a chain" + span},
		{"a reserved name", "¦end < T1", `"end" is reserved; expected the name of a mark`},
		{"a reserved name, subtracted", "T1 - ¦server < 5s",
			`"server" is reserved; expected the name of a mark`},
	}
	for _, tt := range tests {
		offset := strings.Index(tt.text, "¦")
		text := strings.Replace(tt.text, "¦", "", 1)
		r, err := expect.ParseRelation(text)
		switch {
		case err == nil:
			t.Errorf("%s: %q: got %s, want an error", tt.name, text, r)
		case err.Error() != tt.want:
			t.Errorf("%s: %q:\n got %s\nwant %s", tt.name, text, err, tt.want)
		case err.Offset != offset:
			t.Errorf("%s: %q: got offset %d, want %d", tt.name, text, err.Offset, offset)
		}
	}
}

func TestAClaimOfExactly1000CharactersIsRead(t *testing.T) {
	text := "é < T" + strings.Repeat("1", 995)
	if n := utf8.RuneCountInString(text); n != 1000 {
		t.Fatalf("the text has %d characters", n)
	}
	if _, err := expect.ParseRelation(text); err != nil {
		t.Errorf("got %v, want a relation", err)
	}
}

func TestParseTerm(t *testing.T) {
	tests := []struct{ text, want string }{
		{"65.5s", "65.5s"},
		{"0", "0s"},
		{"cut + 5m", "cut + 5m"},
		{" T3 ", "T3"},
		{"T3 - 5s", "T3 - 5s"},
		{"T5 - ¦T3", `"T3" is a mark; expected a duration`},
		{"T5 ¦< T3", `cannot read "<"; expected a mark, a duration, or a mark + duration`},
		{"¦-1s", "a span cannot be negative"},
		{"¦90", "90 has no unit; expected a duration such as 90s"},
		{"¦", "ends too early; expected a mark or a duration"},
	}
	for _, tt := range tests {
		offset := strings.Index(tt.text, "¦")
		term, err := expect.ParseTerm(strings.Replace(tt.text, "¦", "", 1))
		switch {
		case err == nil && term.String() != tt.want:
			t.Errorf("%q: got %s, want %s", tt.text, &term, tt.want)
		case err != nil && (err.Error() != tt.want || err.Offset != offset):
			t.Errorf("%q: got %s at %d, want %s at %d", tt.text, err, err.Offset, tt.want, offset)
		}
	}
}

func TestParseMark(t *testing.T) {
	const letters = "; expected a letter, a digit, _ or a prime"
	const whole = "; expected a mark: a letter, then letters, digits, _ or primes"
	tests := []struct{ text, want string }{
		{"T4′", "T4'"},
		{"cut_2", "cut_2"},
		{"Ä", "Ä"},
		{"5T", `cannot read "5T"` + whole},
		{"_a", `cannot read "_a"` + whole},
		{"", "ends too early" + whole},
		{"T4-2", `cannot read "-"` + letters},
		{"T4 2", `cannot read " "` + letters},
		{"T４", `cannot read "４"` + letters},
		{"all", `"all" is reserved; expected the name of a mark`},
	}
	for _, tt := range tests {
		got, err := expect.ParseMark(tt.text)
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

// Whatever the text, an error has a place within it; what was read reads back to the same.
func FuzzParseRelation(f *testing.F) {
	for _, s := range []string{"T1 ≈ T0 + 120ms ± 5ms", "T4' ≈ T3 + 90s (+1s -30s)",
		"T5 - T3 < 90s",
		"T3 + 90s < T5' < T3 + 20m", "T4′ ~ T3 + 90s +- 2%", "T1 == T0", "T1 < ", "± 5ms",
		"1s<T5-T3<2s",
		"T0 + T1 < 5s", "T1 >= T1", "((((", "T1 < T0 + 1e9s", "T1 ≈ T0 ± -5ms", "T\xff < T0",
		"T1<T0-0",
		"end < T1", "T1 ≈ T0 (+", "T1 ≈ T0 + 5s ± 2.5%", "１ < T1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := expect.ParseRelation(text)
		if err != nil {
			if err.Offset < 0 || err.Offset > len(text) || err.Msg == "" {
				t.Errorf("%q: bad error %#v", text, err)
			}
			return
		}
		if len(r.Ops) != len(r.Terms)-1 || len(r.Ops) == 0 || len(r.Marks()) == 0 {
			t.Fatalf("%q: bad relation %#v", text, r)
		}
		canonical := r.String()
		if utf8.RuneCountInString(canonical) > 1000 {
			return // it may be longer than what was read
		}
		again, err := expect.ParseRelation(canonical)
		if err != nil {
			t.Fatalf("%q: %s does not read back: %v", text, canonical, err)
		}
		for _, r := range []*expect.Relation{r, again} {
			for i := range r.Terms {
				r.Terms[i].MarkAt, r.Terms[i].MinusAt = 0, 0
			}
		}
		if diff := cmp.Diff(r, again); diff != "" {
			t.Errorf("%q reads back otherwise: %s", text, diff)
		}
	})
}
