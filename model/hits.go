package model

import (
	"roomsim/model/timeline"
	"roomsim/sim"
)

// Hits counts how often each row was taken, over all runs of a world.
type Hits struct {
	Client, Seat []uint64
	Each         func(Step) // is told of every row that is about to be taken; nil: nobody
}

// Step is a row that a client or a seat has taken. No record says which row led to it, and many
// rows leave none, so a path through a machine is known from its steps alone.
type Step struct {
	At     sim.Time
	N      uint32        // of the record that comes next: the row's, if it leaves one
	Row    int           // its index in the table
	Client timeline.Node // whose machine it is; Server: the seat of User
	User   uint32
	Room   uint32
}

// Count has the world count its rows from now on.
func (w *World) Count() *Hits {
	w.hits = &Hits{Client: make([]uint64, w.client.Len()), Seat: make([]uint64, w.seat.Len())}
	return w.hits
}

// hitClient counts the row of a client's machine that is about to be taken.
func (w *World) hitClient(st *stay, on ClientInput) {
	_, k, _ := w.client.Step(st.state, on)
	w.hits.Client[k]++
	w.tellHit(k, st.client, &w.seats[st.seat])
}

// hitSeat counts the row of a seat's machine that is about to be taken.
func (w *World) hitSeat(s *seat, on SeatInput) {
	_, k, _ := w.seat.Step(s.state, on)
	w.hits.Seat[k]++
	w.tellHit(k, timeline.Server, s)
}

func (w *World) tellHit(row int, of timeline.Node, s *seat) {
	if w.hits.Each != nil {
		w.hits.Each(Step{w.now, w.tl.Total + 1, row, of, s.user, s.room})
	}
}
