package report

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
	document struct {
		Format    int            `json:"format"` // of this document
		Scenarios []jsonScenario `json:"scenarios"`
		Summary   jsonSummary    `json:"summary"`
		Coverage  *Coverage      `json:"coverage,omitempty"` // with --coverage only
		Baseline  *Baseline      `json:"baseline,omitempty"` // with --baseline only
		Tightest  []Tight        `json:"tightest,omitempty"` // with --tightest only
		Slowest   []Slow         `json:"slowest,omitempty"`  // with --slowest only
	}
	jsonScenario struct {
		Scenario string  `json:"scenario"`
		File     string  `json:"file"`
		Seed     uint64  `json:"seed"`
		Profile  string  `json:"profile"`
		Problem  *string `json:"problem"` // why it was not finished, or null
		Claims   []Claim `json:"claims"`
	}
	// Claim is what came of a claim, as JSON has it.
	Claim struct {
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
		*jsonMany
	}
	jsonMany struct { // of a claim over many runs only
		In           string    `json:"in"`
		Confidence   string    `json:"confidence"`
		Runs         int       `json:"runs"`
		Passed       int       `json:"passed"`
		Failed       int       `json:"failed"`
		Inconclusive int       `json:"inconclusive"`
		Interval     [2]string `json:"interval"`      // rounded away from each other
		FailingSeeds []uint64  `json:"failing_seeds"` // the first ten
	}
	jsonSummary struct {
		Scenarios    int `json:"scenarios"`
		Claims       int `json:"claims"`
		Passed       int `json:"passed"`
		Failed       int `json:"failed"`
		Inconclusive int `json:"inconclusive"`
		Unfinished   int `json:"unfinished"`
		NotRun       int `json:"not_run,omitempty"` // with --fail-fast only
		Claimless    int `json:"without_claims,omitempty"`
	}
)

// writeJSON writes the findings for programs.
func (s *Suite) writeJSON(w io.Writer) error {
	doc := document{Format: 1, Scenarios: []jsonScenario{}, Summary: jsonSummary(s.Totals),
		Coverage: s.Coverage, Baseline: s.Baseline, Tightest: s.Tightest, Slowest: s.Slowest}
	for i := range s.Scenarios {
		doc.Scenarios = append(doc.Scenarios, scenarioOf(&s.Scenarios[i]))
	}
	return EncodeJSON(w, doc)
}

// EncodeJSON writes a document for programs, in which nothing is left that a terminal or a CI log
// would obey.
func EncodeJSON(w io.Writer, doc any) error {
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

func scenarioOf(c *Scenario) jsonScenario {
	s := jsonScenario{Scenario: c.Name, File: c.File, Seed: c.Seed, Profile: c.Profile,
		Claims: []Claim{}}
	if c.Problem != "" {
		s.Problem = &c.Problem
	}
	for k := range c.Findings {
		s.Claims = append(s.Claims, ClaimOf(&c.Findings[k]))
	}
	return s
}

// ClaimOf gives a finding as JSON has it.
func ClaimOf(f *expect.Finding) Claim {
	c := Claim{ID: f.Claim.ID, Claim: f.Claim.Text, Verdict: f.Verdict.String(), Want: want(f),
		Got: strings.TrimSpace(f.Got + " " + f.Off), Measured: f.Measured, Why: f.Why,
		Line: f.Claim.Place.Line, Col: f.Claim.Place.Col}
	if f.HasMargin {
		margin := int64(f.Margin)
		c.Margin = &margin
	}
	if f.Record != 0 {
		c.Record = &f.Record
	}
	if m := f.Many; m != nil {
		c.jsonMany = &jsonMany{In: f.Claim.Chance.In.String(),
			Confidence: f.Claim.Chance.Confidence.String(), Runs: m.Runs, Passed: m.Passed,
			Failed: m.Failed, Inconclusive: m.Open(),
			Interval: [2]string{m.Low.Decimal(), m.High.Decimal()}, FailingSeeds: []uint64{}}
		if m.Failed > 0 {
			c.FailingSeeds = m.Seeds
		}
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
