package model

import (
	"slices"
	"testing"
)

// Every row of the machines rests on a fact that is listed.
func TestRowsCiteFacts(t *testing.T) {
	listed := map[string]bool{}
	for _, f := range Facts() {
		if listed[f.ID] {
			t.Errorf("fact %s twice", f.ID)
		}
		listed[f.ID] = true
		if f.Text == "" || f.Source == "" || !known(f.Label) {
			t.Errorf("fact %s: got %+v, want a text, a source and a label", f.ID, f)
		}
	}
	for _, r := range ClientRows() {
		if !listed[r.Fact] {
			t.Errorf("client row %v on %v: no fact %s", r.From, r.On, r.Fact)
		}
	}
	for _, r := range SeatRows() {
		if !listed[r.Fact] {
			t.Errorf("seat row %v on %v: no fact %s", r.From, r.On, r.Fact)
		}
	}
}

func known(l Label) bool { return l == Documented || l == Observed || l == Assumed }

func TestSettingsAreComplete(t *testing.T) {
	parts := []string{"link", "server", "client", "kernel"}
	seen := map[string]bool{}
	for _, s := range SettingList() {
		if s.Meaning == "" || s.Default == "" || s.Source == "" || !known(s.Label) ||
			!slices.Contains(parts, s.ReadBy) {
			t.Errorf("%s: got %+v, want every column", s.Name, s)
		}
		if s.Kind == KindChoice && !slices.Contains(s.Words, s.Default) {
			t.Errorf("%s: the default %s is none of %q", s.Name, s.Default, s.Words)
		}
		if found, ok := FindSetting(s.Name); !ok || found.Meaning != s.Meaning || seen[s.Name] {
			t.Errorf("%s is not found, or twice there", s.Name)
		}
		seen[s.Name] = true
	}
	if _, ok := FindSetting("gravity"); ok {
		t.Error("found a setting that does not exist")
	}
}
