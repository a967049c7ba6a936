package model

import (
	"fmt"
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
	lanes    []lane          // by stay: up, down; none without transport.kind: stream
	conns    []uint32        // by session: the connection of its last message
	numbers  []uint32        // by session: where its notices' numbers go on; none without company
	resends  []time.Duration // waits before a lost message is sent again
	pipes    []pipe          // by client: up, down; none unless a link remembers something
	spells   []spell         // by change of weather; none unless some changes by itself
	bits     []uint64        // rosters, views and two sets to think in
	changes  []change        // of all rosters, in order
	parcels  []parcel        // messages and other things under way, by index from 1
	most     int             // of them at once
	spare    uint32          // first free parcel
	named    []uint32        // scratch: users that a record names
	spelling []byte          // scratch: a name
	script   script
	reserve  uint64 // orders of the script
	luck     luck
	seed     seed
	hits     *Hits // nil: nobody counts

	lives      []roomLife // by room; none if nothing asks for them
	passes     []pass     // by stay: the token it shows; none if no call has one
	seatPasses []pass     // by seat
	counts     []uint32   // by stay: users online as last heard; none if nobody asks
	refusals   []refusal  // of logins to come
	banned     []uint32   // by user: the record of the ban, 0 if there is none
	unseen     []bool     // by user: nobody is told of it; nil: none
	held       []heldMail // what waits for its client to wake, or the server to start
	sleepers   int        // clients asleep
	epoch      uint16     // counts the server's stops
	down       bool       // the server
	brokenOff  bool       // the run, in the midst of an event

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

// Kinds of events: the upper bits of a sim.Event; the rest is an index.
const (
	evScript  = iota // action, or a member of a spread one
	evDeliver        // parcel
	evReply          // parcel: leaves the server
	evFanout         // parcel: notices leave the server
	evLater          // parcel: something else that waits for its moment
	evWork           // stay
	evLimit          // stay
	evExpire         // seat
)

const (
	indexBits = sim.MaxEventBits - 3
	indexMask = 1<<indexBits - 1
)

func event(kind, index uint32) sim.Event { return sim.Event(kind<<indexBits | index) }

// The rank of script actions; deliveries and timers follow as kernel.ties says. [README, Same
// instant]
const rankScript sim.Rank = 0

// Run runs the world from its beginning to its end, inclusive. The timeline is the world's: it
// holds until the next run. The error is an *Overrun; the timeline then ends where it came.
func (w *World) Run(root, replication uint64) (*timeline.Timeline, error) {
	w.reset(root, replication)
	w.beginScript()
	err := w.bounded()
	w.now = w.cfg.End
	if err == nil {
		w.noteUnrun()
		w.tl.Events = w.agenda.Events()
	}
	if !w.brokenOff {
		w.audit()
	}
	return &w.tl, err
}

// bounded runs the loop and turns the bound on what is under way into an error.
func (w *World) bounded() (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case tooMany: // in the midst of an event
			w.brokenOff = true
			w.tl.Events = w.agenda.Events()
			err = &Overrun{At: w.now, Msg: fmt.Sprintf("more than %d messages under way at %s", w.most,
				w.now) + w.mostUnderWay()}
		default:
			panic(p)
		}
	}()
	if w.cfg.ShuffleTies != 0 {
		return w.shuffledLoop()
	}
	return w.loop()
}

// tooMany is the panic of a world that has no index left for what is under way.
type tooMany struct{}

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
		if w.deliver(index) {
			w.free(index)
		}
	case evReply:
		if !w.replyLeaves(index) {
			w.free(index)
		}
	case evFanout:
		p := w.parcels[index]
		w.free(index)
		if p.path == w.epoch {
			w.fanOut(&p)
		}
	case evLater:
		w.later(index)
	case evWork:
		if st := &w.stays[index]; w.agenda.Fires(&st.work) {
			w.workDue(index, st)
		}
	case evLimit:
		if st := &w.stays[index]; w.agenda.Fires(&st.limit) {
			w.limitDue(index, st)
		}
	case evExpire:
		if s := &w.seats[index]; w.agenda.Fires(&s.expiry) {
			w.expiryDue(index, s)
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
