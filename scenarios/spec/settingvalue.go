package spec

import (
	"fmt"
	"slices"
	"time"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/model/timeline"
)

// second reads a choice of two and reports whether it is the second one.
func (d *decoder) second(n *yaml.Node, info *model.Setting) bool {
	i, _ := d.choice(n, "value", info.Words)
	return i == 1
}

// spanOr reads a duration, or the setting's word for one that is none.
func (d *decoder) spanOr(n *yaml.Node, info *model.Setting, off time.Duration) time.Duration {
	s, ok := word(n)
	switch {
	case s == info.Words[0]:
		return off
	case !ok:
		d.expected(n, "", "a duration such as 10s, or "+info.Words[0])
		return 0
	}
	if near := d.near(s, info.Words); near != "" {
		d.wrong(n, "unknown value "+show(s), "did you mean "+show(near)+"?")
		return 0
	}
	span, _ := d.span(n, "")
	return span
}

// positiveOr is spanOr for what must be more than 0; the setting's word stands for 0.
func (d *decoder) positiveOr(n *yaml.Node, info *model.Setting) time.Duration {
	const off = -1
	before := d.rep.errs
	span := d.spanOr(n, info, off)
	if span == 0 && d.rep.errs == before {
		d.wrong(n, "must be more than 0, or "+info.Words[0], "")
	}
	return max(span, 0)
}

// waits reads a list of durations, of which each may be a list to draw from; draws is nil without
// any of these.
func (d *decoder) waits(n *yaml.Node) (list []time.Duration, draws [][]time.Duration) {
	if n.Kind != yaml.SequenceNode {
		d.expected(n, "", "a list such as [2s, 2s, 3s]")
		return nil, nil
	}
	list = make([]time.Duration, len(n.Content))
	for i, item := range n.Content {
		if item.Kind != yaml.SequenceNode {
			list[i], _ = d.span(item, "")
			continue
		}
		if len(item.Content) == 0 {
			d.wrong(item, "no waits to draw from", "expected a list such as [1s, 2s, 3s]")
		}
		if draws == nil {
			draws = make([][]time.Duration, len(n.Content))
		}
		for _, one := range item.Content {
			span, _ := d.span(one, "")
			draws[i] = append(draws[i], span)
			list[i] = max(list[i], span)
		}
	}
	return list, draws
}

// wholeOr reads a whole number from 1 to most, or the setting's word for none, which is 0.
func (d *decoder) wholeOr(n *yaml.Node, info *model.Setting, most uint64) uint32 {
	if s, _ := word(n); s == info.Words[0] {
		return 0
	}
	u, ok := digits(n.Value)
	if !ok || n.Kind != yaml.ScalarNode || n.Style != 0 || u < 1 || u > most {
		d.wrong(n, fmt.Sprintf("%s: expected a whole number from 1 to %d, or %s", valueOf(n), most,
			info.Words[0]), "")
		return 0
	}
	return uint32(u)
}

// resumeWindow reads how long a session may be taken up again.
func (d *decoder) resumeWindow(n *yaml.Node, info *model.Setting) time.Duration {
	const always = -2
	before := d.rep.errs
	switch span := d.spanOr(n, info, always); {
	case span == always || d.rep.errs > before:
		return 0
	case span == 0:
		return model.ResumeNever
	default:
		return span
	}
}

// maxNotices bounds client.silence.notices.
const maxNotices = 100

// notices reads a list of local notices.
func (d *decoder) notices(n *yaml.Node) []model.Notice {
	if n.Kind != yaml.SequenceNode {
		d.expected(n, "", "a list such as [{after: 8s, name: onConnectionLost}]")
		return nil
	}
	if len(n.Content) > maxNotices {
		d.wrong(n, fmt.Sprintf("%d notices are more than %d (the bound)", len(n.Content), maxNotices), "")
		return nil
	}
	var list []model.Notice
	for _, item := range n.Content {
		if item.Kind != yaml.MappingNode {
			d.expected(item, "", "a notice such as {after: 8s, name: onConnectionLost}")
			continue
		}
		f := d.form(item, levelNotice)
		f.require()
		var one model.Notice
		if v := f.get("after"); v != nil {
			one.After, _ = d.positive(v, "after", "the silence before a notice")
		}
		if v := f.get("name"); v != nil {
			one.Name = d.noticeName(v, list)
		}
		list = append(list, one)
	}
	return list
}

// noticeName reads the name of a notice that none before it has.
func (d *decoder) noticeName(n *yaml.Node, before []model.Notice) string {
	name, ok := d.text(n, "name", "a name")
	switch {
	case !ok:
	case !timeline.IsNoticeName(name):
		d.wrong(n, "notice "+show(name)+": expected a letter, then letters, digits, _ and -, "+
			"at most 64, and no other callback's name", "")
	case slices.ContainsFunc(before, func(b model.Notice) bool { return b.Name == name }):
		d.wrong(n, "notice "+show(name)+" again", "")
	}
	return name
}

// maxTries bounds client.retry.tries.
const maxTries = 1_000_000
