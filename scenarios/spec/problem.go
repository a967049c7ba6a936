package spec

import (
	"slices"
	"strconv"
	"strings"
)

// Problem is one thing that is wrong with the input or, as a Warning, probably not meant.
type Problem struct {
	File      string // "": no file, but a flag
	Line, Col int    // from 1; Col counts characters; 0: no place, Col 0: the line as a whole
	Msg       string // what is wrong
	Expected  string // what was expected, or a hint, as it is printed; "": Msg says it all
	Source    string // the source line, without its end
	Warning   bool
}

// String gives "file:line:col: what is wrong; expected what", without the parts that are not there.
func (p Problem) String() string {
	var b strings.Builder
	if p.File != "" {
		b.WriteString(p.File)
		if p.Line > 0 {
			b.WriteString(":" + strconv.Itoa(p.Line))
		}
		if p.Line > 0 && p.Col > 0 {
			b.WriteString(":" + strconv.Itoa(p.Col))
		}
		b.WriteString(": ")
	}
	if p.Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(p.Msg)
	if p.Expected != "" {
		b.WriteString("; " + p.Expected)
	}
	return b.String()
}

// Problems is everything that is wrong with an input: at most 50 problems in the order of their
// places, those without a place first, and how many more there are. It is the error of this
// package.
type Problems struct {
	List []Problem
	More int
}

// Error gives one problem a line.
func (p *Problems) Error() string {
	var b strings.Builder
	for i := range p.List {
		b.WriteString(p.List[i].String() + "\n")
	}
	if p.More > 0 {
		b.WriteString("and " + strconv.Itoa(p.More) + " more\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// MostProblems is how many are said of all input together. [README, Bounds]
const MostProblems = 50

// Add adds a problem, up to the bound.
func (p *Problems) Add(one Problem) {
	if len(p.List) >= MostProblems {
		p.More++
		return
	}
	p.List = append(p.List, one)
}

// Bounds on problems while they are gathered: those kept before the rest is only counted, and those
// that may ask for a hint, which costs time.
const (
	maxKept  = 4096
	maxHints = 100
)

// report gathers problems.
type report struct {
	list  []Problem
	files []string // in the order of their reading
	more  int
	errs  int
	hints int
}

// opened notes that the problems of a file come behind those of the files before.
func (r *report) opened(file string) {
	if !slices.Contains(r.files, file) {
		r.files = append(r.files, file)
	}
}

func (r *report) add(p Problem) {
	if !p.Warning {
		r.errs++
	}
	r.list = append(r.list, p)
	if len(r.list) == maxKept {
		r.settle()
	}
}

// settle sorts, drops what is said twice and keeps what may be shown.
func (r *report) settle() {
	slices.SortStableFunc(r.list, func(a, b Problem) int {
		if d := slices.Index(r.files, a.File) - slices.Index(r.files, b.File); d != 0 {
			return d
		}
		if d := a.Line - b.Line; d != 0 {
			return d
		}
		return a.Col - b.Col
	})
	r.list = slices.Compact(r.list)
	for i := len(r.list) - 1; i >= 0 && r.errs > 0 && len(r.list) > MostProblems; i-- {
		if r.list[i].Warning { // they make room for what is wrong
			r.list = slices.Delete(r.list, i, i+1)
			r.more++
		}
	}
	if len(r.list) > MostProblems {
		r.more += len(r.list) - MostProblems
		r.list = slices.Delete(r.list, MostProblems, len(r.list))
	}
}

// failed gives the problems as an error, nil if there are none but warnings. With an error, the
// warnings come along.
func (r *report) failed() error {
	if r.errs == 0 {
		return nil
	}
	r.settle()
	return &Problems{List: r.list, More: r.more}
}

// warnings gives what is left without an error.
func (r *report) warnings() []Problem {
	r.settle()
	return r.list
}
