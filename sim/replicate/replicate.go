package replicate

import (
	"context"
	"fmt"
	"math"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Panic is what Run and Until panic with when work panicked: the value and stack of the lowest
// index that did.
type Panic struct {
	Index int
	Value any
	Stack []byte // of the worker, at the panic
}

// Error gives index, value and stack.
func (p *Panic) Error() string {
	return fmt.Sprintf("index %d: %v\n\n%s", p.Index, p.Value, p.Stack)
}

// Unwrap returns the value, if that is an error.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// Run calls work for the indices 0 to n-1, on as many goroutines as workers says, and returns the
// results by index. Worker numbers go from 0 to workers-1; calls with one number never overlap. One
// worker, or fewer, means the caller's goroutine.
//
// When ctx ends first, Run lets the calls under way finish and returns its cause, with the results
// of as many indices, from 0 on, as are complete without a gap. When work panics, Run panics with a
// *Panic once the lower indices are done.
func Run[T any](
	ctx context.Context, n, workers int, work func(worker, i int) T,
) ([]T, error) {
	return Until(ctx, n, workers, func(worker, i int) (T, bool) { return work(worker, i), false })
}

// Until is Run, up to the lowest index for which work reports true, that one included: the results
// are those of a loop with a break, for every number of workers. Work may be called for later
// indices too, whose results, and panics, are dropped.
func Until[T any](
	ctx context.Context, n, workers int, work func(worker, i int) (T, bool),
) ([]T, error) {
	workers = max(1, min(workers, n))
	j := job[T]{ctx: ctx, n: int64(n), work: work, results: make([]T, n)}
	j.block = max(1, min(mostAtOnce, int64(n)/int64(workers*blocksEach)))
	j.stop.Store(int64(n))
	j.gap.Store(math.MaxInt64)
	if workers == 1 {
		j.serve(0)
	} else {
		var group sync.WaitGroup
		for w := range workers {
			group.Go(func() { j.serve(w) })
		}
		group.Wait()
	}
	return j.outcome()
}

// A worker takes indices in blocks: large ones, so that workers seldom meet, but several for each,
// so that they end together.
const (
	mostAtOnce = 64
	blocksEach = 64
)

// job is one call of Until.
type job[T any] struct {
	ctx     context.Context
	n       int64
	block   int64
	work    func(worker, i int) (T, bool)
	results []T

	taken atomic.Int64 // first index of the next block
	stop  atomic.Int64 // indices from here on do not count
	gap   atomic.Int64 // lowest index that was taken but not done

	mu    sync.Mutex
	panic *Panic // of the lowest index so far
}

// serve takes blocks until there are none.
func (j *job[T]) serve(worker int) {
	mine := make([]T, j.block) // so that workers do not write to one cache line by turns
	for j.ctx.Err() == nil {
		from := j.taken.Add(j.block) - j.block
		if from >= j.stop.Load() {
			return
		}
		done := j.serveBlock(mine, worker, from, min(from+j.block, j.n))
		copy(j.results[from:], mine[:done])
		clear(mine)
	}
}

// serveBlock works on the indices up to to and returns how many it did.
func (j *job[T]) serveBlock(mine []T, worker int, from, to int64) (done int64) {
	defer func() {
		if from+done == to {
			return
		}
		if v := recover(); v != nil {
			j.failed(&Panic{int(from + done), v, debug.Stack()})
		} else {
			lower(&j.gap, from+done)
		}
	}()
	for i := from; i < to && i < j.stop.Load() && j.ctx.Err() == nil; i++ {
		result, last := j.work(worker, int(i))
		mine[done] = result
		done++
		if last {
			lower(&j.stop, i+1)
		}
	}
	return done
}

// failed notes a panic and stops the job behind it.
func (j *job[T]) failed(p *Panic) {
	lower(&j.stop, int64(p.Index)+1)
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.panic == nil || p.Index < j.panic.Index {
		j.panic = p
	}
}

// outcome is what the caller gets once the workers are done.
func (j *job[T]) outcome() ([]T, error) {
	stop := j.stop.Load()
	if j.panic != nil && int64(j.panic.Index) < stop {
		panic(j.panic)
	}
	done := min(stop, j.gap.Load(), j.taken.Load())
	if done < stop {
		return j.results[:done:done], context.Cause(j.ctx)
	}
	return j.results[:stop:stop], nil
}

// lower sets v to x if that is less.
func lower(v *atomic.Int64, x int64) {
	for {
		old := v.Load()
		if x >= old || v.CompareAndSwap(old, x) {
			return
		}
	}
}
