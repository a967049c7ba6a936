package expect

import (
	"strings"

	"roomsim/model/timeline"
)

// maxCauses bounds the chain in a report; --why prints all of it.
const maxCauses = 8

// why puts the causes of what was found into words: of record n, or of the clue if n is 0. A record
// that the claim describes is named by its number alone.
func (c *checker) why(n uint32, described bool) string {
	if n != 0 {
		r := c.tl.ByN(n)
		if described && r.Cause != 0 {
			return c.causes(c.ref(n), r)
		}
		return c.causes(c.step(r), r)
	}
	if c.clue == nil {
		return "no record tells"
	}
	return c.causes(c.clueName+": "+c.step(c.clue), c.clue)
}

// causes appends the chain of causes behind r to what was said of r itself. Messages on the wire
// are left out. An expiry's cause is the last sign of life: there the chain ends, for what expired
// is the silence behind it.
func (c *checker) causes(head string, r *timeline.Record) string {
	var b strings.Builder
	b.WriteString(head)
	expiry := false
	for said := 0; r.Cause != 0; {
		expiry = expiry || r.Kind == timeline.ServerDid && r.Name == timeline.ServerExpire
		n := r.Cause
		if r = c.tl.ByN(n); r == nil {
			b.WriteString(" ← " + c.ref(n) + " (not stored)")
			break
		}
		if r.Kind.Wire() {
			continue
		}
		if said++; said > maxCauses {
			b.WriteString(" ← …")
			break
		}
		b.WriteString(" ← " + c.step(r))
		if expiry {
			b.WriteString(", the last")
			break
		}
	}
	return b.String()
}

// step gives one record of a chain: "#52 145.170s server: alice's seat expired".
func (c *checker) step(r *timeline.Record) string {
	return c.ref(r.N) + " " + r.At.String() + " " + c.tl.Say(r)
}
