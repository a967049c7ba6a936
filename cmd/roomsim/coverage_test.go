package main

import (
	"slices"
	"strings"
	"testing"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// spare are the parts of rows that may be left out and no run differs.
var spare = map[string]string{
	"client: Joining on LoginAccepted, stop timers":   "entering arms both anew",
	"client: Rejoining on LoginAccepted, stop timers": "entering arms both anew",
	"client: In on PathChanged, stop timers":          "a new session arms both anew",
	"client: In on SessionUnknown, stop timers":       "a new session arms both anew",
	"client: Joining on WindowClosed, stop timers":    "no attempt is left to wait for",
	"client: Rejoining on WindowClosed, stop timers":  "no attempt is left to wait for",

	"client: Joining on LoginUnwanted, " + unwanted:   "the next login ends it",
	"client: In on LoginUnwanted, " + unwanted:        "the next login ended it",
	"client: Rejoining on LoginUnwanted, " + unwanted: "the next login ended it",

	"server: Present on ReturnEnded, kick sender": "the client has a newer session by then",
}

const unwanted = "send logout of the unwanted session"

// mutant is a world's tables with one row changed.
type mutant struct {
	name    string
	clients []model.ClientRow
	seats   []model.SeatRow
}

// TestBuiltInScenariosHoldEveryRow changes each row in each way: another state, another code, a
// part of what it does left out. Each time a claim of the built-in suite must fail.
func TestBuiltInScenariosHoldEveryRow(t *testing.T) {
	t.Parallel()
	list := builtIns(t)
	list = slices.DeleteFunc(list, func(e *entry) bool { return e.Config.Cast.Clients.Len() > 10 })
	if !holds(t, list, mutant{"", model.ClientRows(), model.SeatRows()}) {
		t.Fatal("a claim fails although no row was changed")
	}
	var needless []string
	for _, m := range append(clientMutants(t), seatMutants(t)...) {
		if holds(t, list, m) != (spare[m.name] != "") {
			t.Errorf("%s: changed, and the suite says nothing; or it stands in spare, and it does", m.name)
		}
		if spare[m.name] != "" {
			needless = append(needless, m.name)
		}
	}
	if len(needless) != len(spare) {
		t.Errorf("got %q, want every row of spare", needless)
	}
}

// clientMutants lists every change of one row of the client's table.
func clientMutants(t *testing.T) (list []mutant) {
	table, err := model.NewClientTable(model.ClientRows())
	if err != nil {
		t.Fatal(err)
	}
	for k, row := range model.ClientRows() {
		change := func(what string, f func(*model.ClientRow)) {
			rows := model.ClientRows()
			f(&rows[k])
			if _, err := model.NewClientTable(rows); err == nil {
				list = append(list, mutant{"client: " + table.Label(k) + ", " + what, rows,
					model.SeatRows()})
			}
		}
		for s := model.Out; s <= model.Rejoining; s++ {
			if s != row.To {
				change("to "+table.State(s), func(r *model.ClientRow) { r.To = s })
			}
		}
		if row.Do.Says != 0 {
			change("another code", func(r *model.ClientRow) { r.Do.Code++ })
		}
		for left := row.Do.Do; left != 0; left &= left - 1 {
			bit := left & -left
			change(model.ClientEffect{Do: bit}.String(), func(r *model.ClientRow) { r.Do.Do &^= bit })
		}
	}
	return list
}

// seatMutants lists every change of one row of the server's table.
func seatMutants(t *testing.T) (list []mutant) {
	table, err := model.NewSeatTable(model.SeatRows())
	if err != nil {
		t.Fatal(err)
	}
	for k, row := range model.SeatRows() {
		change := func(what string, f func(*model.SeatRow)) {
			rows := model.SeatRows()
			f(&rows[k])
			if _, err := model.NewSeatTable(rows); err == nil {
				list = append(list, mutant{"server: " + table.Label(k) + ", " + what,
					model.ClientRows(), rows})
			}
		}
		other := model.Absent + model.Present - row.To
		change("to "+table.State(other), func(r *model.SeatRow) { r.To = other })
		for left := row.Do; left != 0; left &= left - 1 {
			bit := left & -left
			change(bit.String(), func(r *model.SeatRow) { r.Do &^= bit })
		}
	}
	return list
}

// holds reports whether every claim of every entry passes in a mutant's world. A broken invariant
// is a failure too.
func holds(t *testing.T, list []*entry, m mutant) bool {
	clients, err := model.NewClientTable(m.clients)
	if err != nil {
		t.Fatal(err)
	}
	seats, err := model.NewSeatTable(m.seats)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if !holdsOne(e, clients, seats) {
			return false
		}
	}
	return true
}

func holdsOne(e *entry, clients *model.ClientTable, seats *model.SeatTable) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	cfg := e.Config
	cfg.MaxEvents = 1_000_000
	w, err := model.NewWith(cfg, clients, seats)
	if err != nil {
		return false
	}
	tl, err := w.Run(e.Seed, 0)
	return err == nil && allPassed(ofOneRun(expect.Check(e.Claims, e.Config.Marks, tl)))
}

// What was said and stands in no table is a gap too.
func TestUnlistedSaying(t *testing.T) {
	all, err := newCoverage()
	if err != nil {
		t.Fatal(err)
	}
	c := all.anew()
	for i := range c.machines {
		for k := range c.machines[i].hits {
			c.machines[i].hits[k] = 2
		}
	}
	for _, s := range c.sayings {
		c.hear(s)
	}
	all.add(c)
	if got := all.status(); got != statusOK {
		t.Errorf("all was reached: got exit code %d, want 0", got)
	}
	c.hear(model.Saying{Reason: timeline.KickOut, Code: 7})
	all.add(c)
	all.add(c)
	var b strings.Builder
	if err := all.writeText(&b, paint{}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); all.status() != statusFailed ||
		!strings.HasPrefix(got, "not in the tables  KickOut(7)\ncoverage: ") {
		t.Errorf("got exit code %d and %q, want 1 and the saying, once", all.status(), got)
	}
}

// A code that the script itself has a login refused with is no gap; any other one is.
func TestOrderedSaying(t *testing.T) {
	refuse := model.Action{Verb: model.DoRefuse, Code: 1002099}
	kick := model.Action{Verb: model.DoKickUser, Code: 1002099}
	for _, test := range []struct {
		name   string
		script []model.Action
		says   timeline.Reason
		code   uint32
		want   bool
	}{
		{"a login refused as ordered", []model.Action{kick, refuse}, timeline.LoginFailed, 1002099, true},
		{"a return refused as ordered", []model.Action{refuse}, timeline.ReconnectFailed, 1002099, true},
		{"another code", []model.Action{refuse}, timeline.LoginFailed, 1002098, false},
		{"another reason", []model.Action{refuse}, timeline.KickOut, 1002099, false},
		{"another action with the code", []model.Action{kick}, timeline.LoginFailed, 1002099, false},
		{"nothing ordered", nil, timeline.LoginFailed, 1002099, false},
	} {
		s := model.Saying{Reason: test.says, Code: test.code}
		if got := ordered(test.script, s); got != test.want {
			t.Errorf("%s: got %t, want %t", test.name, got, test.want)
		}
	}
}
