package baseline

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"roomsim/sim"
)

// Damage says where and why a file is no baseline.
type Damage struct {
	Line, Col int // from 1; Col counts characters
	Msg       string
	Expected  string // "": Msg says it all
	Source    string // the line
}

// Error gives the place and what is wrong.
func (d *Damage) Error() string {
	text := fmt.Sprintf("%d:%d: %s", d.Line, d.Col, d.Msg)
	if d.Expected != "" {
		text += "; " + d.Expected
	}
	return text
}

// Read reads a book as Write writes it, at most with lines that end with CR LF. It takes nothing
// else.
func Read(text string) (*Book, *Damage) {
	text = strings.ReplaceAll(text, "\r\n", "\n") // as git on Windows may have checked it out
	r := reader{book: &Book{}}
	whole := 0
	for line := range strings.Lines(text) {
		r.number++
		line, ended := strings.CutSuffix(line, "\n")
		r.line = line
		if err := r.read(); err != nil {
			return nil, err
		}
		if !ended {
			return nil, r.wrong(len(line), "the file ends within a line", "expected a newline")
		}
		whole++
	}
	r.line, r.number = "", whole+1
	switch {
	case whole == 0:
		return nil, r.wrong(0, "the file is empty", `expected "`+head+`" first`)
	case whole == 1:
		return nil, r.wrong(0, "the file ends too early", `expected "options none"`)
	case r.blank:
		return nil, r.wrong(0, "the file ends behind an empty line", "expected a scenario")
	}
	return r.book, r.same(text)
}

// same holds the text against the book written anew: what was read must be all that it says.
func (r *reader) same(text string) *Damage {
	again := r.book.String()
	if text == again {
		return nil
	}
	i := 0
	for i < len(text) && i < len(again) && text[i] == again[i] {
		i++
	}
	start := strings.LastIndexByte(text[:i], '\n') + 1
	r.number = strings.Count(text[:i], "\n") + 1
	r.line, _, _ = strings.Cut(text[start:], "\n")
	return r.wrong(i-start, "not as roomsim writes it", "")
}

// reader reads line after line.
type reader struct {
	book   *Book
	number int
	line   string
	blank  bool            // the line before is empty
	names  map[string]bool // claims of the present scenario
}

// wrong is the damage at an offset of the present line.
func (r *reader) wrong(offset int, msg, expected string) *Damage {
	return &Damage{Line: r.number, Col: utf8.RuneCountInString(r.line[:offset]) + 1, Msg: msg,
		Expected: expected, Source: r.line}
}

func (r *reader) read() *Damage {
	blank := r.blank
	r.blank = false
	switch {
	case r.number == 1 && r.line != head:
		return r.wrong(0, "this is no baseline that this roomsim reads", `expected "`+head+`"`)
	case r.number == 1:
		return nil
	case r.number == 2:
		return r.options()
	case r.line == "" && blank:
		return r.wrong(0, "a second empty line", "expected a scenario")
	case r.line == "":
		r.blank = true
		return nil
	case blank:
		return r.page()
	case len(r.book.Pages) == 0:
		return r.wrong(0, "no scenario yet", "expected an empty line and a scenario")
	}
	return r.claim()
}

func (r *reader) options() *Damage {
	given, ok := strings.CutPrefix(r.line, options+" ")
	if !ok || given == "" {
		return r.wrong(0, "no options", `expected "options none"`)
	}
	if given != noOption {
		r.book.Options = given
	}
	return nil
}

func (r *reader) page() *Damage {
	name, run, ok := strings.Cut(r.line, "  ")
	pages := r.book.Pages
	switch {
	case !ok || name == "" || run == "" || oneLine(run) != run || oneLine(name) != name:
		return r.wrong(0, "this is no scenario", "expected a line such as case2  seed 1, profile zego")
	case len(pages) > 0 && pages[len(pages)-1].Scenario >= name:
		return r.wrong(0, fmt.Sprintf("scenario %q behind %q", name, pages[len(pages)-1].Scenario),
			"expected each once, in the order of their names")
	}
	r.book.Pages = append(pages, Page{Scenario: name, Run: run})
	r.names = map[string]bool{}
	return nil
}

// lineExpected is what a claim's line looks like.
const lineExpected = "expected a line such as   T4: pass  T4' = T3 + 89.820s  margin +0.820s"

func (r *reader) claim() *Damage {
	p := &r.book.Pages[len(r.book.Pages)-1]
	name := nameIn(strings.TrimPrefix(r.line, "  "))
	l := Line{Claim: name}
	rest, ok := strings.CutPrefix(r.line, "  "+name+": ")
	if name == "" || !ok {
		return r.wrong(0, "this is no claim", lineExpected)
	}
	at := len(r.line) - len(rest)
	var value string
	l.Verdict, value, ok = strings.Cut(rest, "  ")
	switch {
	case l.Verdict != "pass" && l.Verdict != "fail" && l.Verdict != "inconclusive":
		return r.wrong(at, fmt.Sprintf("verdict %q", l.Verdict),
			"expected pass, fail or inconclusive")
	case !ok:
		return r.wrong(len(r.line), "no value", lineExpected)
	}
	l.Value, l.Margin, ok = strings.Cut(value, "  margin ")
	switch {
	case l.Value == "" || oneLine(l.Value) != l.Value:
		return r.wrong(at+len(l.Verdict)+2, "this is no value", lineExpected)
	case ok && !isMargin(l.Margin):
		return r.wrong(len(r.line)-len(l.Margin), fmt.Sprintf("margin %q", l.Margin),
			"expected one such as +0.820s")
	case r.names[name]:
		return r.wrong(2, fmt.Sprintf("claim %s again", name), "")
	}
	r.names[name] = true
	p.Lines = append(p.Lines, l)
	return nil
}

// nameIn returns the name at the start of a claim's line, "" if there is none.
func nameIn(s string) string {
	end := strings.IndexAny(s, `": `)
	if rest, ok := strings.CutPrefix(s, "id "); ok && strings.HasPrefix(rest, `"`) {
		end = len("id ")
	}
	if end >= 0 && s[end] == '"' {
		for end++; end < len(s) && s[end] != '"'; end++ {
			if s[end] == '\\' {
				end++
			}
		}
		end++
	}
	if end <= 0 || end > len(s) {
		return ""
	}
	if again := strings.Index(s[end:], "): "); strings.HasPrefix(s[end:], " (") && again >= 0 {
		end += again + 1
	}
	return s[:end]
}

// isMargin reports whether a text is a margin as books spell it.
func isMargin(s string) bool {
	d, ok := seconds(strings.TrimPrefix(s, "+"))
	return ok && sim.FormatSigned(time.Duration(d)) == s
}
