package expect

import (
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// Verdict is the outcome of a claim.
type Verdict uint8

// The verdicts. Inconclusive: the claim was never put to the test.
const (
	Pass Verdict = iota + 1
	Fail
	Inconclusive
)

var verdicts = [...]string{"", "pass", "fail", "inconclusive"}

// String gives the verdict as people and reports read it.
func (v Verdict) String() string { return verdicts[v] }

// Place is where a claim stands in its file.
type Place struct {
	File      string
	Line, Col int
}

// Claim is a statement about marks and records that a run must satisfy: exactly one of the forms is
// set.
type Claim struct {
	Number int    // in its scenario, from 1
	ID     string // "" if the file gives none
	Text   string // the claim as people read it
	Source string // the sentence it cites
	Why    string
	Place  Place
	Chance *Chance // nil: it speaks of one run

	Relation *Relation
	Never    *Never
	Count    *Count
	Order    *Order
	Sequence *Sequence
}

// Relation is a chain of terms joined by operators; Approx is never chained.
type Relation struct {
	Terms []Term
	Ops   []Op // len(Terms) − 1
	// Of Approx: how far the left side may lie below and above the right one, both 0 or more, not
	// both 0.
	Below, Above time.Duration
}

// Term is mark + Span, the difference Mark − Minus, or Span alone. Marks are named with the ASCII
// prime.
type Term struct {
	Mark  string        // "": a span alone
	Minus string        // of a difference: the mark subtracted
	Span  time.Duration // negative in mark − duration

	MarkAt, MinusAt int // where the marks stand in the text that was read, in bytes
}

// Op is a relation's operator.
type Op uint8

// The operators.
const (
	Less Op = iota + 1
	LessEqual
	Equal
	GreaterEqual
	Greater
	Approx
)

// Never: no record fits Pattern strictly between two marks' records.
type Never struct {
	Pattern     timeline.Pattern
	PatternText string // for people; "": as Describe puts it
	From, Until string // marks; Until "end": to the last record, which counts
}

// Count: so many records fit Pattern, strictly between From and Until if these are given.
type Count struct {
	Pattern     timeline.Pattern
	PatternText string
	From, Until string // "" from the start, to the end
	Op          Op     // Equal, GreaterEqual (atLeast), LessEqual (atMost)
	N           uint32
}

// Order: each step is the first match after the one before.
type Order struct {
	Steps []Step
}

// Step is a mark, or a pattern when Mark is "".
type Step struct {
	Mark        string
	Pattern     timeline.Pattern
	PatternText string
}

// Sequence: a client receives exactly these reasons, for a room if one is given, and no others.
type Sequence struct {
	Who  timeline.Span
	Room timeline.Span
	Is   []timeline.Reason
}

// Finding is the outcome of one claim in one run, with the words for a report. It refers to its
// Claim and to nothing else: it outlives the timeline.
type Finding struct {
	Claim   *Claim
	Verdict Verdict

	Want     string // what was asked for: "B onRoomUserUpdate DELETE alice"
	When     string // and when: "between 154.500s and 156.500s"
	Got      string // what came: "#53 at 145.320s"
	Off      string // how far off it is: "9.180s too early"; "" if it passed
	Measured string // in one phrase: "T4' = T3 + 79.820s"
	Value    string // what was measured, without the numbers of records: it stays while nothing moves
	Why      string // the causes, unless it passed: "#53 ← #52 145.170s server: …"

	Record    uint32        // N of the record that decides, 0 if there is none
	At        sim.Time      // of that record
	Margin    time.Duration // of a relation: how far it is from failing, negative if it fails
	HasMargin bool
	Used      time.Duration // of the room: how far the expected instant is from where it should be
	Room      time.Duration // how far it may be; 0: an exact claim, or one that bounds nothing

	Many *Many // of a claim over many runs; nil: the finding is about one run
}
