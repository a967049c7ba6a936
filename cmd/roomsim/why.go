package main

import (
	"fmt"
	"strconv"
	"strings"

	"roomsim/model"
	"roomsim/model/timeline"
)

// explain writes the chain of causes of a record, from the record back to its first cause.
func (t *tool) explain(o *output, e *entry, f *runFlags) error {
	r := t.tryAlone(e, model.Everything)
	if r.err != nil {
		return r.err
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(f.why.value, "#"), 10, 32)
	if err != nil {
		return wrongUsage("--why: %s", err)
	}
	record := r.timeline.ByN(uint32(n))
	if record == nil {
		return wrongInput("%s has no record #%d; expected 1 to %d", e.Name, n, r.timeline.Total)
	}
	chain := r.timeline.Chain(record)
	p := o.paint()
	width := len(ref(record.N))
	last := len(record.At.String())
	for _, r := range chain {
		width, last = max(width, len(ref(r.N))), max(last, len(r.At.String()))
	}
	for _, c := range chain {
		line := fmt.Sprintf("%*s  %*s  ", last, c.At, width, ref(c.N))
		words := r.timeline.Say(c)
		switch {
		case c.Kind.Wire():
			line = p.of(dim, line+words)
		default:
			line = p.of(dim, line) + p.of(orBold(c), words)
		}
		if marks := marksOf(r.timeline, c.N); marks != "" {
			line += "  " + p.of(cyan+bold, "◂ "+marks)
		}
		if _, err := fmt.Fprintln(o, line); err != nil {
			return o.failed()
		}
	}
	return o.done()
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
