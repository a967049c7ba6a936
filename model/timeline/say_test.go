package timeline

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestShow(t *testing.T) {
	tests := []struct{ what, in, want string }{
		{"plain text stays", `A's "room" \ 日本 🙂 #1`, `A's "room" \ 日本 🙂 #1`},
		{"escape", "\x1b[31m", `\x1b[31m`},
		{"newline and tab", "a\nb\tc", `a\x0ab\x09c`},
		{"DEL and C1", "\x7f\u0085", `\x7f\u0085`},
		{"right-to-left override", "\u202ex", `\u202ex`},
		{"isolates", "\u2066x\u2069", `\u2066x\u2069`},
		{"line separators", "\u2028\u2029", `\u2028\u2029`},
		{"invalid UTF-8", "a\xffb\xc3", `a\xffb\xc3`},
		{"a real U+FFFD stays", "\ufffd", "\ufffd"},
		{"byte order mark", "\ufeff", `\ufeff`},
		{"what is no character", "\ufffe\U0001ffff", `\ufffe\U0001ffff`},
		{"tags", "\U000e0041", `\U000e0041`},
		{"a runner's old commands, anywhere", "x ##[error]y", `x \x23#[error]y`},
		{"three of them", "###", `\x23\x23#`},
		{"joiners of emoji and Persian stay", "👩\u200d👧 \u200c", "👩\u200d👧 \u200c"},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			if got := Show(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	if n := testing.AllocsPerRun(100, func() { Show("a plain text, 日本") }); n != 0 {
		t.Errorf("a plain text costs %v allocations, want none", n)
	}
}

func TestLineStart(t *testing.T) {
	for in, want := range map[string]string{
		"::error::x":   `\x3a:error::x`,
		"  ::error::x": `  \x3a:error::x`,
		":x":           ":x",
		"a::b":         "a::b",
		"##[x":         `\x23#[x`,
		"\t::x":        `\x09::x`,
	} {
		if got := LineStart(in); got != want {
			t.Errorf("LineStart(%q): got %q, want %q", in, got, want)
		}
	}
}

// harmless fails unless s is valid UTF-8 without anything that a terminal or a CI runner obeys.
func harmless(t *testing.T, what, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%s: not valid UTF-8", what)
	}
	for _, r := range s {
		if r < 0x20 && r != '\n' || 0x7f <= r && r <= 0x9f || invisible(r) {
			t.Errorf("%s: has %U", what, r)
		}
	}
	for l := range strings.Lines(s) {
		if strings.HasPrefix(strings.TrimLeft(l, " "), "::") || strings.Contains(l, "##") {
			t.Errorf("%s: a CI runner would take this line for a command: %q", what, l)
		}
	}
}

func FuzzShow(f *testing.F) {
	for _, s := range attacks {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		shown := LineStart(s)
		harmless(t, "shown", shown)
		if strings.Contains(shown, "\n") {
			t.Errorf("%q has a newline", shown)
		}
		if LineStart(shown) != shown {
			t.Errorf("%q is shown as %q", shown, LineStart(shown))
		}
	})
}

func TestSay(t *testing.T) {
	tl := handmade()
	rooms := handmade()
	rooms.Cast.Rooms.Add("attic", 0)
	rooms.Cast.Users.Add("alice and bob", 0)
	long := uint32(rooms.Cast.Users.Len())
	tests := []struct {
		t    *Timeline
		r    Record
		want string
	}{
		{tl, Record{Kind: Call, Name: LoginRoom, Who: nodeA, Room: lobby}, "A calls loginRoom lobby"},
		{tl, Record{Kind: Call, Name: LogoutRoom, Who: nodeA}, "A calls logoutRoom"},
		{tl, state(nodeA, Reconnecting, 1002051, 0), "A onRoomStateChanged Reconnecting(1002051)"},
		{tl, Record{Kind: Callback, Name: OnRoomUserUpdate, Who: nodeB, User: alice, Flag: Delete},
			"B onRoomUserUpdate DELETE alice"},
		{tl, Record{Kind: Callback, Name: OnRoomUserUpdate, Who: nodeB, Flag: Add | Listed,
			Arg: tl.List(ids(1, 500))}, "B onRoomUserUpdate ADD alice, bob and 498 more"},
		{tl, Record{Kind: Callback, Name: OnRoomUserUpdate, Who: nodeB, Flag: Add | Listed,
			Arg: tl.List(ids(1, 3))}, "B onRoomUserUpdate ADD alice, bob and crowd-1"},
		{tl, Record{Kind: Callback, Name: OnRoomUserUpdate, Who: nodeB, Flag: Add | Listed,
			Arg: tl.List(ids(1, 2))}, "B onRoomUserUpdate ADD alice and bob"},
		{tl, Record{Kind: Network, Name: NetworkDown, Who: nodeA}, "A's network goes down"},
		{tl, Record{Kind: Network, Name: NetworkSwitch, Who: nodeA}, "A's network switches"},
		{tl, Record{Kind: Network, Name: NetworkUp, Who: nodeA, Flag: Ineffective},
			"A's network comes up, to no effect"},
		{tl, server(ServerLogin, alice, 0), "server: alice logs in to lobby"},
		{tl, server(ServerExpire, alice, 0), "server: alice's seat expired"},
		{tl, server(ServerBeat, alice, 0), "server: beat from alice"},
		{tl, server(ServerLogout, alice, 0), "server: alice logs out"},
		{tl, server(ServerDisplace, alice, 0), "server: alice's seat goes to another device"},
		{tl, Record{Kind: Note, Name: ProcessKill, Who: nodeA}, "A's app is killed"},
		{tl, wire(Sent, MsgLogin, nodeA, Server, 0), "A sends login"},
		{tl, wire(Delivered, MsgLogin, nodeA, Server, 0), "server receives login from A"},
		{tl, Record{Kind: Delivered, Name: MsgNotice, Who: nodeB, Peer: Server, Flag: Delete,
			User: alice},
			"B receives notice DELETE alice"},
		{tl, Record{Kind: Dropped, Name: MsgLogin, Who: nodeA, Peer: Server, Flag: DeviceDown},
			"A's login is lost: device down"},
		{tl, Record{Kind: Dropped, Name: MsgKick, Who: Server, Peer: nodeA, Flag: Lost, Arg: 1002050},
			"server's kick(1002050) to A is lost"},
		{rooms, state(nodeA, Logined, 0, 0), "A onRoomStateChanged Logined(0) in lobby"},
		{rooms, server(ServerExpire, long, 0), `server: "alice and bob"'s seat in lobby expired`},
	}
	for _, tt := range tests {
		if got := tt.t.Say(&tt.r); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
