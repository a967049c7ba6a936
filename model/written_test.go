package model_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
	"roomsim/sim"
)

// whole spells a whole number of which 0 is none.
func whole(n uint32) string {
	if n == 0 {
		return "none"
	}
	return strconv.Itoa(int(n))
}

// resume spells server.resume.window.
func resume(d time.Duration) string {
	switch d {
	case 0:
		return "always"
	case model.ResumeNever:
		return "0s"
	}
	return sim.FormatSpan(d)
}

// notifyKey says whether a client hears of the others, and they of it.
func notifyKey(cfg *model.Config, client uint32) string {
	is := func(spans []timeline.Span) bool {
		return slices.ContainsFunc(spans, func(s timeline.Span) bool { return s.First == client })
	}
	switch deaf, hidden := is(cfg.Deaf), is(cfg.Hidden); {
	case deaf && hidden:
		return ", notify: off"
	case deaf:
		return ", notify: tell"
	case hidden:
		return ", notify: hear"
	}
	return ""
}

// newerKeys are those of a switch, a token, the backend and the server.
func newerKeys(cast *timeline.Cast, a *model.Action) []string {
	var keys []string
	add := func(format string, args ...any) { keys = append(keys, fmt.Sprintf(format, args...)) }
	if a.To != 0 {
		add("to: %s", cast.Rooms.Name(a.To))
	}
	if a.As != 0 {
		add("user: %s", cast.Users.Name(a.As))
	}
	if word := tokenWord(a.Token); word != "" {
		add("token: %s", word)
	}
	if !a.Users.Any() {
		name, all, crowd := cast.Users.GroupOf(a.Users.First)
		if !crowd || all != a.Users {
			name = cast.Users.Name(a.Users.First)
		}
		add("user: %s", name)
	}
	if a.Code != 0 {
		add("code: %d", a.Code)
	}
	if a.Forget {
		add("memory: lose")
	}
	return keys
}

// callText says to which room a call switches, and with what token.
func callText(cast *timeline.Cast, a *model.Action) string {
	var said []string
	if a.To != 0 {
		said = append(said, "to "+cast.Rooms.Name(a.To))
	}
	if a.As != 0 {
		said = append(said, "as "+cast.Users.Name(a.As))
	}
	switch word := tokenWord(a.Token); {
	case a.Token.Lifetime > 0:
		said = append(said, "with a token for "+word)
	case word != "":
		said = append(said, "with a token: "+word)
	}
	return strings.Join(said, " ")
}

// tokenWord spells a token as a file does.
func tokenWord(t model.Token) string {
	if t.Lifetime > 0 {
		return sim.FormatSpan(t.Lifetime)
	}
	return [...]string{"", "valid", "wrong", "expired"}[t.Kind]
}

// nameLuck names the luck of spread actions, and the weather for people, as a file would.
func nameLuck(cfg *model.Config) {
	nth := map[string]int{}
	for i := range cfg.Actions {
		a := &cfg.Actions[i]
		switch {
		case a.Verb == model.DoWeather:
			a.Text = weatherText(cfg.Cast, &a.Link)
		case a.Verb == model.DoServerStart || a.Verb == model.DoServerRestart:
			if a.Text = memoryKept; a.Forget {
				a.Text = memoryLost
			}
		case a.Verb < model.DoNetworkDown:
			a.Text = callText(cfg.Cast, a)
		}
		if a.Spread > 0 {
			room := roomName(cfg.Cast, a)
			luck := "spread/" + verbs[a.Verb].value + "/" + room
			nth[luck]++
			a.Luck = luck + "/" + strconv.Itoa(nth[luck])
		}
	}
}

// wordless lists the weather of a scenario that asYAML cannot write: other laws than the constant
// and the uniform one, other losses than independent ones, and what came with them.
func wordless(cfg *model.Config) (list []string) {
	look := func(where string, to *model.Weather, keys model.WeatherKeys) {
		_, _, plain := to.Delay.Plain()
		odd := keys&model.SetsDelay != 0 && (!plain || to.Correlation != sim.Correlation{}) ||
			keys&model.SetsLoss != 0 && to.Loss != (model.Loss{Good: to.Loss.Good}) ||
			keys&^(model.SetsDelay|model.SetsLoss) != 0
		if odd {
			list = append(list, fmt.Sprintf("%s, keys %b: %+v", where, keys, *to))
		}
		if odd && to.Drop != nil {
			list = append(list, fmt.Sprintf("%s drops %+v", where, *to.Drop))
		}
		if odd && to.Neck.Trace != nil {
			list = append(list, fmt.Sprintf("%s rides on %+v", where, *to.Neck.Trace))
		}
	}
	link := cfg.Settings.Link
	plain := model.Weather{Delay: link.Delay, Loss: model.Loss{Good: link.Loss.Good}}
	if link != plain {
		look("the profile's link", &link, model.SetsAll)
	}
	weathers(cfg, func(c *model.LinkChange, _ bool) {
		where := linkName(cfg.Cast, c)
		look(where, &c.To, c.Keys)
		if c.Phases != nil {
			list = append(list, fmt.Sprintf("%s goes through phases, loops: %t", where, c.Loops))
		}
		for i := range c.Phases {
			look(fmt.Sprintf("%s, phase %d of %s", where, i+1, c.Phases[i].Lasts),
				&c.Phases[i].To, c.Phases[i].Keys)
		}
	})
	return list
}

// What a violation prints can be run, and shows the same run.
func TestAScenarioCanBeWrittenDown(t *testing.T) {
	for _, d := range fixed() {
		writtenDown(t, &d.cfg)
	}
	rapid.Check(t, func(t *rapid.T) {
		cfg := drawConfig(t)
		writtenDown(t, &cfg)
	})
}

// writtenDown compares a scenario's run with that of the file that it is written down as.
func writtenDown(t failer, cfg *model.Config) {
	t.Helper()
	if len(wordless(cfg)) > 0 {
		return
	}
	text := asYAML(cfg, runSeed)
	s, err := spec.Parse(cfg.Scenario+".yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Errorf("%v\n%s", err, text)
		return
	}
	w, err := model.New(s.Config)
	if err != nil {
		t.Errorf("%v\n%s", err, text)
		return
	}
	read, err := w.Run(s.Seed, 0)
	if err != nil {
		t.Errorf("%v\n%s", err, text)
		return
	}
	ran, err := observe(*cfg, model.New)
	if err != nil {
		t.Errorf("%v", err)
		return
	}
	if n, what := timeline.Diff(ran.tl, read); what != "" || ran.tl.Digest() != read.Digest() {
		t.Errorf("record %d differs: %s\n%s", n, what, text)
	}
}
