package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// console is one command of a README with the output that it shows.
type console struct {
	line    int // of the README
	command string
	output  []string
}

// TestReadme runs the commands of every console block of the README, one after the other, in a copy
// of the tree, and compares what they print. A line "…" stands for any lines, or none. With -update
// the README takes what they print, except where it leaves lines out.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	commands := consoles(string(text))
	if len(commands) == 0 {
		t.Fatal("README.md has no console block; want one with real output")
	}
	if testing.Short() {
		t.Skip("short: no console block was run")
	}
	dir := copyOf(t, "../..")
	readme := string(text)
	for _, c := range commands {
		cmd := exec.Command("bash", "-c", c.command)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "NO_COLOR=1", "GITHUB_ACTIONS=")
		out, err := cmd.CombinedOutput()
		got := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
		if len(out) == 0 {
			got = nil
		}
		want := strings.Join(c.output, "\n")
		switch {
		case alike(got, c.output):
		case *update && !slices.ContainsFunc(c.output, elided):
			readme = strings.Replace(readme, "$ "+c.command+"\n"+want,
				"$ "+c.command+"\n"+strings.Join(got, "\n"), 1)
		default:
			t.Errorf("README.md:%d: $ %s: got\n%s\nwant\n%s", c.line, c.command, out, want)
		}
		if err != nil && len(c.output) == 0 {
			t.Errorf("README.md:%d: $ %s: %s", c.line, c.command, err)
		}
	}
	if *update {
		if err := os.WriteFile("../../README.md", []byte(readme), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// elided reports whether a line stands for others.
func elided(line string) bool { return strings.TrimSpace(line) == "…" }

// consoles reads the console blocks of a text: "$ " begins a command, a backslash at the end of the
// line goes on with it, other lines are output.
func consoles(text string) []console {
	var list []console
	inside := false
	for i, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "```"):
			inside = !inside && strings.TrimSpace(line) == "```console"
		case !inside:
		case strings.HasPrefix(line, "$ "):
			list = append(list, console{line: i + 1, command: line[2:]})
		case len(list) == 0:
		default:
			last := &list[len(list)-1]
			if strings.HasSuffix(last.command, `\`) && len(last.output) == 0 {
				last.command += "\n" + line
			} else {
				last.output = append(last.output, line)
			}
		}
	}
	for i := range list {
		for n := len(list[i].output); n > 0 && list[i].output[n-1] == ""; n-- {
			list[i].output = list[i].output[:n-1]
		}
	}
	return list
}

// alike compares lines with those that are wanted, where "…" stands for any.
func alike(got, want []string) bool {
	if len(want) == 0 {
		return len(got) == 0
	}
	if !elided(want[0]) {
		return len(got) > 0 && got[0] == want[0] && alike(got[1:], want[1:])
	}
	for skip := range len(got) + 1 {
		if alike(got[skip:], want[1:]) {
			return true
		}
	}
	return false
}

// copyOf copies a tree without what git and others keep to themselves.
func copyOf(t *testing.T, root string) string {
	t.Helper()
	dir := t.TempDir()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, rel)
		switch {
		case d.IsDir() && d.Name() == ".git":
			return filepath.SkipDir
		case d.IsDir():
			return os.MkdirAll(to, 0o755)
		case !d.Type().IsRegular():
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(to, text, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestConsoles: the reader of README blocks misses nothing.
func TestConsoles(t *testing.T) {
	got := consoles("text\n$ not this\n```console\n$ one\nout\n…\nend\n\n$ two \\\n  more\n```\n" +
		"```yaml\n$ nor this\n```\n```console\n$ three\n```\n")
	want := []console{{4, "one", []string{"out", "…", "end"}}, {9, "two \\\n  more", nil},
		{16, "three", nil}}
	if !slices.EqualFunc(got, want, func(a, b console) bool {
		return a.line == b.line && a.command == b.command && slices.Equal(a.output, b.output)
	}) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for _, c := range []struct {
		got, want string
		alike     bool
	}{
		{"a b c", "a b c", true}, {"a b c", "a … c", true}, {"a c", "a … c", true}, {"a b", "a", false},
		{"a b c", "… c", true}, {"a b c", "a …", true}, {"a b c", "… b", false}, {"", "", true},
	} {
		if alike(strings.Fields(c.got), strings.Fields(c.want)) != c.alike {
			t.Errorf("alike(%q, %q): got %t", c.got, c.want, !c.alike)
		}
	}
}
