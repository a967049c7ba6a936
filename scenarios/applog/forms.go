package applog

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"roomsim/scenarios/spec"
)

// jsonLine reads a line of foreign JSON Lines.
func (r *reader) jsonLine(line int, text string) {
	w := &row{line: line}
	o, ok := r.object(w, text)
	if !ok {
		return
	}
	for f := range spec.LogFields {
		src := &r.mapping.Sources[f]
		if src.Field == "" {
			continue
		}
		switch v := dig(o, src.Field); {
		case v == nil:
		case f == spec.LogUsers:
			w.users = r.split(texts(v))
		default:
			w.set(f, plain(v))
		}
	}
	r.take(w)
}

// jsonTime is the time of a line that is left out, "" if it has none.
func (r *reader) jsonTime(text string) string {
	_, o, err := decode(text)
	if err != nil {
		return ""
	}
	return plain(dig(o, r.mapping.Sources[spec.LogWhen].Field))
}

// take enters a row in our names, unless a name leaves it out.
func (r *reader) take(w *row) {
	if r.rename(w) {
		r.complete(w)
		return
	}
	r.passed(w)
}

// dig finds a field of an object: by its whole name, or along dots into objects. A dot behind a
// list looks into each of its items.
func dig(v any, path string) any {
	switch v := v.(type) {
	case map[string]any:
		if item, ok := v[path]; ok {
			return item
		}
		head, rest, ok := strings.Cut(path, ".")
		if item, is := v[head]; ok && is {
			return dig(item, rest)
		}
	case []any:
		var found []any
		for _, item := range v {
			if got := dig(item, path); got != nil {
				found = append(found, got)
			}
		}
		return found
	}
	return nil
}

// split parts users that stand in one text.
func (r *reader) split(users []string) []string {
	sep := r.mapping.Sources[spec.LogUsers].Split
	if sep == "" || len(users) != 1 {
		return users
	}
	list := strings.Split(users[0], sep)
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// complete enters a row that has a time and says what it is about.
func (r *reader) complete(w *row) {
	for _, f := range []spec.LogField{spec.LogWhen, spec.LogWhat} {
		if w.texts[f] == "" {
			r.say(w, fmt.Sprintf("has no %s: field %s", f, quote(r.mapping.Sources[f].Field)),
				"expected it in every line that is not left out")
			return
		}
	}
	r.enter(w)
}

// csv reads a log whose first row names the columns.
func (r *reader) csv() {
	text := string(r.src.Text)
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.FieldsPerRecord, c.ReuseRecord = r.mapping.Separator, -1, true
	var columns [spec.LogFields]int // from 1; 0: none
	width := 0
	for start := int64(0); ; start = c.InputOffset() {
		cells, err := c.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			r.badCSV(err)
			return
		}
		line, _ := c.FieldPos(0)
		switch {
		case width == 0:
			width = len(cells)
			if !r.columns(line, cells, &columns) {
				return
			}
		case !r.counts(strings.Trim(text[start:c.InputOffset()], "\r\n")):
			r.pass(func() string { return cells[min(columns[spec.LogWhen], len(cells))-1] })
		case len(cells) != width:
			r.wrongAt(place{r.src.Name, line}, fmt.Sprintf("has %d columns", len(cells)),
				fmt.Sprintf("expected %d, as in the first row", width))
		default:
			r.cells(line, cells, &columns)
		}
		if r.full(line) {
			return
		}
	}
}

// badCSV says why a table cannot be read on.
func (r *reader) badCSV(err error) {
	var bad *csv.ParseError
	if !errors.As(err, &bad) {
		r.wrong.Add(spec.Problem{File: r.src.Name, Msg: "cannot be read as csv"})
		return
	}
	r.wrongAt(place{r.src.Name, bad.Line}, "cannot be read as csv: "+bad.Err.Error(),
		`expected a quoted cell to be "…", with "" for a quote in it`)
}

// columns finds the fields in the first row.
func (r *reader) columns(line int, cells []string, columns *[spec.LogFields]int) bool {
	ok := true
	for f := range spec.LogFields {
		name := r.mapping.Sources[f].Field
		if name == "" {
			continue
		}
		if columns[f] = slices.Index(cells, name) + 1; columns[f] == 0 {
			ok = false
			r.wrongAt(place{r.src.Name, line}, fmt.Sprintf("no column %s for %s", quote(name), f),
				hint(name, cells, "columns"))
		}
	}
	return ok
}

// cells reads a row of a table.
func (r *reader) cells(line int, cells []string, columns *[spec.LogFields]int) {
	w := &row{line: line}
	for f, column := range columns {
		if column == 0 || cells[column-1] == "" {
			continue
		}
		r.put(w, spec.LogField(f), cells[column-1])
	}
	r.take(w)
}

// put enters a text into a row.
func (r *reader) put(w *row, f spec.LogField, text string) {
	text = strings.TrimSpace(text)
	if f == spec.LogUsers {
		w.users = r.split([]string{text})
		return
	}
	w.set(f, text)
}

// textLine reads a line of text by the first expression that fits it.
func (r *reader) textLine(line int, text string) {
	w := &row{line: line}
	for i := range r.mapping.Lines {
		l := &r.mapping.Lines[i]
		m := l.Expr.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		for f := range spec.LogFields {
			if g := l.Groups[f]; g > 0 && m[g] != "" {
				r.put(w, f, m[g])
			}
		}
		if r.rename(w) {
			r.fixed(w, l)
			r.complete(w)
		} else {
			r.passed(w)
		}
		return
	}
	r.say(w, "fits no expression of lines: "+quote(text),
		"expected one that reads it, or skip: with one that fits it")
}

// textTime is the time of a line that is left out, by the first expression that finds one in it.
func (r *reader) textTime(text string) string {
	for i := range r.mapping.Lines {
		l := &r.mapping.Lines[i]
		g := l.Groups[spec.LogWhen]
		if m := l.Expr.FindStringSubmatch(text); g > 0 && m != nil && m[g] != "" {
			return m[g]
		}
	}
	return ""
}

// fixed enters what a line of the mapping means without saying it.
func (r *reader) fixed(w *row, l *spec.LogLine) {
	for f, word := range l.Fixed {
		switch {
		case word == "":
		case spec.LogField(f) == spec.LogUsers:
			w.users = []string{word}
		default:
			w.set(spec.LogField(f), word)
		}
	}
}
