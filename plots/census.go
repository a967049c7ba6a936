package plots

import (
	"roomsim/model/timeline"
	"roomsim/sim"
)

// census counts members of a group by state, over time. State none is not counted.
type census struct {
	of    []timeline.Reason // by member
	moves []move
	index map[place]uint32
}

// move is one member's change of state.
type move struct {
	at       sim.Time
	from, to timeline.Reason
}

// move puts a member, counted from 0, into a state.
func (c *census) move(t sim.Time, member uint32, to timeline.Reason) {
	for int(member) >= len(c.of) {
		c.of = append(c.of, none)
	}
	if from := c.of[member]; from != to {
		c.moves = append(c.moves, move{t, from, to})
		c.of[member] = to
	}
}

// tell is move for members known by an id: there or not.
func (c *census) tell(t sim.Time, id place, there bool) {
	if c.index == nil {
		c.index = make(map[place]uint32)
	}
	i, ok := c.index[id]
	if !ok {
		i = uint32(len(c.index))
		c.index[id] = i
	}
	if there {
		c.move(t, i, timeline.Logined)
	} else {
		c.move(t, i, none)
	}
}

// empty takes all members out.
func (c *census) empty(t sim.Time) {
	for i := range c.of {
		c.move(t, uint32(i), none)
	}
}

// began reports whether anything was counted by t.
func (c *census) began(t sim.Time) bool { return len(c.moves) > 0 && c.moves[0].at <= t }

// stand is how many members are in each state.
type stand [nState]int

func (s stand) total() int {
	sum := 0
	for _, n := range s[1:] {
		sum += n
	}
	return sum
}

// level is a stand that holds from x on.
type level struct {
	x int
	stand
}

// levels follows a census along the axis, one level for a step of the page at most; most is the
// largest number of members counted at once.
func (c *census) levels(x func(sim.Time) int, step int) (list []level, most int) {
	var now stand
	for _, m := range c.moves {
		at := x(m.at) / step * step
		now[m.from]--
		now[m.to]++
		if n := len(list); n > 0 && list[n-1].x == at {
			list[n-1].stand = now
		} else {
			list = append(list, level{at, now})
		}
		most = max(most, now.total())
	}
	return list, most
}
