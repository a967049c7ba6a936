package model

import (
	"math/bits"

	"roomsim/model/timeline"
)

// change is one change of a room's roster: a user's seat was taken or left.
type change struct {
	seat   uint32
	before uint32 // the room's change before this one, 0 for none
}

// A roster, and a client's view of it, is a set of seats of the room: bit k is seat firstSeat + k.
// A roster of the past is the present one with the later changes undone, so a reply need only carry
// the number of the room's last change.

func flip(set []uint64, k uint32) { set[k/64] ^= 1 << (k % 64) }

func has(set []uint64, k uint32) bool { return set[k/64]>>(k%64)&1 != 0 }

func (w *World) set(at, words uint32) []uint64 { return w.bits[at : at+words : at+words] }

// changeRoster turns a seat's bit over and remembers the change.
func (w *World) changeRoster(i uint32, s *seat) {
	r := &w.rooms[s.room]
	if r.words() == 0 || s.late {
		return // nobody can ever see it
	}
	flip(w.set(r.roster, r.words()), i-r.firstSeat)
	w.changes = append(w.changes, change{seat: i, before: r.last})
	r.last = uint32(len(w.changes) - 1)
}

// rosterAt writes the roster as it was after a change, less the seat own, into a scratch set.
func (w *World) rosterAt(r *room, at, own uint32) []uint64 {
	set := w.set(0, r.words())
	copy(set, w.set(r.roster, r.words()))
	for c := r.last; c > at; c = w.changes[c].before {
		flip(set, w.changes[c].seat-r.firstSeat)
	}
	if w.seats[own].late {
		clear(set)
	}
	set[(own-r.firstSeat)/64] &^= 1 << ((own - r.firstSeat) % 64)
	return set
}

// link puts a seat at the end of the order of logins; unlink takes it out.
func (w *World) link(r *room, i uint32) {
	s := &w.seats[i]
	s.prev, s.next = r.tail, 0
	if r.tail != 0 {
		w.seats[r.tail].next = i
	} else {
		r.head = i
	}
	r.tail = i
}

func (w *World) unlink(r *room, i uint32) {
	s := &w.seats[i]
	if s.prev != 0 {
		w.seats[s.prev].next = s.next
	} else {
		r.head = s.next
	}
	if s.next != 0 {
		w.seats[s.next].prev = s.prev
	} else {
		r.tail = s.prev
	}
}

// announce has a change of the roster told to the sessions seated now, after server.fanout; one
// caused by a message follows server.process, and so does one that overtook such a one.
func (w *World) announce(s *seat, late bool, cause uint32) {
	r := &w.rooms[s.room]
	if i := r.head; s.late || i == 0 || r.head == r.tail && &w.seats[i] == s {
		return // nobody else is there to hear it
	}
	wait := w.cfg.Settings.Fanout
	if late {
		wait += w.cfg.Settings.Process
	}
	p := parcel{name: timeline.MsgNotice, change: r.last, flag: timeline.Delete, cause: cause,
		path: w.epoch}
	if s.state == Present {
		p.flag = timeline.Add
	}
	w.agenda.At(w.now.Add(wait), w.rankTimer, event(evFanout, w.put(&p)))
}

// fanOut sends the notices of a change, in the order of logins, to those seated at the change and
// still seated. Rule: none leaves before the reply that admits its session.
func (w *World) fanOut(p *parcel) {
	r := &w.rooms[w.seats[w.changes[p.change].seat].room]
	for i := r.head; i != 0; i = w.seats[i].next {
		s := &w.seats[i]
		if s.since > p.change || s.late {
			continue
		}
		if s.reply != 0 {
			w.holdNotice(s.reply, p)
		} else {
			w.notify(s, p)
		}
	}
}

// holdNotice keeps a notice until the reply in a parcel has left.
func (w *World) holdNotice(reply uint32, p *parcel) {
	p.held = 0
	slot := w.put(p)
	at := &w.parcels[reply]
	for at.held != 0 {
		at = &w.parcels[at.held]
	}
	at.held = slot
}

// notify sends a notice to the session of a seat.
func (w *World) notify(s *seat, p *parcel) {
	s.notices++
	p.stay, p.session, p.number, p.held = s.stay, s.session, s.notices, 0
	w.sendDown(p)
}

// takeNotice takes a notice at a client: a gap in its numbers means that one is missing, and has
// the roster fetched. What the view already has is not reported again, nor what the last roster
// covered; a copy that comes late means nothing any more.
func (w *World) takeNotice(i uint32, st *stay, m *parcel, cause uint32) {
	if m.number <= st.seen {
		return
	}
	if m.change > w.sights[i].known {
		if st.fetches {
			w.keep(i, m)
		}
		w.takeChange(i, st, m, cause)
	}
	if m.number == st.seen+1 {
		st.seen++
	} else if m.number > st.seen && !st.fetches {
		w.fetch(i, st, cause)
	}
}

// keep remembers a notice that may be news to the roster under way, in the order of changes.
func (w *World) keep(i uint32, m *parcel) {
	slot := w.put(m)
	at := &w.sights[i].kept
	for *at != 0 && w.parcels[*at].change < m.change {
		at = &w.parcels[*at].held
	}
	w.parcels[slot].held = *at
	*at = slot
}

// layOnTop brings the notices kept into a roster that does not know them yet, counts them, and
// forgets them.
func (w *World) layOnTop(i uint32, st *stay, r *room, roster []uint64) {
	for slot := w.sights[i].kept; slot != 0; {
		n := &w.parcels[slot]
		k := w.changes[n.change].seat - r.firstSeat
		if n.change > w.sights[i].known && has(roster, k) != (n.flag == timeline.Add) {
			flip(roster, k)
		}
		if n.number == st.seen+1 {
			st.seen++
		}
		next := n.held
		w.free(slot)
		slot = next
	}
	w.sights[i].kept = 0
}

// takeChange brings one change into the view and reports it.
func (w *World) takeChange(i uint32, st *stay, m *parcel, cause uint32) {
	r := &w.rooms[w.seats[st.seat].room]
	who := w.changes[m.change].seat
	view := w.set(w.sights[i].view, r.words())
	k := who - r.firstSeat
	if who == st.seat || has(view, k) == (m.flag == timeline.Add) {
		return
	}
	flip(view, k)
	if w.clients[st.client].is&deaf != 0 || w.mute(who) {
		return
	}
	w.emit(timeline.Record{Kind: timeline.Callback, Name: timeline.OnRoomUserUpdate, Who: st.client,
		Room: w.seats[st.seat].room, User: w.seats[who].user, Flag: m.flag, Cause: cause})
}

// reportRoster brings the view up to the roster of a reply: one DELETE that names all who left,
// then one ADD that names all who came, in the order of the users. A fetched roster counts for the
// gap it was fetched for, and the notices taken meanwhile stay on top of it.
func (w *World) reportRoster(i uint32, st *stay, m *parcel, cause uint32) {
	r := &w.rooms[w.seats[st.seat].room]
	fetched := m.name == timeline.MsgRoster
	if r.words() == 0 || fetched && !(st.fetches && m.prev == w.sights[i].gap) {
		return
	}
	if !fetched {
		w.dropKept(i)
	}
	st.fetches, st.seen, w.sights[i].known = false, m.number, m.roster
	now := w.rosterAt(r, m.roster, st.seat)
	w.layOnTop(i, st, r, now)
	view := w.set(w.sights[i].view, r.words())
	w.reportSet(st, timeline.Delete, view, now, cause)
	w.reportSet(st, timeline.Add, now, view, cause)
	copy(view, now)
}

// reportSet reports the users whose bits are in a and not in b.
func (w *World) reportSet(st *stay, flag timeline.Flag, a, b []uint64, cause uint32) {
	room := w.seats[st.seat].room
	if w.clients[st.client].is&deaf != 0 {
		return
	}
	users := w.named[:0]
	for word := range a {
		for left := a[word] &^ b[word]; left != 0; left &= left - 1 {
			k := uint32(word*64 + bits.TrailingZeros64(left))
			if seat := w.rooms[room].firstSeat + k; !w.mute(seat) {
				users = append(users, w.seats[seat].user)
			}
		}
	}
	w.named = users
	if len(users) == 0 {
		return
	}
	rec := timeline.Record{Kind: timeline.Callback, Name: timeline.OnRoomUserUpdate, Who: st.client,
		Room: room, Flag: flag, Cause: cause}
	if len(users) == 1 {
		rec.User = users[0]
	} else {
		rec.Flag |= timeline.Listed
		rec.Arg = w.tl.List(users)
	}
	w.emit(rec)
}

// mute reports whether nobody is told of the user of a seat.
func (w *World) mute(seat uint32) bool {
	return w.unseen != nil && w.unseen[w.seats[seat].user]
}

// clearView forgets the others.
func (w *World) clearView(i uint32, st *stay) {
	st.seen, st.fetches = 0, false
	if words := w.rooms[w.seats[st.seat].room].words(); words > 0 {
		w.dropKept(i)
		w.sights[i].known = 0
		clear(w.set(w.sights[i].view, words))
	}
}

// dropKept forgets the notices kept for a roster.
func (w *World) dropKept(i uint32) {
	w.freeChain(w.sights[i].kept)
	w.sights[i].kept = 0
}
