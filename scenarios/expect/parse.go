package expect

import (
	"strings"
	"time"
	"unicode/utf8"
)

// maxClaim is the bound on a claim, in characters.
const maxClaim = 1000

const (
	opsExpected       = "< <= = >= > ≈"
	toleranceExpected = "a tolerance such as ± 5ms"
)

// parser reads one text from left to right.
type parser struct {
	text   string
	pos    int
	rel    Relation
	termAt []int // where the terms begin
	opAt   int   // where the last operator begins
}

// ParseRelation reads a claim about marks, such as `T4' ≈ T3 + 90s ± 1s`, `T5 - T3 < 90s` or
// `T3 + 90s < T5' < T3 + 20m`. `~` is `≈` and `+-` is `±`. A tolerance in percent becomes a span:
// that share of the duration on the right side.
func ParseRelation(text string) (*Relation, *SyntaxError) {
	if len(text) > maxClaim && utf8.RuneCountInString(text) > maxClaim {
		return nil, wrong(0, "", "claim is longer than 1000 characters")
	}
	p := parser{text: text}
	err := p.relation()
	if err == nil {
		err = p.sense()
	}
	if err != nil {
		return nil, err
	}
	return &p.rel, nil
}

func (p *parser) relation() *SyntaxError {
	for {
		if err := p.term(); err != nil {
			return err
		}
		p.blanks()
		n := len(p.rel.Ops)
		switch {
		case n > 0 && p.rel.Ops[n-1] == Approx:
			return p.tolerance()
		case n > 0 && p.done():
			return nil
		}
		if err := p.operator(); err != nil {
			return err
		}
	}
}

// operator reads an operator, all of the run of its signs: "==" is wrong as a whole.
func (p *parser) operator() *SyntaxError {
	start := p.pos
	word := p.while(func(r rune) bool { return strings.ContainsRune("<>=!~≈≤≥≠", r) })
	n := len(p.rel.Ops)
	op := findOp(word)
	switch {
	case op == Approx && n > 0:
		return wrong(start, "< <= = >= >", "≈ cannot be chained")
	case op != 0:
		p.rel.Ops = append(p.rel.Ops, op)
		p.opAt = start
		return nil
	case word != "":
		return wrong(start, opsExpected, "cannot read %s", quote(word))
	case p.done():
		return wrong(start, opsExpected, "ends too early")
	case n > 0 && (p.peek() == '±' || p.peek() == '(' || p.atPlusMinus()):
		return wrong(start, "≈ instead of "+p.rel.Ops[n-1].String(), "only ≈ takes a tolerance")
	}
	return p.unread(opsExpected)
}

func findOp(word string) Op {
	if word == "~" {
		return Approx
	}
	for op := Less; op <= Approx; op++ {
		if word == op.String() {
			return op
		}
	}
	return 0
}

// tolerance reads what stands behind the right side of ≈, to the end of the claim.
func (p *parser) tolerance() (err *SyntaxError) {
	switch r := p.peek(); {
	case p.done():
		return wrong(p.opAt, "", "≈ needs a tolerance such as ± 5ms")
	case r == '±' || p.atPlusMinus():
		p.pos += 2 // so many bytes both have
		p.rel.Above, err = p.amount()
		p.rel.Below = p.rel.Above
	case r == '(':
		err = p.oneSided()
	case strings.ContainsRune("<>=~≈", r):
		return wrong(p.pos, toleranceExpected, "≈ cannot be chained")
	default:
		return p.unread(toleranceExpected)
	}
	if p.blanks(); err == nil && !p.done() {
		return p.unread("the end of the claim")
	}
	return err
}

// oneSided reads (+150ms -30s), or one of the two.
func (p *parser) oneSided() *SyntaxError {
	for p.pos++; ; {
		p.blanks()
		sign := p.peek()
		side := &p.rel.Above
		switch {
		case p.done():
			return wrong(p.pos, ")", "ends too early")
		case sign == ')' && (p.rel.Above > 0 || p.rel.Below > 0):
			p.pos++
			return nil
		case sign == '-':
			side = &p.rel.Below
		case sign != '+':
			return p.unread("a tolerance such as (+150ms -30s)")
		}
		if *side > 0 {
			return wrong(p.pos, "one + and one - at most", "a second tolerance with %c", sign)
		}
		p.pos++
		var err *SyntaxError
		if *side, err = p.amount(); err != nil {
			return err
		}
	}
}

// amount reads a tolerance: a span, or a share of the right side's duration.
func (p *parser) amount() (time.Duration, *SyntaxError) {
	p.blanks()
	start := p.pos
	switch {
	case p.done():
		return 0, wrong(start, "a duration or a share such as 2%", "ends too early")
	case p.peek() == '-':
		return 0, wrong(start, "", "tolerance must be more than 0")
	case !p.atNumber():
		return 0, p.unread("a duration or a share such as 2%")
	}
	var d time.Duration
	var err *SyntaxError
	if strings.HasSuffix(p.peekWord(), "%") {
		d, err = p.share()
	} else {
		d, err = p.span()
	}
	if err == nil && d == 0 {
		err = wrong(start, "", "tolerance must be more than 0")
	}
	return d, err
}

// share reads percent of the duration on the right side. Rule: never of the absolute time.
func (p *parser) share() (time.Duration, *SyntaxError) {
	start := p.pos
	word := p.peekWord()
	p.pos += len(word)
	share, err := ParseShare(word)
	if err != nil {
		if err.Expected == shareRange {
			return 0, wrong(start, "", "tolerance must be more than 0%% and at most 100%%")
		}
		return 0, err.moved(start)
	}
	right := p.rel.Terms[1].Span
	if right == 0 {
		return 0, wrong(start, toleranceExpected, "no duration on the right side to take %s of",
			word)
	}
	if right < 0 {
		right = -right
	}
	return time.Duration(share.Of(int64(right))), nil
}

// span reads a duration.
func (p *parser) span() (time.Duration, *SyntaxError) {
	start := p.pos
	word := p.peekWord()
	if p.peek() == '-' {
		return 0, wrong(start, "", "a span cannot be negative")
	}
	d, err := ParseDuration(word)
	if err != nil {
		return 0, err.moved(start)
	}
	p.pos += len(word)
	return d, nil
}
