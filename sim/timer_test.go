package sim

import (
	"fmt"
	"testing"
	"time"
)

// watched runs five timers that are moved at random at every tick, every third of which looks at
// them, and returns what fired when. With look, the timers leave their queueing to those.
func watched(seed uint64, look bool) string {
	const tick = 4 * time.Second
	var a Agenda
	var timers [5]Timer
	luck := Seed(seed, NameOf("watched"), 0)
	said, was, ticks, next := "", Time(0), 0, Time(0)
	a.At(0, 1, 9)
	for {
		ev, ok := a.Next(Time(10 * time.Minute))
		if !ok {
			return fmt.Sprint(said, a.Events())
		}
		if a.Now() < was {
			return fmt.Sprintf("back from %s to %s", was, a.Now())
		}
		was = a.Now()
		if ev < 5 {
			if a.Fires(&timers[ev]) {
				said += fmt.Sprintf("%d at %s; ", ev, a.Now())
			}
			continue
		}
		looks := ticks%3 == 0
		if looks {
			next = a.Now().Add(3 * tick)
		}
		for i := range timers {
			tm, ev := &timers[i], Event(i)
			at := a.Now().Add(tick*(1+luck.Upto(7)) - 9*time.Millisecond*luck.Upto(4))
			switch move := luck.Upto(3); {
			case move == 0:
				a.Disarm(tm)
			case move == 3:
				a.number(ev) // so that both count the same orders
			case look:
				a.ArmFor(tm, at, 2, ev, next)
			default:
				a.Arm(tm, at, 2, ev)
			}
			if looks && look {
				a.Keep(tm, next, ev)
			}
		}
		ticks++
		a.At(a.Now().Add(tick), 2, 9)
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
