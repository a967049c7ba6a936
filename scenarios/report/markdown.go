package report

import (
	"io"
	"strconv"
	"strings"

	"roomsim/model/timeline"
)

// mostMarkdown is how long a table becomes, in bytes: GitHub refuses summaries of more than 1 MiB.
const mostMarkdown = 400 << 10

// writeMarkdown writes a summary for a job's page: the totals, a table of what did not pass, and a
// table of all claims, folded.
func (s *Suite) writeMarkdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("### roomsim: " + s.headline() + "\n")
	t := &s.Totals
	totals := markdownTable{head: []string{"scenarios", "claims", "passed", "failed",
		"inconclusive", "not finished", "not run"}}
	totals.numbers(t.Scenarios, t.Claims, t.Passed, t.Failed, t.Inconclusive, t.Unfinished, t.NotRun)
	totals.write(&b)
	if list := s.troubles(); len(list) > 0 {
		b.WriteString("\n#### Did not pass\n")
		table := markdownTable{head: []string{"verdict", "scenario", "place", "claim", "want", "got",
			"why", "margin"}}
		for _, t := range list {
			table.add(t.cells()...)
		}
		table.write(&b)
	}
	for _, a := range s.audits() {
		a.markdown(&b)
	}
	if t.Claims > 0 {
		b.WriteString("\n<details>\n<summary>All claims</summary>\n")
		s.allClaims().write(&b)
		b.WriteString("\n</details>\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// cells gives a trouble as the table has it.
func (t trouble) cells() []string {
	c, f := t.scenario, t.finding
	if f == nil {
		return []string{"not finished", c.Name, code(t.place()), "", "", "",
			code(firstLine(c.silence())), ""}
	}
	return []string{f.Verdict.String(), c.Name, code(t.place()), code(words(f)), code(want(f)),
		code(f.Came()), code(f.Why), margin(f)}
}

// allClaims is the table of all claims.
func (s *Suite) allClaims() *markdownTable {
	table := &markdownTable{head: []string{"verdict", "scenario", "claim", "measured", "margin"}}
	for i := range s.Scenarios {
		c := &s.Scenarios[i]
		for k := range c.Findings {
			f := &c.Findings[k]
			table.add(f.Verdict.String(), c.Name, code(words(f)), code(f.Measured), margin(f))
		}
	}
	return table
}

func (a *audit) markdown(b *strings.Builder) {
	b.WriteString("\n" + escaped(a.line) + "\n")
	if len(a.gaps) == 0 {
		return
	}
	table := markdownTable{head: []string{"what", "which"}}
	for _, g := range a.gaps {
		table.add(g.What, code(g.Which))
	}
	table.write(b)
}

// markdownTable is a table whose cells are Markdown.
type markdownTable struct {
	head []string
	rows []string
}

func (t *markdownTable) add(cells ...string) { t.rows = append(t.rows, row(cells)) }

// numbers adds a row of numbers.
func (t *markdownTable) numbers(numbers ...int) {
	var cells []string
	for _, n := range numbers {
		cells = append(cells, strconv.Itoa(n))
	}
	t.add(cells...)
}

// write writes the table behind an empty line; rows that are too much are only counted.
func (t *markdownTable) write(b *strings.Builder) {
	b.WriteString("\n" + row(t.head) + "|" + strings.Repeat(" --- |", len(t.head)) + "\n")
	size := 0
	for i, r := range t.rows {
		if size += len(r); size > mostMarkdown {
			b.WriteString("\nand " + strconv.Itoa(len(t.rows)-i) + " more\n")
			return
		}
		b.WriteString(r)
	}
}

func row(cells []string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

// code gives a text as code: GitHub makes links of #53 and names anywhere else.
func code(s string) string {
	if s == "" {
		return ""
	}
	return "<code>" + escaped(s) + "</code>"
}

// escaped takes the meaning from what Markdown, its tables and HTML would obey, addresses that
// become links by themselves included.
func escaped(s string) string {
	s = timeline.Show(s)
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; c {
		case '|':
			b.WriteString("&#124;") // some readers of tables do not know \|
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '&':
			b.WriteString("&amp;")
		case '\\', '`', '*', '_', '[', ']', '~', '!', '$', '@':
			b.WriteString(`\` + s[i:i+1])
		case ':', '.':
			if address(s, i) {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// address reports whether the byte at i is what makes an address of a text: of https:// the colon,
// of www. the dot.
func address(s string, i int) bool {
	return strings.HasPrefix(s[i:], "://") || i >= 3 && strings.EqualFold(s[i-3:i+1], "www.")
}
