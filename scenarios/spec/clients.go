package spec

import (
	"fmt"
	"strconv"

	"gopkg.in/yaml.v3"

	"roomsim/model/timeline"
)

// Bounds on clients and IDs. [README, Bounds; fact C25]
const (
	maxClients = 10_000_000
	maxUser    = 63
	maxRoom    = 127
)

// member is an entry of the clients: mapping.
type member struct {
	key    *yaml.Node
	notify *yaml.Node
	user   string // of a crowd: what its users are called after
	at     *yaml.Node
	count  uint32 // 0: no crowd
}

// readClients reads the clients: mapping into the cast.
func (s *scenario) readClients(n *yaml.Node) {
	switch {
	case n == nil && s.top.odd:
		return
	case n == nil || isNull(n):
		s.d.wrong(s.top.keyNode("clients"), "no clients", "expected at least one")
		return
	case n.Kind != yaml.MappingNode:
		s.d.expected(n, "clients", "a mapping such as {A: {user: alice}}")
		return
	case len(n.Content) == 0:
		s.d.wrong(n, "no clients", "expected at least one")
		return
	}
	var members []member
	var total uint64
	for _, p := range pairs(n) {
		m, ok := s.member(p)
		if total += uint64(max(m.count, 1)); total > maxClients && ok {
			s.tooMany(m.at, total)
			return
		}
		if ok {
			members = append(members, m)
		}
		s.lame = s.lame || !ok
	}
	s.clashes(members)
	s.lookAlikes(members)
	s.config.UserOf = make([]uint32, 0, total)
	s.enter(members)
}

// member reads one client or crowd.
func (s *scenario) member(p pair) (m member, ok bool) {
	ok = s.d.name(p.key, "client")
	m = member{key: p.key, user: p.key.Value, at: p.key}
	if p.value.Kind != yaml.MappingNode {
		s.d.wrong(p.value, fmt.Sprintf("client %s: expected a mapping such as {user: alice}",
			show(p.key.Value)), "this is "+kindOf(p.value))
		return m, false
	}
	f := s.d.form(p.value, levelClient)
	if n := f.get("count"); n != nil {
		count, good := s.count(n)
		m.count, m.at, ok = count, n, ok && good
	}
	m.notify = f.get("notify")
	if n := f.get("user"); n != nil {
		user, good := s.d.text(n, "user", "a text")
		if !good {
			return m, false
		}
		m.user, m.at = user, n
	}
	longest := m.user
	if m.count > 0 && longest != "" {
		longest += "-" + strconv.FormatUint(uint64(m.count), 10)
	}
	if !ok && f.get("user") == nil { // what is wrong with the name has been said
		return m, false
	}
	return m, s.d.id(m.at, "user", longest, maxUser) && ok
}

// count reads the size of a crowd.
func (s *scenario) count(n *yaml.Node) (uint32, bool) {
	count, ok := s.d.whole(n, "count", 1, noBound)
	if ok && count > maxClients {
		s.tooMany(n, count)
		return 0, false
	}
	return uint32(count), ok
}

func (s *scenario) tooMany(n *yaml.Node, clients uint64) {
	s.d.wrong(n, fmt.Sprintf("%d clients are more than %d (the bound)", clients, maxClients), "")
}

// clashes reports names that a crowd generates and something else has.
func (s *scenario) clashes(members []member) {
	crowds := newDirectory()
	places := map[string]*yaml.Node{}
	for _, m := range members {
		if m.count > 0 {
			crowds.crowds[m.key.Value] = m.count
			places[m.key.Value] = m.key
		}
	}
	if len(places) == 0 {
		return
	}
	for _, m := range members {
		crowd, _, ok := crowds.crowdOf(m.key.Value)
		if !ok {
			continue
		}
		s.d.wrong(later(m.key, places[crowd]),
			fmt.Sprintf("client %s exists twice", show(m.key.Value)),
			fmt.Sprintf("it is also one of the crowd %s", show(crowd)))
	}
}

// later returns which of two nodes stands behind the other.
func later(a, b *yaml.Node) *yaml.Node {
	if a.Line > b.Line || a.Line == b.Line && a.Column > b.Column {
		return a
	}
	return b
}

// lookAlikes warns of names that people take for one.
func (s *scenario) lookAlikes(members []member) {
	seen := make(map[string]string, len(members))
	for _, m := range members {
		name := m.key.Value
		key := skeleton(name)
		if first, ok := seen[key]; ok {
			s.d.warn(m.key, fmt.Sprintf("%s looks like %s", strange(name), strange(first)), "")
			continue
		}
		seen[key] = name
	}
}

// enter puts the members into the cast. Two clients may share a user, also a crowd's.
func (s *scenario) enter(members []member) {
	single := map[string]bool{}
	for _, m := range members {
		if m.count > 0 {
			s.users.crowds[m.user] = max(s.users.crowds[m.user], m.count)
			s.clients.crowds[m.key.Value] = m.count
		} else {
			single[m.user] = true
		}
	}
	for _, m := range members {
		if m.count > 0 && single[m.user] {
			s.d.wrong(m.at, fmt.Sprintf("user %s is one user and also a crowd's", show(m.user)), "")
			single[m.user] = false
		}
		if crowd, _, ok := s.users.crowdOf(m.user); ok && m.count > 0 {
			s.d.wrong(m.at, fmt.Sprintf("user %s is a crowd's and also one of %s", show(m.user),
				show(crowd)), "")
		}
		ids := s.clients.use(m.key.Value)
		users := s.users.use(m.user)
		if m.notify != nil {
			s.notify(m.notify, ids)
		}
		for i := range ids.Len() {
			id := users.First
			if m.count > 0 {
				id += uint32(i)
			}
			s.config.UserOf = append(s.config.UserOf, id)
		}
	}
}

// client finds the ids of a client, crowd or member and reports an unknown one.
func (s *scenario) client(n *yaml.Node, name string) (timeline.Span, bool) {
	ids, ok := s.clients.find(name)
	if !ok && !s.spoilt("client", name) {
		msg, expected := s.clients.unknown(s.d, "client", name)
		s.d.wrong(n, msg, expected)
	}
	return ids, ok
}
