package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"time"
)

// tool is one call of roomsim: its streams and what its flags say to all commands.
type tool struct {
	stdin, stdout, stderr *os.File

	ctx   context.Context // ends with a signal
	watch func()          // begins to heed signals
	color once
	quiet bool

	mu      sync.Mutex
	pending *pending // the file that is being written, if any
	idle    bool     // a signal may end the process at once
}

// execute runs the command that the words name and returns its exit code.
func (t *tool) execute(words []string) (code status) {
	defer t.bug(&code)
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	t.ctx = ctx
	ignorePipe()
	t.watch = sync.OnceFunc(func() { t.heed(cancel) })
	time.AfterFunc(soon, t.watch)
	root := newRoot(t, words)
	help := t.stream(t.stdout, "standard output")
	root.SetOut(help)
	root.SetArgs(words)
	cmd, err := root.ExecuteC()
	if err == nil {
		err = help.done()
	}
	if err == nil {
		return statusOK
	}
	use := cmd.UseLine()
	if cmd == root {
		use = "roomsim COMMAND [flags]"
	}
	return t.end(use, cmd.CommandPath(), err)
}

// end says what an error leaves to be said and returns its exit code.
func (t *tool) end(use, path string, err error) status {
	var q *quit
	if !errors.As(err, &q) {
		q = &quit{statusInput, err.Error(), true} // of cobra: the command line
	}
	if q.text != "" {
		t.complain(q.text)
	}
	if q.usage {
		fmt.Fprintf(t.stderr, "usage: %s\n       %s --help tells more\n", use, path)
	}
	return q.status
}

// soon is when signals are heeded at the latest. Before it they end the process as they end any,
// which is right while no file is being written and no verdict is waiting: looking after signals
// costs as much as a short run.
const soon = 10 * time.Millisecond

// heed lets the first signal end the context, so that what is finished is written, and the second
// one the process. While nothing is to be written the first one does both.
func (t *tool) heed(cancel context.CancelCauseFunc) {
	signals := make(chan os.Signal, 2)
	notify(signals)
	go func() {
		s := signalled{statusOf(<-signals)}
		cancel(s)
		t.mu.Lock()
		if !t.idle {
			t.mu.Unlock()
			<-signals
			t.mu.Lock()
		}
		if t.pending != nil {
			t.pending.abandon()
		}
		t.complain(s.Error())
		os.Exit(int(s.status))
	}()
}

// setIdle says whether a signal may end the process at once.
func (t *tool) setIdle(idle bool) {
	t.mu.Lock()
	t.idle = idle
	t.mu.Unlock()
}

func statusOf(s os.Signal) status {
	if s == os.Interrupt {
		return statusInterrupted
	}
	return statusTerminated
}

// bug turns a panic that nobody expected into exit 3: Go's own exit code, 2, means wrong input.
func (t *tool) bug(code *status) {
	if v := recover(); v != nil {
		t.complain(fmt.Sprintf("a bug: %v\n\n%s", v, debug.Stack()))
		*code = statusSimulator
	}
}
