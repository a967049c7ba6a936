package plots

import (
	"fmt"
	"io"
	"math"
	"slices"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// Panel is one of the timelines of a comparison.
type Panel struct {
	Timeline *timeline.Timeline
	Title    string // what stands above it; "": the scenario's name, or "measured"
	Measured bool   // the log of a real product: without a server, messages, profile and seed
	Claims   Claims // about it
}

// MostPanels is how many panels a comparison may have.
const MostPanels = 8

// Compare draws timelines under each other on one folded axis, each as Swimlane does. Lines join
// marks of one name from panel to panel and say how much later they come in the lower one. The
// errors are no panel or too many, an unknown format and those of w.
func Compare(w io.Writer, panels []Panel, format Format, opt Options) error {
	if n := len(panels); n < 1 || n > MostPanels {
		return fmt.Errorf("a comparison of %d timelines; expected 1 to %d", n, MostPanels)
	}
	return compare(panels, opt).output(w, format, opt)
}

func compare(list []Panel, opt Options) *picture {
	c := newComparison(list, opt)
	c.draw()
	return c.pic
}

// newComparison lays panels out.
func newComparison(list []Panel, opt Options) *comparison {
	c := &comparison{chart: &chart{story: new(story), pic: new(picture)}}
	opt.Why = nil
	for _, p := range list {
		c.panels = append(c.panels, &panel{Panel: p,
			chart: &chart{story: tell(p.Timeline, opt), pic: c.pic, claims: p.Claims}})
	}
	c.lendUsers()
	c.layOut(opt)
	return c
}

// comparison is several charts on one page. Its own chart has what they share: the title, the
// folds, the legend and the notes.
type comparison struct {
	*chart
	panels []*panel
}

// panel is one of the charts, under its heading.
type panel struct {
	*chart
	Panel
	headTop int
	seam    *seam // to the panel above, nil of the first
}

// lendUsers names the users of measured clients as another panel of the same cast knows them: only
// a server says who is whose user.
func (c *comparison) lendUsers() {
	for _, p := range c.panels {
		for _, q := range c.panels {
			if p.Measured && p.tl.Cast == q.tl.Cast {
				p.borrow(q.lanes)
			}
		}
	}
}

func (p *panel) borrow(lanes []*lane) {
	for _, l := range p.lanes {
		i := slices.IndexFunc(lanes, func(o *lane) bool {
			return slices.Equal(o.ids, l.ids)
		})
		if l.user == "" && i >= 0 {
			l.user = lanes[i].user
		}
	}
}

// layOut gives everything its place.
func (c *comparison) layOut(opt Options) {
	for _, p := range c.panels {
		p.makeRows()
		c.left = max(c.left, margin+p.gutter())
		c.lanes = append(c.lanes, p.lanes...)
		c.weather = append(c.weather, p.weather...)
		c.marks = append(c.marks, p.marks...)
	}
	c.use(opt.axis(blend(c.panels), c.left))
	c.pic.w = c.right + margin
	y := c.layHead(margin)
	for i, p := range c.panels {
		p.left = c.left
		p.use(c.axis)
		p.axisEnd = min(p.right, p.end(-1)+edge)
		if i > 0 {
			p.seam = sew(c.panels[i-1], p)
			y = p.seam.layOut(y)
		}
		y = p.layOut(y)
		c.claimRows = append(c.claimRows, p.claimRows...)
		c.axisY = p.axisY
		c.patterns = append(c.patterns, p.patterns...)
		for _, d := range p.details {
			d.text = p.name() + ", " + d.text
			c.details = append(c.details, d)
		}
		for _, note := range p.footNotes() {
			c.footer = append(c.footer, p.name()+": "+note)
		}
	}
	c.details = numbered(c.details)
	c.subtitle = c.fit(subStyle, c.howToRead())
	c.footTop = y + 8*pt
	c.pic.h = c.layFoot(c.footTop) + margin
}

// layHead places title, subtitle and the line about folds.
func (c *comparison) layHead(y int) int {
	c.pic.title = c.title()
	c.titles = titleStyle.wrap(c.pic.title, c.pic.w-2*margin, 2)
	c.foldTop = y + len(c.titles)*titleStyle.leading() + subStyle.leading() + 8*pt
	return c.belowFolds()
}

// howToRead says what the page is besides its title.
func (c *comparison) howToRead() string {
	text := "on one time axis"
	for _, p := range c.panels {
		if p.seam != nil && len(p.seam.joints) > 0 {
			return text + "; a line joins a mark of two panels and says how much later it comes in " +
				"the lower one"
		}
	}
	return text
}

// title names what is compared: one scenario by its title, several by their names. Logs are of what
// was run, unless there are only logs.
func (c *comparison) title() string {
	var names []string
	title := ""
	onlyLogs := !slices.ContainsFunc(c.panels, func(p *panel) bool { return !p.Measured })
	for _, p := range c.panels {
		name := p.name()
		if !p.Measured {
			name, title = show(p.tl.Scenario), show(p.tl.Title)
		}
		if (onlyLogs || !p.Measured) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 1 && title != "" {
		return title
	}
	text := names[0]
	for i, name := range names[1:] {
		if i+2 == len(names) {
			text += " and " + name
		} else {
			text += ", " + name
		}
	}
	return text
}

// blend is the anchors of all panels. Of those that lie much closer together than any of one panel
// only one stays, so that a jitter between two panels does not stretch the axis.
func blend(panels []*panel) []sim.Time {
	var all []sim.Time
	for _, p := range panels {
		all = append(all, p.anchors...)
	}
	slices.Sort(all)
	var list []sim.Time
	for _, cl := range split(slices.Compact(all), mostFolds) {
		first, last := cl.anchors[0], cl.anchors[len(cl.anchors)-1]
		least := mostBlended * 3
		for _, p := range panels {
			least = min(least, p.closest(first, last))
		}
		list = append(list, thinned(cl.anchors, least/3)...)
	}
	return list
}

// closest is the shortest time between two anchors from one instant to another. The start and the
// end of a run do not count: they may just miss the first and the last record.
func (p *panel) closest(first, last sim.Time) sim.Time {
	least := sim.Time(math.MaxInt64)
	from, _ := slices.BinarySearch(p.anchors, max(first, 1))
	for i := from + 1; i+1 < len(p.anchors) && p.anchors[i] <= last; i++ {
		least = min(least, p.anchors[i]-p.anchors[i-1])
	}
	return least
}

// mostBlended is how far an instant may lie from the anchor that stands for it.
const mostBlended = silence / 16

// thinned leaves out instants that are closer to the one before; the first and the last stay.
func thinned(list []sim.Time, closest sim.Time) []sim.Time {
	kept := []sim.Time{list[0]}
	for _, t := range list[1:] {
		if t-kept[len(kept)-1] >= closest {
			kept = append(kept, t)
		}
	}
	switch n, last := len(kept), list[len(list)-1]; {
	case kept[n-1] == last:
	case n > 1:
		kept[n-1] = last
	default:
		kept = append(kept, last)
	}
	return kept
}
