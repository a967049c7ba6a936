package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"roomsim/scenarios/expect"
)

// tallied counts verdicts.
type tallied struct {
	scenarios, claims            int
	passed, failed, inconclusive int
}

func (s *tallied) add(findings []expect.Finding) {
	s.scenarios++
	s.claims += len(findings)
	for i := range findings {
		switch findings[i].Verdict {
		case expect.Pass:
			s.passed++
		case expect.Fail:
			s.failed++
		case expect.Inconclusive:
			s.inconclusive++
		}
	}
}

// status is the exit code for what was counted.
func (s *tallied) status(allowInconclusive bool) status {
	if s.failed > 0 || s.inconclusive > 0 && !allowInconclusive {
		return statusFailed
	}
	return statusOK
}

// outcome says how many passed, failed and were inconclusive, in colours.
func (s *tallied) outcome(p paint) string {
	var parts []string
	for _, c := range []struct {
		n      int
		word   string
		colour string
	}{
		{s.passed, "passed", green},
		{s.failed, "failed", red},
		{s.inconclusive, "inconclusive", yellow},
	} {
		if c.n > 0 {
			parts = append(parts, p.of(c.colour+bold, fmt.Sprintf("%d %s", c.n, c.word)))
		}
	}
	return strings.Join(parts, ", ")
}

// report writes findings for people.
type report struct {
	w      io.Writer
	paint  paint
	indent string
	quiet  bool // leave out what passed
}

// mostColumn is how wide a column becomes at most for the sake of lines that need it.
const mostColumn = 56

// write writes a line for each finding, and its block behind each that did not pass.
func (r *report) write(findings []expect.Finding, again string) error {
	var widths [4]int
	for i := range findings {
		for c, cell := range findings[i].Cells() {
			if n := utf8.RuneCountInString(cell); n <= mostColumn {
				widths[c] = max(widths[c], n)
			}
		}
	}
	for i := range findings {
		f := &findings[i]
		if r.quiet && f.Verdict == expect.Pass {
			continue
		}
		if _, err := io.WriteString(r.w, r.line(f, widths)); err != nil {
			return err
		}
		if f.Verdict != expect.Pass {
			if _, err := io.WriteString(r.w, r.block(f, again)); err != nil {
				return err
			}
		}
	}
	return nil
}

// line gives a finding in columns.
func (r *report) line(f *expect.Finding, widths [4]int) string {
	line := r.indent
	pad := ""
	for c, cell := range f.Cells() {
		if cell == "" {
			pad += strings.Repeat(" ", widths[c]+2)
			continue
		}
		shown := cell
		switch c {
		case 0:
			shown = r.paint.of(colourOfVerdict(f.Verdict), cell)
		case 3:
			shown = r.paint.of(dim, cell)
		}
		line += pad + shown
		pad = strings.Repeat(" ", max(0, widths[c]-utf8.RuneCountInString(cell))+2)
	}
	return line + "\n"
}

func colourOfVerdict(v expect.Verdict) string {
	switch v {
	case expect.Pass:
		return green
	case expect.Fail:
		return red + bold
	}
	return yellow + bold
}

// block gives the lines that tell of a finding that did not pass.
func (r *report) block(f *expect.Finding, again string) string {
	text := expect.Failure(f, again)
	if !r.paint.on {
		return text
	}
	head, rest, _ := strings.Cut(text, "\n")
	var b strings.Builder
	b.WriteString(r.paint.of(bold, head) + "\n")
	for line := range strings.Lines(rest) {
		if len(line) > 8 {
			b.WriteString(line[:2] + r.paint.of(cyan, line[2:7]) + line[7:])
		}
	}
	return b.String()
}
