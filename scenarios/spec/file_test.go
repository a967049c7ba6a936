package spec

import (
	"net"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"roomsim/scenarios"
)

// want loads what must fail and compares the first problem.
func want(t *testing.T, arg, msg string) {
	t.Helper()
	_, err := Load(arg, Options{})
	problems, ok := err.(*Problems)
	if !ok || problems.List[0].String() != msg {
		t.Errorf("%s:\ngot  %v\nwant %s", arg, err, msg)
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	want(t, "case.yaml", `open case.yaml: no such file; did you mean "case1"?`)
	want(t, "case2.yml", `open case2.yml: no such file; did you mean "case2"?`)
	want(t, "cse2", `open cse2: no such file; did you mean "case2"?`)
	want(t, "nothing/like/it.yaml", "open nothing/like/it.yaml: no such file")
	write(t, "overture.yaml", "")
	want(t, "overtrue.yaml", `open overtrue.yaml: no such file; did you mean "overture.yaml"?`)
	want(t, "./overtrue", `open ./overtrue: no such file; did you mean "overture.yaml"?`)
	want(t, ".", ".: is not a regular file; expected a scenario file")
	if runtime.GOOS != "windows" {
		want(t, "/dev/zero", "/dev/zero: is not a regular file; expected a scenario file")
	}
	if socket, err := net.Listen("unix", "socket.yaml"); err == nil {
		defer socket.Close()
		want(t, "socket.yaml", "socket.yaml: is not a regular file; expected a scenario file")
	}
	write(t, "huge.yaml", "roomsim: 1\n")
	if err := os.Truncate("huge.yaml", 100<<20); err != nil { // zeros, which take no room on disk
		t.Fatal(err)
	}
	want(t, "huge.yaml", "huge.yaml: the file is larger than 1 MiB (the bound on a scenario file)")
	write(t, "secret.yaml", "")
	if err := os.Chmod("secret.yaml", 0); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadFile("secret.yaml"); err != nil { // not for root
		want(t, "secret.yaml", "secret.yaml: permission denied")
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestFilesThatAreNoText(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	text, _ := scenarios.Read("case2")
	var wide []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + string(text))) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	cases := []struct{ name, text, msg string }{
		{"empty", "", `:1:1: the file is empty; expected "roomsim: 1" first`},
		{"large", strings.Repeat("#\n", maxBytes/2) + "#",
			": the file is larger than 1 MiB (the bound on a scenario file)"},
		{"utf-16", string(wide), ":1:1: the file is UTF-16; expected UTF-8"},
		{"png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
			":1:1: is not text; expected a scenario file"},
		{"elf", "\x7fELF\x02\x01\x01\x00", ":1:1: is not text; expected a scenario file"},
		{"gzip", "\x1f\x8b\x08\x00\x00\x00", ":1:1: is not text; expected a scenario file"},
		{"zip", "PK\x03\x04\x14\x00\x00\x00", ":1:3: is not text; expected a scenario file"},
	}
	for _, c := range cases {
		write(t, c.name+".yaml", c.text)
		want(t, c.name+".yaml", c.name+".yaml"+c.msg)
	}
}

// Line ends and a byte order mark change nothing, positions neither.
func TestLineEnds(t *testing.T) {
	text, _ := scenarios.Read("case2")
	plain := mustParse(t, string(text), Options{})
	for name, other := range map[string]string{
		"CR LF": strings.ReplaceAll(string(text), "\n", "\r\n"),
		"CR":    strings.ReplaceAll(string(text), "\n", "\r"),
		"BOM":   "\ufeff" + string(text),
	} {
		got := mustParse(t, other, Options{})
		if !reflect.DeepEqual(got.Config, plain.Config) ||
			!reflect.DeepEqual(got.Claims, plain.Claims) {
			t.Errorf("%s: another scenario or other places", name)
		}
	}
	bad := strings.Replace(string(text), "loginRoom", "loginroom", 1)
	for _, end := range []string{"\n", "\r\n", "\r"} {
		_, err := Parse("f", []byte(strings.ReplaceAll(bad, "\n", end)), Options{})
		p := err.(*Problems).List[0]
		const want = `unknown call; did you mean "loginRoom"?`
		if !strings.Contains(p.String(), want) || p.Line < 2 || !strings.HasSuffix(p.Source, "}") {
			t.Errorf("%q: got %s in %q, want %s", end, p, p.Source, want)
		}
	}
}

func mustParse(t testing.TB, text string, opt Options) *Scenario {
	t.Helper()
	s, err := Parse("test.yaml", []byte(text), opt)
	if err != nil {
		t.Fatal(err)
	}
	accepts(t, "scenario", text)
	return s
}

// Everything that is shipped loads without a problem and without a warning.
func TestShipped(t *testing.T) {
	for _, name := range scenarios.Names() {
		s, err := Load(name, Options{})
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case len(s.Warnings) > 0:
			t.Errorf("%s: %v", name, s.Warnings)
		case s.Name != name || !s.BuiltIn || s.File != "scenarios/"+name+".yaml":
			t.Errorf("got name %s, file %s, want %s", s.Name, s.File, name)
		}
	}
	for _, name := range scenarios.Profiles() {
		p, err := LoadProfile(name)
		switch {
		case err != nil:
			t.Errorf("profile %s: %v", name, err)
		case len(p.Warnings) > 0:
			t.Errorf("profile %s: %v", name, p.Warnings)
		case p.Name != name || !p.BuiltIn:
			t.Errorf("got the profile %s, want %s", p.Name, name)
		}
	}
}

func TestStdin(t *testing.T) {
	text, _ := scenarios.Read("case2")
	path := filepath.Join(t.TempDir(), "in")
	write(t, path, string(text))
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	saved := os.Stdin
	os.Stdin = in
	defer func() { os.Stdin = saved }()
	s, err := Load(Stdin, Options{})
	if err != nil || s.File != "<stdin>" || s.Name != "case2" || s.BuiltIn {
		t.Errorf("got %+v, %v, want case2 of <stdin>", s, err)
	}
}
