package model_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// A story is a script in a line language and the callbacks that it must lead to:
//
//	5s A login lobby      (also: logout ROOM, down, up, switch, kill, start)
//	60s A.up loss 85s     (all messages on the link are lost for so long; 0s: for good)
//	60s A.up delay 1s 5s  (the link takes so long, for so long)
//	60s A.up drop 3,4 85s, jitter 20ms 2s 85s, copies 85s (see weatherWord)
//	60s A switch lobby den, renew lobby 60s, destroy, login lobby wrong (a token)
//	60s - kick alice lobby, close lobby, refuse 1002099, ban alice, unban alice
//	60s - stop, start lose, restart keep
//
// Devices are A (alice), B (bob), C (carol), D (dave) and A2 (alice again).
type story struct {
	name   string
	set    func(*model.Settings)
	script string
	want   string
}

func (s story) run(t *testing.T) {
	t.Helper()
	w, err := model.New(s.config(t))
	if err != nil {
		t.Fatal(err)
	}
	tl, err := w.Run(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := callbacks(tl), tidy(s.want); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func (s story) config(t *testing.T) model.Config {
	cast := &timeline.Cast{}
	for _, name := range []string{"A", "B", "C", "A2", "D"} {
		cast.Clients.Add(name, 0)
	}
	for _, name := range []string{"alice", "bob", "carol", "dave"} {
		cast.Users.Add(name, 0)
	}
	cast.Rooms.Add("lobby", 0)
	cast.Rooms.Add("den", 0)
	cast.Rooms.Add("attic", 0)
	cfg := model.Config{Cast: cast, UserOf: []uint32{1, 2, 3, 1, 4}, Settings: zego(),
		End: sim.Time(30 * time.Minute)}
	if s.set != nil {
		s.set(&cfg.Settings)
	}
	for _, n := range cfg.Settings.Notices {
		cast.Notices.Add(n.Name, 0)
	}
	for line := range strings.Lines(s.script) {
		if f := strings.Fields(line); len(f) > 0 {
			cfg.Actions = append(cfg.Actions, action(t, cast, f))
		}
	}
	return cfg
}

func action(t *testing.T, cast *timeline.Cast, f []string) model.Action {
	name, dir, _ := strings.Cut(f[1], ".")
	who, ok := cast.Clients.Find(name)
	a := model.Action{At: sim.Time(span(t, f[0])), Clients: who, Anchor: -1, Mark: -1}
	if f[1] == "-" {
		backendAction(t, cast, f, &a)
		return a
	}
	verbs := map[string]model.Verb{"login": model.DoLoginRoom, "logout": model.DoLogoutRoom,
		"down": model.DoNetworkDown,
		"up":   model.DoNetworkUp, "switch": model.DoNetworkSwitch, "kill": model.DoKill,
		"start": model.DoStart, "suspend": model.DoSuspend, "resume": model.DoResume,
		"switchroom": model.DoSwitchRoom, "renew": model.DoRenewToken,
		"destroy": model.DoDestroyEngine,
		"loss":    model.DoWeather, "delay": model.DoWeather, "drop": model.DoWeather,
		"jitter": model.DoWeather, "copies": model.DoWeather, "echo": model.DoWeather}
	if a.Verb = verbs[f[2]]; a.Verb == 0 || !ok {
		t.Fatalf("cannot read %q", f)
	}
	switch f[2] {
	case "login", "logout", "renew", "switchroom":
		f = append(f, "", "")
		rooms, _ := cast.Rooms.Find(f[3])
		a.Room = rooms.First
		if f[2] == "switchroom" {
			rooms, _ = cast.Rooms.Find(f[4])
			a.To, f = rooms.First, f[1:]
		}
		if f[4] == "as" {
			users, _ := cast.Users.Find(f[5])
			a.As = users.First
			break
		}
		a.Token = token(t, f[4])
	}
	if a.Verb == model.DoWeather {
		weatherWord(t, f, &a)
	}
	a.Link.Clients = who
	a.Link.Dirs = map[string]model.Directions{"up": model.Up, "down": model.Down, "": model.Both}[dir]
	return a
}

// token reads wrong, expired, valid, a lifetime, or nothing.
func token(t *testing.T, s string) model.Token {
	kinds := map[string]model.TokenKind{"": model.NoToken, "valid": model.ValidToken,
		"wrong": model.WrongToken, "expired": model.ExpiredToken}
	if kind, ok := kinds[s]; ok {
		return model.Token{Kind: kind}
	}
	return model.Token{Kind: model.ValidToken, Lifetime: span(t, s)}
}

// backendAction reads what the backend or the server does.
func backendAction(t *testing.T, cast *timeline.Cast, f []string, a *model.Action) {
	verbs := map[string]model.Verb{"kick": model.DoKickUser, "close": model.DoCloseRoom,
		"refuse": model.DoRefuse, "ban": model.DoBan, "unban": model.DoUnban,
		"stop": model.DoServerStop, "start": model.DoServerStart, "restart": model.DoServerRestart}
	if a.Verb = verbs[f[2]]; a.Verb == 0 {
		t.Fatalf("cannot read %q", f)
	}
	for _, word := range f[3:] {
		if rooms, ok := cast.Rooms.Find(word); ok {
			a.Room = rooms.First
		} else if users, ok := cast.Users.Find(word); ok {
			a.Users = users
		} else if word == "lose" {
			a.Forget = true
		} else if code, err := strconv.Atoi(word); err == nil {
			a.Code = uint32(code)
		}
	}
}

func span(t *testing.T, s string) time.Duration {
	d, err := time.ParseDuration(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// callbacks lists the callbacks of a run, one a line: "5.220s B ADD alice", "5.120s A Logined(0)".
func callbacks(tl *timeline.Timeline) string {
	var lines []string
	for i := range tl.Records {
		r := &tl.Records[i]
		if r.Kind != timeline.Callback {
			continue
		}
		what := fmt.Sprintf("%s(%d)", r.Reason, r.Arg)
		switch r.Name {
		case timeline.OnRoomOnlineUserCountUpdate:
			what = fmt.Sprintf("online %d", r.Arg)
		case timeline.OnRoomTokenWillExpire:
			what = fmt.Sprintf("token %ds", r.Arg)
		case timeline.OnRoomUserUpdate:
			var users []string
			for _, u := range tl.Users(r) {
				users = append(users, tl.Cast.Users.Name(u))
			}
			what = r.Flag.Update() + " " + strings.Join(users, ",")
		}
		if r.Name == timeline.OnNotice {
			what = tl.Cast.Notices.Name(r.Arg)
		}
		if room := tl.Cast.Rooms.Name(r.Room); room != "lobby" {
			what += " in " + room
		}
		lines = append(lines, fmt.Sprintf("%s %s %s", r.At, tl.Cast.Who(r.Who), what))
	}
	return strings.Join(lines, "\n")
}

// tidy drops blank lines and indentation.
func tidy(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// entered is what A and B hear when B logs in at 0s and A at 5s.
const entered = `
	0.000s B Logining(0)
	0.120s B Logined(0)
	5.000s A Logining(0)
	5.120s A Logined(0)
	5.120s A ADD bob
	5.220s B ADD alice`

const enter = `
	0s B login lobby
	5s A login lobby`

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }

func TestFinePrint(t *testing.T) {
	for _, s := range slicesOf(stories, moreStories, roomStories, otherUserStories) {
		t.Run(s.name, s.run)
	}
}

func slicesOf(lists ...[]story) []story {
	var all []story
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

var stories = []story{
	{name: "each change of the network is told separately, in order, even if undone meanwhile",
		set:    func(s *model.Settings) { s.Detect = seconds(5) },
		script: enter + "\n65.5s A down\n66s A up",
		want:   entered + "\n70.500s A Reconnecting(1002051)\n71.120s A Reconnected(0)"},
	{name: "a change without effect does nothing",
		script: enter + "\n60s A up\n65.5s A down\n66s A down\n70s A up",
		want:   entered + "\n65.500s A Reconnecting(1002051)\n70.120s A Reconnected(0)"},
	{name: "an SDK that is never told of its network finds out by silence, 90 s after the last reply",
		set:    func(s *model.Settings) { s.Detect = model.DetectOff },
		script: enter + "\n65.5s A down\n400s A up",
		want: entered + `
			155.240s A Reconnecting(1002051)
			155.320s B DELETE alice
			409.360s A Reconnected(0)
			409.460s B ADD alice`},
	{name: "a switch in a room is a loss with a login at once",
		set:    func(s *model.Settings) { s.RetryOnNetworkUpWaits = true },
		script: enter + "\n65.5s A switch",
		want:   entered + "\n65.500s A Reconnecting(1002051)\n65.620s A Reconnected(0)"},
	{name: "a switch while trying counts as the network's return",
		script: enter + "\n65.5s A down\n90s A switch",
		want:   entered + "\n65.500s A Reconnecting(1002051)\n90.120s A Reconnected(0)"},
	{name: "a switch while trying waits where the network's return does",
		set:    func(s *model.Settings) { s.RetryOnNetworkUpWaits = true },
		script: enter + "\n65.5s A down\n90s A switch",
		want:   entered + "\n65.500s A Reconnecting(1002051)\n91.620s A Reconnected(0)"},
	{name: "the old path dies, and a missed notice is found at the next beat's reply",
		set: func(s *model.Settings) { s.Detect = model.DetectOff },
		script: enter + `
			40s A switch
			41s C login lobby`,
		want: entered + `
			41.000s C Logining(0)
			41.120s C Logined(0)
			41.120s C ADD alice,bob
			41.220s B ADD carol
			65.360s A ADD carol`},
	{name: "window 0: a loss fails in the same instant",
		set:    func(s *model.Settings) { s.RetryWindow = 0 },
		script: enter + "\n65.5s A down\n70s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			65.500s A ReconnectFailed(1002053)
			155.320s B DELETE alice`},
	{name: "window 0: loginRoom sends once and fails after the first wait",
		set:    func(s *model.Settings) { s.RetryWindow = 0 },
		script: "1s A down\n5s A login lobby\n6s A up",
		want:   "5.000s A Logining(0)\n7.000s A LoginFailed(1002053)"},
	{name: "without an end to the window the SDK tries for ever",
		set:    func(s *model.Settings) { s.RetryWindow = model.Endless },
		script: enter + "\n65.5s A down\n1700s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			155.320s B DELETE alice
			1700.120s A Reconnected(0)
			1700.220s B ADD alice`},
	{name: "a login without a network fails when the window closes",
		script: "1s A down\n5s A login lobby",
		want:   "5.000s A Logining(0)\n1205.000s A LoginFailed(1002053)"},
	{name: "a beat of an unknown session is refused, and the client logs in again at once",
		set: func(s *model.Settings) { s.SilenceTimeout = seconds(600) },
		script: enter + `
			65.5s A.up loss 100s`,
		want: entered + `
			155.320s B DELETE alice
			185.240s A Reconnecting(1002051)
			185.360s A Reconnected(0)
			185.460s B ADD alice`},
	{name: "logoutRoom while Logining: the login that comes through all the same is undone",
		script: "0s B login lobby\n5s A login lobby\n5.01s A logout lobby",
		want: `
			0.000s B Logining(0)
			0.120s B Logined(0)
			5.000s A Logining(0)
			5.010s A Logout(0)
			5.220s B ADD alice
			5.230s B DELETE alice`},
	{name: "logoutRoom overtakes the login: the accept that nobody wants is answered with a logout",
		script: "0s B login lobby\n5s A.up delay 1s 5ms\n5s A login lobby\n5.01s A logout lobby",
		want: `
			0.000s B Logining(0)
			0.120s B Logined(0)
			5.000s A Logining(0)
			5.010s A Logout(0)
			6.170s B ADD alice
			6.290s B DELETE alice`},
	{name: "logoutRoom while Reconnecting frees the seat of the old session",
		script: enter + "\n65.5s A down\n66s A.down loss 0s\n70s A up\n71s A logout lobby",
		want: entered + `
			65.500s A Reconnecting(1002051)
			71.000s A Logout(0)
			71.220s B DELETE alice`},
	{name: "logoutRoom while offline: the message is lost and the seat expires",
		script: enter + "\n65.5s A down\n70s A logout lobby",
		want: entered + `
			65.500s A Reconnecting(1002051)
			70.000s A Logout(0)
			155.320s B DELETE alice`},
	{name: "loginRoom while in a room fails, and the session goes on",
		script: enter + "\n10s A login lobby\n11s A login den\n65.5s A logout lobby",
		want: entered + `
			10.000s A LoginFailed(1002001)
			11.000s A LoginFailed(1002001) in den
			65.500s A Logout(0)
			65.720s B DELETE alice`},
	{name: "logoutRoom of a room that the client is not in",
		script: enter + "\n10s A logout den",
		want:   entered + "\n10.000s A LogoutFailed(1002002) in den"},
}

func TestWaits(t *testing.T) {
	for _, c := range []struct {
		name string
		set  func(*model.Settings)
		want string // instants of the attempts after a loss at 65.5s, as spans from it
	}{
		{"the list, then the tail", nil, "2s 4s 7s 10s 14s 26s 38s 50s"},
		{"a growing tail, rounded down, up to a cap", func(s *model.Settings) {
			s.RetryWaits, s.RetryTail = nil, 3
			s.RetryFactor, s.RetryCap = model.Decimal{Milli: 10_500}, time.Second
		}, "3ns 34ns 364ns 3.836µs 40.301µs 423.185µs 4.443471ms 46.656483ms"},
		{"a growing tail without a cap", func(s *model.Settings) {
			s.RetryWaits, s.RetryTail, s.RetryFactor = nil, time.Second, model.Decimal{Milli: 2000}
		}, "1s 3s 7s 15s 31s 1m3s 2m7s 4m15s"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := story{set: c.set, script: enter + "\n65.5s A down"}
			w, err := model.New(s.config(t))
			if err != nil {
				t.Fatal(err)
			}
			tl, err := w.Run(1, 0)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range tl.Records {
				r := &tl.Records[i]
				if r.Kind == timeline.Sent && r.Name == timeline.MsgLogin && r.At > sim.Time(seconds(65)) &&
					len(got) < 8 {
					got = append(got, r.At.Sub(sim.Time(65500*time.Millisecond)).String())
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %s, want %s", strings.Join(got, " "), c.want)
			}
		})
	}
}

func TestJitterStaysWithinItsShare(t *testing.T) {
	s := story{set: func(s *model.Settings) {
		s.RetryJitter = sim.NewRatio(1,
			2)
		s.RetryWindow = model.Endless
	},
		script: "0s A down\n1s A login lobby"}
	w, err := model.New(s.config(t))
	if err != nil {
		t.Fatal(err)
	}
	least, most, n := time.Hour, time.Duration(0), 0
	for rep := range uint64(20) {
		tl, err := w.Run(1, rep)
		if err != nil {
			t.Fatal(err)
		}
		last := sim.Time(0)
		for i := range tl.Records {
			if r := &tl.Records[i]; r.Kind == timeline.Sent && r.At > sim.Time(seconds(60)) {
				if last > 0 {
					least, most, n = min(least, r.At.Sub(last)), max(most, r.At.Sub(last)), n+1
				}
				last = r.At
			}
		}
	}
	if least < seconds(6) || most > seconds(18) || least > 6200*time.Millisecond ||
		most < 17800*time.Millisecond {
		t.Errorf("%d waits from %s to %s, want 6s to 18s and near both ends", n, least, most)
	}
}
