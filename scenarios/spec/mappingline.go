package spec

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// expr reads a regular expression, nil after reporting what is wrong with it.
func (m *mapping) expr(n *yaml.Node, key string) *regexp.Regexp {
	text, ok := m.d.text(n, key, "a regular expression")
	switch {
	case !ok:
		return nil
	case text == "":
		m.d.wrong(n, key+": an empty expression fits every line", "expected a regular expression")
		return nil
	case len(text) > maxExpr:
		m.d.wrong(n, fmt.Sprintf("%s: the expression is longer than %d bytes", key, maxExpr), "")
		return nil
	}
	e, err := regexp.Compile(text)
	if err != nil {
		reason := "cannot be read"
		var bad *syntax.Error
		if errors.As(err, &bad) {
			reason = string(bad.Code)
		}
		m.d.wrong(n, "cannot read "+show(text)+" as a regular expression: "+reason,
			"expected one of RE2, as Go has it")
		return nil
	}
	return e
}

// time reads where the time stands and how it is written.
func (m *mapping) time(n *yaml.Node) {
	if n == nil {
		m.d.wrong(m.top.node, `"time" is required`, "expected a mapping such as {field: ts, format: ms}")
		return
	}
	if n.Kind != yaml.MappingNode {
		m.d.expected(n, "time", "a mapping such as {field: ts, format: ms}")
		return
	}
	f := m.d.form(n, levelLogTime)
	f.require()
	m.field(f, LogWhen)
	m.format(f)
}

// format reads how times are written.
func (m *mapping) format(f *form) {
	n := f.get("format")
	if n == nil {
		return
	}
	text, ok := m.d.text(n, "format", either(logFormats)+", or a layout")
	if !ok {
		return
	}
	t := &m.out.Time
	t.Format, t.Zone = text, time.UTC
	known := slices.Contains(logFormats, text)
	if !known && !t.layout() {
		hint := "expected " + either(logFormats) + ", or a layout of Go's with hours, minutes and " +
			"seconds such as 2006-01-02 15:04:05.000"
		if near := m.d.near(text, logFormats); near != "" {
			hint = "did you mean " + show(near) + "?"
		}
		m.d.wrong(n, "format "+show(text), hint)
		return
	}
	zone := f.get("zone")
	if zone == nil {
		return
	}
	text, ok = m.d.text(zone, "zone", "UTC or an offset such as +02:00")
	if ok && t.zoned() {
		m.d.wrong(f.keyNode("zone"), `"zone" has no effect: `+show(t.Format)+" needs none", "")
		return
	}
	at, good := parseZone(text)
	if good {
		t.Zone = at
	} else if ok {
		m.d.wrong(zone, "zone "+show(text), "expected UTC or an offset such as +02:00")
	}
}

// field reads where a field stands: what the mapping says, or the field's own name.
func (m *mapping) field(f *form, field LogField) {
	to := &m.out.Sources[field].Field
	*to = field.String()
	if n := f.get("field"); n != nil {
		m.place(n, "field", "the name of a field", to)
	}
}

// place reads the name of a field of the log.
func (m *mapping) place(n *yaml.Node, key, what string, to *string) {
	if s, ok := m.d.text(n, key, what); ok && s == "" {
		m.d.wrong(n, key+" is empty", "expected "+what)
	} else if ok {
		*to = s
	}
}

// sources reads where the other fields stand. Groups of text go by the fields' names.
func (m *mapping) sources() {
	for field := LogWho; field < LogFields; field++ {
		n := m.top.get(field.String())
		to := &m.out.Sources[field]
		switch {
		case n == nil && m.out.Log == "text":
			to.Field = field.String()
		case n == nil && field == LogWhat:
			m.d.wrong(m.top.node, `"what" is required`, "expected the field that names calls and callbacks")
		case n == nil:
		case n.Kind == yaml.MappingNode:
			level := levelSource
			if field == LogUsers {
				level = levelLogUsers
			}
			f := m.d.form(n, level)
			m.field(f, field)
			m.readNames(f.get("names"), field)
			m.split(f.get("split"))
		default:
			m.place(n, field.String(), "the name of a field, or a mapping", &to.Field)
		}
	}
}

// split reads what stands between users.
func (m *mapping) split(n *yaml.Node) {
	if n == nil {
		return
	}
	s, ok := m.d.text(n, "split", `a text such as ","`)
	if ok && s == "" {
		m.d.wrong(n, "split is empty", `expected a text such as ","`)
	}
	m.out.Sources[LogUsers].Split = s
}

// readNames reads what the log calls the values of a field.
func (m *mapping) readNames(n *yaml.Node, field LogField) {
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		m.d.expected(n, "names", "a mapping such as {state_changed: onRoomStateChanged}")
		return
	}
	names := make(map[string]string, len(n.Content)/2)
	for _, p := range pairs(n) {
		if isNull(p.value) {
			names[p.key.Value] = ""
			continue
		}
		if word, ok := m.d.text(p.value, p.key.Value, "a name"); ok && m.known(p.value, field, word) {
			names[p.key.Value] = word
		}
	}
	m.out.Sources[field].Names = names
}

// known reports a word that a field cannot stand for.
func (m *mapping) known(n *yaml.Node, field LogField, word string) bool {
	if field == LogCode {
		_, ok := m.d.whole(n, "code", 0, maxCode)
		return ok
	}
	if m.isLogName(field, word) {
		return true
	}
	thing := logThings[field]
	m.d.wrong(n, "no "+thing+" "+show(word), m.d.hint(word, m.logNames(field),
		strings.Replace(thing, " or ", "s and ", 1)+"s are"))
	return false
}

// logThings are what the fields name, for messages.
var logThings = [...]string{"time", "client", "call or callback", "room", "reason", "code",
	"update", "user"}

// lines reads the expressions of a text log.
func (m *mapping) lines(n *yaml.Node) {
	if n == nil {
		m.d.wrong(m.top.node, `"lines" is required`, "expected a list of regular expressions")
		return
	}
	for _, item := range m.items("lines", "'^(?P<time>\\S+) …'") {
		f := &form{d: m.d, node: item, level: &levels[levelLogLine]}
		expr := item
		if item.Kind == yaml.MappingNode {
			f = m.d.form(item, levelLogLine)
			f.require()
			if expr = f.get("line"); expr == nil {
				continue
			}
		}
		if e := m.expr(expr, "line"); e != nil {
			m.line(f, expr, e)
		}
	}
}

// line finds the groups of an expression and what it means without them.
func (m *mapping) line(f *form, n *yaml.Node, e *regexp.Regexp) {
	line := LogLine{Expr: e}
	sources := &m.out.Sources
	for i, group := range e.SubexpNames() {
		field := slices.IndexFunc(sources[:], func(s LogSource) bool { return s.Field == group })
		switch {
		case group == "":
		case field < 0:
			m.d.wrong(n, "group "+show(group)+" is no field", m.d.hint(group, logFields[:], "fields are"))
		case line.Groups[field] > 0:
			m.d.wrong(n, "group "+show(group)+" again", "expected it once")
		default:
			line.Groups[field] = i
		}
	}
	for field := LogWho; field < LogFields; field++ {
		value := f.get(field.String())
		if value == nil {
			continue
		}
		word, ok := m.d.text(value, field.String(), "a "+logThings[field])
		if ok && line.Groups[field] > 0 {
			m.d.wrong(f.keyNode(field.String()), show(field.String())+" is also a group of the line",
				"expected one of them")
		} else if ok && m.known(value, field, word) {
			line.Fixed[field] = word
		}
	}
	for _, field := range []LogField{LogWhen, LogWhat} {
		if line.Groups[field] == 0 && line.Fixed[field] == "" && f.get(field.String()) == nil {
			m.d.wrong(n, "line without a group for "+field.String(),
				"expected (?P<"+strings.TrimSpace(sources[field].Field)+">…)")
		}
	}
	m.out.Lines = append(m.out.Lines, line)
}
