package model_test

import (
	"testing"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// TestCodes: a profile gives every code a number of its own, in callbacks and in messages.
func TestCodes(t *testing.T) {
	said := map[uint32]bool{}
	for _, s := range []story{
		{name: "loginRoom while in a room: rooms", script: "0s A login lobby\n1s A login lobby"},
		{name: "logoutRoom out of it: wrong_room", script: "0s A logout lobby"},
		{name: "another device: kicked_elsewhere", script: "0s A login lobby\n1s A2 login lobby"},
		{name: "a loss: connection_lost, timeout", script: "0s A login lobby\n1s A down"},
		{name: "another device meanwhile: login_other",
			script: "0s A login lobby\n1s A down\n2s A2 login lobby\n3s A up"},
	} {
		t.Run(s.name, func(t *testing.T) {
			plain := s.timeline(t, nil)
			numbers := make(model.Codes, len(model.Roles()))
			for i := range numbers {
				numbers[i] = uint32(i + 1)
			}
			coded := s.timeline(t, numbers)
			for i := range plain.Records {
				a, aok := plain.Records[i].Code()
				b, bok := coded.Records[i].Code()
				if aok != bok || a != 0 && model.Roles()[b-1].Code != a || a == 0 && b != 0 {
					t.Errorf("got code %d for %d in: %s", b, a, plain.Say(&plain.Records[i]))
				}
				said[a] = true
			}
		})
	}
	for _, r := range model.Roles() {
		if !said[r.Code] {
			t.Errorf("nobody says the code of the role %s", r.Name)
		}
	}
}

// timeline runs a story with a profile's codes.
func (s story) timeline(t *testing.T, codes model.Codes) *timeline.Timeline {
	t.Helper()
	cfg := s.config(t)
	cfg.Codes = codes
	return run(t, cfg)
}

// TestCodesOfAnotherLength: a list of codes that is not one for each role is a bug of the caller.
func TestCodesOfAnotherLength(t *testing.T) {
	cfg := story{script: "0s A login lobby"}.config(t)
	cfg.Codes, cfg.End = model.Codes{1}, sim.Time(1e9)
	if _, err := model.New(cfg); err == nil {
		t.Error("got no error for one code, want one")
	}
}
