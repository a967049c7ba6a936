package plots

// rung is a text of some lines beside a lifeline or an axis that goes down, tied to an instant.
type rung struct {
	y     int // of the instant
	to    int // of the last instant, if it tells of more than one
	top   int // of the text
	lines []line
	of    group // of the items that it tells of
}

// shaft is where rungs are placed, one below the other.
type shaft struct {
	top, end int
	lean     int // how far a text may stand from its instant
}

// rungGap is the least distance between two rungs.
const rungGap = 2 * pt

func (r *rung) height() int {
	h := rungGap
	for _, l := range r.lines {
		h += l.leading()
	}
	return h
}

// wish is the top at which the first line stands at its instant.
func (r *rung) wish() int { return r.y - r.lines[0].leading()/2 }

// settle gathers items, whose places are in order, until all have a text near their place. word
// gives the lines of a group.
func (f *shaft) settle(ys []int, word func(group) []line) []rung {
	groups := together(ys, 0)
	for len(groups) > 0 {
		rungs := make([]rung, len(groups))
		for i, g := range groups {
			rungs[i] = rung{y: ys[g.from], lines: word(g), of: g}
		}
		stuck := f.place(rungs)
		if stuck < 0 || len(groups) == 1 {
			return rungs
		}
		groups = joinClosest(ys, groups, max(stuck-1, 0))
	}
	return nil
}

// run is rungs that touch each other: they stand in the middle of what they wish.
type run struct {
	from, to  int
	sum, high int // of the tops wished for the first; of their heights
}

// place puts rungs as near to their instants as the others let it, and returns the one that is
// farthest, if that is too far or beyond an end; else −1.
func (f *shaft) place(rungs []rung) int {
	var runs []run
	for i := range rungs {
		h := rungs[i].height()
		next := run{i, i + 1, rungs[i].wish(), h}
		for n := len(runs); n > 0 && runs[n-1].end(f) > next.top(f); n = len(runs) {
			before := runs[n-1]
			next.sum += before.sum - before.high*(next.to-next.from)
			next.from, next.high = before.from, before.high+next.high
			runs = runs[:n-1]
		}
		runs = append(runs, next)
	}
	far, stuck := f.lean, -1
	for _, r := range runs {
		y := r.top(f)
		for i := r.from; i < r.to; i++ {
			rungs[i].top = y
			y += rungs[i].height()
			if d := max(rungs[i].top-rungs[i].wish(), rungs[i].wish()-rungs[i].top); d > far {
				far, stuck = d, i
			}
		}
		if y > f.end || r.top(f) < f.top {
			stuck, far = r.from, 1<<30
		}
	}
	return stuck
}

// top is where a run begins.
func (r *run) top(f *shaft) int {
	return max(f.top, min(r.sum/(r.to-r.from), f.end-r.high))
}

func (r *run) end(f *shaft) int { return r.top(f) + r.high }
