package plots

import (
	"bytes"
	"html"
	"io"
	"slices"
	"strconv"

	"roomsim/model/timeline"
)

// Inset draws charts for one page of HTML, where a script may stretch their time axis and answer
// questions about what they show. They share classes for their colours, which Style gives.
//
// An element with data-n tells of that record, an arrow of its sending too. One with data-x goes
// with that place on the axis and keeps its form when time is stretched, as signs do by their x.
// All others in the group of class "time" stretch, but for texts: these keep their size and go with
// their middle. data-in is the bar that such a text should not leave, and how wide the text is.
// data-w of a group is the row that it belongs to, from 1. Lengths are tenths of a point.
type Inset struct {
	guises []guise // by class
	index  map[guise]int
	cuts   []slash // of each sort one, at the origin
}

// Drawn says what a chart of an Inset shows besides what is written in it.
type Drawn struct {
	Rows    []string // the names of its rows, from the top down
	Records []uint32 // the numbers of the records that it tells of, in order
	Keys    []Key
	Notes   []string // what it leaves out, and what the run remarked
	story   *story
	rows    []*row
}

// Key is an entry of a legend: a little SVG, and what it means.
type Key struct{ Sign, Text string }

// guise is how something is painted: its class.
type guise struct {
	means means
	tone  tone
	width int // of a line
	dash  [2]int
	face  face // of a text
	size  int
	text  textStyle
}

// textStyle is how a text stands.
type textStyle uint8

const (
	plain  textStyle = iota
	haloed           // it shines through what lies below
	middle           // its x is its middle
)

// means is how something is painted.
type means uint8

const (
	filled means = iota
	drawn
	headed // with a head at its end
	written
)

// Swimlane writes the chart of a run as an element of the page whose id begins with a name, without
// title, legend and notes.
func (in *Inset) Swimlane(w io.Writer, id string, tl *timeline.Timeline, opt Options) (*Drawn,
	error) {
	c := &chart{story: tell(tl, opt), pic: new(picture), claims: opt.Claims}
	c.drawInset(opt)
	x := &insetWriter{in: in, edge: c.left, tl: tl}
	x.open(c, id)
	x.picture(c.pic)
	if _, err := x.out.WriteTo(w); err != nil {
		return nil, err
	}
	d := &Drawn{Records: x.told(), Notes: c.footNotes(), story: c.story, rows: c.rows}
	for _, r := range c.rows {
		name, _ := c.names(r)
		d.Rows = append(d.Rows, name)
	}
	for _, k := range c.keys() {
		d.Keys = append(d.Keys, Key{in.sign(&k), k.text})
	}
	return d, nil
}

// Row is the row that a record stands in, from 1, as data-w has it; 0: in none.
func (d *Drawn) Row(r *timeline.Record) int {
	who := r.Who
	if r.Kind.Wire() && who == timeline.Server {
		who = r.Peer
	}
	at := d.story.lane(who)
	if r.Kind != timeline.ServerDid && at == nil {
		return 0
	}
	return slices.IndexFunc(d.rows, func(row *row) bool { return row.lane == at }) + 1
}

// drawInset lays the chart out and draws it, but for what the page says itself.
func (c *chart) drawInset(opt Options) {
	c.makeRows()
	c.left = margin + c.gutter()
	c.use(opt.axis(c.anchors, c.left))
	c.pic.w = c.right + margin
	c.foldTop = c.layWeather(margin) + pt
	c.pic.h = c.layBody(c.belowFolds()) + margin
	c.drawFolds()
	c.drawBody()
	c.drawMail()
	c.pic.halos()
	c.pic.untangle(c.left)
}

// Style gives the rules of the classes, in both themes, and the hues of charts as variables.
func (in *Inset) Style() string {
	var b bytes.Buffer
	b.WriteString(":root{")
	for i, name := range hueNames {
		b.WriteString("--" + name + ":" + inBoth(pure(hue(i))) + ";")
	}
	b.WriteString("}\n")
	for i := range in.guises {
		b.WriteString("." + class(i) + "{" + in.guises[i].rule() + "}\n")
	}
	return b.String()
}

// hueNames are the hues as variables of a page.
var hueNames = [hues]string{hPaper: "paper", hInk: "ink", hMuted: "muted", hPale: "pale",
	hHair: "hair", hBand: "band", hWire: "wire", hLoss: "loss", hOutage: "outage", hStorm: "storm",
	hNight: "night", hClear: "clear", hSevere: "severe", hBlue: "blue", hGreen: "green",
	hOrange: "orange", hRed: "red", hGrey: "grey", hDead: "dead", hSeen: "seen",
	hSeenText: "seen-text", hGone: "gone", hGoneText: "gone-text", hLapsed: "lapsed",
	hLapsedText: "lapsed-text", hOnDark: "on-dark", hOnLight: "on-light",
	hHeld: "held", hAccent: "accent", hRust: "rust", hPurple: "purple", hSky: "sky"}

// inBoth gives a tone as the page shows it in its light and in its dark theme.
func inBoth(t tone) string {
	a, b := hex(&light, t), hex(&dark, t)
	if a == b {
		return a
	}
	return "light-dark(" + a + "," + b + ")"
}

func hex(p *palette, t tone) string {
	const digits = "0123456789abcdef"
	c := p.colour(t)
	s := []byte{'#'}
	for _, v := range [...]uint8{c.R, c.G, c.B, c.A} {
		s = append(s, digits[v>>4], digits[v&15])
	}
	if c.A == 255 {
		s = s[:7]
	}
	return string(s)
}

// rule gives the declarations of a guise.
func (l *guise) rule() string {
	colour := inBoth(l.tone)
	stroke := "stroke:" + colour + ";stroke-width:" + strconv.Itoa(l.width)
	switch l.means {
	case filled:
		return "fill:" + colour
	case headed:
		return "fill:none;" + stroke + ";marker-end:url(#" + headOf(l.tone) + ")"
	case drawn:
		if l.dash[0] > 0 {
			stroke += ";stroke-dasharray:" + strconv.Itoa(l.dash[0]) + "," + strconv.Itoa(l.dash[1])
		}
		return "fill:none;" + stroke
	}
	weight := ""
	if l.face == bold {
		weight = "bold "
	}
	font := "fill:" + colour + ";font:" + weight + strconv.Itoa(l.size) + "px " + families[l.face]
	return font + [...]string{plain: "", haloed: ";paint-order:stroke;stroke:var(--paper);" +
		"stroke-width:20px;stroke-linejoin:round", middle: ";text-anchor:middle"}[l.text]
}

// class names a guise.
func class(i int) string { return "c" + strconv.FormatInt(int64(i), 36) }

// class gives the class of a guise, a new one the first time.
func (in *Inset) class(l guise) string {
	i, ok := in.index[l]
	if !ok {
		if in.index == nil {
			in.index = make(map[guise]int)
		}
		i = len(in.guises)
		in.index[l] = i
		in.guises = append(in.guises, l)
	}
	return class(i)
}

// escaped makes a text one that stands in HTML.
func escaped(s string) string { return html.EscapeString(s) }
