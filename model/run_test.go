package model_test

import (
	"strings"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

const outage = enter + "\n65.5s A down\n300s A up"

func run(t *testing.T, cfg model.Config) *timeline.Timeline {
	t.Helper()
	w, err := model.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	tl, err := w.Run(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return tl
}

func TestAReusedRunAllocatesNothing(t *testing.T) {
	for _, record := range []model.Recording{model.Everything, model.Callbacks, model.Nothing} {
		w := small(t, record)
		rep := uint64(0)
		for range 50 { // until every slice has found its size
			rep++
			if _, err := w.Run(1, rep); err != nil {
				t.Fatal(err)
			}
		}
		if n := testing.AllocsPerRun(50, func() { _, _ = w.Run(1, rep) }); n != 0 {
			t.Errorf("recording %d: %v allocations in a reused run, want 0", record, n)
		}
	}
}

// TestRoughLinksAllocateNothing: streams, bursts, queues and weather that changes by itself leave a
// reused run without allocation too.
func TestRoughLinksAllocateNothing(t *testing.T) {
	cfg := crowdOf(20, 30*time.Minute)
	s := &cfg.Settings
	s.Stream, s.Resend, s.ResendMost = true, 200*time.Millisecond, time.Minute
	s.Link = model.Weather{Delay: sim.LognormalLaw(50*time.Millisecond, 30*time.Millisecond),
		Loss:      model.Loss{Bad: percent(100), Enter: percent(5), Leave: percent(20)},
		Duplicate: percent(5), Reorder: percent(5), HeldBack: 90 * time.Millisecond,
		Neck: model.Neck{Rate: 64_000, Queue: 10}}
	s.Sizes = model.Sizes{Login: 500, Accept: 300, Beat: 60, Alive: 60}
	phases := []model.Phase{{Lasts: sim.ExponentialLaw(time.Minute)},
		{Lasts: sim.ExponentialLaw(20 * time.Second), Keys: model.SetsLoss,
			To: model.Weather{Loss: model.Loss{Good: percent(100)}}, Text: "out"}}
	cfg.Links = []model.LinkChange{{Dirs: model.Both, Loops: true, Luck: "outages", Phases: phases}}
	w, err := model.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	digest := ""
	for range 20 {
		tl, err := w.Run(1, 7)
		if err != nil {
			t.Fatal(err)
		}
		if got := tl.Digest(); digest != "" && got != digest {
			t.Fatal("a reused world runs otherwise")
		} else {
			digest = got
		}
	}
	if n := testing.AllocsPerRun(20, func() { _, _ = w.Run(1, 7) }); n != 0 {
		t.Errorf("%v allocations in a reused run, want 0", n)
	}
}

func TestAReusedWorldRunsAsANewOne(t *testing.T) { // P09
	used := small(t, model.Everything)
	for rep := range uint64(5) {
		again, err := used.Run(3, rep)
		if err != nil {
			t.Fatal(err)
		}
		fresh, err := small(t, model.Everything).Run(3, rep)
		if err != nil {
			t.Fatal(err)
		}
		if n, what := timeline.Diff(fresh, again); n != 0 {
			t.Errorf("replication %d differs at record %d: %s", rep, n, what)
		}
	}
}

// Of another world, larger or smaller, a world takes over nothing but the memory.
func TestAWorldThatTookOverRunsAsANewOne(t *testing.T) { // P09
	var before *model.World
	for i, d := range fixed() {
		fresh, err := model.New(d.cfg)
		if err != nil {
			t.Fatal(err)
		}
		heir, err := model.New(d.cfg)
		if err != nil {
			t.Fatal(err)
		}
		if before != nil {
			heir.TakeOver(before)
		}
		want, _ := fresh.Run(3, 0)
		got, _ := heir.Run(3, 0)
		if n, what := timeline.Diff(want, got); what != "" {
			t.Errorf("%d, %s, differs at record %d: %s", i, d.name, n, what)
		}
		before = heir
	}
}

func TestReplicationsAndSeedsDiffer(t *testing.T) {
	w := small(t, model.Everything)
	seen := map[string]bool{}
	for _, s := range [][2]uint64{{1, 0}, {1, 1}, {2, 0}, {0, 0}, {1<<64 - 1, 0}} {
		tl, err := w.Run(s[0], s[1])
		if err != nil {
			t.Fatal(err)
		}
		seen[tl.Digest()] = true
	}
	if len(seen) != 5 {
		t.Errorf("got %d digests of 5 runs, want 5", len(seen))
	}
}

func TestARecordAtTheEndIsPresentAndNoneIsLater(t *testing.T) { // P03, P07
	cfg := story{script: outage}.config(t)
	whole := callbacks(run(t, cfg))
	for _, end := range []string{"5s", "5.12s", "65.5s", "155.32s"} {
		cfg.End = sim.Time(span(t, end))
		at := cfg.End.String() + " "
		lines := strings.Split(whole, "\n")
		k := 0
		for i, l := range lines {
			if strings.HasPrefix(l, at) {
				k = i + 1
			}
		}
		if got, want := callbacks(run(t, cfg)), strings.Join(lines[:k], "\n"); got != want {
			t.Errorf("end %s: got\n%s\nwant\n%s", end, got, want)
		}
		cfg.End--
		if got := callbacks(run(t, cfg)); strings.Contains(got, at) {
			t.Errorf("1 ns before %s: got\n%s", end, got)
		}
	}
}

func TestScalingEveryDurationScalesTheTimeline(t *testing.T) { // P42
	cfg := story{script: outage}.config(t)
	want := run(t, cfg).Clone()
	s := &cfg.Settings
	s.Link.Delay = sim.ConstantLaw(3 * crossing(s.Link.Delay))
	for _, d := range []*time.Duration{&s.Process, &s.Fanout, &s.ServerTimeout,
		&s.BeatInterval,
		&s.SilenceTimeout, &s.RetryTail, &s.RetryWindow} {
		*d *= 3
	}
	for i := range s.RetryWaits {
		s.RetryWaits[i] *= 3
	}
	for i := range cfg.Actions {
		cfg.Actions[i].At *= 3
	}
	cfg.End *= 3
	sameButFor(t, want, run(t, cfg), func(at sim.Time) sim.Time { return 3 * at })
}

func TestMovingTheScriptMovesTheTimeline(t *testing.T) { // P43
	cfg := story{script: outage}.config(t)
	want := run(t, cfg).Clone()
	for i := range cfg.Actions {
		cfg.Actions[i].At += 12345
	}
	cfg.End += 12345
	sameButFor(t, want, run(t, cfg), func(at sim.Time) sim.Time { return at + 12345 })
}

func sameButFor(t *testing.T, want, got *timeline.Timeline, move func(sim.Time) sim.Time) {
	t.Helper()
	if len(want.Records) != len(got.Records) {
		t.Fatalf("got %d records, want %d", len(got.Records), len(want.Records))
	}
	for i, r := range want.Records {
		if r.At = move(r.At); r != got.Records[i] {
			t.Fatalf("got %+v, want %+v", got.Records[i], r)
		}
	}
}

func TestABystanderMovesNobody(t *testing.T) { // P57, D12
	set := func(s *model.Settings) {
		s.Link.Delay, s.Link.Loss.Good = jittery(50*time.Millisecond), sim.NewRatio(1, 20)
	}
	alone := callbacks(run(t, story{set: set, script: outage}.config(t)))
	both := callbacks(run(t, story{set: set, script: outage +
		"\n7s C login den\n99s C down"}.config(t)))
	var kept []string
	for l := range strings.Lines(both) {
		if !strings.Contains(l, " C ") {
			kept = append(kept, strings.TrimSpace(l))
		}
	}
	if got := strings.Join(kept, "\n"); got != alone {
		t.Errorf("got\n%s\nwant\n%s", got, alone)
	}
}

func TestCrowds(t *testing.T) {
	cast := &timeline.Cast{}
	crowd := cast.Clients.Add("crowd", 7)
	users := cast.Users.Add("crowd", 7)
	cast.Rooms.Add("lobby", 3)
	cfg := model.Config{Cast: cast, Settings: zego(), End: sim.Time(time.Minute)}
	for u := users.First; u <= users.Last; u++ {
		cfg.UserOf = append(cfg.UserOf, u)
	}
	login := model.Action{Verb: model.DoLoginRoom, Clients: crowd, Room: 1, Rooms: 3, Anchor: -1,
		Mark: 0, At: 1e9}
	cfg.Marks = []timeline.MarkRule{{Name: "in", Action: true, After: -1, Nth: 1}}
	calls := func(a model.Action) string {
		cfg.Actions = []model.Action{a}
		tl := run(t, cfg)
		var lines []string
		for i := range tl.Records {
			if r := &tl.Records[i]; r.Kind == timeline.Call {
				lines = append(lines, r.At.String()+" "+cast.Who(r.Who)+" "+cast.Rooms.Name(r.Room))
			}
		}
		if tl.Mark("in").Kind != timeline.Call || len(lines) != 7 {
			t.Errorf("mark on %s, %d calls", tl.Say(tl.Mark("in")), len(lines))
		}
		return strings.Join(lines, ", ")
	}
	want := "1.000s crowd-1 lobby-1, 1.000s crowd-2 lobby-2, 1.000s crowd-3 lobby-3, " +
		"1.000s crowd-4 lobby-1, " +
		"1.000s crowd-5 lobby-2, 1.000s crowd-6 lobby-3, 1.000s crowd-7 lobby-1"
	if got := calls(login); got != want {
		t.Errorf("all at once: got %s, want %s", got, want)
	}
	login.Stagger = 100 * time.Millisecond
	if got := calls(login); !strings.Contains(got, "1.000s crowd-1") || !strings.HasSuffix(got,
		"1.600s crowd-7 lobby-1") {
		t.Errorf("staggered: got %s", got)
	}
	login.Stagger, login.Spread, login.Luck = 0, 30*time.Second, "spread"
	if a, b := calls(login), calls(login); a != b || strings.Contains(a, "1.000s crowd-2") {
		t.Errorf("spread: got %s, then %s", a, b)
	}
}

func TestARunThatWouldNotEnd(t *testing.T) {
	for _, record := range []model.Recording{model.Everything, model.Callbacks, model.Nothing} {
		cfg := story{script: enter}.config(t)
		cfg.MaxEvents, cfg.Record = 100, record
		w, err := model.New(cfg)
		if err != nil {
			t.Fatal(err)
		}
		tl, err := w.Run(1, 0)
		over, ok := err.(*model.Overrun)
		if !ok || over.At == 0 || tl.Events != 101 ||
			!strings.Contains(over.Msg, "more than 100 events (--max-events) at ") ||
			!strings.Contains(over.Msg, "; busiest: beat messages from A") {
			t.Errorf("recording %d: got %v after %d events", record, err, tl.Events)
		}
	}
}

// Too many messages under way are an error, never a run that mixes them up.
func TestTooManyMessagesUnderWay(t *testing.T) {
	cfg := story{script: enter, set: func(s *model.Settings) { s.BeatInterval = 1e6 }}.config(t)
	w, err := model.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	w.Narrow(100)
	for range 2 { // it leaves nothing behind for a second run
		_, err = w.Run(1, 0)
		want := "more than 100 messages under way at 0.221s; most are beat messages from B"
		if over, ok := err.(*model.Overrun); !ok || over.Msg != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestAnActionWhoseMarkNeverComesLeavesANote(t *testing.T) {
	cfg := story{script: enter + "\n10s A down"}.config(t)
	cfg.Marks = []timeline.MarkRule{{Name: "gone", After: -1, Nth: 1,
		Pattern: timeline.Pattern{Kind: timeline.Callback, Reason: timeline.KickOut}}}
	cfg.Actions[2].Anchor = 0
	tl := run(t, cfg)
	last := &tl.Records[len(tl.Records)-1]
	if last.Kind != timeline.Note || last.At != cfg.End || !strings.Contains(tl.Words(last),
		"gone never came") {
		t.Errorf("got %s", tl.Say(last))
	}
}

func TestWhatNewRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*model.Config){
		"no end":                  func(c *model.Config) { c.End = 0 },
		"an end too late":         func(c *model.Config) { c.End = sim.Time(sim.Longest) + 1 },
		"a client without a user": func(c *model.Config) { c.UserOf = c.UserOf[1:] },
		"no delay":                func(c *model.Config) { c.Settings.Link.Delay = sim.Law{} },
		"no delay on one link": func(c *model.Config) {
			c.Links = []model.LinkChange{{Keys: model.SetsDelay, Dirs: model.Both}}
		},
		"no beat":          func(c *model.Config) { c.Settings.BeatInterval = 0 },
		"a factor below 1": func(c *model.Config) { c.Settings.RetryFactor.Milli = 999 },
	} {
		cfg := story{script: enter}.config(t)
		spoil(&cfg)
		if _, err := model.New(cfg); err == nil {
			t.Errorf("%s: New takes it", name)
		}
	}
}
