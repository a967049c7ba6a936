package spec

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/sim"
)

// maxTrace bounds the opportunities of a trace.
const maxTrace = 1_000_000

// stem is the name of a file without folders and ending.
func stem(name string) string {
	base := path.Base(name)
	return strings.TrimSuffix(base, path.Ext(base))
}

// table reads the distribution that a law's file holds, nil after reporting why there is none.
func (f *form) table() *sim.Table {
	n := f.get("file")
	if n == nil {
		f.lacks("table", "file", "the name of a table of netem's")
		return nil
	}
	file := f.d.beside(n, "file", "a table of netem's")
	if file == nil || file.read {
		return file.asTable()
	}
	file.read = true
	src := file.source(f.d.rep)
	if !src.ended() {
		return nil
	}
	table, err := sim.ParseTable(stem(n.Value), file.text)
	if err == nil {
		file.table = table
		return table
	}
	place, reason, _ := strings.Cut(strings.TrimPrefix(err.Error(), "line "), ": ")
	line, _ := strconv.Atoi(place)
	msg, expected, _ := strings.Cut(reason, "; ")
	src.wrong(max(line, 1), 1, msg, expected)
	return nil
}

// asTable is the table of a file that may not be there.
func (f *file) asTable() *sim.Table {
	if f == nil {
		return nil
	}
	return f.table
}

// source is the file's text for messages.
func (f *file) source(rep *report) *source {
	return &source{file: f.shown, text: string(f.text), rep: rep}
}

// ended reports whether lines end with LF, as programs that read numbers want them.
func (s *source) ended() bool {
	for i := strings.IndexByte(s.text, '\r'); i >= 0 && i < len(s.text); i++ {
		if s.text[i] == '\r' && (i+1 == len(s.text) || s.text[i+1] != '\n') {
			s.wrongAt(i, "a line ends with CR alone", "expected LF or CR LF")
			return false
		}
	}
	return true
}

// trace reads the trace that a node names, nil after reporting why there is none.
func (d *decoder) trace(n *yaml.Node) *model.Trace {
	file := d.beside(n, "trace", "a trace of Mahimahi's")
	if file == nil || file.read {
		return file.asTrace()
	}
	file.read = true
	src := file.source(d.rep)
	if !src.ended() {
		return nil
	}
	if ms := src.trace(); ms != nil {
		file.trace = &model.Trace{Name: stem(n.Value), Ms: ms}
	}
	return file.trace
}

// asTrace is the trace of a file that may not be there.
func (f *file) asTrace() *model.Trace {
	if f == nil {
		return nil
	}
	return f.trace
}

// trace reads the opportunities of a trace, nil after reporting the first thing that is wrong with
// it.
func (s *source) trace() []uint32 {
	const expected = "expected whole milliseconds from the start, one a line"
	list := make([]uint32, 0, min(strings.Count(s.text, "\n")+1, maxTrace))
	number := 0
	for line := range strings.Lines(s.text) {
		number++
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		ms, ok := digits(line)
		switch {
		case line == "":
			s.wrong(number, 1, "a blank line", expected)
		case !ok:
			s.wrong(number, 1, show(line)+" is no time", expected)
		case ms > uint64(sim.Longest.Milliseconds()):
			s.wrong(number, 1, line+" ms is longer than 30 days", "")
		case len(list) > 0 && uint32(ms) < list[len(list)-1]:
			s.wrong(number, 1, fmt.Sprintf("%d ms is before %d ms, the line above", ms,
				list[len(list)-1]), expected)
		case len(list) == maxTrace:
			s.wrong(number, 1, fmt.Sprintf("more than %d lines (the bound)", maxTrace), "")
		default:
			list = append(list, uint32(ms))
			continue
		}
		return nil
	}
	switch {
	case len(list) == 0:
		s.wrong(1, 1, "the trace is empty", expected)
	case list[len(list)-1] == 0:
		s.wrong(number, 1, "the trace ends at 0 ms", "expected a last time of more than 0")
	default:
		return list
	}
	return nil
}
