package model

import "roomsim/model/timeline"

// changeNetwork changes the device's network. The SDK is told after client.detect.network_change.
func (w *World) changeNetwork(a *Action, id uint32) {
	c := &w.clients[id]
	r := timeline.Record{Kind: timeline.Network, Name: timeline.NetworkUp, Who: id}
	effect := c.is&netDown != 0
	switch a.Verb {
	case DoNetworkDown:
		r.Name, effect = timeline.NetworkDown, !effect
	case DoNetworkSwitch:
		r.Name, effect = timeline.NetworkSwitch, true
	}
	n := w.did(a, r, effect)
	if !effect {
		return
	}
	c.set(netDown, a.Verb == DoNetworkDown)
	if a.Verb == DoNetworkSwitch {
		c.path++
		c.deadBelow = c.path
		w.endStreams(c)
	}
	p := parcel{name: r.Name, stay: id, path: c.process, cause: n}
	switch wait := w.cfg.Settings.Detect; {
	case wait == DetectOff:
	case wait == 0 && c.is&asleep == 0:
		w.told(&p)
	default:
		w.agenda.At(w.now.Add(wait), w.rankTimer, event(evLater, w.put(&p)))
	}
}

// told has the SDK hear of a change of its device's network.
func (w *World) told(p *parcel) {
	c := &w.clients[p.stay]
	if c.is&dead != 0 || c.process != p.path {
		return
	}
	for i := range w.active(c) {
		w.toldStay(i, p)
	}
}

func (w *World) toldStay(i uint32, p *parcel) {
	on := NetworkBack
	switch {
	case p.name == timeline.NetworkDown:
		on = ConnectionLost
	case p.name == timeline.NetworkSwitch && w.stays[i].state == In:
		on = PathChanged
	case w.cfg.Settings.RetryOnNetworkUpWaits, w.cfg.Settings.RetryWindow == 0:
		return
	}
	w.stepClient(i, on, nil, p.cause)
}

// changeProcess kills the app, which says no goodbye, or starts it anew. A device with a network
// closes the connection of a killed app.
func (w *World) changeProcess(a *Action, id uint32) {
	c := &w.clients[id]
	r := timeline.Record{Kind: timeline.Note, Name: timeline.ProcessKill, Who: id}
	if a.Verb == DoStart {
		r.Name = timeline.ProcessStart
	}
	lives := c.is&dead == 0
	n := w.did(a, r, lives == (a.Verb == DoKill))
	switch {
	case a.Verb == DoKill && lives:
		if c.is&asleep != 0 {
			w.sleepers--
			w.release(id, false)
		}
		c.set(asleep, false)
		c.set(dead, true)
		w.endStreams(c)
		w.hangUp(c, n)
		w.everywhere(id, AppKilled, n)
	case a.Verb == DoStart && !lives:
		c.set(dead|engineless, false)
		c.process++
		c.path++
	}
}

// hangUp tells the server that a process's connection is closed, where that means anything to it.
func (w *World) hangUp(c *client, n uint32) {
	if w.cfg.Settings.OnClose == CloseKeeps || c.is&netDown != 0 {
		return
	}
	for i := range w.active(c) {
		st := &w.stays[i]
		w.sendUp(i, st, &parcel{name: timeline.MsgClosed, session: st.session, prev: st.trying}, n)
	}
}
