package main

import (
	"fmt"
	"io"
	"strings"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// writeText writes what differs, for people: where the runs part, then marks, then claims.
func (d *comparison) writeText(w io.Writer, p paint) error {
	var rows columns
	for _, s := range []*party{&d.a, &d.b} {
		rows.add(s.tag(), left("", s.from), left(dim, s.run()))
	}
	rows.write(w, p, "")
	if d.parting.Parted() {
		fmt.Fprintln(w, "\n"+d.alike())
		if err := d.writeStories(w, p, d.parting.A, d.parting.B); err != nil {
			return err
		}
	}
	d.writeShifts(w, p)
	return d.writeClaims(w, p)
}

// tag gives the label of a run as a cell.
func (s *party) tag() cell { return left(cyan+bold, s.label) }

// alike says how many records come before the first that differs.
func (d *comparison) alike() string {
	switch d.parting.Same {
	case 0:
		return "they differ from the first record on"
	case 1:
		return "1 record is the same, and then"
	}
	return fmt.Sprintf("%d records are the same, and then", d.parting.Same)
}

// writeStories writes a record of each run, with what led to it.
func (d *comparison) writeStories(w io.Writer, p paint, a, b *timeline.Record) error {
	var rows columns
	d.a.story(&rows, a, b)
	d.b.story(&rows, b, a)
	fmt.Fprintln(w)
	return rows.write(w, p, "")
}

// story adds a record of a run and under it its causes, without the messages between them. If the
// other run's record comes before, it is that one that this run does not have.
func (s *party) story(rows *columns, r, other *timeline.Record) {
	tl, label := s.timeline, s.tag()
	if r != nil && other != nil && other.At < r.At {
		rows.add(label, right(dim, other.At.String()), cell{}, left(dim, "nothing; what comes next is"))
		label = cell{}
	}
	if r == nil {
		rows.add(label, right(dim, tl.End.String()), cell{}, left("", "nothing more: the run ends"))
		return
	}
	chain := tl.Chain(r)
	for i, c := range chain {
		if i > 0 && c.Kind.Wire() {
			continue
		}
		what := left("", tl.Say(c))
		if i == 0 {
			what.colours = orBold(c)
		}
		marks := cell{}
		if names := marksOf(tl, c.N); names != "" {
			marks = left(cyan+bold, "◂ "+names)
		}
		rows.add(label, right(dim, c.At.String()), right(dim, ref(c.N)), what, marks)
		label = cell{}
	}
	if first := chain[len(chain)-1]; first.Cause != 0 {
		rows.add(cell{}, cell{}, right(dim, ref(first.Cause)),
			left(dim, "a message; run --wire records it"))
	}
}

// writeShifts writes what became of the marks, and of the end if that has moved.
func (d *comparison) writeShifts(w io.Writer, p paint) {
	var rows columns
	var still []string
	for i := range d.shifts {
		switch s := &d.shifts[i]; {
		case !moved(s):
			still = append(still, timeline.Show(s.Name))
		case s.A == nil:
			rows.shift(s.Name, "never", s.B.At.String(), "")
		case s.B == nil:
			rows.shift(s.Name, s.A.At.String(), "never", "")
		default:
			rows.shift(s.Name, s.A.At.String(), s.B.At.String(), sim.FormatSigned(s.B.At.Sub(s.A.At)))
		}
	}
	if a, b := d.a.timeline.End, d.b.timeline.End; a != b {
		rows.shift("end", a.String(), b.String(), sim.FormatSigned(b.Sub(a)))
	}
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", p.of(bold, "marks"))
	rows.write(w, p, "  ")
	if len(still) > 0 {
		fmt.Fprintln(w, "  "+p.of(dim, "unchanged: "+strings.Join(still, " ")))
	}
}

// shift adds a mark that has moved, or that only one of the runs has.
func (rows *columns) shift(name, a, b, by string) {
	rows.add(left(cyan+bold, timeline.Show(name)), right("", a), left("", "→"),
		right("", b), right(yellow+bold, by))
}

// writeClaims writes the claims whose verdicts differ.
func (d *comparison) writeClaims(w io.Writer, p paint) error {
	if len(d.turned)+d.held == 0 {
		return nil
	}
	fmt.Fprintf(w, "\n%s\n", p.of(bold, "claims"))
	for _, c := range d.turned {
		fmt.Fprintf(w, "  %s → %s  %s\n", verdictIn(p, c.a), verdictIn(p, c.b), c.a.Cells()[1])
		var rows columns
		rows.add(d.a.tag(), left("", c.a.Measured), left(dim, c.a.Cells()[3]))
		rows.add(d.b.tag(), left("", c.b.Measured), left(dim, c.b.Cells()[3]))
		rows.write(w, p, "    ")
	}
	_, err := fmt.Fprintln(w, "  "+p.of(dim, many(d.held, "claim")+" with the same verdict"))
	return err
}

func verdictIn(p paint, f *expect.Finding) string {
	return p.of(colourOfVerdict(f.Verdict), f.Verdict.String())
}
