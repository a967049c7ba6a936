package timeline

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"
)

func jsonl(t *testing.T, tl *Timeline, wire bool) string {
	t.Helper()
	var b bytes.Buffer
	if err := tl.WriteJSONL(&b, wire); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func text(t *testing.T, tl *Timeline, opt TextOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := tl.WriteText(&b, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func table(t *testing.T, tl *Timeline, opt CSVOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := tl.WriteCSV(&b, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEachFormatWritesEachKind(t *testing.T) {
	tl := handmade()
	golden(t, "handmade.txt", []byte(text(t, tl, TextOptions{})))
	golden(t, "handmade-wire.txt", []byte(text(t, tl, TextOptions{Wire: true})))
	golden(t, "handmade.jsonl", []byte(jsonl(t, tl, false)))
	golden(t, "handmade-wire.jsonl", []byte(jsonl(t, tl, true)))
	golden(t, "handmade-wire.csv", []byte(table(t, tl, CSVOptions{Wire: true})))
}

func TestHandmadeHasEveryKindAndName(t *testing.T) {
	seen := map[Kind]map[Name]bool{}
	for _, r := range handmade().Records {
		if seen[r.Kind] == nil {
			seen[r.Kind] = map[Name]bool{}
		}
		seen[r.Kind][r.Name] = true
	}
	for k := Call; k <= Dropped; k++ {
		for _, n := range NamesOf(k) {
			if !k.Wire() && !seen[k][n] {
				t.Errorf("no record %v %v", k, n)
			}
		}
		if len(seen[k]) == 0 {
			t.Errorf("no record of kind %v", k)
		}
	}
}

// The lines of README, Records, in its very bytes.
func TestJSONLinesOfTheContract(t *testing.T) {
	w := newWriter()
	w.Total = 8
	w.add(5000, Record{Kind: Call, Name: LoginRoom, Who: nodeA, Room: lobby}, "T0")
	w.Total = 16
	w.add(5120, state(nodeA, Logined, 0, 16), "T1")
	w.Total = 19
	w.add(5220, Record{Kind: Callback, Name: OnRoomUserUpdate, Who: nodeB, Room: lobby, User: alice,
		Flag: Add, Cause: 19}, "T2")
	w.Total = 30
	w.add(65500, Record{Kind: Network, Name: NetworkDown, Who: nodeA}, "cut")
	w.Total = 33
	drop := wire(Dropped, MsgLogin, nodeA, Server, 33)
	drop.Room, drop.Flag = 0, DeviceDown
	w.add(67500, drop)
	w.Total = 51
	w.add(155170, server(ServerExpire, alice, 30))
	w.Total = 96
	want := strings.ReplaceAll(`{"kind":"run","format":1,"scenario":"case2","seed":1,"profile":"zego"}
{"n":9,"t":5000000000,"kind":"call","who":"A","name":"loginRoom","room":"lobby","marks":["T0"]}
{"n":17,"t":5120000000,"kind":"callback","who":"A","name":"onRoomStateChanged","room":"lobby","reason":"Logined","code":0,"cause":16,"marks":["T1"]}
{"n":20,"t":5220000000,"kind":"callback","who":"B","name":"onRoomUserUpdate","room":"lobby","update":"ADD","users":["alice"],"cause":19,"marks":["T2"]}
{"n":31,"t":65500000000,"kind":"network","who":"A","name":"down","marks":["cut"]}
{"n":34,"t":67500000000,"kind":"dropped","who":"A","peer":"server","name":"login","why":"device down","cause":33}
{"n":52,"t":155170000000,"kind":"server","name":"expire","user":"alice","room":"lobby","cause":30}
{"kind":"end","t":480000000000,"records":96,"events":412,"digest":"sha256:…"}
`, "sha256:…", w.Digest())
	if got := jsonl(t, w.Timeline, true); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDigestIsOverAllRecordLinesWithoutMarks(t *testing.T) {
	tl := handmade()
	lines := jsonl(t, tl, true)
	lines = regexp.MustCompile(`,"marks":\[[^]]*\]`).ReplaceAllString(lines, "")
	lines = lines[strings.Index(lines, "\n")+1 : strings.LastIndex(lines, `{"kind":"end"`)]
	sum := sha256.Sum256([]byte(lines))
	want := "sha256:" + hex.EncodeToString(sum[:])
	if got := tl.Digest(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, wire := range []bool{true, false} {
		if !strings.Contains(jsonl(t, tl, wire), want) {
			t.Errorf("wire %v: the end line has another digest", wire)
		}
	}
	if tl.Marks = nil; tl.Digest() != want {
		t.Error("marks change the digest")
	}
	if tl.Records[0].Cause++; tl.Digest() == want {
		t.Error("a changed cause does not change the digest")
	}
}

func TestMarksOfUnsortedFindings(t *testing.T) {
	w := newWriter()
	w.add(1, state(nodeA, Logining, 0, 0))
	w.add(2, wire(Sent, MsgLogin, nodeA, Server, 1))
	w.add(3, state(nodeA, Logined, 0, 0))
	w.Marks = []Mark{{"late", 3}, {"b", 1}, {"wire", 2}, {"a", 1}}
	got := text(t, w.Timeline, TextOptions{})
	want := "0.001s  #1  A  onRoomStateChanged Logining(0)  ◂ b a\n" +
		"0.003s  #3  A  onRoomStateChanged Logined(0)   ◂ late\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestStyleDressesTextAndLeavesPadding(t *testing.T) {
	tl := handmade()
	style := func(p Part, r *Record, s string) string {
		return "<" + string(rune('0'+p)) + ">" + s + "</>"
	}
	styled := text(t, tl, TextOptions{Wire: true, Style: style})
	bare := regexp.MustCompile(`<.>|</>`).ReplaceAllString(styled, "")
	if bare != text(t, tl, TextOptions{Wire: true}) {
		t.Error("without its dress the styled text is not the plain one")
	}
	if !strings.Contains(styled, "<0>5.000s</>") || !strings.Contains(styled, "<4>◂ cut T3'</>") {
		t.Errorf("got\n%s", styled)
	}
}

func TestEmptyTimeline(t *testing.T) {
	tl := newWriter().Timeline
	if got := text(t, tl, TextOptions{}); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
	if got := jsonl(t, tl, true); strings.Count(got, "\n") != 2 {
		t.Errorf("got %q, want a run line and an end line", got)
	}
}

type fullDisk struct{ left int }

var errFull = errors.New("no space left on device")

func (f *fullDisk) Write(b []byte) (int, error) {
	if len(b) > f.left {
		return f.left, errFull
	}
	f.left -= len(b)
	return len(b), nil
}

func TestAFullDiskIsAnError(t *testing.T) {
	w := newWriter()
	for i := range 5000 {
		w.add(float64(i), state(nodeA, Logined, 0, 0))
	}
	formats := map[string]func(*fullDisk) error{
		"jsonl": func(f *fullDisk) error { return w.WriteJSONL(f, true) },
		"text":  func(f *fullDisk) error { return w.WriteText(f, TextOptions{}) },
		"csv":   func(f *fullDisk) error { return w.WriteCSV(f, CSVOptions{}) },
	}
	for name, write := range formats {
		for _, room := range []int{0, 100, 100_000} {
			if err := write(&fullDisk{room}); !errors.Is(err, errFull) {
				t.Errorf("%s, room for %d bytes: got %v, want %v", name, room, err, errFull)
			}
		}
	}
}

// attacks are texts that terminals, CI logs, spreadsheets and parsers must not obey.
var attacks = []string{"\x1b[31mred", "a\nb", "tab\tcr\r", "nul\x00del\x7f", "\u009bC1",
	"rtl\u202egpj", "\u2066iso\u2069", "sep\u2028\u2029", "\ufeffbom", "\u200bzero", "tag\U000e0041",
	"\xff\xfe bad", "\ufffd real", "::error::x", "  ::error::x", "##[error]x", "###[x",
	"##teamcity[", "=HYPERLINK(\"x\")", "+1", "-1", "@x", `quote"back\slash`, "<script>&amp;",
	"a,b;c", "alice and bob", "it's", "", "日本語", "é", "🙂"}

func hostileTimeline() *Timeline {
	w := newWriter()
	w.Scenario, w.Profile = strings.Join(attacks, " "), "\x1b::"
	cast := &Cast{}
	for _, s := range attacks {
		cast.Clients.Add(s, 0)
		cast.Users.Add(s, 0)
		cast.Rooms.Add(s, 0)
	}
	w.Cast = cast
	for i, s := range attacks {
		id := uint32(i + 1)
		w.add(1, Record{Kind: Call, Name: LoginRoom, Who: id, Room: id}, s)
		w.add(1, Record{Kind: ServerDid, Name: ServerLogin, User: id, Room: id})
		w.add(1, Record{Kind: Callback, Name: OnRoomUserUpdate, Who: id, Room: id, Flag: Add | Listed,
			Arg: w.List([]uint32{id, 1, 2, id})})
		w.add(1, Record{Kind: Note, Name: Remark, Arg: w.Text(s)})
		w.add(1, Record{Kind: Link, Name: WeatherSet, Arg: w.Text(s)})
		w.add(1, Record{Kind: Sent, Name: MsgLogin, Who: id, Peer: Server})
	}
	return w.Timeline
}

func TestHostileNamesStayTextInEachFormat(t *testing.T) {
	tl := hostileTimeline()
	lines := jsonl(t, tl, true)
	formats := map[string]string{
		"jsonl": lines,
		"text":  text(t, tl, TextOptions{Wire: true}),
		"csv":   table(t, tl, CSVOptions{Wire: true}),
		"raw":   table(t, tl, CSVOptions{Wire: true, Raw: true}),
	}
	for name, out := range formats {
		harmless(t, name, out)
	}
	checkHostileJSON(t, tl, lines)
	checkHostileCSV(t, tl, formats["csv"])
}

func checkHostileJSON(t *testing.T, tl *Timeline, lines string) {
	for i, l := range strings.Split(strings.TrimSuffix(lines, "\n"), "\n")[1 : len(tl.Records)+1] {
		var got struct{ Who, User, Room, Text string }
		if err := json.Unmarshal([]byte(l), &got); err != nil {
			t.Fatalf("%v in %s", err, l)
		}
		r := &tl.Records[i]
		want := strings.ToValidUTF8(tl.Cast.Rooms.Name(r.Room), "\ufffd\ufffd") // two bad bytes
		if got.Room != want {
			t.Errorf("room: got %q, want %q", got.Room, want)
		}
		if want := strings.ToValidUTF8(tl.Words(r), "\ufffd\ufffd"); got.Text != want {
			t.Errorf("text: got %q, want %q", got.Text, want)
		}
	}
}

func checkHostileCSV(t *testing.T, tl *Timeline, out string) {
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(rows), len(tl.Records)+1; got != want {
		t.Fatalf("got %d rows, want %d", got, want)
	}
	for i, row := range rows {
		if len(row) != len(csvHeader) {
			t.Errorf("row %d has %d fields, want %d", i, len(row), len(csvHeader))
		}
		for _, field := range row {
			if field != "" && strings.ContainsAny(field[:1], "=+-@\t\r") {
				t.Errorf("row %d: a spreadsheet would run %q", i, field)
			}
		}
	}
}

func BenchmarkDigest(b *testing.B) {
	tl := benchTimeline()
	b.ResetTimer()
	for b.Loop() {
		tl.Digest()
	}
	b.ReportMetric(float64(len(tl.Records)*b.N)/b.Elapsed().Seconds(), "records/s")
}

func BenchmarkWriteText(b *testing.B) {
	tl := benchTimeline()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := tl.WriteText(&out, TextOptions{Wire: true}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(tl.Records)*b.N)/b.Elapsed().Seconds(), "records/s")
}

func benchTimeline() *Timeline {
	w := newWriter()
	for i := range 20_000 {
		ms := float64(i) * 30
		sent := w.add(ms, wire(Sent, MsgBeat, nodeA, Server, 0))
		heard := w.add(ms+1, wire(Delivered, MsgBeat, nodeA, Server, sent))
		w.add(ms+1, server(ServerBeat, uint32(3+i%500), heard))
		w.add(ms+1, state(nodeA, Reconnected, 0, heard))
	}
	return w.Timeline
}
