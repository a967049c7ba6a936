package model_test

import (
	"time"

	"roomsim/model"
)

// streamStories hold a stream to its rules, on the wire of A. A enters at 5.12 s, beats are at
// 35.12 s, 65.12 s and so on.
var streamStories = []streamStory{
	{story{name: "a lost beat is sent again after 200 ms, 400 ms, 800 ms; the next one waits for it",
		set: onStream(), script: enter + "\n35s A.up loss 30s",
		want: `
			35.120s A beat: lost
			35.320s A beat again: lost
			35.720s A beat again: lost
			36.520s A beat again: lost
			38.120s A beat again: lost
			41.320s A beat again: lost
			47.720s A beat again: lost
			60.520s A beat again: lost
			86.120s A beat again
			86.120s A beat
			86.170s > beat
			86.170s > beat
			86.190s server alive
			86.190s server alive
			86.240s > alive
			86.240s > alive`}, "30s", "90s"},
	{story{name: "the waits grow no further than transport.rto_max",
		set:    onStream(func(s *model.Settings) { s.ResendMost = seconds(5) }),
		script: enter + "\n35s A.up loss 30s",
		want: `
			35.120s A beat: lost
			35.320s A beat again: lost
			35.720s A beat again: lost
			36.520s A beat again: lost
			38.120s A beat again: lost
			41.320s A beat again: lost
			46.320s A beat again: lost
			51.320s A beat again: lost
			56.320s A beat again: lost
			61.320s A beat again: lost
			66.320s A beat again
			66.320s A beat
			66.370s > beat
			66.370s > beat`}, "30s", "66.38s"},
	{story{name: "nothing jumps the queue: what a faster link would bring sooner waits",
		set: onStream(), script: enter + "\n40s A.down delay 2s 300ms\n40s C login lobby\n" +
			"40.2s D login lobby",
		want: `
			40.170s server notice
			40.370s server notice
			42.170s > notice
			42.170s A ADD
			42.170s > notice
			42.170s A ADD`}, "40s", "43s"},
	{story{name: "a logout waits behind a lost beat",
		set: onStream(), script: enter + "\n35s A.up loss 300ms\n35.15s A logout lobby",
		want: `
			35.150s A Logout
			35.320s A beat again
			35.320s A logout
			35.370s > beat
			35.370s > logout
			35.390s server alive
			35.440s > alive`}, "35.15s", "40s"},
	{story{name: "a logout gives up a login that did not get through",
		set: onStream(), script: "5s A.up loss 2s\n5s A login lobby\n5.5s A logout lobby",
		want: `
			5.000s A Logining
			5.000s A login: lost
			5.200s A login again: lost
			5.500s A Logout
			5.500s A logout: lost
			5.700s A logout again: lost
			6.100s A logout again: lost
			6.900s A logout again: lost
			8.500s A logout again
			8.550s > logout`}, "5s", "100s"},
	{story{name: "each attempt opens a connection of its own, and the old one sends nothing again",
		set: onStream(), script: "0s B login lobby\n5s A.up loss 5s\n5s A login lobby",
		want: `
			5.000s A Logining
			5.000s A login: lost
			5.200s A login again: lost
			5.600s A login again: lost
			6.400s A login again: lost
			7.000s A login: lost
			7.200s A login again: lost
			7.600s A login again: lost
			8.400s A login again: lost
			9.000s A login: lost
			9.200s A login again: lost
			9.600s A login again: lost
			10.400s A login again
			10.450s > login
			10.470s server accept
			10.520s > accept
			10.520s A Logined
			10.520s A ADD`}, "5s", "30s"},
	{story{name: "a device without a network opens no connection: its login is not sent again",
		set:    onStream(func(s *model.Settings) { s.RetryOnNetworkUpWaits = true }),
		script: "4s A down\n5s A login lobby\n8s A up",
		want: `
			5.000s A Logining
			5.000s A login: device down
			7.000s A login: device down
			9.000s A login
			9.050s > login
			9.070s server accept
			9.120s > accept
			9.120s A Logined`}, "5s", "30s"},
	{story{name: "nor is the logout behind such a login",
		set: onStream(), script: "4s A down\n5s A login lobby\n6s A logout lobby\n8s A up",
		want: `
			5.000s A Logining
			5.000s A login: device down
			6.000s A Logout
			6.000s A logout: device down`}, "5s", "1700s"},
	{story{name: "a switch ends the stream, known or not",
		set:    onStream(func(s *model.Settings) { s.Detect = model.DetectOff }),
		script: enter + "\n35s A.up loss 400ms\n35.5s A switch",
		want: `
			35.120s A beat: lost
			35.320s A beat again: lost
			65.120s A beat
			65.170s > beat
			65.190s server alive
			65.240s > alive`}, "35s", "80s"},
	{story{name: "a login is not sent again after the give-up",
		set:    onStream(func(s *model.Settings) { s.RetryWindow = seconds(3) }),
		script: "5s A.up loss 3s\n5s A login lobby",
		want: `
			5.000s A Logining
			5.000s A login: lost
			5.200s A login again: lost
			5.600s A login again: lost
			6.400s A login again: lost
			7.000s A login: lost
			7.200s A login again: lost
			7.600s A login again: lost
			8.000s A LoginFailed`}, "5s", "1700s"},
	{story{name: "nor after the give-up of a loss",
		set:    onStream(func(s *model.Settings) { s.RetryWindow = seconds(10) }),
		script: enter + "\n60s A.up loss 20s\n65.5s A down\n66s A up",
		want: `
			65.500s A Reconnecting
			66.000s A login: lost
			66.200s A login again: lost
			66.600s A login again: lost
			67.400s A login again: lost
			68.000s A login: lost
			68.200s A login again: lost
			68.600s A login again: lost
			69.400s A login again: lost
			70.000s A login: lost
			70.200s A login again: lost
			70.600s A login again: lost
			71.400s A login again: lost
			73.000s A login: lost
			73.200s A login again: lost
			73.600s A login again: lost
			74.400s A login again: lost
			75.500s A ReconnectFailed`}, "65.5s", "1700s"},
	{story{name: "a server that stops ends the streams, and a kill the app's",
		set: onStream(), script: enter + "\n35s A.up loss 150ms\n35.2s - stop\n35.3s - start\n" +
			"65s A.up loss 150ms\n65.2s A kill",
		want: `
			35.120s A beat: lost
			65.120s A beat: lost`}, "35s", "1700s"},
	{story{name: "a login that comes to a stopped server ends its stream; what follows begins one",
		set: onStream(), script: "4s - stop\n5s A login lobby\n5.5s - start\n6s A logout lobby",
		want: `
			5.000s A Logining
			5.000s A login
			5.050s x login: server down
			6.000s A Logout
			6.000s A logout
			6.050s > logout`}, "5s", "1700s"},
	{story{name: "the transport gives up after transport.timeout, and its client knows",
		set: onStream(timeouts), script: enter + "\n35s A.up loss 21s",
		want: `
			35.120s A beat: lost
			35.320s A beat again: lost
			35.720s A beat again: lost
			36.520s A beat again: lost
			38.120s A beat again: lost
			41.320s A beat again: lost
			47.720s A beat again: lost
			55.120s A Reconnecting
			57.120s A login
			57.170s > login
			57.190s server accept
			57.240s > accept
			57.240s A Reconnected`}, "35s", "80s"},
	{story{name: "it does not where a message gets through in the nick of time",
		set:    onStream(func(s *model.Settings) { s.TransportTimeout = 12600*time.Millisecond + 1 }),
		script: enter + "\n35s A.up loss 12s",
		want: `
			35.120s A beat: lost
			35.320s A beat again: lost
			35.720s A beat again: lost
			36.520s A beat again: lost
			38.120s A beat again: lost
			41.320s A beat again: lost
			47.720s A beat again
			47.770s > beat
			47.790s server alive
			47.840s > alive`}, "35s", "65s"},
	{story{name: "a suspended app hears of it when it wakes",
		set: onStream(timeouts), script: enter + "\n35s A.up loss 1s\n35.2s A suspend\n" +
			"36s A.up loss 60s\n80s A resume",
		want: `
			35.320s A beat again: lost
			35.720s A beat again: lost
			36.520s A beat again: lost
			38.120s A beat again: lost
			41.320s A beat again: lost
			47.720s A beat again: lost
			80.000s A Reconnecting
			82.000s A login: lost`}, "35.2s", "82.1s"},
	{story{name: "the server falls silent on a transport that broke, until the client opens one",
		set: onStream(timeouts), script: enter + "\n35s A.down loss 21s",
		want: `
			35.120s A beat
			35.170s > beat
			35.190s server alive: lost
			35.390s server alive again: lost
			35.790s server alive again: lost
			36.590s server alive again: lost
			38.190s server alive again: lost
			41.390s server alive again: lost
			47.790s server alive again: lost
			65.120s A beat
			65.170s > beat
			95.120s A Reconnecting
			97.120s A login
			97.170s > login
			97.190s server accept
			97.240s > accept
			97.240s A Reconnected`}, "35s", "100s"},
	{story{name: "a stream with one end is found out by silence",
		set: onStream(), script: enter + "\n40s A.down loss 300s",
		want: `
			116.190s server alive again: lost
			125.120s A beat
			125.170s > beat
			125.240s A Reconnecting
			127.240s A login
			127.290s > login
			127.310s server accept: lost
			127.510s server accept again: lost
			127.910s server accept again: lost
			128.710s server accept again: lost`}, "100s", "129s"},
	{story{name: "of two copies the second is dropped, whoever sent it",
		set: onStream(), script: enter + "\n30s A copies 10s",
		want: `
			35.120s A beat
			35.120s A beat again
			35.170s > beat
			35.170s x beat: copy
			35.190s server alive
			35.190s server alive again
			35.240s > alive
			35.240s x alive: copy`}, "30s", "60s"},
	{story{name: "what reaches a device that is down is sent again until it is up",
		set:    onStream(func(s *model.Settings) { s.Detect = model.DetectOff }),
		script: enter + "\n39.9s A down\n40s C login lobby\n41s A up",
		want: `
			40.170s server notice
			40.220s x notice: device down
			40.370s server notice again
			40.420s x notice: device down
			40.770s server notice again
			40.820s x notice: device down
			41.570s server notice again
			41.620s > notice
			41.620s A ADD`}, "39s", "60s"},
	{story{name: "a notice that is lost to B is sent to A all the same, and by the same cause",
		set: onStream(), script: enter + "\n40s B.down loss 300ms\n40s C login lobby",
		want: `
			40.170s server notice
			40.220s > notice
			40.220s A ADD`}, "40s", "60s"},
	{story{name: "a notice waits for the one before it that is sent again",
		set: onStream(), script: enter + "\n40s A.down drop 1 10s\n40s C login lobby\n" +
			"40.1s D login lobby",
		want: `
			40.170s server notice: lost
			40.370s server notice again
			40.370s server notice
			40.420s > notice
			40.420s A ADD
			40.420s > notice
			40.420s A ADD`}, "40s", "60s"},
}

// timeouts are the waits of stories about transport.timeout.
func timeouts(s *model.Settings) { s.TransportTimeout = 20 * time.Second }
