package model_test

import (
	"time"

	"pgregory.net/rapid"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// bustle is what goes on beside logins and losses, a set.
type bustle uint8

const (
	backends bustle = 1 << iota // kicks, refusals, bans
	switches                    // switchRoom, destroyEngine, several rooms
	tokens                      // of all kinds
	sleepers                    // suspended apps
	falls                       // the server stops, or restarts
	limits                      // capacity, rate, linger, counts, who is told
	quiet    bustle = 0
	all      bustle = 1<<6 - 1
)

// roomStep is a kind of script action that belongs to some bustle.
type roomStep struct {
	weight int
	of     bustle
	draw   func(d *draft, who uint32, at sim.Time)
}

// roomSteps are the kinds, with how often they come. A new verb needs a line here.
var roomSteps = []roomStep{
	{4, backends, (*draft).kick},
	{1, backends, (*draft).closeRoom},
	{2, backends, (*draft).refuse},
	{2, backends, (*draft).ban},
	{4, switches, (*draft).switchRoom},
	{2, switches, (*draft).destroy},
	{1, switches, single(model.DoLogoutRoom)},
	{5, tokens, (*draft).tokenLogin},
	{2, tokens, (*draft).renewToken},
	{4, sleepers, (*draft).sleep},
	{4, falls, (*draft).fall},
	{2, falls, (*draft).fallAtExpiry},
}

// bustleSettings draws the settings that belong to the bustle.
func (d *draft) bustleSettings() {
	d.bustle = pick(d.t, "bustle", quiet, quiet, quiet, backends, switches, backends|switches, tokens,
		sleepers, falls, limits, all, all)
	s := &d.cfg.Settings
	if d.bustle&switches != 0 {
		s.MultiRoom = rapid.Bool().Draw(d.t, "multi")
		s.RoomsOpen = pick[uint32](d.t, "rooms open", 1, 2, 5)
		s.LogoutOfflineFails = rapid.Bool().Draw(d.t, "logout offline")
	}
	if d.bustle&backends != 0 {
		s.KickedFails = rapid.Bool().Draw(d.t, "kicked fails")
	}
	if d.bustle&falls != 0 {
		s.OnClose = pick(d.t, "on close", model.CloseKeeps, model.CloseGrace, model.CloseEvicts)
	}
	if d.bustle&tokens != 0 {
		s.TokenKicks = rapid.Bool().Draw(d.t, "token kicks")
		s.TokenRequired = rapid.IntRange(0, 3).Draw(d.t, "required") == 0
	}
	if d.bustle&limits != 0 {
		s.RoomLinger = pick(d.t, "linger", 0, seconds(10))
		s.LoginRate = pick[uint32](d.t, "rate", 0, 1)
		s.CountInterval = pick(d.t, "count", 0, seconds(30))
		s.RoomCapacity = pick[uint32](d.t, "capacity", 0, 2)
		s.NotifyUsers = pick[uint32](d.t, "told", 2, 0, 500)
		s.LateAcceptIgnored = rapid.Bool().Draw(d.t, "late accept")
		s.SameAnnounced = rapid.Bool().Draw(d.t, "announced")
		s.ResumeWindow = pick(d.t, "resume", 0, model.ResumeNever, seconds(20))
		for id := range uint32(d.singles) {
			switch rapid.IntRange(0, 12).Draw(d.t, "notify") {
			case 0:
				d.cfg.Deaf = append(d.cfg.Deaf, only(id+1))
			case 1:
				d.cfg.Hidden = append(d.cfg.Hidden, only(id+1))
			}
		}
	}
}

// soon draws a moment after an action: on the way of its message, of the reply, or well after.
func (d *draft) soon() time.Duration {
	const ms = time.Millisecond
	return pick(d.t, "soon", 0, 30*ms, 50*ms, 60*ms, 70*ms, 100*ms, 120*ms, 200*ms, seconds(1),
		seconds(29), seconds(100))
}

// backendDoes adds an action of the backend behind a login of the client.
func (d *draft) backendDoes(v model.Verb, who uint32, at sim.Time) *model.Action {
	d.call(model.DoLoginRoom, who, at)
	list := d.cfg.Actions
	a := model.Action{Verb: v, At: at.Add(d.soon()), Anchor: -1, Mark: -1,
		Room: list[len(list)-1].Room, Users: only(d.cfg.UserOf[who-1])}
	d.add(a)
	return &d.cfg.Actions[len(list)]
}

func (d *draft) kick(who uint32, at sim.Time) { d.backendDoes(model.DoKickUser, who, at) }

func (d *draft) closeRoom(who uint32, at sim.Time) {
	d.backendDoes(model.DoCloseRoom, who, at).Users = timeline.Span{}
}

func (d *draft) refuse(who uint32, at sim.Time) {
	a := d.backendDoes(model.DoRefuse, who, at)
	a.Code = 1002099
	if rapid.Bool().Draw(d.t, "anywhere") {
		a.Room = 0
	}
}

func (d *draft) ban(who uint32, at sim.Time) {
	a := d.backendDoes(model.DoBan, who, at)
	a.Room = 0
	lifted := *a
	lifted.Verb, lifted.At = model.DoUnban, a.At.Add(seconds(rapid.IntRange(0, 90).Draw(d.t, "ban")))
	d.add(lifted)
	d.call(model.DoLoginRoom, who, lifted.At.Add(d.soon()))
}

func (d *draft) switchRoom(who uint32, at sim.Time) {
	a := does(model.DoSwitchRoom, who, at)
	a.Room = d.room()
	a.To = d.other(a.Room)
	d.add(a)
}

// other draws another room, of two.
func (d *draft) other(room uint32) uint32 {
	if to := uint32(rapid.IntRange(1, 2).Draw(d.t, "to")); to != room {
		return to
	}
	return 3 - room
}

// destroy has an app destroy its engine, call on, and perhaps start anew.
func (d *draft) destroy(who uint32, at sim.Time) {
	d.add(does(model.DoDestroyEngine, who, at))
	d.call(pick(d.t, "then", model.DoLoginRoom, model.DoLogoutRoom), who, at.Add(d.soon()))
	if rapid.Bool().Draw(d.t, "anew") {
		d.restart(who, at.Add(seconds(2)))
	}
}

func (d *draft) token() model.Token {
	t := model.Token{Kind: pick(d.t, "token", model.NoToken, model.ValidToken, model.ValidToken,
		model.WrongToken, model.ExpiredToken)}
	if t.Kind == model.ValidToken {
		t.Lifetime = pick(d.t, "lifetime", 0, 60*time.Millisecond, seconds(50), seconds(100))
	}
	return t
}

func (d *draft) tokenLogin(who uint32, at sim.Time) {
	a := does(pick(d.t, "call", model.DoLoginRoom, model.DoLoginRoom, model.DoSwitchRoom), who, at)
	if a.Room, a.Token = d.room(), d.token(); a.Verb == model.DoSwitchRoom {
		a.To = d.other(a.Room)
	}
	d.add(a)
	if rapid.Bool().Draw(d.t, "renewed") {
		d.renewToken(who, at.Add(d.soon()))
	}
}

// renewToken shows another token; a file's must say which.
func (d *draft) renewToken(who uint32, at sim.Time) {
	a := does(model.DoRenewToken, who, at)
	if a.Room, a.Token = d.room(), d.token(); a.Token.Kind == model.NoToken {
		a.Token.Kind = model.ValidToken
	}
	d.add(a)
}

// sleep suspends an app for a while, sometimes without a network meanwhile.
func (d *draft) sleep(who uint32, at sim.Time) {
	d.add(does(model.DoSuspend, who, at))
	long := d.span()
	if rapid.IntRange(0, 2).Draw(d.t, "offline too") == 0 {
		d.loss(who, at.Add(long/2))
	}
	d.add(does(model.DoResume, who, min(at.Add(long), healAt)))
}

// server is an action of the server's own.
func server(v model.Verb, at sim.Time, forget bool) model.Action {
	return model.Action{Verb: v, At: at, Forget: forget, Anchor: -1, Mark: -1}
}

// fall has the server stop and start, or restart.
func (d *draft) fall(_ uint32, at sim.Time) {
	forget := rapid.Bool().Draw(d.t, "forget")
	if rapid.Bool().Draw(d.t, "at once") {
		d.add(server(model.DoServerRestart, at, forget))
		return
	}
	d.add(server(model.DoServerStop, at, false))
	d.add(server(model.DoServerStart, min(at.Add(d.span()), healAt), forget))
}

// fallAtExpiry has the server restart in the nanosecond in which a seat expires.
func (d *draft) fallAtExpiry(who uint32, at sim.Time) {
	s := &d.cfg.Settings
	d.call(model.DoLoginRoom, who, at)
	d.add(does(model.DoNetworkDown, who, at.Add(seconds(1))))
	d.add(server(model.DoServerRestart, at.Add(crossing(s.Link.Delay)+s.ServerTimeout),
		rapid.Bool().Draw(d.t, "forget")))
}

// wake starts the server and wakes all apps, at the end of a scenario.
func (d *draft) wake() {
	if d.bustle&falls != 0 {
		d.add(server(model.DoServerStart, healAt, false))
	}
	for id := range uint32(d.cfg.Cast.Clients.Len()) {
		if d.bustle&sleepers != 0 {
			d.add(does(model.DoResume, id+1, healAt.Add(seconds(2))))
		}
	}
}

// orderRooms numbers the rooms in the order in which a file would first name them.
func (d *draft) orderRooms() {
	old, rooms := &d.cfg.Cast.Rooms, timeline.Names{}
	moved := make([]uint32, old.Len()+1)
	name := func(room uint32) {
		if room == 0 || moved[room] != 0 {
			return
		}
		group, ids, crowd := old.GroupOf(room)
		count := uint32(0)
		if crowd {
			count = uint32(ids.Len())
		}
		now := rooms.Add(group, count)
		for k := range uint32(ids.Len()) {
			moved[ids.First+k] = now.First + k
		}
	}
	for i := range d.cfg.Actions {
		if a := &d.cfg.Actions[i]; !a.Clients.Any() {
			name(a.Room)
			name(a.To)
		}
	}
	for room := range uint32(old.Len()) {
		name(room + 1)
	}
	for i := range d.cfg.Actions {
		a := &d.cfg.Actions[i]
		a.Room, a.To = moved[a.Room], moved[a.To]
	}
	*old = rooms
}
