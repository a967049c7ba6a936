package spec

import (
	"fmt"
	"strings"
)

// Reasons of the library.
const (
	noBrace   = "did not find expected ',' or '}'"
	noBracket = "did not find expected ',' or ']'"
)

// reword says the library's reasons as people would, and may move the place.
func (s *source) reword(f *failure) (msg, expected string) {
	if name, ok := strings.CutPrefix(f.reason, "unknown anchor '"); ok {
		name = strings.TrimSuffix(name, "' referenced")
		f.at = max(0, strings.LastIndex(s.text[:min(len(s.text), f.at+len(name)+2)], "*"+name))
		return "alias " + show(name) + " is not defined", ""
	}
	switch f.reason {
	case "found character that cannot start any token":
		switch c := s.text[f.at]; {
		case c == '\t':
			return tabIndents()
		case strings.IndexByte("@`%|>", c) >= 0:
			return show(string(c)) + " cannot begin a value", "expected quotes around it"
		}
		return "a character that cannot begin a value", "expected quotes around it"
	case "found a tab character that violates indentation",
		"found a tab character where an indentation space is expected":
		return tabIndents()
	case "found unexpected end of stream":
		return "the file ends inside a quoted text", "expected the quote that closes it"
	case noBrace:
		return s.unclosed(f, "}", "a mapping")
	case noBracket:
		return s.unclosed(f, "]", "a list")
	case "could not find expected ':'":
		return s.noColon(f)
	case "mapping values are not allowed in this context":
		return `":" is not allowed here`,
			"expected a key of its own line, or quotes around the text"
	case "did not find expected key", "did not find expected '-' indicator":
		return "this fits nothing around it",
			"expected another indentation, or quotes around a text"
	case "did not find expected node content":
		if strings.TrimSpace(s.text[min(f.at+1, len(s.text)):]) == "" {
			return "the file ends too early", "expected a value"
		}
		return "a value is missing before this", ""
	case "found incompatible YAML document":
		return s.version(f)
	case "did not find expected <document start>":
		return "text before the start of the document", `expected "---" or nothing`
	}
	if strings.HasPrefix(f.reason, "exceeded max depth") {
		f.at = s.tooDeep(f.at)
		return fmt.Sprintf("nested deeper than %d levels", maxDepth), ""
	}
	return "cannot read this as YAML: " + f.reason, ""
}

func tabIndents() (msg, expected string) {
	return "a tab cannot indent YAML", "expected spaces"
}

// unclosed is about brackets that do not close.
func (s *source) unclosed(f *failure, bracket, what string) (msg, expected string) {
	if !f.atEnd {
		return "cannot read " + what, fmt.Sprintf(`expected "," or "%s"`, bracket)
	}
	f.at = len(strings.TrimRight(s.text, " \t\r\n"))
	return "the file ends inside " + what, fmt.Sprintf(`expected "%s" at its end`, bracket)
}

// noColon is about a key without a colon, perhaps because the file was cut off.
func (s *source) noColon(f *failure) (msg, expected string) {
	n, _ := s.place(f.at)
	line := s.line(n)
	_, behind, _ := strings.Cut(s.text[f.at:], "\n")
	if key, _, _ := strings.Cut(line, ":"); len(key) > 1024 { // the library's bound
		f.at = s.lines()[n-1]
		return fmt.Sprintf("key is longer than %d bytes", maxKey), ""
	}
	if strings.TrimSpace(behind) == "" {
		return "the file ends inside a mapping", `expected ":" after the key`
	}
	return "a key without a value", `expected ":" after the key`
}

// version is about a %YAML line.
func (s *source) version(f *failure) (msg, expected string) {
	i := strings.Index(s.text, "%YAML")
	if i < 0 {
		return "this version of YAML is not supported", ""
	}
	f.at = i
	line, _, _ := strings.Cut(s.text[i:], "\n")
	words := strings.Fields(line)
	if len(words) < 2 {
		return "this version of YAML is not supported", ""
	}
	return "YAML " + showValue(words[1]) + " is not supported", ""
}

// tooDeep finds the bracket or dash that opens one level too many; what stands in quotes may fool
// it by some.
func (s *source) tooDeep(at int) int {
	depth := 0
	for i := 0; i < at; i++ {
		switch c := s.text[i]; {
		case c == '[' || c == '{':
			depth++
		case (c == ']' || c == '}') && depth > 0:
			depth--
		}
		if depth > maxDepth {
			return i
		}
	}
	line, _ := s.place(at)
	start := s.lines()[line-1]
	for i, n := start, 0; i+1 < at; i++ {
		if strings.IndexByte("-?", s.text[i]) >= 0 && s.text[i+1] == ' ' {
			if n++; n > maxDepth {
				return i
			}
		}
	}
	return at
}
