package timeline

import (
	"time"

	"roomsim/sim"
)

// Step is one record of a chain of causes, told in order.
type Step struct {
	Record *Record
	Words  string        // what Say says of it, and of others like it
	Gap    time.Duration // since the record that led to it; 0: none, or the first cause
	Made   string        // what made the gap: "on B.down", "server.fanout"; "": nothing tells
	Beside bool          // no cause, but what silenced someone meanwhile
}

// Tell gives the chain of causes of r, the first cause first and r last. Where a silence is a cause
// (a seat expires, a client hears nothing, attempts go unanswered) it also tells what silenced
// whom, between the last word and what came of the silence. Waits name the settings that made the
// gaps; a gap that none of them makes exactly is left unnamed.
func (t *Timeline) Tell(r *Record, waits Waits) []Step {
	chain := t.Chain(r)
	var steps []Step
	for i := len(chain) - 1; i >= 0; i-- {
		steps = append(steps, t.TellOne(chain[i], waits)...)
	}
	return steps
}

// TellOne gives the end of what Tell gives: what silenced someone between the cause of r and r,
// and r last.
func (t *Timeline) TellOne(r *Record, waits Waits) []Step {
	var steps []Step
	step := Step{Record: r, Words: t.Say(r)}
	if cause := t.ByN(r.Cause); cause != nil {
		step.Gap = r.At.Sub(cause.At)
		g := gap{t: t, cause: cause, r: r, span: step.Gap, waits: waits}
		step.Made = g.made()
		steps = t.meanwhile(&g)
	}
	return append(steps, step)
}

// Since gives how long after another record r came, in the notation of a scenario file: "+90s".
func (s *Step) Since() string {
	if s.Gap == 0 {
		return ""
	}
	return "+" + sim.FormatSpan(s.Gap)
}

// meanwhile tells what silenced a client in a gap that is a silence: its network and app, what the
// server and the links did, and the messages that were lost, those of one kind together.
func (t *Timeline) meanwhile(g *gap) []Step {
	h := hush{t: t, room: g.r.Room, both: true, who: g.r.Who}
	switch {
	case g.span == 0:
		return nil
	case g.r.Kind == ServerDid && g.r.Name == ServerExpire:
		h.both, h.who = false, t.sender(g.cause)
	case g.r.Kind == Sent && g.r.Name == MsgLogin && g.cause.Kind == Callback:
	case g.r.Kind != Callback, g.r.Name == OnRoomTokenWillExpire,
		g.r.Name == OnRoomOnlineUserCountUpdate, g.cause.Kind == Network:
		return nil
	}
	if h.who == Nobody {
		return nil
	}
	between := t.after(g.cause)
	for i := range between {
		if between[i].N >= g.r.N {
			break
		}
		h.see(&between[i])
	}
	return h.told()
}

// sender returns the client whose message led to a server's record, Nobody if that is not stored.
func (t *Timeline) sender(r *Record) Node {
	for ; r != nil && r.Kind == ServerDid; r = t.ByN(r.Cause) {
	}
	if r == nil || r.Kind != Delivered {
		return Nobody
	}
	return r.Peer
}

// hush gathers what kept a client silent, or others from being heard by it.
type hush struct {
	t     *Timeline
	who   Node
	room  uint32
	both  bool // messages to the client count too
	seen  []hushed
	skies bool // the weather took one of the messages
}

// hushed is a record, or the first of several that are alike.
type hushed struct {
	r, last *Record
	times   uint32
}

// see takes a record in if it is one that silences.
func (h *hush) see(r *Record) {
	switch r.Kind {
	case Network, Note:
		if r.Who != h.who || r.Name == Remark || r.Flag&Ineffective != 0 {
			return
		}
	case Link:
		if r.Who != h.who && r.Who != Nobody {
			return
		}
	case ServerDid:
		if r.Name < ServerStop || r.Flag&Ineffective != 0 {
			return
		}
	case Callback:
		if h.both || r.Who != h.who || r.Name != OnRoomStateChanged || r.Room != h.room {
			return
		}
	case Dropped:
		why := r.Flag & whys
		mine := r.Who == h.who || h.both && r.Peer == h.who
		if !mine || why == Doubled {
			return
		}
		h.skies = h.skies || why&Lost != 0
	default:
		return
	}
	h.add(r)
}

// add appends a record, or counts it with one that is like it.
func (h *hush) add(r *Record) {
	for i := range h.seen {
		s := &h.seen[i]
		alike := r.Kind == s.r.Kind && r.Name == s.r.Name && r.Who == s.r.Who &&
			r.Flag&whys == s.r.Flag&whys
		if alike && (r.Kind == Dropped || r.Kind == Link) {
			s.times++
			s.last = r
			return
		}
	}
	h.seen = append(h.seen, hushed{r, r, 1})
}

// told gives what was gathered as steps. The weather is told of only if it took a message.
func (h *hush) told() []Step {
	var steps []Step
	for _, s := range h.seen {
		if s.r.Kind == Link && !h.skies {
			continue
		}
		text := h.t.Say(s.r)
		if s.times > 1 {
			text += ", and " + string(appendNumber(nil, s.times-1)) + " more until " +
				s.last.At.String()
		}
		steps = append(steps, Step{Record: s.r, Words: text, Beside: true})
	}
	return steps
}
