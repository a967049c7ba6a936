package plots

// Shares of what is not part of a chain of causes, in thousandths: the rest is paper.
const (
	dimShape = 420
	dimText  = 780
)

// dimmed is the tone made fainter; what brings a chain out stays.
func (t tone) dimmed(part uint16) tone {
	switch {
	case t.hue == hAccent:
		return t
	case t.hue == t.from:
		return tone{t.hue, hPaper, part, t.alpha}
	}
	t.alpha = uint8(uint32(t.alpha) * uint32(part) / unmixed)
	return t
}

// dim makes everything fainter but the first texts.
func (p *picture) dim(texts int) {
	for _, shapes := range p.shapes {
		for i, s := range shapes {
			shapes[i] = faded{s}
		}
	}
	for i := texts; i < len(p.labels); i++ {
		l := &p.labels[i]
		if l.ink == white || l.ink == black {
			l.ink = ink // its bar is faint now
		}
		l.ink = l.ink.dimmed(dimText)
	}
}

// faded is a shape that has been made fainter.
type faded struct{ shape }

func (f faded) paint(c canvas) { f.shape.paint(fader{c}) }

// fader is a canvas with fainter tones.
type fader struct{ canvas }

func (f fader) SetTone(t tone) { f.canvas.SetTone(t.dimmed(dimShape)) }
