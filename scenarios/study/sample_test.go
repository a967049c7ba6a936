package study_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
	"roomsim/scenarios/study"
)

// variants are the lossy scenario with several losses.
func variants(t testing.TB, losses ...string) (list []*spec.Scenario) {
	t.Helper()
	for _, loss := range losses {
		text := strings.ReplaceAll(fmt.Sprintf(lossy, "18446744073709551600"), "loss: 10%", "loss: "+loss)
		s, err := spec.Parse("lossy.yaml", []byte(text), spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

// What a grid reads is what its runs show one by one, whatever the number of workers.
func TestGridIsItsRuns(t *testing.T) {
	g := &study.Grid{Variants: variants(t, "10%", "80%", "0%"), Runs: 40, Record: model.Callbacks}
	d := expect.Distance{Of: "T1", From: "T0"}
	var want []study.Reading
	for _, s := range g.Variants {
		for i := range g.Runs {
			tl, err := s.World(model.Callbacks).Run(s.Seed+uint64(i), 0) // wraps to 0
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, study.Measure(&d, tl))
		}
	}
	for _, g.Workers = range []int{0, 1, 2, 7, 1000} {
		g.Done = new(atomic.Int64)
		got, err := study.Read(t.Context(), g, func(_ int, tl *timeline.Timeline) study.Reading {
			return study.Measure(&d, tl)
		})
		if err != nil || !reflect.DeepEqual(got, want) || g.Done.Load() != 120 {
			t.Errorf("%d workers, %d runs done: got %v %v, want %v", g.Workers, g.Done.Load(), got, err,
				want)
		}
	}
	if s := study.NewSample(want[40:80]); len(s.Spans) < 2 || s.Spans[0] == s.Spans[len(s.Spans)-1] {
		t.Errorf("the cases are too much alike: %v", s)
	}
}

func TestGridNamesTheRunThatWouldNotEnd(t *testing.T) {
	g := &study.Grid{Variants: variants(t, "0%", "10%"), Runs: 50, Workers: 3}
	g.Variants[1].Config.MaxEvents = 77
	_, err := study.Read(t.Context(), g, func(int, *timeline.Timeline) int { return 0 })
	var run *study.GridError
	if !errors.As(err, &run) || run.Run < 50 || run.Seed != g.Seed(run.Run) ||
		!strings.HasPrefix(err.Error(), fmt.Sprintf("with seed %d: more than 77 events", run.Seed)) {
		t.Errorf("got %v, want the first run of the second variant with more than 77 events", err)
	}
}

func TestGridStops(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("stop")
	cancel(stop)
	g := &study.Grid{Variants: variants(t, "0%"), Runs: 100000}
	if _, err := study.Read(ctx, g, func(int, *timeline.Timeline) int { return 0 }); err != stop {
		t.Errorf("got %v, want %v", err, stop)
	}
}

// A sample against a count of its readings by hand.
func TestSampleIsItsReadings(t *testing.T) {
	luck := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var list []study.Reading
		var spans []time.Duration
		lacks, verdicts := map[string]int{}, map[expect.Verdict]int{}
		for range luck.IntN(50) {
			r := study.Reading{Span: time.Duration(luck.IntN(80))}
			if k := luck.IntN(6); k < 3 {
				r = study.Reading{Lacks: []string{"T1", "T2", "T2"}[k]}
				lacks[r.Lacks]++
			} else {
				spans = append(spans, r.Span)
			}
			r.Verdict = []expect.Verdict{expect.Pass, expect.Fail, expect.Inconclusive}[luck.IntN(3)]
			verdicts[r.Verdict]++
			list = append(list, r)
		}
		slices.Sort(spans)
		s := study.NewSample(list)
		if !slices.Equal(s.Spans, spans) || s.Runs != len(list) || s.Passed != verdicts[expect.Pass] ||
			s.Failed != verdicts[expect.Fail] {
			t.Fatalf("got %+v, want %v and %v", s, spans, verdicts)
		}
		for i, l := range s.Lack {
			if lacks[l.Mark] != l.Runs || i > 0 && l.Runs > s.Lack[i-1].Runs {
				t.Fatalf("got %v, want %v", s.Lack, lacks)
			}
		}
		if len(s.Lack) != len(lacks) {
			t.Fatalf("got %v, want %v", s.Lack, lacks)
		}
	}
}

func TestOutcomeIsWhatAClientSees(t *testing.T) {
	for _, c := range []struct {
		what, script string
		want         study.Views
	}{
		{"a user who stays is unseen", "", study.Views{study.Unseen: 1}},
		{"one who is away for a minute is unseen too", `
  - {at: 65.5s, client: A, network: down}
  - {at: 125s, client: A, network: up}`, study.Views{study.Unseen: 1}},
		{"one who is away for two minutes is back", `
  - {at: 65.5s, client: A, network: down}
  - {at: 185s, client: A, network: up}`, study.Views{study.Back: 1}},
		{"one who is away for two minutes twice is back", `
  - {at: 65.5s, client: A, network: down}
  - {at: 185s, client: A, network: up}
  - {at: 245s, client: A, network: down}
  - {at: 365s, client: A, network: up}`, study.Views{study.Back: 1}},
		{"one who does not come back is gone", `
  - {at: 65.5s, client: A, network: down}`, study.Views{study.Gone: 1}},
		{"one who was back and went is gone", `
  - {at: 65.5s, client: A, network: down}
  - {at: 185s, client: A, network: up}
  - {at: 245s, client: A, call: logoutRoom, room: lobby}`, study.Views{study.Gone: 1}},
	} {
		s, err := spec.Parse("f.yaml", []byte(`roomsim: 1
name: f
end: 10m
clients: {A: {user: alice}, B: {}, C: {}}
script:
  - {at: 0s, client: B, call: loginRoom, room: lobby}
  - {at: 5s, client: A, call: loginRoom, room: lobby}`+c.script), spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		tl, err := s.World(model.Callbacks).Run(1, 0)
		if err != nil {
			t.Fatal(err)
		}
		view := study.View{By: 2, Of: timeline.Span{First: 1, Last: 1}}
		if got := view.See(tl); got != c.want {
			t.Errorf("%s: got %v, want %v", c.what, got, c.want)
		}
		view.Of.Last = 3 // B sees itself and C never
		c.want[study.Never] = 2
		if got := view.See(tl); got != c.want {
			t.Errorf("%s, and two who never come: got %v, want %v", c.what, got, c.want)
		}
	}
}

// Who leaves one of two rooms for good is gone, whatever comes in the other.
func TestRoomsDoNotHideEachOther(t *testing.T) {
	s, err := spec.Parse("f.yaml", []byte(`roomsim: 1
name: f
end: 1m
set: {client.rooms: multi}
clients: {A: {user: alice}, B: {}}
script:
  - {at: 0s, client: B, call: loginRoom, room: first}
  - {at: 1s, client: B, call: loginRoom, room: second}
  - {at: 5s, client: A, call: loginRoom, room: first}
  - {at: 6s, client: A, call: loginRoom, room: second}
  - {at: 20s, client: A, call: logoutRoom, room: first}
  - {at: 21s, client: A, call: logoutRoom, room: second}
  - {at: 30s, client: A, call: loginRoom, room: second}`), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tl, err := s.World(model.Callbacks).Run(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	view := study.View{By: 2, Of: timeline.Span{First: 1, Last: 1}}
	if got, want := view.See(tl), (study.Views{study.Gone: 1}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
