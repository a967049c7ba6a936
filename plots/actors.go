package plots

import (
	"slices"
	"strings"

	"roomsim/sim"
)

// actor is a lifeline on the page, with its texts.
type actor struct {
	*row
	bars   []box // of its states or seats, without their y
	x0, x1 int   // of all bars, and of the server's ground
	t0, t1 int   // of its texts; none of the server
	alone  bool  // no message of another goes through its texts
	near   bool  // the next one to the server
	tags   []rung
}

// Widths of actors.
const (
	oneBar    = 64 * pt
	twoBars   = 46 * pt
	manyBars  = 18 * pt
	seatPad   = 5 * pt
	tagsMost  = 158 * pt // of texts, if there are few actors
	tagsLess  = 134 * pt // enough for ReconnectFailed(1002055)
	fewActors = 3
	tagIndent = 14 * pt  // from a bar to its texts
	crossing  = 124 * pt // beside the server: room for messages and their texts
	elbowRoom = 30 * pt  // between other actors
)

// layActors places the actors from x on, in at least so much of the page, and returns where they
// end.
func (s *sequence) layActors(x, least int) int {
	for _, r := range s.rows {
		s.actors = append(s.actors, &actor{row: r})
	}
	server := slices.IndexFunc(s.actors, func(a *actor) bool { return a.lane == nil })
	tags := make([]int, len(s.actors))
	fixed, gaps := x, 0
	for i, a := range s.actors {
		a.near = server >= 0 && (i == server-1 || i == server+1)
		a.alone = i == 0 || i == len(s.actors)-1
		fixed += s.barsWidth(a)
		tags[i] = s.tagsWidth(a)
		if i > 0 {
			fixed += s.gap(a, s.actors[i-1])
			gaps++
		}
	}
	room := widest - margin - s.claspDepth - fixed
	total := 0
	for i := range tags {
		tags[i] = min(tags[i], room/max(1, len(s.lanes)))
		total += tags[i]
	}
	spare := max(0, least-fixed-total) / max(1, gaps)
	for i, a := range s.actors {
		if i > 0 {
			x += s.gap(a, s.actors[i-1]) + spare
		}
		x = s.layActor(a, x, tags[i])
	}
	return max(x, least)
}

// gap is the least room between two neighbours.
func (s *sequence) gap(a, b *actor) int {
	if a.lane == nil || b.lane == nil {
		return crossing
	}
	return elbowRoom
}

// layActor places an actor from x on, its texts on its side away from the server.
func (s *sequence) layActor(a *actor, x, tags int) int {
	if a.lane != nil && a.above {
		a.t0, a.t1 = x, x+tags
		x += tags
	}
	a.x0 = x
	x += s.pad(a)
	n := s.barCount(a)
	each := barWidth(n)
	for range n {
		a.bars = append(a.bars, box{x0: x, x1: x + each})
		x += each + rowGap
	}
	x += s.pad(a) - rowGap
	a.x1 = x
	if a.lane != nil && a.above {
		slices.Reverse(a.bars) // the first one stands next to the server
	}
	if a.lane != nil && !a.above {
		a.t0, a.t1 = x, x+tags
		x += tags
	}
	return x
}

// barCount is how many bars an actor has beside each other.
func (s *sequence) barCount(a *actor) int {
	if a.lane == nil {
		return max(1, len(s.server.bars)+len(s.server.groups))
	}
	return max(1, min(len(a.lane.bars), mostBars))
}

func barWidth(n int) int {
	switch {
	case n <= 1:
		return oneBar
	case n <= mostSeats:
		return twoBars
	}
	return manyBars
}

func (s *sequence) barsWidth(a *actor) int {
	n := s.barCount(a)
	return n*(barWidth(n)+rowGap) - rowGap + 2*s.pad(a)
}

// pad is what the server's ground stands out from its bars.
func (s *sequence) pad(a *actor) int {
	if a.lane == nil {
		return seatPad
	}
	return 0
}

// tagsWidth is what an actor's texts want.
func (s *sequence) tagsWidth(a *actor) int {
	if a.lane == nil {
		return 0
	}
	most := tagsMost
	if len(s.lanes) > fewActors {
		most = tagsLess
	}
	w := 60 * pt
	for _, it := range s.actorItems(a.lane) {
		for _, text := range [...]string{it.short, it.long} {
			if is := codeStyle.width(text) + tagIndent + 2*pt; is <= most {
				w = max(w, is)
			}
		}
	}
	return w
}

// actorItems are what stands beside a lifeline: what the client did and heard, and its troubles.
func (s *sequence) actorItems(l *lane) []item {
	list := append(s.tagItems(l), s.shadeItems(l.shades)...)
	list = append(list, s.skyItems(l)...)
	slices.SortStableFunc(list, func(a, b item) int { return a.x - b.x })
	return list
}

// skyItems word the weather that is new, spell by spell.
func (s *sequence) skyItems(l *lane) []item {
	var list []item
	for _, p := range l.skies {
		for _, w := range s.cells(p.list) {
			if w.off || !w.few || w.small() || p.quiet(&w.weather) {
				continue
			}
			long, short := joined(p.words(&w.weather))
			long, short = p.name+" "+long, p.name+" "+short
			if w.lasts > 0 {
				long += " for " + roughly(w.lasts)
			}
			list = append(list, item{x: w.x0, long: long, short: short, sum: p.name + " changes",
				count: 1, ink: loss, own: true})
		}
	}
	return list
}

// layTags places the texts of an actor.
func (s *sequence) layTags(a *actor) {
	if a.lane == nil {
		return
	}
	items := s.actorItems(a.lane)
	ys := make([]int, len(items))
	for i := range items {
		ys[i] = items[i].x
	}
	room := a.t1 - a.t0 - tagIndent
	f := &shaft{top: s.top - 4*pt, end: s.end + 4*pt, lean: 24 * pt}
	if a.lane.crowd {
		f.lean = 60 * pt // its items say how long they go on
	}
	a.tags = f.settle(ys, func(g group) []line {
		return append(tagLines(items[g.from:g.to], room), spanLine(items[g.from:g.to])...)
	})
	for i := range a.tags {
		r := &a.tags[i]
		r.to = s.axis.x(lastOf(items[r.of.from:r.of.to]))
	}
}

// tagLines word some items, within a width.
func tagLines(items []item, room int) []line {
	items = slices.Clone(items)
	for i := range items {
		items[i].last = 0 // a line of its own says how long they went on
	}
	words := wordings(items, codeStyle)
	for _, b := range words {
		if lines, whole := wrapped(b.lines, room); whole && len(lines) <= mostWrapped {
			return lines
		}
	}
	return fitted(words[len(words)-1].lines, room)
}

// spanLine says from when to when items go on that are counted together.
func spanLine(items []item) []line {
	last := lastOf(items)
	for i := range items {
		last = max(last, items[i].at)
	}
	sums := tally(items, func(it *item) string { return it.sum })
	if last == items[0].at || lastOf(items) == 0 && len(sums) == len(items) {
		return nil
	}
	return []line{{clock(items[0].at) + " … " + clock(last), noteStyle}}
}

// lastOf is the last instant that items tell of which stand for several, 0 without any.
func lastOf(items []item) (last sim.Time) {
	for i := range items {
		last = max(last, items[i].last)
	}
	return last
}

// mostWrapped is how many lines the texts of one instant may take.
const mostWrapped = 4

// wrapped breaks lines that are too wide in two, behind the name of the callback, and tells whether
// that is enough.
func wrapped(lines []line, width int) (list []line, whole bool) {
	for _, l := range lines {
		parts := l.wrap(l.text, width, 2)
		if strings.Join(parts, " ") != l.text {
			return nil, false
		}
		for _, text := range parts {
			list = append(list, line{text, l.style})
		}
	}
	return list, true
}

// fitted shortens lines to a width.
func fitted(lines []line, width int) []line {
	for i, l := range lines {
		lines[i].text = fonts().fit(l.face, l.size, l.text, width)
	}
	return lines
}
