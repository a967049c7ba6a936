package plots

import (
	"strconv"
	"time"

	"roomsim/sim"
)

// mostBins is how many bars a row has at most.
const mostBins = 60

// bin is a bar: so many distances from a multiple of the bars' width up to the next.
type bin struct {
	from  time.Duration
	count int
}

// bins counts ascending distances.
func bins(spans []time.Duration, wide time.Duration) (list []bin) {
	for _, span := range spans {
		from := span / wide * wide
		if span < 0 && from != span {
			from -= wide
		}
		if n := len(list); n == 0 || list[n-1].from != from {
			list = append(list, bin{from: from})
		}
		list[len(list)-1].count++
	}
	return list
}

// histogram draws a row of bars for each sample, all in one measure.
func (f *frame) histogram() {
	height := f.rows()
	wide := roundSpan(max((f.scale.hi-f.scale.lo)/mostBins, 1))
	most := 1
	for i := range f.Samples {
		for _, b := range bins(f.Samples[i].Spans, wide) {
			most = max(most, f.permyriad(i, b.count))
		}
	}
	for i := range f.Samples {
		base := f.base(i, height)
		for _, b := range bins(f.Samples[i].Spans, wide) {
			x0, x1 := f.scale.x(f.scale.clamp(b.from)), f.scale.x(f.scale.clamp(b.from+wide))
			tall := max(height*f.permyriad(i, b.count)/most, 5)
			f.pic.fill(barLayer, box{x0 + 2, base - tall, max(x1-2, x0+8), base}, blue.fill)
		}
		list, rise := axisShares(most), tickStyle.height()/2
		if len(f.Samples) > 1 || f.Samples[0].Name != "" {
			list, rise = []int{most}, 0 // the names of samples stand below
		}
		for _, share := range list {
			y, name := base-height*share/most, inPercent(share, 10_000)
			if share%100 == 0 {
				name = strconv.Itoa(share/100) + "%"
			}
			at := tickStyle.at(f.plot.x0-6*pt-tickStyle.width(name), y-rise, name)
			f.pic.line(backLayer, point{f.plot.x0, y}, point{f.plot.x1, y}, hair, thin)
			f.pic.write(at, name, tickStyle)
		}
	}
	f.notes = append(f.notes, "A bar is "+sim.FormatSpan(wide)+" wide; its height is the share of "+
		"the runs. Below: from 5% to 95% of them, and the median.")
}

// permyriad is a count in ten thousandths of a sample's runs.
func (f *frame) permyriad(sample, count int) int {
	return count * 10_000 / max(f.Samples[sample].Runs, 1)
}

// axisShares are those that an axis from none up to most names, in ten thousandths: most alone if
// it is below them all.
func axisShares(most int) (list []int) {
	for _, step := range [...]int{10, 20, 50, 100, 200, 500, 1000, 2500, 5000} {
		if most/step <= 4 {
			for share := step; share <= most; share += step {
				list = append(list, share)
			}
			break
		}
	}
	if len(list) == 0 {
		list = []int{most}
	}
	return list
}
