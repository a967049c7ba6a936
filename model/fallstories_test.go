package model_test

import (
	"testing"

	"roomsim/model"
)

// short is a window that lets a story of 30 minutes end in peace.
func short(s *model.Settings) { s.RetryWindow = seconds(60) }

// fallStories are of a server that stops or restarts with something under way, and of tokens that
// end with their login. Those that say what is heard are held to it.
var fallStories = []story{
	{name: "a notice that a restart loses", set: short,
		script: enter + "\n41s C login lobby\n41.1s - restart"},
	{name: "an accept that a restart loses", set: short,
		script: enter + "\n41s C login lobby\n41.06s - restart\n50s D login lobby"},
	{name: "an accept that a stop loses, and a start in time", set: short,
		script: enter + "\n41s C login lobby\n41.06s - stop\n41.065s - start\n50s D login lobby"},
	{name: "an accept that a restart loses, and others come and go", set: short,
		script: enter + "\n41s C login lobby\n41.06s - restart\n42s D login lobby\n" +
			"60s D logout lobby"},
	{name: "who was kicked before any answer came is not let in by its next attempt", set: short,
		script: "0s B login lobby\n5s A.down loss 3s\n5s A login lobby\n6s - kick alice lobby",
		want: `
			0.000s B Logining(0)
			0.120s B Logined(0)
			5.000s A Logining(0)
			5.220s B ADD alice
			6.150s B DELETE alice
			9.120s A LoginFailed(1002055)`},
	{name: "a stop with a reply and a notice to leave", set: short,
		script: enter + "\n41s C login lobby\n41.06s - stop\n42s - start"},
	{name: "a server that forgets whom it kicked", set: short,
		script: enter + "\n66s A down\n70s - kick alice lobby\n75s - restart lose\n80s A up"},
	{name: "a server that forgets while a token runs out",
		set: func(s *model.Settings) { s.TokenKicks, s.RetryWindow = true, seconds(60) },
		script: "0s B login lobby\n5s A login lobby 60s\n60s - stop\n66s - start lose\n" +
			"67s A login lobby"},
	{name: "asleep while others come and go", set: short,
		script: enter + "\n10s A suspend\n11s C login lobby\n12s B logout lobby\n20s A resume"},
	{name: "asleep through a change of network, killed and started", set: short,
		script: enter + "\n10s A suspend\n11s A down\n12s A kill\n13s A start\n14s A up\n" +
			"15s A login lobby"},
	{name: "a seat that expired before its first answer came, and is given to its session once more",
		script: "0s A login lobby\n0s A delay 100s 99s\n0s B delay 100s 99s\n10ms B login lobby",
		want: `
			0.000s A Logining(0)
			0.010s B Logining(0)
			100.070s A Logined(0)
			100.080s B Logined(0)
			102.170s B ADD alice
			130.310s A ADD bob`},
	{name: "a token that ends as its login arrives", script: "5s A login lobby 50ms",
		want: "5.000s A Logining(0)\n5.120s A LoginFailed(1002078)"},
	{name: "a token that ends a nanosecond later", script: "5s A login lobby 50000001ns",
		want: "5.000s A Logining(0)\n5.120s A Logined(0)"},
	{name: "a return at the last instant of the resume window",
		set:    func(s *model.Settings) { s.ResumeWindow = seconds(10) },
		script: "0s B login lobby\n5s A login lobby\n65.5s A down\n165.12s A up",
		want: entered + "\n65.500s A Reconnecting(1002051)\n155.320s B DELETE alice\n" +
			"165.240s A Reconnected(0)\n165.340s B ADD alice"},
}

func TestFallStories(t *testing.T) {
	for _, s := range fallStories {
		if s.want != "" {
			t.Run(s.name, s.run)
		}
	}
}
