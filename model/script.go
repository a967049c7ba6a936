package model

import (
	"fmt"
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// script is how far the script has come. The event of an action has the action's index; those of
// the members of a spread action come behind all actions.
type script struct {
	orders   []uint64 // by action: its first place among the orders; members and ends come behind
	spreads  []uint32 // by action: index of its first member's event, 0 unless spread
	progress []uint32 // by action: members that have acted; weather: 1 begun
	due      []bool   // by action: it was put into the agenda
	anchored [][]int  // by mark: the actions that wait for it
	weather  []int    // actions whose weather holds, in the order of their beginning
}

// beginScript puts the actions with a time of their own into the agenda.
func (w *World) beginScript() {
	for i := range w.cfg.Actions {
		if a := &w.cfg.Actions[i]; a.Anchor < 0 {
			w.schedule(i, a.At)
		}
	}
}

// schedule puts an action into the agenda, unless the run ends before it.
func (w *World) schedule(i int, at sim.Time) {
	if at > w.cfg.End {
		return
	}
	w.script.due[i] = true
	w.agenda.AtOrder(at, rankScript, w.script.orders[i], event(evScript, uint32(i)))
}

// markFound lets the actions go that wait for a mark.
func (w *World) markFound(rule int) {
	w.tl.Marks = append(w.tl.Marks, timeline.Mark{Name: w.cfg.Marks[rule].Name,
		N: w.marks.Found(rule)})
	for _, i := range w.script.anchored[rule] {
		w.schedule(i, w.now+w.cfg.Actions[i].At)
	}
}

// act does what the event of an action stands for: all of it, its next member, or one member.
func (w *World) act(index uint32) {
	if index >= uint32(len(w.cfg.Actions)) {
		w.actMember(index)
		return
	}
	a := &w.cfg.Actions[index]
	done := &w.script.progress[index]
	switch {
	case a.Verb == DoWeather:
		w.actWeather(int(index), a)
	case a.Spread > 0:
		w.spread(index, a)
	case a.Stagger > 0:
		w.perform(a, *done)
		*done++
		if next := w.now.Add(a.Stagger); *done < uint32(a.Clients.Len()) && next <= w.cfg.End {
			w.agenda.AtOrder(next, rankScript, w.script.orders[index]+uint64(*done), event(evScript, index))
		}
	default:
		for member := range uint32(a.Clients.Len()) {
			w.perform(a, member)
		}
	}
}

// spread draws the moment of each member.
func (w *World) spread(index uint32, a *Action) {
	for member := range uint32(a.Clients.Len()) {
		luck := w.stream(w.clientName(a.Clients.First + member).With("/").With(a.Luck))
		at := w.now.Add(luck.Upto(a.Spread - 1))
		if at <= w.cfg.End {
			w.agenda.AtOrder(at, rankScript, w.script.orders[index]+1+uint64(member),
				event(evScript, w.script.spreads[index]+member))
		}
	}
}

func (w *World) actMember(index uint32) {
	for i := len(w.cfg.Actions) - 1; i >= 0; i-- {
		if first := w.script.spreads[i]; first != 0 && index >= first {
			w.perform(&w.cfg.Actions[i], index-first)
			return
		}
	}
	panic("model: an event of no action")
}

// perform has one member of an action's clients do it.
func (w *World) perform(a *Action, member uint32) {
	id := a.Clients.First + member
	switch a.Verb {
	case DoLoginRoom, DoLogoutRoom:
		w.call(a, id, a.Room+member%max(a.Rooms, 1))
	case DoNetworkDown, DoNetworkUp, DoNetworkSwitch:
		w.changeNetwork(a, id)
	case DoKill, DoStart:
		w.changeProcess(a, id)
	}
}

// did records an action and lets its mark name the record.
func (w *World) did(a *Action, r timeline.Record, effect bool) uint32 {
	if !effect {
		r.Flag |= timeline.Ineffective
	}
	n := w.emit(r)
	if a.Mark >= 0 && w.marks.Bind(a.Mark, n) {
		w.found(a.Mark)
	}
	return n
}

// call has the app call its SDK.
func (w *World) call(a *Action, id, room uint32) {
	c := &w.clients[id]
	r := timeline.Record{Kind: timeline.Call, Name: timeline.LoginRoom, Who: id, Room: room}
	if a.Verb == DoLogoutRoom {
		r.Name = timeline.LogoutRoom
	}
	n := w.did(a, r, !c.dead)
	switch i := w.stayIn(c, room); {
	case c.dead:
	case a.Verb == DoLogoutRoom:
		w.stepClient(i, CallLogout, nil, n)
	case w.busy(id) != 0:
		w.stepClient(i, CallLoginBusy, nil, n)
	default:
		w.stepClient(i, CallLogin, nil, n)
	}
}

// stayIn finds a client's stay in a room; New made one for every room that the script has it call.
func (w *World) stayIn(c *client, room uint32) uint32 {
	for i := c.firstStay; i < c.firstStay+uint32(c.stays); i++ {
		if w.seats[w.stays[i].seat].room == room {
			return i
		}
	}
	panic("model: a client in no such room")
}

// busy returns the stay of a client that is not Out, 0 if there is none.
func (w *World) busy(id uint32) uint32 {
	c := &w.clients[id]
	for i := c.firstStay; i < c.firstStay+uint32(c.stays); i++ {
		if w.stays[i].state != Out {
			return i
		}
	}
	return 0
}

// changeNetwork changes the device's network. The SDK is told after client.detect.network_change.
func (w *World) changeNetwork(a *Action, id uint32) {
	c := &w.clients[id]
	r := timeline.Record{Kind: timeline.Network, Name: timeline.NetworkUp, Who: id}
	effect := c.netDown
	switch a.Verb {
	case DoNetworkDown:
		r.Name, effect = timeline.NetworkDown, !c.netDown
	case DoNetworkSwitch:
		r.Name, effect = timeline.NetworkSwitch, true
	}
	n := w.did(a, r, effect)
	if !effect {
		return
	}
	c.netDown = a.Verb == DoNetworkDown
	if a.Verb == DoNetworkSwitch {
		c.path++
		c.deadBelow = c.path
	}
	p := parcel{name: r.Name, stay: id, path: c.process, cause: n}
	switch wait := w.cfg.Settings.Detect; wait {
	case DetectOff:
	case 0:
		w.told(&p)
	default:
		w.agenda.At(w.now.Add(wait), w.rankTimer, event(evTold, w.put(&p)))
	}
}

// told has the SDK hear of a change of its device's network.
func (w *World) told(p *parcel) {
	c := &w.clients[p.stay]
	i := w.busy(p.stay)
	if c.dead || c.process != p.path || i == 0 {
		return
	}
	on := NetworkBack
	switch {
	case p.name == timeline.NetworkDown:
		on = ConnectionLost
	case p.name == timeline.NetworkSwitch && w.stays[i].state == In:
		on = PathChanged
	case w.cfg.Settings.RetryOnNetworkUpWaits, w.cfg.Settings.RetryWindow == 0:
		return
	}
	w.stepClient(i, on, nil, p.cause)
}

// changeProcess kills the app, which says no goodbye, or starts it anew.
func (w *World) changeProcess(a *Action, id uint32) {
	c := &w.clients[id]
	r := timeline.Record{Kind: timeline.Note, Name: timeline.ProcessKill, Who: id}
	if a.Verb == DoStart {
		r.Name = timeline.ProcessStart
	}
	n := w.did(a, r, c.dead == (a.Verb == DoStart))
	switch {
	case a.Verb == DoKill && !c.dead:
		c.dead = true
		if i := w.busy(id); i != 0 {
			w.stepClient(i, AppKilled, nil, n)
		}
	case a.Verb == DoStart && c.dead:
		c.dead = false
		c.process++
		c.path++
	}
}

// noteUnrun leaves a note for each action whose mark never came, or came too late.
func (w *World) noteUnrun() {
	for i := range w.cfg.Actions {
		a := &w.cfg.Actions[i]
		if a.Anchor < 0 || w.script.due[i] {
			continue
		}
		mark := w.cfg.Marks[a.Anchor].Name
		text := fmt.Sprintf("the action at %s + %s never ran: ", mark,
			sim.FormatSpan(time.Duration(a.At)))
		if w.marks.Found(a.Anchor) == 0 {
			text += fmt.Sprintf("%s never came", mark)
		} else {
			text += "it falls due after the end"
		}
		w.emit(timeline.Record{Kind: timeline.Note, Name: timeline.Remark, Arg: w.tl.Text(text)})
	}
}
