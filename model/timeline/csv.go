package timeline

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// CSVOptions say how WriteCSV writes.
type CSVOptions struct {
	Wire bool // also messages on links
	Raw  bool // for programs: no quote before a text that a spreadsheet would take for a formula
}

var csvHeader = []string{"n", "t", "kind", "who", "peer", "name", "user", "room", "update", "users",
	"reason", "code", "number", "why", "text", "cause", "marks"}

// WriteCSV writes a header and the records as RFC 4180 tables have them, but with plain newlines.
// The fields are those of JSON Lines: t in nanoseconds, users and marks with ";" between them.
// "number" is their seq, count or remain. "why" also says "relogin", "again" and "copy" where JSON
// Lines have these, and "no effect" for effect: false. Texts pass through Show; one that begins
// with = + - @ gets a ' before it, unless raw, because spreadsheets would run it.
func (t *Timeline) WriteCSV(w io.Writer, opt CSVOptions) error {
	out := csv.NewWriter(w)
	if err := out.Write(csvHeader); err != nil {
		return err
	}
	row := csvRow{t: t, raw: opt.Raw}
	marks := t.marksInOrder()
	for i := range t.Records {
		r := &t.Records[i]
		var named []Mark
		named, marks = marksOf(marks, r.N)
		if r.Kind.Wire() && !opt.Wire {
			continue
		}
		if err := out.Write(row.of(r, named)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// csvRow makes rows; the next one takes the place of the last.
type csvRow struct {
	t      *Timeline
	raw    bool
	fields []string
}

func (c *csvRow) of(r *Record, named []Mark) []string {
	cast := c.t.Cast
	many := r.Flag&(Add|Delete|Listed) != 0
	who, user, users := "", "", ""
	if r.Kind != ServerDid {
		who = cast.Who(r.Who)
	}
	if many {
		users = c.users(r)
	} else {
		user = cast.Users.Name(r.User)
	}
	code := ""
	if number, ok := r.Code(); ok {
		code = strconv.FormatUint(uint64(number), 10)
	}
	number := ""
	if what, n := r.Number(); what != "" {
		number = strconv.FormatUint(uint64(n), 10)
	}
	c.fields = append(c.fields[:0],
		strconv.FormatUint(uint64(r.N), 10), strconv.FormatInt(int64(r.At), 10), r.Kind.String(),
		c.text(who), c.text(cast.Who(r.Peer)), c.name(r), c.text(user),
		c.text(cast.Rooms.Name(r.Room)), r.Flag.Update(), c.text(users),
		r.Reason.String(), code, number, csvWhy(r), c.text(c.t.Words(r)), csvCause(r),
		c.text(csvMarks(named)))
	return c.fields
}

// name gives a record's name as JSON Lines do.
func (c *csvRow) name(r *Record) string {
	if r.Name == OnNotice {
		return c.text(c.t.Cast.Notices.Name(r.Arg))
	}
	return r.Name.String()
}

// text makes a text harmless.
func (c *csvRow) text(s string) string {
	s = Show(s)
	if !c.raw && s != "" && strings.IndexByte("=+-@", s[0]) >= 0 {
		return "'" + s
	}
	return s
}

func (c *csvRow) users(r *Record) string {
	var b []byte
	for i, u := range c.t.Users(r) {
		if i > 0 {
			b = append(b, ';')
		}
		b = c.t.Cast.Users.Append(b, u)
	}
	return string(b)
}

func csvWhy(r *Record) string {
	resent, copied := r.Resent()
	switch {
	case r.Relogin():
		return "relogin"
	case r.Flag&Ineffective != 0 && r.Kind != Dropped:
		return "no effect"
	case resent:
		return "again"
	case copied:
		return "copy"
	}
	return r.Why()
}

func csvCause(r *Record) string {
	if r.Cause == 0 {
		return ""
	}
	return strconv.FormatUint(uint64(r.Cause), 10)
}

func csvMarks(named []Mark) string {
	names := make([]string, len(named))
	for i := range named {
		names[i] = named[i].Name
	}
	return strings.Join(names, ";")
}
