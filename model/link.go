package model

import (
	"roomsim/model/timeline"
	"roomsim/sim"
)

// parcel is a message under way, or another thing that waits for its moment. Which fields mean
// something depends on the name.
type parcel struct {
	name    timeline.Name
	flag    timeline.Flag // of a notice: Add or Delete
	stay    uint32        // the client's end
	session uint32        // of or for whom
	prev    uint32        // login: the session it returns from; logout: the second one; fetch: its gap
	path    uint16        // by which the client sent it, or is to get it
	sent    uint32        // record of its sending
	cause   uint32        // record that led to it, until it is sent
	code    uint32
	roster  uint32 // accept, roster: the room's last change then
	number  uint32 // accept, roster, alive: of the last notice that left; notice: its own
	change  uint32 // notice: what it tells
	held    uint32 // reply: first notice held for it; notice held: the next
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
	of   Weather
	cut  uint64
	all  bool
	luck bool // whether a draw matters
}

// spreadLuck parts the luck of the delay from the luck of the loss.
const spreadLuck = 0xa0761d6478bd642f

// sendUp sends a message of a client to the server.
func (w *World) sendUp(i uint32, st *stay, p *parcel, cause uint32) {
	c := &w.clients[st.client]
	p.stay, p.path = i, c.path
	p.sent = w.onWire(timeline.Sent, p, cause, 0)
	if c.is&netDown != 0 {
		w.onWire(timeline.Dropped, p, p.sent, timeline.DeviceDown)
		return
	}
	w.travel(&c.upLuck, c.upLaw, p, 0)
}

// sendDown sends a message of the server to a client, on the path of the session's last message.
func (w *World) sendDown(p *parcel) {
	p.path = w.sessions[p.session].path
	p.sent = w.onWire(timeline.Sent, p, p.cause, 0)
	c := &w.clients[w.stays[p.stay].client]
	w.travel(&c.downLuck, c.downLaw, p, 0)
}

// travel puts a message on a link: the parcel of a slot or, with slot 0, a new one. Its fate is
// drawn as it leaves: its delay, or that it is lost. Then travel reports false.
func (w *World) travel(luck *sim.Stream, number uint32, p *parcel, slot uint32) bool {
	l := &w.laws[number]
	delay := l.of.Delay
	u := luck.Uint64()
	if l.luck {
		if l.all || u < l.cut {
			w.onWire(timeline.Dropped, p, p.sent, timeline.Lost)
			return false
		}
		delay += sim.Scale(sim.Mix(u^spreadLuck), l.of.Spread)
	}
	if slot == 0 {
		slot = w.put(p)
	}
	w.agenda.At(w.now.Add(delay), w.rankDelivery, event(evDeliver, slot))
	return true
}

// deliver takes a message off its link. It reports false if the receiver will read it later.
func (w *World) deliver(slot uint32) bool {
	p := &w.parcels[slot]
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
		lost = timeline.DeviceDown
	case c.is&asleep != 0:
		w.hold(id, event(evDeliver, slot))
		return false
	}
	if lost != 0 {
		w.onWire(timeline.Dropped, p, p.sent, lost)
		return true
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
		r.Arg = w.cfg.Codes.of(p.code)
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
