package expect

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// SyntaxError says where and why a text could not be read.
type SyntaxError struct {
	Offset   int    // byte offset into the text, at most its length
	Msg      string // what is wrong
	Expected string // what was expected instead; "" if Msg says it all
}

// Error gives the message without its place.
func (e *SyntaxError) Error() string {
	if e.Expected == "" {
		return e.Msg
	}
	return e.Msg + "; expected " + e.Expected
}

// wrong makes an error of a place, an expectation and a message.
func wrong(offset int, expected, format string, args ...any) *SyntaxError {
	return &SyntaxError{Offset: offset, Msg: fmt.Sprintf(format, args...), Expected: expected}
}

// moved shifts an error by the offset of the word that it was found in.
func (e *SyntaxError) moved(offset int) *SyntaxError {
	e.Offset += offset
	return e
}

// cut shortens a text to 64 characters.
func cut(s string) string {
	for i, n := 0, 0; i < len(s); n++ {
		if n == 64 {
			return s[:i] + "…"
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return s
}

// quote shows an offending text: with Go escapes, cut at 64 characters.
func quote(s string) string { return strconv.Quote(cut(s)) }
