package plots

import "strconv"

// cdf draws the curves.
func (f *frame) cdf() {
	f.plot.y1 = f.plot.y0 + cdfHeight
	for percent := 0; percent <= 100; percent += 25 {
		y := f.level(percent, 100)
		f.pic.line(backLayer, point{f.plot.x0, y}, point{f.plot.x1, y}, hair, thin)
		text := strconv.Itoa(percent) + "%"
		at := tickStyle.at(f.plot.x0-5*pt-tickStyle.width(text), y-tickStyle.height()/2, text)
		f.pic.write(at, text, tickStyle)
	}
	f.curves = make([][]point, len(f.Samples))
	for i := range f.Samples {
		f.curves[i] = f.curve(&f.Samples[i])
		look := curveLooks[i]
		for _, dash := range dashed(smooth(f.curves[i]), look.dash) {
			f.pic.add(arrowLayer, stroke{pts: dash, ink: look.ink, width: strong + 5})
		}
	}
	f.notes = append(f.notes,
		"A curve tells in which share of the runs the distance is at most what the axis says.")
	if len(f.Samples) == 1 {
		f.tellQuantiles()
		return
	}
	f.nameCurves()
}

// level is the height of k of n.
func (f *frame) level(k, n int) int { return f.plot.y1 - (f.plot.y1-f.plot.y0)*k/max(n, 1) }

// curve is the steps of a sample: level, then up.
func (f *frame) curve(s *Sample) []point {
	at := point{f.plot.x0, f.plot.y1}
	list := []point{at}
	for i, span := range s.Spans {
		x, y := f.scale.x(span), f.level(i+1, s.Runs)
		if x != at.x {
			if list[len(list)-1] != at {
				list = append(list, at)
			}
			list = append(list, point{x, at.y})
		}
		at = point{x, y}
	}
	if list[len(list)-1] != at {
		list = append(list, at)
	}
	return append(list, point{f.plot.x1, at.y})
}

// smooth joins steps that are too small to be seen into greater ones.
func smooth(curve []point) []point {
	const small = 2 * pt
	list := curve[:1:1]
	step := func(to point) {
		if at := list[len(list)-1]; at.x != to.x && at.y != to.y {
			list = append(list, point{to.x, at.y})
		}
		list = append(list, to)
	}
	for i := 1; i < len(curve); i++ {
		at, before := list[len(list)-1], curve[i-1]
		far := curve[i].x-before.x >= small || before.y-curve[i].y >= small
		if far && before != at {
			step(before)
		}
		if far || i == len(curve)-1 || curve[i].x-at.x >= small || at.y-curve[i].y >= small {
			step(curve[i])
		}
	}
	return list
}

// dashed cuts a line of many small pieces into dashes: a canvas would begin anew with each piece.
// Lengths are sums of both directions.
func dashed(line []point, dash []int) (list [][]point) {
	if len(dash) == 0 {
		return [][]point{line}
	}
	k, left, drawn := 0, dash[0], []point{line[0]}
	for i := 1; i < len(line); i++ {
		for at := line[i-1]; at != line[i]; {
			dx, dy := line[i].x-at.x, line[i].y-at.y
			long := dx + max(dy, -dy)
			step := min(long, left)
			at = point{at.x + dx*step/long, at.y + dy*step/long}
			if step == long {
				at = line[i]
			}
			drawn = append(drawn, at)
			if left -= step; left > 0 {
				continue
			}
			if k%2 == 0 {
				list = append(list, drawn)
			}
			k++
			left, drawn = dash[k%len(dash)], []point{at}
		}
	}
	if k%2 == 0 && len(drawn) > 1 {
		list = append(list, drawn)
	}
	return list
}

// curveLook tells curves apart, by colour and by dashes.
type curveLook struct {
	ink  tone
	dash []int
}

var curveLooks = [MostSamples]curveLook{
	{blue.fill, nil},
	{pure(hRust), []int{70, 30}},
	{pure(hPurple), []int{25, 25}},
	{ink, []int{90, 25, 20, 25}},
	{pure(hSky), []int{150, 30}},
	{orange.fill, []int{45, 25}},
	{green.fill, []int{15, 30}},
	{muted, []int{110, 25, 20, 25, 20, 25}},
}

// curveSign is a piece of a curve, for the table.
func (p *picture) curveSign(i int, at point) {
	look := curveLooks[i]
	p.line(arrowLayer, point{at.x - 11*pt, at.y}, point{at.x + 11*pt, at.y}, look.ink, strong+5,
		look.dash...)
}

// nameCurves writes the names of samples beside their curves, or numbers where names find no room.
func (f *frame) nameCurves() {
	before := len(f.pic.labels)
	for i := range f.Samples {
		if !f.nameCurve(i, fonts().fit(bold, codeSize, show(f.Samples[i].Name), nameMost)) {
			f.numbered = true
			break
		}
	}
	if !f.numbered {
		return
	}
	f.pic.labels = f.pic.labels[:before]
	for i := range f.Samples {
		f.nameCurve(i, strconv.Itoa(i+1))
	}
}

// nameCurve writes a text beside a curve where neither a text nor a curve stands; false if there is
// no such place.
func (f *frame) nameCurve(i int, text string) bool {
	if len(f.Samples[i].Spans) == 0 {
		return true
	}
	for _, percent := range [...]int{50, 60, 40, 70, 30, 80, 20, 88, 12, 95, 5} {
		k := len(f.Samples[i].Spans) * percent / 100
		x, y := f.scale.x(f.Samples[i].Spans[k]), f.level(2*k+1, 2*f.Samples[i].Runs)
		for away := 4 * pt; away <= 20*pt; away += 4 * pt {
			for _, left := range [...]int{x + away, x - away - headStyle.width(text)} {
				if at := headStyle.at(left, y-headStyle.height()/2, text); f.open(at) {
					f.pic.write(at, text, headStyle)
					return true
				}
			}
		}
	}
	return false
}

// open reports whether a box lies in the plot and meets no text, no curve and no end of the
// window.
func (f *frame) open(b box) bool {
	wide := b.grown(2 * pt)
	if wide.x0 < f.plot.x0 || wide.x1 > f.plot.x1 || wide.y0 < f.plot.y0 || wide.y1 > f.plot.y1 {
		return false
	}
	for i := range f.pic.labels {
		if f.pic.labels[i].box.overlaps(wide) {
			return false
		}
	}
	for _, end := range [...]Limit{f.Low, f.High} {
		if x := f.scale.x(f.scale.clamp(end.At)); end.Set && wide.x0 < x && x < wide.x1 {
			return false
		}
	}
	for _, curve := range f.curves {
		for k := 1; k < len(curve); k++ {
			a, b := curve[k-1], curve[k]
			piece := box{min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)}
			if piece.grown(1).overlaps(wide) {
				return false
			}
		}
	}
	return true
}

// tellQuantiles marks three places of the only curve.
func (f *frame) tellQuantiles() {
	s := &f.Samples[0]
	if len(s.Spans) == 0 {
		return
	}
	lo, hi, _ := f.extremes()
	unit := fineness(hi - lo)
	for _, q := range [...]struct {
		percent int
		name    string
	}{{50, "median "}, {5, "5%: "}, {95, "95%: "}} {
		span := s.quantile(q.percent)
		at := point{f.scale.x(span), f.level((len(s.Spans)*q.percent+99)/100, s.Runs)}
		f.pic.add(dotLayer, disc{at, 32, paper})
		f.pic.add(dotLayer, disc{at, 24, blue.fill})
		text := q.name + toUnit(span, unit)
		f.tellPoint(at, text)
	}
}

// tellPoint writes a text as near to a place as there is room.
func (f *frame) tellPoint(at point, text string) {
	for away := 7 * pt; away <= 42*pt; away += 7 * pt {
		left, right := at.x-away-cellStyle.width(text), at.x+away
		above, below := at.y-3*pt-cellStyle.height(), at.y+3*pt
		for _, to := range [...]point{{right, below}, {left, above}, {right, above}, {left, below}} {
			if b := cellStyle.at(to.x, to.y, text); f.open(b) {
				f.pic.write(b, text, cellStyle)
				return
			}
		}
	}
}
