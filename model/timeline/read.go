package timeline

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"roomsim/sim"
)

// maxLine bounds a line of a file that is read, in bytes: room for an update that names three
// million users.
const maxLine = 64 << 20

// ReadJSONL reads one run as WriteJSONL writes it. It takes nothing else: a line that WriteJSONL
// would write differently is a *LineError, and so are records out of order and a digest that the
// records do not give. If the file leaves the wire out, records keep their numbers and the timeline
// keeps the file's digest. Ids are given anew, in the order of their names' coming, and the title
// is not in a file: a timeline that is read again has the same lines, not the same ids.
func ReadJSONL(r io.Reader) (*Timeline, error) {
	d := decoder{
		t:       &Timeline{Cast: &Cast{}},
		clients: map[string]uint32{}, users: map[string]uint32{}, rooms: map[string]uint32{},
		notices: map[string]uint32{},
	}
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 0, chunk), maxLine)
	scan.Split(wholeLines)
	for scan.Scan() {
		d.n++
		if err := d.line(scan.Bytes()); err != nil {
			return nil, &LineError{d.n, err}
		}
	}
	switch err := scan.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, &LineError{d.n + 1, fmt.Errorf("longer than %d bytes", maxLine)}
	case err != nil:
		return nil, &LineError{d.n + 1, err}
	case !d.ended:
		return nil, &LineError{d.n + 1, errors.New("the file ends before the run's end line")}
	}
	return d.t, nil
}

// LineError is what is wrong with a line of a file that is read.
type LineError struct {
	Line int // from 1
	Err  error
}

// Error says where and what.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Err) }

// Unwrap returns what is wrong.
func (e *LineError) Unwrap() error { return e.Err }

// wholeLines splits at newlines and keeps them, so that a cut last line can be told from a whole
// one.
func wholeLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i+1], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

// decoder reads line after line into a timeline.
type decoder struct {
	t       *Timeline
	n       int // lines so far
	ended   bool
	clients map[string]uint32
	users   map[string]uint32
	rooms   map[string]uint32
	notices map[string]uint32
	again   []byte // the line, written anew
}

// line is any line; what a kind does not have stays zero, what it must not have is found by writing
// the line anew.
type line struct {
	N    uint32 `json:"n"`
	T    int64  `json:"t"`
	Kind string `json:"kind"`

	// Of the run line.
	Format   uint32 `json:"format"`
	Scenario string `json:"scenario"`
	Seed     uint64 `json:"seed"`
	Profile  string `json:"profile"`

	// Of a record.
	Who     *string  `json:"who"`
	Peer    *string  `json:"peer"`
	Name    string   `json:"name"`
	User    *string  `json:"user"`
	Room    *string  `json:"room"`
	Update  string   `json:"update"`
	Users   []string `json:"users"`
	Reason  string   `json:"reason"`
	Code    uint32   `json:"code"`
	Seq     uint32   `json:"seq"`
	Count   uint32   `json:"count"`
	Remain  uint32   `json:"remain"`
	Why     string   `json:"why"`
	Text    string   `json:"text"`
	Relogin bool     `json:"relogin"`
	Effect  *bool    `json:"effect"`
	Again   bool     `json:"again"`
	Copy    bool     `json:"copy"`
	Cause   uint32   `json:"cause"`
	Marks   []string `json:"marks"`

	// Of the end line.
	Records uint32 `json:"records"`
	Events  uint64 `json:"events"`
	Digest  string `json:"digest"`
}

func (d *decoder) line(text []byte) error {
	var l line
	if err := json.Unmarshal(text, &l); err != nil {
		return err
	}
	switch {
	case d.n == 1:
		return d.run(&l, text)
	case d.ended:
		return errors.New("a line behind the end of the run")
	case l.Kind == "end":
		return d.end(&l, text)
	}
	return d.record(&l, text)
}

func (d *decoder) run(l *line, text []byte) error {
	if l.Kind != "run" {
		return fmt.Errorf("kind %q; the first line's kind is \"run\"", l.Kind)
	}
	if l.Format != Format {
		return fmt.Errorf("format %d; this roomsim reads format %d", l.Format, Format)
	}
	d.t.Scenario, d.t.Seed, d.t.Profile = l.Scenario, l.Seed, l.Profile
	d.again = d.t.appendRun(d.again[:0])
	return d.compare(text)
}

func (d *decoder) end(l *line, text []byte) error {
	t := d.t
	t.End, t.Total, t.Events = sim.Time(l.T), l.Records, l.Events
	last := t.last()
	switch {
	case t.End < last.At:
		return fmt.Errorf("t is %d; expected %d or more", t.End, last.At)
	case t.Total < last.N:
		return fmt.Errorf("records is %d; expected %d or more", t.Total, last.N)
	case !isDigest(l.Digest):
		return fmt.Errorf("digest %q; expected sha256: and 64 digits", l.Digest)
	case len(t.Records) < int(t.Total):
		t.digest = l.Digest
	case t.Digest() != l.Digest:
		return errors.New("the records do not give this digest: the file was changed")
	}
	d.ended = true
	d.again = t.appendEnd(d.again[:0], l.Digest)
	return d.compare(text)
}

func isDigest(s string) bool {
	const head = "sha256:"
	if len(s) != len(head)+64 || s[:len(head)] != head {
		return false
	}
	for _, c := range s[len(head):] {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// compare holds the line against the same line written anew.
func (d *decoder) compare(text []byte) error {
	if bytes.Equal(text, d.again) {
		return nil
	}
	i := 0
	for i < len(text) && i < len(d.again) && text[i] == d.again[i] {
		i++
	}
	return fmt.Errorf("not as roomsim writes it from byte %d on: got %q, expected %q",
		i+1, excerpt(text[i:]), excerpt(d.again[i:]))
}

func excerpt(b []byte) []byte { return b[:min(len(b), 40)] }
