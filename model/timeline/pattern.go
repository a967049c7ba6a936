package timeline

// Pattern picks records out. Zero fields stand for anything; Kind is required.
type Pattern struct {
	Kind    Kind
	Name    Name
	Notice  uint32 // of OnNotice: which, by its id in Cast.Notices
	Who     Span   // clients
	Reason  Reason
	Code    uint32
	HasCode bool
	Update  Flag // Add or Delete
	User    Span // some user that the record names is among these
	Room    Span
}

// Match reports whether r, a record of t, fits the pattern.
func (p *Pattern) Match(t *Timeline, r *Record) bool {
	if p.Kind != r.Kind || p.Name != 0 && p.Name != r.Name || p.Reason != 0 && p.Reason != r.Reason ||
		p.Update&^r.Flag != 0 || p.Notice != 0 && p.Notice != r.Arg || !p.Who.Has(r.Who) ||
		!p.Room.Has(r.Room) {
		return false
	}
	if p.HasCode {
		if code, ok := r.Code(); !ok || code != p.Code {
			return false
		}
	}
	return p.User.Any() || p.names(t, r)
}

func (p *Pattern) names(t *Timeline, r *Record) bool {
	if r.Flag&Listed == 0 {
		return r.User != 0 && p.User.Has(r.User)
	}
	for _, u := range t.Users(r) {
		if p.User.Has(u) {
			return true
		}
	}
	return false
}

// MarkRule says which record a mark names: the Nth one (from 1) behind the record of the mark After
// that fits the pattern. The record of an action's mark is made by the action itself.
type MarkRule struct {
	Name    string // with the ASCII prime
	Pattern Pattern
	After   int    // index of another rule; -1: from the start
	Nth     uint32 // 0 is 1
	Action  bool   // bound by Bind, not by the pattern
}

// Matcher finds marks while records come, in one pass.
type Matcher struct {
	rules []MarkRule
	at    []uint32 // N of the record found, 0: none yet
	seen  []uint32 // matches so far
	open  int
	// The names of records that can count for a rule now, a bit each: most records are dismissed by
	// a look at this word.
	wanted uint64
}

// NewMatcher returns a matcher of the rules, which stay the caller's and must not change.
func NewMatcher(rules []MarkRule) *Matcher {
	m := &Matcher{rules: rules, at: make([]uint32, len(rules)), seen: make([]uint32, len(rules))}
	m.Reset()
	return m
}

// Reset forgets what was found.
func (m *Matcher) Reset() {
	clear(m.at)
	clear(m.seen)
	m.open = len(m.rules)
	m.want()
}

// Open reports whether any mark is still to be found.
func (m *Matcher) Open() bool { return m.open > 0 }

// Found returns the number of the record that rule i names, 0 if it did not come yet.
func (m *Matcher) Found(i int) uint32 { return m.at[i] }

// Bind lets an action's mark name record n, unless it names an earlier one. It must come before the
// records behind n are fed: a rule after this mark does not look back.
func (m *Matcher) Bind(i int, n uint32) bool {
	if m.at[i] != 0 {
		return false
	}
	m.find(i, n)
	return true
}

// Feed shows the matcher the next record of t and calls found for each rule that it completes. A
// rule is completed by a record strictly behind that of its After, so never by the same one.
func (m *Matcher) Feed(t *Timeline, r *Record, found func(rule int)) {
	if m.wanted>>r.Name&1 != 0 {
		m.feed(t, r, found)
	}
}

func (m *Matcher) feed(t *Timeline, r *Record, found func(rule int)) {
	for i := range m.rules {
		rule := &m.rules[i]
		if m.at[i] != 0 || rule.Action || rule.Pattern.Kind != r.Kind {
			continue
		}
		if rule.After >= 0 && (m.at[rule.After] == 0 || m.at[rule.After] >= r.N) {
			continue
		}
		if !rule.Pattern.Match(t, r) {
			continue
		}
		if m.seen[i]++; m.seen[i] == max(rule.Nth, 1) {
			m.find(i, r.N)
			found(i)
		}
	}
}

// find lets rule i name record n.
func (m *Matcher) find(i int, n uint32) {
	m.at[i] = n
	m.open--
	m.want()
}

// want works out which names are wanted from now on.
func (m *Matcher) want() {
	m.wanted = 0
	for i := range m.rules {
		rule := &m.rules[i]
		if m.at[i] != 0 || rule.Action || rule.After >= 0 && m.at[rule.After] == 0 {
			continue
		}
		m.wanted |= rule.Pattern.nameBits()
	}
}

// nameBits are the names of the records that p can match.
func (p *Pattern) nameBits() uint64 {
	if p.Name != 0 {
		return 1 << p.Name
	}
	b := bounds[p.Kind]
	return 1<<b.end - 1<<b.first
}

// Every name has a bit of a word.
const _ = uint(63 - lastName)
