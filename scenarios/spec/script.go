package spec

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// action is an item of the script being read. Rooms and anchors are known only when all of the
// script and the marks have been seen.
type action struct {
	model.Action
	f      *form
	verb   string // its key
	what   string // its value, for messages and luck
	client string // as the file writes it
	room   string
	as     string // the user to be
	to     string
	anchor string // "": counts from the start
	good   bool   // its time, client and verb are known
}

// actionExample is what an action looks like, for messages.
const actionExample = "{at: 5s, client: A, call: loginRoom, room: lobby}"

// readScript reads the script's actions.
func (s *scenario) readScript(n *yaml.Node) {
	for _, item := range s.list(n, "script", actionExample) {
		if item.Kind != yaml.MappingNode {
			s.d.expected(item, "action", "a mapping such as "+actionExample)
			continue
		}
		a := &action{f: s.d.form(item, levelAction), good: true}
		a.Anchor, a.Mark = -1, -1
		s.actions = append(s.actions, a)
		s.readAction(a)
	}
}

func (s *scenario) readAction(a *action) {
	s.at(a)
	verb, ok := a.f.verb()
	a.verb = verb
	a.good = a.good && ok
	switch verb {
	case "call":
		s.call(a)
	case "network":
		a.pick("network", "network change", networks(), model.DoNetworkDown)
	case "process":
		a.pick("process", "process action", processes(), model.DoKill)
	case "link":
		s.weatherChange(a)
	case "backend":
		s.backend(a)
	case "server":
		s.server(a)
	}
	if slices.Contains(device, verb) {
		s.actor(a)
	}
	if n := a.f.get("mark"); n != nil {
		a.Mark = s.declare(n, mark{node: n, action: a})
	}
}

// pick reads a verb's value as one of some words, which stand for consecutive verbs.
func (a *action) pick(key, what string, words []string, first model.Verb) {
	i, ok := a.f.d.choice(a.f.get(key), what, words)
	if !ok {
		a.good = false
		return
	}
	a.Verb, a.what = first+model.Verb(i), words[i]
}

// at reads when an action runs: a span from the start, or a mark and a span.
func (s *scenario) at(a *action) {
	n := a.f.get("at")
	if n == nil {
		s.d.wrong(a.f.node, `action without "at"`, "expected a time such as 5s or cut + 5m")
		a.good = false
		return
	}
	text, ok := word(n)
	if !ok {
		s.d.expected(n, "at", "a time such as 5s or cut + 5m")
		a.good = false
		return
	}
	if strings.HasPrefix(text, "-") {
		s.d.wrong(n, "an action cannot run before the start", "")
		a.good = false
		return
	}
	term, err := expect.ParseTerm(text)
	switch {
	case err != nil:
		s.d.syntax(n, err)
	case term.Span < 0:
		s.d.wrong(n, "an action cannot run before its mark", "")
	case sim.Time(term.Span) > s.config.End:
		s.d.wrong(n, "runs "+s.afterEnd()+" and never happens", "")
	default:
		a.At, a.anchor = sim.Time(term.Span), term.Mark
		return
	}
	a.good = false
}

// afterEnd says when that is.
func (s *scenario) afterEnd() string {
	end := sim.FormatSpan(time.Duration(s.config.End))
	return "after the end (" + end + ")"
}

// actor reads who acts, and how a crowd spreads out.
func (s *scenario) actor(a *action) {
	n := a.f.get("client")
	if n == nil {
		s.d.wrong(a.f.node, fmt.Sprintf("%s needs %q", a.verb, "client"), "")
		a.good = false
		return
	}
	name, ok := s.d.text(n, "client", "a client")
	if ok {
		a.Clients, ok = s.client(n, name)
	}
	a.client, a.good = name, a.good && ok
	if ok {
		s.crowd(a)
	}
}

// crowd reads the keys that only a crowd's actions have.
func (s *scenario) crowd(a *action) {
	_, crowd := s.clients.crowds[a.client]
	for _, key := range []string{"rooms", "stagger", "spread"} {
		if a.f.get(key) != nil && !crowd {
			s.d.wrong(a.f.keyNode(key), fmt.Sprintf("%q has no effect on one client", key),
				"expected a crowd")
			a.good = false
		}
	}
	if crowd && a.as != "" {
		s.d.wrong(a.f.keyNode("user"), "a crowd cannot log in as one user", "")
	}
	stagger, spread := a.f.get("stagger"), a.f.get("spread")
	switch {
	case !crowd:
	case stagger != nil && spread != nil:
		s.d.wrong(a.f.keyNode("spread"), "choose one of stagger and spread", "")
	case stagger != nil:
		a.Stagger, _ = s.d.positive(stagger, "stagger", "stagger")
		if gaps := time.Duration(a.Clients.Len() - 1); gaps > 0 &&
			a.Stagger > (time.Duration(s.config.End)-time.Duration(a.At))/gaps {
			s.d.wrong(stagger, "the last of the crowd runs "+s.afterEnd(), "")
		}
	case spread != nil:
		a.Spread, _ = s.d.positive(spread, "spread", "spread")
		if a.Spread > time.Duration(s.config.End)-time.Duration(a.At) {
			s.d.wrong(spread, "the last of the crowd may run "+s.afterEnd(), "")
		}
	}
}
