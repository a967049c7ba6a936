package study_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"roomsim/model"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
	"roomsim/scenarios/study"
)

// lossy is a client on a bad link: the seed decides what comes of it.
const lossy = `roomsim: 1
name: lossy
set: {transport.kind: datagram}
seed: %s
end: 10m
clients: {A: {}}
links: {all: {loss: 10%%}}
script:
  - {at: 0s, client: A, call: loginRoom, room: lobby}
marks:
  T0: {client: A, call: loginRoom}
  T1: {client: A, state: Logined}
  T2: {client: A, state: Logined, after: T1}
claims:
  - T1 > T0
`

func scenario(t testing.TB, seed string, claims ...string) *spec.Scenario {
	t.Helper()
	text := fmt.Sprintf(lossy, seed)
	for _, c := range claims {
		text += "  - " + c + "\n"
	}
	s, err := spec.Parse("lossy.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func judged(t testing.TB, s *spec.Scenario, workers int) []expect.Finding {
	t.Helper()
	b := study.Of(s)
	b.Record, b.Workers = model.Callbacks, workers
	list, err := b.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

const stays = "{never: {client: A, state: Reconnecting}, from: T1, until: end, in: "

// What comes of a batch is what comes of its runs one by one, whatever the number of workers.
func TestBatchIsItsRuns(t *testing.T) {
	s := scenario(t, "18446744073709551500", stays+"80%, runs: 500}", stays+"95%, runs: 300}",
		"{claim: T2 > T1, in: 1%, runs: 400}", "{claim: T1 < T0 + 1s, in: 35%, runs: 20}")
	var want []expect.Finding
	for k, runs := range []int{500, 300, 400, 20} {
		var many expect.Many
		for i := range runs {
			f := oneRun(t, s, s.Seed+uint64(i))[k+1] // wraps to 0 behind run 115
			many.Runs++
			switch f.Verdict {
			case expect.Pass:
				many.Passed++
				continue
			case expect.Fail:
				many.Failed++
			}
			if len(many.Seeds) < expect.MaxSeeds {
				many.Seeds = append(many.Seeds, s.Seed+uint64(i))
			}
		}
		want = append(want, s.Claims[k+1].Judge(&many))
	}
	for _, workers := range []int{1, 2, 7, 1000} {
		got := judged(t, s, workers)
		for k := range want {
			g, w := got[k], want[k]
			g.Why, w.Why = "", ""
			if g.Claim != w.Claim || g.Verdict != w.Verdict || g.Measured != w.Measured ||
				g.Got != w.Got || !reflect.DeepEqual(g.Many.Seeds, w.Many.Seeds) {
				t.Errorf("%d workers: got %+v of %+v, want %+v of %+v", workers, g, g.Many, w, w.Many)
			}
		}
	}
	for k, verdict := range []expect.Verdict{expect.Pass, expect.Fail, expect.Inconclusive,
		expect.Pass} {
		if want[k].Verdict != verdict {
			t.Errorf("%s: got %s, %s, want %s: the cases are too much alike", want[k].Claim.Text,
				want[k].Verdict, want[k].Measured, verdict)
		}
	}
}

// oneRun puts the claims to the scenario with a seed, in a world of its own.
func oneRun(t *testing.T, s *spec.Scenario, seed uint64) []expect.Finding {
	t.Helper()
	w, err := model.New(s.Config)
	if err != nil {
		t.Fatal(err)
	}
	tl, err := w.Run(seed, 0)
	if err != nil {
		t.Fatal(err)
	}
	return expect.Check(s.Claims, s.Config.Marks, tl)
}

func TestBatchTellsOfTheFirstRunThatFailed(t *testing.T) {
	s := scenario(t, "1", stays+"95%, runs: 300}")
	f := judged(t, s, 2)[0]
	one := oneRun(t, s, f.Many.Seeds[0])[1]
	f.Many.First.Claim, one.Claim = nil, nil // a copy
	if !reflect.DeepEqual(*f.Many.First, one) {
		t.Errorf("got %+v, want %+v", *f.Many.First, one)
	}
	if !strings.Contains(f.Why, "the first: "+one.Got) {
		t.Errorf("got %q, want what came with the first seed: %q", f.Why, one.Got)
	}
}

// A claim that is always true passes, one that never is fails, one that is never put to the test is
// inconclusive.
func TestBatchOfTheCertain(t *testing.T) {
	s := scenario(t, "1", "{claim: T1 > T0, in: 99%, runs: 368}",
		"{claim: T1 < T0, in: 4%, runs: 100}", "{claim: T2 > T1, in: 50%, runs: 100}")
	want := []string{"pass 368 of 368: 99.00% to 100.00%", "fail 0 of 100: 0.00% to 3.63%",
		"inconclusive 0 of 100: 0.00% to 100.00%"}
	for i, f := range judged(t, s, 3) {
		if got := f.Verdict.String() + " " + f.Measured; got != want[i] {
			t.Errorf("%s: got %s, want %s", f.Claim.Text, got, want[i])
		}
	}
}

func TestBatchIsNoneWithoutClaimsOverManyRuns(t *testing.T) {
	if b := study.Of(scenario(t, "1")); b != nil {
		t.Errorf("got a batch of %d runs, want none", b.Runs())
	}
	s := scenario(t, "1", "{claim: T1 > T0, in: 1%, runs: 7}", "{claim: T1 > T0, in: 1%, runs: 5}")
	if got := study.Of(s).Runs(); got != 7 {
		t.Errorf("got %d runs, want 7", got)
	}
}

func TestBatchNamesTheRunThatWouldNotEnd(t *testing.T) {
	s := scenario(t, "5", "{claim: T1 > T0, in: 50%, runs: 50}")
	s.Config.MaxEvents = 77 // not all need as many
	for _, workers := range []int{1, 2, 7} {
		b := study.Of(s)
		b.Workers = workers
		_, err := b.Check(t.Context())
		var run *study.RunError
		if !errors.As(err, &run) || run.Seed == 5 ||
			!strings.HasPrefix(err.Error(), fmt.Sprintf("with seed %d: more than 77 events", run.Seed)) {
			t.Fatalf("got %v, want the first run that needs more than 77 events", err)
		}
		for seed := uint64(5); seed < run.Seed; seed++ {
			oneRun(t, s, seed) // ends
		}
	}
}

func TestBatchStops(t *testing.T) {
	s := scenario(t, "1", "{claim: T1 > T0, in: 50%, runs: 100000}")
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("stop")
	cancel(stop)
	b := study.Of(s)
	b.Done = new(atomic.Int64)
	if _, err := b.Check(ctx); err != stop || b.Done.Load() > 1000 {
		t.Errorf("got %v after %d runs, want %v soon", err, b.Done.Load(), stop)
	}
}

// BenchmarkBatch is a run with its claims, of a batch of many.
func BenchmarkBatch(b *testing.B) {
	s := scenario(b, "1", stays+"80%, runs: 1000}")
	for b.Loop() {
		judged(b, s, 1)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/run")
}
