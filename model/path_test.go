package model

import (
	"fmt"
	"strings"
	"testing"

	"roomsim/model/timeline"
)

func TestPath(t *testing.T) {
	tests := []struct{ what, said, want string }{
		{"case 2", "Logining Logined Reconnecting Reconnected", ""},
		{"case 3", "Logining Logined Reconnecting ReconnectFailed Logining", ""},
		{"a login while in a room goes on", "Logining Logined LoginFailed Reconnecting", ""},
		{"a login that failed", "Logining LoginFailed Logining", ""},
		{"kicked, and in again", "Logining Logined KickOut Logining Logined Logout LogoutFailed", ""},
		{"back without having been away", "Logining Logined Reconnected",
			"Reconnected: LoginFailed Reconnecting KickOut Logout"},
		{"in without having asked", "Logined", "Logined: Logining LoginFailed LogoutFailed"},
		{"asked twice", "Logining Logining", "Logining: Logined LoginFailed Logout"},
		{"goes on behind what was wrong", "Logining Reconnecting Reconnected Logined",
			"Reconnecting: Logined LoginFailed Logout; " +
				"Logined: LoginFailed Reconnecting KickOut Logout"},
		{"killed, then in again", "Logining Logined kill Logining Logined", ""},
		{"the engine destroyed while coming back", "Logining Logined Reconnecting destroy Logining", ""},
		{"killed, then back", "Logining Logined kill Reconnecting",
			"Reconnecting: Logining LoginFailed LogoutFailed"},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			p := NewPath(ClientRows())
			var wrong []string
			for _, word := range strings.Fields(tt.said) {
				switch word {
				case "kill":
					p.Take(AppKilled)
					continue
				case "destroy":
					p.Take(CallDestroy)
					continue
				}
				next := p.Next()
				r, _ := timeline.FindReason(word)
				if !p.Say(r) {
					wrong = append(wrong, fmt.Sprintf("%s: %s", r, strings.Trim(fmt.Sprint(next), "[]")))
				}
			}
			if got := strings.Join(wrong, "; "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
