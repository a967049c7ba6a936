package spec

import (
	"fmt"
	"slices"
	"time"

	"gopkg.in/yaml.v3"

	"roomsim/sim"
)

// lawForm is a law of spans and the keys that make it, all of which it needs.
type lawForm struct {
	name string
	keys []string
	low  bool // its least span is a key of its own: min
}

var lawForms = []lawForm{
	{"constant", []string{"value"}, false},
	{"uniform", []string{"min", "max"}, true},
	{"normal", []string{"mean", "sd"}, false},
	{"lognormal", []string{"mean", "sd"}, false},
	{"pareto", []string{"min", "alpha"}, true},
	{"exponential", []string{"mean"}, false},
	{"table", []string{"file", "mean", "sd"}, false},
}

// maxAlpha bounds the exponent of a pareto law, in thousandths.
const maxAlpha = 1_000_000

// lawNames lists the laws.
func lawNames() []string {
	names := make([]string, len(lawForms))
	for i := range lawForms {
		names[i] = lawForms[i].name
	}
	return names
}

// delay reads a delay: a span, or a law, whose luck may carry over from one draw to the next.
func (d *decoder) delay(n *yaml.Node) (law sim.Law, memory sim.Correlation) {
	law = d.spans(n, "delay")
	if n.Kind != yaml.MappingNode {
		return law, memory
	}
	for _, p := range pairs(n) {
		if p.key.Value == "correlation" {
			share, _ := d.share(p.value, "correlation")
			memory = sim.CorrelationOf(share)
		}
	}
	return law, memory
}

// length reads how long something lasts: a span, or a law.
func (d *decoder) length(n *yaml.Node, what string) sim.Law {
	if n.Kind == yaml.MappingNode {
		for _, p := range pairs(n) {
			if p.key.Value == "correlation" {
				d.wrong(p.key, `"correlation" has no meaning for `+what, "")
			}
		}
	}
	return d.spans(n, what)
}

// spans reads a span of more than 0, or a law of spans; what names it in messages.
func (d *decoder) spans(n *yaml.Node, what string) sim.Law {
	if n.Kind != yaml.MappingNode {
		least, _ := d.positive(n, what, what)
		return sim.ConstantLaw(least)
	}
	f := d.form(n, levelLaw)
	f.require()
	if f.get("law") == nil {
		return sim.Law{}
	}
	kind, ok := d.choice(f.get("law"), "law", lawNames())
	if !ok {
		return sim.Law{}
	}
	form := &lawForms[kind]
	for _, p := range f.pairs {
		key, optional := p.key.Value, p.key.Value == "floor" || p.key.Value == "correlation"
		switch {
		case key == "law" || slices.Contains(form.keys, key):
		case optional && kind != 0:
		default:
			d.wrong(p.key, fmt.Sprintf("%q has no meaning for %s", key, form.name), "")
			return sim.Law{}
		}
	}
	before := d.rep.errs
	law := f.law(form)
	if d.rep.errs == before {
		law = f.floor(form, law)
	}
	return law
}

// law reads the parameters of a law.
func (f *form) law(form *lawForm) sim.Law {
	span := func(key string) time.Duration { return f.lawSpan(form.name, key) }
	switch form.name {
	case "constant":
		return sim.ConstantLaw(span("value"))
	case "uniform":
		least, most := span("min"), span("max")
		if least > most && most > 0 {
			f.d.wrong(f.get("min"), "uniform: min must not be more than max", "")
		}
		return sim.UniformLaw(min(least, most), most)
	case "normal":
		mean, sd := span("mean"), span("sd")
		if mean > 0 && sd >= mean {
			f.raised(mean)
		}
		return sim.NormalLaw(mean, sd)
	case "lognormal":
		mean, sd := span("mean"), span("sd")
		return sim.LognormalLaw(max(mean, 1), sd)
	case "pareto":
		least := span("min")
		return sim.ParetoLaw(max(least, 1), f.alpha())
	case "exponential":
		return sim.ExponentialLaw(max(span("mean"), 1))
	}
	table, mean, sd := f.table(), span("mean"), span("sd")
	if table == nil {
		return sim.Law{}
	}
	return sim.TableLaw(table, mean, sd)
}

// lawSpan reads a required span of a law, more than 0.
func (f *form) lawSpan(law, key string) time.Duration {
	n := f.get(key)
	if n == nil {
		f.lacks(law, key, "a duration such as 50ms")
		return 0
	}
	span, _ := f.d.positive(n, key, law+": "+key)
	return span
}

// lacks reports a key that a law needs.
func (f *form) lacks(law, key, what string) {
	f.d.wrong(f.node, fmt.Sprintf("%s needs %q", law, key), "expected "+what)
}

// alpha reads the exponent of a pareto law, in thousandths. One of at most 1 makes the mean
// infinite.
func (f *form) alpha() uint32 {
	n := f.get("alpha")
	if n == nil {
		f.lacks("pareto", "alpha", "a number such as 1.5")
		return 1
	}
	milli, ok := f.d.milli(n, "pareto: alpha", 1, maxAlpha)
	if !ok {
		return 1
	}
	if milli <= 1000 {
		f.d.warn(n, "pareto: the mean is infinite",
			"spans are cut at 30 days; one of alpha above 1 is finite")
	}
	return milli
}

// floor reads what spans are raised to.
func (f *form) floor(form *lawForm, law sim.Law) sim.Law {
	n := f.get("floor")
	if n == nil {
		return law
	}
	least, ok := f.d.positive(n, "floor", "floor")
	if !ok {
		return law
	}
	low, _ := f.bound("min")
	most, bounded := f.bound("max")
	switch {
	case form.low && least <= low:
		f.d.wrong(n, `"floor" has no effect: nothing is below min`, "")
	case bounded && least >= most:
		f.d.wrong(n, form.name+": floor must be less than max", "")
	}
	return law.WithFloor(least)
}

// raised warns of a normal law whose draws are often below what they may be.
func (f *form) raised(mean time.Duration) {
	least := "1ns"
	if floor, ok := f.bound("floor"); ok {
		least = "the floor (" + sim.FormatSpan(floor) + ")"
	}
	f.d.warn(f.get("sd"), fmt.Sprintf("normal: draws below %s are raised to it, so the mean is "+
		"more than %s", least, sim.FormatSpan(mean)), "lognormal is never below 0")
}

// bound reads a span that was read before.
func (f *form) bound(key string) (time.Duration, bool) {
	n := f.get(key)
	if n == nil {
		return 0, false
	}
	return (&decoder{rep: &report{}}).span(n, key)
}
