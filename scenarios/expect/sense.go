package expect

// sense finds the relations that are well formed and mean nothing: unlike sides, a mark against
// itself, nothing that a run could decide.
func (p *parser) sense() *SyntaxError {
	for i := range p.rel.Terms {
		t := &p.rel.Terms[i]
		if t.Minus != "" && t.Minus == t.Mark {
			return itself(t.MinusAt, t.Mark)
		}
	}
	if err := p.differ(); err != nil {
		return err
	}
	if err := p.alike(); err != nil {
		return err
	}
	if p.rel.Terms[0].instant() {
		return nil
	}
	return p.spans()
}

func itself(at int, mark string) *SyntaxError {
	return wrong(at, "", "compares %s with itself",
		mark)
}

// alike wants instants on all sides, or spans on all sides.
func (p *parser) alike() *SyntaxError {
	first := &p.rel.Terms[0]
	for i := range p.rel.Terms {
		t := &p.rel.Terms[i]
		if t.instant() == first.instant() {
			continue
		}
		instant, span := first, t
		if t.instant() {
			instant, span = t, first
		}
		return wrong(p.termAt[i], "T3 + 90s or T5 - T3 on one side",
			"%s is an instant and %s a span", instant, span)
	}
	return nil
}

// differ wants something else on the two sides of each operator: a mark and itself, with whatever
// spans, decide nothing.
func (p *parser) differ() *SyntaxError {
	for i := range p.rel.Ops {
		a, b := &p.rel.Terms[i], &p.rel.Terms[i+1]
		switch {
		case a.instant() && b.instant() && a.Mark == b.Mark:
			return itself(p.termAt[i+1], a.Mark)
		case a.Mark == b.Mark && a.Minus == b.Minus && a.Span == b.Span:
			return itself(p.termAt[i+1], a.String())
		}
	}
	return nil
}

// spans wants a difference where the expected mark stands and durations elsewhere.
func (p *parser) spans() *SyntaxError {
	first, last := p.rel.expected()
	for i := range p.rel.Terms {
		t := &p.rel.Terms[i]
		middle := first <= i && i <= last
		switch {
		case middle && t.Mark == "" && first == 0:
			return wrong(p.termAt[i], "a mark or a difference such as T5 - T3",
				"%s is a duration on the left side", t)
		case middle && t.Mark == "":
			return wrong(p.termAt[i], "a mark or a difference such as T5 - T3",
				"%s is a duration in the middle of a chain", t)
		case !middle && t.Mark != "":
			return wrong(p.termAt[i], "a duration such as 90s", "%s stands beside a difference", t)
		}
	}
	return nil
}
