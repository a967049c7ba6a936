package export

import (
	"strconv"

	"roomsim/model/timeline"
)

// mostTallies is how many sorts of records one note counts, each by its name.
const mostTallies = 8

// sort tells records apart that are not counted together.
type sort struct {
	kind   timeline.Kind
	name   timeline.Name
	reason timeline.Reason
	update string
	up     bool   // of a message
	who    string // the client, the crowd, or the crowd of users
}

// tally is how many records of a sort were counted.
type tally struct {
	sort
	count int
}

// tallies count what is not drawn, in the order of the first of each sort.
type tallies struct {
	list  []tally
	index map[sort]int
}

func (c *tallies) add(s sort) {
	i, ok := c.index[s]
	if !ok {
		i = len(c.list)
		c.index[s] = i
		c.list = append(c.list, tally{sort: s})
	}
	c.list[i].count++
}

// told gives what was counted, in lines, and begins anew. Beats that were all answered are told
// with their answers.
func (c *tallies) told(cast *timeline.Cast) []string {
	var lines []string
	answered := make([]bool, len(c.list))
	for i, y := range c.list {
		beat := y.sort
		beat.name, beat.up = timeline.MsgBeat, true
		k, ok := c.index[beat]
		if y.kind == timeline.Delivered && y.name == timeline.MsgAlive && ok &&
			c.list[k].count == y.count {
			answered[k], answered[i] = true, true
		}
	}
	rest, sorts := 0, 0
	for i, y := range c.list {
		switch {
		case answered[i] && y.name == timeline.MsgAlive:
		case len(lines) == mostTallies:
			rest += y.count
			sorts++
		case answered[i]:
			lines = append(lines, y.String(cast)+", answered")
		default:
			lines = append(lines, y.String(cast))
		}
	}
	if rest > 0 {
		lines = append(lines, "and "+strconv.Itoa(rest)+" more of "+strconv.Itoa(sorts)+" sorts")
	}
	c.list = c.list[:0]
	clear(c.index)
	return lines
}

// String gives a count as people read it: "37 × beat from B", "200 × onRoomUserUpdate ADD of far".
func (y *tally) String(cast *timeline.Cast) string {
	s := strconv.Itoa(y.count) + " × "
	switch y.kind {
	case timeline.Network:
		s += "network "
	case timeline.ServerDid:
		s += "server's "
	}
	s += cast.Labels.Name(y.name)
	if y.update != "" {
		s += " " + y.update
	}
	switch {
	case y.reason != 0:
		s += " " + cast.Labels.Reason(y.reason)
	case y.kind == timeline.Link:
		return strconv.Itoa(y.count) + " × other weather"
	}
	switch {
	case y.who == "":
		return s
	case y.kind.Wire() && y.up:
		s += " from " + y.who
	case y.kind.Wire():
		s += " to " + y.who
	default:
		s += " of " + y.who
	}
	if y.kind == timeline.Dropped {
		s += ", lost"
	}
	return s
}

// count takes in a record that is not drawn.
func (d *diagram) count(r *timeline.Record) {
	s := sort{kind: r.Kind, name: r.Name, reason: r.Reason, update: r.Flag.Update()}
	if r.Name == timeline.OnNotice || r.Kind == timeline.Note && r.Name == timeline.Remark {
		s.name = timeline.Remark
	}
	s.up = r.Kind.Wire() && r.Name.Up()
	if a := d.actor(r); a != nil {
		s.who = a.name
	} else if name, _, ok := d.group(r); ok {
		s.who = name
	}
	d.tallies.add(s)
}
