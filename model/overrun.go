package model

import (
	"cmp"
	"fmt"
	"slices"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// Bounds of a run besides Config.MaxEvents, so that no scenario can take the machine.
const (
	sameInstant = 1_000_000  // events that one instant schedules for itself
	maxRecords  = 32_000_000 // records stored, 40 bytes each
)

// Overrun is the error of a run that would not end.
type Overrun struct {
	At  sim.Time
	Msg string
}

// Error says what ran over, when, and what was busiest then.
func (o *Overrun) Error() string { return o.Msg }

// untilNextLook is how many events may pass before overrun looks again.
func (w *World) untilNextLook() uint64 {
	return min(1024, w.cfg.MaxEvents+1-w.agenda.Events())
}

// overrun says which bound was passed, nil if none was.
func (w *World) overrun() error {
	var what string
	switch {
	case w.agenda.Same() > sameInstant:
		what = fmt.Sprintf("%d events at %s without time moving on", sameInstant, w.now)
	case w.agenda.Events() > w.cfg.MaxEvents:
		what = fmt.Sprintf("more than %d events (--max-events) at %s", w.cfg.MaxEvents, w.now)
	case len(w.tl.Records) > maxRecords:
		what = fmt.Sprintf("more than %d records at %s", maxRecords, w.now)
	default:
		return nil
	}
	return &Overrun{w.now, what + w.busiest()}
}

// busiest names what was sent most among the last records, "" if none are stored.
func (w *World) busiest() string {
	type sender struct {
		who  timeline.Node
		name timeline.Name
	}
	var sent []sender
	for _, r := range w.tl.Records[max(0, len(w.tl.Records)-10_000):] {
		if r.Kind == timeline.Sent {
			sent = append(sent, sender{r.Who, r.Name})
		}
	}
	slices.SortFunc(sent, func(a, b sender) int {
		return cmp.Or(cmp.Compare(a.who, b.who), cmp.Compare(a.name, b.name))
	})
	var best sender
	most := 0
	for i := 0; i < len(sent); {
		k := i
		for k < len(sent) && sent[k] == sent[i] {
			k++
		}
		if k-i > most {
			best, most = sent[i], k-i
		}
		i = k
	}
	if most == 0 {
		return ""
	}
	return fmt.Sprintf("; busiest: %s messages from %s", best.name,
		timeline.Show(w.cfg.Cast.Who(best.who)))
}
