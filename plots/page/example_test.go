package page_test

import (
	"fmt"
	"strings"

	"roomsim/model/timeline"
	"roomsim/plots"
	"roomsim/plots/page"
)

func Example() {
	tl := &timeline.Timeline{Scenario: "empty", Title: "Nothing happens", Cast: new(timeline.Cast)}
	var p page.Page
	if err := p.Add(&page.Scenario{Timeline: tl}, plots.Options{}); err != nil {
		fmt.Println(err)
	}
	var b strings.Builder
	if _, err := p.WriteTo(&b); err != nil {
		fmt.Println(err)
	}
	fmt.Println(strings.Contains(b.String(), "<title>roomsim: Nothing happens</title>"))
	// Output: true
}
