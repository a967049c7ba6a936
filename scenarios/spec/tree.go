package spec

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// tree is the walk over what the library has read: it holds the bounds, refuses what a scenario may
// not use, drops keys that cannot be read, and puts what an alias stands for in its place. After it
// the nodes are plain mappings with distinct word keys, lists and scalars.
type tree struct {
	src     *source
	nodes   int
	aliased int
	anchors map[*yaml.Node]*extent // of nodes with an anchor, once the walk has met them
	stopped bool                   // a bound was broken
	bangs   bool                   // the text has a "!" somewhere: there may be tags
	cursor  cursor
}

// extent is how large a node is with its aliases followed.
type extent struct {
	nodes, depth int
	open         bool // the walk is inside
}

// read returns the top node of a file, nil if it is not YAML that a scenario may use. Problems that
// leave the rest readable are reported and the rest is returned.
func (s *source) read() *yaml.Node {
	if !s.readable() {
		return nil
	}
	doc := s.parse()
	if doc == nil {
		return nil
	}
	t := &tree{src: s, bangs: strings.Contains(s.text, "!")}
	top := doc.Content[0]
	if top.Line > len(s.lines()) { // nothing comes behind "---"
		top.Line, top.Column = s.place(len(s.text))
	}
	t.visit(top, 1)
	if t.stopped {
		return nil
	}
	return top
}

func (t *tree) wrong(n *yaml.Node, msg, expected string) {
	t.src.wrong(n.Line, n.Column, msg, expected)
}

func (t *tree) stop(n *yaml.Node, format string, args ...any) extent {
	t.wrong(n, fmt.Sprintf(format, args...), "")
	t.stopped = true
	return extent{}
}

// visit checks a node and what is below it; depth is its level, from 1.
func (t *tree) visit(n *yaml.Node, depth int) extent {
	if t.nodes++; t.nodes > maxNodes {
		return t.stop(n, "the file has more than %d nodes (the bound)", maxNodes)
	}
	if depth > maxDepth && n.Kind != yaml.ScalarNode {
		return t.stop(n, "nested deeper than %d levels", maxDepth)
	}
	size := extent{nodes: 1, depth: 1}
	var mine *extent
	if n.Anchor != "" {
		if t.anchors == nil {
			t.anchors = map[*yaml.Node]*extent{}
		}
		mine = &extent{open: true}
		t.anchors[n] = mine
	}
	t.tag(n)
	for i := range n.Content {
		size.grow(t.child(n, i, depth))
		if t.stopped {
			return size
		}
	}
	if n.Kind == yaml.MappingNode {
		n.Content = t.keys(n.Content)
	}
	if mine != nil {
		*mine = size
	}
	return size
}

func (e *extent) grow(by extent) {
	e.nodes = min(e.nodes+by.nodes, maxAliased+maxNodes)
	e.depth = max(e.depth, by.depth+1)
}

// child visits a child, or follows it if it is an alias.
func (t *tree) child(n *yaml.Node, i, depth int) extent {
	c := n.Content[i]
	isKey := n.Kind == yaml.MappingNode && i%2 == 0
	if c.Kind != yaml.AliasNode || isKey {
		return t.visit(c, depth+1)
	}
	to := t.anchors[c.Alias]
	switch {
	case to == nil || to.open:
		return t.stop(c, "alias %s contains itself", show(c.Value))
	case depth+to.depth > maxDepth:
		return t.stop(c, "nested deeper than %d levels", maxDepth)
	}
	if t.aliased += to.nodes; t.aliased > maxAliased {
		return t.stop(c, "aliases expand to more than %d nodes", maxAliased)
	}
	n.Content[i] = c.Alias
	return *to
}

// tag refuses tags, also the bare "!" that the library swallows.
func (t *tree) tag(n *yaml.Node) {
	if !t.bangs || n.Kind == yaml.AliasNode {
		return
	}
	tag := n.Tag
	if n.Style&yaml.TaggedStyle == 0 {
		rest := t.src.text[t.cursor.seek(t.src, n.Line, n.Column):]
		if n.Anchor != "" {
			rest = strings.TrimLeft(strings.TrimPrefix(rest, "&"+n.Anchor), " ")
		}
		if !strings.HasPrefix(rest, "!") {
			return
		}
		tag = "!"
	}
	t.wrong(n, "tag "+show(tag)+" is not supported", "expected no tags")
}

// cursor is a place in a text; it moves forward with the walk, so that a file of one long line
// takes no longer than any other.
type cursor struct {
	line, col, at int
}

// seek returns the offset of a place.
func (c *cursor) seek(s *source, line, col int) int {
	if line != c.line || col < c.col {
		*c = cursor{line, 1, s.lines()[line-1]}
	}
	for ; c.col < col && c.at < len(s.text); c.col++ {
		_, size := utf8.DecodeRuneInString(s.text[c.at:])
		c.at += size
	}
	return c.at
}

// keys checks the keys of a mapping and returns the pairs that can be used.
func (t *tree) keys(pairs []*yaml.Node) []*yaml.Node {
	kept := pairs[:0]
	seen := keySet{}
	for i := 0; i+1 < len(pairs); i += 2 {
		k := pairs[i]
		switch {
		case k.Kind != yaml.ScalarNode:
			t.wrong(k, "a key must be a plain word, this is "+kindOf(k), "")
		case k.Tag == "!!merge":
			t.wrong(k, "merge keys are not supported; write the keys out", "")
		case len(k.Value) > maxKey:
			t.wrong(k, fmt.Sprintf("key is longer than %d bytes", maxKey), "")
		default:
			if first := seen.add(k); first != nil {
				t.wrong(k, fmt.Sprintf("%s again", show(k.Value)),
					fmt.Sprintf("first at line %d", first.Line))
				continue
			}
			kept = append(kept, k, pairs[i+1])
		}
	}
	return kept
}

// keySet finds repeated keys; a map only where there are many.
type keySet struct {
	few  []*yaml.Node
	many map[string]*yaml.Node
}

// add returns the key that was there before, nil if it is new.
func (s *keySet) add(k *yaml.Node) *yaml.Node {
	if s.many != nil {
		if first := s.many[k.Value]; first != nil {
			return first
		}
		s.many[k.Value] = k
		return nil
	}
	for _, first := range s.few {
		if first.Value == k.Value {
			return first
		}
	}
	if s.few = append(s.few, k); len(s.few) > 16 {
		s.many = make(map[string]*yaml.Node, 64)
		for _, k := range s.few {
			s.many[k.Value] = k
		}
	}
	return nil
}

// kindOf names what a node is: "text", "a number", "null", "a list", "a mapping".
func kindOf(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.AliasNode:
		return "an alias"
	case isNull(n):
		return "null"
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|
		yaml.FoldedStyle) == 0:
		if _, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return "a number"
		}
	}
	return "text"
}

// isNull reports whether a scalar is nothing: an empty or a null one without quotes.
func isNull(n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode || n.Style&^yaml.TaggedStyle != 0 {
		return false
	}
	switch n.Value {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}
