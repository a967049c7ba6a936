package plots

import (
	"roomsim/model/timeline"
	"roomsim/sim"
)

// readWire takes in a message when its fate is known. Only one that matters keeps an instant on the
// axis: beats and attempts in vain do not.
func (s *story) readWire(i int, r *timeline.Record) {
	client := r.Who
	if client == timeline.Server {
		client = r.Peer
	}
	l := s.lane(client)
	if l == nil {
		return
	}
	is := s.sending(i)
	matters := s.matters[i] && !is.vain
	if matters && !l.crowd {
		s.anchor(r.At)
	}
	if r.Kind == timeline.Sent {
		return
	}
	m := message{from: r.At, to: r.At, r: r, matters: matters, sending: is}
	if c := s.tl.ByN(r.Cause); c != nil && c.Kind == timeline.Sent {
		m.from = c.At
	}
	tells := r.Name == timeline.MsgNotice || r.Name == timeline.MsgKick
	if m.lost() && !m.vain && !l.crowd && tells {
		s.anchor(m.from) // nothing comes of it, and that is what the reader must see
		s.anchor(m.to)
	}
	l.mail = append(l.mail, m)
	if l.user == "" && !l.crowd && r.Kind == timeline.Delivered && r.Who == timeline.Server {
		s.nameUser(i, l)
	}
}

// nameUser learns a client's user from what the server makes of its first login.
func (s *story) nameUser(i int, l *lane) {
	n := s.tl.Records[i].N
	for j := i + 1; j < len(s.tl.Records) && j <= i+4; j++ {
		r := &s.tl.Records[j]
		if r.Kind == timeline.ServerDid && r.Cause == n && r.User != 0 {
			l.user = s.user(r.User)
			return
		}
	}
}

// up reports whether a message goes to the server.
func (m *message) up() bool {
	return (m.r.Kind == timeline.Delivered) == (m.r.Who == timeline.Server)
}

func (m *message) lost() bool { return m.r.Kind == timeline.Dropped && !m.needless() }

// arrived reports whether a lost message came as far as its receiver.
func (m *message) arrived() bool { return m.to > m.from }

// beat reports whether a message is one of the regular ones.
func (m *message) beat() bool {
	return m.r.Name == timeline.MsgBeat || m.r.Name == timeline.MsgAlive
}

// kind tells messages apart that are counted together.
type kind struct {
	name    timeline.Name
	up, add bool
	del     bool
	lost    bool
	again   bool
	copy    bool
}

func (m *message) kind() kind {
	flag := m.r.Flag
	return kind{m.r.Name, m.up(), flag&timeline.Add != 0, flag&timeline.Delete != 0, m.lost(),
		m.again > 0, m.copy}
}

// bundle is messages of one kind that are drawn as one.
type bundle struct {
	kind
	first, last message
	count       int
	lastTo      sim.Time
}

// bundles sorts messages into kinds, in the order of their first.
func bundles(mail []message) []bundle {
	var list []bundle
	index := make(map[kind]int)
	for _, m := range mail {
		k := m.kind()
		i, ok := index[k]
		if !ok {
			i = len(list)
			index[k] = i
			list = append(list, bundle{kind: k, first: m, lastTo: m.to})
		}
		b := &list[i]
		if m.from < b.first.from {
			b.first = m
		}
		b.last = m
		b.lastTo = max(b.lastTo, m.to)
		b.count++
	}
	return list
}
