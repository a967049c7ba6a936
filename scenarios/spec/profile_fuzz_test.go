package spec

import (
	"testing"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/sim"
)

// FuzzProfile: whatever a profile says, it is refused with a place, or a world can be built of it.
func FuzzProfile(f *testing.F) {
	for _, name := range scenarios.Profiles() {
		text, _ := scenarios.ReadProfile(name)
		f.Add(string(text))
	}
	f.Add("roomsim: 1\nprofile: p\ncodes: {timeout: 0}\nnames: {Logout: \"\\u202e\"}\n" +
		"set: {client.retry.waits: [[0s], []], client.silence.notices: [{after: 1ns, name: a}]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		rep := &report{}
		values := defaults()
		p := (&profiles{rep: rep, values: values}).read(&Profile{File: "f", Text: []byte(text)}, "")
		if rep.errs == 0 {
			values.check()
		}
		if rep.errs > 0 {
			for _, q := range rep.list {
				if q.Msg == "" || q.File == "f" && q.Line < 1 && len(text) > 0 && len(text) < maxBytes {
					t.Fatalf("a problem without words or place: %+v", q)
				}
			}
			return
		}
		accepts(t, "profile", text)
		cast := &timeline.Cast{Labels: values.words}
		cast.Clients.Add("A", 0)
		cast.Users.Add("A", 0)
		for _, n := range values.values.Notices {
			cast.Notices.Add(n.Name, 0)
		}
		_, err := model.New(model.Config{Profile: p.Name, Cast: cast, Settings: values.values,
			Codes: values.numbers, End: sim.Time(1)})
		if err != nil {
			t.Fatalf("accepted, and no world can be built of it: %v", err)
		}
	})
}
