package model_test

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// drawing draws scenarios: devices of a user each, of shared users and in a crowd, in rooms,
// through outages, weather and kills. All is healed by the last actions, and the run goes on for
// longer than any patience.
var drawing = rapid.Custom(drawConfig)

// Bounds of a drawn scenario.
const (
	mostSingles = 5
	mostCrowd   = 4
	lastStep    = 600 * time.Second
	healAt      = sim.Time(750 * time.Second)
	drawnEnd    = sim.Time(40 * time.Minute)
)

// draft is a scenario being drawn.
type draft struct {
	t       *rapid.T
	cfg     model.Config
	singles int           // clients that are no crowd, the first ones
	crowd   timeline.Span // zero: none
	rooms   int           // 1 or 2: those that are called; the cast has two in any case
	halls   timeline.Span // rooms that a crowd is dealt out to
	mood    mood
	bustle  bustle
}

// mood is how bad the links are.
type mood int

const (
	calm  mood = iota // constant delays, no loss
	windy             // delays vary
	rainy             // and links lose
)

// step is a kind of script action to draw, or a few that belong together.
type step struct {
	weight int
	least  mood // drawn in this mood or a worse one
	draw   func(d *draft, who uint32, at sim.Time)
}

// steps are the kinds, with how often they come. A new verb needs a line here.
var steps = []step{
	{6, calm, func(d *draft, who uint32, at sim.Time) { d.call(model.DoLoginRoom, who, at) }},
	{2, calm, func(d *draft, who uint32, at sim.Time) { d.call(model.DoLogoutRoom, who, at) }},
	{1, calm, single(model.DoNetworkDown)},
	{1, calm, single(model.DoNetworkUp)},
	{1, calm, single(model.DoNetworkSwitch)},
	{1, calm, single(model.DoKill)},
	{1, calm, single(model.DoStart)},
	{6, calm, (*draft).loss},
	{5, calm, (*draft).otherDevice},
	{1, calm, (*draft).restart},
	{2, calm, (*draft).crowdActs},
	{2, windy, (*draft).slowWeather},
	{3, rainy, (*draft).lossyWeather},
	{2, rainy, (*draft).deafLogin},
	{2, windy, (*draft).roughWeather},
	{1, windy, (*draft).changingWeather},
}

func drawConfig(t *rapid.T) model.Config {
	d := &draft{t: t, mood: pick(t, "mood", calm, calm, windy, rainy)}
	d.people()
	d.settings()
	d.bustleSettings()
	var kinds []func(*draft, uint32, sim.Time)
	for i := range steps {
		for range steps[i].weight {
			if steps[i].least <= d.mood {
				kinds = append(kinds, steps[i].draw)
			}
		}
	}
	for _, s := range roomSteps {
		if s.of&d.bustle != 0 {
			kinds = append(kinds, slices.Repeat([]func(*draft, uint32, sim.Time){s.draw}, s.weight)...)
		}
	}
	for id := range uint32(d.singles) {
		if rapid.IntRange(0, 2).Draw(t, "late") > 0 {
			d.call(model.DoLoginRoom, id+1, d.at(seconds(20)))
		}
	}
	for range rapid.IntRange(2, 16).Draw(t, "steps") {
		rapid.SampledFrom(kinds).Draw(t, "kind")(d, d.client(), d.at(lastStep))
	}
	for k, v := range []model.Verb{model.DoStart, model.DoNetworkUp} {
		for id := range uint32(d.cfg.Cast.Clients.Len()) {
			d.add(does(v, id+1, healAt.Add(seconds(k))))
		}
	}
	d.wake()
	d.orderRooms()
	nameLuck(&d.cfg)
	return d.cfg
}

func (d *draft) add(a model.Action) { d.cfg.Actions = append(d.cfg.Actions, a) }

// at draws an instant, down to 10 ms.
func (d *draft) at(most time.Duration) sim.Time {
	const grain = 10 * time.Millisecond
	return sim.Time(rapid.Int64Range(0, int64(most/grain)).Draw(d.t, "at") * int64(grain))
}

// call draws the room of a call.
func (d *draft) call(v model.Verb, who uint32, at sim.Time) {
	a := does(v, who, at)
	a.Room = d.room()
	d.add(a)
}

// single draws an action of one client that has nothing else to say.
func single(v model.Verb) func(*draft, uint32, sim.Time) {
	return func(d *draft, who uint32, at sim.Time) { d.add(does(v, who, at)) }
}

// span draws the length of an absence, often one at which something turns.
func (d *draft) span() time.Duration {
	s := &d.cfg.Settings
	edges := []int64{0, 1}
	for _, edge := range []time.Duration{s.BeatInterval, s.ServerTimeout, s.RetryWindow} {
		for k := range int64(3) {
			edges = append(edges, max(0, int64(edge)+k-1))
		}
	}
	return time.Duration(rapid.OneOf(rapid.SampledFrom(edges),
		rapid.Int64Range(0, int64(seconds(200)))).Draw(d.t, "w"))
}

// loss draws an outage of a device.
func (d *draft) loss(who uint32, at sim.Time) {
	d.add(does(model.DoNetworkDown, who, at))
	d.add(does(model.DoNetworkUp, who, min(at.Add(d.span()), healAt)))
}

// otherDevice has a user's other device log in while the first is away, and perhaps out again.
func (d *draft) otherDevice(who uint32, at sim.Time) {
	for k := range uint32(d.singles) {
		id := (who + k) % uint32(d.singles)
		if id+1 != who && d.cfg.UserOf[id] == d.cfg.UserOf[who-1] {
			d.loss(who, at)
			d.call(model.DoLoginRoom, id+1, at.Add(seconds(rapid.IntRange(0, 40).Draw(d.t, "after"))))
			if rapid.Bool().Draw(d.t, "leaves") {
				d.call(model.DoLogoutRoom, id+1, at.Add(seconds(41)))
			}
			return
		}
	}
}

// restart has an app die and its user log in anew, perhaps elsewhere.
func (d *draft) restart(who uint32, at sim.Time) {
	d.add(does(model.DoKill, who, at))
	d.add(does(model.DoStart, who, at.Add(time.Second)))
	d.call(model.DoLoginRoom, who, at.Add(seconds(rapid.IntRange(1, 100).Draw(d.t, "after"))))
}

// deafLogin has a client log in while it cannot hear the reply.
func (d *draft) deafLogin(who uint32, at sim.Time) {
	a := d.weather(who, at)
	a.Link.Dirs, a.Link.Keys, a.Link.To.Loss.Good = model.Down, model.SetsLoss, sim.NewRatio(1, 1)
	d.add(a)
	d.call(model.DoLoginRoom, who, at.Add(time.Second))
}

func pick[T any](t *rapid.T, what string, from ...T) T {
	return rapid.SampledFrom(from).Draw(t, what)
}

func only(id uint32) timeline.Span { return timeline.Span{First: id, Last: id} }

// people draws who takes part, and where.
func (d *draft) people() {
	cast := &timeline.Cast{}
	d.singles = rapid.IntRange(2, mostSingles).Draw(d.t, "clients")
	shared := rapid.IntRange(0, 2).Draw(d.t, "shared") == 0
	var owners []uint32
	for i := range d.singles {
		cast.Clients.Add(fmt.Sprintf("c%d", i+1), 0)
		owner := uint32(cast.Users.Len() + 1)
		if shared && i > 0 && rapid.Bool().Draw(d.t, "of another's user") {
			owner = owners[rapid.IntRange(0, i-1).Draw(d.t, "whose")]
		} else {
			cast.Users.Add(fmt.Sprintf("u%d", i+1), 0)
		}
		owners = append(owners, owner)
	}
	if n := rapid.IntRange(-4, mostCrowd).Draw(d.t, "crowd"); n > 0 {
		d.crowd = cast.Clients.Add("crowd", uint32(n))
		ids := cast.Users.Add("crowd", uint32(n))
		for u := ids.First; u <= ids.Last; u++ {
			owners = append(owners, u)
		}
	}
	d.rooms = rapid.IntRange(1, 2).Draw(d.t, "rooms")
	cast.Rooms.Add("r1", 0)
	cast.Rooms.Add("r2", 0)
	if !d.crowd.Any() {
		d.halls = cast.Rooms.Add("hall", 2)
	}
	d.cfg = model.Config{Scenario: "drawn", Profile: "zego", Cast: cast, UserOf: owners,
		End: drawnEnd}
}

// settings draws what differs from the profile.
func (d *draft) settings() {
	s := zego()
	s.RetryWindow = pick(d.t, "R", 0, seconds(30), seconds(60), seconds(300))
	s.Detect = pick(d.t, "detect", 0, seconds(3), model.DetectOff)
	s.SilenceTimeout = pick(d.t, "silence", seconds(90), seconds(200))
	s.RetryOnNetworkUpWaits = rapid.Bool().Draw(d.t, "waits")
	s.TimersFirst = rapid.Bool().Draw(d.t, "timers first")
	s.Fanout = pick(d.t, "fanout", s.Fanout, s.Fanout, 0)
	if d.mood >= windy {
		s.FirstBeatUniform = rapid.Bool().Draw(d.t, "uniform")
		s.RetryJitter = pick(d.t, "jitter", sim.Ratio{}, sim.NewRatio(1, 5))
		s.Link.Delay = pick(d.t, "delay", s.Link.Delay, jittery(30*time.Millisecond),
			jittery(400*time.Millisecond))
	}
	if rapid.Bool().Draw(d.t, "stream") {
		s.Stream, s.Resend, s.ResendMost = true, 200*time.Millisecond, seconds(60)
		s.TransportTimeout = pick(d.t, "transport timeout", 0, 0, seconds(20))
	}
	d.cfg.Settings = s
	if d.mood == rainy && rapid.Bool().Draw(d.t, "bad link") {
		c := model.LinkChange{Clients: only(d.client()), Dirs: d.directions(), Keys: model.SetsLoss}
		c.To.Loss.Good = sim.NewRatio(1, 20)
		d.cfg.Links = append(d.cfg.Links, c)
	}
	d.roughLinks()
}

// jittery is the profile's delay and a random part of a span.
func jittery(spread time.Duration) sim.Law {
	return sim.UniformLaw(50*time.Millisecond, 50*time.Millisecond+spread)
}

func (d *draft) client() uint32 {
	return uint32(rapid.IntRange(1, d.cfg.Cast.Clients.Len()).Draw(d.t, "who"))
}

func (d *draft) room() uint32 { return uint32(rapid.IntRange(1, d.rooms).Draw(d.t, "room")) }

func (d *draft) directions() model.Directions {
	return pick(d.t, "directions", model.Up, model.Down, model.Both)
}

// crowdActs has the crowd act, if there is one: at once, staggered or spread at random.
func (d *draft) crowdActs(_ uint32, at sim.Time) {
	if d.crowd.Any() {
		return
	}
	a := model.Action{Anchor: -1, Mark: -1, Clients: d.crowd, At: at}
	a.Verb = pick(d.t, "verb", model.DoLoginRoom, model.DoLoginRoom, model.DoLogoutRoom,
		model.DoNetworkDown, model.DoNetworkUp)
	if a.Verb <= model.DoLogoutRoom {
		a.Room = d.room()
		if d.crowd.Len() > 1 && rapid.Bool().Draw(d.t, "dealt") {
			a.Room, a.Rooms = d.halls.First, uint32(d.halls.Len())
		}
	}
	switch how := rapid.IntRange(0, 2).Draw(d.t, "how"); {
	case how == 1:
		a.Stagger = 70 * time.Millisecond
	case how == 2 && d.mood >= windy:
		a.Spread = seconds(20)
	}
	d.add(a)
}

func (d *draft) slowWeather(who uint32, at sim.Time) {
	a := d.weather(who, at)
	a.Link.Keys = model.SetsDelay
	a.Link.To.Delay = pick(d.t, "slow", sim.ConstantLaw(seconds(1)),
		sim.UniformLaw(20*time.Millisecond, 2020*time.Millisecond), sim.ConstantLaw(seconds(100)))
	d.add(a)
}

func (d *draft) lossyWeather(who uint32, at sim.Time) {
	a := d.weather(who, at)
	a.Link.Keys = model.SetsLoss
	a.Link.To.Loss.Good = pick(d.t, "loss", sim.NewRatio(1, 1), sim.NewRatio(1, 5))
	d.add(a)
}

// weather draws whose links change, and for how long.
func (d *draft) weather(who uint32, at sim.Time) model.Action {
	a := does(model.DoWeather, who, at)
	a.For = min(seconds(rapid.IntRange(1, 150).Draw(d.t, "for")), healAt.Sub(at))
	a.Link = model.LinkChange{Clients: a.Clients, Dirs: d.directions()}
	if rapid.IntRange(0, 5).Draw(d.t, "whose") == 0 {
		a.Clients, a.Link.Clients = timeline.Span{}, timeline.Span{}
	}
	return a
}
