package model_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios/spec"
)

// built runs a built-in scenario.
func built(t *testing.T, name string, sets ...string) (*timeline.Timeline, *model.Settings) {
	t.Helper()
	s, err := spec.Load(name, spec.Options{Sets: sets})
	if err != nil {
		t.Fatal(err)
	}
	w, err := model.New(s.Config)
	if err != nil {
		t.Fatal(err)
	}
	tl, err := w.Run(s.Seed, 0)
	if err != nil {
		t.Fatal(err)
	}
	return tl, &s.Config.Settings
}

// stepLines gives steps as lines, without numbers.
func stepLines(steps []timeline.Step) string {
	var b strings.Builder
	for i := range steps {
		s := &steps[i]
		line := s.Record.At.String() + " "
		if s.Beside {
			line += "meanwhile: "
		}
		line += s.Words
		if s.Gap > 0 {
			line += " | " + strings.TrimSpace(s.Since()+" "+s.Made)
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// first finds the first record that reads so.
func first(t *testing.T, tl *timeline.Timeline, says string) *timeline.Record {
	t.Helper()
	for i := range tl.Records {
		if r := &tl.Records[i]; tl.Say(r) == says {
			return r
		}
	}
	t.Fatalf("no record says %q", says)
	return nil
}

func TestTell(t *testing.T) {
	tests := []struct {
		name, scenario string
		sets           []string
		record         string
		want           string // the last lines
	}{
		{"a seat expires because the device is down", "case2", nil, "B onRoomUserUpdate DELETE alice",
			`65.120s A sends beat | +60s beat 2: 2 × client.heartbeat.interval
65.170s server receives beat from A | +50ms on A.up
65.170s server: beat from alice
65.500s meanwhile: A's network goes down
65.500s meanwhile: A onRoomStateChanged Reconnecting(1002051)
67.500s meanwhile: A's login is lost: device down, and 10 more until 151.500s
155.170s server: alice's seat expired | +90s without a word from alice: server.heartbeat.timeout
155.270s server sends notice DELETE alice to B | +100ms in the server: server.fanout
155.320s B receives notice DELETE alice | +50ms on B.down
155.320s B onRoomUserUpdate DELETE alice
`},
		{"a seat expires behind a tunnel", "tunnel-84s", nil, "server: alice's seat expired",
			`65.170s server: beat from alice
66.000s meanwhile: link: A loss 100%
95.120s meanwhile: A's beat is lost, and 8 more until 146.120s
150.000s meanwhile: link: A loss 100% ends
155.170s server: alice's seat expired | +90s without a word from alice: server.heartbeat.timeout
`},
		{"the count begins with the reply", "case2", []string{"server.heartbeat.count_from=reply"},
			"server: alice's seat expired",
			`155.190s server: alice's seat expired | ` +
				"+90.02s without a word from alice: server.heartbeat.timeout + server.process\n"},
		{"a killed app", "app-killed", nil, "server: alice's seat expired",
			`65.170s server: beat from alice
65.500s meanwhile: A's app is killed
155.170s server: alice's seat expired | +90s without a word from alice: server.heartbeat.timeout
`},
		{"nobody answers", "login-timeout", nil, "A onRoomStateChanged LoginFailed(1002053)",
			`5.000s A onRoomStateChanged Logining(0)
5.000s meanwhile: A's login is lost: device down, and 103 more until 1195.000s
1205.000s A onRoomStateChanged LoginFailed(1002053) | +20m without an answer: client.retry.window
`},
		{"the SDK's own notice", "trtc-lost-8s", nil, "A onConnectionLost",
			`59.240s A receives alive | +50ms on A.down
60.000s meanwhile: A's network goes down
60.120s meanwhile: A's beat is lost: device down, and 5 more until 66.320s
67.240s A onConnectionLost | +8s without a reply to a beat: client.silence.notices
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tl, settings := built(t, tt.scenario, tt.sets...)
			got := stepLines(tl.Tell(first(t, tl, tt.record), settings.Waits()))
			tail := got[max(0, len(got)-len(tt.want)):]
			if diff := cmp.Diff(tt.want, tail); diff != "" {
				t.Errorf("-want +got:\n%s\nof\n%s", diff, got)
			}
		})
	}
}

// Weather that took no message silenced nobody, and neither did what happened to others.
func TestTellLeavesTheInnocentOut(t *testing.T) {
	file := filepath.Join(t.TempDir(), "innocent.yaml")
	text := `roomsim: 1
name: innocent
end: 200s
clients: {A: {user: alice}, B: {user: bob}}
script:
  - {at: 0s, client: B, call: loginRoom, room: lobby}
  - {at: 5s, client: A, call: loginRoom, room: lobby}
  - {at: 66s, client: A, process: kill}
  - {at: 70s, link: A, set: {delay: 60ms}, for: 10s}
  - {at: 71s, client: A, network: up}
  - {at: 100s, link: B, set: {loss: 100%}, for: 40s}
  - {at: 101s, client: B, network: down}
`
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	tl, settings := built(t, file)
	got := stepLines(tl.Tell(first(t, tl, "server: alice's seat expired"), settings.Waits()))
	_, got, _ = strings.Cut(got, "beat from alice\n")
	want := `66.000s meanwhile: A's app is killed
155.170s server: alice's seat expired | +90s without a word from alice: server.heartbeat.timeout
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Attempts are counted; the setting is named only where it makes the gap exactly.
func TestTellCountsAttempts(t *testing.T) {
	tl, settings := built(t, "case3")
	jittered, other := built(t, "case3", "client.retry.jitter=10%")
	for _, tt := range []struct {
		name  string
		tl    *timeline.Timeline
		waits timeline.Waits
		nth   int
		want  string
	}{
		{"the first", tl, settings.Waits(), 1, "+2s attempt 1: client.retry.waits"},
		{"the fifth", tl, settings.Waits(), 5, "+14s attempt 5: client.retry.waits"},
		{"one of the tail", tl, settings.Waits(), 7,
			"+38s attempt 7: client.retry.waits, then client.retry.tail"},
		{"without settings", tl, nil, 5, "+14s attempt 5"},
		{"other settings", tl, timeline.Waits{{Name: "client.retry.waits", For: 1}}, 1, "+2s attempt 1"},
		{"with jitter", jittered, other.Waits(), 2, "attempt 2"},
	} {
		var last timeline.Step
		for i := range tt.tl.Records {
			r := &tt.tl.Records[i]
			if r.Kind != timeline.Sent || r.Name != timeline.MsgLogin || r.At < 60e9 {
				continue
			}
			if tt.nth--; tt.nth == 0 {
				steps := tt.tl.Tell(r, tt.waits)
				last = steps[len(steps)-1]
			}
		}
		if got := last.Since() + " " + last.Made; !strings.HasSuffix(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A chain has every record of Chain, in the other order, and gaps that add up.
func TestTellLeavesNothingOut(t *testing.T) {
	for _, name := range []string{"case1", "case3", "half-dead-link", "kill-grace-back"} {
		tl, settings := built(t, name)
		for i := 0; i < len(tl.Records); i += 1 + i/50 {
			r := &tl.Records[i]
			chain, steps := tl.Chain(r), tl.Tell(r, settings.Waits())
			at := steps[0].Record.At
			for k := range steps {
				s := &steps[k]
				if s.Beside {
					continue
				}
				at = at.Add(s.Gap)
				if len(chain) == 0 || s.Record != chain[len(chain)-1] || s.Record.At != at {
					t.Fatalf("%s: #%d: got %s, want #%d", name, r.N, s.Words, chain[len(chain)-1].N)
				}
				chain = chain[:len(chain)-1]
			}
			if len(chain) > 0 {
				t.Fatalf("%s: #%d: got no word of %d records", name, r.N, len(chain))
			}
		}
	}
}
