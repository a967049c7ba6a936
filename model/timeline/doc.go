// Package timeline is what an observer of a run can see: records in order, each with its cause.
//
// A Timeline is the only thing that a run leaves behind. Charts, claims and exports read it and
// nothing else; what they need and it lacks becomes a new kind of record. The package also holds
// the patterns that pick records out, matched by one incremental matcher both while a run goes on
// (for actions anchored to a mark) and afterwards (for claims).
package timeline
