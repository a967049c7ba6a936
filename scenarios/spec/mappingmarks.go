package spec

import (
	"fmt"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// clocks reads how far the clocks of devices are ahead.
func (m *mapping) clocks(n *yaml.Node) {
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		m.d.expected(n, "clocks", "a mapping such as {A: 120ms, B: -35ms}")
		return
	}
	for _, p := range pairs(n) {
		text, ok := m.d.text(p.value, p.key.Value, "a span such as -35ms")
		if !ok {
			continue
		}
		ahead, err := ahead(text)
		if err != nil {
			m.d.syntax(p.value, err)
			continue
		}
		if m.scenario == nil {
			continue
		}
		if who, ok := m.names.client(p.key, p.key.Value); ok {
			m.out.Clocks = append(m.out.Clocks, LogClock{who, ahead})
		}
	}
}

// ahead reads a span that may be negative.
func ahead(text string) (time.Duration, *expect.SyntaxError) {
	span, negative := strings.CutPrefix(text, "-")
	d, err := expect.ParseDuration(span)
	if negative {
		d = -d
	}
	return d, err
}

// ParseLogClock reads a clock as the command line gives it: A=120ms, B=-35ms.
func (s *Scenario) ParseLogClock(text string) (LogClock, error) {
	name, span, ok := strings.Cut(text, "=")
	if !ok {
		return LogClock{}, fmt.Errorf("%s is no clock; expected CLIENT=SPAN such as B=-35ms", show(text))
	}
	who, err := s.LogClient(name)
	if err != nil {
		return LogClock{}, err
	}
	d, wrong := ahead(span)
	if wrong != nil {
		return LogClock{}, fmt.Errorf("%s; expected a span such as -35ms", wrong.Msg)
	}
	return LogClock{who, d}, nil
}

// LogClient finds a client, or a crowd, by its name.
func (s *Scenario) LogClient(name string) (timeline.Span, error) {
	clients := directoryOf(s.Config.Cast.Clients)
	if who, ok := clients.find(name); ok {
		return who, nil
	}
	msg, expected := clients.unknown(&decoder{rep: &report{}}, "client", name)
	return timeline.Span{}, fmt.Errorf("%s; %s", msg, expected)
}

// logPattern reads a pattern that picks a record of a log; it is false without a scenario, too.
func (m *mapping) logPattern(f *form) (p timeline.Pattern, nth uint32, ok bool) {
	if m.scenario == nil {
		f.verb()
		return p, 0, false
	}
	p, ok = m.names.pattern(f)
	for i, key := range []string{"network", "process"} {
		if n := f.get(key); n != nil {
			p.Kind = []timeline.Kind{timeline.Network, timeline.Note}[i]
			p.Name = m.device(n, key, p.Kind)
			ok = ok && p.Name != 0
		}
	}
	if n := f.get("nth"); n != nil {
		u, good := m.d.whole(n, "nth", 1, maxNth)
		nth, ok = uint32(u), ok && good
	}
	return p, nth, ok
}

// device reads what happened to a device or an app.
func (m *mapping) device(n *yaml.Node, key string, kind timeline.Kind) timeline.Name {
	var names []timeline.Name
	var words []string
	for _, name := range timeline.NamesOf(kind) {
		if name != timeline.Remark {
			names = append(names, name)
			words = append(words, strings.TrimPrefix(name.String(), "process "))
		}
	}
	i, ok := m.d.choice(n, key, words)
	if !ok {
		return 0
	}
	return names[i]
}

// zero reads where virtual time begins.
func (m *mapping) zero(n *yaml.Node) {
	if n == nil {
		return
	}
	z := &m.out.Zero
	if n.Kind == yaml.MappingNode {
		f := m.d.form(n, levelLogZero)
		z.Pattern, z.Nth, _ = m.logPattern(f)
		if at := f.get("at"); at != nil {
			span, _ := m.d.span(at, "at")
			z.At = sim.Time(span)
		}
		return
	}
	text, ok := m.d.text(n, "zero", "a pattern such as {client: A, call: loginRoom}, or a time")
	switch {
	case !ok:
	case m.out.Log == "roomsim":
		z.Time, z.HasTime = parseEpoch(text, 0)
		if !z.HasTime {
			m.d.wrong(n, "zero "+show(text), "expected a pattern, or nanoseconds")
		}
	case m.out.Time.Format != "":
		if z.Time, z.HasTime = m.out.Time.Parse(text); !z.HasTime {
			m.d.wrong(n, "zero "+show(text), m.out.Time.Expected())
		}
	}
}

// pins reads what stands in the log for the marks of the script's actions.
func (m *mapping) pins(n *yaml.Node) {
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		m.d.expected(n, "marks", "a mapping such as {cut: {client: A, network: down}, heal: 365.5s}")
		return
	}
	for _, p := range pairs(n) {
		pin := LogPin{Mark: m.actionMark(p.key), Line: p.key.Line}
		ok := true
		if p.value.Kind == yaml.MappingNode {
			pin.Pattern, pin.Nth, ok = m.logPattern(m.d.form(p.value, levelLogPattern))
		} else {
			var at time.Duration
			at, ok = m.d.span(p.value, p.key.Value)
			pin.At = sim.Time(at)
		}
		if ok && pin.Mark >= 0 {
			m.out.Pins = append(m.out.Pins, pin)
		}
	}
}

// actionMark finds a mark that a script action makes, -1 after reporting that there is none.
func (m *mapping) actionMark(n *yaml.Node) int {
	name, err := expect.ParseMark(n.Value)
	if err != nil {
		m.d.syntax(n, err)
		return -1
	}
	if m.scenario == nil {
		return -1
	}
	var actions []string
	for i, rule := range m.scenario.Config.Marks {
		switch {
		case rule.Name == name && rule.Action:
			return i
		case rule.Name == name:
			m.d.wrong(n, fmt.Sprintf("mark %q is found by its pattern", name),
				"expected the mark of an action")
			return -1
		case rule.Action:
			actions = append(actions, rule.Name)
		}
	}
	m.d.wrong(n, "no action marks "+show(name), m.d.hint(name, actions, "their marks are"))
	return -1
}
