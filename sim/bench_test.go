package sim

import (
	"fmt"
	"math"
	"testing"
	"time"
)

// increments are 16,384 exponential spans with a mean of one second.
var increments = func() (table [1 << 14]Time) {
	luck := Stream{42}
	for i := range table {
		u := float64(luck.Uint64()>>11) / (1 << 53)
		table[i] = Time(-math.Log(1-u)*1e9) + 1
	}
	return
}()

// BenchmarkHold takes one event and schedules another, with n pending throughout.
func BenchmarkHold(b *testing.B) {
	for _, n := range []int{10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7} {
		b.Run(fmt.Sprintf("%.0e", float64(n)), func(b *testing.B) { hold(b, n) })
	}
}

func hold(b *testing.B, n int) {
	var a Agenda
	a.Grow(n)
	r := 0
	for i := range n {
		a.At(increments[r%len(increments)], 0, Event(i))
		r++
	}
	loop := func(k int) {
		for range k {
			ev, _ := a.Next(maxTime)
			a.At(a.Now()+increments[r%len(increments)], 0, ev)
			r++
		}
	}
	loop(max(n, 10_000))
	b.ReportAllocs()
	b.ResetTimer()
	loop(b.N)
}

// beats is n clients that beat every 30 s and a server that answers. Each client gives up 10 s
// after an unanswered beat, the server 90 s after the last beat. Messages take 50 to 100 ms.
type beats struct {
	a     Agenda
	table []beater
}

type beater struct {
	beat, answer, seat Timer
	luck               Stream
}

const (
	kindBeat Event = iota << 24
	kindAnswer
	kindSeat
	kindToServer
	kindToClient
	kindMask = 7 << 24
)

func newBeats(n int) *beats {
	w := &beats{table: make([]beater, n)}
	w.a.Grow(4 * n)
	return w
}

// start puts everything back to time 0.
func (w *beats) start(seed uint64) {
	w.a.Reset()
	for i := range w.table {
		b := &w.table[i]
		*b = beater{luck: Stream{Mix(seed ^ Mix(uint64(i)))}}
		w.a.Arm(&b.beat, Time(b.luck.Upto(30*time.Second)), 2, kindBeat|Event(i))
		w.a.Arm(&b.seat, Time(90*time.Second), 2, kindSeat|Event(i))
	}
}

func (b *beater) latency() time.Duration {
	return 50*time.Millisecond + b.luck.Upto(50*time.Millisecond)
}

// step takes one event, stale or not; it reports false at the end.
func (w *beats) step(end Time) bool {
	a := &w.a
	ev, ok := a.Next(end)
	if !ok {
		return false
	}
	now := a.Now()
	i := ev &^ kindMask
	b := &w.table[i]
	switch ev & kindMask {
	case kindBeat:
		if a.Fires(&b.beat) {
			a.Arm(&b.beat, now.Add(30*time.Second), 2, kindBeat|i)
			a.Arm(&b.answer, now.Add(10*time.Second), 2, kindAnswer|i)
			a.At(now.Add(b.latency()), 1, kindToServer|i)
		}
	case kindToServer:
		a.Arm(&b.seat, now.Add(90*time.Second), 2, kindSeat|i)
		a.At(now.Add(b.latency()), 1, kindToClient|i)
	case kindToClient:
		a.Disarm(&b.answer)
	case kindAnswer:
		if a.Fires(&b.answer) {
			panic("unanswered")
		}
	case kindSeat:
		if a.Fires(&b.seat) {
			panic("no beat in 90 s")
		}
	}
	return true
}

// BenchmarkTiny is a room of two, about ten events pending, over and over for 20 virtual minutes.
func BenchmarkTiny(b *testing.B) {
	w := newBeats(2)
	b.ReportAllocs()
	seed := uint64(0)
	for left := b.N; left > 0; seed++ {
		w.start(seed)
		for left > 0 && w.step(Time(20*time.Minute)) {
			left--
		}
	}
}

// BenchmarkRearm is the same for many clients, in one run that goes on.
func BenchmarkRearm(b *testing.B) {
	for _, n := range []int{100, 1e4, 1e6} {
		b.Run(fmt.Sprintf("%.0e", float64(n)), func(b *testing.B) {
			w := newBeats(n)
			w.start(1)
			for w.step(Time(2 * time.Minute)) {
			}
			b.ReportAllocs()
			b.ResetTimer()
			for range b.N {
				w.step(maxTime)
			}
		})
	}
}

// BenchmarkBurst is a million events in ways that suit neither a sorted run nor a wheel.
func BenchmarkBurst(b *testing.B) {
	const n = 1_000_000
	var a Agenda
	drain := func() {
		for more := true; more; {
			_, more = a.Next(maxTime)
		}
	}
	cases := []struct {
		name string
		fill func()
	}{
		{"one instant", func() {
			for i := range Event(n) {
				a.At(5, Rank(i%4), i)
			}
		}},
		{"one instant, each with a follower of any rank", func() {
			for i := range Event(n) {
				a.At(5, Rank(i%4), i)
			}
			for range n {
				ev, _ := a.Next(maxTime)
				a.At(a.Now(), Rank(ev/4%4), ev)
			}
		}},
		{"before a lone far event", func() {
			a.At(Time(Longest), 0, 0)
			for i := range Event(n) {
				a.At(Time(1e9+Mix(uint64(i))%30e9), 0, i)
			}
		}},
		{"where the wheel had gone ahead", func() {
			for i := range Event(100) {
				a.At(Time(Longest)-Time(i), 0, i)
			}
			a.Next(Time(Longest) - 1000)
			for i := range Event(n) {
				a.At(Time(Mix(uint64(i))%30e9), 0, i)
			}
		}},
		{"into a wide run", func() {
			for i := range Event(100) {
				a.At(Time(i)*1e9, 0, i)
			}
			a.Next(maxTime)
			a.Next(maxTime)
			for i := range Event(n) {
				a.At(Time(1e9+Mix(uint64(i))%3e9), 0, i)
			}
		}},
		{"within a microsecond", func() {
			for i := range Event(n) {
				a.At(Time(7e9+Mix(uint64(i))%1000), 0, i)
			}
		}},
	}
	for _, c := range cases {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				a.Reset()
				c.fill()
				drain()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/event")
		})
	}
}
