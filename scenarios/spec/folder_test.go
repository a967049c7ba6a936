package spec

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// withTrace is a scenario that names a trace.
func withTrace(name string) string { return smallest + "links: {A: {trace: " + name + "}}\n" }

// Nothing outside the folder of a scenario is read, and nothing that is no file or too large.
func TestFolders(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, sub := range []string{"in/sub", "out"} {
		if err := os.MkdirAll(sub, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write(t, "out/secret", "5\n")
	write(t, "in/sub/near", "5\n")
	write(t, "in/large", strings.Repeat("1\n", maxBeside/2)+"2\n")
	for link, to := range map[string]string{"in/link": "../out/secret", "in/here": "sub/near",
		"in/up": "../out"} {
		if err := os.Symlink(to, link); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	for name, want := range map[string]string{
		"sub/near":     "",
		"./sub/near":   "",
		"here":         "",
		"link":         `"in/link" leads outside the scenario's folder`,
		"up/secret":    `"in/up/secret" leads outside the scenario's folder`,
		"sub":          `"in/sub" is not a regular file; expected a trace of Mahimahi's`,
		"large":        `"in/large" is larger than 4 MiB (the bound)`,
		"../in/large":  `"../in/large" lies outside the scenario's folder; expected the name of a file`,
		"sub/../../in": `"sub/../../in" lies outside the scenario's folder`,
	} {
		write(t, "in/case.yaml", withTrace(name))
		s, err := Load("in/case.yaml", Options{})
		got := ""
		if err != nil {
			got = strings.TrimPrefix(err.Error(), "in/case.yaml:5:20: ")
		} else if len(s.Inputs) != 1 || filepath.Dir(s.Inputs[0]) == "." {
			t.Errorf("%s: got inputs %q", name, s.Inputs)
		}
		if !strings.HasPrefix(got, want) || (got == "") != (want == "") {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if _, err := Parse("f", []byte(withTrace("in/here")), Options{}); err == nil ||
		!strings.Contains(err.Error(), "a file can be named only in a scenario") {
		t.Errorf("got %v for a text without a folder", err)
	}
}

// The files of a scenario are bounded together, and each is read once, good or bad.
func TestManyFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	var links strings.Builder
	for i := range 8 {
		name := string(rune('a' + i))
		write(t, name, strings.Repeat("1000000\n", 3<<20/8)+"x\n")
		links.WriteString("  - {at: 0s, link: A, set: {trace: " + name + "}}\n")
	}
	text := smallest + "script:\n" + strings.Repeat(links.String(), 500)
	write(t, "case.yaml", text)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Load("case.yaml", Options{})
	runtime.ReadMemStats(&after)
	if err == nil || !strings.Contains(err.Error(), "larger than 16 MiB together (the bound)") {
		t.Errorf("got %.1000v", err)
	}
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 200 && !testing.Short() {
		t.Errorf("got %d MB allocated, want at most 200", mb) // the race detector takes more
	}
}

// A schedule as long as one may be.
func TestLongSchedule(t *testing.T) {
	t.Chdir(t.TempDir())
	var rows strings.Builder
	rows.WriteString("after,delay,loss,burst,corrupt,duplicate,rate,queue,load\n")
	for i := range maxPhases {
		fmt.Fprintf(&rows, "%ds,2ms,1%%,2,1%%,1%%,9kbit,9kB,1bit\n", i)
	}
	write(t, "long.csv", rows.String())
	write(t, "case.yaml", smallest+"script: [{at: 0s, link: A, schedule: long.csv}]\n")
	s, err := Load("case.yaml", Options{})
	if err != nil || len(s.Config.Actions[0].Link.Phases) != maxPhases {
		t.Errorf("got %v", err)
	}
	rows.WriteString("100000s,2ms,1%,2,1%,1%,9kbit,9kB,1bit\n")
	write(t, "long.csv", rows.String())
	want(t, "case.yaml", "long.csv:100002:1: more than 100000 rows (the bound)")
}

// A built-in scenario finds its files among the built-in ones.
func TestBuiltInFiles(t *testing.T) {
	s, err := parse(&report{}, "scenarios/x.yaml", []byte(withTrace("files/wobbly-cell.trace")),
		newFolder("scenarios", true), Options{})
	if err != nil {
		t.Fatal(err)
	}
	trace := s.Config.Links[0].To.Neck.Trace
	if trace.Name != "wobbly-cell" || trace.Ms[len(trace.Ms)-1] != 10_000 || s.Inputs != nil {
		t.Errorf("got %s of %d, inputs %q", trace.Name, len(trace.Ms), s.Inputs)
	}
	_, err = parse(&report{}, "scenarios/x.yaml", []byte(withTrace("files/nosuch")),
		newFolder("scenarios", true), Options{})
	if err == nil || !strings.Contains(err.Error(), `open "scenarios/files/nosuch": no such file`) {
		t.Errorf("got %v", err)
	}
	again, err := s.Again(Options{})
	if err != nil || again.Config.Links[0].To.Neck.Trace == trace {
		t.Errorf("got %v, want the trace read again", err)
	}
}

// A byte order mark at the start of a file is nothing.
func TestByteOrderMarks(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.trace", bom+"5\r\n7\r\n")
	write(t, "a.dist", bom+"# a table\r\n-8192 8192\r\n")
	write(t, "a.csv", bom+"after,loss\r\n0s,1%\r\n")
	write(t, "a.yaml", bom+"roomsim: 1\nweather: a\ntitle: t\nsource: s\nboth: {delay: 5ms}\n")
	write(t, "case.yaml", smallest+"links: {A: {weather: a.yaml, trace: a.trace, "+
		"delay: {law: table, file: a.dist, mean: 50ms, sd: 5ms}}}\n"+
		"script: [{at: 1s, link: A, schedule: a.csv}]\n")
	s, err := Load("case.yaml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if ms := s.Config.Links[0].To.Neck.Trace.Ms; len(ms) != 2 || ms[0] != 5 || ms[1] != 7 {
		t.Errorf("got %d", ms)
	}
}
