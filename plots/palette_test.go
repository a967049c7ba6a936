package plots

import (
	"image/color"
	"math"
	"testing"
)

// rgb is a colour in linear light.
type rgb [3]float64

func linear(c color.NRGBA) rgb {
	var l rgb
	for i, v := range [3]uint8{c.R, c.G, c.B} {
		if s := float64(v) / 255; s <= 0.04045 {
			l[i] = s / 12.92
		} else {
			l[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return l
}

// upon is a colour upon another, by its alpha.
func upon(c, below color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 {
		return uint8((int(a)*int(c.A) + int(b)*(255-int(c.A)) + 127) / 255)
	}
	return color.NRGBA{mix(c.R, below.R), mix(c.G, below.G), mix(c.B, below.B), 255}
}

// contrast is the one of the Web Content Accessibility Guidelines, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	luminance := func(c color.NRGBA) float64 {
		l := linear(c)
		return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2] + 0.05
	}
	x, y := luminance(a), luminance(b)
	return max(x, y) / min(x, y)
}

type matrix [3]rgb

func (m matrix) times(v rgb) rgb {
	var w rgb
	for i, row := range m {
		w[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return w
}

// eyes are how people see: those of the colour-blind by Machado, Oliveira and Fernandes (2009), of
// severity 1.
var eyes = []struct {
	name string
	matrix
}{
	{"all cones", matrix{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
	{"no red cones", matrix{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216},
		{-0.003882, -0.048116, 1.051998}}},
	{"no green cones", matrix{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413},
		{-0.011820, 0.042940, 0.968881}}},
	{"no blue cones", matrix{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602},
		{0.004733, 0.691367, 0.303900}}},
}

// lab is a colour in OKLab (Ottosson, 2020), in which distances are as far as they look.
func lab(v rgb) rgb {
	cones := matrix{{0.4122214708, 0.5363325363, 0.0514459929},
		{0.2119034982, 0.6806995451, 0.1073969566}, {0.0883024619, 0.2817188376, 0.6299787005}}.times(v)
	for i := range cones {
		cones[i] = math.Cbrt(max(cones[i], 0))
	}
	return matrix{{0.2104542553, 0.7936177850, -0.0040720468},
		{1.9779984951, -2.4285922050, 0.4505937099}, {0.0259040371, 0.7827717662, -0.8086757660}}.times(
		cones)
}

// far is how far from each other two colours look, 0 to about 1; 0.02 is just seen.
func far(m matrix, a, b color.NRGBA) float64 {
	x, y := lab(m.times(linear(a))), lab(m.times(linear(b)))
	return math.Hypot(math.Hypot(x[0]-y[0], x[1]-y[1]), x[2]-y[2])
}

// looks are the themes' palettes.
var looks = []struct {
	theme Theme
	*palette
}{{Light, &light}, {Dark, &dark}}

// Whatever cones an eye lacks, it tells those bars apart that mean different things in one row.
func TestPaintsStayApartForColourBlindEyes(t *testing.T) {
	type named struct {
		name string
		tone
	}
	for _, row := range []struct {
		what  string
		least float64
		list  []named
	}{
		{"bars of clients", 0.1, []named{{"blue", blue.fill}, {"green", green.fill},
			{"orange", orange.fill}, {"red", red.fill}, {"grey", grey.fill}, {"dead", dead.fill}}},
		{"bars of the server", 0.07, []named{{"green", green.fill}, {"lapsed", lapsed.fill},
			{"gone", gone.fill}}},
		{"strips of what is seen", 0.07, []named{{"seen", seen.fill}, {"gone", gone.fill}}},
		{"strips of weather", 0.07, []named{{"no loss", pure(hClear)}, {"all lost", pure(hSevere)}}},
		{"lines", 0.1, []named{{"message", wire}, {"lost", loss}}},
	} {
		for _, look := range looks {
			for i, a := range row.list {
				for _, b := range row.list[i+1:] {
					for _, eye := range eyes {
						d := far(eye.matrix, look.colour(a.tone), look.colour(b.tone))
						if d < row.least {
							t.Errorf("%s, %s theme: %s and %s are %.3f apart for eyes with %s, want %.2f",
								row.what, look.theme, a.name, b.name, d, eye.name, row.least)
						}
					}
				}
			}
		}
	}
}

// lying is a text or a line, and what it lies on, the topmost last.
type lying struct {
	what  string
	ink   tone
	below []tone
}

// onPage are the texts that stand on the page: anywhere, also where it is shaded.
func onPage() []lying {
	var list []lying
	for _, ink := range []lying{{what: "ink", ink: ink}, {what: "muted", ink: muted},
		{what: "wire", ink: wire}, {what: "loss", ink: loss}} {
		for _, ground := range []lying{{what: "paper"}, {what: "a fold", below: []tone{band}},
			{what: "a heading", below: []tone{hair}},
			{what: "an outage", below: []tone{faint(outage, 150)}},
			{what: "a folded outage", below: []tone{band, faint(outage, 150)}},
			{what: "weather", below: []tone{band, faint(storm, 150)}},
			{what: "a suspended server", below: []tone{band, faint(night, 150)}},
			{what: "a crossing line", below: []tone{wire, faint(paper, 190)}}} {
			if ground.what == "a crossing line" && ink.what != "ink" {
				continue // of it only a dot's breadth is under a halo
			}
			list = append(list, lying{ink.what + " on " + ground.what, ink.ink, ground.below})
		}
	}
	return list
}

func TestTextsAndLinesStandOut(t *testing.T) {
	paints := []lying{}
	for i, p := range []paint{blue, green, orange, red, grey, dead, seen, gone, lapsed} {
		name := [...]string{"blue", "green", "orange", "red", "grey", "dead", "seen", "gone", "lapsed"}[i]
		paints = append(paints, lying{name + "'s text", p.text, []tone{p.fill}})
	}
	texts := append(paints, onPage()...)
	for loss := uint32(0); loss <= all; loss += all / 10 {
		w := cell{weather: weather{loss: loss}}
		texts = append(texts, lying{"ink on " + percent(loss) + " loss", ink, []tone{w.tint()}})
	}
	texts = append(texts, lying{"loss beside a cell", loss, []tone{pure(hClear)}},
		lying{"ink on a count", ink, []tone{band, faint(green.fill, 90)}})
	var lines []lying
	for _, on := range [][]tone{nil, {band}, {faint(outage, 150)}, {band, faint(storm, 150)}} {
		lines = append(lines, lying{"a message", wire, on}, lying{"a lost message", loss, on},
			lying{"a beat or a leader", pale, on}, lying{"the axis", muted, on})
	}
	lines = append(lines, lying{"a delay", wire, []tone{pure(hClear)}})
	for _, look := range looks {
		for i, l := range append(texts, lines...) {
			least := 4.5
			if i >= len(texts) {
				least = 3
			}
			ground := look.colour(paper)
			for _, b := range l.below {
				ground = upon(look.colour(b), ground)
			}
			if got := contrast(look.colour(l.ink), ground); got < least {
				t.Errorf("%s theme: %s has a contrast of %.2f, want %.1f", look.theme, l.what, got, least)
			}
		}
	}
}
