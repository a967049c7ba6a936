package model_test

import (
	"time"

	"roomsim/model"
)

var moreStories = []story{
	{name: "the same user on another device takes the seat in silence, and the first is kicked out",
		script: enter + "\n10s A2 login lobby",
		want: entered + `
			10.000s A2 Logining(0)
			10.120s A KickOut(1002050)
			10.120s A2 Logined(0)
			10.120s A2 ADD bob`},
	{name: "the same user on another device in another room: the old seat goes as by a logout",
		script: enter + "\n10s A2 login den",
		want: entered + `
			10.000s A2 Logining(0) in den
			10.120s A KickOut(1002050)
			10.120s A2 Logined(0) in den
			10.220s B DELETE alice`},
	{name: "a return never displaces: 1002086 while another device holds the seat",
		script: enter + "\n65.5s A down\n70s A2 login lobby\n80s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			70.000s A2 Logining(0)
			70.120s A2 Logined(0)
			70.120s A2 ADD bob
			80.120s A ReconnectFailed(1002086)`},
	{name: "a displaced session that returns to a free seat is kicked out",
		script: enter + "\n65.5s A down\n70s A2 login lobby\n75s A2 logout lobby\n80s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			70.000s A2 Logining(0)
			70.120s A2 Logined(0)
			70.120s A2 ADD bob
			75.000s A2 Logout(0)
			75.220s B DELETE alice
			80.120s A KickOut(1002050)`},
	{name: "a kick that was lost is repeated in answer to the next beat",
		script: enter + "\n9s A.down loss 5s\n10s A2 login lobby",
		want: entered + `
			10.000s A2 Logining(0)
			10.120s A2 Logined(0)
			10.120s A2 ADD bob
			35.240s A KickOut(1002050)`},
	{name: "a return never displaces, also in Logining: the accept was lost and another device came",
		script: "0s B login lobby\n5s A.down loss 1s\n5s A login lobby\n6s A2 login lobby",
		want: `
			0.000s B Logining(0)
			0.120s B Logined(0)
			5.000s A Logining(0)
			5.220s B ADD alice
			6.000s A2 Logining(0)
			6.120s A LoginFailed(1002050)
			6.120s A2 Logined(0)
			6.120s A2 ADD bob`},
	{name: "an accepted login that comes after the give-up is answered with a logout",
		set:    func(s *model.Settings) { s.RetryWindow = seconds(60) },
		script: enter + "\n65.5s A down\n125.45s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			125.500s A ReconnectFailed(1002053)
			125.790s B DELETE alice`},
	{name: "a lost notice is found missing by the next notice, and the roster fetched at once",
		script: enter + `
			40s A.down loss 3s
			41s C login lobby
			50s C logout lobby`,
		want: entered + `
			41.000s C Logining(0)
			41.120s C Logined(0)
			41.120s C ADD alice,bob
			41.220s B ADD carol
			50.000s C Logout(0)
			50.220s B DELETE carol`},
	{name: "a client that was away is told the difference as it returns: DELETE, then ADD",
		script: enter + `
			10s C login lobby
			65.5s A down
			70s C logout lobby
			75s A2 login den
			80s A2 logout den
			81s C login den
			100s C logout den
			101s B logout lobby
			102s B login lobby
			103s C login lobby
			110s B logout lobby
			120s A up`,
		want: entered + `
			10.000s C Logining(0)
			10.120s C Logined(0)
			10.120s C ADD alice,bob
			10.220s B ADD carol
			10.220s A ADD carol
			65.500s A Reconnecting(1002051)
			70.000s C Logout(0)
			70.220s B DELETE carol
			75.000s A2 Logining(0) in den
			75.120s A2 Logined(0) in den
			75.220s B DELETE alice
			80.000s A2 Logout(0) in den
			81.000s C Logining(0) in den
			81.120s C Logined(0) in den
			100.000s C Logout(0) in den
			101.000s B Logout(0)
			102.000s B Logining(0)
			102.120s B Logined(0)
			103.000s C Logining(0)
			103.120s C Logined(0)
			103.120s C ADD bob
			103.220s B ADD carol
			110.000s B Logout(0)
			110.220s C DELETE bob
			120.120s A KickOut(1002050)`},
	{name: "the difference names those who left, then those who came",
		script: enter + `
			65.5s A down
			70s B logout lobby
			71s C login lobby
			80s A up`,
		want: entered + `
			65.500s A Reconnecting(1002051)
			70.000s B Logout(0)
			71.000s C Logining(0)
			71.120s C Logined(0)
			71.120s C ADD alice
			80.120s A Reconnected(0)
			80.120s A DELETE bob
			80.120s A ADD carol`},
	{name: "no notice leaves before the reply that admits its session",
		set: func(s *model.Settings) { s.Process, s.Fanout = 500*time.Millisecond, 0 },
		script: `
			0s A login lobby
			0s B login lobby
			1s A kill
			89.8s C login lobby`,
		want: `
			0.000s A Logining(0)
			0.000s B Logining(0)
			0.600s A Logined(0)
			0.600s B Logined(0)
			0.600s B ADD alice
			0.600s A ADD bob
			89.800s C Logining(0)
			90.100s B DELETE alice
			90.400s C Logined(0)
			90.400s C ADD alice,bob
			90.400s C DELETE alice
			90.400s B ADD carol`},
	{name: "weather covers its beginning and not its end",
		set: func(s *model.Settings) { s.RetryWaits = []time.Duration{time.Second} },
		script: `
			5s A.up loss 2s
			5s A login lobby`,
		want: "5.000s A Logining(0)\n18.120s A Logined(0)"},
	{name: "of several sets of a key the latest begun that has not ended holds",
		script: `
			1s A.up delay 1s 20s
			2s A.up delay 3s 4s
			5s A login lobby
			5s B login den`,
		want: `
			5.000s A Logining(0)
			5.000s B Logining(0) in den
			5.120s B Logined(0) in den
			8.070s A Logined(0)`},
	{name: "messages to a dead process are lost, also when it is started again",
		script: "5s A login lobby\n5.06s A kill\n5.1s A start\n6s A login lobby",
		want:   "5.000s A Logining(0)\n6.000s A Logining(0)\n6.120s A Logined(0)"},
	{name: "what a dead process sent still arrives",
		script: "0s B login lobby\n5s A login lobby\n5.01s A kill",
		want: `
			0.000s B Logining(0)
			0.120s B Logined(0)
			5.000s A Logining(0)
			5.220s B ADD alice
			95.200s B DELETE alice`},
	{name: "a fetch is lost and the missing notice comes late: the client hears on",
		script: `
			0s A login lobby
			29.9s B login lobby
			30.06s A.down delay 200ms 50ms
			30.23s A.up loss 100ms
			300s C login lobby
			400s B logout lobby`,
		want: `
			0.000s A Logining(0)
			0.120s A Logined(0)
			29.900s B Logining(0)
			30.020s B Logined(0)
			30.020s B ADD alice
			30.270s A ADD bob
			300.000s C Logining(0)
			300.120s C Logined(0)
			300.120s C ADD alice,bob
			300.220s A ADD carol
			300.220s B ADD carol
			400.000s B Logout(0)
			400.220s A DELETE bob
			400.220s C DELETE bob`},
	{name: "notices taken since a gap was found stay on top of the roster fetched for it",
		script: `
			0s A login lobby
			10s B login lobby
			10.1s A.down loss 100ms
			20s C login lobby
			20.23s D login lobby
			20.28s A.down delay 500ms 50ms`,
		want: `
			0.000s A Logining(0)
			0.120s A Logined(0)
			10.000s B Logining(0)
			10.120s B Logined(0)
			10.120s B ADD alice
			20.000s C Logining(0)
			20.120s C Logined(0)
			20.120s C ADD alice,bob
			20.220s A ADD carol
			20.220s B ADD carol
			20.230s D Logining(0)
			20.350s D Logined(0)
			20.350s D ADD alice,bob,carol
			20.450s A ADD dave
			20.450s B ADD dave
			20.450s C ADD dave
			20.790s A ADD bob`},
	{name: "a session that was logged out does not rise again from a late repeat of its login",
		script: `
			0s B login lobby
			0s A.down loss 10s
			0s A login lobby
			1s A.up delay 1s 1.1s
			2.2s A logout lobby`,
		want: `
			0.000s B Logining(0)
			0.000s A Logining(0)
			0.120s B Logined(0)
			0.220s B ADD alice
			2.200s A Logout(0)
			2.420s B DELETE alice`},
	{name: "a late login of a process that is gone does not unseat its successor elsewhere",
		script: `
			0s A.up delay 5s 500ms
			0s A login lobby
			1s A kill
			1.1s A start
			1.2s A login den`,
		want: `
			0.000s A Logining(0)
			1.200s A Logining(0) in den
			1.320s A Logined(0) in den`},
}
