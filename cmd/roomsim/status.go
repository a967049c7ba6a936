package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"roomsim/model/timeline"
)

// status is an exit code. [README, Exit codes]
type status int

// The exit codes.
const (
	statusOK          status = 0
	statusFailed      status = 1   // a claim did not pass, a row was not reached, two runs differ
	statusInput       status = 2   // the input is wrong: flags, a file, a scenario
	statusSimulator   status = 3   // the simulator is wrong
	statusOutput      status = 4   // the output cannot be written
	statusInterrupted status = 130 // SIGINT
	statusReaderGone  status = 141 // the reader of a pipe went away
	statusTerminated  status = 143 // SIGTERM, SIGHUP
)

// quit is an error that ends the command.
type quit struct {
	status status
	text   string // what is left to be said on standard error, without a final newline
	usage  bool   // the command line is wrong: its usage is shown
}

// Error gives what is left to be said.
func (q *quit) Error() string { return q.text }

// ended is a quit that has nothing left to say.
func ended(s status) error { return &quit{status: s} }

// wrongInput is a quit for input that is wrong but is not on the command line.
func wrongInput(format string, args ...any) error {
	return &quit{status: statusInput, text: fmt.Sprintf(format, args...)}
}

// wrongUsage is a quit for a command line that is wrong.
func wrongUsage(format string, args ...any) error {
	return &quit{status: statusInput, text: fmt.Sprintf(format, args...), usage: true}
}

// cannotWrite turns an error of writing to a place into a quit.
func cannotWrite(place string, err error) error {
	if errors.Is(err, syscall.EPIPE) {
		return ended(statusReaderGone)
	}
	text := fmt.Sprintf("write %s: %s", timeline.Show(place), reason(err))
	return &quit{status: statusOutput, text: text}
}

// reason gives the cause of an error of the system without what was tried on which file.
func reason(err error) string {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "no such file or directory"
	}
	return err.Error()
}

// signalled is the cause of a context that a signal has ended.
type signalled struct{ status status }

// Error says what happened.
func (s signalled) Error() string {
	if s.status == statusInterrupted {
		return "interrupted"
	}
	return "terminated"
}

// stopped returns the quit for a context that a signal has ended, nil for one that has not ended.
func stopped(ctx context.Context) error {
	var s signalled
	if ctx.Err() == nil || !errors.As(context.Cause(ctx), &s) {
		return nil
	}
	return &quit{status: s.status, text: s.Error()}
}
