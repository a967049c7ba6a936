package timeline

import (
	"strings"
	"unicode/utf8"
)

// Show makes a text from a scenario fit for a terminal, a log or a report: one function for all
// speech. Control characters, bidi controls, invisible characters, line separators and invalid
// UTF-8 become escapes: `\x1b`, `\u202e`. A text without any is returned as it is. The result has
// no newline and is valid UTF-8.
//
// A `##` becomes `\x23#`: GitHub's runner, Azure's and TeamCity take `##[error]` and its kin for a
// command anywhere in a line. A line that may begin with a foreign text needs LineStart.
func Show(s string) string {
	if bad := firstHostile(s); bad < len(s) {
		return string(appendShown(append(make([]byte, 0, len(s)+16), s[:bad]...), s[bad:]))
	}
	return s
}

// LineStart is Show for a text at the start of a line: `::error::` is a command to a CI runner
// there, blanks before it or not, and becomes `\x3a:error::`.
func LineStart(s string) string {
	s = Show(s)
	rest := strings.TrimLeft(s, " ")
	if !strings.HasPrefix(rest, "::") {
		return s
	}
	return s[:len(s)-len(rest)] + `\x3a` + rest[1:]
}

// firstHostile returns the index of the first thing that Show would change, len(s) without any.
func firstHostile(s string) int {
	for i := 0; i < len(s); {
		if plain[s[i]] {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if hostile(s[i:], r, size) {
			return i
		}
		i += size
	}
	return len(s)
}

// appendShown appends s as Show gives it.
func appendShown(b []byte, s string) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case !hostile(s, r, size):
			b = append(b, s[:size]...)
		case size == 1:
			b = append(b, '\\', 'x', hexDigits[s[0]>>4], hexDigits[s[0]&15])
		case r < 0x10000:
			b = append(b, '\\', 'u')
			b = append16(b, uint16(r))
		default:
			b = append(b, '\\', 'U')
			b = append16(b, uint16(r>>16))
			b = append16(b, uint16(r))
		}
		s = s[size:]
	}
	return b
}

// hostile judges the rune r that takes size bytes at the start of s.
func hostile(s string, r rune, size int) bool {
	switch {
	case r < 0x20, 0x7f <= r && r <= 0x9f: // C0, DEL, C1
		return true
	case r == '#':
		return len(s) > 1 && s[1] == '#'
	case r < 0x7f:
		return false
	case r == utf8.RuneError && size == 1:
		return true
	}
	return invisible(r)
}

// invisible finds the characters that change how others are read, or cannot be seen. The joiners
// U+200C and U+200D stay: Persian and emoji need them.
func invisible(r rune) bool {
	switch {
	case r == 0xad, r == 0x61c, r == 0x200b, r == 0x200e, r == 0x200f, // soft hyphen, marks
		0x2028 <= r && r <= 0x202e, // separators, embeddings, overrides
		0x2060 <= r && r <= 0x206f, // joiner, invisible operators, isolates
		r == 0xfeff, 0xfff9 <= r && r <= 0xfffb,
		r&0xfffe == 0xfffe,           // no characters: XML may not have them
		0xe0000 <= r && r <= 0xe007f: // tags
		return true
	}
	return false
}

const hexDigits = "0123456789abcdef"

func append16(b []byte, u uint16) []byte {
	return append(b, hexDigits[u>>12], hexDigits[u>>8&15], hexDigits[u>>4&15], hexDigits[u&15])
}

// plain marks the bytes that stay as they are in speech and in JSON alike.
var plain = func() (t [256]bool) {
	for c := byte(0x20); c < 0x7f; c++ {
		t[c] = c != '"' && c != '\\' && c != '#'
	}
	return t
}()
