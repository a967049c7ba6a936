package spec

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"roomsim/model"
	"roomsim/scenarios"
	"roomsim/sim"
)

// What is shipped as weather loads, says where its numbers are from, and has a name of its own.
func TestShippedWeather(t *testing.T) {
	names := scenarios.Weathers()
	want := []string{"3g", "flaky-hotel", "lift", "lte", "lte-driving", "satellite", "tunnel",
		"wifi-crowded", "wifi-good"}
	if !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
	for _, name := range names {
		w, err := LoadWeather(name)
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
			continue
		case len(w.Warnings) > 0:
			t.Errorf("%s: %v", name, w.Warnings)
		case w.Name != name || w.File != "scenarios/weather/"+name+".yaml":
			t.Errorf("got %s of %s, want %s", w.Name, w.File, name)
		case w.Title == "" || w.Source == "":
			t.Errorf("%s: no title or source", name)
		}
		if slices.Contains(scenarios.Names(), name) {
			t.Errorf("%s is also a scenario: roomsim show cannot tell them apart", name)
		}
	}
}

// A weather sets all keys and changes by itself; keys beside it are stronger than its own.
func TestNamedWeather(t *testing.T) {
	s := mustParse(t, smallest+"links: {A: {weather: tunnel, loss: 2%}}\n"+
		"script: [{at: 1m, link: A.down, set: {weather: lift}, for: 5m, mark: ride}]\n", Options{})
	if len(s.Config.Links) != 1 {
		t.Fatalf("got %d changes, want one for both directions", len(s.Config.Links))
	}
	l := s.Config.Links[0]
	if l.Keys != model.SetsAll || l.Dirs != model.Both || !l.Loops ||
		l.To.Loss.Good != sim.NewRatio(1, 50) || l.To.Neck.Rate != 12e6 || !l.To.InOrder {
		t.Errorf("got %+v", l)
	}
	want := []string{"exponential 5m:  ()", "80s: loss 100% (A loss 100%)"}
	if got := stretches(&l); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	a := s.Config.Actions[0]
	if a.Text != "A.down weather lift" || a.Link.Loops || len(a.Link.Phases) != 5 ||
		a.Link.Dirs != model.Down || a.For.Minutes() != 5 {
		t.Errorf("got %+v", a)
	}
}

// Where a weather parts the directions it becomes two changes, of which one speaks and has the
// mark. Their luck is the same, so that their changes stay in step.
func TestPartedWeather(t *testing.T) {
	s := mustParse(t, smallest+"links: {A: {weather: 3g}, A.up: {weather: 3g, delay: 1s}}\n"+
		"script:\n  - {at: in + 1m, link: A, set: {weather: 3g, loss: 5%}, mark: far}\n"+
		"  - {at: 1s, client: A, network: down, mark: in}\n", Options{})
	var got []string
	say := func(c *model.LinkChange) {
		rate := map[uint64]string{768_000: "768", 1_600_000: "1600"}[c.To.Neck.Rate]
		got = append(got, strings.Repeat("u", int(c.Dirs&model.Up))+
			strings.Repeat("d", int(c.Dirs&model.Down)/2)+" "+rate+" "+c.To.Loss.Good.String())
	}
	for i := range s.Config.Links {
		say(&s.Config.Links[i])
	}
	for i := range s.Config.Actions {
		say(&s.Config.Actions[i].Link)
	}
	want := []string{"u 768 0.5%", "d 1600 0.5%", "u 768 0.5%", "u 768 5%", "d 1600 5%", "  0%"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	one, two := s.Config.Actions[0], s.Config.Actions[1]
	if one.Text != "A weather 3g loss 5%" || one.Mark < 0 || two.Text != "" || two.Mark >= 0 ||
		one.Anchor < 0 || one.Anchor != two.Anchor || one.At != two.At {
		t.Errorf("got %+v and %+v", one, two)
	}
}

// Weather files of one's own are checked like the others.
func TestBadWeatherFiles(t *testing.T) {
	const top = "roomsim: 1\nweather: w\ntitle: t\nsource: s\n"
	for text, want := range map[string]string{
		"[]":           "1:1: a weather file is a mapping, this is a list",
		"roomsim: 2\n": "1:10: format 2 is newer than this roomsim (1)",
		"roomsim: 1\nweather: w\ntitle: t\nboth: {delay: 5ms}\n": `1:1: "source" is required; ` +
			`expected text`,
		"roomsim: 1\nweather: W\ntitle: t\nsource: s\nboth: {delay: 5ms}\n": `2:10: weather "W": ` +
			`expected a-z, 0-9 and -, at most 64, not a name Windows reserves`,
		top + "both: {loss: 5%}\n": `5:7: both: "delay" ` +
			`is required; expected delay`,
		top + "up: {delay: 5ms}\n":                     "1:1: a weather file needs down, or both",
		top + "both: {delay: 5ms}\nup: {delay: 5ms}\n": "6:1: choose both, or up and down",
		top + "both: {delay: 5ms}\nonce: true\n": "" +
			`6:1: "once" has no effect without "changes"`,
		top + "both: {delay: 5ms}\nchanges: [{lasts: 1s}]": "6:10: one change is " +
			"none; expected two or more",
		top + "both: {delay: 5ms}\nchanges: 5s": "6:10: changes: expected a list such as " +
			"[{lasts: 5m}, {lasts: 80s, set: {loss: 100%}}]; this is text",
		top + "both: {delay: 5ms}\nchanges: [{lasts: 1s}, {set: {loss: 5%}}]": `6:24: a change needs ` +
			`"lasts"; expected a duration such as 80s, or a law`,
		top + "both: {delay: 5ms}\nonce: yes\nchanges: [{lasts: 1s}, {lasts: 1s}]": "6:7: once " +
			`"yes"; expected true, or no such key`,
		top + "both: {delay: 5ms}\nonce: true\nchanges: [{lasts: 1s}, {lasts: 1s}]": `7:25: "lasts" ` +
			`has no effect: with "once" the last change stays`,
		top + "both: {delay: 5ms}\nchanges: [1s, {lasts: 1s}]": "6:11: change: expected a mapping " +
			"such as {lasts: 80s, set: {loss: 100%}}; this is text",
		top + "both: {weather: lte, delay: 5ms}\n": "5:17: a weather file names no other one; " +
			"expected the keys themselves",
		top + "both: {delay: 5ms, trace: a}\n": "5:27: a file can be named only in a scenario",
	} {
		rep := &report{}
		readWeather(rep, "w.yaml", []byte(text), nil, "")
		if err := rep.failed(); err == nil || !strings.HasPrefix(err.Error(), "w.yaml:"+want) {
			t.Errorf("%s:\ngot  %v\nwant %s", text, err, want)
		}
	}
	t.Chdir(t.TempDir())
	write(t, "mine.yaml", top+"both: {delay: 5ms}\n")
	if w, err := LoadWeather("mine.yaml"); err != nil || w.Name != "w" || w.File != "mine.yaml" {
		t.Errorf("got %+v, %v", w, err)
	}
	if _, err := LoadWeather("tunel"); err == nil ||
		err.Error() != `open tunel: no such file; did you mean "tunnel"?` {
		t.Errorf("got %v", err)
	}
}
