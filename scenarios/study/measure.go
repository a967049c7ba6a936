package study

import (
	"cmp"
	"slices"
	"time"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// Reading is the distance of two marks in one run.
type Reading struct {
	Span    time.Duration
	Lacks   string         // the mark that never came; "": both came
	Verdict expect.Verdict // on the claim that is drawn with it, if there is one
}

// Measure reads a distance off a run.
func Measure(d *expect.Distance, tl *timeline.Timeline) Reading {
	from, of := tl.Mark(d.From), tl.Mark(d.Of)
	switch {
	case from == nil:
		return Reading{Lacks: d.From}
	case of == nil:
		return Reading{Lacks: d.Of}
	}
	return Reading{Span: of.At.Sub(from.At)}
}

// Sample is the distances of runs, sorted, and what of the runs had none.
type Sample struct {
	Spans []time.Duration
	Lack  []Lack // the most frequent first
	expect.Tally
}

// Lack is a mark that never came in so many runs.
type Lack struct {
	Mark string
	Runs int
}

// NewSample gathers readings.
func NewSample(list []Reading) *Sample {
	s := &Sample{Tally: expect.Tally{Runs: len(list)}}
	for i := range list {
		r := &list[i]
		if r.Lacks == "" {
			s.Spans = append(s.Spans, r.Span)
		} else {
			s.lacks(r.Lacks)
		}
		switch r.Verdict {
		case expect.Pass:
			s.Passed++
		case expect.Fail:
			s.Failed++
		}
	}
	slices.Sort(s.Spans)
	slices.SortStableFunc(s.Lack, func(a, b Lack) int { return cmp.Compare(b.Runs, a.Runs) })
	return s
}

func (s *Sample) lacks(mark string) {
	for i := range s.Lack {
		if s.Lack[i].Mark == mark {
			s.Lack[i].Runs++
			return
		}
	}
	s.Lack = append(s.Lack, Lack{mark, 1})
}
