package study

import (
	"slices"

	"roomsim/model/timeline"
)

// Outcome is what a client sees of a user in one run.
type Outcome uint8

// The outcomes, from harmless to grave.
const (
	Unseen Outcome = iota // in the room all the time
	Back                  // DELETE, and ADD in the end
	Gone                  // DELETE, and no ADD behind it
	Never                 // never in the room
	Outcomes
)

// View says whom a client looks at.
type View struct {
	By uint32        // the client
	Of timeline.Span // the user, or users
}

// Views counts the users by what came of them.
type Views [Outcomes]int

// See reads the outcome of each user off a run, as the onRoomUserUpdate callbacks tell it: of
// several rooms the gravest.
func (v *View) See(tl *timeline.Timeline) (tally Views) {
	rooms := make(map[uint32][]Outcome)
	for i := range tl.Records {
		r := &tl.Records[i]
		if r.Kind != timeline.Callback || r.Name != timeline.OnRoomUserUpdate || r.Who != v.By {
			continue
		}
		seen := rooms[r.Room]
		if seen == nil {
			seen = slices.Repeat([]Outcome{Never}, int(v.Of.Len()))
			rooms[r.Room] = seen
		}
		for _, u := range tl.Users(r) {
			if v.Of.Has(u) {
				seen[u-v.Of.First] = seen[u-v.Of.First].after(r.Flag)
			}
		}
	}
	for i := range int(v.Of.Len()) {
		gravest := Never
		for _, seen := range rooms {
			if o := seen[i]; gravest == Never || o != Never && o > gravest {
				gravest = o
			}
		}
		tally[gravest]++
	}
	return tally
}

// after is the outcome with a further update.
func (o Outcome) after(update timeline.Flag) Outcome {
	switch {
	case update&timeline.Delete != 0:
		return Gone
	case o == Gone:
		return Back
	case o == Never:
		return Unseen
	}
	return o
}
