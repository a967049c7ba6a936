package plots

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

// sheet has one of each kind of thing, where it is easy to find.
func sheet() *picture {
	p := &picture{w: 100 * pt, h: 50 * pt, title: "A & B", desc: "<a sheet>"}
	p.fill(backLayer, box{10 * pt, 10 * pt, 20 * pt, 20 * pt}, red.fill)
	p.fill(guideLayer, box{0, 40 * pt, 10 * pt, 50 * pt}, faint(ink, 51))
	p.line(arrowLayer, point{30 * pt, 15 * pt}, point{50 * pt, 15 * pt}, ink, 2*pt, 5*pt, 5*pt)
	p.add(barLayer, stroke{pts: []point{{60 * pt, 20 * pt}, {60 * pt, 10 * pt}, {70 * pt, 10 * pt}},
		ink: blue.fill, width: 4 * pt})
	p.add(dotLayer, disc{point{85 * pt, 15 * pt}, 5 * pt, green.fill})
	p.write(codeStyle.at(30*pt, 30*pt, `"I" > <`), `"I" > <`, codeStyle)
	return p
}

func TestPNGShowsWhatIsDrawn(t *testing.T) {
	var b bytes.Buffer
	if err := sheet().png(&b, &light, usualDPI); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	if size := img.Bounds().Size(); size.X != 200 || size.Y != 100 {
		t.Fatalf("%v pixels, want 200 by 100", size)
	}
	for _, tt := range []struct {
		what string
		x, y int // in points
		want uint32
	}{
		{"paper", 5, 5, 0xFFFFFF},
		{"area", 15, 15, 0xB82803},
		{"beside the area", 21, 15, 0xFFFFFF},
		{"area that shines through", 5, 45, 0xD2D4D6},
		{"first dash", 32, 15, 0x1F2933},
		{"gap", 37, 15, 0xFFFFFF},
		{"second dash", 42, 15, 0x1F2933},
		{"above the dash", 32, 17, 0xFFFFFF},
		{"outside of a corner", 58, 8, 0x1379C4},
		{"inside of a corner", 63, 13, 0xFFFFFF},
		{"end of a line", 60, 20, 0xFFFFFF},
		{"disc", 88, 12, 0x1C6D4E},
		{"beside the disc", 89, 11, 0xFFFFFF},
	} {
		r, g, b, _ := img.At(2*tt.x, 2*tt.y).RGBA()
		near := func(got, want uint32) bool {
			return max(got>>8, want&0xFF)-min(got>>8, want&0xFF) <= 1
		}
		if !near(r, tt.want>>16) || !near(g, tt.want>>8) || !near(b, tt.want) {
			t.Errorf("%s: got %02X%02X%02X, want %06X", tt.what, r>>8, g>>8, b>>8, tt.want)
		}
	}
}

// A letter that the fonts lack is seen as a box.
func TestLettersWithoutAGlyphAreBoxes(t *testing.T) {
	for _, text := range []string{"漢", "🙂", "한"} {
		p := &picture{w: 20 * pt, h: 20 * pt}
		p.write(titleStyle.at(2*pt, 2*pt, text), text, titleStyle)
		var b bytes.Buffer
		if err := p.png(&b, &light, 4*72); err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(&b)
		if err != nil {
			t.Fatal(err)
		}
		dark := 0
		for i := range 80 * 80 {
			if r, _, _, _ := img.At(i%80, i/80).RGBA(); r < 0x8000 {
				dark++
			}
		}
		if dark < 100 {
			t.Errorf("%s: %d dark dots, want the edges of a box", text, dark)
		}
	}
}

// A page that ends within a dot has no pale rim there.
func TestPNGIsFilledToItsEdges(t *testing.T) {
	for _, dpi := range []int{72, 144, 300} {
		var b bytes.Buffer
		page := &picture{w: 1003, h: 507}
		if err := page.png(&b, &dark, dpi); err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(&b)
		if err != nil {
			t.Fatal(err)
		}
		size := img.Bounds().Size()
		if want := (image.Point{(1003*dpi + 360) / 720, (507*dpi + 360) / 720}); size != want {
			t.Errorf("%d dpi: %v dots, want %v", dpi, size, want)
		}
		for _, at := range []image.Point{{}, {size.X - 1, 0}, {0, size.Y - 1},
			size.Sub(image.Pt(1, 1))} {
			if got := img.At(at.X, at.Y); got != img.At(1, 1) {
				t.Errorf("%d dpi: %v is %v, want the paper's %v", dpi, at, got, img.At(1, 1))
			}
		}
	}
}

func TestPNGOfTooManyDots(t *testing.T) {
	for _, tt := range []struct {
		w, h int
		ok   bool
	}{{widest, 1, true}, {widest, 10_000, true}, {widest, 500_010, false}} {
		err := (&picture{w: tt.w, h: tt.h}).png(io.Discard, &light, 72)
		if got := !errors.Is(err, ErrTooManyDots); got != tt.ok {
			t.Errorf("%d by %d points: got %v", tt.w/pt, tt.h/pt, err)
		}
	}
}

func TestSVGIsPlainAndShort(t *testing.T) {
	const want = `<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" width="100pt" height="50pt" ` +
		`viewBox="0 0 100 50" font-family="'Liberation Sans',Arial,Helvetica,sans-serif">
<title>A &amp; B</title>
<desc>&lt;a sheet&gt;</desc>
<path d="M0,0H100V50H0Z" fill="#ffffff"/>
<path d="M10,10H20V20H10Z" fill="#b82803"/>
<path d="M0,40H10V50H0Z" fill="#1f2933" fill-opacity="0.2"/>
<path d="M30,15H50" fill="none" stroke="#1f2933" stroke-width="2" stroke-dasharray="5,5"/>
<path d="M60,20V10H70" fill="none" stroke="#1379c4" stroke-width="4"/>
<circle cx="85" cy="15" r="5" fill="#1c6d4e"/>
<text x="30" y="36" font-size="8" ` +
		`font-family="'Liberation Mono','Courier New',Courier,monospace" ` +
		`fill="#1f2933">&#34;I&#34; &gt; &lt;</text>
</svg>
`
	var b strings.Builder
	if err := sheet().svg(&b, &light); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRibbonOfLittleIsLittle(t *testing.T) {
	at := vg.Point{X: 3, Y: 4}
	if got := ribbon(nil, []vg.Point{at}, 2); len(got) != 0 {
		t.Errorf("a point: got %v, want nothing", got)
	}
	for _, s := range ribbon(nil, []vg.Point{at, at, at}, 2)[:6] {
		if s.Pos != at {
			t.Errorf("a point three times: got %v, want %v", s.Pos, at)
		}
	}
}
