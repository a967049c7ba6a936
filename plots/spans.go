package plots

import (
	"time"

	"roomsim/sim"
)

// roughly words a span with as much precision as a reader takes in: a fold that hides 18m29.78s
// says 18m30s. The times at marks are exact.
func roughly(d time.Duration) string {
	for _, r := range [...]struct{ from, unit time.Duration }{
		{24 * time.Hour, time.Hour}, {time.Hour, time.Minute}, {2 * time.Minute, time.Second},
		{10 * time.Second, 100 * time.Millisecond}, {time.Second, 10 * time.Millisecond},
		{10 * time.Millisecond, time.Millisecond}, {time.Millisecond, 10 * time.Microsecond},
		{10 * time.Microsecond, time.Microsecond},
	} {
		if d >= r.from {
			return sim.FormatSpan((d + r.unit/2) / r.unit * r.unit)
		}
	}
	return sim.FormatSpan(d)
}

// about gives an instant to the millisecond, unless it comes sooner than a second.
func about(t sim.Time) string {
	if t >= sim.Time(time.Second) {
		t = sim.Time(time.Duration(t).Round(time.Millisecond))
	}
	return clock(t)
}

// clock gives an instant as the timeline does; in long runs as a span, "1d2h30m".
func clock(t sim.Time) string {
	if t >= sim.Time(time.Hour) {
		return sim.FormatSpan(time.Duration(t))
	}
	return t.String()
}
