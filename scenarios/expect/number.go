package expect

import (
	"math/bits"
	"strings"
	"time"

	"roomsim/sim"
)

// day is the longest unit of a span.
const day = 24 * time.Hour

// spanTypical and shareRange are what is expected of a span and of a share.
const (
	spanTypical = "a duration such as 10s"
	shareRange  = "0% to 100% or a number from 0 to 1"
)

// ParseDuration reads a span: a sum of decimal numbers with units, such as 250us, 1.5s, 20min or
// 1h30m, kept exactly; a bare 0 is one too. It is never negative and at most sim.Longest. The whole
// text must be a span, without blanks.
func ParseDuration(text string) (time.Duration, *SyntaxError) {
	if text == "0" {
		return 0, nil
	}
	var sum time.Duration
	for rest := text; ; {
		num, after := number(rest)
		unit := after[:unitEnd(after)]
		size, ok := unitSize(unit)
		if num == "" || !ok {
			return 0, misread(text)
		}
		d, err := scale(num, size)
		if err != nil {
			return 0, err
		}
		if sum += d; sum > sim.Longest {
			return 0, tooLong()
		}
		if rest = after[len(unit):]; rest == "" {
			return sum, nil
		}
	}
}

func tooLong() *SyntaxError { return wrong(0, "", "duration is longer than 30 days") }

// number cuts a decimal number off the front of s: digits without a needless 0 before them, and
// perhaps a point and more digits. It returns "" if there is none.
func number(s string) (num, rest string) {
	whole := digits(s)
	if whole == 0 || whole > 1 && s[0] == '0' {
		return "", s
	}
	if whole == len(s) || s[whole] != '.' {
		return s[:whole], s[whole:]
	}
	part := digits(s[whole+1:])
	if part == 0 {
		return "", s
	}
	return s[:whole+1+part], s[whole+1+part:]
}

// digits counts the decimal digits at the front of s.
func digits(s string) int {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// unitEnd is where the next number begins.
func unitEnd(s string) int {
	i := 0
	for i < len(s) && !isDigit(s[i]) {
		i++
	}
	return i
}

func unitSize(unit string) (time.Duration, bool) {
	switch unit {
	case "ns":
		return time.Nanosecond, true
	case "us", "\u00b5s", "\u03bcs": // micro sign, Greek mu
		return time.Microsecond, true
	case "ms":
		return time.Millisecond, true
	case "s":
		return time.Second, true
	case "m", "min":
		return time.Minute, true
	case "h":
		return time.Hour, true
	case "d":
		return day, true
	}
	return 0, false
}

// scale returns num units of a size, exactly.
func scale(num string, size time.Duration) (time.Duration, *SyntaxError) {
	whole, part, _ := strings.Cut(num, ".")
	n, ok := decimal(whole)
	if !ok || n > uint64(sim.Longest/size) {
		return 0, tooLong()
	}
	d := time.Duration(n) * size
	// A day is 2^16·5^11·27 ns: what has more than 16 places that count is finer than 1 ns.
	part = strings.TrimRight(part, "0")
	f, ok := decimal(part)
	if !ok {
		return 0, wrong(0, "", "finer than 1ns")
	}
	hi, lo := bits.Mul64(f, uint64(size))
	quo, rem := bits.Div64(hi, lo, power10(len(part)))
	if rem != 0 {
		return 0, wrong(0, "", "finer than 1ns")
	}
	return d + time.Duration(quo), nil
}

// decimal reads up to 18 digits.
func decimal(s string) (n uint64, ok bool) {
	if len(s) > 18 {
		return 0, false
	}
	for i := range len(s) {
		n = n*10 + uint64(s[i]-'0')
	}
	return n, true
}

// power10 returns 10 to the n; n is at most 19.
func power10(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}

// misread says what is wrong with a text that is no span.
func misread(text string) *SyntaxError {
	if err := noNumber(text); err != nil {
		return err
	}
	if num, rest := number(text); num != "" && rest == "" {
		typical := spanTypical
		if len(num) < 12 {
			typical = "a duration such as " + num + "s"
		}
		return wrong(0, typical, "%s has no unit", cut(num))
	}
	if rest, minus := strings.CutPrefix(text, "-"); minus && startsNumber(rest) {
		return wrong(0, "", "a span cannot be negative")
	}
	return wrong(0, "", "cannot read %s as a duration; units are ns us ms s m min h d", quote(text))
}

func startsNumber(s string) bool { return s != "" && isDigit(s[0]) }

// noNumber finds the numbers that no scenario may use: nan and infinity, −0, exponents,
// hexadecimal, separators, needless zeros. Other texts give nil.
func noNumber(text string) *SyntaxError {
	sign, s := "", text
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign, s = s[:1], s[1:]
	}
	odd := s == "0" && sign != ""
	if len(s) <= len(".infinity") {
		switch word := strings.TrimPrefix(strings.ToLower(s), "."); word {
		case "nan", "inf", "infinity":
			odd, s = true, word
		}
	}
	if odd || oddNumber(s) {
		return wrong(0, "", "%s is not a number a scenario may use", cut(sign+s))
	}
	return nil
}

// oddNumber reports whether s is a number of another grammar than ours: 0x10, 1_000, 1e9, 010, .5
func oddNumber(s string) bool {
	if num, rest := number(s); num != "" && rest == "" {
		return false
	}
	if len(s) > 2 && s[0] == '0' && strings.IndexByte("xXoObB", s[1]) >= 0 {
		return strings.Trim(s[2:], "0123456789abcdefABCDEF_") == ""
	}
	rest := strings.TrimLeft(s, "0123456789_.")
	if !strings.ContainsAny(s[:len(s)-len(rest)], "0123456789") {
		return false
	}
	if rest == "" {
		return true
	}
	if rest[0] != 'e' && rest[0] != 'E' {
		return false
	}
	exp := strings.TrimLeft(rest[1:], "+-")
	return exp != "" && digits(exp) == len(exp) && len(rest)-len(exp) <= 2
}

// ParseShare reads a share: percent such as 2.5%, or a number from 0 to 1, kept exactly; it has at
// most 18 digits. An error about its range has the text itself as Msg, so that a reader can say
// `loss 150%: expected 0% to 100% or a number from 0 to 1`.
func ParseShare(text string) (sim.Ratio, *SyntaxError) {
	none := sim.Ratio{}
	body, percent := strings.CutSuffix(text, "%")
	num, rest := number(body)
	if num == "" || rest != "" {
		return none, misreadShare(text)
	}
	whole, part, _ := strings.Cut(num, ".")
	n, ok := decimal(whole + part)
	if !ok {
		return none, wrong(0, "", "more than 18 digits")
	}
	den := power10(len(part))
	if percent {
		den *= 100
	}
	if n > den {
		return none, wrong(0, shareRange, "%s", text)
	}
	common := gcd(n, den)
	return sim.NewRatio(n/common, den/common), nil
}

func misreadShare(text string) *SyntaxError {
	if err := noNumber(text); err != nil {
		return err
	}
	if rest, minus := strings.CutPrefix(text, "-"); minus {
		rest = strings.TrimSuffix(rest, "%")
		if num, after := number(rest); num != "" && after == "" {
			return wrong(0, shareRange, "%s", cut(text))
		}
	}
	return wrong(0, "", "cannot read %s as a share", quote(text))
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
