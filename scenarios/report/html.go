package report

import (
	_ "embed" // head.html
	"encoding/xml"
	"io"
	"strings"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// pageHead is the page up to its title. It lets nothing run and nothing be loaded.
//
//go:embed head.html
var pageHead string

// element is a piece of the page. Its text is text, whatever stands in it: the encoder escapes it,
// and that is all that an element or its class can need.
//
// Package html/template would do the same, and a quarter of a millisecond more at every start of
// every command: tables of its own, and methods that the linker may no longer leave out.
type element struct {
	XMLName xml.Name
	Class   string `xml:"class,attr,omitempty"`
	Text    string `xml:",chardata"`
	Inside  []element
}

func tag(name, class, text string, inside ...element) element {
	return element{xml.Name{Local: name}, class, text, inside}
}

// writeHTML writes one page that needs no script and nothing from elsewhere: what did not pass,
// then a table for each scenario.
func (s *Suite) writeHTML(w io.Writer) error {
	title := "roomsim: " + s.headline()
	body := tag("body", "", "", tag("h1", "", title))
	add := func(more ...element) { body.Inside = append(body.Inside, more...) }
	var gaps []Gap
	for _, a := range s.audits() {
		add(tag("p", "", timeline.Show(a.line)))
		gaps = append(gaps, a.gaps...)
	}
	troubles := s.troubles()
	if len(troubles)+len(gaps) > 0 {
		add(tag("h2", "", "Did not pass"))
	}
	for _, t := range troubles {
		add(t.article())
	}
	for _, g := range gaps {
		add(tag("article", "", "", tag("h3", "", "", tag("b", "fail", g.What),
			tag("code", "", timeline.Show(g.Which)))))
	}
	add(tag("h2", "", "All claims"))
	for i := range s.Scenarios {
		add(s.Scenarios[i].section())
	}
	var b strings.Builder
	b.WriteString(pageHead)
	enc := xml.NewEncoder(&b)
	enc.Indent("", " ")
	for _, part := range []struct {
		element
		after string
	}{{tag("title", "", title), "\n</head>\n"}, {body, "\n</html>\n"}} {
		if err := enc.Encode(part.element); err != nil {
			return err
		}
		b.WriteString(part.after)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// article tells of a trouble.
func (t trouble) article() element {
	c, f := t.scenario, t.finding
	list := tag("dl", "", "")
	say := func(what, text string) {
		if text != "" {
			list.Inside = append(list.Inside, tag("dt", "", what), tag("dd", "", text))
		}
	}
	say("place", t.place())
	if f == nil {
		say("problem", shown(c.silence()))
		say("again", timeline.Show(c.Again))
		return tag("article", "", "",
			tag("h3", "", "", tag("b", "fail", "not finished"), tag("code", "", c.Name)), list)
	}
	say("want", timeline.Show(want(f)))
	say("got", timeline.Show(f.Came()))
	say("why", timeline.Show(f.Why))
	say("margin", margin(f))
	say("again", timeline.Show(f.Repeat(c.Again)))
	verdict := f.Verdict.String()
	return tag("article", "", "", tag("h3", "", "", tag("b", verdict, verdict),
		tag("code", "", c.Name+": "+words(f))), list)
}

// section is a scenario with its claims.
func (c *Scenario) section() element {
	s := tag("section", "", "", tag("h3", "", "", tag("code", "", c.Name),
		tag("span", "faint", timeline.Show(c.Title))))
	about := timeline.Show(c.File)
	for _, p := range c.made() {
		if p[0] != "again" {
			about += ", " + p[0] + " " + p[1]
		}
	}
	s.Inside = append(s.Inside, tag("p", "faint", about))
	if why := c.silence(); why != "" {
		s.Inside = append(s.Inside, tag("p", "fail", firstLine(why)))
	}
	if len(c.Findings) == 0 {
		return s
	}
	table := tag("table", "", "", tag("thead", "", "", tag("tr", "", "",
		tag("th", "verdict", "verdict"), tag("th", "claim", "claim"),
		tag("th", "measured", "measured"), tag("th", "margin", "margin"))))
	rows := tag("tbody", "", "")
	for i := range c.Findings {
		rows.Inside = append(rows.Inside, tableRow(&c.Findings[i]))
	}
	table.Inside = append(table.Inside, rows)
	s.Inside = append(s.Inside, table)
	return s
}

func tableRow(f *expect.Finding) element {
	verdict := f.Verdict.String()
	return tag("tr", "", "", tag("td", verdict, verdict), tag("td", "", words(f)),
		tag("td", "", timeline.Show(f.Measured)), tag("td", "margin", margin(f)))
}
