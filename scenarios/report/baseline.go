package report

import "roomsim/model/timeline"

// Baseline is what a check found beside the values that were last accepted, as JSON has it.
type Baseline struct {
	File     string   `json:"file"`
	Accepted bool     `json:"accepted"`
	Refused  string   `json:"refused"` // why it was not accepted although asked to
	NotRun   int      `json:"not_run"` // scenarios of the file
	Changes  []Change `json:"changes"`
	Outcome  string   `json:"-"` // for people: "2 moved, 1 gone"
}

// Change is a claim, or a whole scenario, that is not as it was accepted.
type Change struct {
	Change   string `json:"change"` // moved, new or gone
	Scenario string `json:"scenario"`
	Claim    string `json:"claim"` // as the file names it; "": the whole scenario
	Was      string `json:"was"`
	Is       string `json:"is"`
	By       string `json:"by"`
}

// Tight is one of the claims nearest to failing, as JSON has it.
type Tight struct {
	Scenario string `json:"scenario"`
	Claim    string `json:"claim"` // its id, or its number from 1
	Margin   int64  `json:"margin_ns"`
	Used     int64  `json:"used_ns"` // of the room
	Room     int64  `json:"room_ns"` // 0: none
}

// Slow is one of the scenarios with most events, as JSON has it.
type Slow struct {
	Scenario string `json:"scenario"`
	Events   uint64 `json:"events"`
	Records  uint32 `json:"records"`
	End      int64  `json:"end_ns"`
}

// audit is what the baseline says of the suite.
func (b *Baseline) audit() audit {
	a := audit{"baseline", "nothing moved since it was accepted",
		"baseline " + timeline.Show(b.File) + ": " + b.Outcome, nil}
	if b.Refused != "" {
		a.gaps = append(a.gaps, Gap{"not accepted", b.Refused})
	}
	for _, c := range b.Changes {
		which := c.Scenario
		if c.Claim != "" {
			which += "/" + c.Claim
		}
		for _, part := range []struct{ before, text string }{
			{" by ", c.By}, {"; was ", c.Was}, {"; is ", c.Is}} {
			if part.text != "" {
				which += part.before + part.text
			}
		}
		if !b.Accepted {
			a.gaps = append(a.gaps, Gap{c.Change, which})
		}
	}
	return a
}
