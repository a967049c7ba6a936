package plots

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// texts are what a picture says.
func texts(p *picture) []string {
	var list []string
	for _, l := range p.labels {
		list = append(list, l.text)
	}
	return list
}

// What a crowded lane has no room for stands under the chart, each thing once.
func TestNothingSaidIsLostInABurst(t *testing.T) {
	for _, width := range []int{LeastWidth, 0, MostWidth} {
		said := strings.Join(texts(swimlane(burst(), Options{Width: width})), " ")
		for i := range 100 {
			if code := fmt.Sprintf("(%d)", 1002000+i); !strings.Contains(said, code) {
				t.Errorf("%d wide: nothing says %s", width, code)
			}
		}
	}
}

func TestDetailsAndTheirFlagsHaveOneNumber(t *testing.T) {
	for _, s := range samples() {
		c := &chart{story: tell(s.tl, Options{}), pic: new(picture)}
		c.layOut(Options{})
		c.draw()
		said := texts(c.pic)
		for i, d := range c.details {
			if d.flag.number != i+1 {
				t.Errorf("%s: detail %d has a flag with number %d", s.name, i+1, d.flag.number)
			}
			n := 0
			for _, text := range said {
				if text == thousands(i+1) {
					n++
				}
			}
			if n < 2 {
				t.Errorf("%s: the number %d stands %d times, want at its flag and at its text",
					s.name, i+1, n)
			}
		}
	}
}

// Beyond what a reader follows, counts stay counts.
func TestTooManyDetailsAreNone(t *testing.T) {
	list := make([]detail, mostDetails+1)
	for i := range list {
		list[i].flag = new(flag)
	}
	if got := numbered(list); got != nil || list[0].flag.number != 0 {
		t.Errorf("%d details: got %d, want none", len(list), len(got))
	}
	if got := numbered(list[1:]); len(got) != mostDetails || list[1].flag.number != 1 {
		t.Errorf("%d details: got %d", mostDetails, len(got))
	}
}

// A bar without room for its text has a pattern, and the legend says what it means.
func TestNarrowBarsHaveMeaningsInTheLegend(t *testing.T) {
	said := texts(swimlane(burst(), Options{}))
	for _, want := range []string{"Logining", "Reconnecting", "failed or kicked out", "Logout"} {
		if !slices.Contains(said, want) {
			t.Errorf("no legend for %q", want)
		}
	}
	if said := texts(swimlane(case2(), Options{})); slices.Contains(said, "failed or kicked out") ||
		slices.Contains(said, "the seat expired") {
		t.Error("a legend for what all bars say")
	}
}

func TestPatternsStayInTheirBars(t *testing.T) {
	for _, look := range []paint{blue, green, orange, red, grey, dead, lapsed} {
		for _, b := range []box{{100, 100, 101, 260}, {100, 100, 137, 260}, {0, 0, 3000, 160}} {
			p := new(picture)
			p.pattern(b, look)
			for _, s := range p.shapes[barLayer] {
				var pts []point
				switch s := s.(type) {
				case stroke:
					pts = s.pts
				case disc:
					pts = []point{{s.at.x - s.r, s.at.y - s.r}, {s.at.x + s.r, s.at.y + s.r}}
				}
				if at := around(pts); at.x0 < b.x0 || at.y0 < b.y0 || at.x1 > b.x1 || at.y1 > b.y1 {
					t.Errorf("%v on %v: something stands at %v", look, b, at)
				}
			}
		}
	}
}

func TestMiddleKeepsBothEnds(t *testing.T) {
	t0, s := fonts(), nameStyle
	for _, tt := range []struct {
		text  string
		width int
		want  string
	}{
		{"A", 100 * pt, "A"},
		{"client-with-a-rather-long-name-07", 90 * pt, "client-…name-07"},
		{"漢字漢字漢字漢字", 50 * pt, "漢字…字"},
		{"abc", 1, ""},
	} {
		got := t0.middle(s.face, s.size, tt.text, tt.width)
		if got != tt.want || s.width(got) > tt.width {
			t.Errorf("%s: got %s, want %s", tt.text, got, tt.want)
		}
	}
}
