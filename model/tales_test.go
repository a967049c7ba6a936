package model_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// about says what a directed scenario is about, for the properties that speak of it.
type about uint16

const (
	aCut     about = 1 << iota // A's network goes, and perhaps returns; nothing else happens
	manyCuts                   // many short losses of A
	oneWay                     // A's up-link dies without a word
	bothAway                   // A and B are cut
	byHand                     // A gives up and logs in again by hand
	aChain                     // A beats for long over a Gilbert–Elliott link
)

// tale is what is known of a directed scenario. B is in the lobby when A comes.
type tale struct {
	about
	lost sim.Time // when A's network or link goes
	back sim.Time // when it returns; 0: never
}

// Ids of the tales' people, and of their room.
const (
	ann, ben  = 1, 2
	cat       = 3 // comes into a tale of a dead up-link
	taleLobby = 1
	aComes    = 5 * time.Second // after B
	catComes  = 1 * time.Second // after the up-link died
)

// scene is a directed scenario before it is written down.
type scene struct {
	set  func(*model.Settings)
	w    time.Duration // length of the cut; negative: A never returns
	lost sim.Time
}

// lastBeat is when A's beat before the cut reaches the server, in every tale: A enters at 5.12 s.
const lastBeat = sim.Time(65170 * time.Millisecond)

// config lays out the cast and the two logins; the rest of the script is the tale's.
func (sc *scene) config(name string, end time.Duration, script ...model.Action) model.Config {
	cast := &timeline.Cast{}
	cast.Clients.Add("A", 0)
	cast.Clients.Add("B", 0)
	cast.Clients.Add("C", 0)
	cast.Users.Add("alice", 0)
	cast.Users.Add("bob", 0)
	cast.Users.Add("carol", 0)
	cast.Rooms.Add("lobby", 0)
	cast.Rooms.Add("den", 0)
	s := zego()
	s.TimersFirst = false
	if sc.set != nil {
		sc.set(&s)
	}
	logins := []model.Action{does(model.DoLoginRoom, ben, 0),
		does(model.DoLoginRoom, ann, sim.Time(aComes))}
	cfg := model.Config{Scenario: name, Profile: "zego", Cast: cast, UserOf: []uint32{ann, ben, cat},
		Settings: s, Actions: append(logins, script...), End: sim.Time(end)}
	nameLuck(&cfg)
	return cfg
}

// does is one action of one client.
func does(v model.Verb, who uint32, at sim.Time) model.Action {
	a := model.Action{Verb: v, Clients: only(who), At: at, Anchor: -1, Mark: -1}
	if v == model.DoLoginRoom || v == model.DoLogoutRoom {
		a.Room = taleLobby
	}
	return a
}

// told is a directed scenario with what it is about.
type told struct {
	name string
	cfg  model.Config
	tale tale
}

// cut tells of one loss of A's network.
func (sc scene) cut() told {
	tl := tale{about: aCut, lost: sc.lost}
	script := []model.Action{does(model.DoNetworkDown, ann, sc.lost)}
	end := time.Duration(sc.lost) + 30*time.Minute
	if sc.w >= 0 {
		tl.back = sc.lost.Add(sc.w)
		script = append(script, does(model.DoNetworkUp, ann, tl.back))
		end += sc.w
	}
	return told{fmt.Sprintf("a cut of %s", sc.w), sc.config("cut", end, script...), tl}
}

// cuts tells of n losses of w each, with gap between them.
func (sc scene) cuts(n int, gap time.Duration) told {
	var script []model.Action
	at := sc.lost
	for range n {
		script = append(script, does(model.DoNetworkDown, ann, at),
			does(model.DoNetworkUp, ann, at.Add(sc.w)))
		at = at.Add(sc.w + gap)
	}
	return told{fmt.Sprintf("%d cuts of %s", n, sc.w),
		sc.config("cuts", time.Duration(at)+10*time.Minute, script...),
		tale{about: manyCuts, lost: sc.lost, back: at.Add(-gap)}}
}

// deafServer tells of A's up-link dying for w.
func (sc scene) deafServer() told {
	a := does(model.DoWeather, ann, sc.lost)
	a.For = sc.w
	a.Link = model.LinkChange{Clients: only(ann), Dirs: model.Up, Keys: model.SetsLoss,
		To: model.Weather{Loss: model.Loss{Good: sim.NewRatio(1, 1)}}}
	return told{fmt.Sprintf("an up-link dead for %s", sc.w),
		sc.config("one-way", time.Duration(sc.lost)+sc.w+30*time.Minute, a,
			does(model.DoLoginRoom, cat, sc.lost.Add(catComes))),
		tale{about: oneWay, lost: sc.lost, back: sc.lost.Add(sc.w)}}
}

// away tells of A gone for good and B away from its own time for so long.
func (sc scene) away(from sim.Time, long time.Duration) told {
	return told{fmt.Sprintf("both away, B for %s", long),
		sc.config("both-away", 40*time.Minute, does(model.DoNetworkDown, ann, sc.lost),
			does(model.DoNetworkDown, ben, from), does(model.DoNetworkUp, ben, from.Add(long))),
		tale{about: bothAway, lost: from, back: from.Add(long)}}
}

// hand tells of A giving up and logging in by hand, w after the cut.
func (sc scene) hand() told {
	at := sc.lost.Add(sc.w)
	return told{fmt.Sprintf("a login by hand after %s", sc.w),
		sc.config("by-hand", time.Duration(at)+10*time.Minute,
			does(model.DoNetworkDown, ann, sc.lost), does(model.DoNetworkUp, ann, at-1),
			does(model.DoLoginRoom, ann, at)),
		tale{about: byHand, lost: sc.lost, back: at}}
}

// settingsOf are the timings that tales are told with.
func settingsOf(r time.Duration, timersFirst, waits bool,
	detect time.Duration) func(*model.Settings) {
	return func(s *model.Settings) {
		s.RetryWindow, s.TimersFirst, s.RetryOnNetworkUpWaits, s.Detect = r, timersFirst, waits, detect
	}
}

// edges are the lengths of a cut where something turns: at a beat, at the seat's expiry, at the end
// of the window, and for the last two also where the message meets the timer in one nanosecond.
func edges(s *model.Settings, lost sim.Time) []time.Duration {
	h, H, R := s.BeatInterval, s.ServerTimeout, s.RetryWindow
	var list []time.Duration
	seat := lastBeat.Add(H - crossing(s.Link.Delay)).Sub(lost)
	window := R - 2*crossing(s.Link.Delay) - s.Process
	for _, w := range []time.Duration{h, H, R, seat, window} {
		for _, d := range []time.Duration{-1, 0, 1} {
			if w+d >= 0 {
				list = append(list, w+d)
			}
		}
	}
	return append(list, 0, 1, -1)
}

// TestTales holds drawn tales to all properties: cuts at every phase of the beat and of every
// length where something turns, under both rules for ties.
func TestTales(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawTale(t)
		run, err := observe(d.cfg, model.New)
		if err != nil {
			t.Fatal(err)
		}
		run.tale = d.tale
		if wrong := breaks(run, false); wrong != "" {
			t.Fatalf("%s: %s", d.name, wrong)
		}
	})
}

func drawTale(t *rapid.T) told {
	r := pick(t, "R", 20*time.Minute, 20*time.Minute, seconds(60), seconds(100), seconds(10), 0)
	detect := pick(t, "detect", 0, 0, seconds(3), model.DetectOff)
	stream := rapid.Bool().Draw(t, "stream")
	settingsOf := func(r time.Duration, timersFirst, waits bool,
		detect time.Duration) func(*model.Settings) {
		set := settingsOf(r, timersFirst, waits, detect)
		if stream {
			set = onStream(set)
		}
		return set
	}
	sc := scene{set: settingsOf(r, rapid.Bool().Draw(t, "timers first"),
		rapid.Bool().Draw(t, "waits"), detect)}
	s := zego()
	sc.set(&s)
	phase := rapid.Int64Range(0, int64(s.BeatInterval)-1)
	sc.lost = lastBeat + sim.Time(rapid.OneOf(rapid.SampledFrom([]int64{0, 1, -1, 50e6, -50e6,
		int64(s.BeatInterval) - 1}), phase).Draw(t, "phase"))
	long := rapid.Int64Range(0, int64(25*time.Minute))
	sc.w = time.Duration(rapid.OneOf(rapid.SampledFrom(spans(edges(&s, sc.lost))),
		rapid.Int64Range(0, int64(2*s.ServerTimeout)), long).Draw(t, "w"))
	switch pick(t, "tale", aCut, aCut, aCut, aCut, manyCuts, oneWay, bothAway, byHand) {
	case manyCuts:
		sc.w = time.Duration(rapid.Int64Range(0, int64(seconds(50))).Draw(t, "short"))
		sc.set = settingsOf(seconds(60), s.TimersFirst, false, pick(t, "told", 0, seconds(3)))
		return sc.cuts(rapid.IntRange(2, 25).Draw(t, "n"), seconds(5)+crossing(s.Link.Delay))
	case oneWay:
		sc.w = max(sc.w, s.ServerTimeout+s.BeatInterval)
		return sc.deafServer()
	case bothAway:
		return sc.away(sc.lost.Add(seconds(rapid.IntRange(0, 90).Draw(t, "B's"))), max(sc.w, 1))
	case byHand:
		sc.set = settingsOf(pick(t, "short R", 0, seconds(10), seconds(60)), s.TimersFirst,
			s.RetryOnNetworkUpWaits, 0)
		sc.w = max(sc.w, seconds(60)+1)
		return sc.hand()
	}
	return sc.cut()
}

func spans(list []time.Duration) []int64 {
	var all []int64
	for _, d := range list {
		all = append(all, int64(d))
	}
	return all
}

// directedTales are the fixed ones: every edge under both rules for ties, and one of each other
// sort.
func directedTales() []told {
	var all []told
	for _, timersFirst := range []bool{false, true} {
		for _, r := range []time.Duration{20 * time.Minute, seconds(60)} {
			sc := scene{set: settingsOf(r, timersFirst, false, 0), lost: lastBeat.Add(330 * 1e6)}
			s := zego()
			sc.set(&s)
			for _, sc.w = range edges(&s, sc.lost) {
				all = append(all, sc.cut())
			}
		}
	}
	sc := scene{lost: lastBeat.Add(330 * 1e6), w: seconds(300)}
	for _, detect := range []time.Duration{seconds(3), seconds(100), model.DetectOff, 0} {
		sc.set = settingsOf(20*time.Minute, false, true, detect)
		all = append(all, sc.cut())
	}
	sc.w = seconds(40)
	all = append(all, sc.cut())
	sc.set, sc.w = nil, seconds(300)
	all = append(all, sc.deafServer(), sc.away(sim.Time(seconds(100)), seconds(70)),
		sc.away(sim.Time(seconds(100)), seconds(300)))
	sc.set, sc.w = settingsOf(seconds(60), false, false, 0), seconds(50)
	all = append(all, sc.cuts(3, seconds(5)), sc.cuts(25, seconds(6)))
	for _, sc.w = range []time.Duration{seconds(70), seconds(100)} {
		all = append(all, sc.hand())
	}
	return all
}

// The fixed tales satisfy all properties.
func TestDirectedTales(t *testing.T) {
	for _, d := range directedTales() {
		run, err := observe(d.cfg, model.New)
		if err != nil {
			t.Fatal(err)
		}
		run.tale = d.tale
		if wrong := breaks(run, false); wrong != "" {
			t.Errorf("%s: %s", d.name, wrong)
		}
	}
}
