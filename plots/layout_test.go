package plots

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// pages are the pictures of all samples, also with few lanes and on narrow and wide pages.
func pages() map[string]*picture {
	all := make(map[string]*picture)
	for _, s := range samples() {
		all[s.name] = swimlane(s.tl, Options{})
		all[s.name+", narrow"] = swimlane(s.tl, Options{Lanes: 2, Width: 500})
		all[s.name+", wide"] = swimlane(s.tl, Options{Lanes: 40, Width: 2000})
	}
	return all
}

func TestNoTextMeetsAnotherOrLeavesThePage(t *testing.T) {
	for name, p := range pages() {
		checkTexts(t, name, p)
	}
}

// checkTexts holds that every text can be read: none meets another, leaves the page, is too small,
// covers a sign of an event, or lies across the edge of a bar.
func checkTexts(t *testing.T, name string, p *picture) {
	t.Helper()
	signs, bars := obstacles(p)
	for i, a := range p.labels {
		if a.size < smallest {
			t.Errorf("%s: %q has a size of %d, want %d", name, a.text, a.size, smallest)
		}
		if a.box.x0 < 0 || a.box.y0 < 0 || a.box.x1 > p.w || a.box.y1 > p.h {
			t.Errorf("%s: %q at %v leaves the page of %d by %d", name, a.text, a.box, p.w, p.h)
		}
		for _, b := range p.labels[i+1:] {
			if a.box.overlaps(b.box) {
				t.Errorf("%s: %q at %v meets %q at %v", name, a.text, a.box, b.text, b.box)
			}
		}
		if slices.ContainsFunc(p.signs, func(s box) bool { return s.contains(a.box) }) {
			continue // the number of a badge
		}
		for _, s := range signs {
			if a.box.overlaps(s) {
				t.Errorf("%s: %q at %v covers a sign at %v", name, a.text, a.box, s)
			}
		}
		if onLabel(p, a.box) {
			continue
		}
		for _, b := range bars {
			if a.box.overlaps(b.box) && !b.holds(a.box) && !onOne(bars, a.box) {
				t.Errorf("%s: %q at %v lies across a bar at %v", name, a.text, a.box, b.box)
			}
		}
	}
}

// onLabel reports whether a text stands on a patch with margins, as in the cells of maps.
func onLabel(p *picture, text box) bool {
	return slices.ContainsFunc(p.shapes[haloLayer], func(s shape) bool {
		patch, ok := s.(area)
		text := box{text.x0 - 2*pt, text.y0, text.x1 + 2*pt, text.y1}
		return ok && around(patch.pts).contains(text)
	})
}

func (b box) contains(o box) bool {
	return b.x0 <= o.x0 && b.y0 <= o.y0 && o.x1 <= b.x1 && o.y1 <= b.y1
}

// bed is a bar as texts see it: of a strip of weather, whose cells follow each other, they may lie
// on several.
type bed struct {
	box
	strip bool
	fill  tone
}

// onOne reports whether bars of one colour, end to end, hold a text, as the levels of a crowd do.
func onOne(bars []bed, text box) bool {
	area := 0
	var fill *tone
	for i, b := range bars {
		in := box{max(b.x0, text.x0), max(b.y0, text.y0), min(b.x1, text.x1), min(b.y1, text.y1)}
		if in.x0 >= in.x1 || in.y0 >= in.y1 {
			continue
		}
		if fill == nil {
			fill = &bars[i].fill
		}
		if *fill != b.fill {
			return false
		}
		area += (in.x1 - in.x0) * (in.y1 - in.y0)
	}
	return area == (text.x1-text.x0)*(text.y1-text.y0)
}

func (b bed) holds(text box) bool {
	return text.y0 >= b.y0 && text.y1 <= b.y1 && (b.strip || text.x0 >= b.x0 && text.x1 <= b.x1)
}

// obstacles are the signs of a picture, heads of arrows, dots, crosses, loops, and its bars.
func obstacles(p *picture) (signs []box, bars []bed) {
	signs = slices.Clone(p.signs)
	for _, s := range p.shapes[dotLayer] {
		if d, ok := s.(disc); ok {
			signs = append(signs, box{d.at.x, d.at.y, d.at.x, d.at.y}.grown(d.r))
		}
	}
	for _, s := range p.shapes[arrowLayer] {
		if a, ok := s.(area); ok && len(a.pts) == 3 {
			signs = append(signs, around(a.pts))
		}
	}
	for _, s := range p.shapes[barLayer] {
		if a, ok := s.(area); ok && len(a.pts) == 4 {
			strip := a.fill.from == hClear || a.fill == outage
			bars = append(bars, bed{around(a.pts), strip, a.fill})
		}
	}
	return signs, bars
}

// No timeline at all makes texts meet: not even one that no model could leave.
func TestNoTextMeetsAnotherInNonsense(t *testing.T) {
	for seed := range uint64(150) {
		tl := nonsense(rand.New(rand.NewPCG(seed, 0)))
		checkTexts(t, fmt.Sprintf("nonsense %d", seed), swimlane(tl, Options{}))
	}
}

func TestBoxesHoldTheirTexts(t *testing.T) {
	for name, p := range pages() {
		for _, l := range p.labels {
			if got, want := l.box.x1-l.box.x0, fonts().width(l.face, l.size, l.text); got < want {
				t.Errorf("%s: %q has a box of %d, want %d", name, l.text, got, want)
			}
			if strings.ContainsAny(l.text, "\n\x00\x1b\u202e") {
				t.Errorf("%s: %q would be drawn as it is", name, l.text)
			}
		}
	}
}

func TestPageIsNeitherTooNarrowNorTooWide(t *testing.T) {
	for name, p := range pages() {
		if p.w < narrowest || p.w > widest {
			t.Errorf("%s: %d tenths of a point wide, want %d to %d", name, p.w, narrowest, widest)
		}
	}
}

// Every fold says how much it hides.
func TestNoFoldIsSilent(t *testing.T) {
	for _, s := range samples() {
		c := &chart{story: tell(s.tl, Options{}), pic: new(picture)}
		c.layOut(Options{})
		c.draw()
		folds := 0
		for _, l := range c.axis.legs {
			if l.fold {
				folds++
			}
		}
		said := 0
		for _, l := range c.pic.labels {
			if l.text == "folded" {
				said++
			}
		}
		if said != folds {
			t.Errorf("%s: %d of %d folds say that they are", s.name, said, folds)
		}
	}
}

func TestAxisKeepsOrderAndTellsInstantsApart(t *testing.T) {
	for _, s := range samples() {
		story := tell(s.tl, Options{})
		a := newAxis(story.anchors, 0, usual, widest)
		for i := 1; i < len(story.anchors); i++ {
			before, now := story.anchors[i-1], story.anchors[i]
			if a.x(before) > a.x(now) {
				t.Fatalf("%s: %s stands behind %s", s.name, before, now)
			}
		}
	}
}

// The three lengths that matter in the documented cases are told apart in one picture.
func TestOnePictureShows120msAnd90sAnd20min(t *testing.T) {
	tl := case3()
	a := newAxis(tell(tl, Options{}).anchors, 0, usual, widest)
	at := func(mark string) int { return a.x(tl.Mark(mark).At) }
	for _, pair := range [][2]string{{"T0", "T1"}, {"T1", "T2"}, {"T3", "T4''"}, {"T4''", "T5''"}} {
		if wide := at(pair[1]) - at(pair[0]); wide < 40*pt || wide > 200*pt {
			t.Errorf("%s to %s takes %d, want 400 to 2000", pair[0], pair[1], wide)
		}
	}
}
