package model

// placeExtras lays out what only some scenarios need: tokens, counts, bans, who is not told of.
func (w *World) placeExtras() {
	tokens, bans := w.cfg.Settings.TokenRequired, false
	for i := range w.cfg.Actions {
		a := &w.cfg.Actions[i]
		tokens = tokens || a.Token.Kind != NoToken || a.Verb == DoRenewToken
		bans = bans || a.Verb == DoBan || a.Verb == DoUnban
	}
	if tokens {
		w.passes, w.seatPasses = make([]pass, len(w.stays)), make([]pass, len(w.seats))
	}
	if w.cfg.Settings.LoginRate > 0 || w.cfg.Settings.RoomLinger > 0 {
		w.lives = make([]roomLife, len(w.rooms))
	}
	if bans {
		w.banned = make([]uint32, len(w.live))
	}
	if w.cfg.Settings.CountInterval > 0 {
		w.counts = make([]uint32, len(w.stays))
	}
	for _, span := range w.cfg.Deaf {
		for id := span.First; id <= span.Last; id++ {
			w.clients[id].set(deaf, true)
		}
	}
	if w.cfg.Hidden != nil {
		w.unseen = make([]bool, len(w.live))
	}
	for _, span := range w.cfg.Hidden {
		for id := span.First; id <= span.Last; id++ {
			w.unseen[w.userOf(id)] = true
		}
	}
}
