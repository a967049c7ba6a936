package model

import (
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// World is a model ready to run: the agenda, clients, server and links, all values in slices that
// refer to each other by index. It is built once and may be run many times; a run leaves nothing
// behind but its timeline, and from the second one on allocates nothing.
type World struct {
	cfg    Config
	client *ClientTable
	seat   *SeatTable
	// Their rows by state and input, nil where the input is ignored.
	clientRow [clientStates][clientInputs]*ClientRow
	seatRow   [seatStates][seatInputs]*SeatRow
	waits     []time.Duration // from one attempt to the next; the last one goes on for ever

	agenda   sim.Agenda
	clients  []client  // by client id
	stays    []stay    // by index from 1: a client in a room
	sights   []sight   // by stay; none if nobody has company
	seats    []seat    // by index from 1: a user in a room; those of a room lie together
	rooms    []room    // by room id
	live     []uint32  // by user id: the seat it holds, 0 if none
	sessions []session // by number, as the server remembers them
	laws     []law
	bits     []uint64 // rosters, views and two sets to think in
	changes  []change // of all rosters, in order
	parcels  []parcel // messages and other things under way, by index from 1
	spare    uint32   // first free parcel
	named    []uint32 // scratch: users that a record names
	spelling []byte   // scratch: a name
	script   script
	reserve  uint64 // orders of the script
	luck     luck
	seed     seed
	hits     *Hits // nil: nobody counts

	rankDelivery, rankTimer sim.Rank

	now       sim.Time
	tl        timeline.Timeline
	marks     *timeline.Matcher
	found     func(rule int)
	store     [timeline.Dropped + 1]bool
	deaf      bool   // the wire is not stored
	vast      bool   // it does not fit the caches: see foresee
	cold, sum uint32 // events until it looks again; what it read, so that the reading is not left out

	movedStay, movedSeat uint32 // whose state the event being handled has changed

	// What only some profiles need.
	logins  []uint32   // by stay: sent for this loginRoom or loss; nil: nobody counts
	notices []notice   // local ones, by the silence they wait for
	warned  []uint32   // by stay: notices told in this silence; nil: there are none
	over    []sim.Time // by session: when its seat expired, 0 if it did not; nil: nobody asks
}

// client is one device with its SDK.
type client struct {
	upLuck, downLuck sim.Stream // one draw a message decides its fate, whatever the weather
	upLaw, downLaw   uint32
	firstStay        uint32
	stays            uint16
	path             uint16 // counts the ways by which the device was reachable
	deadBelow        uint16 // paths below this one died with everything on them
	process          uint16 // counts its starts
	dead             bool   // its process
	netDown          bool
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
}

// room holds its seats: those that exist, and those taken in the order of their logins.
type room struct {
	firstSeat, seats uint32
	roster           uint32 // where its bits begin
	head, tail       uint32
	last             uint32 // its last change, 0 if none
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
	loggedOut
)

// Kinds of events: the upper bits of a sim.Event; the rest is an index.
const (
	evScript  = iota // action, or a member of a spread one
	evDeliver        // parcel
	evReply          // parcel: leaves the server
	evFanout         // parcel: notices leave the server
	evTold           // parcel: the SDK hears of its device's network
	evWork           // stay
	evLimit          // stay
	evExpire         // seat
)

const indexBits = sim.MaxEventBits - 3

func event(kind, index uint32) sim.Event { return sim.Event(kind<<indexBits | index) }

// The rank of script actions; deliveries and timers follow as kernel.ties says. [README, Same
// instant]
const rankScript sim.Rank = 0

// Run runs the world from its beginning to its end, inclusive. The timeline is the world's: it
// holds until the next run. The error is an *Overrun; the timeline then ends where it came.
func (w *World) Run(root, replication uint64) (*timeline.Timeline, error) {
	w.reset(root, replication)
	w.beginScript()
	err := w.loop()
	w.now = w.cfg.End
	if err == nil {
		w.noteUnrun()
		w.tl.Events = w.agenda.Events()
	}
	w.audit()
	return &w.tl, err
}

func (w *World) loop() error {
	for {
		for range w.untilNextLook() {
			ev, ok := w.agenda.Next(w.cfg.End)
			if !ok {
				return nil
			}
			w.now = w.agenda.Now()
			if w.vast {
				w.foresee()
			}
			w.handle(ev)
			if w.movedStay|w.movedSeat != 0 {
				w.check()
			}
		}
		if err := w.overrun(); err != nil {
			return err
		}
	}
}

// handle is the heart: what each event means.
func (w *World) handle(ev sim.Event) {
	index := uint32(ev) & (1<<indexBits - 1)
	switch uint32(ev) >> indexBits {
	case evScript:
		w.act(index)
	case evDeliver:
		w.deliver(&w.parcels[index])
		w.free(index)
	case evReply:
		w.replyLeaves(index)
		w.free(index)
	case evFanout:
		p := w.parcels[index]
		w.free(index)
		w.fanOut(&p)
	case evTold:
		w.told(&w.parcels[index])
		w.free(index)
	case evWork:
		if st := &w.stays[index]; w.agenda.Fires(&st.work) {
			if st.state == In {
				w.stepClient(index, BeatDue, nil, 0)
			} else {
				w.stepClient(index, RetryDue, nil, 0)
			}
		}
	case evLimit:
		if st := &w.stays[index]; w.agenda.Fires(&st.limit) {
			if st.state == In {
				w.silent(index, st)
			} else {
				w.stepClient(index, WindowClosed, nil, st.since)
			}
		}
	case evExpire:
		if s := &w.seats[index]; w.agenda.Fires(&s.expiry) {
			w.stepSeat(index, SeatExpired, nil, s.renewed)
		}
	}
}

// emit counts a record, stores it if it is wanted, and lets marks find it. It returns its number.
func (w *World) emit(r timeline.Record) uint32 {
	w.tl.Total++
	r.N = w.tl.Total
	r.At = w.now
	if w.store[r.Kind] && (r.Name != timeline.ServerBeat || w.cfg.Record == Everything) {
		w.tl.Records = append(w.tl.Records, r)
	}
	if w.marks.Open() {
		w.marks.Feed(&w.tl, &r, w.found)
	}
	return r.N
}
