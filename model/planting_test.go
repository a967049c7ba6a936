package model_test

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"roomsim/model"
	"roomsim/model/fsm"
)

// plant is a bug on purpose, planted by one edit or two.
type plant struct {
	id, bug string

	client func(rows []model.ClientRow) []model.ClientRow // of the client's machine
	seat   func(rows []model.SeatRow) []model.SeatRow     // of the server's machine
	wire   func(cfg *model.Config)                        // what the world is built with
	spoil  func(run *observed)                            // what a bug beyond the tables would leave

	breaks []string // properties that must fail
	claims []string // claims of built-in scenarios that must fail: "case1 T4", or how they begin
}

// build makes worlds with the bug in them.
func (p *plant) build(cfg model.Config) (*model.World, error) {
	clientRows, seatRows := model.ClientRows(), model.SeatRows()
	if p.client != nil {
		clientRows = p.client(clientRows)
	}
	if p.seat != nil {
		seatRows = p.seat(seatRows)
	}
	clients, err := tableOf(clientRows, int(model.Rejoining)+1, int(model.AppKilled)+1)
	if err != nil {
		return nil, err
	}
	seats, err := tableOf(seatRows, int(model.Present)+1, int(model.ReturnLate)+1)
	if err != nil {
		return nil, err
	}
	p.wired(&cfg)
	return model.NewWith(cfg, clients, seats)
}

// wired has the bug in what a world is built with.
func (p *plant) wired(cfg *model.Config) {
	if p.wire != nil {
		cfg.Links, cfg.Actions = slices.Clone(cfg.Links), slices.Clone(cfg.Actions)
		p.wire(cfg)
	}
}

// tableOf makes a machine of rows; what has no row is ignored.
func tableOf[S, I ~uint8, E any](rows []fsm.Row[S, I, E], states, inputs int) (
	*fsm.Table[S, I, E], error) {
	m := fsm.Machine[S, I, E]{Rows: rows}
	for s := range states {
		m.States = append(m.States, strconv.Itoa(s))
		for on := range inputs {
			if find(rows, S(s), I(on)) == nil {
				m.Ignored = append(m.Ignored, fsm.Pair[S, I]{From: S(s), On: I(on)})
			}
		}
	}
	for on := range inputs {
		m.Inputs = append(m.Inputs, strconv.Itoa(on))
	}
	return fsm.New(m)
}

func find[S, I ~uint8, E any](rows []fsm.Row[S, I, E], from S, on I) *fsm.Row[S, I, E] {
	for i := range rows {
		if rows[i].From == from && rows[i].On == on {
			return &rows[i]
		}
	}
	return nil
}

// inClient edits a row of the client's machine, or adds one that stays where it is.
func inClient(from model.ClientState, on model.ClientInput,
	edit func(r *model.ClientRow)) func([]model.ClientRow) []model.ClientRow {
	return func(rows []model.ClientRow) []model.ClientRow { return inRow(rows, from, on, edit) }
}

// inSeat edits a row of the server's machine, or adds one that stays where it is.
func inSeat(from model.SeatState, on model.SeatInput,
	edit func(r *model.SeatRow)) func([]model.SeatRow) []model.SeatRow {
	return func(rows []model.SeatRow) []model.SeatRow { return inRow(rows, from, on, edit) }
}

func inRow[S, I ~uint8, E any](rows []fsm.Row[S, I, E], from S, on I,
	edit func(r *fsm.Row[S, I, E])) []fsm.Row[S, I, E] {
	if find(rows, from, on) == nil {
		rows = append(rows, fsm.Row[S, I, E]{From: from, On: on, To: from})
	}
	edit(find(rows, from, on))
	return rows
}

// both makes one edit of two.
func both[R any](a, b func([]R) []R) func([]R) []R {
	return func(rows []R) []R { return b(a(rows)) }
}

// observe runs a scenario with the bug in the world or in what it leaves.
func (p *plant) observe(d told) (*observed, error) {
	run, err := observe(d.cfg, p.build)
	if err != nil {
		return nil, err
	}
	run.tale = d.tale
	if p.spoil != nil {
		p.spoil(run)
	}
	return run, nil
}

// fixed are the directed scenarios that planted bugs are put to: the tales, the stories of the fine
// print, and then some drawn scenarios.
var fixed = sync.OnceValue(func() []told {
	list := directedTales()
	for _, s := range slices.Concat(stories, moreStories, roomStories, bugStories, rowStories,
		fallStories) {
		cfg := s.config(nil)
		cfg.Scenario, cfg.Profile = "story", "zego"
		nameLuck(&cfg)
		list = append(list, told{name: s.name, cfg: cfg})
	}
	list = append(list, roughTales()...)
	for i := range drawnForPlants {
		list = append(list, told{name: "drawn " + strconv.Itoa(i), cfg: drawing.Example(i)})
	}
	return list
})

// planted are all planted bugs.
func planted() []plant { return slices.Concat(plants, claimPlants, more, roomPlants, streamPlants) }

// drawnForPlants is how many drawn scenarios a planted bug is put to at most.
const drawnForPlants = 40

// The product breaks none of the properties in the scenarios that planted bugs are put to.
func TestNothingIsPlanted(t *testing.T) {
	for _, d := range fixed() {
		run, err := (&plant{}).observe(d)
		if err != nil {
			t.Fatal(err)
		}
		if wrong := breaks(run, false); wrong != "" {
			t.Errorf("%s: %s", d.name, wrong)
		}
	}
}

// TestPlantedBugs: each bug is caught by the properties and claims that are there to catch it.
func TestPlantedBugs(t *testing.T) {
	for _, p := range planted() {
		t.Run(p.id+" "+p.bug, func(t *testing.T) {
			t.Parallel()
			missed := p.uncaught(t, slices.Clone(p.breaks))
			if len(missed) > 0 {
				t.Errorf("not caught by %v", missed)
			}
			for _, claim := range p.claims {
				name, _, _ := strings.Cut(claim, " ")
				failed := p.failedClaims(t, name)
				if !slices.ContainsFunc(failed, func(f string) bool {
					return strings.HasPrefix(f+" ", claim+" ")
				}) {
					t.Errorf("the claim %q does not fail; %q do", claim, failed)
				}
			}
		})
	}
}

// uncaught puts properties to runs with the bug until each has failed once, and returns the rest.
func (p *plant) uncaught(t *testing.T, left []string) []string {
	for _, d := range fixed() {
		if len(left) == 0 {
			break
		}
		run, err := p.observe(d)
		if err != nil {
			t.Fatal(err)
		}
		left = slices.DeleteFunc(left, func(id string) bool { return fails(id, run) })
	}
	return left
}

// brokenOff is the id that stands for the model's own invariants.
const brokenOff = "invariant"

func fails(id string, run *observed) bool {
	if id == brokenOff {
		return run.broken != ""
	}
	for _, p := range properties() {
		if p.id == id {
			var b breaches
			p.put(&b, run)
			return len(b) > 0
		}
	}
	panic("no property " + id)
}
