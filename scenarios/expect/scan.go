package expect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// atNumber reports whether what comes next begins like a duration, right or wrong.
func (p *parser) atNumber() bool {
	rest := strings.TrimPrefix(p.text[p.pos:], "-")
	rest = strings.TrimPrefix(rest, ".")
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsDigit(r)
}

func (p *parser) atPlusMinus() bool { return strings.HasPrefix(p.text[p.pos:], "+-") }

func (p *parser) done() bool { return p.pos == len(p.text) }

// peek returns the next character, utf8.RuneError at the end.
func (p *parser) peek() rune {
	r, _ := utf8.DecodeRuneInString(p.text[p.pos:])
	return r
}

// peekWord returns what comes up to the next blank or sign.
func (p *parser) peekWord() string {
	start := p.pos
	word := p.while(func(r rune) bool {
		return !isBlank(r) &&
			!strings.ContainsRune("<>=!~≈±+-()", r)
	})
	p.pos = start
	return word
}

func (p *parser) blanks() { p.while(isBlank) }

func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' }

// while passes over the characters that fit and returns them.
func (p *parser) while(fits func(rune) bool) string {
	start := p.pos
	for !p.done() {
		r, size := utf8.DecodeRuneInString(p.text[p.pos:])
		if !fits(r) {
			break
		}
		p.pos += size
	}
	return p.text[start:p.pos]
}

// unread is the error of a word that does not belong here.
func (p *parser) unread(expected string) *SyntaxError {
	if p.done() {
		return wrong(p.pos, expected, "ends too early")
	}
	word := p.peekWord()
	if word == "" {
		_, size := utf8.DecodeRuneInString(p.text[p.pos:])
		word = p.text[p.pos : p.pos+size]
	}
	return wrong(p.pos, expected, "cannot read %s", quote(word))
}
