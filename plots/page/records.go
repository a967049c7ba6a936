package page

import (
	"cmp"
	"slices"
	"strings"

	"roomsim/model/timeline"
	"roomsim/plots"
)

// row is a record in the table.
type row struct {
	n    uint32
	html markup
}

// table chooses the records that have room in the page.
type table struct {
	*Scenario
	drawn *plots.Drawn
	room  int // bytes left
	rows  []row
	has   map[uint32]bool
}

// records is the table of records in so many bytes, and says what it had to leave out.
func (p *Page) records(s *Scenario, drawn *plots.Drawn, room int) {
	t := &table{Scenario: s, drawn: drawn, room: room, has: make(map[uint32]bool)}
	t.choose()
	slices.SortFunc(t.rows, func(a, b row) int { return cmp.Compare(a.n, b.n) })
	name := text(s.Timeline.Scenario)
	p.put("<h3>Records</h3>\n<p class=search><label>Search <input type=search aria-controls='", name,
		"-records'></label> <label><input type=checkbox name=wire> messages and beats too</label> ",
		"<output class=count role=status></output></p>\n")
	if left := len(s.Timeline.Records) - len(t.rows); left > 0 {
		p.put("<p class=notes>", decimal(left), " of ", decimal(len(s.Timeline.Records)),
			" records are left out; the others are those that claims, marks and the chart speak of, ",
			"and what led to them. All: <code>", text(s.Again), " --wire</code></p>\n")
	}
	p.put("<div class=scroll><table class=records id='", name, "-records'><thead><tr><th scope=col>#",
		"<th scope=col>Time<th scope=col>Record<th scope=col>After #<th scope=col>Gap</thead>\n<tbody>\n")
	for _, r := range t.rows {
		p.put(r.html)
	}
	p.put("</tbody></table></div>\n")
}

// choose takes what must be answered for with its causes, then what people read, then the rest.
func (t *table) choose() {
	tl := t.Timeline
	for i := range t.Claims {
		for _, n := range t.Claims[i].Records {
			t.takeChain(n)
		}
	}
	for _, m := range tl.Marks {
		t.takeChain(m.N)
	}
	for _, n := range t.drawn.Records {
		t.takeChain(n)
	}
	for _, wire := range [...]bool{false, true} {
		for i := range tl.Records {
			if r := &tl.Records[i]; quiet(r) == wire && !t.take(r) {
				return
			}
		}
	}
}

// takeChain takes a record and its causes.
func (t *table) takeChain(n uint32) {
	for r := t.Timeline.ByN(n); r != nil && !t.has[r.N]; r = t.Timeline.ByN(r.Cause) {
		if !t.take(r) {
			return
		}
	}
}

// take takes one record, unless there is no room for it.
func (t *table) take(r *timeline.Record) bool {
	if t.has[r.N] {
		return true
	}
	m := t.row(r)
	if t.room -= len(m); t.room < 0 {
		return false
	}
	t.has[r.N] = true
	t.rows = append(t.rows, row{r.N, m})
	return true
}

// quiet reports whether a record is one of those that people ask for.
func quiet(r *timeline.Record) bool { return r.Kind.Wire() || r.Name == timeline.ServerBeat }

// letters are the kinds of records in data-k, before the number of their row in the chart.
var letters = [...]markup{timeline.Call: "a", timeline.Callback: "c", timeline.Network: "n",
	timeline.Link: "l", timeline.ServerDid: "s", timeline.Note: "o", timeline.Sent: "m",
	timeline.Delivered: "m", timeline.Dropped: "m"}

// row writes a record: number, time, words with its marks, the number of its cause, how long after
// it, and what silenced whom meanwhile.
func (t *table) row(r *timeline.Record) markup {
	tl := t.Timeline
	letter := letters[r.Kind]
	if r.Name == timeline.ServerBeat {
		letter = "b"
	}
	steps := tl.TellOne(r, t.Waits)
	last := &steps[len(steps)-1]
	m := "<tr data-k=" + letter + decimal(t.drawn.Row(r)) + "><td>" + decimal(int(r.N)) + "<td>" +
		text(r.At.String()) + "<td>" + t.words(r, last.Words)
	m += t.marksOf(r)
	if r.Cause == 0 {
		return m + "<td><td>\n"
	}
	gap := text(strings.TrimSpace(last.Since() + " " + last.Made))
	m += "<td>" + decimal(int(r.Cause)) + "<td>" + gap
	if gap == "" {
		m += "</td>" // with nothing in it, not even the end of a line, style says "at once"
	}
	if len(steps) == 1 {
		return m + "\n"
	}
	m += "<ul>"
	for _, s := range steps[:len(steps)-1] {
		m += "<li value=" + decimal(int(s.Record.N)) + ">" + text(s.Record.At.String()) + " #" +
			decimal(int(s.Record.N)) + " meanwhile: " + text(s.Words) + t.marksOf(s.Record)
	}
	return m + "</ul>\n"
}

// marksOf names the marks of a record.
func (t *table) marksOf(r *timeline.Record) (m markup) {
	for _, mark := range t.Timeline.Marks {
		if mark.N != r.N {
			continue
		}
		if m == "" {
			m = " <i>◂"
		}
		m += " " + text(mark.Name)
	}
	if m != "" {
		m += "</i>"
	}
	return m
}

// words emphasises who does what.
func (t *table) words(r *timeline.Record, words string) markup {
	who := "server"
	if r.Kind != timeline.ServerDid {
		who = timeline.Show(t.Timeline.Cast.Who(r.Who))
	}
	if rest, ok := strings.CutPrefix(words, who); ok && who != "" {
		return "<b>" + text(who) + "</b>" + text(rest)
	}
	return text(words)
}
