package applog

import (
	"fmt"
	"strings"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

// Step is a reason that a client was told although no row of its machine leads there.
type Step struct {
	N        uint32 // of the record
	Client   string
	Room     string
	After    timeline.Reason // the one before; 0: it was the first
	Reason   timeline.Reason
	Expected []timeline.Reason
	Text     string // "A in lobby: Reconnected after Logined: no step …"
}

// stay is a client with a room.
type stay struct {
	who, room uint32
}

// course is what a client has been told of a room.
type course struct {
	path *model.Path
	last timeline.Reason
	view map[uint32]bool // the users that it knows to be there
}

// tracker follows the courses of all clients.
type tracker struct {
	log     *Log
	rows    []model.ClientRow
	courses map[stay]*course
	rooms   map[uint32][]*course // by client
}

// steps holds every client's reasons to the rows of its machine, and its updates to its view.
func (r *reader) steps() {
	t := &tracker{log: r.log, rows: model.ClientRows(), courses: map[stay]*course{},
		rooms: map[uint32][]*course{}}
	tl := r.log.Timeline
	for i := range tl.Records {
		rec := &tl.Records[i]
		switch rec.Name {
		case timeline.OnRoomStateChanged:
			t.state(rec)
		case timeline.OnRoomUserUpdate:
			t.update(rec)
		case timeline.DestroyEngine:
			t.leave(rec.Who, model.CallDestroy)
		case timeline.ProcessKill, timeline.ProcessStart:
			t.leave(rec.Who, model.AppKilled)
		}
	}
}

func (t *tracker) course(rec *timeline.Record) *course {
	key := stay{rec.Who, rec.Room}
	c := t.courses[key]
	if c == nil {
		c = &course{path: model.NewPath(t.rows), view: map[uint32]bool{}}
		t.courses[key] = c
		t.rooms[rec.Who] = append(t.rooms[rec.Who], c)
	}
	return c
}

// leave takes a client out of all rooms without a word.
func (t *tracker) leave(who uint32, on model.ClientInput) {
	for _, c := range t.rooms[who] {
		c.path.Take(on)
	}
}

func (t *tracker) state(rec *timeline.Record) {
	c := t.course(rec)
	next := c.path.Next()
	if !c.path.Say(rec.Reason) {
		t.log.Steps = append(t.log.Steps, t.step(rec, c.last, next))
	}
	c.last = rec.Reason
	if rec.Reason == timeline.Logining { // whoever enters begins with a view of nobody
		clear(c.view)
	}
}

// step puts a step that no row takes into words.
func (t *tracker) step(rec *timeline.Record, last timeline.Reason, next []timeline.Reason) Step {
	cast := t.log.Timeline.Cast
	s := Step{N: rec.N, Client: cast.Who(rec.Who), Room: cast.Rooms.Name(rec.Room), After: last,
		Reason: rec.Reason, Expected: next}
	before := "at first"
	if last != 0 {
		before = "after " + cast.Labels.Reason(last)
	}
	words := make([]string, len(next))
	for i, reason := range next {
		words[i] = cast.Labels.Reason(reason)
	}
	s.Text = fmt.Sprintf("%s in %s: %s %s: no step of the state machine leads there; expected %s",
		timeline.Show(s.Client), timeline.Show(s.Room), cast.Labels.Reason(rec.Reason), before,
		strings.Join(words, ", "))
	return s
}

// update warns of users who come though they are there, or leave though they are not.
func (t *tracker) update(rec *timeline.Record) {
	c := t.course(rec)
	comes := rec.Flag&timeline.Add != 0
	cast := t.log.Timeline.Cast
	for _, u := range t.log.Timeline.Users(rec) {
		if c.view[u] == comes {
			state := "who is there already"
			if !comes {
				state = "who was not there"
			}
			file, line := t.log.Place(rec.N)
			t.log.Warnings = append(t.log.Warnings, spec.Problem{File: file, Line: line, Warning: true,
				Msg: fmt.Sprintf("%s in %s: %s of %s, %s", cast.Who(rec.Who), cast.Rooms.Name(rec.Room),
					rec.Flag.Update(), cast.Users.Name(u), state)})
		}
		c.view[u] = comes
	}
}
