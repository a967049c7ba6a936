package timeline

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func read(t *testing.T, lines string) *Timeline {
	t.Helper()
	tl, err := ReadJSONL(strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	return tl
}

func TestReadingBackGivesAnEqualTimeline(t *testing.T) {
	for name, tl := range map[string]*Timeline{"handmade": handmade(), "empty": newWriter().Timeline} {
		for _, wire := range []bool{true, false} {
			lines := jsonl(t, tl, wire)
			back := read(t, lines)
			if again := jsonl(t, back, true); again != lines {
				t.Errorf("%s, wire %v: got\n%s\nwant\n%s", name, wire, again, lines)
			}
			if got, want := back.Digest(), tl.Digest(); got != want {
				t.Errorf("%s, wire %v: got digest %s, want %s", name, wire, got, want)
			}
			if got, want := text(t, back, TextOptions{}), text(t, tl, TextOptions{}); got != want {
				t.Errorf("%s, wire %v: got\n%s\nwant\n%s", name, wire, got, want)
			}
			if n, what := Diff(tl, back); wire && what != "" {
				t.Errorf("%s: differs at #%d: %s", name, n, what)
			}
		}
	}
}

func TestRecordsKeepTheirNumbersWithoutTheWire(t *testing.T) {
	tl := handmade()
	back := read(t, jsonl(t, tl, false))
	if len(back.Records) == len(tl.Records) {
		t.Fatal("the wire is still there")
	}
	if got := back.Say(back.ByN(25)); got != "server: alice's seat expired" {
		t.Errorf("got #25 %q, want the expiry", got)
	}
	if r := back.ByN(5); r != nil {
		t.Errorf("got #5 %q, want none: it was on the wire", back.Say(r))
	}
	if r := back.Mark("T4'"); r == nil || r.N != 26 {
		t.Errorf("got T4' at %v, want #26", r)
	}
}

func TestHostileNamesAreReadBack(t *testing.T) {
	tl := hostileTimeline()
	for i := range tl.Cast.Users.groups { // what is no UTF-8 is lost on the way out
		fix := func(n *Names) { n.groups[i].name = strings.ToValidUTF8(n.groups[i].name, "\ufffd") }
		fix(&tl.Cast.Clients)
		fix(&tl.Cast.Users)
		fix(&tl.Cast.Rooms)
	}
	lines := jsonl(t, tl, true)
	if again := jsonl(t, read(t, lines), true); again != lines {
		t.Errorf("got\n%s\nwant\n%s", again, lines)
	}
}

const (
	runLine  = `{"kind":"run","format":1,"scenario":"x","seed":1,"profile":"zego"}` + "\n"
	callLine = `{"n":1,"t":5,"kind":"call","who":"A","name":"loginRoom","room":"lobby"}` + "\n"
	endLine  = `{"kind":"end","t":9,"records":2,"events":3,"digest":"sha256:` + zeros + `"}` + "\n"
	zeros    = "0000000000000000000000000000000000000000000000000000000000000000"
)

func TestReadRefuses(t *testing.T) {
	tests := []struct{ what, in, want string }{
		{"an empty file", "", "line 1: the file ends before the run's end line"},
		{"no run line", callLine, `line 1: kind "call"; the first line's kind is "run"`},
		{"another format", strings.Replace(runLine, `1,"sc`, `2,"sc`, 1),
			"line 1: format 2; this roomsim reads format 1"},
		{"no end line", runLine + callLine, "line 3: the file ends before the run's end line"},
		{"a cut line", runLine + callLine[:30], "line 2: unexpected end of JSON input"},
		{"a cut newline", runLine + callLine + strings.TrimSuffix(endLine, "\n"),
			"line 3: not as roomsim writes it from byte"},
		{"something behind the end", runLine + callLine + endLine + callLine,
			"line 4: a line behind the end of the run"},
		{"an unknown key", runLine + strings.Replace(callLine, `"who"`, `"x":1,"who"`, 1),
			"line 2: not as roomsim writes it from byte 29 on"},
		{"a repeated key", runLine + strings.Replace(callLine, `"t":5`, `"t":5,"t":5`, 1),
			"line 2: not as"},
		{"another order of keys", runLine + strings.Replace(callLine, `"n":1,"t":5`, `"t":5,"n":1`, 1),
			"line 2: not as"},
		{"a blank", runLine + strings.Replace(callLine, `:5`, `: 5`, 1), "line 2: not as"},
		{"an unknown kind", runLine + strings.Replace(callLine, "call", "shout", 1),
			`line 2: kind "shout" is none of a record`},
		{"a name of another kind", runLine + strings.Replace(callLine, "loginRoom", "down", 1),
			`line 2: name "down" is none of kind call`},
		{"users of a call", runLine + strings.Replace(callLine, `}`, `,"users":["a","b"]}`, 1),
			"line 2: users in a record of kind call, name loginRoom"},
		{"a server record with who", runLine +
			`{"n":1,"t":5,"kind":"server","who":"A","name":"beat","user":"a","room":"r"}` + "\n",
			"line 2: not as"},
		{"n twice", runLine + callLine + callLine, "line 3: n is 1; expected more than 1"},
		{"time going back", runLine + callLine + strings.Replace(callLine, `1,"t":5`, `2,"t":4`, 1),
			"line 3: t is 4; expected 5 or more"},
		{"its own cause", runLine + strings.Replace(callLine, `}`, `,"cause":1}`, 1),
			"line 2: cause is 1; expected a record before 1"},
		{"a time with a point", runLine + strings.Replace(callLine, `:5`, `:5.0`, 1),
			"line 2: json: cannot"},
		{"an end before the last record",
			runLine + callLine + strings.Replace(endLine, `"t":9`, `"t":4`, 1),
			"line 3: t is 4; expected 5 or more"},
		{"too few records", runLine + callLine + strings.Replace(endLine, `records":2`, `records":0`, 1),
			"line 3: records is 0; expected 1 or more"},
		{"a wrong digest", runLine + callLine + strings.Replace(endLine, `records":2`, `records":1`, 1),
			"line 3: the records do not give this digest: the file was changed"},
		{"no digest", runLine + callLine + strings.Replace(endLine, "sha256", "md5", 1),
			"line 3: digest"},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			_, err := ReadJSONL(strings.NewReader(tt.in))
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got error %v, want %s", err, tt.want)
			}
		})
	}
	if tl := read(t, runLine+callLine+endLine); len(tl.Records) != 1 || tl.Total != 2 {
		t.Errorf("got %d records of %d, want 1 of 2", len(tl.Records), tl.Total)
	}
}

// endless is a line without an end.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

func TestALineHasABound(t *testing.T) {
	_, err := ReadJSONL(endless{})
	if want := "line 1: longer than 67108864 bytes"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// Whatever is accepted is written again in the same bytes.
func FuzzReadJSONL(f *testing.F) {
	end := strings.NewReplacer(`"t":9`, `"t":480000000000`, `s":2`, `s":99`).Replace(endLine)
	lines, err := os.ReadFile("testdata/handmade-wire.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	for l := range strings.Lines(string(lines)) {
		if len(l) < 300 {
			f.Add([]byte(runLine + l + end)) // without the others, so no digest stands in the way
		}
	}
	f.Add([]byte(runLine + callLine + endLine))
	f.Fuzz(func(t *testing.T, in []byte) {
		tl, err := ReadJSONL(bytes.NewReader(in))
		if err != nil {
			return
		}
		if again := jsonl(t, tl, true); again != string(in) {
			t.Errorf("got\n%s\nwant\n%s", again, in)
		}
		harmless(t, "text", text(t, tl, TextOptions{Wire: true}))
		harmless(t, "csv", table(t, tl, CSVOptions{Wire: true}))
	})
}

func TestDiffFindsTheFirstDifference(t *testing.T) {
	tests := []struct {
		what   string
		change func(*Timeline)
		n      uint32
		want   string
	}{
		{"nothing", func(*Timeline) {}, 0, ""},
		{"a time", func(tl *Timeline) { tl.Records[24].At++; tl.Records[25].Cause++ }, 25,
			"155.170s server: alice's seat expired ← #17 or " +
				"155.170000001s server: alice's seat expired ← #17"},
		{"a cause", func(tl *Timeline) { tl.Records[3].Cause = 0 }, 4,
			"5.000s A onRoomStateChanged Logining(0) ← #3 or 5.000s A onRoomStateChanged Logining(0)"},
		{"a shorter run", func(tl *Timeline) { tl.Records = tl.Records[:53] }, 54,
			"450.000s B onRoomStateChanged LogoutFailed(9) or nothing"},
		{"a mark", func(tl *Timeline) { tl.Marks = tl.Marks[:1] }, 0,
			"marks: T0 #3, T1 #10, T2 #14, cut #18, T3' #18, T3 #20, T4' #26, heal #36 or T0 #3"},
		{"the number of events", func(tl *Timeline) { tl.Events++ }, 0,
			"the end: 83 records, 412 events, 480.000s or 83 records, 413 events, 480.000s"},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			a, b := handmade(), handmade()
			tt.change(b)
			if n, what := Diff(a, b); n != tt.n || what != tt.want {
				t.Errorf("got #%d %q, want #%d %q", n, what, tt.n, tt.want)
			}
			n, back := Diff(b, a)
			if _, what := Diff(a, b); n != tt.n || len(back) != len(what) {
				t.Errorf("the other way round: got #%d %q, want #%d", n, back, tt.n)
			}
		})
	}
}
