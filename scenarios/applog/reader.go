package applog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
	"roomsim/sim"
)

// reader turns the lines of logs into records.
type reader struct {
	scenario *spec.Scenario
	mapping  *spec.Mapping
	cast     *timeline.Cast
	clocks   []spec.LogClock
	log      *Log
	records  []record
	over     record         // the latest end that a log tells of; line 0: none
	end      sim.Time       // of the run
	virtual  bool           // all logs are whole ones of our own: their times are virtual
	same     bool           // all are of this scenario, too: what they do not mark did not come
	actions  map[string]int // the rules of the marks that whole logs may name
	told     map[int]bool   // those of them that they have named
	dateless record         // the first one of the first log whose times have no dates; line 0: none
	wrong    spec.Problems

	clients, users, rooms finder

	// Of the log in hand.
	src     *Source
	whole   bool   // it is a whole one of our own
	whose   uint32 // the client of whom it told last; Nobody: of none
	day     int64  // of the last time of day, in days
	was     int64  // the last time of day
	foreign bool   // it is not what it was taken for: there is nothing more to say about it
	nobody  bool   // it has been said that a line does not say whose it is
}

// row is a line of a log taken apart: the texts of its fields, "" for those that it does not have.
type row struct {
	line  int
	texts [spec.LogFields]string
	has   [spec.LogFields]bool
	users []string
	pins  []int
	at    int64  // if the form reads times itself
	count uint32 // of our own form: a number that a callback carries
}

func (w *row) set(f spec.LogField, text string) { w.texts[f], w.has[f] = text, true }

func newReader(opt Options) *reader {
	c := &opt.Scenario.Config
	r := &reader{scenario: opt.Scenario, mapping: opt.Mapping, cast: c.Cast, virtual: true,
		same: true, told: map[int]bool{}}
	r.actions = r.actionMarks()
	r.clocks = opt.Clocks
	if opt.Mapping != nil {
		r.clocks = slices.Concat(opt.Clocks, opt.Mapping.Clocks)
	}
	r.clients, r.users = newFinder(&c.Cast.Clients), newFinder(&c.Cast.Users)
	r.rooms = newFinder(&c.Cast.Rooms)
	r.log = &Log{Timeline: &timeline.Timeline{Scenario: c.Scenario, Title: c.Title, Profile: c.Profile,
		Cast: c.Cast}}
	return r
}

func (r *reader) wrongAt(p place, msg, expected string) {
	r.wrong.Add(spec.Problem{File: p.file, Line: p.line, Msg: msg, Expected: expected})
}

// say reports what is wrong with a line.
func (r *reader) say(w *row, msg, expected string) {
	r.wrongAt(place{r.src.Name, w.line}, msg, expected)
}

// source reads one log.
func (r *reader) source(src *Source) {
	r.src, r.day, r.was, r.foreign, r.nobody = src, 0, -1, false, false
	r.whose = src.Client.First
	from := len(r.records)
	r.whole = isWhole(src.Text)
	r.virtual, r.same = r.virtual && r.whole, r.same && r.whole
	switch {
	case r.whole || r.mapping == nil || r.mapping.Log == "roomsim":
		r.eachLine(r.ours, nil)
	case r.mapping.Log == "jsonl":
		r.eachLine(r.jsonLine, r.jsonTime)
	case r.mapping.Log == "csv":
		r.csv()
	default:
		r.eachLine(r.textLine, r.textTime)
	}
	r.align(from)
}

// eachLine reads the log line by line. Blank lines do not count, nor do those that the mapping
// leaves out, but for their times; a form that has its days needs none.
func (r *reader) eachLine(read func(line int, text string), timeOf func(text string) string) {
	number := 0
	for text := range strings.Lines(string(r.src.Text)) {
		number++
		text = strings.TrimRight(text, "\r\n")
		switch {
		case len(text) > maxLine:
			r.wrongAt(place{r.src.Name, number}, "the line is longer than 1 MiB (the bound)", "")
		case strings.TrimSpace(text) == "":
		case r.counts(text):
			read(number, text)
		case timeOf != nil:
			r.pass(func() string { return timeOf(text) })
		}
		if r.foreign || r.full(number) {
			return
		}
	}
}

// full reports whether there are more records than the bound allows, and says so.
func (r *reader) full(line int) bool {
	if len(r.records) <= maxRecords {
		return false
	}
	r.wrongAt(place{r.src.Name, line}, fmt.Sprintf("more than %d records (the bound)", maxRecords), "")
	return true
}

// counts reports whether a line is to be read.
func (r *reader) counts(text string) bool {
	if r.mapping == nil {
		return true
	}
	for _, skip := range r.mapping.Skip {
		if skip.MatchString(text) {
			return false
		}
	}
	for _, only := range r.mapping.Only {
		if only.MatchString(text) {
			return true
		}
	}
	return len(r.mapping.Only) == 0
}

// enter makes a record of a line, unless something is wrong with it.
func (r *reader) enter(w *row) {
	rec := record{place: place{r.src.Name, w.line}, at: w.at, pins: w.pins}
	if r.when(w, &rec) && r.event(w, &rec.Record) {
		if rec.Who != timeline.Nobody {
			r.whose = rec.Who
		}
		rec.at -= r.ahead(rec.Who)
		r.records = append(r.records, rec)
	}
}

// rename puts our names in the place of the log's; it is false for a line that is to be left out.
func (r *reader) rename(w *row) bool {
	for f := range spec.LogFields {
		names := r.mapping.Sources[f].Names
		if f == spec.LogUsers || !w.has[f] || len(names) == 0 {
			continue
		}
		if ours, ok := names[w.texts[f]]; ok {
			if w.texts[f] = ours; ours == "" {
				return false
			}
		}
	}
	names := r.mapping.Sources[spec.LogUsers].Names
	if len(names) == 0 || len(w.users) == 0 {
		return true
	}
	var users []string
	for _, user := range w.users {
		if ours, ok := names[user]; ok {
			user = ours
		}
		if user != "" {
			users = append(users, user)
		}
	}
	w.users = users
	return len(users) > 0
}

// quote makes a text of a log fit for a message.
func quote(text string) string {
	const most = 64
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	return strconv.Quote(text)
}

// finder finds names in the cast in constant time.
type finder struct {
	names *timeline.Names
	known map[string]timeline.Span
}

func newFinder(names *timeline.Names) finder {
	return finder{names, map[string]timeline.Span{}}
}

// find returns the id of a name that is a single one.
func (f *finder) find(name string) (id uint32, ok bool) {
	ids, seen := f.known[name]
	if !seen {
		ids, _ = f.names.Find(name)
		f.known[name] = ids
	}
	return ids.First, ids.First != 0 && ids.First == ids.Last
}

// hint is what to expect in place of an unknown name.
func (f *finder) hint(name, what string) string {
	var list []string
	f.names.Groups(func(n string, _ timeline.Span, _ bool) bool {
		list = append(list, n)
		return len(list) < 500
	})
	return hint(name, list, what)
}

// hint gives `did you mean "x"?`, or what there is.
func hint(word string, list []string, what string) string {
	if near := spec.Near(word, list); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return what + " are " + spec.Listed(list)
}
