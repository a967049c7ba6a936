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
	watched     = 10_000     // events watched to name the busiest sender
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
	w.tl.Events = w.agenda.Events()
	over := &Overrun{At: w.now, Msg: what}
	over.Msg += w.busiest()
	return over
}

// busiest names what clients send most, or the weather, in the events that come next, "" if nothing
// is. They are handled for that alone: no run has to remember who sent what in case it does not
// end.
func (w *World) busiest() string {
	ended, deaf, store := w.tl, w.deaf, w.store
	defer func() { w.tl, w.deaf, w.store = ended, deaf, store }()
	w.tl.Records, w.deaf = nil, false
	w.store = [len(store)]bool{timeline.Sent: true, timeline.Link: true}
	for range watched {
		ev, ok := w.agenda.Next(w.cfg.End)
		if !ok {
			break
		}
		w.now = w.agenda.Now()
		w.handle(ev)
	}
	type sender struct {
		who  timeline.Node
		name timeline.Name
	}
	var sent []sender
	for _, r := range w.tl.Records {
		if r.Who != timeline.Server { // it only answers
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
	if best.name == timeline.WeatherSet || best.name == timeline.WeatherEnd {
		return "; busiest: weather that comes and goes"
	}
	return fmt.Sprintf("; busiest: %s messages from %s", best.name,
		timeline.Show(w.cfg.Cast.Who(best.who)))
}

// mostUnderWay names what most messages under way are, and whose if one client sent most of them.
func (w *World) mostUnderWay() string {
	var names [1 << 8]int
	clients := make([]int, len(w.clients))
	for i := range w.parcels {
		names[w.parcels[i].name]++
	}
	name := timeline.MsgLogin
	for n := name; n <= timeline.MsgKick; n++ {
		if names[n] > names[name] {
			name = n
		}
	}
	most := uint32(0)
	for i := range w.parcels {
		if p := &w.parcels[i]; p.name == name {
			id := w.stays[p.stay].client
			if clients[id]++; clients[id] > clients[most] {
				most = id
			}
		}
	}
	text := fmt.Sprintf("; most are %s messages", name)
	if 2*clients[most] > names[name] {
		way := " to "
		if name.Up() {
			way = " from "
		}
		text += way + timeline.Show(w.cfg.Cast.Who(most))
	}
	return text
}
