package spec

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios"
)

// DefaultProfile is the profile of a scenario that names none.
const DefaultProfile = "zego"

// Profile is a named timing table. Settings that neither it nor its base sets have their defaults.
type Profile struct {
	File     string // as messages name it
	Name     string
	Title    string
	Source   string // where the numbers come from
	Base     string // "" without one
	BuiltIn  bool
	Settings model.Settings
	Codes    model.Codes // nil: those of model.Roles
	Labels   timeline.Labels
	Warnings []Problem
	Text     []byte // of the file
}

// LoadProfile reads a profile: a file, or the name of a built-in one. The error is a *Problems.
func LoadProfile(nameOrFile string) (*Profile, error) {
	rep := &report{}
	values := defaults()
	p := (&profiles{rep: rep, values: values}).load(nameOrFile)
	if rep.errs == 0 {
		values.check()
	}
	if err := rep.failed(); err != nil {
		return nil, err
	}
	p.Settings, p.Warnings = values.values, rep.warnings()
	p.Codes, p.Labels = values.numbers, values.words
	return p, nil
}

// profiles reads a profile and those that it rests on.
type profiles struct {
	rep    *report
	values *layered
	chain  []string
	brief  bool // only the settings matter
}

// load reads the profile of a name or file and puts its settings over the others.
func (ps *profiles) load(nameOrFile string) *Profile {
	if !looksLikeFile(nameOrFile) {
		if nameOrFile == DefaultProfile && ps.brief { // its settings are the defaults, as a test holds
			return &Profile{Name: DefaultProfile, BuiltIn: true}
		}
		if text, ok := scenarios.ReadProfile(nameOrFile); ok {
			p := &Profile{File: scenarios.ProfileFile(nameOrFile), BuiltIn: true, Text: text}
			return ps.read(p, "")
		}
		if info, err := os.Stat(nameOrFile); err != nil || info.IsDir() {
			ps.rep.add(noProfile(nameOrFile))
			return nil
		}
	}
	text, ok := readFile(ps.rep, nameOrFile, scenarios.Profiles(), "a profile file")
	if !ok {
		return nil
	}
	return ps.read(&Profile{File: nameOrFile, Text: text}, filepath.Dir(nameOrFile))
}

// profileNames lists the built-in profiles.
func profileNames() []string { return slices.Sorted(slices.Values(scenarios.Profiles())) }

// noProfile is the problem of a name that no built-in profile has.
func noProfile(name string) Problem {
	p := Problem{Msg: "no profile " + show(name)}
	known := profileNames()
	if near := Near(name, known); near != "" {
		p.Expected = "did you mean " + show(near) + "?"
	} else {
		p.Expected = "profiles are " + Listed(known)
	}
	return p
}

// read reads the text of a profile; dir is where its base may lie.
func (ps *profiles) read(p *Profile, dir string) *Profile {
	ps.rep.opened(p.File)
	src := &source{file: p.File, text: string(p.Text), rep: ps.rep}
	d := &decoder{src: src, rep: ps.rep}
	top := src.read()
	if top == nil {
		return nil
	}
	if top.Kind != yaml.MappingNode {
		d.wrong(top, "a profile is a mapping, this is "+kindOf(top), "")
		return nil
	}
	if !d.version(top) {
		return nil
	}
	f := d.form(top, levelProfile)
	f.require()
	p.Title, p.Source = f.optional("title"), f.optional("source")
	if n := f.get("profile"); n != nil && d.fileName(n, "profile") {
		p.Name = n.Value
	}
	ps.chain = append(ps.chain, p.Name)
	if n := f.get("base"); n != nil {
		ps.base(d, n, dir)
		p.Base = n.Value
	}
	ps.values.mapping(d, f.get("set"))
	ps.values.codes(d, f.get("codes"))
	ps.values.labels(d, f.get("names"))
	return p
}

// base reads the profile that another one rests on: beside it, or a built-in one.
func (ps *profiles) base(d *decoder, n *yaml.Node, dir string) {
	name, ok := d.profileName(n)
	switch {
	case !ok:
		return
	case slices.Contains(ps.chain, name):
		from := ps.chain[slices.Index(ps.chain, name):]
		d.wrong(n, "profiles refer to each other: "+strings.Join(append(from, name), " → "), "")
		return
	}
	if dir != "" {
		beside := filepath.Join(dir, name+".yaml")
		if info, err := os.Stat(beside); err == nil && info.Mode().IsRegular() {
			ps.load(beside)
			return
		}
	}
	if d.builtInProfile(n, name) {
		ps.load(name)
	}
}

// profileName reads the name of a profile. Rule: a file never names a path.
func (d *decoder) profileName(n *yaml.Node) (string, bool) {
	name, ok := d.text(n, "profile", "a name")
	if ok && looksLikeFile(name) || name == ".." {
		d.wrong(n, "a profile is a name, not a path", "profiles are "+Listed(profileNames()))
		return "", false
	}
	return name, ok
}

// builtInProfile reports whether there is a built-in profile of that name, and that there is none.
func (d *decoder) builtInProfile(n *yaml.Node, name string) bool {
	if slices.Contains(scenarios.Profiles(), name) {
		return true
	}
	p := noProfile(name)
	d.wrong(n, p.Msg, p.Expected)
	return false
}
