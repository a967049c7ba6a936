package main

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
	"roomsim/sim/replicate"
)

// trial is what came of running an entry.
type trial struct {
	timeline *timeline.Timeline
	findings []expect.Finding
	size     size
	err      error // a quit: a signal, an overrun, a broken invariant
}

// passed reports whether there is nothing to say against a trial, as far as these of its findings
// tell. One that broke has none.
func (r *trial) passed(findings []expect.Finding, allowInconclusive bool) bool {
	var sum tallied
	sum.add(findings)
	return len(r.findings) > 0 && sum.status(allowInconclusive) == statusOK
}

// method is a way of running an entry.
type method func(*entry, model.Recording) (*timeline.Timeline, error)

// try runs an entry by a method and puts its claims to what came of it.
func (t *tool) try(e *entry, run method, record model.Recording) trial {
	if err := stopped(t.ctx); err != nil {
		return trial{err: err}
	}
	r := attempt(e, run, record)
	if r.err != nil || record == model.Everything || allPassed(ofOneRun(r.findings)) {
		return r
	}
	if full := attempt(e, run, model.Everything); full.err == nil { // it knows the whole why
		r.findings = full.findings
	}
	return r
}

// tryAlone is try in a new world, where nothing is lost if a signal ends the process meanwhile.
func (t *tool) tryAlone(e *entry, record model.Recording) trial {
	t.setIdle(true)
	defer t.setIdle(false)
	return t.try(e, fresh, record)
}

// attempt runs an entry by a method; what breaks comes back as the trial's error.
func attempt(e *entry, run method, record model.Recording) (r trial) {
	defer func() {
		if v := recover(); v != nil {
			r = trial{err: broken(e, v)}
		}
	}()
	tl, err := run(e, record)
	if err != nil {
		return trial{err: overrun(e, err)}
	}
	return trial{timeline: tl, findings: expect.Check(e.Claims, e.Config.Marks, tl), size: sizeOf(tl)}
}

// fresh runs an entry in a new world.
func fresh(e *entry, record model.Recording) (*timeline.Timeline, error) {
	return e.World(record).Run(e.Seed, 0)
}

// memory is that of the world which ran last, for the next one: a method that keeps no timeline.
type memory struct{ world *model.World }

// fresh runs an entry in a new world that takes over the memory of the one before.
func (m *memory) fresh(e *entry, record model.Recording) (*timeline.Timeline, error) {
	w := e.World(record)
	if m.world != nil {
		w.TakeOver(m.world)
	}
	m.world = w
	return w.Run(e.Seed, 0)
}

// speech is the least recording that people's formats and claims need: messages are left out, and
// beats too unless a claim or a mark speaks of them.
func (e *entry) speech() model.Recording {
	beats := false
	see := func(p *timeline.Pattern) { beats = beats || p.Name == timeline.ServerBeat || p.Name == 0 }
	for i := range e.Config.Marks {
		if rule := &e.Config.Marks[i]; !rule.Action {
			see(&rule.Pattern)
		}
	}
	for i := range e.Claims {
		switch c := &e.Claims[i]; {
		case c.Never != nil:
			see(&c.Never.Pattern)
		case c.Count != nil:
			see(&c.Count.Pattern)
		case c.Order != nil:
			for k := range c.Order.Steps {
				if step := &c.Order.Steps[k]; step.Mark == "" {
					see(&step.Pattern)
				}
			}
		}
	}
	if beats {
		return model.Everything
	}
	return model.Callbacks
}

// overrun puts the error of a run that would not end into words.
func overrun(e *entry, err error) error {
	var q *quit
	if errors.As(err, &q) {
		return q
	}
	return wrongInput("%s: scenario %s: %s", timeline.LineStart(e.File), e.Name, err)
}

// broken puts a panic into words: the simulator is wrong.
func broken(e *entry, v any) error {
	stack := debug.Stack()
	if p, ok := v.(*replicate.Panic); ok {
		v, stack = p.Value, p.Stack
	}
	text := fmt.Sprintf("the simulator is wrong: %v\n  scenario %s, seed %d\n  again %s", v, e.Name,
		e.Seed, e.again)
	if !invariant(v) {
		text += "\n\n" + string(stack)
	}
	return &quit{status: statusSimulator, text: text}
}

// invariant reports whether a panic says by itself what is wrong; of others the stack tells more.
func invariant(v any) bool {
	switch v := v.(type) {
	case difference:
		return true
	case string:
		return strings.HasPrefix(v, "model: ") || strings.HasPrefix(v, "sim: ")
	}
	return false
}
