package plots

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"roomsim/model/timeline"
)

// begin is what the three documented cases share, up to the cut.
func begin(name, title string) (f *film, last, t3 int) {
	f = newFilm(name, title, "A=alice", "B=bob")
	f.enter(0, f.call(0, 2), 2, false, true)
	t0 := f.call(5*time.Second, 1)
	t1, t2 := f.enter(5*time.Second, t0, 1, false, true, 2)
	f.update(5120*ms, t1, 1, timeline.Add, 2)
	last = f.beats(5120*ms, 65500*ms, 1)
	cut := f.network(65500*ms, 1, timeline.NetworkDown)
	t3 = f.state(65500*ms, cut, 1, timeline.Reconnecting, 1002051)
	for _, m := range []struct {
		name string
		at   int
	}{{"T0", t0}, {"T1", t1}, {"T2", t2}, {"cut", cut}, {"T3", t3}} {
		f.mark(m.name, m.at)
	}
	return f, last, t3
}

func case1() *timeline.Timeline {
	f, _, _ := begin("case1", "A comes back before the server gives its seat away")
	heal := f.network(95500*ms, 1, timeline.NetworkUp)
	f.retries(65500*ms, 95500*ms, 1)
	f.mark("heal", heal)
	t5, _ := f.enter(95500*ms, heal, 1, true, false)
	f.mark("T5", t5)
	f.beats(95620*ms, 180*time.Second, 1)
	f.beats(120*ms, 180*time.Second, 2)
	return f.cut(3 * time.Minute)
}

func case2() *timeline.Timeline {
	f, last, _ := begin("case2", "A comes back after the server has given its seat away")
	x := f.server(155170*ms, last, timeline.ServerExpire, 1, 0)
	f.mark("T4'", f.tell(155270*ms, x, timeline.Delete, 1, 2))
	heal := f.network(365500*ms, 1, timeline.NetworkUp)
	f.retries(65500*ms, 365500*ms, 1)
	f.mark("heal", heal)
	t5, t6 := f.enter(365500*ms, heal, 1, true, true, 2)
	f.mark("T5'", t5)
	f.mark("T6'", t6)
	f.beats(365620*ms, 8*time.Minute, 1)
	f.beats(120*ms, 8*time.Minute, 2)
	return f.cut(8 * time.Minute)
}

func case3() *timeline.Timeline {
	f, last, t3 := begin("case3", "A never comes back")
	x := f.server(155170*ms, last, timeline.ServerExpire, 1, 0)
	f.mark("T4''", f.tell(155270*ms, x, timeline.Delete, 1, 2))
	f.retries(65500*ms, 1265500*ms, 1)
	f.mark("T5''", f.state(1265500*ms, t3, 1, timeline.ReconnectFailed, 1002053))
	f.beats(120*ms, 25*time.Minute, 2)
	return f.cut(25 * time.Minute)
}

func killedApp() *timeline.Timeline {
	f := newFilm("killed", "A's app is killed without a goodbye and started again",
		"A=alice", "B=bob")
	f.enter(0, f.call(0, 2), 2, false, true)
	f.enter(5*time.Second, f.call(5*time.Second, 1), 1, false, true, 2)
	last := f.beats(5120*ms, 70*time.Second, 1)
	f.mark("kill", f.note(70*time.Second, 1, timeline.ProcessKill, ""))
	x := f.server(155170*ms, last, timeline.ServerExpire, 1, 0)
	f.mark("gone", f.tell(155270*ms, x, timeline.Delete, 1, 2))
	f.mark("again", f.note(200*time.Second, 1, timeline.ProcessStart, ""))
	f.enter(201*time.Second, f.call(201*time.Second, 1), 1, false, true, 2)
	f.note(220*time.Second, 0, timeline.Remark, "the action at never + 5s was not run")
	f.beats(120*ms, 4*time.Minute, 2)
	return f.cut(4 * time.Minute)
}

func offlineB() *timeline.Timeline {
	f, last, _ := begin("b-away", "B is away itself when the server gives A's seat away")
	f.network(100*time.Second, 2, timeline.NetworkDown)
	f.state(100*time.Second, -1, 2, timeline.Reconnecting, 1002051)
	f.retries(100*time.Second, 170*time.Second, 2)
	f.server(155170*ms, last, timeline.ServerExpire, 1, 0)
	f.lost(155270*ms, 50*ms, timeline.Server, 2, timeline.MsgNotice,
		timeline.Delete|timeline.DeviceDown)
	heal := f.network(170*time.Second, 2, timeline.NetworkUp)
	back, _ := f.enter(170*time.Second, heal, 2, true, false)
	f.mark("heard", f.update(170120*ms, back, 2, timeline.Delete, 1))
	f.retries(65500*ms, 240*time.Second, 1)
	f.add(200*time.Second, -1, timeline.Record{Kind: timeline.Link, Name: timeline.WeatherSet,
		Arg: f.tl.Text("B.down loss 100%")})
	f.lost(200120*ms, 0, timeline.Server, 2, timeline.MsgAlive, timeline.Lost)
	f.add(230*time.Second, -1, timeline.Record{Kind: timeline.Link, Name: timeline.WeatherEnd,
		Arg: f.tl.Text("B.down loss 100%")})
	f.beats(120*ms, 100*time.Second, 2)
	return f.cut(4 * time.Minute)
}

// outageOf is a room of two crowds and B, a cell's outage, 300 notices an expiry.
func outageOf(cell, rest uint32) *timeline.Timeline {
	f := newFilm("cell-outage", "A cell goes dark: what the others in the room notice", "B=bob")
	f.enter(0, f.call(0, 1), 1, false, true)
	c, o := f.crowd("cell", cell), f.crowd("others", rest)
	for id := c.First; id <= o.Last; id++ {
		t := time.Second + time.Duration(id*37%1000)*10*ms
		f.enter(t, f.call(t, id), id, false, true, 1)
	}
	for id := c.First; id <= o.Last; id++ {
		f.beats(time.Second+time.Duration(id*37%1000)*10*ms, 60*time.Second, id)
	}
	for id := c.First; id <= c.Last; id++ {
		d := f.network(60*time.Second, id, timeline.NetworkDown)
		if id == c.First {
			f.mark("dark", d)
		}
		f.state(60*time.Second, d, id, timeline.Reconnecting, 1002051)
		f.retries(60*time.Second, 5*time.Minute, id)
		x := 121*time.Second + time.Duration(id*37%1000)*10*ms
		e := f.server(x, -1, timeline.ServerExpire, id, 0)
		seen := f.tell(x+100*ms, e, timeline.Delete, id, 1)
		if id == c.First {
			f.mark("first", seen)
		}
		for k := o.First; k <= o.Last; k++ {
			f.tell(x+100*ms, e, timeline.Delete, id, k)
		}
	}
	for id := c.First; id <= c.Last; id++ {
		n := f.network(5*time.Minute, id, timeline.NetworkUp)
		f.enter(5*time.Minute, n, id, true, true, 1)
	}
	return f.cut(6 * time.Minute)
}

func twenty() *timeline.Timeline {
	var names []string
	for i := range 20 {
		names = append(names, fmt.Sprintf(
			"client-with-a-rather-long-name-%02d=user-of-an-even-longer-name-%02d", i, i))
	}
	title := strings.Repeat("Twenty clients with long names in a chart with a long title ", 4)
	f := newFilm("twenty", title, names...)
	var in []timeline.Node
	for i := range 20 {
		id := timeline.Node(i + 1)
		t := time.Duration(i) * 3 * time.Second
		f.enter(t, f.call(t, id), id, false, true, in...)
		in = append(in, id)
	}
	f.network(70*time.Second, 3, timeline.NetworkDown)
	f.mark("a-mark-of-a-name-that-is-long-as-well",
		f.state(70*time.Second, -1, 3, timeline.Reconnecting, 1002051))
	f.server(160*time.Second, -1, timeline.ServerExpire, 3, 0)
	return f.cut(30 * 24 * time.Hour)
}

// longNames are of the most letters that a name may have, and of those that no Latin font has.
func longNames() *timeline.Timeline {
	long := func(s string) string { return string([]rune(strings.Repeat(s, 64))[:64]) }
	f := newFilm(long("a-name-"), strings.Repeat("長い名前の部屋 ", 12),
		long("client-")+"="+long("user-"), "漢字🙂="+long("漢字🙂"), "W="+long("W"))
	f.tl.Cast.Rooms.Add(long("room-"), 0)
	f.tl.Cast.Rooms.Add(long("部屋"), 0)
	for i := range 3 {
		who, t := timeline.Node(i+1), time.Duration(i)*400*ms
		f.mark(long("T"), f.call(t, who))
		f.enter(t, -1, who, false, true, 1+(who%3))
		f.add(t+200*ms, -1, timeline.Record{Kind: timeline.Callback, Name: timeline.OnRoomStateChanged,
			Who: who, Room: 2 + uint32(i%2), Reason: timeline.Logined})
	}
	return f.cut(90 * time.Second)
}

func burst() *timeline.Timeline {
	f := newFilm("burst", "A hundred callbacks within a second", "A=alice", "B=bob")
	for i := range 100 {
		t := time.Duration(i) * 10 * ms
		n := f.state(t, -1, 1+uint32(i%2), timeline.Reason(1+i%9), uint32(1002000+i))
		if i%4 == 0 {
			f.mark(fmt.Sprintf("m%d", i), n)
		}
	}
	return f.cut(time.Second)
}

func instant() *timeline.Timeline {
	f := newFilm("instant", "Everything within a millisecond", "A=alice", "B=bob")
	for i := range 12 {
		t := time.Duration(i*i) * 7 * time.Microsecond
		n := f.state(t, -1, 1+uint32(i%2), timeline.Reason(1+i%6), 0)
		f.mark(fmt.Sprintf("T%d", i), n)
	}
	return f.cut(ms)
}

func month() *timeline.Timeline {
	f := newFilm("month", "Thirty days", "A=alice", "B=bob")
	f.enter(0, f.call(0, 1), 1, false, true)
	for d := range 29 {
		t := time.Duration(d)*24*time.Hour + time.Duration(d*d)*time.Minute + 10*time.Second
		f.mark(fmt.Sprintf("day%d", d), f.network(t, 1, timeline.NetworkDown))
		f.state(t, -1, 1, timeline.Reconnecting, 1002051)
		f.network(t+time.Hour, 1, timeline.NetworkUp)
		f.enter(t+time.Hour, -1, 1, true, d%2 == 0)
	}
	return f.cut(30 * 24 * time.Hour)
}

func hostile() *timeline.Timeline {
	f := newFilm(`x" onload="alert(1)`,
		"<script>alert('&')</script> \u202eevil\u202c \x1b[31m \x00",
		`A<b>"='&lt;"alice`, "B\u202e=\u2067bob\n::error", "漢字=שלום")
	f.enter(0, f.call(0, 1), 1, false, true)
	f.enter(500*ms, f.call(500*ms, 2), 2, false, true, 1)
	f.enter(900*ms, f.call(900*ms, 3), 3, false, true, 1, 2)
	f.mark("]]><T0", 0)
	f.add(time.Second, -1, timeline.Record{Kind: timeline.Link, Name: timeline.WeatherSet,
		Arg: f.tl.Text(`style="font-family:Liberation Sans;"`)})
	return f.cut(2 * time.Second)
}

func empty() *timeline.Timeline {
	return newFilm("empty", "", "A=alice").cut(time.Hour)
}

// nonsense is records of all kinds at random, at times close together and far apart.
func nonsense(luck *rand.Rand) *timeline.Timeline {
	f := newFilm("nonsense", "Anything at any time", "A=alice", "B=bob", "C=carol")
	crowd := f.crowd("crowd", 5)
	var t time.Duration
	for range luck.IntN(150) {
		t += time.Duration(luck.Uint64N(1 << luck.Uint64N(41)))
		who, other := 1+luck.Uint32N(crowd.Last), 1+luck.Uint32N(crowd.Last)
		flag := timeline.Flag(1 + luck.IntN(2))
		n := 0
		switch luck.IntN(9) {
		case 0:
			n = f.state(t, -1, who, timeline.Reason(1+luck.IntN(9)), luck.Uint32())
		case 1:
			n = f.update(t, -1, who, flag, other)
		case 2:
			n = f.network(t, who, timeline.NetworkDown+timeline.Name(luck.IntN(3)))
		case 3:
			n = f.server(t, -1, timeline.ServerLogin+timeline.Name(luck.IntN(5)), who, 0)
		case 4:
			n = f.tell(t, -1, flag, who, other)
		case 5:
			n = f.lost(t, ms, timeline.Server, who, timeline.MsgNotice, flag|timeline.Lost)
			f.again(n, luck.IntN(9))
		case 6:
			n = f.note(t, who, timeline.ProcessKill+timeline.Name(luck.IntN(3)), "a note")
		case 7:
			n, _ = f.enter(t, f.call(t, who), who, false, true, other)
		case 8:
			n = f.add(t, -1, timeline.Record{Kind: timeline.Link, Name: timeline.WeatherSet,
				Arg: f.tl.Text("all loss 3%")})
		}
		if luck.IntN(8) == 0 {
			f.mark(fmt.Sprintf("m%d", n), n)
		}
	}
	end := t + time.Duration(luck.Uint64N(1<<40))
	if luck.IntN(2) == 0 {
		f.showers(luck, end)
	}
	return f.cut(end)
}

// samples are the charts that are tested and looked at.
func samples() []sample {
	return []sample{{"case1", case1()}, {"case2", case2()}, {"case3", case3()},
		{"killed", killedApp()}, {"b-away", offlineB()}, {"outage", outageOf(20, 30)},
		{"weather", badWeather()},
		{"twenty", twenty()}, {"long-names", longNames()}, {"burst", burst()},
		{"instant", instant()}, {"month", month()}, {"hostile", hostile()}, {"empty", empty()}}
}

type sample struct {
	name string
	tl   *timeline.Timeline
}
