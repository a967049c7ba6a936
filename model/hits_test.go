package model_test

import (
	"testing"

	"roomsim/model"
	"roomsim/model/timeline"
)

// What Each is told is a path for each client in a room, as each user, and for each seat: every
// step begins in the state in which the one before ended. No row is taken untold.
func TestStepsArePaths(t *testing.T) {
	type whose struct {
		client     timeline.Node
		user, room uint32
	}
	clients, seats := model.ClientRows(), model.SeatRows()
	for _, d := range fixed() {
		w, err := model.New(d.cfg)
		if err != nil {
			t.Fatal(err)
		}
		hits := w.Count()
		var told uint64
		state := make(map[whose]uint8) // both machines begin in their first state
		hits.Each = func(s model.Step) {
			told++
			who := whose{s.Client, s.User, s.Room}
			from, to := uint8(clients[s.Row%len(clients)].From), uint8(clients[s.Row%len(clients)].To)
			if s.Client == timeline.Server {
				from, to = uint8(seats[s.Row].From), uint8(seats[s.Row].To)
			}
			if state[who] != from {
				t.Errorf("%s: at %s %v leaves state %d, and is in %d", d.name, s.At, who, from, state[who])
			}
			state[who] = to
		}
		if _, err := w.Run(runSeed, 0); err != nil {
			t.Fatal(err)
		}
		for _, n := range append(hits.Client, hits.Seat...) {
			told -= n
		}
		if told != 0 {
			t.Errorf("%s: the steps are %d more than the rows that were counted", d.name, int64(told))
		}
	}
}
