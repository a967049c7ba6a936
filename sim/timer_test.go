package sim

import (
	"fmt"
	"testing"
	"time"
)

// watched runs five timers that are moved at random at every tick, and returns what fired when.
// With look, the timers leave their queueing to the ticks.
func watched(seed uint64, look bool) string {
	const tick = 10 * time.Second
	var a Agenda
	var timers [5]Timer
	luck := Seed(seed, NameOf("watched"), 0)
	said := ""
	a.At(0, 1, 9)
	for {
		ev, ok := a.Next(Time(10 * time.Minute))
		if !ok {
			return fmt.Sprint(said, a.Events())
		}
		if ev < 5 {
			if a.Fires(&timers[ev]) {
				said += fmt.Sprintf("%d at %s; ", ev, a.Now())
			}
			continue
		}
		next := a.Now().Add(tick)
		for i := range timers {
			tm, ev := &timers[i], Event(i)
			at := a.Now().Add(5 * time.Second * (1 + luck.Upto(7)))
			switch move := luck.Upto(3); {
			case move == 0:
				a.Disarm(tm)
			case move < 3 && look:
				a.ArmFor(tm, at, 2, ev, next)
			case move < 3:
				a.Arm(tm, at, 2, ev)
			case look:
				a.number(ev) // so that both count the same orders
				a.Keep(tm, next, ev)
			default:
				a.number(ev)
			}
			if look {
				a.Keep(tm, next, ev)
			}
		}
		a.At(next, 2, 9)
	}
}

func TestATimerThatIsLookedAtFiresAsIfItWereQueued(t *testing.T) {
	for seed := range uint64(200) {
		if got, want := watched(seed, true), watched(seed, false); got != want {
			t.Fatalf("seed %d: got\n%s\nwant\n%s", seed, got, want)
		}
	}
}

func TestATimerTooFarAheadIsABug(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("armed for a year ahead")
		}
	}()
	var a Agenda
	var tm Timer
	a.Arm(&tm, Time(365*24*time.Hour), 0, 1)
}
