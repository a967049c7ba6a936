package applog

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"

	"roomsim/scenarios/spec"
)

// Bounds on logs. [README, Bounds]
const (
	maxFile    = 64 << 20 // bytes of one
	maxLine    = 1 << 20
	maxRecords = 1_000_000 // of all together
)

// Open reads the file of a log, "-" for the standard input. The error is a *spec.Problems.
func Open(name string) ([]byte, error) {
	text, p := open(name)
	if p.Msg == "" {
		return text, nil
	}
	return nil, &spec.Problems{List: []spec.Problem{p}}
}

// open reads a regular file, and says what keeps it from being a log.
func open(name string) ([]byte, spec.Problem) {
	wrong := func(msg, expected string) ([]byte, spec.Problem) {
		return nil, spec.Problem{File: name, Msg: msg, Expected: expected}
	}
	var from io.Reader = os.Stdin
	if name != spec.Stdin {
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, spec.Problem{Msg: "open " + name + ": no such file", Expected: "expected a log"}
		case err == nil && !info.Mode().IsRegular():
			return wrong("is not a regular file", "expected a log")
		}
		f, err := os.Open(name)
		if errors.Is(err, fs.ErrPermission) {
			return wrong("permission denied", "")
		}
		if err != nil {
			return wrong("cannot be read", "")
		}
		defer f.Close()
		from = f
	}
	text, err := io.ReadAll(io.LimitReader(from, maxFile+1))
	switch {
	case err != nil:
		return wrong("cannot be read", "")
	case len(text) > maxFile:
		return wrong("the log is larger than 64 MiB (the bound)", "")
	case bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")):
		return wrong("the log is UTF-16", "expected UTF-8")
	case bytes.IndexByte(text[:min(len(text), 512)], 0) >= 0:
		return wrong("is not text", "expected a log")
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), spec.Problem{}
}
