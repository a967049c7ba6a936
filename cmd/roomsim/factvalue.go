package main

import (
	"strconv"
	"strings"
	"time"

	"roomsim/model"
	"roomsim/sim"
)

// settingValue spells the value of a setting as a profile would; false for an unknown name.
func settingValue(s *model.Settings, name string) (string, bool) {
	switch name {
	case "link.delay":
		return delayText(s.Link), true
	case "link.loss":
		return s.Link.Loss.Good.String(), true
	case "server.process":
		return sim.FormatSpan(s.Process), true
	case "server.fanout":
		return sim.FormatSpan(s.Fanout), true
	case "server.heartbeat.timeout":
		return sim.FormatSpan(s.ServerTimeout), true
	case "server.heartbeat.count_from":
		return either(s.CountFromReply, "reply", "arrival"), true
	case "server.resume.window":
		if s.ResumeWindow == model.ResumeNever {
			return sim.FormatSpan(0), true
		}
		return spanOr(s.ResumeWindow, 0, "always"), true
	case "client.silence.notices":
		return noticesText(s.Notices), true
	case "client.heartbeat.interval":
		return sim.FormatSpan(s.BeatInterval), true
	case "client.heartbeat.first":
		return either(s.FirstBeatUniform, "uniform", "interval"), true
	case "client.heartbeat.timeout":
		return sim.FormatSpan(s.SilenceTimeout), true
	case "client.detect.network_change":
		return spanOr(s.Detect, model.DetectOff, "off"), true
	case "kernel.ties":
		return either(s.TimersFirst, "timers-first", "deliveries-first"), true
	}
	return retryValue(s, name)
}

func retryValue(s *model.Settings, name string) (string, bool) {
	switch name {
	case "client.retry.waits":
		return waitsText(s), true
	case "client.retry.tries":
		return numberOr(s.RetryTries, 0, "none"), true
	case "client.retry.tail":
		return sim.FormatSpan(s.RetryTail), true
	case "client.retry.factor":
		return decimalText(s.RetryFactor), true
	case "client.retry.cap":
		return spanOr(s.RetryCap, 0, "none"), true
	case "client.retry.jitter":
		return s.RetryJitter.String(), true
	case "client.retry.on_network_up":
		return either(s.RetryOnNetworkUpWaits, "wait", "now"), true
	case "client.retry.window":
		return spanOr(s.RetryWindow, model.Endless, "never"), true
	}
	return transportValue(s, name)
}

func transportValue(s *model.Settings, name string) (string, bool) {
	z := &s.Sizes
	sizes := map[string]uint32{"size.login": z.Login, "size.accept": z.Accept, "size.user": z.User,
		"size.beat": z.Beat, "size.alive": z.Alive, "size.notice": z.Notice, "size.other": z.Other}
	if n, ok := sizes[name]; ok {
		return strconv.FormatUint(uint64(n), 10) + "B", true
	}
	switch name {
	case "transport.kind":
		return either(s.Stream, "stream", "datagram"), true
	case "transport.rto":
		return sim.FormatSpan(s.Resend), true
	case "transport.rto_max":
		return sim.FormatSpan(s.ResendMost), true
	case "transport.timeout":
		return spanOr(s.TransportTimeout, 0, "never"), true
	}
	return roomValue(s, name)
}

func roomValue(s *model.Settings, name string) (string, bool) {
	switch name {
	case "client.rooms":
		return either(s.MultiRoom, "multi", "single"), true
	case "client.logout.offline":
		return either(s.LogoutOfflineFails, "fail", "logout"), true
	case "client.late_accept":
		return either(s.LateAcceptIgnored, "ignore", "logout"), true
	case "client.online_count":
		return spanOr(s.CountInterval, 0, "off"), true
	case "client.token.warning":
		return sim.FormatSpan(s.TokenWarning), true
	case "server.room.capacity":
		return wholeOr(s.RoomCapacity), true
	case "server.room.linger":
		return sim.FormatSpan(s.RoomLinger), true
	case "server.rooms":
		return wholeOr(s.RoomsOpen), true
	case "server.login.rate":
		return wholeOr(s.LoginRate), true
	case "server.notify.users":
		return wholeOr(s.NotifyUsers), true
	case "server.token.required":
		return either(s.TokenRequired, "yes", "no"), true
	case "server.token.on_expiry":
		return either(s.TokenKicks, "kick", "stay"), true
	case "server.on_transport_close":
		return [...]string{"keep", "grace", "evict"}[s.OnClose], true
	case "server.same_user":
		return either(s.SameAnnounced, "announce", "silent"), true
	case "server.kicked_return":
		return either(s.KickedFails, "fail", "kick"), true
	case "server.close_grace":
		return sim.FormatSpan(s.CloseGrace), true
	}
	return "", false
}

// wholeOr spells a number that 0 stands for none of.
func wholeOr(n uint32) string {
	if n == 0 {
		return "none"
	}
	return strconv.FormatUint(uint64(n), 10)
}

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

func spanOr(d, special time.Duration, word string) string {
	if d == special {
		return word
	}
	return sim.FormatSpan(d)
}

func numberOr(n, special uint32, word string) string {
	if n == special {
		return word
	}
	return strconv.FormatUint(uint64(n), 10)
}

// waitsText spells the waits; one that is drawn is a list in the list.
func waitsText(s *model.Settings) string {
	words := make([]string, len(s.RetryWaits))
	for i, wait := range s.RetryWaits {
		words[i] = sim.FormatSpan(wait)
		if i < len(s.RetryDraws) && s.RetryDraws[i] != nil {
			words[i] = spansText(s.RetryDraws[i])
		}
	}
	return "[" + strings.Join(words, ", ") + "]"
}

func noticesText(list []model.Notice) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = "{after: " + sim.FormatSpan(n.After) + ", name: " + n.Name + "}"
	}
	return "[" + strings.Join(words, ", ") + "]"
}

func spansText(list []time.Duration) string {
	words := make([]string, len(list))
	for i, d := range list {
		words[i] = sim.FormatSpan(d)
	}
	return "[" + strings.Join(words, ", ") + "]"
}

func delayText(w model.Weather) string {
	least, spread, plain := w.Delay.Plain()
	if !plain || spread == 0 {
		return w.Delay.String()
	}
	return "{law: uniform, min: " + sim.FormatSpan(least) + ", max: " +
		sim.FormatSpan(least+spread) + "}"
}

// decimalText spells thousandths without zeros at the end.
func decimalText(d model.Decimal) string {
	whole := strconv.FormatUint(uint64(d.Milli/1000), 10)
	rest := strconv.FormatUint(uint64(d.Milli%1000)+1000, 10)[1:]
	if rest = strings.TrimRight(rest, "0"); rest == "" {
		return whole
	}
	return whole + "." + rest
}
