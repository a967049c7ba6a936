package timeline

// Labels are what people see in place of canonical names: a product's own words for callbacks and
// reasons. JSON Lines, CSV, patterns and digests keep the canonical ones. The zero Labels changes
// nothing.
type Labels struct {
	names   [lastName]string
	reasons [lastReason]string
}

// SetName gives a name a label.
func (l *Labels) SetName(n Name, label string) { l.names[n] = label }

// SetReason gives a reason a label.
func (l *Labels) SetReason(r Reason, label string) { l.reasons[r] = label }

// Name returns what people see of a name, as fit for a terminal as Show makes it.
func (l *Labels) Name(n Name) string {
	if label := l.names[n]; label != "" {
		return Show(label)
	}
	return names[n]
}

// Reason returns what people see of a reason.
func (l *Labels) Reason(r Reason) string {
	if label := l.reasons[r]; label != "" {
		return Show(label)
	}
	return reasons[r]
}

// NameOf returns what people see of a record's name: a local notice's own, or the name's label.
func (c *Cast) NameOf(r *Record) string {
	if r.Name == OnNotice {
		return Show(c.Notices.Name(r.Arg))
	}
	return c.Labels.Name(r.Name)
}

// IsNoticeName reports whether a local notice may have a name: a letter, then letters, digits, _
// and -, at most 64, and none that a callback has already.
func IsNoticeName(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || (c < '0' || c > '9') && c != '_' && c != '-') {
			return false
		}
	}
	_, taken := FindName(Callback, s)
	return !taken
}
