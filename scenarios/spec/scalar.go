package spec

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// word returns the text of a scalar that is not null.
func word(n *yaml.Node) (string, bool) {
	if n == nil || n.Kind != yaml.ScalarNode || isNull(n) {
		return "", false
	}
	return n.Value, true
}

// expected reports a value of the wrong kind: `end: expected a duration such as 10s`.
func (d *decoder) expected(n *yaml.Node, key, what string) {
	if key != "" {
		key += ": "
	}
	d.wrong(n, key+"expected "+what, "this is "+kindOf(n))
}

// text reads any text, which is what; ok is false, and reported, for what is none.
func (d *decoder) text(n *yaml.Node, key, what string) (s string, ok bool) {
	if s, ok = word(n); !ok {
		d.expected(n, key, what)
	}
	return s, ok
}

// span reads a duration.
func (d *decoder) span(n *yaml.Node, key string) (time.Duration, bool) {
	s, ok := word(n)
	if !ok {
		d.expected(n, key, "a duration such as 10s")
		return 0, false
	}
	span, err := expect.ParseDuration(s)
	if err != nil {
		d.syntax(n, err)
		return 0, false
	}
	return span, true
}

// positive reads a duration of more than 0; what names it in messages.
func (d *decoder) positive(n *yaml.Node, key, what string) (time.Duration, bool) {
	span, ok := d.span(n, key)
	if ok && span == 0 {
		d.wrong(n, what+" must be more than 0", "")
		return 0, false
	}
	return span, ok
}

// syntax reports an error of the grammar at its place in a scalar.
func (d *decoder) syntax(n *yaml.Node, err *expect.SyntaxError) {
	expected := err.Expected
	if expected != "" {
		expected = "expected " + expected
	}
	d.wrongIn(n, err.Offset, err.Msg, expected)
}

// share reads a share.
func (d *decoder) share(n *yaml.Node, key string) (sim.Ratio, bool) {
	s, ok := word(n)
	if !ok {
		d.expected(n, key, "a share such as 2.5%")
		return sim.Ratio{}, false
	}
	share, err := expect.ParseShare(s)
	switch {
	case err == nil:
		return share, true
	case err.Expected != "":
		d.wrong(n, joined(key, err.Msg)+": expected "+err.Expected, "")
	default:
		d.syntax(n, err)
	}
	return share, false
}

// whole reads a whole number from least to most. Rule: decimal digits, nothing else.
func (d *decoder) whole(n *yaml.Node, key string, least, most uint64) (uint64, bool) {
	s, ok := word(n)
	u, good := digits(s)
	if good && n.Style == 0 && least <= u && u <= most {
		return u, true
	}
	if ok = ok && n.Style == 0; ok {
		s = showValue(s)
	} else if s != "" {
		s = show(s)
	} else {
		s = "is " + kindOf(n)
	}
	bounds := fmt.Sprintf("from %d to %d", least, most)
	if most == noBound {
		bounds = fmt.Sprintf("from %d", least)
	}
	d.wrong(n, fmt.Sprintf("%s: expected a whole number %s", joined(key, s), bounds), "")
	return 0, false
}

// noBound is a bound that is not worth naming.
const noBound = 1<<63 - 1

// maxCode is the largest error code.
const maxCode = 1<<31 - 1

// digits reads decimal digits without a needless 0 before them.
func digits(s string) (uint64, bool) {
	if s == "" || len(s) > 1 && s[0] == '0' || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	u, err := strconv.ParseUint(s, 10, 64)
	return u, err == nil
}

// decimal reads a number from 1 to 1000 with at most three places.
func (d *decoder) decimal(n *yaml.Node) (model.Decimal, bool) {
	milli, ok := d.milli(n, "", 1000, 1_000_000)
	return model.Decimal{Milli: milli}, ok
}

// milli reads a number with at most three places, in thousandths from least to most.
func (d *decoder) milli(n *yaml.Node, what string, least, most uint64) (uint32, bool) {
	s, ok := word(n)
	if !ok {
		d.expected(n, what, "a number such as 1.5")
		return 0, false
	}
	positive := strings.TrimPrefix(s, "-")
	whole, part, point := strings.Cut(positive, ".")
	u, good := digits(whole)
	places := strings.TrimRight(part, "0")
	if !good || point && part == "" || strings.Trim(part, "0123456789") != "" {
		d.wrong(n, "cannot read "+show(s)+" as a number", "expected one such as 1.5")
		return 0, false
	}
	if len(places) > 3 {
		d.wrong(n, showValue(s)+" is finer than 0.001", "")
		return 0, false
	}
	milli := min(u, most)*1000 + thousandths(places)
	low := positive != s || milli < least
	switch {
	case low && least == 1:
		d.wrong(n, what+" must be more than 0", "")
	case least == 1 && milli > most:
		d.wrong(n, fmt.Sprintf("%s must be at most %d", what, most/1000), "")
	case low || milli > most:
		d.wrong(n, fmt.Sprintf("%s: expected a number from %d to %d", joined(what, showValue(s)),
			least/1000, most/1000), "")
	default:
		return uint32(milli), true
	}
	return 0, false
}

func thousandths(places string) (m uint64) {
	for i := range 3 {
		m *= 10
		if i < len(places) {
			m += uint64(places[i] - '0')
		}
	}
	return m
}

// valueOf shows a text, or says what a node is: "is a list".
func valueOf(n *yaml.Node) string {
	if s, ok := word(n); ok {
		return showValue(s)
	}
	return "is " + kindOf(n)
}

// choice reads one of some words and returns its index.
func (d *decoder) choice(n *yaml.Node, key string, words []string) (int, bool) {
	s, ok := word(n)
	if !ok {
		d.expected(n, key, either(words))
		return 0, false
	}
	for i, w := range words {
		if s == w {
			return i, true
		}
	}
	if near := d.near(s, words); near != "" {
		d.wrong(n, "unknown "+key, "did you mean "+show(near)+"?")
		return 0, false
	}
	d.wrong(n, "unknown "+key+" "+valueOf(n), "expected "+either(words))
	return 0, false
}

// either gives "a, b or c".
func either(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// name checks the name of a client, a mark's name is checked by expect.
func (d *decoder) name(n *yaml.Node, what string) bool {
	s := n.Value
	good := s != "" && len([]rune(s)) <= 64
	for _, r := range s {
		good = good && (unicode.IsLetter(r) || '0' <= r && r <= '9' || r == '_' || r == '-')
	}
	switch {
	case !good:
		d.wrong(n, what+" name "+show(s)+": expected letters, digits, _ and -, at most 64", "")
	case s == "all" || s == "server" || s == "end":
		d.wrong(n, what+" name "+show(s)+" is reserved", "")
		good = false
	}
	return good
}

// id checks a user or room ID.
func (d *decoder) id(n *yaml.Node, what, s string, most int) bool {
	switch {
	case s == "":
		d.wrong(n, what+" is empty", "")
	case len(s) > most:
		d.wrong(n, fmt.Sprintf("%s is longer than %d bytes", what, most), "")
	case strings.ContainsFunc(s, unicode.IsControl):
		d.wrong(n, what+" "+show(s)+" has a control character", "")
	default:
		return true
	}
	return false
}
