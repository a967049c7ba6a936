package plots

import (
	"strconv"
	"strings"
)

// skyWord says one thing about a weather.
type skyWord struct{ long, short string }

// words say what a weather is: one that is nothing new, as far as that is out of the ordinary, and
// on a link that is slow at times its delay in any case; another one, as far as it is new.
func (p *sky) words(w *weather) []skyWord {
	from, quiet := p.most, p.quiet(w)
	if quiet {
		from = p.usual
		from.loss = 0
	}
	var list []skyWord
	if w.loss != from.loss {
		list = append(list, skyWord{"loss " + percent(w.loss), percent(w.loss)})
	}
	if w.loss == all {
		return list
	}
	if w.delay != from.delay || quiet && p.slow && p.calm(w) {
		list = append(list, skyWord{roughly(w.delay), roughly(w.delay)})
	}
	if w.rate != from.rate {
		list = append(list, skyWord{bitrate(w.rate), bitrate(w.rate)})
	}
	return list
}

// all is the loss of a link that lets nothing through, in millionths.
const all = 1_000_000

// joined makes one text of words, long or short.
func joined(words []skyWord) (long, short string) {
	var longs, shorts []string
	for _, w := range words {
		longs, shorts = append(longs, w.long), append(shorts, w.short)
	}
	return strings.Join(longs, " · "), strings.Join(shorts, " · ")
}

// between words what several weathers lie between.
func (p *sky) between(r *bounds) []string {
	var list []string
	if r.most.loss > 0 {
		list = append(list, "loss "+spread(strings.TrimSuffix(percent(r.least.loss), "%"),
			strings.TrimSuffix(percent(r.most.loss), "%"))+"%")
	}
	if r.most.delay != r.least.delay {
		list = append(list, spread(roughly(r.least.delay), roughly(r.most.delay)))
	}
	if len(list) == 0 {
		return nil
	}
	return []string{strings.Join(list, " · "), list[0]}
}

func spread(a, b string) string {
	if a == b {
		return a
	}
	return a + "…" + b
}

// percent says a share in millionths, in three digits or so; all is said only of all.
func percent(loss uint32) string {
	step := uint32(1)
	switch {
	case loss >= 10_000:
		step = 1000
	case loss >= 1000:
		step = 100
	}
	n := (loss + step/2) / step * step
	if n >= all && loss < all {
		n = 999_000
	}
	s := strconv.FormatUint(uint64(n/10_000), 10)
	if rest := n % 10_000; rest > 0 {
		s += "." + strings.TrimRight(strconv.FormatUint(uint64(10_000+rest), 10)[1:], "0")
	}
	return s + "%"
}

// bitrate says a rate: "64kbit/s"; 0 is none.
func bitrate(r uint64) string {
	if r == 0 {
		return "unlimited"
	}
	for _, u := range [...]struct {
		size uint64
		name string
	}{{1e9, "Gbit/s"}, {1e6, "Mbit/s"}, {1e3, "kbit/s"}} {
		if r >= u.size {
			tenths := r / (u.size / 10)
			s := strconv.FormatUint(tenths/10, 10)
			if tenths%10 > 0 && tenths < 1000 {
				s += "." + strconv.FormatUint(tenths%10, 10)
			}
			return s + u.name
		}
	}
	return strconv.FormatUint(r, 10) + "bit/s"
}
