package plots

import (
	"testing"
	"time"
)

// What a link comes back to is worded as it is; what differs from it, only as far as it does.
func TestWordsAreAboutWhatIsNew(t *testing.T) {
	usual := weather{0, 50 * ms, 0}
	wet := weather{20_000, 42 * ms, 1_000_000}
	wetAgain := []spell{{from: 0, to: 10, weather: wet}, {from: 10, to: 30, weather: usual},
		{from: 30, to: 95, weather: wet}}
	for _, tt := range []struct {
		what string
		most weather
		is   weather
		want string
	}{
		{"the profile's", usual, usual, "50ms"},
		{"a loss", usual, weather{200_000, 50 * ms, 0}, "loss 20%"},
		{"a loss and a delay", usual, weather{200_000, 90 * ms, 0}, "loss 20% · 90ms"},
		{"an outage, whatever its delay", usual, weather{all, 90 * ms, 8000}, "loss 100%"},
		{"what it comes back to", wet, wet, "loss 2% · 42ms · 1Mbit/s"},
		{"a thinner neck", wet, weather{20_000, 42 * ms, 100_000}, "100kbit/s"},
		{"no loss, and no neck", wet, weather{0, 42 * ms, 0}, "loss 0% · unlimited"},
		{"the profile's, once", wet, usual, "50ms"},
	} {
		p := &sky{usual: usual, most: tt.most, slow: true}
		if got, _ := joined(p.words(&tt.is)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.what, got, tt.want)
		}
	}
	if got := prevailing(wetAgain, usual); got != wet {
		t.Errorf("of weather that comes back: got %v, want %v", got, wet)
	}
	if got := prevailing(wetAgain[:2], usual); got != usual {
		t.Errorf("if none comes back: got %v, want %v", got, usual)
	}
}

func TestRangesInWords(t *testing.T) {
	p := &sky{usual: weather{0, 50 * ms, 0}}
	for _, tt := range []struct {
		of   bounds
		want string
	}{
		{bounds{weather{0, 50 * ms, 0}, weather{all, 50 * ms, 0}}, "loss 0…100%"},
		{bounds{weather{25_000, 50 * ms, 0}, weather{25_000, 2 * time.Second, 0}},
			"loss 2.5% · 50ms…2s"},
	} {
		if got := p.between(&tt.of); len(got) == 0 || got[0] != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
