package model

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"roomsim/model/timeline"
)

// notice is a Notice made ready.
type notice struct {
	after time.Duration
	name  uint32 // in Cast.Notices
}

// placeNotices sorts the profile's local notices by the silence they wait for.
func (w *World) placeNotices() error {
	for _, n := range w.cfg.Settings.Notices {
		ids, ok := w.cfg.Cast.Notices.Find(n.Name)
		if !ok || n.After <= 0 || n.After > w.cfg.Settings.SilenceTimeout {
			return fmt.Errorf("a notice %q after %s, expected one of the cast within the time-out", n.Name,
				n.After)
		}
		w.notices = append(w.notices, notice{n.After, ids.First})
	}
	slices.SortStableFunc(w.notices, func(a, b notice) int { return cmp.Compare(a.after, b.after) })
	if len(w.notices) > 0 {
		w.warned = make([]uint32, len(w.stays))
	}
	return nil
}

// stage is how long a client's silence lasts when it matters next: to the next notice, or to the
// loss of the connection.
func (w *World) stage(i uint32) time.Duration {
	if w.warned != nil && int(w.warned[i]) < len(w.notices) {
		return w.notices[w.warned[i]].after
	}
	return w.cfg.Settings.SilenceTimeout
}

// silent tells the app what is due after a silence: the notices first, then the loss.
func (w *World) silent(i uint32, st *stay) {
	lasted := w.stage(i)
	for w.warned != nil && int(w.warned[i]) < len(w.notices) && w.stage(i) == lasted {
		w.emit(timeline.Record{Kind: timeline.Callback, Name: timeline.OnNotice, Who: st.client,
			Room: w.seats[st.seat].room, Arg: w.notices[w.warned[i]].name, Cause: st.heard})
		w.warned[i]++
	}
	if lasted == w.cfg.Settings.SilenceTimeout {
		w.stepClient(i, ConnectionLost, nil, st.heard)
		return
	}
	w.listenFor(i, st, w.stage(i)-lasted)
}
