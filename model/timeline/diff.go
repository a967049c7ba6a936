package timeline

import (
	"bytes"
	"strconv"
	"strings"
)

// Diff finds the first record in which two timelines of one scenario differ, and says how; what is
// "" if nothing differs. Records are compared as JSON Lines write them, so the timelines may have
// different casts. Behind the last record n is 0: the marks or the end differ.
func Diff(a, b *Timeline) (n uint32, what string) {
	ea, eb := encoder{a}, encoder{b}
	var la, lb []byte
	for i := range min(len(a.Records), len(b.Records)) {
		ra, rb := &a.Records[i], &b.Records[i]
		la, lb = ea.record(la[:0], ra), eb.record(lb[:0], rb)
		if !bytes.Equal(la, lb) {
			return min(ra.N, rb.N), side(a, ra) + " or " + side(b, rb)
		}
	}
	switch {
	case len(a.Records) > len(b.Records):
		r := &a.Records[len(b.Records)]
		return r.N, side(a, r) + " or nothing"
	case len(a.Records) < len(b.Records):
		r := &b.Records[len(a.Records)]
		return r.N, "nothing or " + side(b, r)
	}
	return 0, diffRest(a, b)
}

// side describes a record as one of two that should be one.
func side(t *Timeline, r *Record) string {
	s := r.At.String() + " " + t.Say(r)
	if r.Cause != 0 {
		s += " ← #" + string(appendNumber(nil, r.Cause))
	}
	return s
}

// diffRest compares what is no record.
func diffRest(a, b *Timeline) string {
	switch {
	case marksText(a) != marksText(b):
		return "marks: " + marksText(a) + " or " + marksText(b)
	case a.Total != b.Total || a.Events != b.Events || a.End != b.End:
		return "the end: " + endText(a) + " or " + endText(b)
	case a.Scenario != b.Scenario || a.Seed != b.Seed || a.Profile != b.Profile:
		return "the run: " + runText(a) + " or " + runText(b)
	}
	return ""
}

func marksText(t *Timeline) string {
	var b []byte
	for _, m := range t.marksInOrder() {
		b = append(append(b, Show(m.Name)...), " #"...)
		b = append(appendNumber(b, m.N), ", "...)
	}
	return strings.TrimSuffix(string(b), ", ")
}

func endText(t *Timeline) string {
	return string(appendNumber(nil, t.Total)) + " records, " + strconv.FormatUint(t.Events, 10) +
		" events, " + t.End.String()
}

func runText(t *Timeline) string { return strings.TrimSpace(string(t.appendRun(nil))) }
