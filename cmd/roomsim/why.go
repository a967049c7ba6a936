package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"roomsim/model"
	"roomsim/model/timeline"
)

// explain writes the chain of causes of a record, from the record back to its first cause.
func (t *tool) explain(o *output, e *entry, f *runFlags) error {
	r := t.tryAlone(e, model.Everything)
	if r.err != nil {
		return r.err
	}
	record, err := e.wanted(r.timeline, f.why.value)
	if err != nil {
		return err
	}
	steps := r.timeline.Tell(record, e.Config.Settings.Waits())
	slices.Reverse(steps)
	if err := writeSteps(o, o.paint(), r.timeline, steps); err != nil {
		return o.failed()
	}
	return o.done()
}

// writeSteps writes the steps of a chain, one a line: time, number, what, marks, and how long after
// its cause it came and why. What is no cause stands behind "meanwhile".
func writeSteps(w io.Writer, p paint, tl *timeline.Timeline, steps []timeline.Step) error {
	var number, at, what int
	for i := range steps {
		s := &steps[i]
		number, at = max(number, len(ref(s.Record.N))), max(at, len(s.Record.At.String()))
		if n := widthOf(s.Words + behind(tl, s)); s.Gap > 0 && n <= mostColumn {
			what = max(what, n)
		}
	}
	for i := range steps {
		s := &steps[i]
		marks := behind(tl, s)
		line := p.of(dim, fmt.Sprintf("%*s  %*s  ", at, s.Record.At, number, ref(s.Record.N)))
		if s.Beside {
			line += p.of(dim, "meanwhile: ")
		}
		line += p.of(ofStep(s), s.Words) + p.of(cyan+bold, marks)
		if s.Gap > 0 {
			line += strings.Repeat(" ", max(0, what-widthOf(s.Words+marks))+2) +
				p.of(cyan, strings.TrimSpace(s.Since()+" "+s.Made))
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

func widthOf(s string) int { return utf8.RuneCountInString(s) }

// behind gives the marks of a step as they stand behind its words.
func behind(tl *timeline.Timeline, s *timeline.Step) string {
	if marks := marksOf(tl, s.Record.N); marks != "" {
		return "  ◂ " + marks
	}
	return ""
}

// ofStep gives the colour of a step's words.
func ofStep(s *timeline.Step) string {
	if s.Beside || s.Record.Kind.Wire() {
		return dim
	}
	return orBold(s.Record)
}

// orBold gives the colour of a record's words.
func orBold(r *timeline.Record) string {
	if c := colourOf(timeline.PartWhat, r); c != "" {
		return c
	}
	return bold
}

// marksOf names the marks of a record.
func marksOf(tl *timeline.Timeline, n uint32) string {
	var names []string
	for _, m := range tl.Marks {
		if m.N == n {
			names = append(names, timeline.Show(m.Name))
		}
	}
	return strings.Join(names, " ")
}
