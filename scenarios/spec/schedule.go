package spec

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/sim"
)

// scheduleRow is a row of a schedule: what holds from so long after its beginning, with what
// earlier rows have set. Rule: as in a set, keys of one group are replaced together.
type scheduleRow struct {
	after time.Duration
	weather
}

// schedule reads a table of weather: rows in the file, or in a CSV file beside it.
func (s *scenario) schedule(a *action, on model.LinkChange) []model.LinkChange {
	n, before := a.f.get("schedule"), s.rep.errs
	rows := s.scheduleRows(n)
	if len(rows) == 0 || s.rep.errs > before {
		return nil
	}
	link := a.f.get("link").Value
	phases := make([]model.Phase, len(rows))
	for i := range rows {
		r := &rows[i]
		phases[i] = model.Phase{Keys: r.keys, To: r.to, Text: link + " " + r.text}
		if i+1 < len(rows) {
			phases[i].Lasts = sim.ConstantLaw(rows[i+1].after - r.after)
		}
	}
	a.Text = link + " schedule"
	if n.Kind == yaml.ScalarNode {
		a.Text += " " + stem(n.Value)
	}
	a.Text += ": " + rows[0].text
	s.holds(a, "schedule", rows[len(rows)-1].after)
	return steady(on, phases)
}

// scheduleRows reads the rows of a schedule, which are nil if they were bad in a file that an
// earlier schedule named.
func (s *scenario) scheduleRows(n *yaml.Node) []scheduleRow {
	switch n.Kind {
	case yaml.SequenceNode:
		return s.d.rows(n, len(n.Content), slices.Values(n.Content))
	case yaml.MappingNode:
		s.d.expected(n, "schedule", "rows such as [{after: 0s, delay: 50ms}], or a CSV file's name")
		return nil
	}
	file := s.d.beside(n, "schedule", "a CSV file of a schedule")
	if file == nil {
		return nil
	}
	if before := s.rep.errs; !file.read {
		file.read = true
		if rows := s.csvRows(file); s.rep.errs == before {
			file.rows = rows
		}
	}
	return file.rows
}

// rows reads the rows of a schedule, at most so many: mappings, each with what those before it have
// set.
func (d *decoder) rows(n *yaml.Node, most int, items iter.Seq[*yaml.Node]) []scheduleRow {
	list := make([]scheduleRow, 0, min(most, maxPhases))
	var kept []pair
	good := true
	i, before := -1, d.rep.errs
	for item := range items {
		if i++; i == maxPhases {
			d.wrong(item, fmt.Sprintf("more than %d rows (the bound)", maxPhases), "")
			break
		}
		if item.Kind != yaml.MappingNode {
			d.expected(item, "row of a schedule", "a mapping such as {after: 0s, delay: 50ms}")
			continue
		}
		f := d.form(item, levelRow)
		f.require()
		row := scheduleRow{after: d.after(f.get("after"), i, list)}
		if len(f.pairs) < 2 && f.get("after") != nil && !f.odd {
			d.wrong(item, "nothing is set", "expected keys such as "+weatherExample)
		}
		if good {
			kept = f.keep(kept)
		}
		if len(list) > 0 {
			f.earlier = &list[len(list)-1].weather
		}
		row.weather = f.weather()
		list = append(list, row)
		good = d.rep.errs == before
	}
	if i < 0 && d.rep.errs == before {
		d.wrong(n, "the schedule has no row", "expected rows such as {after: 0s, delay: 50ms}")
	}
	return list
}

// after reads when a row begins: the first at once, the others one after the other.
func (d *decoder) after(n *yaml.Node, i int, before []scheduleRow) time.Duration {
	if n == nil {
		return 0
	}
	after, ok := d.span(n, "after")
	switch k := len(before); {
	case !ok:
	case i == 0 && after > 0:
		d.wrong(n, "the first row begins at once", "expected after: 0s")
	case k > 0 && after <= before[k-1].after:
		d.wrong(n, fmt.Sprintf("%s is not after the row before (%s)", sim.FormatSpan(after),
			sim.FormatSpan(before[k-1].after)), "")
	}
	return after
}

// keep adds what earlier rows have set and this one does not replace, and returns what the next row
// is to keep.
func (f *form) keep(earlier []pair) []pair {
	own := f.pairs
	all := slices.Clone(own)
	for _, p := range earlier {
		key := p.key.Value
		if f.get(key) != nil || f.replaces(key) {
			continue
		}
		all = append(all, p)
		f.kept = append(f.kept, key)
	}
	f.pairs = all
	return slices.DeleteFunc(slices.Clone(all), func(p pair) bool { return p.key.Value == "after" })
}

// groups are keys that are set together: to set one is to set all.
var groups = [...][]string{{"loss", "burst"}, {"rate", "queue", "load", "trace"}}

// replaces reports whether what the row sets makes an earlier key void.
func (f *form) replaces(key string) bool {
	if key == "reorder" {
		order := f.get("order")
		return order != nil && order.Value == "fifo"
	}
	for _, group := range groups {
		if slices.Contains(group, key) {
			return slices.ContainsFunc(group, func(k string) bool { return f.get(k) != nil })
		}
	}
	return false
}

// csvRows reads the rows of a schedule from a CSV file whose first row names the keys. An empty
// cell keeps what was.
func (s *scenario) csvRows(file *file) []scheduleRow {
	src := file.source(s.rep)
	if !src.ended() || !src.characters() {
		return nil
	}
	t := &csvTable{src: src, d: &decoder{src: src, rep: s.rep},
		r: csv.NewReader(strings.NewReader(src.text))}
	t.r.TrimLeadingSpace = true
	keys, ok := t.header()
	if !ok {
		return nil
	}
	top := &yaml.Node{Line: 1, Column: 1}
	return t.d.rows(top, len(src.lines()), func(yield func(*yaml.Node) bool) {
		for row := t.next(keys); row != nil && yield(row); {
			row = t.next(keys)
		}
	})
}

// csvTable is a CSV file being read.
type csvTable struct {
	src *source
	d   *decoder
	r   *csv.Reader
}

// record reads a row of cells, each as a scalar at its place; nil at the end.
func (t *csvTable) record() (cells []*yaml.Node, ok bool) {
	texts, err := t.r.Read()
	var bad *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return nil, true
	case errors.Is(err, csv.ErrFieldCount) && errors.As(err, &bad):
		t.src.wrong(bad.Line, 1, fmt.Sprintf("%d cells", len(texts)),
			fmt.Sprintf("expected %d, as many as in the first row", t.r.FieldsPerRecord))
		return nil, false
	case errors.As(err, &bad):
		line := t.src.line(bad.Line)
		col := utf8.RuneCountInString(line[:min(max(bad.Column-1, 0), len(line))]) + 1
		t.src.wrong(bad.Line, col, "a quote stands in the wrong place", "")
		return nil, false
	}
	for i, text := range texts {
		line, col := t.r.FieldPos(i)
		full := t.src.line(line)
		col = utf8.RuneCountInString(full[:min(col-1, len(full))]) + 1
		cells = append(cells, &yaml.Node{Kind: yaml.ScalarNode, Value: strings.TrimSpace(text),
			Line: line, Column: col})
	}
	return cells, true
}

// header reads the first row: the keys of the columns.
func (t *csvTable) header() (keys []*yaml.Node, ok bool) {
	keys, ok = t.record()
	if !ok {
		return nil, false
	}
	seen := map[string]bool{}
	for _, k := range keys {
		switch {
		case !slices.Contains(columns, k.Value):
			t.d.wrong(k, "unknown column "+show(k.Value), t.d.hint(k.Value, columns, "columns are"))
			ok = false
		case seen[k.Value]:
			t.d.wrong(k, show(k.Value)+" again", "")
			ok = false
		}
		seen[k.Value] = true
	}
	if ok && !seen["after"] {
		t.src.wrong(1, 1, `no column "after"`, "expected a first row such as after,delay,loss")
		ok = false
	}
	return keys, ok
}

// next reads a row as a mapping, nil at the end or after reporting that there is no telling what
// the row is.
func (t *csvTable) next(keys []*yaml.Node) (row *yaml.Node) {
	cells, _ := t.record()
	if cells == nil {
		return nil
	}
	row = &yaml.Node{Kind: yaml.MappingNode, Line: cells[0].Line, Column: 1}
	for i, c := range cells {
		if c.Value == "" {
			continue
		}
		key := *keys[i]
		key.Line, key.Column = c.Line, c.Column
		row.Content = append(row.Content, &key, c)
	}
	return row
}
