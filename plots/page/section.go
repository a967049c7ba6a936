package page

import (
	"strconv"
	"strings"

	"roomsim/plots"
)

// Add appends a scenario. Names of scenarios are letters, digits, - and _, and each comes once.
func (p *Page) Add(s *Scenario, opt plots.Options) error {
	start := p.body.Len()
	tl := s.Timeline
	name := text(tl.Scenario)
	title := tl.Title
	if title == "" {
		title = tl.Scenario
	}
	p.names, p.titles = append(p.names, tl.Scenario), append(p.titles, title)
	p.put("<section id='", name, "' data-again='", text(s.Again), "' aria-labelledby='", name,
		"-title'>\n<h2 id='", name, "-title'>", text(title), "</h2>\n")
	p.put("<p class=faint>", text(s.about()), "</p>\n")
	if s.Source != "" {
		p.put("<p class=faint>After: ", text(s.Source), "</p>\n")
	}
	var chart strings.Builder
	drawn, err := p.inset.Swimlane(&chart, tl.Scenario, tl, opt)
	if err == nil && chart.Len() > mostChart {
		chart.Reset()
		opt.Claims = plots.Claims{}
		drawn, err = p.inset.Swimlane(&chart, tl.Scenario, tl, opt)
	}
	if err != nil {
		return err
	}
	p.controls(name, drawn.Rows)
	p.put("<div class=frame>\n", markup(chart.String()),
		"<div class=place hidden><div></div></div></div>\n")
	p.legend(drawn)
	p.put("<div class=chain id='", name, "-chain' aria-live=polite hidden><h3></h3>",
		"<button value=Escape>Clear (Esc)</button><ol></ol></div>\n")
	p.claims(s.Claims)
	p.records(s, drawn, Most-(p.body.Len()-start)-p.shared())
	p.put("</section>\n")
	return nil
}

// mostChart is how many bytes a chart may have and still show the claims: so the table of records
// has room.
const mostChart = Most * 4 / 5

// shared is about how many bytes the page takes for all its scenarios, and some to spare.
func (p *Page) shared() int { return len(css) + len(script) + len(p.inset.Style()) + 6_000 }

// about says how a scenario was run.
func (s *Scenario) about() string {
	tl := s.Timeline
	words := []string{"scenario " + tl.Scenario}
	if tl.Profile != "" {
		words = append(words, "profile "+tl.Profile)
	}
	words = append(words, "seed "+strconv.FormatUint(tl.Seed, 10), "ends at "+tl.End.String())
	if s.Again != "" {
		words = append(words, s.Again)
	}
	return strings.Join(words, " · ")
}

// kinds are the boxes that choose what is seen, by the letters of records.
var kinds = [...]struct{ letters, name markup }{{"a", "calls"}, {"c", "callbacks"},
	{"n", "networks"}, {"l", "weather"}, {"sb", "server"}, {"o", "apps"}, {"m", "messages"}}

// controls are the buttons and boxes above the chart.
func (p *Page) controls(name markup, rows []string) {
	p.put("<div class=bar role=toolbar aria-label=Chart aria-controls='", name, "-chart'>",
		"<span><button value='+' title='Zoom in: +' aria-label='zoom in'>+</button> ",
		"<button value='-' title='Zoom out: -' aria-label='zoom out'>−</button> ",
		"<button value=0 title='The whole run: 0'>reset</button></span>\n",
		"<fieldset><legend>Who</legend>")
	for i, row := range rows {
		p.check("row", decimal(i+1), text(row))
	}
	p.check("row", "0", "not in the chart")
	p.put("</fieldset>\n<fieldset><legend>What</legend>")
	for _, k := range kinds {
		p.check("kind", k.letters, k.name)
	}
	p.put("</fieldset></div>\n")
}

func (p *Page) check(name, value, label markup) {
	p.put("<label><input type=checkbox name=", name, " value=", value, " checked> ", label,
		"</label>\n")
}

// legend explains the chart under it.
func (p *Page) legend(drawn *plots.Drawn) {
	p.put("<ul class=keys>\n")
	for _, k := range drawn.Keys {
		p.put("<li>", markup(k.Sign), text(k.Text), "\n")
	}
	p.put("</ul>\n")
	for _, note := range drawn.Notes {
		p.put("<p class=notes>", text(note), "</p>\n")
	}
	p.put("<p class='notes help'>Drag to move, Ctrl and the wheel to zoom, or two fingers; click for ",
		"what led to it. Keys in the chart: ← → from record to record, Enter for its causes, ",
		"+ − 0 to zoom, Esc to clear.</p>\n")
}

// claims is the table of verdicts.
func (p *Page) claims(list []Claim) {
	if len(list) == 0 {
		return
	}
	p.put("<h3>Claims</h3>\n<table class=claims><thead><tr><th scope=col>Verdict<th scope=col>Claim",
		"<th scope=col>Wanted<th scope=col>Measured<th scope=col>Margin</thead>\n<tbody>\n")
	for i := range list {
		c := &list[i]
		verdict := text(c.Verdict)
		p.put("<tr><td class=", verdict, ">", verdict, "<td>")
		if len(c.Records) > 0 {
			p.put("<button data-n='")
			for k, n := range c.Records {
				if k > 0 {
					p.put(" ")
				}
				p.put(decimal(int(n)))
			}
			p.put("'>", text(c.Text), "</button>")
		} else {
			p.put(text(c.Text))
		}
		for _, more := range [...]string{c.Source, c.Why} {
			if more != "" {
				p.put("<small>", text(more), "</small>")
			}
		}
		p.put("<td>", text(c.Want), "<td>", text(c.Got), "<td>", text(c.Margin), "\n")
	}
	p.put("</tbody></table>\n")
}
