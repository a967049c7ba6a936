package sim

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// all takes every event up to end.
func all(a *Agenda, end Time) []Event {
	var got []Event
	for {
		ev, ok := a.Next(end)
		if !ok {
			return got
		}
		got = append(got, ev)
	}
}

func TestEndIsInclusive(t *testing.T) {
	var a Agenda
	for i := range Event(200) { // enough for a wheel
		a.At(Time(i)*10, Rank(i%4), i)
	}
	for _, tt := range []struct {
		end   Time
		count int
		now   Time
	}{{-1, 0, 0}, {0, 1, 0}, {9, 0, 0}, {10, 1, 10}, {99, 8, 90}, {100, 1, 100}, {1989, 188, 1980},
		{1990, 1, 1990}, {maxTime, 0, 1990}} {
		got := all(&a, tt.end)
		if len(got) != tt.count || a.Now() != tt.now {
			t.Errorf("to %d: got %d events, now %d, want %d, %d",
				tt.end, len(got), a.Now(), tt.count, tt.now)
		}
	}
}

func TestEarlierRankAtThePresentInstantComesNext(t *testing.T) {
	for _, others := range []int{0, 20, 100, 5000} { // run, long run, wheel
		var a Agenda
		for i := range others {
			a.At(7, 2, Event(i))
			a.At(Time(i), 1, Event(i))
		}
		a.At(7, 1, 1000)
		for a.Now() < 7 {
			a.Next(7)
		}
		a.At(7, 3, 1003)
		a.At(7, 0, 1001)
		a.At(7, 0, 1002)
		first, _ := a.Next(7)
		second, _ := a.Next(7)
		if first != 1001 || second != 1002 {
			t.Errorf("with %d others: got %d, %d, want 1001, 1002", others, first, second)
		}
		if rest := all(&a, 7); rest[len(rest)-1] != 1003 {
			t.Errorf("with %d others: rank 3 is not last", others)
		}
	}
}

func TestReservedOrdersComeFirstHoweverLate(t *testing.T) {
	var a Agenda
	a.Reserve(2)
	a.At(5, 1, 10)
	a.At(5, 1, 11)
	a.AtOrder(5, 1, 1, 21)
	a.AtOrder(5, 1, 0, 20)
	want := []Event{20, 21, 10, 11}
	if got := all(&a, 5); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCancellingIsHarmless(t *testing.T) {
	var a Agenda
	var never, spent, moved Timer
	if a.Disarm(&never) {
		t.Error("a zero timer was armed")
	}
	a.Arm(&spent, 1, 0, 1)
	if ev, ok := a.Next(1); ev != 1 || !ok || !a.Fires(&spent) {
		t.Error("the timer did not fire")
	}
	if _, armed := spent.Due(); armed || a.Disarm(&spent) {
		t.Error("a spent timer was armed")
	}
	a.Arm(&moved, 10e9, 0, 2)
	a.Arm(&moved, 5e9, 0, 2) // earlier: a second entry
	a.Arm(&moved, 20e9, 0, 2)
	if !a.Disarm(&moved) || a.Disarm(&moved) {
		t.Error("a timer is disarmed once")
	}
	if a.Len() != 2 {
		t.Errorf("got %d entries, want 2", a.Len())
	}
	for range 2 {
		if _, ok := a.Next(maxTime); !ok || a.Fires(&moved) {
			t.Error("a disarmed timer fired")
		}
	}
	if a.Len() != 0 || a.Events() != 1 {
		t.Errorf("got %d entries, %d events, want 0, 1", a.Len(), a.Events())
	}
}

func TestRefreshedTimerFiresOnceAtItsDeadlineInTheOrderOfArm(t *testing.T) {
	var a Agenda
	var tm Timer
	a.Arm(&tm, 10e9, 1, 1)
	a.Arm(&tm, 20e9, 1, 1) // no entry of its own
	a.Arm(&tm, 30e9, 1, 1)
	if a.Len() != 1 {
		t.Errorf("got %d entries, want 1", a.Len())
	}
	a.At(30e9, 1, 2) // after the call of Arm, before the timer is queued again
	var got []Event
	for {
		ev, ok := a.Next(maxTime)
		if !ok {
			break
		}
		if ev == 1 && !a.Fires(&tm) {
			continue
		}
		got = append(got, ev)
	}
	if want := []Event{1, 2}; !slices.Equal(got, want) || a.Now() != 30e9 || a.Events() != 2 {
		t.Errorf("got %v at %v, %d events, want %v", got, a.Now(), a.Events(), want)
	}
}

// story runs a small room and returns what happened.
func story(w *beats, seed uint64, steps int) []entry {
	w.start(seed)
	var told []entry
	for range steps {
		w.step(maxTime)
		told = append(told, w.a.last)
	}
	return told
}

func TestResetLeavesNothing(t *testing.T) {
	for _, n := range []int{1, 3, 30, 300} {
		fresh := story(newBeats(n), 5, 3000)
		used := newBeats(n)
		for _, steps := range []int{0, 1, 10, 2999, 10_000} {
			story(used, uint64(steps), steps)
			if got := story(used, 5, 3000); !slices.Equal(got, fresh) {
				t.Errorf("%d clients, reset after %d events: another run", n, steps)
			}
		}
		used.a.Reset()
		a := &used.a
		if got := all(a, maxTime); len(got) != 0 || a.Len() != 0 || a.Events() != 0 ||
			a.Now() != 0 || a.Same() != 0 {
			t.Errorf("%d clients: a reset agenda is not empty", n)
		}
	}
}

func TestReusedRunAllocatesNothing(t *testing.T) {
	for _, n := range []int{2, 30, 3000} {
		w := newBeats(n)
		run := func() {
			w.start(1)
			for w.step(Time(5 * time.Minute)) {
			}
		}
		run()
		if got := testing.AllocsPerRun(3, run); got != 0 {
			t.Errorf("%d clients: got %v allocations a run, want 0", n, got)
		}
	}
}

func TestGrowLeavesNothingToAllocate(t *testing.T) {
	const n = 50_000
	agendas := make([]Agenda, 0, 4)
	got := testing.AllocsPerRun(3, func() {
		agendas = append(agendas, Agenda{})
		a := &agendas[len(agendas)-1]
		a.Grow(n)
		for i := range n {
			a.At(increments[i%len(increments)], 0, Event(i))
		}
	})
	if got > 3 { // the wheel, its chunks, the run
		t.Errorf("got %v allocations, want 3", got)
	}
	a := &agendas[0]
	a.Reset()
	a.Grow(10)
	a.Grow(2 * n) // chunks left over are kept
	if got := testing.AllocsPerRun(3, func() { a.Grow(2 * n); a.Next(1); a.Reset() }); got != 0 {
		t.Errorf("growing again: got %v allocations, want 0", got)
	}
}

func TestGrowBeforeAnythingElse(t *testing.T) {
	var a Agenda
	a.Grow(1000)
	if _, ok := a.Next(maxTime); ok || a.Len() != 0 {
		t.Error("a new agenda is not empty")
	}
	a.At(3, 0, 3)
	if got := all(&a, maxTime); !slices.Equal(got, []Event{3}) {
		t.Errorf("got %v, want [3]", got)
	}
}

// The wheel may look ahead as far as the end of Next, and be called back.
func TestSchedulingBehindWhereTheWheelLooked(t *testing.T) {
	const far = Time(1000 << 30) // where slots of many levels begin
	var a Agenda
	for i := range Event(1000) {
		a.At(far+1e8+Time(i)*5e5, 0, i)
	}
	if _, ok := a.Next(far + 1e8 - 1); ok {
		t.Fatal("an event came before its time")
	}
	for i := range Event(2000) {
		a.At(far/2000*Time(1999-i), 0, 1000+i)
	}
	got := all(&a, maxTime)
	want := make([]Event, 0, 3000)
	for i := range Event(2000) {
		want = append(want, 2999-i)
	}
	for i := range Event(1000) {
		want = append(want, i)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got another order: %v", got)
	}
}

func TestSameCountsWhatStaysAtOneInstant(t *testing.T) {
	var a Agenda
	var tm Timer
	a.At(4, 0, 1)
	a.Next(4)
	a.At(4, 2, 2)
	a.Arm(&tm, 4, 3, 3)
	a.At(5, 0, 4)
	if a.Same() != 2 {
		t.Errorf("got %d, want 2", a.Same())
	}
	a.Next(4)
	if a.Same() != 2 {
		t.Errorf("later in the instant: got %d, want 2", a.Same())
	}
	a.Next(5)
	a.Next(5)
	if a.Now() != 5 || a.Same() != 0 {
		t.Errorf("at %v: got %d, want 0", a.Now(), a.Same())
	}
}

func TestBugsPanic(t *testing.T) {
	var tm Timer
	tests := []struct {
		name string
		bug  func(a *Agenda)
	}{
		{"the past", func(a *Agenda) { a.At(9, 3, 0) }},
		{"a negative time", func(a *Agenda) { a.At(-1, 0, 0) }},
		{"a time beyond all", func(a *Agenda) { a.At(timeLimit, 0, 0) }},
		{"a timer in the past", func(a *Agenda) { a.Arm(&tm, 9, 0, 0) }},
		{"a rank of 4", func(a *Agenda) { a.At(10, 4, 0) }},
		{"an event of 28 bits", func(a *Agenda) { a.At(10, 0, 1<<MaxEventBits) }},
		{"an event of 28 bits by order", func(a *Agenda) { a.AtOrder(10, 0, 0, 1<<MaxEventBits) }},
		{"an order not reserved", func(a *Agenda) { a.AtOrder(10, 0, 3, 0) }},
		{"orders reserved late", func(a *Agenda) { a.Reserve(1) }},
		{"orders exhausted", func(a *Agenda) {
			a.order = maxOrder * orderUnit
			a.At(10, 0, 0)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var a Agenda
			a.Reserve(3)
			a.At(10, 1, 0)
			a.Next(10)
			defer func() {
				if text, _ := recover().(string); !strings.HasPrefix(text, "sim: ") {
					t.Errorf("got panic %q, want one from sim", text)
				}
			}()
			tt.bug(&a)
		})
	}
}

func TestAheadTellsWhatComes(t *testing.T) {
	var a Agenda
	if _, ok := a.Ahead(0); ok {
		t.Error("an empty agenda tells of an event")
	}
	for ev := range Event(5) {
		a.At(Time(ev), 0, ev)
	}
	for k := range 5 {
		if ev, ok := a.Ahead(k); ev != Event(k) || !ok {
			t.Errorf("got %d, %v at %d, want %d", ev, ok, k, k)
		}
	}
	a.Next(10)
	if ev, ok := a.Ahead(3); ev != 4 || !ok {
		t.Errorf("got %d, %v behind the first, want 4", ev, ok)
	}
	if _, ok := a.Ahead(4); ok {
		t.Error("told of an event behind the last")
	}
}
