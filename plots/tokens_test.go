package plots

import (
	"slices"
	"testing"
	"time"

	"roomsim/sim"
)

// The end of a token leaves no record where the server does nothing about it. A chart names it
// beside its marks, and as a flag of the client.
func TestEndsOfTokensAreInstants(t *testing.T) {
	for _, test := range []struct {
		name, scenario string
		at             time.Duration
		edge, says     string
	}{
		{"that nobody records", "token-expires", 65 * time.Second, "A's token ends", "token ends"},
		{"while offline", "token-lapses-in-tunnel", 67 * time.Second, "A's token ends", "token ends"},
		{"of one that was renewed", "token-renewed", 65 * time.Second, "A's old token ends",
			"old token ends"},
		{"of the one that it was renewed with", "token-renewed", 140 * time.Second, "A's token ends",
			"token ends"},
		{"renewed while logging in", "token-renewed-logining", 66 * time.Second, "A's token ends",
			"token ends"},
		{"where a mark is: only the flag", "token-kick", 65 * time.Second, "left", "token ends"},
	} {
		s := newSequence(builtIn(t, test.scenario), Options{})
		edge := slices.ContainsFunc(s.stops(), func(p stop) bool {
			return p.at == sim.Time(test.at) && slices.Equal(p.names, []string{test.edge})
		})
		if !edge {
			t.Errorf("%s: nothing at the edge says %q at %s", test.name, test.edge, test.at)
		}
		for _, text := range []string{test.edge, test.says} {
			if !slices.ContainsFunc(s.pic.labels, func(l label) bool { return l.text == text }) {
				t.Errorf("%s: no text %q", test.name, text)
			}
		}
	}
}

// A token that the client holds no more by then, and one that was given in vain, do not end.
func TestTokensGoWithTheRoom(t *testing.T) {
	for _, test := range []struct {
		scenario string
		client   string
		ends     int
	}{
		{"token-of-the-tablet", "phone", 0}, {"token-of-the-tablet", "tablet", 1},
		{"token-renewed-wrong", "A", 0}, {"token-renewed-away", "A", 2}, {"case2", "A", 0},
	} {
		s := tell(builtIn(t, test.scenario), Options{})
		for _, l := range s.lanes {
			if l.name == test.client && len(l.tokens) != test.ends {
				t.Errorf("%s: %d ends of tokens of %s, want %d", test.scenario, len(l.tokens), l.name,
					test.ends)
			}
		}
	}
}

func TestLifetimesAreReadAsCallsSayThem(t *testing.T) {
	for _, lasts := range []time.Duration{1, time.Millisecond, 1500 * time.Millisecond, time.Minute,
		90 * time.Minute, 24 * time.Hour, 50*time.Hour + 30*time.Minute} {
		got, ok := lifetime(" for " + sim.FormatSpan(lasts))
		if !ok || got != lasts {
			t.Errorf("%s is read as %s, %t", sim.FormatSpan(lasts), got, ok)
		}
	}
	for _, word := range []string{"", ": valid", " for", " for ever", " for -5s", " for xd",
		" for d5s"} {
		if got, ok := lifetime(word); ok {
			t.Errorf("%q is read as %s", word, got)
		}
	}
}

// The bracket of a token's end goes from the warning to the end.
func TestTheWaitForATokensEnd(t *testing.T) {
	for _, name := range []string{"token-expires", "token-kick"} {
		s := newSequence(builtIn(t, name), Options{})
		n := 0
		for _, c := range s.clasps {
			if c.from == sim.Time(35*time.Second) && c.to == sim.Time(65*time.Second) {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s: %d brackets from the warning to the end, want 1", name, n)
		}
	}
}
