package sim

import (
	"fmt"
	"slices"
	"testing"
)

// inNoLine is the Line of events that may come in any order.
func inNoLine(Event) uint32 { return 0 }

// takeAny takes the next event, shuffled: any of those that the reference has pending for its next
// instant and rank, and the first of them below the rank from which ties are shuffled.
func (p *pair) takeAny(end Time, s *Shuffle) bool {
	for {
		got, ok := p.a.NextShuffled(end, s)
		if ok && int(got) < len(p.tm) && !p.a.Fires(&p.tm[got]) {
			continue
		}
		p.ref.now = p.a.Now() // a stale entry moves time too
		want, more := p.ref.first(end)
		if ok != more {
			p.t.Fatalf("got event %d, %v, want %v", got, ok, more)
		}
		if !ok {
			return false
		}
		i := slices.IndexFunc(p.ref.pending, func(e naiveEvent) bool { return e.ev == got })
		switch {
		case i < 0:
			p.t.Fatalf("event %d came, which is not pending", got)
		case p.ref.pending[i].at != want.at || p.ref.pending[i].rank != want.rank:
			p.t.Fatalf("got an event of %v, rank %d, want one of %v, rank %d", p.ref.pending[i].at,
				p.ref.pending[i].rank, want.at, want.rank)
		case want.rank < s.From && got != want.ev:
			p.t.Fatalf("rank %d: got event %d, want %d", want.rank, got, want.ev)
		case p.a.Now() != want.at:
			p.t.Fatalf("now: got %v, want %v", p.a.Now(), want.at)
		}
		p.ref.remove(got)
		return true
	}
}

func TestShuffledEventsKeepTimeAndRank(t *testing.T) {
	for _, mix := range mixes {
		t.Run(mix.name, func(t *testing.T) {
			for seed := range uint64(6) {
				p := newPair(t, new(Agenda), seed, 20, mix.spans)
				s := Shuffle{Luck: Seed(seed, NameOf("ties"), 0), From: 1, Line: inNoLine}
				for range 1000 {
					for range p.upto(2 * mix.most / 10) {
						p.schedule()
					}
					for len(p.ref.pending) > mix.most && p.takeAny(maxTime, &s) {
					}
					p.takeAny(p.ref.now.Add(p.luck.Upto(mix.spans[0]+1)), &s)
				}
				for p.takeAny(maxTime, &s) {
				}
			}
		})
	}
}

// orders lists how often four events of one instant come in each order.
func orders(line func(Event) uint32, from Rank) map[string]int {
	seen := map[string]int{}
	var a Agenda
	for seed := range uint64(2400) {
		a.Reset()
		for ev := range Event(4) {
			a.At(1, 1, ev)
		}
		s := Shuffle{Luck: Seed(seed, NameOf("ties"), 0), From: from, Line: line}
		came := ""
		for ev, ok := a.NextShuffled(2, &s); ok; ev, ok = a.NextShuffled(2, &s) {
			came += fmt.Sprint(ev)
		}
		seen[came]++
	}
	return seen
}

func TestShuffledOrders(t *testing.T) {
	for _, test := range []struct {
		name  string
		line  func(Event) uint32
		from  Rank
		count int
	}{
		{"all orders of four", inNoLine, 1, 24},
		{"one order below the rank", inNoLine, 2, 1},
		{"one order in one line", func(Event) uint32 { return 7 }, 1, 1},
		{"two lines mix", func(ev Event) uint32 { return uint32(1 + ev%2) }, 1, 6},
		{"a line, and two that stand in none", func(ev Event) uint32 { return uint32(ev / 2) }, 1, 12},
	} {
		seen := orders(test.line, test.from)
		if len(seen) != test.count {
			t.Errorf("%s: got %d orders, want %d: %v", test.name, len(seen), test.count, seen)
		}
		if n := seen["2013"]; test.count == 24 && (n < 60 || n > 140) {
			t.Errorf("%s: one of them came %d times in 2400, want about 100", test.name, n)
		}
		if seen["0123"] == 0 {
			t.Errorf("%s: the order of scheduling never came", test.name)
		}
	}
}

// What an event schedules for its own instant comes among what is still pending, behind it.
func TestShuffledEventsComeBehindTheirCause(t *testing.T) {
	first, last := 0, 0
	for seed := range uint64(100) {
		var a Agenda
		for ev := range Event(3) {
			a.At(1, 1, ev)
		}
		s := Shuffle{Luck: Seed(seed, NameOf("ties"), 0), Line: inNoLine}
		var came []Event
		for ev, ok := a.NextShuffled(1, &s); ok; ev, ok = a.NextShuffled(1, &s) {
			if came = append(came, ev); ev == 0 {
				a.At(1, 1, 9)
			}
		}
		cause, effect := slices.Index(came, 0), slices.Index(came, 9)
		if len(came) != 4 || effect < cause {
			t.Fatalf("got %v, want 0 before 9", came)
		}
		if effect == cause+1 && cause < 2 {
			first++
		}
		if effect == 3 {
			last++
		}
	}
	if first == 0 || last == 0 {
		t.Errorf("got the effect at once %d times, last %d times, want both", first, last)
	}
}

func TestShufflingAllocatesNothing(t *testing.T) {
	var a Agenda
	s := Shuffle{Line: inNoLine}
	turn := func() {
		a.Reset()
		for ev := range Event(50) {
			a.At(Time(ev/10), 1, ev)
		}
		for _, ok := a.NextShuffled(9, &s); ok; _, ok = a.NextShuffled(9, &s) {
		}
	}
	if n := testing.AllocsPerRun(100, turn); n != 0 {
		t.Errorf("got %v allocations, want none", n)
	}
}
