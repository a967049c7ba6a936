package timeline

import (
	"strconv"
	"strings"
)

// Say puts a record into words, without its time and number: "A calls loginRoom lobby", "server:
// alice's seat expired", "A's network goes down". Names from the scenario pass through Show, and
// stand in quotes where they could be mistaken for more than a name.
func (t *Timeline) Say(r *Record) string {
	w := words{t: t}
	w.record(r)
	return w.who() + joints[w.joint] + string(w.what)
}

// joint is what stands between who and what when a record is read aloud.
type joint uint8

const (
	space joint = iota
	possessive
	colon
)

var joints = [...]string{" ", "'s ", ": "}

// words collects what is said about a record.
type words struct {
	t     *Timeline
	node  Node   // who, unless title is set
	title string // "server", "link", "note"
	joint joint
	what  []byte
}

// who names the one that the record is about: a client, "server", "link", "note".
func (w *words) who() string {
	if w.title != "" {
		return w.title
	}
	name := words{t: w.t}
	name.name(w.t.Cast.Who(w.node))
	return string(name.what)
}

// record says everything about r; what was said before is forgotten.
func (w *words) record(r *Record) {
	w.node, w.title, w.joint, w.what = r.Who, "", space, w.what[:0]
	switch r.Kind {
	case Call:
		w.call(r)
	case Callback:
		w.callback(r)
	case Network:
		w.joint = possessive
		w.add("network ", networkWords[r.Name])
	case Link:
		w.link(r)
	case ServerDid:
		w.server(r)
	case Note:
		w.note(r)
	default:
		w.wire(r)
	}
	if r.Flag&Ineffective != 0 && r.Kind != Dropped {
		w.add(", to no effect")
	}
}

var networkWords = [...]string{NetworkDown: "goes down", NetworkUp: "comes up",
	NetworkSwitch: "switches"}

func (w *words) call(r *Record) {
	w.add("calls ", w.t.Cast.NameOf(r))
	if r.Room != 0 {
		w.add(" ")
		w.room(r)
	}
	if text := w.t.Words(r); text != "" {
		w.add(" ", Show(text))
	}
}

func (w *words) callback(r *Record) {
	w.add(w.t.Cast.NameOf(r))
	if r.Name != OnNotice {
		w.add(" ")
	}
	switch r.Name {
	case OnRoomStateChanged:
		w.add(w.t.Cast.Labels.Reason(r.Reason))
		w.code(r.Arg)
	case OnRoomUserUpdate:
		w.update(r)
	case OnRoomOnlineUserCountUpdate:
		w.add(strconv.FormatUint(uint64(r.Arg), 10))
	case OnRoomTokenWillExpire:
		w.add("in ", strconv.FormatUint(uint64(r.Arg), 10), "s")
	}
	w.inRoom(" in ", r)
}

func (w *words) link(r *Record) {
	w.title, w.joint = "link", colon
	w.add(Show(w.t.Words(r)))
	if r.Name == WeatherEnd {
		w.add(" ends")
	}
}

func (w *words) note(r *Record) {
	text := Show(w.t.Words(r))
	switch {
	case r.Name == ProcessKill:
		w.joint = possessive
		w.add("app is killed")
	case r.Name == ProcessStart:
		w.joint = possessive
		w.add("app starts")
	case r.Name == ProcessSuspend:
		w.joint = possessive
		w.add("app falls asleep")
	case r.Name == ProcessResume:
		w.joint = possessive
		w.add("app wakes")
	default:
		w.joint = colon
		if r.Who == Nobody {
			w.title = "note"
		}
		w.add(text)
		return
	}
	if text != "" {
		w.add(": ", text)
	}
}

func (w *words) wire(r *Record) {
	switch r.Kind {
	case Sent:
		w.add("sends ")
	case Delivered:
		w.add("receives ")
	case Dropped:
		w.joint = possessive
	}
	resent, copied := r.Resent()
	if copied {
		w.joint, w.what = possessive, w.what[:0]
	}
	w.message(r)
	switch {
	case r.Who == Server && r.Kind == Delivered:
		w.peer(" from ", r)
	case r.Who == Server:
		w.peer(" to ", r)
	}
	switch {
	case resent:
		w.add(" again")
	case copied:
		w.add(" is copied on its way")
	}
	switch why := r.Why(); {
	case r.Kind != Dropped:
	case r.Flag&whys == Doubled:
		w.add(" came twice: the copy is dropped")
	case why == "lost" || why == "":
		w.add(" is lost")
	default:
		w.add(" is lost: ", why)
	}
}

func (w *words) message(r *Record) {
	w.add(r.Name.String())
	if code, ok := r.Code(); ok {
		w.code(code)
	}
	if r.Flag&(Add|Delete) != 0 {
		w.add(" ")
		w.update(r)
	}
}

func (w *words) update(r *Record) {
	w.add(r.Flag.Update(), " ")
	w.users(r)
}

// users lists up to three users, of more the first two and how many others.
func (w *words) users(r *Record) {
	users := w.t.Users(r)
	shown := len(users)
	if shown > 3 {
		shown = 2
	}
	for i, u := range users[:shown] {
		switch {
		case i > 0 && i == len(users)-1:
			w.add(" and ")
		case i > 0:
			w.add(", ")
		}
		w.name(w.t.Cast.Users.Name(u))
	}
	if rest := len(users) - shown; rest > 0 {
		w.add(" and ", strconv.Itoa(rest), " more")
	}
	if len(users) == 0 {
		w.add("nobody")
	}
}

func (w *words) seat(r *Record) {
	w.user(r)
	w.add("'s seat")
	w.inRoom(" in ", r)
}

func (w *words) user(r *Record) { w.name(w.t.Cast.Users.Name(r.User)) }

func (w *words) room(r *Record) { w.name(w.t.Cast.Rooms.Name(r.Room)) }

// inRoom names the room where the run has more than one.
func (w *words) inRoom(before string, r *Record) {
	if r.Room != 0 && w.t.Cast.Rooms.Len() > 1 {
		w.add(before)
		w.room(r)
	}
}

func (w *words) peer(before string, r *Record) {
	w.add(before)
	w.name(w.t.Cast.Who(r.Peer))
}

func (w *words) code(code uint32) {
	w.what = append(w.what, '(')
	w.what = strconv.AppendUint(w.what, uint64(code), 10)
	w.what = append(w.what, ')')
}

func (w *words) add(parts ...string) {
	for _, s := range parts {
		w.what = append(w.what, s...)
	}
}

// name adds a name, in quotes if it has blanks or marks that could be read as part of the sentence.
func (w *words) name(s string) {
	shown := Show(s)
	if s != "" && !strings.ContainsAny(shown, ` ,"'()`) {
		w.add(shown)
		return
	}
	w.add(`"`, strings.ReplaceAll(shown, `"`, `\"`), `"`)
}
