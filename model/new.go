package model

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// New checks a configuration and builds its world. What it refuses is a bug of the caller: input is
// checked where it is read.
func New(cfg Config) (*World, error) {
	clients, err := NewClientTable(ClientRows())
	if err != nil {
		return nil, fmt.Errorf("the client's table: %w", err)
	}
	seats, err := NewSeatTable(SeatRows())
	if err != nil {
		return nil, fmt.Errorf("the server's table: %w", err)
	}
	return NewWith(cfg, clients, seats)
}

// NewWith is New with tables of the caller's, for tests that plant a bug in a row.
func NewWith(cfg Config, clients *ClientTable, seats *SeatTable) (*World, error) {
	if err := check(&cfg); err != nil {
		return nil, err
	}
	if cfg.MaxEvents == 0 {
		cfg.MaxEvents = DefaultMaxEvents
	}
	w := &World{cfg: cfg, client: clients, seat: seats, waits: waits(&cfg.Settings),
		most: indexMask}
	w.tl = timeline.Timeline{Scenario: cfg.Scenario, Title: cfg.Title, Profile: cfg.Profile,
		Cast: cfg.Cast,
		End:  cfg.End}
	for s := range clientStates {
		for on := range clientInputs {
			w.clientRow[s][on], _, _ = clients.Step(s, on)
		}
	}
	for s := range seatStates {
		for on := range seatInputs {
			w.seatRow[s][on], _, _ = seats.Step(s, on)
		}
	}
	w.placeClients()
	w.placeScript()
	w.placeLanes()
	w.placePipes()
	w.placeSpells()
	w.placeExtras()
	if err := w.placeNotices(); err != nil {
		return nil, err
	}
	if cfg.Settings.ResumeWindow != 0 {
		w.over = make([]sim.Time, 1)
	}
	if cfg.Settings.RetryTries > 0 {
		w.logins = make([]uint32, len(w.stays))
	}
	w.vast = len(w.stays) > vastness
	w.marks = timeline.NewMatcher(w.cfg.Marks)
	w.found = w.markFound
	w.rankDelivery, w.rankTimer = 1, 2
	if cfg.Settings.TimersFirst {
		w.rankDelivery, w.rankTimer = 2, 1
	}
	w.deaf = cfg.Record != Everything
	for k := timeline.Call; k <= timeline.Dropped; k++ {
		w.store[k] = cfg.Record == Everything || cfg.Record == Callbacks && !k.Wire()
	}
	return w, nil
}

// Bounds of a world: what fits the index of an event.
const (
	MaxClients = 10_000_000
	MaxStays   = indexMask // clients in rooms, each room of a client counted
	maxActions = 60_000    // a client's paths and processes are counted in 16 bits
)

// StaysOf counts the clients in rooms that a script leads to, those of one crowd in one room once.
func StaysOf(script []Action) (n int) {
	seen := map[[4]uint32]bool{}
	for i := range script {
		a := &script[i]
		if a.Room == 0 || a.Clients.Any() {
			continue
		}
		for _, room := range []uint32{a.Room, a.To} {
			key := [4]uint32{a.Clients.First, a.Clients.Last, room, a.Rooms}
			if room != 0 && !seen[key] {
				seen[key] = true
				n += a.Clients.Len()
			}
		}
	}
	return n
}

func check(cfg *Config) error {
	s := &cfg.Settings
	n := cfg.Cast.Clients.Len()
	switch {
	case cfg.End <= 0 || cfg.End > sim.Time(sim.Longest):
		return fmt.Errorf("an end of %s, expected more than 0 and at most 30 days", cfg.End)
	case n == 0 || n > MaxClients || cfg.UserOf != nil && len(cfg.UserOf) != n:
		return fmt.Errorf("%d clients with %d users, expected 1 to %d", n, len(cfg.UserOf), MaxClients)
	case cfg.Codes != nil && len(cfg.Codes) != len(roles):
		return fmt.Errorf("%d codes, expected one for each of %d roles", len(cfg.Codes), len(roles))
	case StaysOf(cfg.Actions) > MaxStays:
		return fmt.Errorf("more than %d clients in rooms", MaxStays)
	case len(cfg.Actions) > maxActions:
		return fmt.Errorf("%d actions, expected at most %d", len(cfg.Actions), maxActions)
	case s.Link.Delay == (sim.Law{}):
		return fmt.Errorf("no link delay, expected more than 0")
	case s.Stream && (s.Resend <= 0 || s.ResendMost < s.Resend):
		return fmt.Errorf("transport.rto %s of at most %s, expected more than 0", s.Resend, s.ResendMost)
	case s.ServerTimeout <= 0 || s.BeatInterval <= 0 || s.SilenceTimeout <= 0 || s.RetryTail <= 0:
		return fmt.Errorf("time-outs, beat interval and retry tail must be more than 0")
	case s.RetryFactor.Milli != 0 && s.RetryFactor.Milli < 1000:
		return fmt.Errorf("a retry factor of %d/1000, expected 1 or more", s.RetryFactor.Milli)
	}
	for i := range cfg.Links {
		if c := &cfg.Links[i]; c.Keys&SetsDelay != 0 && c.To.Delay == (sim.Law{}) {
			return fmt.Errorf("link %d: no delay, expected more than 0", i)
		}
	}
	return nil
}

// waits lists the spans from one attempt to the next: client.retry.waits, then
// min(cap, tail · factor^(k−1)) rounded down, until they stay the same or outlast every run.
func waits(s *Settings) []time.Duration {
	const places = 256 // binary ones; what falls below them cannot reach a nanosecond
	list := slices.Clone(s.RetryWaits)
	most := sim.Longest
	if s.RetryCap > 0 {
		most = min(most, s.RetryCap)
	}
	next := new(big.Int).Lsh(big.NewInt(int64(s.RetryTail)), places)
	for total := time.Duration(0); ; {
		wait := most
		if whole := new(big.Int).Rsh(next, places); whole.IsInt64() {
			wait = min(wait, time.Duration(whole.Int64()))
		}
		list = append(list, wait)
		if total += wait; s.RetryFactor.Milli <= 1000 || wait == most || total > sim.Longest {
			return list
		}
		next.Mul(next, big.NewInt(int64(s.RetryFactor.Milli)))
		next.Quo(next, big.NewInt(1000))
	}
}

// placeClients lays out clients, stays, seats and rooms: a stay for each room that the script has a
// client call, a seat for each user in it.
func (w *World) placeClients() {
	w.clients = make([]client, w.cfg.Cast.Clients.Len()+1)
	w.rooms = make([]room, w.cfg.Cast.Rooms.Len()+1)
	w.live = make([]uint32, w.cfg.Cast.Users.Len()+1)
	w.placeStays()
	w.placeSeats()
	company := w.placeSets()
	changes := 1
	if company {
		changes += len(w.seats)
		w.numbers = make([]uint32, 1, len(w.stays)+1)
	}
	w.changes = make([]change, 1, changes)
	w.sessions = make([]session, 1, len(w.stays)+1)
	w.parcels = make([]parcel, 1)
}

// placeStays lists each client with each room that the script has it call, as each user. Until
// placeSeats, the seat of a stay is the number of its room, and its session that of its user.
func (w *World) placeStays() {
	total := 1
	for i := range w.cfg.Actions {
		if a := &w.cfg.Actions[i]; a.Room != 0 && !a.Clients.Any() {
			total += 2 * a.Clients.Len()
		}
	}
	w.stays = make([]stay, 1, total)
	for i := range w.cfg.Actions {
		a := &w.cfg.Actions[i]
		if a.Room == 0 || a.Clients.Any() {
			continue
		}
		for m := range uint32(a.Clients.Len()) {
			id := a.Clients.First + m
			user := a.As
			if user == 0 {
				user = w.userOf(id)
			}
			w.stays = append(w.stays, stay{client: id, seat: dealt(a.Room, a, m), session: user})
			if a.To != 0 {
				w.stays = append(w.stays, stay{client: id, seat: a.To, session: user})
			}
		}
	}
	slices.SortFunc(w.stays, func(a, b stay) int {
		return cmp.Or(cmp.Compare(a.client, b.client), cmp.Compare(a.seat, b.seat),
			cmp.Compare(a.session, b.session))
	})
	w.stays = slices.Compact(w.stays)
	for i := 1; i < len(w.stays); i++ {
		c := &w.clients[w.stays[i].client]
		if c.stays == 0 {
			c.firstStay = uint32(i)
		}
		c.stays++
	}
}

// placeSeats lays out the seats, those of a room together and in the order of the users.
func (w *World) placeSeats() {
	w.seats = make([]seat, len(w.stays))
	for i := 1; i < len(w.stays); i++ {
		w.seats[i] = seat{room: w.stays[i].seat, user: w.stays[i].session}
	}
	slices.SortFunc(w.seats, func(a, b seat) int {
		return cmp.Or(cmp.Compare(a.room, b.room), cmp.Compare(a.user, b.user))
	})
	w.seats = slices.Compact(w.seats)
	for i := 1; i < len(w.seats); i++ {
		r := &w.rooms[w.seats[i].room]
		if r.seats == 0 {
			r.firstSeat = uint32(i)
		}
		r.seats++
	}
	for i := 1; i < len(w.stays); i++ {
		st := &w.stays[i]
		st.seat, st.session = w.seatOf(st.seat, st.session), 0
	}
}

func (w *World) userOf(client uint32) uint32 {
	if w.cfg.UserOf == nil {
		return client
	}
	return w.cfg.UserOf[client-1]
}

// placeSets lays out rosters and views, behind a set to think in. It reports whether anybody has
// company.
func (w *World) placeSets() bool {
	at := uint32(0)
	for i := range w.rooms {
		at = max(at, w.rooms[i].words())
	}
	company := at > 0
	for i := range w.rooms {
		w.rooms[i].roster = at
		at += w.rooms[i].words()
	}
	if company {
		w.sights = make([]sight, len(w.stays))
	}
	for i := range w.sights {
		w.sights[i].view = at
		at += w.rooms[w.seats[w.stays[i].seat].room].words()
	}
	w.bits = make([]uint64, at)
	return company
}

// placeScript gives each action its orders, and the members of spread ones their events.
func (w *World) placeScript() {
	n := len(w.cfg.Actions)
	w.script = script{orders: make([]uint64, n), spreads: make([]uint32, n), progress: make([]uint32,
		n),
		due: make([]bool, n), anchored: make([][]int, len(w.cfg.Marks))}
	order, index := uint64(len(w.cfg.Links)), uint32(n)
	for i := range w.cfg.Actions {
		a := &w.cfg.Actions[i]
		w.script.orders[i] = order
		order += 3
		if a.Verb != DoWeather && !a.Clients.Any() {
			order += uint64(a.Clients.Len())
		}
		if a.Spread > 0 {
			w.script.spreads[i] = index
			index += uint32(a.Clients.Len())
		}
		if a.Anchor >= 0 {
			w.script.anchored[a.Anchor] = append(w.script.anchored[a.Anchor], i)
		}
	}
	w.reserve = order
}
