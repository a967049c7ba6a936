package sim

import "slices"

const (
	runMin   = 88 // least capacity of a run; when three quarters are pending a wheel is started
	shortRun = 32 // up to here a walk finds the place of an entry
)

// push files e in the run, moving aside the entries of the nearer end, or else in the wheel.
func (a *Agenda) push(e entry) {
	r, i := a.run, a.head
	n := len(r)
	if e.key >= a.limit || n == cap(r) || n-i > shortRun {
		a.pushElse(e)
		return
	}
	if i > 0 && i < n && e.key < r[(i+n)/2].key {
		a.head = i - 1
		for ; i < len(r) && (r[i].key < e.key || r[i].key == e.key && r[i].tail < e.tail); i++ {
			r[i-1] = r[i]
		}
		r[i-1] = e
		return
	}
	r = r[:n+1]
	a.run = r
	for k := n - 1; k >= i; k-- {
		if f := r[k]; e.key > f.key || e.key == f.key && e.tail > f.tail {
			break
		} else {
			r[n] = f
		}
		n = k
	}
	r[n] = e
}

// pushElse is push where it is not short.
func (a *Agenda) pushElse(e entry) {
	switch {
	case cap(a.run) == 0:
		a.begin()
		a.push(e)
	case e.key >= a.limit:
		a.wheel.add(e)
	case len(a.run) == cap(a.run):
		a.crowded()
		a.push(e)
	default:
		a.place(e)
	}
}

// begin gives a new agenda, or one just reset, its run.
func (a *Agenda) begin() {
	if a.buf == nil {
		a.buf = make([]entry, runMin)
	}
	a.run, a.limit = a.buf[:0:runMin], forever
	a.past.most = firstRun
}

// crowded makes room at the end of the run, or turns a long run into a wheel.
func (a *Agenda) crowded() {
	n := copy(a.run, a.run[a.head:])
	a.run, a.head = a.run[:n], 0
	if n > cap(a.run)/4*3 {
		a.refile()
	}
}

// place puts e in its place in a long run that has room at the end.
func (a *Agenda) place(e entry) {
	rest := a.run[a.head:]
	n := len(rest)
	at, _ := slices.BinarySearchFunc(rest, e, compareEntries)
	if at < n/2 && a.head > 0 {
		a.head--
		a.past.moved += at
		copy(a.run[a.head:], rest[:at])
		a.run[a.head+at] = e
		return
	}
	a.past.moved += n - at
	a.run = a.run[:len(a.run)+1]
	rest = a.run[a.head:]
	copy(rest[at+1:], rest[at:n])
	rest[at] = e
}

// sortRun sorts a short run, or one almost in order.
func sortRun(r []entry) {
	for i := 1; i < len(r); i++ {
		e := r[i]
		j := i
		for j > 0 && e.before(r[j-1]) {
			r[j] = r[j-1]
			j--
		}
		r[j] = e
	}
}

// compareEntries is the total order for package slices.
func compareEntries(e, f entry) int {
	switch {
	case e.before(f):
		return -1
	case f.before(e):
		return 1
	}
	return 0
}

// sortAny sorts a run of any length and order.
func sortAny(r []entry) {
	if len(r) <= shortRun {
		sortRun(r)
		return
	}
	slices.SortFunc(r, compareEntries)
}
