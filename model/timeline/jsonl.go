package timeline

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"strconv"
	"unicode/utf8"
)

// chunk is how much is written, or hashed, at a time.
const chunk = 64 << 10

// WriteJSONL writes the run, its records and its end as JSON Lines, one object a line. Without wire
// the messages on links are left out; they are counted and part of the digest all the same.
func (t *Timeline) WriteJSONL(w io.Writer, wire bool) error {
	out := make([]byte, 0, 2*chunk)
	out = t.appendRun(out)
	enc, sum := encoder{t}, newSum(t)
	marks := t.marksInOrder()
	for i := range t.Records {
		r := &t.Records[i]
		var named []Mark
		named, marks = marksOf(marks, r.N)
		start := len(out)
		out = enc.record(out, r)
		sum.add(out[start:])
		switch {
		case r.Kind.Wire() && !wire:
			out = out[:start]
		case len(named) > 0:
			out = appendMarks(out[:len(out)-len("}\n")], named)
		}
		if len(out) >= chunk {
			if _, err := w.Write(out); err != nil {
				return err
			}
			out = out[:0]
		}
	}
	_, err := w.Write(t.appendEnd(out, sum.String()))
	return err
}

// Digest returns "sha256:…" over the lines of all records, wire records too, without their marks.
// It speaks for a run only if the run stored everything.
func (t *Timeline) Digest() string {
	enc := encoder{t}
	sum := newSum(t)
	buf := make([]byte, 0, 2*chunk)
	for i := range t.Records {
		buf = enc.record(buf, &t.Records[i])
		if len(buf) >= chunk {
			sum.add(buf)
			buf = buf[:0]
		}
	}
	sum.add(buf)
	return sum.String()
}

// sum adds up record lines to a digest, unless the timeline was read from a file that leaves
// records out and gives the digest instead.
type sum struct {
	given string
	hash  hash.Hash
}

func newSum(t *Timeline) *sum {
	if t.digest != "" {
		return &sum{given: t.digest}
	}
	return &sum{hash: sha256.New()}
}

func (s *sum) add(lines []byte) {
	if s.given == "" {
		s.hash.Write(lines)
	}
}

func (s *sum) String() string {
	if s.given != "" {
		return s.given
	}
	return "sha256:" + hex.EncodeToString(s.hash.Sum(nil))
}

// appendRun appends the line that opens a run.
func (t *Timeline) appendRun(b []byte) []byte {
	b = append(b, `{"kind":"run","format":`...)
	b = strconv.AppendUint(b, Format, 10)
	b = appendField(b, "scenario", t.Scenario)
	b = append(b, `,"seed":`...)
	b = strconv.AppendUint(b, t.Seed, 10)
	b = appendField(b, "profile", t.Profile)
	return append(b, "}\n"...)
}

// appendEnd appends the line that closes a run.
func (t *Timeline) appendEnd(b []byte, digest string) []byte {
	b = append(b, `{"kind":"end","t":`...)
	b = strconv.AppendInt(b, int64(t.End), 10)
	b = append(b, `,"records":`...)
	b = strconv.AppendUint(b, uint64(t.Total), 10)
	b = append(b, `,"events":`...)
	b = strconv.AppendUint(b, t.Events, 10)
	b = appendField(b, "digest", digest)
	return append(b, "}\n"...)
}

// encoder writes records as lines.
type encoder struct {
	t *Timeline
}

// record appends the line of r without marks.
func (e encoder) record(b []byte, r *Record) []byte {
	b = append(b, `{"n":`...)
	b = strconv.AppendUint(b, uint64(r.N), 10)
	b = append(b, `,"t":`...)
	b = strconv.AppendInt(b, int64(r.At), 10)
	b = append(b, `,"kind":"`...)
	b = append(b, kinds[r.Kind]...)
	b = append(b, '"')
	if r.Who != Nobody && r.Kind != ServerDid {
		b = e.node(append(b, `,"who":"`...), r.Who)
	}
	if r.Peer != Nobody {
		b = e.node(append(b, `,"peer":"`...), r.Peer)
	}
	b = append(b, `,"name":"`...)
	if r.Name == OnNotice {
		b = e.name(b, &e.t.Cast.Notices, r.Arg)
	} else {
		b = append(append(b, names[r.Name]...), '"')
	}
	b = e.subject(b, r)
	b = e.outcome(b, r)
	if r.Cause != 0 {
		b = append(b, `,"cause":`...)
		b = strconv.AppendUint(b, uint64(r.Cause), 10)
	}
	return append(b, "}\n"...)
}

// subject appends whom and what r is about: user, room, update, users.
func (e encoder) subject(b []byte, r *Record) []byte {
	update := r.Flag.Update()
	many := update != "" || r.Flag&Listed != 0
	if r.User != 0 && !many {
		b = e.name(append(b, `,"user":"`...), &e.t.Cast.Users, r.User)
	}
	if r.Room != 0 {
		b = e.name(append(b, `,"room":"`...), &e.t.Cast.Rooms, r.Room)
	}
	if update != "" {
		b = append(b, `,"update":"`...)
		b = append(b, update...)
		b = append(b, '"')
	}
	if many {
		b = e.users(append(b, `,"users":[`...), r)
	}
	return b
}

// users appends the list of users that r names and closes it.
func (e encoder) users(b []byte, r *Record) []byte {
	if r.Flag&Listed == 0 {
		if r.User != 0 {
			b = e.name(append(b, '"'), &e.t.Cast.Users, r.User)
		}
		return append(b, ']')
	}
	for i, u := range e.t.Users(r) {
		if i > 0 {
			b = append(b, ',')
		}
		b = e.name(append(b, '"'), &e.t.Cast.Users, u)
	}
	return append(b, ']')
}

// outcome appends what came of it: reason, code, number, why, text, relogin, effect.
func (e encoder) outcome(b []byte, r *Record) []byte {
	if r.Reason != 0 {
		b = append(b, `,"reason":"`...)
		b = append(b, reasons[r.Reason]...)
		b = append(b, '"')
	}
	if code, ok := r.Code(); ok {
		b = append(b, `,"code":`...)
		b = strconv.AppendUint(b, uint64(code), 10)
	}
	if what, n := r.Number(); what != "" {
		b = append(append(append(b, `,"`...), what...), `":`...)
		b = strconv.AppendUint(b, uint64(n), 10)
	}
	if why := r.Why(); why != "" {
		b = append(b, `,"why":"`...)
		b = append(b, why...)
		b = append(b, '"')
	}
	if text := e.t.Words(r); text != "" {
		b = appendField(b, "text", text)
	}
	if r.Relogin() {
		b = append(b, `,"relogin":true`...)
	}
	if r.Flag&Ineffective != 0 && r.Kind != Dropped {
		b = append(b, `,"effect":false`...)
	}
	switch resent, copied := r.Resent(); {
	case resent:
		b = append(b, `,"again":true`...)
	case copied:
		b = append(b, `,"copy":true`...)
	}
	return b
}

// node appends the name of n and the closing quote.
func (e encoder) node(b []byte, n Node) []byte {
	if n == Server {
		return append(b, `server"`...)
	}
	return e.name(b, &e.t.Cast.Clients, n)
}

// name appends the name of id and the closing quote.
func (e encoder) name(b []byte, names *Names, id uint32) []byte {
	start := len(b)
	b = names.Append(b, id)
	for i := start; i < len(b); i++ {
		if !plain[b[i]] {
			rest := string(b[i:])
			b = appendEscaped(b[:i], rest)
			break
		}
	}
	return append(b, '"')
}

// appendMarks appends the names of a record's marks to a line without its end, and the end.
func appendMarks(b []byte, marks []Mark) []byte {
	b = append(b, `,"marks":["`...)
	for i := range marks {
		if i > 0 {
			b = append(b, `","`...)
		}
		b = appendEscaped(b, marks[i].Name)
	}
	return append(b, "\"]}\n"...)
}

// appendField appends `,"key":"value"`; the key needs no escapes.
func appendField(b []byte, key, value string) []byte {
	b = append(b, `,"`...)
	b = append(b, key...)
	b = append(b, `":"`...)
	return append(appendEscaped(b, value), '"')
}

// appendEscaped appends s as the inside of a JSON string. What Show would escape is escaped here
// too, without loss, so that a terminal shows the line and does not obey it; invalid UTF-8 becomes
// U+FFFD.
func appendEscaped(b []byte, s string) []byte {
	for len(s) > 0 {
		if plain[s[0]] {
			b = append(b, s[0])
			s = s[1:]
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', s[0])
		case !hostile(s, r, size):
			b = append(b, s[:size]...)
		case size == 1 && r == utf8.RuneError:
			b = utf8.AppendRune(b, r)
		case r < 0x10000:
			b = append16(append(b, `\u`...), uint16(r))
		default:
			r -= 0x10000
			b = append16(append(b, `\u`...), uint16(0xd800+r>>10))
			b = append16(append(b, `\u`...), uint16(0xdc00+r&0x3ff))
		}
		s = s[size:]
	}
	return b
}

func appendNumber(b []byte, n uint32) []byte { return strconv.AppendUint(b, uint64(n), 10) }
