package spec

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model"
)

// link reads the selector of links: all, a client, X.up, X.down. rank says how special it is, for
// the order of links:, where all < crowd < client < direction.
func (s *scenario) link(n *yaml.Node) (change model.LinkChange, rank int, ok bool) {
	text, isText := word(n)
	if !isText {
		s.d.expected(n, "link", "all, a client, or one direction such as A.up")
		return change, 0, false
	}
	change.Dirs = model.Both
	name, dir, dotted := strings.Cut(text, ".")
	switch {
	case !dotted:
	case dir == "up":
		change.Dirs = model.Up
	case dir == "down":
		change.Dirs = model.Down
	default:
		if _, known := s.clients.find(name); !known && name != "all" {
			name = "A"
		}
		s.d.wrong(n, fmt.Sprintf("link %s: expected %s, %[2]s.up or %[2]s.down",
			show(text), name), "")
		return change, 0, false
	}
	if dotted {
		rank = 4
	}
	if name == "all" {
		return change, rank, true
	}
	change.Clients, ok = s.client(n, name)
	if change.Clients.First == change.Clients.Last {
		rank++
	}
	return change, rank + 1, ok
}

// links reads the links: mapping, from the least to the most special selector.
func (s *scenario) links(n *yaml.Node) {
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		s.d.expected(n, "links", "a mapping such as {all: {delay: 50ms}}")
		return
	}
	var byRank [8][]model.LinkChange
	for _, p := range pairs(n) {
		change, rank, ok := s.link(p.key)
		w := s.d.weather(p.value, "link "+show(p.key.Value))
		if !ok {
			continue
		}
		byRank[rank] = append(byRank[rank], s.linkChanges(p.key, change, &w)...)
	}
	for _, changes := range byRank {
		s.config.Links = append(s.config.Links, changes...)
	}
}

// linkChanges makes the changes of an entry of links:.
func (s *scenario) linkChanges(link *yaml.Node, on model.LinkChange,
	w *weather) []model.LinkChange {
	list := s.changes(link, on, w)
	luck(link.Value, list, 0)
	s.room(link, phasesOf(list))
	return list
}
