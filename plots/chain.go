package plots

import (
	"slices"
	"strconv"
	"strings"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// chain is a chain of causes that is brought out. The empty one is none.
type chain struct {
	title   string
	links   []link
	earlier int             // steps that are too many
	records []uint32        // their numbers, in order
	clients []timeline.Node // that it leads through
}

// link is what one node does at one instant of a chain: steps put together, the message that comes
// and what is made of it.
type link struct {
	at          sim.Time
	node        timeline.Node
	first, last *timeline.Record
	about       *timeline.Record // of its records the one that places it: no message if it can
	words       []string         // of what are no messages, or of the last message
	marks       []string
	gap, made   string
	beside      bool
}

// mostLinks is how many links of a chain are shown at most: the last ones.
const mostLinks = 30

// newChain puts the steps of a chain together.
func newChain(tl *timeline.Timeline, steps []timeline.Step) chain {
	var c chain
	for i := range steps {
		s := &steps[i]
		c.records = append(c.records, s.Record.N)
		node := nodeOf(s.Record)
		if node != timeline.Nobody && node != timeline.Server {
			c.clients = append(c.clients, node)
		}
		n := len(c.links)
		if n == 0 || c.links[n-1].at != s.Record.At || c.links[n-1].node != node ||
			c.links[n-1].beside != s.Beside {
			c.links = append(c.links, link{at: s.Record.At, node: node, first: s.Record,
				beside: s.Beside, gap: s.Since(), made: s.Made})
			n++
		}
		c.links[n-1].add(tl, s)
	}
	if n := len(c.links); n > 0 {
		last := &c.links[n-1]
		c.title = "Why: " + strings.Join(last.words, ", ") + ", at " + clock(last.at) +
			" (#" + strconv.FormatUint(uint64(last.last.N), 10) + ")"
		c.earlier = max(n-mostLinks, 0)
		c.links = c.links[c.earlier:]
	}
	slices.Sort(c.records)
	slices.Sort(c.clients)
	c.clients = slices.Compact(c.clients)
	return c
}

// nodeOf is the node at which a record stands.
func nodeOf(r *timeline.Record) timeline.Node {
	if r.Kind == timeline.ServerDid {
		return timeline.Server
	}
	return r.Who
}

// add takes a step into the link.
func (l *link) add(tl *timeline.Timeline, s *timeline.Step) {
	l.last = s.Record
	wire := s.Record.Kind.Wire()
	if l.about == nil || l.about.Kind.Wire() {
		l.words = nil // a message is worth fewer words than what is made of it
	}
	if len(l.words) == 0 || !wire {
		l.words = append(l.words, show(s.Words))
		l.about = s.Record
	}
	for _, m := range tl.Marks {
		if m.N == s.Record.N {
			l.marks = append(l.marks, show(m.Name))
		}
	}
}

// has reports whether a record belongs to the chain.
func (c *chain) has(n uint32) bool {
	_, found := slices.BinarySearch(c.records, n)
	return found
}

// leads reports whether a message belongs to the chain: it is not one that was lost meanwhile.
func (c *chain) leads(m *message) bool {
	for i := range c.links {
		if l := &c.links[i]; !l.beside && (l.first.N == m.r.N || l.last.N == m.r.N) {
			return true
		}
	}
	return false
}

// instants are those of the links; of messages that were lost meanwhile none.
func (c *chain) instants() []sim.Time {
	var list []sim.Time
	for i := range c.links {
		if l := &c.links[i]; l.about.Kind != timeline.Dropped || !l.beside {
			list = append(list, l.at)
		}
	}
	return list
}

// next is the next link behind the i-th that is a cause, −1 if there is none.
func (c *chain) next(i int) int {
	for j := i + 1; j < len(c.links); j++ {
		if !c.links[j].beside {
			return j
		}
	}
	return -1
}

// wait words how long a link waited for its cause, the longest wording first; nil if it did not.
func (c *chain) wait(cause, l *link) []string {
	span := strings.TrimPrefix(l.gap, "+")
	if span == "" {
		return nil
	}
	if cause.last.Name == timeline.ServerBeat && l.first.Name == timeline.ServerExpire {
		return []string{span + " after the last beat", span}
	}
	made, _, _ := strings.Cut(l.made, ":")
	switch {
	case made == "" || strings.Contains(made, "."):
		return []string{span}
	case strings.HasPrefix(made, "beat "), strings.HasPrefix(made, "attempt "):
		made = ", " + made
	default:
		made = " " + made
	}
	return []string{span + made, span}
}

// line is a link in words, without its number.
func (l *link) line() string {
	text := clock(l.at) + "  "
	if l.beside {
		text += "meanwhile: "
	}
	text += strings.Join(l.words, ", ")
	if len(l.marks) > 0 {
		text += " (" + strings.Join(l.marks, ", ") + ")"
	}
	if l.gap != "" {
		text += "  " + strings.TrimSpace(l.gap+" "+l.made)
	}
	return text
}
