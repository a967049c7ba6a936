package expect_test

import (
	"strings"
	"testing"
	"time"

	"roomsim/scenarios/expect"
	"roomsim/sim"
)

func TestParseDurationReads(t *testing.T) {
	const day = 24 * time.Hour
	tests := []struct {
		text string
		want time.Duration
	}{
		{"0", 0},
		{"0s", 0},
		{"1ns", 1},
		{"250us", 250 * time.Microsecond},
		{"250\u00b5s", 250 * time.Microsecond},
		{"250\u03bcs", 250 * time.Microsecond},
		{"5ms", 5 * time.Millisecond},
		{"1.5s", 1500 * time.Millisecond},
		{"20min", 20 * time.Minute},
		{"20m", 20 * time.Minute},
		{"1h30m", 90 * time.Minute},
		{"1m5ms", time.Minute + 5*time.Millisecond},
		{"1d", day},
		{"30d", 30 * day},
		{"29d23h59m60s", 30 * day},
		{"0.1us", 100},
		{"0.000000001s", 1},
		{"0.5d", 12 * time.Hour},
		{"1.50000000000000000000000s", 1500 * time.Millisecond},
		{"0.000000000025h", 90},
		{"0.29s", 290 * time.Millisecond}, // a float would miss it
		{"2591999.999999999s", 30*day - 1},
	}
	for _, tt := range tests {
		got, err := expect.ParseDuration(tt.text)
		if err != nil || got != tt.want {
			t.Errorf("ParseDuration(%q): got %v, %v, want %v", tt.text, got, err, tt.want)
		}
	}
}

// The messages are rows 45 to 50 of bad-input.md.
func TestParseDurationRefuses(t *testing.T) {
	unreadable := func(q string) string {
		return "cannot read " + q + " as a duration; units are ns us ms s m min h d"
	}
	const (
		long  = "duration is longer than 30 days"
		fine  = "finer than 1ns"
		minus = "a span cannot be negative"
	)
	tests := []struct{ row, text, want string }{
		{"45", "90", "90 has no unit; expected a duration such as 90s"},
		{"45", "1.5", "1.5 has no unit; expected a duration such as 1.5s"},
		{"45", "0.0", "0.0 has no unit; expected a duration such as 0.0s"},
		{"45", strings.Repeat("9", 99),
			strings.Repeat("9", 64) + "… has no unit; expected a duration such as 10s"},
		{"46", "5 sec", unreadable(`"5 sec"`)},
		{"46", "1:30", unreadable(`"1:30"`)},
		{"46", "5m30", unreadable(`"5m30"`)},
		{"46", "1e3s", unreadable(`"1e3s"`)},
		{"46", "s", unreadable(`"s"`)},
		{"46", "+5s", unreadable(`"+5s"`)},
		{"46", "１０s", unreadable(`"１０s"`)},
		{"46", "", unreadable(`""`)},
		{"46", " 5s", unreadable(`" 5s"`)},
		{"46", "5s ", unreadable(`"5s "`)},
		{"46", "5S", unreadable(`"5S"`)},
		{"46", ".5s", unreadable(`".5s"`)},
		{"46", "5.s", unreadable(`"5.s"`)},
		{"46", "010s", unreadable(`"010s"`)},
		{"46", "1h05m", unreadable(`"1h05m"`)},
		{"46", "1_000s", unreadable(`"1_000s"`)},
		{"46", "0x10s", unreadable(`"0x10s"`)},
		{"46", "5s\x1b[31m", unreadable(`"5s\x1b[31m"`)},
		{"46", strings.Repeat("x", 99), unreadable(`"` + strings.Repeat("x", 64) + `…"`)},
		{"47", "99999999h", long},
		{"47", "9223372036s", long},
		{"47", "9223372037s", long},
		{"47", "2592000.000000001s", long},
		{"47", "30d1ns", long},
		{"47", strings.Repeat("9", 99) + "ns", long},
		{"48", "-5s", minus},
		{"48", "-5", minus},
		{"49", ".nan", "nan is not a number a scenario may use"},
		{"49", ".inf", "inf is not a number a scenario may use"},
		{"49", "-.Inf", "-inf is not a number a scenario may use"},
		{"49", "NaN", "nan is not a number a scenario may use"},
		{"49", "-0", "-0 is not a number a scenario may use"},
		{"49", "1e-400", "1e-400 is not a number a scenario may use"},
		{"49", "1e9", "1e9 is not a number a scenario may use"},
		{"49", "0x10", "0x10 is not a number a scenario may use"},
		{"49", "010", "010 is not a number a scenario may use"},
		{"49", "1_000", "1_000 is not a number a scenario may use"},
		{"49", ".5", ".5 is not a number a scenario may use"},
		{"50", "0.1ns", fine},
		{"50", "1s0.0000001us", fine},
		{"50", "0.0000000000000001d", fine},
		{"50", "0.00000000000000000000000000001d", fine},
	}
	for _, tt := range tests {
		got, err := expect.ParseDuration(tt.text)
		if err == nil || err.Error() != tt.want {
			t.Errorf("row %s, %q: got %v, %v, want %s", tt.row, tt.text, got, err, tt.want)
		}
	}
}

// The messages are rows 49 and 51 to 53 of bad-input.md.
func TestParseShare(t *testing.T) {
	const outside = "; expected 0% to 100% or a number from 0 to 1"
	tests := []struct{ text, want string }{
		{"2.5%", "2.5%"},
		{"2.50%", "2.5%"},
		{"0.025", "2.5%"},
		{"0", "0%"},
		{"0%", "0%"},
		{"1", "100%"},
		{"100%", "100%"},
		{"0.00000000000000001%", "0.00000000000000001%"},
		{"0.99999999999999999", "99.999999999999999%"},
		{"150%", "150%" + outside},
		{"-1%", "-1%" + outside},
		{"-0.5", "-0.5" + outside},
		{"1.0001", "1.0001" + outside},
		{"5", "5" + outside},
		{"2,5%", `cannot read "2,5%" as a share`},
		{"2.5 %", `cannot read "2.5 %" as a share`},
		{"%", `cannot read "%" as a share`},
		{"", `cannot read "" as a share`},
		{"5%%", `cannot read "5%%" as a share`},
		{"010%", `cannot read "010%" as a share`},
		{".nan", "nan is not a number a scenario may use"},
		{"1e-3", "1e-3 is not a number a scenario may use"},
		{"2." + strings.Repeat("5", 39) + "%", "more than 18 digits"},
		{strings.Repeat("5", 40), "more than 18 digits"},
	}
	for _, tt := range tests {
		ratio, err := expect.ParseShare(tt.text)
		got := ratio.String()
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("ParseShare(%q): got %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestEqualSharesAreEqualValues(t *testing.T) {
	a, _ := expect.ParseShare("2.5%")
	b, _ := expect.ParseShare("0.025")
	if a != b || a != sim.NewRatio(1, 40) {
		t.Errorf("got %#v and %#v, want 1/40 twice", a, b)
	}
}

// A span that was read is within the bounds, and its canonical text reads back to the same.
func FuzzParseDuration(f *testing.F) {
	for _, s := range []string{"0", "90s", "1h30m", "1.5s", "250µs", "0.1ns", "-5s", "1e9s", "30d",
		"５s", "99999999999999999999d", "0.0000000000000000001d", ".nan", "5m30", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := expect.ParseDuration(text)
		if err != nil {
			if err.Offset < 0 || err.Offset > len(text) || err.Msg == "" {
				t.Errorf("%q: bad error %#v", text, err)
			}
			return
		}
		if d < 0 || d > sim.Longest {
			t.Fatalf("%q: got %d ns, want 0 to 30 days", text, d)
		}
		if again, err := expect.ParseDuration(sim.FormatSpan(d)); err != nil || again != d {
			t.Errorf("%q: %s reads back as %v, %v", text, sim.FormatSpan(d), again, err)
		}
	})
}
