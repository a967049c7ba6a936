package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

// Colours, as ANSI parameters; they may be joined.
const (
	bold   = ";1"
	dim    = ";2"
	red    = ";31"
	green  = ";32"
	yellow = ";33"
	cyan   = ";36"
)

// paint colours texts, or leaves them as they are.
type paint struct{ on bool }

// of gives a text in colours.
func (p paint) of(colours, s string) string {
	if !p.on || s == "" || colours == "" {
		return s
	}
	return "\x1b[" + colours[1:] + "m" + s + "\x1b[m"
}

// paint returns the paint for a stream, nil for a file that -o names. [no-color.org]
func (t *tool) paint(stream *os.File) paint {
	switch t.color.value {
	case "always":
		return paint{true}
	case "never":
		return paint{false}
	}
	return paint{stream != nil && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" &&
		terminal(stream)}
}

// terminal reports whether a person may be watching a stream.
func terminal(stream *os.File) bool { return term.IsTerminal(int(stream.Fd())) }

// style dresses the columns of a timeline, nil without colours.
func (p paint) style() timeline.Style {
	if !p.on {
		return nil
	}
	return func(part timeline.Part, r *timeline.Record, s string) string {
		return p.of(colourOf(part, r), s)
	}
}

// colourOf chooses the colour of a record's column.
func colourOf(part timeline.Part, r *timeline.Record) string {
	switch {
	case part == timeline.PartMarks:
		return cyan + bold
	case part == timeline.PartTime || part == timeline.PartNumber || r.Kind.Wire():
		return dim
	case part == timeline.PartWho:
		return bold
	}
	switch r.Reason {
	case timeline.Logined, timeline.Reconnected:
		return green
	case timeline.Reconnecting:
		return yellow
	case timeline.LoginFailed, timeline.ReconnectFailed, timeline.KickOut, timeline.LogoutFailed:
		return red
	}
	if r.Kind == timeline.Network || r.Kind == timeline.Link {
		return yellow
	}
	return ""
}

// complain says a sentence on standard error, after the program's name.
func (t *tool) complain(text string) {
	name := t.paint(t.stderr).of(red+bold, "roomsim:")
	fmt.Fprintf(t.stderr, "%s %s\n", name, strings.TrimSuffix(text, "\n"))
}

// refuse says what is wrong with the input and returns the quit for it.
func (t *tool) refuse(wrong *spec.Problems) error {
	t.tell(wrong.List)
	if wrong.More > 0 {
		fmt.Fprintf(t.stderr, "and %d more\n", wrong.More)
	}
	return ended(statusInput)
}

// tell says problems, on a terminal with the source line and a caret under the place.
func (t *tool) tell(list []spec.Problem) {
	p := t.paint(t.stderr)
	carets := terminal(t.stderr)
	for _, problem := range list {
		fmt.Fprintln(t.stderr, complaint(p, problem))
		if caret := problem.Caret(); caret != "" && carets {
			line, under, _ := strings.Cut(caret, "\n")
			fmt.Fprintf(t.stderr, "  %s\n  %s\n", line, p.of(red+bold, under))
		}
	}
}

// complaint gives a problem in one line that a terminal shows and does not obey.
func complaint(p paint, problem spec.Problem) string {
	text := timeline.LineStart(problem.String())
	if problem.File == "" {
		return p.of(red+bold, "roomsim:") + " " + text
	}
	place := timeline.LineStart(problem.File)
	if rest, ok := strings.CutPrefix(text, place); ok {
		return p.of(bold, place) + rest
	}
	return text
}

// near gives "; did you mean …?" when a known word is close, "" when none is.
func near(word string, known []string) string {
	if k := spec.Near(word, known); k != "" {
		return fmt.Sprintf("; did you mean %q?", k)
	}
	return ""
}

// listed gives "a, b or c".
func listed(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
}

// many gives "1 claim", "5 claims".
func many(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func ref(n uint32) string { return "#" + strconv.FormatUint(uint64(n), 10) }
