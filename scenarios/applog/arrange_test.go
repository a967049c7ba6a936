package applog

import "testing"

// The end that a log tells of is a time of that log, by its client's clock.
func TestEnd(t *testing.T) {
	const own = "roomsim: 1\nlog: roomsim\n"
	down := func(t string) string {
		return `{"t":` + t + `,"kind":"network","who":"A","name":"down"}` + "\n"
	}
	end := func(t string) string { return `{"kind":"end","t":` + t + "}\n" }
	const whole = `{"kind":"run","format":1}` + "\n"
	tests := []struct{ what, mapping, log, want string }{
		{"of an app's log", "", down("1700000000000000000") + end("1700000060000000000"), "60.000s"},
		{"of a whole log", "", whole + down("5000000000") + end("60000000000"), "60.000s"},
		{"of a whole log with another zero", own + "zero: {client: A, network: down, at: 1s}\n",
			whole + down("5000000000") + end("60000000000"), "56.000s"},
		{"by a clock that is ahead", own + "clocks: {A: 10s, B: 20s}\n",
			whole + down("15000000000") + end("70000000000"), "60.000s"},
		{"by the clock of whose log it is", own + "clocks: {A: 10s, B: 20s}\n",
			whole + down("15000000000") + "--\n" + whole + end("80000000000"), "60.000s"},
		{"of two logs the later one", "", whole + down("5") + end("8000000000") + "--\n" + whole +
			end("7000000000"), "8.000s"},
		{"before the last record", "", whole + down("5000000000") + end("4000000000"), "5.000s"},
		{"as the mapping has it", own + "end: 7s", whole + down("5000000000") + end("60000000000"),
			"7.000s"},
		{"too late", "", down("5") + end("2600000000000000"),
			"a.log:2: is more than 30 days behind a.log:1 (the bound on a run)"},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			l, err := read(t, tt.mapping, tt.log)
			got := ""
			if err != nil {
				got = err.Error()
			} else {
				got = l.Timeline.End.String()
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// Times that lie too far apart are refused, however far.
func TestFarApart(t *testing.T) {
	const rfc = headText + "time: {format: rfc3339}\n"
	const far = "2199-12-31T00:00:00Z A network down\n"
	const early = "1900-01-01T00:00:00Z A loginRoom\n"
	tests := []struct{ what, mapping, log, want string }{
		{"three centuries", rfc, far + early,
			"a.log:1: is more than 30 days behind a.log:2 (the bound on a run)"},
		{"three centuries from zero", rfc + "zero: 1900-01-01T00:00:00Z\n", far,
			"a.log:1: is more than 30 days behind the start of virtual time (the bound on a run)"},
		{"three centuries before zero", rfc + "zero: 2199-12-31T00:00:00Z\n", early,
			"a.log:1: is more than 30 days before the start of virtual time; " +
				"expected zero: no later than it"},
		{"what is late in virtual time", rfc + "zero: {client: A, network: down, at: 30d}\n",
			far + "2199-12-31T00:00:01Z A network up\n",
			"a.log:2: is more than 30 days behind the start of virtual time (the bound on a run)"},
		{"the outmost clocks, ends and pins", rfc + "clocks: {A: -30d}\nend: 30d\nmarks: {rain: 30d}\n",
			far, "a.log:1 0.000s A's network goes down [cut]\n" +
				"map.yaml:7 2592000.000s note: rain, as the mapping has it [rain]"},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			if got := told(read(t, tt.mapping, tt.log)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// What pins put at one instant is in the order of the script, before what was heard then.
func TestPinsOfOneInstant(t *testing.T) {
	for _, pins := range []string{"cut: 5s, heal: 5s", "heal: 5s, cut: 5s"} {
		got := told(read(t, headJSON+ms+what+"marks: {"+pins+"}\n",
			`{"t":0,"who":"A","what":"process kill"}`+"\n"+`{"t":5000,"who":"A","what":"process start"}`))
		const want = "a.log:1 0.000s A's app is killed\n" +
			"map.yaml:10 5.000s note: cut, as the mapping has it [cut]\n" +
			"map.yaml:10 5.000s note: heal, as the mapping has it [heal]\n" +
			"a.log:2 5.000s A's app starts"
		if got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", pins, got, want)
		}
	}
}
