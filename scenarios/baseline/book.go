package baseline

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// Book is a baseline: what was measured under some options.
type Book struct {
	Options string // the flags that change a run: "--set server.fanout=101ms"; "" for none
	Pages   []Page // by scenario, each name once
}

// Page is what one scenario measured.
type Page struct {
	Scenario string
	Run      string // what it was run with: "seed 1, profile zego"
	Lines    []Line // in the order of the claims, each name once
}

// Line is what one claim measured.
type Line struct {
	Claim   string // its id, or its text in quotes; "… (2)" for the second of one text
	Verdict string
	Value   string // "T4' = T3 + 89.820s"
	Margin  string // "+0.820s"; "": none
}

// PageOf makes the page of a scenario from what its claims found.
func PageOf(scenario, run string, findings []expect.Finding) Page {
	p := Page{Scenario: scenario, Run: oneLine(run)}
	for i := range findings {
		f := &findings[i]
		line := Line{Claim: p.free(f.Claim), Verdict: f.Verdict.String(),
			Value: cmp.Or(oneLine(f.Value), "nothing")}
		if f.HasMargin {
			line.Margin = sim.FormatSigned(f.Margin)
		}
		p.Lines = append(p.Lines, line)
	}
	return p
}

// free names a claim: by its id or, so that a claim put before it does not rename it, by its text.
func (p *Page) free(c *expect.Claim) string {
	name := strconv.Quote(c.Text)
	switch {
	case plain(c.ID):
		name = c.ID
	case c.ID != "":
		name = "id " + strconv.Quote(c.ID)
	}
	for n, first := 2, name; p.line(name) != nil; n++ {
		name = first + " (" + strconv.Itoa(n) + ")"
	}
	return name
}

// line finds the line of a claim.
func (p *Page) line(claim string) *Line {
	for i := range p.Lines {
		if p.Lines[i].Claim == claim {
			return &p.Lines[i]
		}
	}
	return nil
}

// Page finds the page of a scenario, nil if there is none.
func (b *Book) Page(scenario string) *Page {
	for i := range b.Pages {
		if b.Pages[i].Scenario == scenario {
			return &b.Pages[i]
		}
	}
	return nil
}

// Accept puts pages in the place of those of the same scenarios; the others stay.
func (b *Book) Accept(pages []Page) {
	for _, p := range pages {
		if old := b.Page(p.Scenario); old != nil {
			*old = p
		} else {
			b.Pages = append(b.Pages, p)
		}
	}
	slices.SortFunc(b.Pages, func(p, q Page) int { return cmp.Compare(p.Scenario, q.Scenario) })
}

// What a file begins with.
const (
	head     = "roomsim baseline 1"
	options  = "options"
	noOption = "none"
)

// Write writes the book, its pages in the order of their names.
func (b *Book) Write(w io.Writer) error {
	_, err := io.WriteString(w, b.String())
	return err
}

// String gives the book as a file has it.
func (b *Book) String() string {
	var s strings.Builder
	given := b.Options
	if given == "" {
		given = noOption
	}
	s.WriteString(head + "\n" + options + " " + given + "\n")
	for i := range b.Pages {
		p := &b.Pages[i]
		s.WriteString("\n" + p.title() + "\n")
		for k := range p.Lines {
			s.WriteString(p.Lines[k].text() + "\n")
		}
	}
	return s.String()
}

func (p *Page) title() string { return p.Scenario + "  " + p.Run }

func (l *Line) text() string {
	text := "  " + l.Claim + ": " + l.Verdict + "  " + l.Value
	if l.Margin != "" {
		text += "  margin " + l.Margin
	}
	return text
}

// oneLine leaves single blanks only: two of them part the fields of a line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// plain reports whether an id can stand in a file as it is.
func plain(id string) bool {
	for i := range len(id) {
		c := id[i]
		if (c < 'a' || 'z' < c) && (c < 'A' || 'Z' < c) && (c < '0' || '9' < c) &&
			!strings.ContainsRune("-_.'", rune(c)) {
			return false
		}
	}
	return id != ""
}
