package plots

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/sim"
)

func inset(t *testing.T, tl *timeline.Timeline) (string, *Inset, *Drawn) {
	t.Helper()
	in := new(Inset)
	var b bytes.Buffer
	d, err := in.Swimlane(&b, "x", tl, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), in, d
}

func TestInsetsTellOfRecordsOfTheRun(t *testing.T) {
	for _, s := range samples() {
		_, _, d := inset(t, s.tl)
		for _, n := range d.Records {
			if s.tl.ByN(n) == nil {
				t.Errorf("%s: tells of record %d, which is not there", s.name, n)
			}
		}
	}
}

// Each callback of a client with a lane can be asked for, unless it stands for others.
func TestInsetsTellOfCallbacksAndMessages(t *testing.T) {
	tl := case2()
	text, _, d := inset(t, tl)
	told := make(map[uint32]bool)
	for _, n := range d.Records {
		told[n] = true
	}
	for i := range tl.Records {
		r := &tl.Records[i]
		if (r.Kind == timeline.Callback || r.Kind == timeline.Call) && !told[r.N] {
			t.Errorf("nothing tells of #%d: %s", r.N, tl.Say(r))
		}
	}
	mark := tl.Mark("T4'")
	notice := tl.ByN(mark.Cause)
	for _, n := range []uint32{notice.N, notice.Cause} {
		if !told[n] {
			t.Errorf("nothing tells of #%d: %s", n, tl.Say(tl.ByN(n)))
		}
	}
	if !strings.Contains(text, ">onRoomUserUpdate DELETE alice</text>") {
		t.Error("the text of the callback is not text")
	}
	if d.Row(mark) != 3 || d.Rows[2] != "B" || d.Row(notice) != 3 {
		t.Errorf("got row %d of %q, want the third, B", d.Row(mark), d.Rows)
	}
}

// zoomed is where a label stands when time is so many times as long.
func zoomed(l *label, left, times int) box {
	d := (l.anchor() - left) * (times - 1)
	return box{l.box.x0 + d, l.box.y0, l.box.x1 + d, l.box.y1}
}

// However far time is stretched, no text meets another.
func TestNoTextMeetsAnotherWhenTimeIsStretched(t *testing.T) {
	for _, name := range scenarios.Names() {
		c := &chart{story: tell(builtIn(t, name), Options{}), pic: new(picture)}
		c.drawInset(Options{})
		var list []*label
		for i := range c.pic.labels {
			if l := &c.pic.labels[i]; l.box.x1 > c.left {
				list = append(list, l)
			}
		}
		for _, times := range []int{1, 2, 7, 100} {
			for i, a := range list {
				for _, b := range list[i+1:] {
					if zoomed(a, c.left, times).overlaps(zoomed(b, c.left, times)) {
						t.Errorf("%s, stretched %d times: %q meets %q", name, times, a.text, b.text)
					}
				}
			}
		}
	}
}

func TestStyleHasBothThemesAndEveryClass(t *testing.T) {
	text, in, d := inset(t, badWeather())
	for _, k := range d.Keys {
		text += k.Sign
	}
	signs := in.Signs()
	style := in.Style()
	for _, want := range []string{"--paper:light-dark(#ffffff,#12171d)",
		"marker-end:url(#head-wire)"} {
		if !strings.Contains(style, want) {
			t.Errorf("the style has no %q", want)
		}
	}
	if !strings.Contains(signs, "<marker id=head-wire ") || !strings.Contains(signs, "<g id=dot>") {
		t.Errorf("got signs %q, want the head of arrows and the dot", signs)
	}
	for i := range in.guises {
		if c := class(i); !strings.Contains(style, "."+c+"{") ||
			!strings.Contains(text+signs, "class="+c) {
			t.Errorf("class %s is not used, or has no rule", c)
		}
	}
}

// The windows of claims stand in the page's chart: what came keeps its form, and the words go with
// it, where time is stretched.
func TestInsetsShowClaims(t *testing.T) {
	tl := case2()
	due := tl.Mark("T4'").At
	claims := Claims{Head: "all passed", List: []Claim{{Text: "T4' in time", Note: "0.820s to spare",
		Verdict: Held, Window: true, Lo: End{At: due - sim.Time(time.Second)},
		Hi: End{At: due + sim.Time(time.Second)}, Came: []sim.Time{due}}}}
	var b strings.Builder
	d, err := new(Inset).Swimlane(&b, "claims", tl, Options{Claims: claims})
	if err != nil {
		t.Fatal(err)
	}
	words := regexp.MustCompile(`<text class=\w+ x=\d+ y=\d+ data-x=(\d+)>T4&#39; in time</text>`)
	found := words.FindStringSubmatch(b.String())
	if found == nil {
		t.Fatal("the claim's words go with no place on the axis")
	}
	at := regexp.MustCompile(` data-x=` + found[1] + `\b`)
	if n := len(at.FindAllString(b.String(), -1)); n < 4 {
		t.Errorf("%d shapes and texts go with %s: want an end of the bracket, the sign, and two texts", n,
			found[1])
	}
	if k := d.Keys[len(d.Keys)-1].Text; !strings.HasPrefix(k, "a claim that passed") &&
		!strings.HasPrefix(k, "a window") {
		t.Errorf("the last key is %q, want one about claims", k)
	}
}
