package spec

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the expected messages; then read them")

// badOptions reads the flags in the comments at the top of a bad file: "# --set key=value".
func badOptions(text string) (opt Options) {
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if set, ok := strings.CutPrefix(line, "# --set "); ok {
			opt.Sets = append(opt.Sets, set)
		} else if profile, ok := strings.CutPrefix(line, "# --profile "); ok {
			opt.Profile = profile
		}
	}
	return opt
}

// said gives all that a file makes the reader say, with the places marked.
func said(file string, text []byte) string {
	s, err := parse(&report{}, file, text, newFolder("testdata/bad", false),
		badOptions(string(text)))
	var list []Problem
	more := ""
	if err != nil {
		problems := err.(*Problems)
		list = problems.List
		if rest := strings.Split(err.Error(), "\n"); problems.More > 0 {
			more = rest[len(rest)-1] + "\n"
		}
	} else {
		list = s.Warnings
	}
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.String() + "\n")
		if caret := p.Caret(); caret != "" {
			b.WriteString("    " + strings.ReplaceAll(caret, "\n", "\n    ") + "\n")
		}
	}
	return b.String() + more
}

// Each file of testdata/bad is wrong in the way its name says; what is said about it stands beside
// it. The numbers are those of the table of bad input.
func TestBadFiles(t *testing.T) {
	files, _ := filepath.Glob("testdata/bad/*.yaml")
	if len(files) < 100 {
		t.Fatalf("got %d files, want all of them", len(files))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := said(filepath.Base(file), text)
		golden := strings.TrimSuffix(file, ".yaml") + ".txt"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, _ := os.ReadFile(golden)
		if got != string(want) || got == "" {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", file, got, want)
		}
	}
}
