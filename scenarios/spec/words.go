package spec

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/model/timeline"
)

// maxLabel bounds what people see in place of a name, in characters.
const maxLabel = 64

// codes puts the numbers of a profile's codes: over those that are there.
func (l *layered) codes(d *decoder, n *yaml.Node) {
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		d.expected(n, "codes", "a mapping such as {connection_lost: 1000017}")
		return
	}
	known := model.Roles()
	names := make([]string, len(known))
	for i := range known {
		names[i] = known[i].Name
	}
	for _, p := range pairs(n) {
		i := find(names, p.key.Value)
		if i < 0 {
			d.wrong(p.key, "unknown role of a code "+show(p.key.Value),
				d.hint(p.key.Value, names, "roles are"))
			continue
		}
		if code, ok := d.whole(p.value, p.key.Value, 0, maxCode); ok {
			if l.numbers == nil {
				l.numbers = model.DefaultCodes()
			}
			l.numbers[i] = uint32(code)
		}
	}
}

// labels puts the words of a profile's names: over those that are there.
func (l *layered) labels(d *decoder, n *yaml.Node) {
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		d.expected(n, "names", "a mapping such as {Reconnecting: RECONNECTING}")
		return
	}
	heard, states := timeline.NamesOf(timeline.Callback), timeline.Reasons()
	known := append(callbacks(), reasons()...)
	for _, p := range pairs(n) {
		i := find(known, p.key.Value)
		if i < 0 {
			d.wrong(p.key, "unknown name "+show(p.key.Value), d.hint(p.key.Value, known, "names are"))
			continue
		}
		label, ok := d.label(p.value, p.key.Value)
		switch {
		case !ok:
		case i < len(heard):
			l.words.SetName(heard[i], label)
		default:
			l.words.SetReason(states[i-len(heard)], label)
		}
	}
}

// label reads what people see in place of a name.
func (d *decoder) label(n *yaml.Node, name string) (string, bool) {
	s, ok := d.text(n, name, "what people see in its place")
	switch {
	case !ok:
		return "", false
	case strings.TrimSpace(s) == "":
		d.wrong(n, name+": the label is empty", "")
	case utf8.RuneCountInString(s) > maxLabel:
		d.wrong(n, fmt.Sprintf("%s: the label is longer than %d characters", name, maxLabel), "")
	case strings.ContainsFunc(s, unicode.IsControl):
		d.wrong(n, name+": the label "+show(s)+" has a control character", "")
	default:
		return s, true
	}
	return "", false
}

func find(names []string, name string) int {
	for i := range names {
		if names[i] == name {
			return i
		}
	}
	return -1
}
