package model_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roomsim/model"
)

// elsewhere are the bugs of the design that lie in another package, with the tests that catch them.
var elsewhere = []struct {
	id, bug, dir string
	tests        []string
}{
	{"B27", "ties come last-in-first-out", "sim", []string{"TestEventsComeInOneTotalOrder"}},
	{"B28", "the end is exclusive", "sim", []string{"TestEndIsInclusive"}},
	{"B29", "a stream is keyed without the replication number", "sim",
		[]string{"TestStreamsOfDifferentOriginDiffer"}},
	{"B29", "so it is, seen from a run", "model", []string{"TestReplicationsAndSeedsDiffer"}},
	{"B30", "two links share a stream", "model", []string{"TestABystanderMovesNobody"}},
	{"B30", "a client's two links share a stream", "model",
		[]string{"TestBothWaysHaveLuckOfTheirOwn"}},
	{"B31", "a chance takes ≤ for <, or is not exact at 0 or 1", "sim",
		[]string{"TestCutIsExact", "TestChanceDrawsOnceAndMeetsItsRatio"}},
	{"B33", "a claim's window is half-open the wrong way", "scenarios/expect",
		[]string{"TestVerdictsOfRelations", "TestVerdictsOfRecords",
			"TestP67MarginHasTheSignOfTheVerdict"}},
	{"B34", "a missing mark counts as pass", "scenarios/expect",
		[]string{"TestVerdictsOfRelations", "TestP66NoMarkNoPass"}},
	{"B35", "a tolerance is taken of the time instead of the span", "scenarios/expect",
		[]string{"TestVerdictsOfRelations"}},
	{"B36", "Reset keeps one timer", "sim",
		[]string{"TestResetLeavesNothing", "TestOneAgendaServesRunAfterRun"}},
	{"B36", "so it does, seen from a run", "model", []string{"TestAReusedWorldRunsAsANewOne"}},
	{"B37", "results are merged by arrival", "sim/replicate",
		[]string{"TestWorkerCountDoesNotMatter"}},
	{"B38", "a fused a*b + c in a distribution", "cmd/roomsim",
		[]string{"TestTidy", "TestTidyFindsWhatItLooksFor"}},
	{"B39", "a range over a map in the roster's broadcast", "cmd/roomsim",
		[]string{"TestTidy", "TestTidyFindsWhatItLooksFor"}},
}

// The tests that hold the bugs of other packages are there.
func TestBugsElsewhereAreHeld(t *testing.T) {
	for _, e := range elsewhere {
		files, err := filepath.Glob(filepath.Join("..", filepath.FromSlash(e.dir), "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
		for _, name := range e.tests {
			if !strings.Contains(all.String(), "\nfunc "+name+"(t *testing.T)") {
				t.Errorf("%s, %s: %s has no test %s", e.id, e.bug, e.dir, name)
			}
		}
	}
}

// heldOtherwise are the properties that no planted bug breaks, with what shows that they can fail.
var heldOtherwise = map[string]string{
	"P09": "B36: no row can leave something behind; TestAReusedWorldRunsAsANewOne",
}

// Every property can fail: a planted bug breaks it.
func TestEveryPropertyCanFail(t *testing.T) {
	for _, p := range properties() {
		caught := slices.ContainsFunc(planted(), func(b plant) bool {
			return slices.Contains(b.breaks, p.id)
		})
		if caught != (heldOtherwise[p.id] == "") {
			t.Errorf("%s: broken by a planted bug: %t; otherwise: %q", p.id, caught,
				heldOtherwise[p.id])
		}
	}
}

// Every row of the machines is taken in the scenarios that planted bugs are put to.
func TestEveryRowIsReached(t *testing.T) {
	clients, seats := make([]uint64, len(model.ClientRows())), make([]uint64, len(model.SeatRows()))
	scenarios := fixed()
	for _, s := range otherUserStories {
		scenarios = append(scenarios, told{name: s.name, cfg: s.config(t)})
	}
	for _, d := range scenarios {
		w, err := model.New(d.cfg)
		if err != nil {
			t.Fatal(err)
		}
		hits := w.Count()
		if _, err := w.Run(runSeed, 0); err != nil {
			t.Fatal(err)
		}
		for i, n := range hits.Client {
			clients[i] += n
		}
		for i, n := range hits.Seat {
			seats[i] += n
		}
	}
	for i, r := range model.ClientRows() {
		if clients[i] == 0 {
			t.Errorf("client: state %d on input %d (%s) is never taken", r.From, r.On, r.Fact)
		}
	}
	for i, r := range model.SeatRows() {
		if seats[i] == 0 {
			t.Errorf("seat: state %d on input %d (%s) is never taken", r.From, r.On, r.Fact)
		}
	}
}
