package plots

import (
	"io"

	"roomsim/model/timeline"
)

// Options choose how a chart is made. The zero Options are good for most.
type Options struct {
	Lanes int // most lanes of clients; 0: 12
	Width int // the least width in points, 500 to 2,000; 0: 820. A chart takes more if it must
}

// mostLanes is how many clients and crowds have a lane unless told otherwise.
const mostLanes = 12

// Swimlane draws a run: a lane for each client and one for the server, messages as arrows,
// callbacks as dots, marks under a folded axis. The errors are an unknown format and those of w.
func Swimlane(w io.Writer, tl *timeline.Timeline, format Format, opt Options) error {
	return swimlane(tl, opt).output(w, format)
}

func swimlane(tl *timeline.Timeline, opt Options) *picture {
	c := &chart{story: tell(tl, opt.lanes()), pic: new(picture)}
	c.layOut(opt.width())
	c.draw()
	return c.pic
}

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
