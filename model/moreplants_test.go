package model_test

import (
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// more are not in the design: each shows a check to be alive that those cannot reach.
var more = []plant{
	{id: "C1", bug: "Reconnected is said as an attempt leaves",
		client: inClient(model.Rejoining, model.RetryDue, saying(timeline.Reconnected, 0)),
		breaks: []string{"P16", "P28"}, claims: []string{"case2 T5"}},
	{id: "C2", bug: "who left is told to have come back", spoil: riseAgain,
		breaks: []string{"P32", "P48"}, claims: []string{"case3 T6"}},
	{id: "C3", bug: "messages arrive before they can", spoil: tooEarly,
		breaks: []string{"P01", "P04"}},
	{id: "C4", bug: "the run goes on after its end",
		wire:   func(cfg *model.Config) { cfg.End += sim.Time(seconds(60)) },
		breaks: []string{"P03"}},
	{id: "C5", bug: "logoutRoom of a room one is not in gives Logout",
		client: inClient(model.Out, model.CallLogout, saying(timeline.Logout, 0)),
		breaks: []string{"P11"}},
	{id: "C6", bug: "logoutRoom of a room one is in fails",
		client: inClient(model.In, model.CallLogout, func(r *model.ClientRow) {
			r.To, r.Do = model.In, model.ClientEffect{Says: timeline.LogoutFailed,
				Code: model.CodeWrongRoom}
		}),
		breaks: []string{"P21", "P51"}},
	{id: "C7", bug: "a login whose first message is lost hangs for ever",
		client: inClient(model.Joining, model.RetryDue, func(r *model.ClientRow) { r.Do.Do = 0 }),
		wire:   func(cfg *model.Config) { cfg.Settings.RetryWindow = model.Endless },
		breaks: []string{"P13", "P61"}},
	{id: "C8", bug: "a kick is not heard",
		client: inClient(model.In, model.Kicked, func(r *model.ClientRow) {
			r.To, r.Do = model.In, model.ClientEffect{}
		}),
		breaks: []string{"P53b"}},
	{id: "C9", bug: "the server does not hear a logout",
		seat: inSeat(model.Present, model.LogoutKnown, func(r *model.SeatRow) {
			r.To, r.Do = model.Present, 0
		}),
		breaks: []string{"P51b"}},
	{id: "C10", bug: "who returns too early is turned away",
		seat: inSeat(model.Present, model.LoginAgain, func(r *model.SeatRow) {
			r.Do = model.Reject
		}),
		breaks: []string{"P30", "P44"}},
	{id: "C11", bug: "LoginFailed is followed by a retry",
		client: inClient(model.Joining, model.WindowClosed, func(r *model.ClientRow) {
			r.To, r.Do.Do = model.Joining, model.StopTimers|model.NewSession|model.SendLogin
		}),
		breaks: []string{"P24"}},
	{id: "C12", bug: "a wait is a constant of the code",
		wire:   func(cfg *model.Config) { cfg.Settings.Fanout = seconds(1) },
		breaks: []string{"P42", "P49b"}},
	{id: "C13", bug: "something happens at an hour of its own",
		wire: func(cfg *model.Config) {
			kill := does(model.DoKill, 1, sim.Time(seconds(60)))
			cfg.Actions = append(cfg.Actions, kill)
		},
		breaks: []string{"P43"}},
	{id: "C14", bug: "a crowded server is slower, whatever the room",
		wire: func(cfg *model.Config) {
			for _, a := range cfg.Actions {
				if a.Room != 0 && a.At <= cfg.End {
					cfg.Settings.Process++
				}
			}
		},
		breaks: []string{"P57"}},
	{id: "C15", bug: "a long name takes longer",
		wire: func(cfg *model.Config) {
			cfg.Settings.Process += time.Duration(len(cfg.Cast.Clients.Name(1)))
		},
		breaks: []string{"P58"}},
	{id: "C16", bug: "a last attempt leaves as the window closes",
		spoil: lastTry, breaks: []string{"P22b"}},
	{id: "C17", bug: "what was lost on an old path arrives", spoil: oldPathsLive,
		breaks: []string{"P05b"}},
}
