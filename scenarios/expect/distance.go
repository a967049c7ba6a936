package expect

import "time"

// Distance is how far a mark is from another, and what a relation wants of that.
type Distance struct {
	Of, From string // marks: the instant of Of less that of From
	Low      Limit
	High     Limit
}

// Limit is an end of what a distance may be.
type Limit struct {
	At     time.Duration
	Strict bool // the end itself is excluded
	Set    bool // else there is none on this side
}

// Distance returns the distance that the relation speaks of; false if it speaks of more or less
// than two marks, or expects both.
func (r *Relation) Distance() (Distance, bool) {
	marks := r.Marks()
	first, last := r.expected()
	if len(marks) != 2 || first != last {
		return Distance{}, false
	}
	d := Distance{Of: r.Terms[first].Mark, From: marks[0]}
	if d.From == d.Of {
		d.From = marks[1]
	}
	sides := make([]side, len(r.Terms))
	for i := range sides {
		t := &r.Terms[i] // as if From were the start of time
		sides[i] = side{term: t, shift: t.Span, value: t.Span, known: t.Mark != d.Of}
		if t.Minus == d.Of || t.Mark == d.Of && i != first {
			return Distance{}, false
		}
	}
	confine(r, sides)
	lo, hi := sides[first].window()
	d.Low, d.High = Limit{lo.at, lo.strict, lo.set}, Limit{hi.at, hi.strict, hi.set}
	return d, true
}

// ParseDistance reads "T4' - T3": a mark less another one.
func ParseDistance(text string) (Distance, *SyntaxError) {
	p := parser{text: text}
	if err := p.term(); err != nil {
		return Distance{}, err
	}
	p.blanks()
	t := p.rel.Terms[0]
	switch {
	case !p.done():
		return Distance{}, p.unread("the end")
	case t.Minus == "":
		return Distance{}, wrong(len(text), "a mark less another one such as T4 - T3", "ends too early")
	case t.Minus == t.Mark:
		return Distance{}, wrong(t.MinusAt, "another mark", "%q is at no distance from itself", t.Mark)
	}
	return Distance{Of: t.Mark, From: t.Minus}, nil
}
