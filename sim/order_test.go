package sim

import (
	"slices"
	"testing"
	"time"
)

// naive is the reference for the total order: every deadline in one list, sorted at each step. It
// knows no wheel, no run and no lazy timers.
type naive struct {
	now     Time
	order   uint64
	pending []naiveEvent
}

type naiveEvent struct {
	at    Time
	rank  Rank
	order uint64
	ev    Event
}

func (n *naive) add(at Time, r Rank, order uint64, ev Event) {
	n.pending = append(n.pending, naiveEvent{at, r, order, ev})
}

func (n *naive) remove(ev Event) bool {
	i := slices.IndexFunc(n.pending, func(e naiveEvent) bool { return e.ev == ev })
	if i < 0 {
		return false
	}
	n.pending = slices.Delete(n.pending, i, i+1)
	return true
}

// first returns the next event, if there is one by end.
func (n *naive) first(end Time) (naiveEvent, bool) {
	if len(n.pending) == 0 {
		return naiveEvent{}, false
	}
	first := slices.MinFunc(n.pending, func(a, b naiveEvent) int {
		switch {
		case a.at != b.at:
			return int(max(-1, min(1, a.at-b.at)))
		case a.rank != b.rank:
			return int(a.rank) - int(b.rank)
		}
		return int(int64(a.order) - int64(b.order))
	})
	return first, first.at <= end
}

func (n *naive) next(end Time) (Event, bool) {
	first, ok := n.first(end)
	if !ok {
		return 0, false
	}
	n.now = first.at
	n.remove(first.ev)
	return first.ev, true
}

// pair drives an agenda and its reference with the same random operations. Events below timers
// belong to timers; others are numbered as they come.
type pair struct {
	t      *testing.T
	a      *Agenda
	ref    naive
	tm     []Timer
	luck   Stream
	spans  []time.Duration
	next   Event
	script uint64
}

const scripted = 40

func newPair(t *testing.T, a *Agenda, seed uint64, timers int, spans []time.Duration) *pair {
	p := &pair{t: t, a: a, tm: make([]Timer, timers), spans: spans, next: Event(timers)}
	p.luck = Seed(seed, NameOf("pair"), 0)
	a.Reserve(scripted)
	p.ref.order = scripted
	return p
}

func (p *pair) upto(n int) int { return int(p.luck.Upto(time.Duration(n - 1))) }

func (p *pair) when() (Time, Rank) {
	span := p.spans[p.upto(len(p.spans))]
	return p.ref.now.Add(p.luck.Upto(span)), Rank(p.upto(4))
}

// schedule does one random thing other than taking an event.
func (p *pair) schedule() {
	at, r := p.when()
	switch p.upto(8) {
	case 0, 1:
		i := Event(p.upto(len(p.tm)))
		p.ref.remove(i)
		p.ref.add(at, r, p.ref.order, i)
		p.ref.order++
		p.a.Arm(&p.tm[i], at, r, i)
		if due, ok := p.tm[i].Due(); due != at || !ok {
			p.t.Fatalf("armed for %v, due %v, %v", at, due, ok)
		}
	case 2:
		i := Event(p.upto(len(p.tm)))
		if got, want := p.a.Disarm(&p.tm[i]), p.ref.remove(i); got != want {
			p.t.Fatalf("disarm: got %v, want %v", got, want)
		}
	case 3:
		if p.script < scripted && p.upto(20) == 0 {
			order := scripted - 1 - p.script // the last first
			p.ref.add(at, r, order, p.next)
			p.a.AtOrder(at, r, order, p.next)
			p.script++
			p.next++
		}
	default:
		p.ref.add(at, r, p.ref.order, p.next)
		p.ref.order++
		p.a.At(at, r, p.next)
		p.next++
	}
}

// take takes the next event from both; it reports whether there was one by end.
func (p *pair) take(end Time) bool {
	want, more := p.ref.next(end)
	for {
		got, ok := p.a.Next(end)
		if ok && int(got) < len(p.tm) && !p.a.Fires(&p.tm[got]) {
			continue
		}
		if got != want || ok != more {
			p.t.Fatalf("event at %v: got %d, %v, want %d, %v", p.ref.now, got, ok, want, more)
		}
		if ok && p.a.Now() != p.ref.now {
			p.t.Fatalf("now: got %v, want %v", p.a.Now(), p.ref.now)
		}
		p.ref.now = p.a.Now() // a stale entry moves time too
		return ok
	}
}

// steps runs n rounds in which the number pending swings around a slowly changing target.
func (p *pair) steps(n, most int) {
	for i := range n {
		target := most * (i * 7 / n % 3) / 2
		for range p.upto(4) {
			p.schedule()
		}
		for len(p.ref.pending) < target {
			p.schedule()
		}
		for len(p.ref.pending) > target+8 && p.take(maxTime) {
		}
		end := p.ref.now.Add(p.luck.Upto(p.spans[p.upto(len(p.spans))]))
		if !p.take(end) && p.upto(20) == 0 {
			for range 200 {
				p.schedule()
			}
		}
	}
	for p.take(maxTime) {
	}
}

const maxTime = Time(timeLimit - 1)

// mixes are spans of delays that reach different parts of the agenda.
var mixes = []struct {
	name  string
	most  int
	spans []time.Duration
}{
	{"few events, human delays", 12, []time.Duration{0, 100e6, 30e9, 90e9}},
	{"around the limit of the small run", 70, []time.Duration{0, 100e6, 10e9}},
	{"hundreds in one microsecond", 400, []time.Duration{0, 10, 1000}},
	{"hundreds over a second", 600, []time.Duration{0, 1e9}},
	{"hundreds over days", 500, []time.Duration{0, 1, 1e3, 1e6, 1e9, 1e12, 100e12}},
	{"nearly all at one instant", 500, []time.Duration{0, 0, 0, 0, 0, 1}},
	{"far timers, near messages", 300, []time.Duration{100e6, 100e6, 90e9}},
}

func TestEventsComeInOneTotalOrder(t *testing.T) {
	for _, mix := range mixes {
		t.Run(mix.name, func(t *testing.T) {
			for seed := range uint64(12) {
				p := newPair(t, new(Agenda), seed, 20, mix.spans)
				p.steps(2000, mix.most)
			}
		})
	}
}

func TestOneAgendaServesRunAfterRun(t *testing.T) {
	var a Agenda
	for seed := range uint64(20) {
		for _, mix := range mixes {
			a.Reset()
			p := newPair(t, &a, seed, 5, mix.spans)
			p.steps(200, mix.most)
		}
	}
}
