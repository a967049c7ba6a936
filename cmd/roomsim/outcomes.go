package main

import (
	"fmt"
	"io"
	"reflect"
	"time"

	"roomsim/model/timeline"
	"roomsim/plots"
	"roomsim/scenarios/study"
)

// seen is what an outcome map looks at.
type seen struct {
	study.View
	by, of string
}

// sight finds who looks at whom: as --by and --of say, or else as the first claim, or mark, about a
// user whom a client sees leave.
func (f *plotFlags) sight(e *entry) (*seen, error) {
	var p timeline.Pattern
	for i := range e.Claims {
		switch c := &e.Claims[i]; {
		case leaving(&p):
		case c.Never != nil:
			p = c.Never.Pattern
		case c.Count != nil:
			p = c.Count.Pattern
		}
	}
	for i := range e.Config.Marks {
		if rule := &e.Config.Marks[i]; !leaving(&p) && !rule.Action {
			p = rule.Pattern
		}
	}
	if !leaving(&p) {
		p = timeline.Pattern{}
	}
	cast := e.Config.Cast
	s := &seen{View: study.View{By: p.Who.First, Of: p.User}}
	if f.by.given {
		span, err := clientOf(e, "--by", f.by.value)
		if err != nil {
			return nil, err
		}
		s.By = span.First
	}
	if f.of.given {
		span, err := clientOf(e, "--of", f.of.value)
		if err != nil {
			return nil, err
		}
		s.Of = usersOf(e, span)
	}
	if s.By == 0 || s.Of.Any() {
		return nil, wrongUsage("no claim or mark of %s says which client sees which user leave; "+
			"expected --by CLIENT and --of CLIENT", e.Name)
	}
	s.by, s.of = cast.Clients.Name(s.By), cast.Users.Name(s.Of.First)
	if s.Of.Len() > 1 {
		s.of, _, _ = cast.Users.GroupOf(s.Of.First)
	}
	return s, nil
}

// leaving reports whether a pattern says that a client sees a user leave.
func leaving(p *timeline.Pattern) bool {
	return p.Kind == timeline.Callback && p.Name == timeline.OnRoomUserUpdate &&
		p.Update&timeline.Delete != 0 && !p.Who.Any() && !p.User.Any()
}

// clientOf finds a client or crowd.
func clientOf(e *entry, flag, name string) (timeline.Span, error) {
	clients := &e.Config.Cast.Clients
	if span, ok := clients.Find(name); ok {
		return span, nil
	}
	var names []string
	clients.Groups(func(known string, _ timeline.Span, _ bool) bool {
		names = append(names, known)
		return true
	})
	return timeline.Span{}, wrongUsage("%s: %s has no client %q%s", flag, e.Name, name,
		nearOr(name, names))
}

// usersOf are the users of clients; those of a crowd follow each other.
func usersOf(e *entry, clients timeline.Span) timeline.Span {
	user := func(client uint32) uint32 {
		if e.Config.UserOf == nil {
			return client
		}
		return e.Config.UserOf[client-1]
	}
	return timeline.Span{First: user(clients.First), Last: user(clients.Last)}
}

// drawOutcomes draws what a client sees of a user, for each pair of values.
func (t *tool) drawOutcomes(w io.Writer, list []*entry, f *plotFlags, format plots.Format) error {
	e := list[0]
	if len(f.vary) == 0 {
		return wrongUsage("--kind outcomes is a map over one setting or two; expected --vary, such as " +
			"--vary server.heartbeat.timeout=60s,90s,2m")
	}
	sight, err := f.sight(e)
	if err != nil {
		return err
	}
	m, err := f.measureBeside(e, sight)
	if err != nil {
		return err
	}
	variants, err := t.vary(e, f.vary)
	if err != nil {
		return err
	}
	g := grid(variants, f.runs.number(1))
	all, err := readAll(t, variants, g, func(_ int, tl *timeline.Timeline) glance {
		look := glance{views: sight.See(tl)}
		if m != nil {
			look.reading = study.Measure(&m.Distance, tl)
		}
		return look
	})
	if err != nil {
		return err
	}
	return plots.Outcomes(w, f.mapOf(e, variants, sight, m, g, all), format, f.look())
}

// measureBeside finds what the cells of a map tell besides the outcomes: what --measure and --claim
// ask for, or else the first claim about when another user is seen to leave. It may be nothing.
func (f *plotFlags) measureBeside(e *entry, s *seen) (*measured, error) {
	if f.measureOf.given || f.claim.given {
		return f.measure(e)
	}
	for i := range e.Claims {
		m := ofClaim(&e.Claims[i])
		if m == nil {
			continue
		}
		for k := range e.Config.Marks {
			rule := &e.Config.Marks[k]
			if p := &rule.Pattern; rule.Name == m.Of && leaving(p) && !s.Of.Has(p.User.First) {
				return m, nil
			}
		}
	}
	return nil, nil
}

// glance is what is read off a run for a map.
type glance struct {
	views   study.Views
	reading study.Reading
}

// mapOf gathers what an outcome map needs.
func (f *plotFlags) mapOf(e *entry, variants []*entry, s *seen, m *measured, g *study.Grid,
	all []glance) *plots.Map {
	chart := &plots.Map{Title: e.Title, By: s.by, Of: s.of, Y: plots.Side{Values: []string{""}}}
	if chart.Title == "" {
		chart.Title = e.Name
	}
	users := ""
	if n := s.Of.Len(); n > 1 {
		users = fmt.Sprintf(" (%d users)", n)
	}
	chart.About = fmt.Sprintf("What %s sees of %s%s in %s%s", s.by, s.of, users, runsWord(g, f),
		profileWord(e, f))
	chart.X = plots.Side{Name: f.vary[0].key, Values: f.vary[0].values}
	if len(f.vary) > 1 {
		chart.Y = plots.Side{Name: f.vary[1].key, Values: f.vary[1].values}
	}
	if m != nil {
		chart.Measure = m.text()
	}
	for i, v := range variants {
		cell := plots.Cell{Own: same(e, v)}
		var readings []study.Reading
		for _, look := range all[i*g.Runs : (i+1)*g.Runs] {
			for o, n := range look.views {
				cell.Counts[o] += n
			}
			readings = append(readings, look.reading)
		}
		if m != nil {
			cell.Span, cell.HasSpan = median(study.NewSample(readings).Spans)
		}
		chart.Cells = append(chart.Cells, cell)
	}
	return chart
}

// median is the least span that half of the ascending ones do not exceed.
func median(spans []time.Duration) (time.Duration, bool) {
	if len(spans) == 0 {
		return 0, false
	}
	return spans[(len(spans)+1)/2-1], true
}

// same reports whether a variant is the scenario itself.
func same(e, v *entry) bool {
	a, b := &e.Config, &v.Config
	return e.Seed == v.Seed && a.Profile == b.Profile && reflect.DeepEqual(a.Settings, b.Settings) &&
		reflect.DeepEqual(a.Actions, b.Actions)
}
