package plots

import (
	"fmt"
	"image/color"
)

// Theme is how light a chart is.
type Theme string

// The themes.
const (
	Light Theme = "light" // for paper and documents
	Dark  Theme = "dark"  // for slides and screens
)

// Themes lists the themes.
func Themes() []string { return []string{string(Light), string(Dark)} }

// hue names a colour by what it is for.
type hue uint8

// tone is a colour as charts mean it: a hue of the theme, or a mix of two, over what lies below.
type tone struct {
	hue, from hue
	part      uint16 // thousandths of hue; the rest is from
	alpha     uint8  // 255 covers what lies below
}

// unmixed is the part of a hue by itself.
const unmixed = 1000

func pure(h hue) tone { return tone{h, h, unmixed, 255} }

// faint lets what lies below shine through.
func faint(t tone, alpha uint8) tone {
	t.alpha = alpha
	return t
}

// mixed is so many thousandths of one hue, and the rest of another.
func mixed(of, from hue, part int) tone { return tone{of, from, uint16(part), 255} }

// palette gives each hue its colour, 0xRRGGBB.
type palette [hues]uint32

// palette returns the colours of a theme, the light one's of the empty theme.
func (t Theme) palette() (*palette, error) {
	switch t {
	case Light, "":
		return &light, nil
	case Dark:
		return &dark, nil
	}
	return nil, fmt.Errorf("unknown theme %q; expected light or dark", string(t))
}

// colour is what a tone looks like.
func (p *palette) colour(t tone) color.NRGBA {
	mix := func(shift int) uint8 {
		a, b := int(p[t.from]>>shift&0xFF), int(p[t.hue]>>shift&0xFF)
		return uint8((a*(unmixed-int(t.part)) + b*int(t.part) + unmixed/2) / unmixed)
	}
	return color.NRGBA{mix(16), mix(8), mix(0), t.alpha}
}
