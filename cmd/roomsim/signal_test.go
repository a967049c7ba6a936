//go:build unix

package main

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// slow is a scenario that takes half a minute.
const slow = `roomsim: 1
name: slow
end: 20d
clients: {crowd: {count: 2000}}
script:
  - {at: 0s, client: crowd, call: loginRoom, room: lobby, rooms: 2000, spread: 30s}
claims:
  - {count: {client: crowd, state: Reconnecting}, equals: 0}
`

func codeOf(cmd *exec.Cmd) int {
	cmd.Wait()
	return cmd.ProcessState.ExitCode()
}

func slowFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "slow.yaml")
	if err := os.WriteFile(path, []byte(slow), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestSignals: interrupted 130, terminated 143; what was finished is written.
func TestSignals(t *testing.T) {
	t.Parallel()
	file := slowFile(t)
	for _, c := range []struct {
		signal syscall.Signal
		want   int
	}{{syscall.SIGINT, 130}, {syscall.SIGTERM, 143}, {syscall.SIGHUP, 143}} {
		cmd := exec.Command("roomsim", "run", "case1", file)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out) // those of case1 come before the slow one is run
		for lines.Scan() && !strings.Contains(lines.Text(), "onRoomStateChanged Reconnected(0)") {
		}
		time.Sleep(200 * time.Millisecond)
		if err := cmd.Process.Signal(c.signal); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
		}
		if got := codeOf(cmd); got != c.want {
			t.Errorf("%s: got exit code %d, want %d", c.signal, got, c.want)
		}
	}
}

// TestSignalLeavesNoFile: a file that was not finished does not appear, nor does its temporary one.
func TestSignalLeavesNoFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cmd := exec.Command("roomsim", "run", slowFile(t), "-o", filepath.Join(dir, "out.txt"))
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(500 * time.Millisecond)
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if got := codeOf(cmd); got != 130 {
		t.Errorf("got exit code %d, want 130", got)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("got %v, %v; want an empty directory", left, err)
	}
}

// TestReaderGone: a reader that has seen enough ends the command quietly.
func TestReaderGone(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	for _, words := range []string{"run case2", "check", "show case2", "facts", "--help"} {
		cmd := exec.Command("roomsim", strings.Fields(words)...)
		var speech bytes.Buffer
		cmd.Stdout, cmd.Stderr = w, &speech
		err := cmd.Run()
		if got := cmd.ProcessState.ExitCode(); got != 141 || speech.Len() > 0 {
			t.Errorf("%s: got exit code %d, %q, %v; want 141 and silence", words, got, speech.String(), err)
		}
	}
}

// TestFullDisk: wherever writing ends, the old file is still there or the new one is whole, and no
// temporary file is left. The bound on the size of files stands in for a full disk.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	whole, _, _ := roomsim(t, nil, "run", "case2", "--format", "jsonl", "--wire")
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	const old = "old\n"
	failed, wrote := 0, 0
	for blocks := 0; wrote == 0; blocks++ {
		if err := os.WriteFile(path, []byte(old), 0o644); err != nil {
			t.Fatal(err)
		}
		script := `ulimit -f "$0" && exec roomsim run case2 --format jsonl --wire -o "$1"`
		cmd := exec.Command("bash", "-c", script, strconv.Itoa(blocks), path)
		cmd.Run()
		text, err := os.ReadFile(path)
		left, dirErr := os.ReadDir(dir)
		switch code := cmd.ProcessState.ExitCode(); {
		case err != nil || dirErr != nil || len(left) != 1:
			t.Fatalf("%d blocks: got %v, %v, %v", blocks, left, err, dirErr)
		case code == 4 && string(text) == old:
			failed++
		case code == 0 && string(text) == whole:
			wrote++
		default:
			t.Fatalf("%d blocks: got exit code %d and %d bytes, want the old or the new file", blocks,
				code, len(text))
		}
	}
	if failed < 5 {
		t.Errorf("got %d failures, want several: nothing was put to the test", failed)
	}
}

// TestSignalAmongMany: a batch stops at once and says how far it came; the timeline is there.
func TestSignalAmongMany(t *testing.T) {
	t.Parallel()
	e := chancy(t, 100_000)
	long := bytes.Replace(e.Text, []byte("end: 10m"), []byte("end: 5h"), 1)
	if err := os.WriteFile(e.word, long, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("roomsim", "run", e.word)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(500 * time.Millisecond)
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if got := codeOf(cmd); got != 130 {
		t.Errorf("got exit code %d, want 130", got)
	}
	if !strings.Contains(stdout.String(), "◂ T1") {
		t.Errorf("got %q, want the timeline", stdout.String())
	}
	said := stderr.String()
	if !strings.HasPrefix(said, "roomsim: interrupted after ") ||
		!strings.HasSuffix(said, " of 100000 runs of chancy\n") {
		t.Errorf("got %q, want how far it came", said)
	}
}
