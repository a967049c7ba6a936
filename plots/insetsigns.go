package plots

import (
	"fmt"
	"slices"
	"strconv"
)

// sign writes the sign of a legend's entry.
func (in *Inset) sign(k *key) string {
	p := new(picture)
	k.sign(p, point{12 * pt, 6 * pt})
	x := &insetWriter{in: in}
	x.put(`<svg class=sign aria-hidden=true viewBox="0 0 240 120">`)
	for l := range p.shapes {
		x.layer(p.shapes[l], make([]subject, len(p.shapes[l])))
	}
	for i := range p.labels {
		x.still(&p.labels[i])
	}
	x.put("</svg>")
	return x.out.String()
}

// Signs gives what charts refer to, as an element of the page: it must be rendered, but can be
// empty to the eye.
func (in *Inset) Signs() string {
	x := &insetWriter{in: in}
	x.put("<svg class=signs width=0 height=0 aria-hidden=true><defs><g id=dot>")
	x.shape(disc{r: dotRadius, fill: ink}, subject{})
	x.shape(disc{r: dotRadius - 6, fill: paper}, subject{})
	fmt.Fprintf(&x.out, `<circle r=%d /></g><path id=cross d="M-24,-24l48,48M-24,24l48,-48"/>`,
		dotRadius-6-ringWidth)
	for i, s := range in.cuts {
		x.put("<g id=", cutName(i), ">")
		for _, part := range s.parts() {
			x.shape(part, subject{})
		}
		x.put("</g>")
	}
	for _, t := range in.heads() {
		fmt.Fprintf(&x.out, `<marker id=%s markerUnits=userSpaceOnUse markerWidth=60 markerHeight=40 `+
			`viewBox="-55 -20 60 40" orient=auto><path class=%s d="M0,0L-55,-19V19z"/></marker>`,
			headOf(t), in.class(guise{means: filled, tone: t}))
	}
	x.put("</defs></svg>\n")
	return x.out.String()
}

// heads are the tones of arrows with heads.
func (in *Inset) heads() (tones []tone) {
	for i := range in.guises {
		if g := &in.guises[i]; g.means == headed && !slices.Contains(tones, g.tone) {
			tones = append(tones, g.tone)
		}
	}
	return tones
}

// cut names the sign of a cut.
func (in *Inset) cut(s slash) string {
	s.at = point{}
	i := slices.Index(in.cuts, s)
	if i < 0 {
		i = len(in.cuts)
		in.cuts = append(in.cuts, s)
	}
	return cutName(i)
}

func cutName(i int) string { return "cut" + strconv.Itoa(i) }

// headOf names the head of arrows of a tone.
func headOf(t tone) string { return "head-" + hueNames[t.hue] }
