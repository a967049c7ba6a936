package plots

import (
	"strings"
	"time"

	"roomsim/sim"
)

// roughly words a span with as much precision as a reader takes in: a fold that hides 18m29.78s
// says 18m30s.
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

// Telling drops from a span what lies below the millisecond, where that is chance: the span is
// 10 ms or more, and not within a microsecond of a whole millisecond. What is so near was put there
// by hand, as the 89.740000001s of a seat that is asked for a nanosecond too late. From 10 µs on it
// drops what lies below the microsecond.
func Telling(d time.Duration) time.Duration {
	whole := d.Round(time.Millisecond)
	switch {
	case d.Abs() < 10*time.Microsecond, (d - whole).Abs() < time.Microsecond:
		return d
	case d.Abs() < 10*time.Millisecond:
		return d.Round(time.Microsecond)
	}
	return whole
}

// about gives an instant to the millisecond, unless it comes sooner than a second.
func about(t sim.Time) string {
	if t >= sim.Time(time.Second) {
		t = sim.Time(time.Duration(t).Round(time.Millisecond))
	}
	return exactly(t)
}

// clock gives an instant as a reader takes it in.
func clock(t sim.Time) string { return exactly(sim.Time(Telling(time.Duration(t)))) }

// exactly gives an instant as the timeline does; in long runs as a span, "1d2h30m".
func exactly(t sim.Time) string {
	if t >= sim.Time(time.Hour) {
		text := sim.FormatSpan(time.Duration(t))
		if t%sim.Time(time.Hour) < sim.Time(time.Minute) && strings.HasSuffix(text, "s") {
			return strings.Replace(text, "h", "h0m", 1) // "1h22s" reads as 1 h 22 min
		}
		return text
	}
	return t.String()
}
