package model_test

import "roomsim/model"

// rowStories take the rows that the stories of rooms leave out, and stand where things meet: a kick
// in each state, a server's restart in the instant of an expiry, a login in that of a logout.
var rowStories = []story{
	{name: "logoutRoom after destroyEngine, and switchRoom",
		script: enter + "\n10s A destroy\n20s A logout lobby\n" +
			"21s A switchroom lobby den\n22s A destroy"},
	{name: "destroyEngine while logging in",
		script: "0s B login lobby\n5s A login lobby\n5.1s A destroy"},
	{name: "destroyEngine while reconnecting",
		script: enter + "\n65.5s A down\n70s A destroy\n80s A up"},
	{name: "destroyEngine with an accept under way",
		script: "0s B login lobby\n5s A login lobby\n5.08s A destroy\n30s A login lobby"},
	{name: "renewToken in the room, while logging in, and outside",
		set: func(s *model.Settings) { s.TokenKicks = true },
		script: "0s A renew lobby 50s\n1s A login lobby 60s\n1.05s A renew lobby 70s\n" +
			"30s A renew lobby 100s\n200s A renew lobby wrong"},
	{name: "several rooms, and one that is full on the return",
		set: func(s *model.Settings) { s.MultiRoom, s.RoomCapacity = true, 2 },
		script: enter + "\n8s A login den\n65.5s A down\n70s A switchroom den attic\n" +
			"160s C login lobby\n170s A up"},
	{name: "a kick while logging in",
		script: "0s B login lobby\n5s A login lobby\n5.03s - kick alice lobby"},
	{name: "a kick while the accept is under way",
		script: "0s B login lobby\n5s A login lobby\n5.08s - kick alice lobby"},
	{name: "a kick in the instant of the login's arrival",
		script: "0s B login lobby\n5s A login lobby\n5.05s - kick alice lobby"},
	{name: "a kick while reconnecting, before and after the expiry",
		script: enter + "\n7s C login lobby\n65.5s A down\n65.6s C down\n70s - kick alice lobby\n" +
			"190s - kick carol lobby\n200s A up\n200s C up"},
	{name: "a kick after ReconnectFailed",
		set:    func(s *model.Settings) { s.RetryWindow = seconds(30) },
		script: enter + "\n65.5s A down\n100s - kick alice lobby\n110s A up\n120s A login lobby"},
	{name: "a kicked user logs in again",
		script: enter + "\n10s - kick alice lobby\n11s A login lobby"},
	{name: "a kick that is lost, and the next beat",
		script: enter + "\n9s A.down loss 5s\n10s - kick alice lobby\n20s C login lobby"},
	{name: "a restart in the instant of an expiry, with memory",
		script: enter + "\n65.5s A down\n155.17s - restart\n160s A up"},
	{name: "a restart in the instant of an expiry, without",
		script: enter + "\n65.5s A down\n155.17s - restart lose\n160s A up"},
	{name: "a stop over an expiry",
		script: enter + "\n65.5s A down\n150s - stop\n160s - start\n170s A up"},
	{name: "a restart without memory while a login is under way",
		script: "0s B login lobby\n5s A login lobby\n5.03s - restart lose\n6s C login lobby\n" +
			"6.06s - restart lose"},
	{name: "a restart without memory, and somebody away comes later",
		script: enter + "\n7s C login lobby\n65.5s A down\n66s - restart lose\n130s A up"},
	{name: "a login in the instant of the logout",
		script: enter + "\n10s A logout lobby\n10s A login lobby\n20s A logout lobby\n20s A login den"},
	{name: "a logout in the instant of the login",
		script: "0s B login lobby\n10s A login lobby\n10s A logout lobby\n10s A login lobby"},
	{name: "a switch to the room one is in", script: enter + "\n10s A switchroom lobby lobby"},
	{name: "a switch while logging in, and while reconnecting",
		script: "0s B login lobby\n5s C login den\n5s A login lobby\n5.06s A switchroom lobby den\n" +
			"65.5s A down\n70s A switchroom den lobby\n80s A up"},
	{name: "asleep over a kick",
		script: enter + "\n10s A suspend\n20s - kick alice lobby\n50s A resume"},
	{name: "asleep, killed and back",
		script: enter + "\n10s A suspend\n20s C login lobby\n30s A kill\n31s A start\n32s A login lobby"},
	{name: "a ban, and a return", script: enter + "\n10s - ban alice\n65.5s A down\n80s A up\n" +
		"90s A login lobby\n95s - unban alice\n100s A login lobby"},
	{name: "a token kicks its user out while it is away",
		set:    func(s *model.Settings) { s.TokenKicks = true },
		script: "0s B login lobby\n5s A login lobby 70s\n65.5s A down\n90s A up"},
	{name: "a return when the session is over", script: enter + "\n65.5s A down\n200s A up",
		set: func(s *model.Settings) { s.ResumeWindow = model.ResumeNever }},
	{name: "a return of many, beyond the rate", script: enter + "\n65.5s A down\n65.5s B down\n" +
		"70s A up\n70s B up", set: func(s *model.Settings) { s.LoginRate = 1 }},
	{name: "a room closes while one comes and one is away",
		script: enter + "\n65.5s A down\n69.93s C login lobby\n70s - close lobby\n80s A up"},
}
