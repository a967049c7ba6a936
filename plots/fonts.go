package plots

import (
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
)

// face is one of the typefaces of a chart.
type face uint8

// The faces: words, words that matter, and what stands in source code.
const (
	sans face = iota
	bold
	mono
	faces
)

// typefaces knows the faces and how wide their letters are.
type typefaces struct {
	faces [faces]font.Face
	ascii [faces][128]int // advances of ASCII in font units
	perEm [faces]int      // font units
}

// fonts loads the typefaces on first use: a command that draws nothing must not pay for them.
var fonts = sync.OnceValue(loadFonts)

func loadFonts() *typefaces {
	cache := font.NewCache(liberation.Collection())
	t := new(typefaces)
	for f, want := range [faces]font.Font{
		sans: {Typeface: "Liberation", Variant: "Sans"},
		bold: {Typeface: "Liberation", Variant: "Sans", Weight: xfont.WeightBold},
		mono: {Typeface: "Liberation", Variant: "Mono"},
	} {
		t.faces[f] = cache.Lookup(want, 1)
		t.perEm[f] = int(t.faces[f].Face.UnitsPerEm())
		for r := rune(' '); r < 127; r++ {
			t.ascii[f][r] = t.glyphAdvance(face(f), r)
		}
	}
	return t
}

// width is how wide a text is in a face and size, rounded up. It leaves kerning out, which could
// only make it narrower, and takes a whole em for a character that the face lacks.
func (t *typefaces) width(f face, size int, s string) int {
	units := int64(0)
	for _, r := range s {
		units += int64(t.advance(f, r))
	}
	em := int64(t.perEm[f])
	return int(min((units*int64(size)+em-1)/em, 1<<30))
}

// advance is how wide a letter is, in font units.
func (t *typefaces) advance(f face, r rune) int {
	if r < 128 {
		return t.ascii[f][r]
	}
	return t.glyphAdvance(f, r)
}

func (t *typefaces) glyphAdvance(f face, r rune) int {
	var buf sfnt.Buffer
	sf := t.faces[f].Face
	i, err := sf.GlyphIndex(&buf, r)
	if err != nil || i == 0 {
		return t.perEm[f]
	}
	adv, err := sf.GlyphAdvance(&buf, i, fixed.Int26_6(t.perEm[f]), xfont.HintingNone)
	if err != nil {
		return t.perEm[f]
	}
	return int(adv)
}

// fit shortens a text with … until it is at most so wide; "" if not even one letter is.
func (t *typefaces) fit(f face, size int, s string, width int) string {
	if t.width(f, size, s) <= width {
		return s
	}
	room := int64(width)*int64(t.perEm[f])/int64(size) - int64(t.advance(f, '…'))
	for i, r := range s {
		if room -= int64(t.advance(f, r)); room < 0 {
			if i == 0 {
				return ""
			}
			return s[:i] + "…"
		}
	}
	return s
}

// middle shortens a text with … in its middle until it is at most so wide: its end says as much as
// its beginning.
func (t *typefaces) middle(f face, size int, s string, width int) string {
	if t.width(f, size, s) <= width {
		return s
	}
	runes := []rune(s)
	for n := len(runes) - 1; n > 1; n-- {
		text := string(runes[:(n+1)/2]) + "…" + string(runes[len(runes)-n/2:])
		if t.width(f, size, text) <= width {
			return text
		}
	}
	return t.fit(f, size, s, width)
}
