package plots

import (
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
		checkTexts(t, name, swimlane(builtIn(t, name), Options{}))
	}
}
