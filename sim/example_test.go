package sim_test

import (
	"fmt"
	"time"

	"roomsim/sim"
)

// Three things fall on second 5. Their ranks order them, whoever was scheduled first: the script's
// action, then the message's arrival, then the timer.
func Example() {
	const (
		action sim.Rank = iota
		arrival
		expiry
	)
	var a sim.Agenda
	at := sim.Time(5 * time.Second)
	a.At(at, expiry, 30)
	a.At(at, arrival, 20)
	a.At(at.Add(-time.Second), arrival, 10)
	a.At(at, action, 11)
	a.At(at, arrival, 21)
	for {
		ev, ok := a.Next(at)
		if !ok {
			break
		}
		fmt.Println(a.Now(), ev)
	}
	// Output:
	// 4.000s 10
	// 5.000s 11
	// 5.000s 20
	// 5.000s 21
	// 5.000s 30
}

// A server gives a client up after 90 s of silence. Each beat moves the deadline; the queue is
// touched only when an entry comes up.
func ExampleAgenda_Arm() {
	const beat, silence = sim.Event(1), sim.Event(2)
	var a sim.Agenda
	var seat sim.Timer
	for _, second := range []int{30, 60} {
		a.At(sim.Time(time.Duration(second)*time.Second), 1, beat)
	}
	a.Arm(&seat, sim.Time(90*time.Second), 2, silence)
	for {
		ev, ok := a.Next(sim.Time(time.Hour))
		switch {
		case !ok:
			return
		case ev == beat:
			a.Arm(&seat, a.Now().Add(90*time.Second), 2, silence)
			fmt.Println(a.Now(), "beat")
		case a.Fires(&seat):
			fmt.Println(a.Now(), "given up")
		}
	}
	// Output:
	// 30.000s beat
	// 60.000s beat
	// 150.000s given up
}

// A stream is chosen by purpose: what A's uplink draws does not depend on any other client.
func ExampleSeed() {
	loss := sim.Seed(1, sim.NameOf("A").With(".up/loss"), 0)
	lost := 0
	for range 1000 {
		if loss.Chance(sim.NewRatio(25, 1000)) {
			lost++
		}
	}
	fmt.Println(lost, "of 1000 lost")
	// Output: 28 of 1000 lost
}

// A link whose delay is 50 ms on average, with a long tail, but never below the 30 ms that light
// takes. Each message draws from a fork of its own, so a law that draws more than once moves nobody
// else's luck; one in a row remembers nine tenths of the luck of the last.
func ExampleLaw() {
	const delay = 0x64656c6179 // what the luck of a message is for, beside its loss
	law := sim.LognormalLaw(50*time.Millisecond, 20*time.Millisecond).WithFloor(30 * time.Millisecond)
	fmt.Println(law)
	fmt.Println("typically", law.Typical())
	luck := sim.Seed(1, sim.NameOf("A.up"), 0)
	var row sim.Correlated
	rho := sim.CorrelationOf(sim.NewRatio(9, 10))
	for range 4 {
		u := luck.Uint64()
		alone, inRow := sim.Fork(u, delay), sim.Fork(u, delay)
		fmt.Println(law.Draw(&alone).Round(time.Microsecond),
			row.Next(&law, rho, &inRow).Round(time.Microsecond))
	}
	// Output:
	// lognormal 50ms ±20ms, at least 30ms
	// typically 46.423835ms
	// 62.077ms 62.077ms
	// 34.907ms 53.252ms
	// 32.856ms 45.179ms
	// 61.027ms 51.038ms
}
