package expect

import (
	"strings"
	"time"

	"roomsim/sim"
)

var ops = [...]string{"", "<", "<=", "=", ">=", ">", "≈"}

// String gives the operator as a claim spells it.
func (o Op) String() string { return ops[o] }

// upward reports whether the left side of the operator is at most the right one.
func (o Op) upward() bool { return o == Less || o == LessEqual || o == Equal }

// downward reports whether the left side is at least the right one.
func (o Op) downward() bool { return o == Greater || o == GreaterEqual || o == Equal }

// strict reports whether the bound itself is excluded.
func (o Op) strict() bool { return o == Less || o == Greater }

// String gives the relation in canonical form, which ParseRelation reads back to the same.
func (r *Relation) String() string {
	var b strings.Builder
	for i := range r.Terms {
		if i > 0 {
			b.WriteString(" " + r.Ops[i-1].String() + " ")
		}
		b.WriteString(r.Terms[i].String())
	}
	if len(r.Ops) == 1 && r.Ops[0] == Approx {
		b.WriteString(" " + tolerance(r.Below, r.Above))
	}
	return b.String()
}

// tolerance spells how far below and above the right side is still right.
func tolerance(below, above time.Duration) string {
	switch {
	case below == above:
		return "± " + sim.FormatSpan(below)
	case below == 0:
		return "(+" + sim.FormatSpan(above) + ")"
	case above == 0:
		return "(-" + sim.FormatSpan(below) + ")"
	}
	return "(+" + sim.FormatSpan(above) + " -" + sim.FormatSpan(below) + ")"
}

// String gives the term in canonical form: "T3 + 90s", "T5 - T3", "90s".
func (t *Term) String() string {
	switch {
	case t.Mark == "":
		return sim.FormatSpan(t.Span)
	case t.Minus != "":
		return t.Mark + " - " + t.Minus
	case t.Span > 0:
		return t.Mark + " + " + sim.FormatSpan(t.Span)
	case t.Span < 0:
		return t.Mark + " - " + sim.FormatSpan(-t.Span)
	}
	return t.Mark
}

// instant reports whether the term is a point of time, not a span.
func (t *Term) instant() bool { return t.Mark != "" && t.Minus == "" }

// Marks lists the marks that the relation uses, each once, in the order of their coming.
func (r *Relation) Marks() []string {
	var marks []string
	for i := range r.Terms {
		marks = with(marks, r.Terms[i].Mark)
		marks = with(marks, r.Terms[i].Minus)
	}
	return marks
}

// with adds a name to a list unless it is "" or there already.
func with(list []string, name string) []string {
	if name == "" {
		return list
	}
	for _, s := range list {
		if s == name {
			return list
		}
	}
	return append(list, name)
}

// expected returns the first and the last term whose mark is what is expected: the left one, in a
// chain the middle ones. The marks of the others are references.
func (r *Relation) expected() (first, last int) {
	if len(r.Terms) == 2 {
		return 0, 0
	}
	return 1, len(r.Terms) - 2
}

// references lists the marks that must have come before the relation says anything.
func (r *Relation) references() []string {
	first, last := r.expected()
	var marks []string
	for i := range r.Terms {
		if i < first || i > last {
			marks = with(marks, r.Terms[i].Mark)
		}
		marks = with(marks, r.Terms[i].Minus)
	}
	return marks
}
