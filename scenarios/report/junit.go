package report

import (
	"encoding/xml"
	"io"
	"strings"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// The document is the library's, with the places that pytest gives: GitLab and most viewers turn
// them into links. Its texts stand in CDATA, which escapes nothing. Rule: only what Show has seen
// goes there.
type (
	testsuites struct {
		junit.Testsuites
		Suites []testsuite `xml:"testsuite"`
	}
	testsuite struct {
		junit.Testsuite
		Testcases []testcase `xml:"testcase"`
	}
	testcase struct {
		junit.Testcase
		File string `xml:"file,attr,omitempty"`
		Line int    `xml:"line,attr,omitempty"`
	}
)

// noTime is what everything takes: the report is the same on every machine.
const noTime = "0.000"

// writeJUnit writes a test case for each claim. What was not finished, and a scenario without
// claims, is an error.
func (s *Suite) writeJUnit(w io.Writer) error {
	all := testsuites{Testsuites: junit.Testsuites{Name: "roomsim", Time: noTime}}
	for i := range s.Scenarios {
		all.add(s.testsuite(&s.Scenarios[i]))
	}
	for _, a := range s.audits() {
		all.add(a.testsuite())
	}
	var b strings.Builder
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(&b)
	enc.Indent("", "  ")
	if err := enc.Encode(all); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

// add adds a suite and counts its cases.
func (all *testsuites) add(ts testsuite) {
	ts.ID = len(all.Suites)
	for _, c := range ts.Testcases {
		ts.AddTestcase(c.Testcase)
	}
	all.AddSuite(ts.Testsuite)
	all.Suites = append(all.Suites, ts)
}

func (s *Suite) testsuite(c *Scenario) testsuite {
	file := timeline.Show(c.File)
	ts := testsuite{Testsuite: junit.Testsuite{Name: c.Name, File: file, Time: noTime}}
	if c.Title != "" {
		ts.AddProperty("title", timeline.Show(c.Title))
	}
	for _, p := range c.made() {
		ts.AddProperty(p[0], p[1])
	}
	if why := c.silence(); why != "" {
		tc := newTestcase(c.Name, "the scenario as a whole")
		tc.File = file
		tc.Error = &junit.Result{Message: firstLine(why), Type: "error", Data: shown(why)}
		ts.Testcases = append(ts.Testcases, tc)
	}
	for i := range c.Findings {
		tc := s.testcase(c, &c.Findings[i])
		tc.File = file
		ts.Testcases = append(ts.Testcases, tc)
	}
	return ts
}

func (s *Suite) testcase(c *Scenario, f *expect.Finding) testcase {
	tc := newTestcase(c.Name, words(f))
	tc.Line = f.Claim.Place.Line
	tc.SystemOut = &junit.Output{Data: shown(expect.Line(f))}
	if f.Verdict == expect.Pass {
		return tc
	}
	result := &junit.Result{Message: timeline.Show("want " + want(f) + "; got " + f.Came()),
		Type: f.Verdict.String(), Data: shown(expect.Failure(f, c.Again))}
	if f.Verdict == expect.Inconclusive && s.Lenient {
		tc.Skipped = result
	} else {
		tc.Failure = result
	}
	return tc
}

// testsuite makes one case of what is said of the suite.
func (a *audit) testsuite() testsuite {
	ts := testsuite{Testsuite: junit.Testsuite{Name: a.name, Time: noTime}}
	tc := newTestcase(a.name, a.promise)
	tc.SystemOut = &junit.Output{Data: shown(a.line)}
	if len(a.gaps) > 0 {
		tc.Failure = &junit.Result{Message: timeline.Show(a.line), Type: "fail", Data: shown(a.listed())}
	}
	ts.Testcases = []testcase{tc}
	return ts
}

func newTestcase(class, name string) testcase {
	return testcase{Testcase: junit.Testcase{Name: name, Classname: class, Time: noTime}}
}
