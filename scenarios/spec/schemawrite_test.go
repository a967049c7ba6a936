package spec

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model"
)

// writer makes the schema of one sort of file.
type writer struct {
	top  int // the level of the sort
	defs fields
}

// schemaOf writes the schema of the files that a level is the top of.
func schemaOf(top int) []byte {
	w := &writer{top: top}
	s := w.mapping(top)
	s.Draft = "https://json-schema.org/draft/2020-12/schema"
	s.Title = "roomsim " + strings.TrimSuffix(levels[top].Name, " file")
	s.Defs = w.defs
	slices.SortFunc(s.Defs, func(a, b field) int { return cmp.Compare(a.name, b.name) })
	var b bytes.Buffer
	if err := plainJSON(&b, s, "  "); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// define returns a reference to a definition, made when it is first needed.
func (w *writer) define(name string, make func() *schema) *schema {
	name = strings.ReplaceAll(strings.ReplaceAll(name, "'", ""), " ", "-")
	ref := &schema{Ref: "#/$defs/" + name}
	if slices.ContainsFunc(w.defs, func(f field) bool { return f.name == name }) {
		return ref
	}
	w.defs = append(w.defs, field{name, nil})
	at := len(w.defs) - 1
	w.defs[at].value = make()
	return ref
}

// level refers to a mapping of the table.
func (w *writer) level(level int) *schema {
	return w.define(levels[level].Name, func() *schema { return w.mapping(level) })
}

// mapping makes the schema of a level: its keys, and what goes with what.
func (w *writer) mapping(level int) *schema {
	l := &levels[level]
	s := &schema{Title: title(l.Thing), Type: "object", Additional: none, AllOf: rules(level)}
	var verbs []*schema
	for i := range l.Keys {
		k := &l.Keys[i]
		if level == levelWeather && w.top == levelWeatherFile && k.Name == "weather" {
			continue // a weather file names no other one
		}
		s.Properties = append(s.Properties, field{k.Name, w.key(k)})
		switch {
		case k.Required:
			s.Required = append(s.Required, k.Name)
		case k.Verb:
			verbs = append(verbs, &schema{Required: []string{k.Name}})
			s.AllOf = append(s.AllOf, &schema{If: verbs[len(verbs)-1],
				Then: &schema{Properties: without(l.meaningless(k.Name))}})
		}
		if len(k.Needs) > 0 {
			s.DependentNeeds = append(s.DependentNeeds, field{k.Name, k.Needs})
		}
	}
	switch level {
	case levelWeather, levelSlope:
		s.MinProperties = 1
	case levelRow:
		s.MinProperties = 2 // after, and what begins then
	}
	if verbs != nil {
		s.AnyOf = verbs
	}
	return s
}

// meaningless lists the keys that cannot stand beside a verb.
func (l *Level) meaningless(verb string) (names []string) {
	for i := range l.Keys {
		k := &l.Keys[i]
		if k.Verb && k.Name != verb || k.With != nil && !slices.Contains(k.With, verb) {
			names = append(names, k.Name)
		}
	}
	return names
}

// key makes the schema of a key's value, with what an editor says of the key.
func (w *writer) key(k *Key) *schema {
	var forms []*schema
	units := []string{}
	if k.Words != nil && k.Kind != "list of words" {
		forms = append(forms, &schema{Enum: k.Words()})
	}
	if k.Kind != "" {
		for _, kind := range k.kinds() {
			forms = append(forms, w.kind(k, kind)...)
			if unit := k.unitOf(kind); unit != "" {
				units = append(units, unit)
			}
		}
	}
	s := forms[0]
	if len(forms) > 1 {
		s = &schema{AnyOf: forms}
	}
	s.Description = k.Meaning
	if len(units) > 0 {
		s.Description += "; " + strings.Join(units, ", or ")
	}
	if k.Default != "" {
		s.Description += "; default " + k.Default
		s.Default = valueOfText(k.Default)
	}
	return s
}

// kind makes the schemas of one kind of value.
func (w *writer) kind(k *Key, kind string) []*schema {
	bounded := func(s *schema) *schema {
		s.Minimum = upTo(k.Least)
		if k.Most > 0 {
			s.Maximum = upTo(k.Most)
		}
		return s
	}
	law := func(also []*schema) []*schema {
		span := w.define("some duration", func() *schema { return named("some duration") })
		return []*schema{span, {AllOf: append([]*schema{w.level(levelLaw)}, also...)}}
	}
	switch kind {
	case "1":
		return []*schema{{Const: 1, ErrorMessage: "expected 1"}}
	case "true":
		return []*schema{{Const: true}}
	case "whole number":
		return []*schema{bounded(&schema{Type: "integer"})}
	case "number":
		return []*schema{bounded(&schema{Type: []string{"number", "string"}, Pattern: exactly(numberText),
			ErrorMessage: "expected a number such as 1.5"})}
	case "mapping":
		if k.Holds == levelSource || k.Holds == levelLogUsers {
			return []*schema{w.source(k)}
		}
		return []*schema{w.level(k.Holds)}
	case "law": // of spans: beside a duration
		return law([]*schema{{Properties: without([]string{"correlation"})}})[1:]
	case "delay":
		return law(nil)
	case "names":
		return []*schema{{Type: "object"}}
	case "clocks":
		return []*schema{w.by("client", w.kind(k, "clock"))}
	case "pins":
		return []*schema{w.by("mark", append(w.kind(k, "duration"), w.kind(k, "mapping")...))}
	case "settings", "codes", "labels":
		return []*schema{w.define(kind, func() *schema { return w.table(kind) })}
	case "duration", "share":
		if k.Least == 1 {
			kind = "some " + kind
		}
	}
	if by, ok := strings.CutPrefix(kind, "mapping by "); ok {
		return []*schema{{Type: "object", MinProperties: k.Least, PropertyNames: w.kind(k, by)[0],
			Additional: w.level(k.Holds)}}
	}
	if items, ok := strings.CutPrefix(kind, "list of "); ok {
		return []*schema{{Type: "array", MinItems: k.Least, Items: w.items(k, items)}}
	}
	def := named(kind)
	if def == nil {
		panic(fmt.Sprintf("no schema for the kind %q of the key %s", kind, k.Name))
	}
	ref := w.define(cmp.Or(def.called, kind), func() *schema { return def })
	if kind == "text" {
		ref.MinLength, ref.MaxLength = k.Least, k.Most
	}
	return []*schema{ref}
}

// items makes the schema of a list's items: "marks or mappings".
func (w *writer) items(k *Key, kinds string) *schema {
	if kinds == "words" {
		return &schema{Enum: k.Words()}
	}
	var forms []*schema
	for _, kind := range strings.Split(kinds, " or ") {
		forms = append(forms, w.kind(k, strings.TrimSuffix(kind, "s"))...)
	}
	if len(forms) == 1 {
		return forms[0]
	}
	return &schema{AnyOf: forms}
}

// by makes the schema of a mapping by names of a kind, to values of one of some forms.
func (w *writer) by(kind string, forms []*schema) *schema {
	value := forms[0]
	if len(forms) > 1 {
		value = &schema{AnyOf: forms}
	}
	return &schema{Type: "object", PropertyNames: w.kind(&Key{}, kind)[0], Additional: value}
}

// source makes the schema of a place in a line of a log: its names stand for what a line may fix.
func (w *writer) source(k *Key) *schema {
	name := w.key(levels[levelLogLine].key(k.Name))
	name.Description = ""
	names := &schema{Type: "object", Additional: &schema{AnyOf: []*schema{name, {Type: "null"}}}}
	return &schema{AllOf: []*schema{w.level(k.Holds), {Properties: fields{{"names", names}}}}}
}

// table makes the schema of what the model has a table of: settings, codes, labels.
func (w *writer) table(kind string) *schema {
	s := &schema{Title: title(kind), Type: "object", Additional: none}
	switch kind {
	case "settings":
		for _, info := range model.SettingList() {
			set := w.setting(&info)
			s.Properties = append(s.Properties, field{info.Name, set.known(info.Label, info.Source)})
		}
	case "codes":
		for _, r := range model.Roles() {
			code := w.key(&Key{Kind: "whole number", Most: maxCode, Meaning: r.Meaning,
				Default: strconv.Itoa(int(r.Code))})
			s.Properties = append(s.Properties, field{r.Name, code.known(r.Label, r.Source)})
		}
	default:
		for _, name := range nameKeys() {
			k := &Key{Kind: "text", Least: 1, Most: maxLabel, Meaning: "what people see of " + name}
			s.Properties = append(s.Properties, field{name, w.key(k)})
		}
	}
	return s
}

// setting makes the schema of a setting from the model's table.
func (w *writer) setting(info *model.Setting) *schema {
	k := &Key{Default: info.Default, Holds: levelLaw, Meaning: info.Meaning}
	if info.Words != nil {
		k.Words = func() []string { return info.Words }
	}
	switch info.Kind {
	case model.KindSpan:
		k.Kind = "duration"
	case model.KindDelay, model.KindShare:
		k.Kind = string(info.Kind)
	case model.KindDecimal:
		k.Kind, k.Least, k.Most = "number", 1, 1000
	case model.KindWhole:
		k.Kind, k.Least, k.Most = "whole number", 1, maxClients
	case model.KindNotices:
		k.Kind, k.Holds = "list of mappings", levelNotice
	case model.KindBytes:
		k.Kind = "size"
	case model.KindSpans:
		k.Kind = "list of durations"
		s := w.key(k)
		s.Items = &schema{AnyOf: []*schema{s.Items, {Type: "array", MinItems: 1, Items: s.Items}}}
		return s
	}
	return w.key(k)
}

// known says how well a default is known.
func (s *schema) known(label model.Label, source string) *schema {
	s.Description += " (" + string(label) + ": " + source + ")"
	return s
}

// valueOfText reads a default as a file would hold it.
func valueOfText(text string) any {
	value := asJSON(flagNode(text))
	if list, ok := value.([]any); ok && len(list) == 0 {
		return json.RawMessage("[]") // which would be left out
	}
	return value
}

func title(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

// asJSON turns a node into what JSON has for it, as YAML 1.2 says and editors do.
func asJSON(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for _, p := range pairs(n) {
			m[p.key.Value] = asJSON(p.value)
		}
		return m
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			list[i] = asJSON(item)
		}
		return list
	}
	return scalarAsJSON(n)
}
