package report

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"roomsim/model/timeline"
	"roomsim/scenarios/expect"
)

// mostAnnotations is how many of a kind GitHub shows for a step.
const mostAnnotations = 10

// writeGitHub writes a workflow command for what did not pass, the worst first: what was not
// finished; claims that failed, those without a margin before the others, and these by how far they
// are from passing; then what was never put to the test. It is an error, or a warning where the
// suite is lenient. Of each kind there are at most ten, and a notice of how many more.
func (s *Suite) writeGitHub(w io.Writer) error {
	list := s.troubles()
	slices.SortStableFunc(list, byWeight)
	var b strings.Builder
	var errors, warnings annotations
	for _, t := range list {
		to, kind := &errors, "error"
		if s.Lenient && t.weight() == untested {
			to, kind = &warnings, "warning"
		}
		to.add(&b, kind, t.properties(), t.message())
	}
	for _, a := range s.audits() {
		if len(a.gaps) > 0 {
			errors.add(&b, "error", []string{"title=" + property(a.line)}, a.listed())
		}
	}
	errors.rest(&b, "error")
	warnings.rest(&b, "warning")
	_, err := io.WriteString(w, b.String())
	return err
}

// annotations counts those of one kind.
type annotations int

// add writes an annotation, or only counts it if there are enough.
func (n *annotations) add(b *strings.Builder, kind string, properties []string, message string) {
	if *n++; *n > mostAnnotations {
		return
	}
	b.WriteString("::" + kind + " " + strings.Join(properties, ",") + "::" + data(message) + "\n")
}

// rest says how many were only counted.
func (n annotations) rest(b *strings.Builder, kind string) {
	if more := int(n) - mostAnnotations; more > 0 {
		b.WriteString("::notice title=roomsim::" + many(more, "more "+kind) + "; the log has all\n")
	}
}

// The weights of troubles; lighter ones come later.
const (
	unfinished = iota
	failed
	missed // failed, with a margin
	untested
)

func (t trouble) weight() int {
	switch f := t.finding; {
	case f == nil:
		return unfinished
	case f.Verdict == expect.Inconclusive:
		return untested
	case f.HasMargin:
		return missed
	}
	return failed
}

func byWeight(a, b trouble) int {
	d := a.weight() - b.weight()
	if d == 0 && a.weight() == missed {
		switch x, y := a.finding.Margin, b.finding.Margin; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
	}
	return d
}

// properties gives the place and the title of a trouble's annotation.
func (t trouble) properties() []string {
	var list []string
	title := t.scenario.Name
	if path := t.scenario.Path; path != "" {
		list = append(list, "file="+property(path))
	}
	if f := t.finding; f != nil {
		if len(list) > 0 {
			list = append(list, "line="+strconv.Itoa(f.Claim.Place.Line),
				"col="+strconv.Itoa(f.Claim.Place.Col))
		}
		title += ": " + words(f)
	}
	return append(list, "title="+property(title))
}

// message is what an annotation says.
func (t trouble) message() string {
	if t.finding == nil {
		return t.scenario.silence()
	}
	text := expect.Failure(t.finding, t.scenario.Again)
	if m := margin(t.finding); m != "" {
		text += "  margin " + m + "\n"
	}
	return text
}

// data escapes the message of a workflow command. [GitHub, Workflow commands; actions/toolkit]
func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(shown(s))
}

// property escapes the value of a property, which also ends at a comma or a colon.
func property(s string) string {
	return strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C").Replace(timeline.Show(s))
}
