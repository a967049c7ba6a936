package timeline

import (
	"sort"
	"time"

	"roomsim/sim"
)

// Format is the version of the record's formats and of what a run computes: the same scenario,
// seed, flags and Format give the same bytes everywhere.
const Format = 1

// Timeline is what a run leaves behind: records in order, with the names to read them by.
type Timeline struct {
	Scenario string // its name
	Title    string
	Profile  string
	Seed     uint64
	Cast     *Cast
	Records  []Record
	Marks    []Mark   // those that were found, in the order of their finding
	End      sim.Time // the run's end, inclusive; later than the last record or equal
	Total    uint32   // records of the run, stored or not
	Events   uint64   // events handled by the run
	Sky      []Sky    // the weather of links, in the order of its changes; none of a file's timeline

	// Reference to lists of users: at Arg the length, then the ids.
	lists []uint32
	// Texts of links and notes, by Arg − 1.
	texts []string
	// The digest that a file gave of records it does not have, "" if they are all here.
	digest string
}

// Sky is what one direction of a client's link is like from an instant on, for charts. The clients
// are the first of the cast; before them comes Nobody, with the profile's own weather.
type Sky struct {
	At    sim.Time
	Who   Node
	Up    bool          // from the client to the server
	Loss  uint32        // in the long run, in millionths
	Delay time.Duration // the median, without what a queue adds
	Rate  uint64        // bits per second; 0: no bound
}

// Mark is a name for one record.
type Mark struct {
	Name string // with the ASCII prime: "T4'"
	N    uint32
}

// Reset empties the timeline for another run and keeps its memory. A Timeline that must outlive the
// next run of its world has to be cloned.
func (t *Timeline) Reset() {
	t.Records, t.Marks, t.Sky = t.Records[:0], t.Marks[:0], t.Sky[:0]
	t.lists, t.texts = t.lists[:0], t.texts[:0]
	t.Total, t.Events, t.digest = 0, 0, ""
}

// TakeOver gives t, which is empty, the memory of another timeline, which may not be used any more.
func (t *Timeline) TakeOver(from *Timeline) {
	t.Records, t.Sky = from.Records[:0], from.Sky[:0]
	t.lists, t.texts = from.lists[:0], from.texts[:0]
}

// Clone returns a copy that shares nothing with t but the Cast.
func (t *Timeline) Clone() *Timeline {
	c := *t
	c.Records = append([]Record(nil), t.Records...)
	c.Marks = append([]Mark(nil), t.Marks...)
	c.Sky = append([]Sky(nil), t.Sky...)
	c.lists = append([]uint32(nil), t.lists...)
	c.texts = append([]string(nil), t.texts...)
	return &c
}

// List stores a list of users and returns its reference for Record.Arg, to be flagged Listed.
func (t *Timeline) List(users []uint32) uint32 {
	ref := uint32(len(t.lists))
	t.lists = append(append(t.lists, uint32(len(users))), users...)
	return ref
}

// Text stores a text and returns its reference for Record.Arg, never 0.
func (t *Timeline) Text(s string) uint32 {
	t.texts = append(t.texts, s)
	return uint32(len(t.texts))
}

// Users returns the users that a record names; the slice may be shared and must not be changed.
func (t *Timeline) Users(r *Record) []uint32 {
	switch {
	case r.Flag&Listed != 0:
		n := t.lists[r.Arg]
		return t.lists[r.Arg+1 : r.Arg+1+n]
	case r.User != 0:
		return []uint32{r.User}
	}
	return nil
}

// Words returns the text of a link or note record, "" for one without and for any other.
func (t *Timeline) Words(r *Record) string {
	if !r.texted() || r.Arg == 0 {
		return ""
	}
	return t.texts[r.Arg-1]
}

// texted reports whether Arg is a text: what a link's weather is, a note, the token of a call, the
// room that a call switches to, the reason that the backend gives, the memory of a server.
func (r *Record) texted() bool {
	switch r.Kind {
	case Link, Note, Call:
		return true
	case ServerDid:
		return r.Name == BackendKick || r.Name == ServerStart || r.Name == ServerRestart
	}
	return false
}

// Code returns the error code of a state callback, a kick or a rejection; other records have none.
func (r *Record) Code() (code uint32, ok bool) {
	switch r.Name {
	case OnRoomStateChanged, MsgReject, MsgKick, BackendRefuse:
		return r.Arg, true
	}
	return 0, false
}

// ByN returns the record numbered n, nil if there is none or it was not stored.
func (t *Timeline) ByN(n uint32) *Record {
	if i := int(n) - 1; i >= 0 && i < len(t.Records) && t.Records[i].N == n {
		return &t.Records[i]
	}
	i := sort.Search(len(t.Records), func(i int) bool { return t.Records[i].N >= n })
	if i < len(t.Records) && t.Records[i].N == n {
		return &t.Records[i]
	}
	return nil
}

// after gives the records behind one.
func (t *Timeline) after(r *Record) []Record {
	return t.Records[sort.Search(len(t.Records), func(i int) bool { return t.Records[i].N > r.N }):]
}

// Mark returns the record that a mark names, nil if it was never found.
func (t *Timeline) Mark(name string) *Record {
	for i := range t.Marks {
		if t.Marks[i].Name == name {
			return t.ByN(t.Marks[i].N)
		}
	}
	return nil
}

// Chain returns the records from r back to its first cause, r first.
func (t *Timeline) Chain(r *Record) []*Record {
	var chain []*Record
	for ; r != nil; r = t.ByN(r.Cause) {
		chain = append(chain, r)
	}
	return chain
}
