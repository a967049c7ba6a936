package fsm

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// legend explains the mark of rows that are Outside.
const legend = "not in the published diagram"

var columns = [...]string{"in state", "on input", "goes to", "does", "fact"}

// cells are the texts of a row in columns, without the mark of Outside.
func (t *Table[S, I, E]) cells(r *Row[S, I, E]) [len(columns)]string {
	return [...]string{t.m.States[r.From], t.m.Inputs[r.On], t.m.States[r.To], t.does(r), r.Fact}
}

func (t *Table[S, I, E]) does(r *Row[S, I, E]) string {
	if t.m.Does == nil {
		return ""
	}
	return t.m.Does(r.Do)
}

// outside reports whether any row is.
func (t *Table[S, I, E]) outside() bool {
	for i := range t.m.Rows {
		if t.m.Rows[i].Outside {
			return true
		}
	}
	return false
}

// WriteText writes the rows as an aligned table, and below which inputs each state ignores. A *
// marks the rows that are Outside.
func (t *Table[S, I, E]) WriteText(w io.Writer) error {
	lines := [][len(columns)]string{columns}
	for i := range t.m.Rows {
		r := &t.m.Rows[i]
		cells := t.cells(r)
		for c := range cells {
			cells[c] = oneLine(cells[c])
		}
		if r.Outside {
			cells[len(cells)-1] = strings.TrimSpace(cells[len(cells)-1] + " *")
		}
		lines = append(lines, cells)
	}
	var b strings.Builder
	align(&b, lines)
	if t.outside() {
		b.WriteString("\n* " + legend + "\n")
	}
	t.ignoredText(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// align writes lines in columns, a line below the first, no blanks at the end.
func align(b *strings.Builder, lines [][len(columns)]string) {
	var widths [len(columns)]int
	for _, cells := range lines {
		for c, cell := range cells {
			widths[c] = max(widths[c], utf8.RuneCountInString(cell))
		}
	}
	var rule [len(columns)]string
	for c, width := range widths {
		rule[c] = strings.Repeat("─", width)
	}
	for i, cells := range lines {
		writeCells(b, cells, widths)
		if i == 0 {
			writeCells(b, rule, widths)
		}
	}
}

func writeCells(b *strings.Builder, cells [len(columns)]string, widths [len(columns)]int) {
	line := ""
	for c, cell := range cells {
		line += cell + strings.Repeat(" ", widths[c]-utf8.RuneCountInString(cell)+2)
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}

// ignoredText writes a line for each state that ignores inputs.
func (t *Table[S, I, E]) ignoredText(b *strings.Builder) {
	head := "\n"
	for s, state := range t.m.States {
		var list []string
		for i, input := range t.m.Inputs {
			if t.next[s*len(t.m.Inputs)+i] == ignored {
				list = append(list, oneLine(input))
			}
		}
		if len(list) > 0 {
			fmt.Fprintf(b, "%s%s ignores %s\n", head, oneLine(state), strings.Join(list, ", "))
			head = ""
		}
	}
}

// WriteMarkdown writes the rows as a table in Markdown.
func (t *Table[S, I, E]) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| " + strings.Join(columns[:], " | ") + " |\n")
	b.WriteString(strings.Repeat("|---", len(columns)) + "|\n")
	for i := range t.m.Rows {
		r := &t.m.Rows[i]
		b.WriteByte('|')
		for c, cell := range t.cells(r) {
			cell = escapeMarkdown(cell)
			if r.Outside && c == len(columns)-1 {
				cell = strings.TrimSpace(cell + ` \*`)
			}
			b.WriteString(" " + cell + " |")
		}
		b.WriteByte('\n')
	}
	if t.outside() {
		b.WriteString("\n\\* " + legend + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteMermaid writes the machine as a state diagram of Mermaid. A * marks the rows that are
// Outside.
func (t *Table[S, I, E]) WriteMermaid(w io.Writer) error {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n    direction LR\n")
	for s, name := range t.m.States {
		fmt.Fprintf(&b, "    state \"%s\" as s%d\n", escapeMermaid(name), s)
	}
	fmt.Fprintf(&b, "    [*] --> s%d\n", t.m.Start)
	for i := range t.m.Rows {
		r := &t.m.Rows[i]
		label := escapeMermaid(t.edge(r, " / "))
		if r.Outside {
			label += " *"
		}
		fmt.Fprintf(&b, "    s%d --> s%d : %s\n", r.From, r.To, label)
	}
	if t.outside() {
		fmt.Fprintf(&b, "    note left of s%d : * %s\n", t.m.Start, legend)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteDOT writes the machine as a graph of Graphviz. Rows that are Outside are dashed.
func (t *Table[S, I, E]) WriteDOT(w io.Writer) error {
	var b strings.Builder
	b.WriteString("digraph {\n    rankdir=LR\n    node [shape=box, style=rounded]\n")
	if t.outside() {
		fmt.Fprintf(&b, "    label=\"dashed: %s\"\n", legend)
	}
	b.WriteString("    start [shape=point, label=\"\"]\n")
	for s, name := range t.m.States {
		fmt.Fprintf(&b, "    s%d [label=\"%s\"]\n", s, escapeDOT(name))
	}
	fmt.Fprintf(&b, "    start -> s%d\n", t.m.Start)
	for i := range t.m.Rows {
		r := &t.m.Rows[i]
		style := ""
		if r.Outside {
			style = ", style=dashed"
		}
		fmt.Fprintf(&b, "    s%d -> s%d [label=\"%s\"%s]\n", r.From, r.To, escapeDOT(t.edge(r, "\n")),
			style)
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// edge is what stands at an arrow: the input and the effect.
func (t *Table[S, I, E]) edge(r *Row[S, I, E], between string) string {
	if does := t.does(r); does != "" {
		return t.m.Inputs[r.On] + between + does
	}
	return t.m.Inputs[r.On]
}
