package applog

import (
	"fmt"
	"strings"
	"time"

	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
	"roomsim/sim"
)

// day is what separates times that look alike where a log has no dates.
const day = int64(24 * time.Hour)

// when reads the time of a line.
func (r *reader) when(w *row, rec *record) bool {
	if !w.has[spec.LogWhen] {
		return true // the form has read it
	}
	format := &r.mapping.Time
	text := w.texts[spec.LogWhen]
	at, ok := format.Parse(text)
	if !ok {
		r.say(w, "time "+quote(text), format.Expected())
		return false
	}
	if format.Dateless {
		at = r.dated(at)
	}
	rec.at = at
	return true
}

// pass lets a line that is left out tell of midnight.
func (r *reader) pass(timeOf func() string) {
	if format := &r.mapping.Time; format.Dateless {
		if at, ok := format.Parse(strings.TrimSpace(timeOf())); ok {
			r.dated(at)
		}
	}
}

// passed is pass for a line that has been taken apart.
func (r *reader) passed(w *row) { r.pass(func() string { return w.texts[spec.LogWhen] }) }

// dated gives a time of day its day: one that lies more than twelve hours before the last one is of
// the next day.
func (r *reader) dated(at int64) int64 {
	if r.was >= 0 && at < r.was-day/2 {
		r.day++
	}
	r.was = at
	return at + r.day*day
}

// align moves the records of a log without dates, those from an index on, to the day on which they
// begin nearest to the first such log. It refuses where the day before or behind is less than twice
// as far.
func (r *reader) align(from int) {
	const near = day / 3
	if r.was < 0 || from == len(r.records) {
		return
	}
	first := &r.records[from]
	if r.dateless.line == 0 {
		r.dateless = *first
		return
	}
	days := daysTo(first.at, r.dateless.at)
	for i := range r.records[from:] {
		r.records[from+i].at += days * day
	}
	off, where, other := first.at-r.dateless.at, "behind", "before"
	if off < 0 {
		off, where, other = -off, other, where
	}
	if off > near {
		r.wrongAt(first.place, fmt.Sprintf("without a date it is %s %s %s or %s %s it",
			sim.FormatSpan(time.Duration(off)), where, r.dateless.place,
			sim.FormatSpan(time.Duration(day-off)), other), "expected logs that begin within "+
			sim.FormatSpan(time.Duration(near))+" of each other, or times with dates")
	}
}

// daysTo is by how many days a time has to be moved to lie nearest to another.
func daysTo(at, other int64) int64 {
	half := other - at + day/2
	days := half / day
	if half < 0 && half%day != 0 {
		days--
	}
	return days
}

// ahead is how far a client's clock is ahead.
func (r *reader) ahead(who uint32) int64 {
	for _, c := range r.clocks {
		if who != timeline.Nobody && c.Who.Has(who) {
			return int64(c.Ahead)
		}
	}
	return 0
}

// ends notes the end that a log tells of, by the clock of the client of whom it told last.
func (r *reader) ends(w *row) {
	at := w.at - r.ahead(r.whose)
	if r.over.line == 0 || at > r.over.at {
		r.over = record{place: place{r.src.Name, w.line}, at: at}
	}
}
