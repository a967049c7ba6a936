package timeline

import "bytes"

// Parting is where two timelines part. Their records are compared by what they say: as JSON Lines
// write them, but without number and cause, so that a message more leaves the rest the same.
type Parting struct {
	Same int     // records that say the same in both, from the start
	A, B *Record // the first that do not; nil: this timeline has no more
	// Of the same ones the first two with different numbers or causes, nil if there are none.
	Renumbered [2]*Record
}

// Compare finds where two timelines part. Messages on links count only if both timelines have them.
func Compare(a, b *Timeline) Parting {
	wire := a.Whole() && b.Whole()
	x, y := saying{t: a, wire: wire}, saying{t: b, wire: wire}
	var p Parting
	for {
		p.A, p.B = x.next(), y.next()
		if p.A == nil || p.B == nil || !bytes.Equal(x.line, y.line) {
			return p
		}
		p.Same++
		if p.Renumbered[0] == nil && (p.A.N != p.B.N || p.A.Cause != p.B.Cause) {
			p.Renumbered = [2]*Record{p.A, p.B}
		}
	}
}

// Parted reports whether some record does not say the same.
func (p *Parting) Parted() bool { return p.A != nil || p.B != nil }

// Whole reports whether the timeline has all records of its run, messages on links too.
func (t *Timeline) Whole() bool { return len(t.Records) == int(t.Total) }

// saying goes through what records say.
type saying struct {
	t    *Timeline
	wire bool // messages on links too
	i    int
	line []byte // what the latest one says
}

// next returns the next record, nil behind the last.
func (s *saying) next() *Record {
	for s.i < len(s.t.Records) {
		r := &s.t.Records[s.i]
		if s.i++; r.Kind.Wire() && !s.wire {
			continue
		}
		said := *r
		said.N, said.Cause = 0, 0
		s.line = encoder{s.t}.record(s.line[:0], &said)
		return r
	}
	return nil
}

// Shift is a mark in two timelines.
type Shift struct {
	Name string
	A, B *Record // that it names; nil: it was not found
}

// Shifts lists the marks of two timelines: those of a in the order of their records, then those of
// b alone.
func Shifts(a, b *Timeline) []Shift {
	var list []Shift
	for _, m := range a.marksInOrder() {
		list = append(list, Shift{m.Name, a.ByN(m.N), b.Mark(m.Name)})
	}
	for _, m := range b.marksInOrder() {
		if a.Mark(m.Name) == nil {
			list = append(list, Shift{m.Name, nil, b.ByN(m.N)})
		}
	}
	return list
}
