package model

import (
	"math/bits"
	"slices"
	"sort"
	"time"

	"roomsim/sim"
)

// neck is how full the narrowest place of a link is.
type neck struct {
	looked  sim.Time
	backlog time.Duration // that what waited then takes to go
	waiting []waiter      // in their order; the first of them may have gone
	passed  sim.Time      // when the last of those who have gone arrives
	turn    uint64        // of a trace: first opportunity not taken
}

// waiter is a message that waits at a neck, or is under transmission.
type waiter struct {
	goes  sim.Time // when its last bit leaves the neck
	comes sim.Time // when it arrives
	slot  uint32   // its parcel; 0: it is lost behind the neck
}

// packet is what one opportunity of a trace carries, in bytes.
const packet = 1500

// pass lets a message of so many bytes through and returns how long that takes, waiting and
// transmission; or reports that the queue is full. The draw u decides only where other traffic
// keeps the queue full.
func (n *neck) pass(of *Neck, now sim.Time, size uint32, u uint64) (wait time.Duration, ok bool) {
	n.forget(now)
	if of.Queue > 0 && len(n.waiting) >= int(of.Queue) {
		return 0, false
	}
	if of.Trace != nil {
		wait, ok = n.ride(of, now, size)
	} else {
		wait, ok = n.transmit(of, now, size, u)
	}
	if ok {
		n.waiting = append(n.waiting, waiter{goes: now.Add(wait)})
	}
	return wait, ok
}

// carries says which parcel the last one let through is, and when it arrives.
func (n *neck) carries(slot uint32, comes sim.Time) {
	last := &n.waiting[len(n.waiting)-1]
	last.slot, last.comes = slot, comes
}

// forget drops those who have gone.
func (n *neck) forget(now sim.Time) {
	gone := sort.Search(len(n.waiting), func(i int) bool { return n.waiting[i].goes > now })
	for _, v := range n.waiting[:gone] {
		n.passed = max(n.passed, v.comes)
	}
	n.waiting = slices.Delete(n.waiting, 0, gone)
}

// transmit takes a message through at the rate.
func (n *neck) transmit(of *Neck, now sim.Time, size uint32, u uint64) (time.Duration, bool) {
	n.drain(of, now)
	own := spanOf(uint64(size), of.Rate)
	if of.Bytes > 0 {
		switch full := spanOf(of.Bytes, of.Rate); {
		case n.backlog+own <= full:
		case of.Load > 0 && own <= full && of.mayYield(u):
			n.backlog = full - own
		default:
			return 0, false
		}
	}
	n.backlog = min(n.backlog+own, sim.Longest)
	return n.backlog, true
}

// mayYield reports whether a full queue takes a message in place of other traffic. Of a load above
// the rate, as much of everybody's gets in as gets out; of a lesser one, the more of the queue is
// its own the likelier it is that it yields.
func (of *Neck) mayYield(u uint64) bool {
	cut, always := sim.NewRatio(min(of.Load, of.Rate), max(of.Load, of.Rate)).Cut()
	return always || u < cut
}

// drain lets time pass: the backlog goes at the rate, and other traffic adds to it.
func (n *neck) drain(of *Neck, now sim.Time) {
	past := now.Sub(n.looked)
	n.looked = now
	if of.Load > of.Rate {
		n.backlog = min(n.backlog+scaled(past, of.Load-of.Rate, of.Rate), sim.Longest)
		if of.Bytes > 0 {
			n.backlog = min(n.backlog, spanOf(of.Bytes, of.Rate))
		}
		return
	}
	n.backlog = max(0, n.backlog-scaled(past, of.Rate-of.Load, of.Rate))
}

// scaled is d·by/over, rounded down, at most sim.Longest.
func scaled(d time.Duration, by, over uint64) time.Duration {
	hi, lo := bits.Mul64(uint64(d), by)
	return quotient(hi, lo, over)
}

// quotient is a product of 128 bits over a number, rounded down, at most sim.Longest.
func quotient(hi, lo, over uint64) time.Duration {
	if hi >= over {
		return sim.Longest
	}
	q, _ := bits.Div64(hi, lo, over)
	return time.Duration(min(q, uint64(sim.Longest)))
}

// spanOf is how long so many bytes take at a rate, rounded up, at most sim.Longest.
func spanOf(bytes, rate uint64) time.Duration {
	hi, lo := bits.Mul64(bytes, 8e9)
	lo, carry := bits.Add64(lo, rate-1, 0)
	return quotient(hi+carry, lo, rate)
}

// ride takes a message through on the next opportunities of the trace that nobody has taken.
func (n *neck) ride(of *Neck, now sim.Time, size uint32) (time.Duration, bool) {
	next := max(n.turn, of.Trace.next(now))
	last := next + max(1, (uint64(size)+packet-1)/packet) - 1
	wait := of.Trace.at(last).Sub(now)
	if of.Sharp && wait >= time.Millisecond {
		return 0, false
	}
	n.turn = last + 1
	return wait, true
}

// next returns the number of the first opportunity at an instant or later.
func (t *Trace) next(now sim.Time) uint64 {
	ms := (uint64(now) + uint64(time.Millisecond) - 1) / uint64(time.Millisecond)
	period := uint64(t.Ms[len(t.Ms)-1])
	round := uint64(0)
	if ms > 0 {
		round = (ms - 1) / period
	}
	rest := uint32(ms - round*period)
	return round*uint64(len(t.Ms)) +
		uint64(sort.Search(len(t.Ms), func(i int) bool { return t.Ms[i] >= rest }))
}

// at returns the instant of an opportunity.
func (t *Trace) at(number uint64) sim.Time {
	n := uint64(len(t.Ms))
	ms := number/n*uint64(t.Ms[n-1]) + uint64(t.Ms[number%n])
	return sim.Time(ms) * sim.Time(time.Millisecond)
}
