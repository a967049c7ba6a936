package model_test

import (
	"fmt"
	"strings"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// verbs are the key and the value that stand for a verb in a file. A new verb needs a line here.
var verbs = map[model.Verb]struct{ key, value string }{
	model.DoLoginRoom:     {"call", "loginRoom"},
	model.DoLogoutRoom:    {"call", "logoutRoom"},
	model.DoNetworkDown:   {"network", "down"},
	model.DoNetworkUp:     {"network", "up"},
	model.DoNetworkSwitch: {"network", "switch"},
	model.DoKill:          {"process", "kill"},
	model.DoStart:         {"process", "start"},
	model.DoWeather:       {"link", ""},
	model.DoSwitchRoom:    {"call", "switchRoom"},
	model.DoRenewToken:    {"call", "renewToken"},
	model.DoDestroyEngine: {"call", "destroyEngine"},
	model.DoSuspend:       {"process", "suspend"},
	model.DoResume:        {"process", "resume"},
	model.DoKickUser:      {"backend", "kickUser"},
	model.DoCloseRoom:     {"backend", "closeRoom"},
	model.DoRefuse:        {"backend", "refuse"},
	model.DoBan:           {"backend", "ban"},
	model.DoUnban:         {"backend", "unban"},
	model.DoServerStop:    {"server", "stop"},
	model.DoServerStart:   {"server", "start"},
	model.DoServerRestart: {"server", "restart"},
}

// What a server's record says of its memory.
const (
	memoryKept = "memory kept"
	memoryLost = "memory lost"
)

// asYAML writes a scenario as a file that `roomsim run` takes. Rule: actions at marks are not
// drawn, so it has no words for them. What else it has no words for it says in its first lines.
func asYAML(cfg *model.Config, seed uint64) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	for _, what := range wordless(cfg) {
		line("# not written here: %s", what)
	}
	line("roomsim: 1\nname: %s\nprofile: %s\nseed: %d\nend: %s", cfg.Scenario, cfg.Profile, seed,
		sim.FormatSpan(time.Duration(cfg.End)))
	line("set:")
	for _, s := range settingLines(&cfg.Settings) {
		line("  %s", s)
	}
	line("clients:")
	cfg.Cast.Clients.Groups(func(name string, ids timeline.Span, crowd bool) bool {
		first := cfg.UserOf[ids.First-1]
		if group, _, _ := cfg.Cast.Users.GroupOf(first); crowd {
			line("  %s: {count: %d, user: %s}", name, ids.Len(), group)
		} else {
			line("  %s: {user: %s%s}", name, cfg.Cast.Users.Name(first), notifyKey(cfg, ids.First))
		}
		return true
	})
	if len(cfg.Links) > 0 {
		line("links:")
	}
	for i := range cfg.Links {
		c := &cfg.Links[i]
		line("  %s: %s", linkName(cfg.Cast, c), weatherKeys(c))
	}
	line("script:")
	for i := range cfg.Actions {
		line("  - {%s}", actionKeys(cfg.Cast, &cfg.Actions[i]))
	}
	return b.String()
}

func settingLines(s *model.Settings) []string {
	var waits []string
	for _, w := range s.RetryWaits {
		waits = append(waits, sim.FormatSpan(w))
	}
	pick := func(second bool, a, b string) string {
		if second {
			return b
		}
		return a
	}
	span := func(d, off time.Duration, word string) string {
		if d == off {
			return word
		}
		return sim.FormatSpan(d)
	}
	list := []string{
		"link.delay: " + delay(s.Link),
		"link.loss: " + s.Link.Loss.Good.String(),
		"transport.kind: " + pick(s.Stream, "datagram", "stream"),
		"transport.rto: " + sim.FormatSpan(max(s.Resend, 1)),
		"transport.rto_max: " + sim.FormatSpan(max(s.ResendMost, 1)),
		"transport.timeout: " + span(s.TransportTimeout, 0, "never"),
		"server.process: " + sim.FormatSpan(s.Process),
		"server.fanout: " + sim.FormatSpan(s.Fanout),
		"server.heartbeat.timeout: " + sim.FormatSpan(s.ServerTimeout),
		"client.heartbeat.interval: " + sim.FormatSpan(s.BeatInterval),
		"client.heartbeat.first: " + pick(s.FirstBeatUniform, "interval", "uniform"),
		"client.heartbeat.timeout: " + sim.FormatSpan(s.SilenceTimeout),
		"client.detect.network_change: " + span(s.Detect, model.DetectOff, "off"),
		"client.retry.waits: [" + strings.Join(waits, ", ") + "]",
		"client.retry.tail: " + sim.FormatSpan(s.RetryTail),
		fmt.Sprintf("client.retry.factor: %d.%03d", max(s.RetryFactor.Milli, 1000)/1000,
			s.RetryFactor.Milli%1000),
		"client.retry.cap: " + span(s.RetryCap, 0, "none"),
		"client.retry.jitter: " + s.RetryJitter.String(),
		"client.retry.on_network_up: " + pick(s.RetryOnNetworkUpWaits, "now", "wait"),
		"client.retry.window: " + span(s.RetryWindow, model.Endless, "never"),
		"kernel.ties: " + pick(s.TimersFirst, "deliveries-first", "timers-first"),
		"server.resume.window: " + resume(s.ResumeWindow),
		"client.rooms: " + pick(s.MultiRoom, "single", "multi"),
		"client.logout.offline: " + pick(s.LogoutOfflineFails, "logout", "fail"),
		"client.late_accept: " + pick(s.LateAcceptIgnored, "logout", "ignore"),
		"client.online_count: " + span(s.CountInterval, 0, "off"),
		"client.token.warning: " + sim.FormatSpan(s.TokenWarning),
		"server.room.capacity: " + whole(s.RoomCapacity),
		"server.room.linger: " + sim.FormatSpan(s.RoomLinger),
		"server.rooms: " + whole(s.RoomsOpen),
		"server.login.rate: " + whole(s.LoginRate),
		"server.notify.users: " + whole(s.NotifyUsers),
		"server.token.required: " + pick(s.TokenRequired, "no", "yes"),
		"server.token.on_expiry: " + pick(s.TokenKicks, "stay", "kick"),
		"server.on_transport_close: " + [...]string{"keep", "grace", "evict"}[s.OnClose],
		"server.same_user: " + pick(s.SameAnnounced, "silent", "announce"),
		"server.kicked_return: " + pick(s.KickedFails, "kick", "fail"),
		"server.close_grace: " + sim.FormatSpan(s.CloseGrace),
	}
	if s.Sizes == (model.Sizes{}) { // of no link with a rate
		return list
	}
	return append(list,
		fmt.Sprintf("size.login: %dB", s.Sizes.Login),
		fmt.Sprintf("size.accept: %dB", s.Sizes.Accept),
		fmt.Sprintf("size.user: %dB", s.Sizes.User),
		fmt.Sprintf("size.beat: %dB", s.Sizes.Beat),
		fmt.Sprintf("size.alive: %dB", s.Sizes.Alive),
		fmt.Sprintf("size.notice: %dB", s.Sizes.Notice),
		fmt.Sprintf("size.other: %dB", s.Sizes.Other))
}

func delay(w model.Weather) string {
	least, spread, _ := w.Delay.Plain()
	if spread == 0 {
		return sim.FormatSpan(least)
	}
	return fmt.Sprintf("{law: uniform, min: %s, max: %s}", sim.FormatSpan(least),
		sim.FormatSpan(least+spread))
}

func weatherKeys(c *model.LinkChange) string {
	var keys []string
	if c.Keys&model.SetsDelay != 0 {
		keys = append(keys, "delay: "+delay(c.To))
	}
	if c.Keys&model.SetsLoss != 0 {
		keys = append(keys, "loss: "+c.To.Loss.Good.String())
	}
	return "{" + strings.Join(keys, ", ") + "}"
}

// weatherText says a change of weather as the record of it does.
func weatherText(cast *timeline.Cast, c *model.LinkChange) string {
	text := linkName(cast, c)
	if c.Keys&model.SetsDelay != 0 {
		text += " delay " + c.To.Delay.String()
	}
	if c.Keys&model.SetsLoss != 0 {
		text += " loss " + c.To.Loss.Good.String()
	}
	return text
}

func linkName(cast *timeline.Cast, c *model.LinkChange) string {
	dir := map[model.Directions]string{model.Up: ".up", model.Down: ".down"}[c.Dirs]
	if c.Clients.Any() {
		return "all" + dir
	}
	return clientName(cast, c.Clients) + dir
}

// clientName names one client, or a whole crowd.
func clientName(cast *timeline.Cast, ids timeline.Span) string {
	if name, all, crowd := cast.Clients.GroupOf(ids.First); crowd && all == ids {
		return name
	}
	return cast.Clients.Name(ids.First)
}

// roomName names the room of a call, "" of anything else.
func roomName(cast *timeline.Cast, a *model.Action) string {
	switch {
	case a.Room == 0:
		return ""
	case a.Rooms > 0:
		name, _, _ := cast.Rooms.GroupOf(a.Room)
		return name
	}
	return cast.Rooms.Name(a.Room)
}

func actionKeys(cast *timeline.Cast, a *model.Action) string {
	verb := verbs[a.Verb]
	keys := []string{"at: " + sim.FormatSpan(time.Duration(a.At))}
	add := func(format string, args ...any) { keys = append(keys, fmt.Sprintf(format, args...)) }
	if a.Verb == model.DoWeather {
		add("link: %s", linkName(cast, &a.Link))
		add("set: %s", weatherKeys(&a.Link))
	} else {
		if !a.Clients.Any() {
			add("client: %s", clientName(cast, a.Clients))
		}
		add("%s: %s", verb.key, verb.value)
	}
	if a.Room != 0 {
		add("room: %s", roomName(cast, a))
	}
	keys = append(keys, newerKeys(cast, a)...)
	if a.Rooms > 0 {
		add("rooms: %d", a.Rooms)
	}
	for _, d := range []struct {
		key  string
		span time.Duration
	}{{"stagger", a.Stagger}, {"spread", a.Spread}, {"for", a.For}} {
		if d.span > 0 {
			add("%s: %s", d.key, sim.FormatSpan(d.span))
		}
	}
	return strings.Join(keys, ", ")
}
