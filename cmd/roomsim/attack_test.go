package main

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"roomsim/model/timeline"
)

// attacks are names that would like to be more than names, one for each way that an output can be
// misread.
var attacks = []string{
	"::error file=x::owned", " ::add-mask::a", "##[error]owned", "##teamcity[testFailed]",
	"\x1b[2J\x1b]0;owned\a", "\u202eoverride\u202c", "\x00\x07\x7f\u0085", "line\nbreak\r\nand\rmore",
	"\u2028\u2029\ufffe\uffff\U000e0041", "]]>", "<script>alert(1)</script>", `"><svg onload="x">`,
	"</title></style><!--", "&lt;&#x3c;", `=HYPERLINK("http://evil")`, "+1+1", "-1+1", "@SUM(A1)",
	"\t=1+1", "a | b \\| c \\", "`code` [x](javascript:y) ![i](j)",
	"https://evil.example www.evil.example", "%0A::error::%25, a:b", "$(touch x); 'y' \"z\"",
	"{{.}} ${{ secrets.X }}",
}

// attacked is a scenario in which all that may be named is an attack, and every claim goes wrong.
func attacked() string {
	var b strings.Builder
	add := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	quote := strconv.QuoteToASCII // YAML reads its escapes
	name := func(i int) string {  // of users and rooms, which have no control characters
		return quote(strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return '-'
			}
			return r
		}, attacks[i]))
	}
	all := quote(strings.Join(attacks, " "))
	add("roomsim: 1\nname: attacked\ntitle: %s\nsource: %s\nend: 400s\nclients:", all, all)
	for i := range attacks {
		add("  c%d: {user: %s}", i, name(i))
	}
	add("script:")
	for i, a := range attacks {
		add("  - {at: 0s, client: c%d, call: loginRoom, room: %s, mark: in%d}", i, name(i), i)
		add("  - {at: 9s, backend: kickUser, user: %s, room: %s, reason: %s}", name(i), name(i),
			quote(a))
	}
	add("marks:\n  later: {client: c0, state: Reconnected}\n  T1: {client: c0, state: Logined}")
	add("claims:")
	add("  - {id: %s, claim: T1 < in0 + 100ms, source: %s, why: %s}", all, all, all)
	add("  - later < T1 + 20m")
	for i, a := range attacks {
		add("  - {id: %s, never: {server: login, user: %s, room: %s}, from: in0, until: end, why: %s}",
			quote(a), name(i), name(i), quote(a))
	}
	return b.String()
}

// TestAttacks: whatever a scenario names, each output is read as what it is, by its runner, its
// terminal, and by parsers that are not ours.
func TestAttacks(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "::error::\x1b[2J\u202e##[error]\xff",
		"a,b:c%0A|`<b>'&\n\r;$(x)")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Skip(err) // a system that has no such names
	}
	file := filepath.Join(dir, "::warning::x.yaml")
	if err := os.WriteFile(file, []byte(attacked()), 0o644); err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	at := func(name string) string { return filepath.Join(out, name) }
	env := []string{"GITHUB_ACTIONS=true", "GITHUB_STEP_SUMMARY=" + at("summary")}
	words := []string{"check", file}
	for _, format := range []string{"junit", "json", "github", "markdown", "html"} {
		words = append(words, "--report", format+"="+at(format))
	}
	text, speech, code := roomsim(t, env, words...)
	if code != 1 || speech != "" {
		t.Fatalf("got exit code %d, %q; want 1 and silence", code, speech)
	}
	verdicts, commands, _ := strings.Cut(text, "\n::error ")
	read := func(name string) string {
		content, err := os.ReadFile(at(name))
		if err != nil {
			t.Error(err)
		}
		return string(content)
	}
	run := func(words ...string) string {
		stdout, stderr, code := roomsim(t, nil, words...)
		if code > 1 {
			t.Errorf("%q: got exit code %d, %s", words, code, stderr)
		}
		return stdout
	}
	run("plot", file, "-o", at("x.svg"))
	run("report", file, "-o", at("x.html"))
	for _, c := range []struct {
		what, text string
		parse      func(string) error
	}{
		{"text", verdicts, noCommand}, {"annotations behind it", "::error " + commands, workflowCommands},
		{"junit", read("junit"), wellFormed}, {"json", read("json"), oneJSON},
		{"github", read("github"), workflowCommands}, {"markdown", read("markdown"), plainTables},
		{"summary", read("summary"), plainTables}, {"html", read("html"), wellFormed},
		{"svg", read("x.svg"), wellFormed}, {"page", read("x.html"), onlyOurs},
		{"run", run("run", file, "--wire"), noCommand},
		{"jsonl", run("run", file, "--format", "jsonl", "--wire"), jsonLines},
		{"csv", run("run", file, "--format", "csv", "--wire"), noFormulas},
		{"mermaid", run("run", file, "--format", "mermaid"), plainDiagram},
		{"trace", run("run", file, "--format", "trace"), oneTrace},
		{"why", run("run", file, "--why", "9"), noCommand},
	} {
		if err := errors.Join(harmlessBytes(c.text), c.parse(c.text)); err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

// harmlessBytes: nothing that a terminal or a log obeys; Markdown's own headings may have a ##.
func harmlessBytes(text string) error {
	if len(text) < 50 || !utf8.ValidString(text) {
		return fmt.Errorf("%d bytes, valid UTF-8: %t", len(text), utf8.ValidString(text))
	}
	for line := range strings.SplitSeq(text, "\n") {
		if rest := strings.TrimLeft(line, "#"); timeline.Show(rest) != rest {
			return fmt.Errorf("%q", line)
		}
	}
	return nil
}

func noCommand(text string) error {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.HasPrefix(line, "##") {
			return fmt.Errorf("a command: %q", line)
		}
	}
	return nil
}

// workflowCommands reads lines as the runner does: the first :: behind the properties ends them.
func workflowCommands(text string) error {
	for line := range strings.Lines(text) {
		head, message, ok := strings.Cut(strings.TrimPrefix(line, "::"), "::")
		kind, properties, _ := strings.Cut(head, " ")
		if !ok || !slices.Contains([]string{"error", "notice"}, kind) || message == "\n" {
			return fmt.Errorf("no command of ours: %q", line)
		}
		for p := range strings.SplitSeq(properties, ",") {
			key, _, _ := strings.Cut(p, "=")
			if !slices.Contains([]string{"file", "line", "col", "title"}, key) {
				return fmt.Errorf("property %q of %q", key, line)
			}
		}
	}
	return nil
}

// wellFormed parses XML, which the page is too, and wants nothing in it that runs or loads.
func wellFormed(text string) error {
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return noCommand(text)
		}
		if err != nil {
			return err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if slices.Contains([]string{"script", "foreignObject", "iframe", "img", "a"}, e.Name.Local) {
			return fmt.Errorf("element %s", e.Name.Local)
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" {
				return fmt.Errorf("attribute %s of %s", a.Name.Local, e.Name.Local)
			}
		}
	}
}

// onlyOurs parses HTML as browsers do, and wants no script but the page's own, and nothing that
// loads.
func onlyOurs(text string) error {
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return err
	}
	scripts := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script":
			scripts++
		case "foreignObject", "iframe", "img", "object", "embed", "link", "base":
			return fmt.Errorf("element %s", n.Data)
		}
		for _, a := range n.Attr {
			local := strings.HasPrefix(a.Val, "#")
			if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "href" && !local {
				return fmt.Errorf("attribute %s of %s", a.Key, n.Data)
			}
		}
	}
	if scripts != 1 {
		return fmt.Errorf("%d scripts", scripts)
	}
	return noCommand(text)
}

func oneJSON(text string) error {
	var doc struct {
		Scenarios []struct{ Claims []struct{ ID string } }
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		return err
	}
	for i, a := range attacks {
		if got := doc.Scenarios[0].Claims[i+2].ID; got != a {
			return fmt.Errorf("id: got %q, want %q", got, a)
		}
	}
	return noCommand(text)
}

func jsonLines(text string) error {
	for line := range strings.Lines(text) {
		var object map[string]any
		if err := json.Unmarshal([]byte(line), &object); err != nil || object["kind"] == nil {
			return fmt.Errorf("%q: %v", line, err)
		}
	}
	return noCommand(text)
}

func noFormulas(text string) error {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	for _, row := range rows {
		for _, field := range row {
			if _, number := strconv.Atoi(field); number != nil && strings.IndexAny(field, "=+-@\t") == 0 {
				return fmt.Errorf("a formula: %q", field)
			}
		}
	}
	return errors.Join(err, noCommand(text))
}

// plainDiagram: a line is one statement of ours, and its texts have no sign of Mermaid's.
func plainDiagram(text string) error {
	own := regexp.MustCompile(`^(sequenceDiagram|end|(title|participant \w+( as)?) ?|` +
		`\w+-[)x]\w+: |Note over [\w,]+: )|#[0-9]+;|<br/>`)
	for line := range strings.Lines(text) {
		rest := own.ReplaceAllString(strings.TrimSpace(line), "")
		if strings.ContainsAny(rest, "<>;:#%&$`[]{}\"\\@|") || strings.Contains(rest, "://") {
			return fmt.Errorf("not plain: %q of %q", rest, line)
		}
	}
	return noCommand(text)
}

// oneTrace: JSON, with the names of the scenario as they are.
func oneTrace(text string) error {
	var doc struct {
		TraceEvents []struct{ Args struct{ Users []string } }
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		return err
	}
	if len(doc.TraceEvents) < 100 {
		return fmt.Errorf("%d events", len(doc.TraceEvents))
	}
	return noCommand(text)
}

// plainTables: what is left of Markdown without its escapes is our own, and each row has the cells
// of its head.
func plainTables(text string) error {
	own := regexp.MustCompile(`</?(code|details|summary)>|\\.|&(lt|gt|amp|#124);`)
	head := 0
	for line := range strings.Lines(text) {
		rest := own.ReplaceAllString(line, "")
		cells := strings.Count(rest, "|")
		switch {
		case cells == 0:
			head = 0
		case head == 0:
			head = cells
		case cells != head:
			return fmt.Errorf("%d cells under %d: %q", cells-1, head-1, line)
		}
		if strings.ContainsAny(rest, "<>`[]*_~\\&@$!") || strings.Contains(rest, "://") ||
			strings.Contains(rest, "www.") {
			return fmt.Errorf("not plain: %q", rest)
		}
	}
	return nil
}
