package expect_test

import (
	"fmt"

	"roomsim/scenarios/expect"
)

func Example() {
	tl, rules := contractRun() // what a run leaves behind, and the rules of its marks
	var claims []expect.Claim
	for _, text := range []string{"T1 ≈ T0 + 120ms ± 5ms", "T4' ≈ T3 + 90s ± 1s"} {
		r, err := expect.ParseRelation(text)
		if err != nil {
			fmt.Println(err.Offset, err)
			return
		}
		claims = append(claims, expect.Claim{Text: text, Relation: r})
	}
	for _, f := range expect.Check(claims, rules, tl) {
		fmt.Println(expect.Line(&f))
	}
	// Output:
	// pass  T1 ≈ T0 + 120ms ± 5ms  T1 = T0 + 0.120s  margin +0.005s
	// fail  T4' ≈ T3 + 90s ± 1s  T4' = T3 + 79.820s  margin -9.180s
}
