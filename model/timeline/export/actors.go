package export

import (
	"cmp"
	"slices"
	"strconv"

	"roomsim/model/timeline"
)

// mostActors is how many clients and crowds a diagram shows.
const mostActors = 8

// actor is a client or a crowd that takes part in a diagram.
type actor struct {
	name, user string
	ids        timeline.Span
	crowd      bool
	weight     int    // why it deserves a place
	id         string // what the diagram calls it
	down       bool   // its network
	vain       []lost // by its messages
}

// lost names the row that a lost message belongs to: attempts of one loss, beats of one stay.
type lost struct {
	name  timeline.Name
	cause uint32
}

// The weights of actors, from nothing done to spoken of by a mark.
const (
	idle = iota
	acts
	cutOff
	marked
)

// actors lists the clients and crowds that do something, in the cast's order, and the names of
// those for which there is no place.
func actors(t *timeline.Timeline) (list []actor, leftOut []string) {
	t.Cast.Clients.Groups(func(name string, ids timeline.Span, crowd bool) bool {
		list = append(list, actor{name: name, ids: ids, crowd: crowd})
		return true
	})
	weigh(t, list)
	list = slices.DeleteFunc(list, func(a actor) bool { return a.weight == idle })
	for len(list) > mostActors {
		least := len(list) - 1
		for i := len(list) - 1; i >= 0; i-- {
			if list[i].weight < list[least].weight {
				least = i
			}
		}
		leftOut = append(leftOut, list[least].name)
		list = slices.Delete(list, least, least+1)
	}
	slices.Reverse(leftOut)
	for i := range list {
		list[i].id = identifier(list[i].name, i)
	}
	return list, leftOut
}

// identifier is what a diagram's text calls an actor: its name, if that is a letter or a letter
// and digits, as no word of Mermaid's is.
func identifier(name string, i int) string {
	for k := range len(name) {
		c := name[k]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if letter != (k == 0) || !letter && (c < '0' || c > '9') {
			return "client" + strconv.Itoa(i+1)
		}
	}
	return name
}

// weigh finds what each actor does, and who its user is.
func weigh(t *timeline.Timeline, list []actor) {
	raise := func(n timeline.Node, to int) {
		if a := find(list, n); a != nil {
			a.weight = max(a.weight, to)
		}
	}
	for i := range t.Records {
		r := &t.Records[i]
		switch r.Kind {
		case timeline.Network:
			raise(r.Who, cutOff)
		case timeline.ServerDid:
			c := t.ByN(r.Cause)
			if r.Name != timeline.ServerLogin || c == nil || c.Kind != timeline.Delivered {
				continue
			}
			if a := find(list, c.Peer); a != nil && !a.crowd {
				a.user = t.Cast.Users.Name(r.User)
			}
		default:
			raise(r.Who, acts)
		}
	}
	for _, m := range t.Marks {
		if r := t.ByN(m.N); r != nil {
			raise(r.Who, marked)
		}
	}
}

// find returns the actor that a node is or belongs to, nil if there is none.
func find(list []actor, n timeline.Node) *actor {
	i, _ := slices.BinarySearchFunc(list, n, func(a actor, n timeline.Node) int {
		return cmp.Compare(a.ids.Last, n)
	})
	if n == timeline.Nobody || i == len(list) || list[i].ids.First > n {
		return nil
	}
	return &list[i]
}

// label is what stands at the head of an actor's line.
func (a *actor) label() string {
	switch {
	case a.crowd:
		return a.name + " (" + strconv.Itoa(a.ids.Len()) + " clients)"
	case a.user != "" && a.user != a.name:
		return a.name + " (" + a.user + ")"
	}
	return a.name
}
