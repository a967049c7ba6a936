package plots

import (
	"testing"
	"time"
)

func TestTelling(t *testing.T) {
	for _, c := range []struct {
		what    string
		d, want time.Duration
	}{
		{"chance below the millisecond goes", 60351497196, 60351 * time.Millisecond},
		{"to the nearer millisecond", -29776593609, -29777 * time.Millisecond},
		{"a nanosecond too late is meant", 89740000001, 89740000001},
		{"a nanosecond too early is meant", 89739999999, 89739999999},
		{"milliseconds stay", 820 * time.Millisecond, 820 * time.Millisecond},
		{"what is short is told to the microsecond", 9437219, 9437 * time.Microsecond},
		{"what is shorter is told whole", 9437, 9437},
	} {
		if got := Telling(c.d); got != c.want {
			t.Errorf("%s: %d gives %d, want %d", c.what, c.d, got, c.want)
		}
	}
}
