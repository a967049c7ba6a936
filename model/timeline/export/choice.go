package export

import (
	"slices"

	"roomsim/model/timeline"
)

// mostDrawn is how many records a diagram draws; the others are counted.
const mostDrawn = 200

// fewDrawn is how many records are too few to tell of a run.
const fewDrawn = 20

// rank says how much a record deserves to be drawn.
type rank uint8

// The ranks, from not even counted to named by a mark.
const (
	silent  rank = iota // another record tells the same
	counted             // beats, attempts in vain, members of crowds
	mail                // other messages
	doing               // calls, callbacks, what the network, the weather and the server do
	leading             // in the chain of causes of a mark
	named
)

// choose ranks every record, by its number, and returns the least rank that is drawn.
func (d *diagram) choose() rank {
	records := d.t.Records
	if len(records) == 0 {
		return mail
	}
	d.ranks = make([]rank, records[len(records)-1].N+1)
	for _, m := range d.t.Marks {
		d.follow(d.t.ByN(m.N), leading)
	}
	for i := range records {
		r := &records[i]
		a := find(d.actors, r.Who)
		if r.Kind == timeline.Callback && a != nil && !a.crowd || r.Name == timeline.ServerExpire {
			d.follow(r, mail)
		}
	}
	var drawn [named + 1]int
	for i := range records {
		r := &records[i]
		d.ranks[r.N] = d.judge(r)
		drawn[d.ranks[r.N]]++
	}
	for _, m := range d.t.Marks {
		r := d.t.ByN(m.N)
		if r == nil || d.ranks[r.N] == silent && r.Name != timeline.ServerBeat {
			continue
		}
		drawn[d.ranks[r.N]]--
		d.ranks[r.N] = named
		drawn[named]++
	}
	sum, least := drawn[named], named
	for least > mail && sum+drawn[least-1] <= mostDrawn {
		least--
		sum += drawn[least]
	}
	if sum < fewDrawn && least > doing {
		d.cropped = true
		return doing
	}
	return least
}

// follow gives a record and its causes a rank, up to one that has it.
func (d *diagram) follow(r *timeline.Record, to rank) {
	for r != nil && d.ranks[r.N] < to {
		d.ranks[r.N] = to
		r = d.t.ByN(r.Cause)
	}
}

// judge ranks a record; so far its rank says what it led to: a mark, or a callback.
func (d *diagram) judge(r *timeline.Record) rank {
	so := d.ranks[r.N]
	a := d.actor(r)
	_, _, crowd := d.group(r)
	switch {
	case r.Kind == timeline.Sent, r.Name == timeline.ServerBeat:
		return silent // their arrival tells it
	case a == nil && r.Kind.Wire(), a == nil && r.Who != timeline.Nobody && !d.ofServer(r):
		return silent
	case so == leading:
		return leading
	case crowd || a != nil && a.crowd:
		return counted
	case !r.Kind.Wire():
		return doing
	case r.Kind == timeline.Dropped:
		return d.fruitless(a, r)
	case so == silent && r.Name == timeline.MsgBeat:
		return counted
	case so == silent && r.Name == timeline.MsgAlive:
		return d.answer(r)
	}
	return mail
}

// answer ranks a beat's reply as the beat.
func (d *diagram) answer(r *timeline.Record) rank {
	for c := d.t.ByN(r.Cause); c != nil; c = d.t.ByN(c.Cause) {
		if c.Kind == timeline.Delivered {
			return min(d.ranks[c.N], mail)
		}
	}
	return counted
}

// fruitless ranks a lost message: of a row of them only the first is drawn.
func (d *diagram) fruitless(a *actor, r *timeline.Record) rank {
	sent := d.t.ByN(r.Cause)
	if sent == nil || r.Flag.Why() == timeline.Doubled.Why() {
		return counted
	}
	if c := d.t.ByN(sent.Cause); c != nil && c.Kind == timeline.Dropped {
		return counted // sent again, and in vain again
	}
	row := lost{r.Name, sent.Cause}
	if r.Name == timeline.MsgBeat || r.Name == timeline.MsgLogin {
		if slices.Contains(a.vain, row) {
			return counted
		}
		a.vain = append(a.vain, row)
	}
	return mail
}

// ofServer reports whether a record stands on the server's line.
func (d *diagram) ofServer(r *timeline.Record) bool {
	return r.Kind == timeline.ServerDid || r.Who == timeline.Server
}

// actor returns the client or crowd that a record is about, nil if it is none, or left out.
func (d *diagram) actor(r *timeline.Record) *actor {
	switch {
	case r.Kind == timeline.ServerDid:
		return nil
	case r.Who == timeline.Server:
		return find(d.actors, r.Peer)
	}
	return find(d.actors, r.Who)
}

// group returns the crowd of users that the server does something to.
func (d *diagram) group(r *timeline.Record) (name string, ids timeline.Span, crowd bool) {
	if r.Kind != timeline.ServerDid || r.User == 0 {
		return "", timeline.Span{}, false
	}
	return d.t.Cast.Users.GroupOf(r.User)
}
