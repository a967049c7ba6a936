package spec

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// Mapping says how to read a log that a real product left behind: where in a line things stand, and
// what the log calls them.
type Mapping struct {
	File      string // as messages name it
	Log       string // the form: roomsim, jsonl, csv or text
	Separator rune   // of csv
	Lines     []LogLine
	Only      []*regexp.Regexp // nil: all lines count
	Skip      []*regexp.Regexp
	Time      LogTime
	Sources   [LogFields]LogSource
	Clocks    []LogClock
	Zero      LogZero
	Pins      []LogPin
	End       sim.Time // 0: at the last record
	Warnings  []Problem
	Text      []byte // of the file
}

// LogField is one of the things that a line of a log says.
type LogField uint8

// The fields, in the order of their keys.
const (
	LogWhen LogField = iota
	LogWho
	LogWhat
	LogRoom
	LogReason
	LogCode
	LogUpdate
	LogUsers
	LogFields
)

var logFields = [...]string{"time", "who", "what", "room", "reason", "code", "update", "users"}

// String gives the field as a mapping spells it.
func (f LogField) String() string { return logFields[f] }

// LogSource is where a field stands in a line and what the log calls its values.
type LogSource struct {
	Field string            // "": the log does not have it
	Names map[string]string // the log's name: ours, "" to leave it out
	Split string            // of users in a text; "": the text is one
}

// LogLine reads a line of text.
type LogLine struct {
	Expr   *regexp.Regexp
	Groups [LogFields]int    // of Expr; 0: none
	Fixed  [LogFields]string // what the line means where no group says it
}

// LogClock is how far a device's clock is ahead, negative if it is behind.
type LogClock struct {
	Who   timeline.Span
	Ahead time.Duration
}

// LogZero says where virtual time begins: at a record, or at a time of the log.
type LogZero struct {
	Pattern timeline.Pattern // Kind 0: no record
	Nth     uint32
	Time    int64 // as LogTime gives it, if HasTime
	HasTime bool
	At      sim.Time // the virtual time of the record
}

// LogPin says what a mark of a script action stands for in a log.
type LogPin struct {
	Mark    int              // index in Config.Marks
	Pattern timeline.Pattern // Kind 0: no record, but the time At
	Nth     uint32
	At      sim.Time
	Line    int // of the mapping
}

// maxExpr and maxExprs bound regular expressions: characters of one, and how many in a list.
const (
	maxExpr  = 1000
	maxExprs = 100
)

// LoadMapping reads a log mapping for logs that are held against a scenario; without one, nil, the
// names in it that are a scenario's are not checked. The error is a *Problems.
func LoadMapping(file string, s *Scenario) (*Mapping, error) {
	rep := &report{}
	text, ok := readFile(rep, file, nil, "a log mapping")
	if !ok {
		return nil, rep.failed()
	}
	return parseMapping(rep, file, text, s)
}

// ParseMapping reads a log mapping from the text of a file. The error is a *Problems.
func ParseMapping(file string, text []byte, s *Scenario) (*Mapping, error) {
	return parseMapping(&report{}, file, text, s)
}

// mapping is a log mapping being read.
type mapping struct {
	d        *decoder
	out      *Mapping
	top      *form
	scenario *Scenario // nil: none
	names    *scenario // the scenario's names, for its way of reading patterns
}

func parseMapping(rep *report, file string, text []byte, s *Scenario) (*Mapping, error) {
	rep.opened(file)
	src := &source{file: file, text: string(text), rep: rep}
	m := &mapping{d: &decoder{src: src, rep: rep}, scenario: s,
		out: &Mapping{File: file, Text: text, Separator: ','}}
	if top := src.read(); top != nil {
		m.read(top)
	}
	if err := rep.failed(); err != nil {
		return nil, err
	}
	m.out.Warnings = rep.warnings()
	return m.out, nil
}

func (m *mapping) read(top *yaml.Node) {
	if top.Kind != yaml.MappingNode {
		m.d.wrong(top, "a log mapping is a mapping, this is "+kindOf(top), firstLine)
		return
	}
	if !m.d.version(top) || m.d.mistaken(top, "mapping") {
		return
	}
	m.top = m.d.form(top, levelMapping)
	m.top.require()
	m.names = m.borrow()
	if n := m.top.get("log"); n == nil || !m.form(n) {
		return
	}
	m.out.Only, m.out.Skip = m.exprs("only"), m.exprs("skip")
	m.separator(m.top.get("separator"))
	if m.out.Log != "roomsim" {
		m.time(m.top.get("time"))
		m.sources()
	}
	if m.out.Log == "text" {
		m.lines(m.top.get("lines"))
	}
	m.clocks(m.top.get("clocks"))
	m.zero(m.top.get("zero"))
	m.pins(m.top.get("marks"))
	if n := m.top.get("end"); n != nil {
		end, _ := m.d.positive(n, "end", `"end"`)
		m.out.End = sim.Time(end)
	}
}

// borrow returns the reader of the scenario's patterns, as far as names go.
func (m *mapping) borrow() *scenario {
	s := &scenario{d: m.d, rep: m.d.rep, top: m.top, config: new(model.Config),
		clients: newDirectory(), users: newDirectory(), rooms: newDirectory()}
	if m.scenario != nil {
		s.config = &m.scenario.Config
		cast := s.config.Cast
		s.clients, s.users = directoryOf(cast.Clients), directoryOf(cast.Users)
		s.rooms = directoryOf(cast.Rooms)
	}
	return s
}

// directoryOf is the directory of names that have been given their ids.
func directoryOf(names timeline.Names) directory {
	d := newDirectory()
	d.names = names
	names.Groups(func(name string, ids timeline.Span, crowd bool) bool {
		d.ids[name] = ids
		d.order = append(d.order, name)
		if crowd {
			d.crowds[name] = uint32(ids.Len())
		}
		return true
	})
	return d
}

// form reads which form the log has, and reports keys that mean nothing there.
func (m *mapping) form(n *yaml.Node) bool {
	forms := logForms()
	i, ok := m.d.choice(n, "log", forms)
	if !ok {
		return false
	}
	m.out.Log = forms[i]
	for _, p := range m.top.pairs {
		key := m.top.level.key(p.key.Value)
		if key.With != nil && !slices.Contains(key.With, forms[i]) {
			m.d.wrong(p.key, fmt.Sprintf("%q has no meaning for %s", key.Name, forms[i]), "")
			ok = false
		}
	}
	return ok
}

// separator reads what stands between columns.
func (m *mapping) separator(n *yaml.Node) {
	if n == nil {
		return
	}
	s, ok := m.d.text(n, "separator", `a character such as ";"`)
	list := []rune(s)
	if ok && (len(list) != 1 || list[0] == '"' || list[0] == '\r' || list[0] == '\n') {
		m.d.wrong(n, "separator "+show(s), `expected one character such as ";" or "\t"`)
		return
	}
	if ok {
		m.out.Separator = list[0]
	}
}

// exprs reads a list of regular expressions.
func (m *mapping) exprs(key string) (list []*regexp.Regexp) {
	for _, n := range m.items(key, "'onRoom'") {
		if e := m.expr(n, key); e != nil {
			list = append(list, e)
		}
	}
	return list
}

// items returns what stands in a list of the mapping; no list, an empty one and one too long are
// reported.
func (m *mapping) items(key, example string) []*yaml.Node {
	n := m.top.get(key)
	switch {
	case n == nil:
		return nil
	case n.Kind != yaml.SequenceNode:
		m.d.expected(n, key, "a list such as ["+example+"]")
		return nil
	case len(n.Content) == 0 || len(n.Content) > maxExprs:
		m.d.wrong(n, fmt.Sprintf("%s: %d expressions", key, len(n.Content)),
			fmt.Sprintf("expected 1 to %d", maxExprs))
		return nil
	}
	return n.Content
}
