package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"roomsim/model"
)

// diagram draws the client's machine in short: what leads from one state to another, and what the
// client says.
func diagram(t *testing.T) string {
	t.Helper()
	table, err := model.NewClientTable(model.ClientRows())
	if err != nil {
		t.Fatal(err)
	}
	type arrow struct{ way, says string }
	var arrows []arrow
	inputs := map[arrow][]string{}
	for k := range table.Len() {
		row := table.Row(k)
		if row.From == row.To || row.Do.Says == 0 {
			continue
		}
		from, input, _ := strings.Cut(table.Label(k), " on ")
		a := arrow{from + " --> " + table.State(row.To), row.Do.Says.String()}
		if !slices.Contains(arrows, a) {
			arrows = append(arrows, a)
		}
		if row.Outside {
			input += " *"
		}
		inputs[a] = append(inputs[a], input)
	}
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n    direction LR\n    [*] --> Out\n")
	for _, a := range arrows {
		fmt.Fprintf(&b, "    %s : %s / %s\n", a.way, strings.Join(inputs[a], ", "), a.says)
	}
	return b.String()
}

// The README's diagram is the table's.
func TestReadmeDiagram(t *testing.T) {
	const file = "../../README.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), "```mermaid\n")
	drawn, after, ok2 := strings.Cut(rest, "```\n")
	if !ok || !ok2 {
		t.Fatalf("%s has no mermaid block", file)
	}
	if want := diagram(t); drawn != want && *update {
		err = os.WriteFile(file, []byte(before+"```mermaid\n"+want+"```\n"+after), 0o644)
		if err != nil {
			t.Fatal(err)
		}
	} else if drawn != want {
		t.Errorf("the README draws\n%s\nand the table says\n%s", drawn, want)
	}
}
