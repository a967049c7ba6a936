package main

import (
	"fmt"
	"io"
	"strconv"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

// compareFlags say how two profiles are shown side by side.
type compareFlags struct {
	format once
	all    bool
}

// compare shows two profiles, each a built-in name or a file, side by side.
func (t *tool) compare(words []string, out string, f *compareFlags) error {
	var wrong spec.Problems
	var inputs []string
	both := make([]*spec.Profile, len(words))
	for i, word := range words {
		p, err := spec.LoadProfile(word)
		if err != nil {
			gather(&wrong, err)
			continue
		}
		t.tell(p.Warnings)
		if !p.BuiltIn {
			inputs = append(inputs, p.File)
		}
		both[i] = p
	}
	if len(wrong.List) > 0 {
		return t.refuse(&wrong)
	}
	return t.put(out, inputs, func(w io.Writer, c paint) error {
		return writeComparison(w, c, both[0], both[1], f)
	})
}

func writeComparison(w io.Writer, c paint, a, b *spec.Profile, f *compareFlags) error {
	written := 0
	for _, t := range sideBySide(a, b, f.all) {
		if len(t.rows) < 2 {
			continue
		}
		if written++; written > 1 {
			fmt.Fprintln(w)
		}
		text := t.text(c)
		if f.format.value == "markdown" {
			text = t.markdown()
		}
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
	}
	if written == 0 {
		_, err := fmt.Fprintf(w, "%s and %s do not differ\n", a.Name, b.Name)
		return err
	}
	return nil
}

// sideBySide makes the tables of what differs between two profiles, or of everything.
func sideBySide(a, b *spec.Profile, all bool) []factTable {
	settings := factTable{"Settings", [][]string{{"setting", a.Name, b.Name, "meaning"}}}
	for _, s := range model.SettingList() {
		x, _ := settingValue(&a.Settings, s.Name)
		y, _ := settingValue(&b.Settings, s.Name)
		settings.side(all, s.Name, x, y, s.Meaning)
	}
	codes := factTable{"Codes", [][]string{{"code", a.Name, b.Name, "meaning"}}}
	for i, r := range model.Roles() {
		codes.side(all, r.Name, codeText(a, i), codeText(b, i), r.Meaning)
	}
	names := factTable{"Names", [][]string{{"name", a.Name, b.Name}}}
	for _, n := range timeline.NamesOf(timeline.Callback) {
		names.side(all, n.String(), a.Labels.Name(n), b.Labels.Name(n))
	}
	for _, r := range timeline.Reasons() {
		names.side(all, r.String(), a.Labels.Reason(r), b.Labels.Reason(r))
	}
	return []factTable{settings, codes, names}
}

// side adds a row, if the two values differ or all rows are wanted.
func (t *factTable) side(all bool, name, x, y string, more ...string) {
	if all || x != y {
		t.rows = append(t.rows, append([]string{name, x, y}, more...))
	}
}

// codeText gives the number of a profile's code, by index in model.Roles.
func codeText(p *spec.Profile, i int) string {
	number := model.Roles()[i].Code
	if p.Codes != nil {
		number = p.Codes[i]
	}
	return strconv.FormatUint(uint64(number), 10)
}
