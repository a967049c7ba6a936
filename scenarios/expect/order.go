package expect

import (
	"strconv"

	"roomsim/model/timeline"
)

// order looks for the steps one behind the other.
func (c *checker) order(f *Finding, o *Order) {
	f.Verdict = Inconclusive
	var before *timeline.Record // the record of the step before
	for i := range o.Steps {
		step := &o.Steps[i]
		f.Want = c.stepWords(step)
		r := c.next(step, before)
		if before != nil {
			f.When = "after " + c.nameAt(before)
		}
		if r == nil {
			c.noStep(f, step, before)
			return
		}
		c.decides(f, r)
		if before != nil && r.N <= before.N {
			f.Verdict, f.Off = Fail, "not behind "+c.ref(before.N)
			f.Measured = step.Mark + " " + f.Got + ", " + f.Off
			f.Value = add(f.Value, ", ", step.Mark+" before them")
			return
		}
		f.Measured = add(f.Measured, " → ", c.ref(r.N))
		f.Value = add(f.Value, ", ", since(before, r))
		before = r
	}
	if before != nil {
		f.Verdict = Pass
	}
}

// next returns the record of a step: its mark's, or the first match behind the step before.
func (c *checker) next(step *Step, before *timeline.Record) *timeline.Record {
	if step.Mark != "" {
		return c.mark(step.Mark)
	}
	i := 0
	if before != nil {
		i = c.behind(before.N)
	}
	for ; i < len(c.tl.Records); i++ {
		if r := &c.tl.Records[i]; step.Pattern.Match(c.tl, r) {
			return r
		}
	}
	return nil
}

// since says how long behind the step before a step came: "first", "0.100s later".
func since(before, r *timeline.Record) string {
	if before == nil {
		return "first"
	}
	return (r.At - before.At).String() + " later"
}

// noStep says that a step did not come: a failure, unless it was the first.
func (c *checker) noStep(f *Finding, step *Step, before *timeline.Record) {
	f.Got, f.Record, f.At = c.nothing(), 0, 0
	if before != nil {
		f.Verdict = Fail
		f.Measured = add(f.Measured, " → ", "nothing")
		f.Value = add(f.Value, ", ", "nothing")
		c.clue, c.clueName = before, "the step before"
		return
	}
	f.Verdict = Inconclusive
	f.Off = "the first step never came"
	f.Measured = f.Off
	if rule := c.rule(step.Mark); rule != nil {
		c.lastOf(&rule.Pattern)
	} else if step.Mark == "" {
		c.lastOf(&step.Pattern)
	}
}

func (c *checker) stepWords(step *Step) string {
	if step.Mark != "" {
		return c.describeMark(step.Mark)
	}
	return c.words(step.PatternText, &step.Pattern)
}

func add(list, separator, item string) string {
	if list == "" {
		return item
	}
	return list + separator + item
}

// sequence compares a client's reasons, or each crowd member's, with those that it must receive.
func (c *checker) sequence(f *Finding, s *Sequence) {
	who := s.Who
	if who.Any() {
		who = timeline.Span{First: 1, Last: uint32(c.tl.Cast.Clients.Len())}
	}
	heard := make([]uint32, who.Len()) // by member
	for i := range c.tl.Records {
		r := &c.tl.Records[i]
		if r.Kind != timeline.Callback || r.Name != timeline.OnRoomStateChanged ||
			!who.Has(r.Who) || !s.Room.Has(r.Room) {
			continue
		}
		n := &heard[r.Who-who.First]
		if int(*n) == len(s.Is) || s.Is[*n] != r.Reason {
			c.unlike(f, s, r, int(*n))
			return
		}
		*n++
	}
	for i, n := range heard {
		if int(n) < len(s.Is) {
			c.short(f, s, who.First+uint32(i), int(n))
			return
		}
	}
	f.Verdict = Pass
	f.Want = nameOf(&c.tl.Cast.Clients, who) + c.stateChanged() + c.reasons(s.Is)
	f.Got, f.Measured = "these", "these and no others"
}

// unlike says that r came where reason n was expected, or none.
func (c *checker) unlike(f *Finding, s *Sequence, r *timeline.Record, n int) {
	f.Verdict = Fail
	c.decides(f, r)
	c.wantReason(f, s, r.Who, n)
	f.Off = c.tl.Cast.Labels.Reason(r.Reason) + " instead"
	if n == len(s.Is) {
		f.Off = c.tl.Cast.Labels.Reason(r.Reason) + " is one too many"
	}
	f.Measured, f.Value = f.Got+", "+f.Off, f.Off+" as number "+strconv.Itoa(n+1)
}

// short says that a client received its first n reasons and no more.
func (c *checker) short(f *Finding, s *Sequence, who timeline.Node, n int) {
	f.Verdict = Fail
	c.wantReason(f, s, who, n)
	f.Got = c.nothing()
	f.Measured = c.client(who) + " heard " + strconv.Itoa(n) + " of " + strconv.Itoa(len(s.Is))
	c.lastOf(&timeline.Pattern{Who: timeline.Span{First: who, Last: who}})
}

// wantReason says what a client should have received behind its first n reasons.
func (c *checker) wantReason(f *Finding, s *Sequence, who timeline.Node, n int) {
	if n == len(s.Is) {
		f.Want = c.client(who) + c.stateChanged() + "no more"
		f.When = "after " + strconv.Itoa(n) + " of them"
		return
	}
	f.Want = c.client(who) + c.stateChanged() + c.tl.Cast.Labels.Reason(s.Is[n])
	f.When = "as number " + strconv.Itoa(n+1) + " of " + strconv.Itoa(len(s.Is))
}

func (c *checker) client(who timeline.Node) string {
	return nameOf(&c.tl.Cast.Clients, timeline.Span{First: who, Last: who})
}

// stateChanged is what the callback of reasons is called, between blanks.
func (c *checker) stateChanged() string {
	return " " + c.tl.Cast.Labels.Name(timeline.OnRoomStateChanged) + " "
}

// reasons lists reasons as people see them.
func (c *checker) reasons(list []timeline.Reason) string {
	if len(list) == 0 {
		return "not at all"
	}
	text := ""
	for _, r := range list {
		text = add(text, ", ", c.tl.Cast.Labels.Reason(r))
	}
	return text
}
