package expect

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// Failure renders a finding that did not pass as a block of lines: where and what the claim is,
// what was wanted, what came, why, and the command to see it again. The command is given without
// --why, which is added where a record decides; "" leaves the line out.
func Failure(f *Finding, again string) string {
	var b strings.Builder
	b.WriteString(f.Claim.Place.head() + f.Verdict.String() + ": " + f.Claim.words() + "\n")
	width := max(utf8.RuneCountInString(f.Want), utf8.RuneCountInString(f.Got))
	b.WriteString("  want  " + beside(f.Want, f.When, width) + "\n")
	b.WriteString("  got   " + beside(f.Got, f.Off, width) + "\n")
	if f.Why != "" {
		b.WriteString("  why   " + f.Why + "\n")
	}
	if again = f.Repeat(again); again != "" {
		b.WriteString("  again " + again + "\n")
	}
	return b.String()
}

// head gives the place before a message: "scenarios/case2.yaml:37:5: ", "" without a file.
func (p Place) head() string {
	if p.File == "" {
		return ""
	}
	return timeline.LineStart(p.File) + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Col) +
		": "
}

// words gives the claim as a report names it: its id, if it has one, and its text.
func (c *Claim) words() string {
	if c.ID == "" {
		return timeline.Show(c.Text)
	}
	return timeline.Show(c.ID) + ": " + timeline.Show(c.Text)
}

// beside puts two texts into columns, the first one so many characters wide.
func beside(left, right string, width int) string {
	if right == "" {
		return left
	}
	return left + strings.Repeat(" ", width-utf8.RuneCountInString(left)+2) + right
}

// Cells gives a finding as the columns of a list: verdict, claim, what was measured, and the margin
// with its sign, "" without one.
func (f *Finding) Cells() [4]string {
	margin := ""
	if f.HasMargin {
		margin = "margin " + sim.FormatSigned(f.Margin)
	}
	return [4]string{f.Verdict.String(), f.Claim.words(), f.Measured, margin}
}

// Line gives a finding in one line, its cells two blanks apart.
func Line(f *Finding) string {
	line := ""
	for _, cell := range f.Cells() {
		if cell != "" {
			line = add(line, "  ", cell)
		}
	}
	return line
}
