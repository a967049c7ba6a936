package main

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/model"
	"roomsim/model/fsm"
	"roomsim/model/timeline"
	"roomsim/plots"
)

// addStates adds the flags of --kind states.
func (f *plotFlags) addStates(cmd *cobra.Command) {
	f.seat = once{kind: "USER", check: notEmpty}
	cmd.Flags().Var(&f.seat, "seat", "states: the path of a user's seat on the server instead")
	f.room = once{kind: "ROOM", check: notEmpty}
	cmd.Flags().Var(&f.room, "room", "states: in which room; default: the first on the path")
	completeWith(cmd, "seat", ofScenario(userNames))
	completeWith(cmd, "room", ofScenario(roomNames))
}

// trail is a path through a machine while the world tells of it. The records of a run do not say
// which rows were taken, and most rows leave none: so the trail listens as coverage does.
type trail struct {
	of    timeline.Node // Server: the seat of user
	user  uint32        // of a client: as whom it is in the room; 0: not known yet
	room  uint32        // 0: not known yet
	steps []model.Step
	rooms []uint32 // all that the path leads to
}

// drawStates draws the machine of a client in a room, or of a user's seat on the server, and the
// path through it.
func (t *tool) drawStates(w io.Writer, list []*entry, f *plotFlags, format plots.Format) error {
	e := list[0]
	walk, err := newTrail(e, f)
	if err != nil {
		return err
	}
	t.setIdle(true)
	defer t.setIdle(false)
	r := attempt(e, walk.run, model.Callbacks)
	if r.err != nil {
		return r.err
	}
	m, err := walk.machine(e, r.timeline)
	if err != nil {
		return err
	}
	return plots.StateDiagram(w, r.timeline, m, format, f.look())
}

// newTrail finds whose path the flags ask for.
func newTrail(e *entry, f *plotFlags) (*trail, error) {
	cast, walk := e.Config.Cast, &trail{of: leading(&e.Config)}
	var err error
	switch {
	case f.of.given && f.seat.given:
		return nil, wrongUsage("--of and --seat: a client's path or a seat's; expected one of them")
	case f.of.given:
		walk.of, err = one(e, "--of", "client", f.of.value, &cast.Clients)
	case f.seat.given:
		walk.of = timeline.Server
		walk.user, err = one(e, "--seat", "user", f.seat.value, &cast.Users)
	}
	if err == nil && f.room.given {
		walk.room, err = one(e, "--room", "room", f.room.value, &cast.Rooms)
	}
	return walk, err
}

// one finds a single name of a scenario's.
func one(e *entry, flag, what, name string, names *timeline.Names) (uint32, error) {
	ids, ok := names.Find(name)
	if !ok {
		var known []string
		names.Groups(func(name string, _ timeline.Span, crowd bool) bool {
			if crowd {
				name += "-1"
			}
			known = append(known, name)
			return true
		})
		hint := near(name, known)
		if len(known) > 8 {
			known = append(known[:8], "…")
		}
		return 0, wrongUsage("%s: scenario %s has no %s %q; it has %s%s", flag, e.Name, what, name,
			strings.Join(known, ", "), hint)
	}
	if ids.Len() > 1 {
		return 0, wrongUsage("%s: %q are %d; expected one of them, for example %s-1", flag, name,
			ids.Len(), name)
	}
	return ids.First, nil
}

// leading is the client that a scenario is about: whose network or app the script changes first,
// else the first that a mark names, else the first of all.
func leading(cfg *model.Config) timeline.Node {
	for i := range cfg.Actions {
		a := &cfg.Actions[i]
		if model.DoNetworkDown <= a.Verb && a.Verb <= model.DoResume && !a.Clients.Any() {
			return a.Clients.First
		}
	}
	for i := range cfg.Marks {
		if who := cfg.Marks[i].Pattern.Who; !who.Any() {
			return who.First
		}
	}
	return 1
}

// run is fresh, and keeps the steps of the trail.
func (l *trail) run(e *entry, record model.Recording) (*timeline.Timeline, error) {
	w := e.World(record)
	w.Count().Each = l.add
	return w.Run(e.Seed, 0)
}

func (l *trail) add(s model.Step) {
	if s.Client != l.of || l.of == timeline.Server && s.User != l.user {
		return
	}
	if !slices.Contains(l.rooms, s.Room) {
		l.rooms = append(l.rooms, s.Room)
	}
	if l.room == 0 {
		l.room = s.Room
	}
	if s.Room != l.room || l.user != 0 && s.User != l.user {
		return
	}
	l.user = s.User
	l.steps = append(l.steps, s)
}

// machine is the machine and the path, as charts take them.
func (l *trail) machine(e *entry, tl *timeline.Timeline) (plots.Machine, error) {
	client, seat, err := machineTables()
	if err != nil {
		return plots.Machine{}, err
	}
	m := plots.Machine{Of: l.name(tl.Cast)}
	if l.of == timeline.Server {
		m.States, m.Rows = seat.States(), rowsOf(seat, toldOfSeat, smallOfSeat)
	} else {
		told := func(says model.ClientEffect) string {
			return toldOfClient(says, e.Config.Codes, &tl.Cast.Labels)
		}
		m.States, m.Rows = client.States(), rowsOf(client, told, smallOfClient)
	}
	for i, s := range l.steps {
		t := plots.Taken{At: s.At, Row: s.Row, Says: m.Rows[s.Row].Says}
		if r := l.record(i, tl); r != nil {
			t.N = r.N
			if r.Name == timeline.OnRoomStateChanged {
				t.Says = saying(tl.Cast.Labels.Reason(r.Reason), r.Arg)
			}
		}
		m.Path = append(m.Path, t)
	}
	return m, nil
}

// name says whose path it is.
func (l *trail) name(cast *timeline.Cast) string {
	name := "client " + cast.Clients.Name(l.of)
	if l.of == timeline.Server {
		name = "the seat of " + cast.Users.Name(l.user)
	}
	if l.room == 0 {
		return name + ", which comes to no room"
	}
	name += " in room " + cast.Rooms.Name(l.room)
	if n := len(l.rooms); n > 1 && slices.Contains(l.rooms, l.room) {
		name += " (it comes to " + strconv.Itoa(n-1) + " more)"
	}
	return name
}

// record is the one that step i leaves, nil for none: of a client what its app is told, of a seat
// what the server did with it. Those of a room that is made for it, and a kick's message, come
// before it.
func (l *trail) record(i int, tl *timeline.Timeline) *timeline.Record {
	s := l.steps[i]
	end := s.N + 3
	if i+1 < len(l.steps) {
		end = min(end, l.steps[i+1].N)
	}
	for n := s.N; n < end; n++ {
		r := tl.ByN(n)
		if r == nil || r.At != s.At || r.Room != s.Room {
			continue
		}
		told := r.Name == timeline.OnRoomStateChanged && r.Who == s.Client && n == s.N
		done := r.Kind == timeline.ServerDid && r.User == s.User && s.Client == timeline.Server
		if told || done {
			return r
		}
	}
	return nil
}

// rowsOf gives the rows of a table as charts take them.
func rowsOf[S, I ~uint8, E any](t *fsm.Table[S, I, E], told func(E) string,
	small func(E) bool) []plots.Row {
	var rows []plots.Row
	for k := range t.Len() {
		r := t.Row(k)
		rows = append(rows, plots.Row{From: int(r.From), To: int(r.To), On: t.Input(r.On),
			Says: told(r.Do), Outside: r.Outside, Counted: small(r.Do)})
	}
	return rows
}

// saying is a reason with its code.
func saying(reason string, code uint32) string {
	return reason + "(" + strconv.FormatUint(uint64(code), 10) + ")"
}

// toldOfClient is what a row has the app told.
func toldOfClient(does model.ClientEffect, codes model.Codes, labels *timeline.Labels) string {
	switch {
	case does.Says == 0:
		return ""
	case does.Code == model.CodeOfMessage:
		return labels.Reason(does.Says) + "(code)"
	}
	return saying(labels.Reason(does.Says), codes.Of(does.Code))
}

// smallOfClient reports whether a row is no news by itself: the app is told nothing.
func smallOfClient(does model.ClientEffect) bool { return does.Says == 0 }

// toldOfSeat is what a row has someone told, besides the replies to what was asked.
func toldOfSeat(do model.SeatDo) string {
	const told = model.KickHolder | model.Reject | model.KickSender | model.Refuse | model.Announce
	return (do & told).String()
}

// smallOfSeat reports whether a row is no news by itself: a beat, a roster, a message that nobody
// answers.
func smallOfSeat(do model.SeatDo) bool {
	const news = model.KickHolder | model.GiveSeat | model.ShortenSeat | model.TakeSeat |
		model.TakeToken | model.Reject | model.KickSender | model.Announce
	return do&news == 0
}
