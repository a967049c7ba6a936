package model_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// sigmas is the bound of every statistical test here: seeds are fixed, so none is ever flaky.
const sigmas = 4.5

// waits sends messages through a neck, with exponential gaps and sizes as given, and returns how
// long each took; −1 for those that found no place.
func waits(of *model.Neck, meanGap time.Duration, n int, size func(*sim.Stream) uint32) []float64 {
	luck := sim.Seed(1, sim.NameOf("queue"), uint64(meanGap))
	q := model.NewQueue(of)
	now := sim.Time(0)
	list := make([]float64, n)
	for i := range list {
		now = now.Add(luck.Exponential(meanGap))
		wait, ok := q.Pass(now, size(&luck), luck.Uint64())
		list[i] = wait.Seconds()
		if !ok {
			list[i] = -1
		}
	}
	return list
}

// An exponential size of this many bytes in the mean takes 10 ms at this rate.
const (
	meanSize = 100_000
	service  = 10 * time.Millisecond
	rate     = meanSize * 8 * 100
)

func exponentialSize(luck *sim.Stream) uint32 { return uint32(luck.Exponential(meanSize)) }
func fixedSize(*sim.Stream) uint32            { return meanSize }

// batched gives the mean and its standard error, from means of batches: waits in a row are alike.
func batched(list []float64) (mean, err float64) {
	const batches = 100
	size := len(list) / batches
	var sum, squares float64
	for b := range batches {
		m := 0.0
		for _, x := range list[b*size : (b+1)*size] {
			m += x / float64(size)
		}
		sum, squares = sum+m, squares+m*m
	}
	mean = sum / batches
	return mean, math.Sqrt((squares/batches - mean*mean) / (batches - 1))
}

func near(t *testing.T, what string, got, err, want float64) {
	t.Helper()
	if math.Abs(got-want) > sigmas*err {
		t.Errorf("%s: got %.6f, want %.6f ± %.6f", what, got, want, sigmas*err)
	}
}

// M/M/1: time in the system 1/(µ − λ), its 95th percentile ln 20/(µ − λ). [validation, section 5]
func TestOneQueue(t *testing.T) {
	const mu = 100.0
	for _, lambda := range []float64{30, 60, 80} {
		gap := time.Duration(float64(time.Second) / lambda)
		list := waits(&model.Neck{Rate: rate}, gap, 1_000_000, exponentialSize)
		mean, err := batched(list)
		near(t, "M/M/1 mean", mean, err, 1/(mu-lambda))
		slices.Sort(list)
		near(t, "M/M/1 p95", list[len(list)*95/100], 2*err, math.Log(20)/(mu-lambda))
	}
}

// M/D/1: mean wait before service ρ/(2µ(1 − ρ)).
func TestQueueOfEqualMessages(t *testing.T) {
	const mu = 100.0
	for _, rho := range []float64{0.3, 0.6, 0.8} {
		gap := time.Duration(float64(service) / rho)
		mean, err := batched(waits(&model.Neck{Rate: rate}, gap, 1_000_000, fixedSize))
		near(t, "M/D/1 mean wait", mean-1/mu, err, rho/(2*mu*(1-rho)))
	}
}

// M/M/1/K: the share that finds no place is (1 − ρ)ρᴷ/(1 − ρᴷ⁺¹).
func TestQueueWithAnEnd(t *testing.T) {
	lost := func(k uint32, rho float64) []float64 {
		gap := time.Duration(float64(service) / rho)
		list := waits(&model.Neck{Rate: rate, Queue: k}, gap, 1_000_000, exponentialSize)
		for i, x := range list {
			list[i] = 0
			if x < 0 {
				list[i] = 1
			}
		}
		return list
	}
	share := func(k, rho float64) float64 {
		return (1 - rho) * math.Pow(rho, k) / (1 - math.Pow(rho, k+1))
	}
	for _, k := range []uint32{1, 2, 5} {
		for _, rho := range []float64{0.5, 0.8, 1.2} {
			mean, err := batched(lost(k, rho))
			near(t, "M/M/1/K loss", mean, err, share(float64(k), rho))
			if off := share(float64(k)+1, rho); math.Abs(mean-off) < sigmas*err {
				t.Errorf("a queue of %d passes for one of %d at ρ %.1f", k, k+1, rho)
			}
		}
	}
}

// A queue in bytes holds so many and no more: at a rate of 1 kB/s, four messages of 1000 bytes at
// once take 1, 2, 3 s, and the last finds no place in 3000 bytes.
func TestQueueInBytes(t *testing.T) {
	q := model.NewQueue(&model.Neck{Rate: 8000, Bytes: 3000})
	for i, want := range []time.Duration{seconds(1), seconds(2), seconds(3), 0} {
		if got, ok := q.Pass(0, 1000, 0); got != want || ok != (want > 0) {
			t.Errorf("message %d: got %s, %t, want %s", i+1, got, ok, want)
		}
	}
	if got, ok := q.Pass(sim.Time(500*time.Millisecond), 1000, 0); ok {
		t.Errorf("at 0.5 s: got %s, want no place: 2500 bytes wait", got)
	}
	if got, ok := q.Pass(sim.Time(seconds(2)), 1000, 0); got != seconds(2) || !ok {
		t.Errorf("at 2 s: got %s, %t, want 2s behind 1000 bytes", got, ok)
	}
}

// Other traffic of half the rate doubles the time that a backlog takes to go; of one and a half
// times the rate it fills the queue, and then two messages in three get in.
func TestOtherTraffic(t *testing.T) {
	half := model.NewQueue(&model.Neck{Rate: 8000, Load: 4000, Bytes: 10_000})
	half.Pass(0, 4000, 0)
	if got, _ := half.Pass(sim.Time(seconds(4)), 1000, 0); got != seconds(3) {
		t.Errorf("half the rate: got %s, want 3s: 2000 bytes and 1000", got)
	}
	over := model.NewQueue(&model.Neck{Rate: 8000, Load: 12_000, Bytes: 10_000})
	if got, _ := over.Pass(sim.Time(seconds(4)), 1000, 0); got != seconds(3) {
		t.Errorf("filling: got %s, want 3s: 2000 bytes and 1000", got)
	}
	const n = 30_000
	luck, in := sim.Seed(1, sim.NameOf("load"), 0), 0
	for i := range n {
		if wait, ok := over.Pass(sim.Time(seconds(100+i)), 1000, luck.Uint64()); ok {
			in++
			if wait != seconds(10) {
				t.Fatalf("got %s, want the 10s of a full queue", wait)
			}
		}
	}
	near(t, "let in", float64(in)/n, math.Sqrt(2.0/9/n), 2.0/3)
}

// Other traffic as much as the rate leaves a little of one's own its share, for it yields; other
// traffic of next to nothing leaves a full queue full.
func TestOtherTrafficYields(t *testing.T) {
	even := model.NewQueue(&model.Neck{Rate: 64_000, Load: 64_000, Bytes: 64_000})
	luck := sim.Seed(1, sim.NameOf("yield"), 0)
	for i := range 20_000 {
		if _, ok := even.Pass(sim.Time(seconds(i)), 60, luck.Uint64()); !ok {
			t.Fatalf("message %d finds no place beside a load that is just the rate", i+1)
		}
	}
	alone, in := model.NewQueue(&model.Neck{Rate: 8000, Load: 8, Bytes: 3000}), 0
	for range 1000 {
		if _, ok := alone.Pass(0, 1000, luck.Uint64()); ok {
			in++
		}
	}
	if in < 3 || in > 8 {
		t.Errorf("%d messages in a queue for 3, want a few", in)
	}
}

// A trace's opportunities are taken one a message, in turn, and come again with the period of its
// last. A large message takes several. [Mahimahi]
func TestTrace(t *testing.T) {
	trace := &model.Trace{Ms: []uint32{2, 5, 5, 10}}
	ms := func(n float64) sim.Time { return sim.Time(n * float64(time.Millisecond)) }
	for _, c := range []struct {
		what  string
		of    model.Neck
		at    []float64 // ms
		size  uint32
		leave []float64 // ms; −1: no place
	}{
		{"one a message", model.Neck{}, []float64{0, 0, 0, 0, 0, 0}, 100, []float64{2, 5, 5, 10, 12, 15}},
		{"at its very instant", model.Neck{}, []float64{2, 5, 10, 10}, 100, []float64{2, 5, 10, 12}},
		{"what passes unused is gone", model.Neck{}, []float64{2.001, 6, 101, 999.5}, 100,
			[]float64{5, 10, 102, 1000}},
		{"several for a large one", model.Neck{}, []float64{0, 0}, 4000, []float64{5, 15}},
		{"exactly one packet", model.Neck{}, []float64{0, 0}, 1500, []float64{2, 5}},
		{"a queue of two", model.Neck{Queue: 2}, []float64{0, 0, 0, 3}, 100, []float64{2, 5, -1, 5}},
		{"what cannot go is dropped", model.Neck{Sharp: true}, []float64{0, 1.5, 1.6, 4.5}, 100,
			[]float64{-1, 2, -1, 5}},
	} {
		c.of.Trace = trace
		q := model.NewQueue(&c.of)
		for i, at := range c.at {
			wait, ok := q.Pass(ms(at), c.size, 0)
			if want := c.leave[i]; ok != (want >= 0) || ok && ms(at).Add(wait) != ms(want) {
				t.Errorf("%s: message %d leaves at %s, %t, want %v ms", c.what, i+1, ms(at).Add(wait), ok, want)
			}
		}
	}
}

// A queue that gets another rate drains at it, in order, and one that gets none is empty at once:
// a login of 500 bytes at 400 bit/s, and another a second later; then 400 kbit/s from 1.5 s on.
func TestWaitingMessagesTakeTheNewRate(t *testing.T) {
	for _, c := range []struct {
		what  string
		to    model.Neck
		comes []time.Duration // at the server
	}{
		{"faster", model.Neck{Rate: 400_000}, []time.Duration{1558500 * time.Microsecond,
			1568500 * time.Microsecond}},
		{"slower", model.Neck{Rate: 200}, []time.Duration{18550 * time.Millisecond,
			38550 * time.Millisecond}},
		{"none", model.Neck{}, []time.Duration{1550 * time.Millisecond, 1550 * time.Millisecond}},
	} {
		for _, stream := range []bool{false, true} {
			cfg := crowdOf(1, time.Minute)
			s := &cfg.Settings
			s.Link.Neck, s.Sizes.Login = model.Neck{Rate: 400}, 500
			s.RetryWaits = []time.Duration{seconds(1), seconds(50)}
			s.Stream, s.Resend, s.ResendMost = stream, seconds(1), seconds(60)
			a := does(model.DoWeather, 1, sim.Time(1500*time.Millisecond))
			a.Link = model.LinkChange{Dirs: model.Up, Keys: model.SetsNeck}
			a.Link.To.Neck = c.to
			cfg.Actions = append(cfg.Actions, a)
			var got []time.Duration
			for _, r := range run(t, cfg).Records {
				if r.Kind == timeline.Delivered && r.Name == timeline.MsgLogin {
					got = append(got, time.Duration(r.At))
				}
			}
			if !slices.Equal(got, c.comes) {
				t.Errorf("%s, stream %t: logins arrive at %v, want %v", c.what, stream, got, c.comes)
			}
		}
	}
}

// A new rate does not let a message overtake those that are past the neck of a link in order: the
// login of 0 s takes 5 s, that of 1 s leaves when the link is faster by far.
func TestNewRateKeepsTheOrder(t *testing.T) {
	for _, stream := range []bool{false, true} {
		cfg := crowdOf(1, time.Minute)
		s := &cfg.Settings
		s.Link.Delay, s.Link.InOrder = sim.ConstantLaw(seconds(5)), true
		s.Link.Neck, s.Sizes.Login = model.Neck{Rate: 400_000}, 500
		s.RetryWaits = []time.Duration{seconds(1), seconds(50)}
		s.Stream, s.Resend, s.ResendMost = stream, seconds(1), seconds(60)
		a := does(model.DoWeather, 1, sim.Time(500*time.Millisecond))
		a.Link = model.LinkChange{Dirs: model.Up, Keys: model.SetsNeck | model.SetsDelay}
		a.Link.To = model.Weather{Delay: sim.ConstantLaw(time.Millisecond),
			Neck: model.Neck{Rate: 800_000}}
		cfg.Actions = append(cfg.Actions, a)
		var got []time.Duration
		for _, r := range run(t, cfg).Records {
			if r.Kind == timeline.Delivered && r.Name == timeline.MsgLogin {
				got = append(got, time.Duration(r.At))
			}
		}
		if want := seconds(5) + 10*time.Millisecond; !slices.Equal(got, []time.Duration{want, want}) {
			t.Errorf("stream %t: logins arrive at %v, want both at %s", stream, got, want)
		}
	}
}
