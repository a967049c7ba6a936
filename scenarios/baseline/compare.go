package baseline

import (
	"strconv"
	"strings"

	"roomsim/sim"
)

// Sort says what became of a claim.
type Sort uint8

// The sorts.
const (
	Moved Sort = iota + 1
	New
	Gone
)

var sorts = [...]string{"", "moved", "new", "gone"}

// String gives the sort as reports spell it.
func (s Sort) String() string { return sorts[s] }

// Change is a claim that is not as it was accepted, or a scenario whose run is not.
type Change struct {
	Sort     Sort
	Scenario string
	Claim    string // "": the whole scenario
	Was, Is  string // as a file has them, without the name; "" of what is not there
	By       string // how far the value moved: "+0.001s"; "" if that is no number
}

// Compare holds pages against those of the book: what moved, in the order of the pages, and behind
// each what is gone of it. Scenarios that have no page are not compared.
func (b *Book) Compare(pages []Page) (changes []Change) {
	for i := range pages {
		now := &pages[i]
		add := func(sort Sort, claim, was, is, by string) {
			changes = append(changes, Change{sort, now.Scenario, claim, was, is, by})
		}
		old := b.Page(now.Scenario)
		if old == nil {
			add(New, "", "", now.Run, "")
			continue
		}
		if old.Run != now.Run {
			add(Moved, "", old.Run, now.Run, "")
		}
		for k := range now.Lines {
			l := &now.Lines[k]
			before := old.line(l.Claim)
			switch {
			case before == nil:
				add(New, l.Claim, "", l.measured(), "")
			case *before != *l:
				add(Moved, l.Claim, before.measured(), l.measured(), shift(before, l))
			}
		}
		for k := range old.Lines {
			if l := &old.Lines[k]; now.line(l.Claim) == nil {
				add(Gone, l.Claim, l.measured(), "", "")
			}
		}
	}
	return changes
}

// Others counts the scenarios of the book that have no page among those given.
func (b *Book) Others(pages []Page) (n int) {
	given := Book{Pages: pages}
	for i := range b.Pages {
		if given.Page(b.Pages[i].Scenario) == nil {
			n++
		}
	}
	return n
}

// measured gives a line without its name.
func (l *Line) measured() string { return strings.TrimPrefix(l.text(), "  "+l.Claim+": ") }

// shift says how far a value moved where it has the same words and other numbers, and otherwise how
// far the margin did.
func shift(was, is *Line) string {
	if by := shiftOf(was.Value, is.Value); by != "" {
		return by
	}
	if by := shiftOf(was.Margin, is.Margin); by != "" {
		return "margin " + by
	}
	return ""
}

// shiftOf compares two texts word by word; "" if they differ by more than numbers, or not at all.
func shiftOf(was, is string) string {
	a, b := words(was), words(is)
	if len(a) != len(b) {
		return ""
	}
	var by []string
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		x, y := strings.TrimSuffix(a[i], ","), strings.TrimSuffix(b[i], ",")
		d, ok := seconds(x)
		e, also := seconds(y)
		n, err := strconv.ParseInt(x, 10, 64)
		m, err2 := strconv.ParseInt(y, 10, 64)
		switch {
		case ok && also:
			by = append(by, plus(e-d)+(e-d).String())
		case err == nil && err2 == nil:
			by = append(by, plus(sim.Time(m-n))+strconv.FormatInt(m-n, 10))
		default:
			return ""
		}
	}
	return strings.Join(by, ", ")
}

func plus(d sim.Time) string {
	if d < 0 {
		return ""
	}
	return "+"
}

// words splits a text; a sign belongs to the number behind it.
func words(s string) []string {
	s = strings.ReplaceAll(s, " - ", " -")
	return strings.Fields(strings.ReplaceAll(s, " + ", " +"))
}

// seconds reads an instant or a span as sim.Time gives it, with a sign or without; false for
// anything else.
func seconds(s string) (sim.Time, bool) {
	number, ok := strings.CutSuffix(s, "s")
	number = strings.TrimPrefix(number, "+")
	sign := int64(1)
	if rest, minus := strings.CutPrefix(number, "-"); minus {
		number, sign = rest, -1
	}
	whole, part, point := strings.Cut(number, ".")
	if !ok || !point || len(part) < 3 || len(part) > 9 || len(whole) > 8 {
		return 0, false
	}
	n, err := strconv.ParseUint(whole, 10, 32)
	f, err2 := strconv.ParseUint(part+strings.Repeat("0", 9-len(part)), 10, 32)
	if err != nil || err2 != nil {
		return 0, false
	}
	return sim.Time(sign * (int64(n)*1e9 + int64(f))), true
}
