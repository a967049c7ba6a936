package model

import (
	"roomsim/sim"
)

// seed is what a run's streams are drawn from.
type seed struct {
	root, replication uint64
}

// reset brings the world back to its beginning; what was laid out by New stays.
func (w *World) reset(root, replication uint64) {
	w.seed = seed{root, replication}
	w.now, w.spare = 0, 0
	w.movedStay, w.movedSeat = 0, 0
	w.agenda.Reset()
	w.agenda.Reserve(w.reserve)
	w.tl.Reset()
	w.tl.Seed = root
	w.marks.Reset()
	w.changes, w.sessions = w.changes[:1], w.sessions[:1]
	w.parcels, w.laws = w.parcels[:1], w.laws[:0]
	clear(w.bits)
	clear(w.live)
	clear(w.banned)
	clear(w.lives)
	clear(w.passes)
	clear(w.seatPasses)
	clear(w.counts)
	w.refusals, w.held = w.refusals[:0], w.held[:0]
	w.sleepers, w.epoch, w.down, w.brokenOff = 0, 0, false, false
	w.over = w.over[:min(1, len(w.over))]
	clear(w.script.progress)
	clear(w.script.due)
	w.script.weather = w.script.weather[:0]
	for k := range w.lanes {
		w.lanes[k] = lane{}
	}
	w.conns, w.numbers = w.conns[:min(1, len(w.conns))], w.numbers[:min(1, len(w.numbers))]
	for k := range w.pipes {
		w.pipes[k] = pipe{neck: neck{waiting: w.pipes[k].neck.waiting[:0]}}
	}
	w.resetSpells()
	w.resetPlaces()
	w.resetClients()
}

// TakeOver gives w, which has not run yet, the memory in which another world ran, to save what
// growing costs. Neither the other world nor its timeline may be used any more.
func (w *World) TakeOver(from *World) {
	w.agenda = from.agenda
	w.parcels = append(from.parcels[:0], parcel{})
	w.tl.TakeOver(&from.tl)
}

func (w *World) resetPlaces() {
	for i := range w.stays {
		st := &w.stays[i]
		*st = stay{client: st.client, seat: st.seat}
	}
	for i := range w.sights {
		w.sights[i] = sight{view: w.sights[i].view}
	}
	for i := range w.seats {
		s := &w.seats[i]
		*s = seat{user: s.user, room: s.room}
	}
	for i := range w.rooms {
		r := &w.rooms[i]
		*r = room{firstSeat: r.firstSeat, seats: r.seats, roster: r.roster}
	}
}

// resetClients gives each client its weather and the streams of its links. Streams are named after
// their purpose: "A.up", "A/retry".
func (w *World) resetClients() {
	s := &w.cfg.Settings
	l := &w.luck
	l.share = s.RetryJitter
	if s.RetryJitter != (sim.Ratio{}) && l.retries == nil {
		l.retries = make([]sim.Stream, len(w.clients))
	}
	if s.RetryDraws != nil && l.picks == nil {
		l.picks = make([]sim.Stream, len(w.clients))
	}
	if s.FirstBeatUniform && l.beats == nil {
		l.beats = make([]sim.Stream, len(w.clients))
	}
	w.seeUsual()
	for id := uint32(1); id < uint32(len(w.clients)); id++ {
		c := &w.clients[id]
		name := w.clientName(id)
		*c = client{firstStay: c.firstStay, stays: c.stays, is: c.is & deaf}
		c.upLuck, c.upLaw = w.stream(name.With(".up")), w.lawOf(id, Up)
		c.downLuck, c.downLaw = w.stream(name.With(".down")), w.lawOf(id, Down)
		w.seeSky(id, Up, c.upLaw)
		w.seeSky(id, Down, c.downLaw)
		if l.retries != nil {
			l.retries[id] = w.stream(name.With("/retry"))
		}
		if l.picks != nil {
			l.picks[id] = w.stream(name.With("/pick"))
		}
		if l.beats != nil {
			l.beats[id] = w.stream(name.With("/beat"))
		}
	}
}

// clientName hashes the name of a client.
func (w *World) clientName(id uint32) sim.Name {
	w.spelling = w.cfg.Cast.Clients.Append(w.spelling[:0], id)
	return sim.NameOf("").WithBytes(w.spelling)
}

func (w *World) stream(name sim.Name) sim.Stream {
	return sim.Seed(w.seed.root, name, w.seed.replication)
}
