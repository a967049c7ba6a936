package timeline

// SayWhat is Say without the one who does it: "calls loginRoom lobby", "network goes down",
// "alice's seat expired". What the backend has the server do keeps its "backend".
func (t *Timeline) SayWhat(r *Record) string {
	w := words{t: t}
	w.record(r)
	if w.title == "backend" {
		return w.title + " " + string(w.what)
	}
	return string(w.what)
}

// SayMessage names the message of a wire record: "login", "notice ADD alice", "reject(1002033)".
func (t *Timeline) SayMessage(r *Record) string {
	w := words{t: t}
	w.message(r)
	return string(w.what)
}

// AppendRecord appends the object that JSON Lines have for r, without marks.
func (t *Timeline) AppendRecord(b []byte, r *Record) []byte {
	b = encoder{t}.record(b, r)
	return b[:len(b)-len("\n")]
}

// AppendQuoted appends s as a JSON string, in which nothing stands that a terminal or a log would
// obey.
func AppendQuoted(b []byte, s string) []byte {
	return append(appendEscaped(append(b, '"'), s), '"')
}
