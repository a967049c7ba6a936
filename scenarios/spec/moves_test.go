package spec

import (
	"strings"
	"testing"
	"time"

	"roomsim/sim"
)

const movable = `roomsim: 1
name: movable
end: 10m
clients: {A: {}}
script:
  - {at: &when 5s, client: A, call: loginRoom, room: lobby}
  - {at: *when, client: A, network: down, mark: cut}
  - {at: cut + 5m, client: A, network: up, mark: heal′}
  - {at: 9m, link: A, set: {loss: 100%}, for: 5s, mark: tunnel}
`

func TestSetMovesAMarkedAction(t *testing.T) {
	s, err := Parse("movable.yaml", []byte(movable), Options{Sets: []string{"heal'.at=cut + 1m",
		"cut.at=7s", "tunnel.at=8m", "tunnel.for=80s", "server.process=3ms"}})
	if err != nil {
		t.Fatal(err)
	}
	script := s.Config.Actions
	for i, want := range []time.Duration{5 * time.Second, 7 * time.Second, time.Minute,
		8 * time.Minute} {
		if got := script[i].At; got != sim.Time(want) {
			t.Errorf("action %d: got %s, want %s", i, got, want)
		}
	}
	if script[2].Anchor < 0 {
		t.Error("the action heal is not anchored to the cut any more")
	}
	if s.Config.Settings.Process != 3*time.Millisecond {
		t.Error("a setting beside was not set")
	}
}

func TestSetRefusesWhatIsNoTimeOfAnAction(t *testing.T) {
	for _, c := range []struct{ set, want string }{
		{"heal.at=cut + 1m", `unknown setting "heal.at"; did you mean "heal'.at"?`},
		{"heal'.for=1m", `unknown setting "heal'.for"; did you mean "heal'.at"?`},
		{"cut.for=1m", `unknown setting "cut.for"; did you mean "cut.at"?`},
		{"heal'.at=cut + ", `--set heal'.at=cut + : ends too early; expected a duration such as 10s`},
		{"heal'.at=", `ends too early; expected a mark or a duration`},
		{"tunnel.for=cut + 1m", `--set tunnel.for=cut + 1m: cannot read "cut + 1m" as a duration`},
		{"heal'.at=11m", `movable.yaml:8:10: runs after the end (10m) and never happens`},
		{"heal'.at=kut + 1m", `movable.yaml:8:10: `},
		{"tunnel.for={law: exponential, mean: 5s}", `as a duration`},
	} {
		_, err := Parse("movable.yaml", []byte(movable), Options{Sets: []string{c.set}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("--set %s: got %v, want %s", c.set, err, c.want)
		}
	}
}
