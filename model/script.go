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
	case a.Verb >= DoServerStop:
		w.changeServer(a)
	case a.Verb > DoWeather:
		w.actBackend(a)
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

// dealt is the room of a member of a crowd that is dealt out to rooms.
func dealt(room uint32, a *Action, member uint32) uint32 {
	if a.Rooms > 1 {
		room += member % a.Rooms
	}
	return room
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
	case DoNetworkDown, DoNetworkUp, DoNetworkSwitch:
		w.changeNetwork(a, id)
	case DoKill, DoStart:
		w.changeProcess(a, id)
	case DoSuspend, DoResume:
		w.changeSleep(a, id)
	default:
		w.call(a, id, dealt(a.Room, a, member))
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
