package export

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"roomsim/model/timeline"
)

// longestLine is how many characters of a text a diagram shows.
const longestLine = 72

// lineBreak parts the lines of a note. It is Mermaid's own; in texts its signs are escaped.
const lineBreak = "<br/>"

// harmless are the signs, besides letters and digits, that mean nothing to Mermaid within a text.
const harmless = " .,-_/()'+=…×◂→"

// escaped gives a text, maybe a stranger's, as Mermaid shows it and does not obey it: all but
// letters, digits and harmless signs becomes #number;. It has no newline, and at most longestLine
// characters as they are shown.
func escaped(s string) string {
	s = shortened(timeline.Show(s), longestLine)
	var b []byte
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(harmless, r) {
			b = utf8.AppendRune(b, r)
			continue
		}
		b = strconv.AppendInt(append(b, '#'), int64(r), 10)
		b = append(b, ';')
	}
	return string(b)
}

// shortened cuts a text to so many characters.
func shortened(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	runes := []rune(s)
	return string(runes[:most-1]) + "…"
}
