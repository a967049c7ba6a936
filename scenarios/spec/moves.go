package spec

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/scenarios/expect"
)

// times are the keys of a marked action that --set may change: heal.at=cut + 1m, tunnel.for=80s.
var times = [...]string{"at", "for"}

// when is a time in the script that --set may change.
type when struct {
	name   string // "heal.at"
	action *yaml.Node
	at     int // index of the value in the action's content
}

// whens lists the times of marked actions.
func whens(script *yaml.Node) (list []when) {
	if script == nil || script.Kind != yaml.SequenceNode {
		return nil
	}
	for _, item := range script.Content {
		if item.Kind != yaml.MappingNode {
			continue
		}
		mark := ""
		var found []when
		for i, p := range pairs(item) {
			switch {
			case p.key.Value == "mark":
				mark = asciiPrimes(p.value.Value)
			case slices.Contains(times[:], p.key.Value):
				found = append(found, when{p.key.Value, item, 2*i + 1})
			}
		}
		for _, w := range found {
			if mark != "" {
				list = append(list, when{mark + "." + w.name, w.action, w.at})
			}
		}
	}
	return list
}

func asciiPrimes(mark string) string { return strings.ReplaceAll(mark, "′", "'") }

// move puts the --set flags that speak of times in the script into it, and returns the others.
func (s *scenario) move(list []when, sets []string) (rest []string) {
	for _, flag := range sets {
		name, value, ok := strings.Cut(flag, "=")
		i := slices.IndexFunc(list, func(w when) bool { return w.name == asciiPrimes(name) })
		if i < 0 || !ok {
			rest = append(rest, flag)
			continue
		}
		d := &decoder{rep: s.rep, lead: "--set " + flagText(flag) + ": "}
		list[i].move(d, value)
	}
	return rest
}

// move gives the time another value, which keeps the old one's place for messages.
func (w when) move(d *decoder, value string) {
	old := w.action.Content[w.at]
	n := &yaml.Node{Kind: yaml.ScalarNode, Value: value, Line: old.Line, Column: old.Column}
	if strings.HasSuffix(w.name, "."+times[1]) {
		if _, ok := d.span(n, ""); !ok {
			return
		}
	} else if _, err := expect.ParseTerm(value); err != nil {
		d.syntax(n, err)
		return
	}
	w.action.Content[w.at] = n
}
