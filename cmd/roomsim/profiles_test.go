package main

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
)

func runBuiltIn(t *testing.T, name string, opt *options) trial {
	t.Helper()
	tool := &tool{ctx: t.Context(), stderr: os.Stderr, quiet: true}
	list, err := tool.load([]string{name}, opt)
	if err != nil {
		t.Fatal(err)
	}
	r := attempt(list[0], fresh, 0)
	if r.err != nil {
		t.Fatal(r.err)
	}
	return r
}

// brokenClaims lists the claims that do not pass, by id or text: inconclusive ones with "?".
func brokenClaims(r *trial) []string {
	var broken []string
	for i := range r.findings {
		f := &r.findings[i]
		id := cmp.Or(f.Claim.ID, f.Claim.Text)
		switch f.Verdict {
		case expect.Fail:
			broken = append(broken, id)
		case expect.Inconclusive:
			broken = append(broken, id+"?")
		}
	}
	return broken
}

// heard says what became of A and when B missed it, in the instants of a run.
func heard(tl *timeline.Timeline) string {
	var list []string
	for i := range tl.Records {
		r := &tl.Records[i]
		who := tl.Cast.Who(r.Who)
		switch {
		case r.Kind != timeline.Callback:
		case who == "A" && r.Reason >= timeline.Reconnecting:
			list = append(list, r.Reason.String()+" "+r.At.String())
		case who == "B" && r.Flag&timeline.Delete != 0:
			list = append(list, "DELETE "+r.At.String())
		}
	}
	return strings.Join(list, ", ")
}

// casesUnder says which claims of cases 1, 2 and 3 fail under each profile ("?": inconclusive):
// those about what differs. Where a profile has another code for a loss, T3 is not the page's, nor
// is what counts from it. Then what A heard of its connection, and when B missed A.
var casesUnder = map[string][3][2]string{
	"zego": {
		{"", "Reconnecting 65.500s, Reconnected 145.620s"},
		{"", "Reconnecting 65.500s, DELETE 155.320s, Reconnected 365.620s"},
		{"", "Reconnecting 65.500s, DELETE 155.320s, ReconnectFailed 1265.500s"},
	},
	"zego-2026": {
		{"", "Reconnecting 65.500s, Reconnected 145.620s"},
		{"T4", "Reconnecting 65.500s, DELETE 165.320s, Reconnected 365.620s"},
		{"T4", "Reconnecting 65.500s, DELETE 165.320s, ReconnectFailed 1265.500s"},
	},
	"zego-web": {
		{"T3 T4 T4-add? T5?",
			"Reconnecting 65.500s, DELETE 130.966834874s, Reconnected 145.620s"},
		{"T3 T4? T5? T6? A-hears",
			"Reconnecting 65.500s, DELETE 130.966834874s, ReconnectFailed 365.500s"},
		{"T3 T4? T5? T6?",
			"Reconnecting 65.500s, DELETE 130.966834874s, ReconnectFailed 365.500s"},
	},
	"zim": {
		{"T3 T4 T4-add? T5?", "Reconnecting 65.500s, DELETE 100.320s, Reconnected 145.620s"},
		{"T3 T4? T5? T6?", "Reconnecting 65.500s, DELETE 100.320s, Reconnected 365.620s"},
		{"T3 T4? T5? T6? A-hears", "Reconnecting 65.500s, DELETE 100.320s"},
	},
	"trtc": {
		{"T2 T3 T4-add? T5?", "Reconnecting 76.240s, Reconnected 149.360s"},
		{"T2 T3 T4? T5? T6?", "Reconnecting 76.240s, DELETE 155.520s, Reconnected 389.360s"},
		{"T2 T3 T4? T5? T6? A-hears", "Reconnecting 76.240s, DELETE 155.520s"},
	},
	"socketio": {
		{"T2 T3 T4 T4-add? T5?", "Reconnecting 65.500s, DELETE 100.220s, Reconnected 150.120s"},
		{"T2 T3 T4? T5? T6? A-hears",
			"Reconnecting 65.500s, DELETE 100.220s, ReconnectFailed 370.120s"},
		{"T2 T3 T4? T5? T6? A-hears", "Reconnecting 65.500s, DELETE 100.220s"},
	},
	"phoenix": {
		{"T2 T3 T4 T4-add? T5?",
			"DELETE 125.220s, Reconnecting 125.240s, Reconnected 149.620s"},
		{"T2 T3 T4? T5? T6?", "DELETE 125.220s, Reconnecting 125.240s, Reconnected 369.620s"},
		{"T2 T3 T4? T5? T6? A-hears", "DELETE 125.220s, Reconnecting 125.240s"},
	},
	"mqtt": {
		{"T2 T3 T4-add? T5? A-hears", ""}, // TCP sends the ping of 125.120s again, the last at 150.520s
		{"T2 T3 T4? T5? T6? A-hears",
			"DELETE 155.220s, Reconnecting 155.240s, ReconnectFailed 402.360s"},
		{"T2 T3 T4? T5? T6? A-hears", "DELETE 155.220s, Reconnecting 155.240s"},
	},
}

// TestCasesUnderEveryProfile: the documented cases run under every profile that is shipped, and end
// in other verdicts where the numbers are others.
func TestCasesUnderEveryProfile(t *testing.T) {
	for _, profile := range scenarios.Profiles() {
		want, ok := casesUnder[profile]
		if !ok {
			t.Errorf("no expectation for the profile %s", profile)
		}
		for i, name := range []string{"case1", "case2", "case3"} {
			opt := &options{profile: once{value: profile, given: true}}
			r := runBuiltIn(t, name, opt)
			got := [2]string{strings.Join(brokenClaims(&r), " "), heard(r.timeline)}
			if got != want[i] {
				t.Errorf("%s under %s: got\n{%q,\n%q}, want\n%q", name, profile, got[0], got[1], want[i])
			}
		}
	}
}

// TestProfilesAreData: no Go file of the program knows a profile but the default one.
func TestProfilesAreData(t *testing.T) {
	for _, dir := range []string{"cmd/roomsim", "model", "model/timeline", "plots", "scenarios",
		"scenarios/spec", "scenarios/expect"} {
		files, _ := filepath.Glob("../../" + dir + "/*.go")
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range scenarios.Profiles() {
				known := strings.Contains(string(text), `"`+name+`"`)
				if known && name != spec.DefaultProfile && !strings.HasSuffix(file, "_test.go") {
					t.Errorf("%s names the profile %s", file, name)
				}
			}
		}
	}
}

// mutants are changes to the product's settings, of which each lets some claims of its scenario
// fail, and together all of them.
var mutants = map[string][]string{
	"web-five-minutes": {"client.retry.window=4m", "client.retry.window=6m",
		"server.heartbeat.timeout=50s",
		"client.retry.waits=[2s]", "client.detect.network_change=1s", "client.retry.window=never"},
	"zim-five-hours": {"server.heartbeat.timeout=30s", "server.heartbeat.timeout=20s",
		"client.retry.window=20m", "client.retry.on_network_up=wait", "server.fanout=1s"},
	"trtc-lost-8s": {"client.silence.notices=[{after: 6s, name: onConnectionLost}]",
		"client.heartbeat.timeout=12s", "client.retry.tail=25s", "client.retry.window=20m",
		"server.heartbeat.timeout=100s", "server.fanout=100ms", "client.retry.tail=100s"},
	"socketio-recovery": {"server.heartbeat.timeout=50s", "server.resume.window=1m",
		"server.resume.window=always", "client.retry.tail=20s", "client.heartbeat.timeout=60s"},
	"phoenix-heartbeat": {"client.heartbeat.timeout=90s", "server.heartbeat.timeout=90s",
		"client.retry.tail=6s", "client.retry.waits=[1s]"},
	"mqtt-keep-alive": {"server.heartbeat.timeout=60s", "server.resume.window=always",
		"client.heartbeat.timeout=50s",
		"client.heartbeat.interval=85s", "client.retry.cap=30s", "server.fanout=100ms"},
}

// TestProductScenariosCanFail: each claim of a product's scenario fails when a number that it is
// about is another one.
func TestProductScenariosCanFail(t *testing.T) {
	for name, changes := range mutants {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plain := runBuiltIn(t, name, &options{})
			if all := brokenClaims(&plain); len(all) > 0 {
				t.Fatalf("got %q broken, want all to pass", all)
			}
			var seen []string
			for _, change := range changes {
				r := runBuiltIn(t, name, &options{sets: []string{change}})
				got := brokenClaims(&r)
				if len(got) == 0 {
					t.Errorf("%s: nothing fails", change)
				}
				seen = append(seen, got...)
			}
			for i := range plain.findings {
				c := plain.findings[i].Claim
				if id := cmp.Or(c.ID, c.Text); !slices.Contains(seen, id) {
					t.Errorf("nothing lets the claim %q fail", id)
				}
			}
		})
	}
}
