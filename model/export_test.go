package model

import (
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// Left returns what a run has left so far, also one that an invariant broke off.
func (w *World) Left() *timeline.Timeline { return &w.tl }

// Pending returns how many events the agenda holds.
func (w *World) Pending() int { return w.agenda.Len() }

// Narrow lets fewer messages be under way at once than an event's index could tell apart.
func (w *World) Narrow(most int) { w.most = most }

// Queue is a link's neck by itself, for tests that no scenario can say.
type Queue struct {
	of *Neck
	n  neck
}

// NewQueue returns an empty neck.
func NewQueue(of *Neck) *Queue { return &Queue{of: of} }

// Pass takes a message of so many bytes through at an instant.
func (q *Queue) Pass(now sim.Time, bytes uint32, u uint64) (time.Duration, bool) {
	return q.n.pass(q.of, now, bytes, u)
}
