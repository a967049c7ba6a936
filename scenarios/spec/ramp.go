package spec

import (
	"fmt"
	"math/big"
	"time"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/sim"
)

// Of ramps: the bound on their steps, how many they have by default, and how short one is at least
// then.
const (
	maxSteps     = 10_000
	defaultSteps = 30
	leastStep    = time.Millisecond
)

// slope is a ramp: what it goes from and to, and how.
type slope struct {
	from, to weather
	over     time.Duration
	step     time.Duration // 0: by default
	steps    int
}

// ramp reads a weather that goes from one to another in steps.
func (s *scenario) ramp(a *action, on model.LinkChange) []model.LinkChange {
	r := &slope{}
	before := s.rep.errs
	s.slopeTime(a, r)
	n := a.f.get("ramp")
	if n.Kind != yaml.MappingNode {
		s.d.expected(n, "ramp", "a mapping such as {from: {delay: 50ms}, to: {delay: 2s}}")
		return nil
	}
	f := s.d.form(n, levelRamp)
	f.require()
	if f.get("from") != nil && f.get("to") != nil {
		s.d.ends(f, r)
	}
	s.holds(a, "ramp", r.over)
	if s.rep.errs > before || !s.room(n, r.steps) {
		return nil
	}
	s.phases -= r.steps // they are counted with all others
	link := a.f.get("link").Value
	a.Text = fmt.Sprintf("%s from %s to %s over %s", link, r.from.text, r.to.text,
		sim.FormatSpan(r.over))
	phases := make([]model.Phase, 0, r.steps+1)
	for i := range r.steps {
		at := r.begin(i)
		phases = append(phases, model.Phase{Lasts: sim.ConstantLaw(r.begin(i+1) - at),
			Keys: r.to.keys, To: r.at(at)})
	}
	phases = append(phases, model.Phase{Keys: r.to.keys, To: r.to.to, Text: link + " " + r.to.text})
	return steady(on, phases)
}

// slopeTime reads how long a ramp and its steps take.
func (s *scenario) slopeTime(a *action, r *slope) {
	n := a.f.get("over")
	if n == nil {
		s.d.wrong(a.f.keyNode("ramp"), `ramp needs "over"`,
			"expected how long it takes, such as over: 30s")
		return
	}
	over, ok := s.d.positive(n, "over", `"over"`)
	if !ok {
		return
	}
	r.over, r.steps = over, int(min(defaultSteps, max(over/leastStep, 1)))
	if n = a.f.get("step"); n == nil {
		return
	}
	step, ok := s.d.positive(n, "step", `"step"`)
	switch {
	case !ok:
	case step > over:
		s.d.wrong(n, `"step" must not be longer than "over"`, "")
	case (over-1)/step+1 > maxSteps:
		s.d.wrong(n, fmt.Sprintf("a ramp of more than %d steps (the bound)", maxSteps), "")
	default:
		r.step, r.steps = step, int((over-1)/step+1)
	}
}

// begin is when a step begins; that of the number of steps is the ramp's end.
func (r *slope) begin(i int) time.Duration {
	if r.step == 0 {
		return r.over/time.Duration(r.steps)*time.Duration(i) +
			r.over%time.Duration(r.steps)*time.Duration(i)/time.Duration(r.steps)
	}
	return min(r.step*time.Duration(i), r.over)
}

// ends reads both ends of a ramp, which have the same keys.
func (d *decoder) ends(f *form, r *slope) {
	var forms [2]*form
	for i, key := range []string{"from", "to"} {
		n := f.get(key)
		if n.Kind != yaml.MappingNode {
			d.expected(n, key, "a mapping such as {delay: 50ms}")
			return
		}
		forms[i] = d.form(n, levelSlope)
		for _, p := range forms[i].pairs {
			if p.value.Kind == yaml.MappingNode {
				d.wrong(p.value, "a ramp of a law is not possible", "expected one value such as 50ms or 2%")
				return
			}
		}
	}
	for i, here := range forms {
		there := forms[1-i]
		for _, p := range here.pairs {
			switch other := there.get(p.key.Value); {
			case other == nil:
				d.wrong(p.key, fmt.Sprintf("%q is at one end of the ramp only", p.key.Value),
					"expected the same keys in from and to")
			case p.key.Value == "queue" && i == 1 && other.Value != p.value.Value:
				d.wrong(p.value, "the queue must be the same in from and to", "")
			}
		}
	}
	r.from, r.to = forms[0].weather(), forms[1].weather()
}

// at is the weather so long after the ramp's beginning.
func (r *slope) at(t time.Duration) model.Weather {
	w := r.from.to
	if r.to.keys&model.SetsDelay != 0 {
		a, _ := r.from.to.Delay.Constant()
		b, _ := r.to.to.Delay.Constant()
		w.Delay = sim.ConstantLaw(time.Duration(r.between(int64(a), int64(b), t)))
	}
	if r.to.keys&model.SetsLoss != 0 {
		w.Loss.Good = r.share(t)
	}
	a, b := &r.from.to.Neck, &r.to.to.Neck
	w.Neck.Rate = uint64(r.between(int64(a.Rate), int64(b.Rate), t))
	w.Neck.Load = uint64(r.between(int64(a.Load), int64(b.Load), t))
	return w
}

// between is the number between a and b at a moment, rounded down.
func (r *slope) between(a, b int64, t time.Duration) int64 {
	if a > b {
		return b + r.between(0, a-b, r.over-t)
	}
	return a + sim.NewRatio(uint64(t), uint64(r.over)).Of(b-a)
}

// share is the share lost at a moment.
func (r *slope) share(t time.Duration) sim.Ratio {
	from, to := rational(r.from.to.Loss.Good), rational(r.to.to.Loss.Good)
	part := big.NewRat(int64(t), int64(r.over))
	return ratioOf(from.Add(from, part.Mul(part, to.Sub(to, from))))
}

// rational is a share as a fraction.
func rational(r sim.Ratio) *big.Rat {
	num, den := r.Parts()
	return new(big.Rat).SetFrac(new(big.Int).SetUint64(num), new(big.Int).SetUint64(den))
}
