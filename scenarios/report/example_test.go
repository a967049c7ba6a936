package report_test

import (
	"fmt"
	"os"
	"time"

	"roomsim/scenarios/expect"
	"roomsim/scenarios/report"
)

func ExampleSuite_Write() {
	s := report.Suite{Totals: report.Totals{Scenarios: 1, Claims: 1, Passed: 1}}
	s.Scenarios = []report.Scenario{{Name: "a", File: "a.yaml", Findings: []expect.Finding{{
		Claim: &expect.Claim{Text: "T1 < T0 + 1s"}, Verdict: expect.Pass,
		Measured: "T1 = T0 + 0.120s", Margin: 880 * time.Millisecond, HasMargin: true,
	}}}}
	if err := s.Write(os.Stdout, "markdown"); err != nil {
		fmt.Println(err)
	}
	// Output:
	// ### roomsim: 1 claim in 1 scenario: 1 passed
	//
	// | scenarios | claims | passed | failed | inconclusive | not finished | not run |
	// | --- | --- | --- | --- | --- | --- | --- |
	// | 1 | 1 | 1 | 0 | 0 | 0 | 0 |
	//
	// <details>
	// <summary>All claims</summary>
	//
	// | verdict | scenario | claim | measured | margin |
	// | --- | --- | --- | --- | --- |
	// | pass | a | <code>T1 &lt; T0 + 1s</code> | <code>T1 = T0 + 0.120s</code> | +0.880s |
	//
	// </details>
}
