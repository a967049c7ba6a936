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

// The vendor's list has 56 codes from 1002001 on, and the model says none that is not listed.
func TestCodesAreListed(t *testing.T) {
	listed := map[uint32]bool{0: true}
	rooms := 0
	for i, c := range CodeList() {
		if c.Meaning == "" || listed[c.Number] {
			t.Errorf("code %d: no meaning, or listed twice", c.Number)
		}
		if i > 0 && c.Number < CodeList()[i-1].Number && c.Number != 1000001 {
			t.Errorf("code %d stands behind %d", c.Number, CodeList()[i-1].Number)
		}
		listed[c.Number] = true
		if c.Number/1000 == 1002 {
			rooms++
		}
	}
	if rooms != 56 {
		t.Errorf("got %d codes from 1002001 to 1002099, want 56", rooms)
	}
	for _, s := range Sayings(ClientRows()) {
		if !listed[s.Code] {
			t.Errorf("%s: the code is not listed", s)
		}
	}
}
