package model_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// TestBothWaysHaveLuckOfTheirOwn: more messages on a client's up-link leave the delays of its
// down-link alone, message by message. [B30]
func TestBothWaysHaveLuckOfTheirOwn(t *testing.T) {
	delays := func(renews int) []time.Duration {
		s := story{script: enter, set: func(s *model.Settings) {
			s.Link.Delay = jittery(400 * time.Millisecond)
		}}
		cfg := s.config(t)
		for i := range renews {
			a := does(model.DoRenewToken, ann, sim.Time(seconds(10+i))) // nobody answers it
			a.Room, a.Token.Kind = taleLobby, model.ValidToken
			cfg.Actions = append(cfg.Actions, a)
		}
		run, err := observe(cfg, model.New)
		if err != nil {
			t.Fatal(err)
		}
		var list []time.Duration
		for i := range run.tl.Records {
			if r := &run.tl.Records[i]; r.Kind == timeline.Delivered && r.Who == ann {
				list = append(list, r.At.Sub(run.by(r).At))
			}
		}
		return list
	}
	want := delays(0)
	if len(want) < 20 {
		t.Fatalf("got %d messages, want more", len(want))
	}
	if got := delays(3); !slices.Equal(got, want) {
		t.Errorf("got the delays %v, want %v", got, want)
	}
}

// TestUsersTold: with 0, 1, 2, 500 and 501 users in a room that is told of 500, the first ones hear
// of each other, and the 501st hears of nobody, and nobody of it.
func TestUsersTold(t *testing.T) {
	for _, n := range []int{0, 1, 2, 500, 501} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			cast := &timeline.Cast{}
			who := cast.Clients.Add("c", uint32(max(n, 1)))
			cast.Users.Add("u", uint32(max(n, 1)))
			cast.Rooms.Add("lobby", 0)
			a := model.Action{Verb: model.DoLoginRoom, Clients: who, Room: 1, Anchor: -1, Mark: -1,
				Stagger: 10 * time.Millisecond}
			if n == 0 {
				a.At = sim.Time(seconds(100))
			}
			w, err := model.New(model.Config{Cast: cast, Settings: zego(), Actions: []model.Action{a},
				End: sim.Time(seconds(20))})
			if err != nil {
				t.Fatal(err)
			}
			tl, err := w.Run(runSeed, 0)
			if err != nil {
				t.Fatal(err)
			}
			heard := make([]int, max(n, 1)+1)
			for i := range tl.Records {
				if r := &tl.Records[i]; r.Name == timeline.OnRoomUserUpdate {
					heard[r.Who] += len(tl.Users(r))
				}
			}
			told := min(n, 500)
			for id, got := range heard[1:] {
				want := max(told-1, 0)
				if id >= told {
					want = 0
				}
				if got != want {
					t.Errorf("user %d hears of %d others, want %d", id+1, got, want)
				}
			}
		})
	}
}
