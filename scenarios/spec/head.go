package spec

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// version checks that a file begins with "roomsim: 1". It is false for a file of a newer format, of
// which nothing more can be said.
func (d *decoder) version(top *yaml.Node) bool {
	const first = `expected "roomsim: 1" as the first key`
	if len(top.Content) == 0 {
		d.wrong(top, first, "")
		return true
	}
	key, value := top.Content[0], top.Content[1]
	if key.Value != firstKey {
		d.wrong(key, first, "")
		return true
	}
	if u, ok := digits(value.Value); ok && u > 1 && value.Style == 0 {
		d.wrong(value, fmt.Sprintf("format %d is newer than this roomsim (%s)", u, format), "")
		return false
	}
	if value.Kind != yaml.ScalarNode || value.Value != format || value.Style != 0 {
		shown := valueOf(value)
		if value.Style != 0 && value.Kind == yaml.ScalarNode {
			shown = show(value.Value)
		}
		d.wrong(value, "roomsim "+shown+": expected "+format, "")
	}
	return true
}

// optional returns a text that need not be there.
func (f *form) optional(key string) string {
	n := f.get(key)
	if n == nil {
		return ""
	}
	s, _ := f.d.text(n, key, "a text")
	return s
}

// fileName checks a name that may become the name of a file: of a scenario or profile.
func (d *decoder) fileName(n *yaml.Node, key string) bool {
	name, ok := word(n)
	good := ok && IsName(name)
	if !good {
		shown := "is " + kindOf(n)
		if ok {
			shown = show(name)
		}
		d.wrong(n, fmt.Sprintf("%s %s: expected a-z, 0-9 and -, at most 64, "+
			"not a name Windows reserves", key, shown), "")
	}
	return good
}

// IsName reports whether a scenario, profile or weather may have a name: a-z, 0-9 and -, at most
// 64, not - first, and none that Windows reserves.
func IsName(name string) bool {
	return name != "" && len(name) <= 64 && name[0] != '-' && !reservedByWindows(name) &&
		strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// reservedByWindows knows the names that are devices there, with or without an ending.
func reservedByWindows(name string) bool {
	switch name {
	case "con", "prn", "aux", "nul":
		return true
	}
	device := strings.HasPrefix(name, "com") || strings.HasPrefix(name, "lpt")
	return device && len(name) == 4 && '0' <= name[3] && name[3] <= '9'
}

// head reads what a scenario says of itself, and when it ends.
func (s *scenario) head() {
	out := s.out
	out.Title, out.Source = s.top.optional("title"), s.top.optional("source")
	if n := s.top.get("name"); n == nil {
		s.d.wrong(s.top.node, `"name" is required`, "expected a-z, 0-9 and -, such as case2")
	} else if s.d.fileName(n, "name") {
		out.Name = n.Value
	}
	out.Seed = 1
	if n := s.top.get("seed"); n != nil {
		out.Seed, _ = s.d.whole(n, "seed", 0, maxSeed)
	}
	if s.opt.Seed != nil {
		out.Seed = *s.opt.Seed
	}
	s.config.Scenario, s.config.Title = out.Name, out.Title
	s.config.MaxEvents, s.config.ShuffleTies = s.opt.MaxEvents, s.opt.ShuffleTies
	s.end(s.top.get("end"))
}

// end reads when the run stops. Without a good one it is as late as can be, so that no action seems
// to come after it.
func (s *scenario) end(n *yaml.Node) {
	s.config.End = sim.Time(sim.Longest)
	if n == nil {
		s.d.wrong(s.top.node, `"end" is required`, "expected a duration such as 8m")
		return
	}
	text, _ := word(n)
	negative := strings.HasPrefix(text, "-")
	if negative {
		if _, err := expect.ParseDuration(text[1:]); err == nil {
			s.d.wrong(n, `"end" must be later than 0`, "")
			return
		}
	}
	end, err := expect.ParseDuration(text)
	switch {
	case err != nil && strings.HasSuffix(err.Msg, "longer than 30 days"):
		s.d.wrong(n, `"end" is longer than 30 days (the bound)`, "")
	case err != nil || text == "":
		s.d.span(n, "end")
	case end == 0:
		s.d.wrong(n, `"end" must be later than 0`, "")
	default:
		s.config.End = sim.Time(end)
	}
}

// maxSeed is the largest seed.
const maxSeed = 1<<64 - 1

// timing puts the settings together: defaults, profile, set:, --set.
func (s *scenario) timing() {
	name := DefaultProfile
	if n := s.top.get("profile"); n != nil {
		if given, ok := s.d.profileName(n); ok && s.d.builtInProfile(n, given) {
			name = given
		} else if s.opt.Profile == "" {
			name = ""
		}
	}
	if s.opt.Profile != "" {
		name = s.opt.Profile
	}
	values := defaults()
	before := s.rep.errs
	if name != "" {
		if p := (&profiles{rep: s.rep, values: values, brief: true}).load(name); p != nil {
			s.config.Profile = p.Name
		}
	}
	values.mapping(s.d, s.top.get("set"))
	list := whens(s.top.get("script"))
	for _, w := range list {
		s.out.Times = append(s.out.Times, w.name)
	}
	values.more = s.out.Times
	values.flags(s.rep, s.move(list, s.opt.Sets))
	if s.rep.errs == before {
		values.check()
	}
	s.config.Settings, s.config.Codes, s.labels = values.values, values.numbers, values.words
}
