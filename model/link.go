package model

import (
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// parcel is a message under way, or another thing that waits for its moment. Which fields mean
// something depends on the name. Its size is a cache line.
type parcel struct {
	name    timeline.Name
	flag    timeline.Flag // of a notice: Add or Delete
	resends uint8         // on a stream: how often it was sent again
	copied  bool          // the link made two of it, this is the second
	stay    uint32        // the client's end
	session uint32        // of or for whom
	prev    uint32        // login: the session it returns from; logout: the second one; fetch: its gap
	path    uint16        // by which the client sent it, or is to get it
	sent    uint32        // record of its sending
	cause   uint32        // record that led to it, until it is sent
	code    uint32
	roster  uint32   // accept, roster: the room's last change then
	number  uint32   // accept, roster, alive: of the last notice that left; notice: its own
	change  uint32   // notice: what it tells
	held    uint32   // reply: first notice held for it; notice held, message waiting: the next
	conn    uint32   // of a stream: the connection, 0 for none
	seq     uint32   // its number there
	left    sim.Time // when it was last put on its link
}

// put stores a parcel and returns its index, which holds until free.
func (w *World) put(p *parcel) uint32 {
	i := w.spare
	if i == 0 {
		if len(w.parcels) > w.most {
			panic(tooMany{})
		}
		w.parcels = append(w.parcels, *p)
		return uint32(len(w.parcels) - 1)
	}
	w.spare = w.parcels[i].held
	w.parcels[i] = *p
	return i
}

// free gives a parcel's index back.
func (w *World) free(i uint32) {
	w.parcels[i].held = w.spare
	w.spare = i
}

// freeChain gives back a parcel and those that are held behind it.
func (w *World) freeChain(i uint32) {
	for i != 0 {
		next := w.parcels[i].held
		w.free(i)
		i = next
	}
}

// law is a Weather made ready: integers to compare draws with.
type law struct {
	of            Weather
	cut           uint64
	least, spread time.Duration
	all           bool
	luck          bool // whether a draw matters
	drawn         bool // the delay is neither constant nor uniform
	traits        traits
}

// traits is what a link does beside delay and independent loss, a set.
type traits uint8

const (
	bursty traits = 1 << iota
	patterned
	corrupts
	duplicates
	reorders
	correlated
	ordered
	narrow

	remembering = bursty | patterned | correlated | ordered | narrow
)

// Salts part the luck of a message into one for each purpose.
const (
	spreadLuck    = 0xa0761d6478bd642f
	chainLuck     = 0xe7037ed1a0b428db
	corruptLuck   = 0x8ebc6af09c88c6e3
	reorderLuck   = 0x589965cc75374cc3
	duplicateLuck = 0x1d8e4e27c47d124f
	copyLuck      = 0xeb44accab455d165
	queueLuck     = 0x2f6f4ca1bbc0c2b7
)

// sendUp sends a message of a client to the server.
func (w *World) sendUp(i uint32, st *stay, p *parcel, cause uint32) {
	p.stay, p.path, p.cause = i, w.clients[st.client].path, cause
	if w.lanes != nil {
		w.postUp(p)
		return
	}
	w.launch(p, 0)
}

// sendDown sends a message of the server to a client, on the path of the session's last message.
func (w *World) sendDown(p *parcel) {
	p.path = w.sessions[p.session].path
	w.post(p, 0)
}

// post sends a message of the server: the parcel of a slot or, with slot 0, a new one. It reports
// whether the slot stays in use.
func (w *World) post(p *parcel, slot uint32) bool {
	if w.lanes != nil {
		return w.postDown(p, slot)
	}
	return w.launch(p, slot)
}

// launch puts a message on its link. It reports whether the slot stays in use.
func (w *World) launch(p *parcel, slot uint32) bool {
	flag := timeline.Flag(0)
	if p.resends > 0 {
		flag = timeline.Again
	}
	p.sent = w.onWire(timeline.Sent, p, p.cause, flag)
	p.left = w.now
	c := &w.clients[w.stays[p.stay].client]
	if !p.name.Up() {
		return w.travel(&c.downLuck, c.downLaw, p, slot)
	}
	if c.is&netDown != 0 {
		return w.lose(p, slot, timeline.DeviceDown)
	}
	return w.travel(&c.upLuck, c.upLaw, p, slot)
}

// travel has a message cross a link. Its fate is drawn as it leaves: its delay, or that it is lost.
func (w *World) travel(luck *sim.Stream, number uint32, p *parcel, slot uint32) bool {
	l := &w.laws[number]
	at := w.now.Add(l.least)
	u := luck.Uint64()
	switch {
	case l.traits != 0:
		var why timeline.Flag
		if at, why = w.roughly(l, u, p); why != 0 {
			return w.lose(p, slot, why)
		}
	case l.luck:
		if l.all || u < l.cut {
			return w.lose(p, slot, timeline.Lost)
		}
		if l.drawn {
			luck := sim.Fork(u, spreadLuck)
			at = w.now.Add(l.of.Delay.Draw(&luck))
			break
		}
		at = at.Add(sim.Scale(sim.Mix(u^spreadLuck), l.spread))
	}
	if w.lanes != nil {
		at = w.inOrder(p, at)
	}
	if slot == 0 {
		slot = w.put(p)
	}
	w.agenda.At(at, w.rankDelivery, event(evDeliver, slot))
	if l.traits&narrow != 0 {
		w.pipeOf(p).neck.carries(slot, at)
	}
	if l.traits&duplicates != 0 {
		w.duplicate(l, u, slot)
	}
	return true
}

// lose records that a message is lost. A stream sends it again: then it waits in a slot.
func (w *World) lose(p *parcel, slot uint32, why timeline.Flag) bool {
	n := w.onWire(timeline.Dropped, p, p.sent, why)
	return w.lanes != nil && w.repair(p, slot, n)
}

// deliver takes a message off its link. It reports false if the receiver will read it later, or it
// is sent again.
func (w *World) deliver(slot uint32) bool {
	p := &w.parcels[slot]
	if p.name == 0 { // it has moved
		return true
	}
	id := w.stays[p.stay].client
	c := &w.clients[id]
	up := p.name.Up()
	var lost timeline.Flag
	switch {
	case up && p.path < c.deadBelow:
		lost = timeline.Stale
	case up && w.down:
		lost = timeline.Gone
	case up:
	case c.is&dead != 0:
		lost = timeline.Dead
	case p.path != c.path:
		lost = timeline.Stale
	case c.is&netDown != 0:
		return !w.lose(p, slot, timeline.DeviceDown)
	case c.is&asleep != 0:
		w.hold(id, event(evDeliver, slot))
		return false
	}
	if lost != 0 {
		w.onWire(timeline.Dropped, p, p.sent, lost)
		if lost == timeline.Gone {
			w.refuseStream(p)
		}
		return true
	}
	if p.conn != 0 {
		if used, kept := w.outOfTurn(p, slot); used {
			return !kept
		}
	}
	n := w.onWire(timeline.Delivered, p, p.sent, 0)
	if up {
		w.receive(p, n)
	} else {
		w.hear(p, n)
	}
	return true
}

// onWire records what becomes of a message: Delivered at the receiver, else at the sender.
func (w *World) onWire(k timeline.Kind, p *parcel, cause uint32, flag timeline.Flag) uint32 {
	if w.deaf {
		w.tl.Total++
		return w.tl.Total
	}
	return w.recordWire(k, p, cause, flag)
}

func (w *World) recordWire(k timeline.Kind, p *parcel, cause uint32, flag timeline.Flag) uint32 {
	st := &w.stays[p.stay]
	r := timeline.Record{Kind: k, Name: p.name, Who: st.client, Peer: timeline.Server,
		Room: w.seats[st.seat].room, Cause: cause, Flag: flag}
	if p.name == timeline.MsgReject || p.name == timeline.MsgKick {
		r.Arg = w.cfg.Codes.Of(p.code)
	}
	if p.name.Up() == (k == timeline.Delivered) {
		r.Who, r.Peer = r.Peer, r.Who
	}
	if p.name == timeline.MsgNotice {
		r.User, r.Flag = w.seats[w.changes[p.change].seat].user, r.Flag|p.flag
	}
	return w.emit(r)
}

// hear takes a message that has reached a client; n is the record of its delivery.
func (w *World) hear(p *parcel, n uint32) {
	st := &w.stays[p.stay]
	mine := st.session != 0 && p.session == st.session
	sought := st.trying != 0 && p.session == st.trying
	switch p.name {
	case timeline.MsgAccept:
		if sought {
			w.stepClient(p.stay, LoginAccepted, p, n)
		} else if !mine && !w.cfg.Settings.LateAcceptIgnored {
			w.stepClient(p.stay, LoginUnwanted, p, n)
		}
	case timeline.MsgReject:
		if sought {
			w.stepClient(p.stay, LoginRejected, p, n)
		}
	case timeline.MsgKick:
		if mine || sought {
			w.stepClient(p.stay, Kicked, p, n)
		}
	default:
		if mine {
			w.stepClient(p.stay, brings[p.name], p, n)
		}
	}
}

// brings is what the messages of a session mean to its client.
var brings = [...]ClientInput{timeline.MsgAlive: BeatAnswered, timeline.MsgRefuse: SessionUnknown,
	timeline.MsgRoster: RosterCame, timeline.MsgNotice: NoticeCame}
