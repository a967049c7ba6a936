package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

// against compares a run with one that was recorded before, up to the first record that differs.
func (t *tool) against(o *output, e *entry, path string) error {
	old, err := t.readTimeline(path)
	if err != nil {
		return err
	}
	r := t.tryAlone(e, model.Everything)
	if r.err != nil {
		return r.err
	}
	d := compareRuns(party{label: "old", timeline: old}, party{label: "now", timeline: r.timeline})
	if was, is := d.a.run(), d.b.run(); was != is && !t.quiet {
		t.complain(fmt.Sprintf("%s is of %s; this run is of %s", timeline.Show(path), was, is))
	}
	same, err := d.writeFirst(o, o.paint())
	if err != nil {
		return t.cutShort(o, err)
	}
	return t.compared(o, same, r.timeline)
}

// compared ends a comparison: of runs that are the same it says so.
func (t *tool) compared(o *output, same bool, tl *timeline.Timeline) error {
	if err := o.done(); err != nil {
		return err
	}
	if !same {
		return ended(statusFailed)
	}
	if !t.quiet {
		fmt.Fprintln(t.stderr, "the same "+many(int(tl.Total), "record"))
	}
	return nil
}

// writeFirst writes the first records that differ, and reports whether there are none.
func (d *comparison) writeFirst(w io.Writer, p paint) (same bool, err error) {
	alike := many(d.parting.Same, "record")
	switch renumbered := d.parting.Renumbered; {
	case d.parting.Parted():
		fmt.Fprintln(w, d.alike())
		return false, d.writeStories(w, p, d.parting.A, d.parting.B)
	case d.a.timeline.Digest() == d.b.timeline.Digest() && !d.ends():
		return true, nil
	case d.ends():
		_, err = fmt.Fprintf(w, "%s are the same, but not the end: %s, now %s\n", alike,
			d.a.timeline.End, d.b.timeline.End)
	case renumbered[0] == nil:
		_, err = fmt.Fprintf(w, "%s are the same, but not the messages between them, which run --wire "+
			"would have recorded\n", alike)
	default:
		fmt.Fprintf(w, "%s say the same; the first with another number or cause is\n", alike)
		err = d.writeStories(w, p, renumbered[0], renumbered[1])
	}
	return false, err
}

// readTimeline reads a file that run --format jsonl has written.
func (t *tool) readTimeline(path string) (*timeline.Timeline, error) {
	const expected = "expected a timeline that roomsim run --format jsonl has written"
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return nil, t.refuse(&spec.Problems{List: []spec.Problem{{File: path,
			Msg: "is not a regular file", Expected: expected}}})
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, wrongInput("open %s: %s", timeline.Show(path), reason(err))
	}
	defer f.Close()
	tl, err := timeline.ReadJSONL(f)
	var wrong *timeline.LineError
	if !errors.As(err, &wrong) {
		return tl, err
	}
	p := spec.Problem{File: path, Line: wrong.Line, Col: 1, Msg: wrong.Err.Error()}
	if wrong.Line == 1 {
		p.Expected = expected
	}
	return nil, t.refuse(&spec.Problems{List: []spec.Problem{p}})
}
