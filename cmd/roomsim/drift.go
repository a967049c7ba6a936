package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/model/timeline"
	"roomsim/scenarios/baseline"
	"roomsim/scenarios/expect"
	reports "roomsim/scenarios/report"
	"roomsim/scenarios/spec"
)

// driftFlags say what a check is compared with.
type driftFlags struct {
	baseline once
	accept   bool
}

// addDrift adds the flags to a command.
func addDrift(cmd *cobra.Command, f *driftFlags) {
	f.baseline = once{kind: "FILE", check: notEmpty}
	cmd.Flags().Var(&f.baseline, "baseline",
		"compare every measured value with those accepted in FILE, and fail if one moved")
	cmd.Flags().BoolVar(&f.accept, "accept", false,
		"write what is measured now to the baseline, unless a documented claim is red")
}

// agree checks the flags against each other.
func (f *driftFlags) agree() error {
	switch {
	case f.accept && !f.baseline.given:
		return wrongUsage("--accept writes a baseline; expected --baseline FILE with it")
	case f.baseline.value == "-":
		return wrongUsage("--baseline is read and written; expected a file")
	}
	return nil
}

// maxBaseline bounds the file, in bytes: room for a hundred thousand claims.
const maxBaseline = 64 << 20

// drift is a baseline and what a check finds beside it.
type drift struct {
	file     string
	found    bool // the file is there
	book     *baseline.Book
	changes  []baseline.Change
	others   int // scenarios of the file that were not run
	accepted bool
	refused  string // why it was not accepted
}

// baseline reads the baseline that the flags name, nil if they name none.
func (t *tool) baseline(inputs []string, f *checkFlags) (*drift, error) {
	if !f.drift.baseline.given {
		return nil, nil
	}
	d := &drift{file: f.drift.baseline.value, found: true}
	if f.drift.accept && overwrites(inputs, d.file) {
		return nil, wrongInput("--baseline %s would overwrite the scenario", timeline.Show(d.file))
	}
	given := command(f.options.changes())
	text, err := readAtMost(d.file, maxBaseline)
	switch {
	case errors.Is(err, fs.ErrNotExist) && f.drift.accept:
		d.book, d.found = &baseline.Book{Options: given}, false
		return d, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, wrongInput("%s: no such baseline; --accept writes it", timeline.LineStart(d.file))
	case err != nil:
		return nil, wrongInput("%s: %s", timeline.LineStart(d.file), reason(err))
	}
	book, wrong := baseline.Read(text)
	if wrong != nil {
		return nil, t.refuse(&spec.Problems{List: []spec.Problem{{File: d.file, Line: wrong.Line,
			Col: wrong.Col, Msg: wrong.Msg, Expected: wrong.Expected, Source: wrong.Source}}})
	}
	if book.Options != given {
		return nil, wrongInput("%s was taken with %s, this is a check with %s; expected the same, "+
			"or another file", timeline.LineStart(d.file), orNone(book.Options), orNone(given))
	}
	d.book = book
	return d, nil
}

// readAtMost reads a file of no more than so many bytes.
func readAtMost(path string, most int64) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(text)) > most {
		err = fmt.Errorf("is larger than %d bytes; expected a baseline", most)
	}
	return string(text), err
}

func orNone(options string) string {
	if options == "" {
		return "no options"
	}
	return timeline.Show(options)
}

// compare finds what moved, and accepts it if that is asked for and may be.
func (d *drift) compare(t *tool, v *judgement, accept bool) error {
	if d == nil {
		return nil
	}
	pages := v.pages()
	d.changes, d.others = d.book.Compare(pages), d.book.Others(pages)
	if !accept {
		return nil
	}
	if d.refused = v.red(); d.refused != "" {
		return nil
	}
	d.accepted = true
	if d.found && len(d.changes) == 0 {
		return nil
	}
	d.book.Accept(pages)
	err := t.put(d.file, nil, func(w io.Writer, _ paint) error { return d.book.Write(w) })
	d.accepted = err == nil
	return err
}

// pages are what the scenarios that were finished measured.
func (v *judgement) pages() (pages []baseline.Page) {
	for i := range v.trials {
		if e, r := v.list[i], &v.trials[i]; r.err == nil && len(r.findings) > 0 {
			run := fmt.Sprintf("seed %d, profile %s", e.Seed, e.Config.Profile)
			pages = append(pages, baseline.PageOf(e.Name, run, r.findings))
		}
	}
	return pages
}

// red says what keeps a baseline from being accepted: a scenario that was not finished, or a claim
// that did not pass although it, or its scenario, cites a source; "" for nothing.
func (v *judgement) red() string {
	var list []string
	for i, e := range v.list {
		if i >= len(v.trials) || v.trials[i].err != nil {
			return "scenario " + e.Name + " was not finished"
		}
		for k := range v.trials[i].findings {
			f := &v.trials[i].findings[k]
			if f.Verdict != expect.Pass && (f.Claim.Source != "" || e.Source != "") {
				list = append(list, claimName(e, k))
			}
		}
	}
	if len(list) == 0 {
		return ""
	}
	return many(len(list), "documented claim") + " did not pass: " + some(list)
}

// status is the exit code for it.
func (d *drift) status() status {
	if d == nil || d.accepted || len(d.changes) == 0 && d.refused == "" {
		return statusOK
	}
	return statusFailed
}

// writeText tells what moved.
func (d *drift) writeText(w io.Writer, p paint) error {
	if d == nil {
		return nil
	}
	var b strings.Builder
	b.WriteString("baseline " + timeline.Show(d.file) + ": " + d.outcome(p) + "\n")
	for i := range d.changes {
		c := &d.changes[i]
		if !d.found {
			break // everything is new
		}
		name := c.Scenario
		if c.Claim != "" {
			name += "/" + c.Claim
		}
		line := "  " + p.of(yellow, fmt.Sprintf("%-5s", c.Sort)) + "  " + timeline.Show(name)
		if c.By != "" {
			line += "  by " + c.By
		}
		b.WriteString(line + "\n")
		for _, side := range [...]struct{ name, text string }{{"was", c.Was}, {"is", c.Is}} {
			if side.text != "" {
				b.WriteString(fmt.Sprintf("         %-3s  ", side.name) + timeline.Show(side.text) + "\n")
			}
		}
	}
	switch {
	case d.refused != "":
		b.WriteString(p.of(red+bold, "not accepted") + ": " + d.refused + "\n")
	case len(d.changes) > 0 && !d.accepted:
		b.WriteString("--accept takes what is measured now\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// outcome says how much moved: "2 moved, 1 gone; 3 scenarios of it were not run".
func (d *drift) outcome(p paint) string {
	var counts [baseline.Gone + 1]int
	for i := range d.changes {
		counts[d.changes[i].Sort]++
	}
	var parts []string
	for s := baseline.Moved; s <= baseline.Gone; s++ {
		if counts[s] > 0 {
			parts = append(parts, p.of(yellow+bold, fmt.Sprintf("%d %s", counts[s], s)))
		}
	}
	if !d.found {
		parts = []string{many(len(d.changes), "scenario")}
	}
	text := strings.Join(parts, ", ")
	switch {
	case text == "":
		text = "nothing moved"
	case d.accepted:
		text += ", accepted"
	}
	if d.others > 0 {
		text += "; " + many(d.others, "scenario") + " of it not run"
	}
	return text
}

func (d *drift) document() *reports.Baseline {
	if d == nil {
		return nil
	}
	doc := &reports.Baseline{File: d.file, Accepted: d.accepted, Refused: d.refused, NotRun: d.others,
		Changes: []reports.Change{}, Outcome: d.outcome(paint{})}
	for _, c := range d.changes {
		doc.Changes = append(doc.Changes, reports.Change{Change: c.Sort.String(), Scenario: c.Scenario,
			Claim: c.Claim, Was: c.Was, Is: c.Is, By: c.By})
	}
	return doc
}
