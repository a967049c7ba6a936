package plots

import (
	"roomsim/model/timeline"
	"roomsim/sim"
)

// Options choose how a chart is made. The zero Options are good for most.
type Options struct {
	Theme Theme // "": Light
	Width int   // in points, LeastWidth to MostWidth; 0: 820. A chart takes more if it must
	DPI   int   // dots per inch of a PNG, LeastDPI to MostDPI; 0: 144
	Lanes int   // most lanes of clients; 0: 12

	Claims Claims // about the run, of a Swimlane

	Only     []string // names of clients, crowds or members of crowds; empty: all
	Collapse bool     // clients that no mark names share one lane instead of being left out
	From     sim.Time // nothing before it is drawn, but what goes on from then
	Until    sim.Time // nothing behind it is drawn; 0: to the end. Later than From
	Axis     Axis     // "": Folded

	// Why is a chain of causes to be brought out, as Tell gives it: of one timeline, so only
	// Swimlane heeds it. Its clients have lanes whatever else is asked for.
	Why []timeline.Step
}

// Axis is how a chart shows time.
type Axis string

// The axes.
const (
	Folded Axis = "folded" // silent stretches are narrow bands
	Linear Axis = "linear" // one scale for all
)

// Axes lists the axes.
func Axes() []string { return []string{string(Folded), string(Linear)} }

// Bounds of Options.
const (
	LeastWidth = narrowest / pt
	MostWidth  = widest / pt
	LeastDPI   = 72
	MostDPI    = 400
)

// mostLanes is how many clients and crowds have a lane unless told otherwise.
const mostLanes = 12

// usualDPI is fine enough for most screens.
const usualDPI = 144

// lanes is the most lanes of clients.
func (opt Options) lanes() int {
	if opt.Lanes <= 0 {
		return mostLanes
	}
	return opt.Lanes
}

// width is the least width of the page.
func (opt Options) width() int {
	if opt.Width <= 0 {
		return usual
	}
	return min(max(opt.Width*pt, narrowest), widest)
}

// dpi is how fine a PNG is.
func (opt Options) dpi() int {
	if opt.DPI <= 0 {
		return usualDPI
	}
	return min(max(opt.DPI, LeastDPI), MostDPI)
}
