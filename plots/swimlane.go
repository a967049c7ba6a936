package plots

import (
	"io"

	"roomsim/model/timeline"
)

// Swimlane draws a run: a lane for each client and one for the server, messages as arrows,
// callbacks as dots, marks under a folded axis. The errors are an unknown format and those of w.
func Swimlane(w io.Writer, tl *timeline.Timeline, format Format, opt Options) error {
	return swimlane(tl, opt).output(w, format, opt)
}

func swimlane(tl *timeline.Timeline, opt Options) *picture {
	c := &chart{story: tell(tl, opt), pic: new(picture), claims: opt.Claims}
	c.layOut(opt)
	c.draw()
	return c.pic
}
