// Package expect holds what a run is checked against: claims about marks and records, and the
// verdicts on them.
//
// A claim is read by ParseRelation, or built by the reader of scenario files, and put to a timeline
// by Check. Check is pure: it sees the records that a run left behind and the rules of its marks,
// nothing else, and gives one Finding for each claim. A finding says pass, fail or inconclusive,
// and carries the words for a report: what was wanted and when, what came and when, how far it was
// off, and why. Failure and Finding.Cells put them together.
//
// In a relation one mark is what is expected: the one on the left, in a chain the middle ones. The
// other marks are references. If a reference never came, nothing was put to the test. If the
// expected record never came, the claim fails when its window closed by the run's end, which
// belongs to the run, and is inconclusive while the window is still open.
//
// The package also owns the grammar of spans, shares and marks, which scenario files share:
// ParseDuration, ParseShare, ParseMark, ParseTerm.
package expect
