package baseline_test

import (
	"fmt"

	"roomsim/scenarios/baseline"
)

func Example() {
	book, damage := baseline.Read(`roomsim baseline 1
options none

case2  seed 1, profile zego
  T4: pass  T4' = T3 + 89.820s  margin +0.820s
`)
	if damage != nil {
		fmt.Println(damage)
		return
	}
	now := baseline.Page{Scenario: "case2", Run: "seed 1, profile zego", Lines: []baseline.Line{
		{Claim: "T4", Verdict: "pass", Value: "T4' = T3 + 90.120s", Margin: "+0.880s"}}}
	for _, c := range book.Compare([]baseline.Page{now}) {
		fmt.Println(c.Sort, c.Scenario, c.Claim, "by", c.By)
	}
	// Output:
	// moved case2 T4 by +0.300s
}
