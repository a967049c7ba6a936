package applog

import (
	"slices"

	"roomsim/model"
	"roomsim/model/timeline"
)

// marks finds the marks, in the order of their records.
func (r *reader) marks() {
	tl := r.log.Timeline
	r.log.Rules = r.rules()
	m := timeline.NewMatcher(r.log.Rules)
	found := func(rule int) {
		tl.Marks = append(tl.Marks, timeline.Mark{Name: r.log.Rules[rule].Name, N: m.Found(rule)})
	}
	for i := range tl.Records {
		rec := &tl.Records[i]
		for _, pin := range r.records[i].pins {
			if m.Bind(pin, rec.N) {
				found(pin)
			}
		}
		m.Feed(tl, rec, found)
	}
	needed := r.needed()
	for i, rule := range r.scenario.Config.Marks {
		if rule.Action && m.Found(i) == 0 && needed[rule.Name] {
			r.log.Untold = append(r.log.Untold, rule.Name)
		}
	}
}

// needed are the marks that claims rest on, also those behind which their marks are searched.
func (r *reader) needed() map[string]bool {
	needed := map[string]bool{}
	for i := range r.scenario.Claims {
		switch c := &r.scenario.Claims[i]; {
		case c.Relation != nil:
			for _, mark := range c.Relation.Marks() {
				needed[mark] = true
			}
		case c.Never != nil:
			needed[c.Never.From], needed[c.Never.Until] = true, true
		case c.Count != nil:
			needed[c.Count.From], needed[c.Count.Until] = true, true
		case c.Order != nil:
			for k := range c.Order.Steps {
				needed[c.Order.Steps[k].Mark] = true
			}
		}
	}
	rules := r.scenario.Config.Marks
	for i := range rules {
		if !needed[rules[i].Name] {
			continue
		}
		for k := rules[i].After; k >= 0; k = rules[k].After {
			needed[rules[k].Name] = true
		}
	}
	return needed
}

// actionMarks are the rules of the actions' marks that the mapping does not pin, by name.
func (r *reader) actionMarks() map[string]int {
	marks := map[string]int{}
	for i, rule := range r.scenario.Config.Marks {
		if rule.Action {
			marks[rule.Name] = i
		}
	}
	if r.mapping != nil {
		for _, pin := range r.mapping.Pins {
			delete(marks, r.scenario.Config.Marks[pin.Mark].Name)
		}
	}
	return marks
}

// named are the actions' marks of which a line of a whole log says that they name its record.
func (r *reader) named(o map[string]any) (pins []int) {
	if !r.whole {
		return nil
	}
	for _, name := range texts(o["marks"]) {
		if i, ok := r.actions[name]; ok {
			pins = append(pins, i)
			r.told[i] = true
		}
	}
	return pins
}

// rules are the scenario's rules; the mark of an action has a pattern for what a log may tell of
// it, unless a whole log names its record or the mapping pins it.
func (r *reader) rules() []timeline.MarkRule {
	rules := slices.Clone(r.scenario.Config.Marks)
	actions := r.scenario.Config.Actions
	for i := range actions {
		a := &actions[i]
		if a.Mark < 0 {
			continue
		}
		rule := &rules[a.Mark]
		rule.Pattern = patternOf(a)
		rule.Action = rule.Pattern.Kind == 0 || r.told[a.Mark] || r.same
		rule.After, rule.Nth = a.Anchor, 1
		for k := range actions {
			b := &actions[k]
			first := b.At < a.At || b.At == a.At && k < i
			if first && b.Anchor == a.Anchor && patternOf(b) == rule.Pattern {
				rule.Nth += uint32(b.Clients.Len()) // each has a record
			}
		}
	}
	if r.mapping == nil {
		return rules
	}
	for _, pin := range r.mapping.Pins {
		rule := &rules[pin.Mark]
		rule.Pattern, rule.After, rule.Nth = pin.Pattern, -1, max(pin.Nth, 1)
		rule.Action = pin.Pattern.Kind == 0
	}
	return rules
}

// patternOf picks what a log may tell of an action: a call, or what happens to the device. The
// pattern of others is zero: an app does not see them.
func patternOf(a *model.Action) timeline.Pattern {
	p := timeline.Pattern{Who: a.Clients}
	switch {
	case a.Verb <= model.DoDestroyEngine:
		p.Kind, p.Name = timeline.Call, timeline.LoginRoom+timeline.Name(a.Verb-model.DoLoginRoom)
		if a.Room != 0 {
			p.Room = timeline.Span{First: a.Room, Last: a.Room + max(a.Rooms, 1) - 1}
		}
	case a.Verb <= model.DoNetworkSwitch:
		p.Kind = timeline.Network
		p.Name = timeline.NetworkDown + timeline.Name(a.Verb-model.DoNetworkDown)
	case a.Verb <= model.DoResume:
		p.Kind, p.Name = timeline.Note, timeline.ProcessKill+timeline.Name(a.Verb-model.DoKill)
	default:
		return timeline.Pattern{}
	}
	return p
}
