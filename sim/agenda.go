package sim

import "math"

// Rank orders the events of one instant: lower first, 0 to 3. What a rank means is the model's.
type Rank uint8

// Event is what an agenda hands back when its time has come: a kind and an index, packed by the
// model into MaxEventBits bits.
type Event uint32

// MaxEventBits is the width of an Event: events are below 1<<MaxEventBits.
const MaxEventBits = 27

const (
	rankBits  = 2
	sameRank  = 1<<rankBits - 1          // the rank's share of a key
	orderUnit = 1 << MaxEventBits        // one step of order within a tail
	eventMask = orderUnit - 1            // the event's share of a tail
	maxOrder  = 1<<(64-MaxEventBits) - 1 // orders that fit a tail
	timeLimit = 1 << (63 - rankBits)     // first time that does not fit a key
	forever   = math.MaxUint64           // above every key
)

// entry is a pending event. Key is the time with the rank below it, tail the order of scheduling
// with the event below it, so (key, tail) compared as numbers is the total order of events. No two
// events of a run have the same tail.
type entry struct {
	key, tail uint64
}

// before reports whether e happens before f.
func (e entry) before(f entry) bool {
	return e.key < f.key || e.key == f.key && e.tail < f.tail
}

// Agenda holds what is still to happen, in one total order: by time, then by rank, then by the
// order of scheduling. The zero Agenda is empty and ready, at time 0.
//
// The earliest events stand sorted in a run from which Next takes them. While few are pending the
// run holds them all; beyond that, events later than the run wait in a wheel.
//
// Rule: an agenda belongs to one goroutine, and must not be copied once used.
type Agenda struct {
	last     entry   // handed out by Next most recently
	run      []entry // ascending; run[:head] is spent
	head     int
	limit    uint64 // keys from here on belong to the wheel; forever while there is none
	order    uint64 // of the latest scheduling, in orderUnits
	reserved uint64 // orders that AtOrder may use
	handed   uint64 // events handed out by Next
	stale    uint64 // of them, found stale by Fires
	same     int
	wheel    *wheel  // nil until first needed
	buf      []entry // the memory behind run
	past     experience
}

// Now returns the present instant: the time of the event that Next handed out last, 0 before the
// first.
func (a *Agenda) Now() Time { return Time(a.last.key >> rankBits) }

// Len returns the number of pending entries. An entry of a timer that was disarmed or moved counts
// until it comes up.
func (a *Agenda) Len() int {
	n := len(a.run) - a.head
	if a.wheel != nil {
		n += a.wheel.n
	}
	return n
}

// At schedules ev for time t, rank r. T may be the present instant, with any rank: the event then
// comes next among what is pending for this instant, by its rank. It panics if t is before Now, r
// above 3 or ev too large: these are bugs, never input errors.
func (a *Agenda) At(t Time, r Rank, ev Event) {
	key := a.key(t, r)
	a.push(entry{key, a.number(ev)})
}

// Reserve keeps the orders 0 to n-1 for AtOrder. It panics unless it comes before all scheduling.
func (a *Agenda) Reserve(n uint64) {
	if a.order != 0 || a.reserved != 0 || n >= maxOrder {
		panic("sim: orders reserved too late or too many")
	}
	a.reserved, a.order = n, n*orderUnit
}

// AtOrder is At with an order from Reserve in place of the next one: among equal times and ranks
// the event comes before all that At and Arm scheduled, however late AtOrder is called. The caller
// uses each order once. It panics if the order is not reserved, and where At panics.
func (a *Agenda) AtOrder(t Time, r Rank, order uint64, ev Event) {
	if order >= a.reserved || ev>>MaxEventBits != 0 {
		panic("sim: order not reserved, or event too large")
	}
	a.push(entry{a.key(t, r), (order+1)*orderUnit | uint64(ev)})
}

// Next takes the next event at or before end, end included, and makes its time the present. Without
// one it returns false and leaves Now at the last event; later events stay pending, so that a run
// may go on with a later end.
func (a *Agenda) Next(end Time) (Event, bool) {
	if a.head == len(a.run) && !a.refill(end) {
		return 0, false
	}
	e := a.run[a.head]
	if Time(e.key>>rankBits) > end {
		return 0, false
	}
	a.head++
	a.handed++
	if e.key^a.last.key > sameRank {
		a.same = 0
	}
	a.last = e
	return Event(e.tail & eventMask), true
}

// Ahead returns the event that comes k events after the next one, if nothing is scheduled in
// between and the agenda has it at hand: for a model that fetches what it will soon need into the
// cache.
func (a *Agenda) Ahead(k int) (Event, bool) {
	if i := a.head + k; i < len(a.run) {
		return Event(a.run[i].tail & eventMask), true
	}
	return 0, false
}

// Same returns how many events have been scheduled at the present instant for that same instant. It
// starts from 0 when time moves, so a large value betrays a model that goes in circles.
func (a *Agenda) Same() int { return a.same }

// Events returns how many events Next handed out, less those that Fires found stale.
func (a *Agenda) Events() uint64 { return a.handed - a.stale }

// Grow makes room for n pending entries at once, about 17 bytes each. Without it room is made piece
// by piece, and nothing is copied either; a few entries need none.
func (a *Agenda) Grow(n int) {
	if n <= runMin/2 {
		return
	}
	if a.wheel == nil {
		a.wheel = newWheel()
	}
	a.wheel.grow(n)
}

// Reset forgets everything and sets the time to 0, keeping the memory. It costs as much as was
// pending, at most. Timers armed before a Reset must be zeroed before they are used again.
func (a *Agenda) Reset() {
	if a.wheel != nil {
		a.wheel.reset()
	}
	*a = Agenda{buf: a.buf, wheel: a.wheel}
}

// key returns the key of time t and rank r, and counts what is scheduled for the present instant.
func (a *Agenda) key(t Time, r Rank) uint64 {
	now := a.last.key >> rankBits
	ahead := uint64(t) - now
	if ahead >= timeLimit-now || r > sameRank {
		panic("sim: event scheduled in the past, or with a rank above 3")
	}
	if ahead == 0 {
		a.same++
	}
	return uint64(t)<<rankBits | uint64(r)
}

// number returns the tail of the next scheduling of ev.
func (a *Agenda) number(ev Event) uint64 {
	a.order += orderUnit
	if a.order == 0 || ev>>MaxEventBits != 0 {
		panic("sim: orders exhausted, or event too large")
	}
	return a.order | uint64(ev)
}
