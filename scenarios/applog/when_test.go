package applog

import "testing"

// Times without dates get their days: within a log by the lines before, also those that are left
// out; of logs by where they begin.
func TestTimesOfDay(t *testing.T) {
	const clock = "time: {field: t, format: '15:04:05'}\n"
	const text = headText + "time: {format: '15:04:05'}\n"
	const zone = text + "clocks: {A: 8h}\n"
	const names = "what: {field: what, names: {frame: null}}\n"
	tests := []struct{ what, mapping, log, want string }{
		{"of two logs the second one begins behind midnight", text,
			"23:59:58 A network down\n--\n00:00:01 B network down\n",
			"a.log:1 0.000s A's network goes down [cut]\nb.log:1 3.000s B's network goes down"},
		{"of two logs the first one begins behind midnight", text,
			"00:00:01 A network down\n--\n23:59:58 B network down\n00:00:02 B network up\n",
			"b.log:1 0.000s B's network goes down\na.log:1 3.000s A's network goes down [cut]\n" +
				"b.log:2 4.000s B's network comes up"},
		{"of two logs with zero before midnight", text + "zero: '23:59:50'\n",
			"00:00:01 A network down\n--\n23:59:58 B network down\n",
			"b.log:1 8.000s B's network goes down\na.log:1 11.000s A's network goes down [cut]"},
		{"two logs of one day", text, "10:00:00 A network down\n--\n17:59:00 B network down\n",
			"a.log:1 0.000s A's network goes down [cut]\nb.log:1 28740.000s B's network goes down"},
		{"two logs of two zones", zone, "07:59:58 A network down\n--\n23:59:59 B network down\n",
			"a.log:1 0.000s A's network goes down [cut]\nb.log:1 1.000s B's network goes down"},
		{"two logs that may be of two days", text,
			"10:00:00 A network down\n--\n19:00:00 B network down\n",
			"b.log:1: without a date it is 9h behind a.log:1 or 15h before it; expected logs that begin " +
				"within 8h of each other, or times with dates"},
		{"lines that are skipped", text + "skip: [noise]\n",
			"09:00:00 A network down\n20:00:00 A noise\nnoise 12\n06:00:00 A noise\n10:00:00 A network up\n",
			"a.log:1 0.000s A's network goes down [cut]\na.log:5 90000.000s A's network comes up [heal]"},
		{"objects that are skipped", headJSON + clock + what + "skip: [noise]\n",
			`{"t":"20:00:00","who":"A","what":"network down"}` + "\n" + `{"t":"06:00:00","what":"noise"}` +
				"\n{noise\n" + `{"t":"18:00:00","who":"A","what":"network up"}`,
			"a.log:1 0.000s A's network goes down [cut]\na.log:4 79200.000s A's network comes up [heal]"},
		{"what is mapped to null", headJSON + clock + names,
			`{"t":"20:00:00","who":"A","what":"network down"}` + "\n" + `{"t":"06:00:00","what":"frame"}` +
				"\n" + `{"t":"18:00:00","who":"A","what":"network up"}`,
			"a.log:1 0.000s A's network goes down [cut]\na.log:3 79200.000s A's network comes up [heal]"},
		{"rows that are skipped", "roomsim: 1\nlog: csv\nwho: who\nskip: [noise]\n" + clock + what,
			"who,what,t\nA,network down,20:00:00\n,noise,06:00:00\nnoise\nA,network up,18:00:00\n",
			"a.log:2 0.000s A's network goes down [cut]\na.log:5 79200.000s A's network comes up [heal]"},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			if got := told(read(t, tt.mapping, tt.log)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
