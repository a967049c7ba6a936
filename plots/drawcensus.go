package plots

import "roomsim/model/timeline"

// drawCensus draws, going down, how many of so many members are in which state: areas beside each
// other, each with its number.
func (s *sequence) drawCensus(at box, counts *census, all int) {
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
				s.numberCensus(b, levels, i, state)
			}
		}
	}
}

// numberCensus writes the number of a state where it begins to hold, if it does so long enough.
func (s *sequence) numberCensus(b box, levels []level, i int, state timeline.Reason) {
	n := levels[i].stand[state]
	for ; i < len(levels) && levels[i].stand[state] == n; i++ {
		b.y1 = s.next(levels, i)
	}
	look := style{bold, barSize - 5, states[state].text}
	s.barName(b, []string{thousands(n) + " " + s.stateName(state), thousands(n)}, look)
}
