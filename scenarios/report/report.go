package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// Suite is what a check of scenarios came to.
type Suite struct {
	Scenarios []Scenario // those that were begun, or would have been but for a signal, in order
	Totals    Totals
	Coverage  *Coverage // nil: nobody asked
	Baseline  *Baseline // nil: nobody asked
	Steps     *Steps    // nil: the scenarios were run
	Tightest  []Tight
	Slowest   []Slow
	Lenient   bool // a claim that was never put to the test is no failure
}

// Scenario is what came of one scenario.
type Scenario struct {
	Name, Title string
	File        string // as messages name it
	Path        string // as GitHub names it: from the top of the repository; "": it has no file
	Seed        uint64
	Profile     string
	Problem     string // why it was not finished; "": it was
	Again       string // the command that runs it in the same way
	Logs        string // what its claims were held against; "": a run, which has a seed and a profile
	Findings    []expect.Finding
}

// Steps are what logs tell that the state machine does not allow: a gap for each, with its place.
type Steps []Gap

func (s Steps) audit() audit {
	return audit{"steps", "the state machine allows every step", "steps that the state machine does " +
		"not allow: " + strconv.Itoa(len(s)), s}
}

// made says what the findings are about: logs, or the run of a seed and a profile.
func (c *Scenario) made() (list [][2]string) {
	if c.Logs != "" {
		return [][2]string{{"logs", timeline.Show(c.Logs)}}
	}
	return [][2]string{{"seed", decimals(c.Seed)}, {"profile", timeline.Show(c.Profile)},
		{"again", timeline.Show(c.Again)}}
}

// Totals counts scenarios that were finished, their claims by verdict, and the rest.
type Totals struct {
	Scenarios, Claims            int
	Passed, Failed, Inconclusive int
	Unfinished                   int // scenarios that broke or were interrupted
	NotRun                       int // scenarios behind the one at which the check was to stop
	Claimless                    int // scenarios that were finished and have no claims
}

// Formats names the formats that Write knows.
func Formats() []string { return []string{"junit", "json", "github", "markdown", "html"} }

// Write writes the suite in one of the formats. The error is that of w.
func (s *Suite) Write(w io.Writer, format string) error {
	switch format {
	case "junit":
		return s.writeJUnit(w)
	case "json":
		return s.writeJSON(w)
	case "github":
		return s.writeGitHub(w)
	case "markdown":
		return s.writeMarkdown(w)
	case "html":
		return s.writeHTML(w)
	}
	panic("report: no format " + format)
}

// trouble is something that did not pass: a finding, or else a scenario that has none.
type trouble struct {
	scenario *Scenario
	finding  *expect.Finding // nil: the scenario was not finished, or claims nothing
}

// troubles lists what did not pass in the order of the suite.
func (s *Suite) troubles() []trouble {
	var list []trouble
	for i := range s.Scenarios {
		c := &s.Scenarios[i]
		if c.silence() != "" {
			list = append(list, trouble{c, nil})
		}
		for k := range c.Findings {
			if f := &c.Findings[k]; f.Verdict != expect.Pass {
				list = append(list, trouble{c, f})
			}
		}
	}
	return list
}

// silence says why a scenario came to no findings, "" if it did.
func (c *Scenario) silence() string {
	switch {
	case c.Problem != "":
		return c.Problem
	case len(c.Findings) == 0:
		return "has no claims; expected something to check"
	}
	return ""
}

// headline says in one line what the suite came to: "61 claims in 24 scenarios: 61 passed".
func (s *Suite) headline() string {
	t := &s.Totals
	line := many(t.Claims, "claim") + " in " + many(t.Scenarios, "scenario")
	join := ": "
	for _, part := range []struct {
		n    int
		word string
	}{{t.Passed, "passed"}, {t.Failed, "failed"}, {t.Inconclusive, "inconclusive"}} {
		if part.n > 0 {
			line += join + strconv.Itoa(part.n) + " " + part.word
			join = ", "
		}
	}
	if t.Claimless > 0 {
		line += "; " + many(t.Claimless, "scenario") + " without claims"
	}
	if t.Unfinished > 0 {
		line += "; " + many(t.Unfinished, "scenario") + " not finished"
	}
	if t.NotRun > 0 {
		line += "; " + many(t.NotRun, "scenario") + " not run"
	}
	return line
}

// words gives the claim of a finding: its id, if it has one, and its text.
func words(f *expect.Finding) string { return f.Cells()[1] }

// margin gives the margin of a finding with its sign, "" if it has none.
func margin(f *expect.Finding) string { return strings.TrimPrefix(f.Cells()[3], "margin ") }

// want says what a claim asks for, in one line.
func want(f *expect.Finding) string { return strings.TrimSpace(f.Want + " " + f.When) }

// place says where what a trouble is about stands.
func (t trouble) place() string {
	if t.finding == nil {
		return timeline.Show(t.scenario.File)
	}
	at := &t.finding.Claim.Place
	return timeline.Show(at.File) + ":" + strconv.Itoa(at.Line) + ":" + strconv.Itoa(at.Col)
}

// shown is timeline.Show for a text of several lines.
func shown(text string) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i := range lines {
		lines[i] = timeline.Show(strings.TrimSuffix(lines[i], "\r"))
	}
	return strings.Join(lines, "\n")
}

// firstLine cuts a text behind its first line.
func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return timeline.Show(line)
}

func decimals(n uint64) string { return strconv.FormatUint(n, 10) }

// many gives "1 claim", "5 claims".
func many(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
