package model

import (
	"roomsim/model/timeline"
	"roomsim/sim"
)

// lane is one direction of a session's connection, as TCP and WebSocket give it: what is sent
// arrives in order, and what is lost is sent again, transport.rto after it was sent, then after
// twice that, and so on up to transport.rto_max. Meanwhile what comes behind it waits. The sender
// knows what was lost: acknowledgements are not modelled.
//
// A connection ends with a loss that the client has noticed, with a switch of the network, the
// death of the process or of the server; and each attempt to log in opens one of its own. Nothing
// of the old one is sent again then; what is under way still arrives.
type lane struct {
	conn    uint32   // counts the connections of a stay
	sent    uint32   // messages so far
	arrived uint32   // messages that have arrived so far
	first   uint32   // parcel that is to be sent again; others wait behind it, chained by held
	over    uint32   // of the server: the connection that broke for it
	turn    uint32   // counts the waits to send again, so that a wait knows that it is over
	since   sim.Time // when the first was first sent
	last    sim.Time // when the last message under way arrives: none overtakes it
}

// placeLanes makes room for the streams and lists the waits between sendings.
func (w *World) placeLanes() {
	s := &w.cfg.Settings
	if !s.Stream {
		return
	}
	w.lanes = make([]lane, 2*len(w.stays))
	w.conns = make([]uint32, 1, cap(w.sessions))
	for wait := s.Resend; ; wait *= 2 {
		w.resends = append(w.resends, min(wait, s.ResendMost))
		if wait >= s.ResendMost {
			return
		}
	}
}

// laneOf returns the lane of a message: of its stay, up or down.
func (w *World) laneOf(p *parcel) uint32 {
	if p.name.Up() {
		return 2 * p.stay
	}
	return 2*p.stay + 1
}

// endStream ends the connection of a stay; what waits to be sent again is given up.
func (w *World) endStream(i uint32) {
	if w.lanes == nil {
		return
	}
	w.clearLane(2*i, w.lanes[2*i].conn+1)
	w.clearLane(2*i+1, 0)
}

// clearLane begins a lane anew, for a connection.
func (w *World) clearLane(k, conn uint32) {
	l := &w.lanes[k]
	w.freeChain(l.first)
	*l = lane{conn: conn, over: l.over, turn: l.turn + 1}
}

// refuseStream ends the connection by which a message came to a server that is down.
func (w *World) refuseStream(p *parcel) {
	if w.lanes != nil && p.conn == w.lanes[2*p.stay].conn {
		w.endStream(p.stay)
	}
}

// endStreams ends the connections of a client.
func (w *World) endStreams(c *client) {
	for i := c.firstStay; i < c.firstStay+uint32(c.stays); i++ {
		w.endStream(i)
	}
}

// dropLogin ends a connection whose login is still to be sent again: nobody wants it any more.
func (w *World) dropLogin(i uint32) {
	if w.lanes == nil {
		return
	}
	if first := w.lanes[2*i].first; first != 0 && w.parcels[first].name == timeline.MsgLogin {
		w.endStream(i)
	}
}

// postUp sends a message of a client by its stream. A login opens one.
func (w *World) postUp(p *parcel) {
	if p.name == timeline.MsgLogin {
		w.endStream(p.stay)
	}
	p.conn = w.lanes[2*p.stay].conn
	w.queue(2*p.stay, p, 0)
}

// postDown sends a message of the server by the connection that the session's last message came by.
// If the client has ended that one it goes all the same, but once, like a datagram. By one that
// broke for the server nothing goes.
func (w *World) postDown(p *parcel, slot uint32) bool {
	p.conn = w.conns[p.session]
	k := 2*p.stay + 1
	switch {
	case p.conn != 0 && p.conn == w.lanes[k].over:
		return false
	case p.conn != w.lanes[2*p.stay].conn:
		p.conn = 0
		return w.launch(p, slot)
	case p.conn != w.lanes[k].conn:
		w.clearLane(k, p.conn)
	}
	return w.queue(k, p, slot)
}

// queue sends a message, or has it wait behind one that is to be sent again. It reports whether
// the slot stays in use.
func (w *World) queue(k uint32, p *parcel, slot uint32) bool {
	l := &w.lanes[k]
	l.sent++
	p.seq, p.sent = l.sent, 0
	if l.first == 0 {
		return w.launch(p, slot)
	}
	if slot == 0 {
		slot = w.put(p)
	}
	w.line(l, slot)
	return true
}

// line puts a parcel behind those of its lane that were sent before it.
func (w *World) line(l *lane, slot uint32) {
	at := l.first
	for next := w.parcels[at].held; next != 0 && w.parcels[next].seq < w.parcels[slot].seq; {
		at, next = next, w.parcels[next].held
	}
	w.parcels[slot].held = w.parcels[at].held
	w.parcels[at].held = slot
}

// inOrder is when a message of a stream arrives that would arrive at an instant by itself.
func (w *World) inOrder(p *parcel, at sim.Time) sim.Time {
	if p.conn == 0 {
		return at
	}
	l := &w.lanes[w.laneOf(p)]
	l.last = max(l.last, at)
	return l.last
}

// repair has a lost message sent again, if its connection still stands; n is the record of the
// loss. It reports whether the message is kept for that. Rule: a device without a network opens no
// connection, so what it sends first on one, as a login, is not sent again.
func (w *World) repair(p *parcel, slot, n uint32) bool {
	k := w.laneOf(p)
	l := &w.lanes[k]
	if p.conn == 0 || p.conn != l.conn || p.copied {
		return false
	}
	if p.name.Up() && p.seq == 1 && w.clients[w.stays[p.stay].client].is&netDown != 0 {
		w.endStream(p.stay)
		return false
	}
	if slot == 0 { // the caller may send the same to others
		slot = w.put(p)
		p = &w.parcels[slot]
	}
	p.cause = n
	if l.first != 0 && w.parcels[l.first].seq < p.seq {
		w.line(l, slot)
		return true
	}
	if l.first != 0 || p.resends == 0 {
		l.since = p.left
	}
	p.held, l.first = l.first, slot
	at := max(w.now, p.left.Add(w.resends[min(int(p.resends), len(w.resends)-1)]))
	if most := w.cfg.Settings.TransportTimeout; most > 0 {
		at = min(at, max(w.now, l.since.Add(most)))
	}
	l.turn++
	wait := w.put(&parcel{name: waitAgain, stay: k, number: l.turn})
	w.agenda.At(at, w.rankTimer, event(evLater, wait))
	return true
}

// sendAgain sends the first message of a lane again and, if it gets onto its way, those behind it.
func (w *World) sendAgain(slot uint32) {
	k, turn := w.parcels[slot].stay, w.parcels[slot].number
	l := &w.lanes[k]
	most := w.cfg.Settings.TransportTimeout
	over := l.turn == turn && most > 0 && w.now >= l.since.Add(most)
	if id := w.stays[k/2].client; over && k%2 == 0 && w.clients[id].is&asleep != 0 {
		w.hold(id, event(evLater, slot))
		return
	}
	w.free(slot)
	switch {
	case l.turn != turn:
		return
	case over:
		w.transportOver(k)
		return
	}
	next, conn := l.first, l.conn
	l.first = 0
	for next != 0 && l.first == 0 {
		p := &w.parcels[next]
		slot, next = next, p.held
		p.held = 0
		if p.sent != 0 && p.resends < 255 {
			p.resends++
		}
		if !w.launch(p, slot) {
			w.free(slot)
		}
		if l.conn != conn { // it was never opened
			w.freeChain(next)
			return
		}
	}
	if next != 0 {
		w.parcels[l.first].held = next
	}
}

// transportOver ends a connection by which a message did not get through for transport.timeout. A
// client in the room hears of it; the server's end just falls silent, until the client opens
// another.
func (w *World) transportOver(k uint32) {
	n := w.parcels[w.lanes[k].first].cause
	if k%2 == 1 {
		w.lanes[k].over = w.lanes[k].conn
		w.clearLane(k, 0)
		return
	}
	w.endStream(k / 2)
	if w.stays[k/2].state == In {
		w.stepClient(k/2, ConnectionLost, nil, n)
	}
}

// outOfTurn sees to a message that is not the next one of its stream: a copy is dropped, one that
// came too early is sent again. It reports whether it did, and whether the message is kept.
func (w *World) outOfTurn(p *parcel, slot uint32) (did, kept bool) {
	l := &w.lanes[w.laneOf(p)]
	switch {
	case p.conn != l.conn:
		return false, false
	case p.seq == l.arrived+1:
		l.arrived++
		return false, false
	case p.seq <= l.arrived:
		w.onWire(timeline.Dropped, p, p.sent, timeline.Doubled)
		return true, false
	}
	return true, w.lose(p, slot, timeline.OutOfOrder)
}
