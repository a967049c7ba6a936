package report

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"roomsim/scenarios/expect"
)

// finding is one that did not pass, or did.
func finding(id string, v expect.Verdict, margin time.Duration) expect.Finding {
	return expect.Finding{Claim: &expect.Claim{ID: id, Text: "T1 < T0 + 1s",
		Place: expect.Place{File: "x.yaml", Line: 7, Col: 5}}, Verdict: v, Want: "A hears", When: "soon",
		Got: "#3 at 1.000s", Off: "late", Measured: "T1 = T0 + 1.000s", Why: "#3 ← #1", Record: 3,
		Margin: margin, HasMargin: margin != 0}
}

// mixed is a suite with one of everything.
func mixed() *Suite {
	s := &Suite{Totals: Totals{Scenarios: 2, Claims: 6, Passed: 1, Failed: 3, Inconclusive: 2,
		Unfinished: 1, NotRun: 4}}
	s.Scenarios = []Scenario{
		{Name: "a", Title: "first", File: "a.yaml", Path: "dir/a.yaml", Seed: 1, Profile: "zego",
			Again: "roomsim run a.yaml", Findings: []expect.Finding{
				finding("open", expect.Inconclusive, 0), finding("near", expect.Fail, -time.Second),
				finding("good", expect.Pass, time.Second), finding("far", expect.Fail, -time.Minute)}},
		{Name: "b", File: "<stdin>", Seed: 2, Profile: "zego", Findings: []expect.Finding{
			finding("never", expect.Fail, 0), finding("open", expect.Inconclusive, 0)}},
		{Name: "c", File: "c.yaml", Path: "c.yaml", Problem: "the simulator is wrong: \x1b[2J\nstack"},
	}
	return s
}

func written(t *testing.T, s *Suite, format string) string {
	t.Helper()
	var b strings.Builder
	if err := s.Write(&b, format); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAnnotationsAreWorstFirst: what broke, what failed outright, what failed by much, by little,
// what was never put to the test.
func TestAnnotationsAreWorstFirst(t *testing.T) {
	s := mixed()
	titles := func() (list []string) {
		for line := range strings.Lines(written(t, s, "github")) {
			kind, _, _ := strings.Cut(line, " ")
			_, title, _ := strings.Cut(line, "title=")
			title, _, _ = strings.Cut(title, "::")
			title, _, _ = strings.Cut(title, "%3A T1")
			list = append(list, kind[2:]+" "+title)
		}
		return list
	}
	want := "[error c error b%3A never error a%3A far error a%3A near error a%3A open " +
		"error b%3A open]"
	if got := fmt.Sprint(titles()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	s.Lenient = true
	want = strings.ReplaceAll(want, "error a%3A open error b%3A open",
		"warning a%3A open warning b%3A open")
	if got := fmt.Sprint(titles()); got != want {
		t.Errorf("lenient: got  %s\nwant %s", got, want)
	}
	text := written(t, s, "github")
	for _, line := range []string{
		"::error file=c.yaml,title=c::the simulator is wrong: \\x1b[2J%0Astack\n",
		"::error title=b%3A never%3A T1 < T0 + 1s::x.yaml:7:5: fail: never: T1 < T0 + 1s%0A  want",
		"::error file=dir/a.yaml,line=7,col=5,title=a%3A far%3A T1 < T0 + 1s::",
	} {
		if !strings.Contains(text, line) {
			t.Errorf("got\n%s\nwant in it %s", text, line)
		}
	}
}

// TestAnnotationsAreFew: GitHub shows ten of a kind; the rest is counted in one of another kind.
func TestAnnotationsAreFew(t *testing.T) {
	s := &Suite{Scenarios: []Scenario{{Name: "a"}}, Lenient: true}
	for i := range 25 {
		s.Scenarios[0].Findings = append(s.Scenarios[0].Findings,
			finding(fmt.Sprint("f", i), expect.Fail, time.Duration(-1-i)))
	}
	for range 11 {
		s.Scenarios[0].Findings = append(s.Scenarios[0].Findings, finding("", expect.Inconclusive, 0))
	}
	text := written(t, s, "github")
	for head, want := range map[string]int{"::error ": 10, "::warning ": 10, "::notice ": 2,
		"title=a%3A f24%3A": 1, "title=a%3A f14%3A": 0, "::15 more errors; the log has all\n": 1,
		"::1 more warning; the log has all\n": 1} {
		if got := strings.Count(text, head); got != want {
			t.Errorf("%q: got %d of them, want %d", head, got, want)
		}
	}
}

// TestJUnitCounts: the sums are right, what broke is an error, and what was never put to the test
// fails unless that is allowed.
func TestJUnitCounts(t *testing.T) {
	s := mixed()
	for _, c := range []struct {
		lenient                   bool
		errors, failures, skipped int
	}{{false, 1, 5, 0}, {true, 1, 3, 2}} {
		s.Lenient = c.lenient
		var doc struct {
			Tests    int `xml:"tests,attr"`
			Errors   int `xml:"errors,attr"`
			Failures int `xml:"failures,attr"`
			Skipped  int `xml:"skipped,attr"`
			Suites   []struct {
				Name  string `xml:"name,attr"`
				Tests int    `xml:"tests,attr"`
				Cases []struct {
					Line    int       `xml:"line,attr"`
					Time    string    `xml:"time,attr"`
					Error   *struct{} `xml:"error"`
					Failure *struct{} `xml:"failure"`
					Skipped *struct{} `xml:"skipped"`
				} `xml:"testcase"`
			} `xml:"testsuite"`
		}
		text := written(t, s, "junit")
		if err := xml.Unmarshal([]byte(text), &doc); err != nil {
			t.Fatal(err)
		}
		got := []int{doc.Tests, doc.Errors, doc.Failures, doc.Skipped}
		want := []int{7, c.errors, c.failures, c.skipped}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("lenient %t: got %v, want %v in\n%s", c.lenient, got, want, text)
		}
		counted := []int{0, 0, 0, 0}
		for _, suite := range doc.Suites {
			counted[0] += len(suite.Cases)
			for _, tc := range suite.Cases {
				for k, is := range []bool{tc.Error != nil, tc.Failure != nil, tc.Skipped != nil} {
					if is {
						counted[k+1]++
					}
				}
				if tc.Time != "0.000" || tc.Error == nil && tc.Line != 7 {
					t.Errorf("got time %q, line %d; want 0.000 and 7", tc.Time, tc.Line)
				}
			}
		}
		if fmt.Sprint(counted) != fmt.Sprint(want) {
			t.Errorf("lenient %t: counted %v, want %v", c.lenient, counted, want)
		}
	}
}

// TestMarkdownStaysSmall: GitHub refuses a summary of more than 1 MiB.
func TestMarkdownStaysSmall(t *testing.T) {
	s := &Suite{Scenarios: []Scenario{{Name: "a"}}}
	f := finding(strings.Repeat("x", 900), expect.Fail, -1)
	for range 5000 {
		s.Scenarios[0].Findings = append(s.Scenarios[0].Findings, f)
	}
	s.Totals = Totals{Scenarios: 1, Claims: 5000, Failed: 5000}
	text := written(t, s, "markdown")
	if len(text) > 1<<20 || strings.Count(text, "\nand ") != 2 ||
		!strings.HasSuffix(text, " more\n\n</details>\n") {
		t.Errorf("got %d bytes ending %q", len(text), text[len(text)-60:])
	}
}

// TestEscaped: what Markdown would obey comes out as it went in.
func TestEscaped(t *testing.T) {
	for text, want := range map[string]string{
		"T4' ≈ T3 + 90s":   "T4' ≈ T3 + 90s",
		`a|b\|c`:           `a&#124;b\\&#124;c`,
		"<b>&amp;":         "&lt;b&gt;&amp;amp;",
		"[x](y) `z`":       "\\[x\\](y) \\`z\\`",
		"https://x wWw.x.": `https\://x wWw\.x.`,
		"a\nb":             `a\\x0ab`,
		"~~a~~ *b* _c_ $d": `\~\~a\~\~ \*b\* \_c\_ \$d`,
	} {
		if got := escaped(text); got != want {
			t.Errorf("escaped(%q): got %s, want %s", text, got, want)
		}
	}
}

// TestHarmless: a JSON document keeps its meaning and loses what terminals and CI logs obey.
func TestHarmless(t *testing.T) {
	got := harmless("\"a\u202eb ##[error] \U000e0041 \u0085 é → '\"")
	want := `"a\u202eb \u0023#[error] \udb40\udc41 \u0085 é → '"`
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestNothingRanIsAReport: an empty suite is a whole document too.
func TestNothingRanIsAReport(t *testing.T) {
	s := &Suite{}
	if err := xml.Unmarshal([]byte(written(t, s, "junit")), new(struct{})); err != nil {
		t.Error(err)
	}
	if text := written(t, s, "json"); !json.Valid([]byte(text)) {
		t.Errorf("got %s", text)
	}
	if text := written(t, s, "github"); text != "" {
		t.Errorf("got %s, want nothing", text)
	}
}

// broken fails at its first write.
type broken struct{ io.Writer }

func (broken) Write([]byte) (int, error) { return 0, errors.ErrUnsupported }

// TestWritersTell: no format forgets an error of writing.
func TestWritersTell(t *testing.T) {
	for _, format := range Formats() {
		if err := mixed().Write(broken{}, format); !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("%s: got %v", format, err)
		}
		if text := written(t, mixed(), format); strings.ContainsRune(text, '\x1b') ||
			!strings.Contains(text, "the simulator is wrong") {
			t.Errorf("%s: got\n%s\nwant the problem, shown", format, text)
		}
	}
}
