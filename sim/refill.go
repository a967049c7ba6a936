package sim

const (
	bestRun  = 2048 // longest run worth sorting at once: it fits the processor's nearest cache
	firstRun = 256  // longest run before experience tells
	worstRun = 32   // longest run whatever experience tells
	tinyRun  = 8    // up to here insertion sort is best
	toll     = 8    // moves for each entry of a run that make it too long
)

// experience is what past runs taught about the length of the next: a long run saves work in the
// wheel, but is bad where many new events fall into it.
type experience struct {
	most  int // longest bucket to serve as it stands
	size  int // of the present run when it began
	moved int // entries moved aside since, in long runs
}

// learn judges the run that has ended.
func (x *experience) learn() {
	if x.moved > toll*x.size {
		x.most = max(x.size/2, worstRun)
	}
}

// fits reports whether a bucket of n is to be served as it stands. Each refusal makes the next less
// likely.
func (x *experience) fits(n int) bool {
	if n <= x.most {
		return true
	}
	if n <= bestRun {
		x.most += x.most/64 + 1
	}
	return false
}

// refile moves the run to the wheel.
func (a *Agenda) refile() {
	if a.wheel == nil {
		a.wheel = newWheel()
	}
	a.wheel.rebase(a.last.key &^ sameRank)
	a.limit = a.wheel.base
	for _, e := range a.run[a.head:] {
		a.wheel.add(e)
	}
	a.run, a.head = a.run[:0], 0
}

// refill takes the earliest bucket into the empty run. It reports false if nothing is pending by
// end.
func (a *Agenda) refill(end Time) bool {
	a.run, a.head = a.run[:0], 0
	w := a.wheel
	if w == nil || cap(a.run) == 0 {
		return false
	}
	for w.n > runMin/4 {
		level, i := w.first()
		start := w.start(level, i)
		if Time(start>>rankBits) > end {
			return false
		}
		w.base = start
		if n := w.slot[level][i].len(); level == 0 || a.past.fits(n) {
			a.serve(level, i, n)
			return true
		}
		w.spread(level, i, level-1)
	}
	return a.gather()
}

// gather takes everything pending into the run and leaves the wheel.
func (a *Agenda) gather() bool {
	a.past.size, a.past.moved = 0, 0
	a.run, a.limit = a.buf[:0:runMin], forever
	w := a.wheel
	for w.n > 0 {
		level, i := w.first()
		a.run = w.move(a.run, level, i)
	}
	sortAny(a.run)
	return len(a.run) > 0
}

// serve makes a run of a slot.
func (a *Agenda) serve(level uint, i uint8, n int) {
	a.past.learn()
	a.past.size, a.past.moved = n, 0
	room := max(runMin, n+n/4)
	if len(a.buf) < room {
		a.buf = make([]entry, room)
	}
	a.limit = a.wheel.base + 1<<(level*levelBits)
	if n <= tinyRun {
		a.run = a.wheel.move(a.buf[:0:room], level, i)
		sortRun(a.run)
		return
	}
	a.run = a.buf[:n:room]
	a.wheel.sort(a.run, level, i)
}
