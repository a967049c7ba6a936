package spec

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// readClaims reads the claims; their marks and patterns must all be known by now.
func (s *scenario) readClaims(n *yaml.Node) {
	s.claimIDs = map[string]*yaml.Node{}
	for _, item := range s.list(n, "claims", "T1 ≈ T0 + 120ms ± 5ms") {
		claim := expect.Claim{Number: len(s.out.Claims) + 1}
		claim.Place = expect.Place{File: s.d.src.file, Line: item.Line, Col: item.Column}
		switch {
		case item.Kind == yaml.MappingNode:
			s.claim(item, &claim)
		case item.Kind == yaml.ScalarNode && !isNull(item):
			s.relation(item, &claim)
		default:
			s.d.expected(item, "claim", "a text such as T1 ≈ T0 + 120ms ± 5ms, or a mapping")
		}
		s.out.Claims = append(s.out.Claims, claim)
	}
}

// claim reads a claim that is a mapping.
func (s *scenario) claim(n *yaml.Node, c *expect.Claim) {
	f := s.d.form(n, levelClaim)
	s.claimID(f, c)
	c.Source, c.Why = f.optional("source"), f.optional("why")
	switch kind, _ := f.verb(); kind {
	case "claim":
		if v := f.get(kind); v.Kind != yaml.ScalarNode || isNull(v) {
			s.d.expected(v, kind, "a text such as T1 ≈ T0 + 120ms ± 5ms")
		} else {
			s.relation(v, c)
		}
	case "never":
		s.never(f, c)
	case "count":
		s.countOf(f, c)
	case "order":
		s.order(f, c)
	case "sequence":
		s.sequence(f, c)
	}
	s.chance(f, c)
}

func (s *scenario) claimID(f *form, c *expect.Claim) {
	n := f.get("id")
	if n == nil {
		return
	}
	id, ok := s.d.text(n, "id", "a text")
	first, again := s.claimIDs[id]
	switch {
	case !ok:
	case id == "":
		s.d.wrong(n, "claim id is empty", "")
	case again:
		s.d.wrong(n, fmt.Sprintf("claim id %s again", show(id)),
			fmt.Sprintf("first at line %d", first.Line))
	default:
		c.ID, s.claimIDs[id] = id, n
	}
}

// relation reads a relation and finds its marks.
func (s *scenario) relation(n *yaml.Node, c *expect.Claim) {
	c.Text = strings.Join(strings.Fields(n.Value), " ")
	rel, err := expect.ParseRelation(n.Value)
	if err != nil {
		s.d.syntax(n, err)
		return
	}
	for i := range rel.Terms {
		t := &rel.Terms[i]
		if t.Mark != "" {
			s.mark(n, t.MarkAt, t.Mark)
		}
		if t.Minus != "" {
			s.mark(n, t.MinusAt, t.Minus)
		}
	}
	c.Relation = rel
}

// matching reads the pattern of a claim and says it for people.
func (s *scenario) matching(n *yaml.Node, what string) (p timeline.Pattern, text string) {
	if n.Kind != yaml.MappingNode {
		s.d.expected(n, what, "a pattern such as {client: B, update: DELETE, user: alice}")
		return p, ""
	}
	p, ok := s.pattern(s.d.form(n, levelPattern))
	if !ok {
		return p, ""
	}
	return p, expect.Describe(&p, s.config.Cast)
}

// window reads from: and until:, both marks, until also "end".
func (s *scenario) window(f *form) (from, until string) {
	start, stop := -1, -1
	if n := f.get("from"); n != nil {
		if i, ok := s.markIn(n, "from", "a mark"); ok {
			start, from = i, s.marks[i].name
		}
	}
	n := f.get("until")
	if n == nil {
		return from, ""
	}
	if text, _ := word(n); text == "end" {
		return from, "end"
	}
	if i, ok := s.markIn(n, "until", "a mark or end"); ok {
		stop, until = i, s.marks[i].name
	}
	switch {
	case start < 0 || stop < 0:
	case start == stop:
		s.d.wrong(n, `"from" and "until" are the same mark`, "expected a later mark, or end")
	case s.waitsFor(start, stop):
		s.d.wrong(n,
			fmt.Sprintf(`"until" (%s) comes before "from" (%s)`, cut(until), cut(from)), "")
	}
	return from, until
}

// waitsFor reports whether a mark can only be found behind another.
func (s *scenario) waitsFor(i, other int) bool {
	for steps := 0; i >= 0 && steps <= len(s.marks) && steps < maxNearKnown; steps++ {
		if i = s.marks[i].waits; i == other {
			return true
		}
	}
	return false
}

func (s *scenario) never(f *form, c *expect.Claim) {
	p, text := s.matching(f.get("never"), "never")
	from, until := s.window(f)
	if f.get("from") == nil || f.get("until") == nil {
		s.d.wrong(f.node, "never needs both ends", "expected from and until")
	}
	c.Never = &expect.Never{Pattern: p, PatternText: text, From: from, Until: until}
	c.Text = "never " + text + windowText(from, until)
}

// windowText says a window for people.
func windowText(from, until string) string {
	var s string
	if from != "" {
		s = " from " + from
	}
	if until != "" {
		s += " until " + until
	}
	return s
}

// countOps are the keys of a count.
var countOps = [...]struct {
	key string
	op  expect.Op
	say string
}{{"equals", expect.Equal, "exactly"}, {"atLeast", expect.GreaterEqual, "at least"},
	{"atMost", expect.LessEqual, "at most"}}

// maxMatches bounds how many matches may be demanded.
const maxMatches = 1<<32 - 1

func (s *scenario) countOf(f *form, c *expect.Claim) {
	p, text := s.matching(f.get("count"), "count")
	from, until := s.window(f)
	c.Count = &expect.Count{Pattern: p, PatternText: text, From: from, Until: until}
	var has []string
	for _, o := range countOps {
		n := f.get(o.key)
		if n == nil {
			continue
		}
		has = append(has, o.key)
		u, ok := s.d.whole(n, o.key, 0, maxMatches)
		if ok && u == 0 && o.op == expect.GreaterEqual {
			s.d.wrong(n, "atLeast 0 is always so", "expected a whole number from 1")
		}
		c.Count.Op, c.Count.N = o.op, uint32(u)
		c.Text = fmt.Sprintf("count %s: %s %d", text, o.say, u) + windowText(from, until)
	}
	switch {
	case len(has) == 0:
		s.d.wrong(f.node, "count without a number", "expected equals, atLeast or atMost")
	case len(has) > 1:
		s.d.wrong(f.keyNode(has[1]), "choose one of "+strings.Join(has, " and "), "")
	}
}

func (s *scenario) order(f *form, c *expect.Claim) {
	n := f.get("order")
	items := s.list(n, "order", "T3, or {client: B, update: DELETE, user: alice}")
	if n.Kind == yaml.SequenceNode && len(items) < 2 {
		s.d.wrong(n, "order needs at least two steps", "")
	}
	c.Order = &expect.Order{}
	var words []string
	for _, item := range items {
		var step expect.Step
		if item.Kind == yaml.MappingNode {
			step.Pattern, step.PatternText = s.matching(item, "order")
			words = append(words, step.PatternText)
		} else if i, ok := s.markIn(item, "order", "a mark or a pattern"); ok {
			step.Mark = s.marks[i].name
			words = append(words, step.Mark)
		}
		c.Order.Steps = append(c.Order.Steps, step)
	}
	c.Text = "order " + strings.Join(words, ", then ")
}

func (s *scenario) sequence(f *form, c *expect.Claim) {
	c.Sequence = &expect.Sequence{}
	who := s.subject(f.get("sequence"), c.Sequence)
	n := f.get("is")
	if n == nil {
		s.d.wrong(f.node, `sequence needs "is"`, "expected a list such as [Logining, Logined]")
		return
	}
	known := timeline.Reasons()
	var words []string
	for _, item := range s.list(n, "is", "Logining, Logined") {
		if i, ok := s.d.choice(item, "state", reasons()); ok {
			c.Sequence.Is = append(c.Sequence.Is, known[i])
			words = append(words, known[i].String())
		}
	}
	c.Text = "sequence " + who + " is " + strings.Join(words, ", ")
	if len(words) == 0 {
		c.Text = "sequence " + who + " is nothing"
	}
}

// subject reads whose states a sequence is about, and returns it for people.
func (s *scenario) subject(n *yaml.Node, to *expect.Sequence) string {
	if n.Kind != yaml.MappingNode {
		s.d.expected(n, "sequence", "a mapping such as {client: A, room: lobby}")
		return ""
	}
	f := s.d.form(n, levelSubject)
	f.require()
	var text string
	if v := f.get("client"); v != nil {
		if name, ok := s.d.text(v, "client", "a client"); ok {
			to.Who, _ = s.client(v, name)
			text = name
			if to.Who.Len() > 1 && !to.Who.Any() {
				s.d.wrong(v, fmt.Sprintf("client %s is a crowd of %d", show(name), to.Who.Len()),
					fmt.Sprintf("expected one of it, such as %s", show(name+"-1")))
			}
		}
	}
	if v := f.get("room"); v != nil {
		to.Room = s.known(v, "room", &s.rooms)
		text += " in " + v.Value
	}
	return text
}
