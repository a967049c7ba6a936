package expect

import (
	"sort"

	"roomsim/model/timeline"
)

// stretch is the records strictly between two marks' records.
type stretch struct {
	records []timeline.Record
	from    *timeline.Record // nil: from the start
	when    string           // "between T3 at 65.500s and the end"
}

// stretch finds the records between from and until: "" is the start or the end, "end" the end,
// which takes the last record in. It reports false, with the finding inconclusive, if a mark did
// not come or the two come in the wrong order.
func (c *checker) stretch(f *Finding, from, until string) (s stretch, ok bool) {
	records := c.tl.Records
	first, last := 0, len(records)
	start, end := "the start", "the end"
	if from != "" {
		if s.from = c.mark(from); s.from == nil {
			c.noReference(f, from)
			return s, false
		}
		first = c.behind(s.from.N)
		start = from + " at " + s.from.At.String()
	}
	if until != "" && until != "end" {
		r := c.mark(until)
		if r == nil {
			c.noReference(f, until)
			return s, false
		}
		last = c.behind(r.N) - 1
		end = until + " at " + r.At.String()
	}
	s.when = "between " + start + " and " + end
	f.When = s.when
	if first > last {
		f.Verdict = Inconclusive
		f.Got = "nothing to look at"
		f.Off = from + " does not come before " + until
		f.Measured = f.Off
		return s, false
	}
	s.records = records[first:last]
	return s, true
}

// behind returns the index of the first record with a number above n.
func (c *checker) behind(n uint32) int {
	records := c.tl.Records
	return sort.Search(len(records), func(i int) bool { return records[i].N > n })
}

// words returns the text for a pattern: as given, or as Describe puts it.
func (c *checker) words(text string, p *timeline.Pattern) string {
	if text != "" {
		return timeline.Show(text)
	}
	return Describe(p, c.tl.Cast)
}

// never looks for a record that must not be there.
func (c *checker) never(f *Finding, n *Never) {
	f.Want = "never " + c.words(n.PatternText, &n.Pattern)
	s, ok := c.stretch(f, n.From, n.Until)
	if !ok {
		return
	}
	f.Verdict, f.Got, f.Measured, f.Value = Pass, "none", "none "+s.when, "none"
	for i := range s.records {
		r := &s.records[i]
		if !n.Pattern.Match(c.tl, r) {
			continue
		}
		f.Verdict = Fail
		c.decides(f, r)
		f.Measured = f.Got
		if s.from != nil {
			f.Off = (r.At - s.from.At).String() + " after " + n.From
			f.Measured += ", " + f.Off
			f.Value = f.Off
		}
		return
	}
}

// decides makes r the record that the finding rests on.
func (c *checker) decides(f *Finding, r *timeline.Record) {
	f.Got, f.Record, f.At = c.nameAt(r), r.N, r.At
}

// count compares a number of records.
func (c *checker) count(f *Finding, n *Count) {
	bounds := [...]string{LessEqual: "at most ", Equal: "exactly ", GreaterEqual: "at least ",
		Approx: ""}
	f.Want = bounds[n.Op] + decimals(n.N) + " × " + c.words(n.PatternText, &n.Pattern)
	s, ok := c.stretch(f, n.From, n.Until)
	if !ok {
		return
	}
	c.clue, c.clueName = s.from, n.From
	var seen uint32
	var excess *timeline.Record // the first one too many
	for i := range s.records {
		r := &s.records[i]
		if !n.Pattern.Match(c.tl, r) {
			continue
		}
		if seen++; seen == n.N+1 {
			excess = r
		}
		c.clue, c.clueName = r, lastCounted
	}
	f.Verdict = n.verdict(seen)
	if f.Verdict == Fail && seen > n.N {
		c.decides(f, excess)
		f.Off = decimals(seen-n.N) + " too many, the first is " + f.Got
	} else if f.Verdict == Fail {
		f.Off = decimals(n.N-seen) + " too few"
	}
	f.Got = decimals(seen) + " in all"
	f.Measured = f.Got
}

// lastCounted is what the clue of a count is called.
const lastCounted = "the last"

// verdict judges a number of records.
func (n *Count) verdict(seen uint32) Verdict {
	holds := false
	switch n.Op {
	case Equal:
		holds = seen == n.N
	case GreaterEqual:
		holds = seen >= n.N
	case LessEqual:
		holds = seen <= n.N
	default:
		panic("expect: a count is equal, at least or at most")
	}
	if holds {
		return Pass
	}
	return Fail
}
