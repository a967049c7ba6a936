package main

import (
	"io"
	"path/filepath"
	"strings"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/plots"
	reports "roomsim/scenarios/report"
)

// verified is where verify writes to.
type verified struct {
	verdicts, chart *output // chart nil: nobody asked
	reports         []*output
}

// chartFile accepts a name that a chart can be written to.
func chartFile(file string) error {
	_, err := plots.FormatOf(file)
	return err
}

// openVerified opens what the flags name, none of which may be what is read.
func (t *tool) openVerified(v *verification, f *verifyFlags) (to verified, err error) {
	inputs := append(files([]*entry{v.entry}, v.entry.options), v.logs...)
	if f.mapping.given {
		inputs = append(inputs, f.mapping.value)
	}
	for _, w := range append(f.reports, wanted{"", f.chart.value}) {
		if overwrites(inputs, w.file) {
			return to, wrongInput("writing %s would overwrite what is read", timeline.Show(w.file))
		}
	}
	if to.verdicts, err = t.open(f.out.value, inputs...); err != nil {
		return to, err
	}
	if f.chart.given {
		if to.chart, err = t.open(f.chart.value); err != nil {
			return to, err
		}
	}
	to.reports, err = t.openAll(f.reports)
	return to, err
}

// deliver writes the verdicts, the chart and the reports. One that cannot be written does not keep
// the others from it.
func (to *verified) deliver(t *tool, v *verification, f *verifyFlags) error {
	var panels []plots.Panel
	if to.chart != nil {
		run := t.tryAlone(v.entry, model.Everything)
		if run.err != nil {
			return run.err
		}
		panels = []plots.Panel{{Timeline: run.timeline},
			{Timeline: v.log.Timeline, Title: v.title(), Measured: true}}
	}
	var d delivery
	d.finish(t, to.verdicts, v.write(to.verdicts, to.verdicts.paint(), t.quiet, f.format.value))
	if to.chart != nil {
		format, _ := plots.FormatOf(f.chart.value) // the flag was checked
		d.finish(t, to.chart, plots.Compare(to.chart, panels, format, plots.Options{}))
	}
	suite := v.suite(f.allowInconclusive)
	for i, w := range f.reports {
		o := to.reports[i]
		if w.format == "json" {
			d.finish(t, o, v.writeJSON(o))
		} else {
			d.finish(t, o, suite.Write(o, w.format))
		}
	}
	return d.end()
}

// suite gives the verification as reports have it.
func (v *verification) suite(lenient bool) *reports.Suite {
	steps := reports.Steps{}
	for i := range v.log.Steps {
		s := &v.log.Steps[i]
		steps = append(steps, reports.Gap{What: v.log.Name(s.N), Which: s.Text})
	}
	e := v.entry
	return &reports.Suite{Lenient: lenient, Steps: &steps,
		Totals: reports.Totals{Scenarios: 1, Claims: v.sum.claims, Passed: v.sum.passed,
			Failed: v.sum.failed, Inconclusive: v.sum.inconclusive},
		Scenarios: []reports.Scenario{{Name: e.Name, Title: e.Title, File: e.File,
			Path: repository().path(e), Logs: strings.Join(v.logs, ", "), Findings: v.findings}}}
}

// write writes the verdicts.
func (v *verification) write(w io.Writer, p paint, quiet bool, format string) error {
	if format == "json" {
		return v.writeJSON(w)
	}
	return v.writeText(w, p, quiet)
}

// title names the logs: "measured: pixel.log, iphone.log".
func (v *verification) title() string {
	var names []string
	for _, name := range v.logs {
		names = append(names, filepath.Base(name))
	}
	return "measured: " + strings.Join(names, ", ")
}
