package plots

import (
	"slices"
	"strings"
	"testing"

	"roomsim/scenarios"
)

// Within a flag, and among flags that a reader could not tell apart by their leaders, what came
// first stands first.
func TestFlagsTellThingsInTheirOrder(t *testing.T) {
	for _, name := range scenarios.Names() {
		tl := builtIn(t, name)
		c := &chart{story: tell(tl, Options{}), pic: new(picture)}
		c.layOut(Options{})
		for _, r := range c.rows {
			if r.lane == nil {
				continue
			}
			for i := range r.tags {
				ns := r.tags[i].ns
				if !slices.IsSortedFunc(ns, func(a, b uint32) int {
					return int(tl.Records[a-1].At - tl.Records[b-1].At)
				}) {
					t.Errorf("%s, lane %s: a flag tells of records %v", name, r.lane.name, ns)
				}
				if i == 0 {
					continue
				}
				before := &r.tags[i-1]
				apart := r.tags[i].x - before.x
				if apart <= onePlace && before.of.to-before.of.from < mostLines {
					t.Errorf("%s, lane %s: %q and %q are told apart, though only %d lie between them", name,
						r.lane.name, before.lines[0].text, r.tags[i].lines[0].text, apart)
				}
			}
		}
	}
}

// A line of a message goes through no words but those of bands.
func TestNoLineGoesThroughTheWordsOfAMessage(t *testing.T) {
	seen := 0
	for _, name := range scenarios.Names() {
		p := swimlane(builtIn(t, name), Options{})
		ways := p.ways()
		for i := range p.labels {
			l := &p.labels[i]
			if l.size != wireStyle.size || l.ink != wire && l.ink != loss ||
				strings.Contains(l.text, " × ") {
				continue
			}
			var through []way
			for _, w := range ways {
				if w.crosses(l.box) && !slices.Contains(through, w) {
					through = append(through, w)
				}
			}
			if seen++; len(through) > 1 { // its own may touch a corner
				t.Errorf("%s: %q has %d lines through it", name, l.text, len(through))
			}
		}
	}
	if seen < 500 {
		t.Errorf("got %d texts, want many", seen)
	}
}
