package applog

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

const story = `roomsim: 1
name: story
end: 8m
clients:
  A: {user: alice}
  B: {user: bob}
script:
  - {at: 0s, client: B, call: loginRoom, room: lobby, mark: B0}
  - {at: 5s, client: A, call: loginRoom, room: lobby, mark: T0}
  - {at: 65.5s, client: A, network: down, mark: cut}
  - {at: cut + 5m, client: A, network: up, mark: heal}
  - {at: 7m, link: A.up, set: {loss: 2%}, mark: rain}
  - {at: 7m, client: A, network: down, mark: again}
  - {at: T1 + 7m, client: A, network: down, mark: late}
marks:
  T1: {client: A, state: Logined}
  T2: {client: B, update: ADD, user: alice, after: T1}
claims:
  - T1 > T0
  - T2 > T1
  - T1 < cut
  - T2 < heal
  - {never: {client: A, state: KickOut}, from: rain, until: end}
  - {count: {client: A, state: KickOut}, equals: 0, from: again}
  - {order: [late, {client: A, state: KickOut}]}
`

// The heads of mappings.
const (
	headJSON = "roomsim: 1\nlog: jsonl\nwho: who\ncode: code\nreason: why\nupdate: change\n" +
		"users: list\n"
	headText = "roomsim: 1\nlog: text\nlines: ['^(?P<time>\\S+) (?P<who>\\w+) (?P<what>.+)$']\n"
	what     = "what: what\n"
	ms       = "time: {field: t, format: ms}\n"
)

func scenario(t testing.TB) *spec.Scenario {
	t.Helper()
	return parse(t, story)
}

func parse(t testing.TB, text string) *spec.Scenario {
	t.Helper()
	s, err := spec.Parse("story.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// read reads logs, parted by lines of "--": of B those behind the first.
func read(t testing.TB, mapping, logs string) (*Log, error) {
	t.Helper()
	return readFor(t, scenario(t), mapping, logs)
}

// readFor is read for another scenario.
func readFor(t testing.TB, s *spec.Scenario, mapping, logs string) (*Log, error) {
	t.Helper()
	opt := Options{Scenario: s}
	if mapping != "" {
		m, err := spec.ParseMapping("map.yaml", []byte(mapping), opt.Scenario)
		if err != nil {
			t.Fatal(err)
		}
		opt.Mapping = m
	}
	var sources []Source
	for i, text := range strings.Split(logs, "--\n") {
		src := Source{Name: string(rune('a'+i)) + ".log", Text: []byte(text)}
		if i > 0 {
			src.Client = timeline.Span{First: 2, Last: 2}
		}
		sources = append(sources, src)
	}
	return Read(sources, opt)
}

// told gives what a log was read as: a line for each record and mark.
func told(l *Log, err error) string {
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	tl := l.Timeline
	for i := range tl.Records {
		r := &tl.Records[i]
		fmt.Fprintf(&b, "%s %s %s", l.Name(r.N), r.At, tl.Say(r))
		for _, m := range tl.Marks {
			if m.N == r.N {
				b.WriteString(" [" + m.Name + "]")
			}
		}
		b.WriteString("\n")
	}
	for _, s := range l.Steps {
		fmt.Fprintf(&b, "%s: %s\n", l.Name(s.N), s.Text)
	}
	for _, w := range l.Warnings {
		fmt.Fprintf(&b, "%s\n", w)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestRead(t *testing.T) {
	tests := []struct{ what, mapping, log, want string }{
		{"the least of our own", "", `{"t":7,"kind":"call","who":"A","name":"loginRoom"}`,
			"a.log:1 0.000s A calls loginRoom lobby [T0]"},
		{"our own, whole: its times are virtual", "", `{"kind":"run","format":1}` + "\n" +
			`{"t":5000000000,"kind":"network","who":"A","name":"down"}` + "\n" +
			`{"t":6000000000,"kind":"sent","who":"A","name":"login"}`,
			"a.log:2 5.000s A's network goes down [cut]"},
		{"two logs, by time, the same time in the order of the logs", headJSON + ms + what,
			`{"t":5,"who":"A","what":"network down"}` + "\n" + `{"t":9,"who":"A","what":"network up"}` +
				"\n--\n" + `{"t":7,"what":"network down"}` + "\n" + `{"t":5,"what":"network up"}`,
			"a.log:1 0.000s A's network goes down [cut]\nb.log:2 0.000s B's network comes up\n" +
				"b.log:1 0.002s B's network goes down\na.log:2 0.004s A's network comes up [heal]"},
		{"clocks", headJSON + ms + what + "clocks: {A: 3ms, B: -2ms}\n",
			`{"t":9,"who":"A","what":"network down"}` + "\n" + `{"t":5,"who":"B","what":"network up"}`,
			"a.log:1 0.000s A's network goes down [cut]\na.log:2 0.001s B's network comes up"},
		{"zero, a record", headJSON + ms + what + "zero: {client: A, network: down, nth: 2, at: 1s}\n",
			`{"t":9,"who":"A","what":"network down"}` + "\n" + `{"t":19,"who":"A","what":"network down"}`,
			"a.log:1 0.990s A's network goes down [cut]\na.log:2 1.000s A's network goes down [again]"},
		{"zero, a time", headJSON + ms + what + "zero: 5\n", `{"t":9,"who":"A","what":"network down"}`,
			"a.log:1 0.004s A's network goes down [cut]"},
		{"a pin to a time, and one to a record", headJSON + ms + what +
			"marks: {rain: 0s, cut: {client: A, network: up}}\n",
			`{"t":9,"who":"A","what":"network down"}` + "\n" + `{"t":19,"who":"A","what":"network up"}`,
			"map.yaml:10 0.000s note: rain, as the mapping has it [rain]\n" +
				"a.log:1 0.000s A's network goes down\n" +
				"a.log:2 0.010s A's network comes up [cut]"},
		{"fields in objects and in lists of them", "roomsim: 1\nlog: jsonl\n" + ms +
			"what: a.b\nwho: x\nupdate: a.c\nusers: list.id.x\n",
			`{"t":1,"x":"B","a":{"b":"onRoomUserUpdate","c":0},"list":[{"id":{"x":"alice"}},` +
				`{"id":{"x":"bob"}}]}`,
			"a.log:1 0.000s B onRoomUserUpdate ADD alice and bob"},
		{"names, and what they leave out", headJSON + ms +
			"what: {names: {gone: onRoomUserUpdate, frame: null}}\n",
			`{"t":1,"what":"frame"}` + "\n" +
				`{"t":1,"who":"B","what":"gone","change":"ADD","list":["alice"]}`,
			"a.log:2 0.000s B onRoomUserUpdate ADD alice"},
		{"a bystander among users", strings.Replace(headJSON, "users: list",
			"users: {field: list, split: ' ', names: {carol: null}}", 1) + ms + what,
			`{"t":1,"who":"B","what":"onRoomUserUpdate","change":"ADD","list":"carol alice"}` + "\n" +
				`{"t":2,"who":"B","what":"onRoomUserUpdate","change":"DELETE","list":"carol"}`,
			"a.log:1 0.000s B onRoomUserUpdate ADD alice"},
		{"reasons by the vendor's numbers", headJSON + ms + what,
			`{"t":1,"who":"A","what":"onRoomStateChanged","why":0}` + "\n" +
				`{"t":2,"who":"A","what":"onRoomStateChanged","why":"5","code":1002053}`,
			"a.log:1 0.000s A onRoomStateChanged Logining(0)\n" +
				"a.log:2 0.001s A onRoomStateChanged ReconnectFailed(1002053)\n" +
				"a.log:2: A in lobby: ReconnectFailed after Logining: no step of the state machine leads " +
				"there; expected Logined, LoginFailed, Logout"},
		{"lines that are left out", headText + "time: {format: ms}\nskip: [noise]\n",
			"1 A loginRoom\n\n1 A noise\n2 A process kill\n",
			"a.log:1 0.000s A calls loginRoom lobby [T0]\na.log:4 0.001s A's app is killed"},
		{"an app that starts anew", headJSON + ms + what + "only: [on, start]\n",
			`{"t":1,"who":"A","what":"onRoomStateChanged","why":0}` + "\n" +
				`{"t":2,"who":"A","what":"onRoomStateChanged","why":1}` + "\n" +
				`{"t":2,"who":"A","what":"onRoomUserUpdate","change":0,"list":"bob"}` + "\n" +
				`{"t":3,"who":"A","what":"process start"}` + "\n" +
				`{"t":4,"who":"A","what":"onRoomStateChanged","why":0}` + "\n" +
				`{"t":5,"who":"A","what":"onRoomUserUpdate","change":0,"list":"bob"}`,
			"a.log:1 0.000s A onRoomStateChanged Logining(0)\n" +
				"a.log:2 0.001s A onRoomStateChanged Logined(0) [T1]\n" +
				"a.log:3 0.001s A onRoomUserUpdate ADD bob\na.log:4 0.002s A's app starts\n" +
				"a.log:5 0.003s A onRoomStateChanged Logining(0)\n" +
				"a.log:6 0.004s A onRoomUserUpdate ADD bob"},
		{"actions that do the same", headJSON + ms + what,
			`{"t":2,"who":"A","what":"network down"}` + "\n" +
				`{"t":3,"who":"A","what":"onRoomStateChanged","why":1}` + "\n" +
				`{"t":4,"who":"A","what":"network down"}`,
			"a.log:1 0.000s A's network goes down [cut]\n" +
				"a.log:2 0.001s A onRoomStateChanged Logined(0) [T1]\n" +
				"a.log:3 0.002s A's network goes down [again] [late]\n" +
				"a.log:2: A in lobby: Logined at first: no step of the state machine leads there; " +
				"expected Logining, LoginFailed, LogoutFailed"},
		{"midnight", headText + "time: {format: '15:04:05'}\n",
			"23:59:59.5 A loginRoom\n00:00:01 A network down\n00:00:00 A network up\n",
			"a.log:1 0.000s A calls loginRoom lobby [T0]\na.log:3 0.500s A's network comes up\n" +
				"a.log:2 1.500s A's network goes down [cut]"},
		{"a table", "roomsim: 1\nlog: csv\nseparator: ';'\nskip: ['^x']\n" + ms + what + "who: who\n",
			"who;what;t\r\nA;\"loginRoom\";5\r\nx;y\r\n\r\nA;network down;\"7\"\r\n",
			"a.log:2 0.000s A calls loginRoom lobby [T0]\na.log:5 0.002s A's network goes down [cut]"},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			if got := told(read(t, tt.mapping, tt.log)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestBadLogs(t *testing.T) {
	const table = "roomsim: 1\nlog: csv\n" + ms + what
	tests := []struct{ what, mapping, log, want string }{
		{"nothing", "", "\n\n", "a.log: tells nothing; expected calls and callbacks, a line each"},
		{"a foreign log", "", "hello\nhello", `a.log:1: is no JSON object: "hello"; ` + orMap},
		{"foreign JSON", "", `{"ts":1}`,
			"a.log:1: is not roomsim's JSON Lines: it has no kind; " + orMap},
		{"a misspelt key", "", `{"t":1,"kind":"call","who":"A","nmae":"loginRoom"}`,
			`a.log:1: unknown key "nmae"; did you mean "name"?`},
		{"two values", "", `{"t":1,"kind":"call"} 7`,
			"a.log:1: more than one JSON value; expected one object a line"},
		{"a newer format", "", `{"kind":"run","format":2}`, `a.log:1: format "2"; expected 1`},
		{"a time", headText + "time: {format: '15:04:05'}\n", "12:61 A loginRoom\n12:00:00 A loginRoom",
			`a.log:1: time "12:61"; expected a time like 15:04:05`},
		{"counts", "", `{"t":1,"kind":"callback","who":"A","name":"onRoomOnlineUserCountUpdate",` +
			`"count":"abc"}` + "\n" + `{"t":1,"kind":"callback","who":"A","name":"onRoomTokenWillExpire",` +
			`"remain":-1}`, `a.log:1: count "abc"; expected a number from 0 to 4294967295` + "\n" +
			`a.log:2: remain "-1"; expected a number from 0 to 4294967295`},
		{"no time", headJSON + ms + what, `{"who":"A","what":"loginRoom"}`,
			`a.log:1: has no time: field "t"; expected it in every line that is not left out`},
		{"names that nobody knows", headJSON + ms + what,
			`{"t":1,"who":"C","what":"loginRoom"}` + "\n" + `{"t":1,"who":"A","what":"loginRom"}` + "\n" +
				`{"t":1,"who":"A","what":"onRoomUserUpdate","change":"JOIN","list":["alise"]}` + "\n" +
				`{"t":1,"who":"A","what":"onRoomUserUpdate","change":"ADD"}` + "\n" +
				`{"t":1,"who":"A","what":"onRoomStateChanged","why":9,"code":-1}`,
			`a.log:1: no client "C"; clients are A, B (or map it to null to leave it out)` + "\n" +
				`a.log:2: no call or callback "loginRom"; did you mean "loginRoom"? (or map it, or leave ` +
				"its lines out with skip:)\n" + `a.log:3: update "JOIN"; expected ADD or DELETE` + "\n" +
				`a.log:3: no user "alise"; did you mean "alice"? (or map it to null to leave it out)` + "\n" +
				"a.log:4: names no users; expected those who came or left\n" +
				`a.log:5: no reason "9"; reasons are Logining, Logined, LoginFailed, Reconnecting, ` +
				"Reconnected, ReconnectFailed, KickOut, Logout, LogoutFailed\n" +
				`a.log:5: code "-1"; expected a number from 0 to 2147483647`},
		{"whose", headJSON + ms + what, `{"t":1,"what":"loginRoom"}` + "\n" +
			`{"t":1,"what":"loginRoom"}`,
			"a.log:1: does not say whose it is; expected CLIENT=a.log, or a field for who"},
		{"a line that no expression fits", headText + "time: {format: ms}\n", "hello",
			`a.log:1: fits no expression of lines: "hello"; expected one that reads it, or skip: with ` +
				"one that fits it"},
		{"columns", table, "time,what,room\n",
			`a.log:1: no column "t" for time; columns are time, what, room`},
		{"a short row", table + "who: who\n", "t,what,who\n1,loginRoom\n",
			"a.log:2: has 2 columns; expected 3, as in the first row"},
		{"an open quote", table, "t,what\n1,\"a\n", "a.log:2: cannot be read as csv: extraneous or " +
			"missing \" in quoted-field; expected a quoted cell to be \"…\", with \"\" for a quote in it"},
		{"before zero", headJSON + ms + what + "zero: {client: A, network: down, at: 1s}\n",
			`{"t":1,"who":"A","what":"loginRoom"}` + "\n" + `{"t":2001,"who":"A","what":"network down"}`,
			"a.log:1: is 1s before the start of virtual time; expected zero: with an at: of 2s or more"},
		{"no zero", headJSON + ms + what + "zero: {client: A, network: down}\n",
			`{"t":1,"who":"A","what":"loginRoom"}`,
			"map.yaml: zero: no record of the logs fits it; expected A's network down"},
		{"too long", headJSON + ms + what,
			`{"t":1,"who":"A","what":"loginRoom"}` + "\n" + `{"t":2600000000,"who":"A","what":"loginRoom"}`,
			"a.log:2: is more than 30 days behind a.log:1 (the bound on a run)"},
		{"an end before the last record", headJSON + ms + what + "end: 1s\n",
			`{"t":1,"who":"A","what":"loginRoom"}` + "\n" + `{"t":3001,"who":"A","what":"network down"}`,
			"map.yaml: end: 1s is before the last record, a.log:2 at 3.000s; expected that or later"},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			if got := told(read(t, tt.mapping, tt.log)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// At most fifty things are said, and how many more there are.
func TestManyBadLines(t *testing.T) {
	_, err := read(t, headText+"time: {format: ms}\n", strings.Repeat("hello\n", 60))
	if err == nil || strings.Count(err.Error(), "fits no expression") != 50 ||
		!strings.HasSuffix(err.Error(), "\nand 10 more") {
		t.Errorf("got %v, want fifty lines and 10 more", err)
	}
}

// A claim that rests on an action of which the logs do not tell is inconclusive. No claim rests on
// B0.
func TestUntold(t *testing.T) {
	l, err := read(t, "", `{"t":7,"kind":"call","who":"A","name":"loginRoom"}`)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(l.Untold, " "); got != "cut heal rain again late" {
		t.Errorf("got %q, want all marks of actions that claims name but T0", got)
	}
	for _, f := range l.Check(scenario(t).Claims)[2:] {
		if f.Verdict.String() != "inconclusive" {
			t.Errorf("%s: got %s, want inconclusive", f.Claim.Text, f.Verdict)
		}
	}
}

// FuzzRead: no log makes the reader panic, whatever form it is taken for. What is read is in order,
// each record has its place and a name for all that it refers to; an error names at least one
// problem, in a line of the log.
func FuzzRead(f *testing.F) {
	s := scenario(f)
	var mappings []*spec.Mapping
	for _, text := range []string{headJSON + ms + what, "roomsim: 1\nlog: csv\n" + ms + what +
		"who: who\nreason: why\nusers: {field: list, split: ' '}\nupdate: change\n",
		headText + "time: {format: '15:04:05'}\n", "roomsim: 1\nlog: roomsim\nclocks: {A: -1ms}\n"} {
		m, err := spec.ParseMapping("map.yaml", []byte(text), s)
		if err != nil {
			f.Fatal(err)
		}
		mappings = append(mappings, m)
	}
	for _, file := range []string{"own.jsonl", "app.jsonl", "forgot.csv", "pixel.log"} {
		text, err := os.ReadFile("../logs/" + file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add(`{"t":1,"who":"A","what":"onRoomUserUpdate","change":"ADD","list":["alice","bob"]}`)
	f.Add("t,what,who,why,list,change\n1,onRoomStateChanged,A,3,,\n2,onRoomUserUpdate,B,,a b,1\n")
	f.Add("12:00:00 A network down\n11:00:00 A process kill\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, m := range append([]*spec.Mapping{nil}, mappings...) {
			l, err := Read([]Source{{Name: "f", Text: []byte(text)}}, Options{Scenario: s, Mapping: m})
			if err != nil {
				for _, p := range err.(*spec.Problems).List {
					if p.Msg == "" || p.File == "" || p.Line > strings.Count(text, "\n")+1 {
						t.Errorf("outside the log: %s", p)
					}
				}
				continue
			}
			tl := l.Timeline
			for i := range tl.Records {
				r := &tl.Records[i]
				if i > 0 && r.At < tl.Records[i-1].At || r.At < 0 || r.At > tl.End || l.Name(r.N) == "" {
					t.Fatalf("out of order: %s", tl.Say(r))
				}
			}
			if got := l.Check(s.Claims); len(got) != len(s.Claims) {
				t.Fatalf("got %d findings", len(got))
			}
		}
	})
}
