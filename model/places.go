package model

import (
	"iter"
	"sort"

	"roomsim/sim"
)

// client is one device with its SDK.
type client struct {
	upLuck, downLuck sim.Stream // one draw a message decides its fate, whatever the weather
	upLaw, downLaw   uint32
	firstStay        uint32
	stays            uint16
	path             uint16 // counts the ways by which the device was reachable
	deadBelow        uint16 // paths below this one died with everything on them
	process          uint16 // counts its starts
	is               plight
}

// plight is what is wrong with a client, a set.
type plight uint8

const (
	dead       plight = 1 << iota // its process
	netDown                       // its device's network
	asleep                        // its app is suspended
	engineless                    // after destroyEngine
	deaf                          // hears of no other user
	hidden                        // no other user hears of it
)

// set puts a plight on or takes it off.
func (c *client) set(p plight, so bool) {
	if so {
		c.is |= p
	} else {
		c.is &^= p
	}
}

// stay is a client in a room, or out of it. Its size is a cache line.
type stay struct {
	work    sim.Timer // In: the next beat. Joining, Rejoining: the next attempt
	limit   sim.Timer // In: silence. Joining, Rejoining: the end of the window
	client  uint32
	seat    uint32
	session uint32 // the one entered, 0 if none
	trying  uint32 // the one being sought, 0 if none
	seen    uint32 // number of the last notice up to which none is missing
	since   uint32 // record of the last onRoomStateChanged
	heard   uint32 // record of the last sign of life from the server
	tries   uint16
	state   ClientState
	fetches bool // a roster has been asked for
}

// sight is what a client knows of the others in its room.
type sight struct {
	view  uint32 // where its bits begin
	known uint32 // changes up to here were in the last roster
	gap   uint32 // counts the gaps found; a fetched roster answers to one
	kept  uint32 // parcel of the first notice taken since the gap was found, by change
}

// seat is a user in a room as the server keeps it. Its size is a cache line.
type seat struct {
	expiry     sim.Timer
	session    uint32 // that holds it
	stay       uint32 // whose session it is
	notices    uint32 // number of the last notice that left for the session
	since      uint32 // changes before this one are in the roster that admitted the session
	next, prev uint32 // in the order of logins
	user, room uint32
	renewed    uint32 // record of the last login or beat
	reply      uint32 // parcel of the reply that admits the session, until it leaves
	state      SeatState
	late       bool // came beyond server.notify.users: hears nothing, nobody hears of it
}

// room holds its seats: those that exist, and those taken in the order of their logins.
type room struct {
	firstSeat, seats uint32
	roster           uint32 // where its bits begin
	head, tail       uint32
	last             uint32 // its last change, 0 if none
	taken            uint32 // seats
	seq              uint32 // user_update_seq
}

// roomLife is what only a server that lets rooms linger, or bounds their logins, has to know.
type roomLife struct {
	life           uint32 // counts its creations
	second, logins uint32 // the second of the last login, and the logins in it
	open           bool
}

// words is the length of a set of seats of the room; nobody needs one where nobody has company.
func (r *room) words() uint32 {
	if r.seats < 2 {
		return 0
	}
	return (r.seats + 63) / 64
}

// session is what the server remembers of a session, also when it is over.
type session struct {
	path uint16 // of its last message
	fate fate
}

// fate is what became of a session.
type fate uint8

const (
	unseen fate = iota
	met
	displaced
	kickedOut
	tokenOver
	loggedOut
)

// codes are what sessions hear that the server has ended.
var fateCodes = [...]uint32{displaced: CodeKickedElsewhere, kickedOut: CodeKicked,
	tokenOver: CodeTokenKicked}

// ended reports whether the server ended the session against the client's will.
func (f fate) ended() bool { return displaced <= f && f <= tokenOver }

// seatOf finds a user's seat in a room, 0 if the script never leads the user there.
func (w *World) seatOf(room, user uint32) uint32 {
	r := &w.rooms[room]
	k := r.firstSeat + uint32(sort.Search(int(r.seats), func(k int) bool {
		return w.seats[r.firstSeat+uint32(k)].user >= user
	}))
	if k < r.firstSeat+r.seats && w.seats[k].user == user {
		return k
	}
	return 0
}

// seatsOf gives the seats that a user holds, in the order of the rooms.
func (w *World) seatsOf(user uint32) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for room := range w.rooms {
			i := w.seatOf(uint32(room), user)
			if i != 0 && w.seats[i].state == Present && !yield(i) {
				return
			}
		}
	}
}

// elsewhere reports whether another device holds a seat than the one of a message.
func (w *World) elsewhere(seat uint32, m *parcel) bool {
	return w.stays[w.seats[seat].stay].client != w.stays[m.stay].client
}
