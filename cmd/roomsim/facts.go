package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

// newFacts prints every setting and rule with its source.
func newFacts(t *tool) *cobra.Command {
	var out, format, profile once
	cmd := &cobra.Command{
		Use:   "facts",
		Short: "Print every number, rule and code, with its source",
		Long: `Print every setting, code and name of a profile, and every rule that the model rests on:
what it means, and whether it is documented by the vendor, observed in public software, or
assumed because nobody says. Then every error code of rooms that the vendor documents, with the
reasons for which a client of the model reports it, or - if it never does.`,
		Example: `  roomsim facts
  roomsim facts --profile zego-2026
  roomsim facts --format markdown`,
		Args: wants(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			p, err := spec.LoadProfile(profile.value)
			if err != nil {
				var wrong spec.Problems
				gather(&wrong, err)
				return t.refuse(&wrong)
			}
			t.tell(p.Warnings)
			var inputs []string
			if !p.BuiltIn {
				inputs = []string{p.File}
			}
			return t.put(out.value, inputs, func(w io.Writer, c paint) error {
				return writeFacts(w, c, p, format.value)
			})
		},
	}
	profile = once{value: spec.DefaultProfile, kind: "NAME|FILE"}
	cmd.Flags().Var(&profile, "profile",
		"the profile whose values are shown: a built-in name or a file")
	completeWith(cmd, "profile", profilesAndFiles)
	addFormat(cmd, &format, "text", "markdown")
	addOutput(cmd, &out)
	return cmd
}

// factTable is a heading and rows of cells; the first row names the columns.
type factTable struct {
	title string
	rows  [][]string
}

func writeFacts(w io.Writer, p paint, profile *spec.Profile, format string) error {
	for i, table := range append(tables(profile), vendorTable()) {
		if i > 0 {
			fmt.Fprintln(w)
		}
		text := table.text(p)
		if format == "markdown" {
			text = table.markdown()
		}
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
	}
	return nil
}

// settingTable lists the settings. The label and source of a setting are those of its default: a
// profile that gives another value answers for it.
func settingTable(profile *spec.Profile) factTable {
	rows := [][]string{{"setting", "value", "label", "source", "read by", "meaning"}}
	for _, s := range model.SettingList() {
		value, _ := settingValue(&profile.Settings, s.Name)
		label, source := string(s.Label), s.Source
		if value != s.Default {
			label, source = "profile", profile.Name
		}
		rows = append(rows, []string{s.Name, value, label, source, s.ReadBy, s.Meaning})
	}
	return factTable{"Settings in the profile " + profile.Name, rows}
}

// tables are all tables, the one of names only for a profile that has some.
func tables(profile *spec.Profile) []factTable {
	list := []factTable{settingTable(profile), codeTable(profile)}
	if names := nameTable(profile); len(names.rows) > 1 {
		list = append(list, names)
	}
	return append(list, ruleTable())
}

// codeTable lists the codes. The label and source of a code are those of its default.
func codeTable(profile *spec.Profile) factTable {
	rows := [][]string{{"code", "number", "label", "source", "meaning"}}
	for i, r := range model.Roles() {
		number, label, source := codeText(profile, i), string(r.Label), r.Source
		if number != strconv.FormatUint(uint64(r.Code), 10) {
			label, source = "profile", profile.Name
		}
		rows = append(rows, []string{r.Name, number, label, source, r.Meaning})
	}
	return factTable{"Codes in the profile " + profile.Name, rows}
}

// nameTable lists what people see in place of the canonical names.
func nameTable(profile *spec.Profile) factTable {
	rows := [][]string{{"name", "what people see"}}
	for _, n := range timeline.NamesOf(timeline.Callback) {
		if label := profile.Labels.Name(n); label != n.String() {
			rows = append(rows, []string{n.String(), label})
		}
	}
	for _, r := range timeline.Reasons() {
		if label := profile.Labels.Reason(r); label != r.String() {
			rows = append(rows, []string{r.String(), label})
		}
	}
	return factTable{"Names in the profile " + profile.Name, rows}
}

func ruleTable() factTable {
	rows := [][]string{{"rule", "label", "source", "read by", "text"}}
	for _, f := range model.Facts() {
		rows = append(rows, []string{f.ID, string(f.Label), f.Source, citing(f.ID), f.Text})
	}
	return factTable{"Rules", rows}
}

// citing says which machines have rows that rest on a rule; others are in the model's code.
func citing(id string) string {
	var list []string
	if slices.ContainsFunc(model.ClientRows(), func(r model.ClientRow) bool { return r.Fact == id }) {
		list = append(list, "client's rows")
	}
	if slices.ContainsFunc(model.SeatRows(), func(r model.SeatRow) bool { return r.Fact == id }) {
		list = append(list, "server's rows")
	}
	if len(list) == 0 {
		return "model"
	}
	return strings.Join(list, ", ")
}

// vendorTable lists the vendor's codes, with the reasons for which the client's table says them.
func vendorTable() factTable {
	sayings := model.Sayings(model.ClientRows())
	rows := [][]string{{"code", "said with", "meaning"}}
	for _, c := range model.CodeList() {
		var reasons []string
		for _, s := range sayings {
			if s.Code == c.Number {
				reasons = append(reasons, s.Reason.String())
			}
		}
		said := "-"
		if len(reasons) > 0 {
			said = strings.Join(reasons, ", ")
		}
		rows = append(rows, []string{strconv.FormatUint(uint64(c.Number), 10), said, c.Meaning})
	}
	return factTable{"Codes, all documented by the vendor for its native SDK", rows}
}

// text gives the table in columns, the last one as wide as it is.
func (t *factTable) text(p paint) string {
	widths := make([]int, len(t.rows[0]))
	for _, row := range t.rows {
		for c, cell := range row {
			widths[c] = max(widths[c], utf8.RuneCountInString(timeline.Show(cell)))
		}
	}
	var b strings.Builder
	b.WriteString(p.of(bold, t.title) + "\n\n")
	for i, row := range t.rows {
		for c, cell := range row {
			shown := timeline.Show(cell)
			pad := widths[c] - utf8.RuneCountInString(shown) + 2
			if c == len(row)-1 {
				pad = 0
			}
			b.WriteString(p.of(colourOfFact(i, c, cell), shown) + strings.Repeat(" ", pad))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func colourOfFact(row, column int, cell string) string {
	switch {
	case row == 0:
		return dim
	case column == 0:
		return bold
	case cell == string(model.Documented):
		return green
	case cell == string(model.Observed):
		return cyan
	case cell == string(model.Assumed):
		return yellow
	}
	return ""
}

// markdown gives the table for a document.
func (t *factTable) markdown() string {
	escape := strings.NewReplacer(`\`, `\\`, "|", `\|`, "`", "\\`", "<", `\<`, "[", `\[`,
		"*", `\*`, "_", `\_`)
	var b strings.Builder
	b.WriteString("### " + escape.Replace(timeline.Show(t.title)) + "\n\n")
	for i, row := range t.rows {
		for _, cell := range row {
			b.WriteString("| " + escape.Replace(timeline.Show(cell)) + " ")
		}
		b.WriteString("|\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
	return b.String()
}
