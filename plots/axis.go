package plots

import (
	"math/bits"
	"slices"
	"sort"
	"time"

	"roomsim/sim"
)

// axis is a time axis. A folded one has clusters of anchors drawn to scale, each to its own, and
// between them folds of a narrow fixed width however long they last.
type axis struct {
	legs   []leg      // in order, end to end
	starts []sim.Time // of clusters
	x0, x1 int
	even   bool       // one scale for all
	ticks  []sim.Time // of an even axis
}

// leg is a stretch of the axis on which time runs evenly.
type leg struct {
	t0, t1 sim.Time
	x0, x1 int
	gap    bool // between two clusters
	fold   bool // the folded part of the gap
}

// Widths on the axis.
const (
	foldWidth  = 50 * pt
	foldLeast  = 44 * pt
	padWidth   = 17 * pt // of a gap, to either side of its fold
	padLeast   = 7 * pt
	manyFolds  = 9
	mostFolds  = 20
	perAnchor  = 26 * pt
	nearest    = 12 * pt  // wanted between neighbouring anchors
	wideEnough = 260 * pt // of a cluster, unless it has many anchors
	wideMost   = 420 * pt
	edge       = 10 * pt // before the first and behind the last anchor
	endWidth   = 44 * pt
)

// silence is how long nothing may happen before the axis is folded.
const silence = sim.Time(time.Second)

// cluster is a run of anchors without a fold between them.
type cluster struct {
	anchors []sim.Time
	width   int
}

func (c *cluster) span() sim.Time { return c.anchors[len(c.anchors)-1] - c.anchors[0] }

// newAxis lays the anchors out from x0 on, into at least and at most so much width.
func newAxis(anchors []sim.Time, x0, least, most int) *axis {
	clusters := split(anchors, mostFolds)
	clusters = splitCrowded(clusters)
	fold, pad := foldWidth, padWidth
	if len(clusters) > manyFolds {
		fold, pad = foldLeast, padLeast
	}
	fixed := 2*edge + (len(clusters)-1)*(fold+2*pad) + endWidth
	want := 0
	for i := range clusters {
		clusters[i].width = clusters[i].wish()
		want += clusters[i].width
	}
	if room := min(max(want, least-fixed), most-fixed); want > 0 && want != room {
		for i := range clusters {
			clusters[i].width = clusters[i].width * room / want
		}
	} else if want == 0 {
		gaps := max(1, len(clusters)-1)
		pad = max(pad, (least-2*edge-endWidth-gaps*fold)/(2*gaps))
	}
	a := lay(clusters, x0, fold, pad)
	a.x1 = max(a.x1, x0+least)
	return a
}

// split cuts the anchors at their longest silences, those of more than a second, into at most
// folds+1 clusters. Silences of one length are all cut, or none of them.
func split(anchors []sim.Time, folds int) []cluster {
	var gaps []sim.Time
	for i := 1; i < len(anchors); i++ {
		if gap := anchors[i] - anchors[i-1]; gap > silence {
			gaps = append(gaps, gap)
		}
	}
	slices.Sort(gaps)
	limit := silence
	if len(gaps) > folds {
		limit = gaps[len(gaps)-folds-1]
	}
	var list []cluster
	from := 0
	for i := 1; i < len(anchors); i++ {
		if anchors[i]-anchors[i-1] > limit {
			list = append(list, cluster{anchors: anchors[from:i]})
			from = i
		}
	}
	return append(list, cluster{anchors: anchors[from:]})
}

// splitCrowded cuts clusters further in which anchors that lie close together would fall into one,
// because of one long silence: 1 ms beside 800 ms.
func splitCrowded(list []cluster) []cluster {
	for i := 0; i < len(list) && len(list) <= mostFolds; i++ {
		c := list[i]
		k, gap, least := c.extremes()
		if k == 0 || int64(gap) < 12*int64(least) || gap*3 < c.span() {
			continue
		}
		list = slices.Replace(list, i, i+1, cluster{anchors: c.anchors[:k]},
			cluster{anchors: c.anchors[k:]})
		i--
	}
	return list
}

// extremes finds the longest silence of a cluster, before anchor k, and the shortest.
func (c *cluster) extremes() (k int, longest, shortest sim.Time) {
	shortest = 1 << 62
	for i := 1; i < len(c.anchors); i++ {
		gap := c.anchors[i] - c.anchors[i-1]
		if gap > longest {
			k, longest = i, gap
		}
		shortest = min(shortest, gap)
	}
	return k, longest, shortest
}

// wish is the width at which a cluster's anchors can be told apart, within reason.
func (c *cluster) wish() int {
	if len(c.anchors) < 2 {
		return 0
	}
	_, _, shortest := c.extremes()
	least := min((len(c.anchors)-1)*perAnchor, wideMost)
	ratio := int(min(c.span()/shortest, 1000))
	return min(max(ratio*nearest, least), max(least, wideEnough))
}

// lay places clusters and folds from left to right.
func lay(clusters []cluster, x, fold, pad int) *axis {
	a := &axis{x0: x}
	x += edge
	for i := range clusters {
		c := &clusters[i]
		first, last := c.anchors[0], c.anchors[len(c.anchors)-1]
		a.starts = append(a.starts, first)
		if i > 0 {
			before := clusters[i-1].anchors
			x = a.gap(before[len(before)-1], first, x, fold, pad)
		}
		a.legs = append(a.legs, leg{t0: first, t1: last, x0: x, x1: x + c.width})
		x += c.width
	}
	a.x1 = x + edge
	a.widenEnd()
	return a
}

// widenEnd gives the last silence of a run room for the name of a state.
func (a *axis) widenEnd() {
	if n := len(a.legs); n > 3 && a.legs[n-1].x0 == a.legs[n-1].x1 {
		a.legs[n-2].x1 += endWidth
		a.legs[n-1].x0 += endWidth
		a.legs[n-1].x1 += endWidth
		a.x1 += endWidth
	}
}

// gap lays a pad, a fold and a pad between two clusters.
func (a *axis) gap(from, to sim.Time, x, fold, pad int) int {
	near := min((to-from)/8, silence/4)
	a.legs = append(a.legs,
		leg{t0: from, t1: from + near, x0: x, x1: x + pad, gap: true},
		leg{t0: from + near, t1: to - near, x0: x + pad, x1: x + pad + fold, gap: true, fold: true},
		leg{t0: to - near, t1: to, x0: x + pad + fold, x1: x + 2*pad + fold, gap: true})
	return x + 2*pad + fold
}

// x places an instant, one that the axis does not reach at its end.
func (a *axis) x(t sim.Time) int {
	l := a.leg(t)
	switch {
	case t <= l.t0:
		return l.x0
	case t >= l.t1:
		return l.x1
	}
	return l.x0 + part(t-l.t0, l.t1-l.t0, l.x1-l.x0)
}

// time gives the instant that stands at x, the first of several.
func (a *axis) time(x int) sim.Time {
	i := sort.Search(len(a.legs), func(i int) bool { return a.legs[i].x1 >= x })
	if i == len(a.legs) {
		return a.legs[i-1].t1
	}
	l := &a.legs[i]
	if x <= l.x0 {
		return l.t0
	}
	hi, lo := bits.Mul64(uint64(x-l.x0), uint64(l.t1-l.t0))
	q, _ := bits.Div64(hi, lo, uint64(l.x1-l.x0))
	return l.t0 + sim.Time(q)
}

// leg finds the leg of an instant: of two that meet in it, the cluster.
func (a *axis) leg(t sim.Time) *leg { return &a.legs[a.index(t)] }

func (a *axis) index(t sim.Time) int {
	i := sort.Search(len(a.legs), func(i int) bool { return a.legs[i].t1 >= t })
	i = min(i, len(a.legs)-1)
	if i+1 < len(a.legs) && a.legs[i].gap && a.legs[i].t1 == t {
		i++
	}
	return i
}

// part is width·t/of, rounded down, without overflow.
func part(t, of sim.Time, width int) int {
	hi, lo := bits.Mul64(uint64(t), uint64(width))
	q, _ := bits.Div64(hi, lo, uint64(of))
	return int(q)
}
