package spec

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// decoder turns nodes into values and reports what is wrong with them.
type decoder struct {
	src    *source // nil: the nodes come from a flag and have no place
	rep    *report
	lead   string  // before every message: "server.fanout: "
	folder *folder // of the files that the nodes may name; nil: they may name none
	dir    string  // in the folder, where these lie
	// weathers are those that have been read, by name; nil: in a weather file, which may name none.
	weathers map[string]*Weather
}

// wrong reports a problem of a node.
func (d *decoder) wrong(n *yaml.Node, msg, expected string) { d.add(n, 0, msg, expected, false) }

// warn reports what is probably not meant.
func (d *decoder) warn(n *yaml.Node, msg, expected string) { d.add(n, 0, msg, expected, true) }

// wrongIn reports a problem of a byte of a scalar's text.
func (d *decoder) wrongIn(n *yaml.Node, offset int, msg, expected string) {
	d.add(n, offset, msg, expected, false)
}

func (d *decoder) add(n *yaml.Node, offset int, msg, expected string, warning bool) {
	p := Problem{Msg: d.lead + msg, Expected: expected, Warning: warning}
	if d.src != nil {
		p.File, p.Line, p.Col = d.src.file, n.Line, n.Column+d.src.inside(n, offset)
		p.Source = d.src.line(n.Line)
	}
	d.rep.add(p)
}

// inside turns an offset in a scalar's text into columns from its beginning. Where the text is not
// written as it is (escapes, several lines) it is 0: the scalar as a whole.
func (s *source) inside(n *yaml.Node, offset int) int {
	const longLine = 4096 // looking into longer ones again and again would take too long
	if offset <= 0 || offset > len(n.Value) || n.Kind != yaml.ScalarNode || n.Column > longLine {
		return 0
	}
	at := s.offset(n.Line, n.Column)
	quote := 0
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		quote = 1
	}
	if !strings.HasPrefix(s.text[min(at+quote, len(s.text)):], n.Value) {
		return 0
	}
	return quote + len([]rune(n.Value[:offset]))
}

// hint gives `did you mean "x"?` and what else there is: `keys here are a, b, c`. Only the first
// problems of a file get the search.
func (d *decoder) hint(word string, known []string, are string) string {
	list := are + " " + Listed(known)
	if len(known) == 0 {
		return "there are none"
	}
	if near := d.near(word, known); near != "" {
		return joined("did you mean "+show(near)+"?", list)
	}
	return list
}

func (d *decoder) near(word string, known []string) string {
	if d.rep.hints++; d.rep.hints > maxHints {
		return ""
	}
	return Near(word, known)
}

func joined(a, b string) string { return strings.TrimSpace(a + " " + b) }

// Listed gives a list of names for a message, not all of a long one.
func Listed(names []string) string {
	const most = 16
	if len(names) <= most {
		return strings.Join(plain(names), ", ")
	}
	more := " and " + strconv.Itoa(len(names)-most) + " more"
	return strings.Join(plain(names[:most]), ", ") + more
}

// plain shows names without quotes where that is safe.
func plain(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		if out[i] = name; strings.Trim(show(name), `"`) != name {
			out[i] = show(name)
		}
	}
	return out
}

// pair is an entry of a mapping.
type pair struct {
	key, value *yaml.Node
}

// pairs gives the entries of a mapping, in their order.
func pairs(n *yaml.Node) []pair {
	list := make([]pair, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		list = append(list, pair{n.Content[i], n.Content[i+1]})
	}
	return list
}

// form is a mapping that was read by its level's table of keys.
type form struct {
	d     *decoder
	node  *yaml.Node
	level *Level
	pairs []pair // known keys only
	odd   bool   // there are others

	// Of a row of a schedule: the keys among them that an earlier row set, and the row before.
	kept    []string
	earlier *weather
}

// form reads a mapping: unknown keys are reported, with hints, and so are missing ones.
func (d *decoder) form(n *yaml.Node, level int) *form {
	f := &form{d: d, node: n, level: &levels[level]}
	for _, p := range pairs(n) {
		if f.level.key(p.key.Value) == nil {
			d.unknownKey(p.key, f.level)
			f.odd = true
			continue
		}
		f.pairs = append(f.pairs, p)
	}
	return f
}

// require reports the required keys that are missing.
func (f *form) require() {
	for i := range f.level.Keys {
		k := &f.level.Keys[i]
		if k.Required && f.get(k.Name) == nil && k.Name != firstKey {
			f.d.wrong(f.node, fmt.Sprintf("%q is required", k.Name), "expected "+k.takes())
		}
	}
}

// takes says what may stand behind a key.
func (k *Key) takes() string {
	var list []string
	if k.Words != nil {
		list = k.Words()
	}
	if k.Kind != "" {
		list = append(list, k.Kind)
	}
	return either(list)
}

// get returns the value of a key, nil if it is not there.
func (f *form) get(key string) *yaml.Node {
	for _, p := range f.pairs {
		if p.key.Value == key {
			return p.value
		}
	}
	return nil
}

// keeps reports whether a key was set by an earlier row of a schedule.
func (f *form) keeps(key string) bool { return slices.Contains(f.kept, key) }

// keyNode returns the key itself.
func (f *form) keyNode(key string) *yaml.Node {
	for _, p := range f.pairs {
		if p.key.Value == key {
			return p.key
		}
	}
	return f.node
}

// verb finds which of the level's verbs the mapping has, and reports more than one, none, and keys
// that have no meaning for it.
func (f *form) verb() (name string, ok bool) {
	var has []string
	for _, p := range f.pairs {
		if f.level.key(p.key.Value).Verb {
			has = append(has, p.key.Value)
		}
	}
	what, choice := f.level.Thing, f.level.Choice
	switch len(has) {
	case 0:
		if f.odd { // the verb is misspelt, most likely
			return "", false
		}
		f.d.wrong(f.node, fmt.Sprintf("%s without a %s", what, choice),
			"expected one of "+strings.Join(f.level.verbs(), ", "))
		return "", false
	case 1:
	default:
		f.d.wrong(f.keyNode(has[1]),
			fmt.Sprintf("one %s, one %s: has %s", what, choice, strings.Join(has, " and ")), "")
		return "", false
	}
	ok = true
	for _, p := range f.pairs {
		key := f.level.key(p.key.Value)
		if !key.Verb && key.With != nil && !slices.Contains(key.With, has[0]) {
			f.d.wrong(p.key, fmt.Sprintf("%q has no meaning for %s", key.Name, has[0]), "")
			ok = false
		}
	}
	return has[0], ok
}

func (l *Level) key(name string) *Key {
	for i := range l.Keys {
		if l.Keys[i].Name == name {
			return &l.Keys[i]
		}
	}
	return nil
}

func (l *Level) verbs() []string {
	var names []string
	for i := range l.Keys {
		if l.Keys[i].Verb {
			names = append(names, l.Keys[i].Name)
		}
	}
	return names
}

func (l *Level) names() []string {
	names := make([]string, len(l.Keys))
	for i := range l.Keys {
		names[i] = l.Keys[i].Name
	}
	return names
}

// unknownKey reports a key that the level does not have: with the key that was meant, with the
// level that has it, with those that are here.
func (d *decoder) unknownKey(k *yaml.Node, here *Level) {
	for i := range levels {
		if i != levelProfile && levels[i].key(k.Value) != nil {
			d.wrong(k, fmt.Sprintf("%q belongs %s", k.Value, levels[i].Under),
				"keys here are "+Listed(here.names()))
			return
		}
	}
	if levels[levelProfile].key(k.Value) != nil {
		d.wrong(k, fmt.Sprintf("%q belongs %s", k.Value, levels[levelProfile].Under),
			"keys here are "+Listed(here.names()))
		return
	}
	d.wrong(k, "unknown key "+show(k.Value), d.hint(k.Value, here.names(), "keys here are"))
}
