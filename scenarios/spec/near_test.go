package spec

import "testing"

func TestNear(t *testing.T) {
	keys := levels[levelScenario].names()
	calls := []string{"loginRoom", "logoutRoom"}
	for _, c := range []struct {
		word  string
		known []string
		want  string
	}{
		{"scnario", keys, "script"},
		{"naem", keys, "name"},
		{"sede", keys, "seed"},
		{"Clients", keys, "clients"},
		{"zgeo", []string{"zego", "zego-2026"}, "zego"},
		{"logonRoom", calls, "loginRoom"},
		{"LOGOUTROOM", calls, "logoutRoom"},
		{"T4", []string{"T0", "T4'"}, "T4'"},
		{"T9", []string{"T0", "T1"}, ""},
		{"nosuch", []string{"cut", "heal", "T0"}, ""},
		{"queue", keys, ""},
		{"switchRoom", calls, ""},
		{"", keys, ""},
		{"x", keys, ""},
		{"case", []string{"case2", "case3"}, "case2"}, // the first of equals
		{"ünter", []string{"unter"}, "unter"},
		{"name", []string{"name"}, ""}, // the word itself is not near
	} {
		if got := Near(c.word, c.known); got != c.want {
			t.Errorf("%q: got %q, want %q", c.word, got, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"zgeo", "zego", 1}, {"abc", "abc", 0}, {"abc", "", 3}, {"kitten", "sitting", 3},
		{"usr", "user", 1}, {"updat", "update", 1}, {"abcdef", "badcfe", 3},
	} {
		if got := distance(c.a, c.b, 10); got != c.want {
			t.Errorf("%s, %s: got %d, want %d", c.a, c.b, got, c.want)
		}
		if got := distance(c.b, c.a, c.want-1); c.want > 0 && got != c.want {
			t.Errorf("%s, %s, at most %d: got %d, want %d", c.b, c.a, c.want-1, got, c.want)
		}
	}
}

func TestSkeleton(t *testing.T) {
	if a, b := len([]rune(alien)), len(latin); a != b {
		t.Fatalf("got %d letters that look like %d", a, b)
	}
	for _, pair := range [][2]string{{"Bob", "Воb"}, {"A", "a"}, {"A", "Ａ"}, {"paper", "рареr"}} {
		if a, b := skeleton(pair[0]), skeleton(pair[1]); a != b {
			t.Errorf("%q looks unlike %q: %q, %q", pair[0], pair[1], a, b)
		}
	}
	if skeleton("A") == skeleton("B") || skeleton("ж") == skeleton("x") {
		t.Error("unlike letters look alike")
	}
}

func TestCaret(t *testing.T) {
	for _, c := range []struct {
		name, line string
		col        int
		want       string
	}{
		{"plain", "seed: -1", 7, "seed: -1\n      ^"},
		{"behind the end", "abc", 4, "abc\n   ^"},
		{"tab", "\tx: y", 2, "    x: y\n    ^"},
		{"wide", "名前: x", 5, "名前: x\n      ^"},
		{"combining", "e\u0301: x", 5, "e\u0301: x\n   ^"},
		{"control", "a\x1b[2Jb", 6, "a\\x1b[2Jb\n        ^"},
		{"direction", "a\u202eb", 3, "a\\u202eb\n       ^"},
		{"no UTF-8", "a\xffb", 3, "a\\xffb\n     ^"},
		{"no line", "", 1, ""},
	} {
		if got := (Problem{Source: c.line, Line: 1, Col: c.col}).Caret(); got != c.want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestProblemString(t *testing.T) {
	for _, c := range []struct {
		p    Problem
		want string
	}{
		{Problem{File: "f", Line: 2, Col: 3, Msg: "wrong", Expected: "expected right"},
			"f:2:3: wrong; expected right"},
		{Problem{File: "f", Msg: "wrong"}, "f: wrong"},
		{Problem{Msg: "wrong", Warning: true}, "warning: wrong"},
	} {
		if got := c.p.String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
