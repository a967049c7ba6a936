package main

import (
	"io"

	"roomsim/model/timeline"
	reports "roomsim/scenarios/report"
)

// The document that verify --format json writes: that of check, and what only logs have. Keys stay
// as they are; new ones may come.
type (
	verifyDocument struct {
		Format   int             `json:"format"` // of this document
		Scenario string          `json:"scenario"`
		File     string          `json:"file"`
		Logs     []string        `json:"logs"`
		Claims   []verifyClaim   `json:"claims"`
		Steps    []verifyStep    `json:"steps"` // that the state machine does not allow
		Warnings []verifyWarning `json:"warnings"`
		Untold   []string        `json:"untold"` // marks of actions that nothing stands for
		Summary  verifySummary   `json:"summary"`
	}
	verifyClaim struct {
		reports.Claim
		At *logPlace `json:"at"` // of the record that decides, or null
	}
	logPlace struct {
		Log  string `json:"log"`
		Line int    `json:"line"`
		T    int64  `json:"t"` // virtual time, in ns
	}
	verifyStep struct {
		logPlace
		Client   string   `json:"client"`
		Room     string   `json:"room"`
		After    string   `json:"after"` // "": it was the first
		Reason   string   `json:"reason"`
		Expected []string `json:"expected"`
	}
	verifyWarning struct {
		Log  string `json:"log"`
		Line int    `json:"line"`
		Text string `json:"text"`
	}
	verifySummary struct {
		Claims       int `json:"claims"`
		Passed       int `json:"passed"`
		Failed       int `json:"failed"`
		Inconclusive int `json:"inconclusive"`
		Steps        int `json:"steps"`
		Warnings     int `json:"warnings"`
	}
)

// writeJSON writes the findings for programs.
func (v *verification) writeJSON(w io.Writer) error {
	doc := verifyDocument{Format: 1, Scenario: v.entry.Name, File: v.entry.File, Logs: v.logs,
		Claims: []verifyClaim{}, Steps: []verifyStep{}, Warnings: []verifyWarning{},
		Untold: append([]string{}, v.log.Untold...),
		Summary: verifySummary{v.sum.claims, v.sum.passed, v.sum.failed, v.sum.inconclusive,
			len(v.log.Steps), len(v.log.Warnings)}}
	for i := range v.findings {
		c := verifyClaim{Claim: reports.ClaimOf(&v.findings[i])}
		if c.Record != nil {
			at := v.placeOf(*c.Record)
			c.At = &at
		}
		doc.Claims = append(doc.Claims, c)
	}
	for i := range v.log.Steps {
		doc.Steps = append(doc.Steps, v.step(i))
	}
	for _, p := range v.log.Warnings {
		doc.Warnings = append(doc.Warnings, verifyWarning{p.File, p.Line, p.Msg})
	}
	return reports.EncodeJSON(w, doc)
}

func (v *verification) placeOf(n uint32) logPlace {
	file, line := v.log.Place(n)
	return logPlace{file, line, int64(v.log.Timeline.ByN(n).At)}
}

func (v *verification) step(i int) verifyStep {
	s := &v.log.Steps[i]
	step := verifyStep{logPlace: v.placeOf(s.N), Client: s.Client, Room: s.Room,
		After: s.After.String(), Reason: s.Reason.String(), Expected: spelled(s.Expected)}
	return step
}

func spelled(reasons []timeline.Reason) []string {
	words := []string{}
	for _, r := range reasons {
		words = append(words, r.String())
	}
	return words
}
