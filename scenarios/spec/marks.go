package spec

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// mark is a name for a record: of an action, or by a pattern.
type mark struct {
	name   string
	node   *yaml.Node // where it is named
	action *action    // nil: a pattern
	value  *yaml.Node // the pattern
	waits  int        // for which other mark; -1: none
	ref    *yaml.Node // where it says so
}

// declare gives a mark its place among the marks; names of actions and of marks: are one space.
func (s *scenario) declare(n *yaml.Node, m mark) int {
	text, ok := s.d.text(n, "mark", "a mark")
	if !ok {
		return -1
	}
	name, err := expect.ParseMark(text)
	if err != nil {
		s.d.syntax(n, err)
		return -1
	}
	if first, ok := s.markOf[name]; ok {
		s.d.wrong(n, fmt.Sprintf("mark %q again", name),
			fmt.Sprintf("first at line %d", s.marks[first].node.Line))
		return -1
	}
	m.name, m.waits = name, -1
	s.markOf[name] = len(s.marks)
	s.marks = append(s.marks, m)
	return len(s.marks) - 1
}

// declareMarks names the marks: mapping's marks, behind those of the script.
func (s *scenario) declareMarks(n *yaml.Node) {
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		s.d.expected(n, "marks", "a mapping such as {T1: {client: A, state: Logined}}")
		return
	}
	for _, p := range pairs(n) {
		s.declare(p.key, mark{node: p.key, value: p.value})
	}
}

// mark finds a mark by name; one that nothing defines is reported at an offset of a text.
func (s *scenario) mark(n *yaml.Node, offset int, name string) (int, bool) {
	i, ok := s.markOf[name]
	if ok {
		return i, true
	}
	if s.spoilt("mark", name) {
		return -1, false
	}
	if len(s.markNames) < len(s.marks) { // all are declared by now
		s.markNames = make([]string, len(s.marks))
		for i := range s.marks {
			s.markNames[i] = s.marks[i].name
		}
	}
	s.d.wrongIn(n, offset, "no mark "+show(name), s.d.hint(name, s.markNames, "marks are"))
	return -1, false
}

// markIn reads a scalar that names a mark.
func (s *scenario) markIn(n *yaml.Node, key, what string) (int, bool) {
	text, ok := s.d.text(n, key, what)
	if !ok {
		return -1, false
	}
	name, err := expect.ParseMark(text)
	if err != nil {
		s.d.syntax(n, err)
		return -1, false
	}
	return s.mark(n, 0, name)
}

// anchor finds the marks that actions wait for.
func (s *scenario) anchor() {
	for _, a := range s.actions {
		if a.anchor == "" {
			continue
		}
		n := a.f.get("at")
		i, ok := s.mark(n, 0, a.anchor)
		if !ok {
			a.good = false
			continue
		}
		if a.Anchor = i; a.Mark >= 0 {
			s.marks[a.Mark].waits, s.marks[a.Mark].ref = i, n
		}
	}
}

// readMarks reads the patterns into the rules of the matcher.
func (s *scenario) readMarks() {
	rules := make([]timeline.MarkRule, len(s.marks))
	for i := range s.marks {
		m := &s.marks[i]
		rules[i] = timeline.MarkRule{Name: m.name, After: -1, Nth: 1, Action: m.action != nil}
		if m.action == nil {
			s.readMark(m, &rules[i])
		}
	}
	s.config.Marks = rules
}

func (s *scenario) readMark(m *mark, rule *timeline.MarkRule) {
	if m.value.Kind != yaml.MappingNode {
		s.d.expected(m.value, fmt.Sprintf("mark %q", m.name),
			"a pattern such as {client: A, state: Logined}")
		return
	}
	f := s.d.form(m.value, levelMark)
	rule.Pattern, _ = s.pattern(f)
	if n := f.get("after"); n != nil {
		if i, ok := s.markIn(n, "after", "a mark"); ok {
			rule.After, m.waits, m.ref = i, i, n
		}
	}
	if n := f.get("nth"); n != nil {
		if u, ok := digits(n.Value); !ok || u == 0 || u > maxNth || n.Style != 0 {
			s.d.wrong(n, "nth counts from 1", "")
		} else {
			rule.Nth = uint32(u)
		}
	}
}

// maxNth bounds the number of a match.
const maxNth = 1 << 31

// pattern reads a pattern, of a mark or in a claim.
func (s *scenario) pattern(f *form) (p timeline.Pattern, ok bool) {
	before := s.rep.errs
	kind, ok := f.verb()
	switch kind {
	case "call":
		p.Kind, p.Name = timeline.Call, s.named(f, kind, timeline.Call)
	case "callback":
		p.Kind = timeline.Callback
		p.Name, p.Notice = s.callback(f, kind)
	case "server":
		p.Kind, p.Name = timeline.ServerDid, s.named(f, kind, timeline.ServerDid)
	case "state":
		p.Kind, p.Name = timeline.Callback, timeline.OnRoomStateChanged
		i, _ := s.d.choice(f.get(kind), kind, reasons())
		p.Reason = timeline.Reasons()[i]
	case "update":
		p.Kind, p.Name = timeline.Callback, timeline.OnRoomUserUpdate
		i, _ := s.d.choice(f.get(kind), kind, updates())
		p.Update = timeline.Add << i
	}
	s.subjects(f, &p)
	if p.Kind == timeline.ServerDid {
		s.serverSubjects(f, p.Name)
	}
	return p, ok && s.rep.errs == before
}

// callback reads the name of a callback: one that the model knows, or a notice of the profile.
func (s *scenario) callback(f *form, key string) (name timeline.Name, notice uint32) {
	names := timeline.NamesOf(timeline.Callback)
	words := callbacks()
	for _, n := range s.config.Settings.Notices {
		words = append(words, n.Name)
	}
	i, _ := s.d.choice(f.get(key), key, words)
	if i < len(names) {
		return names[i], 0
	}
	return timeline.OnNotice, uint32(i - len(names) + 1)
}

func (s *scenario) named(f *form, key string, kind timeline.Kind) timeline.Name {
	names := timeline.NamesOf(kind)
	what := key
	if key == "server" {
		what = "server action"
	}
	i, _ := s.d.choice(f.get(key), what, spellings(names))
	return names[i]
}

// subjects reads whom and what a pattern is about.
func (s *scenario) subjects(f *form, p *timeline.Pattern) {
	if n := f.get("client"); n != nil {
		if name, ok := s.d.text(n, "client", "a client"); ok {
			p.Who, _ = s.client(n, name)
		}
	}
	if n := f.get("user"); n != nil {
		p.User = s.known(n, "user", &s.users)
	}
	if n := f.get("room"); n != nil {
		p.Room = s.known(n, "room", &s.rooms)
	}
	if n := f.get("code"); n != nil {
		code, ok := s.d.whole(n, "code", 0, maxCode)
		p.Code, p.HasCode = uint32(code), ok
	}
}

// serverSubjects reports what a server's record never names.
func (s *scenario) serverSubjects(f *form, name timeline.Name) {
	var lacks []string
	switch name {
	case timeline.BackendBan, timeline.BackendUnban:
		lacks = []string{"room"}
	case timeline.ServerCreate, timeline.ServerClose, timeline.BackendClose:
		lacks = []string{"user"}
	case timeline.ServerStop, timeline.ServerStart, timeline.ServerRestart:
		lacks = []string{"user", "room"}
	}
	for _, key := range lacks {
		if f.get(key) != nil {
			s.d.wrong(f.keyNode(key), fmt.Sprintf("%q never matches: %s has none", key, name), "")
		}
	}
}

// known finds the ids of a user or room.
func (s *scenario) known(n *yaml.Node, what string, in *directory) timeline.Span {
	name, ok := s.d.text(n, what, "a text")
	if !ok {
		return timeline.Span{}
	}
	ids, ok := in.find(name)
	if !ok && !s.spoilt(what, name) {
		msg, expected := in.unknown(s.d, what, name)
		s.d.wrong(n, msg, expected)
	}
	return ids
}

// cycles reports marks that wait for each other, each circle once, where its first mark waits.
func (s *scenario) cycles() {
	done := make([]int, len(s.marks)) // by which walk a mark was passed, from 1
	for i := range s.marks {
		at := i
		for at >= 0 && done[at] == 0 {
			done[at] = i + 1
			at = s.marks[at].waits
		}
		if at >= 0 && done[at] == i+1 {
			s.cycle(at)
		}
	}
}

// cycle reports the circle that a mark is in.
func (s *scenario) cycle(in int) {
	first := in
	for at := s.marks[in].waits; at != in; at = s.marks[at].waits {
		first = min(first, at)
	}
	names := []string{cut(s.marks[first].name)}
	at := s.marks[first].waits
	for ; at != first && len(names) < 12; at = s.marks[at].waits {
		names = append(names, cut(s.marks[at].name))
	}
	if at != first {
		names = append(names, "…")
	}
	names = append(names, names[0])
	s.d.wrong(s.marks[first].ref, "marks wait for each other: "+strings.Join(names, " → "), "")
}
