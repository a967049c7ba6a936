package spec

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"roomsim/model/timeline"
)

// everyMapping uses every key of a log mapping.
var everyMapping = []string{`roomsim: 1
log: csv
separator: "\t"
only: [room]
skip: ['^#', debug]
time: {field: when, format: "2006-01-02 15:04:05", zone: "+02:00"}
who: {field: device, names: {pixel: A, iphone: B, tv: null}}
what: {field: event, names: {state: onRoomStateChanged, wifi_off: network down}}
room: room
reason: {field: why, names: {ONLINE: Logined}}
code: error
update: {field: change, names: {in: ADD}}
users: {field: list, split: ";", names: {al: alice}}
clocks: {A: 120ms, B: -35ms}
zero: {client: A, call: loginRoom, room: lobby, nth: 1, at: 5s}
marks: {cut: {client: A, network: down}, heal: 365.5s}
end: 8m
`, `roomsim: 1
log: text
time: {format: 15:04:05.000}
lines:
  - '^(?P<time>\S+) (?P<what>\w+) (?P<room>\w+)$'
  - {line: '^(?P<time>\S+) lost: (?P<code>\d+)$', who: A, what: onRoomStateChanged, room: lobby,
     reason: Reconnecting}
  - {line: '^(?P<time>\S+) (?P<users>\w+) comes$', what: onRoomUserUpdate, update: ADD}
  - {line: '^(?P<time>\S+) bob goes$', what: onRoomUserUpdate, update: DELETE, users: bob}
zero: "12:00:00.000"
marks:
  cut: {client: A, state: Reconnecting, code: 1002051}
  heal: {client: B, process: start}
`, `roomsim: 1
log: roomsim
zero: {server: expire, user: alice, at: 1m}
marks: {cut: {client: B, update: DELETE, user: alice}, heal: {callback: onRoomUserUpdate}}
`}

const mappedScenario = `roomsim: 1
name: mapped
end: 8m
clients:
  A: {user: alice}
  B: {user: bob}
script:
  - {at: 0s, client: B, call: loginRoom, room: lobby}
  - {at: 5s, client: A, call: loginRoom, room: lobby}
  - {at: 65.5s, client: A, network: down, mark: cut}
  - {at: cut + 5m, client: A, network: up, mark: heal}
marks:
  T1: {client: A, state: Logined}
claims: [T1 < cut]
`

// mapped reads a mapping for a scenario; nil: for the one above.
func mapped(t testing.TB, text string, s *Scenario) *Mapping {
	t.Helper()
	if s == nil {
		var err error
		if s, err = Parse("mapped.yaml", []byte(mappedScenario), Options{}); err != nil {
			t.Fatal(err)
		}
	}
	m, err := ParseMapping("map.yaml", []byte(text), s)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ParseMapping("map.yaml", []byte(text), nil); err != nil {
		t.Errorf("without a scenario: got %v, want nothing wrong", err)
	}
	return m
}

func TestMapping(t *testing.T) {
	m := mapped(t, everyMapping[0], nil)
	if m.Separator != '\t' || len(m.Only) != 1 || len(m.Skip) != 2 || m.End != 480e9 {
		t.Errorf("got %q, %v, %v, %s", m.Separator, m.Only, m.Skip, m.End)
	}
	if who := m.Sources[LogWho]; who.Field != "device" || who.Names["tv"] != "" ||
		who.Names["pixel"] != "A" {
		t.Errorf("got %+v, want device with three names", who)
	}
	if len(m.Clocks) != 2 || m.Clocks[1].Ahead != -35*time.Millisecond || m.Clocks[1].Who.First != 2 {
		t.Errorf("got %+v, want B's clock 35 ms behind", m.Clocks)
	}
	if z := m.Zero; z.Pattern.Kind != timeline.Call || z.At != 5e9 || z.Nth != 1 {
		t.Errorf("got %+v, want A's loginRoom at 5s", z)
	}
	if len(m.Pins) != 2 || m.Pins[0].Pattern.Name != timeline.NetworkDown || m.Pins[1].At != 365.5e9 {
		t.Errorf("got %+v, want cut at network down, heal at 365.5s", m.Pins)
	}
	text := mapped(t, everyMapping[1], nil)
	if l := text.Lines[1]; l.Groups[LogCode] != 2 || l.Fixed[LogReason] != "Reconnecting" {
		t.Errorf("got %+v", l)
	}
	if !text.Time.Dateless || text.Zero.Time != int64(12*time.Hour)+dayOf(t, text) {
		t.Errorf("got %+v, %d, want noon of no day", text.Time, text.Zero.Time)
	}
}

// dayOf is midnight of a time without a date.
func dayOf(t *testing.T, m *Mapping) int64 {
	midnight, ok := m.Time.Parse("00:00:00.000")
	if !ok {
		t.Fatal("midnight cannot be read")
	}
	return midnight
}

func TestLogTime(t *testing.T) {
	tests := []struct {
		format, zone, text string
		want               int64 // −1: cannot be read
	}{
		{"rfc3339", "", "2026-03-01T12:00:00.035+01:00", 1772362800035000000},
		{"rfc3339", "", "2026-03-01 12:00:00", -1},
		{"rfc3339", "", "0001-01-01T00:00:00Z", -1},
		{"s", "", "1772362800.0350001", 1772362800035000100},
		{"ms", "", "12345.600000000093", 12345600000},
		{"us", "", "5", 5000},
		{"ns", "", "5", 5},
		{"s", "", "99999999999", -1},
		{"ms", "", "1e3", -1},
		{"ms", "", "-5", -1},
		{"ms", "", "", -1},
		{"duration", "", "1m5.5s", 65500000000},
		{"duration", "", "65.5", -1},
		{"2006-01-02 15:04:05", "+02:00", "2026-03-01 12:00:00.5", 1772359200500000000},
		{"2006-01-02 15:04:05", "", "2026-03-01 24:00:00", -1},
		{"01-02 15:04:05.000", "", "02-29 00:00:00.250", 951782400250000000},
	}
	for _, tt := range tests {
		f := LogTime{Format: tt.format}
		f.layout()
		if tt.zone != "" {
			f.Zone, _ = parseZone(tt.zone)
		}
		got, ok := f.Parse(tt.text)
		if !ok {
			got = -1
		}
		if got != tt.want {
			t.Errorf("%s, %s: got %d, want %d", tt.format, tt.text, got, tt.want)
		}
	}
}

// Each file of testdata/badmaps is wrong in the way its name says; what is said about it stands
// beside it.
func TestBadMaps(t *testing.T) {
	s, err := Parse("mapped.yaml", []byte(mappedScenario), Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("testdata/badmaps/*.yaml")
	if len(files) < 8 {
		t.Fatalf("got %d files, want all of them", len(files))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if _, err := ParseMapping(filepath.Base(file), text, s); err != nil {
			got = err.Error() + "\n"
		}
		golden := strings.TrimSuffix(file, ".yaml") + ".txt"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if want, _ := os.ReadFile(golden); got != string(want) || got == "" {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", file, got, want)
		}
	}
}

// FuzzMapping: no text makes the reader panic, with a scenario or without; an error names problems
// inside the text, fit to be shown; and the same text says the same twice.
func FuzzMapping(f *testing.F) {
	s, err := Parse("mapped.yaml", []byte(mappedScenario), Options{})
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range everyMapping {
		f.Add(text)
	}
	files, _ := filepath.Glob("testdata/badmaps/*.yaml")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ParseMapping("m", []byte(text), s)
		if _, alone := ParseMapping("m", []byte(text), nil); err == nil && alone != nil {
			t.Errorf("with a scenario it is good, without one: %s", alone)
		}
		if err == nil {
			if m.Log == "" || m.Log != "roomsim" && m.Time.Format == "" {
				t.Fatalf("half a mapping: %+v", m)
			}
			accepts(t, "log", text)
			return
		}
		src := &source{text: strings.TrimPrefix(text, bom)}
		for _, p := range err.(*Problems).List {
			if p.Line > 0 && (p.Line > len(src.lines()) || p.Col < 1 ||
				p.Col > len([]rune(src.line(p.Line)))+1) {
				t.Errorf("outside the text: %s", p)
			}
			if p.File == "" || p.Msg == "" || strings.ContainsAny(p.String(), "\n\x1b\x00") {
				t.Errorf("unfit to be shown: %q", p.String())
			}
		}
		if _, again := ParseMapping("m", []byte(text), s); again.Error() != err.Error() {
			t.Errorf("got %s, then %s", err, again)
		}
	})
}
