package applog

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
	"roomsim/sim"
)

// Source is a log to be read.
type Source struct {
	Name   string        // as messages name it
	Client timeline.Span // whose it is, where its lines do not say; zero: nobody's
	Text   []byte
}

// Options say how logs are to be read.
type Options struct {
	Scenario *spec.Scenario
	Mapping  *spec.Mapping   // nil: all are our own JSON Lines
	Clocks   []spec.LogClock // stronger than the mapping's
}

// Log is what logs tell, as a run of the scenario would have left it behind.
type Log struct {
	Timeline *timeline.Timeline
	Rules    []timeline.MarkRule // the scenario's, with patterns for the marks of actions
	Steps    []Step              // that the state machine does not allow
	Warnings []spec.Problem
	Untold   []string // marks of actions that claims rest on and nothing in the logs stands for

	places []place // by N − 1
	same   bool    // it is whole runs of the scenario, which tell of everybody
}

// place is where a record stands.
type place struct {
	file string
	line int
}

// record is a record before it has its number.
type record struct {
	timeline.Record
	place
	at   int64 // as the log gives it, put right by the device's clock
	pins []int // indices of the rules whose marks are known to name it
}

// Read reads logs, one or more. The error is a *spec.Problems that names lines.
func Read(sources []Source, opt Options) (*Log, error) {
	r := newReader(opt)
	for i := range sources {
		r.source(&sources[i])
	}
	if len(r.records) == 0 && len(r.wrong.List) == 0 {
		r.wrong.Add(spec.Problem{File: sources[0].Name, Msg: "tells nothing",
			Expected: "expected calls and callbacks, a line each"})
	}
	if len(r.wrong.List) == 0 {
		r.arrange()
	}
	if len(r.wrong.List) > 0 {
		return nil, &r.wrong
	}
	r.number()
	r.log.same = r.same
	return r.log, nil
}

// Check puts the scenario's claims to the log. It is one run: what is claimed of many stays
// inconclusive, and so does what is claimed of a client that no log tells of.
func (l *Log) Check(claims []expect.Claim) []expect.Finding {
	findings := expect.CheckNamed(claims, l.Rules, l.Timeline, l.Name)
	for i := range findings {
		f := &findings[i]
		if f.Claim.Chance != nil {
			*f = f.Claim.Unjudged()
		} else if who, silent := l.silent(f.Claim); silent {
			l.untold(f, who)
		}
	}
	return findings
}

// Name names a record by its place: "app.log:17".
func (l *Log) Name(n uint32) string {
	file, line := l.Place(n)
	return fmt.Sprintf("%s:%d", timeline.Show(file), line)
}

// Place returns where a record stands: in a log, or in the mapping that pins a mark.
func (l *Log) Place(n uint32) (file string, line int) {
	p := l.places[n-1]
	return p.file, p.line
}

// arrange brings the records into one order of virtual time.
func (r *reader) arrange() {
	slices.SortStableFunc(r.records, func(a, b record) int { return cmp.Compare(a.at, b.at) })
	first, last := &r.records[0], &r.records[len(r.records)-1]
	until := last
	if r.over.line > 0 && r.over.at > last.at {
		until = &r.over
	}
	if until.at > first.at+int64(sim.Longest) {
		r.tooLate(until, first.place.String())
		return
	}
	shift, ok := r.zero()
	switch {
	case !ok:
		return
	case first.at < shift:
		r.tooEarly(first, shift)
		return
	case until.at > shift+int64(sim.Longest):
		r.tooLate(until, "the start of virtual time")
		return
	}
	for i := range r.records {
		r.records[i].At = sim.Time(r.records[i].at - shift)
	}
	r.end = sim.Time(until.at - shift)
	if m := r.mapping; m != nil && m.End > 0 {
		if r.end = m.End; m.End < last.At {
			r.wrong.Add(spec.Problem{File: m.File, Expected: "expected that or later",
				Msg: fmt.Sprintf("end: %s is before the last record, %s at %s",
					sim.FormatSpan(time.Duration(m.End)), last.place, last.At)})
		}
	}
	r.pinTimes()
}

// tooLate says that a run would be longer than it may be.
func (r *reader) tooLate(rec *record, behind string) {
	r.wrongAt(rec.place, "is more than 30 days behind "+behind+" (the bound on a run)", "")
}

// tooEarly says that a record comes before virtual time begins.
func (r *reader) tooEarly(first *record, shift int64) {
	before, expected := "more than 30 days", "expected zero: no later than it"
	if first.at >= shift-int64(sim.Longest) {
		span := time.Duration(shift - first.at)
		before = sim.FormatSpan(span)
		if m := r.mapping; m != nil && m.Zero.Pattern.Kind != 0 {
			expected = "expected zero: with an at: of " +
				sim.FormatSpan(time.Duration(m.Zero.At)+span) + " or more"
		}
	}
	r.wrongAt(first.place, "is "+before+" before the start of virtual time", expected)
}

// String gives the place as messages do.
func (p place) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }

// zero finds the time of the logs at which virtual time is 0.
func (r *reader) zero() (shift int64, ok bool) {
	if r.mapping == nil || r.mapping.Zero.Pattern.Kind == 0 && !r.mapping.Zero.HasTime {
		if r.virtual {
			return 0, true
		}
		return r.records[0].at, true
	}
	z := &r.mapping.Zero
	if z.HasTime {
		shift = z.Time
		if r.dateless.line > 0 {
			shift += day * daysTo(shift, r.records[0].at)
		}
		return shift, true
	}
	nth := max(z.Nth, 1)
	for i := range r.records {
		rec := &r.records[i]
		if !z.Pattern.Match(r.log.Timeline, &rec.Record) {
			continue
		}
		if nth--; nth == 0 {
			return rec.at - int64(z.At), true
		}
	}
	r.wrong.Add(spec.Problem{File: r.mapping.File, Msg: "zero: no record of the logs fits it",
		Expected: "expected " + expect.Describe(&z.Pattern, r.log.Timeline.Cast)})
	return 0, false
}

// pinTimes makes records of the marks that the mapping pins to times.
func (r *reader) pinTimes() {
	if r.mapping == nil {
		return
	}
	var pinned []record
	for _, pin := range r.mapping.Pins {
		if pin.Pattern.Kind != 0 {
			continue
		}
		name := r.scenario.Config.Marks[pin.Mark].Name
		note := timeline.Record{At: pin.At, Kind: timeline.Note, Name: timeline.Remark,
			Arg: r.log.Timeline.Text(name + ", as the mapping has it")}
		pinned = append(pinned, record{Record: note, pins: []int{pin.Mark},
			place: place{r.mapping.File, pin.Line}})
		r.end = max(r.end, pin.At)
	}
	slices.SortFunc(pinned, func(a, b record) int { return a.pins[0] - b.pins[0] })
	r.records = append(pinned, r.records...) // what the script did comes before what was heard of it
	slices.SortStableFunc(r.records, func(a, b record) int { return cmp.Compare(a.At, b.At) })
}

// number gives the records their numbers, finds the marks and holds reasons to the machine.
func (r *reader) number() {
	tl := r.log.Timeline
	tl.End, tl.Total = r.end, uint32(len(r.records))
	tl.Records = make([]timeline.Record, len(r.records))
	r.log.places = make([]place, len(r.records))
	for i := range r.records {
		tl.Records[i] = r.records[i].Record
		tl.Records[i].N = uint32(i + 1)
		r.log.places[i] = r.records[i].place
	}
	r.marks()
	r.steps()
}
