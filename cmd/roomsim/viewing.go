package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/model/timeline"
	"roomsim/plots"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// viewing says what of a run a chart is to show: whom, and from when until when.
type viewing struct{ only, from, until once }

// add adds the flags to a command.
func (v *viewing) add(cmd *cobra.Command) {
	v.only = once{kind: "A,B", check: func(s string) error {
		if slices.Contains(strings.Split(s, ","), "") {
			return fmt.Errorf("%q has an empty name; expected names such as A,B or crowd-7", s)
		}
		return nil
	}}
	moment := once{kind: "T", check: func(s string) error {
		if _, err := expect.ParseTerm(s); err != nil {
			return fmt.Errorf("%q: %w", s, err)
		}
		return nil
	}}
	v.from, v.until = moment, moment
	cmd.Flags().Var(&v.only, "only",
		"draw only these clients, crowds or members of crowds: names with commas between")
	completeWith(cmd, "only", ofScenario(clientNames))
	cmd.Flags().Var(&v.from, "from", "draw from T on: 60s from the start, T3, or T3 - 1s")
	cmd.Flags().Var(&v.until, "until", "draw until T: 2m from the start, T4', or T3 + 90s")
}

// aim tells a chart of the runs of some entries what the flags say. Of several runs it shows from
// the earliest of their instants to the latest.
func (v *viewing) aim(list []*entry, runs []*timeline.Timeline, opt *plots.Options) error {
	if v.only.given {
		opt.Only = strings.Split(v.only.value, ",")
		for _, name := range opt.Only {
			if err := known(name, runs); err != nil {
				return err
			}
		}
	}
	first := slices.MinFunc(runs, func(a, b *timeline.Timeline) int {
		return cmp.Compare(a.End, b.End)
	})
	from, _, err := v.from.instants("--from", list, runs)
	if err != nil {
		return err
	}
	_, until, err := v.until.instants("--until", list, runs)
	switch {
	case err != nil:
		return err
	case v.from.given && from >= first.End:
		return wrongInput("--from %s is %s, and %s ends at %s; expected an earlier instant",
			timeline.Show(v.from.value), from, first.Scenario, first.End)
	case v.until.given && v.from.given && until <= from:
		return wrongInput("--until %s is %s, not after --from %s, which is %s; expected a later instant",
			timeline.Show(v.until.value), until, timeline.Show(v.from.value), from)
	case v.until.given && until <= 0:
		return wrongInput("--until %s is %s; expected an instant after the start",
			timeline.Show(v.until.value), until)
	}
	opt.From = max(from, 0)
	if v.until.given {
		opt.Until = until
	}
	return nil
}

// known refuses a name that no client or crowd of the runs has.
func known(name string, runs []*timeline.Timeline) error {
	var names []string
	for _, tl := range runs {
		clients := &tl.Cast.Clients
		if _, ok := clients.Find(name); ok {
			return nil
		}
		clients.Groups(func(group string, ids timeline.Span, crowd bool) bool {
			names = append(names, group)
			if crowd {
				names = append(names, clients.Name(ids.Last))
			}
			return true
		})
	}
	return wrongInput("--only: no client or crowd is called %q%s", name, nearOr(name, names))
}

// nearOr suggests what is like a name, or lists all that there are if they are few.
func nearOr(name string, names []string) string {
	if hint := near(name, names); hint != "" || len(names) == 0 || len(names) > mostHinted {
		return hint
	}
	return "; expected " + listed(names, "or")
}

// instants gives the earliest and the latest instant that a flag names in runs, 0 if it is not
// given.
func (o *once) instants(flag string, list []*entry, runs []*timeline.Timeline) (first,
	last sim.Time, err error) {
	if !o.given {
		return 0, 0, nil
	}
	term, bad := expect.ParseTerm(o.value)
	if bad != nil {
		panic("roomsim: a flag that was not checked: " + bad.Error())
	}
	first, last = math.MaxInt64, math.MinInt64
	for i, tl := range runs {
		var since sim.Time
		if term.Mark != "" {
			r, found := marked(list[i], tl, term.Mark)
			if found != nil {
				err = found
				continue
			}
			since = r.At
		}
		t := since + sim.Time(term.Span)
		first, last = min(first, t), max(last, t)
	}
	if first > last {
		return 0, 0, wrongInput("%s %s: %s", flag, timeline.Show(o.value), err)
	}
	return first, last, nil
}

// marked gives the record that a mark names in a run.
func marked(e *entry, tl *timeline.Timeline, name string) (*timeline.Record, error) {
	if r := tl.Mark(name); r != nil {
		return r, nil
	}
	names := e.markNames()
	if slices.Contains(names, name) {
		return nil, fmt.Errorf("mark %s never came in %s", name, e.Name)
	}
	return nil, fmt.Errorf("%s has no mark %q%s", e.Name, name, nearOr(name, names))
}

// markNames lists the marks of a scenario.
func (e *entry) markNames() []string {
	var names []string
	for i := range e.Config.Marks {
		names = append(names, e.Config.Marks[i].Name)
	}
	return names
}

// mostHinted is how many names an error lists.
const mostHinted = 12

// recordOrMark accepts 53, #53 and T4'.
func recordOrMark(s string) error {
	if _, err := expect.ParseMark(s); err == nil {
		return nil
	}
	return recordNumber(s)
}

// wanted gives the record that --why names in a run: by its number or by a mark.
func (e *entry) wanted(tl *timeline.Timeline, why string) (*timeline.Record, error) {
	if mark, err := expect.ParseMark(why); err == nil {
		r, err := marked(e, tl, mark)
		if err != nil {
			return nil, wrongInput("--why: %s", err)
		}
		return r, nil
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(why, "#"), 10, 32)
	if err != nil {
		return nil, wrongUsage("--why: %s", err)
	}
	r := tl.ByN(uint32(n))
	if r == nil {
		return nil, wrongInput("%s has no record #%d; expected 1 to %d", e.Name, n, tl.Total)
	}
	return r, nil
}
