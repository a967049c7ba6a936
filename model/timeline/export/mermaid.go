package export

import (
	"io"
	"strconv"
	"strings"
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// silence is how long nothing may be drawn before a note says so.
const silence = time.Second

// longest is how many bytes of a diagram are drawn: Mermaid takes 50,000 characters, of which the
// last note needs some.
const longest = 45000

// outage is the ground behind what happens while a network is down, on light and on dark paper.
const outage = "rect rgba(128, 128, 128, 0.2)"

// diagram is a sequence diagram in the making.
type diagram struct {
	t       *timeline.Timeline
	actors  []actor
	ranks   []rank
	named   map[uint32][]string // names of marks by record
	out     []byte
	indent  string
	last    sim.Time // of what was drawn
	over    string   // whom the note that is being written stands over; "": none
	note    []string // its lines
	tallies tallies
	downs   int  // networks that are down
	drawn   int  // records
	cropped bool // after mostDrawn of them only what led to a mark is drawn
	full    bool // nothing more is drawn
}

// WriteMermaid writes the run as a Mermaid sequence diagram: the server between the clients, a
// crowd as one of them, an arrow for a message where it arrives or is lost, with the times of its
// leaving and its end, notes for what is called, heard and done, and a grey ground while a network
// is down.
//
// Beats that led to nothing, attempts in vain after the first, and the members of a crowd are
// counted in the notes that tell of silence. Of a run that has more than 200 records to draw only
// those are drawn that matter most: messages are counted first, then what led to no mark. A
// diagram has at most eight clients and crowds, and says which ones are left out.
//
// Texts of the scenario stand in it as text: what could mean something to Mermaid is escaped.
func WriteMermaid(w io.Writer, t *timeline.Timeline) error {
	d := &diagram{t: t, named: map[uint32][]string{}, indent: "    "}
	d.tallies.index = map[sort]int{}
	for _, m := range t.Marks {
		d.named[m.N] = append(d.named[m.N], m.Name)
	}
	var leftOut []string
	d.actors, leftOut = actors(t)
	least := d.choose()
	d.head(least, leftOut)
	for i := range t.Records {
		d.take(&t.Records[i], least)
	}
	d.finish()
	_, err := w.Write(d.out)
	return err
}

// head writes the title, who takes part, and what is left out.
func (d *diagram) head(least rank, leftOut []string) {
	d.out = append(d.out, "sequenceDiagram\n"...)
	d.line("title " + escaped(d.t.Scenario))
	middle := (len(d.actors) + 1) / 2
	for i := range d.actors {
		if i == middle {
			d.line("participant server")
		}
		a := &d.actors[i]
		d.line("participant " + a.id + " as " + escaped(a.label()))
	}
	if middle == len(d.actors) {
		d.line("participant server")
	}
	var lines []string
	if d.t.Title != "" {
		lines = append(lines, d.t.Title) // Mermaid's own title is clipped if it is long
	}
	if n := len(leftOut); n > 3 {
		lines = append(lines, strings.Join(leftOut[:2], ", ")+" and "+strconv.Itoa(n-2)+
			" more are left out")
	} else if n > 0 {
		lines = append(lines, "left out: "+strings.Join(leftOut, ", "))
	}
	switch {
	case d.cropped:
		lines = append(lines, "the first "+strconv.Itoa(mostDrawn)+
			" things done are drawn, and what led to a mark", "the rest is counted")
	case least > mail:
		lines = append(lines, fewer[least])
	}
	if len(lines) > 0 {
		d.write(d.all(), lines)
	}
}

// fewer says what is drawn if it is not everything.
var fewer = [...]string{doing: "messages that led to no mark are counted",
	leading: "what led to no mark is counted", named: "what no mark names is counted"}

// all is the place of a note that concerns everybody.
func (d *diagram) all() string {
	switch n := len(d.actors); n {
	case 0:
		return "server"
	case 1:
		return d.actors[0].id + ",server"
	default:
		return d.actors[0].id + "," + d.actors[n-1].id
	}
}

// take draws a record, counts it, or leaves it to another one that tells the same.
func (d *diagram) take(r *timeline.Record, least rank) {
	d.full = d.full || len(d.out) > longest
	rank := d.ranks[r.N]
	switch {
	case rank == silent:
		return
	case rank < least, d.full, d.drawn >= mostDrawn && rank < leading:
		d.count(r)
		return
	}
	d.drawn++
	d.pause(r.At)
	if r.Kind.Wire() {
		d.arrow(r)
	} else {
		d.tell(r)
	}
}

// pause tells of a silence before an instant, and of what was counted in it.
func (d *diagram) pause(t sim.Time) {
	if gap := t.Sub(d.last); gap > silence {
		d.flush()
		d.write(d.all(), append([]string{sim.FormatSpan(gap) + " later"},
			d.tallies.told(d.t.Cast)...))
	}
	d.last = t
}

// arrow draws a message at its end.
func (d *diagram) arrow(r *timeline.Record) {
	d.flush()
	a := d.actor(r)
	from, to := a.id, "server"
	if !r.Name.Up() {
		from, to = to, from
	}
	text := d.t.SayMessage(r)
	if a.crowd {
		text = a.member(d.t, r) + " " + text
	}
	sent := d.t.ByN(r.Cause)
	if sent != nil && sent.At != r.At {
		text += " " + sent.At.String() + " →"
	}
	text += " " + r.At.String()
	sign := "-)"
	if r.Kind == timeline.Dropped {
		sign = "-x"
		text += " lost"
		if why := r.Why(); why != "" && why != "lost" {
			text += " (" + why + ")"
		}
	}
	d.line(from + sign + to + ": " + d.text(text, r))
}

// member is the name of a crowd's member that a message comes from or goes to.
func (a *actor) member(t *timeline.Timeline, r *timeline.Record) string {
	if r.Who == timeline.Server {
		return t.Cast.Who(r.Peer)
	}
	return t.Cast.Who(r.Who)
}

// tell writes a record into a note: into the one before, if that is of the same place and instant.
func (d *diagram) tell(r *timeline.Record) {
	over, text := d.all(), d.t.SayWhat(r)
	a := d.actor(r)
	switch {
	case d.ofServer(r):
		over = "server"
	case a != nil:
		over = a.id
	}
	if a != nil && a.crowd {
		text = d.t.Say(r)
	}
	change := a != nil && !a.crowd && r.Kind == timeline.Network &&
		r.Flag&timeline.Ineffective == 0
	if change && r.Name == timeline.NetworkDown && !a.down {
		d.flush()
		a.down = true
		d.cut()
	}
	if over != d.over || d.note[0] != r.At.String() {
		d.flush()
		d.over, d.note = over, []string{r.At.String()}
	}
	d.note = append(d.note, d.text(text, r))
	if change && r.Name != timeline.NetworkDown && a.down {
		d.flush()
		a.down = false
		d.heal()
	}
}

// cut begins the ground of an outage, unless another one goes on.
func (d *diagram) cut() {
	if d.downs++; d.downs == 1 {
		d.line(outage)
		d.indent += "    "
	}
}

// heal ends the ground of an outage with the last one.
func (d *diagram) heal() {
	if d.downs--; d.downs == 0 {
		d.indent = d.indent[:len(d.indent)-4]
		d.line("end")
	}
}

// text is what stands on a line, with the names of its marks.
func (d *diagram) text(s string, r *timeline.Record) string {
	s = escaped(s)
	if names := d.named[r.N]; len(names) > 0 {
		s += " ◂ " + escaped(strings.Join(names, " "))
	}
	return s
}

// finish tells what came after the last thing drawn.
func (d *diagram) finish() {
	d.flush()
	lines := []string{"the end, at " + d.t.End.String()}
	if d.full {
		lines = []string{"longer than a diagram may be: the rest is counted, until " +
			d.t.End.String()}
	} else if gap := d.t.End.Sub(d.last); gap > 0 {
		lines[0] = sim.FormatSpan(gap) + " later: " + lines[0]
	}
	d.write(d.all(), append(lines, d.tallies.told(d.t.Cast)...))
	if d.downs > 0 {
		d.downs = 1
		d.heal()
	}
}

// flush ends the note that is being written.
func (d *diagram) flush() {
	if d.over != "" {
		d.line("Note over " + d.over + ": " + strings.Join(d.note, lineBreak))
	}
	d.over, d.note = "", nil
}

// write writes a note of lines that may have anything in them.
func (d *diagram) write(over string, lines []string) {
	for i := range lines {
		lines[i] = escaped(lines[i])
	}
	d.line("Note over " + over + ": " + strings.Join(lines, lineBreak))
}

func (d *diagram) line(s string) {
	d.out = append(append(append(d.out, d.indent...), s...), '\n')
}
