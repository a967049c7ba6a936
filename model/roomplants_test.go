package model_test

import (
	"slices"

	"roomsim/model"
	"roomsim/model/timeline"
)

// roomPlants are bugs in what the backend, tokens, sleep, switching and the server's own fate do.
var roomPlants = []plant{
	{id: "R1", bug: "a row says a code that is not listed",
		client: inClient(model.Out, model.CallLogout, saying(timeline.LogoutFailed, 1002003)),
		breaks: []string{"coverage", "P18", "P21"}},
	{id: "R2", bug: "a kick is not heard, and the beats of who was kicked are answered",
		client: inClient(model.In, model.Kicked, deafTo),
		seat: both(inSeat(model.Present, model.BeatEnded, answered),
			inSeat(model.Absent, model.BeatEnded, answered)),
		breaks: []string{"P62"}},
	{id: "B21", bug: "switchRoom logs in before it logs out", wire: switchBackwards,
		breaks: []string{"P54b"}},
	{id: "B21b", bug: "switchRoom says Logining before Logout", spoil: saysBackwards,
		breaks: []string{"P54", "P54b"}},
	{id: "R3", bug: "a kick is not announced",
		seat:   inSeat(model.Present, model.KickedOut, without(model.Announce)),
		breaks: []string{"P49b", "P60"}},
	{id: "R4", bug: "a kick leaves the seat",
		seat: inSeat(model.Present, model.KickedOut, func(r *model.SeatRow) {
			r.To, r.Do = model.Present, model.KickHolder
		}),
		breaks: []string{"P52"}},
	{id: "R5", bug: "who was kicked comes back",
		seat: both(inSeat(model.Absent, model.ReturnEnded, comesBack),
			inSeat(model.Absent, model.BeatEnded, without(model.KickSender))),
		breaks: []string{"P52b"}},
	{id: "R6", bug: "a kick by the backend says 1002050, another device's login 1002055",
		spoil: kicksSwapped, breaks: []string{"P20"}},
	{id: "R7", bug: "a token is never checked", wire: func(cfg *model.Config) {
		for i := range cfg.Actions {
			cfg.Actions[i].Token.Kind = min(cfg.Actions[i].Token.Kind, model.ValidToken)
		}
	}, breaks: []string{"P19b"}},
	{id: "R8", bug: "destroyEngine leaves a timer",
		client: inClient(model.In, model.CallDestroy, clientWithout(model.StopTimers)),
		breaks: []string{brokenOff}},
	{id: "R9", bug: "destroyEngine leaves the room and goes on beating",
		client: inClient(model.In, model.CallDestroy, func(r *model.ClientRow) {
			r.To, r.Do.Do = model.In, model.SendLogout
		}),
		breaks: []string{"P29"}},
	{id: "R10", bug: "destroyEngine says Logout",
		client: inClient(model.Rejoining, model.CallDestroy, saying(timeline.Logout, 0)),
		breaks: []string{"P29"}},
	{id: "R11", bug: "after destroyEngine logoutRoom fails as ever",
		client: inClient(model.Out, model.CallLogoutDead,
			saying(timeline.LogoutFailed, model.CodeWrongRoom)),
		breaks: []string{"P21", "P29"}},
	{id: "R12", bug: "a server that lost its memory keeps the seats",
		wire: func(cfg *model.Config) {
			for i := range cfg.Actions {
				cfg.Actions[i].Forget = false
			}
		},
		breaks: []string{"P56", "P46"}},
	{id: "R13", bug: "after a restart the views are kept",
		client: inClient(model.Rejoining, model.LoginAccepted, clientWithout(model.ReportRoster)),
		breaks: []string{"P40", "P50"}},
	{id: "R14", bug: "a server that is stopped takes messages", spoil: stoppedHears,
		breaks: []string{"A21"}},
	{id: "R15", bug: "a suspended app still beats", spoil: beatsAsleep, breaks: []string{"A22"}},
	{id: "R16", bug: "a notice overtakes the reply", spoil: noticeFirst,
		breaks: []string{"reply first"}},
	{id: "R17", bug: "a killed app's seat goes at once, whatever the profile says",
		wire:   func(cfg *model.Config) { cfg.Settings.OnClose = model.CloseEvicts },
		breaks: []string{"P46", "P55"}},
	{id: "R18", bug: "kick mode for everybody",
		wire:   func(cfg *model.Config) { cfg.Settings.TokenKicks = true },
		breaks: []string{"P46"}},
	{id: "R19", bug: "logoutRoom offline leaves the server in the dark, and says Logout",
		client: inClient(model.Rejoining, model.CallLogout, clientWithout(model.SendLogout)),
		breaks: []string{"P51c"}},
	{id: "R20", bug: "logoutRoom of all rooms leaves only the first", wire: leavesOne,
		breaks: []string{"P21b"}},
}

// deafTo has a client in its room take no notice.
func deafTo(r *model.ClientRow) { r.To, r.Do = model.In, model.ClientEffect{} }

// answered has the server answer, whatever it was asked.
func answered(r *model.SeatRow) { r.Do = model.Answer }

// comesBack has the server let a session in that it had ended.
func comesBack(r *model.SeatRow) {
	r.To = model.Present
	r.Do = model.GiveSeat | model.RenewSeat | model.LeaveRecord | model.Accept | model.Announce
}

// switchBackwards makes two calls of each switchRoom, in the wrong order, where that is allowed.
func switchBackwards(cfg *model.Config) {
	cfg.Settings.MultiRoom = true
	for i := 0; i < len(cfg.Actions); i++ {
		if a := cfg.Actions[i]; a.Verb == model.DoSwitchRoom {
			in, out := a, a
			in.Verb, in.Room, in.To = model.DoLoginRoom, a.To, 0
			out.Verb, out.To = model.DoLogoutRoom, 0
			cfg.Actions = slices.Replace(cfg.Actions, i, i+1, in, out)
		}
	}
}

// saysBackwards has Logining said before the Logout of the same switchRoom.
func saysBackwards(run *observed) {
	var held []timeline.Record
	forge(run, func(r timeline.Record) []timeline.Record {
		by := run.tl.ByN(r.Cause)
		switch {
		case r.Reason == timeline.Logout && by != nil && by.Name == timeline.SwitchRoom:
			held = append(held, r)
			return nil
		case r.Reason == timeline.Logining && held != nil:
			list := append([]timeline.Record{r}, held...)
			held = nil
			return list
		}
		return []timeline.Record{r}
	})
}

// kicksSwapped swaps the codes of kicks.
func kicksSwapped(run *observed) {
	swap := map[uint32]uint32{model.CodeKicked: model.CodeKickedElsewhere,
		model.CodeKickedElsewhere: model.CodeKicked}
	forge(run, func(r timeline.Record) []timeline.Record {
		if to := swap[r.Arg]; to != 0 && (r.Reason == timeline.KickOut || r.Name == timeline.MsgKick) {
			r.Arg = to
		}
		return []timeline.Record{r}
	})
}

// stoppedHears has what a stopped server missed arrive.
func stoppedHears(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Kind == timeline.Dropped && r.Flag&timeline.Gone != 0 {
			r.Kind, r.Flag = timeline.Delivered, 0
			r.Who, r.Peer = r.Peer, r.Who
		}
		return []timeline.Record{r}
	})
}

// beatsAsleep has each app beat as it falls asleep.
func beatsAsleep(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Name == timeline.ProcessSuspend && r.Flag == 0 {
			beat := timeline.Record{At: r.At, Cause: r.N, Who: r.Who, Peer: timeline.Server,
				Room: taleLobby, Kind: timeline.Sent, Name: timeline.MsgBeat}
			return []timeline.Record{r, beat}
		}
		return []timeline.Record{r}
	})
}

// noticeFirst has a notice leave ahead of each accept.
func noticeFirst(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Kind == timeline.Sent && r.Name == timeline.MsgAccept {
			ahead := r
			ahead.Name = timeline.MsgNotice
			return []timeline.Record{ahead, r}
		}
		return []timeline.Record{r}
	})
}

// leavesOne has the calls that leave all rooms leave the first one.
func leavesOne(cfg *model.Config) {
	for i := range cfg.Actions {
		if a := &cfg.Actions[i]; a.Verb == model.DoLogoutRoom && a.Room == 0 {
			a.Room = taleLobby
		}
	}
}
