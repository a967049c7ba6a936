package spec

import (
	"fmt"

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
		s.CountInterval = d.spanOr(n, info, 0)
		if text, _ := word(n); s.CountInterval == 0 && text != info.Words[0] {
			d.wrong(n, showValue(text), "expected a duration such as 30s, or off")
		}
	case "client.token.warning":
		s.TokenWarning, _ = d.span(n, "")
	case "server.room.capacity":
		s.RoomCapacity = d.wholeOr(n, info)
	case "server.room.linger":
		s.RoomLinger, _ = d.span(n, "")
	case "server.rooms":
		s.RoomsOpen = d.wholeOr(n, info)
	case "server.login.rate":
		s.LoginRate = d.wholeOr(n, info)
	case "server.notify.users":
		s.NotifyUsers = d.wholeOr(n, info)
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

// wholeOr reads a whole number from 1, or the setting's word for none, which is 0.
func (d *decoder) wholeOr(n *yaml.Node, info *model.Setting) uint32 {
	if text, ok := word(n); ok && len(info.Words) > 0 && text == info.Words[0] {
		return 0
	}
	if text, ok := word(n); len(info.Words) > 0 && ok {
		if u, good := digits(text); !good || u < 1 || u > maxClients {
			d.wrong(n, showValue(text), fmt.Sprintf("expected a whole number from 1 to %d, or %s",
				maxClients, info.Words[0]))
			return 0
		}
	}
	u, _ := d.whole(n, "", 1, maxClients)
	return uint32(u)
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
	if text != "" && text[0] >= '0' && text[0] <= '9' && (err != nil || span <= 0) {
		s.d.positive(n, "token", "lifetime")
		a.good = false
		return
	}
	if err != nil || span <= 0 {
		s.d.wrong(n, "token "+valueOf(n), "expected valid, wrong, expired or a lifetime")
		a.good = false
		return
	}
	a.Token = model.Token{Kind: model.ValidToken, Lifetime: span}
	a.say("with a token for " + sim.FormatSpan(span))
}

// say adds to what the action's record says.
func (a *action) say(text string) { a.Text = joined(a.Text, text) }
