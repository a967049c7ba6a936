package export

import (
	"strconv"

	"roomsim/model/timeline"
)

// mostLanes is how many messages of one way may be on their way at once, each in a row of its own.
const mostLanes = mostMembers

// findArrivals finds the sendings whose message arrives: only from them an arrow leads.
func (tr *trace) findArrivals() {
	records := tr.t.Records
	if len(records) == 0 {
		return
	}
	tr.arrives = make([]bool, records[len(records)-1].N+1)
	for i := range records {
		if r := &records[i]; r.Kind == timeline.Delivered {
			tr.arrives[r.Cause] = true
		}
	}
}

// wire takes in what happens to a message. A slice shows it on its way, in a row of its sender's.
func (tr *trace) wire(r *timeline.Record) {
	switch r.Kind {
	case timeline.Sent:
		tr.leave(r)
	case timeline.Delivered:
		if k := tr.land(r); k != nil {
			tr.receive(r)
		}
	case timeline.Dropped:
		if k := tr.land(r); k != nil {
			tr.instant(k, tr.t.SayWhat(r), r, "t")
		}
	}
}

// leave opens the slice of a message, and the arrow of one that arrives.
func (tr *trace) leave(r *timeline.Record) {
	process, ok := tr.processOf(r.Who)
	_, known := tr.processOf(r.Peer)
	if !ok || !known {
		tr.omitted++
		return
	}
	way := "sends"
	if r.Who == timeline.Server {
		way = "to " + tr.group(r.Peer)
	}
	k := tr.lane(process, way)
	if k == nil {
		tr.omitted++
		return
	}
	tr.begin(k, tr.t.SayMessage(r), r)
	tr.flying[r.N] = k
	if tr.arrives[r.N] {
		tr.flow(k, "s", r, r.N)
	}
}

// lane finds a row for one more message of a way, nil if there are too many.
func (tr *trace) lane(process int, way string) *track {
	for i := range mostLanes {
		name := way
		if i > 0 {
			name += " " + strconv.Itoa(i+1)
		}
		if k := tr.on(process, name); !k.open {
			return k
		}
	}
	return nil
}

// land closes the slice of the message whose end a record is, and returns its row.
func (tr *trace) land(r *timeline.Record) *track {
	k := tr.flying[r.Cause]
	if k != nil {
		tr.end(k, r.At)
		delete(tr.flying, r.Cause)
	}
	return k
}

// receive ends an arrow in a slice of the receiver's.
func (tr *trace) receive(r *timeline.Record) {
	process, _ := tr.processOf(r.Who)
	way := "receives"
	if r.Who == timeline.Server {
		way = "from " + tr.group(r.Peer)
	}
	k := tr.on(process, way)
	tr.event(k, "X", r.At, tr.t.SayMessage(r))
	tr.out = append(tr.out, `,"dur":0.001`...)
	tr.args(r)
	tr.flow(k, "f", r, r.Cause)
}

// flow writes one end of an arrow, bound to the slice it lies in.
func (tr *trace) flow(k *track, phase string, r *timeline.Record, id uint32) {
	tr.event(k, phase, r.At, "message")
	tr.out = append(tr.out, `,"cat":"message","bp":"e","id":`...)
	tr.out = strconv.AppendUint(tr.out, uint64(id), 10)
	tr.out = append(tr.out, '}')
}

// group is the name of a client, or of the crowd that it belongs to.
func (tr *trace) group(n timeline.Node) string {
	name, _, _ := tr.t.Cast.Clients.GroupOf(n)
	return name
}

// processOf returns the process of a node, false for one that is not shown.
func (tr *trace) processOf(n timeline.Node) (process int, ok bool) {
	if n == timeline.Server || n == timeline.Nobody {
		return serverProcess, true
	}
	_, ids, crowd := tr.t.Cast.Clients.GroupOf(n)
	return tr.homes[ids.First], !crowd || n-ids.First < mostMembers
}
