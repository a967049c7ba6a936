package plots

import (
	"io"

	"roomsim/model/timeline"
)

// Sequence draws a run as a sequence diagram: time downwards, an actor beside the other, messages
// slanted by the time they take, time-outs as brackets. The errors are an unknown format and those
// of w.
func Sequence(w io.Writer, tl *timeline.Timeline, format Format, opt Options) error {
	return newSequence(tl, opt).pic.output(w, format, opt)
}

// mostActors is how many clients and crowds a sequence diagram has at most.
const mostActors = 7

// sequence is a chart on its side: its axis gives distances from the top.
type sequence struct {
	*chart
	actors     []*actor // from left to right
	clasps     []*clasp
	unclasped  int // brackets without a place
	claspDepth int // what the columns of brackets take
	instants   []rung
	axisX      int
	rules      []rule
	lines      []way // of messages
	folds      []foldCount
	headTop    int // of the actors' names
	top, end   int // of the lifelines
}

func newSequence(tl *timeline.Timeline, opt Options) *sequence {
	opt.Lanes, opt.Why = min(opt.lanes(), mostActors), nil
	opt.Only = opt.Only[:min(len(opt.Only), mostActors)]
	s := &sequence{chart: &chart{story: tell(tl, opt), pic: new(picture)}}
	s.layOut(opt.width())
	s.draw()
	return s
}

// Heights and widths of a sequence diagram.
const (
	tallest     = 4200 * pt // of the axis
	actorHeight = 30 * pt
	actorGap    = 6 * pt // between an actor's name and its lifeline
	claspIndent = 14 * pt
	instantMost = 130 * pt // of the words about an instant
)

// layOut gives everything its place: first along the page, then down.
func (s *sequence) layOut(least int) {
	s.makeRows()
	s.lay(0)
	s.axisX = margin + s.instantWidth() + 8*pt
	s.layClasps()
	s.pic.w = s.layActors(s.axisX+12*pt, least-s.claspDepth-margin) + s.claspDepth + margin
	s.moreKeys = s.claspKeys()
	s.headTop = s.layTitle(margin) + 4*pt
	s.lay(s.headTop + actorHeight + actorGap)
	for _, a := range s.actors {
		s.layTags(a)
	}
	s.footer = s.footNotes()
	s.footTop = s.end + actorGap + actorHeight + 10*pt
	s.pic.h = s.footTop
}

// lay lays the time axis from y down.
func (s *sequence) lay(y int) {
	s.top, s.starts = y, nil
	s.use(newAxis(s.anchors, y, 0, tallest))
	s.end = s.axis.x1
	s.layInstants()
}

// layTitle places title and subtitle, and returns where they end.
func (s *sequence) layTitle(y int) int {
	s.setTitles()
	return y + len(s.titles)*titleStyle.leading() + subStyle.leading() + 6*pt
}

// footNotes says besides what other charts say how many brackets found no place.
func (s *sequence) footNotes() []string {
	list := s.chart.footNotes()
	switch {
	case s.unclasped == 1:
		return append([]string{"1 more wait has no bracket"}, list...)
	case s.unclasped > 1:
		return append([]string{thousands(s.unclasped) + " more waits have no bracket"}, list...)
	}
	return list
}

// draw fills the page, what must be readable first.
func (s *sequence) draw() {
	s.drawHead()
	s.drawInstants()
	for _, a := range s.actors {
		s.drawActor(a)
	}
	s.drawClasps()
	s.drawPosts()
	s.pic.h = s.layFoot(s.footTop) + margin
	s.drawFoot()
	s.drawRules()
	s.pic.desc = "Sequence diagram of " + s.subtitle + ". " + s.describe()
}
