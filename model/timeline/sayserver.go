package timeline

import "strconv"

func (w *words) server(r *Record) {
	w.title, w.joint = "server", colon
	switch r.Name {
	case ServerLogin:
		w.user(r)
		w.add(" logs in to ")
		w.room(r)
		if r.Relogin() {
			w.add(", seat still alive: not announced")
		}
	case ServerLogout:
		w.user(r)
		w.add(leaveSays[r.Left()])
		w.inRoom(" of ", r)
	case ServerExpire:
		w.seat(r)
		w.add(" expired")
	case ServerBeat:
		w.add("beat from ")
		w.user(r)
		w.inRoom(" in ", r)
	case ServerDisplace:
		w.seat(r)
		w.add(" goes to another device")
	case ServerClosed:
		w.user(r)
		w.add("'s connection is closed: the seat lasts a grace")
		w.inRoom(" in ", r)
	case ServerCreate:
		w.add("creates room ")
		w.room(r)
	case ServerClose:
		w.add("closes room ")
		w.room(r)
		w.add(closeSays[r.Left()])
	case ServerStop, ServerStart, ServerRestart:
		w.add(serverSays[r.Name])
		if text := w.t.Words(r); text != "" {
			w.add(", ", text)
		}
	default:
		w.backend(r)
	}
}

var serverSays = [...]string{ServerStop: "stops", ServerStart: "starts", ServerRestart: "restarts"}

// leaveSays puts the ways of leaving a room into words.
var leaveSays = [...]string{" logs out", "'s seat expired", "'s connection is closed: put out",
	" is put out", "'s token is over: put out"}

// closeSays puts the ways in which the last user left into words.
var closeSays = [...]string{"", ": the last seat expired", ": the last connection was closed",
	": the last user was put out", ": the last token was over"}

// backend says what the developer's backend has the server do.
func (w *words) backend(r *Record) {
	w.title = "backend"
	switch r.Name {
	case BackendKick:
		w.add("kicks ")
		w.user(r)
		w.add(" out of ")
		w.room(r)
		if text := w.t.Words(r); text != "" {
			w.add(": ", Show(text))
		}
	case BackendClose:
		w.add("closes room ")
		w.room(r)
	case BackendRefuse:
		w.add("refuses the next login")
		if r.User != 0 {
			w.add(" of ")
			w.user(r)
		}
		if r.Room != 0 {
			w.add(" to ")
			w.room(r)
		}
		w.add(" with ", strconv.FormatUint(uint64(r.Arg), 10))
	case BackendBan, BackendUnban:
		w.add(r.Name.String(), "s ")
		w.user(r)
	}
}
