package plots

import (
	"fmt"
	"testing"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/spec"
)

// builtIn runs a built-in scenario.
func builtIn(t *testing.T, name string) *timeline.Timeline {
	t.Helper()
	s, err := spec.Load(name, spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := model.New(s.Config)
	if err != nil {
		t.Fatal(err)
	}
	tl, err := w.Run(s.Seed, 0)
	if err != nil {
		t.Fatal(err)
	}
	return tl
}

func TestNoTextMeetsAnotherInAnyBuiltInScenario(t *testing.T) {
	for _, name := range scenarios.Names() {
		tl := builtIn(t, name)
		for _, width := range [...]int{0, LeastWidth, MostWidth} {
			of := fmt.Sprintf("%s, %d points", name, width)
			checkTexts(t, of, swimlane(tl, Options{Width: width}))
		}
	}
}
