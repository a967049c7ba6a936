package plots

import "strconv"

// dotPitch is how far dots of a strip are apart, from middle to middle.
const dotPitch = 45

// strip draws a row of dots for each sample, heaped where they would hide each other.
func (f *frame) strip() {
	height := f.rows()
	runs := 1 // that a dot stands for
	for i := range f.Samples {
		for _, h := range f.heaps(&f.Samples[i]) {
			runs = max(runs, (h.count*dotPitch+height-dotPitch-1)/(height-dotPitch))
		}
	}
	for i := range f.Samples {
		base := f.base(i, height)
		for _, h := range f.heaps(&f.Samples[i]) {
			for k := range (h.count + runs - 1) / runs {
				f.pic.add(dotLayer, disc{point{h.x, base - dotPitch/2 - k*dotPitch}, dotPitch/2 - 3, blue.fill})
			}
		}
	}
	each := "A dot is a run."
	if runs > 1 {
		each = "A dot is up to " + strconv.Itoa(runs) + " runs."
	}
	f.notes = append(f.notes, each+" Below: from 5% to 95% of them, and the median.")
}

// heap is so many dots above one place.
type heap struct{ x, count int }

// heaps gathers the distances of a sample whose dots would hide each other.
func (f *frame) heaps(s *Sample) (list []heap) {
	for _, span := range s.Spans {
		x := f.plot.x0 + (f.scale.x(span)-f.plot.x0)/dotPitch*dotPitch + dotPitch/2
		if n := len(list); n == 0 || list[n-1].x != x {
			list = append(list, heap{x: x})
		}
		list[len(list)-1].count++
	}
	return list
}
