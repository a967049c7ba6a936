package main

import (
	"fmt"
	"io"
	"slices"

	"roomsim/model"
	"roomsim/model/timeline"
	reports "roomsim/scenarios/report"
)

// coverage is what runs have reached of what the model can do.
type coverage struct {
	machines []reached
	sayings  []model.Saying // that the tables can say
	said     []bool         // by saying
	unlisted []model.Saying // that were said all the same
}

// reached is how often each row of a machine was taken.
type reached struct {
	name string
	rows interface {
		Len() int
		Label(index int) string
	}
	hits []uint64
}

// add adds the hits of a run.
func (m *reached) add(hits []uint64) {
	for k, n := range hits {
		m.hits[k] += n
	}
}

// newCoverage has reached nothing.
func newCoverage() (*coverage, error) {
	client, seat, err := machineTables()
	if err != nil {
		return nil, err
	}
	c := &coverage{sayings: model.Sayings(model.ClientRows())}
	c.machines = []reached{{name: machineNames[0], rows: client}, {name: machineNames[1], rows: seat}}
	return c.anew(), nil
}

// anew is a coverage of the same machines that has reached nothing.
func (c *coverage) anew() *coverage {
	c = &coverage{machines: slices.Clone(c.machines), sayings: c.sayings}
	for i := range c.machines {
		m := &c.machines[i]
		m.hits = make([]uint64, m.rows.Len())
	}
	c.said = make([]bool, len(c.sayings))
	return c
}

// count is fresh, and takes note of what the run reaches.
func (c *coverage) count(e *entry, record model.Recording) (*timeline.Timeline, error) {
	w := e.World(record)
	hits := w.Count()
	tl, err := w.Run(e.Seed, 0)
	if err != nil {
		return tl, err
	}
	c.machines[0].add(hits.Client)
	c.machines[1].add(hits.Seat)
	for i := range tl.Records {
		said, ok := model.SayingOf(&tl.Records[i])
		if !ok {
			continue
		}
		s, listed := e.Config.Codes.Among(c.sayings, said)
		if listed || !ordered(e.Config.Actions, s) {
			c.hear(s)
		}
	}
	return tl, nil
}

// ordered reports whether a script has the backend refuse a login with that code. Such a code need
// not stand in a table.
func ordered(script []model.Action, s model.Saying) bool {
	if s.Reason != timeline.LoginFailed && s.Reason != timeline.ReconnectFailed {
		return false
	}
	return slices.ContainsFunc(script, func(a model.Action) bool {
		return a.Verb == model.DoRefuse && a.Code == s.Code
	})
}

// add adds what another has reached.
func (c *coverage) add(other *coverage) {
	for i := range other.machines {
		c.machines[i].add(other.machines[i].hits)
	}
	for k, said := range other.said {
		c.said[k] = c.said[k] || said
	}
	for _, s := range other.unlisted {
		c.hear(s)
	}
}

// hear takes note of a reason and code.
func (c *coverage) hear(s model.Saying) {
	if k := slices.Index(c.sayings, s); k >= 0 {
		c.said[k] = true
	} else if !slices.Contains(c.unlisted, s) {
		c.unlisted = append(c.unlisted, s)
	}
}

// status is the exit code for it: a check that cannot fail is a defect.
func (c *coverage) status() status {
	if c == nil {
		return statusOK
	}
	rows, taken := c.rows()
	if taken < rows || len(c.unsaid()) > 0 || len(c.unlisted) > 0 {
		return statusFailed
	}
	return statusOK
}

// rows counts the rows of all machines, and those that were taken.
func (c *coverage) rows() (all, taken int) {
	for i := range c.machines {
		all += len(c.machines[i].hits)
		for _, n := range c.machines[i].hits {
			taken += int(min(n, 1))
		}
	}
	return all, taken
}

// missing lists the rows that were not taken, in the order of the tables.
func (c *coverage) missing() []reports.Row {
	list := []reports.Row{}
	for i := range c.machines {
		m := &c.machines[i]
		for k, n := range m.hits {
			if n == 0 {
				list = append(list, reports.Row{Table: m.name, Row: m.rows.Label(k)})
			}
		}
	}
	return list
}

// unsaid lists the reasons and codes that nobody was told.
func (c *coverage) unsaid() []model.Saying {
	var list []model.Saying
	for k, s := range c.sayings {
		if !c.said[k] {
			list = append(list, s)
		}
	}
	return list
}

// writeText writes a line for each thing that was not reached, and a summary.
func (c *coverage) writeText(w io.Writer, p paint) error {
	d := c.document()
	for _, gap := range d.Gaps() {
		fmt.Fprintf(w, "%s  %s\n", p.of(red+bold, gap.What), gap.Which)
	}
	_, err := fmt.Fprintln(w, d)
	return err
}

// document gives it as reports have it, nil if nobody asked for it.
func (c *coverage) document() *reports.Coverage {
	if c == nil {
		return nil
	}
	d := &reports.Coverage{UnusedRows: c.missing(), Unsaid: sayingsOf(c.unsaid()),
		Unlisted: sayingsOf(c.unlisted), Sayings: len(c.sayings)}
	d.Rows, d.RowsReached = c.rows()
	d.SayingsReached = d.Sayings - len(d.Unsaid)
	return d
}

func sayingsOf(list []model.Saying) []reports.Saying {
	said := []reports.Saying{}
	for _, s := range list {
		said = append(said, reports.Saying{Reason: s.Reason.String(), Code: s.Code})
	}
	return said
}
