package plots

import (
	"slices"
	"strings"
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// sky is the weather of one direction of a lane's link, or of both if they are alike.
type sky struct {
	name  string
	usual weather // of the profile
	most  weather // what it is like between one change and another, if it comes back to that
	list  []spell // end to end, from the run's start to its end
	slow  bool    // its delay is not always the usual one
}

// spell is a stretch of one weather.
type spell struct {
	from, to sim.Time
	weather
	lasts time.Duration // 0: since the run's start, or to its end
	off   bool          // the device has no network, whatever the weather
}

// weather is what a link does: it loses so many millionths, takes its time, and may have a neck.
type weather struct {
	loss  uint32
	delay time.Duration
	rate  uint64
}

// directions are the courses of a link's weather, up and down.
type directions [2][]spell

// readSky finds the strips of the lanes. Weather that stays as the profile has it, without loss,
// needs none.
func (s *story) readSky() {
	if len(s.tl.Sky) == 0 {
		return
	}
	var links []directions // by client
	for i := range s.tl.Sky {
		in := &s.tl.Sky[i]
		if in.At > s.tl.End || int(in.Who) > s.tl.Cast.Clients.Len() {
			continue
		}
		for int(in.Who) >= len(links) {
			links = append(links, directions{})
		}
		addSky(&links[in.Who], in, s.tl.End)
	}
	var usual *weather
	if len(links) > 0 && len(links[timeline.Nobody][0]) > 0 {
		usual = &links[timeline.Nobody][0][0].weather
	}
	s.findPassing()
	for _, l := range s.lanes {
		if both := s.shared(l, links); both != nil {
			l.known = true
			l.skies = skies(both, usual)
		}
	}
}

// addSky begins another spell, if the weather is another one.
func addSky(link *directions, in *timeline.Sky, end sim.Time) {
	list := &link[0]
	if !in.Up {
		list = &link[1]
	}
	is := weather{in.Loss, in.Delay, in.Rate}
	if n := len(*list); n > 0 && (*list)[n-1].from == in.At {
		*list = (*list)[:n-1]
	}
	if n := len(*list); n > 0 {
		if (*list)[n-1].weather == is {
			(*list)[n-1].to, (*list)[n-1].lasts = end, 0 // what came between lasted no time
			return
		}
		(*list)[n-1].to = in.At
		if from := (*list)[n-1].from; from > 0 {
			(*list)[n-1].lasts = in.At.Sub(from)
		}
	}
	*list = append(*list, spell{from: in.At, to: end, weather: is})
}

// shared is the weather of a lane's link, nil if it is not known, or not the same for all of a
// crowd. Of a large crowd only the first members are known; the others share their weather unless a
// record says that one has its own.
func (s *story) shared(l *lane, links []directions) *directions {
	known := timeline.Node(len(links))
	if l.ids[0].First >= known || len(links[l.ids[0].First][0]) == 0 {
		return nil
	}
	first := &links[l.ids[0].First]
	for _, ids := range l.ids {
		for id := ids.First; id <= ids.Last && id < known; id++ {
			if !slices.Equal(links[id][0], first[0]) || !slices.Equal(links[id][1], first[1]) {
				return nil
			}
		}
	}
	if l.ids[len(l.ids)-1].Last < known {
		return first
	}
	for i := range s.tl.Records {
		r := &s.tl.Records[i]
		if r.Kind == timeline.Link && r.Who >= known && s.lane(r.Who) == l {
			return nil
		}
	}
	return first
}

// skies are the directions whose weather is worth a strip; one for both if they are alike.
func skies(link *directions, usual *weather) []*sky {
	names := [...]string{"uplink", "downlink"}
	both := link[:]
	if slices.Equal(link[0], link[1]) {
		names[0], both = "link", both[:1]
	}
	var list []*sky
	for i, spells := range both {
		if len(spells) == 0 {
			continue
		}
		p := &sky{name: names[i], usual: spells[0].weather, list: spells}
		if usual != nil {
			p.usual = *usual
		}
		p.most = prevailing(spells, weather{0, p.usual.delay, p.usual.rate})
		for k := range spells {
			p.slow = p.slow || spells[k].delay != p.usual.delay
		}
		if len(spells) > 1 || !p.calm(&spells[0].weather) {
			list = append(list, p)
		}
	}
	return list
}

// calm reports whether a weather is the usual one, and nothing is lost.
func (p *sky) calm(w *weather) bool {
	return w.loss == 0 && w.delay == p.usual.delay && w.rate == p.usual.rate
}

// quiet reports whether a weather is nothing new: the usual one, or the one it comes back to.
func (p *sky) quiet(w *weather) bool { return p.calm(w) || *w == p.most }

// prevailing is the weather that comes back and lasts longest in all; the one given if none does,
// or if that lasts longer.
func prevailing(list []spell, none weather) weather {
	sums, times := make(map[weather]sim.Time), make(map[weather]int)
	for i := range list {
		sums[list[i].weather] += list[i].to - list[i].from
		times[list[i].weather]++
	}
	best := none
	for i := range list {
		if w := list[i].weather; times[w] > 1 && sums[w] > sums[best] {
			best = w
		}
	}
	return best
}

// changes reports whether the weather of a strip changes at t.
func (p *sky) changes(t sim.Time) bool {
	_, found := slices.BinarySearchFunc(p.list, t, func(a spell, t sim.Time) int {
		return int(min(max(a.from-t, -1), 1))
	})
	return found
}

// told reports whether strips show what a record of a change of weather says, so that no shade has
// to: on the lane of one client, or on all lanes that it can concern.
func (s *story) told(r *timeline.Record, l *lane) bool {
	shows := func(l *lane) bool {
		return slices.ContainsFunc(l.skies, func(p *sky) bool { return p.changes(r.At) })
	}
	if l != nil && !l.crowd {
		return shows(l)
	}
	if r.Who != timeline.Nobody {
		return false
	}
	told := false
	text := show(s.tl.Words(r))
	for _, l := range s.lanes {
		if strings.HasPrefix(text, l.name+" ") || strings.HasPrefix(text, l.name+".") {
			return shows(l)
		}
	}
	for _, l := range s.lanes {
		told = told || shows(l)
		if !l.known {
			return false
		}
	}
	return told
}

// mostWeather is how many changes of weather one after the other, with nothing that a client does
// or hears between them, are all kept apart on the axis.
const mostWeather = 4

// findPassing finds the changes of weather in long rows, but for the first and the last of each. A
// row is of one client, or of links that several share.
func (s *story) findPassing() {
	rows := make(map[timeline.Node][]int)
	flush := func() {
		for who, row := range rows {
			if len(row) > mostWeather {
				s.passing = append(s.passing, row[1:len(row)-1]...)
			}
			delete(rows, who)
		}
	}
	for i := range s.tl.Records {
		switch r := &s.tl.Records[i]; r.Kind {
		case timeline.Link:
			rows[r.Who] = append(rows[r.Who], i)
		case timeline.Call, timeline.Callback, timeline.Network:
			if s.lane(r.Who) != nil {
				flush()
			}
		}
	}
	flush()
	slices.Sort(s.passing)
}

// crowded reports whether the i-th record is one of many changes of weather in a row.
func (s *story) crowded(i int) bool {
	_, found := slices.BinarySearch(s.passing, i)
	return found
}
