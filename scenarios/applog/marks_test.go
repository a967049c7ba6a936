package applog

import (
	"strings"
	"testing"
)

// Actions that do the same are told apart by their times, wherever they stand in the script.
func TestMarksOfEqualActions(t *testing.T) {
	const log = `{"t":60000000000,"kind":"network","who":"A","name":"down"}` + "\n" +
		`{"t":90000000000,"kind":"network","who":"A","name":"up"}` + "\n" +
		`{"t":120000000000,"kind":"network","who":"A","name":"down"}`
	tests := []struct{ what, script, want string }{
		{"in the order of their times", "60s first, 120s second", "1 first, 3 second"},
		{"against the order of their times", "120s second, 60s first", "1 first, 3 second"},
		{"at one time in the order of the script", "60s first, 60s second", "1 first, 3 second"},
		{"behind one anchor", "up+1s second, up+0s first", "3 first"},
		{"behind an anchor and not", "up+1s second, 60s first", "1 first, 3 second"},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			text := "roomsim: 1\nname: story\nend: 8m\nclients: {A: {user: alice}}\nscript:\n" +
				"  - {at: 90s, client: A, network: up, mark: up}\n"
			for _, action := range strings.Split(tt.script, ", ") {
				at, mark, _ := strings.Cut(action, " ")
				text += "  - {at: " + at + ", client: A, network: down, mark: " + mark + "}\n"
			}
			l, err := readFor(t, parse(t, text), "", log)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range l.Timeline.Marks {
				if m.Name != "up" {
					got = append(got, string(rune('0'+m.N))+" "+m.Name)
				}
			}
			if got := strings.Join(got, ", "); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// An action of a crowd leaves a record of each member.
func TestMarksOfCrowds(t *testing.T) {
	s := parse(t, "roomsim: 1\nname: story\nend: 8m\nclients: {crowd: {count: 2}}\nscript:\n"+
		"  - {at: 0s, client: crowd, network: down}\n"+
		"  - {at: 1m, client: crowd, network: down, mark: again}\n")
	l, err := readFor(t, s, "", strings.Repeat(
		`{"t":0,"kind":"network","who":"crowd-1","name":"down"}`+"\n"+
			`{"t":0,"kind":"network","who":"crowd-2","name":"down"}`+"\n", 2))
	if err != nil || len(l.Timeline.Marks) != 1 || l.Timeline.Marks[0].N != 3 {
		t.Errorf("got %v, %v, want the mark at record 3", l, err)
	}
}

// A whole log says itself which records are those of actions that have marks.
func TestMarksOfWholeLogs(t *testing.T) {
	const (
		run   = `{"kind":"run","format":1,"scenario":"story"}` + "\n"
		other = `{"kind":"run","format":1,"scenario":"other"}` + "\n"
		down  = `{"t":1,"kind":"network","who":"A","name":"down"}` + "\n"
		cut   = `{"t":2,"kind":"network","who":"A","name":"down","marks":["T9","cut","heal"]}` + "\n"
		rain  = `{"t":3,"kind":"link","who":"A","name":"set","text":"A.up","marks":["rain"]}` + "\n"
		set   = `{"t":4,"kind":"link","who":"A","name":"set","text":"A.up"}` + "\n"
		note  = `{"t":5,"kind":"note","name":"note","text":"too late","marks":["late"]}`
	)
	tests := []struct{ what, mapping, log, want string }{
		{"of this scenario", "", run + down + cut + rain + set + note,
			"a.log:2 0.000000001s A's network goes down\n" +
				"a.log:3 0.000000002s A's network goes down [cut] [heal]\n" +
				"a.log:4 0.000000003s link: A.up [rain]\na.log:6 0.000000005s note: too late [late]"},
		{"of another scenario with these marks", "", other + cut + down,
			"a.log:3 0.000000001s A's network goes down\n" +
				"a.log:2 0.000000002s A's network goes down [cut] [heal] [again]"},
		{"of another scenario without them", "", other + down,
			"a.log:2 0.000000001s A's network goes down [cut]"},
		{"but the mapping is stronger", "roomsim: 1\nlog: roomsim\nmarks: {cut: 1ns}\n", run + cut,
			"map.yaml:3 0.000000001s note: cut, as the mapping has it [cut]\n" +
				"a.log:2 0.000000002s A's network goes down [heal]"},
		{"an app's log does not", "", down + cut + rain,
			"a.log:1 0.000s A's network goes down [cut]\n" +
				"a.log:2 0.000000001s A's network goes down [again]"},
		{"weather that nobody knows", "", run + strings.Replace(rain, "set", "sun", 1),
			`a.log:2: no link "sun"; expected set or end`},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			if got := told(read(t, tt.mapping, tt.log)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
