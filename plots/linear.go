package plots

import (
	"slices"
	"strconv"
	"time"

	"roomsim/sim"
)

// axis lays instants out from x0 on, as the options want it.
func (opt Options) axis(anchors []sim.Time, x0 int) *axis {
	least, most := opt.width()-x0-margin, widest-x0-margin
	if opt.Axis == Linear {
		return evenAxis(slices.Min(anchors), slices.Max(anchors), x0, least)
	}
	return newAxis(anchors, x0, least, most)
}

// evenAxis is one scale for all, with a tick at each round time.
func evenAxis(from, until sim.Time, x0, width int) *axis {
	all := leg{t0: from, t1: until, x0: x0 + edge, x1: x0 + width - edge}
	a := &axis{legs: []leg{all}, starts: []sim.Time{from}, x0: x0, x1: x0 + width, even: true}
	for _, step := range evenSteps {
		if a.ticks = ticksOf(from, until, sim.Time(step)); a.roomy() {
			break
		}
		a.ticks = nil
	}
	return a
}

// evenSteps are the distances of ticks: round ones, 1, 2 or 5 of a unit.
var evenSteps = [...]time.Duration{
	time.Microsecond, 2 * time.Microsecond, 5 * time.Microsecond, 10 * time.Microsecond,
	20 * time.Microsecond, 50 * time.Microsecond, 100 * time.Microsecond, 200 * time.Microsecond,
	500 * time.Microsecond, time.Millisecond, 2 * time.Millisecond, 5 * time.Millisecond,
	10 * time.Millisecond, 20 * time.Millisecond, 50 * time.Millisecond, 100 * time.Millisecond,
	200 * time.Millisecond, 500 * time.Millisecond, time.Second, 2 * time.Second, 5 * time.Second,
	10 * time.Second, 20 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute,
	10 * time.Minute, 20 * time.Minute, time.Hour, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour,
	24 * time.Hour, 2 * 24 * time.Hour, 5 * 24 * time.Hour, 10 * 24 * time.Hour}

// mostTicks bounds what is tried; no page has room for more.
const mostTicks = 100

// ticksOf lists the multiples of a step from one instant to another, nil if they are too many.
func ticksOf(from, until, step sim.Time) []sim.Time {
	if (until-from)/step > mostTicks {
		return nil
	}
	var list []sim.Time
	for t := (from + step - 1) / step * step; t <= until; t += step {
		list = append(list, t)
	}
	return list
}

// roomy reports whether the ticks have words, and these room.
func (a *axis) roomy() bool {
	end := a.x0
	for _, t := range a.ticks {
		b := a.tickBox(t, 0)
		if b.x0 < end {
			return false
		}
		end = b.x1 + tickGap
	}
	return len(a.ticks) > 0
}

// tickGap is the least distance between the words at ticks.
const tickGap = 10 * pt

// tickBox is where the words at a tick stand, from y down.
func (a *axis) tickBox(t sim.Time, y int) box {
	text := a.tickText(t)
	return foldStyle.at(a.x(t)-foldStyle.width(text)/2, y, text)
}

// tickText words a tick in one way along the whole axis: "1m10s" beside "2m", where a span of a
// scenario file would be "70s".
func (a *axis) tickText(t sim.Time) string {
	const minute = sim.Time(time.Minute)
	last := a.ticks[len(a.ticks)-1]
	fine := a.ticks[min(1, len(a.ticks)-1)]%sim.Time(time.Second) != 0
	if t < minute || t >= 60*minute || last < 2*minute || fine {
		return sim.FormatSpan(time.Duration(t))
	}
	text := strconv.FormatInt(int64(t/minute), 10) + "m"
	if rest := t % minute; rest > 0 {
		text += sim.FormatSpan(time.Duration(rest))
	}
	return text
}

// drawTicks draws the scale of an even axis: words above the lanes, and a faint line from each.
func (c *chart) drawTicks() {
	for _, t := range c.axis.ticks {
		b := c.axis.tickBox(t, c.foldTop)
		c.pic.write(b, c.axis.tickText(t), foldStyle)
		x := c.axis.x(t)
		c.pic.line(backLayer, point{x, b.y1 + pt}, point{x, c.axisY}, hair, thin, 20, 30)
	}
}
