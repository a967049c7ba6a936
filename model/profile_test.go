package model_test

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

func TestProfileSettings(t *testing.T) {
	for _, s := range profileStories {
		t.Run(s.name, s.run)
	}
}

// profileStories tell of settings that the profile zego leaves alone.
var profileStories = []story{
	{name: "tries: the client gives up one wait after its last attempt",
		set:    func(s *model.Settings) { s.RetryTries = 3 }, // at 67.5, 69.5 and 72.5
		script: enter + "\n65.5s A down\n75.5s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			75.500s A ReconnectFailed(1002053)
			155.320s B DELETE alice`},
	{name: "tries: after the last attempt the network's return starts no other",
		set:    func(s *model.Settings) { s.RetryTries = 3 },
		script: enter + "\n65.5s A down\n73s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			75.500s A ReconnectFailed(1002053)
			155.320s B DELETE alice`},
	{name: "tries: a reply to the last attempt counts",
		set:    func(s *model.Settings) { s.RetryTries = 3 },
		script: enter + "\n65.5s A down\n72s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			72.120s A Reconnected(0)`},
	{name: "tries: the window may close first",
		set: func(s *model.Settings) {
			s.RetryTries, s.RetryWindow = 3, seconds(8)
		},
		script: enter + "\n65.5s A down",
		want: entered + `
			65.500s A Reconnecting(1002051)
			73.500s A ReconnectFailed(1002053)
			155.320s B DELETE alice`},
	{name: "tries: they end a search without a window, and each loss has its own",
		set: func(s *model.Settings) {
			s.RetryTries, s.RetryWindow = 1, model.Endless
		},
		script: enter + "\n65.5s A down\n66s A up\n70s A down",
		want: entered + `
			65.500s A Reconnecting(1002051)
			66.120s A Reconnected(0)
			70.000s A Reconnecting(1002051)
			74.000s A ReconnectFailed(1002053)
			156.200s B DELETE alice`},
	{name: "tries: loginRoom's own request is the first",
		set:    func(s *model.Settings) { s.RetryTries = 2 },
		script: "1s A down\n5s A login lobby",
		want:   "5.000s A Logining(0)\n9.000s A LoginFailed(1002053)"},

	{name: "notices: each is told once in a silence, a reply to a beat ends it, notices do not",
		set: func(s *model.Settings) {
			s.Notices = []model.Notice{{After: seconds(50), Name: "onQuiet"},
				{After: seconds(40), Name: "onWeak"}}
		},
		script: enter + `
			60s A.up loss 30s
			70s B logout lobby
			150s A.up loss 500s`,
		want: entered + `
			70.000s B Logout(0)
			70.220s A DELETE bob
			75.240s A onWeak
			85.240s A onQuiet
			165.240s A onWeak
			175.240s A onQuiet
			215.240s A Reconnecting(1002051)
			661.360s A Reconnected(0)`},
	{name: "notices: one that is due with the loss comes before it, one due after a leave does not",
		set: func(s *model.Settings) {
			s.Notices = []model.Notice{{After: seconds(90), Name: "onGone"},
				{After: seconds(90), Name: "onReallyGone"}, {After: seconds(35), Name: "onQuiet"}}
			s.Detect, s.RetryWindow = model.DetectOff, seconds(1)
		},
		script: enter + "\n65.5s A down\n66s B down\n70s B logout lobby",
		want: entered + `
			70.000s B Logout(0)
			100.240s A onQuiet
			155.240s A onGone
			155.240s A onReallyGone
			155.240s A Reconnecting(1002051)
			156.240s A ReconnectFailed(1002053)`},
	{name: "notices: a loss that the device tells of has none",
		set: func(s *model.Settings) {
			s.Notices = []model.Notice{{After: seconds(35), Name: "onQuiet"}}
		},
		script: enter + "\n65.5s A down\n150s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			150.120s A Reconnected(0)`},

	{name: "count_from reply: H is counted from the leaving of the reply",
		set: func(s *model.Settings) {
			s.CountFromReply, s.Process = true, seconds(2)
		},
		script: "5s A login lobby\n0s B login lobby\n65.5s A kill",
		want: `
			0.000s B Logining(0)
			2.100s B Logined(0)
			5.000s A Logining(0)
			7.100s A Logined(0)
			7.100s A ADD bob
			7.200s B ADD alice
			129.300s B DELETE alice`},

	{name: "resume: within the window after the expiry the session is taken up",
		set:    func(s *model.Settings) { s.ResumeWindow = seconds(10) },
		script: enter + "\n65.5s A down\n165.11s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			155.320s B DELETE alice
			165.230s A Reconnected(0)
			165.330s B ADD alice`},
	{name: "resume: the last instant of the window is in time",
		set:    func(s *model.Settings) { s.ResumeWindow = seconds(10) },
		script: enter + "\n65.5s A down\n165.12s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			155.320s B DELETE alice
			165.240s A Reconnected(0)
			165.340s B ADD alice`},
	{name: "resume: after the window the return is rejected, and a new loginRoom is not",
		set:    func(s *model.Settings) { s.ResumeWindow = seconds(10) },
		script: enter + "\n65.5s A down\n165.121s A up\n170s A login lobby",
		want: entered + `
			65.500s A Reconnecting(1002051)
			155.320s B DELETE alice
			165.241s A ReconnectFailed(1002052)
			170.000s A Logining(0)
			170.120s A Logined(0)
			170.120s A ADD bob
			170.220s B ADD alice`},
	{name: "resume 0: a session is over when its seat expires, also for a beat that comes later",
		set: func(s *model.Settings) {
			s.ResumeWindow, s.SilenceTimeout = model.ResumeNever, seconds(600)
		},
		script: enter + "\n65.5s A.up loss 100s",
		want: entered + `
			155.320s B DELETE alice
			185.240s A Reconnecting(1002051)
			185.360s A ReconnectFailed(1002052)`},
	{name: "resume 0: before the expiry nothing changes, and a repeat of loginRoom is no return",
		set: func(s *model.Settings) {
			s.ResumeWindow, s.RetryWaits, s.RetryTail = model.ResumeNever, nil, seconds(100)
		},
		script: enter + "\n65.5s A down\n80s A up\n300s C.down loss 10s\n300s C login den",
		want: entered + `
			65.500s A Reconnecting(1002051)
			80.120s A Reconnected(0)
			300.000s C Logining(0) in den
			400.120s C Logined(0) in den`},
	{name: "resume 0: the reply to a return was lost, and the seat expired again meanwhile",
		set: func(s *model.Settings) {
			s.ResumeWindow, s.RetryWaits, s.RetryTail = model.ResumeNever, nil, seconds(100)
		},
		script: enter + "\n65.5s A down\n79s A.down loss 10s\n80s A up",
		want: entered + `
			65.500s A Reconnecting(1002051)
			170.200s B DELETE alice
			180.120s A ReconnectFailed(1002052)`},
}

// TestDrawnWaits: a wait that is a list is one of it, each time drawn anew; the others are fixed.
func TestDrawnWaits(t *testing.T) {
	s := story{script: enter + "\n65.5s A down", set: func(s *model.Settings) {
		s.RetryWaits = []time.Duration{seconds(3), seconds(4)}
		s.RetryDraws = [][]time.Duration{{seconds(1), seconds(2), seconds(3)}, nil}
	}}
	w, err := model.New(s.config(t))
	if err != nil {
		t.Fatal(err)
	}
	var drawn [4]int
	for rep := range uint64(300) {
		tl, err := w.Run(1, rep)
		if err != nil {
			t.Fatal(err)
		}
		var at []sim.Time
		for i := range tl.Records {
			if r := &tl.Records[i]; r.Name == timeline.MsgLogin && r.Kind == timeline.Sent && r.At >
				sim.Time(seconds(60)) {
				at = append(at, r.At)
			}
		}
		first := at[0].Sub(sim.Time(65500 * time.Millisecond))
		if first%time.Second != 0 || first < seconds(1) || first > seconds(3) {
			t.Fatalf("run %d: a first wait of %s, want 1s, 2s or 3s", rep, first)
		}
		drawn[first/time.Second]++
		if second, third := at[1].Sub(at[0]), at[2].Sub(at[1]); second != seconds(4) || third !=
			seconds(12) {
			t.Fatalf("run %d: then waits of %s and %s, want 4s and 12s", rep, second, third)
		}
	}
	for n, times := range drawn[1:] {
		if times < 60 || times > 140 {
			t.Errorf("%ds was drawn %d times of 300, want near 100", n+1, times)
		}
	}
}

// TestCodes: a profile gives every code a number of its own, in callbacks and in messages.
func TestCodes(t *testing.T) {
	said := map[uint32]bool{}
	ordered := uint32(1002099) // by the backend of a story: no role
	for _, s := range slicesOf(roomStories, otherUserStories, []story{
		{name: "loginRoom while in a room: rooms", script: "0s A login lobby\n1s A login lobby"},
		{name: "logoutRoom out of it: wrong_room", script: "0s A logout lobby"},
		{name: "another device: kicked_elsewhere", script: "0s A login lobby\n1s A2 login lobby"},
		{name: "a loss: connection_lost, timeout", script: "0s A login lobby\n1s A down"},
		{name: "another device meanwhile: login_other",
			script: "0s A login lobby\n1s A down\n2s A2 login lobby\n3s A up"},
		{name: "a late return: session_over", script: "0s A login lobby\n1s A down\n200s A up",
			set: func(s *model.Settings) { s.ResumeWindow = model.ResumeNever }},
	}) {
		t.Run(s.name, func(t *testing.T) {
			plain := s.timeline(t, nil)
			numbers := make(model.Codes, len(model.Roles()))
			for i := range numbers {
				numbers[i] = uint32(i + 1)
			}
			coded := s.timeline(t, numbers)
			for i := range plain.Records {
				a, aok := plain.Records[i].Code()
				b, bok := coded.Records[i].Code()
				named := a != 0 && a != ordered
				if aok != bok || named && model.Roles()[b-1].Code != a || !named && b != a {
					t.Errorf("got code %d for %d in: %s", b, a, plain.Say(&plain.Records[i]))
				}
				said[a] = true
			}
		})
	}
	for _, r := range model.Roles() {
		if !said[r.Code] {
			t.Errorf("nobody says the code of the role %s", r.Name)
		}
	}
}

// TestEveryCodeHasARole: a profile can give each code that the model says another number.
func TestEveryCodeHasARole(t *testing.T) {
	text, err := os.ReadFile("codes.go")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	numbers := map[uint32]bool{}
	for _, r := range model.Roles() {
		if names[r.Name] || numbers[r.Code] || r.Meaning == "" || r.Source == "" || r.Label == "" {
			t.Errorf("got the role %+v, want every column, and its name and number once", r)
		}
		names[r.Name], numbers[r.Code] = true, true
	}
	constant := regexp.MustCompile(`(?m)^\tCode\w+ += (\d+)`)
	for _, m := range constant.FindAllStringSubmatch(string(text), -1) {
		code, err := strconv.ParseUint(m[1], 10, 32)
		if err != nil || !numbers[uint32(code)] {
			t.Errorf("%s: no role, error %v", strings.TrimSpace(m[0]), err)
		}
		delete(numbers, uint32(code))
	}
	if len(numbers) > 0 {
		t.Errorf("roles for codes that codes.go does not have: %v", numbers)
	}
}

// timeline runs a story with a profile's codes.
func (s story) timeline(t *testing.T, codes model.Codes) *timeline.Timeline {
	t.Helper()
	cfg := s.config(t)
	cfg.Codes = codes
	return run(t, cfg)
}

// TestCodesOfAnotherLength: a list of codes that is not one for each role is a bug of the caller.
func TestCodesOfAnotherLength(t *testing.T) {
	cfg := story{script: "0s A login lobby"}.config(t)
	cfg.Codes, cfg.End = model.Codes{1}, sim.Time(1e9)
	if _, err := model.New(cfg); err == nil {
		t.Error("got no error for one code, want one")
	}
}

// drawProfile gives a drawn scenario settings that the profile zego leaves alone.
func drawProfile(t *rapid.T, cfg *model.Config) {
	s := &cfg.Settings
	if rapid.Bool().Draw(t, "tries") {
		s.RetryTries = rapid.Uint32Range(1, 8).Draw(t, "how many")
	}
	if rapid.Bool().Draw(t, "draws") {
		s.RetryDraws = [][]time.Duration{{seconds(1), seconds(2), 0}, nil, {seconds(3)}}
	}
	s.ResumeWindow = rapid.SampledFrom([]time.Duration{0, model.ResumeNever, 1, seconds(5),
		seconds(60)}).Draw(t, "resume")
	s.CountFromReply = rapid.Bool().Draw(t, "count from reply")
	for k := range rapid.IntRange(0, 3).Draw(t, "notices") {
		n := model.Notice{Name: string(rune('a' + k)), After: rapid.SampledFrom([]time.Duration{
			seconds(31), seconds(45), s.SilenceTimeout}).Draw(t, "after")}
		s.Notices = append(s.Notices, n)
		cfg.Cast.Notices.Add(n.Name, 0)
	}
}

// ofAnyProfile are the properties that hold whatever the settings.
var ofAnyProfile = []string{"P01", "P02", "P03", "P05", "P09", "P12", "P17", "P26", "P27", "P47",
	"P60", "P62"}

// TestPropertiesOfProfiles holds generated runs to the properties that hold for any profile.
func TestPropertiesOfProfiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg := drawConfig(t)
		drawProfile(t, &cfg)
		run, err := observe(cfg, model.New)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range properties() {
			if slices.Contains(ofAnyProfile, p.id) {
				p.put(t, run)
			}
		}
		if traits(&cfg)&awake != 0 {
			checkNotices(t, run)
		}
	})
}

// checkNotices: a notice comes its span after the server was last heard, once in that silence, to a
// client in a room.
func checkNotices(t *rapid.T, run *observed) {
	type silence struct{ name, since uint32 }
	told := map[silence]bool{}
	run.walk(func(r *timeline.Record, s *status) {
		if r.Name != timeline.OnNotice {
			return
		}
		heard := run.by(r)
		key := silence{r.Arg, r.Cause}
		if told[key] || !inside(s.reason[place{r.Who, r.Room}]) || heard.Kind != timeline.Delivered ||
			heard.Who != r.Who || r.At.Sub(heard.At) != run.cfg.Settings.Notices[r.Arg-1].After {
			t.Fatalf("%s, %s after %s: twice, outside, or at the wrong time", run.say(r),
				r.At.Sub(heard.At), run.say(heard))
		}
		told[key] = true
	})
}

// TestResumeLeavesNothingBehind: whose seat expired in one run is not late in the next.
func TestResumeLeavesNothingBehind(t *testing.T) {
	s := story{script: "5s A login lobby\n30s A.up loss 80s\n200s A down\n205s A up",
		set: func(s *model.Settings) {
			s.ResumeWindow, s.SilenceTimeout = model.ResumeNever, seconds(600)
		}}
	cfg := s.config(t)
	for i := range cfg.Actions {
		if a := &cfg.Actions[i]; a.Verb == model.DoWeather {
			a.Link.To.Loss.Good = sim.NewRatio(1, 2)
		}
	}
	used, err := model.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	failed := 0
	for rep := range uint64(40) {
		fresh, err := model.New(cfg)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := fresh.Run(1, rep)
		got, _ := used.Run(1, rep)
		if n, what := timeline.Diff(want, got); n != 0 {
			t.Fatalf("run %d in a used world differs at record %d: %s", rep, n, what)
		}
		if strings.Contains(callbacks(want), "ReconnectFailed") {
			failed++
		}
	}
	if failed == 0 || failed == 40 {
		t.Errorf("%d of 40 runs failed to return, want some and not all", failed)
	}
}
