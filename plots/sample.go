package plots

import (
	"fmt"
	"time"

	"roomsim/sim"
)

// Distances is what charts of a distribution show: how far a mark is from another in many runs.
type Distances struct {
	Title   string // of the page
	About   string // the line below it
	Measure string // what is measured: "T4' - T3"
	Varied  string // what the samples differ in, "" if there is only one
	Claim   string // what the window is of, "" if there is no window
	// Judge gives the verdict on a claim about a share of a sample's runs; nil: it is about each run.
	Judge   func(*Sample) Verdict
	Low     Limit
	High    Limit
	Samples []Sample // 1 to MostSamples
}

// Limit is an end of a window.
type Limit struct {
	At     time.Duration
	Strict bool // the end itself is excluded
	Set    bool // else there is none on this side
}

// Sample is the distances that came of some runs.
type Sample struct {
	Name  string          // what it differs in from others, "" if it is the only one
	Spans []time.Duration // in ascending order: of the runs in which both marks came
	Runs  int
	Never string // why others have no distance: "T4' never came in 12"
	// In how many runs the claim held, and in how many it did not. The others put it to no test.
	Passed, Failed int
}

// MostSamples is how many samples a chart may show.
const MostSamples = 8

// check reports what no chart can be made of.
func (d *Distances) check() error {
	if n := len(d.Samples); n < 1 || n > MostSamples {
		return fmt.Errorf("a chart of %d samples; expected 1 to %d", n, MostSamples)
	}
	return nil
}

// quantile is the least distance that so many per cent of the distances do not exceed.
func (s *Sample) quantile(percent int) time.Duration {
	return s.Spans[max(0, (len(s.Spans)*percent+99)/100-1)]
}

// asClaimed says in how many runs the claim held: "980 of 1,000 runs".
func (s *Sample) asClaimed() string {
	return thousands(s.Passed) + " of " + thousands(s.Runs) + " runs"
}

// extremes are the least and the greatest distance of all samples; false if there is none.
func (d *Distances) extremes() (lo, hi time.Duration, ok bool) {
	for i := range d.Samples {
		if spans := d.Samples[i].Spans; len(spans) > 0 {
			first, last := spans[0], spans[len(spans)-1]
			if !ok {
				lo, hi, ok = first, last, true
			}
			lo, hi = min(lo, first), max(hi, last)
		}
	}
	return lo, hi, ok
}

// inPercent gives n of all in per cent, with a decimal where there are few or nearly all; what is
// neither none nor all does not look so.
func inPercent(n, all int) string {
	switch permille := (n*2000 + all) / (2 * max(all, 1)); {
	case n == 0:
		return "0%"
	case n == all:
		return "100%"
	case permille < 1:
		return "<0.1%"
	case permille > 999:
		return ">99.9%"
	case permille < 100 || permille > 900:
		return fmt.Sprintf("%d.%d%%", permille/10, permille%10)
	default:
		return fmt.Sprintf("%d%%", (permille+5)/10)
	}
}

// toUnit gives a span to a unit.
func toUnit(d, unit time.Duration) string {
	half := unit / 2
	if d < 0 {
		half = -half
	}
	return sim.FormatSpan((d + half) / unit * unit)
}

// fineness is the unit to which distances are said that lie so far apart.
func fineness(spread time.Duration) time.Duration {
	unit := time.Duration(1)
	for spread/500 >= unit*10 {
		unit *= 10
	}
	return min(unit, time.Second)
}
