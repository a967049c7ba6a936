package model_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

func percent(n uint64) sim.Ratio { return sim.NewRatio(n, 100) }

// crowdOf is n clients, each alone in a room of its own.
func crowdOf(n uint32, end time.Duration) model.Config {
	cast := new(timeline.Cast)
	clients := cast.Clients.Add("c", n)
	cast.Users.Add("u", n)
	rooms := cast.Rooms.Add("r", n)
	return model.Config{Cast: cast, Settings: zego(), End: sim.Time(end),
		Actions: []model.Action{{Verb: model.DoLoginRoom, Clients: clients, Room: rooms.First,
			Rooms: n, Anchor: -1, Mark: -1}}}
}

// Datagrams that are lost with probability p each: a seat whose session says nothing but beats
// expires when K = ⌊H/h⌋ in a row are lost, one fewer if h divides H and timers go first. That
// takes (p^−K − 1)/(1 − p) beats in the mean. [validation, section 5]
func TestBeatsToExpiry(t *testing.T) {
	for _, c := range []struct {
		percent     uint64
		h           time.Duration
		timersFirst bool
		k           float64
	}{
		{20, seconds(30), false, 3}, {20, seconds(30), true, 2}, {10, seconds(30), true, 2},
		{30, seconds(40), false, 2}, {30, seconds(40), true, 2}, {40, seconds(20), false, 4},
	} {
		cfg := crowdOf(40, 10*24*time.Hour)
		s := &cfg.Settings
		s.BeatInterval, s.SilenceTimeout, s.TimersFirst = c.h, sim.Longest, c.timersFirst
		a := model.Action{Verb: model.DoWeather, At: sim.Time(seconds(1)), Anchor: -1, Mark: -1}
		a.Link = model.LinkChange{Dirs: model.Up, Keys: model.SetsLoss}
		a.Link.To.Loss.Good = percent(c.percent)
		cfg.Actions = append(cfg.Actions, a)
		beats := beatsToExpiry(run(t, cfg), c.timersFirst)
		mean, err := moments(beats)
		p := float64(c.percent) / 100
		what := fmt.Sprintf("%d %%, a beat each %s, timers first %t", c.percent, c.h, c.timersFirst)
		near(t, what, mean, err, (math.Pow(p, -c.k)-1)/(1-p))
	}
}

// beatsToExpiry counts, for each seat that expired after a beat, the beats sent since a first one
// that arrived, up to the one that could still have saved it.
func beatsToExpiry(tl *timeline.Timeline, timersFirst bool) (list []float64) {
	type watch struct {
		on   bool
		sent float64
		last sim.Time // when one was sent
	}
	seen := map[uint32]*watch{}
	for i := range tl.Records {
		r := &tl.Records[i]
		id := max(r.Who, r.User) // users and clients have the same numbers
		w := seen[id]
		if w == nil {
			w = new(watch)
			seen[id] = w
		}
		switch {
		case r.Kind == timeline.Sent && r.Name == timeline.MsgBeat:
			w.sent++
			w.last = r.At
		case r.Name == timeline.ServerBeat && !w.on:
			*w = watch{on: true}
		case r.Name == timeline.ServerExpire:
			if w.on {
				if timersFirst && w.last.Add(50*time.Millisecond) == r.At {
					w.sent-- // the rank of timers makes it too late
				}
				list = append(list, w.sent)
			}
			w.on = false
		}
	}
	return list
}

// A cut at a uniform phase of the beat: from the cut to the seat's expiry it takes a time that is
// uniform on [H − h, H], and the way of a beat.
func TestLagOfACut(t *testing.T) {
	const n = 5000
	cfg := crowdOf(n, 10*time.Minute)
	cfg.Settings.Detect = model.DetectOff
	cfg.Actions = append(cfg.Actions, model.Action{Verb: model.DoNetworkDown, Anchor: -1, Mark: -1,
		Clients: cfg.Actions[0].Clients, At: sim.Time(seconds(200)), Spread: seconds(30), Luck: "cut"})
	cut := make([]sim.Time, n+1)
	var lags []float64
	tl := run(t, cfg)
	for i := range tl.Records {
		switch r := &tl.Records[i]; r.Name {
		case timeline.NetworkDown:
			cut[r.Who] = r.At
		case timeline.ServerExpire:
			lags = append(lags, r.At.Sub(cut[r.User]).Seconds())
		}
	}
	if len(lags) != n {
		t.Fatalf("%d expiries, want %d", len(lags), n)
	}
	slices.Sort(lags)
	most := 0.0
	for i, x := range lags {
		f := (x - 60.05) / 30
		most = max(most, math.Abs(f-float64(i)/n), math.Abs(f-float64(i+1)/n))
	}
	if d := most * math.Sqrt(n); d > 2.3 { // once in 20,000 tests
		t.Errorf("√n·D = %.3f, want at most 2.3", d)
	}
	mean, err := moments(lags)
	near(t, "mean lag", mean, err, 75.05)
}

// moments gives the mean of independent numbers and its standard error.
func moments(list []float64) (mean, err float64) {
	var sum, squares float64
	for _, x := range list {
		sum, squares = sum+x, squares+x*x
	}
	n := float64(len(list))
	mean = sum / n
	return mean, math.Sqrt((squares/n - mean*mean) / n)
}

// An exponential outage of mean m at a uniform phase of the beat, the way back tried as it ends:
// the others hear nothing with probability 1 − e^(−H/m)·(m/h)·(e^(h/m) − 1), and the client gives
// up with probability e^(−R/m).
func TestOutcomesOfAnOutage(t *testing.T) {
	const n = 8000
	const m = 120.0
	cfg := crowdOf(n, time.Hour)
	cfg.Settings.RetryWindow = seconds(300)
	luck := sim.Seed(1, sim.NameOf("outage"), 0)
	for id := uint32(1); id <= n; id++ {
		cut := sim.Time(seconds(200)).Add(luck.Upto(seconds(30)))
		down := does(model.DoNetworkDown, id, cut)
		up := down
		up.Verb, up.At = model.DoNetworkUp, cut.Add(luck.Exponential(seconds(m)))
		cfg.Actions = append(cfg.Actions, down, up)
	}
	expired, failed := 0.0, 0.0
	tl := run(t, cfg)
	for i := range tl.Records {
		switch r := &tl.Records[i]; {
		case r.Name == timeline.ServerExpire:
			expired++
		case r.Reason == timeline.ReconnectFailed:
			failed++
		}
	}
	share := func(what string, got, want float64) {
		near(t, what, got/n, math.Sqrt(want*(1-want)/n), want)
	}
	share("nothing heard", n-expired, 1-math.Exp(-90/m)*(m/30)*(math.Exp(30/m)-1))
	share("given up", failed, math.Exp(-300/m))
}

// Users who arrive at random and stay for a random time: the roster is Poisson with mean λs,
// whatever the law of the stay; and its mean is the rate times the mean stay. [M/G/∞, Little]
func TestRosterOfRandomVisits(t *testing.T) {
	for name, law := range map[string]sim.Law{
		"exponential": sim.ExponentialLaw(seconds(60)),
		"uniform":     sim.UniformLaw(0, seconds(120)),
		"lognormal":   sim.LognormalLaw(seconds(60), seconds(90)),
	} {
		const n = 20_000
		cfg := crowdOf(n, 12*time.Hour)
		cfg.Actions = nil
		luck := sim.Seed(1, sim.NameOf(name), 0)
		at := sim.Time(0)
		for id := uint32(1); id <= n; id++ {
			at = at.Add(luck.Exponential(seconds(2)))
			in := does(model.DoLoginRoom, id, at)
			in.Room = id
			out := in
			out.Verb, out.At = model.DoLogoutRoom, at.Add(law.Draw(&luck))
			cfg.Actions = append(cfg.Actions, in, out)
		}
		checkVisits(t, name, run(t, cfg), at)
	}
}

// checkVisits looks at the roster every 600 s, once it has filled and until nobody comes any more.
func checkVisits(t *testing.T, name string, tl *timeline.Timeline, last sim.Time) {
	const rate, stay, every = 0.5, 60.0, 600
	var seen []float64
	inside, visits, total := 0.0, 0.0, 0.0
	look := sim.Time(seconds(every))
	came := map[uint32]sim.Time{}
	for i := range tl.Records {
		r := &tl.Records[i]
		for r.At > look && look < last {
			seen = append(seen, inside)
			look = look.Add(seconds(every))
		}
		switch r.Name {
		case timeline.ServerLogin:
			inside++
			came[r.User] = r.At
		case timeline.ServerLogout:
			inside--
			visits++
			total += r.At.Sub(came[r.User]).Seconds()
		}
	}
	mean, _ := moments(seen)
	n := float64(len(seen))
	near(t, name+" mean roster", mean, math.Sqrt(rate*stay/n), rate*stay)
	squares := 0.0
	for _, x := range seen {
		squares += (x - mean) * (x - mean)
	}
	near(t, name+" dispersion", squares/(n-1)/mean, math.Sqrt(2/(n-1)), 1)
	rosters := total / last.Sub(0).Seconds()
	near(t, name+" Little", rosters, 4*mean/math.Sqrt(n*every/stay), rate*total/visits)
}

// Loss on a link in bursts: its long-run share is b·p/(p+r) + k·r/(p+r), and where bad loses all
// and good nothing the bursts are 1/r long in the mean, in messages or in time.
func TestLossInBursts(t *testing.T) {
	for name, loss := range map[string]model.Loss{
		"by message": {Bad: percent(100), Enter: percent(2), Leave: percent(25)},
		"by time":    {Bad: percent(100), Enter: percent(2), Leave: percent(25), Step: seconds(1)},
		"leaky":      {Good: percent(1), Bad: percent(60), Enter: percent(5), Leave: percent(10)},
	} {
		cfg := crowdOf(1, 72*time.Hour)
		s := &cfg.Settings
		s.BeatInterval, s.SilenceTimeout, s.ServerTimeout = seconds(1), sim.Longest, sim.Longest
		a := model.Action{Verb: model.DoWeather, At: sim.Time(seconds(1)), Anchor: -1, Mark: -1}
		a.Link = model.LinkChange{Dirs: model.Up, Keys: model.SetsLoss}
		a.Link.To.Loss = loss
		cfg.Actions = append(cfg.Actions, a)
		var lost []float64
		for _, r := range run(t, cfg).Records {
			switch {
			case r.Name != timeline.MsgBeat:
			case r.Kind == timeline.Sent:
				lost = append(lost, 0)
			case r.Kind == timeline.Dropped:
				lost[len(lost)-1] = 1
			}
		}
		p, r := float64(loss.Enter.Of(1e6))/1e6, float64(loss.Leave.Of(1e6))/1e6
		k, b := float64(loss.Good.Of(1e6))/1e6, float64(loss.Bad.Of(1e6))/1e6
		mean, err := batched(lost)
		near(t, name+": share", mean, err, b*p/(p+r)+k*r/(p+r))
		if b == 1 && k == 0 {
			length, err := moments(bursts(lost))
			near(t, name+": burst", length, err, 1/r)
		}
	}
}

// bursts gives the lengths of the rows of losses.
func bursts(lost []float64) (list []float64) {
	row := 0.0
	for _, x := range append(lost, 0) {
		switch {
		case x == 1:
			row++
		case row > 0:
			list = append(list, row)
			row = 0
		}
	}
	return list
}
