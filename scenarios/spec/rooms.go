package spec

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"gopkg.in/yaml.v3"

	"roomsim/model"
)

// deal gives rooms their ids, in the order of their first use. "room: lobby, rooms: 20" makes the
// twenty rooms lobby-1 … lobby-20; a single action may name one of them.
func (s *scenario) deal() {
	for _, a := range s.actions {
		if a.room == "" || a.Rooms == 0 {
			continue
		}
		if n := s.clients.names.Len(); int(a.Rooms) > n {
			s.d.wrong(a.f.get("rooms"), fmt.Sprintf("%d rooms are more than the %d clients", a.Rooms, n), "")
			continue
		}
		if n, ok := s.rooms.crowds[a.room]; ok && n != a.Rooms {
			s.d.wrong(a.f.get("rooms"), fmt.Sprintf("room %s is dealt out to %d rooms and to %d",
				show(a.room), n, a.Rooms), "")
			continue
		}
		s.rooms.crowds[a.room] = a.Rooms
	}
	for _, a := range s.actions {
		if a.room == "" {
			continue
		}
		if a.Rooms == 0 {
			s.notDealt(a.f.get("room"), a.room)
		}
		if a.to != "" {
			s.notDealt(a.f.get("to"), a.to)
		}
		a.Room = s.rooms.use(a.room).First
		if a.as != "" {
			a.As = s.users.use(a.as).First
		}
		if a.to != "" {
			a.To = s.rooms.use(a.to).First
		}
	}
	s.backendSubjects()
	s.dealtTwice()
}

// notDealt demands one room where several have been dealt out under the name.
func (s *scenario) notDealt(n *yaml.Node, room string) {
	if count, dealt := s.rooms.crowds[room]; dealt {
		s.d.wrong(n, fmt.Sprintf("room %s stands for %d rooms", show(room), count),
			fmt.Sprintf("expected one of them: %s to %s", show(room+"-1"),
				show(fmt.Sprintf("%s-%d", room, count))))
	}
}

// dealtTwice reports a dealt room that is one of another dealt room: lobby-1 of the rooms lobby-1-1
// … and of lobby.
func (s *scenario) dealtTwice() {
	for _, a := range s.actions {
		if a.Rooms == 0 {
			continue
		}
		if crowd, _, ok := s.rooms.crowdOf(a.room); ok {
			s.d.wrong(a.f.get("room"), fmt.Sprintf("room %s is dealt out and is one of %s",
				show(a.room), show(crowd)), "")
		}
	}
}

// enterScript puts the actions into the config, each with the name of its luck.
func (s *scenario) enterScript() {
	nth := map[string]int{}
	s.config.Actions = make([]model.Action, 0, len(s.actions))
	for _, a := range s.actions {
		if a.Spread > 0 {
			luck := "spread/" + a.what + "/" + a.room
			nth[a.client+" "+luck]++
			a.Luck = luck + "/" + strconv.Itoa(nth[a.client+" "+luck])
		}
		s.config.Actions = append(s.config.Actions, a.Action)
	}
	if n := model.StaysOf(s.config.Actions); n > model.MaxStays {
		s.d.wrong(s.top.get("script"), fmt.Sprintf("%d clients in rooms are more than %d (the bound)", n,
			model.MaxStays), "")
	}
}

// effects warns of network changes that change nothing: down when down, up when up. It is silent on
// clients whose network is also touched by an action that waits for a mark, takes its time, or is
// done to a part of their crowd.
func (s *scenario) effects() {
	var list []*action
	unsure := map[uint32]bool{}
	for _, a := range s.actions {
		if a.verb != "network" || !a.good {
			continue
		}
		list = append(list, a)
		if _, all, _ := s.clients.names.GroupOf(a.Clients.First); a.Clients != all ||
			a.anchor != "" || a.Spread > 0 || a.Stagger > 0 {
			unsure[all.First] = true
		}
	}
	slices.SortStableFunc(list, func(a, b *action) int { return cmp.Compare(a.At, b.At) })
	down := map[uint32]bool{}
	for _, a := range list {
		_, all, _ := s.clients.names.GroupOf(a.Clients.First)
		if unsure[all.First] {
			continue
		}
		n := a.f.get("network")
		switch {
		case a.Verb == model.DoNetworkDown && down[all.First]:
			s.d.warn(n, "network: down has no effect", a.client+"'s network is down already")
		case a.Verb == model.DoNetworkUp && !down[all.First]:
			s.d.warn(n, "network: up has no effect", a.client+"'s network is up already")
		}
		down[all.First] = a.Verb == model.DoNetworkDown
	}
}
