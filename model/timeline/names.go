package timeline

import (
	"sort"
	"strconv"
)

// Node is a participant of a run: a client by its id in Cast.Clients, or the Server.
type Node = uint32

// Nobody and Server are the nodes that are no client.
const (
	Nobody Node = 0
	Server Node = 1<<32 - 1
)

// Cast holds the names of a run. Records carry ids; id 0 means none.
type Cast struct {
	Clients, Users, Rooms Names
	Notices               Names // of local notices, which a profile names as it likes
	Labels                Labels
}

// Who returns the name of a node: a client's, "server", or "".
func (c *Cast) Who(n Node) string { return string(c.AppendWho(nil, n)) }

// AppendWho appends what Who returns.
func (c *Cast) AppendWho(b []byte, n Node) []byte {
	if n == Server {
		return append(b, "server"...)
	}
	return c.Clients.Append(b, n)
}

// Names is a list of names with ids from 1, in which a crowd of a million is one entry: its member
// i is called after it, "crowd-17".
type Names struct {
	groups []group
	last   uint32
}

type group struct {
	name  string
	first uint32
	count uint32 // 0: a single name, not a crowd
}

// Span is a range of ids, both ends included. The zero Span stands for any id.
type Span struct {
	First, Last uint32
}

// Any reports whether the span stands for every id.
func (s Span) Any() bool { return s.First == 0 }

// Has reports whether id is in the span; every id is in the zero Span.
func (s Span) Has(id uint32) bool { return s.First == 0 || s.First <= id && id <= s.Last }

// Len is the number of ids in a span that is not Any.
func (s Span) Len() int { return int(s.Last - s.First + 1) }

// Add appends a single name, or with count > 0 a crowd of so many, and returns its ids.
func (n *Names) Add(name string, count uint32) Span {
	first := n.last + 1
	n.groups = append(n.groups, group{name, first, count})
	n.last += max(count, 1)
	return Span{first, n.last}
}

// Len is the number of ids.
func (n *Names) Len() int { return int(n.last) }

// Name returns the name of an id, "" for 0.
func (n *Names) Name(id uint32) string { return string(n.Append(nil, id)) }

// Append appends the name of an id, nothing for 0.
func (n *Names) Append(b []byte, id uint32) []byte {
	if id == 0 {
		return b
	}
	g := &n.groups[n.group(id)]
	b = append(b, g.name...)
	if g.count > 0 {
		b = append(b, '-')
		b = strconv.AppendUint(b, uint64(id-g.first)+1, 10)
	}
	return b
}

// Groups calls yield for each entry in order: its name, its ids, and whether it is a crowd.
func (n *Names) Groups(yield func(name string, ids Span, crowd bool) bool) {
	for _, g := range n.groups {
		if !yield(g.name, Span{g.first, g.first + max(g.count, 1) - 1}, g.count > 0) {
			return
		}
	}
}

// GroupOf returns the entry that an id belongs to, as Groups gives it.
func (n *Names) GroupOf(id uint32) (name string, ids Span, crowd bool) {
	g := n.groups[n.group(id)]
	return g.name, Span{g.first, g.first + max(g.count, 1) - 1}, g.count > 0
}

// Find returns the ids of a name: one for a single name or a crowd's member, all of them for a
// crowd.
func (n *Names) Find(name string) (Span, bool) {
	for _, g := range n.groups {
		if g.name == name {
			return Span{g.first, g.first + max(g.count, 1) - 1}, true
		}
		if i, ok := member(name, g); ok {
			return Span{g.first + i, g.first + i}, true
		}
	}
	return Span{}, false
}

// member reads "crowd-17" as index 16 of the crowd.
func member(name string, g group) (uint32, bool) {
	k := len(g.name)
	if g.count == 0 || len(name) < k+2 || name[:k] != g.name || name[k] != '-' || name[k+1] == '0' {
		return 0, false
	}
	i, err := strconv.ParseUint(name[k+1:], 10, 32)
	if err != nil || i == 0 || i > uint64(g.count) {
		return 0, false
	}
	return uint32(i - 1), true
}

// group finds the entry of an id.
func (n *Names) group(id uint32) int {
	if len(n.groups) == 1 {
		return 0
	}
	return sort.Search(len(n.groups), func(i int) bool { return n.groups[i].first > id }) - 1
}
