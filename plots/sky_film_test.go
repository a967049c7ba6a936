package plots

import (
	"math/rand/v2"
	"time"

	"roomsim/model/timeline"
	"roomsim/sim"
)

// sky has a direction of a client's link be like that from an instant on. Loss is in percent.
func (f *film) sky(t time.Duration, who timeline.Node, up bool, loss uint32, delay time.Duration,
	rate uint64) {
	f.tl.Sky = append(f.tl.Sky, timeline.Sky{At: sim.Time(t), Who: who, Up: up,
		Loss: loss * 10_000, Delay: delay, Rate: rate})
}

// usually begins a sky: the profile's delay is 50 ms, and so is that of the first clients' links.
func (f *film) usually(clients timeline.Node) {
	f.sky(0, timeline.Nobody, true, 0, 50*ms, 0)
	for who := range clients {
		f.sky(0, who+1, true, 0, 50*ms, 0)
		f.sky(0, who+1, false, 0, 50*ms, 0)
	}
}

// both is sky for both directions.
func (f *film) both(t time.Duration, who timeline.Node, loss uint32, delay time.Duration) {
	f.sky(t, who, true, loss, delay, 0)
	f.sky(t, who, false, loss, delay, 0)
}

// weather is a record of a change of weather.
func (f *film) weather(t time.Duration, who timeline.Node, name timeline.Name, text string) {
	f.add(t, -1, timeline.Record{Kind: timeline.Link, Name: name, Who: who,
		Arg: f.tl.Text(text)})
}

// again sends what was lost again, so many times in vain, with waits that double; it returns the
// delivery.
func (f *film) again(lost int, vain int) int {
	from, wait := f.scene[lost], 200*ms
	left := time.Duration(f.scene[from.cause].At)
	for i := range vain + 1 {
		left += wait
		wait *= 2
		r := f.scene[from.cause].Record
		sent := f.add(left, lost, r)
		if i < vain {
			r.Kind, r.Flag = timeline.Dropped, r.Flag|timeline.Lost
			lost = f.add(left, sent, r)
			continue
		}
		r.Kind, r.Who, r.Peer = timeline.Delivered, r.Peer, r.Who
		return f.add(left+50*ms, sent, r)
	}
	return -1
}

// copyOf has the link copy a message that was delivered.
func (f *film) copyOf(delivered int, after time.Duration, kind timeline.Kind, flag timeline.Flag) {
	sent := f.scene[delivered].cause
	r := f.scene[sent].Record
	second := f.add(time.Duration(r.At), sent, r)
	r.Kind, r.Flag = kind, r.Flag|flag
	r.Who, r.Peer = r.Peer, r.Who
	if kind == timeline.Dropped {
		r.Who, r.Peer = r.Peer, r.Who
	}
	f.add(time.Duration(r.At)+after, second, r)
}

// badWeather is two clients on bad links: an uplink that dies, a downlink that slows, short
// outages, a thin neck; what is lost on them, sent again and copied.
func badWeather() *timeline.Timeline {
	f := newFilm("weather", "Bad links: what they lose, send again and copy", "A=alice", "B=bob",
		"C=carol")
	f.usually(3)
	f.enter(0, f.call(0, 2), 2, false, true)
	f.enter(0, f.call(0, 3), 3, false, true)
	f.enter(5*time.Second, f.call(5*time.Second, 1), 1, false, true, 2)
	f.beats(5120*ms, 40*time.Second, 1)
	f.weather(40*time.Second, 1, timeline.WeatherSet, "A.up loss 100%")
	f.sky(40*time.Second, 1, true, 100, 50*ms, 0)
	lost := f.lost(41*time.Second, 0, 1, timeline.Server, timeline.MsgLogout, timeline.Lost)
	left := f.server(66450*ms, f.again(lost, 6), timeline.ServerLogout, 1, 0)
	f.weather(60*time.Second, 1, timeline.WeatherEnd, "A.up loss 100%")
	f.sky(60*time.Second, 1, true, 0, 50*ms, 0)
	f.weather(80*time.Second, 1, timeline.WeatherSet, "A.down delay 400ms")
	f.sky(80*time.Second, 1, false, 0, 400*ms, 0)
	f.weather(95*time.Second, 1, timeline.WeatherEnd, "A.down delay 400ms")
	f.sky(95*time.Second, 1, false, 20, 50*ms, 64_000)
	for i := range 30 {
		t := 20*time.Second + time.Duration(i)*500*ms
		f.both(t, 2, uint32(i), 50*ms+time.Duration(i)*10*ms)
	}
	f.both(35*time.Second, 2, 0, 50*ms)
	for i := range 300 {
		f.both(100*time.Second+time.Duration(i)*100*ms, 2, uint32(i%2)*100, 50*ms)
	}
	seen := f.lost(66550*ms, 0, timeline.Server, 2, timeline.MsgNotice,
		timeline.Delete|timeline.Lost)
	f.scene[f.scene[seen].cause].cause = left
	f.mark("told", f.update(66800*ms, f.again(seen, 0), 2, timeline.Delete, 1))
	f.lost(5300*ms, 0, timeline.Server, 1, timeline.MsgNotice, timeline.Add|timeline.Corrupt)
	f.lost(5500*ms, 0, timeline.Server, 1, timeline.MsgNotice, timeline.Add|timeline.QueueFull)
	f.copyOf(f.up(5200*ms, -1, 3, timeline.MsgBeat), 90*ms, timeline.Delivered, 0)
	f.copyOf(f.down(5300*ms, -1, 3, timeline.MsgAlive, 0, 0), 70*ms, timeline.Dropped,
		timeline.Doubled)
	f.network(85*time.Second, 2, timeline.NetworkDown)
	f.network(92*time.Second, 2, timeline.NetworkUp)
	return f.cut(135 * time.Second)
}

// showers are changes of weather at random, for records at random.
func (f *film) showers(luck *rand.Rand, end time.Duration) {
	f.usually(3)
	t := time.Duration(0)
	for range luck.IntN(80) {
		t += time.Duration(luck.Uint64N(uint64(end)/20 + 1))
		who := 1 + luck.Uint32N(5)
		name := timeline.WeatherSet + timeline.Name(luck.IntN(2))
		if luck.IntN(3) == 0 {
			f.weather(t, who, name, "A loss")
		}
		f.sky(t, who, luck.IntN(2) == 0, luck.Uint32N(101), time.Duration(luck.Uint64N(1<<33)),
			luck.Uint64N(2)*luck.Uint64N(1<<30))
	}
}
