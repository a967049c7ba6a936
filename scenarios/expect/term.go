package expect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// termExpected is what a term may begin with.
const termExpected = "a mark or a duration"

// ParseMark reads the name of a mark: a letter, then letters, digits, `_` and primes. The result
// has the ASCII prime. `all`, `server` and `end` are reserved.
func ParseMark(text string) (string, *SyntaxError) {
	p := parser{text: text}
	mark, err := p.mark()
	if err == nil && !p.done() {
		err = p.unread("a letter, a digit, _ or a prime")
	}
	if err != nil {
		return "", err
	}
	return mark, nil
}

// ParseTerm reads what an action may be anchored to: a span, a mark, or a mark and a span. It is
// the grammar of a claim's terms without differences.
func ParseTerm(text string) (Term, *SyntaxError) {
	p := parser{text: text}
	err := p.term()
	p.blanks()
	switch {
	case err != nil:
	case !p.done():
		err = p.unread("a mark, a duration, or a mark + duration")
	case p.rel.Terms[0].Minus != "":
		err = wrong(p.rel.Terms[0].MinusAt, "a duration", "%q is a mark", p.rel.Terms[0].Minus)
	}
	if err != nil {
		return Term{}, err
	}
	return p.rel.Terms[0], nil
}

// term reads a term and appends it to the relation.
func (p *parser) term() *SyntaxError {
	p.blanks()
	p.termAt = append(p.termAt, p.pos)
	t := Term{}
	var err *SyntaxError
	switch r := p.peek(); {
	case p.done():
		return wrong(len(p.text), termExpected, "ends too early")
	case unicode.IsLetter(r):
		err = p.markTerm(&t)
	case p.atNumber():
		t.Span, err = p.span()
	default:
		return p.unread(termExpected)
	}
	p.rel.Terms = append(p.rel.Terms, t)
	return err
}

// markTerm reads a mark and what is added to it or taken from it.
func (p *parser) markTerm(t *Term) (err *SyntaxError) {
	t.MarkAt = p.pos
	if t.Mark, err = p.mark(); err != nil {
		return err
	}
	p.blanks()
	if p.atPlusMinus() || p.peek() != '+' && p.peek() != '-' {
		return nil
	}
	minus := p.peek() == '-'
	p.pos++
	p.blanks()
	switch r := p.peek(); {
	case p.done():
		return wrong(len(p.text), "a duration such as 10s", "ends too early")
	case p.atNumber():
		t.Span, err = p.span()
		if minus {
			t.Span = -t.Span
		}
	case !unicode.IsLetter(r):
		return p.unread("a duration such as 10s")
	case !minus:
		return wrong(p.pos, "a duration such as 10s", "cannot add a mark to %s", t.Mark)
	default:
		t.MinusAt = p.pos
		t.Minus, err = p.mark()
	}
	return err
}

// mark reads a mark's name.
func (p *parser) mark() (string, *SyntaxError) {
	start := p.pos
	if !unicode.IsLetter(p.peek()) {
		return "", p.unread("a mark: a letter, then letters, digits, _ or primes")
	}
	for !p.done() {
		r, size := utf8.DecodeRuneInString(p.text[p.pos:])
		if !unicode.IsLetter(r) && r != '_' && !isPrime(r) && (r < '0' || '9' < r) {
			break
		}
		p.pos += size
	}
	name := strings.ReplaceAll(p.text[start:p.pos], "′", "'")
	switch name {
	case "all", "server", "end":
		return "", wrong(start, "the name of a mark", "%q is reserved", name)
	}
	return name, nil
}

func isPrime(r rune) bool { return r == '\'' || r == '′' }
