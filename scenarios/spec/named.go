package spec

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/scenarios"
)

// Weather is a named weather: what it sets, all keys of a link, and how it changes by itself.
type Weather struct {
	File     string // as messages name it
	Name     string
	Title    string
	Source   string // where the numbers come from
	Text     []byte // of the file
	Warnings []Problem
	up, down model.Weather
	parted   bool // they differ
	phases   []model.Phase
	once     bool // the last phase stays
}

// LoadWeather reads a weather: a file, or the name of a built-in one. The error is a *Problems.
func LoadWeather(nameOrFile string) (*Weather, error) {
	rep := &report{}
	var w *Weather
	if text, ok := scenarios.ReadWeather(nameOrFile); ok && !looksLikeFile(nameOrFile) {
		w = readWeather(rep, scenarios.WeatherFile(nameOrFile), text, nil, "")
	} else if text, ok := readFile(rep, nameOrFile, scenarios.Weathers(), "a weather file"); ok {
		w = readWeather(rep, nameOrFile, text, newFolder(filepath.Dir(nameOrFile), false), "")
	}
	if err := rep.failed(); err != nil {
		return nil, err
	}
	w.Warnings = rep.warnings()
	return w, nil
}

// named finds the weather that a node names, nil after reporting that there is none.
func (d *decoder) named(n *yaml.Node) *Weather {
	name, ok := d.text(n, "weather", "a name")
	switch {
	case !ok:
		return nil
	case d.weathers == nil:
		d.wrong(n, "a weather file names no other one", "expected the keys themselves")
		return nil
	case IsYAML(name):
		return d.weatherBeside(n)
	}
	if w, ok := d.weathers[name]; ok {
		return w
	}
	text, ok := scenarios.ReadWeather(name)
	switch {
	case ok && !looksLikeFile(name):
		d.weathers[name] = readWeather(d.rep, scenarios.WeatherFile(name), text, nil, "")
		return d.weathers[name]
	case d.folder.has(name + ".yaml"):
		d.wrong(n, "no weather "+show(name), "did you mean "+show(name+".yaml")+"?")
	default:
		d.wrong(n, "no weather "+show(name), d.hint(name, scenarios.Weathers(), "weathers are"))
	}
	return nil
}

// weatherBeside finds the weather in a file beside the scenario, nil after reporting why there is
// none.
func (d *decoder) weatherBeside(n *yaml.Node) *Weather {
	what := "a weather file"
	if name := strings.TrimSuffix(n.Value, path.Ext(n.Value)); slices.Contains(scenarios.Weathers(),
		name) {
		what += ", or " + name + " for the one that ships"
	}
	file := d.beside(n, "weather", what)
	if file == nil {
		return nil
	}
	if !file.read {
		file.read = true
		dir := path.Dir(path.Clean(n.Value))
		file.weather = readWeather(d.rep, file.shown, file.text, d.folder, dir)
	}
	return file.weather
}

// readWeather reads the text of a weather file; what it returns is good if nothing was reported.
// The files that it names lie beside it: in dir, below the folder.
func readWeather(rep *report, file string, text []byte, folder *folder, dir string) *Weather {
	rep.opened(file)
	src := &source{file: file, text: string(text), rep: rep}
	d := &decoder{src: src, rep: rep, folder: folder, dir: dir}
	w := &Weather{File: file, Text: text}
	top := src.read()
	switch {
	case top == nil:
		return w
	case top.Kind != yaml.MappingNode:
		d.wrong(top, "a weather file is a mapping, this is "+kindOf(top), "")
		return w
	case !d.version(top) || d.mistaken(top, "weather"):
		return w
	}
	f := d.form(top, levelWeatherFile)
	f.require()
	w.Title, w.Source = f.optional("title"), f.optional("source")
	if n := f.get("weather"); n != nil && d.fileName(n, "weather") {
		w.Name = n.Value
	}
	f.ways(w)
	f.stretches(w)
	return w
}

// ways reads what a weather file sets, for both directions or for each.
func (f *form) ways(w *Weather) {
	read := func(key string) model.Weather {
		n := f.get(key)
		if n == nil {
			f.d.wrong(f.node, "a weather file needs "+key+", or both", "")
			return model.Weather{}
		}
		got := f.d.weather(n, key)
		if n.Kind == yaml.MappingNode && got.keys&model.SetsDelay == 0 {
			f.d.wrong(n, key+`: "delay" is required`, "expected delay")
		}
		return got.to
	}
	if f.get("both") == nil {
		w.up, w.down, w.parted = read("up"), read("down"), true
		return
	}
	for _, key := range []string{"up", "down"} {
		if f.get(key) != nil {
			f.d.wrong(f.keyNode(key), "choose both, or up and down", "")
		}
	}
	w.up = read("both")
	w.down = w.up
}

// stretches reads how a weather changes by itself.
func (f *form) stretches(w *Weather) {
	if n := f.get("once"); n != nil {
		w.once = true
		if n.Value != "true" || n.Style != 0 {
			f.d.wrong(n, "once "+valueOf(n), "expected true, or no such key")
		}
	}
	list := f.get("changes")
	switch {
	case list == nil && w.once:
		f.d.wrong(f.keyNode("once"), `"once" has no effect without "changes"`, "")
	case list == nil:
	case list.Kind != yaml.SequenceNode:
		f.d.expected(list, "changes", "a list such as [{lasts: 5m}, {lasts: 80s, set: {loss: 100%}}]")
	case len(list.Content) < 2:
		f.d.wrong(list, "one change is none", "expected two or more")
	default:
		for i, item := range list.Content {
			stays := w.once && i == len(list.Content)-1
			w.phases = append(w.phases, f.d.stretch(item, stays))
		}
	}
}

// stretch reads a change of a weather file; the one that stays does not say how long it lasts.
func (d *decoder) stretch(n *yaml.Node, stays bool) (p model.Phase) {
	if n.Kind != yaml.MappingNode {
		d.expected(n, "change", "a mapping such as {lasts: 80s, set: {loss: 100%}}")
		return p
	}
	f := d.form(n, levelChange)
	lasts := f.get("lasts")
	switch {
	case lasts != nil && stays:
		d.wrong(f.keyNode("lasts"), `"lasts" has no effect: with "once" the last change stays`, "")
	case lasts != nil:
		p.Lasts = d.length(lasts, `"lasts"`)
	case !stays:
		d.wrong(n, `a change needs "lasts"`, "expected a duration such as 80s, or a law")
	}
	if set := f.get("set"); set != nil {
		got := d.weather(set, "set")
		p.Keys, p.To, p.Text = got.keys, got.to, got.text
	}
	return p
}
