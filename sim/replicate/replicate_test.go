package replicate_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"roomsim/sim"
	"roomsim/sim/replicate"
)

// draw is an independent piece of work: the result depends on the index alone.
func draw(i int) uint64 {
	luck := sim.Seed(1, sim.NameOf("draw"), uint64(i))
	for range i % 100 {
		luck.Uint64()
	}
	return luck.Uint64()
}

var sizes = []int{0, 1, 2, 7, 63, 64, 65, 1000, 20_000}

func TestWorkerCountDoesNotMatter(t *testing.T) {
	for _, n := range sizes {
		want := make([]uint64, n)
		for i := range want {
			want[i] = draw(i)
		}
		for _, workers := range []int{-1, 1, 2, 7} {
			got, err := replicate.Run(t.Context(), n, workers,
				func(_, i int) uint64 { return draw(i) })
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%d on %d workers: other results, or error %v", n, workers, err)
			}
		}
	}
}

func TestEveryIndexIsDoneOnceAndWorkersDoNotOverlap(t *testing.T) {
	const n, workers = 5000, 7
	var calls [n]atomic.Int32
	var busy [workers]atomic.Bool
	_, err := replicate.Run(t.Context(), n, workers, func(worker, i int) int {
		if busy[worker].Swap(true) {
			t.Errorf("worker %d is in two calls", worker)
		}
		calls[i].Add(1)
		busy[worker].Store(false)
		return 0
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range calls {
		if got := calls[i].Load(); got != 1 {
			t.Errorf("index %d: got %d calls, want 1", i, got)
		}
	}
}

func TestUntilIsALoopWithABreak(t *testing.T) {
	for _, stops := range [][]int{{0}, {1}, {999}, {70, 71, 500}, {500, 130}, {}} {
		want := 1000
		if len(stops) > 0 {
			want = slices.Min(stops) + 1
		}
		for _, workers := range []int{1, 2, 7} {
			got, err := replicate.Until(t.Context(), 1000, workers,
				func(_, i int) (uint64, bool) { return draw(i), slices.Contains(stops, i) })
			if err != nil || len(got) != want {
				t.Errorf("stops %v, %d workers: got %d results, error %v, want %d",
					stops, workers, len(got), err, want)
			}
			for i := range got {
				if got[i] != draw(i) {
					t.Errorf("stops %v, %d workers: result %d is wrong", stops, workers, i)
				}
			}
		}
	}
}

var errBroken = errors.New("broken")

func TestPanicReachesTheCallerWithTheLowestIndex(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		p := panicOf(t, workers, func(i int) (int, bool) {
			if i == 321 || i == 322 || i == 900 {
				panic(errBroken)
			}
			return i, false
		})
		if p == nil || p.Index != 321 || !errors.Is(p, errBroken) {
			t.Fatalf("%d workers: got %v, want a panic at index 321", workers, p)
		}
		if text := p.Error(); !strings.HasPrefix(text, "index 321: broken\n\ngoroutine") {
			t.Errorf("%d workers: got text %q", workers, text)
		}
	}
}

func TestPanicBehindAStopIsDropped(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		p := panicOf(t, workers, func(i int) (int, bool) {
			if i > 100 {
				panic("late")
			}
			return i, i == 100
		})
		if p != nil {
			t.Errorf("%d workers: got %v, want no panic", workers, p)
		}
	}
}

// panicOf runs 1000 indices and returns the panic that came out.
func panicOf(t *testing.T, workers int, work func(i int) (int, bool)) (p *replicate.Panic) {
	defer func() { p, _ = recover().(*replicate.Panic) }()
	_, _ = replicate.Until(t.Context(), 1000, workers,
		func(_, i int) (int, bool) { return work(i) })
	return nil
}

func TestCancelLeavesThePrefixThatIsDone(t *testing.T) {
	why := errors.New("enough")
	for _, workers := range []int{1, 2, 7} {
		ctx, cancel := context.WithCancelCause(t.Context())
		got, err := replicate.Run(ctx, 10_000, workers, func(_, i int) uint64 {
			if i == 5000 {
				cancel(why)
			}
			return draw(i)
		})
		if !errors.Is(err, why) || len(got) == 10_000 || workers == 1 && len(got) != 5001 {
			t.Errorf("%d workers: got %d results, error %v", workers, len(got), err)
		}
		for i := range got {
			if got[i] != draw(i) {
				t.Fatalf("%d workers: result %d is wrong", workers, i)
			}
		}
	}
}

func TestCancelBeforeTheStartDoesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got, err := replicate.Run(ctx, 10, 2, func(_, i int) int { return i })
	if len(got) != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestCancelAfterTheLastIndexIsNoError(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	got, err := replicate.Run(ctx, 10, 1, func(_, i int) int {
		if i == 9 {
			cancel()
		}
		return i
	})
	if len(got) != 10 || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
}

// A study keeps one world for each worker, and averages in the order of indices.
func ExampleRun() {
	worlds := make([]sim.Agenda, 2)
	spans, err := replicate.Run(context.Background(), 1000, len(worlds),
		func(worker, i int) sim.Time {
			world := &worlds[worker]
			world.Reset()
			luck := sim.Seed(1, sim.NameOf("delay"), uint64(i))
			for range 10 {
				world.At(sim.Time(luck.Upto(time.Second)), 0, 0)
			}
			for more := true; more; {
				_, more = world.Next(sim.Time(time.Minute))
			}
			return world.Now()
		})
	var sum sim.Time
	for _, s := range spans {
		sum += s
	}
	fmt.Println(len(spans), sum/1000, err)
	// Output: 1000 0.91089981s <nil>
}

// BenchmarkRun is items of about 10 µs; on two free cores two workers take half the time of one.
func BenchmarkRun(b *testing.B) {
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			b.ReportAllocs()
			_, err := replicate.Run(b.Context(), b.N, workers, func(_, i int) uint64 {
				luck := sim.Seed(1, 0, uint64(i))
				var sum uint64
				for range 8000 {
					sum += luck.Uint64()
				}
				return sum
			})
			if err != nil {
				b.Fatal(err)
			}
		})
	}
}
