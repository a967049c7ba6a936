package spec

import (
	"fmt"
	"slices"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/model/timeline"
)

// takes says which keys beside their verb the values of a verb take: those needed, and those that
// may be there.
type takes struct {
	value       string
	needs, also []string
}

var callKeys = []takes{
	{"loginRoom", []string{"room"}, []string{"token", "rooms", "user"}},
	{"logoutRoom", nil, []string{"room", "rooms"}},
	{"switchRoom", []string{"room", "to"}, []string{"token"}},
	{"renewToken", []string{"room", "token"}, nil},
	{"destroyEngine", nil, nil},
}

var backendKeys = []takes{
	{"kickUser", []string{"room", "user"}, []string{"reason"}},
	{"closeRoom", []string{"room"}, nil},
	{"refuse", []string{"code"}, []string{"room", "user"}},
	{"ban", []string{"user"}, nil},
	{"unban", []string{"user"}, nil},
}

var serverKeys = []takes{
	{"stop", nil, nil},
	{"start", nil, []string{"memory"}},
	{"restart", nil, []string{"memory"}},
}

// valueKeys are the keys that some values of a verb take and others do not.
var valueKeys = []string{"room", "rooms", "to", "token", "user", "reason", "code", "memory"}

// valuesOf lists the values of a verb.
func valuesOf(among []takes) []string {
	values := make([]string, len(among))
	for i := range among {
		values[i] = among[i].value
	}
	return values
}

// choose reads the value of an action's verb and checks the keys that come with it.
func (s *scenario) choose(a *action, what string, among []takes, first model.Verb) bool {
	values := valuesOf(among)
	k, ok := s.d.choice(a.f.get(a.verb), what, values)
	if !ok {
		a.good = false
		return false
	}
	a.Verb, a.what = first+model.Verb(k), values[k]
	for _, key := range among[k].needs {
		if a.f.get(key) == nil {
			s.d.wrong(a.f.node, fmt.Sprintf("%s needs %q", a.what, key), "")
			a.good = false
		}
	}
	for _, key := range valueKeys {
		known := slices.Contains(among[k].needs, key) || slices.Contains(among[k].also, key)
		if n := a.f.get(key); n != nil && !known && applies(key, a.verb) {
			s.d.wrong(a.f.keyNode(key), fmt.Sprintf("%q has no effect with %s", key, a.what), "")
			a.good = false
		}
	}
	return true
}

// applies reports whether a key has a meaning for a verb; that it has none has been said.
func applies(key, verb string) bool {
	k := levels[levelAction].key(key)
	return slices.Contains(k.With, verb)
}

// call reads what only calls have: rooms and tokens.
func (s *scenario) call(a *action) {
	if !s.choose(a, "call", callKeys, model.DoLoginRoom) {
		return
	}
	if a.f.get("room") != nil {
		s.callRoom(a)
	}
	if n := a.f.get("to"); n != nil && a.what == "switchRoom" {
		to, ok := s.d.text(n, "to", "a text")
		if ok = ok && s.d.id(n, "room", to, maxRoom); !ok {
			a.good = false
			return
		}
		if to == a.room {
			s.d.wrong(n, `"to" is the room that is left`, "expected another room")
			a.good = false
		}
		a.to, a.Text = to, "to "+to
	}
	if n := a.f.get("user"); n != nil && a.what == "loginRoom" {
		as, ok := s.d.text(n, "user", "a text")
		if ok = ok && s.d.id(n, "user", as, maxUser); !ok {
			a.good = false
			return
		}
		a.as = as
		a.say("as " + as)
	}
	s.token(a)
}

func (s *scenario) callRoom(a *action) {
	n := a.f.get("room")
	room, ok := s.d.text(n, "room", "a text")
	longest := room
	if r := a.f.get("rooms"); r != nil && ok {
		count, good := s.d.whole(r, "rooms", 1, maxClients)
		a.Rooms, ok = uint32(count), good
		longest += fmt.Sprintf("-%d", count)
		if room == "" {
			longest = ""
		}
	}
	if !ok || !s.d.id(n, "room", longest, maxRoom) {
		a.good = false
		return
	}
	a.room = room
}

// backend reads what the developer's backend does. Rooms and users are found when all are known.
func (s *scenario) backend(a *action) {
	if !s.choose(a, "backend action", backendKeys, model.DoKickUser) {
		return
	}
	if n := a.f.get("reason"); n != nil {
		a.Text, _ = s.d.text(n, "reason", "a text")
		switch {
		case a.Text == "":
			s.d.wrong(n, "reason is empty", "")
		case len(a.Text) > maxKickReason:
			s.d.wrong(n, fmt.Sprintf("reason is longer than %d bytes", maxKickReason), "")
		}
	}
	if n := a.f.get("code"); n != nil {
		code, ok := s.d.whole(n, "code", 1, maxCode)
		a.Code, a.good = uint32(code), a.good && ok
	}
}

// maxKickReason bounds the reason of a kick. [facts, C20]
const maxKickReason = 256

// server reads what happens to the room service itself.
func (s *scenario) server(a *action) {
	if !s.choose(a, "server change", serverKeys, model.DoServerStop) || a.Verb == model.DoServerStop {
		return
	}
	a.Text = "memory kept"
	n := a.f.get("memory")
	if n == nil {
		return
	}
	if i, ok := s.d.choice(n, "memory", memories()); ok && i == 1 {
		a.Forget, a.Text = true, "memory lost"
	} else if !ok {
		a.good = false
	}
}

// backendSubjects finds the rooms and users of the backend's actions.
func (s *scenario) backendSubjects() {
	for _, a := range s.actions {
		if a.verb != "backend" {
			continue
		}
		if n := a.f.get("room"); n != nil {
			a.Room = s.known(n, "room", &s.rooms).First
			s.notDealt(n, n.Value)
		}
		if n := a.f.get("user"); n != nil {
			a.Users = s.known(n, "user", &s.users)
		}
	}
}

// notify reads whether a client hears of others, and they of it.
func (s *scenario) notify(n *yaml.Node, ids timeline.Span) {
	i, ok := s.d.choice(n, "notify", notifies())
	if !ok {
		return
	}
	if i == 1 || i == 3 {
		s.config.Deaf = append(s.config.Deaf, ids)
	}
	if i == 1 || i == 2 {
		s.config.Hidden = append(s.config.Hidden, ids)
	}
}
