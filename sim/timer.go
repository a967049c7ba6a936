package sim

// Timer is a deadline that may move: a heartbeat's timeout, pushed ahead by every beat. The zero
// Timer is disarmed. Its event must be its own, and whoever takes that event from Next asks Fires
// whether the timer is due.
//
// While an entry of the timer waits in the agenda for an earlier time, arming it only writes the
// new deadline here; the entry is queued again when it comes up early.
//
// Invariant: the entry that stands for an armed timer comes up at its deadline or earlier.
type Timer struct {
	due  uint64 // 1 + key of the deadline; 0 while disarmed
	rest uint64 // order from Arm; below it 1 + slice of the entry that stands for it, 0 for none
}

// sliceBits is the width of a slice of time: 2^26 ns, 67 ms. Slices up to 104 days fit below an
// order.
const sliceBits = 26

func sliceOf(key uint64) uint64 { return key >> (rankBits + sliceBits) }

// Due returns the deadline, and whether the timer is armed.
func (tm *Timer) Due() (Time, bool) {
	if tm.due == 0 {
		return 0, false
	}
	return Time((tm.due - 1) >> rankBits), true
}

// Arm sets tm to fire ev at time t, rank r, in place of any deadline it had. The order of
// scheduling counts from this call. It panics where At does, and if t is later than 104 days.
func (a *Agenda) Arm(tm *Timer, t Time, r Rank, ev Event) {
	key, tail := a.key(t, r), a.number(ev)
	slice := sliceOf(key)
	if slice >= eventMask {
		panic("sim: timer armed too late")
	}
	tm.due = key + 1
	if waits := tm.rest & eventMask; waits != 0 && waits <= slice { // an entry comes up in time
		tm.rest = tail&^eventMask | waits
		return
	}
	tm.rest = tail&^eventMask | (slice + 1)
	a.push(entry{key, tail})
}

// ArmFor is Arm for a deadline that will be looked at again: unless it is due by then, no entry is
// queued. Rule: at that time or earlier the caller calls Keep, ArmFor, Arm or Disarm.
func (a *Agenda) ArmFor(tm *Timer, t Time, r Rank, ev Event, look Time) {
	if t <= look {
		a.Arm(tm, t, r, ev)
		return
	}
	key, waits := a.key(t, r), tm.rest&eventMask
	if waits > sliceOf(key) { // the entry might come up too late
		waits = 0
	}
	tm.due = key + 1
	tm.rest = a.number(ev)&^eventMask | waits
}

// Keep queues the entry of a timer that is due by the time of the next look, unless one waits.
func (a *Agenda) Keep(tm *Timer, look Time, ev Event) {
	due := tm.due-1 <= uint64(look)<<rankBits|sameRank // 0-1 is above every key
	if due && tm.rest&eventMask == 0 {
		a.queue(tm, ev)
	}
}

// queue puts in the entry of an armed timer that has none.
func (a *Agenda) queue(tm *Timer, ev Event) {
	key := tm.due - 1
	a.push(entry{key, tm.rest | uint64(ev)})
	tm.rest |= sliceOf(key) + 1
}

// Disarm lets tm fire no more, and reports whether it was armed. A zero or spent timer is harmless.
func (a *Agenda) Disarm(tm *Timer) bool {
	armed := tm.due != 0
	tm.due = 0
	return armed
}

// Fires reports whether tm is due now that Next handed out its event, and disarms it then. If not,
// the entry was early and is queued again for the deadline, with the order from Arm, or it was left
// from a deadline given up and is forgotten. Rule: called once for each event of a timer, before
// the timer is armed again.
func (a *Agenda) Fires(tm *Timer) bool {
	if tm.due == a.last.key+1 && (tm.rest^a.last.tail)&^eventMask == 0 {
		*tm = Timer{}
		return true
	}
	a.stale++
	if tm.rest&eventMask != sliceOf(a.last.key)+1 {
		return false
	}
	// The entry that stands for the timer, or an older one of its slice: then the timer has two,
	// and the one more is forgotten when it comes up.
	tm.rest &^= eventMask
	if tm.due != 0 {
		a.queue(tm, Event(a.last.tail&eventMask))
	}
	return false
}
