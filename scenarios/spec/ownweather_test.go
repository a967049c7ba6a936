package spec

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"roomsim/model"
)

const office = `roomsim: 1
weather: my-office
title: My office
source: measured on a Monday
both: {delay: {law: table, file: five.dist, mean: 50ms, sd: 5ms}, trace: five.trace}
changes: [{lasts: 5m}, {lasts: 10s, set: {loss: 100%}}]
`

// A weather of one's own lies beside the scenario, as what it names lies beside it.
func TestWeatherOfOnesOwn(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.MkdirAll("in/sub", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"in/", "in/sub/"} {
		write(t, dir+"office.yaml", office)
		write(t, dir+"five.dist", "-8192 0 8192\n")
		write(t, dir+"five.trace", "5\n")
	}
	for _, c := range []struct {
		name   string
		inputs []string
	}{
		{"office.yaml", []string{"in/office.yaml", "in/five.dist", "in/five.trace"}},
		{"sub/office.yaml",
			[]string{"in/sub/office.yaml", "in/sub/five.dist", "in/sub/five.trace"}},
	} {
		write(t, "in/case.yaml", smallest+"links: {A: {weather: "+c.name+"}}\n"+
			"script: [{at: 1m, link: A.up, set: {weather: ./"+c.name+", loss: 2%}, for: 9m}]\n")
		s, err := Load("in/case.yaml", Options{})
		if err != nil {
			t.Fatal(err)
		}
		l, a := &s.Config.Links[0], &s.Config.Actions[0]
		if !reflect.DeepEqual(s.Inputs, c.inputs) || l.To.Neck.Trace == nil ||
			l.To.Neck.Trace != a.Link.To.Neck.Trace || len(a.Link.Phases) != 2 || !l.Loops ||
			l.Keys != model.SetsAll || a.Text != "A.up weather office loss 2%" {
			t.Errorf("%s: got inputs %q, %+v, %+v", c.name, s.Inputs, l, a)
		}
		if _, err := LoadWeather("in/" + c.name); err != nil {
			t.Error(err)
		}
	}
}

// What is wrong with a weather of one's own is said once, with its own place.
func TestBadWeatherOfOnesOwn(t *testing.T) {
	t.Chdir(t.TempDir())
	top := office[:strings.Index(office, "both")]
	twice := func(name string) string {
		return smallest + "links: {A: {weather: " + name + "}}\n" +
			"script: [{at: 1m, link: A, set: {weather: " + name + "}}]\n"
	}
	for text, want := range map[string]string{
		top + "both: {delay: 5}\n": "office.yaml:5:15: 5 has no unit; expected a duration such as 5s",
		top + "both: {delay: 5ms, trace: no.trace}\n": `office.yaml:5:27: open "no.trace": no such ` +
			"file; expected a trace of Mahimahi's",
		top + "both: {delay: 5ms, trace: ../a}\n": `office.yaml:5:27: "../a" lies outside the ` +
			"weather file's folder; expected the name of a file beside the weather file",
		top + "both: {weather: office.yaml, delay: 5ms}\n": "office.yaml:5:17: a weather file names " +
			"no other one; expected the keys themselves",
		smallest:                   "office.yaml:3:1: this is a scenario; expected a weather file",
		"roomsim: 1\nprofile: p\n": "office.yaml:2:1: this is a profile; expected a weather file",
		"roomsim: 1\nname: n\nboth: {delay: 5ms}\n": `office.yaml:1:1: "weather" is required; ` +
			`expected a name`,
	} {
		write(t, "office.yaml", text)
		write(t, "case.yaml", twice("office.yaml"))
		_, err := Load("case.yaml", Options{})
		if err == nil || !strings.HasPrefix(err.Error(), want) ||
			strings.Count(err.Error(), want) > 1 {
			t.Errorf("%s:\ngot  %v\nwant %s", text, err, want)
		}
	}
	write(t, "case.yaml", twice("office"))
	want(t, "case.yaml", `case.yaml:5:22: no weather "office"; did you mean "office.yaml"?`)
	write(t, "case.yaml", twice("../office.yaml"))
	want(t, "case.yaml", `case.yaml:5:22: "../office.yaml" lies outside the scenario's folder; `+
		"expected the name of a file beside the scenario")
}

// A weather of many changes that is named again and again is bounded before it is laid out.
func TestManyChanges(t *testing.T) {
	t.Chdir(t.TempDir())
	top := office[:strings.Index(office, "both")]
	write(t, "office.yaml", top+"both: {delay: 5ms}\nchanges:\n"+
		strings.Repeat("- {lasts: 5m}\n", maxPhases/3))
	text := smallest + "script:\n" +
		strings.Repeat("  - {at: 1s, link: A, set: {weather: office.yaml}}\n", 9000)
	write(t, "case.yaml", text)
	_, err := Load("case.yaml", Options{})
	const bound = "weather changes more than 100000 times in this file (the bound)"
	if err == nil || strings.Count(err.Error(), bound) != 1 ||
		!strings.HasPrefix(err.Error(), fmt.Sprintf("case.yaml:%d:", 5+4)) {
		t.Errorf("got %.300v", err)
	}
}

// A file of another sort is called that, in place of all that is wrong with it otherwise.
func TestOtherSorts(t *testing.T) {
	t.Chdir(t.TempDir())
	top := office[:strings.Index(office, "both")]
	write(t, "office.yaml", top+"both: {delay: 5ms}\n")
	want(t, "office.yaml", "office.yaml:2:1: this is a weather file; expected a scenario; "+
		"name it in links: {all: {weather: office.yaml}}")
	write(t, "mine.yaml", "roomsim: 1\nprofile: p\nbase: zego\n")
	want(t, "mine.yaml", "mine.yaml:2:1: this is a profile; expected a scenario; "+
		"run one with --profile mine.yaml")
	want(t, "tunnel", `"tunnel" is a weather, not a scenario; `+
		`name it in links: {all: {weather: tunnel}}; roomsim show tunnel prints it`)
	want(t, "zego-web", `"zego-web" is a profile, not a scenario; `+
		`run a scenario with --profile zego-web`)
}

// The weather file that the README shows is one.
func TestWeatherOfTheReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for block := range strings.SplitSeq(string(text), "```yaml\n") {
		block, _, _ = strings.Cut(block, "```")
		if !strings.HasPrefix(block, "roomsim: 1\nweather: ") {
			continue
		}
		rep := &report{}
		w := readWeather(rep, "README.md", []byte(block), nil, "")
		if err := rep.failed(); err != nil || len(w.phases) != 2 {
			t.Errorf("got %d changes, %v", len(w.phases), err)
		}
		return
	}
	t.Error("README.md shows no weather file")
}
