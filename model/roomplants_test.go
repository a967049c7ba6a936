package model_test

import (
	"roomsim/model"
	"roomsim/model/timeline"
)

// roomPlants are bugs in what the backend, tokens, sleep, switching and the server's own fate do.
var roomPlants = []plant{
	{id: "R1", bug: "a row says a code that is not listed",
		client: inClient(model.Out, model.CallLogout, saying(timeline.LogoutFailed, 1002003)),
		breaks: []string{"coverage", "P18", "P21"}},
	{id: "R2", bug: "a kick is not heard, and the beats of who was kicked are answered",
		client: inClient(model.In, model.Kicked, deafTo),
		seat: both(inSeat(model.Present, model.BeatEnded, answered),
			inSeat(model.Absent, model.BeatEnded, answered)),
		breaks: []string{"P62"}},
}

// deafTo has a client in its room take no notice.
func deafTo(r *model.ClientRow) { r.To, r.Do = model.In, model.ClientEffect{} }

// answered has the server answer, whatever it was asked.
func answered(r *model.SeatRow) { r.Do = model.Answer }
