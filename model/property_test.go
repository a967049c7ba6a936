package model_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"roomsim/model"
)

// property is a statement that every run of a scenario of a certain sort satisfies.
type property struct {
	id, text string
	needs    needs
	of       about // the directed scenarios it is about; 0: any scenario
	slow     bool  // put to one drawn scenario in ten
	check    func(t failer, run *observed)
}

// properties lists them all. A new one needs a line in one of its parts.
func properties() []property {
	return slices.Concat(ofRecords, ofReasons, ofSeats, ofViews, ofRest, ofTales, ofRooms,
		ofStreams, ofVariants)
}

// put puts a property to a run, if it speaks of it.
func (p *property) put(t failer, run *observed) {
	t.Helper()
	if traits(&run.cfg)&p.needs == p.needs && run.tale.about&p.of == p.of {
		p.check(t, run)
	}
}

// breaches is a failer that collects what is wrong.
type breaches []string

// Helper does nothing.
func (b *breaches) Helper() {}

// Errorf takes a breach.
func (b *breaches) Errorf(format string, args ...any) {
	if len(*b) < 3 {
		*b = append(*b, fmt.Sprintf(format, args...))
	}
}

// breaks lists what is wrong with a run, "" for nothing, and the file that shows it.
func breaks(run *observed, slow bool) string {
	var wrong []string
	if run.broken != "" {
		wrong = append(wrong, run.broken)
	}
	for _, p := range properties() {
		var b breaches
		if !p.slow || slow {
			p.put(&b, run)
		}
		if len(b) > 0 {
			wrong = append(wrong, p.id+": "+p.text+"\n\t"+strings.Join(b, "\n\t"))
		}
	}
	if len(wrong) == 0 {
		return ""
	}
	return strings.Join(wrong, "\n") + "\n\n" + asYAML(&run.cfg, runSeed)
}

// TestProperties holds drawn scenarios to all properties. What breaks one is printed as a file.
func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg := drawConfig(t)
		slow := rapid.IntRange(0, 9).Draw(t, "slow") == 0
		run, err := observe(cfg, model.New)
		if err != nil {
			t.Fatal(err)
		}
		if wrong := breaks(run, slow); wrong != "" {
			t.Fatal(wrong)
		}
	})
}

// Each property has its own id and a text.
func TestPropertiesAreListedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range properties() {
		if seen[p.id] || p.text == "" || p.check == nil {
			t.Errorf("%s: twice, or without a text or check", p.id)
		}
		seen[p.id] = true
	}
}
