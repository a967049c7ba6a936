package report

import (
	"strconv"
	"strings"
)

// Coverage is what of the state machines the scenarios reached, as JSON has it.
type Coverage struct {
	Rows           int      `json:"rows"`
	RowsReached    int      `json:"rows_reached"`
	Sayings        int      `json:"sayings"`
	SayingsReached int      `json:"sayings_reached"`
	UnusedRows     []Row    `json:"rows_not_reached"`
	Unsaid         []Saying `json:"not_said"`
	Unlisted       []Saying `json:"not_in_the_tables"`
}

// Row is a row of a state machine.
type Row struct {
	Table string `json:"table"`
	Row   string `json:"row"`
}

// Saying is a reason with its code.
type Saying struct {
	Reason string `json:"reason"`
	Code   uint32 `json:"code"`
}

// audit is what is said of the suite as a whole.
type audit struct {
	name, promise, line string
	gaps                []Gap // what is wrong
}

// audits lists what the suite was asked as a whole.
func (s *Suite) audits() (list []audit) {
	if c := s.Coverage; c != nil {
		list = append(list, audit{"coverage", "every row, reason and code is reached", c.String(),
			c.Gaps()})
	}
	if s.Baseline != nil {
		list = append(list, s.Baseline.audit())
	}
	if s.Steps != nil {
		list = append(list, s.Steps.audit())
	}
	return list
}

// Gap is one thing that is wrong with the suite: what the scenarios should have reached, or should
// not, or what moved.
type Gap struct{ What, Which string }

// Gaps lists all that is wrong with the coverage, in the order of the tables: nothing where nobody
// asked for it.
func (c *Coverage) Gaps() []Gap {
	var list []Gap
	if c == nil {
		return nil
	}
	for _, r := range c.UnusedRows {
		list = append(list, Gap{"not reached", r.Table + ": " + r.Row})
	}
	for _, s := range c.Unsaid {
		list = append(list, Gap{"not reached", s.String()})
	}
	for _, s := range c.Unlisted {
		list = append(list, Gap{"not in the tables", s.String()})
	}
	return list
}

// listed gives a line for each gap.
func (a *audit) listed() string {
	var b strings.Builder
	for _, g := range a.gaps {
		b.WriteString(g.What + "  " + g.Which + "\n")
	}
	return b.String()
}

// String says in one line how much was reached.
func (c *Coverage) String() string {
	return "coverage: " + of(c.RowsReached, c.Rows) + " rows, " + of(c.SayingsReached, c.Sayings) +
		" reasons and codes"
}

// String spells it as charts and timelines do: "KickOut(1002050)".
func (s Saying) String() string {
	return s.Reason + "(" + decimals(uint64(s.Code)) + ")"
}

func of(part, whole int) string { return strconv.Itoa(part) + " of " + strconv.Itoa(whole) }
