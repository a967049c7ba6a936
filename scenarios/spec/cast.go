package spec

import (
	"fmt"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model/timeline"
)

// directory gives names their ids: of clients, of users, of rooms. It finds a name in constant
// time, which timeline.Names does not. Crowds are declared before anything is used, so that
// "lobby-3" is a member of the crowd "lobby" wherever it stands.
type directory struct {
	names  timeline.Names
	crowds map[string]uint32        // their sizes
	ids    map[string]timeline.Span // of what has been used
	order  []string                 // the entries, for messages
}

func newDirectory() directory {
	return directory{crowds: map[string]uint32{}, ids: map[string]timeline.Span{}}
}

// crowdOf splits a member's name.
func (d *directory) crowdOf(name string) (crowd string, i uint32, ok bool) {
	dash := strings.LastIndexByte(name, '-')
	if dash < 1 {
		return "", 0, false
	}
	crowd = name[:dash]
	count, ok := d.crowds[crowd]
	u, good := digits(name[dash+1:])
	if !ok || !good || u == 0 || u > uint64(count) {
		return "", 0, false
	}
	return crowd, uint32(u), true
}

// use returns the ids of a name and gives it some if it has none.
func (d *directory) use(name string) timeline.Span {
	if ids, ok := d.find(name); ok {
		return ids
	}
	entry := name
	if crowd, _, ok := d.crowdOf(name); ok {
		entry = crowd
	}
	d.ids[entry] = d.names.Add(entry, d.crowds[entry])
	d.order = append(d.order, entry)
	ids, _ := d.find(name)
	return ids
}

// find returns the ids of a name that has been used: of a crowd all of them, of a member one.
func (d *directory) find(name string) (timeline.Span, bool) {
	if ids, ok := d.ids[name]; ok {
		return ids, true
	}
	if crowd, i, ok := d.crowdOf(name); ok {
		if ids, ok := d.ids[crowd]; ok {
			return timeline.Span{First: ids.First + i - 1, Last: ids.First + i - 1}, true
		}
	}
	return timeline.Span{}, false
}

// unknown says that a name is none of these: `no client "C"; clients are A, B`.
func (d *directory) unknown(dec *decoder, what, name string) (msg, expected string) {
	if dash := strings.LastIndexByte(name, '-'); dash > 0 {
		if _, number := digits(name[dash+1:]); number && d.crowds[name[:dash]] > 0 {
			return fmt.Sprintf("no %s %s", what, show(name)),
				fmt.Sprintf("they are %s to %s", name[:dash]+"-1", name[:dash]+"-"+
					strconv.FormatUint(uint64(d.crowds[name[:dash]]), 10))
		}
	}
	return fmt.Sprintf("no %s %s", what, show(name)), dec.hint(name, d.order, what+"s are")
}

// spoilt reports whether an unknown name is no problem of its own: it stands where it should be
// given, beside something wrong that was reported, or the key above that place is misspelt.
func (s *scenario) spoilt(what, name string) bool {
	section, is := "script", func(p pair) bool { return p.key.Value == what }
	switch what {
	case "client", "user":
		section, is = "clients", func(p pair) bool { return p.key.Value != "count" }
	}
	n := s.top.get(section)
	switch {
	case s.rep.errs == 0:
		return false
	case what == "user" && s.lame, what != "mark" && len(s.clients.order) == 0:
		return true
	case n == nil || what == "mark" && s.top.get("marks") == nil:
		return s.top.odd
	}
	given := func(text string) bool {
		member, ok := strings.CutPrefix(name, text+"-")
		_, number := digits(member)
		return name == text || ok && number && s.clients.crowds[text]+s.users.crowds[text] == 0
	}
	for i, item := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 && given(item.Value) {
			return true
		}
		for _, p := range pairs(item) {
			if p.key.Value == "backend" {
				break // it gives no names
			}
			if is(p) && given(p.value.Value) {
				return true
			}
		}
	}
	return false
}

// Look-alikes: letters of other scripts that look like Latin ones.
const (
	alien = "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁɡһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
	latin = "ABESIJKMHOPCTYXaesijopcyxdghABEZHIKMNOPTYXo"
)

// skeleton is equal for names that look alike.
func skeleton(name string) string {
	plain := true
	for i := range len(name) {
		plain = plain && name[i] < 0x80 && (name[i] < 'A' || 'Z' < name[i])
	}
	if plain {
		return name
	}
	lookalikes := []rune(alien)
	return strings.ToLower(strings.Map(func(r rune) rune {
		if 0xff01 <= r && r <= 0xff5e { // full width
			return r - 0xfee0
		}
		for i, l := range lookalikes {
			if l == r {
				return rune(latin[i])
			}
		}
		return r
	}, name))
}

// strange gives a name for a message with the first letter that is not Latin named by its number.
func strange(name string) string {
	for _, r := range name {
		if r >= 0x80 {
			return fmt.Sprintf("%s (%U)", show(name), r)
		}
	}
	return show(name)
}
