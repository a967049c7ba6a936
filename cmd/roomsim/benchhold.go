package main

import (
	"fmt"
	"math"

	"roomsim/sim"
)

// benchHold measures the bare agenda: n events are pending, each that comes up is scheduled anew.
func benchHold(args []string) (string, error) {
	fs := benchFlags("hold")
	n := fs.Int("n", 1000, "pending")
	k := fs.Int("k", 5_000_000, "events")
	if err := parseBench(fs, args, n, k); err != nil {
		return "", err
	}
	if *n >= 1<<sim.MaxEventBits {
		return "", fmt.Errorf("%d is above what an agenda can tell apart", *n)
	}
	defer useCores(1)()
	h := newHold()
	h.fill(*n)
	h.turn(min(*n, warmUp))
	watch := startWatch()
	h.turn(*k)
	wall, cpu := watch.read()
	return benchLine("hold", *n, *k, wall, cpu, fmt.Sprintf("p=1 chk=%x", h.sum)), nil
}

// warmUp is the most events before the measurement.
const warmUp = 5_000_000

// hold is an agenda with increments from a table, so that no random generator is measured.
type hold struct {
	agenda sim.Agenda
	waits  [1 << 14]sim.Time // exponential, mean 1 s
	next   int
	sum    uint64 // over the times, in order
}

func newHold() *hold {
	h := new(hold)
	luck := splitMix(42)
	for i := range h.waits {
		u := float64(luck.next()>>11) / (1 << 53)
		h.waits[i] = sim.Time(-math.Log(1-u)*1e9) + 1
	}
	return h
}

func (h *hold) wait() sim.Time {
	w := h.waits[h.next%len(h.waits)]
	h.next++
	return w
}

func (h *hold) fill(n int) {
	h.agenda.Grow(n)
	for i := range n {
		h.agenda.At(h.wait(), 0, sim.Event(i))
	}
}

// turn takes k events and schedules each anew.
func (h *hold) turn(k int) {
	for range k {
		ev, ok := h.agenda.Next(math.MaxInt64)
		if !ok {
			panic("roomsim: the agenda is empty")
		}
		now := h.agenda.Now()
		h.sum = h.sum*31 + uint64(now)
		h.agenda.At(now+h.wait(), 0, ev)
	}
}

// splitMix is the generator of the prototype, so that both measure the same increments.
type splitMix uint64

func (s *splitMix) next() uint64 {
	*s += 0x9E3779B97F4A7C15
	return sim.Mix(uint64(*s))
}
