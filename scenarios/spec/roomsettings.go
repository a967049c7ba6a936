package spec

import (
	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/scenarios/expect"
	"roomsim/sim"
)

// setRoom reads the value of a setting of what goes on in rooms.
func (l *layered) setRoom(d *decoder, info *model.Setting, n *yaml.Node) {
	s := &l.values
	switch info.Name {
	case "client.rooms":
		s.MultiRoom = d.second(n, info)
	case "client.logout.offline":
		s.LogoutOfflineFails = d.second(n, info)
	case "client.late_accept":
		s.LateAcceptIgnored = d.second(n, info)
	case "client.online_count":
		s.CountInterval = d.positiveOr(n, info)
	case "client.token.warning":
		s.TokenWarning, _ = d.span(n, "")
	case "server.room.capacity":
		s.RoomCapacity = d.wholeOr(n, info, maxClients)
	case "server.room.linger":
		s.RoomLinger, _ = d.span(n, "")
	case "server.rooms":
		u, _ := d.whole(n, "", 1, maxClients)
		s.RoomsOpen = uint32(u)
	case "server.login.rate":
		s.LoginRate = d.wholeOr(n, info, maxClients)
	case "server.notify.users":
		s.NotifyUsers = d.wholeOr(n, info, maxClients)
	case "server.token.required":
		s.TokenRequired = d.second(n, info)
	case "server.token.on_expiry":
		s.TokenKicks = d.second(n, info)
	case "server.on_transport_close":
		i, _ := d.choice(n, "value", info.Words)
		s.OnClose = model.OnClose(i)
	case "server.same_user":
		s.SameAnnounced = d.second(n, info)
	case "server.kicked_return":
		s.KickedFails = d.second(n, info)
	case "server.close_grace":
		s.CloseGrace, _ = d.span(n, "")
	default:
		panic("spec: no field for the setting " + info.Name)
	}
}

// token reads what token a call shows: valid, wrong, expired, or how long it is good.
func (s *scenario) token(a *action) {
	n := a.f.get("token")
	if n == nil {
		return
	}
	text, _ := word(n)
	switch text {
	case "valid":
		a.Token.Kind = model.ValidToken
	case "wrong":
		a.Token.Kind = model.WrongToken
	case "expired":
		a.Token.Kind = model.ExpiredToken
	default:
		s.lifetime(a, n, text)
		return
	}
	a.say("with a token: " + text)
}

// lifetime reads how long a token is good.
func (s *scenario) lifetime(a *action, n *yaml.Node, text string) {
	span, err := expect.ParseDuration(text)
	switch {
	case err == nil && span > 0:
		a.Token = model.Token{Kind: model.ValidToken, Lifetime: span}
		a.say("with a token for " + sim.FormatSpan(span))
		return
	case text != "" && '0' <= text[0] && text[0] <= '9':
		s.d.positive(n, "token", "lifetime")
	default:
		s.d.wrong(n, "token "+valueOf(n), "expected valid, wrong, expired or a lifetime")
	}
	a.good = false
}

// say adds to what the action's record says.
func (a *action) say(text string) { a.Text = joined(a.Text, text) }
