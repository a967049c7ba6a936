package spec

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const (
	bom         = "\ufeff"
	format      = "1" // of scenario and profile files
	firstKey    = "roomsim"
	firstLine   = `expected "roomsim: 1" first`
	sampleBytes = 64 // bytes that decide whether a file is text at all
)

// readable checks what can be known of a file before YAML sees it: size, encoding, characters. It
// strips a byte order mark and reports what is wrong.
func (s *source) readable() bool {
	switch {
	case len(s.text) > maxBytes:
		s.whole("the file is larger than 1 MiB (the bound on a scenario file)", "")
		return false
	case strings.HasPrefix(s.text, "\xff\xfe") || strings.HasPrefix(s.text, "\xfe\xff"):
		s.wrong(1, 1, "the file is UTF-16", "expected UTF-8")
		return false
	}
	s.text = strings.TrimPrefix(s.text, bom)
	first, count := s.firstBad()
	if count > 0 && (first == 0 || count > 2) {
		s.wrongAt(first, "is not text", "expected a scenario file")
		return false
	}
	return s.characters()
}

// firstBad finds the first byte among the first ones that no text has, and counts them.
func (s *source) firstBad() (first, count int) {
	for i := 0; i < min(len(s.text), sampleBytes); {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		if r == utf8.RuneError && size == 1 || !allowed(r) {
			if count == 0 {
				first = i
			}
			count++
		}
		i += size
	}
	return first, count
}

// characters reports the bytes that are not UTF-8 and the characters that a scenario may not have.
func (s *source) characters() bool {
	bad := 0
	for i := 0; i < len(s.text); {
		c := s.text[i]
		if ' ' <= c && c < 0x7f || c == '\n' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s.text[i:])
		invalid := r == utf8.RuneError && size == 1
		if invalid || !allowed(r) {
			bad++
		}
		switch {
		case bad > MostProblems:
			s.rep.more, s.rep.errs, bad = s.rep.more+1, s.rep.errs+1, MostProblems
		case invalid:
			s.wrongAt(i, fmt.Sprintf("byte 0x%02x is not UTF-8", c), "")
		case !allowed(r):
			s.wrongAt(i, fmt.Sprintf("%s %U is not allowed in a scenario", sortOf(r), r), "")
		}
		i += size
	}
	return bad == 0
}

// allowed reports whether a character may stand in a file. Line ends beyond LF and CR may not:
// programs count lines differently by them.
func allowed(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return true
	case r < ' ' || 0x7f <= r && r < 0xa0:
		return false
	case r == 0x2028 || r == 0x2029 || r == 0xfeff || r&0xfffe == 0xfffe:
		return false
	}
	return true
}

func sortOf(r rune) string {
	if r < ' ' || 0x7f <= r && r < 0xa0 {
		return "control character"
	}
	return "character"
}
