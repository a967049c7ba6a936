package spec

import (
	"sort"
	"strconv"
	"unicode/utf8"
)

// Bounds on a file. [README, Bounds]
const (
	maxBytes   = 1 << 20
	maxDepth   = 64
	maxNodes   = 200_000
	maxAliased = 10_000
	maxKey     = 128
)

// source is the text of a file, and where its lines begin.
type source struct {
	file string
	text string // without a byte order mark
	rep  *report
	// starts are the offsets of the lines, found when first needed.
	starts []int
}

// lines returns the offsets at which lines begin. Lines end with LF, CR LF or CR.
func (s *source) lines() []int {
	if s.starts != nil {
		return s.starts
	}
	s.starts = append(s.starts, 0)
	for i := 0; i < len(s.text); i++ {
		if c := s.text[i]; c == '\n' || c == '\r' && (i+1 == len(s.text) || s.text[i+1] != '\n') {
			s.starts = append(s.starts, i+1)
		}
	}
	return s.starts
}

// line returns the text of a line, from 1, without its end.
func (s *source) line(n int) string {
	starts := s.lines()
	if n < 1 || n > len(starts) {
		return ""
	}
	end := len(s.text)
	if n < len(starts) {
		end = starts[n] - 1
	}
	line := s.text[starts[n-1]:end]
	if k := len(line); k > 0 && line[k-1] == '\r' {
		line = line[:k-1]
	}
	return line
}

// place returns the line and the column of an offset, both from 1.
func (s *source) place(offset int) (line, col int) {
	starts := s.lines()
	line = sort.SearchInts(starts, offset+1)
	start := starts[line-1]
	offset = min(offset, start+len(s.line(line))) // between CR and LF
	return line, utf8.RuneCountInString(s.text[start:offset]) + 1
}

// offset returns the offset of a line and column.
func (s *source) offset(line, col int) int {
	text := s.line(line)
	at := 0
	for ; col > 1 && at < len(text); col-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	if line > len(s.starts) {
		return len(s.text)
	}
	return s.starts[line-1] + at
}

// wrongAt reports a problem of an offset.
func (s *source) wrongAt(offset int, msg, expected string) {
	line, col := s.place(offset)
	s.wrong(line, col, msg, expected)
}

// wrong reports a problem of a place.
func (s *source) wrong(line, col int, msg, expected string) {
	s.rep.add(Problem{File: s.file, Line: line, Col: col, Msg: msg, Expected: expected,
		Source: s.line(line)})
}

// whole reports a problem of the file as a whole.
func (s *source) whole(msg, expected string) {
	s.rep.add(Problem{File: s.file, Msg: msg, Expected: expected})
}

// show makes a text from outside fit for a message: quoted, with Go escapes, cut at 64 characters.
func show(text string) string { return strconv.Quote(cut(text)) }

// cut shortens a text to 64 characters.
func cut(text string) string {
	for i, n := 0, 0; i < len(text); n++ {
		if n == 64 {
			return text[:i] + "…"
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return text
}

// showValue is show, but leaves what looks like a number as it is: 1.5, -3, 150%.
func showValue(text string) string {
	for i := range len(text) {
		c := text[i]
		sign := i == 0 && (c == '-' || c == '+')
		if (c < '0' || '9' < c) && c != '.' && c != '%' && !sign {
			return show(text)
		}
	}
	if text == "" || len(text) > 40 {
		return show(text)
	}
	return text
}
