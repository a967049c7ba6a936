package expect

import (
	"fmt"
	"testing"
	"time"

	"roomsim/sim"
)

func TestDistanceOfARelation(t *testing.T) {
	for _, c := range []struct{ relation, want string }{
		{"T4' ≈ T3 + 90s ± 1s", "T4' - T3 from 89s to 91s"},
		{"T4' ≈ T3 + 90s (+1s -30s)", "T4' - T3 from 60s to 91s"},
		{"T3 + 90s < T5' < T3 + 20m", "T5' - T3 over 90s under 20m"},
		{"T3 + 90s <= T5' <= T3 + 20m", "T5' - T3 from 90s to 20m"},
		{"failed = T3 + 60s", "failed - T3 from 60s to 60s"},
		{"gone - failed ≈ 30s ± 1s", "gone - failed from 29s to 31s"},
		{"last - T3 > 20m", "last - T3 over 20m"},
		{"T4 < cut + 86s", "T4 - cut under 86s"},
		{"T4 - 6s < cut + 80s", "T4 - cut under 86s"},
		{"T3 + 1s > T2", "T3 - T2 over -1s"},
		{"10s < T5 - T3 < 90s", "T5 - T3 over 10s under 90s"},
		{"T1 < T2 < T3", "none"},
	} {
		r, err := ParseRelation(c.relation)
		if err != nil {
			t.Fatalf("%s: %v", c.relation, err)
		}
		got := "none"
		if d, ok := r.Distance(); ok {
			got = d.Of + " - " + d.From + limit(d.Low, " over ", " from ") + limit(d.High, " under ", " to ")
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.relation, got, c.want)
		}
	}
}

func limit(l Limit, strict, closed string) string {
	switch {
	case !l.Set:
		return ""
	case l.Strict:
		return strict + sim.FormatSpan(l.At)
	}
	return closed + sim.FormatSpan(l.At)
}

func TestDistanceHoldsUpToItsEnds(t *testing.T) {
	for _, c := range []struct {
		relation string
		holds    []time.Duration
		not      []time.Duration
	}{
		{"a ≈ b + 10ns ± 1ns", []time.Duration{9, 10, 11}, []time.Duration{8, 12}},
		{"b + 10ns < a < b + 12ns", []time.Duration{11}, []time.Duration{10, 12}},
		{"a >= b", []time.Duration{0, 1 << 60}, []time.Duration{-1}},
	} {
		r, err := ParseRelation(c.relation)
		if err != nil {
			t.Fatal(err)
		}
		d, _ := r.Distance()
		for i, span := range append(c.holds, c.not...) {
			if got, want := holds(&d, span), i < len(c.holds); got != want {
				t.Errorf("%s: got %v for %s, want %v", c.relation, got, span, want)
			}
		}
	}
}

// holds reports whether a distance is as it should be.
func holds(d *Distance, span time.Duration) bool {
	low, high := &d.Low, &d.High
	return (!low.Set || span > low.At || span == low.At && !low.Strict) &&
		(!high.Set || span < high.At || span == high.At && !high.Strict)
}

func TestParseDistance(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"T4' - T3", "T4' - T3"},
		{" T4′-T3 ", "T4' - T3"},
		{"T4", `ends too early; expected a mark less another one such as T4 - T3`},
		{"T4 - 5s", `ends too early; expected a mark less another one such as T4 - T3`},
		{"T4 - T3 < 5s", `cannot read "<"; expected the end`},
		{"T4 - T4", `"T4" is at no distance from itself; expected another mark`},
		{"", `ends too early; expected a mark or a duration`},
	} {
		d, err := ParseDistance(c.text)
		got := d.Of + " - " + d.From
		if err != nil {
			got = fmt.Sprint(err)
		}
		if got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}
