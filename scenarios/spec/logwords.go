package spec

import (
	"slices"

	"roomsim/model/timeline"
)

// LogEvent is what a line of a log tells.
type LogEvent struct {
	Kind   timeline.Kind
	Name   timeline.Name
	Notice uint32 // of timeline.OnNotice
}

// logHeads are what stands before the names of a kind in a mapping, where names alone would mean
// more than one thing.
var logHeads = [...]struct {
	kind timeline.Kind
	head string
}{{timeline.Call, ""}, {timeline.Callback, ""}, {timeline.Network, "network "}, {timeline.Note, ""},
	{timeline.ServerDid, "server "}}

// logEvents calls yield for each thing that a log can tell, with its word in a mapping: the name of
// a call, a callback or a notice of the profile, or "network down", "process kill", "server login".
func logEvents(cast *timeline.Cast, yield func(word string, e LogEvent) bool) {
	for _, h := range logHeads {
		for _, name := range timeline.NamesOf(h.kind) {
			if name == timeline.Remark {
				continue
			}
			if !yield(h.head+name.String(), LogEvent{Kind: h.kind, Name: name}) {
				return
			}
		}
	}
	if cast == nil {
		return
	}
	for id := range uint32(cast.Notices.Len()) {
		e := LogEvent{timeline.Callback, timeline.OnNotice, id + 1}
		if !yield(cast.Notices.Name(id+1), e) {
			return
		}
	}
}

// FindLogEvent returns what a log tells by a word, or by the label that the profile has for it.
func FindLogEvent(cast *timeline.Cast, word string) (found LogEvent, ok bool) {
	logEvents(cast, func(w string, e LogEvent) bool {
		named := e.Name != timeline.OnNotice && e.Kind <= timeline.Callback
		if w == word || named && cast != nil && cast.Labels.Name(e.Name) == word {
			found, ok = e, true
		}
		return !ok
	})
	return found, ok
}

// LogWords lists the words that FindLogEvent knows, without labels.
func LogWords(cast *timeline.Cast) []string {
	var words []string
	logEvents(cast, func(word string, _ LogEvent) bool {
		words = append(words, word)
		return true
	})
	return words
}

// FindLogReason returns the reason that a log calls by its name, by the profile's label, or by the
// vendor's number.
func FindLogReason(cast *timeline.Cast, text string) (timeline.Reason, bool) {
	for i, r := range timeline.Reasons() {
		if text == r.String() || text == string(rune('0'+i)) ||
			cast != nil && text == cast.Labels.Reason(r) {
			return r, true
		}
	}
	return 0, false
}

// FindLogUpdate returns the update that a log calls by its name or by the vendor's number.
func FindLogUpdate(text string) (timeline.Flag, bool) {
	switch text {
	case "ADD", "0":
		return timeline.Add, true
	case "DELETE", "1":
		return timeline.Delete, true
	}
	return 0, false
}

// logNames lists what a field of a log may stand for, nil if anything.
func (m *mapping) logNames(field LogField) []string {
	var cast *timeline.Cast
	if m.scenario != nil {
		cast = m.scenario.Config.Cast
	}
	switch field {
	case LogWhat:
		return LogWords(cast)
	case LogReason:
		return spellings(timeline.Reasons())
	case LogUpdate:
		return []string{"ADD", "DELETE"}
	case LogWho:
		return m.names.clients.order
	case LogRoom:
		return m.names.rooms.order
	case LogUsers:
		return m.names.users.order
	}
	return nil
}

// isLogName reports whether a word is one that a field may stand for.
func (m *mapping) isLogName(field LogField, word string) bool {
	in := func(d *directory) bool {
		ids, ok := d.find(word)
		return m.scenario == nil || ok && ids.First == ids.Last
	}
	switch field {
	case LogWho:
		return in(&m.names.clients)
	case LogRoom:
		return in(&m.names.rooms)
	case LogUsers:
		return in(&m.names.users)
	}
	return slices.Contains(m.logNames(field), word)
}
