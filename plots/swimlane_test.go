package plots

import (
	"bytes"
	"encoding/xml"
	"errors"
	stdflag "flag"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"roomsim/model/timeline"
)

var update = stdflag.Bool("update", false, "rewrite the golden files")

func svg(t *testing.T, tl *timeline.Timeline) string {
	t.Helper()
	var b strings.Builder
	if err := Swimlane(&b, tl, SVG, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, s := range []sample{{"case1", case1()}, {"case2", case2()}, {"case3", case3()},
		{"killed", killedApp()}, {"b-away", offlineB()}, {"outage", outageOf(20, 30)},
		{"weather", badWeather()}, {"burst", burst()}, {"instant", instant()}} {
		file := filepath.Join("testdata", s.name+".svg")
		got := svg(t, s.tl)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: the chart is not %s any more; look at both, then -update", s.name, file)
		}
	}
}

func TestSameBytesTwice(t *testing.T) {
	for _, s := range samples() {
		if first, second := svg(t, s.tl), svg(t, s.tl); first != second {
			t.Errorf("%s: two drawings of one timeline differ", s.name)
		}
	}
}

// Whatever the names are, the SVG stays well-formed and gets no element from them.
func TestHostileNamesAreTextOnly(t *testing.T) {
	allowed := map[string]bool{"svg": true, "title": true, "desc": true, "path": true,
		"circle": true, "text": true}
	for _, s := range samples() {
		d := xml.NewDecoder(strings.NewReader(svg(t, s.tl)))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", s.name, err)
			}
			if e, ok := token.(xml.StartElement); ok && !allowed[e.Name.Local] {
				t.Errorf("%s: element %q", s.name, e.Name.Local)
			}
		}
	}
}

func TestSVGHoldsWhatIsLookedFor(t *testing.T) {
	got := svg(t, case3())
	for _, want := range []string{">T0<", ">T4&#39;&#39;<", ">+120ms<", ">18m30s<",
		"onRoomStateChanged", "Reconnecting(1002051)", "ReconnectFailed(1002053)",
		"onRoomUserUpdate DELETE alice", ">alice is in the room<", ">92 × login lost<",
		">A&#39;s network is down, to the end<", "<title>A never comes back</title>"} {
		if !strings.Contains(got, want) {
			t.Errorf("the chart of case 3 has no %q", want)
		}
	}
}

func TestPNGIsWideEnough(t *testing.T) {
	for _, s := range []sample{{"case1", case1()}, {"twenty", twenty()}, {"empty", empty()}} {
		var b bytes.Buffer
		if err := Swimlane(&b, s.tl, PNG, Options{Width: 1}); err != nil {
			t.Fatal(err)
		}
		c, err := png.DecodeConfig(&b)
		if err != nil {
			t.Fatal(err)
		}
		if c.Width < 1000 || c.Width > 4000 {
			t.Errorf("%s: %d pixels wide, want 1,000 to 4,000", s.name, c.Width)
		}
	}
}

func TestPDF(t *testing.T) {
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := Swimlane(w, hostile(), PDF, Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two PDFs of one timeline differ")
	}
	var table, size int
	end := a.Bytes()[bytes.LastIndex(a.Bytes(), []byte("startxref")):]
	if _, err := fmt.Sscanf(string(end), "startxref\n%d\n%%%%EOF\n", &table); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(a.Bytes()[table:]), "\n")
	if _, err := fmt.Sscanf(lines[0]+lines[1], "xref\n0 %d\n", &size); err != nil {
		t.Fatal(err)
	}
	for i := 1; i < size; i++ {
		at, err := strconv.Atoi(lines[i+2][:10])
		head := fmt.Sprintf("%d 0 obj\n", i)
		if err != nil || len(lines[i+2]) != 20 || !bytes.HasPrefix(a.Bytes()[at:], []byte(head)) {
			t.Errorf("object %d does not stand where the table says, %q", i, lines[i+2])
		}
	}
}

func TestACrowdsChartIsSmall(t *testing.T) {
	if n := len(svg(t, outageOf(60, 90))); n > 300_000 {
		t.Errorf("the chart of an outage takes %d bytes, want less than 300,000", n)
	}
}

func TestUnknownFormat(t *testing.T) {
	err := Swimlane(io.Discard, case1(), "gif", Options{})
	if err == nil || !strings.Contains(err.Error(), `"gif"; expected svg, png or pdf`) {
		t.Errorf("got %v", err)
	}
	if _, err := FormatOf("chart.gif"); err == nil {
		t.Error("chart.gif has a format")
	}
	if f, err := FormatOf("dir.png/chart.SVG"); f != SVG || err != nil {
		t.Errorf("chart.SVG: got %q, %v", f, err)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

var errFull = errors.New("no space left on device")

func TestErrorOfTheWriterComesBack(t *testing.T) {
	for _, f := range []Format{SVG, PNG, PDF} {
		if err := Swimlane(full{}, case1(), f, Options{}); !errors.Is(err, errFull) {
			t.Errorf("%s: got %v, want %v", f, err, errFull)
		}
	}
}

func BenchmarkOutage(b *testing.B) {
	tl := outageOf(200, 300)
	b.Logf("%d records", len(tl.Records))
	for b.Loop() {
		if err := Swimlane(io.Discard, tl, SVG, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// A callback that comes just behind its call has its dot beside the call's bar.
func TestNoDotIsLeftOutForACall(t *testing.T) {
	tl := case2()
	var calls int
	for i := 1; i < len(tl.Records); i++ {
		before, r := &tl.Records[i-1], &tl.Records[i]
		if before.Kind == timeline.Call && isCallback(r) && before.At == r.At {
			r.At += at(10)
			calls++
			opt := Options{Axis: Linear, Until: at(10_000)}
			c := &chart{story: tell(tl, opt), pic: new(picture)}
			c.layOut(opt)
			c.draw()
			if x := c.axis.x(r.At); x-c.axis.x(before.At) >= closest || !hasDot(c.pic, x) {
				t.Errorf("no dot at %d for the callback at %s", x, r.At)
			}
		}
	}
	if calls == 0 {
		t.Error("no callback comes with its call")
	}
}

func hasDot(p *picture, x int) bool {
	return slices.ContainsFunc(p.shapes[dotLayer], func(s shape) bool {
		d, ok := s.(ringed)
		return ok && d.at.x == x
	})
}
