package model

import "roomsim/model/timeline"

// Left returns what a run has left so far, also one that an invariant broke off.
func (w *World) Left() *timeline.Timeline { return &w.tl }

// Pending returns how many events the agenda holds.
func (w *World) Pending() int { return w.agenda.Len() }

// Narrow lets fewer messages be under way at once than an event's index could tell apart.
func (w *World) Narrow(most int) { w.most = most }
