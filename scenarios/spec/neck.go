package spec

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model"
)

// Bounds on necks.
const (
	maxRate    = 1_000_000_000_000 // bits per second
	maxQueue   = 1_000_000         // messages
	maxWaiting = 1_000_000_000_000 // bytes
)

// unit is a unit of a quantity, with its size.
type unit struct {
	name string
	size uint64
}

// quantity is a number with a unit: of bits per second, or of bytes.
type quantity struct {
	units   []unit // from small to large
	most    uint64
	bound   string // the same, as messages show it
	example string
}

func rates() *quantity {
	return &quantity{[]unit{{"bit", 1}, {"kbit", 1e3}, {"Mbit", 1e6}, {"Gbit", 1e9}, {"Tbit", 1e12}},
		maxRate, "1Tbit a second", "a rate such as 64kbit"}
}

func sizes() *quantity {
	return &quantity{[]unit{{"B", 1}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}},
		maxWaiting, "1TB", "a whole number of messages, or bytes such as 64kB"}
}

// text spells a quantity with the largest unit that says it exactly with three places.
func (q *quantity) text(u uint64) string {
	for i := len(q.units) - 1; i > 0; i-- {
		if size := q.units[i].size; u >= size && u%(size/1000) == 0 {
			s := fmt.Sprintf("%d.%03d", u/size, u%size/(size/1000))
			return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") + q.units[i].name
		}
	}
	return fmt.Sprintf("%d%s", u, q.units[0].name)
}

// quantity reads a number with a unit, more than 0; what names it in messages.
func (d *decoder) quantity(n *yaml.Node, what string, q *quantity) (uint64, bool) {
	s, ok := word(n)
	if !ok {
		d.expected(n, what, q.example)
		return 0, false
	}
	digit := strings.TrimLeft(s, "-0123456789.")
	num, name := s[:len(s)-len(digit)], digit
	negative := strings.HasPrefix(num, "-")
	whole, part, point := strings.Cut(strings.TrimPrefix(num, "-"), ".")
	u, good := digits(whole)
	good = good && (!point || part != "" && strings.Trim(part, "0123456789") == "")
	size := q.size(name)
	part = strings.TrimRight(part, "0")
	switch {
	case good && (negative || u == 0 && part == "") && (size > 0 || name == ""):
		d.wrong(n, what+" must be more than 0", "")
	case good && name == "":
		d.wrong(n, showValue(s)+" has no unit", "expected "+q.example)
	case !good || size == 0:
		d.wrong(n, "cannot read "+show(s)+" as a "+what, "units are "+q.unitNames())
	case u > q.most/size:
		d.wrong(n, what+" is more than "+q.bound, "")
	default:
		v, exact := scaled(u, part, size)
		switch {
		case !exact:
			d.wrong(n, show(s)+" is finer than 1"+q.units[0].name, "")
		case v > q.most:
			d.wrong(n, what+" is more than "+q.bound, "")
		default:
			return v, true
		}
	}
	return 0, false
}

// unitNames lists the units.
func (q *quantity) unitNames() string {
	names := make([]string, len(q.units))
	for i := range q.units {
		names[i] = q.units[i].name
	}
	return strings.Join(names, " ")
}

// size is that of a unit, 0 if there is none of that name.
func (q *quantity) size(name string) uint64 {
	for _, u := range q.units {
		if u.name == name {
			return u.size
		}
	}
	return 0
}

// scaled is whole.part units of a size, which is a power of ten.
func scaled(whole uint64, part string, size uint64) (v uint64, exact bool) {
	v = whole
	for range part {
		if size /= 10; size == 0 {
			return 0, false
		}
	}
	for i := range part {
		v = v*10 + uint64(part[i]-'0')
	}
	return v * size, true
}

// neck reads the narrowest place of a link: rate, queue, load and trace make one.
func (f *form) neck(to *model.Neck) (text string) {
	rate, trace := f.get("rate"), f.get("trace")
	if rate == nil && trace == nil {
		for _, key := range []string{"queue", "load"} {
			if f.get(key) != nil {
				f.d.wrong(f.keyNode(key), fmt.Sprintf("%q has no effect without %q", key, "rate"),
					"rate, queue and load are set together")
			}
		}
		return ""
	}
	if rate != nil && trace != nil {
		f.d.wrong(f.keyNode("trace"), "choose one of rate and trace", "")
		return ""
	}
	if trace != nil {
		text = "trace " + stem(trace.Value)
		if load := f.keyNode("load"); load != f.node {
			f.d.wrong(load, `"load" has no effect with a trace`, "")
		}
		to.Trace = f.d.trace(trace)
	} else {
		to.Rate, _ = f.d.quantity(rate, "rate", rates())
		text = "rate " + rates().text(to.Rate)
	}
	if n := f.get("queue"); n != nil {
		text += f.queue(n, to)
	}
	if n := f.get("load"); n != nil && trace == nil {
		text += f.load(n, to)
	}
	return text
}

// queue reads how much may wait: messages, or bytes.
func (f *form) queue(n *yaml.Node, to *model.Neck) (text string) {
	s, _ := word(n)
	before := f.d.rep.errs
	switch traced := f.get("trace") != nil; {
	case s == "0" && traced:
		to.Sharp = true
		return " queue 0"
	case s == "0" || strings.TrimRight(s, "kMGTB") == "0" && n.Style == 0:
		f.d.wrong(n, "nothing could ever pass", "expected a queue of 1 or more")
	case strings.HasSuffix(s, "B") && traced:
		f.d.wrong(n, "the queue of a trace counts messages", "expected a whole number")
	case strings.Trim(s, "-0123456789.") != "":
		to.Bytes, _ = f.d.quantity(n, "queue", sizes())
		return " queue " + sizes().text(to.Bytes)
	default:
		u, _ := f.d.whole(n, "queue", 1, maxQueue)
		to.Queue = uint32(u)
	}
	if f.d.rep.errs > before {
		return ""
	}
	return fmt.Sprintf(" queue %d", to.Queue)
}

// load reads the other traffic.
func (f *form) load(n *yaml.Node, to *model.Neck) (text string) {
	u, ok := f.d.quantity(n, "load", rates())
	to.Load = u
	const example = "expected a queue in bytes such as 64kB"
	switch {
	case !ok || to.Rate == 0:
	case to.Queue > 0:
		f.d.wrong(f.get("queue"), "other traffic is counted in bytes, so the queue must be", example)
	case u >= to.Rate && to.Bytes == 0:
		f.d.wrong(n, "a load of as much as the rate fills the queue for ever", example)
	}
	return " load " + rates().text(to.Load)
}
