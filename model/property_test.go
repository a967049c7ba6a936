package model_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// drawConfig draws a scenario: devices of one user each, in rooms, through outages, weather, kills.
// All is healed by the last action, and the run goes on for longer than any patience.
func drawConfig(t *rapid.T) model.Config {
	n := rapid.IntRange(2, 5).Draw(t, "clients")
	rooms := rapid.IntRange(1, 2).Draw(t, "rooms")
	cast := &timeline.Cast{}
	users := make([]uint32, n)
	for i := range n {
		cast.Clients.Add(fmt.Sprintf("c%d", i), 0)
		cast.Users.Add(fmt.Sprintf("u%d", i), 0)
		users[i] = uint32(i + 1)
	}
	for i := range rooms {
		cast.Rooms.Add(fmt.Sprintf("r%d", i), 0)
	}
	s := zego()
	s.RetryWindow = rapid.SampledFrom([]time.Duration{0, seconds(30), seconds(60),
		seconds(300)}).Draw(t, "R")
	s.Detect = rapid.SampledFrom([]time.Duration{0, seconds(3), model.DetectOff}).Draw(t, "detect")
	s.RetryOnNetworkUpWaits = rapid.Bool().Draw(t, "waits")
	s.TimersFirst = rapid.Bool().Draw(t, "timers first")
	s.FirstBeatUniform = rapid.Bool().Draw(t, "uniform")
	s.Link.Spread = rapid.SampledFrom([]time.Duration{0, 3e7, 4e8}).Draw(t, "spread")
	cfg := model.Config{Cast: cast, UserOf: users, Settings: s, End: sim.Time(40 * time.Minute)}
	for range rapid.IntRange(1, 20).Draw(t, "actions") {
		cfg.Actions = append(cfg.Actions, drawAction(t, n, rooms))
	}
	for i := range n { // heal
		id := timeline.Span{First: uint32(i + 1), Last: uint32(i + 1)}
		for k, v := range []model.Verb{model.DoStart, model.DoNetworkUp} {
			cfg.Actions = append(cfg.Actions, model.Action{Verb: v, Clients: id, Anchor: -1, Mark: -1,
				At: sim.Time(seconds(700 + k))})
		}
	}
	return cfg
}

func drawAction(t *rapid.T, clients, rooms int) model.Action {
	who := uint32(rapid.IntRange(1, clients).Draw(t, "who"))
	verbs := []model.Verb{model.DoLoginRoom, model.DoLoginRoom, model.DoLogoutRoom,
		model.DoNetworkDown,
		model.DoNetworkUp, model.DoNetworkSwitch, model.DoKill, model.DoStart, model.DoWeather}
	a := model.Action{Verb: rapid.SampledFrom(verbs).Draw(t, "verb"),
		Clients: timeline.Span{First: who, Last: who},
		Anchor:  -1, Mark: -1, At: sim.Time(rapid.Int64Range(0, 60_000).Draw(t,
			"at") * int64(10*time.Millisecond))}
	switch a.Verb {
	case model.DoLoginRoom, model.DoLogoutRoom:
		a.Room = uint32(rapid.IntRange(1, rooms).Draw(t, "room"))
	case model.DoWeather:
		a.For = time.Duration(rapid.IntRange(1, 90).Draw(t, "for")) * time.Second
		a.Link = model.LinkChange{Clients: a.Clients, Keys: model.SetsLoss,
			Dirs: rapid.SampledFrom([]model.Directions{model.Up, model.Down, model.Both}).Draw(t, "dirs"),
			To: model.Weather{Loss: rapid.SampledFrom([]sim.Ratio{sim.NewRatio(1, 1), sim.NewRatio(1,
				5)}).Draw(t, "loss")}}
	}
	return a
}

// TestProperties holds every generated run to the properties of records, reasons and views.
func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg := drawConfig(t)
		w, err := model.New(cfg)
		if err != nil {
			t.Fatal(err)
		}
		tl, err := w.Run(7, 3)
		if err != nil {
			t.Fatal(err)
		}
		checkRecords(t, tl)
		checkSayings(t, tl)
		for id := uint32(1); int(id) <= cfg.Cast.Clients.Len(); id++ {
			checkReasons(t, tl, id)
		}
		checkViews(t, tl, cfg)
		first := tl.Clone()
		tl, _ = w.Run(7, 3) // P09
		if n, what := timeline.Diff(first, tl); n != 0 {
			t.Fatalf("P09: a second run differs at record %d: %s", n, what)
		}
	})
}

// checkRecords: P01, P02, P03, P05.
func checkRecords(t *rapid.T, tl *timeline.Timeline) {
	sent, ended := 0, 0
	for i := range tl.Records {
		r := &tl.Records[i]
		if int(r.N) != i+1 || i > 0 && r.At < tl.Records[i-1].At || r.At > tl.End {
			t.Fatalf("P01, P03: record %d at %s", r.N, r.At)
		}
		scripted := r.Kind == timeline.Call || r.Kind == timeline.Network || r.Kind == timeline.Link ||
			r.Kind == timeline.Note
		if (r.Cause == 0) != scripted || r.Cause >= r.N {
			t.Fatalf("P02: record %d, %s, has cause %d", r.N, tl.Say(r), r.Cause)
		}
		switch r.Kind {
		case timeline.Sent:
			sent++
		case timeline.Delivered, timeline.Dropped:
			ended++
			if tl.ByN(r.Cause).Kind != timeline.Sent {
				t.Fatalf("P05: record %d ends a message that was not sent", r.N)
			}
		}
	}
	if sent < ended || sent > ended+8 {
		t.Fatalf("P05: %d sent, %d delivered or dropped", sent, ended)
	}
}

// checkSayings: no reason and code that the tables do not list.
func checkSayings(t *rapid.T, tl *timeline.Timeline) {
	known := model.Sayings(model.ClientRows())
	for i := range tl.Records {
		r := &tl.Records[i]
		if s, ok := model.SayingOf(r); ok && !slices.Contains(known, s) {
			t.Fatalf("record %d: %s is not among %v", r.N, s, known)
		}
	}
}

// follows is the published diagram, with the steps outside it that the mechanism knows.
var follows = map[timeline.Reason][]timeline.Reason{
	0:                 {timeline.Logining},
	timeline.Logining: {timeline.Logined, timeline.LoginFailed, timeline.Logout},
	timeline.Logined:  {timeline.Reconnecting, timeline.Logout, timeline.KickOut},
	timeline.Reconnecting: {timeline.Reconnected, timeline.ReconnectFailed, timeline.Logout,
		timeline.KickOut},
	timeline.Reconnected:     {timeline.Reconnecting, timeline.Logout, timeline.KickOut},
	timeline.LoginFailed:     {timeline.Logining},
	timeline.Logout:          {timeline.Logining},
	timeline.KickOut:         {timeline.Logining},
	timeline.ReconnectFailed: {timeline.Logining},
}

// checkReasons: P11 to P18, P22 to P28 as walks in the diagram; a killed app begins anew.
func checkReasons(t *rapid.T, tl *timeline.Timeline, id uint32) {
	last := map[uint32]timeline.Reason{}
	for i := range tl.Records {
		r := &tl.Records[i]
		if r.Who != id {
			continue
		}
		switch {
		case r.Name == timeline.ProcessKill:
			clear(last)
		case r.Name == timeline.OnRoomUserUpdate:
			if s := last[r.Room]; s != timeline.Logined && s != timeline.Reconnected {
				t.Fatalf("P27: record %d, an update while %s", r.N, s)
			}
			if slices.Contains(tl.Users(r), id) {
				t.Fatalf("P26: record %d tells a client of itself", r.N)
			}
		case r.Name == timeline.OnRoomStateChanged:
			if r.Reason == timeline.LogoutFailed || r.Reason == timeline.LoginFailed &&
				r.Arg == model.CodeRooms {
				continue
			}
			if !slices.Contains(follows[last[r.Room]], r.Reason) {
				t.Fatalf("P12: record %d, %s after %s", r.N, r.Reason, last[r.Room])
			}
			last[r.Room] = r.Reason
		}
	}
}

// checkViews: P47, and at rest P60 to P62: what each member's updates add up to is the server's
// roster, and the members are those who think so.
func checkViews(t *rapid.T, tl *timeline.Timeline, cfg model.Config) {
	type pair struct{ who, room uint32 }
	views := map[pair]map[uint32]bool{}
	inside := map[pair]bool{}
	roster := map[pair]bool{} // by user, which is the client here
	for i := range tl.Records {
		r := &tl.Records[i]
		key := pair{r.Who, r.Room}
		switch {
		case r.Name == timeline.OnRoomUserUpdate:
			for _, u := range tl.Users(r) {
				if views[key][u] == (r.Flag&timeline.Add != 0) {
					t.Fatalf("P47: record %d tells twice of %s", r.N, cfg.Cast.Users.Name(u))
				}
				views[key][u] = r.Flag&timeline.Add != 0
			}
		case r.Name == timeline.ProcessKill:
			for k := range inside {
				inside[k] = inside[k] && k.who != r.Who
			}
		case r.Reason == timeline.Logined:
			views[key], inside[key] = map[uint32]bool{}, true
		case r.Reason == timeline.Reconnected:
			inside[key] = true
		case r.Name == timeline.OnRoomStateChanged && r.Reason != timeline.LogoutFailed &&
			r.Arg != model.CodeRooms:
			inside[key] = false
		case r.Name == timeline.ServerLogin:
			roster[pair{r.User, r.Room}] = true
		case r.Name == timeline.ServerLogout, r.Name == timeline.ServerExpire:
			roster[pair{r.User, r.Room}] = false
		}
	}
	for k := range pairs(cfg) {
		key := pair{k[0], k[1]}
		if roster[key] != inside[key] {
			t.Fatalf("P62: %s in room %d: on the server %t, by itself %t", cfg.Cast.Who(key.who), key.room,
				roster[key], inside[key])
		}
		for u := uint32(1); inside[key] && int(u) <= cfg.Cast.Users.Len(); u++ {
			if u != key.who && views[key][u] != roster[pair{u, key.room}] {
				t.Fatalf("P60: %s sees %s in room %d: %t, the server: %t", cfg.Cast.Who(key.who),
					cfg.Cast.Users.Name(u), key.room, views[key][u], roster[pair{u, key.room}])
			}
		}
	}
}

func pairs(cfg model.Config) map[[2]uint32]bool {
	all := map[[2]uint32]bool{}
	for id := range cfg.Cast.Clients.Len() {
		for room := range cfg.Cast.Rooms.Len() {
			all[[2]uint32{uint32(id + 1), uint32(room + 1)}] = true
		}
	}
	return all
}
