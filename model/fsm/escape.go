package fsm

import (
	"fmt"
	"strings"
	"unicode"
)

// oneLine replaces control and other invisible characters by blanks.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return ' '
		}
		return r
	}, s)
}

// escapeMermaid leaves letters, digits, blanks and harmless marks, and writes all else as Mermaid's
// #number;.
func escapeMermaid(s string) string {
	var b strings.Builder
	for _, r := range oneLine(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" .,-_/()'+=", r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}

// escapeDOT makes the inside of a quoted string; a newline stays one.
func escapeDOT(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = oneLine(lines[i])
	}
	s = strings.ReplaceAll(strings.Join(lines, "\n"), `\`, `\\`)
	return strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(s)
}

// escapeMarkdown makes a cell of a table.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for _, r := range oneLine(s) {
		switch {
		case r == '<' || r == '>' || r == '&':
			fmt.Fprintf(&b, "&#%d;", r)
		case strings.ContainsRune("\\`*_[]|#~!", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
