package applog

import (
	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// silent finds a client that a claim is about and that no log tells of. Of such a one nothing can
// be said, also not that it heard nothing. A whole run of the scenario tells of all.
func (l *Log) silent(c *expect.Claim) (who timeline.Span, ok bool) {
	if l.same {
		return who, false
	}
	for _, who := range l.about(c) {
		if !who.Any() && !l.tellsOf(who) {
			return who, true
		}
	}
	return who, false
}

// about lists the clients that a claim is about.
func (l *Log) about(c *expect.Claim) (list []timeline.Span) {
	var marks []string
	switch {
	case c.Relation != nil:
		marks = c.Relation.Marks()
	case c.Never != nil:
		list = append(list, c.Never.Pattern.Who)
	case c.Count != nil:
		list = append(list, c.Count.Pattern.Who)
	case c.Order != nil:
		for i := range c.Order.Steps {
			list = append(list, c.Order.Steps[i].Pattern.Who)
			marks = append(marks, c.Order.Steps[i].Mark)
		}
	case c.Sequence != nil:
		list = append(list, c.Sequence.Who)
	}
	for i := range l.Rules {
		for _, mark := range marks {
			if l.Rules[i].Name == mark {
				list = append(list, l.Rules[i].Pattern.Who)
			}
		}
	}
	return list
}

func (l *Log) tellsOf(who timeline.Span) bool {
	for i := range l.Timeline.Records {
		if r := &l.Timeline.Records[i]; r.Who != timeline.Nobody && who.Has(r.Who) {
			return true
		}
	}
	return false
}

// untold makes a finding inconclusive because no log tells of a client.
func (l *Log) untold(f *expect.Finding, who timeline.Span) {
	name := timeline.Show(l.Timeline.Cast.Clients.Name(who.First))
	*f = expect.Finding{Claim: f.Claim, Verdict: expect.Inconclusive, Want: f.Want, When: f.When,
		Got: "no log of " + name, Measured: "no log tells of " + name, Value: "no log of " + name,
		Why: "what " + name + " heard is not known"}
}
