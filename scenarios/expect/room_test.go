package expect_test

import (
	"testing"
	"time"

	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// In the contract's run T3 comes at 65.5 s and T4' 79.82 s behind it.
func TestShare(t *testing.T) {
	for _, tt := range []struct {
		claim      string
		used, room time.Duration
		share      int64
		ok         bool
	}{
		{"T4' ≈ T3 + 79.82s ± 1s", 0, time.Second, 0, true},
		{"T4' ≈ T3 + 79s ± 1s", 820e6, time.Second, 820, true},
		{"T4' ≈ T3 + 80s (+1s -30s)", 180e6, 30 * time.Second, 6, true}, // on the wide side
		{"T4' ≈ T3 + 79s (+1s -30s)", 820e6, time.Second, 820, true},    // on the narrow one
		{"T4' ≈ T3 + 79s (+1s)", 320e6, 500e6, 640, true},               // from the middle
		{"T4' ≈ T3 + 90s ± 1s", 10180e6, time.Second, 10180, true},      // beyond
		{"T3 + 79s < T4' < T3 + 81s", 180e6, time.Second, 180, true},
		{"T4' < T3 + 90s", 79820e6, 90 * time.Second, 886, true},
		{"T4' - T3 < 90s", 79820e6, 90 * time.Second, 886, true},
		{"T4' > T3 + 70s", 60180e6, 70 * time.Second, 859, true},
		{"T4' > T3 + 10s", 0, 10 * time.Second, 0, true}, // far beyond the bound
		{"T4' > T3", 0, 0, 0, false},
		{"T4' = T3 + 79.82s", 0, 0, 0, false},
	} {
		tl, rules := contractRun()
		f := expect.Check([]expect.Claim{relation(t, tt.claim)}, rules, tl)[0]
		share, ok := f.Share()
		if f.Used != tt.used || f.Room != tt.room || share != tt.share || ok != tt.ok {
			t.Errorf("%s: got %s of %s, %d, %t, want %s of %s, %d, %t", tt.claim, sim.Time(f.Used),
				sim.Time(f.Room), share, ok, sim.Time(tt.used), sim.Time(tt.room), tt.share, tt.ok)
		}
	}
}
