package main

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"strings"

	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

// output is where a command's data goes: standard output, or a file that appears whole or not at
// all.
type output struct {
	*bufio.Writer
	tool   *tool
	place  string   // for people
	stream *os.File // standard output, or a device; nil: a file to come
	file   *pending
	seen   error // of the first write that failed
}

// open returns the output that -o names: "" and "-" mean standard output. Inputs are the files that
// it must not overwrite.
func (t *tool) open(path string, inputs ...string) (*output, error) {
	if path == "" || path == "-" {
		return t.stream(t.stdout, "standard output"), nil
	}
	if err := t.mayWrite(path, inputs); err != nil {
		return nil, err
	}
	if special(path) {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, cannotWrite(path, err)
		}
		return t.stream(f, path), nil
	}
	o := &output{tool: t, place: path}
	o.Writer = bufio.NewWriterSize(latch{o}, 1<<16)
	return o, nil
}

func (t *tool) stream(f *os.File, place string) *output {
	o := &output{tool: t, place: place, stream: f}
	o.Writer = bufio.NewWriterSize(latch{o}, 1<<16)
	return o
}

// paint returns the paint for the output.
func (o *output) paint() paint { return o.tool.paint(o.stream) }

// mayWrite checks what can be known of an output file before there is anything to write.
func (t *tool) mayWrite(path string, inputs []string) error {
	there, err := os.Stat(path)
	if err == nil && there.IsDir() {
		return &quit{status: statusOutput, text: "write " + timeline.Show(path) +
			": is a directory; expected a file"}
	}
	for _, input := range inputs {
		if sameFile(input, path) {
			return wrongInput("-o %s would overwrite %s", timeline.Show(path), inputName(input))
		}
	}
	if dir, err := os.Stat(filepath.Dir(path)); err != nil {
		return cannotWrite(path, err)
	} else if !dir.IsDir() {
		return &quit{status: statusOutput, text: "write " + timeline.Show(path) + ": " +
			timeline.Show(filepath.Dir(path)) + " is not a directory"}
	}
	return nil
}

// inputName says what a file is that is read.
func inputName(path string) string {
	if spec.IsYAML(path) {
		return "the scenario"
	}
	return "what is read"
}

// sameFile reports whether replacing the file or symbolic link at path would take the input away.
func sameFile(input, path string) bool {
	there, err := os.Lstat(path)
	if err != nil {
		return false
	}
	for _, stat := range []func(string) (os.FileInfo, error){os.Lstat, os.Stat} {
		if in, err := stat(input); err == nil && os.SameFile(in, there) {
			return true
		}
	}
	return false
}

// special reports whether a path is something else than a file: a device, a pipe. Renaming a file
// onto it would put an end to it.
func special(path string) bool {
	if strings.HasPrefix(path, "/dev/") || strings.HasPrefix(path, "/proc/") {
		return true
	}
	there, err := os.Stat(path)
	return err == nil && !there.Mode().IsRegular() && !there.IsDir()
}

// latch writes to an output's end and remembers the first error.
type latch struct{ o *output }

// Write implements io.Writer.
func (l latch) Write(p []byte) (int, error) {
	n, err := l.o.write(p)
	if err != nil && l.o.seen == nil {
		l.o.seen = err
	}
	return n, err
}

// write sends bytes on their way; the file to come begins with the first of them.
func (o *output) write(p []byte) (int, error) {
	if o.stream != nil {
		return o.stream.Write(p)
	}
	if o.file == nil {
		o.tool.watch()
		f, err := newPending(o.place)
		if err != nil {
			return 0, err
		}
		o.file = f
		o.tool.setPending(f)
	}
	return o.file.Write(p)
}

// done finishes the output: all of it is written, and its file has its name. Otherwise nothing of a
// file is left, and the error is a quit.
func (o *output) done() error {
	err := o.Flush()
	if err == nil && o.stream == nil && o.file == nil {
		_, err = o.write(nil)
	}
	if err == nil && o.file != nil {
		err = o.file.commit()
	}
	if err != nil {
		o.drop()
		return cannotWrite(o.place, err)
	}
	o.tool.setPending(nil)
	return nil
}

// failed gives the quit for a write that went wrong, nil if all went well so far.
func (o *output) failed() error {
	if o.seen == nil {
		return nil
	}
	o.drop()
	return cannotWrite(o.place, o.seen)
}

// drop leaves nothing of a file that was begun; after done it does nothing.
func (o *output) drop() {
	if o.file != nil {
		o.file.abandon()
		o.tool.setPending(nil)
	}
}

func (t *tool) setPending(p *pending) {
	t.mu.Lock()
	t.pending = p
	t.mu.Unlock()
}

// put writes what a function writes, to the output that -o names.
func (t *tool) put(path string, inputs []string, write func(io.Writer, paint) error) error {
	o, err := t.open(path, inputs...)
	if err != nil {
		return err
	}
	defer o.drop()
	if err := write(o, o.paint()); err != nil {
		if seen := o.failed(); seen != nil {
			return seen
		}
		return err
	}
	return o.done()
}
