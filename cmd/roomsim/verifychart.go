package main

import (
	"io"
	"path/filepath"
	"strings"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/plots"
)

// verified is where verify writes to.
type verified struct {
	verdicts, chart *output // chart nil: nobody asked
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
	if to.verdicts, err = t.open(f.out.value, inputs...); err != nil || !f.chart.given {
		return to, err
	}
	for _, input := range inputs {
		if sameFile(input, f.chart.value) {
			return to, wrongInput("--plot %s would overwrite what is read", timeline.Show(f.chart.value))
		}
	}
	to.chart, err = t.open(f.chart.value)
	return to, err
}

// deliver writes the verdicts and the chart. That one cannot be written does not keep the other
// from it.
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
	return d.end()
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
