package plots

import (
	"bytes"
	"fmt"
	"os"
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

// The charts of the README are what the command draws.
func TestGallery(t *testing.T) {
	for _, name := range []string{"case1", "case2", "case3"} {
		var got bytes.Buffer
		if err := Swimlane(&got, builtIn(t, name), SVG, Options{}); err != nil {
			t.Fatal(err)
		}
		file := "gallery/" + name + ".svg"
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s is not what the command draws any more; look at both, then -update", file)
		}
	}
}
