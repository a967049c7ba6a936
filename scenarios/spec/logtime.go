package spec

import (
	"strconv"
	"strings"
	"time"

	"roomsim/scenarios/expect"
)

// LogTime reads the times of a log.
type LogTime struct {
	Format   string         // rfc3339, s, ms, us, ns, duration, or a layout of Go's
	Zone     *time.Location // of a layout without one
	Dateless bool           // the layout has a time of day and no date
}

// logFormats are those that are no layout.
var logFormats = []string{"rfc3339", "s", "ms", "us", "ns", "duration"}

// Parse reads a time: nanoseconds since 1970, since the start of the log or of the day.
func (f *LogTime) Parse(text string) (ns int64, ok bool) {
	layout := f.Format
	switch layout {
	case "duration":
		d, err := expect.ParseDuration(text)
		return int64(d), err == nil
	case "s":
		return parseEpoch(text, 9)
	case "ms":
		return parseEpoch(text, 6)
	case "us":
		return parseEpoch(text, 3)
	case "ns":
		return parseEpoch(text, 0)
	case "rfc3339":
		layout = time.RFC3339
	}
	t, err := time.ParseInLocation(layout, text, f.Zone)
	if err != nil {
		return 0, false
	}
	if t.Year() == 0 { // the layout has none; 2000 has a 29th of February
		t = t.AddDate(2000, 0, 0)
	}
	return t.UnixNano(), 1900 <= t.Year() && t.Year() < 2200
}

// parseEpoch reads a decimal number of units of 10^places ns. What is finer than 1 ns is cut.
func parseEpoch(text string, places int) (int64, bool) {
	whole, part, point := strings.Cut(text, ".")
	if whole == "" || point && part == "" || strings.Trim(whole+part, "0123456789") != "" {
		return 0, false
	}
	part = (part + "000000000")[:places]
	ns, err := strconv.ParseInt(whole+part, 10, 64)
	return ns, err == nil && ns < 1<<62
}

// Expected is an example of a time.
func (f *LogTime) Expected() string {
	switch f.Format {
	case "rfc3339":
		return "expected a time such as 2026-03-01T15:04:05.123Z"
	case "duration":
		return "expected a duration such as 1m5.5s"
	case "s", "ms", "us", "ns":
		return "expected a number of " + f.Format + " in decimal digits"
	}
	return "expected a time like " + f.Format
}

// layout checks a layout of Go's: a time of day goes through it to the second, and it names no zone
// by letters, which say no offset.
func (f *LogTime) layout() bool {
	f.Zone = time.UTC
	there := time.Date(2001, 2, 3, 16, 5, 6, 0, time.UTC)
	back, err := time.Parse(f.Format, there.Format(f.Format))
	if err != nil || strings.Contains(f.Format, "MST") || back.Hour() != there.Hour() ||
		back.Minute() != there.Minute() || back.Second() != there.Second() {
		return false
	}
	other := time.Date(2007, 11, 24, 16, 5, 6, 0, time.UTC)
	f.Dateless = other.Format(f.Format) == there.Format(f.Format)
	return true
}

// zoned reports whether the format says the zone itself, or has none.
func (f *LogTime) zoned() bool {
	known := false
	for _, word := range logFormats {
		known = known || word == f.Format
	}
	return known || strings.Contains(f.Format, "Z07") || strings.Contains(f.Format, "-07")
}

// parseZone reads UTC or an offset such as +02:00.
func parseZone(text string) (*time.Location, bool) {
	if text == "UTC" {
		return time.UTC, true
	}
	t, err := time.Parse("-07:00", text)
	if err != nil {
		return nil, false
	}
	_, offset := t.Zone()
	return time.FixedZone(text, offset), true
}
