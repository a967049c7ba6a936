package sim

import (
	"strconv"
	"time"
)

// Time is an instant of virtual time: nanoseconds since the start of the run. Spans are
// time.Duration.
type Time int64

// Longest is the bound on every span and on the end of a run: 30 days.
const Longest = 30 * 24 * time.Hour

// Add returns the instant d after t. Sums of legal instants and spans cannot overflow: both are at
// most Longest.
func (t Time) Add(d time.Duration) Time { return t + Time(d) }

// Sub returns the span from u to t, negative if t is earlier.
func (t Time) Sub(u Time) time.Duration { return time.Duration(t - u) }

// String gives t in seconds with three decimals, more where the value has them: "65.500s",
// "0.120000001s". It never rounds.
func (t Time) String() string { return string(t.Append(nil)) }

// FormatSigned gives a span as Time.String gives times, with its sign: "+0.820s", "-9.180s",
// "0.000s".
func FormatSigned(d time.Duration) string {
	if d > 0 {
		return "+" + Time(d).String()
	}
	return Time(d).String()
}

// Append appends what String returns.
func (t Time) Append(b []byte) []byte {
	u := uint64(t)
	if t < 0 {
		b = append(b, '-')
		u = -u
	}
	b = strconv.AppendUint(b, u/1e9, 10)
	b = append(b, '.')
	frac := u % 1e9
	digits := 9
	for ; digits > 3 && frac%10 == 0; digits-- {
		frac /= 10
	}
	start := len(b)
	for range digits {
		b = append(b, '0')
	}
	for i := len(b) - 1; i >= start; i-- {
		b[i] = byte('0' + frac%10)
		frac /= 10
	}
	return append(b, 's')
}

// units are the spellings of FormatSpan, from long to short; ms and below follow as decimals.
var units = [...]struct {
	name string
	size time.Duration
}{{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}, {"s", time.Second},
	{"ms", time.Millisecond}, {"us", time.Microsecond}, {"ns", 1}}

// FormatSpan gives d in the notation of a scenario file, with as few units as say it exactly: "0s",
// "120ms", "1.5s", "90s", "20m", "1h30m". A span of one to two minutes stays in seconds.
func FormatSpan(d time.Duration) string {
	sign := ""
	u := uint64(d)
	if d < 0 {
		sign, u = "-", -u
	}
	switch {
	case u == 0:
		return "0s"
	case u < uint64(time.Second):
		for _, unit := range units[4:] {
			if u >= uint64(unit.size) {
				return sign + decimal(u, uint64(unit.size)) + unit.name
			}
		}
	case u <= uint64(2*time.Minute) || u%uint64(time.Second) != 0 && u < uint64(time.Hour):
		return sign + decimal(u, uint64(time.Second)) + "s"
	}
	s := sign
	for _, unit := range units[:3] {
		if n := u / uint64(unit.size); n > 0 {
			s += strconv.FormatUint(n, 10) + unit.name
			u %= uint64(unit.size)
		}
	}
	if u > 0 {
		s += decimal(u, uint64(time.Second)) + "s"
	}
	return s
}

// decimal writes u/size exactly; size is a power of ten.
func decimal(u, size uint64) string {
	s := strconv.FormatUint(u/size, 10)
	rest := u % size
	if rest == 0 {
		return s
	}
	s += "."
	for size /= 10; rest > 0; size /= 10 {
		s += string(rune('0' + rest/size))
		rest %= size
	}
	return s
}
