package export

import (
	"io"
	"strconv"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// WriteTrace writes the run in Chrome's trace event format, a JSON object that Perfetto
// (https://ui.perfetto.dev) and chrome://tracing open. The server, each client and each crowd are
// a process, with threads for what it calls and hears, its states, whom it sees, its network, its
// app, its weather, and its messages. States, outages and messages on their way are slices, an
// arrow leads from where a message leaves to where it arrives, calls, callbacks and marks are
// instants.
//
// Times are in microseconds, exact to the nanosecond. A receipt, which lasts no time, is a slice of
// one nanosecond, because an arrow must end in a slice. The args of an event are its record as JSON
// Lines have it: n, t, cause, reason, code, room and all else.
//
// Of a crowd the first 20 members are shown, and how many of all are in each state; otherData says
// what is left out.
func WriteTrace(w io.Writer, t *timeline.Timeline) error {
	tr := &trace{t: t, w: w, tracks: map[string]*track{}, flying: map[uint32]*track{},
		homes: map[uint32]int{}, of: map[timeline.Node]timeline.Reason{}, crowds: map[uint32]*census{}}
	tr.out = append(tr.out, `{"traceEvents":[`...)
	tr.processes()
	tr.findArrivals()
	marks := map[uint32][]string{}
	for _, m := range t.Marks {
		marks[m.N] = append(marks[m.N], m.Name)
	}
	for i := range t.Records {
		r := &t.Records[i]
		tr.take(r)
		for _, name := range marks[r.N] {
			tr.instant(tr.on(serverProcess, "marks"), name, r, "g")
		}
		if err := tr.pass(chunk); err != nil {
			return err
		}
	}
	tr.close()
	tr.otherData()
	return tr.pass(0)
}

// chunk is how much is written at a time.
const chunk = 64 << 10

// trace is a trace in the making.
type trace struct {
	t       *timeline.Timeline
	w       io.Writer
	out     []byte
	events  int
	list    []*track                          // in the order of their first events
	tracks  map[string]*track                 // by process and name
	flying  map[uint32]*track                 // by a sending: where its slice is open
	arrives []bool                            // by a sending
	homes   map[uint32]int                    // the process of the cast's entry that begins with an id
	of      map[timeline.Node]timeline.Reason // a crowd's member
	crowds  map[uint32]*census                // by the first member
	omitted int                               // messages without a slice
}

// track is a thread of the trace: a row in Perfetto.
type track struct {
	process, thread int
	open            bool // it has an open slice
	tells           tells
	place
}

// place is a client in a room, or a user.
type place struct{ who, room uint32 }

// tells says what the slices of a track tell.
type tells uint8

const (
	other tells = iota
	state       // of a client in a room
	sight       // that a client sees a user in a room
	seat        // of a user in a room
)

// pass hands on what is finished, if it is more than some bytes.
func (tr *trace) pass(most int) error {
	if len(tr.out) <= most {
		return nil
	}
	_, err := tr.w.Write(tr.out)
	tr.out = tr.out[:0]
	return err
}

// The process of the server; a client's or crowd's is its place in the cast after it.
const serverProcess = 1

// processes names the server, the clients and the crowds.
func (tr *trace) processes() {
	tr.process(serverProcess, "server")
	process := serverProcess
	tr.t.Cast.Clients.Groups(func(name string, ids timeline.Span, crowd bool) bool {
		process++
		tr.homes[ids.First] = process
		if crowd {
			name += " (" + strconv.Itoa(ids.Len()) + " clients)"
		}
		tr.process(process, name)
		return true
	})
}

func (tr *trace) process(process int, name string) {
	tr.meta("process_name", process, 0)
	tr.out = timeline.AppendQuoted(append(tr.out, `"name":`...), name)
	tr.out = append(tr.out, `}}`...)
	tr.meta("process_sort_index", process, 0)
	tr.out = strconv.AppendInt(append(tr.out, `"sort_index":`...), int64(process), 10)
	tr.out = append(tr.out, `}}`...)
}

// on returns the track of a name in a process, a new one at its first use.
func (tr *trace) on(process int, name string) *track {
	key := strconv.Itoa(process) + " " + name
	if k, ok := tr.tracks[key]; ok {
		return k
	}
	k := &track{process: process, thread: len(tr.list) + 1}
	tr.list = append(tr.list, k)
	tr.tracks[key] = k
	tr.meta("thread_name", process, k.thread)
	tr.out = timeline.AppendQuoted(append(tr.out, `"name":`...), name)
	tr.out = append(tr.out, `}}`...)
	return k
}

// meta begins an event that names something, up to its args.
func (tr *trace) meta(what string, process, thread int) {
	tr.next()
	tr.out = append(append(tr.out, `{"ph":"M","name":"`...), what...)
	tr.out = tr.place(append(tr.out, '"'), process, thread)
	tr.out = append(tr.out, `,"args":{`...)
}

// next parts an event from the one before.
func (tr *trace) next() {
	if tr.events > 0 {
		tr.out = append(tr.out, ',')
	}
	tr.out = append(tr.out, '\n')
	tr.events++
}

func (tr *trace) place(b []byte, process, thread int) []byte {
	b = strconv.AppendInt(append(b, `,"pid":`...), int64(process), 10)
	return strconv.AppendInt(append(b, `,"tid":`...), int64(thread), 10)
}

// event begins an event on a track, up to its timestamp.
func (tr *trace) event(k *track, phase string, t sim.Time, name string) {
	tr.next()
	tr.out = append(append(append(tr.out, `{"ph":"`...), phase...), '"')
	if name != "" {
		tr.out = timeline.AppendQuoted(append(tr.out, `,"name":`...), name)
	}
	tr.out = tr.place(tr.out, k.process, k.thread)
	tr.out = appendMicros(append(tr.out, `,"ts":`...), t)
}

// appendMicros appends an instant in microseconds, with as many decimals as say it exactly.
func appendMicros(b []byte, t sim.Time) []byte {
	b = strconv.AppendInt(b, int64(t/1000), 10)
	rest := int64(t % 1000)
	if rest == 0 {
		return b
	}
	b = append(b, '.', byte('0'+rest/100), byte('0'+rest/10%10), byte('0'+rest%10))
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return b
}

// args ends an event with a record.
func (tr *trace) args(r *timeline.Record) {
	tr.out = tr.t.AppendRecord(append(tr.out, `,"args":`...), r)
	tr.out = append(tr.out, '}')
}

// begin opens a slice on a track.
func (tr *trace) begin(k *track, name string, r *timeline.Record) {
	tr.event(k, "B", r.At, name)
	tr.args(r)
	k.open = true
}

// end closes the slice that is open on a track, if there is one.
func (tr *trace) end(k *track, t sim.Time) {
	if k.open {
		tr.event(k, "E", t, "")
		tr.out = append(tr.out, '}')
		k.open = false
	}
}

// instant puts a point on a track; scope "t" is the track, "g" everything.
func (tr *trace) instant(k *track, name string, r *timeline.Record, scope string) {
	tr.event(k, "i", r.At, name)
	tr.out = append(append(append(tr.out, `,"s":"`...), scope...), '"')
	tr.args(r)
}

// close ends what is open at the run's end, and the list of events.
func (tr *trace) close() {
	for _, k := range tr.list {
		tr.end(k, tr.t.End)
	}
	tr.out = append(tr.out, "\n],\"displayTimeUnit\":\"ms\",\n"...)
}

// otherData says what was run, and what the trace leaves out.
func (tr *trace) otherData() {
	field := func(key, value string) {
		tr.out = timeline.AppendQuoted(append(append(tr.out, key...), `":`...), value)
	}
	field(`"otherData":{"scenario`, tr.t.Scenario)
	field(`,"title`, tr.t.Title)
	field(`,"profile`, tr.t.Profile)
	field(`,"seed`, strconv.FormatUint(tr.t.Seed, 10))
	field(`,"end`, tr.t.End.String())
	if tr.omitted > 0 {
		field(`,"left out`, strconv.Itoa(tr.omitted)+" messages, of members of crowds or too many "+
			"at once")
	}
	tr.t.Cast.Clients.Groups(func(name string, ids timeline.Span, crowd bool) bool {
		if crowd && ids.Len() > mostMembers {
			tr.out = timeline.AppendQuoted(append(tr.out, ','), "crowd "+name)
			tr.out = timeline.AppendQuoted(append(tr.out, ':'), "the first "+
				strconv.Itoa(mostMembers)+" of "+strconv.Itoa(ids.Len())+" are shown")
		}
		return true
	})
	tr.out = append(tr.out, "}}\n"...)
}
