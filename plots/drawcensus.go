package plots

import "roomsim/model/timeline"

// drawCensus draws, going down, how many of so many members are in which state: areas beside each
// other, each with its number. What is counted is in a room, or in states of their own if it is "".
func (s *sequence) drawCensus(at box, counts *census, all int, what string) {
	levels, _ := counts.levels(s.axis.x, columns)
	base := make([]int, len(levels))
	for _, state := range bandOrder {
		for i := range levels {
			n := levels[i].stand[state]
			if n == 0 {
				continue
			}
			b := box{at.x0 + share(at.x1-at.x0, base[i], all), levels[i].x,
				at.x0 + share(at.x1-at.x0, base[i]+n, all), s.next(levels, i)}
			s.pic.fill(barLayer, b, states[state].fill)
			base[i] += n
			if i == 0 || levels[i-1].stand[state] != n {
				s.numberCensus(b, levels, i, state, what)
			}
		}
	}
}

// numberCensus writes the number of a state where it begins to hold, if it does so long enough.
func (s *sequence) numberCensus(b box, levels []level, i int, state timeline.Reason,
	what string) {
	n, before := levels[i].stand[state], levels[i].before(state)
	for ; i < len(levels) && levels[i].stand[state] == n && levels[i].before(state) == before; i++ {
		b.y1 = s.next(levels, i)
	}
	look := style{bold, barSize - 5, states[state].text}
	if what != "" {
		s.barNames(b, look, []string{what, thousands(n) + " in"}, []string{thousands(n)})
		return
	}
	s.barNames(b, look, []string{thousands(n) + " " + s.stateName(state)},
		[]string{thousands(n), s.stateName(state)}, []string{thousands(n)})
}

// before counts the members that are in states which stand before another.
func (s stand) before(state timeline.Reason) (n int) {
	for _, other := range bandOrder {
		if other == state {
			break
		}
		n += s[other]
	}
	return n
}
