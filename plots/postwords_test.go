package plots

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"roomsim/scenarios"
	"roomsim/sim"
)

// The text of a message may stand upon one line, or upon several that begin at one place: else
// nobody could tell whose it is. Texts about bands are left out, as bands lie over each other.
func TestEachTextOfAMessageHasItsLine(t *testing.T) {
	checked := 0
	for _, name := range scenarios.Names() {
		s := newSequence(builtIn(t, name), Options{})
		for _, l := range s.pic.labels {
			if !s.ofMessage(l) {
				continue
			}
			checked++
			var starts []point
			for _, w := range s.lines {
				if w.crosses(l.box.grown(pt)) && !slices.Contains(starts, w[0]) {
					starts = append(starts, w[0])
				}
			}
			if len(starts) > 1 {
				t.Errorf("%s: %q stands upon lines from %v", name, l.text, starts)
			}
		}
	}
	if checked < 500 {
		t.Errorf("only %d texts of messages are checked", checked)
	}
}

// ofMessage reports whether a label is the text of a message, not of what stands beside an actor.
func (s *sequence) ofMessage(l label) bool {
	for _, a := range s.actors {
		if at := (span{min(a.t0, a.t1), max(a.t0, a.t1)}); at.has(l.box.x0) && at.has(l.box.x1) {
			return false
		}
	}
	return l.face == sans && l.size == codeSize && (l.ink == wire || l.ink == loss) &&
		s.top < l.box.y0 && l.box.y1 < s.end && !strings.Contains(l.text, " × ")
}

// A number on a line is explained under the chart.
func TestNumbersOfMessagesAreExplained(t *testing.T) {
	numbers := 0
	for _, name := range scenarios.Names() {
		s := newSequence(builtIn(t, name), Options{})
		for i := range s.details {
			numbers++
			n := strconv.Itoa(i + 1)
			on, under := 0, 0
			for _, l := range s.pic.labels {
				switch {
				case l.text == n && l.size == detailStyle.size && l.box.y1 < s.end:
					on++
				case l.text == n && l.box.y0 > s.footTop:
					under++
				}
			}
			if on == 0 || under != 1 {
				t.Errorf("%s: number %s stands %d times on lines and %d times under them", name, n, on,
					under)
			}
		}
	}
	if numbers == 0 {
		t.Error("no sequence has a number")
	}
}

// Messages of one text that part at one place share it; the same text elsewhere stands alone.
func TestNoticesToSeveralShareTheirText(t *testing.T) {
	at := func(x, y int) point { return point{x, y} }
	say := func(a, b point, text string) wireText {
		return wireText{a: a, b: b, ways: []way{{a, b}}, texts: []string{text}}
	}
	var list []*addressed
	for _, t := range []wireText{say(at(0, 0), at(100, 10), "notice"),
		say(at(0, 0), at(200, 10), "notice"), say(at(0, 0), at(200, 10), "accept"),
		say(at(0, 5), at(100, 15), "notice"), say(at(0, 5), at(100, 15), "notice"),
		say(at(0, 5), at(100, 15), "kick")} {
		list = address(list, nil, t)
	}
	var got []string
	for _, w := range list {
		got = append(got, strconv.Itoa(w.times)+" "+w.texts[0])
	}
	if want := []string{"2 notice", "1 accept", "1 notice, kick"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Flags of several instants say which, of clients as of crowds.
func TestGatheredFlagsSayFromWhenToWhen(t *testing.T) {
	at := func(d time.Duration, sum string) item { return item{at: sim.Time(d), sum: sum, count: 1} }
	crowd := at(time.Second, "Logined")
	crowd.last = sim.Time(3 * time.Second)
	for _, test := range []struct {
		name  string
		items []item
		want  string
	}{
		{"one", []item{at(time.Second, "ADD")}, ""},
		{"two of one instant", []item{at(time.Second, "ADD"), at(time.Second, "ADD")}, ""},
		{"different ones", []item{at(time.Second, "ADD"), at(2*time.Second, "DELETE")}, ""},
		{"counted together", []item{at(time.Second, "ADD"), at(2*time.Second, "ADD")},
			"1.000s … 2.000s"},
		{"of a crowd", []item{crowd}, "1.000s … 3.000s"},
	} {
		got := ""
		for _, l := range spanLine(test.items) {
			got += l.text
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// No message goes through what a fold counts.
func TestCountsInFoldsKeepClearOfMessages(t *testing.T) {
	for _, name := range scenarios.Names() {
		s := newSequence(builtIn(t, name), Options{})
		for _, l := range s.pic.labels {
			through := slices.ContainsFunc(s.lines, func(w way) bool { return w.crosses(l.box) })
			if through && l.size == noteSize && l.face == sans && strings.Contains(l.text, " × ") {
				t.Errorf("%s: a message goes through %q", name, l.text)
			}
		}
	}
}

// Callbacks of a crowd that are counted together say when the first and the last came.
func TestCrowdsSayHowLongItWent(t *testing.T) {
	s := newSequence(builtIn(t, "cell-outage"), Options{})
	want := "180.351s … 210.128s"
	if !slices.ContainsFunc(s.pic.labels, func(l label) bool { return l.text == want }) {
		t.Errorf("no text %q", want)
	}
	for _, a := range s.actors {
		for _, r := range a.tags {
			spans := strings.Contains(r.lines[len(r.lines)-1].text, " … ")
			if spans && r.to < r.y || !spans && r.to > r.y {
				t.Errorf("%s: from %d to %d, but says %v", a.lane.name, r.y, r.to, r.lines)
			}
		}
	}
}
