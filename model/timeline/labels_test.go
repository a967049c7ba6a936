package timeline

import (
	"strings"
	"testing"
)

// labelled is a loss and a local notice, with a product's words for them.
func labelled() *Timeline {
	w := newWriter()
	cast := *w.Cast
	cast.Labels.SetName(OnRoomStateChanged, "roomStateChanged")
	cast.Labels.SetReason(Reconnecting, "RECON\u202eNECTING")
	note := cast.Notices.Add("onConnectionLost", 0).First
	w.Cast = &cast
	w.add(5000, state(nodeA, Logined, 0, 0))
	w.add(8000, Record{Kind: Callback, Name: OnNotice, Who: nodeA, Room: lobby, Arg: note, Cause: 1})
	w.add(9000, state(nodeA, Reconnecting, 17, 1))
	return w.Timeline
}

// What people read has the labels, made harmless; what programs read has the canonical names.
func TestLabels(t *testing.T) {
	tl := labelled()
	people := text(t, tl, TextOptions{})
	for _, want := range []string{"A  roomStateChanged Logined(0)\n", "A  onConnectionLost\n",
		`A  roomStateChanged RECON\u202eNECTING(17)`} {
		if !strings.Contains(people, want) {
			t.Errorf("got\n%s\nwant %q in it", people, want)
		}
	}
	programs := jsonl(t, tl, false) + table(t, tl, CSVOptions{})
	for _, want := range []string{`"name":"onRoomStateChanged","room":"lobby","reason":"Reconnecting"`,
		`"name":"onConnectionLost","room":"lobby","cause":1}`, ",onConnectionLost,,lobby,",
		",onRoomStateChanged,,lobby,"} {
		if !strings.Contains(programs, want) {
			t.Errorf("got\n%s\nwant %q in it", programs, want)
		}
	}
}

// A file with a local notice is read as it was written.
func TestReadNotice(t *testing.T) {
	lines := jsonl(t, labelled(), false)
	tl, err := ReadJSONL(strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	if got := jsonl(t, tl, false); got != lines {
		t.Errorf("got\n%s\nwant\n%s", got, lines)
	}
	for _, bad := range []string{"", "1x", "a b", strings.Repeat("a", 65), "onRöm"} {
		spoilt := strings.Replace(lines, "onConnectionLost", bad, 1)
		if _, err := ReadJSONL(strings.NewReader(spoilt)); err == nil {
			t.Errorf("a callback named %q: got no error", bad)
		}
	}
}

func TestPatternOfANotice(t *testing.T) {
	tl := labelled()
	r := &tl.Records[1]
	for _, c := range []struct {
		p    Pattern
		want bool
	}{
		{Pattern{Kind: Callback, Name: OnNotice, Notice: 1}, true},
		{Pattern{Kind: Callback, Name: OnNotice, Notice: 2}, false},
		{Pattern{Kind: Callback, Name: OnNotice}, true},
		{Pattern{Kind: Callback}, true},
		{Pattern{Kind: Callback, Name: OnRoomUserUpdate}, false},
	} {
		if got := c.p.Match(tl, r); got != c.want {
			t.Errorf("%+v: got %t, want %t", c.p, got, c.want)
		}
	}
}

func TestNoticeNames(t *testing.T) {
	for name, want := range map[string]bool{"onConnectionLost": true, "a-b_1": true, "": false,
		"onRoomUserUpdate": false, "1a": false, "a.b": false, strings.Repeat("a", 64): true} {
		if got := IsNoticeName(name); got != want {
			t.Errorf("IsNoticeName(%q): got %t, want %t", name, got, want)
		}
	}
}
