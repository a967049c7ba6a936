package spec

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

const smallest = `roomsim: 1
name: small
end: 8m
clients: {A: {}}
`

// others gives each setting a value that is not its default, and the settings that it makes.
var others = map[string]struct {
	value string
	make  func(*model.Settings)
}{
	"link.delay": {"{law: uniform, min: 10ms, max: 30ms}", func(s *model.Settings) {
		s.Link.Delay = sim.UniformLaw(10*time.Millisecond, 30*time.Millisecond)
	}},
	"link.loss":      {"2.5%", func(s *model.Settings) { s.Link.Loss.Good = sim.NewRatio(1, 40) }},
	"server.process": {"0", func(s *model.Settings) { s.Process = 0 }},
	"server.fanout":  {"1h30m", func(s *model.Settings) { s.Fanout = 90 * time.Minute }},
	"server.heartbeat.timeout": {"100s", func(s *model.Settings) {
		s.ServerTimeout = 100 * time.Second
	}},
	"client.heartbeat.interval": {"10s", func(s *model.Settings) {
		s.BeatInterval = 10 * time.Second
	}},
	"client.heartbeat.first": {"uniform", func(s *model.Settings) { s.FirstBeatUniform = true }},
	"client.heartbeat.timeout": {"2m", func(s *model.Settings) {
		s.SilenceTimeout = 2 * time.Minute
	}},
	"server.heartbeat.count_from": {"reply", func(s *model.Settings) { s.CountFromReply = true }},
	"server.resume.window": {"0", func(s *model.Settings) {
		s.ResumeWindow = model.ResumeNever
	}},
	"client.silence.notices": {"[{after: 40s, name: onQuiet}, {after: 1m, name: onLost}]",
		func(s *model.Settings) {
			s.Notices = []model.Notice{{After: 40 * time.Second, Name: "onQuiet"},
				{After: time.Minute, Name: "onLost"}}
		}},
	"client.detect.network_change": {"off", func(s *model.Settings) {
		s.Detect = model.DetectOff
	}},
	"client.retry.waits": {"[0s, [2s, 1s]]", func(s *model.Settings) {
		s.RetryWaits = []time.Duration{0, 2 * time.Second}
		s.RetryDraws = [][]time.Duration{nil, {2 * time.Second, time.Second}}
	}},
	"client.retry.tries":  {"5", func(s *model.Settings) { s.RetryTries = 5 }},
	"client.retry.tail":   {"1d", func(s *model.Settings) { s.RetryTail = 24 * time.Hour }},
	"client.retry.factor": {"1.50", func(s *model.Settings) { s.RetryFactor.Milli = 1500 }},
	"client.retry.cap":    {"32s", func(s *model.Settings) { s.RetryCap = 32 * time.Second }},
	"client.retry.jitter": {"0.25", func(s *model.Settings) { s.RetryJitter = sim.NewRatio(1, 4) }},
	"client.retry.on_network_up": {"wait", func(s *model.Settings) {
		s.RetryOnNetworkUpWaits = true
	}},
	"client.retry.window": {"never", func(s *model.Settings) { s.RetryWindow = model.Endless }},
	"kernel.ties":         {"timers-first", func(s *model.Settings) { s.TimersFirst = true }},

	"transport.kind":    {"datagram", func(s *model.Settings) { s.Stream = false }},
	"transport.rto":     {"1s", func(s *model.Settings) { s.Resend = time.Second }},
	"transport.rto_max": {"2m", func(s *model.Settings) { s.ResendMost = 2 * time.Minute }},
	"transport.timeout": {"15m", func(s *model.Settings) { s.TransportTimeout = 15 * time.Minute }},
	"size.login":        {"1B", func(s *model.Settings) { s.Sizes.Login = 1 }},
	"size.accept":       {"2B", func(s *model.Settings) { s.Sizes.Accept = 2 }},
	"size.user":         {"3B", func(s *model.Settings) { s.Sizes.User = 3 }},
	"size.beat":         {"4B", func(s *model.Settings) { s.Sizes.Beat = 4 }},
	"size.alive":        {"5B", func(s *model.Settings) { s.Sizes.Alive = 5 }},
	"size.notice":       {"6B", func(s *model.Settings) { s.Sizes.Notice = 6 }},
	"size.other":        {"7B", func(s *model.Settings) { s.Sizes.Other = 7 }},

	"client.rooms":          {"multi", func(s *model.Settings) { s.MultiRoom = true }},
	"client.logout.offline": {"fail", func(s *model.Settings) { s.LogoutOfflineFails = true }},
	"client.late_accept":    {"ignore", func(s *model.Settings) { s.LateAcceptIgnored = true }},
	"client.online_count": {"30s", func(s *model.Settings) {
		s.CountInterval = 30 * time.Second
	}},
	"client.token.warning":   {"0", func(s *model.Settings) { s.TokenWarning = 0 }},
	"server.room.capacity":   {"50", func(s *model.Settings) { s.RoomCapacity = 50 }},
	"server.room.linger":     {"30m", func(s *model.Settings) { s.RoomLinger = 30 * time.Minute }},
	"server.rooms":           {"1", func(s *model.Settings) { s.RoomsOpen = 1 }},
	"server.login.rate":      {"200", func(s *model.Settings) { s.LoginRate = 200 }},
	"server.notify.users":    {"none", func(s *model.Settings) { s.NotifyUsers = 0 }},
	"server.token.required":  {"yes", func(s *model.Settings) { s.TokenRequired = true }},
	"server.token.on_expiry": {"kick", func(s *model.Settings) { s.TokenKicks = true }},
	"server.on_transport_close": {"evict", func(s *model.Settings) {
		s.OnClose = model.CloseEvicts
	}},
	"server.same_user":     {"announce", func(s *model.Settings) { s.SameAnnounced = true }},
	"server.kicked_return": {"fail", func(s *model.Settings) { s.KickedFails = true }},
	"server.close_grace":   {"5s", func(s *model.Settings) { s.CloseGrace = 5 * time.Second }},
}

// Every setting of the table can be set in all three ways, changes its own field and nothing else.
func TestEverySettingCanBeSet(t *testing.T) {
	plain := mustParse(t, smallest, Options{}).Config.Settings
	for _, info := range model.SettingList() {
		other, ok := others[info.Name]
		if !ok {
			t.Errorf("%s: no test value", info.Name)
			continue
		}
		want := plain
		other.make(&want)
		if reflect.DeepEqual(want, plain) {
			t.Errorf("%s: the test value is the default", info.Name)
		}
		byFlag := mustParse(t, smallest, Options{Sets: []string{info.Name + "=" + other.value}})
		byFile := mustParse(t, smallest+"set: {"+info.Name+": "+other.value+"}\n", Options{})
		byBoth := mustParse(t, smallest+"set: {"+info.Name+": "+other.value+"}\n",
			Options{Sets: []string{info.Name + "=" + info.Default}})
		if got := byFlag.Config.Settings; !reflect.DeepEqual(got, want) {
			t.Errorf("--set %s: got %+v, want %+v", info.Name, got, want)
		}
		if got := byFile.Config.Settings; !reflect.DeepEqual(got, want) {
			t.Errorf("set: %s: got %+v, want %+v", info.Name, got, want)
		}
		if got := byBoth.Config.Settings; !reflect.DeepEqual(got, plain) {
			t.Errorf("--set %s over set:: got %+v, want %+v", info.Name, got, plain)
		}
	}
}

// Every field of model.Settings belongs to a setting: the test values together change them all.
func TestEveryFieldHasASetting(t *testing.T) {
	plain := mustParse(t, smallest, Options{}).Config.Settings
	all := plain
	for _, info := range model.SettingList() {
		others[info.Name].make(&all)
	}
	a, b := reflect.ValueOf(plain), reflect.ValueOf(all)
	for i := range a.NumField() {
		if reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
			t.Errorf("no setting changes Settings.%s", a.Type().Field(i).Name)
		}
	}
}

// The profile zego spells out the defaults, so that a scenario need not read it.
func TestZegoListsEverySetting(t *testing.T) {
	p, err := LoadProfile(DefaultProfile)
	if err != nil {
		t.Fatal(err)
	}
	if want := defaults().values; !reflect.DeepEqual(p.Settings, want) {
		t.Errorf("got %+v, want the defaults %+v", p.Settings, want)
	}
	for _, info := range model.SettingList() {
		line := "\n  " + info.Name + ": " + info.Default
		if !strings.Contains(string(p.Text), line) {
			t.Errorf("zego.yaml has no line %q", line[1:])
		}
	}
	if want := model.DefaultCodes(); !reflect.DeepEqual(p.Codes, want) {
		t.Errorf("got the codes %v, want the defaults %v", p.Codes, want)
	}
	for _, r := range model.Roles() {
		line := fmt.Sprintf("\n  %s: %d", r.Name, r.Code)
		if !strings.Contains(string(p.Text), line) {
			t.Errorf("zego.yaml has no line %q", line[1:])
		}
	}
	if p.Labels != (timeline.Labels{}) {
		t.Error("zego has labels; the canonical names are its own")
	}
}

func TestProfileLayers(t *testing.T) {
	opt := Options{Profile: "testdata/profiles/fast.yaml", Sets: []string{"server.process=3ms"}}
	text := smallest + "profile: zego-2026\nset: {client.retry.tail: 10s, server.process: 4ms}\n"
	s := mustParse(t, text, opt)
	want := defaults().values
	want.ServerTimeout = 100 * time.Second // zego-2026, below quick, below fast
	want.RetryCap = 30 * time.Second
	want.Link.Delay = sim.UniformLaw(10*time.Millisecond, 20*time.Millisecond)
	want.Fanout = time.Millisecond
	want.RetryTail = 10 * time.Second
	want.Process = 3 * time.Millisecond
	if got := s.Config.Settings; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if s.Config.Profile != "fast" {
		t.Errorf("got the profile %s, want fast", s.Config.Profile)
	}
}

func TestProfilesThatCannotBeRead(t *testing.T) {
	known := "; profiles are " + Listed(profileNames())
	for arg, want := range map[string]string{
		"zgeo":               `no profile "zgeo"; did you mean "zego"?`,
		"gravity":            `no profile "gravity"` + known,
		"testdata":           `no profile "testdata"` + known,
		"testdata/zego.yaml": "open testdata/zego.yaml: no such file; did you mean \"zego\"?",
		"testdata/profiles/list.yaml": "testdata/profiles/list.yaml:1:1: " +
			"a profile is a mapping, this is a list",
		"testdata/": "testdata/: is not a regular file; expected a profile file",
	} {
		_, err := LoadProfile(arg)
		if err == nil || err.Error() != want {
			t.Errorf("%s:\ngot  %v\nwant %s", arg, err, want)
		}
	}
}

// A profile's codes and names lie over its base's, one by one.
func TestWordsLayers(t *testing.T) {
	p, err := LoadProfile("testdata/profiles/words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := model.DefaultCodes()
	for i, r := range model.Roles() {
		switch r.Name {
		case "connection_lost":
			want[i] = 1000017
		case "timeout":
			want[i] = 18
		}
	}
	if !reflect.DeepEqual(p.Codes, want) {
		t.Errorf("got the codes %v, want %v", p.Codes, want)
	}
	var labels timeline.Labels
	labels.SetName(timeline.OnRoomStateChanged, "roomStateChanged")
	labels.SetReason(timeline.Reconnecting, "RECONNECTING")
	if p.Labels != labels {
		t.Errorf("got the labels %v, want %v", p.Labels, labels)
	}
	s := mustParse(t, smallest, Options{Profile: "testdata/profiles/words.yaml"})
	if !reflect.DeepEqual(s.Config.Codes, want) || s.Config.Cast.Labels != labels {
		t.Errorf("got %v and %v in a scenario, want the profile's", s.Config.Codes,
			s.Config.Cast.Labels)
	}
}
