package main

import (
	"fmt"
	"slices"
	"strings"

	"roomsim/model"
	"roomsim/scenarios/spec"
)

// variation is --vary KEY=A,B: what of a scenario differs, and how. It may be given twice.
type variation struct {
	key    string
	values []string
}

// variations is the flag.
type variations []variation

// mostVaried is how many values a --vary may have.
const mostVaried = 40

// String implements pflag.Value.
func (v *variations) String() string {
	var words []string
	for _, one := range *v {
		words = append(words, one.key+"="+strings.Join(one.values, ","))
	}
	return strings.Join(words, " ")
}

// Type implements pflag.Value.
func (v *variations) Type() string { return "KEY=A,B,…" }

// Set implements pflag.Value.
func (v *variations) Set(text string) error {
	const example = "KEY=A,B,… such as server.heartbeat.timeout=80s,90s,100s"
	key, list, ok := strings.Cut(text, "=")
	if !ok || key == "" {
		return fmt.Errorf("%q has no values; expected %s", text, example)
	}
	one := variation{key: key, values: valuesOf(list)}
	switch {
	case slices.Contains(one.values, ""):
		return fmt.Errorf("%q has an empty value; expected %s", text, example)
	case len(one.values) > mostVaried:
		return fmt.Errorf("%s has %d values; expected at most %d", key, len(one.values), mostVaried)
	case len(*v) == 2:
		return fmt.Errorf("%q is the third; expected at most two: one for each side of a map", text)
	case len(*v) == 1 && (*v)[0].key == key:
		return fmt.Errorf("%q varies %s again; expected all of its values at once", text, key)
	}
	for i, value := range one.values {
		if slices.Contains(one.values[:i], value) {
			return fmt.Errorf("%q has the value %q twice", text, value)
		}
	}
	*v = append(*v, one)
	return nil
}

// valuesOf splits a list at the commas that stand in no bracket.
func valuesOf(list string) (values []string) {
	depth, from := 0, 0
	for i, r := range list {
		switch r {
		case '[', '{', '(':
			depth++
		case ']', '}', ')':
			depth--
		case ',':
			if depth == 0 {
				values = append(values, strings.TrimSpace(list[from:i]))
				from = i + 1
			}
		}
	}
	return append(values, strings.TrimSpace(list[from:]))
}

// agree checks what is varied against the other options.
func (v variations) agree(opt *options) error {
	for _, one := range v {
		fixed := one.key == "seed" && opt.seed.given || one.key == "profile" && opt.profile.given
		for _, set := range opt.sets {
			fixed = fixed || strings.HasPrefix(set, one.key+"=")
		}
		if fixed {
			return wrongUsage("--vary changes %s, which is given too; expected one of both", one.key)
		}
	}
	return nil
}

// points is how many variants there are.
func (v variations) points() int {
	n := 1
	for _, one := range v {
		n *= len(one.values)
	}
	return n
}

// at gives the options of a variant: the first key changes fastest.
func (v variations) at(opt *options, point int) (*options, error) {
	changed := *opt
	changed.sets = slices.Clone(opt.sets)
	for _, one := range v {
		value := one.values[point%len(one.values)]
		point /= len(one.values)
		switch one.key {
		case "seed":
			changed.seed = once{check: opt.seed.check}
			if err := changed.seed.Set(value); err != nil {
				return nil, wrongUsage("--vary seed=%s: %s", value, err)
			}
		case "profile":
			changed.profile = once{value: value, given: true}
		default:
			changed.sets = append(changed.sets, one.key+"="+value)
		}
	}
	return &changed, nil
}

// vary reads the variants of an entry. Everything that is wrong with any of them is said at once.
func (t *tool) vary(e *entry, v variations) ([]*entry, error) {
	if err := v.known(e); err != nil {
		return nil, err
	}
	var list []*entry
	var wrong, warned spec.Problems
	for i := range v.points() {
		opt, err := v.at(e.options, i)
		if err != nil {
			return nil, err
		}
		s, err := e.Again(opt.spec())
		if err != nil {
			gather(&wrong, err)
			continue
		}
		s.BuiltIn = e.BuiltIn
		gather(&warned, &spec.Problems{List: s.Warnings})
		list = append(list, &entry{s, e.word, opt.again(e.word), opt})
	}
	v.reword(wrong.List)
	v.reword(warned.List)
	if len(wrong.List) > 0 {
		return nil, t.refuse(&wrong)
	}
	if !t.quiet {
		t.tell(warned.List)
	}
	return list, nil
}

// known checks the keys: a wrong one would be wrong with each of its values.
func (v variations) known(e *entry) error {
	keys := []string{"seed", "profile"}
	for _, s := range model.SettingList() {
		keys = append(keys, s.Name)
	}
	keys = append(keys, e.Times...)
	for _, one := range v {
		key := strings.ReplaceAll(one.key, "′", "'")
		if slices.Contains(keys, key) {
			continue
		}
		hint := near(key, keys)
		if hint == "" {
			hint = "; expected seed, profile, a setting (roomsim facts lists them) or the time of an " +
				"action with a mark, such as heal.at"
		}
		return wrongUsage("--vary: %s has nothing called %q%s", e.Name, one.key, hint)
	}
	return nil
}

// reword names the flag that a value came from.
func (v variations) reword(list []spec.Problem) {
	for i := range list {
		for _, one := range v {
			if rest, ok := strings.CutPrefix(list[i].Msg, "--set "+one.key+"="); ok {
				list[i].Msg = "--vary " + one.key + "=" + rest
			}
		}
	}
}
