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
}
