package model

import (
	"strconv"

	"roomsim/sim"
)

// shuffledLoop is loop for a run whose ties are shuffled. What the script does keeps its order.
func (w *World) shuffledLoop() error {
	luck := sim.NameOf("ties/").WithBytes(strconv.AppendUint(nil, w.cfg.ShuffleTies, 10))
	s := sim.Shuffle{Luck: w.stream(luck),
		From: rankScript + 1, Line: w.lineOf}
	for {
		for range w.untilNextLook() {
			ev, ok := w.agenda.NextShuffled(w.cfg.End, &s)
			if !ok {
				return nil
			}
			w.now = w.agenda.Now()
			w.handle(ev)
			if w.movedStay|w.movedSeat != 0 {
				w.check()
			}
		}
		if err := w.overrun(); err != nil {
			return err
		}
	}
}

// Lines of a client or a room, by kind; lines is how many there are.
const (
	lineUp = 1 + iota
	lineDown
	lineTold
	lineRoom
	lines
)

// lineOf tells in which line an event stands. Who makes one thing behind another there promises
// that they come so: messages that go one way between a client and the server, what a client is
// told of its device's network, and the news of a room's changes.
func (w *World) lineOf(ev sim.Event) uint32 {
	index := uint32(ev) & indexMask
	switch uint32(ev) >> indexBits {
	case evDeliver:
		p := &w.parcels[index]
		line := lines * w.stays[p.stay].client
		if p.name.Up() {
			return line + lineUp
		}
		return line + lineDown
	case evFanout:
		return lines*w.seats[w.changes[w.parcels[index].change].seat].room + lineRoom
	case evLater:
		if p := &w.parcels[index]; p.name < waitTokenSoon {
			return lines*p.stay + lineTold
		}
	}
	return 0
}
