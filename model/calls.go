package model

import (
	"iter"

	"roomsim/model/timeline"
)

var callNames = [...]timeline.Name{DoLoginRoom: timeline.LoginRoom,
	DoLogoutRoom: timeline.LogoutRoom, DoSwitchRoom: timeline.SwitchRoom,
	DoRenewToken: timeline.RenewToken, DoDestroyEngine: timeline.DestroyEngine}

// call has the app call its SDK. Room 0 stands for all rooms.
func (w *World) call(a *Action, id, room uint32) {
	c := &w.clients[id]
	works := c.is&(dead|asleep) == 0
	effect := works
	switch a.Verb {
	case DoRenewToken:
		effect = works && c.is&engineless == 0 && w.stays[w.stayIn(c, room)].state != Out
	case DoDestroyEngine:
		effect = works && c.is&engineless == 0
	case DoLogoutRoom:
		effect = works && (room != 0 || w.busy(id) != 0)
	}
	r := timeline.Record{Kind: timeline.Call, Name: callNames[a.Verb], Who: id, Room: room}
	if a.Text != "" {
		r.Arg = w.tl.Text(a.Text)
	}
	n := w.did(a, r, effect)
	if !works {
		return
	}
	switch a.Verb {
	case DoLoginRoom:
		w.login(a, id, room, n)
	case DoLogoutRoom:
		w.logout(c, room, n)
	case DoSwitchRoom:
		w.switchRoom(a, id, room, n)
	case DoRenewToken:
		w.renew(a, c, room, n)
	case DoDestroyEngine:
		w.everywhere(id, CallDestroy, n)
		c.set(engineless, true)
	}
}

// login is loginRoom: in single-room mode only from outside all rooms.
func (w *World) login(a *Action, id, room, n uint32) {
	c := &w.clients[id]
	i := w.stayAs(c, id, room, a.As)
	on := CallLogin
	switch {
	case c.is&engineless != 0:
		on = CallLoginDead
	case w.stays[w.stayIn(c, room)].state != Out, !w.cfg.Settings.MultiRoom && w.busy(id) != 0:
		i, on = w.stayIn(c, room), CallLoginBusy
	case w.busy(id) != 0 && w.userIn(w.busy(id)) != w.userIn(i):
		on = CallLoginOther
	default:
		w.take(i, a.Token)
	}
	w.stepClient(i, on, nil, n)
}

// logout is logoutRoom, of one room or, without one, of all.
func (w *World) logout(c *client, room, n uint32) {
	if room != 0 {
		w.leave(c, w.stayIn(c, room), n)
		return
	}
	for i := range w.active(c) {
		w.leave(c, i, n)
	}
}

// leave has one stay log out. The SDK knows that it is offline while it is reconnecting.
func (w *World) leave(c *client, i, n uint32) {
	on := CallLogout
	switch state := w.stays[i].state; {
	case c.is&engineless != 0 && state == Out:
		on = CallLogoutDead
	case state == Rejoining && w.cfg.Settings.LogoutOfflineFails:
		on = CallLogoutAway
	}
	w.stepClient(i, on, nil, n)
}

// switchRoom leaves a room and enters another in one instant, in this order.
func (w *World) switchRoom(a *Action, id, room, n uint32) {
	c := &w.clients[id]
	from, to := w.stayIn(c, room), w.stayIn(c, a.To)
	switch {
	case c.is&engineless != 0:
		w.stepClient(to, CallLoginDead, nil, n)
	case w.stays[from].state == Out:
		w.stepClient(to, CallSwitchWrong, nil, n)
	default:
		w.leave(c, from, n)
		w.login(a, id, a.To, n)
	}
}

// everywhere gives an input to all of a client's stays that are not Out.
func (w *World) everywhere(id uint32, on ClientInput, n uint32) {
	for i := range w.active(&w.clients[id]) {
		w.stepClient(i, on, nil, n)
	}
}

// stayIn finds a client's stay in a room, that of the user who is in it if it has several; New made
// one for every room and user that the script has it call.
func (w *World) stayIn(c *client, room uint32) (found uint32) {
	for i := c.firstStay; i < c.firstStay+uint32(c.stays); i++ {
		if w.seats[w.stays[i].seat].room == room && (found == 0 || w.stays[i].state != Out) {
			found = i
		}
	}
	if found == 0 {
		panic("model: a client in no such room")
	}
	return found
}

// stayAs finds a client's stay in a room as a user, 0 for its own.
func (w *World) stayAs(c *client, id, room, user uint32) uint32 {
	if user == 0 {
		user = w.userOf(id)
	}
	for i := c.firstStay; i < c.firstStay+uint32(c.stays); i++ {
		if s := &w.seats[w.stays[i].seat]; s.room == room && s.user == user {
			return i
		}
	}
	panic("model: a client in no such room as that user")
}

func (w *World) userIn(stay uint32) uint32 { return w.seats[w.stays[stay].seat].user }

// busy returns a stay of a client that is not Out, 0 if there is none.
func (w *World) busy(id uint32) uint32 {
	for i := range w.active(&w.clients[id]) {
		return i
	}
	return 0
}

// active gives a client's stays that are not Out.
func (w *World) active(c *client) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i := c.firstStay; i < c.firstStay+uint32(c.stays); i++ {
			if w.stays[i].state != Out && !yield(i) {
				return
			}
		}
	}
}
