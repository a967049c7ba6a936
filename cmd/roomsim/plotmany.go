package main

import (
	"errors"
	"io"
	"strings"
	"sync/atomic"

	"github.com/spf13/cobra"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/plots"
	"roomsim/scenarios/study"
	"roomsim/sim/replicate"
)

// ofDistances are the flags of charts of many runs.
func ofDistances() []string { return []string{"vary", "runs", "measure", "claim"} }

// mostRuns is how many runs of each variant a chart may be made of.
const mostRuns = 1_000_000

// addMany adds the flags of charts of many runs.
func (f *plotFlags) addMany(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.Var(&f.vary, "vary",
		"run variants: with each value of a setting, of seed or profile, or of the time of a marked "+
			"action (heal.at, tunnel.for); twice for a map")
	f.runs = once{kind: "N", check: wholeNumber(1, mostRuns)}
	fs.Var(&f.runs, "runs", "runs of each variant, with seeds one after the other; default 1000, of "+
		"outcomes 1")
	f.measureOf = once{kind: "MARK - MARK", check: notEmpty}
	fs.Var(&f.measureOf, "measure", `the distance to measure, such as "T4' - T3"`)
	f.claim = once{kind: "ID|N", check: notEmpty}
	fs.Var(&f.claim, "claim", "measure what a claim speaks of; default: the one about two "+
		"marks that promises most")
	f.by = once{kind: "CLIENT", check: notEmpty}
	fs.Var(&f.by, "by", "outcomes: the client that looks")
	completeWith(cmd, "by", ofScenario(clientNames))
	completeWith(cmd, "vary", settingKeys)
}

// readAll runs a grid of variants, shows how far it is, and returns what was read off each run.
func readAll[T any](t *tool, list []*entry, g *study.Grid,
	read func(int, *timeline.Timeline) T) (values []T, err error) {
	t.watch()
	g.Done = new(atomic.Int64)
	defer t.progress(list[0].Name, g.Done, g.Size())()
	defer func() {
		switch p := recover().(type) {
		case nil:
		case *replicate.Panic:
			variant, _ := g.At(p.Index)
			err = broken(list[variant].seeded(g.Seed(p.Index)), p)
		default:
			panic(p)
		}
	}()
	values, err = study.Read(t.ctx, g, read)
	var run *study.GridError
	switch {
	case errors.As(err, &run):
		variant, _ := g.At(run.Run)
		return nil, overrun(list[variant], run)
	case err != nil:
		return nil, t.halfway(list[0], g.Done, g.Size())
	}
	return values, nil
}

// drawVariants draws variants of one scenario under each other, each titled by what it differs in.
func (t *tool) drawVariants(w io.Writer, list []*entry, f *plotFlags, format plots.Format) error {
	switch n := f.vary.points(); {
	case len(list) > 1:
		return wrongUsage("--vary draws variants of one scenario; got %d scenarios", len(list))
	case n > plots.MostPanels:
		return wrongUsage("--kind swimlane draws at most %d runs; --vary asks for %d",
			plots.MostPanels, n)
	}
	variants, err := t.vary(list[0], f.vary)
	if err != nil {
		return err
	}
	var panels []plots.Panel
	var runs []*timeline.Timeline
	for i, e := range variants {
		r := t.tryAlone(e, model.Everything)
		if r.err != nil {
			return r.err
		}
		runs = append(runs, r.timeline)
		panels = append(panels, plots.Panel{Timeline: r.timeline, Title: f.vary.name(i),
			Claims: claimsOf(e, &r, f.claims, false)})
	}
	opt := f.look()
	if err := f.aim(variants, runs, &opt); err != nil {
		return err
	}
	return plots.Compare(w, panels, format, opt)
}

// name says what a variant differs in: "seed 3", "server.heartbeat.timeout 80s".
func (v variations) name(point int) string {
	var words []string
	for _, one := range v {
		words = append(words, one.key+" "+one.values[point%len(one.values)])
		point /= len(one.values)
	}
	return strings.Join(words, ", ")
}
