package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// The document that check --format json writes. Keys stay as they are; new ones may come.
type (
	checkDocument struct {
		Format    int             `json:"format"` // of this document
		Scenarios []checkScenario `json:"scenarios"`
		Summary   checkSummary    `json:"summary"`
		Coverage  *checkCoverage  `json:"coverage,omitempty"` // with --coverage only
	}
	checkScenario struct {
		Scenario string       `json:"scenario"`
		File     string       `json:"file"`
		Seed     uint64       `json:"seed"`
		Profile  string       `json:"profile"`
		Problem  *string      `json:"problem"` // why it was not finished, or null
		Claims   []checkClaim `json:"claims"`
	}
	checkClaim struct {
		ID       string  `json:"id"`
		Claim    string  `json:"claim"`
		Verdict  string  `json:"verdict"`
		Want     string  `json:"want"`
		Got      string  `json:"got"`
		Measured string  `json:"measured"`
		Margin   *int64  `json:"margin_ns"` // null: not a relation, or not put to the test
		Record   *uint32 `json:"record"`    // the one that decides, or null
		Why      string  `json:"why"`
		Line     int     `json:"line"`
		Col      int     `json:"col"`
	}
	checkSummary struct {
		Scenarios    int `json:"scenarios"`
		Claims       int `json:"claims"`
		Passed       int `json:"passed"`
		Failed       int `json:"failed"`
		Inconclusive int `json:"inconclusive"`
		Unfinished   int `json:"unfinished"`
	}
	checkCoverage struct {
		Rows           int           `json:"rows"`
		RowsReached    int           `json:"rows_reached"`
		Sayings        int           `json:"sayings"`
		SayingsReached int           `json:"sayings_reached"`
		UnusedRows     []checkRow    `json:"rows_not_reached"`
		Unsaid         []checkSaying `json:"not_said"`
		Unlisted       []checkSaying `json:"not_in_the_tables"`
	}
	checkRow struct {
		Table string `json:"table"`
		Row   string `json:"row"`
	}
	checkSaying struct {
		Reason string `json:"reason"`
		Code   uint32 `json:"code"`
	}
)

// writeJSON writes the findings for programs.
func (v *judgement) writeJSON(w io.Writer) error {
	doc := checkDocument{Format: 1, Scenarios: []checkScenario{}}
	doc.Summary = checkSummary{v.sum.scenarios, v.sum.claims, v.sum.passed, v.sum.failed,
		v.sum.inconclusive, len(v.list) - v.sum.scenarios}
	if v.reach != nil {
		doc.Coverage = v.reach.document()
	}
	for i := range v.trials {
		doc.Scenarios = append(doc.Scenarios, v.scenario(i))
	}
	return writeDocument(w, doc)
}

// writeDocument writes a document for programs, in a form that is fit for a terminal too.
func writeDocument(w io.Writer, doc any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, harmless(b.String()))
	return err
}

func (v *judgement) scenario(i int) checkScenario {
	e, r := v.list[i], &v.trials[i]
	s := checkScenario{Scenario: e.Name, File: e.File, Seed: e.Seed, Profile: e.Config.Profile,
		Claims: []checkClaim{}}
	if r.err != nil {
		text := r.err.Error()
		s.Problem = &text
	}
	for k := range r.findings {
		s.Claims = append(s.Claims, claimOf(&r.findings[k]))
	}
	return s
}

func claimOf(f *expect.Finding) checkClaim {
	c := checkClaim{ID: f.Claim.ID, Claim: f.Claim.Text, Verdict: f.Verdict.String(),
		Want: strings.TrimSpace(f.Want + " " + f.When), Got: strings.TrimSpace(f.Got + " " + f.Off),
		Measured: f.Measured, Why: f.Why, Line: f.Claim.Place.Line, Col: f.Claim.Place.Col}
	if f.HasMargin {
		margin := int64(f.Margin)
		c.Margin = &margin
	}
	if f.Record != 0 {
		c.Record = &f.Record
	}
	return c
}

// harmless escapes, without loss, what JSON allows and a terminal or a CI log would obey.
func harmless(doc string) string {
	var b strings.Builder
	for i, r := range doc {
		switch {
		case r == '#' && strings.HasPrefix(doc[i+1:], "#"):
			b.WriteString(`\u0023`)
		case r < 0x7f || timeline.Show(string(r)) == string(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xd800+(r-0x10000)>>10, 0xdc00+(r-0x10000)&0x3ff)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
