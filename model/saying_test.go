package model

import (
	"slices"
	"testing"

	"roomsim/model/timeline"
)

// Each reason beside a code of the server is said by a row with the code of a message, and each
// such row has a code to say.
func TestGivenCodesMeetRows(t *testing.T) {
	codes := map[timeline.Reason]int{}
	for _, g := range given {
		for _, reason := range g.as {
			codes[reason]++
			if !slices.ContainsFunc(ClientRows(), func(r ClientRow) bool {
				return r.Do.Says == reason && r.Do.Code == CodeOfMessage
			}) {
				t.Errorf("%s: no row says it with the code of a message", Saying{reason, g.code})
			}
		}
	}
	for _, r := range ClientRows() {
		if r.Do.Code == CodeOfMessage && codes[r.Do.Says] == 0 {
			t.Errorf("row %v on %v: the server gives no code for %s", r.From, r.On, r.Do.Says)
		}
	}
}

func TestSayings(t *testing.T) {
	rows := []ClientRow{
		step(In, Kicked, Out, "S7", says(timeline.KickOut, CodeOfMessage, leave)),
		step(In, CallLogout, Out, "S8", says(timeline.Logout, 0, leave)),
		step(Joining, CallLogout, Out, "A7", says(timeline.Logout, 0, leave)),
		step(In, BeatDue, In, "C11", does(SendBeat)),
	}
	got := Sayings(rows)
	if !slices.Contains(got, Saying{timeline.KickOut, CodeKickedElsewhere}) ||
		slices.Contains(got, Saying{timeline.KickOut, CodeLoginOther}) ||
		got[len(got)-1] != (Saying{timeline.Logout, 0}) {
		t.Errorf("got %v, want the codes of kicks, then Logout(0) once", got)
	}
	if s := got[0].String(); s != "KickOut(1002050)" {
		t.Errorf("got %q, want KickOut(1002050)", s)
	}
}
