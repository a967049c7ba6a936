package timeline

import (
	"fmt"
	"slices"

	"roomsim/sim"
)

// record reads the line of a record.
func (d *decoder) record(l *line, text []byte) error {
	r := Record{N: l.N, At: sim.Time(l.T), Cause: l.Cause}
	if err := d.order(&r); err != nil {
		return err
	}
	if err := d.words(l, &r); err != nil {
		return err
	}
	d.names(l, &r)
	d.details(l, &r)
	d.again = encoder{d.t}.record(d.again[:0], &r)
	if first := len(d.t.Marks); len(l.Marks) > 0 {
		for _, name := range l.Marks {
			d.t.Marks = append(d.t.Marks, Mark{name, r.N})
		}
		d.again = appendMarks(d.again[:len(d.again)-len("}\n")], d.t.Marks[first:])
	}
	d.t.Records = append(d.t.Records, r)
	return d.compare(text)
}

// order checks that r may follow the records so far.
func (d *decoder) order(r *Record) error {
	last := d.t.last()
	switch {
	case r.N <= last.N:
		return fmt.Errorf("n is %d; expected more than %d", r.N, last.N)
	case r.At < last.At:
		return fmt.Errorf("t is %d; expected %d or more", r.At, last.At)
	case r.Cause >= r.N:
		return fmt.Errorf("cause is %d; expected a record before %d", r.Cause, r.N)
	}
	return nil
}

// last returns the last record, or one of zeros.
func (t *Timeline) last() Record {
	if n := len(t.Records); n > 0 {
		return t.Records[n-1]
	}
	return Record{}
}

// words reads the words that have a fixed spelling.
func (d *decoder) words(l *line, r *Record) (err error) {
	ok := false
	if r.Kind, ok = FindKind(l.Kind); !ok {
		return fmt.Errorf("kind %q is none of a record", l.Kind)
	}
	if r.Name, ok = FindName(r.Kind, l.Name); !ok && r.Kind == Callback && IsNoticeName(l.Name) {
		r.Name = OnNotice
	} else if !ok {
		return fmt.Errorf("name %q is none of kind %s", l.Name, l.Kind)
	}
	if r.Reason, ok = FindReason(l.Reason); !ok && l.Reason != "" {
		return fmt.Errorf("reason %q is none of the nine", l.Reason)
	}
	update := slices.Index([]string{"", Add.Update(), Delete.Update()}, l.Update)
	if update < 0 {
		return fmt.Errorf("update %q; expected ADD or DELETE", l.Update)
	}
	why := 0
	if r.Name == ServerLogout || r.Name == ServerClose {
		r.Arg = uint32(slices.Index(leaveWords[:], l.Why))
		ok = r.Arg < uint32(leaves)
	} else {
		why = slices.Index(drops[:], l.Why)
		ok = why >= 0
	}
	if !ok {
		return fmt.Errorf("why %q is none of kind %s, name %s", l.Why, l.Kind, l.Name)
	}
	r.Flag = [...]Flag{0, Add, Delete}[update] | Flag(why)
	_, coded := r.Code()
	if list := r.Name == OnRoomUserUpdate || r.Kind.Wire() && !coded; l.Users != nil && !list {
		return fmt.Errorf("users in a record of kind %s, name %s", l.Kind, l.Name)
	}
	return nil
}

// names gives ids to the names of r.
func (d *decoder) names(l *line, r *Record) {
	cast := d.t.Cast
	r.Who, r.Peer = d.node(l.Who), d.node(l.Peer)
	if l.User != nil {
		r.User = intern(&cast.Users, d.users, *l.User)
	}
	if l.Room != nil {
		r.Room = intern(&cast.Rooms, d.rooms, *l.Room)
	}
	switch {
	case len(l.Users) == 1 && r.Flag&(Add|Delete) != 0:
		r.User = intern(&cast.Users, d.users, l.Users[0])
	case l.Users != nil:
		ids := make([]uint32, len(l.Users))
		for i, name := range l.Users {
			ids[i] = intern(&cast.Users, d.users, name)
		}
		r.Flag |= Listed
		r.Arg = d.t.List(ids)
	}
}

// details reads the rest. A code, a list, a text and a notice exclude each other: words has seen to
// it.
func (d *decoder) details(l *line, r *Record) {
	if _, ok := r.Code(); ok {
		r.Arg = l.Code
	}
	if r.Name == ServerExpire {
		r.Arg = uint32(LeaveTimeout)
	}
	switch _, counted := r.Seq(); {
	case counted:
		r.Arg |= l.Seq << 3
	case r.Name == OnRoomOnlineUserCountUpdate:
		r.Arg = l.Count
	case r.Name == OnRoomTokenWillExpire:
		r.Arg = l.Remain
	}
	if r.Name == OnNotice {
		r.Arg = intern(&d.t.Cast.Notices, d.notices, l.Name)
	}
	if l.Text != "" && r.texted() {
		r.Arg = d.t.Text(l.Text)
	}
	if l.Relogin || l.Again || l.Copy {
		r.Flag |= Again
	}
	if l.Copy {
		r.Flag |= Copied
	}
	if l.Effect != nil {
		r.Flag |= Ineffective
	}
}

func (d *decoder) node(name *string) Node {
	switch {
	case name == nil:
		return Nobody
	case *name == "server":
		return Server
	}
	return intern(&d.t.Cast.Clients, d.clients, *name)
}

// intern returns the id of a name, a new one if it was not met before.
func intern(names *Names, ids map[string]uint32, name string) uint32 {
	id, ok := ids[name]
	if !ok {
		id = names.Add(name, 0).First
		ids[name] = id
	}
	return id
}
