package model_test

import (
	"fmt"
	"strconv"
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

// Bounds of a drawn scenario. All actions fall within the first ten minutes.
const (
	mostSingles = 5
	mostCrowd   = 4
	healAt      = sim.Time(700 * time.Second)
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
}

// mood is how bad the links are.
type mood int

const (
	calm  mood = iota // constant delays, no loss
	windy             // delays vary
	rainy             // and links lose
)

// step is a kind of script action to draw.
type step struct {
	weight int
	least  mood // drawn in this mood or a worse one
	draw   func(d *draft, a *model.Action)
}

// steps are the kinds, with how often they come. A new verb needs a line here.
var steps = []step{
	{6, calm, (*draft).login},
	{2, calm, func(d *draft, a *model.Action) { a.Verb, a.Room = model.DoLogoutRoom, d.room() }},
	{3, calm, func(_ *draft, a *model.Action) { a.Verb = model.DoNetworkDown }},
	{3, calm, func(_ *draft, a *model.Action) { a.Verb = model.DoNetworkUp }},
	{1, calm, func(_ *draft, a *model.Action) { a.Verb = model.DoNetworkSwitch }},
	{1, calm, func(_ *draft, a *model.Action) { a.Verb = model.DoKill }},
	{1, calm, func(_ *draft, a *model.Action) { a.Verb = model.DoStart }},
	{2, calm, (*draft).crowdActs},
	{2, windy, (*draft).slowWeather},
	{4, rainy, (*draft).lossyWeather},
}

func drawConfig(t *rapid.T) model.Config {
	d := &draft{t: t, mood: pick(t, "mood", calm, calm, windy, rainy)}
	d.people()
	d.settings()
	var kinds []*step
	for i := range steps {
		for range steps[i].weight {
			if steps[i].least <= d.mood {
				kinds = append(kinds, &steps[i])
			}
		}
	}
	for range rapid.IntRange(1, 20).Draw(t, "actions") {
		a := model.Action{Anchor: -1, Mark: -1, Clients: only(d.client())}
		a.At = sim.Time(rapid.Int64Range(0, 60_000).Draw(t, "at") * int64(10*time.Millisecond))
		rapid.SampledFrom(kinds).Draw(t, "kind").draw(d, &a)
		if a.Verb != 0 {
			d.cfg.Actions = append(d.cfg.Actions, a)
		}
	}
	for k, v := range []model.Verb{model.DoStart, model.DoNetworkUp} {
		for id := range uint32(d.cfg.Cast.Clients.Len()) {
			d.cfg.Actions = append(d.cfg.Actions, model.Action{Verb: v, Clients: only(id + 1),
				Anchor: -1, Mark: -1, At: healAt.Add(seconds(k))})
		}
	}
	nameLuck(&d.cfg)
	return d.cfg
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
	s.RetryOnNetworkUpWaits = rapid.Bool().Draw(d.t, "waits")
	s.TimersFirst = rapid.Bool().Draw(d.t, "timers first")
	if d.mood >= windy {
		s.FirstBeatUniform = rapid.Bool().Draw(d.t, "uniform")
		s.RetryJitter = pick(d.t, "jitter", sim.Ratio{}, sim.NewRatio(1, 5))
		s.Link.Spread = pick(d.t, "spread", 0, 30*time.Millisecond, 400*time.Millisecond)
	}
	d.cfg.Settings = s
	if d.mood == rainy && rapid.Bool().Draw(d.t, "bad link") {
		c := model.LinkChange{Clients: only(d.client()), Dirs: d.directions(), Keys: model.SetsLoss}
		c.To.Loss = sim.NewRatio(1, 20)
		d.cfg.Links = append(d.cfg.Links, c)
	}
}

func (d *draft) client() uint32 {
	return uint32(rapid.IntRange(1, d.cfg.Cast.Clients.Len()).Draw(d.t, "who"))
}

func (d *draft) room() uint32 { return uint32(rapid.IntRange(1, d.rooms).Draw(d.t, "room")) }

func (d *draft) directions() model.Directions {
	return pick(d.t, "directions", model.Up, model.Down, model.Both)
}

func (d *draft) login(a *model.Action) { a.Verb, a.Room = model.DoLoginRoom, d.room() }

// crowdActs has the crowd act, if there is one: at once, staggered or spread at random.
func (d *draft) crowdActs(a *model.Action) {
	if d.crowd.Any() {
		return
	}
	a.Clients = d.crowd
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
}

func (d *draft) slowWeather(a *model.Action) {
	d.weather(a)
	a.Link.Keys = model.SetsDelay
	a.Link.To = pick(d.t, "slow", model.Weather{Delay: seconds(1)},
		model.Weather{Delay: 20 * time.Millisecond, Spread: seconds(2)},
		model.Weather{Delay: seconds(100)})
}

func (d *draft) lossyWeather(a *model.Action) {
	d.weather(a)
	a.Link.Keys = model.SetsLoss
	a.Link.To.Loss = pick(d.t, "loss", sim.NewRatio(1, 1), sim.NewRatio(1, 5))
}

// weather draws whose links change, and for how long.
func (d *draft) weather(a *model.Action) {
	a.Verb = model.DoWeather
	a.For = seconds(rapid.IntRange(1, 90).Draw(d.t, "for"))
	a.Link = model.LinkChange{Clients: a.Clients, Dirs: d.directions()}
	if rapid.IntRange(0, 5).Draw(d.t, "whose") == 0 {
		a.Clients, a.Link.Clients = timeline.Span{}, timeline.Span{}
	}
}

// nameLuck names the luck of spread actions, and the weather for people, as a file would.
func nameLuck(cfg *model.Config) {
	nth := map[string]int{}
	for i := range cfg.Actions {
		a := &cfg.Actions[i]
		if a.Verb == model.DoWeather {
			a.Text = weatherText(cfg.Cast, &a.Link)
		}
		if a.Spread > 0 {
			room := roomName(cfg.Cast, a)
			luck := "spread/" + verbs[a.Verb].value + "/" + room
			nth[luck]++
			a.Luck = luck + "/" + strconv.Itoa(nth[luck])
		}
	}
}
