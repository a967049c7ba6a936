package plots

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// mapCases are outcome maps that are hard to lay out.
func mapCases() map[string]*Map {
	values := func(n int, name string) (list []string) {
		for i := range n {
			list = append(list, fmt.Sprint(name, i))
		}
		return list
	}
	long := strings.Repeat("a very long name ", 20)
	all := map[string]*Map{}
	for _, c := range []struct {
		name    string
		x, y    int
		runs    int
		text    string
		measure string
	}{
		{"one cell", 1, 1, 1, "s", ""}, {"one row", 7, 1, 1, "s", ""},
		{"some", 7, 5, 20, "s", "gone - killed"},
		{"pure", 6, 4, 1, "cut + ", ""}, {"the most", 40, 40, 3, "s", "gone - killed"},
		{"long names", 5, 5, 10, long, long},
	} {
		m := &Map{Title: "What B sees, " + c.name, About: "in many runs", By: "B", Of: "alice",
			X: Side{"client.heartbeat.interval", values(c.x, c.text)}, Measure: c.measure,
			Y: Side{"server.heartbeat.timeout", values(c.y, c.text)}}
		if c.y == 1 {
			m.Y = Side{Values: []string{""}}
		}
		if c.text == long {
			m.Title, m.About, m.By, m.Of, m.X.Name, m.Y.Name = long, long, long, long, long, long
		}
		for i := range c.x * c.y {
			cell := Cell{Own: i == 3, Span: time.Duration(i) * 1234567890, HasSpan: i%5 > 0}
			cell.Counts[i%4] = c.runs / 2
			cell.Counts[(i+1)%4] += c.runs - c.runs/2
			m.Cells = append(m.Cells, cell)
		}
		all[c.name] = m
	}
	return all
}

func TestNoTextMeetsAnotherInOutcomeMaps(t *testing.T) {
	for name, m := range mapCases() {
		for _, width := range []int{LeastWidth, 820, MostWidth} {
			p := newAtlas(m, Options{Width: width}).pic
			checkTexts(t, fmt.Sprint(name, ", ", width), p)
			for _, layer := range p.shapes {
				for _, s := range layer {
					for _, q := range corners(s) {
						if q.x < 0 || q.y < 0 || q.x > p.w || q.y > p.h {
							t.Fatalf("%s: %v of %T leaves the page of %d by %d", name, q, s, p.w, p.h)
						}
					}
				}
			}
		}
	}
}

// A hatch stays in its box and touches all of it.
func TestHatchStaysInItsBox(t *testing.T) {
	b := box{100, 200, 733, 411}
	for o, look := range outcomeLooks {
		if look.hatch == nil {
			continue
		}
		p := new(picture)
		look.hatch(p, b, ink)
		around := box{1 << 30, 1 << 30, 0, 0}
		for _, s := range p.shapes[barLayer] {
			for _, q := range corners(s) {
				if q.x < b.x0 || q.x > b.x1 || q.y < b.y0 || q.y > b.y1 {
					t.Errorf("outcome %d: %v is not in %v", o, q, b)
				}
				around = box{min(around.x0, q.x), min(around.y0, q.y), max(around.x1, q.x),
					max(around.y1, q.y)}
			}
		}
		if around.x1-around.x0 < 500 || around.y1-around.y0 < 140 {
			t.Errorf("outcome %d: got a hatch of %v, want all of %v", o, around, b)
		}
	}
}

// The legend counts what the cells say.
func TestLegendOfAnOutcomeMapCounts(t *testing.T) {
	m := mapCases()["some"]
	var sum [nOutcome]int
	all := 0
	for i := range m.Cells {
		for o, n := range m.Cells[i].Counts {
			sum[o] += n
			all += n
		}
	}
	texts := ""
	for _, l := range newAtlas(m, Options{}).pic.labels {
		texts += l.text + "\n"
	}
	for o, n := range sum {
		if want := fmt.Sprintf(": %d of %d (", n, all); !strings.Contains(texts, want) {
			t.Errorf("outcome %d: the legend does not say %q:\n%s", o, want, texts)
		}
	}
}

func TestOutcomesRefuse(t *testing.T) {
	side := func(n int) Side { return Side{Values: make([]string, n)} }
	for _, m := range []*Map{{}, {X: side(2), Y: side(1), Cells: make([]Cell, 1)},
		{X: side(41), Y: side(1), Cells: make([]Cell, 41)}} {
		if err := Outcomes(io.Discard, m, SVG, Options{}); err == nil {
			t.Errorf("got no error for %d by %d values", len(m.X.Values), len(m.Y.Values))
		}
	}
}

func TestGoldenOutcomes(t *testing.T) {
	all := mapCases()
	for _, name := range []string{"some", "pure"} {
		var got bytes.Buffer
		if err := Outcomes(&got, all[name], SVG, Options{}); err != nil {
			t.Fatal(err)
		}
		checkGolden(t, "outcomes-"+name, got.Bytes())
	}
}
