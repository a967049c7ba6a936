package plots

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"roomsim/model/timeline"
	"roomsim/scenarios"
)

// builtInKinds are the charts that a built-in scenario is drawn as.
var builtInKinds = []struct {
	name string
	draw func(io.Writer, *timeline.Timeline, Format, Options) error
}{
	{"swimlane", Swimlane},
	{"sequence", Sequence},
}

const (
	builtInFile = "testdata/builtin.txt"
	builtInHead = `# The built-in scenarios as light SVGs: size in points, SHA-256 in 16 digits.
# Those of states are of the first paths of each, up to four.
# go test ./plots -run BuiltIn -update writes them anew; look at what changed first:
# roomsim plot NAME --kind KIND -o NAME.svg
`
)

// TestBuiltInFingerprints: no chart of a built-in scenario changes unseen.
func TestBuiltInFingerprints(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	var got []string
	for _, name := range scenarios.Names() {
		tl := builtIn(t, name)
		for _, kind := range builtInKinds {
			var b bytes.Buffer
			if err := kind.draw(&b, tl, SVG, Options{}); err != nil {
				t.Fatal(err)
			}
			got = append(got, fingerprint(name, kind.name, b.Bytes()))
		}
		var b bytes.Buffer
		run := paths(t, name, 4)
		for _, m := range run.paths {
			if err := StateDiagram(&b, run.tl, m, SVG, Options{}); err != nil {
				t.Fatal(err)
			}
		}
		got = append(got, fingerprint(name, "states", b.Bytes()))
	}
	if *update {
		text := builtInHead + strings.Join(got, "\n") + "\n"
		if err := os.WriteFile(builtInFile, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(builtInFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range changedLines(string(text), got) {
		t.Error(line)
	}
}

// fingerprint is a line of the file, about one SVG or several.
func fingerprint(name, kind string, svg []byte) string {
	sum := sha256.Sum256(svg)
	return fmt.Sprintf("%s %s %s %x", name, kind, sizeOf(string(svg)), sum[:8])
}

// sizeOf is the size of an SVG: "820x412.5".
func sizeOf(svg string) string {
	attribute := func(name string) string {
		_, rest, _ := strings.Cut(svg, " "+name+`="`)
		value, _, _ := strings.Cut(rest, `pt"`)
		return value
	}
	return attribute("width") + "x" + attribute("height")
}

// changedLines says of each chart that is new, gone or another one what to do.
func changedLines(text string, got []string) []string {
	was, is := make(map[string]string), make(map[string]string)
	chart := func(line string) string { return strings.Join(strings.Fields(line)[:2], " ") }
	var list []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			was[chart(line)] = line
		}
	}
	const then = "; then go test ./plots -run BuiltIn -update"
	for _, line := range got {
		key := chart(line)
		name, kind, _ := strings.Cut(key, " ")
		is[key] = line
		if was[key] != line {
			list = append(list, fmt.Sprintf("got %q, want %q: look at it with roomsim plot %s "+
				"--kind %s -o %s.svg"+then, line, was[key], name, kind, name))
		}
	}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") && is[chart(line)] == "" {
			list = append(list, fmt.Sprintf("%q is drawn no more"+then, line))
		}
	}
	return list
}

func TestChangedLines(t *testing.T) {
	const text = "# a comment\na swimlane 1x2 00\nb swimlane 3x4 00\n"
	for _, tt := range []struct {
		what string
		got  []string
		want string
	}{
		{"nothing changed", []string{"a swimlane 1x2 00", "b swimlane 3x4 00"}, ""},
		{"one is another", []string{"a swimlane 1x2 11", "b swimlane 3x4 00"}, "roomsim plot a --kind"},
		{"one is new", []string{"a swimlane 1x2 00", "b swimlane 3x4 00", "c states 1x1 00"},
			"roomsim plot c --kind states"},
		{"one is gone", []string{"a swimlane 1x2 00"}, `"b swimlane 3x4 00" is drawn no more`},
	} {
		got := strings.Join(changedLines(text, tt.got), "\n")
		if !strings.Contains(got, tt.want) || tt.want == "" && got != "" || strings.Count(got, "\n") > 0 {
			t.Errorf("%s: got %q, want %q", tt.what, got, tt.want)
		}
	}
}
