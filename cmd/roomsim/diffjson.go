package main

import (
	"io"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	reports "roomsim/scenarios/report"
	"roomsim/sim"
)

// The document that diff --format json writes. Keys stay as they are; new ones may come.
type (
	diffDocument struct {
		Format int         `json:"format"` // of this document
		Same   bool        `json:"same"`
		A      diffRun     `json:"a"`
		B      diffRun     `json:"b"`
		Alike  int         `json:"records_alike"` // before the first difference
		First  *diffFirst  `json:"first_difference"`
		Marks  []diffMark  `json:"marks"`
		Claims []diffClaim `json:"claims"` // whose verdicts differ
	}
	diffRun struct {
		From     string   `json:"from"`
		Scenario string   `json:"scenario"`
		Seed     uint64   `json:"seed"`
		Profile  string   `json:"profile"`
		End      sim.Time `json:"end_ns"`
		Records  uint32   `json:"records"`
		Digest   string   `json:"digest"`
	}
	diffFirst struct {
		A []diffRecord `json:"a"` // the record, then its causes; none: the run ends
		B []diffRecord `json:"b"`
	}
	diffRecord struct {
		N    uint32   `json:"n"`
		T    sim.Time `json:"t"`
		Kind string   `json:"kind"`
		Says string   `json:"says"`
	}
	diffMark struct {
		Mark  string    `json:"mark"`
		A     *sim.Time `json:"a_ns"` // null: never
		B     *sim.Time `json:"b_ns"`
		Shift *int64    `json:"shift_ns"` // null: one of them is never
	}
	diffClaim struct {
		ID    string      `json:"id"`
		Claim string      `json:"claim"`
		A     diffFinding `json:"a"`
		B     diffFinding `json:"b"`
	}
	diffFinding struct {
		Verdict  string `json:"verdict"`
		Measured string `json:"measured"`
		Margin   *int64 `json:"margin_ns"`
	}
)

// writeJSON writes what differs, for programs.
func (d *comparison) writeJSON(w io.Writer) error {
	doc := diffDocument{Format: 1, Same: !d.any(), A: d.a.document(), B: d.b.document(),
		Alike: d.parting.Same, Marks: []diffMark{}, Claims: []diffClaim{}}
	if d.parting.Parted() {
		doc.First = &diffFirst{d.a.causes(d.parting.A), d.b.causes(d.parting.B)}
	}
	for _, s := range d.shifts {
		m := diffMark{Mark: s.Name}
		if s.A != nil {
			m.A = &s.A.At
		}
		if s.B != nil {
			m.B = &s.B.At
		}
		if s.A != nil && s.B != nil {
			by := int64(s.B.At.Sub(s.A.At))
			m.Shift = &by
		}
		doc.Marks = append(doc.Marks, m)
	}
	for _, c := range d.turned {
		doc.Claims = append(doc.Claims, diffClaim{c.a.Claim.ID, c.a.Claim.Text, findingOf(c.a),
			findingOf(c.b)})
	}
	return reports.EncodeJSON(w, doc)
}

func (s *party) document() diffRun {
	tl := s.timeline
	return diffRun{s.from, tl.Scenario, tl.Seed, tl.Profile, tl.End, tl.Total, tl.Digest()}
}

// causes gives a record and what led to it.
func (s *party) causes(r *timeline.Record) []diffRecord {
	list := []diffRecord{}
	for _, c := range s.timeline.Chain(r) {
		list = append(list, diffRecord{c.N, c.At, c.Kind.String(), s.timeline.Say(c)})
	}
	return list
}

func findingOf(f *expect.Finding) diffFinding {
	c := reports.ClaimOf(f)
	return diffFinding{c.Verdict, c.Measured, c.Margin}
}
