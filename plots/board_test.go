package plots

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/model/fsm"
	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/spec"
	"roomsim/sim"
)

// told is a run with the path of everyone in it.
type told struct {
	tl    *timeline.Timeline
	paths []Machine
}

// paths runs a built-in scenario and follows so many of its clients and seats.
func paths(t *testing.T, name string, most int) told {
	t.Helper()
	s, err := spec.Load(name, spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := model.New(s.Config)
	if err != nil {
		t.Fatal(err)
	}
	type whose struct {
		client     timeline.Node
		user, room uint32
	}
	run, index := told{}, make(map[whose]int)
	client, seat := clientMachine(t), seatMachine(t)
	w.Count().Each = func(s model.Step) {
		who := whose{s.Client, s.User, s.Room}
		i, ok := index[who]
		switch {
		case !ok && len(run.paths) == most:
			return
		case !ok:
			i = len(run.paths)
			index[who] = i
			m := client
			if s.Client == timeline.Server {
				m = seat
			}
			m.Of = fmt.Sprintf("%d as user %d in room %d", s.Client, s.User, s.Room)
			run.paths = append(run.paths, m)
		}
		m := &run.paths[i]
		m.Path = append(m.Path, Taken{At: s.At, Row: s.Row, N: s.N, Says: m.Rows[s.Row].Says})
	}
	if run.tl, err = w.Run(s.Seed, 0); err != nil {
		t.Fatal(err)
	}
	return run
}

func clientMachine(t *testing.T) Machine {
	table, err := model.NewClientTable(model.ClientRows())
	if err != nil {
		t.Fatal(err)
	}
	return machineOf(table, func(e model.ClientEffect) string {
		if e.Says == 0 {
			return ""
		}
		said, _, _ := strings.Cut(e.String(), ";")
		return said
	}, func(e model.ClientEffect) bool { return e.Says == 0 })
}

func seatMachine(t *testing.T) Machine {
	table, err := model.NewSeatTable(model.SeatRows())
	if err != nil {
		t.Fatal(err)
	}
	return machineOf(table, func(do model.SeatDo) string { return (do & model.Announce).String() },
		func(do model.SeatDo) bool { return do&model.GiveSeat == 0 })
}

func machineOf[S, I ~uint8, E any](table *fsm.Table[S, I, E], says func(E) string,
	counted func(E) bool) Machine {
	m := Machine{States: table.States()}
	for k := range table.Len() {
		r := table.Row(k)
		m.Rows = append(m.Rows, Row{From: int(r.From), To: int(r.To), On: table.Input(r.On),
			Says: says(r.Do), Outside: r.Outside, Counted: counted(r.Do)})
	}
	return m
}

// diagram draws a path.
func diagram(t *testing.T, tl *timeline.Timeline, m Machine, opt Options) *board {
	t.Helper()
	b, err := newBoard(tl, m, opt)
	if err != nil {
		t.Fatal(err)
	}
	b.draw()
	return b
}

func TestStateDiagramGolden(t *testing.T) {
	for _, tt := range []struct {
		scenario string
		path     int // in the order in which the run comes to them
		file     string
	}{
		{"case1", 2, "states-case1"}, {"case2", 2, "states-case2"}, {"case3", 2, "states-case3"},
		{"kicked", 2, "states-kicked"}, {"case2", 3, "states-seat"},
	} {
		run := paths(t, tt.scenario, tt.path+1)
		var b strings.Builder
		if err := StateDiagram(&b, run.tl, run.paths[tt.path], SVG, Options{}); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", tt.file+".svg")
		if *update {
			if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if b.String() != string(want) {
			t.Errorf("%s is not what is drawn any more; look at both, then -update", file)
		}
	}
}

func TestStateDiagramsOfAllBuiltInScenariosAreNeat(t *testing.T) {
	most := 8
	if testing.Short() {
		most = 2
	}
	for _, name := range scenarios.Names() {
		run := paths(t, name, most)
		for _, m := range run.paths {
			checkBoard(t, name+": "+m.Of, diagram(t, run.tl, m, Options{}))
		}
	}
}

// Whatever the names, however long the path.
func TestStateDiagramsOfNonsenseAreNeat(t *testing.T) {
	for seed := range uint64(60) {
		luck := rand.New(rand.NewPCG(seed, 0))
		m := clientMachine(t)
		if seed%2 > 0 {
			m = seatMachine(t)
		}
		for i := range m.Rows {
			m.Rows[i].On = strings.Repeat("W", 1+luck.IntN(64))
			m.Rows[i].Says = strings.Repeat("m", luck.IntN(90))
			m.Rows[i].Counted = luck.IntN(2) > 0
		}
		state, now := m.Start, sim.Time(0)
		for range luck.IntN(3000) {
			row := luck.IntN(len(m.Rows))
			if m.Rows[row].From != state {
				continue
			}
			now = now.Add(time.Duration(luck.Int64N(1 << (10 + luck.IntN(30)))))
			m.Path = append(m.Path, Taken{At: now, Row: row, N: luck.Uint32(), Says: m.Rows[row].Says})
			state = m.Rows[row].To
		}
		tl := &timeline.Timeline{Scenario: "nonsense", Cast: new(timeline.Cast), End: now}
		checkBoard(t, fmt.Sprint("nonsense ", seed), diagram(t, tl, m, Options{Width: 500}))
	}
}

// checkBoard holds that no text meets another, a state's box that is not its own, or an arrow; that
// no arrow runs through a box; and that every row stands at its arrow.
func checkBoard(t *testing.T, name string, b *board) {
	t.Helper()
	checkTexts(t, name, b.pic)
	rows := 0
	for _, tr := range b.tracks {
		c := &tr.caption
		rows += len(c.lines) + c.more
		whole := box{c.at.x, c.at.y, c.at.x + c.w, c.at.y + c.h}
		for _, n := range b.nodes {
			if n.overlaps(whole) {
				t.Errorf("%s: the caption %v of %v meets a box", name, whole, tr)
			}
		}
		for i := range tr.way[1:] {
			leg := box{min(tr.way[i].x, tr.way[i+1].x), min(tr.way[i].y, tr.way[i+1].y),
				max(tr.way[i].x, tr.way[i+1].x), max(tr.way[i].y, tr.way[i+1].y)}
			for _, n := range b.nodes {
				if n.grown(-pt).overlaps(leg.grown(1)) {
					t.Errorf("%s: the arrow %v runs through a box", name, tr.way)
				}
			}
			for _, l := range b.pic.labels {
				if l.box.overlaps(leg.grown(pt)) {
					t.Errorf("%s: %q stands on the arrow %v", name, l.text, tr.way)
				}
			}
		}
	}
	if rows != len(b.Rows) {
		t.Errorf("%s: %d rows stand at arrows, want %d", name, rows, len(b.Rows))
	}
}

func TestEveryStateHasAPlaceOfItsOwn(t *testing.T) {
	for _, m := range []Machine{clientMachine(t), seatMachine(t)} {
		taken := make(map[[2]int]string)
		for _, state := range m.States {
			s, err := siteOf(state)
			if err != nil {
				t.Fatal(err)
			}
			at := [2]int{s.column, s.row}
			if other := taken[at]; other != "" {
				t.Errorf("%s stands where %s does", state, other)
			}
			taken[at] = state
		}
	}
	want := `state "Limbo" has no place in the diagram`
	if _, err := siteOf("Limbo"); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// A walk sums up visits and tells steps from what it only counts.
func TestFollow(t *testing.T) {
	m := Machine{States: []string{"Out", "In"},
		Rows: []Row{{From: 0, To: 1, On: "Enter", Says: "hello"},
			{From: 1, To: 1, On: "Beat", Counted: true}, {From: 1, To: 0, On: "Leave", Counted: true}},
		Path: []Taken{{At: 10, Row: 0}, {At: 20, Row: 1}, {At: 30, Row: 1}, {At: 40, Row: 2},
			{At: 70, Row: 0, Says: "welcome"}}}
	w, err := follow(m, 100)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := w.visits, [2]visit{{2, 40}, {2, 60}}; [2]visit(got) != want {
		t.Errorf("got visits %v, want %v", got, want)
	}
	if got, want := fmt.Sprint(w.numbers, w.counts, w.end), "[[1 3] [] [2]] [0 2 0] 1"; got != want {
		t.Errorf("got steps, counts and end %s, want %s", got, want)
	}
	stays := []time.Duration{w.steps[0].stays, w.steps[1].stays, w.steps[2].stays}
	if got, want := fmt.Sprint(stays), "[30ns 30ns 30ns]"; got != want {
		t.Errorf("got stays %s, want %s", got, want)
	}
	if got := w.says(0); got != "hello" {
		t.Errorf("steps that say different things: got %q, want the table's", got)
	}
	m.Path = append(m.Path, Taken{At: 80, Row: 0})
	want := "no path is in In from 0.00000007s on and leaves Out at 0.00000008s"
	if _, err := follow(m, 100); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestRoundCornersTouchTheirLines(t *testing.T) {
	way := []point{{0, 0}, {1000, 0}, {1000, 100}, {400, 100}}
	pts := rounded(way, 70)
	if pts[0] != way[0] || pts[len(pts)-1] != way[3] {
		t.Errorf("got ends %v and %v", pts[0], pts[len(pts)-1])
	}
	for i, want := range map[int]point{1: {950, 0}, 7: {1000, 50}, 8: {1000, 50}, 14: {950, 100}} {
		if pts[i] != want { // half of the middle line: it is too short for 70
			t.Errorf("got corner %d at %v, want %v", i, pts[i], want)
		}
	}
	for i := range pts[1:] {
		if pts[i+1].y < pts[i].y {
			t.Errorf("the line goes back from %v to %v", pts[i], pts[i+1])
		}
	}
}
