package model_test

import "roomsim/model"

// bugStories are scenarios that planted bugs need, and rows that no drawn scenario is sure to
// reach. What must be heard in them is what the properties say.
var bugStories = []story{
	{name: "a device that lost its seat and does not know it logs out",
		script: enter + "\n9s A.down loss 5s\n10s A2 login lobby\n12s A logout lobby"},
	{name: "somebody logs out of a login that was never answered, after another came and went",
		script: enter + "\n20s C.up loss 5s\n20s C login lobby\n26s C logout lobby"},
	{name: "a beat of an earlier process arrives late",
		script: enter + "\n65s A.up delay 10s 1s\n66s A kill\n67s A start\n68s A login lobby" +
			"\n68.5s A kill"},
	{name: "another room on another device", script: enter + "\n10s A2 login den\n60s B down"},
	{name: "a logout in the middle of things",
		script: enter + "\n65.5s A down\n70s A logout lobby\n75s A up"},
	{name: "a lost reply and a logout",
		script: "0s B login lobby\n5s A.down loss 9s\n5s A login lobby\n6s A logout lobby"},
	{name: "B misses A's expiry, and all is well in the end",
		set:    func(s *model.Settings) { s.RetryWindow = seconds(60) },
		script: enter + "\n65.5s A down\n100s B down\n158s B up\n300s A up"},
	{name: "the first message of a login is lost",
		set:    func(s *model.Settings) { s.RetryWindow = seconds(60) },
		script: "5s A.up loss 1s\n5s A login lobby"},
	{name: "a beat that comes in the nanosecond of the expiry",
		set:    func(s *model.Settings) { s.SilenceTimeout = seconds(300) },
		script: enter + "\n66s A.up loss 60s"},
	{name: "a return is refused while logging in: the other device is elsewhere",
		script: "5s A.down loss 2s\n5s A login lobby\n5.5s A2 login den"},
	{name: "a return is refused while logging in: the other device has the seat",
		script: "5s A.down loss 2s\n5s A login lobby\n5.5s A2 login lobby"},
	{name: "an accept of an earlier login comes while logging in",
		script: "5s A.up delay 3s 500ms\n5s A login lobby\n6s A logout lobby\n8.03s A login lobby"},
	{name: "an accept of an earlier login comes in the room", script: late},
	{name: "an accept of an earlier login comes while reconnecting",
		script: late + "\n7s A down\n8s A up"},
	{name: "a login while reconnecting", script: enter + "\n65.5s A down\n70s A login lobby"},
	{name: "a kill while reconnecting", script: enter + "\n65.5s A down\n70s A kill"},
	{name: "a displaced session's return arrives behind its own client's new login",
		script: enter + `
			65.5s A down
			70s A2 login lobby
			80s A.up delay 10s 500ms
			80s A up
			81s A logout lobby
			82s A login lobby`},
	{name: "a displaced session beats when nobody has the seat",
		script: enter + "\n9s A.down loss 2s\n10s A2 login lobby\n12s A2 logout lobby"},
	{name: "a fetch arrives behind another device's login", script: gap + "\n50.2s A2 login lobby"},
	{name: "a fetch arrives behind a login elsewhere", script: gap + "\n50.2s A2 login den"},
	{name: "another device, and all is well in the end",
		set:    func(s *model.Settings) { s.RetryWindow = seconds(60) },
		script: enter + "\n10s A2 login lobby"},
	{name: "a new process logs in to another room",
		script: enter + "\n10s A kill\n11s A start\n12s A login den"},
}

// late is a login whose reply takes three seconds; a second one overtakes it.
const late = "5s A login lobby\n5.06s A.down delay 3s 100ms\n6s A logout lobby\n6.5s A login lobby"

// gap is a notice that A misses, and the next one, at which it asks for the roster.
const gap = enter + "\n40s A.down loss 3s\n41s C login lobby\n50s C logout lobby"
