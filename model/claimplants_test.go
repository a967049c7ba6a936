package model_test

import (
	"slices"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// claimPlants are bugs that fail claims of the built-in scenarios which those before let pass.
var claimPlants = []plant{
	{id: "K1", bug: "an app says Logout as it is killed",
		client: both(inClient(model.Joining, model.AppKilled, saying(timeline.Logout, 0)),
			both(inClient(model.In, model.AppKilled, saying(timeline.Logout, 0)),
				inClient(model.Rejoining, model.AppKilled, saying(timeline.Logout, 0)))),
		claims: []string{"killed-while-away silence", "killed-while-joining sequence A"}},
	{id: "K2", bug: "a killed app lives on", wire: turned(model.DoKill, model.DoStart),
		claims: []string{"killed-while-away never server: alice logs in"}},
	{id: "K3", bug: "an app that should sleep hears everything at once",
		wire:   turned(model.DoSuspend, model.DoResume),
		claims: []string{"asleep-five-minutes never A onRoomUserUpdate"}},
	{id: "K4", bug: "an app that falls asleep is told of a loss",
		wire: func(cfg *model.Config) {
			turned(model.DoSuspend, model.DoNetworkDown)(cfg)
			turned(model.DoResume, model.DoNetworkUp)(cfg)
		},
		claims: []string{"asleep-five-minutes never A onRoomStateChanged"}},
	{id: "K5", bug: "a login that is called off ends in silence",
		client: inClient(model.Joining, model.CallLogout, saying(0, 0)),
		claims: []string{"cancel-join-offline sequence A"}},
	{id: "K6", bug: "destroyEngine says Logout in a room",
		client: inClient(model.In, model.CallDestroy, saying(timeline.Logout, 0)),
		claims: []string{"destroy-engine silent"}},
	{id: "K7", bug: "after destroyEngine loginRoom logs in",
		client: inClient(model.Out, model.CallLoginDead, func(r *model.ClientRow) {
			r.To, r.Do = model.Joining, model.ClientEffect{Do: model.NewSession | model.SendLogin}
		}),
		claims: []string{"destroy-engine never server: alice"}},
	{id: "K8", bug: "every message goes out twice",
		wire: func(cfg *model.Config) {
			cfg.Settings.Stream = false
			cfg.Settings.Link.Duplicate = sim.NewRatio(1, 1)
		},
		claims: []string{"destroy-while-logining count server: alice"}},
	{id: "K9", bug: "who has no seat gets the roster for the asking",
		seat: both(inSeat(model.Present, model.FetchUnknown, sendsRoster),
			inSeat(model.Absent, model.FetchUnknown, sendsRoster)),
		claims: []string{"fetch-moved never phone", "fetch-taken never phone"}},
	{id: "K10", bug: "what the backend asks in vain leaves no record", spoil: vainUnseen,
		claims: []string{"kicked-absent count server:"}},
	{id: "K11", bug: "a kick says KickOut to who is not in the room yet",
		client: inClient(model.Joining, model.Kicked, saying(timeline.KickOut, model.CodeOfMessage)),
		claims: []string{"kicked-while-joining sequence phone", "token-lapses-logining never-in"}},
	{id: "K12", bug: "a login accepted too late is logged out, whatever the profile says",
		wire:   func(cfg *model.Config) { cfg.Settings.LateAcceptIgnored = false },
		claims: []string{"late-return-ignored count server: alice"}},
	{id: "K13", bug: "logoutRoom offline goes on seeking the room",
		client: inClient(model.Rejoining, model.CallLogoutAway, func(r *model.ClientRow) {
			r.To, r.Do.Do = model.Rejoining, 0
		}),
		claims: []string{"logout-offline-fails never server: alice logs in"}},
	{id: "K14", bug: "who is refused is let in",
		seat: both(inSeat(model.Present, model.LoginRefused, comesBack),
			inSeat(model.Absent, model.LoginRefused, comesBack)),
		claims: []string{"return-refused never server: alice logs in",
			"switch-room-refused never C onRoomUserUpdate ADD alice"}},
	{id: "K15", bug: "H is half",
		wire:   func(cfg *model.Config) { cfg.Settings.ServerTimeout /= 2 },
		claims: []string{"mqtt-keep-alive shortest"}},
	{id: "K16", bug: "H is one beat", wire: func(cfg *model.Config) {
		cfg.Settings.ServerTimeout = cfg.Settings.BeatInterval
	}, claims: []string{"server-forgets never server: any seat expired"}},
	{id: "K17", bug: "notices have no bound",
		wire:   func(cfg *model.Config) { cfg.Settings.NotifyUsers = 0 },
		claims: []string{"notify-limit count C"}},
	{id: "K18", bug: "notify: off is not looked at",
		wire:   func(cfg *model.Config) { cfg.Deaf, cfg.Hidden = nil, nil },
		claims: []string{"notify-off count none", "notify-off count tells"}},
	{id: "K19", bug: "who is put out leaves no record",
		seat:   inSeat(model.Present, model.KickedOut, without(model.LeaveRecord)),
		claims: []string{"room-closed count server:"}},
	{id: "K20", bug: "who is put out is told of its own leave", spoil: toldOfItsLeave,
		claims: []string{"room-closed in-silence"}},
	{id: "K21", bug: "links take a millisecond more", wire: slower,
		claims: []string{"room-closes opened", "room-lingers opened"}},
	{id: "K22", bug: "a restart puts everybody out", wire: putsOut,
		claims: []string{"server-forgets never server: any user logs out"}},
	{id: "K23", bug: "a stopped server starts by itself after a minute", wire: startsItself,
		claims: []string{"server-stopped never server: any user logs in"}},
	{id: "K24", bug: "the warning of a token comes with its end",
		wire:   func(cfg *model.Config) { cfg.Settings.TokenWarning = 0 },
		claims: []string{"token-expires half-a-minute"}},
	{id: "K25", bug: "the loss is said a second late",
		wire:   func(cfg *model.Config) { cfg.Settings.SilenceTimeout += time.Second },
		claims: []string{"trtc-lost-8s T5"}},
	{id: "K26", bug: "a user put out of another room leaves no record",
		seat:   inSeat(model.Present, model.MovedToOther, without(model.LeaveRecord)),
		claims: []string{"two-rooms count server: alice"}},
	{id: "K27", bug: "a list names one user, and the others a millisecond later", spoil: oneByOne,
		claims: []string{"who-is-there carol = bob"}},
	{id: "K28", bug: "the network is back a minute late", wire: func(cfg *model.Config) {
		for i := range cfg.Actions {
			if a := &cfg.Actions[i]; a.Verb == model.DoNetworkUp {
				a.At += sim.Time(seconds(60))
			}
		}
	}, claims: []string{"mqtt-keep-alive no-will"}},
	{id: "K29", bug: "ReconnectFailed is followed by a retry",
		client: inClient(model.Rejoining, model.WindowClosed, func(r *model.ClientRow) {
			r.To = model.Rejoining
			r.Do.Do = model.StopTimers | model.NewSession | model.AwaitRetry
		}),
		claims: []string{"edge-window-after never A"}},
	{id: "K30", bug: "a token lives from its arrival", wire: func(cfg *model.Config) {
		for i := range cfg.Actions {
			if l := &cfg.Actions[i].Token.Lifetime; *l > 0 {
				*l += 50 * time.Millisecond
			}
		}
	}, claims: []string{"logout-reasons token", "token-kick left"}},
	{id: "K31", bug: "another user in a second room is one login too many",
		client: inClient(model.Out, model.CallLoginOther,
			saying(timeline.LoginFailed, model.CodeRooms)),
		claims: []string{"other-user failed"}},
	{id: "K32", bug: "a notice ends a silence",
		client: inClient(model.In, model.NoticeCame, clientWith(model.HearServer)),
		claims: []string{"server-stopped B3"}},
	{id: "K33", bug: "a kick puts the user out of every room", wire: kicksEverywhere,
		claims: []string{"kicked-absent only-its-own"}},
	{id: "K34", bug: "every notice is told twice", spoil: twiceTold,
		claims: []string{"who-is-there count B"}},
}

// sendsRoster has the server send the roster.
func sendsRoster(r *model.SeatRow) { r.Do = model.SendRoster }

// turned makes one verb of another.
func turned(from, to model.Verb) func(*model.Config) {
	return func(cfg *model.Config) {
		for i := range cfg.Actions {
			if cfg.Actions[i].Verb == from {
				cfg.Actions[i].Verb = to
			}
		}
	}
}

// slower has every link take a millisecond more.
func slower(cfg *model.Config) {
	overLinks(cfg, func(to *model.Weather) {
		if d, ok := to.Delay.Constant(); ok && to.Delay != (sim.Law{}) {
			to.Delay = sim.ConstantLaw(d + time.Millisecond)
		}
	})
}

// overLinks edits all weather that a scenario has.
func overLinks(cfg *model.Config, edit func(to *model.Weather)) {
	edit(&cfg.Settings.Link)
	change := func(c *model.LinkChange) {
		edit(&c.To)
		c.Phases = slices.Clone(c.Phases)
		for i := range c.Phases {
			edit(&c.Phases[i].To)
		}
	}
	for i := range cfg.Links {
		change(&cfg.Links[i])
	}
	for i := range cfg.Actions {
		change(&cfg.Actions[i].Link)
	}
}

// putsOut has a restart close every room where it should forget them.
func putsOut(cfg *model.Config) {
	for _, a := range cfg.Actions {
		if a.Verb != model.DoServerRestart {
			continue
		}
		for room := range cfg.Cast.Rooms.Len() {
			shut := a
			shut.Verb, shut.Room, shut.Mark = model.DoCloseRoom, uint32(room+1), -1
			cfg.Actions = append(cfg.Actions, shut)
		}
	}
	for i := range cfg.Actions {
		cfg.Actions[i].Forget = false
	}
}

// startsItself has a server that was stopped start a minute later.
func startsItself(cfg *model.Config) {
	for _, a := range cfg.Actions {
		if a.Verb == model.DoServerStop {
			start := a
			start.Verb, start.Mark = model.DoServerStart, -1
			start.At += sim.Time(seconds(60))
			cfg.Actions = append(cfg.Actions, start)
		}
	}
}

// vainUnseen takes away the records of what the backend asked for and what changed nothing.
func vainUnseen(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Kind == timeline.ServerDid && r.Flag&timeline.Ineffective != 0 {
			return nil
		}
		return []timeline.Record{r}
	})
}

// toldOfItsLeave has who is put out be told that it left.
func toldOfItsLeave(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Reason == timeline.KickOut {
			left := r
			left.Name, left.Reason, left.Arg = timeline.OnRoomUserUpdate, 0, 0
			left.Flag, left.User = timeline.Delete, run.userOf(r.Who)
			return []timeline.Record{r, left}
		}
		return []timeline.Record{r}
	})
}

// oneByOne has the users of a list but the first be told of a millisecond later.
func oneByOne(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Name != timeline.OnRoomUserUpdate || r.Flag&timeline.Listed == 0 {
			return []timeline.Record{r}
		}
		var list []timeline.Record
		for _, user := range run.tl.Users(&r) {
			one := r
			one.Flag, one.Arg, one.User = r.Flag&^timeline.Listed, 0, user
			list = append(list, one)
			r.At += sim.Time(time.Millisecond)
		}
		return list
	})
}

// kicksEverywhere has each kick put the user out of all rooms.
func kicksEverywhere(cfg *model.Config) {
	for _, a := range cfg.Actions {
		if a.Verb != model.DoKickUser {
			continue
		}
		for room := range cfg.Cast.Rooms.Len() {
			kick := a
			kick.Room, kick.Mark = uint32(room+1), -1
			cfg.Actions = append(cfg.Actions, kick)
		}
	}
}

// twiceTold has every client hear twice of each user that comes or goes.
func twiceTold(run *observed) {
	forge(run, func(r timeline.Record) []timeline.Record {
		if r.Name == timeline.OnRoomUserUpdate {
			return []timeline.Record{r, r}
		}
		return []timeline.Record{r}
	})
}
