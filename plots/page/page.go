package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // page.css, page.js
	"encoding/base64"
	"html"
	"io"
	"strconv"
	"strings"

	"roomsim/model/timeline"
	"roomsim/plots"
)

var (
	//go:embed page.css
	css string
	//go:embed page.js
	script string
)

// Most is how many bytes a page has at most for each of its scenarios.
const Most = 200_000

// Scenario is a run and what it came to.
type Scenario struct {
	Timeline *timeline.Timeline // with all of its records
	Waits    timeline.Waits     // the settings that name the gaps between records
	Source   string             // what document it reproduces, "" if it says nothing
	Again    string             // the command that runs it in the same way
	Claims   []Claim
}

// Claim is a claim of a scenario and its verdict, in words.
type Claim struct {
	Verdict string // pass, fail or inconclusive
	Text    string // with its id, if it has one
	Source  string // the sentence it cites
	Why     string
	Want    string
	Got     string // as it was measured
	Margin  string // with its sign; "" without one
	Records []uint32
}

// lean is the script without its indentation and comments: no text in it has a // behind a blank.
func lean() string {
	var b strings.Builder
	for line := range strings.Lines(script) {
		code, _, _ := strings.Cut(strings.TrimSpace(line), " // ")
		b.WriteString(code + "\n")
	}
	return b.String()
}

// Page is a page to be: scenarios are added to it one after the other.
type Page struct {
	inset  plots.Inset
	titles []string // of the scenarios, by name
	names  []string
	body   bytes.Buffer
}

// markup is HTML. Only constants of this package become markup by themselves.
type markup string

// text makes a text from anywhere fit to stand in the page.
func text(s string) markup { return markup(html.EscapeString(timeline.Show(s))) }

func decimal(n int) markup { return markup(strconv.Itoa(n)) }

// put appends markup to the page.
func (p *Page) put(parts ...markup) {
	for _, m := range parts {
		p.body.WriteString(string(m))
	}
}

// WriteTo writes the page. The error is that of w.
func (p *Page) WriteTo(w io.Writer) (int64, error) {
	signs := p.inset.Signs() // its classes are the last ones
	style, js := "\n"+css+p.inset.Style(), lean()
	title := text("roomsim: " + p.title())
	var out bytes.Buffer
	for _, m := range [...]markup{`<!DOCTYPE html>
<html lang=en>
<head>
<meta charset=utf-8>
<meta http-equiv=Content-Security-Policy content="default-src 'none'; base-uri 'none'; ` +
		`form-action 'none'; style-src '`, hash(style), `'; script-src '`, hash(js), `'">
<meta name=viewport content="width=device-width, initial-scale=1">
<title>`, title, `</title>
<style>`, markup(style), `</style>
</head>
<body>
`, markup(signs), p.header(), `<main>
`, markup(p.body.String()), `</main>
<div id=tip role=status hidden></div>
<script type=module>`, markup(js), `</script>
</body>
</html>
`} {
		out.WriteString(string(m))
	}
	return out.WriteTo(w)
}

// title is that of the only scenario, or says how many there are.
func (p *Page) title() string {
	if len(p.titles) == 1 {
		return p.titles[0]
	}
	return strconv.Itoa(len(p.titles)) + " scenarios"
}

// header leads to the scenarios, if they are several, and has the switch of themes.
func (p *Page) header() markup {
	m := markup("<header><nav aria-label=Scenarios>")
	if len(p.names) > 1 {
		for i, name := range p.names {
			m += `<a href="#` + text(name) + `" title="` + text(p.titles[i]) + `">` + text(name) + "</a>\n"
		}
	}
	return m + "</nav><select id=theme aria-label=Theme><option value=auto>theme: auto" +
		"<option value=light>light<option value=dark>dark</select></header>\n"
}

// hash is what the policy knows a style or a script by.
func hash(s string) markup {
	sum := sha256.Sum256([]byte(s))
	return markup("sha256-" + base64.StdEncoding.EncodeToString(sum[:]))
}
