package plots

import (
	"strings"

	"roomsim/model/timeline"
)

// sending is what is special about a wire record: of a message that was sent again, or of a copy.
type sending struct {
	first uint32 // N of the message's first sending; 0: it is the first
	again uint16 // how often it was sent before
	vain  bool   // this time it is lost too
	copy  bool   // the link made it
}

// findSendings follows messages that were lost and sent again, by their causes: of a sending again
// it is the loss, of a copy the sending of the original.
func (s *story) findSendings() {
	for i := range s.tl.Records {
		r := &s.tl.Records[i]
		if !r.Kind.Wire() {
			continue
		}
		c := s.tl.ByN(r.Cause)
		if c == nil || !c.Kind.Wire() || c.Kind == timeline.Delivered {
			continue
		}
		var is sending
		if s.sendings != nil {
			is = s.sendings[s.index(c)]
		}
		switch {
		case r.Kind == timeline.Sent && c.Kind == timeline.Sent:
			is = sending{first: c.N, copy: true}
		case r.Kind == timeline.Sent:
			is = s.again(c, is)
		case r.Kind == timeline.Dropped && is.again > 0:
			is.vain = true
			s.sendings[s.index(c)].vain = true
		}
		if is != (sending{}) && s.sendings == nil {
			s.sendings = make([]sending, len(s.tl.Records))
		}
		if s.sendings != nil {
			s.sendings[i] = is
		}
	}
}

// again is the sending that a loss led to; was is the one that was lost.
func (s *story) again(lost *timeline.Record, was sending) sending {
	is := sending{first: was.first, again: was.again}
	if was.again == 0 {
		is.first = lost.Cause
	}
	if is.again < 1<<16-1 {
		is.again++
	}
	return is
}

// sending is what is special about the i-th record.
func (s *story) sending(i int) sending {
	if s.sendings == nil {
		return sending{}
	}
	return s.sendings[i]
}

// mostAgain is how many sendings of one message in one cluster are drawn besides the first.
const mostAgain = 2

// folded leaves of the messages of a cluster those out that stand for nothing new: of one that was
// sent again often all but the last time. They are in the order of their sending.
func folded(mail []message) []message {
	var often map[uint32]int
	for i := range mail {
		if mail[i].again > 0 {
			if often == nil {
				often = make(map[uint32]int)
			}
			often[mail[i].first]++
		}
	}
	left := make(map[uint32]int, len(often))
	var list []message
	for _, m := range mail {
		if n := often[m.first]; m.again > 0 && n > mostAgain {
			if left[m.first]++; left[m.first] < n {
				continue
			}
		}
		list = append(list, m)
	}
	return list
}

// wordsOf says what a message is and what became of it, the longest wording first.
func (s *story) wordsOf(m *message) []string {
	long, short := s.call(m.r), m.r.Name.String()
	if what := strings.TrimPrefix(long, short+" "); m.r.Name == timeline.MsgNotice && what != long {
		short = what
	}
	again := "again"
	if m.again > 1 {
		again += " ×" + thousands(int(m.again))
	}
	switch {
	case m.copy:
		return []string{long + ", a copy", "copy"}
	case m.again > 0 && m.lost():
		return []string{long + " lost " + again, short + " lost " + again, "lost " + again}
	case m.again > 0:
		return []string{long + " " + again, short + " " + again, again}
	case !m.lost():
		return []string{long, short}
	}
	switch why := m.r.Why(); why {
	case timeline.QueueFull.Why(), timeline.Corrupt.Why(), timeline.OutOfOrder.Why():
		return []string{long + " lost: " + why, short + " lost: " + why, why}
	}
	return []string{long + " lost", short + " lost", "lost"}
}

// needless reports whether a message is a copy that its receiver throws away.
func (m *message) needless() bool {
	return m.r.Kind == timeline.Dropped && m.r.Why() == timeline.Doubled.Why()
}

// ring is where the points of a circle stand whose radius is 1,000, from the right on.
var ring = [...]point{{1000, 0}, {866, 500}, {500, 866}, {0, 1000}, {-500, 866}, {-866, 500},
	{-1000, 0}, {-866, -500}, {-500, -866}, {0, -1000}, {500, -866}, {866, -500}}

// loop is how large the sign of a message that is sent again is.
const loop = 28

// again draws the sign that a message is sent again: a loop with a head.
func (p *picture) again(at point, c tone) {
	defer p.pin(at.x)()
	p.signs = append(p.signs, box{at.x, at.y, at.x, at.y}.grown(loop+10))
	p.add(dotLayer, disc{at, loop + 10, paper})
	var pts []point
	for _, q := range ring[1:] {
		pts = append(pts, point{at.x + loop*q.x/1000, at.y + loop*q.y/1000})
	}
	p.add(dotLayer, stroke{pts: pts, ink: c, width: 8})
	end := pts[len(pts)-1]
	p.add(dotLayer, area{[]point{{end.x + 12, end.y + 20}, {end.x + 14, end.y - 18},
		{end.x - 18, end.y + 4}}, c})
}

// twin draws the sign of a copy: two rings.
func (p *picture) twin(at point, c tone) {
	defer p.pin(at.x)()
	p.signs = append(p.signs, box{at.x, at.y, at.x, at.y}.grown(36))
	for _, dx := range [...]int{-12, 12} {
		p.add(dotLayer, disc{point{at.x + dx, at.y}, 24, c})
	}
	for _, dx := range [...]int{-12, 12} {
		p.add(dotLayer, disc{point{at.x + dx, at.y}, 16, paper})
	}
}

// foot is where the sign of a message's sending stands: on its line, near its sender.
func foot(a, b point) point {
	const off = 6 * pt
	long := max(b.y-a.y, a.y-b.y)
	if long < off {
		return a
	}
	return point{a.x + (b.x-a.x)*off/long, a.y + (b.y-a.y)*off/long}
}
