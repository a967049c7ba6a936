package model_test

import "roomsim/model"

var roomStories = []story{
	{name: "a kick by the backend: the user hears it, the others a DELETE",
		script: enter + "\n10s - kick alice lobby",
		want:   entered + "\n10.050s A KickOut(1002055)\n10.150s B DELETE alice"},
	{name: "a kick of an absent user does nothing",
		script: "0s B login lobby\n5s - kick alice lobby\n9s A login den",
		want: `
			0.000s B Logining(0)
			0.120s B Logined(0)
			9.000s A Logining(0) in den
			9.120s A Logined(0) in den`},
	{name: "who was kicked while offline hears it on return; the seat went at once",
		script: enter + "\n65.5s A down\n70s - kick alice lobby\n80s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			70.150s B DELETE alice
			80.120s A KickOut(1002055)`},
	{name: "a kick while Logining fails the login",
		script: "0s B login lobby\n5s A login lobby\n5.060s - kick alice lobby",
		want: `
			0.000s B Logining(0)
			0.120s B Logined(0)
			5.000s A Logining(0)
			5.110s A LoginFailed(1002055)
			5.220s B ADD alice
			5.230s B DELETE alice`},
	{name: "a room that is closed puts everybody out",
		script: enter + "\n10s - close lobby",
		want:   entered + "\n10.050s B KickOut(1002055)\n10.050s A KickOut(1002055)"},
	{name: "the next login is refused with the backend's code, the one after it is not",
		script: "4s - refuse 1002099\n5s A login lobby\n6s A login lobby",
		want: `
			5.000s A Logining(0)
			5.120s A LoginFailed(1002099)
			6.000s A Logining(0)
			6.120s A Logined(0)`},
	{name: "a return can be refused too",
		script: enter + "\n65.5s A down\n70s - refuse 1002099 alice\n80s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			80.120s A ReconnectFailed(1002099)
			155.320s B DELETE alice`},
	{name: "a ban keeps out who is not in",
		script: enter + "\n10s - ban alice\n20s A logout lobby\n30s A login lobby\n" +
			"40s - unban alice\n50s A login lobby",
		want: entered + `
			20.000s A Logout(0)
			20.220s B DELETE alice
			30.000s A Logining(0)
			30.120s A LoginFailed(1002066)
			50.000s A Logining(0)
			50.120s A Logined(0)
			50.120s A ADD bob
			50.220s B ADD alice`},
	{name: "a room takes as many as it takes",
		set:    func(s *model.Settings) { s.RoomCapacity = 1 },
		script: "0s B login lobby\n5s A login lobby\n6s B logout lobby\n7s A login lobby",
		want: `
			0.000s B Logining(0)
			0.120s B Logined(0)
			5.000s A Logining(0)
			5.120s A LoginFailed(1002034)
			6.000s B Logout(0)
			7.000s A Logining(0)
			7.120s A Logined(0)`},
	{name: "tokens: none, wrong, expired, good",
		set: func(s *model.Settings) { s.TokenRequired = true },
		script: "0s A login lobby\n1s A login lobby wrong\n2s A login lobby expired\n" +
			"3s A login lobby valid",
		want: `
			0.000s A Logining(0)
			0.120s A LoginFailed(1002067)
			1.000s A Logining(0)
			1.120s A LoginFailed(1002033)
			2.000s A Logining(0)
			2.120s A LoginFailed(1002078)
			3.000s A Logining(0)
			3.120s A Logined(0)`},
	{name: "a token is announced to end, and its user stays",
		script: "0s B login lobby\n5s A login lobby 60s",
		want:   entered + "\n35.000s A token 30s"},
	{name: "kick mode puts its user out",
		set:    func(s *model.Settings) { s.TokenKicks = true },
		script: "0s B login lobby\n5s A login lobby 60s",
		want: entered + `
			35.000s A token 30s
			65.050s A KickOut(1002056)
			65.150s B DELETE alice`},
	{name: "a renewed token goes on",
		set:    func(s *model.Settings) { s.TokenKicks = true },
		script: "0s B login lobby\n5s A login lobby 60s\n40s A renew lobby 100s",
		want: entered + `
			35.000s A token 30s
			110.000s A token 30s
			140.050s A KickOut(1002056)
			140.150s B DELETE alice`},
	{name: "a token that ended in a tunnel: the return fails with its code",
		script: "0s B login lobby\n5s A login lobby 62s\n65.5s A down\n80s A up",
		want: entered + `
			37.000s A token 30s
			65.500s A Reconnecting(1002051)
			80.120s A ReconnectFailed(1002078)
			155.320s B DELETE alice`},
	{name: "switchRoom leaves and enters in one instant",
		script: enter + "\n10s A switchroom lobby den",
		want: entered + `
			10.000s A Logout(0)
			10.000s A Logining(0) in den
			10.120s A Logined(0) in den
			10.220s B DELETE alice`},
	{name: "switchRoom from a room the client is not in",
		script: "0s B login lobby\n10s A switchroom lobby den",
		want: `
			0.000s B Logining(0)
			0.120s B Logined(0)
			10.000s A LoginFailed(1002002) in den`},
	{name: "switchRoom to a room that refuses",
		script: enter + "\n9s - refuse 1002099 den\n10s A switchroom lobby den",
		want: entered + `
			10.000s A Logout(0)
			10.000s A Logining(0) in den
			10.120s A LoginFailed(1002099) in den
			10.220s B DELETE alice`},
	{name: "logoutRoom without a room leaves all rooms",
		set:    func(s *model.Settings) { s.MultiRoom = true },
		script: enter + "\n10s A login den\n20s A logout",
		want: entered + `
			10.000s A Logining(0) in den
			10.120s A Logined(0) in den
			20.000s A Logout(0)
			20.000s A Logout(0) in den
			20.220s B DELETE alice`},
	{name: "several rooms at once, switched off for the project",
		set:    func(s *model.Settings) { s.MultiRoom, s.RoomsOpen = true, 1 },
		script: enter + "\n10s A login den",
		want:   entered + "\n10.000s A Logining(0) in den\n10.120s A LoginFailed(1002036) in den"},
	{name: "more rooms at once than allowed, and one room twice",
		set:    func(s *model.Settings) { s.MultiRoom, s.RoomsOpen = true, 2 },
		script: enter + "\n10s A login den\n11s A login attic\n12s A login den",
		want: entered + `
			10.000s A Logining(0) in den
			10.120s A Logined(0) in den
			11.000s A Logining(0) in attic
			11.120s A LoginFailed(1002037) in attic
			12.000s A LoginFailed(1002001) in den`},
	{name: "several rooms are lost and found together",
		set:    func(s *model.Settings) { s.MultiRoom = true },
		script: enter + "\n10s A login den\n65.5s A down\n70s A up",
		want: entered + `
			10.000s A Logining(0) in den
			10.120s A Logined(0) in den
			65.500s A Reconnecting(1002051)
			65.500s A Reconnecting(1002051) in den
			70.120s A Reconnected(0)
			70.120s A Reconnected(0) in den`},
	{name: "another device takes over from a device in several rooms",
		set:    func(s *model.Settings) { s.MultiRoom = true },
		script: enter + "\n10s A login den\n20s A2 login lobby",
		want: entered + `
			10.000s A Logining(0) in den
			10.120s A Logined(0) in den
			20.000s A2 Logining(0)
			20.120s A KickOut(1002050) in den
			20.120s A KickOut(1002050)
			20.120s A2 Logined(0)
			20.120s A2 ADD bob`},
	{name: "destroyEngine logs out in silence, and answers nothing but 1000001 after it",
		script: enter + "\n10s A destroy\n20s A login lobby\n21s A logout lobby\n" +
			"22s A kill\n23s A start\n24s A login lobby",
		want: entered + `
			10.220s B DELETE alice
			20.000s A LoginFailed(1000001)
			21.000s A LogoutFailed(1000001)
			24.000s A Logining(0)
			24.120s A Logined(0)
			24.120s A ADD bob
			24.220s B ADD alice`},
	{name: "an app that slept hears of it all on waking",
		script: enter + "\n10s A suspend\n20s C login lobby\n200s A resume",
		want: entered + `
			20.000s C Logining(0)
			20.120s C Logined(0)
			20.120s C ADD alice,bob
			20.220s B ADD carol
			95.200s B DELETE alice
			95.200s C DELETE alice
			200.000s A ADD carol
			200.000s A Reconnecting(1002051)
			202.120s A Reconnected(0)
			202.220s B ADD alice
			202.220s C ADD alice`},
	{name: "slept time counts for the window",
		script: enter + "\n65.5s A down\n70s A suspend\n1400s A resume",
		want: entered + `
			65.500s A Reconnecting(1002051)
			155.320s B DELETE alice
			1400.000s A ReconnectFailed(1002053)`},
	{name: "a killed app's connection is closed: the seat goes at once",
		set:    func(s *model.Settings) { s.OnClose = model.CloseEvicts },
		script: enter + "\n10s A kill",
		want:   entered + "\n10.220s B DELETE alice"},
	{name: "a device without power closes nothing",
		set:    func(s *model.Settings) { s.OnClose = model.CloseEvicts },
		script: enter + "\n10s A down\n10s A kill",
		want:   entered + "\n10.000s A Reconnecting(1002051)\n95.200s B DELETE alice"},
	{name: "a killed app's connection is closed: the seat lasts the grace",
		set:    func(s *model.Settings) { s.OnClose = model.CloseGrace },
		script: enter + "\n10s A kill",
		want:   entered + "\n25.200s B DELETE alice"},
	{name: "a server that stops is found out by silence; it gives them away as it starts",
		script: enter + "\n10s - stop\n100s - start",
		want: entered + `
			90.120s B Reconnecting(1002051)
			95.120s A Reconnecting(1002051)
			100.240s B Reconnected(0)
			100.240s B DELETE alice
			102.240s A Reconnected(0)
			102.340s B ADD alice`},
	{name: "a server that restarts without its memory refuses beats, and all log in again",
		script: enter + "\n10s - restart lose",
		want: entered + `
			30.240s B Reconnecting(1002051)
			30.360s B Reconnected(0)
			30.360s B DELETE alice
			35.240s A Reconnecting(1002051)
			35.360s A Reconnected(0)
			35.460s B ADD alice`},
	{name: "logins beyond the rate come again",
		set:    func(s *model.Settings) { s.LoginRate = 1 },
		script: "0s A login lobby\n0s B login lobby",
		want: `
			0.000s A Logining(0)
			0.000s B Logining(0)
			0.120s A Logined(0)
			2.120s B Logined(0)
			2.120s B ADD alice
			2.220s A ADD bob`},
	{name: "who comes when it is full of notices hears of nobody, and nobody hears of it",
		set:    func(s *model.Settings) { s.NotifyUsers = 2 },
		script: enter + "\n10s C login lobby\n20s C logout lobby\n30s B logout lobby",
		want: entered + `
			10.000s C Logining(0)
			10.120s C Logined(0)
			20.000s C Logout(0)
			30.000s B Logout(0)
			30.220s A DELETE bob`},
	{name: "users online are told every so often, as the last reply had it",
		set:    func(s *model.Settings) { s.CountInterval = seconds(30) },
		script: "0s B login lobby\n5s A login lobby\n40s A logout lobby\n70s B logout lobby",
		want: `
			0.000s B Logining(0)
			0.120s B Logined(0)
			5.000s A Logining(0)
			5.120s A Logined(0)
			5.120s A ADD bob
			5.220s B ADD alice
			30.120s B online 1
			35.120s A online 2
			40.000s A Logout(0)
			40.220s B DELETE alice
			60.120s B online 2
			70.000s B Logout(0)`},
	{name: "logoutRoom while offline, where that fails",
		set:    func(s *model.Settings) { s.LogoutOfflineFails = true },
		script: enter + "\n65.5s A down\n70s A logout lobby",
		want: entered + `
			65.500s A Reconnecting(1002051)
			70.000s A LogoutFailed(0)
			155.320s B DELETE alice`},
	{name: "an accepted login after the give-up, left to expire",
		set: func(s *model.Settings) {
			s.RetryWindow, s.LateAcceptIgnored = seconds(60), true
		},
		script: enter + "\n65.5s A down\n125.45s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			125.500s A ReconnectFailed(1002053)
			215.650s B DELETE alice`},
	{name: "the user's second device in the room, announced",
		set:    func(s *model.Settings) { s.SameAnnounced = true },
		script: enter + "\n10s A2 login lobby",
		want: entered + `
			10.000s A2 Logining(0)
			10.120s A KickOut(1002050)
			10.120s A2 Logined(0)
			10.120s A2 ADD bob
			10.220s B DELETE alice
			10.220s B ADD alice`},
	{name: "the return of who was kicked, as a failure",
		set:    func(s *model.Settings) { s.KickedFails = true },
		script: enter + "\n65.5s A down\n70s - kick alice lobby\n80s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			70.150s B DELETE alice
			80.120s A ReconnectFailed(1002055)`},
}

// otherUserStories are of clients that are more than one user: the properties take each for one.
var otherUserStories = []story{
	{name: "several rooms, and another user in one of them",
		set:    func(s *model.Settings) { s.MultiRoom = true },
		script: enter + "\n10s A login den as dave\n20s A logout\n21s A login den as dave",
		want: entered + `
			10.000s A LoginFailed(1002018) in den
			20.000s A Logout(0)
			20.220s B DELETE alice
			21.000s A Logining(0) in den
			21.120s A Logined(0) in den`},
}
