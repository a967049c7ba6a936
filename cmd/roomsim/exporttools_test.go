package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"roomsim/scenarios"
)

// exported runs a built-in scenario in a format, as text for a script.
func exported(t *testing.T, name, format string) string {
	t.Helper()
	out, stderr, code := roomsim(t, nil, "run", name, "--format", format)
	if code != 0 && code != 1 {
		t.Fatalf("run %s --format %s: exit code %d: %s", name, format, code, stderr)
	}
	return out
}

// quotedJS is a text as a script reads it.
func quotedJS(t *testing.T, text string) string {
	t.Helper()
	quoted, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(quoted)
}

// show opens a page that is made of this.
func (b *browser) show(html string) {
	b.t.Helper()
	page := filepath.Join(b.t.TempDir(), "page.html")
	if err := os.WriteFile(page, []byte("<!DOCTYPE html>"+html), 0o644); err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.Navigate("file://" + page))
}

// Chrome's own trace viewer, which comes with Go, reads the traces without a warning and finds all
// flows.
func TestTraceViewerReadsTraces(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser was started")
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("no Go to take the trace viewer from: ", err)
	}
	static := filepath.Join(strings.TrimSpace(string(root)), "src/internal/trace/traceviewer/static")
	viewer, err := os.ReadFile(filepath.Join(static, "trace_viewer_full.html"))
	if err != nil {
		t.Skip("this Go has no trace viewer: ", err)
	}
	b := browse(t)
	b.show(`<script src="file://` + static + `/webcomponents.min.js"></script>` + string(viewer))
	for _, name := range []string{"case1", "case2", "case3", "kicked", "lost-notice",
		"several-rooms-lost"} {
		text := exported(t, name, "trace")
		got := js[[]string](b, `(() => {
			const m = new tr.Model();
			new tr.importer.Import(m).importTraces([`+quotedJS(t, text)+`]);
			return [...m.importWarnings.map(w => w.type + ": " + w.message),
				m.flowEvents.filter(f => f.startSlice && f.endSlice).length + " flows"];
		})()`)
		if want := strconv.Itoa(strings.Count(text, `"ph":"s"`)) + " flows"; len(got) != 1 ||
			got[0] != want || want == "0 flows" {
			t.Errorf("%s: the viewer says %q, want %q", name, got, want)
		}
	}
}

// Mermaid itself reads every diagram. ROOMSIM_MERMAID names its mermaid.min.js.
func TestMermaidReadsDiagrams(t *testing.T) {
	script := os.Getenv("ROOMSIM_MERMAID")
	if testing.Short() {
		t.Skip("short: no browser was started")
	}
	if script == "" {
		t.Skip("ROOMSIM_MERMAID names no mermaid.min.js to read diagrams with")
	}
	b := browse(t)
	b.show(`<script src="file://` + script + `"></script>`)
	for _, name := range scenarios.Names() {
		text := quotedJS(t, exported(t, name, "mermaid"))
		got := js[string](b, `mermaid.parse(`+text+`).then(r => r.diagramType, e => String(e))`)
		if got != "sequence" {
			t.Errorf("%s: mermaid says %q, want sequence", name, got)
		}
	}
	const broken = `mermaid.parse("sequenceDiagram\n A-)B").then(r => "read", e => "no")`
	if got := js[string](b, broken); got != "no" {
		t.Error("mermaid reads what is no diagram")
	}
}
