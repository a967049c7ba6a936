package sim

import (
	"math"
	"testing"
	"time"
)

func TestTimePrintsSecondsAndNeverRounds(t *testing.T) {
	for _, tt := range []struct {
		t    Time
		want string
	}{
		{0, "0.000s"}, {65_500_000_000, "65.500s"}, {120_000_001, "0.120000001s"},
		{1, "0.000000001s"}, {1000, "0.000001s"}, {999_999_999, "0.999999999s"},
		{Time(Longest), "2592000.000s"}, {-1_500_000_000, "-1.500s"},
		{math.MaxInt64, "9223372036.854775807s"}, {math.MinInt64, "-9223372036.854775808s"},
	} {
		if got := tt.t.String(); got != tt.want {
			t.Errorf("%d: got %s, want %s", int64(tt.t), got, tt.want)
		}
	}
}

func TestAddAndSubAreOpposites(t *testing.T) {
	a := Time(5e9)
	b := a.Add(-20 * time.Second)
	if b.Sub(a) != -20*time.Second || a.Sub(b) != 20*time.Second {
		t.Errorf("got %v, %v", b.Sub(a), a.Sub(b))
	}
}

func TestFormatSpanUsesTheNotationOfAFile(t *testing.T) {
	for _, tt := range []struct {
		want string
		d    time.Duration
	}{
		{"0s", 0}, {"1ns", 1}, {"1.5us", 1500}, {"120ms", 120e6}, {"1.000001ms", 1_000_001},
		{"1s", 1e9}, {"1.5s", 1500e6}, {"60s", 60e9}, {"90s", 90e9}, {"90.25s", 90_250e6},
		{"120s", 120e9}, {"2m1s", 121e9}, {"150.5s", 150_500e6}, {"20m", 20 * time.Minute},
		{"1h30m", 90 * time.Minute}, {"1h0.5s", time.Hour + 500e6}, {"1d", 24 * time.Hour},
		{"1d1h1m1s", 25*time.Hour + 61e9}, {"30d", Longest}, {"-90s", -90e9},
		{"-120ms", -120e6},
	} {
		if got := FormatSpan(tt.d); got != tt.want {
			t.Errorf("%d: got %s, want %s", int64(tt.d), got, tt.want)
		}
	}
}
