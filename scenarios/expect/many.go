package expect

import (
	"strconv"

	"roomsim/sim"
)

// Many is what came of a claim over many runs.
type Many struct {
	Tally
	Low, High Permyriad // the ends of the interval, rounded away from each other

	// Seeds are those of the first runs that failed, or were inconclusive if none failed, at most
	// MaxSeeds; First is what came of the claim with the first of them, nil if the verdict is pass.
	Seeds []uint64
	First *Finding

	Again string // the command that runs the scenario with the first of the seeds
}

// MaxSeeds is how many seeds a Many names.
const MaxSeeds = 10

// Judge gives the finding of a claim over many runs, which has a Chance. Of m it sets the interval.
func (c *Claim) Judge(m *Many) Finding {
	m.Low, m.High = c.Chance.Interval(m.Tally)
	between := m.Low.String() + " to " + m.High.String()
	f := Finding{Claim: c, Many: m, Verdict: c.Chance.Verdict(m.Tally)}
	f.Want = "at least " + c.Chance.share()
	f.When = "at " + c.Chance.Confidence.String() + " confidence"
	f.Got = m.counts()
	f.Measured = strconv.Itoa(m.Passed) + " of " + strconv.Itoa(m.Runs) + ": " + between
	f.Value = f.Measured
	switch f.Verdict {
	case Fail:
		f.Off = between + " is too few"
	case Inconclusive:
		f.Off = between + " leaves it open"
	}
	if f.Verdict != Pass {
		f.Why = m.why()
	}
	return f
}

// Unjudged gives the finding of a claim over many runs where there is only one of them.
func (c *Claim) Unjudged() Finding {
	return Finding{Claim: c, Verdict: Inconclusive, Want: "at least " + c.Chance.share(),
		Got: "one run", Off: "which cannot tell", Measured: "one run cannot tell",
		Value: "one run", Why: "the claim is about " + strconv.Itoa(c.Chance.Runs) + " runs"}
}

// share is what is wanted: "99% of 1000 runs".
func (c *Chance) share() string {
	return c.In.String() + " of " + strconv.Itoa(c.Runs) + " runs"
}

// Usual is the confidence of claims that name none.
func Usual() sim.Ratio { return sim.NewRatio(95, 100) }

// String gives what a Chance adds to the text of a claim: "in 99% of 1000 runs", with the
// confidence if it is not the usual one.
func (c *Chance) String() string {
	text := "in " + c.share()
	if sure := c.Confidence.String(); sure != Usual().String() {
		text += " at " + sure + " confidence"
	}
	return text
}

// counts gives the verdicts that there are: "970 passed, 30 failed".
func (t Tally) counts() string {
	text := strconv.Itoa(t.Passed) + " passed"
	if t.Failed > 0 {
		text += ", " + strconv.Itoa(t.Failed) + " failed"
	}
	if open := t.Open(); open > 0 {
		text += ", " + strconv.Itoa(open) + " inconclusive"
	}
	return text
}

// Open counts the runs that were inconclusive.
func (t Tally) Open() int { return t.Runs - t.Passed - t.Failed }

// why names the seeds of runs that did not pass, and what came of the first one.
func (m *Many) why() string {
	if len(m.Seeds) == 0 {
		return "more runs would tell"
	}
	verdict, n := "failed", m.Failed
	if n == 0 {
		verdict, n = Inconclusive.String(), m.Open()
	}
	text := verdict + " with seed"
	if n > 1 {
		text += "s"
	}
	for i, seed := range m.Seeds {
		if i > 0 {
			text += ","
		}
		text += " " + strconv.FormatUint(seed, 10)
	}
	if more := n - len(m.Seeds); more > 0 {
		text += " and " + strconv.Itoa(more) + " more"
	}
	switch {
	case m.First == nil:
		return text
	case n == 1:
		return text + ": " + m.First.Came()
	}
	return text + "; the first: " + m.First.Came()
}

// Came gives what came and how far off it was, in one line.
func (f *Finding) Came() string {
	if f.Off == "" {
		return f.Got
	}
	return f.Got + ", " + f.Off
}

// Repeat gives the command that shows a finding: the one that runs the scenario, or another one if
// the finding is about another run, with --why where a record decides. Without a command it is "".
func (f *Finding) Repeat(again string) string {
	n := f.Record
	if again != "" && f.Many != nil && f.Many.First != nil {
		again, n = f.Many.Again, f.Many.First.Record
	}
	if again == "" || n == 0 {
		return again
	}
	return again + " --why " + decimals(n)
}
