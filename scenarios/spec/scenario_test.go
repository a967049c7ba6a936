package spec

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// every uses every key of every level; TestEveryKeyIsUsed holds it to that.
const every = `roomsim: 1
name: every-key
title: uses every key
source: nothing
profile: zego
set: {kernel.ties: timers-first}
seed: 18446744073709551615
end: 8m
clients:
  A: {user: alice}
  B: {}
  crowd: {count: 300, user: guest}
  phone: {user: alice, notify: hear}
links:
  A.down: {loss: 1%}
  crowd-7: {loss: 2%}
  crowd: {loss: 3%}
  all: {delay: {law: uniform, min: 50ms, max: 100ms}, loss: 4%}
  B: {delay: {law: constant, value: 20ms}}
script:
  - {at: 0, client: B, call: loginRoom, room: lobby-3}
  - {at: 1s, client: crowd, call: loginRoom, room: lobby, rooms: 20, stagger: 100ms}
  - {at: 5s, client: A, call: loginRoom, room: hall, mark: in}
  - {at: in + 1m, client: A, network: down, mark: cut}
  - {at: cut, link: A.up, set: {loss: 100%, delay: 70ms}, for: 10s}
  - {at: T3 + 90s, client: crowd, process: kill, spread: 30s}
  - {at: 2m, client: crowd, process: start, spread: 30s}
  - {at: 3m, client: crowd, process: kill, spread: 30s}
  - {at: 4m, backend: kickUser, room: hall, user: alice, reason: "spam, again"}
  - {at: 5m, client: A, call: switchRoom, room: hall, to: den, token: 60s}
  - {at: 5m, backend: refuse, code: 1002099}
  - {at: 6m, server: restart, memory: lose}
marks:
  T0: {client: A, call: loginRoom, room: hall}
  T1: {client: A, state: Logined, code: 0}
  T3: {state: Reconnecting, after: T1, nth: 2}
  T4′: {client: crowd-17, update: DELETE, user: guest-20}
  T5: {client: crowd, callback: onRoomUserUpdate, room: lobby}
  E: {server: expire, user: alice, room: hall}
claims:
  - T1 ≈ T0 + 120ms ± 5ms
  - {id: C1, claim: "T4' > T3", source: a page, why: it matters}
  - {never: {client: B, update: DELETE, user: guest}, from: T1, until: end}
  - {count: {server: beat, user: alice}, equals: 3, from: T1, until: T3}
  - {count: {server: beat}, atLeast: 1}
  - {count: {server: beat}, atMost: 100}
  - {order: [T0, {client: A, state: Logined}, T3]}
  - {sequence: {client: A, room: hall}, is: [Logining, Logined]}
  - {claim: T1 > T0, in: 99.5%, runs: 2000, confidence: 90%}
  - {claim: T1 > T0, in: 0.9}
`

func TestEveryKeyIsUsed(t *testing.T) {
	mustParse(t, every, Options{})
	read(t, everyWeather)
	for _, text := range everyMapping {
		mapped(t, text, nil)
	}
	used := every + everyWeather + strings.Join(everyMapping, "")
	for _, level := range Keys() {
		for _, key := range level.Keys {
			if level.Name != "profile" && level.Name != "weather file" && level.Name != "change" &&
				!strings.Contains(used, key.Name+":") {
				t.Errorf("%s.%s is used nowhere", level.Name, key.Name)
			}
			if key.Meaning == "" || key.takes() == "" {
				t.Errorf("%s.%s has no meaning or kind", level.Name, key.Name)
			}
		}
	}
}

func TestCast(t *testing.T) {
	c := mustParse(t, every, Options{}).Config
	for _, want := range []struct {
		in   *timeline.Names
		name string
		ids  timeline.Span
	}{
		{&c.Cast.Clients, "A", timeline.Span{First: 1, Last: 1}},
		{&c.Cast.Clients, "crowd", timeline.Span{First: 3, Last: 302}},
		{&c.Cast.Clients, "phone", timeline.Span{First: 303, Last: 303}},
		{&c.Cast.Users, "alice", timeline.Span{First: 1, Last: 1}},
		{&c.Cast.Users, "B", timeline.Span{First: 2, Last: 2}},
		{&c.Cast.Users, "guest-300", timeline.Span{First: 302, Last: 302}},
		{&c.Cast.Rooms, "lobby", timeline.Span{First: 1, Last: 20}},
		{&c.Cast.Rooms, "hall", timeline.Span{First: 21, Last: 21}},
	} {
		if got, ok := want.in.Find(want.name); !ok || got != want.ids {
			t.Errorf("%s: got %v, want %v", want.name, got, want.ids)
		}
	}
	for client, user := range map[int]uint32{1: 1, 2: 2, 3: 3, 302: 302, 303: 1} {
		if got := c.UserOf[client-1]; got != user {
			t.Errorf("client %d: got user %d, want %d", client, got, user)
		}
	}
}

// Links come from the least to the most special selector, whatever their order in the file.
func TestLinkPrecedence(t *testing.T) {
	c := mustParse(t, every, Options{}).Config
	cast, up := c.Cast, model.Up
	var got []string
	for _, l := range c.Links {
		name := "all"
		if !l.Clients.Any() {
			name, _, _ = cast.Clients.GroupOf(l.Clients.First)
			if l.Clients.Len() == 1 {
				name = cast.Clients.Name(l.Clients.First)
			}
		}
		if l.Dirs != model.Both {
			name += map[bool]string{true: ".up", false: ".down"}[l.Dirs == up]
		}
		if l.Keys&model.SetsDelay != 0 {
			name += " delay " + l.To.Delay.String()
		}
		if l.Keys&model.SetsLoss != 0 {
			name += " loss " + l.To.Loss.Good.String()
		}
		got = append(got, name)
	}
	want := []string{"all delay 50ms..100ms loss 4%", "crowd loss 3%", "crowd-7 loss 2%",
		"B delay 20ms", "A.down loss 1%"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestActions(t *testing.T) {
	c := mustParse(t, every, Options{}).Config
	crowd, _ := c.Cast.Clients.Find("crowd")
	one := func(id uint32) timeline.Span { return timeline.Span{First: id, Last: id} }
	want := []model.Action{
		{Verb: model.DoLoginRoom, Clients: one(2), Room: 3, Anchor: -1, Mark: -1},
		{Verb: model.DoLoginRoom, Clients: crowd, Room: 1, Rooms: 20, At: sim.Time(time.Second),
			Anchor: -1, Mark: -1, Stagger: 100 * time.Millisecond},
		{Verb: model.DoLoginRoom, Clients: one(1), Room: 21, At: sim.Time(5 * time.Second),
			Anchor: -1, Mark: 0},
		{Verb: model.DoNetworkDown, Clients: one(1), At: sim.Time(time.Minute), Anchor: 0, Mark: 1},
		{Verb: model.DoWeather, Clients: one(1), Anchor: 1, Mark: -1, For: 10 * time.Second,
			Text: "A.up delay 70ms loss 100%",
			Link: model.LinkChange{Clients: one(1), Dirs: model.Up,
				Keys: model.SetsDelay | model.SetsLoss,
				To: model.Weather{Delay: sim.ConstantLaw(70 * time.Millisecond),
					Loss: model.Loss{Good: sim.NewRatio(1, 1)}}}},
		{Verb: model.DoKill, Clients: crowd, At: sim.Time(90 * time.Second), Anchor: 4, Mark: -1,
			Spread: 30 * time.Second, Luck: "spread/kill//1"},
		{Verb: model.DoStart, Clients: crowd, At: sim.Time(2 * time.Minute), Anchor: -1, Mark: -1,
			Spread: 30 * time.Second, Luck: "spread/start//1"},
		{Verb: model.DoKill, Clients: crowd, At: sim.Time(3 * time.Minute), Anchor: -1, Mark: -1,
			Spread: 30 * time.Second, Luck: "spread/kill//2"},
	}
	for i := range want {
		if !reflect.DeepEqual(c.Actions[i], want[i]) {
			t.Errorf("action %d:\ngot  %+v\nwant %+v", i, c.Actions[i], want[i])
		}
	}
}

func TestMarks(t *testing.T) {
	c := mustParse(t, every, Options{}).Config
	var got []string
	for _, m := range c.Marks {
		got = append(got, m.Name)
	}
	want := []string{"in", "cut", "T0", "T1", "T3", "T4'", "T5", "E"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for i, m := range c.Marks {
		if m.Action != (i < 2) {
			t.Errorf("%s: got Action %v", m.Name, m.Action)
		}
	}
	if m := c.Marks[4]; m.Nth != 2 || m.After != 3 || m.Pattern.Reason != timeline.Reconnecting {
		t.Errorf("got %+v, want the second Reconnecting after T1", m)
	}
	if m := c.Marks[3].Pattern; !m.HasCode || m.Code != 0 {
		t.Errorf("got %+v, want code 0", m)
	}
}

func TestClaims(t *testing.T) {
	s := mustParse(t, every, Options{})
	want := []string{
		"T1 ≈ T0 + 120ms ± 5ms",
		"T4' > T3",
		"never B onRoomUserUpdate DELETE guest from T1 until end",
		"count X: exactly 3 from T1 until T3",
		"count X: at least 1",
		"count X: at most 100",
		"order T0, then A onRoomStateChanged Logined, then T3",
		"sequence A in hall is Logining, Logined",
		"T1 > T0 in 99.5% of 2000 runs at 90% confidence",
		"T1 > T0 in 90% of 1000 runs",
	}
	for i := range want {
		c := s.Claims[i]
		text := c.Text
		if c.Count != nil {
			text = strings.Replace(text, c.Count.PatternText, "X", 1)
		}
		place := expect.Place{File: "test.yaml", Line: 41 + i, Col: 5}
		if text != want[i] || c.Place != place {
			t.Errorf("got %q at %v, want %q at %v", text, c.Place, want[i], place)
		}
	}
	if c := s.Claims[1]; c.ID != "C1" || c.Source != "a page" || c.Why != "it matters" {
		t.Errorf("got %+v", c)
	}
}

func TestHead(t *testing.T) {
	seed := uint64(7)
	s := mustParse(t, every, Options{Seed: &seed, MaxEvents: 99})
	if s.Seed != 7 || s.Config.MaxEvents != 99 || s.Name != "every-key" || s.Source != "nothing" ||
		s.Config.Scenario != "every-key" || s.Config.End != sim.Time(8*time.Minute) {
		t.Errorf("got %+v", s)
	}
	if s = mustParse(t, every, Options{}); s.Seed != 1<<64-1 {
		t.Errorf("got seed %d", s.Seed)
	}
}

// Two crowds may share users, and a client may be one user of a crowd.
func TestSharedUsers(t *testing.T) {
	c := mustParse(t, `roomsim: 1
name: shared
end: 1s
clients:
  watcher: {user: guest-2}
  phones: {count: 3, user: guest}
  tablets: {count: 2, user: guest}
`, Options{}).Config
	if want := []uint32{2, 1, 2, 3, 1, 2}; !reflect.DeepEqual(c.UserOf, want) {
		t.Errorf("got %v, want %v", c.UserOf, want)
	}
}

// An alias stands for what its anchor says.
func TestAliases(t *testing.T) {
	c := mustParse(t, `roomsim: 1
name: aliases
end: 1m
clients:
  A: &who {user: alice}
  B: *who
links: {A: &rain {loss: 10%}, B: *rain}
`, Options{}).Config
	if c.UserOf[0] != c.UserOf[1] || len(c.Links) != 2 || c.Links[0].To != c.Links[1].To {
		t.Errorf("got %+v", c)
	}
}

// What is built can be run.
func TestRuns(t *testing.T) {
	c := mustParse(t, every, Options{}).Config
	w, err := model.New(c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Run(1, 0); err != nil {
		t.Fatal(err)
	}
}
