package model

import (
	"time"

	"roomsim/model/timeline"

	"roomsim/sim"
)

// Weather is what a link does to a message: it takes its time, or loses it.
type Weather struct {
	Delay       sim.Law         // what a draw of 0 would be is 1 ns
	Correlation sim.Correlation // of the luck of one delay and the next
	InOrder     bool            // order: fifo; else one message may overtake another
	Loss        Loss
	Drop        *Pattern // nil: none
	Corrupt     sim.Ratio
	Duplicate   sim.Ratio
	Reorder     sim.Ratio     // of messages held back so that others overtake them
	HeldBack    time.Duration // by how much
	Neck        Neck
}

// Loss is a Gilbert–Elliott chain: two states, in each of which a share of the messages is lost. A
// chain that never enters the bad state is independent loss.
type Loss struct {
	Good, Bad    sim.Ratio
	Enter, Leave sim.Ratio     // chance of a step from good to bad, and back
	Step         time.Duration // of virtual time; 0: each message is a step
}

// mean is the share lost in the long run, in millionths.
func (l *Loss) mean() uint32 {
	const million = 1_000_000
	enter, leave := l.Enter.Of(1<<40), l.Leave.Of(1<<40)
	if enter == 0 {
		return uint32(l.Good.Of(million))
	}
	return uint32((l.Bad.Of(million)*enter + l.Good.Of(million)*leave) / (enter + leave))
}

// Pattern is a loss for tests: which messages of a link are dropped, counted from 1 since the
// pattern came into force.
type Pattern struct {
	At    []uint32 // ascending
	Every uint32   // every so many-th; 0: only those At
}

// Neck is the narrowest place of a link, where messages wait for each other. The zero Neck is none.
type Neck struct {
	Rate  uint64 // bits per second; 0: no bound
	Load  uint64 // bits per second of other traffic, smooth, which shares rate and queue
	Bytes uint64 // that may wait or be under transmission; 0: no bound
	Queue uint32 // messages that may wait or be under transmission; 0: no bound
	Trace *Trace // in place of Rate
	Sharp bool   // of a Trace: what cannot go within a millisecond is dropped
}

// Trace is a row of opportunities to deliver one packet of up to 1500 bytes each, as Mahimahi
// writes it: instants in milliseconds, ascending, which begin anew after the last.
type Trace struct {
	Name string
	Ms   []uint32 // the last is more than 0
}

// WeatherKeys says which keys of a Weather a change sets.
type WeatherKeys uint16

// The keys. Loss and Drop, Rate and Trace are set apart, but a neck is one.
const (
	SetsDelay WeatherKeys = 1 << iota // and correlation
	SetsOrder
	SetsLoss
	SetsDrop
	SetsCorrupt
	SetsDuplicate
	SetsReorder
	SetsNeck

	SetsAll WeatherKeys = 1<<iota - 1
)

// Overlay puts the keys that a change sets over a weather.
func (to *Weather) Overlay(keys WeatherKeys, over *Weather) {
	if keys&SetsDelay != 0 {
		to.Delay, to.Correlation = over.Delay, over.Correlation
	}
	if keys&SetsOrder != 0 {
		to.InOrder = over.InOrder
	}
	if keys&SetsLoss != 0 {
		to.Loss = over.Loss
	}
	if keys&SetsDrop != 0 {
		to.Drop = over.Drop
	}
	if keys&SetsCorrupt != 0 {
		to.Corrupt = over.Corrupt
	}
	if keys&SetsDuplicate != 0 {
		to.Duplicate = over.Duplicate
	}
	if keys&SetsReorder != 0 {
		to.Reorder, to.HeldBack = over.Reorder, over.HeldBack
	}
	if keys&SetsNeck != 0 {
		to.Neck = over.Neck
	}
}

// Directions of a link, seen from the client.
type Directions uint8

// The directions.
const (
	Up Directions = 1 << iota
	Down
	Both = Up | Down
)

// LinkChange sets keys of the weather on the links of some clients, for as long as it holds, and
// may bring weather that changes by itself.
type LinkChange struct {
	Clients timeline.Span // zero: all
	Dirs    Directions
	Keys    WeatherKeys
	To      Weather
	Phases  []Phase // over To, one after the other, the first at once
	Loops   bool    // after the last phase the first comes again; else the last one stays
	Luck    string  // names the stream of the phases' lengths
}

// Phase is a stretch of weather.
type Phase struct {
	Lasts sim.Law // zero: for good
	Keys  WeatherKeys
	To    Weather
	Text  string // of its record, "" if it has none
}
