//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"roomsim/scenarios"
	reports "roomsim/scenarios/report"
)

// TestReportsOnAFullDisk: wherever the writing of a report ends, the old one is still there or the
// new one is whole, no temporary file is left, and the other report is there. The bound on the size
// of files stands in for a full disk.
func TestReportsOnAFullDisk(t *testing.T) {
	t.Parallel()
	for _, format := range reports.Formats() {
		dir := t.TempDir()
		path, other := filepath.Join(dir, "x"), filepath.Join(dir, "other")
		words := []string{"check", "case1", "--set", "server.heartbeat.timeout=80s", "--report",
			format + "=" + path, "--report", "github=" + other}
		if _, stderr, code := roomsim(t, nil, words...); code != 1 {
			t.Fatalf("%s: got exit code %d, %s", format, code, stderr)
		}
		whole, small := contents(t, path), contents(t, other)
		failed := 0
		for blocks := len(small)/1024 + 1; ; blocks++ {
			const old = "old\n"
			if err := os.WriteFile(path, []byte(old), 0o644); err != nil {
				t.Fatal(err)
			}
			script := `ulimit -f "$0" && exec roomsim "$@"`
			cmd := exec.Command("bash", append([]string{"-c", script, strconv.Itoa(blocks)}, words...)...)
			cmd.Run()
			left, err := os.ReadDir(dir)
			if err != nil || len(left) != 2 || contents(t, other) != small {
				t.Fatalf("%s, %d blocks: got %v, %v; want two files", format, blocks, left, err)
			}
			text, code := contents(t, path), cmd.ProcessState.ExitCode()
			if code == 1 && text == whole {
				break
			}
			if code != 4 || text != old {
				t.Fatalf("%s, %d blocks: got exit code %d and %d bytes, want the old or the new file",
					format, blocks, code, len(text))
			}
			failed++
		}
		if failed == 0 && format != "github" {
			t.Errorf("%s: nothing was put to the test", format)
		}
	}
}

func contents(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestReportsWithoutReader: the reports are written although nobody reads the verdicts.
func TestReportsWithoutReader(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	path := filepath.Join(t.TempDir(), "j.xml")
	cmd := exec.Command("roomsim", "check", "case1", "--report", "junit="+path)
	cmd.Stdout = w
	if got := codeOf(start(t, cmd)); got != 141 {
		t.Errorf("got exit code %d, want 141", got)
	}
	if text := contents(t, path); !strings.HasSuffix(text, "</testsuites>\n") {
		t.Errorf("got %q, want a whole report", text)
	}
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		return // there is none here
	}
	defer full.Close()
	cmd = exec.Command("roomsim", "check", "case1", "--report", "html="+path)
	cmd.Stdout = full
	if got := codeOf(start(t, cmd)); got != 4 {
		t.Errorf("a full disk: got exit code %d, want 4", got)
	}
	if text := contents(t, path); !strings.HasSuffix(text, "</html>\n") {
		t.Errorf("a full disk: got %q, want a whole report", text)
	}
}

func start(t *testing.T, cmd *exec.Cmd) *exec.Cmd {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

// TestSignalledReports: what was finished is in the reports, and what was not is an error there. A
// second signal ends the command at once and leaves no part of a file.
func TestSignalledReports(t *testing.T) {
	if testing.Short() {
		t.Skip("short: each signal waits for a run of seconds")
	}
	t.Parallel()
	short := filepath.Join(t.TempDir(), "short.yaml") // a second or two
	text := strings.Replace(slow, "20d", "1d", 1)
	if err := os.WriteFile(short, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		signals []os.Signal
		file    string
		want    int
	}{
		{[]os.Signal{syscall.SIGINT}, short, 130},
		{[]os.Signal{syscall.SIGTERM}, short, 143},
		{[]os.Signal{syscall.SIGINT, syscall.SIGINT}, slowFile(t), 130},
	} {
		dir := t.TempDir()
		cmd := exec.Command("roomsim", "check", "case1", c.file, "case2", "--jobs", "1",
			"--report", "junit="+filepath.Join(dir, "j.xml"), "-o", filepath.Join(dir, "out.txt"))
		start(t, cmd)
		for _, s := range c.signals {
			time.Sleep(400 * time.Millisecond)
			if err := cmd.Process.Signal(s); err != nil {
				t.Fatal(err)
			}
		}
		if got := codeOf(cmd); got != c.want {
			t.Errorf("%v: got exit code %d, want %d", c.signals, got, c.want)
		}
		if len(c.signals) == 2 {
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("got %v, %v; want an empty directory", left, err)
			}
			continue
		}
		report := contents(t, filepath.Join(dir, "j.xml"))
		for _, want := range []string{`<testsuite name="case1" tests="8" failures="0" errors="0"`,
			`<testsuite name="case2" tests="1" failures="0" errors="1"`, `</testsuites>` + "\n"} {
			if !strings.Contains(report, want) {
				t.Errorf("%v: got\n%s\nwant %s in it", c.signals, report, want)
			}
		}
		if text := contents(t, filepath.Join(dir, "out.txt")); !strings.Contains(text, "not finished") {
			t.Errorf("%v: got %q, want to be told what was not finished", c.signals, text)
		}
	}
}

// TestReportsForAnyJobs: the bytes of all outputs are those of one job, also where the suite stops
// at its first failure, and where everything is run twice.
func TestReportsForAnyJobs(t *testing.T) {
	t.Parallel()
	names := scenarios.Names()[:40]
	if testing.Short() {
		names = names[:5]
	}
	for _, more := range [][]string{nil, {"--fail-fast"}} {
		var want []string
		for _, jobs := range [][]string{{"1"}, {"2"}, {"8"}, {"3", "--twice"}} {
			dir := t.TempDir()
			words := append([]string{"check", "--set", "server.heartbeat.timeout=80s"}, names...)
			words = append(append(words, "--jobs"), jobs...)
			for _, format := range reports.Formats() {
				words = append(words, "--report", format+"="+filepath.Join(dir, format))
			}
			text, stderr, code := roomsim(t, nil, append(words, more...)...)
			if code != 1 {
				t.Fatalf("%v: got exit code %d, %s", words, code, stderr)
			}
			got := []string{text}
			for _, format := range reports.Formats() {
				got = append(got, contents(t, filepath.Join(dir, format)))
			}
			if want == nil {
				want = got
			}
			if !slices.Equal(got, want) {
				t.Errorf("jobs %v %v: got other bytes than for one job", jobs, more)
			}
		}
	}
}
