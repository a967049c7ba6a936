package applog

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

// isWhole reports whether a log is a whole run as roomsim writes it: its first line says so.
func isWhole(text []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(text, "\r\n"), []byte(`{"kind":"run"`))
}

// ourKeys are the keys of our own JSON Lines. An app needs few of them: t, kind, who, name, and
// what a callback carries; the others are heeded where they say something about it, or left alone.
var ourKeys = []string{"n", "t", "kind", "who", "peer", "name", "user", "room", "update", "users",
	"reason", "code", "seq", "count", "remain", "why", "text", "relogin", "effect", "again", "copy",
	"cause", "marks", "format", "scenario", "seed", "profile", "records", "events", "digest"}

// orMap is what to do about a log that is not our own.
const orMap = "expected roomsim's JSON Lines, or --map with a mapping for this log"

// ours reads a line of our own JSON Lines.
func (r *reader) ours(line int, text string) {
	w := &row{line: line}
	o, ok := r.object(w, text)
	if _, kind := o["kind"]; ok && !kind && r.mapping == nil {
		r.say(w, "is not roomsim's JSON Lines: it has no kind", orMap)
		r.foreign, ok = true, false
	}
	if !ok || !r.oursOnly(w, o) {
		return
	}
	kind, _ := o["kind"].(string)
	w.pins = r.named(o)
	switch kind {
	case "run":
		r.run(w, o)
		return
	case "sent", "delivered", "dropped": // nothing that an app sees
		return
	}
	if w.at, ok = instant(o["t"]); !ok {
		r.say(w, "t "+quote(plain(o["t"])), "expected whole nanoseconds")
		return
	}
	if kind == "end" {
		r.ends(w)
		return
	}
	name := plain(o["name"])
	switch k, known := timeline.FindKind(kind); {
	case !known:
		r.say(w, "kind "+quote(kind), "expected call, callback, network, note or server")
		return
	case k == timeline.Link || k == timeline.Note && name == timeline.Remark.String():
		r.unseen(w, k, o)
		return
	case k == timeline.Network || k == timeline.ServerDid:
		name = kind + " " + name
	}
	w.set(spec.LogWhat, name)
	if r.oursRest(w, o) {
		r.enter(w)
	}
}

// run reads the line that opens a whole log.
func (r *reader) run(w *row, o map[string]any) {
	if n, _ := o["format"].(json.Number); n.String() != strconv.Itoa(timeline.Format) {
		r.say(w, "format "+quote(n.String()), "expected "+strconv.Itoa(timeline.Format))
	}
	r.same = r.same && plain(o["scenario"]) == r.scenario.Name
}

// unseen makes a record of what no app sees, weather and notes, if it is an action's that has a
// mark.
func (r *reader) unseen(w *row, k timeline.Kind, o map[string]any) {
	if len(w.pins) == 0 {
		return
	}
	name, ok := timeline.FindName(k, plain(o["name"]))
	if !ok {
		r.say(w, "no "+k.String()+" "+quote(plain(o["name"])), "expected set or end")
		return
	}
	rec := record{place: place{r.src.Name, w.line}, pins: w.pins}
	rec.Kind, rec.Name, rec.Arg = k, name, r.log.Timeline.Text(plain(o["text"]))
	rec.Who, _ = r.clients.find(plain(o["who"]))
	rec.at = w.at - r.ahead(rec.Who)
	r.records = append(r.records, rec)
}

// oursOnly reports keys that are none of ours.
func (r *reader) oursOnly(w *row, o map[string]any) bool {
	var odd []string
	for key := range o {
		if !slices.Contains(ourKeys, key) {
			odd = append(odd, key)
		}
	}
	slices.Sort(odd)
	for _, key := range odd {
		expected := orMap
		if near := spec.Near(key, ourKeys); near != "" {
			expected = "did you mean " + quote(near) + "?"
		}
		r.say(w, "unknown key "+quote(key), expected)
	}
	return len(odd) == 0
}

// oursRest reads what a record carries besides its name.
func (r *reader) oursRest(w *row, o map[string]any) (ok bool) {
	for _, f := range []spec.LogField{spec.LogWho, spec.LogRoom, spec.LogReason, spec.LogCode,
		spec.LogUpdate} {
		if v, ok := o[f.String()]; ok {
			w.set(f, plain(v))
		}
	}
	w.users = texts(o["users"])
	if user, ok := o["user"]; ok && w.users == nil {
		w.users = []string{plain(user)}
	}
	ok = true
	for _, key := range []string{"count", "remain"} {
		v, there := o[key]
		if !there {
			continue
		}
		n, err := strconv.ParseUint(plain(v), 10, 32)
		if w.count = uint32(n); err != nil {
			r.say(w, key+" "+quote(plain(v)), "expected a number from 0 to 4294967295")
			ok = false
		}
	}
	return ok
}

// instant reads whole nanoseconds.
func instant(v any) (int64, bool) {
	n, ok := v.(json.Number)
	if !ok {
		return 0, false
	}
	at, err := strconv.ParseInt(n.String(), 10, 64)
	return at, err == nil && at >= 0 && at < 1<<62
}

// object reads a line as one JSON object.
func (r *reader) object(w *row, text string) (map[string]any, bool) {
	d, o, err := decode(text)
	if err == nil && o == nil {
		err = errors.New("null")
	}
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			r.say(w, "more than one JSON value", "expected one object a line")
			return nil, false
		}
		return o, true
	}
	expected := "expected one a line"
	if r.mapping == nil {
		expected, r.foreign = orMap, true
	}
	r.say(w, "is no JSON object: "+quote(text), expected)
	return nil, false
}

// decode reads the first JSON object of a text, numbers as they stand.
func decode(text string) (d *json.Decoder, o map[string]any, err error) {
	d = json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	err = d.Decode(&o)
	return d, o, err
}

// plain gives a value of JSON as a text: numbers as they stand, "" for null, lists and objects.
func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// texts gives a list of JSON, or one value, as texts.
func texts(v any) []string {
	list, ok := v.([]any)
	if !ok {
		if s := plain(v); s != "" {
			return []string{s}
		}
		return nil
	}
	out := make([]string, 0, len(list))
	for _, item := range list {
		out = append(out, plain(item))
	}
	return out
}
